"""The spine's geometry: closed surfaces with the holes anatomy has, and every measured dimension found again on them.

The oracle is the table of dimensions and plain rays through the triangles; nothing of the distance fields is used.
"""

import dataclasses

import numpy as np
import pytest
import trimesh
from scipy.spatial import cKDTree

from crepitus.models import around, discs, facet_joint, ligaments, soft, spine
from crepitus.models.alignment import COLUMN, JOINTED, lower_endplate
from crepitus.models.spine import DISC_LEVELS, LEVELS, PARTS, facet, facet_below, layout, mesh, vertebra
from explorables.registry import number, table

TYPICAL = LEVELS[2:]
HOLES = {"C": 3, "T": 1, "L": 1}  # the canal, and in the neck one for each vertebral artery


def close(found: float, wanted: float) -> bool:
    """Within 1 mm or 5 %, whichever is more: the issue's tolerance, far below the spread between people."""
    return abs(found - wanted) <= max(1e-3, 0.05 * wanted) + 1e-9  # m: what floats round


def hits(level: str, start, way) -> np.ndarray:
    """Distances along a ray [m] at which it meets the bone's triangles, in order (Moeller and Trumbore)."""
    points, triangles = mesh(level)
    way = np.asarray(way, float) / np.linalg.norm(way)
    a, b, c = (points[triangles[:, i]] for i in range(3))
    p = np.cross(way, c - a)
    det = np.einsum("ij,ij->i", b - a, p)
    det[np.abs(det) < 1e-18] = 1e-18
    t = np.asarray(start) - a
    u = np.einsum("ij,ij->i", t, p) / det
    q = np.cross(t, b - a)
    v, s = q @ way / det, np.einsum("ij,ij->i", c - a, q) / det
    return np.sort(s[(u >= 0) & (v >= 0) & (u + v <= 1) & (s > 0)])


def across(level: str, middle, way) -> float:
    """The bone's (or the hole's) width through a point [m]."""
    return hits(level, middle, way)[0] + hits(level, middle, -np.asarray(way, float))[0]


def solid(level: str) -> trimesh.Trimesh:
    return trimesh.Trimesh(*mesh(level), process=False)


@pytest.mark.parametrize("part", PARTS)
def test_every_bone_is_one_closed_surface_facing_outward(part):
    bone = solid(part)
    assert bone.is_watertight and bone.is_winding_consistent and bone.body_count == 1
    assert bone.volume > 0
    assert len(bone.faces) <= 4000


@pytest.mark.parametrize("level", LEVELS)
def test_a_vertebra_has_the_holes_that_anatomy_knows(level):
    assert 1 - solid(level).euler_number / 2 == HOLES[level[0]]


def test_the_sacrum_is_pierced_and_the_coccyx_is_not():
    assert 1 - solid("sacrum").euler_number / 2 >= 9  # the canal and four pairs of holes, most of which open into it
    assert 1 - solid("coccyx").euler_number / 2 == 0


@pytest.mark.parametrize("level", DISC_LEVELS)
def test_every_disc_is_closed_and_lies_between_its_bones(level):
    disc = trimesh.Trimesh(*spine.disc_mesh(level), process=False)
    assert disc.is_watertight and disc.is_winding_consistent and disc.volume > 0
    top, bottom = disc.vertices[0], disc.vertices[-1]  # the middles of the two endplates
    assert close(np.linalg.norm(top - bottom), vertebra(level).disc_height)


def endplate(level: str, end: str) -> tuple[float, float]:
    """Width and depth of a body within its rim, beyond the rim's rounding; in the neck the lower rim slants at the sides [m]."""
    depth = getattr(vertebra(level), f"endplate_depth_{end}")
    plane, slope = (np.array([depth / 2, 0, 0]), 0.0) if end == "upper" else lower_endplate(level)
    inward = np.array([0, -1.4e-3 if end == "upper" else 1.4e-3, 0])
    along = np.array([np.cos(slope), -np.sin(slope), 0])
    further = plane + inward * (1.9 if level[0] == "C" and end == "lower" else 1)
    widths = [across(level, further + along * share * depth, [0, 0, 1]) for share in np.linspace(-0.2, 0.2, 9)]
    return max(widths), across(level, plane + inward, along)


