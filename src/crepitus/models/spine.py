"""The spine as closed surfaces, to scale, made from the measured table: 24 vertebrae, sacrum, coccyx and 23 discs.

The public face of the geometry. Every bone is the same left and right, in neutral posture, without disease, of no particular person.
Left out: the ribs, the internal structure, growth and wear. A surface is computed once and cached.
"""

import io
from collections.abc import Callable, Mapping
from copy import deepcopy
from functools import cache
from inspect import getfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crepitus.models import (
    alignment,
    articulation,
    atlas_axis,
    body,
    dimensions,
    discs,
    glide,
    motion,
    sacrum,
    shapes,
    solids,
    surfaces,
    typical,
)
from crepitus.models.alignment import Facet, Placement, facet, facet_below, layout
from crepitus.models.dimensions import KINDS, LEVELS, PARTS, Spread, Vertebra, chimera, endplates, origin, require_level, spread, vertebra
from crepitus.models.load import weight_carried
from explorables.arrays import Array, Indices
from explorables.cache import cached
from explorables.course import current

__all__ = [
    "DISC_LEVELS", "KINDS", "LEVELS", "PARTS", "Facet", "Placement", "Spread", "Vertebra", "build", "chimera", "disc_mesh", "draft",
    "endplates", "facet", "facet_below", "layout", "mesh", "origin", "spread", "vertebra", "weight_carried",
]  # fmt: skip

DISC_LEVELS = LEVELS[1:]  # the level above each disc
MADE_OF = (alignment, articulation, atlas_axis, body, dimensions, discs, glide, motion, sacrum, shapes, solids, surfaces, typical)
CODE = [Path(__file__), *(Path(getfile(module)) for module in MADE_OF)]
DATA = ("vertebrae.csv", "ranges.csv", "numbers.toml")
FACES = {"C": 2600, "T": 2600, "L": 2600, "sacrum": 4000, "coccyx": 500}
COARSE = 0.9  # mm
CLEARANCE = 0.25  # mm, less than any gap: nearer two bones do not come outside their facets
Surface = tuple[Array, Indices]


@cache
def mesh(level: str) -> Surface:
    """A bone as a closed surface: vertices (n, 3) [m] in its own frame, triangles (m, 3) facing outward; ValueError names `PARTS`."""
    require_level(level, PARTS)
    return _surface(level, lambda: build(level))


@cache
def disc_mesh(level: str) -> Surface:
    """The disc below a level, "C2" to "L5", as a closed surface in the frame of that level [m]."""
    require_level(level, DISC_LEVELS)
    return _surface(f"{level}-disc", lambda: discs.disc(level))


def build(level: str, bone: Vertebra | None = None) -> Surface:
    """A bone's surface computed anew, of the level's own dimensions or of changed ones (`dataclasses.replace(vertebra(level), ...)`).

    ValueError for an unknown level, and for dimensions with which the bone does not come out as one closed body.
    """
    require_level(level, PARTS)
    return _beside(level, bone).surface(FACES[level] if level in FACES else FACES[level[0]])


@cache
def solid(level: str) -> solids.Solid:
    """A bone as a field of distances, in its place above the next, known as far as `solids.REACH` around its surface."""
    return solids.Solid.unpacked(_cached(f"{level}-solid", lambda: _beside(level).packed()))


def _beside(level: str, bone: Vertebra | None = None) -> solids.Solid:
    """A bone that at rest gives way to the one below, and at the end of each movement shares the room with both neighbours."""
    raw = _shape(level) if bone is None else _shape.__wrapped__(level, bone)
    made = deepcopy(raw)
    if level not in alignment.COLUMN:
        return made
    place = alignment.COLUMN.index(level)
    if level in LEVELS[1:]:
        below = alignment.COLUMN[place + 1]
        made.give_way(_shape(below), _seen(level, below, _moved()[0]), CLEARANCE)
    for other in alignment.COLUMN[max(place - 1, 0) : place + 2]:
        if other != level:
            made.share_room(raw, _shape(other), [_seen(level, other, moved) for moved in _moved()[1:]], CLEARANCE)
    return made


def _seen(one: str, other: str, moved: dict[str, solids.Place]) -> solids.Place:
    """As `motion.seen_from`, in millimetres."""
    rotation, offset = motion.seen_from(one, other, moved)
    return rotation, offset * 1e3


@cache
def _moved() -> tuple[dict[str, solids.Place], ...]:
    """Where every bone is at rest, and at the end of each movement."""
    return tuple(motion.poses(position) for position in (motion.posture(), *motion.ends()))


def draft(bone: Vertebra) -> Surface:
    """The surface of a changed bone, "C3" to "L5", sooner and coarser than by `build`, in as many triangles as that gives."""
    return typical.shape(bone, COARSE).surface()


@cache
def _shape(level: str, bone: Vertebra | None = None) -> solids.Solid:
    """A bone before it gives way to the one below."""
    if level == "coccyx":
        return sacrum.coccyx()
    shapes: dict[str, Callable[[Vertebra], solids.Solid]] = {"C1": atlas_axis.atlas, "C2": atlas_axis.axis, "sacrum": sacrum.sacrum}
    return shapes.get(level, typical.shape)(bone or vertebra(level))


def _surface(name: str, make: Callable[[], Surface]) -> Surface:
    """The surface of that name from the cache, else made and put there."""
    found = _cached(name, lambda: dict(zip(("points", "triangles"), make())))
    return found["points"], found["triangles"]


def _cached(name: str, make: Callable[[], Mapping[str, NDArray]]) -> dict[str, NDArray]:
    """The arrays of that name from the cache, else made and put there."""

    def encode() -> bytes:
        file = io.BytesIO()
        np.savez_compressed(file, allow_pickle=False, **make())
        return file.getvalue()

    with np.load(io.BytesIO(cached(f"{name}.npz", encode, (*CODE, *(current().data / name for name in DATA))))) as found:
        return dict(found)
