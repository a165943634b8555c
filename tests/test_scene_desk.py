"""A morning at a desk: bones, band and graph against creep; a sag to scale, and what its words say."""

from functools import partial

import numpy as np
import pytest
from matplotlib.patches import PathPatch
from played import handles, result, said, seen

from crepitus.explorers.desk import MORNING, PHASES, lived
from crepitus.figures.desk import ENLARGED, outline
from crepitus.models.alignment import COLUMN, layout
from crepitus.models.motion import REGIONS, centres, shared, slide
from crepitus.models.relief import CREEP_TIME, MOST, creep, left_after
from crepitus.models.sitting import HIP_STANDING, PAIR, SACRUM, bones, longer, pair, placed, spinous_tip
from explorables.catalogue import catalogue
from explorables.registry import number

drawn, knobs = partial(seen, "desk"), partial(handles, "desk")
MINUTE = 60


def patches(**chosen):
    """The outlines of what is filled: chair, three of a leg, trunk, two of an arm, bones, two bones large, the band."""
    picture = catalogue()["desk"].picture
    with picture._drawn(result("desk", **chosen)) as artists:
        return [artist.get_path().vertices for artist in artists if isinstance(artist, PathPatch)]


@pytest.mark.parametrize("minute", [0, 20, 58])
def test_the_graph_and_the_sag_are_those_of_creep(minute):
    found = result("desk", time=minute)
    assert found.bend == pytest.approx(float(creep(minute * MINUTE)), abs=1e-6)
    dots = [points for points, _, _ in drawn(time=minute) if points is not None and len(points) == 1]
    assert any(dot[0] == pytest.approx([minute / 60, np.degrees(creep(minute * MINUTE))]) for dot in dots)
    assert patches(time=minute)[4][:-1] == pytest.approx(outline(creep(minute * MINUTE), True, 1.0), abs=1.5e-3)  # m: a step of the drawing


def test_a_break_leaves_what_was_measured_and_what_we_assume():
    assert result("desk", time=60).bend == pytest.approx(float(creep(58 * MINUTE)) * left_after(2 * MINUTE), rel=1e-6)
    assert not result("desk", time=60).seated and result("desk", time=58).seated and result("desk", time=5).seated
    assert number("creep_angle").agrees(result("desk", time=20).bend)  # as measured after twenty minutes


@pytest.mark.parametrize(("every", "rest"), [("every 20 minutes", 1), ("every 30 minutes", 10), ("every hour", 5)])
def test_one_stands_in_the_breaks_of_the_plan_and_at_no_other_moment(every, rest):
    cycle = {"every 20 minutes": 20, "every 30 minutes": 30, "every hour": 60}[every]
    for minute in (60 + phase for phase in PHASES):
        in_break = (minute - 1e-6) % cycle > cycle - rest
        assert result("desk", time=minute, every=every, rest=rest).seated != in_break


def test_the_clock_stops_where_breaks_begin_and_end():
    for cycle in (20, 30, 60):
        for rest in (1, 2, 5, 10):
            assert {cycle - rest, cycle} <= set(PHASES)


@pytest.mark.parametrize("bend", [0, 0.5 * MOST, MOST])
def test_the_bones_turn_by_their_share_of_the_bend(bend):
    first, bent = bones(0.0, True), bones(bend, True)
    turn = lambda there, level: np.arctan2(*there[level][[1, 0], 0])  # noqa: E731
    share = shared(bend, "flexion", REGIONS["lower back"])
    above, below = (turn(first, level) - turn(bent, level) for level in PAIR)
    assert above - below == pytest.approx(share[COLUMN.index(PAIR[0])], abs=1e-9)
    assert turn(first, "T1") - turn(bent, "T1") == pytest.approx(bend, abs=1e-9)  # the chest goes with all six
    assert bent["sacrum"] == pytest.approx(first["sacrum"])


def test_the_band_grows_by_the_chord_that_its_upper_end_goes():
    at = COLUMN.index(PAIR[0])
    tip = layout()[PAIR[0]].apply([[*spinous_tip(PAIR[0]), 0]])[0]
    angle = shared(MOST, "flexion", REGIONS["lower back"])[at]
    chord = slide(float(np.hypot(*(tip - centres()[at])[:2])), angle)
    assert longer(0.0) == 0 and longer(MOST) == pytest.approx(chord, rel=0.05)  # its way is nearly along the band
    assert 1.5e-3 < longer(MOST) < 1.8e-3