@pytest.mark.parametrize("level", TYPICAL)
@pytest.mark.parametrize("end", ["upper", "lower"])
def test_the_endplates_are_as_wide_and_deep_as_measured(level, end):
    bone = vertebra(level)
    depth, width = getattr(bone, f"endplate_depth_{end}"), getattr(bone, f"endplate_width_{end}")
    assert all(close(*pair) for pair in zip(endplate(level, end), (width, depth)))


def heights(level: str) -> tuple[float, float]:
    """The body's height just inside its rear and its front rim [m]."""
    bone, inside = vertebra(level), 1.2e-3
    top = [hits(level, [x, 0.02, 0], [0, -1, 0])[0] for x in (inside, bone.endplate_depth_upper - inside)]
    bottom = [hits(level, [x, -0.06, 0], [0, 1, 0])[0] for x in (inside, bone.endplate_depth_lower - inside)]
    rear, front = (0.08 - np.array(top) - bottom).tolist()
    return rear, front


@pytest.mark.parametrize("level", TYPICAL)
def test_the_bodies_are_as_tall_as_measured(level):
    bone = vertebra(level)
    rear, front = heights(level)
    assert close(rear, bone.body_height_posterior) and close(front, bone.body_height_anterior)


def canal(level: str) -> tuple[float, float]:
    """Width and depth of the canal between the pedicles and before the laminae [m]."""
    bone = vertebra(level)
    height = {"C1": -5e-3, "C2": -12e-3}.get(level, -(bone.body_height_posterior or 0) / 2)
    if level[0] in "TL":
        height = -bone.pedicle_height / 2 - 1e-3
    middle = np.array([-bone.canal_depth / 2, height, 0])
    rears = [hits(level, np.add(middle, [0, dy, 0]), [-1, 0, 0]) for dy in np.linspace(-0.012, 0.004, 9)]
    widest = [0.0] if level[0] != "L" else np.linspace(0, 0.25, 6) * bone.canal_depth  # of a triangle, nearer to the body
    narrowest = min(max(across(level, np.add(middle, [dx, dy, 0]), [0, 0, 1]) for dx in widest) for dy in (-1e-3, 0, 2e-3, 3e-3))
    return narrowest, hits(level, middle, [1, 0, 0])[0] + min(found[0] for found in rears if len(found))


@pytest.mark.parametrize("level", LEVELS)
def test_the_canal_is_as_wide_and_deep_as_measured(level):
    width, depth = canal(level)
    assert close(width, vertebra(level).canal_width) and close(depth, vertebra(level).canal_depth)


@pytest.mark.parametrize("level", LEVELS)
def test_the_processes_reach_as_far_as_measured(level):
    bone, points = vertebra(level), mesh(level)[0]
    assert close(np.ptp(points[:, 2]), bone.transverse_span)
    if bone.spinous_reach:
        wall = np.array([0, -bone.body_height_posterior / 2, 0])
        rear = points[np.abs(points[:, 2]) < 6e-3]
        assert close(np.linalg.norm(rear - wall, axis=1)[rear[:, 0] < 0].max(), bone.spinous_reach)


def pedicle(level: str) -> tuple[float, float]:
    """Width and height of the right pedicle [m]."""
    bone = vertebra(level)
    if level[0] == "C":  # it runs backward and outward
        half, pillar = bone.endplate_width_upper / 2 - 2e-3, bone.facet_spacing / 2 - 1e-3
        way = np.array([-8e-3, 0, pillar - half])
        middle = np.array([3e-3, -bone.body_height_posterior / 2, half]) + 0.42 * way
        return across(level, middle, np.cross(way, [0, 1, 0])), across(level, middle, [0, 1, 0])
    down = bone.pedicle_height / 2 + (0.5e-3 if level[0] == "T" else 1.2e-3)
    middle = np.array([-3e-3, -down, bone.canal_width / 2 + bone.pedicle_width / 2])
    return across(level, middle, [0, 0, 1]), across(level, middle, [0, 1, 0])


