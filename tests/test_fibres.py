"""Signals on their way against distance over speed, the person against the lengths of the fibres, the scene against the model."""

import numpy as np
import pytest
from played import result, said

from crepitus.explorers.fibres import LENGTHS, MOMENTS, NERVES
from crepitus.figures.fibres import SLOWED
from crepitus.figures.person import CORD, length_of, outline, way
from crepitus.models.fibres import KINDS, Fibres, come
from explorables.catalogue import catalogue
from explorables.svg import DRAWING


def drawn(**chosen):
    """The artists of a moment of the race, in the order of drawing, as arrays of points where they are lines."""
    picture = catalogue()["who_arrives_first"].picture
    with DRAWING:
        artists = picture.draw(picture.axes, result("who_arrives_first", **chosen))
        found = [(artist.get_xydata() if hasattr(artist, "get_xydata") else None, artist.get_alpha()) for artist in artists]
        for artist in artists:
            artist.remove()
    return found


@pytest.mark.parametrize(("kind", "first", "last"), [("a_beta", 12.5, 33.3), ("a_delta", 33.3, 100), ("c", 400, 2000)])
def test_a_metre_takes_what_the_speeds_of_the_table_give(kind, first, last):
    # by hand from [kiernan2003]: 1 m at 80 and 30, 30 and 10, 2.5 and 0.5 m/s
    assert [1e3 * end for end in KINDS[kind].arrivals(1.0)] == pytest.approx([first, last], rel=3e-3)


def test_the_share_that_has_arrived_is_that_of_many_fibres_of_evenly_spread_speeds():
    speeds = np.linspace(0.5, 2.5, 20_001)
    for time in (-1.0, 0.0, 0.39, 0.5, 0.9, 1.7, 2.1):
        assert KINDS["c"].arrived(1.0, time) == pytest.approx((speeds * time >= 1.0).mean(), abs=1e-3)


def test_signals_come_evenly_and_stop_at_the_cord():
    assert come(30, 1.0, np.array([-0.1, 0.0, 0.01, 0.02, 0.5])) == pytest.approx([0, 0, 0.3, 0.6, 1.0])


@pytest.mark.parametrize("place", LENGTHS)
def test_every_way_on_the_body_is_as_long_as_its_fibre_and_ends_at_the_cord(place):
    line = way(NERVES[LENGTHS[place]], LENGTHS[place])
    assert length_of(line) == pytest.approx(LENGTHS[place], abs=2e-3)
    assert line[-1, 0] == 0 and CORD[1][1] <= line[-1, 1] <= CORD[0][1]
    height, width = np.ptp(outline(), axis=0)[::-1]
    assert height == pytest.approx(1.68, abs=0.01) and 0.5 < width < 0.7  # a grown-up with hanging arms


@pytest.mark.parametrize("time", [0, 22, 2200])
def test_the_scene_stands_where_the_model_says(time):
    nerve, _, line, *rest = (points for points, _ in drawn(time=time, length="foot", later=1))
    assert np.allclose(line[:, 0], time)
    (others, head), on_way = rest[1:3], rest[5]
    expected = min(1.0, 80 * time / 1e3)  # of touch, over one metre
    assert np.hypot(*(head[0] - nerve[round(59 * expected)])) < 0.035  # beside the nerve, whose points are 17 mm apart
    assert np.hypot(*(others[0] - nerve[round(59 * min(1.0, 30 * time / 1e3))])) < 0.035
    speeds = np.linspace(30, 80, len(on_way))  # m/s: fibres of evenly spread speeds, the fastest with the head
    assert on_way[:, 1] == pytest.approx(100 * np.minimum(1, speeds * time / 1e3), rel=3e-3) and len(others) == len(on_way) - 1


def test_what_moves_keeps_its_points_and_what_is_not_there_is_transparent():
    shapes = {tuple(len(points) if points is not None else 0 for points, _ in drawn(time=time, later=0.2)) for time in MOMENTS[::6]}
    assert len(shapes) == 1
    heads = lambda time: [alpha for _, alpha in drawn(time=time, length="lower back", later=1)[3:39][2::9]]  # noqa: E731
    assert [heads(time) for time in (0, 8, 330, 1500)] == [[1, 1, 1, 0], [0, 1, 1, 0], [0, 0, 0, 0], [0, 0, 0, 1]]


def test_the_clock_runs_evenly_along_the_axis_of_the_graph():
    axis = catalogue()["who_arrives_first"].picture.axes.ways
    steps = np.diff(axis.transData.transform([(moment, 0) for moment in MOMENTS])[:, 0])
    assert steps == pytest.approx(np.full(len(steps), steps.mean()), rel=0.2)  # whole milliseconds are no exact twelfths
    assert MOMENTS[10] == SLOWED


def test_lesson_06_says_who_arrives_when():
    # the prediction `touch_or_pain_first`: 2 to 5, 5 to 15, 60 to 300 ms from the lower back
    back = said("who_arrives_first", length="lower back", time=1000)
    assert "Touch arrives after 1.9 ms to 5 ms, fast pain after 5 ms to 15 ms, slow pain after 60 ms to 300 ms." in back
    assert "touch, fast pain and slow pain have arrived, rubbing is on the way" in back
    assert "slow pain is arriving" in said("who_arrives_first", length="foot", time=1000)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: Fibres(0, 1), "slowest = 0; allowed: more than zero"),
        (lambda: Fibres(2, 1), "fastest - slowest = -1; allowed: zero or more"),
        (lambda: KINDS["c"].arrivals(0), "length = 0"),
        (lambda: KINDS["c"].arrived(-1, 1), "length = -1"),
        (lambda: come(0, 1, 1), "speed = 0"),
    ],
)
def test_wrong_input_is_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()
