"""How high the holes are through which roots leave between two bones, from pedicle to pedicle, at rest and after a movement.

Only bones count: what discs and yellow ligaments bulge into a hole, which narrows it further when a back bends backward, is left out.
"""

from functools import cache
from itertools import pairwise

import numpy as np

from crepitus.models.alignment import layout
from crepitus.models.dimensions import vertebra
from crepitus.models.glide import SIDES
from crepitus.models.motion import Posture, poses
from crepitus.models.typical import pedicle
from explorables.arrays import Array

LEVELS_ABOVE = (*(f"C{i}" for i in range(3, 8)), *(f"T{i}" for i in range(1, 13)), *(f"L{i}" for i in range(1, 5)))  # both have pedicles
BETWEEN = tuple(f"{above}–{below}" for above, below in zip(LEVELS_ABOVE, (*LEVELS_ABOVE[1:], "L5"), strict=True))


@cache
def edges(level: str) -> Array:
    """The upper and the lower edge (2, 3) [m] of the right pedicle in its middle, in the bone's own frame."""
    bone = vertebra(level)
    return (pedicle(bone) + np.outer([0.5, -0.5], [0, bone.mm("pedicle_height"), 0])) / 1e3


def heights(position: Posture) -> Array:
    """How high (21, 2) [m] the left and the right hole of each of BETWEEN is."""
    moved, levels = poses(position), (*LEVELS_ABOVE, "L5")
    found = []
    for side in SIDES:
        placed = [layout()[level].apply(edges(level) * side) @ moved[level][0].T + moved[level][1] for level in levels]
        found.append([float(np.sqrt(((above[1] - below[0]) ** 2).sum())) for above, below in pairwise(placed)])
    return np.transpose(found)
