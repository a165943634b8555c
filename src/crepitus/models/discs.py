"""The 23 discs: each fills what lies between two endplates, bulging a little at its rim."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from crepitus.models.alignment import COLUMN, layout
from crepitus.models.body import Body
from crepitus.models.dimensions import vertebra
from explorables.arrays import Array, Indices

ROUND = 40
SHARES = (0.35, 0.7, 0.93)  # rings of points, from the middle to the rim
BULGE = 1.0  # share of the way to the bodies' own edge that the disc's waist reaches


NUCLEUS = {"C": 0.30, "T": 0.35, "L": 0.42}  # share of a disc's section that its core takes; schematic, models use 0.2 to 0.6
LAYERS = (1.0, 0.93, 0.86, 0.79)  # how wide the shells are that stand for the 15 to 25 layers of the ring


def nucleus(level: str) -> tuple[Array, Indices]:
    """The soft core of the disc below a level, in that level's frame."""
    return disc(level, float(np.sqrt(NUCLEUS[level[0]])))


def disc(level: str, share: float = 1.0) -> tuple[Array, Indices]:
    """The disc below a level as a closed surface in that level's frame: vertices (n, 3) [m], triangles (m, 3) facing outward.

    With a `share` below one it is one of the shells inside, as wide as that share of the whole, but for a hair as tall.
    """
    below = COLUMN[COLUMN.index(level) + 1]
    above_body, below_body = Body.of(vertebra(level)), Body.of(vertebra(below))
    here, there = layout()[level], layout()[below]
    angles = np.arange(ROUND) * 2 * np.pi / ROUND

    def sheet(body: Body, height: Callable[[Array, Array], Array], t: float) -> list[Array]:
        flat = [np.array([[body.deep[round(t)] / 2, 0.0]]), *(body.outline(angles, share * ring, t) for ring in SHARES)]
        return [np.stack([x, height(x, z), z], axis=1) for x, z in (ring.T for ring in flat)]

    top = sheet(above_body, above_body.bottom, 1.0)
    bottom = [here.undo(there.apply(ring / 1e3)) * 1e3 for ring in sheet(below_body, below_body.top, 0.0)]
    if share < 1:
        top, bottom = ([a + 0.02 * (b - a) for a, b in zip(*pair)] for pair in ((top, bottom), (bottom, top)))
    waist = (top[-1] + bottom[-1]) / 2
    waist = waist + (waist - waist.mean(axis=0)) * [0.06, 0, 0.06] * BULGE
    rings = [*top, waist, *reversed(bottom)]
    return np.concatenate(rings) / 1e3, closed(len(rings))[:, ::-1]


def closed(rings: int, count: int = ROUND) -> Indices:
    """Triangles between rings of `count` points that begin and end in a single point."""
    starts = [0, *(1 + count * i for i in range(rings - 1))]
    around = np.arange(count)
    onward = (around + 1) % count
    found = [np.stack([np.zeros(count, int), starts[1] + around, starts[1] + onward], axis=1)]
    for a, b in pairwise(starts[1:-1]):
        found.append(np.stack([a + around, b + around, b + onward], axis=1))
        found.append(np.stack([a + around, b + onward, a + onward], axis=1))
    last = starts[-1]
    found.append(np.stack([np.full(count, last), starts[-2] + onward, starts[-2] + around], axis=1))
    return np.concatenate(found)
