"""The sacrum, five segments grown together, and the coccyx. Millimetres in the bone's own frame."""

from dataclasses import dataclass
from itertools import pairwise

from crepitus.models import alignment
from crepitus.models.articulation import Joint, articulate
from crepitus.models.body import Body
from crepitus.models.dimensions import Vertebra
from crepitus.models.shapes import ball, limb
from crepitus.models.solids import Solid


@dataclass(frozen=True)
class Segment:
    """One of five: the middle of its body (x, y), half its width and depth; where its side ends (x, y, z); the height of its crest."""

    middle: tuple[float, float]
    wide: float
    deep: float
    side: tuple[float, float, float]
    thick: float
    crest: tuple[float, float]


SEGMENTS = (
    Segment((16.2, -9), 23.6, 15.8, (3, -15, 43.0), 13.5, (-25.5, -29)),
    Segment((9.0, -38), 18.0, 11.5, (-4, -34, 40.5), 13.0, (-29, -34)),
    Segment((2.5, -59), 14.5, 9.0, (-9, -54, 33.0), 10.0, (-29, -53)),
    Segment((0.0, -77), 12.0, 7.0, (-10, -74, 26.5), 8.0, (-24, -72)),
    Segment((1.0, -93), 10.0, 5.4, (-7, -90, 19.0), 6.0, (-16, -84)),
)
HOLES = ((20.5, -27, 4.6), (18.0, -49, 4.2), (15.5, -68, 3.6), (13.0, -85, 3.0))  # half their distance, height, radius
INNER = (-14.1, -17.1, -16.4, -12.7)  # where the canal's middle is beside each


def sacrum(bone: Vertebra) -> Solid:
    """S1 to S5: bodies, wings, crests, a canal and four pairs of holes."""
    upper = Joint.of(alignment.facet("sacrum"))
    solid = Solid((-52, -116, -60), (40, 14, 60), 1.0)
    solid.add(Body.of(bone).part(), 4.0)
    for one, next_ in pairwise(SEGMENTS):
        solid.add(limb((*one.middle, 0), (*next_.middle, 0), (one.wide, one.deep), (next_.wide, next_.deep), cap=2.0), 4.0)
        flat, next_flat = ((0.62 * part.thick, 1.15 * part.thick) for part in (one, next_))
        solid.add(limb(one.side, next_.side, flat, next_flat, cap=9.0), 1.0)
        solid.add(limb((*one.crest, 0), (*next_.crest, 0), (3.2, 4.5), (3.0, 4.5)), 3.0)
        solid.add(limb((one.crest[0] + 5, one.crest[1], 0), (next_.crest[0] + 5, next_.crest[1], 0), (15, 3.6), (12, 3.4)), 4.0)
    for one in SEGMENTS:
        inner = (one.side[0], one.side[1], 0.86 * one.side[2])  # the limbs between the sides make the edge, without lumps
        solid.add(limb((*one.middle, one.wide * 0.4), inner, (10, 9), (0.75 * one.thick, 0.8 * one.thick), across=(0, 1, 0)), 6.0)
        back = (one.side[0] - 0.6 * one.thick, one.side[1], one.side[2] * 0.75)
        solid.add(limb((one.crest[0] + 5, one.crest[1], 8), back, (8, 3.5), (9, 4), across=(0, 1, 0)), 5.0)
        solid.add(ball((one.crest[0] - 1.5, one.crest[1], 0), (3.5, 5.0, 3.4)), 3.0)
    solid.add(limb((1.0, -93, 0), (3.5, -104, 0), (9.5, 5.0), (7.0, 3.8), cap=3.0), 3.0)
    solid.add(limb((-12, -90, 9), (-7, -103, 8), (3.0, 2.6), (2.0, 2.0)), 3.0)  # the horns that reach for the coccyx
    solid.add(limb(upper.centre - 3.0 * upper.normal, (-11, -16, 25), (5.5, 3.2), (9, 8)), 4.0)
    canal = ((-8, 10, 14.5, 7.5), (-12, -17, 12.5, 6.5), (-17, -40, 9.5, 5), (-17.5, -62, 7, 4), (-11, -92, 6, 3.5), (-6, -112, 6, 4))
    for (x0, y0, w0, d0), (x1, y1, w1, d1) in pairwise(canal):
        solid.cut(limb((x0, y0, 0), (x1, y1, 0), (w0, d0), (w1, d1)), 1.5)
    for z, y, radius in HOLES:
        solid.cut(limb((32, y + 3, z - 0.5), (-45, y - 3, z + 0.5), (radius, radius + 0.6), (0.75 * radius, 0.8 * radius)), 2.5)
    for (z, y, radius), x in zip(HOLES, INNER):  # and so they open into the canal, for the roots
        solid.cut(limb((x - 1, y + 5, 0.3 * z), (x + 6, y + 0.5, z), (0.9 * radius, 0.9 * radius), (0.9 * radius, 0.9 * radius)), 1.5)
    articulate(solid, upper, -1, 4.5)
    return solid


def coccyx() -> Solid:
    """Four segments; its origin is the rear edge of the first one's top."""
    solid = Solid((-14, -42, -16), (24, 10, 16), 0.7)
    spots = [(4.5, -4.0, 6.8, 3.8), (5.5, -14, 5.4, 3.3), (8.0, -23, 4.3, 2.9), (11.5, -30.5, 3.3, 2.5)]
    for x, y, wide, deep in spots:
        solid.add(ball((x, y, 0), (deep * 1.15, 5.4 - 0.04 * abs(y), wide)), 2.5)
    for (x0, y0, w0, d0), (x1, y1, w1, d1) in pairwise(spots):
        solid.add(limb((x0, y0, 0), (x1, y1, 0), (w0 * 0.7, d0 * 0.75), (w1 * 0.7, d1 * 0.75)), 1.5)
    solid.add(limb((3.5, -4, 4), (2.5, -5, 10), (2.6, 2.2), (2.0, 1.7)), 2.0)
    solid.add(limb((1.5, -4, 4.5), (-1.5, 2.0, 5.2), (1.8, 1.8), (1.4, 1.4)), 2.0)
    return solid
