"""How far two bones reach into each other, or stay apart.

Depths are read from the fields of distance that the bones are made of, at the vertices of their surfaces, which lie about a millimetre and
a half apart.
"""

from functools import cache
from itertools import pairwise

import numpy as np

from crepitus.models import spine
from crepitus.models.alignment import COLUMN
from crepitus.models.motion import Posture, end, poses, seen_from
from explorables.arrays import Array


def depths(position: Posture) -> Array:
    """How deep (24,) [m] the two bones of each of `motion.SEGMENTS` reach into each other; below zero: how far apart they stay."""
    moved = poses(position)
    return np.array([max(_depth(above, below, moved), _depth(below, above, moved)) for above, below in pairwise(COLUMN)])


@cache
def at_the_end(movement: str) -> Array:
    """The depths (24,) [m] at the end of one of `motion.MOVEMENTS`."""
    return depths(end(movement))


def _depth(one: str, other: str, moved: dict[str, tuple[Array, Array]]) -> float:
    """How deep the vertices of one bone lie in another at most [m]."""
    rotation, offset = seen_from(one, other, moved)
    return float(-spine.solid(other).at((spine.mesh(one)[0] @ rotation.T + offset) * 1e3).min() / 1e3)
