"""What lessons 01 and 02 tell learners they should have found is what the explorers give."""

import numpy as np
import pytest
from played import result, said

from crepitus.explorers.loads import DONE, POSTURES
from crepitus.models.motion import REGIONS, SEGMENTS, limits
from crepitus.models.spine import LEVELS, vertebra
from explorables.registry import number


def test_bodies_beside_canals():
    bones = [result("one_bone", level=1 + LEVELS.index(level)).bone for level in ("C4", "T6", "L3")]
    assert [round(bone.endplate_width_upper * 1e3) for bone in bones] == [17, 26, 44]
    assert [round(bone.canal_width * 1e3) for bone in bones] == [25, 17, 24]
    assert [round(vertebra(level).canal_width * 1e3) for level in ("C7", "T1", "T2")] == [24, 22, 20]


def test_from_t6_to_c4_one_slider_at_a_time():
    steps = [{}, {"canal_width": "as C4: 25 mm"}, {"facets": 0}, {"body_width": "as C4: 17 mm"}, {"plan": 0}]
    chosen, words = {}, []
    for step in steps:
        chosen |= step
        words.append(said("build_a_vertebra", **chosen))
    assert "All four speak for the chest." in words[0] and "canal width 3.1 below" in words[0]
    assert "3 of 4 speak for the chest." in words[1]
    assert "2 of 4 speak for the neck and as many for the chest." in words[2]
    assert "3 of 4 speak for the neck." in words[3]
    assert "All four speak for the neck." in words[4] and "canal width 2.5 above" in words[4]
    for bone, level in ((result("build_a_vertebra").bone, "T6"), (result("build_a_vertebra", **chosen).bone, "C4")):
        assert all(value == pytest.approx(getattr(vertebra(level), name)) for name, value in vars(bone).items())


def test_a_neck_with_the_body_of_a_loin_and_a_canal_of_six_millimetres_are_refused():
    refused = said("build_a_vertebra", plan=0, body_width="as L3: 44 mm", facets=0, canal_width="as C4: 25 mm")
    assert refused.startswith("Refused: endplate width upper = 44 mm leaves no room for the arteries' holes; allowed: at most 36 mm.")
    assert said("build_a_vertebra", canal_width="as in no bone: 6 mm").startswith(
        "Refused: canal width = 6.0 mm closes the canal; allowed: at least 8.3 mm, a cord's width"
    )


def test_what_each_level_carries():
    shares = result("weight_carried").shares
    assert [round(100 * shares[LEVELS.index(level)]) for level in ("C7", "L5")] == [8, 50]
    assert result("weight_carried", mass=110).shares == pytest.approx(shares)
    growth = np.diff(shares)
    assert set(np.argsort(growth)[-6:]) == {LEVELS.index(f"T{i}") - 1 for i in range(1, 7)}


@pytest.mark.parametrize(
    ("chosen", "which", "shares"),
    [
        ({"movement": "twist", "angle": 90}, 2, [42, 41, 6]),
        ({"movement": "bend", "angle": 90}, 0, [34, 22, 34]),
        ({"movement": "lean", "angle": 60}, 1, [23, 24, 13]),
    ],
)
def test_who_takes_how_much(chosen, which, shares):
    position = result("bend_lean_twist", **chosen).position
    assert [round(np.degrees(position.of(region)[which])) for region in REGIONS] == shares


def test_a_twist_tips_the_atlas_to_the_other_side_and_backward():
    position = result("bend_lean_twist", movement="twist", angle=90).position
    assert position.lateral[0] < 0 and position.flexion[0] < 0
    assert position.rotation[0] / position.rotation.sum() > 0.25


def test_which_facet_joints_close():
    rest = result("bend_lean_twist").rest
    backward, forward = (result("bend_lean_twist", movement="bend", angle=angle).gaps - rest for angle in (-90, 90))
    assert (backward < 0).all() and (forward > -1e-6).sum() > 24 and (backward[2:7] < -0.45 * rest[2:7]).all()  # C3 to T1
    twist = result("bend_lean_twist", movement="twist", angle=90)
    back = REGIONS["lower back"]
    assert (twist.gaps[:, 0] < rest[:, 0]).all() and (twist.gaps[:, 1] > rest[:, 1])[[*range(7), *range(18, 24)]].all()
    assert np.degrees(twist.position.rotation[back]) == pytest.approx(np.full(6, 1), abs=0.4)
    assert [round(1e3 * gap, 1) for gap in (*rest[back].mean(axis=0), *twist.gaps[back].mean(axis=0))] == [1.7, 1.7, 0.9, 2.2]


def test_where_the_facets_change_direction_pairs_stop_turning():
    joints = [result("steering", pair=pair) for pair in range(1, len(SEGMENTS))]
    chest, loin = ([joint.to_sagittal for joint in joints if joint.name[0] == region] for region in "TL")
    assert min(chest[:-1]) > np.radians(90) > np.radians(60) > max(loin)  # the last of the chest faces L1 as those of the loin do
    turns = np.degrees(np.mean(limits("turning"), axis=0))
    last, first = SEGMENTS.index("T8–T9"), SEGMENTS.index("T12–L1")
    assert turns[REGIONS["chest"].start : last + 1].min() >= 5 > 2 >= turns[first:].max()
    between = np.degrees(np.array(limits("turning"))[:, [SEGMENTS.index("T10–T11"), SEGMENTS.index("T11–T12")]])
    assert (between.min(), between.max()) == pytest.approx((2, 4))


def test_how_far_a_joint_opens():
    healthy = [result("facet_gap", study=0, done=done).change for done in (1, 2)]
    first, later = ([result("facet_gap", study=study, done=done).change for done in range(len(DONE))] for study in (1, 2))
    assert healthy == pytest.approx([0.52e-3, 0.75e-3])
    assert first == pytest.approx([0.18e-3, 0.66e-3, 0.23e-3]) and later[2] == max(later)
    spreads = [group.sd for group in result("facet_gap", study=1, done=0).groups if group.sd]
    assert np.mean(spreads) == pytest.approx(np.mean(first + later), rel=0.4)  # as large as what is measured


def test_what_a_disc_bears():
    values = dict(zip(POSTURES, result("disc_pressure").values))
    assert max(values.values()) / min(values.values()) == pytest.approx(23)
    assert values["stand_bent"] / values["stand"] == pytest.approx(2, rel=0.15)
    assert number("pressure_sit").si < number("pressure_stand").si
