"""The facets of a bone as parts of its solid, flat or hollow, facing those of its neighbour. Millimetres in the bone's own frame."""

from dataclasses import dataclass

import numpy as np

from crepitus.models import alignment
from crepitus.models.shapes import slab
from crepitus.models.solids import Part, Solid
from explorables.arrays import Array

DEEP = 9.0  # mm: as thick as a process beyond the gap
SLIDE, DEEPER, TIP = 1.5, 0.4, 3.5  # mm: half of the length past a facet that is kept free, how much deeper than the facet, how thick
BEARING = 2.5  # mm
EDGE = 0.8  # mm of a flat facet that the rounding of its edge takes


@dataclass(frozen=True)
class Joint:
    """A right facet in millimetres; see `alignment.Facet`."""

    centre: Array
    normal: Array
    along: Array
    across: Array
    width: float
    height: float
    gap: float
    bow: float
    dome: float

    @classmethod
    def of(cls, found: alignment.Facet) -> "Joint":
        """The facet with its lengths in millimetres."""
        size = found.width * 1e3, found.height * 1e3, found.gap * 1e3
        return cls(found.centre * 1e3, found.normal, found.along, found.across, *size, found.bow / 1e3, found.dome / 1e3)

    @property
    def directions(self) -> Array:
        """Across, along, normal as rows."""
        return np.array([self.across, self.along, self.normal])

    @property
    def oval(self) -> float:
        """See `slab`: the hollow facets of the lower back are oval."""
        return 2.3 if self.bow else 3.0

    def stone(self, side: float, middle: Array, half: list[float], edge: float, oval: float = 3.0) -> Part:
        """A `slab` bent as the facet of the lower bone (`side` -1) or of the upper one (+1); `half` lengths across, along and through."""
        if self.dome and side < 0:
            return slab(middle, self.directions[[1, 0, 2]], [half[1], half[0], half[2]], edge, -self.dome, oval)
        return slab(middle, self.directions, half, edge, self.bow, oval)

    def plate(self, thick: float, side: float, edge: float = 3.0) -> Part:
        """The bone that bears a facet, `thick` [mm]: the lower bone's (`side` -1) or the upper's, across the gap (+1).

        It reaches beyond the facet, where `room` cuts it flat, so that only its back is rounded.
        """
        face = self.gap if side > 0 else 0.0
        middle = self.centre + self.normal * (face + side * (thick - edge) / 2)
        wider = 0.0 if self.bow else EDGE
        half = [self.width / 2 + wider, self.height / 2 + wider, (thick + edge) / 2]
        return self.stone(side, middle, half, edge, self.oval)

    def room(self, side: float) -> Part:
        """What belongs to the other bone and to the gap, seen from the lower bone (`side` -1) or from the upper (+1)."""
        start = self.gap if side > 0 else 0.0
        middle = self.centre + self.normal * (start - side * DEEP / 2)
        return self.stone(side, middle, [self.width / 2 + 0.4, self.height / 2 + 0.1, DEEP / 2], 0.6, self.oval)

    def bearing(self, side: float) -> Part:
        """What is needed of the bone right behind its facet."""
        middle = self.centre + self.normal * ((self.gap if side > 0 else 0.0) + side * BEARING / 2)
        return self.stone(side, middle, [self.width / 2, self.height / 2 + 0.4, BEARING], 0.6, self.oval)

    def beyond(self, side: float, outward: bool = False, thick: float = TIP) -> Part:
        """What is kept free past the facet's end, or past its outer edge, where the other's tip, `thick` [mm], comes when it slides."""
        start = (self.gap if side > 0 else 0.0) + side * DEEPER
        half = [SLIDE, self.height / 2] if outward else [self.width / 2 + 0.4, SLIDE]
        way = self.across * (self.width / 2 + SLIDE) if outward else self.along * side * (self.height / 2 + SLIDE)
        middle = self.centre + self.normal * (start - side * thick / 2) + way
        return self.stone(side, middle, [*half, thick / 2], 0.6)


def articulate(solid: Solid, joint: Joint, side: float, thick: float) -> None:
    """Give the bone below a joint (`side` -1) or above it (+1) its facet: a plate `thick` [mm], smooth towards the other bone."""
    solid.add(joint.plate(thick, side), 2.5)
    solid.cut(joint.room(side), 0.6)
    solid.insist(joint.bearing(side))