@pytest.mark.parametrize("level", TYPICAL)
def test_the_pedicles_are_as_thick_as_measured(level):
    width, height = pedicle(level)
    assert close(width, vertebra(level).pedicle_width) and close(height, vertebra(level).pedicle_height)


def flat(level: str, joint, side: float) -> tuple[float, float, np.ndarray]:
    """A facet's width and height, as far as rays through its middle lines meet its surface within 0.15 mm, and its outward normal."""
    centre, out = joint.centre + (joint.normal * joint.gap if side < 0 else 0), joint.normal * side
    sizes = []
    for way, full in ((joint.across, joint.width), (joint.along, joint.height)):
        size = 0.0
        for sense in (1, -1):
            for reach in np.arange(0, 0.8 * full, 3e-4):
                bent = joint.bow * reach**2 / 2 if way is joint.across else 0.0
                met = hits(level, centre + way * sense * reach + bent * joint.normal - 5e-4 * out, out)
                if not len(met) or abs(met[0] - 5e-4) > 1.5e-4:
                    break
            size += reach
        sizes.append(size)
    points, triangles = mesh(level)
    corners = points[triangles]
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    off = corners.mean(axis=1) - centre
    own = (
        (np.abs(off @ joint.normal - joint.bow * (off @ joint.across) ** 2 / 2) < 3e-4)
        & (np.abs(off @ joint.across) < joint.width / 2)
        & (np.abs(off @ joint.along) < joint.height / 2)
    )
    mean = normals[own].sum(axis=0)
    return *sizes, mean / np.linalg.norm(mean)


@pytest.mark.parametrize("level", JOINTED[1:])
def test_the_upper_facets_have_the_measured_angles(level):
    normal = flat(level, facet(level), +1)[2]
    bone = vertebra(level)
    assert np.degrees(np.arccos(normal[1])) == pytest.approx(np.degrees(bone.facet_to_transverse), abs=5)
    assert np.degrees(np.arccos(-normal[2])) == pytest.approx(np.degrees(bone.facet_to_sagittal), abs=5)


@pytest.mark.parametrize("level", TYPICAL)
def test_the_lower_facets_have_the_measured_size_and_face_their_partner(level):
    bone, joint = vertebra(level), facet_below(level)
    width, height, normal = flat(level, joint, -1)
    assert normal @ joint.normal < -np.cos(np.radians(5))
    assert close(width, bone.facet_width) and close(height, bone.facet_height)


@pytest.mark.parametrize("level", LEVELS)
def test_facing_facets_leave_the_measured_gap(level):
    joint, below = facet_below(level), COLUMN[COLUMN.index(level) + 1]
    inside = joint.centre + joint.normal * joint.gap / 2
    upward = hits(level, inside, joint.normal)[0]
    here, there = layout()[level], layout()[below]
    start = there.undo(here.apply(inside))
    downward = hits(below, start, -facet(below).normal)[0]
    assert upward + downward == pytest.approx(joint.gap, abs=0.3e-3)
    assert 0.8e-3 < upward + downward < 2.5e-3


