"""How a bone glides where its facets would be pressed into those of the bone below.

A bone that only turns about a point would push facets into each other: they lie far from that point and do not follow its circle. A real
one gives way: the disc lets it shift by a millimetre or two, and the facets steer. Here it shifts by the least that keeps every place of
both joints open by the share of the resting gap that pressed cartilage is assumed to keep. Left out: that a disc yields more easily one
way than another.
"""

import numpy as np
import scipy
from numpy.typing import NDArray

from crepitus.models.alignment import Facet, facet
from explorables.arrays import Array
from explorables.registry import number

SIDES = np.array([(1, 1, -1), (1, 1, 1)])  # left, right: a right facet times this
GRID = np.linspace(-0.98, 0.98, 7)  # places on a facet, as shares of its half width and half height
ROUNDS = 6  # of looking where it presses and gliding out of it


def kept_open(joint: Facet) -> float:
    """The least gap [m]: pressed cartilage still fills it."""
    return (1 - number("cartilage_yields").si) * joint.gap


def places(joint: Facet) -> tuple[Array, Array]:
    """Points (n,) on a facet, across and along [m] from its middle; a hollow facet is an oval."""
    across, along = (axis.ravel() for axis in np.meshgrid(GRID, GRID))
    inside = across**2 + along**2 <= 1 if joint.bow else np.full(across.shape, True)
    return across[inside] * joint.width / 2, along[inside] * joint.height / 2


def gaps(below: str, side: Array, turn: Array, shift: Array) -> tuple[Array, Array]:
    """The gap (n,) [m] at places of one of the two joints on top of a bone (of SIDES), and the direction (n, 3) in which each widens.

    The bone above has moved from rest by `turn` (3, 3) and `shift` (3,) [m] in the frame of the bone below.
    """
    joint = facet(below)
    across, along = places(joint)
    upper = (_face(joint, across, along, joint.gap) * side @ turn.T + shift) * side
    above, up, over = before(joint, upper)
    lower = ((_face(joint, across, along, 0.0) * side - shift) @ turn) * side
    under, down, beneath = before(joint, lower, joint.gap)
    return np.concatenate([above[over], -under[beneath]]), np.concatenate([(up * side)[over], (down * side)[beneath] @ turn.T])


def glide(below: str, turn: Array, shift: Array) -> Array:
    """The least shift (3,) [m] on top of a movement, as in `gaps`, that leaves both joints open."""
    least, found = kept_open(facet(below)), np.zeros(3)
    for _ in range(ROUNDS):
        gap, ways = (np.concatenate(both) for both in zip(*(gaps(below, side, turn, shift + found) for side in SIDES)))
        if gap.min(initial=least) > least - 1e-6:
            break
        found = shortest(ways, least - gap + ways @ found)
    return found


def shortest(ways: Array, needed: Array) -> Array:
    """The shortest vector (3,) that goes at least `needed` (n,) along each of `ways` (n, 3).

    Lawson and Hanson's least distance programming: what is left over when the last unit vector is fitted by rays.
    """
    rays = np.vstack([ways.T, needed])
    last = np.array([0.0, 0.0, 0.0, 1.0])
    left = rays @ scipy.optimize.nnls(rays, last)[0] - last
    return -left[:3] / left[3]


def _face(joint: Facet, across: Array, along: Array, gap: float) -> Array:
    """Points (n, 3) [m] of a right facet in the frame of the bone below: the lower bone's, or a gap further the upper bone's."""
    high = gap + joint.bow * across**2 / 2 - (joint.dome * along**2 / 2 if not gap else 0.0)
    return joint.centre + np.outer(across, joint.across) + np.outer(along, joint.along) + np.outer(high, joint.normal)


def before(joint: Facet, points: Array, gap: float = 0.0) -> tuple[Array, Array, NDArray[np.bool_]]:
    """How far (n,) [m] points (n, 3) lie before a right facet as in `_face`, the way (n, 3) they go from it, and which lie over it (n,)."""
    off = points - joint.centre
    across, along = off @ joint.across, off @ joint.along
    dome = joint.dome if not gap else 0.0
    high = off @ joint.normal - gap - joint.bow * across**2 / 2 + dome * along**2 / 2
    way = joint.normal - np.outer(joint.bow * across, joint.across) + np.outer(dome * along, joint.along)
    return high, way, (np.abs(across) < joint.width / 2) & (np.abs(along) < joint.height / 2)
