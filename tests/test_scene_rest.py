"""The rest of a joint, drawn: a film that closes, and an experiment with people that are tried."""

import numpy as np
import pytest
from matplotlib.patches import Polygon, Rectangle
from played import numbers, result, said

from crepitus.explorers.refractory import GAP, NARROWINGS, NEVER, REACH, closing, design
from crepitus.figures.refractory import BONE, FLOOR, LENS, LONGEST, ROUND, TIMES
from crepitus.models.closing_film import carried
from crepitus.models.joint import CURVATURE, closing_time
from crepitus.models.refractory import Trials, estimate, seen_so_far
from explorables.drawing import HANDLE

MOMENTS = (NARROWINGS[0], 10, NARROWINGS[-1])


@pytest.mark.parametrize("narrowing", MOMENTS)
def test_the_film_its_lines_and_the_moment_stand_where_the_model_says(narrowing):
    film, gap = result("closing", narrowing=narrowing), 1 / narrowing
    with closing.picture._drawn(film) as artists:
        fluid, bone, *_ = [artist.get_xy() for artist in artists if isinstance(artist, Polygon)]
        lines, curve, moment, force = [artist.get_xydata() for artist in artists if hasattr(artist, "get_xydata")]
        assert [artist.get_gid() for artist in artists[-2:]] == [HANDLE + "narrowing", HANDLE + "force"]
    assert fluid[fluid[:, 1] > 0][:, 1].min() == pytest.approx(gap) and fluid[:, 1].min() == 0
    assert bone[:, 1].max() == pytest.approx(gap + BONE) and force[0] == pytest.approx(
        [0, gap + BONE + 2.5]
    )  # a step for each factor of ten
    feet, tops = lines[::3], lines[1::3]  # of the lines in the fluid: on one surface, and on the other
    assert (feet[:, 0] == tops[:, 0]).all() and (feet[:, 1] == 0).all()
    assert tops[:, 1] == pytest.approx(gap + tops[:, 0] ** 2 / (2e3 * CURVATURE))
    time = float(closing_time(GAP, GAP / narrowing, 1, 0.1, CURVATURE))
    assert moment[0] == pytest.approx([time, gap])
    assert np.interp(np.log(time), *np.log(curve).T) == pytest.approx(
        np.log(gap), abs=0.03
    )  # points a fifth apart, joined by straight lines


def test_within_each_line_there_is_as_much_fluid_as_before():
    first = np.linspace(0, REACH, 11)[1:]
    for narrowing in MOMENTS:
        for before, now in zip(first, carried(first, GAP, GAP / narrowing)):
            within = [
                2 * np.pi * np.trapezoid((gap + r**2 / (2 * CURVATURE)) * r, r)
                for gap, r in ((GAP, np.linspace(0, before, 2001)), (GAP / narrowing, np.linspace(0, now, 2001)))
            ]
            assert within[1] == pytest.approx(within[0], rel=1e-5)
    assert carried(first, GAP, GAP) == pytest.approx(first)
    with pytest.raises(ValueError, match="closed = 0"):
        carried(first, GAP, 0)


def test_what_moves_keeps_its_number_of_points():
    last = len(NARROWINGS) - 1
    shapes = {
        str([numbers(part) for part in closing.frame(state)["parts"]]) for state in ((0, 1, 3), (8, 1, 3), (last, 0, 0), (last, 5, 5))
    }
    assert len(shapes) == 1


def test_what_the_lesson_states_of_the_film():
    assert "in less than 10 ms" in said("closing")
    assert "in 29 minutes: more than 20" in said("closing", viscosity=100, force=0.001)
    assert "in 18 minutes: less than 20" in said("closing", viscosity=100, force=0.001, narrowing=4.2)


def drawn_experiment(**chosen):
    """What stands in the picture: people resting, ready and cracked, the veil, the median and the two handles."""
    done = result("design", **chosen)
    with design.picture._drawn(done) as artists:
        veil = next(artist for artist in artists if isinstance(artist, Rectangle))
        lines = [artist.get_xydata() for artist in artists if hasattr(artist, "get_xydata")]
        return done, lines[:3], lines[3], veil, lines[6:8], lines[-2:]