def test_the_band_is_drawn_with_what_is_added_enlarged():
    band = patches(time=58)[-1][:-1]
    bend = float(creep(58 * MINUTE))
    ends = np.array([band[0] + band[3], band[1] + band[2]]) / 2
    assert ends == pytest.approx(pair(ENLARGED * bend, True)[1], abs=1e-4)
    assert ends[0] == pytest.approx(spinous_tip("L5"))


def test_who_stands_has_the_measured_spine_and_height():
    there = bones(0.0, False)
    for level in ("C2", "T6", "L3"):
        assert there[level][:, 2] == pytest.approx(HIP_STANDING + SACRUM + layout()[level].offset[:2])
    assert outline(0.0, False, 1.0)[:, 1].max() == pytest.approx(1.68, abs=0.02)  # as tall as the person from behind
    assert (bones(0.05, False)["C1"] == there["C1"]).all()


def test_less_slumped_is_nearer_to_upright():
    lean = [
        placed(bones(0.0, True, deep)["L1"], np.array([[1.0, 0.0]]))[0] - bones(0.0, True, deep)["L1"][:, 2] for deep in (0.3, 0.6, 1.0)
    ]
    assert len({round(float(np.arctan2(*ahead[::-1])), 3) for ahead in lean}) == 3
    chins = [outline(0.0, True, deep)[:, 1].max() for deep in (0.3, 0.6, 1.0)]
    assert (np.diff(chins) < 0).all()


def test_handles_stand_elsewhere_for_every_value():
    assert knobs(time=58)["time"][0] == pytest.approx(58 / 60)
    plans = ("every 20 minutes", "every 30 minutes", "every hour", "never")
    firsts = [knobs(every=every)["every"] for every in plans]
    assert [first[0] for first in firsts] == pytest.approx([18 / 60, 28 / 60, 58 / 60, 3.95])
    assert firsts[0][1] == pytest.approx(np.degrees(creep(18 * MINUTE)), abs=0.01)
    for resting in (10, 80):
        across = [handles("plan_day", breaks=breaks, resting=resting)["breaks"][0] for breaks in (1, 2, 4, 8, 12, 16, 24, 32)]
        assert (np.diff(across) < 0).all() and across[0] < 4
    assert [round(handles("plan_day", depth=depth)["depth"][1], 1) for depth in (30, 60, 100)] == [1.9, 3.7, 6.2]


def test_what_moves_keeps_its_points():
    shapes = {tuple(len(points) for points in patches(time=time, every=every)) for time in (0, 58, 60) for every in ("never", "every hour")}
    assert len(shapes) == 1
    for every in ("never", "every hour"):
        lines = {tuple(0 if points is None else len(points) for points, _, _ in drawn(time=time, every=every)) for time in (0, 58, 60)}
        assert len(lines) == 1


def test_lesson_07_says_what_the_morning_shows():
    assert "5.5° further than at first; the band behind L4 and L5 is 1.4 mm longer" in said("desk", time=20)
    assert "6.2° further than at first; the band behind L4 and L5 is 1.6 mm longer" in said("desk")
    assert "the person stands; sitting down again, the back would bend 3.1°" in said("desk", time=60)
    assert "gives 6.0° on average, without a break 6.0°: there is no break." in said("desk", every="never")
    assert "gives 5.6° on average" in said("desk") and "8 minutes in all" in said("desk")
    assert "gives 4.9° on average" in said("desk", rest=10) and "40 minutes in all" in said("desk", rest=10)
    assert "gives 4.6° on average" in said("desk", every="every 20 minutes") and "24 minutes in all" in said(
        "desk", every="every 20 minutes"
    )
    assert pytest.approx(9.4 * MINUTE) == CREEP_TIME and lived(MORNING, 0.0, MORNING).highest < MOST
    first, bent = (outline(bend, True, 1.0) for bend in (0.0, result("desk").bend))
    assert bent[:, 0][bent[:, 1].argmax()] - first[:, 0][first[:, 1].argmax()] == pytest.approx(0.05, abs=0.012)  # m: the head
