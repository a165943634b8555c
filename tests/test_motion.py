"""A spine in motion: sums, limits, symmetry, published totals, and where the bones go."""

from itertools import pairwise

import numpy as np
import pytest
import scipy
from hypothesis import given, settings
from hypothesis import strategies as st

from crepitus.models import contact, foramina, spine
from crepitus.models.alignment import COLUMN, facet, layout, lower_endplate
from crepitus.models.glide import SIDES, gaps, kept_open, shortest
from crepitus.models.motion import (
    MOVEMENTS,
    REGIONS,
    SEGMENTS,
    centres,
    end,
    facet_gaps,
    limits,
    measured,
    poses,
    posture,
    reach,
    since_rest,
    slide,
)  # fmt: skip
from explorables.registry import number

POSTURES = st.tuples(st.floats(-1.0, 2.0), st.floats(-1.0, 1.0), st.floats(-1.5, 1.5))  # rad: what the explorer shows, and more


@given(POSTURES)
def test_the_segments_add_up_to_what_was_asked(asked):
    made = posture(*asked)
    assert [made.flexion.sum(), made.lateral.sum(), made.rotation.sum()] == pytest.approx(asked, abs=1e-9)


@given(POSTURES)
def test_no_segment_passes_what_any_source_gives(asked):
    made = posture(*asked)
    assert (made.flexion <= limits("flexion")[1] + 1e-9).all() and (-made.flexion <= limits("extension")[1] + 1e-9).all()
    assert (np.abs(made.lateral) <= limits("side bending")[1] + 1e-9).all()
    assert (np.abs(made.rotation) <= limits("turning")[1] + 1e-9).all()


@given(POSTURES)
def test_left_is_the_mirror_of_right(asked):
    flexion, lateral, rotation = asked
    here, there = poses(posture(*asked)), poses(posture(flexion, -lateral, -rotation))
    mirror = np.diag([1.0, 1.0, -1.0])
    for bone, (turn, shift) in here.items():
        assert there[bone][0] == pytest.approx(mirror @ turn @ mirror, abs=1e-9)
        assert there[bone][1] == pytest.approx(mirror @ shift, abs=1e-9)


@pytest.mark.parametrize("movement", range(3))
def test_more_of_a_movement_is_more_for_every_segment(movement):
    least, most = (posture(*np.eye(3)[movement] * amount) for amount in (0.3, 0.6))
    name = ("flexion", "lateral", "rotation")[movement]
    assert (getattr(most, name) > getattr(least, name)).all()


@pytest.mark.parametrize("movement", MOVEMENTS)
def test_every_segment_has_a_range_in_every_movement(movement):
    low, high = limits(movement)
    assert low.shape == high.shape == (24,) and (low > 0).all() and (low <= high).all()
    assert len(measured()) > 24 * 4


def test_the_head_of_young_adults_turns_further_than_our_neck_without_the_skulls_own_joint():
    turning = limits("turning")[1][REGIONS["neck"]].sum()
    skull = np.radians(7.2)  # of the skull on C1 to one side [panjabi1988]
    for people in ("women", "men"):
        assert turning + skull == pytest.approx(number(f"neck_turn_{people}").si / 2, rel=0.15)  # two samples of people differ by that


def test_the_living_chest_bends_less_than_the_sum_of_what_its_joints_can():
    chest = slice(REGIONS["chest"].start, REGIONS["chest"].stop + 1)  # T1 to L1
    ours = limits("flexion")[0][chest].sum() + limits("extension")[0][chest].sum()
    assert ours > number("chest_bend_living").si  # the conflict that lesson 02 tells of


def test_the_atlas_tips_as_measured_when_it_turns_as_measured():
    share = posture(rotation=1.0).rotation[0]
    made = posture(rotation=number("atlas_turn").si / share)
    assert made.rotation[0] == pytest.approx(number("atlas_turn").si)
    assert number("atlas_tip").agrees(-made.lateral[0]) and number("atlas_back").agrees(-made.flexion[0])
    assert made.lateral[1:7].sum() > 0  # the lower neck leans to the side it turns to [ishii2004b]


@pytest.mark.parametrize(
    ("movement", "asked"), [("flexion", (1, 0, 0)), ("extension", (-1, 0, 0)), ("side bending", (0, 1, 0)), ("turning", (0, 0, 1))]
)
def test_a_posture_beyond_the_range_names_the_segment(movement, asked):
    far = reach(movement)
    beyond = np.array(asked) * far
    if movement != "turning":  # which tips the atlas as well
        posture(*(0.999 * beyond))
    with pytest.raises(
        ValueError, match=rf"({'|'.join(SEGMENTS)}) reaches its limit first, [\d.]+ degrees of {movement}; allowed: about 0\.9"
    ):
        posture(*(1.05 * beyond))


def test_what_is_no_angle_is_refused():
    with pytest.raises(ValueError, match="lateral = nan; allowed: a finite angle"):
        posture(lateral=float("nan"))
    with pytest.raises(ValueError, match="movement = 'wagging'; allowed: flexion"):
        limits("wagging")


def test_at_rest_nothing_has_moved_and_the_sacrum_never_does():
    for turn, shift in poses(posture()).values():
        assert turn == pytest.approx(np.eye(3), abs=1e-12) and shift == pytest.approx(0, abs=1e-12)
    moved = poses(posture(1.0, 0.5, -0.5))
    assert (moved["sacrum"][0] == np.eye(3)).all() and (moved["coccyx"][1] == 0).all()


