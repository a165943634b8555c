"""Where each bone stands, and where two bones face each other.

Frames: each bone has its own, x forward along its upper endplate, y up, z right, origin at the body's posterior-superior corner. The
frame of the whole spine is upright with its origin at that corner of the sacrum. The layout stacks bodies and discs at their measured
heights, each turned by its measured `tilt`; the disc fills what lies between two endplates.

Facets: a joint is described once, by the upper facet of the bone below it; the bone above takes its own facet from there, across the
gap. So facing facets are parallel and as far apart as measured.
"""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import ArrayLike

from crepitus.models.dimensions import LEVELS, PARTS, Vertebra, require_level, vertebra
from explorables.arrays import Array

JOINTED = (*LEVELS[1:], "sacrum")  # they have facets on top
COLUMN = (*LEVELS, "sacrum")


@dataclass(frozen=True)
class Placement:
    """Where a part stands in the frame of the whole spine: its origin (`x`, `y`) [m] and its `tilt` [rad; positive: front lower]."""

    x: float
    y: float
    tilt: float

    @property
    def rotation(self) -> Array:
        """(3, 3): from the part's own directions to the spine's."""
        c, s = np.cos(self.tilt), np.sin(self.tilt)
        return np.array([[c, s, 0], [-s, c, 0], [0, 0, 1]])

    @property
    def offset(self) -> Array:
        """(3,): the part's origin [m]."""
        return np.array([self.x, self.y, 0.0])

    @property
    def matrix(self) -> Array:
        """(4, 4): from the part's own frame to the spine's."""
        matrix = np.eye(4)
        matrix[:3, :3], matrix[:3, 3] = self.rotation, self.offset
        return matrix

    def apply(self, points: ArrayLike) -> Array:
        """Points (n, 3) of the part's frame in the spine's frame [m]."""
        return np.asarray(points) @ self.rotation.T + self.offset

    def undo(self, points: ArrayLike) -> Array:
        """Points (n, 3) of the spine's frame in the part's frame [m]."""
        return (np.asarray(points) - self.offset) @ self.rotation


@dataclass(frozen=True)
class Facet:
    """The right upper facet of a bone, in its frame: `centre` [m], unit vectors `normal` (the way it faces), `along` its height, `across`.

    `width` and `height` [m] are those of the facet that faces it, `gap` [m] the distance between the two, `bow` [1/m] how much the facet
    is bent across: hollow above zero, as in the lower back, else flat. On a `dome` [1/m] the facet is arched along its height while the
    one on it stays flat, as where the atlas turns on the axis.
    """

    centre: Array
    normal: Array
    along: Array
    across: Array
    width: float
    height: float
    gap: float
    bow: float = 0.0
    dome: float = 0.0


GAP = {"C": 1.3e-3, "T": 1.2e-3, "L": 1.7e-3, "s": 1.7e-3}  # m
DISH = {"C": 0.75e-3, "T": 0.3e-3, "L": 0.75e-3, "s": 0.75e-3}  # m: how far an endplate's middle lies below its rim
DOME = 25.0  # 1/m: the facets of the axis, which fall off to the front and to the rear; drawn after general anatomy


WIDER = 1.2  # a lumbar facet is bent to a circle: how much wider it is than one about the midline, 1.1 to 1.3 by the mean diameters of
# 43.7, 63.8 and 82.3 mm from L3-L4 on [vanschaik1997] and our distances and angles


def lower_endplate(level: str) -> tuple[Array, float]:
    """Centre (3,) [m] and tilt [rad] of the lower endplate, in the level's frame."""
    bone = vertebra(level)
    behind, front, deep = bone.si("body_height_posterior"), bone.si("body_height_anterior"), bone.si("endplate_depth_lower")
    return np.array([deep / 2, -(behind + front) / 2, 0]), float(np.arctan2(front - behind, deep))


def upper_centre(level: str) -> Array:
    """Centre (3,) of the upper endplate in the level's frame [m]."""
    return np.array([vertebra(level).si("endplate_depth_upper") / 2, 0, 0])


