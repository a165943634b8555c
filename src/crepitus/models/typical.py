"""The shape of a typical vertebra, C3 to L5: a body, an arch and seven processes, from its dimensions.

All numbers here are millimetres in the bone's own frame (x forward, y up, z right). What is not a measured dimension is a share of
one, chosen so that the picture looks like a bone.
"""

import numpy as np

from crepitus.models import alignment
from crepitus.models.articulation import Joint, articulate
from crepitus.models.body import Body
from crepitus.models.dimensions import Vertebra
from crepitus.models.shapes import ball, blade, limb, tube
from crepitus.models.solids import Part, Solid, moved, unit
from explorables.arrays import Array

HATCHET = {  # mm: heights of the spinous process at its root, at its greatest and near its tip, chosen a little below what a published
    # mean shape has [clouthier2022], whose bodies are taller: lordosis brings the tips together
    "L1": (17.0, 20.0, 15.0), "L2": (17.5, 20.5, 15.5), "L3": (18.0, 20.0, 14.5), "L4": (16.5, 18.0, 12.5), "L5": (13.5, 14.5, 10.5),
}  # fmt: skip
WING = {  # how far the transverse processes of the lower back rise and slope back [rad], and how far before the arch's foot they begin
    # [mm], near the same mean shape
    level: (np.radians(rise), np.radians(back), ahead)
    for level, rise, back, ahead in (("L1", 0, 21, 2.5), ("L2", 0, 21, 2.5), ("L3", 2, 19, 4), ("L4", 9, 17, 6), ("L5", 6, 16, 7))
}
SPACING = {"C": 0.5, "T": 0.6, "L": 0.75}  # mm: a feature must be some of them thick


def canal(bone: Vertebra, low: float = -60.0, high: float = 30.0) -> Part:
    """The space for cord and roots: round in the chest, nearly a triangle elsewhere."""
    deep, wide = bone.mm("canal_depth"), bone.mm("canal_width")
    return tube((-deep / 2, 0), (deep / 2, 0.985 * wide / 2), low, high, taper={"C": 0.15, "T": 0.0, "L": 0.5}[bone.level[0]])


def pedicle(bone: Vertebra) -> Array:
    """The middle (3,) of the right pedicle between body and arch."""
    beside = (bone.mm("canal_width") + bone.mm("pedicle_width")) / 2
    if bone.level[0] == "C":  # it runs backward and outward
        return np.array(
            [-1.0, -0.5 * bone.mm("body_height_posterior"), (bone.mm("endplate_width_upper") + bone.mm("facet_spacing") - 6) / 4]
        )
    return np.array([-3.0, -bone.mm("pedicle_height") / 2 - (0.5 if bone.level[0] == "T" else 1.2), beside])


def spinous_tip(bone: Vertebra, root: Array) -> Array:
    """Where the spinous process ends: along its slope from `root`, at its reach from the middle of the body's rear wall."""
    wall = np.array([0, -bone.mm("body_height_posterior") / 2, 0])
    slope = bone.si("spinous_slope")
    way = np.array([-np.cos(slope), -np.sin(slope), 0])
    gone = root - wall
    ahead = gone @ way
    return root + way * (-ahead + np.sqrt(ahead**2 - gone @ gone + bone.mm("spinous_reach") ** 2))


def shape(bone: Vertebra, spacing: float | None = None) -> Solid:
    """The whole bone as a solid, on a grid of its region's `SPACING` or another [mm].

    ValueError where a body in the neck leaves no room for the arteries.
    """
    upper, lower = Joint.of(alignment.facet(bone.level, bone)), Joint.of(alignment.facet_below(bone.level, bone))
    solid = Solid(*_bounds(bone, upper, lower), spacing or SPACING[bone.level[0]])
    solid.add(Body.of(bone).part(), 1.0)
    {"C": _neck, "T": _chest, "L": _lumbar}[bone.level[0]](solid, bone, upper, lower)
    thick = {"C": 4.0, "T": 4.0, "L": 5.0}[bone.level[0]]
    articulate(solid, upper, -1, thick)
    articulate(solid, lower, +1, thick)
    if bone.level[0] == "T" and bone.level != "T12":  # below T11 the facets turn inward
        for room in (upper.beyond(-1), upper.beyond(-1, outward=True), lower.beyond(+1))[: 2 if bone.level == "T11" else 3]:
            solid.cut(room, 0.6)
    if bone.level[0] == "L":
        solid.cut(lower.beyond(+1, thick=9.0), 0.6)
    if bone.level[0] == "C" or bone.level == "L1":
        solid.cut(upper.beyond(-1), 0.6)
    if bone.level[0] == "C":
        solid.cut(lower.beyond(+1), 0.6)
    solid.cut(canal(bone), 1.5)
    if bone.level[0] == "C":
        solid.cut(_foramen(bone), 1.0)
    return solid