def wound(points: np.ndarray, surface) -> np.ndarray:
    """How often a closed surface winds round each point: 1 inside, 0 outside (van Oosterom and Strackee)."""
    corners = surface[0][surface[1]]
    found = []
    for some in np.array_split(points, max(1, len(points) // 100)):
        a, b, c = (corners[None, :, i] - some[:, None] for i in range(3))
        na, nb, nc = (np.linalg.norm(x, axis=2) for x in (a, b, c))
        top = np.einsum("ijk,ijk->ij", a, np.cross(b, c))
        low = na * nb * nc + sum(np.einsum("ijk,ijk->ij", x, y) * n for x, y, n in ((a, b, nc), (b, c, na), (c, a, nb)))
        found.append(np.arctan2(top, low).sum(axis=1) / (2 * np.pi))
    return np.concatenate(found)


def overlap(one: str, other: str) -> int:
    """How many vertices of two bones, standing in place, lie inside the other."""
    placed = [(layout()[name].apply(mesh(name)[0]), mesh(name)[1]) for name in (one, other)]
    count = 0
    for (points, _), surface in (placed, placed[::-1]):
        near = points[cKDTree(surface[0]).query(points)[0] < 5e-3]
        count += int((wound(near, surface) > 0.5).sum()) if len(near) else 0
    return count


@pytest.mark.parametrize("step", [1, 2])
@pytest.mark.parametrize("part", PARTS)
def test_no_two_bones_intersect_in_the_neutral_posture(part, step):
    place = PARTS.index(part) + step
    assert place >= len(PARTS) or overlap(part, PARTS[place]) == 0


def test_the_layout_has_the_measured_curves():
    tilts = {part: np.degrees(placed.tilt) for part, placed in layout().items()}
    lowest = tilts["T12"] + np.degrees(lower_endplate("T12")[1])
    assert number("sacral_slope").agrees(np.radians(tilts["sacrum"]))
    assert number("lumbar_lordosis").agrees(np.radians(tilts["sacrum"] - tilts["L1"]))
    assert number("thoracic_kyphosis").agrees(np.radians(tilts["T2"] - lowest))


def test_the_gap_of_the_loin_is_within_what_was_measured():
    assert all(number("facet_gap_lumbar").agrees(facet(level).gap) for level in ("L2", "L3", "L4", "L5", "sacrum"))


@pytest.mark.parametrize(
    ("level", "name", "kind"),
    [
        ("T6", "endplate_width_upper", "recalled"),
        ("C4", "canal_depth", "derived"),
        ("C4", "canal_width", "recalled"),
        ("C1", "transverse_span", "measured"),
        ("T6", "spinous_slope", "design"),
        ("L4", "spinous_reach", "measured"),
        ("L4", "facet_to_sagittal", "measured"),
        ("L4", "spinous_slope", "measured"),
        ("C3", "facet_width", "secondary"),
        ("L5", "facet_height", "secondary"),
        ("L5", "tilt", "derived"),
    ],
)
def test_every_dimension_says_where_it_comes_from(level, name, kind):
    assert spine.origin(level, name)[0] == kind


def test_the_lesson_says_what_the_table_says():
    bones = [vertebra(level) for level in ("C4", "T6", "L3")]
    assert [round(bone.endplate_width_upper * 1e3) for bone in bones] == [17, 26, 44]
    assert [round(bone.canal_width * 1e3) for bone in bones] == [25, 17, 24]


def test_an_unknown_level_lists_the_valid_ones():
    for ask in (vertebra, mesh, spine.disc_mesh, spine.weight_carried, facet):
        with pytest.raises(ValueError, match=r"level = 'C9'; allowed: C[12], .*L5"):
            ask("C9")


def test_a_dimension_that_a_bone_lacks_is_refused_by_its_name():
    assert vertebra("C2").si("tilt") == vertebra("C2").tilt and vertebra("C2").mm("disc_height") == 1e3 * vertebra("C2").disc_height
    for ask in (vertebra("C1").si, vertebra("C1").mm):
        with pytest.raises(ValueError, match=r"disc_height = None in C1; allowed: a dimension that this bone has"):
            ask("disc_height")


def test_a_closed_canal_is_refused_with_the_number():
    with pytest.raises(ValueError, match=r"canal_depth = 5.0 mm closes the canal; allowed: at least 6.3 mm"):
        dataclasses.replace(vertebra("T6"), canal_depth=0.005)
    with pytest.raises(ValueError, match=r"pedicle_width = -0.001; allowed: more than zero"):
        dataclasses.replace(vertebra("T6"), pedicle_width=-0.001)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("pedicle_width", 0.05, r"pedicle_width = 50.0 mm in L3; allowed: less than 44.1 mm, the body's width"),
        ("pedicle_height", 0.03, r"pedicle_height = 30.0 mm in L3; allowed: less than 23.8 mm, the body's height behind"),
        ("transverse_span", 0.04, r"transverse_span = 40.0 mm in L3; allowed: at least 44.9 mm, the canal with both pedicles"),
    ],
)
def test_a_dimension_that_the_shape_cannot_have_is_refused(name, value, words):
    with pytest.raises(ValueError, match=words):
        dataclasses.replace(vertebra("L3"), **{name: value})


