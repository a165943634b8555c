"""Scenes of lessons 01 and 02: what is drawn is what the model gives, and keeps its number of points while it moves."""

import re

import numpy as np
import pytest
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, PathPatch, Polygon, Rectangle
from matplotlib.text import Text
from played import result
from scipy.spatial import cKDTree

from crepitus.explorers.loads import DONE, POSTURES, STUDIES, disc_pressure, facet_gap
from crepitus.explorers.mixed import KINDS, build_a_vertebra
from crepitus.explorers.motion import bend_lean_twist
from crepitus.explorers.spine import weight_carried
from crepitus.figures.bone import VIEWS, rim
from crepitus.figures.loads import POSES, ROOM
from crepitus.figures.motion import CHANGED, FRAME, ROWS
from crepitus.figures.person import LOWER_LEG, TRUNK, UPPER_LEG, bent, beside, length_of
from crepitus.figures.spine import HELD_TO
from crepitus.models import foramina, motion, spine
from crepitus.models.alignment import facet, layout
from explorables.catalogue import catalogue
from explorables.drawing import HANDLE
from explorables.registry import number

ENDS = [("bend", -90), ("bend", 0), ("bend", 90), ("lean", 90), ("twist", -90), ("twist", 60)]


def drawn(explorer, found):
    """The artists of a result, which are taken away again after the test has read them."""
    artists = explorer.draw(explorer.picture.axes, found)
    for artist in artists:
        artist.remove()
    return artists


def shape(part):
    """What is left of a fragment without the numbers that the browser changes: between two of one shape it shows what lies between."""
    numbers = {"style": r"(?<=opacity: )[\d.]+|(?<=width: )[\d.]+"}
    part = re.sub(r' (?:id|xlink:href)="[^"]*"|(?<=>)[^<]+(?=</text>)', "", part)
    changed = r' (d|x|y|width|height|transform|style)="([^"]*)"'
    return re.sub(changed, lambda found: found[1] + re.sub(numbers.get(found[1], r"-?(?:\d+\.?\d*|\.\d+)|\s"), "", found[2]), part)


def shapes(explorer, states):
    """The shapes of all parts, words aside, in some states: one if everything moves between them."""
    return {tuple(map(shape, explorer.frame(state)["parts"])) for state in states}


def fine(outline):
    """A closed line in many points."""
    return np.concatenate([np.linspace(a, b, 20) for a, b in zip(outline, np.roll(outline, -1, axis=0))])


@pytest.mark.parametrize(("movement", "angle"), ENDS)
def test_bones_bars_and_facet_joints_are_those_of_the_model(movement, angle):
    found = result("bend_lean_twist", movement=movement, angle=angle)
    artists = drawn(bend_lean_twist, found)
    discs, bones = (one for one in artists if isinstance(one, PolyCollection))
    if movement != "twist":  # which is drawn larger
        camera = np.array(VIEWS[found.view][:2])
        for name, path in zip(spine.PARTS if movement == "bend" else spine.PARTS[::-1], bones.get_paths(), strict=True):
            turn, shift = motion.poses(found.position)[name]
            there = layout()[name].apply(spine.mesh(name)[0]) @ turn.T + shift
            corners = np.array(path.vertices[:-1])
            assert cKDTree(there @ camera.T).query(corners)[0].max() < 4e-3  # vertices lie about as far apart
            assert corners.max(axis=0) == pytest.approx((there @ camera.T).max(axis=0), abs=3e-3)
    bars = [one for one in artists if isinstance(one, PathPatch)][-1].get_path().vertices
    angles = np.degrees({"bend": found.position.flexion, "lean": found.position.lateral, "twist": found.position.rotation}[movement])
    assert bars[1::5] == pytest.approx(np.column_stack([angles, ROWS - 0.22]))
    dots, narrower, wider = (one for one in artists if isinstance(one, PathCollection))
    share = (1 - motion.facet_gaps(found.position) / motion.facet_gaps(motion.posture())) / number("cartilage_yields").si
    assert dots.get_facecolor()[:, 3].reshape(24, 2) == pytest.approx(np.clip(share, 0, 1), abs=0.011)
    change = (foramina.heights(found.position) / foramina.heights(motion.posture()) - 1).ravel() / CHANGED
    assert narrower.get_facecolor()[:, 3] == pytest.approx(np.clip(-change, 0, 1), abs=0.011)
    assert wider.get_edgecolor()[:, 3] == pytest.approx(np.clip(change, 0, 1), abs=0.011)
    assert wider.get_offsets()[::2, 1].tolist() == [23 - motion.SEGMENTS.index(pair) for pair in foramina.BETWEEN]
    knob = next(one for one in artists if one.get_gid() == HANDLE + "angle")
    x, y = knob.get_xydata()[0]
    assert FRAME[0][0] < x < FRAME[0][1] and FRAME[1][0] < y < FRAME[1][1]
    assert discs.get_visible() == (movement != "twist") and sum(isinstance(one, LineCollection) for one in artists) == 2


