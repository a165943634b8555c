"""The habit loop at work: what runs round it, where it is cut, and the moment on its graphs, at start, middle and end of the clock."""

import numpy as np
import pytest
from matplotlib.patches import PathPatch
from played import result
from scipy.constants import day

from crepitus.explorers.habit import CUT, MOMENTS, TURN, habit_loop
from crepitus.figures.habit import BESIDE, DOTS, EACH, RADIUS, on_loop
from crepitus.models.habit import Habit, year
from explorables.drawing import HANDLE

SOME = ("15 min", "2 d", "365 d")


def dots_of(artists):
    """How large the dots are, as shares of the largest that can be, and how far round the loop each stands."""
    (patch,) = [artist for artist in artists if isinstance(artist, PathPatch)]
    outlines = patch.get_path().vertices.reshape(DOTS, -1, 2)
    at = outlines.mean(axis=1) - 0.5
    return np.ptp(outlines[:, :, 0], axis=1), (0.25 - np.arctan2(at[:, 1], at[:, 0]) / (2 * np.pi)) % 1


@pytest.mark.parametrize("time", SOME)
def test_the_moment_is_the_models_and_a_dot_runs_for_every_two_cracks(time):
    found, (loop, cracks, loose) = result("habit_loop", pull=20, fades=3, time=time), habit_loop.picture.axes
    course = year(Habit(3, 20, 3 / 24, 0, 72))
    days = MOMENTS[time] / day
    now, loosened = (np.interp(days, course.time, values) for values in (course.cracks, course.looseness))
    with habit_loop.picture._drawn(found) as artists:
        knobs = {artist.get_gid(): artist for artist in artists if str(artist.get_gid()).startswith(HANDLE)}
        assert knobs[HANDLE + "time"].get_xdata() == pytest.approx([days], rel=1e-3)
        moments = {
            artist.axes: artist for artist in artists if artist.axes in (cracks, loose) and getattr(artist, "get_marker", str)() == "o"
        }
        assert moments[loose].get_ydata() == pytest.approx([loosened], rel=1e-3)
        (seen,) = [a for a in artists if a.axes is cracks and getattr(a, "get_marker", str)() == "o" and a is not knobs[HANDLE + "time"]]
        assert seen.get_ydata() == pytest.approx([now], rel=1e-3)
        words = [artist.get_text() for artist in artists if artist.axes is loop and hasattr(artist, "get_text")]
        assert f"{now:.1f} a day" in words and f"+{now - 3:.1f} a day" in words
        size, _ = dots_of(artists)
        assert (size > 0).sum() <= np.ceil(now / EACH)


def test_at_the_most_dots_stand_everywhere_but_at_the_words():
    found = result("habit_loop", fades=24, time="365 d")
    with habit_loop.picture._drawn(found) as artists:
        size, share = dots_of(artists)
        beside = np.abs((share + 1 / 6) % (1 / 3) - 1 / 6)
        assert ((size > 0) == (beside > BESIDE)).all() and (size > 0).sum() == DOTS - 3 * 5


@pytest.mark.parametrize("cut", (1, 2, 3))
def test_nothing_runs_beyond_a_cut_and_the_knob_stands_in_it(cut):
    for time in SOME:
        found = result("habit_loop", fades=24, cut=CUT[cut], time=time)
        assert found.cracks == pytest.approx(3) and found.urged == pytest.approx(0)
        with habit_loop.picture._drawn(found) as artists:
            size, share = dots_of(artists)
            assert (share[size > 0] < (cut - 0.5) / 3).all()
            (knob,) = [artist for artist in artists if artist.get_gid() == HANDLE + "cut"]
            assert [*knob.get_xdata(), *knob.get_ydata()] == pytest.approx([*on_loop((cut - 0.5) / 3)[0]])


def test_what_runs_comes_round_clockwise_in_so_many_steps():
    steps = [result("habit_loop", time=time).turned for time in MOMENTS]
    assert np.diff(steps) == pytest.approx(1 / TURN)
    assert np.hypot(*(on_loop(np.linspace(0, 1, 9)) - 0.5).T) == pytest.approx(RADIUS)
    assert on_loop([0, 0.25]).tolist() == pytest.approx(np.array([[0.5, 0.5 + RADIUS], [0.5 + RADIUS, 0.5]]))


def test_what_moves_keeps_its_number_of_points_along_the_clock():
    counts = set()
    for time in SOME:
        with habit_loop.picture._drawn(result("habit_loop", fades=8, time=time)) as artists:
            counts.add(tuple(len(artist.get_path().vertices) for artist in artists if hasattr(artist, "get_path")))
    assert len(counts) == 1
