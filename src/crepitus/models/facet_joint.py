"""One facet joint as a thing to cut open: two layers of cartilage, the film between them, folds at both poles and the capsule.

In the frame of the whole spine, metres; both sides of the spine. Each layer of cartilage is as thick as it is on average in the lower
back [woldtvedt2011], and rounded at its edge; in neck and chest, where we read no such mean, it takes the same share of the gap. The film
is what two layers leave in the middle: the most that there can be. The folds' size, the recesses above and below, and how far the capsule
reaches are drawn after general anatomy: schematic. The capsule is drawn in front too, where a yellow ligament closes a joint of the lower
back.
"""

from collections.abc import Callable

import numpy as np

from crepitus.models.alignment import COLUMN, Facet, facet, layout
from crepitus.models.dimensions import require_level
from crepitus.models.discs import closed
from crepitus.models.strands import Strand, mirrored
from explorables.arrays import Array, Indices
from explorables.registry import number

ROUND = 20  # points of a ring
EDGE = 0.35  # of the middle's thickness: what is left at a cartilage's edge
ROUNDED = 16  # power of the share of the way to its edge with which a cartilage becomes thinner: only the rim is rounded
RECESS = {"C": (0.003, 0.0015), "T": (0.003, 0.0015), "L": (0.005, 0.0025)}  # m: how high and how deep the pockets at both poles are
REACH = 0.002  # m beyond the cartilage: where the capsule is attached
THICK = 0.001  # m: of the capsule
FOLD = {"C": 0.003, "T": 0.003, "L": 0.005}  # m: how far a fold reaches into the joint
RINGS = np.array([0.0, 0.4, 0.7, 0.9, 1.0])
Height = Callable[[Array], Array]


def _joint(level: str) -> tuple[Facet, float]:
    """The joint below a bone, and the place of its middle along the column."""
    require_level(level)
    above = COLUMN.index(level)
    return facet(COLUMN[above + 1]), above + 0.5


def place(joint: Facet, across: Array, along: Array, up: Array) -> Array:
    """Points (n, 3) [m] of the lower bone's frame: `across` and `along` a facet from its middle and `up` from it, towards the other."""
    bent = up + joint.bow * across**2 / 2
    return joint.centre + across[:, None] * joint.across + along[:, None] * joint.along + bent[:, None] * joint.normal


def lens(joint: Facet, low: Height, high: Height, wider: float = 0.0) -> tuple[Array, Indices]:
    """A closed body over the whole facet between two heights [m], which depend on the share of the way to its edge: vertices, faces."""
    turn = 2 * np.pi * np.arange(ROUND) / ROUND
    half = joint.width / 2 + wider, joint.height / 2 + wider
    sheets: list[Array] = []
    for height, rings in ((high, RINGS), (low, RINGS[::-1])):
        for share in rings:
            way = turn if share else turn[:1] * 0
            found = np.full(len(way), float(height(np.array(share))))
            sheets.append(place(joint, share * half[0] * np.cos(way), share * half[1] * np.sin(way), found))
    return np.concatenate(sheets), closed(len(sheets), ROUND)


def _both(level: str, vertices: Array, faces: Indices, along: float) -> Strand:
    """A body of the lower bone's frame on both sides, facing outward."""
    below = COLUMN[COLUMN.index(level) + 1]
    a, b, c = (vertices[faces[:, i]] for i in range(3))
    faces = faces if (np.cross(a, b) * c).sum() > 0 else faces[:, ::-1]
    right = Strand(layout()[below].apply(vertices), faces, np.full(len(vertices), along))
    return right + mirrored(right)


def thickness(joint: Facet, share: Array) -> Array:
    """Of one layer of cartilage [m] at a share of the way to its edge."""
    full = number("facet_cartilage").si * joint.gap / facet("L5").gap
    return full * (1 - (1 - EDGE) * np.asarray(share) ** ROUNDED)


