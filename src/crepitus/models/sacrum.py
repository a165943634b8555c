"""The sacrum, five segments grown together, and the coccyx. Millimetres in the bone's own frame."""

from itertools import pairwise

from crepitus.models import alignment
from crepitus.models.dimensions import Vertebra
from crepitus.models.solids import Solid, ball, limb
from crepitus.models.typical import Joint


def sacrum(bone: Vertebra) -> Solid:
    """S1 to S5."""
    upper = Joint.of(alignment.facet("sacrum"))
    solid = Solid((-60, -115, -58), (40, 14, 58), 1.3)
    middles = [(16.5, -1.5), (11.5, -25), (4, -48), (-1, -68), (-1.5, -86), (3, -101)]
    radii = [(23, 15.5), (20, 12.5), (16.5, 9.5), (13, 7.5), (11, 6), (8, 4.5)]
    for i in range(5):
        solid.add(limb((*middles[i], 0), (*middles[i + 1], 0), radii[i], radii[i + 1], cap=2.0), 3.0)
    sides = [(6, -12, 38), (2, -28, 38), (-4, -48, 30), (-8, -68, 24), (-9, -86, 18)]
    thick = [(13, 13), (12, 12), (10, 9), (9, 7), (7, 5)]
    for i in range(4):
        solid.add(limb(sides[i], sides[i + 1], thick[i], thick[i + 1]), 4.0)
    for i, side in enumerate(sides):
        solid.add(limb((*middles[i], 6), side, (9, 9 - i), (9, 9 - i), across=(0, 1, 0)), 4.0)
    crest = [(-22, -8), (-27, -26), (-28, -46), (-26, -62), (-20, -78)]
    for a, b in pairwise(crest):
        solid.add(limb((*a, 0), (*b, 0), (4, 5), (4, 5)), 3.0)
    for i, (x, y) in enumerate(crest):
        solid.add(limb((x, y, 0), (sides[i][0] - 6, y - 3, sides[i][2] * 0.6), (10, 4), (10, 5), across=(0, 1, 0)), 4.0)
    solid.add(upper.plate(7.0, -1), 2.0)
    solid.add(limb(upper.centre - 3.6 * upper.normal, (-12, -12, 24), (7, 4), (8, 7)), 3.0)
    canal = [(-9, 12, 15.5, 9), (-12, -25, 12, 7), (-17, -50, 9, 5), (-17, -72, 7, 4), (-16, -100, 6, 4)]
    for (x0, y0, w0, d0), (x1, y1, w1, d1) in pairwise(canal):
        solid.cut(limb((x0, y0, 0), (x1, y1, 0), (w0, d0), (w1, d1)), 1.5)
    for i, (z, y) in enumerate([(21, -25), (19, -47), (16, -67), (13.5, -84)]):
        hole = limb((30, y, z - 1), (-45, y - 4, z + 1), (4.6 - 0.5 * i, 5.2 - 0.6 * i), (3.6 - 0.4 * i, 4.0 - 0.5 * i))
        solid.cut(hole, 2.0)
    solid.cut(upper.room(9.0, +1), 0.6)
    return solid


def coccyx(bone: Vertebra | None) -> Solid:
    """Four segments; its origin is the rear edge of the first one's top."""
    solid = Solid((-14, -42, -16), (24, 10, 16), 0.7)
    spots = [(4.5, -3.0, 6.5, 3.6), (5.5, -14, 5.2, 3.2), (8.0, -23, 4.2, 2.8), (11.5, -30.5, 3.2, 2.4)]
    for x, y, wide, deep in spots:
        solid.add(ball((x, y, 0), (deep * 1.15, 5.4 - 0.04 * abs(y), wide)), 2.5)
    for (x0, y0, w0, d0), (x1, y1, w1, d1) in pairwise(spots):
        solid.add(limb((x0, y0, 0), (x1, y1, 0), (w0 * 0.7, d0 * 0.75), (w1 * 0.7, d1 * 0.75)), 1.5)
    solid.add(limb((3.5, -3, 4), (3, -4, 10), (2.2, 2.0), (1.8, 1.6)), 2.0)
    solid.add(limb((1.5, -3, 4.0), (-1, 4.5, 4.6), (1.7, 1.7), (1.3, 1.3)), 2.0)
    return solid