def _bounds(bone: Vertebra, upper: Joint, lower: Joint) -> tuple[Array, Array]:
    """Corners of a box that holds the bone."""
    tip = spinous_tip(bone, _root(bone))
    low = min(tip[1] - 14, -bone.mm("body_height_posterior") - 4, lower.centre[1] - lower.height / 2 - 6)
    side = max(bone.mm("transverse_span") / 2, bone.mm("facet_spacing") / 2 + 10, bone.mm("endplate_width_lower") / 2) + 4
    front = max(bone.mm("endplate_depth_upper"), bone.mm("endplate_depth_lower")) + 4
    back = min(tip[0], -bone.mm("canal_depth") - 16) - 7
    return np.array([back, low, -side]), np.array([front, upper.centre[1] + upper.height / 2 + 8, side])


def _root(bone: Vertebra) -> Array:
    """Where the laminae meet and the spinous process begins."""
    share = {"C": 0.75, "T": 0.55, "L": 0.78}[bone.level[0]]
    behind = {"C": 1.5, "T": 2.5, "L": 3.0}[bone.level[0]]
    return np.array([-bone.mm("canal_depth") - behind, -share * bone.mm("body_height_posterior"), 0])


def _neck(solid: Solid, bone: Vertebra, upper: Joint, lower: Joint) -> None:
    half, span = bone.mm("endplate_width_upper") / 2, bone.mm("transverse_span") / 2
    pillar, middle = bone.mm("facet_spacing") / 2, -0.5 * bone.mm("body_height_posterior")
    last = bone.level == "C7"
    radii = (bone.mm("pedicle_width") / 2, bone.mm("pedicle_height") / 2)
    solid.add(limb((3, middle, half - 2), (-5, middle, pillar - 1), radii, radii, across=(1, 0, 1)), 2.0)
    top, low = upper.centre - 3 * upper.normal, lower.centre + (3 + lower.gap) * lower.normal
    solid.add(limb(top, low, (upper.width * 0.46, 4.6), (lower.width * 0.46, 4.6)), 2.5)
    wall = bone.mm("canal_width") / 2
    solid.add(limb((-6, middle - 0.8, wall + 2.6), (-12, middle - 1.5, wall + 1.5), (3.6, 2.8), (4.0, 2.6), across=(0, 1, 0)), 2.0)
    root = _root(bone)
    solid.add(limb((-11, middle - 1, pillar - 3), root, (6.0, 2.4), (6.0, 2.4), across=(0, 1, 0)), 3.0)
    tip = spinous_tip(bone, root)
    way = (tip - root) / np.sqrt((tip - root) @ (tip - root))
    if last:
        solid.add(limb(root, tip - 4 * way, (4.0, 3.0), (4.0, 3.6), across=(0, 1, 0), cap=4.0), 2.5)
    else:
        fork = root + 0.4 * (tip - root)
        solid.add(limb(root, fork, (5.2, 3.0), (4.6, 3.4), across=(0, 1, 0)), 2.5)
        solid.add(limb(fork, tip - 2.4 * way + [0, -0.8, 4.0], (4.2, 2.6), (3.2, 2.6), across=(0, 1, 0), cap=2.5), 2.0)
    front, back = np.array([9.6, middle + 0.8, half + 10.4]), np.array([1.5, middle - 2.0, span - 2.4])
    thin = (2.4, 1.7) if not last else (1.6, 1.4)
    solid.add(limb((9.4, middle + 0.8, half - 2), front, thin, thin, across=(0, 1, 0)), 1.5)
    solid.add(ball(front, (2.4, 2.7, 2.2) if not last else (1.6, 1.8, 1.6)), 1.5)
    solid.add(limb((-3, middle - 0.5, pillar - 1), back, (3.6, 3.0), (2.8, 2.4), across=(0, 1, 0)), 2.0)
    solid.add(limb(front, back - [0, 0.5, 2.0], (2.0, 1.6), (2.2, 1.8), across=(0, 1, 0)), 1.5)
    if not last:  # between the two bars a floor, which the artery pierces, with a groove for the nerve
        solid.add(limb((5.2, middle + 0.6, half), (5.4, middle - 0.6, half + 9.6), (5.0, 2.0), (4.6, 1.8), across=(1, 0, 0)), 2.0)
        solid.cut(limb((4.6, middle + 4.2, half + 1.5), (5.0, middle + 2.2, span + 2), (2.6, 2.4), (2.8, 2.6)), 1.5)