@pytest.mark.parametrize(("movement", "most"), [("bend", 2.2e-3), ("lean", 3.6e-3), ("twist", 3e-3)])
def test_an_outline_that_is_carried_along_stays_that_of_its_bone(movement, most):
    found = result("bend_lean_twist", movement=movement, angle=90)
    camera = np.array(VIEWS[found.view][:2])
    usual = 0.8e-3 if movement == "lean" else 0.6e-3  # C1 turns as well when a neck leans, which its outline from behind does not show
    for name in ("C1", "C4", "T1", "L3"):
        turn, shift = found.bones[name]
        moved = layout()[name].apply(spine.mesh(name)[0]) @ turn.T + shift
        true, _ = rim((moved, spine.mesh(name)[1]), found.view, 400)
        gaps = cKDTree(fine(found.outlines[name] @ camera.T)).query(fine(true @ camera.T))[0]
        assert gaps.mean() < usual and gaps.max() < most


@pytest.mark.parametrize("movement", range(3))
def test_a_spine_that_plays_keeps_its_points(movement):
    assert len(shapes(bend_lean_twist, [(movement, i) for i in (0, 4, 9, 18)])) == 1
    found = bend_lean_twist.result((movement, 0))
    assert max(len(line) for line in found.outlines.values()) <= 36 and max(len(line) for line in found.discs.values()) <= 14


def test_facet_gaps_at_rest_are_those_of_the_bones_and_the_sides_are_mirrors():
    rest = motion.facet_gaps(motion.posture())
    assert rest == pytest.approx(np.repeat([facet(level).gap for level in (*spine.LEVELS[1:], "sacrum")], 2).reshape(24, 2))
    right, left = (motion.facet_gaps(motion.posture(lateral=way * 0.5, rotation=way * 0.7)) for way in (1, -1))
    assert right == pytest.approx(left[:, ::-1])


def test_a_small_turn_of_the_lower_back_presses_one_facet_joint_and_parts_the_other():
    back = motion.REGIONS["lower back"]
    turned = motion.facet_gaps(motion.posture(rotation=np.radians(90)))[back]
    assert (turned[:, 0] < 1.2e-3).all() and (turned[:, 1] > 2.1e-3).all()  # 1.7 mm at rest, and they turn by a degree
    backward, forward = (motion.facet_gaps(motion.posture(flexion=np.radians(angle)))[back] for angle in (-60, 60))
    assert (backward < 1.7e-3).all() and (forward > 1.45e-3).all()  # which tips one end of a joint in, by less than half of what it may