@cache
def layout() -> dict[str, Placement]:
    """The standing spine: a `Placement` for each of `PARTS`."""
    placed = {"sacrum": Placement(0.0, 0.0, vertebra("sacrum").tilt)}
    below = "sacrum"
    for level in reversed(LEVELS[1:]):
        bone, floor = vertebra(level), placed[below]
        rims = bone.si("disc_height") - DISH[level[0]] - DISH[below[0]]
        middle, slope = lower_endplate(level)
        here = Placement(0.0, 0.0, bone.tilt)
        upright = (floor.tilt + bone.tilt + slope) / 2
        target = floor.apply(upper_centre(below)) + rims * np.array([np.sin(upright), np.cos(upright), 0])
        x, y, _ = target - here.apply(middle)
        placed[level] = Placement(float(x), float(y), bone.tilt)
        below = level
    placed["C1"] = _upon(placed["C2"], ATLAS, vertebra("C1").tilt)
    placed["coccyx"] = _upon(placed["sacrum"], COCCYX, placed["sacrum"].tilt - COCCYX_TURN)
    return {part: placed[part] for part in PARTS}


ATLAS = (0.0125, 0.0145)  # m: the atlas's origin, the back of its front arch, in the axis's frame: in front of the dens
COCCYX = (-0.0002, -0.112)  # m: the coccyx's origin in the sacrum's frame, at its tip
COCCYX_TURN = 0.6  # rad: forward from the sacrum's upper endplate


def _upon(base: Placement, where: tuple[float, float], tilt: float) -> Placement:
    x, y, _ = base.apply([*where, 0.0])
    return Placement(float(x), float(y), float(tilt))


@cache
def facet(level: str, bone: Vertebra | None = None) -> Facet:
    """The right upper facet of "C2" to "L5" or of the "sacrum", which carries the level above; ValueError names these levels.

    It is made of the level's own dimensions or of those of a changed `bone`.
    """
    require_level(level, JOINTED)
    bone, above = bone or vertebra(level), vertebra(COLUMN[COLUMN.index(level) - 1])
    up, out = np.cos(bone.si("facet_to_transverse")), -np.cos(bone.si("facet_to_sagittal"))
    normal = np.array([-np.sqrt(1 - up**2 - out**2), up, out])
    along = np.array([0.0, 1.0, 0.0]) if level != "C2" else np.array([1.0, 0.0, 0.0])
    along = along - (along @ normal) * normal
    along /= np.sqrt(along @ along)
    centre = np.array([-bone.si("facet_behind"), bone.si("facet_above"), bone.si("facet_spacing") / 2])
    size = above.si("facet_width"), above.si("facet_height")
    bow = -out / (WIDER * centre[2]) if level[0] in "Ls" else 0.0
    return Facet(centre, normal, along, np.cross(along, normal), *size, GAP[level[0]], bow, DOME if level == "C2" else 0.0)


@cache
def facet_below(level: str, bone: Vertebra | None = None) -> Facet:
    """The right facet of the bone below a level, seen from the frame of that level ("C1" to "L5").

    Below a changed `bone` it is turned and moved outward by as much as the bone's own upper facets were.
    """
    require_level(level)
    below = COLUMN[COLUMN.index(level) + 1]
    neighbour = vertebra(below)
    if bone:
        names = ("facet_to_transverse", "facet_to_sagittal", "facet_spacing")
        changes = {name: getattr(bone, name) - getattr(vertebra(level), name) for name in names}
        neighbour = replace(neighbour, **{name: getattr(neighbour, name) + change for name, change in changes.items()})
    there, here, joint = layout()[below], layout()[level], facet(below, neighbour)
    turn = here.rotation.T @ there.rotation
    normal, along, across = (turn @ vector for vector in (joint.normal, joint.along, joint.across))
    return Facet(here.undo(there.apply(joint.centre)), normal, along, across, joint.width, joint.height, joint.gap, joint.bow, joint.dome)