def _foramen(bone: Vertebra) -> Part:
    """The hole for the vertebral artery; small in C7, where the artery seldom passes."""
    radius, width = 1.7 if bone.level == "C7" else 2.9, bone.mm("endplate_width_upper")
    widest = bone.mm("transverse_span") - 2 * (2.0 + 2 * 2.9 + 1.0)  # a millimetre of bone outside the hole
    if width > widest:
        raise ValueError(f"endplate_width_upper = {width:.0f} mm leaves no room for the arteries' holes; allowed: at most {widest:.0f} mm")
    return tube((5.2, width / 2 + 2.0 + 2.9), (radius, radius), -30, 15)


def _chest(solid: Solid, bone: Vertebra, upper: Joint, lower: Joint) -> None:
    number = int(bone.level[1:])
    deep, high = bone.mm("canal_depth"), bone.mm("pedicle_height") / 2
    wide = bone.mm("pedicle_width") / 2
    beside, middle = bone.mm("canal_width") / 2 + wide, -high - 0.5
    corner = np.array([-0.6 * deep - 2, middle, beside + 0.4])
    rear, front = (-1.0, middle, beside), (3, middle, min(beside, bone.mm("endplate_width_upper") / 2 - 3))
    solid.add(limb(rear, corner, (wide, high), (wide, high)), 2.0)
    solid.add(limb(rear, front, (wide, high), (wide, high)), 0.4)
    solid.add(limb(corner, upper.centre - 2.4 * upper.normal, (5.5, 4.6), (upper.width * 0.42, 2.6)), 3.0)
    root = _root(bone)
    tile = 5.8 if number == 1 else 9.0
    solid.add(limb(moved(corner, -2, -3, -1), moved(root, 0, -1), (tile - 1, 3.0), (tile, 3.0), across=(0.3, 1, 0)), 3.5)
    behind = lower.centre + (2.9 + lower.gap) * lower.normal
    solid.add(limb(moved(corner, -4, -5, -3), behind, (5.5, 3.6), (lower.width * 0.42, 2.6)), 3.0)
    _thorn(solid, bone, root)
    out = bone.mm("transverse_span") / 2 - corner[2]
    back = {1: 0.45, 2: 0.6}.get(number, 0.8) * out
    knob = {11: 3.6, 12: 3.2}.get(number, 4.6)
    end = moved(corner, -back, 3.5 if number < 11 else 0.5, out - 0.86 * knob)
    solid.add(limb(moved(corner, -1), end, (5.6, 4.4), (0.72 * knob, 0.66 * knob), across=(0, 1, 0)), 3.5)
    solid.add(ball(end, (0.9 * knob, 1.1 * knob, 0.86 * knob)), 2.5)
    _for_ribs(solid, bone, end)
    if number > 10:  # small knobs where the last ribs float: one up, one down
        solid.add(limb(end, moved(end, -1.5, 6.5, -2), (2.8, 2.8), (2.2, 2.2)), 2.0)
        solid.add(limb(end, moved(end, -1, -3.5, 0), (2.6, 2.6), (2.0, 2.0)), 2.0)


def _for_ribs(solid: Solid, bone: Vertebra, tip: Array) -> None:
    """Hollows for the ribs: at the rear of the body's side, above for its own rib and below for the next; before the transverse tip."""
    number, body = int(bone.level[1:]), Body.of(bone)
    for t, inward in ((0.0, -2.6), (1.0, 1.6))[: 2 if number < 10 else 1]:
        ((x, z),) = body.outline(np.array([0.76 * np.pi]), 1.0, t)
        wall = max(z, (1 - t) * (bone.mm("canal_width") / 2 + bone.mm("pedicle_width")))
        solid.cut(ball((x - 0.5, t * body.floor(x) + inward, wall + 2.6), (4.2, 3.8, 4.6)), 0.4)
    if number < 11:
        solid.cut(ball(moved(tip, 5.2, 0.5, 0.6), (3.2, 3.4, 3.2)), 0.5)


def _thorn(solid: Solid, bone: Vertebra, root: Array) -> None:
    """The spinous process of the chest: long and sloping, a keel that ends in a small knob; square in the last two."""
    tip = spinous_tip(bone, root)
    way = (tip - root) / np.sqrt((tip - root) @ (tip - root))
    if int(bone.level[1:]) > 10:
        solid.add(limb(moved(root, 2), tip - 5 * way, (7.5, 3.4), (8.0, 3.4), across=(0, 1, 0), cap=5.0), 3.0)
        return
    keel = 4.6 if bone.level == "T1" else 7.0
    solid.add(limb(moved(root, 2), tip - 3 * way, (keel, 3.4), (3.2, 2.3), across=(0, 1, 0), cap=3.0), 3.5)
    solid.add(limb(tip - 6 * way, tip - 3.2 * way, (2.6, 2.4), (3.3, 3.3), across=(0, 1, 0), cap=3.2), 2.0)