@pytest.mark.parametrize(("name", "words"), [*POSTURES.items()][::4])
def test_the_pressure_in_a_posture_is_the_published_one_and_so_strong_is_the_disc(name, words):
    found = result("disc_pressure", posture=words)
    artists = drawn(disc_pressure, found)
    value, row = number(f"pressure_{name}").si / 1e6, list(POSTURES).index(name)
    (bar,) = (one for one in artists if isinstance(one, Rectangle) and one.get_alpha())
    assert (bar.get_x(), bar.get_width()) == pytest.approx((0, value)) and bar.get_y() + bar.get_height() / 2 == pytest.approx(row)
    knob = artists[-1]
    assert knob.get_gid() == HANDLE + "posture" and knob.get_xydata()[0] == pytest.approx((value, row))
    disc, ring = (one for one in artists if isinstance(one, Circle))
    assert disc.get_facecolor()[3] == pytest.approx(0.1 + 0.85 * value / 2.3)
    assert disc.center == pytest.approx(ring.center)


def test_a_person_keeps_limbs_and_stays_in_the_picture_in_every_posture():
    assert POSES.keys() == POSTURES.keys()
    for pose in POSES.values():
        parts, arm, spine_line = beside(pose)
        hip, knee, ankle = bent(np.array(pose.hip), np.array(pose.ankle), UPPER_LEG, LOWER_LEG, 1)
        assert np.hypot(*(knee - hip)) == pytest.approx(UPPER_LEG) and np.hypot(*(ankle - knee)) == pytest.approx(LOWER_LEG)
        assert ankle == pytest.approx(pose.ankle, abs=0.06)  # a leg that is too short is stretched towards it
        assert length_of(spine_line) == pytest.approx(TRUNK, rel=0.4)  # and on into the head; longer where the back is round
        everything = np.concatenate([*parts, arm])
        assert (everything > np.transpose(ROOM)[0]).all() and (everything < np.transpose(ROOM)[1]).all()
        assert everything[:, 1].min() > -0.005
    assert len({tuple(len(part) for part in (*beside(pose)[0], beside(pose)[1])) for pose in POSES.values()}) == 1


@pytest.mark.parametrize(("study", "done", "name"), [(0, 2, "healthy_thrust"), (1, 0, "first_control"), (2, 1, "later_position")])
def test_the_gap_is_as_wide_as_measured(study, done, name):
    found = result("facet_gap", study=STUDIES[study], done=DONE[done])
    artists = drawn(facet_gap, found)
    wide = 1e3 * (number("joint_space").si + number(f"gap_{name}").si)
    (space,) = (one for one in artists if isinstance(one, Rectangle))
    (far,) = (one for one in artists if isinstance(one, Polygon))
    assert space.get_width() == pytest.approx(wide) and far.get_xy()[:, 0].min() == pytest.approx(wide)
    assert artists[-1].get_gid() == HANDLE + "done" and artists[-1].get_xydata()[0] == pytest.approx((wide, 5))
    chosen = [one for one in artists if hasattr(one, "get_marker") and one.get_markersize() == 8]
    assert chosen[0].get_xdata()[0] == pytest.approx(1e3 * number(f"gap_{name}").si)


def test_healthy_people_who_lay_still_were_not_measured():
    found = result("facet_gap", done=DONE[0])
    assert found.at == -1 and found.change == 0 and len(found.groups) == 8


@pytest.mark.parametrize(("level", "mass"), [("C1", 70), ("T6", 50), ("L5", 110)])
def test_bars_of_load_stand_at_the_height_of_their_bones(level, mass):
    found = result("weight_carried", level=level, mass=mass)
    artists = drawn(weight_carried, found)
    kilos = spine.weight_carried(level) * mass
    moved = layout()[level].apply(spine.mesh(level)[0])
    middle = (moved[:, 1].min() + moved[:, 1].max()) / 2
    knob = artists[-1]
    assert knob.get_gid() == HANDLE + "level" and knob.get_xydata()[0] == pytest.approx((kilos, middle), abs=1e-3)
    bar = [one for one in artists if isinstance(one, Polygon)][-1].get_xy()
    assert bar[:, 0].max() == pytest.approx(kilos)
    tints = [one.get_alpha() for one in artists if isinstance(one, Polygon) and one.get_alpha()]
    assert sum(alpha > 0.5 for alpha in tints) == spine.LEVELS.index(level) + 1 and len(tints) == len(spine.PARTS)