@given(POSTURES)
def test_bones_stay_bones_and_stay_together(asked):
    moved = poses(posture(*asked))
    for above, below, centre in zip(COLUMN, COLUMN[1:], centres()):
        turn, shift = moved[above]
        assert turn @ turn.T == pytest.approx(np.eye(3), abs=1e-9) and np.linalg.det(turn) == pytest.approx(1)
        slid = turn @ centre + shift - moved[below][0] @ centre - moved[below][1]
        assert np.linalg.norm(slid) < 2.5e-3  # m: what a facet joint demands of a disc


@settings(max_examples=20)
@given(POSTURES)
def test_no_place_of_a_facet_joint_closes_further_than_its_cartilage_yields(asked):
    moved = poses(posture(*asked))
    for above, below in pairwise(COLUMN):
        for side in SIDES:
            assert gaps(below, side, *since_rest(above, below, moved))[0].min() > kept_open(facet(below)) - 2e-5


@given(st.lists(st.tuples(st.integers(-5, 5), st.integers(-5, 5), st.integers(1, 5)), min_size=1, max_size=6))
def test_the_shortest_way_out_is_the_shortest(ways):
    ways = np.array(ways, float)
    needed = np.ones(len(ways))
    found = shortest(ways, needed)
    assert (ways @ found > needed - 1e-6).all()
    shorter = scipy.optimize.minimize(
        lambda v: v @ v, [0, 0, 2], jac=lambda v: 2 * v, constraints={"type": "ineq", "fun": lambda v: ways @ v - 1}
    )
    assert found @ found < shorter.fun + 1e-6


def test_a_neck_that_leans_turns_to_the_same_side_and_the_atlas_back():
    made = posture(lateral=1.0)
    below = made.rotation[1:7].sum()
    assert below / made.lateral[1:7].sum() == pytest.approx(number("neck_turn").si / number("neck_lean").si)
    assert (made.rotation[1:7] > 0).all() and made.rotation[0] == pytest.approx(-below)


def test_bending_shifts_bones_of_the_lower_back_as_measured():
    for at in range(SEGMENTS.index("L1–L2"), len(SEGMENTS)):
        level = COLUMN[at].lower()
        rim = layout()[COLUMN[at]].apply([lower_endplate(COLUMN[at])[0]])[0]
        assert slide(np.linalg.norm(rim - centres()[at]), number(f"bend_{level}").si) == pytest.approx(
            number(f"shift_{level}").si, rel=1e-3
        )


def test_movements_go_the_way_they_are_called():
    top = centres()[0]
    for asked, axis in (((1, 0, 0), 0), ((0, 1, 0), 2)):  # forward: x; to the right: z
        turn, shift = poses(posture(*np.array(asked) * 0.5))["C1"]
        assert (turn @ top + shift - top)[axis] > 0.05
    turn, _ = poses(posture(rotation=0.5))["C1"]
    assert turn[2, 0] > 0.4  # what looked forward looks to the right


def test_a_point_turned_by_half_a_circle_ends_up_opposite():
    assert slide(0.03, np.pi) == pytest.approx(0.06)
    assert slide(0.035, 0.14) == pytest.approx(0.035 * 0.14, rel=1e-3)  # a short chord is as long as its arc


def test_bones_do_not_meet_at_rest_and_their_fields_are_those_of_their_surfaces():
    assert contact.depths(posture()).max() < 0.1e-3  # the field is smoothed by that much when it becomes a surface
    for level in ("C4", "T6", "L3"):
        off = spine.solid(level).at(spine.mesh(level)[0] * 1e3)
        assert np.quantile(np.abs(off), 0.95) < 0.35  # mm: smoothed, and simplified


@pytest.mark.parametrize("movement", MOVEMENTS)
def test_no_two_bones_meet_over_the_range_of_motion(movement):
    for share in (0.5, 1.0):
        assert contact.depths(end(movement, share)).max() < 0


def test_joints_close_with_the_movement_and_no_further_than_cartilage():
    rest, near, far = (facet_gaps(end("extension", share)) for share in (0, 0.3, 1))
    assert (far <= near).all() and (near < rest).all() and (far > 0.49 * rest).all()


def test_foramina_open_forward_and_close_backward_and_on_the_side_one_leans_to():
    rest, forward, backward = (foramina.heights(position) for position in (posture(), end("flexion"), end("extension")))
    low = slice(-5, None)  # T12–L1 to L4–L5
    assert (forward[low] > rest[low]).all() and (backward[low] < rest[low]).all()  # [mayoux1989], in spines of the dead
    varies = ((forward - backward) / forward)[low].max()
    assert 0.5 * number("foramen_area_varies").si < varies < number("foramen_area_varies").si  # of areas, in the living, who bend less
    left, right = (foramina.heights(end("side bending", 0.6)) / rest - 1).T
    assert (left > 0).all() and (right < 0).all()


def test_foramina_of_the_neck_open_as_on_radiographs():
    rest = foramina.heights(posture())
    moved = foramina.heights(posture(1.2, -0.8, 0.5))  # the right side opens: forward, to the left; the abstract gives no angles
    for pair, name in (("C5–C6", "c5"), ("C6–C7", "c6")):
        at = foramina.BETWEEN.index(pair)
        opened = moved[at, 1] / rest[at, 1] - 1
        assert 0.4 * number(f"foramen_{name}_opens").si < opened < 1.2 * number(f"foramen_{name}_opens").si