def test_a_changed_dimension_changes_the_bone():
    wide = dataclasses.replace(vertebra("T6"), transverse_span=0.08)
    assert np.ptp(spine.build("T6", wide)[0][:, 2]) == pytest.approx(0.08, abs=1e-3)


def test_a_mixture_has_the_dimensions_that_were_asked_for(monkeypatch):
    bone = spine.chimera("T6", vertebra("C4").endplate_width_upper, "L3", 0.0247)
    drafted = spine.draft(bone)
    monkeypatch.setitem(globals(), "mesh", lambda _: drafted)
    assert close(canal("T6")[0], 0.0247)
    top = drafted[0][drafted[0][:, 1] > -3e-3]
    assert close(top[:, 0].max(), vertebra("C4").endplate_depth_upper)
    normal = flat("T6", facet("T6", bone), +1)[2]
    assert np.degrees([np.arccos(normal[1]), np.arccos(-normal[2])]) == pytest.approx([85, 34], abs=5)


def test_a_neck_refuses_a_body_that_leaves_no_room_for_the_arteries():
    with pytest.raises(ValueError, match=r"endplate_width_upper = 44 mm leaves no room for the arteries' holes; allowed: at most 36 mm"):
        spine.draft(spine.chimera("C4", 0.0441, "C4", 0.0247))


def test_a_body_between_two_levels_is_between_them_in_depth():
    least, most = vertebra("T6").si("endplate_depth_upper"), vertebra("L3").si("endplate_depth_upper")
    assert spine.endplates(0.0441)["endplate_depth_upper"] == pytest.approx(most)
    assert spine.endplates((0.0262 + 0.0441) / 2)["endplate_depth_upper"] == pytest.approx((least + most) / 2)


def test_men_and_women_together_are_spread_as_a_sample_of_both():
    found, sample = spine.spread("L3", "canal_width"), np.random.default_rng(1).normal
    both = np.concatenate([sample(22.13e-3, 2.70e-3, 400_000), sample(20.96e-3, 2.35e-3, 400_000)])
    assert (found.mean, found.sd) == pytest.approx((both.mean(), both.std()), rel=5e-3)
    assert found.off(found.mean + 2 * found.sd) == pytest.approx(2)
    assert spine.spread("L3", "spinous_reach") is None


def test_the_mean_of_every_dimension_of_our_table_is_within_some_spreads_of_peoples():
    """Studies differ by more than the people in one of them: the worst is the canal of T6, measured in other ways."""
    rows = {(row[1], row[0].replace(" ", "_")) for row in table("spreads").rows if row[2]}
    assert len(rows) == 10
    for level, name in rows:
        assert abs(spine.spread(level, name).off(vertebra(level).si(name))) < 3.2