@pytest.mark.parametrize("kind", range(3))
def test_knobs_of_a_built_bone_stand_at_its_dimensions(kind):
    bone = spine.vertebra(KINDS[kind])
    words = ("as C4: 17 mm", "as T6: 26 mm", "as L3: 44 mm")
    found = result("build_a_vertebra", plan=kind, body_width=words[kind], facets=kind)
    knobs = {one.get_gid(): one.get_xydata()[0] / 1e3 for one in drawn(build_a_vertebra, found) if (one.get_gid() or "").startswith(HANDLE)}
    assert knobs[HANDLE + "body_width"] == pytest.approx((bone.endplate_width_upper / 2, bone.endplate_depth_upper / 2))
    assert knobs[HANDLE + "canal_width"][0] == pytest.approx(0.0173 / 2)
    assert knobs[HANDLE + "plan"][0] == pytest.approx(-bone.spinous_reach)
    back, up = knobs[HANDLE + "facets"] - (-bone.facet_behind, bone.facet_above)
    assert np.arctan2(up, -back) == pytest.approx(bone.facet_to_transverse)


def test_a_refused_bone_can_still_be_taken_hold_of():
    found = result("build_a_vertebra", plan=0, body_width="as L3: 44 mm", facets=0, canal_width="as C4: 25 mm")
    assert found.bone is None and set(found.knobs) == {parameter.name for parameter in build_a_vertebra.parameters}


@pytest.mark.parametrize("body", ["as T6: 26 mm", "31 mm", "as L3: 44 mm"])
def test_a_built_bone_is_held_against_people_row_by_row(body):
    found = result("build_a_vertebra", body_width=body)
    artists = drawn(build_a_vertebra, found)
    points = [one for one in artists if isinstance(one, Line2D) and one.get_marker() == "o" and not one.get_gid()]
    bands = [one for one in artists if isinstance(one, Rectangle)]
    said = [one.get_text() for one in artists if isinstance(one, Text)]
    width = float(body.split(": ")[-1].removesuffix(" mm"))
    assert points[0].get_xdata()[0] == pytest.approx(min((width - 27.02) / 2.06, HELD_TO), abs=0.15)  # mean and SD as printed
    assert points[2].get_xdata()[0] == pytest.approx((17.3 - 21.12) / 1.23)
    assert [(one.get_x(), one.get_width()) for one in bands[:2]] == [(-2, 4), (-1, 2)] and len(points) == 6 and len(bands) == 12
    assert [one.get_alpha() < 0.1 for one in points] == [False] * 3 + [True] * 3 and said.count("no spread found") == 3
    assert "T6 27.0 ± 2.06" in said and "body height 15.6 mm" in said


def test_the_narrow_layout_of_a_still_picture_borrows_what_is_filled_and_it_comes_to_the_same():
    still = catalogue()["bone_c4"]
    (wide, _, written, _), (narrow, _, shown, _) = still.layouts(still.result(still.start))
    drawn_wide, drawn_narrow = (picture.parts(still.result(())) for picture in (wide, narrow))
    first = [re.search(r'd="M(-?[\d.]+)[ ]?(-?[\d.]+)', parts[0]).groups() for parts in (drawn_wide, drawn_narrow)]
    borrowed = re.fullmatch(r'<g [^>]+><use xlink:href="#bone_c4-part0" transform="matrix\(([^)]+)\)"/></g>', shown[0])
    across, _, _, up, right, down = map(float, borrowed[1].split())
    (x, y), there = (np.array(point, float) for point in first)
    assert (across * x + right, up * y + down) == pytest.approx(there, abs=0.15)
    assert 'id="bone_c4-part0"' in written[0] and sum(map(len, shown)) < 0.25 * sum(map(len, written))
