"""The two bones on top that look like no other: the atlas, a ring without a body, and the axis with its tooth.

Millimetres in the bone's own frame; see `typical` for what the other five of the neck share.
"""

from itertools import pairwise

import numpy as np

from crepitus.models import alignment
from crepitus.models.articulation import Joint, articulate
from crepitus.models.body import Body
from crepitus.models.dimensions import Vertebra
from crepitus.models.shapes import ball, limb, tube
from crepitus.models.solids import Solid
from crepitus.models.typical import canal, spinous_tip


def atlas(bone: Vertebra) -> Solid:
    """C1: its origin is the top of the front arch's rear side."""
    lower = Joint.of(alignment.facet_below("C1"))
    span, deep, wide = (bone.mm(name) for name in ("transverse_span", "canal_depth", "canal_width"))
    solid = Solid((-deep - 12, -26, -span / 2 - 4), (12, 12, span / 2 + 4), 0.7)
    side = np.array([-8.5, -4.5, lower.centre[2] + 0.5])
    solid.add(ball(side, (10.5, 7.5, 7.0)), 3.0)
    solid.add(limb((2.4, -5.1, 0), (-1.5, -5.1, 13), (5.1, 2.4), (4.6, 3.0), across=(0, 1, 0)), 2.5)
    solid.add(ball((4.5, -5.1, 0), (2.4, 3.4, 3.0)), 2.0)
    back = [(-13, -5.5, 18), (-19, -6, 16.3), (-24, -6.5, 12.6), (-27.5, -7, 7.5), (-deep - 2.6, -7.5, 0)]
    for start, end in pairwise(back):
        solid.add(limb(start, end, (3.9, 2.5), (3.9, 2.5), across=(0, 1, 0)), 0.6)
    solid.add(ball((-deep - 4, -7.5, 0), (2.6, 3.2, 3.4)), 2.0)
    front, rear, tip = np.array([-5, -8, 22]), np.array([-13, -7, 21]), np.array([-12, -8.5, span / 2 - 3.2])
    solid.add(limb(front, tip, (3.0, 2.2), (3.4, 3.0), across=(0, 1, 0)), 2.0)
    solid.add(limb(rear, tip, (3.2, 2.4), (3.4, 3.0), across=(0, 1, 0)), 2.0)
    solid.cut(tube((-9.8, 26.5), (2.9, 2.6), -30, 12), 1.0)
    solid.cut(ball((-7.5, 6.5, side[2] - 1.0), (13.0, 8.0, 7.0)), 1.0)  # the cup for the skull
    articulate(solid, lower, +1, 6.0)
    solid.cut(tube((-deep / 2, 0), (deep / 2, wide / 2), -40, 20), 1.5)
    return solid


def axis(bone: Vertebra) -> Solid:
    """C2: its origin is the rear edge at the tooth's foot."""
    upper, lower = Joint.of(alignment.facet("C2")), Joint.of(alignment.facet_below("C2"))
    tip = spinous_tip(bone, np.array([-bone.mm("canal_depth") - 2, -13, 0]))
    span, deep = bone.mm("transverse_span") / 2, bone.mm("endplate_depth_lower")
    solid = Solid((tip[0] - 6, min(-32, lower.centre[1] - 12), -span - 4), (deep + 6, 24, span + 4), 0.65)
    solid.add(Body.of(bone).part(), 1.0)
    solid.add(limb((7, -4, 0), (6.5, -12, 0), (6.5, 5.5), (7.5, 6.0)), 3.0)
    solid.add(limb((5.6, -4, 0), (5.0, 6, 0), (5.4, 5.3), (4.8, 5.0)), 2.5)
    solid.add(limb((5.0, 6, 0), (4.4, 12.0, 0), (5.1, 5.2), (3.8, 4.2)), 2.0)
    solid.add(limb(upper.centre - 5 * upper.normal - [0, 0, 3], (4, -11, 7), (6.5, 5.0), (6.0, 5.0)), 3.5)
    low = lower.centre + (3 + lower.gap) * lower.normal
    solid.add(limb((-1, -7, 15), low, (5.2, 4.6), (5.2, 4.4)), 3.0)
    root = np.array([-bone.mm("canal_depth") - 2, -13, 0])
    solid.add(limb((-8, -11, 15), root, (6.5, 3.0), (7.0, 3.4), across=(0, 1, 0)), 3.0)
    way = (tip - root) / np.sqrt((tip - root) @ (tip - root))
    solid.add(limb(root, tip - 5 * way, (6.5, 3.2), (5.0, 4.0), across=(0, 1, 0)), 2.5)
    solid.add(limb(tip - 7 * way, tip - 2.8 * way + [0, -1, 5.0], (4.2, 3.0), (3.2, 2.8), across=(0, 1, 0)), 1.5)
    end = np.array([-0.5, -15, span - 2.6])
    corner = np.array([6.0, -14.5, 20.5])
    solid.add(limb((6, -13, 7), corner, (2.6, 2.0), (2.2, 1.8), across=(0, 1, 0)), 2.0)
    solid.add(limb(corner, end, (2.2, 1.8), (2.8, 2.4), across=(0, 1, 0)), 1.5)
    solid.add(limb((-4, -11, 17), end, (3.0, 2.4), (2.8, 2.4), across=(0, 1, 0)), 1.5)
    articulate(solid, upper, -1, 5.0)
    articulate(solid, lower, +1, 4.0)
    solid.cut(canal(bone), 1.5)
    solid.cut(limb((1.6, -27, 12.0), (1.6, -3.0, 25.5), (2.5, 2.4), (2.5, 2.4)), 1.0)  # the artery turns outward here
    return solid