def _lumbar(solid: Solid, bone: Vertebra, upper: Joint, lower: Joint) -> None:
    deep, high = bone.mm("canal_depth"), bone.mm("pedicle_height") / 2
    wide, tall, half = bone.mm("pedicle_width") / 2, bone.mm("body_height_posterior"), bone.mm("canal_width") / 2
    beside, middle = half + wide, -high - 1.2
    front = (8, middle, min(beside, bone.mm("endplate_width_upper") / 2 - wide))
    solid.add(limb((-1, middle, beside), (-0.5 * deep, middle, beside), (wide, high), (wide, high)), 3.0)
    solid.add(limb((-1, middle, beside), front, (wide, high), (wide, high), cap=2.0), 2.0)
    foot = np.array([-0.6 * deep - 2, middle - 1, max(half + 4, upper.centre[2] + 3)])
    behind = upper.centre - 3.6 * upper.normal
    solid.add(limb((-0.4 * deep, middle, beside), foot, (0.8 * wide, high), (6.5, 6.5)), 3.0)
    solid.add(limb(foot, behind, (6.5, 6.0), (0.46 * upper.width, 4.2), across=upper.across), 4.0)
    mamillary = behind + upper.across * (upper.width / 2 - 1.0) + upper.along * (upper.height / 2 - 6.0) - upper.normal
    solid.add(ball(mamillary, (4.0, 5.0, 3.8)), 3.5)
    root = _root(bone)
    ahead = lower.centre + (3.2 + lower.gap) * lower.normal
    isthmus = np.array([-0.85 * deep - 2.0, -0.62 * tall, half + 1.5])
    solid.add(limb(foot, isthmus, (7.0, 5.0), (6.5, 4.4)), 5.0)
    solid.add(limb(isthmus, ahead, (6.5, 4.4), (0.45 * lower.width, 3.6), across=lower.across), 5.0)
    solid.add(ball(ahead + 1.2 * lower.normal - lower.along * (lower.height / 2 - 3.0), (3.8, 4.6, 3.8)), 3.0)
    solid.add(limb(moved(isthmus, -1.5, -1, -3), moved(root, 1), (8.5, 3.3), (8.5, 3.4), across=(0.35, 1, 0)), 4.5)
    _hatchet(solid, bone, root)
    _wing(solid, bone, middle, foot)


def _wing(solid: Solid, bone: Vertebra, middle: float, foot: Array) -> None:
    """The transverse process of the lower back: a flat bar, which slopes back, on the last a thick pyramid; below its root a small knob."""
    out = bone.mm("transverse_span") / 2
    rise, back, ahead = WING[bone.level]
    start = np.array([foot[0] + ahead, middle + 0.5, foot[2]])
    way = unit(np.array([-np.tan(back), np.tan(rise), 1.0]))
    tip = start + way * (out - start[2]) / way[2]
    if bone.level == "L5":
        solid.add(limb(moved(start, -5, 0, 2), tip - 5 * way, (6.4, 6.0), (5.2, 4.6), across=(0, 1, 0), cap=5.0), 5.0)
        return
    solid.add(limb(start, start + 0.45 * (tip - start), (6.0, 4.2), (4.8, 2.5), across=(0, 1, 0), cap=2.5), 4.0)
    solid.add(limb(start + 0.4 * (tip - start), tip - 4.0 * way, (4.8, 2.5), (5.2, 2.3), across=(0, 1, 0), cap=4.0), 2.0)
    solid.add(ball(moved(start, -4.0, -6.5, 1.0), (2.6, 3.4, 2.4)), 3.0)  # the accessory process


def _hatchet(solid: Solid, bone: Vertebra, root: Array) -> None:
    """The spinous process of the lower back: nearly level above, a belly below before its end, a thick rear edge."""
    tip = spinous_tip(bone, root)
    way = unit(tip - root)
    far, up = float((tip - root) @ way), np.array([-way[1], way[0], 0]) * -1
    at_root, belly, at_tip = HATCHET[bone.level]
    outline = [
        (-9, 0.30 * at_root), (-2, 0.46 * at_root), (0.35 * far, 0.44 * at_root), (far - 6, 0.49 * at_tip), (far - 1.8, 0.36 * at_tip),
        (far + 0.4, -0.05 * at_tip), (far - 1.2, -0.45 * at_tip), (far - 6.5, 0.44 * at_root - belly), (far - 12, 0.45 * at_root - belly),
        (0.36 * far, -0.42 * at_root), (0, -0.44 * at_root), (-7, -0.36 * at_root),
    ]  # fmt: skip
    solid.add(blade(outline, 3.3, 5.0, root, np.array([way, up, (0, 0, 1)])), 5.0)
    rear = tip - 3.6 * way
    solid.add(limb(rear + 0.12 * at_tip * up, rear - 0.22 * at_tip * up, (3.4, 3.6), (3.4, 3.6), across=(0, 0, 1), cap=3.6), 5.0)