@pytest.mark.parametrize("level", ["C1", "C4", "T6", "L4", "L5"])
def test_a_facet_joint_can_be_cut_open(level):
    joint = facet(COLUMN[COLUMN.index(level) + 1])
    shares = np.sqrt(np.linspace(0, 1, 400))  # evenly over an oval's area
    if level[0] == "L":  # the mean over the whole surface is that of serial sections, 0.57 mm
        assert facet_joint.thickness(joint, shares).mean() == pytest.approx(0.57e-3, abs=0.05e-3)
    assert facet_joint.room(joint) / joint.gap == pytest.approx(0.33, abs=0.01)  # a third of each joint, as in the lower back
    for made in (facet_joint.cartilage(level), facet_joint.film(level), facet_joint.folds(level), facet_joint.capsule(level)):
        body = trimesh.Trimesh(made.vertices, made.faces, process=False)
        assert body.is_watertight and body.is_winding_consistent and body.volume > 0
    lined = np.abs(facet_joint.capsule(level).vertices[:, 2])
    assert lined.min() > 0  # one for each side


def test_ligaments_are_closed_and_lie_where_their_names_say():
    front, rear = ligaments.front_band(), ligaments.rear_band()
    for made in (front, rear, ligaments.over_spines(), ligaments.nape(), ligaments.yellow("L3"), ligaments.between_spines("T6"),
                 ligaments.between_sides("L2")):  # fmt: skip
        body = trimesh.Trimesh(made.vertices, made.faces, process=False)
        assert body.is_watertight and body.is_winding_consistent and body.volume > 0
    for level in ("C5", "T6", "L3"):
        here, depth = layout()[level], vertebra(level).endplate_depth_upper
        ahead, behind = (here.undo(made.vertices[made.along == COLUMN.index(level)]) for made in (front, rear))
        assert ahead[:, 0].min() > 0.5 * depth and behind[:, 0].max() < 0.25 * depth
        assert np.abs(behind[:, 0]).max() < 0.3 * vertebra(level).canal_depth
    yellow = layout()["L3"].undo(ligaments.yellow("L3").vertices)
    assert (yellow[:, 0] < -0.5 * vertebra("L3").canal_depth).all()


def test_no_root_runs_through_a_bone():
    for segment in soft.ROOTS:
        for part in COLUMN:
            there = 1e3 * layout()[part].undo(soft.roots(segment).vertices)
            near = there[np.abs(there).max(axis=1) < 90]  # mm: no bone is larger
            assert not len(near) or spine.solid(part).at(near).min() > -0.4  # mm, of strands 3 to 7 mm thick


@pytest.mark.parametrize("level", ["C4", "T6", "L4"])
def test_the_core_of_a_disc_takes_the_share_that_is_said(level):
    whole, core = (trimesh.Trimesh(*made(level), process=False) for made in (discs.disc, discs.nucleus))
    assert core.is_watertight and core.volume / whole.volume == pytest.approx(discs.NUCLEUS[level[0]], rel=0.2)
    middle = np.abs(core.vertices[:, 2]).max() / np.abs(whole.vertices[:, 2]).max()
    assert middle == pytest.approx(np.sqrt(discs.NUCLEUS[level[0]]), rel=0.1)


def test_what_stands_around_is_closed_and_outside_the_canal():
    made = [*(around.rib(number) for number in range(1, 13)), around.sternum(), around.hips(), around.skull(),
            *(around.muscle(name) for name in around.MUSCLES)]  # fmt: skip
    for one in made:
        body = trimesh.Trimesh(one.vertices, one.faces, process=False)
        assert body.is_watertight and body.is_winding_consistent and body.volume > 0
    cage = np.concatenate([around.rib_line(number) for number in range(1, 13)])
    assert 0.24 < 2 * cage[:, 2].max() < 0.30  # m: the width of the generic cage is 0.276
    section = np.pi * around.spindle(np.array([[0.0, 0, 0], [0, 0.1, 0]]), np.array([4.0, 4.0]))[1][5] ** 2
    assert section == pytest.approx(4e-4)
    with pytest.raises(ValueError, match="number = 13; allowed: 1 to 12"):
        around.rib_line(13)
    with pytest.raises(ValueError, match="level = 'biceps'; allowed: multifidus"):
        around.muscle("biceps")