def room(joint: Facet) -> float:
    """What the two layers leave for the film in the middle of a joint [m]: the most that there can be."""
    return joint.gap - 2 * float(thickness(joint, np.array(0.0)))


def cartilage(level: str) -> Strand:
    """Both layers of the joints below a bone, on both sides."""
    joint, at = _joint(level)
    lower = lens(joint, lambda r: 0 * r, lambda r: thickness(joint, r))
    upper = lens(joint, lambda r: joint.gap - thickness(joint, r), lambda r: joint.gap + 0 * r)
    return _both(level, *lower, at + 0.5) + _both(level, *upper, at - 0.5)


def film(level: str) -> Strand:
    """The synovial film between the two layers, which widens to their edge."""
    joint, at = _joint(level)
    hair = 2e-5
    return _both(level, *lens(joint, lambda r: thickness(joint, r) + hair, lambda r: joint.gap - thickness(joint, r) - hair), at)


def capsule(level: str) -> Strand:
    """The capsule as a sleeve round the joint, with a pocket above and one below: a wall with an outer and an inner side."""
    joint, at = _joint(level)
    high, deep = RECESS[level[0]]
    turn = 2 * np.pi * np.arange(ROUND) / ROUND
    pole = np.abs(np.sin(turn)) ** 4
    inner: list[Array] = []
    outer: list[Array] = []
    for t in np.linspace(0, 1, 7):
        belly = np.sin(np.pi * t)
        a = joint.width / 2 + 0.0004 + (REACH - 0.0004) * belly
        b = joint.height / 2 + 0.0004 + (REACH - 0.0004 + (high - REACH) * pole) * belly
        up = t * joint.gap + (2 * t - 1) * (REACH + (deep - REACH) * pole)
        for rings, more in ((inner, 0.0), (outer, THICK)):
            rings.append(place(joint, (a + more) * np.cos(turn), (b + more) * np.sin(turn), up))
    rows = [*outer, *inner[::-1]]
    here, onward = np.arange(ROUND), (np.arange(ROUND) + 1) % ROUND
    faces = []
    for i in range(len(rows)):
        p, q = i * ROUND, (i + 1) % len(rows) * ROUND
        faces += [np.stack([p + here, p + onward, q + onward], 1), np.stack([p + here, q + onward, q + here], 1)]
    vertices, found = np.concatenate(rows), np.concatenate(faces)
    a, b, c = (vertices[found[:, i]] - joint.centre for i in range(3))
    found = found if (np.cross(a, b) * c).sum() > 0 else found[:, ::-1]
    below = COLUMN[COLUMN.index(level) + 1]
    right = Strand(layout()[below].apply(vertices), found, np.full(len(vertices), at))
    return right + mirrored(right)


def folds(level: str) -> Strand:
    """The meniscoid folds at the upper and the lower pole: wedges with a thick base in the pocket and a thin tip between the cartilages."""
    joint, at = _joint(level)
    far, middle = FOLD[level[0]], joint.gap / 2
    found = []
    for sign in (1.0, -1.0):
        base, tip = joint.height / 2 + 0.6 * RECESS[level[0]][0], joint.height / 2 - far
        rings = []
        for t in np.linspace(0, 1, 6):
            along = base + (tip - base) * t
            room = joint.gap if along > joint.height / 2 else joint.gap - 2 * float(thickness(joint, np.array(2 * along / joint.height)))
            thick, wide = min(0.42 * joint.gap, 0.45 * room) * (1 - 0.3 * t), (0.5 - 0.25 * t) * 0.55 * joint.width
            turn = 2 * np.pi * np.arange(12) / 12
            rings.append(place(joint, wide * np.cos(turn), np.full(12, sign * along), middle + thick * np.sin(turn)))
        ends = [rings[0].mean(axis=0, keepdims=True), rings[-1].mean(axis=0, keepdims=True)]
        found.append(_both(level, np.concatenate([ends[0], *rings, ends[1]]), closed(8, 12), at))
    return found[0] + found[1]
