"""The shape of a typical vertebra, C3 to L5: a body, an arch and seven processes, from its dimensions.

All numbers here are millimetres in the bone's own frame (x forward, y up, z right). What is not a measured dimension is a share of
one, chosen so that the picture looks like a bone.
"""

import numpy as np

from crepitus.models import alignment
from crepitus.models.articulation import Joint, articulate
from crepitus.models.body import Body
from crepitus.models.dimensions import Vertebra
from crepitus.models.solids import Part, Solid, ball, limb, moved, tube
from explorables.arrays import Array

SPACING = {"C": 0.5, "T": 0.6, "L": 0.75}  # mm: a feature must be some of them thick


def canal(bone: Vertebra, low: float = -60.0, high: float = 30.0) -> Part:
    """The space for cord and roots: round in the chest, nearly a triangle elsewhere."""
    deep, wide = bone.mm("canal_depth"), bone.mm("canal_width")
    return tube((-deep / 2, 0), (deep / 2, 0.985 * wide / 2), low, high, taper=0.0 if bone.level[0] == "T" else 0.15)


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
    {"C": _neck, "T": _chest, "L": _loin}[bone.level[0]](solid, bone, upper, lower)
    thick = {"C": 4.0, "T": 4.0, "L": 6.0}[bone.level[0]]
    articulate(solid, upper, -1, thick)
    articulate(solid, lower, +1, thick)
    if bone.level[0] == "T" and bone.level != "T12":  # below T11 the facets turn inward
        for room in (upper.beyond(-1), upper.beyond(-1, outward=True), lower.beyond(+1))[: 2 if bone.level == "T11" else 3]:
            solid.cut(room, 0.6)
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
    share = {"C": 0.75, "T": 0.55, "L": 0.68}[bone.level[0]]
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
        fork = root + 0.25 * (tip - root)
        solid.add(limb(root, fork, (5.0, 2.6), (4.0, 3.0), across=(0, 1, 0)), 2.0)
        solid.add(limb(fork, tip - 2 * way + [0, 0, 4.2], (3.8, 2.4), (2.8, 2.2), across=(0, 1, 0), cap=2.2), 1.5)
    front, back = np.array([9.6, middle + 0.8, half + 10.4]), np.array([1.5, middle - 2.0, span - 2.4])
    thin = (2.4, 1.7) if not last else (1.6, 1.4)
    solid.add(limb((9.4, middle + 0.8, half - 2), front, thin, thin, across=(0, 1, 0)), 1.5)
    solid.add(ball(front, (2.4, 2.7, 2.2) if not last else (1.6, 1.8, 1.6)), 1.5)
    solid.add(limb((-3, middle - 0.5, pillar - 1), back, (3.6, 3.0), (2.8, 2.4), across=(0, 1, 0)), 2.0)
    solid.add(limb(front, back - [0, 0.5, 2.0], (2.0, 1.6), (2.2, 1.8), across=(0, 1, 0)), 1.5)


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
    behind = lower.centre + (2.6 + lower.gap) * lower.normal
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


def _loin(solid: Solid, bone: Vertebra, upper: Joint, lower: Joint) -> None:
    deep, high = bone.mm("canal_depth"), bone.mm("pedicle_height") / 2
    wide, tall = bone.mm("pedicle_width") / 2, bone.mm("body_height_posterior")
    beside, middle = bone.mm("canal_width") / 2 + wide, -high - 1.2
    corner = np.array([-0.5 * deep - 2, middle - 1, max(beside, upper.centre[2] + 4)])
    front = (5, middle, min(beside, bone.mm("endplate_width_upper") / 2 - 1))
    solid.add(limb(front, (-(0.75 if bone.level == "L5" else 0.45) * deep, middle, beside), (wide, high), (wide, high)), 3.0)
    solid.add(limb(corner, upper.centre - 3.6 * upper.normal, (6.5, 5.5), (upper.height * 0.36, 3.4), across=(0, 1, 0)), 3.5)
    solid.add(ball(moved(upper.centre - 5.0 * upper.normal, -4.0, 0.5, 0.5), (4.2, 5.2, 3.6)), 3.5)  # the mammillary process
    root = _root(bone)
    lamina = 6.8 if bone.level == "L5" else 7.8
    solid.add(limb(moved(corner, -2, -5, -4), root, (7.5, 3.2), (lamina, 3.4), across=(0.2, 1, 0)), 4.0)
    start = np.array([-deep * 0.8 - 3.5, -0.6 * tall, bone.mm("canal_width") * 0.34])
    solid.add(limb(start, lower.centre + (3.4 + lower.gap) * lower.normal, (6.5, 5.0), (lower.width * 0.42, 3.8)), 4.0)
    _hatchet(solid, bone, root)
    out = bone.mm("transverse_span") / 2
    if bone.level == "L5":
        solid.add(limb((-8.5, middle, beside), (-12, middle + 5, out - 3.4), (6.6, 5.0), (3.8, 3.2), across=(0, 1, 0)), 4.0)
        return
    elbow, tip = np.array([-12.5, middle + 0.5, (beside + out) / 2]), np.array([-15, middle + 3.0, out - 2.2])
    solid.add(limb((-9.5, middle, beside), elbow, (5.5, 4.2), (4.6, 2.6), across=(0, 1, 0), cap=2.6), 3.0)
    solid.add(limb(elbow, tip, (4.6, 2.6), (3.6, 2.0), across=(0, 1, 0), cap=2.2), 2.0)
    solid.add(ball(moved(corner, -3.5, -3.5, 1.0), (3.0, 3.5, 2.5)), 3.0)  # the accessory process


def _hatchet(solid: Solid, bone: Vertebra, root: Array) -> None:
    """The spinous process of the loin: a narrow neck and a blade, thicker along its rear edge."""
    tip = spinous_tip(bone, root)
    way = (tip - root) / np.sqrt((tip - root) @ (tip - root))
    blade = {"L1": 10.0, "L2": 9.2, "L3": 8.2, "L4": 7.0, "L5": 5.6}[bone.level]  # half its height: lordosis brings them together
    solid.add(limb(moved(root, 3, 1), root + 0.45 * (tip - root), (7.0, 3.6), (blade - 1.5, 2.9), across=(0, 1, 0), cap=5.0), 3.0)
    solid.add(
        limb(root + 0.4 * (tip - root), tip - 0.62 * blade * way, (blade - 1, 2.9), (blade, 3.5), across=(0, 1, 0), cap=0.62 * blade), 3.0
    )
    low = tip - 0.75 * blade * way + np.array([0, -0.22 * blade, 0])
    solid.add(ball(low, (0.7 * blade, 0.8 * blade, 3.7)), 3.0)