@pytest.mark.parametrize("now", [0, 25, 140])
@pytest.mark.parametrize("plan", [{"joints": "5"}, {"joints": "80", "missed": "half of them", "every": 30}])
def test_people_stand_as_the_model_says(now, plan):
    done, people, steps, veil, (interval, median), (moment, first) = drawn_experiment(now=now, **plan)
    ready, cracked = done.ready <= 60 * now, done.trials.by <= 60 * now
    assert [len(who) for who in people] == [(~ready & ~cracked).sum(), (ready & ~cracked).sum(), cracked.sum()]
    everybody = np.concatenate(people)
    assert len(np.unique(everybody.round(6), axis=0)) == len(done.ready) and (everybody > 0).all() and (everybody < 1).all()
    assert veil.get_x() == now == moment[0][0] and veil.get_x() + veil.get_width() == LONGEST
    assert first[0][0] == done.every / 60
    share = steps[np.searchsorted(steps[:, 0], now, side="right") - 1, 1]
    assert share == pytest.approx(100 * cracked.mean())
    if now < done.every / 60:
        assert len(interval) == len(median) == 0
    else:
        assert median[0] == pytest.approx([min(done.found.median / 60, LONGEST), 50]) and interval[0, 0] <= median[0, 0] <= interval[1, 0]


def test_what_is_known_at_a_moment_is_what_the_tries_until_then_have_shown():
    whole = Trials(np.array([600.0, 1200, 1800]), np.array([1200.0, 1800, np.inf]))
    seen = seen_so_far(whole, 600, 1500)
    assert seen.after.tolist() == [600, 1200, 1200] and seen.by.tolist() == [1200, np.inf, np.inf]
    assert seen_so_far(whole, 600, 9e9).by.tolist() == whole.by.tolist()
    for now in (0, 50, 140):
        done = result("design", now=now, joints="20")
        by = np.where(done.trials.by < NEVER, done.trials.by, np.inf)
        found = estimate(seen_so_far(Trials(done.trials.after, by), done.every, 60 * now))
        assert (found.median, found.low) == (done.found.median, done.found.low)


def test_no_joint_cracks_before_it_is_ready_and_without_misses_each_does_at_the_next_try():
    for missed, longest in (("none", 1), ("half of them", 14)):
        done = result("design", joints="80", missed=missed)
        waited = (done.trials.by - done.ready)[done.trials.by < NEVER]
        assert (waited >= 0).all() and waited.max() <= longest * done.every


def test_what_the_lesson_states_of_the_experiment():
    def ends(**chosen):
        found = [result("design", now=140, again=again, **chosen).found for again in (1, 2, 3, 4)]
        return np.array([(one.low, one.median, one.high) for one in found]) / 60

    five, often, many = ends(), ends(every=1), ends(joints="80")
    assert np.round([five[:, 1].min(), five[:, 1].max(), five[:, 0].min(), five[:, 2].max()]).tolist() == [17, 26, 7, 40]
    widths = [np.median(found[:, 2] - found[:, 0]) for found in (five, often, ends(joints="20"), many)]
    assert widths[1] > 0.9 * widths[0] and widths[2] < 0.5 * widths[0]
    assert ((many[:, 2] - many[:, 0] > 3) & (many[:, 2] - many[:, 0] < 5.5)).all()
    wrong = ends(joints="80", missed="half of them")
    assert (wrong[:, 0] > 23).all() and np.round([wrong[:, 1].min(), wrong[:, 1].max()]).tolist() == [29, 32]
    mended = ends(joints="80", missed="half of them", every=1)
    assert ((mended[:, 0] < 23) & (mended[:, 2] > 23)).all()
    assert "5 of 5 joints ready, 5 cracked again" in said("design", now=140)


@pytest.mark.parametrize(("narrowing", "shown"), [(24, True), (500, True), (NARROWINGS[0], False)])
def test_the_magnifier_shows_the_gap_twenty_times_as_large(narrowing, shown):
    with closing.picture._drawn(result("closing", narrowing=narrowing)) as artists:
        upper = [artist.get_xy() for artist in artists if isinstance(artist, Polygon)][-1]
    gap = (upper[:, 1].min() - LENS[1] - FLOOR) / TIMES
    assert np.hypot(*(upper - LENS).T) == pytest.approx(ROUND)
    assert gap == pytest.approx(1 / narrowing) if shown else np.ptp(upper[:, 1]) < 0.05
