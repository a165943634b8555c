"""Where bones would pass through each other: `motion` turns rigid bones about one centre each, and nothing stops them.

A real joint glides, its cartilage gives, and at the end of some movements bone does meet bone; so a depth says how far the model is from
a possible posture. Depths are read from the fields of distance that the bones are made of, at the vertices of their surfaces, which lie
about a millimetre and a half apart.
"""

from functools import cache
from itertools import pairwise

import numpy as np

from crepitus.models import spine
from crepitus.models.alignment import COLUMN, layout
from crepitus.models.motion import MOVEMENTS, Posture, poses, posture, reach
from explorables.arrays import Array

FAR = 0.9  # of `reach`: a turn, which tips the atlas as well, goes no further
WAYS = dict(zip(MOVEMENTS, ((1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, 0, 1)), strict=True))


def depths(position: Posture) -> Array:
    """How deep (24,) [m] the two bones of each of `motion.SEGMENTS` reach into each other; below zero: how far apart they stay."""
    moved = poses(position)
    return np.array([max(_depth(above, below, moved), _depth(below, above, moved)) for above, below in pairwise(COLUMN)])


@cache
def at_the_end(movement: str) -> Array:
    """The depths (24,) [m] at nine tenths of what the whole spine can do in one of `motion.MOVEMENTS`; ValueError names these."""
    far = FAR * reach(movement)
    return depths(posture(*(far * np.array(WAYS[movement]))))


def _depth(one: str, other: str, moved: dict[str, tuple[Array, Array]]) -> float:
    """How deep the vertices of one bone lie in another at most [m]."""
    (turn, shift), (other_turn, other_shift) = moved[one], moved[other]
    points = (layout()[one].apply(spine.mesh(one)[0]) @ turn.T + shift - other_shift) @ other_turn
    return float(-spine.solid(other).at(layout()[other].undo(points) * 1e3).min() / 1e3)
