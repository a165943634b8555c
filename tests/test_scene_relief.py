"""The scenes beside the desk: a leg that is lifted, cues that are dragged, comparisons that are shown one by one."""

import numpy as np
import pytest
from matplotlib.patches import PathPatch
from played import handles, result, said, seen

from crepitus.explorers.relief import COMPARISONS
from crepitus.explorers.stretch import LEG
from crepitus.figures.stretch import HIP
from crepitus.figures.stretch import LEG as LENGTH
from crepitus.models.stretch import pull
from explorables.catalogue import catalogue


def leg(**chosen):
    """The angle [degrees] at which the leg is drawn: from the hip to the middle of the round end at its ankle."""
    picture = catalogue()["same_curve"].picture
    with picture._drawn(result("same_curve", **chosen)) as artists:
        _, limb = (artist.get_path().vertices for artist in artists if isinstance(artist, PathPatch))
    far = limb[np.hypot(*(limb - HIP).T) > 0.95 * LENGTH]
    return np.degrees(np.arctan2(*(far.mean(axis=0) - HIP)[::-1]))


@pytest.mark.parametrize(("lift", "more", "softer"), [(0, 0, 0), (30, 60, 0), (90, 0, 0), (90, 30, 0), (90, 0, 40)])
def test_a_leg_goes_up_to_where_the_pull_is_what_one_bears(lift, more, softer):
    found = result("same_curve", lift=lift, more=more, softer=softer)
    ends = min(np.radians(lift), found.reached[0])
    assert leg(lift=lift, more=more, softer=softer) == pytest.approx(np.degrees(ends), abs=1.5)
    assert pull(found.reached[0], LEG, 1 - softer / 100) == pytest.approx(1 + more / 100)
    marks = [
        points[0] for points, _, gid in seen("same_curve", lift=lift, more=more, softer=softer) if points is not None and len(points) == 1
    ]
    assert any(mark == pytest.approx([np.degrees(found.reached[0]), 1 + more / 100]) for mark in marks)


def test_the_handles_of_the_curve_stand_elsewhere_for_every_value():
    mores = [handles("same_curve", more=more)["more"] for more in (0, 10, 20, 30, 40, 60)]
    softs = [handles("same_curve", softer=softer)["softer"][0] for softer in (0, 10, 20, 30, 40)]
    lifts = [handles("same_curve", lift=lift)["lift"] for lift in range(0, 91, 10)]
    assert (np.diff(mores, axis=0)[:, 1] > 0.05).all() and (np.diff(softs) > 1).all() and (np.hypot(*np.diff(lifts, axis=0).T) > 0.05).all()
    assert max(place[0] for place in mores) < 100
    assert "neither leg has reached its end" in said("same_curve", lift=30)


@pytest.mark.parametrize(("ear", "touch_unsure", "ear_unsure"), [(50, 20, 40), (100, 40, 10), (150, 10, 80)])
def test_the_bells_stand_where_the_cues_say(ear, touch_unsure, ear_unsure):
    found = result("ear", ear_says=ear, touch_unsure=touch_unsure, ear_unsure=ear_unsure)
    knobs = handles("ear", ear_says=ear, touch_unsure=touch_unsure, ear_unsure=ear_unsure)
    assert knobs["ear_says"][0] == ear and knobs["touch_unsure"] == pytest.approx([100 - touch_unsure, np.exp(-0.5)])
    assert abs(knobs["ear_unsure"][0] - ear) == pytest.approx(ear_unsure) and 0 <= knobs["ear_unsure"][0] <= 200
    (dot,) = [
        points[0]
        for points, _, gid in seen("ear", ear_says=ear, touch_unsure=touch_unsure, ear_unsure=ear_unsure)
        if not gid and len(points) == 1
    ]
    assert dot == pytest.approx([(100 / touch_unsure**2 + ear / ear_unsure**2) / (1 / touch_unsure**2 + 1 / ear_unsure**2), 1])
    assert dot[0] == pytest.approx(found.both.value)


@pytest.mark.parametrize("revealed", [0, 3, len(COMPARISONS)])
def test_comparisons_are_shown_one_by_one_with_their_means(revealed):
    drawn = seen("forest", revealed=revealed)
    (squares,) = [
        points for points, _, gid in drawn if not gid and points is not None and len(points) == revealed and points.shape[1] == 2
    ][:1] or [[]]
    means = [effect.mean for effect in result("forest", revealed=revealed).effects[:revealed]]
    assert [square[0] for square in squares] == pytest.approx(means)
    words = [words for _, words, _ in drawn if isinstance(words, str)]
    assert sum(map(bool, words)) == revealed
    assert handles("forest", guess=25)["guess"][0] == -25 and handles("forest", matters=30)["matters"][0] == 30
