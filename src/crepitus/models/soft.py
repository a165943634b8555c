"""What runs through and beside the bones: spinal cord, nerve roots, vertebral arteries, and the cartilage of the facet joints.

Simple bodies laid along the standing spine of `models.spine`, in the frame of the whole spine. The cord is as wide and as deep as
measured in neck, chest and loin [frostell2016], evenly changing between, and ends at the lower end of L1 [saifuddin1998]; roots leave
above the first seven bones and below all others. Our parameters: how thick roots and arteries are drawn, their exact ways, and the heights
at which roots leave the cord, a textbook's rule. Left out: coverings, fat, veins, the five sacral roots and the coccygeal one.
"""

from dataclasses import dataclass

import numpy as np
import scipy

from crepitus.models.alignment import COLUMN, facet, layout
from crepitus.models.dimensions import LEVELS, require_level, vertebra
from explorables.arrays import Array, Indices
from explorables.registry import number

ROOTS = (*(f"C{i}" for i in range(1, 9)), *LEVELS[7:])  # pairs of roots, by the name of their segment of the cord
LEAVES_CORD = ((0, 3, 7, 13, 19, 24), (0, 3, 6, 10.5, 15.5, 18))  # segment of the cord -> bone beside it
SIDES = {"right": 1.0, "left": -1.0}


@dataclass(frozen=True)
class Strand:
    """A closed surface that hangs between bones: `vertices` (n, 3) [m], `faces` (m, 3), and `along` (n,): which of COLUMN it moves with."""

    vertices: Array
    faces: Indices
    along: Array

    def __add__(self, other: "Strand") -> "Strand":
        faces = np.concatenate([self.faces, other.faces + len(self.vertices)])
        return Strand(np.concatenate([self.vertices, other.vertices]), faces, np.concatenate([self.along, other.along]))


def tube(path: Array, half_width: Array, half_depth: Array, along: Array, around: int = 10) -> Strand:
    """A tube about a path (n, 3), `half_width` (n,) to the sides and `half_depth` (n,) across [m], closed at its ends."""
    ahead = np.gradient(path, axis=0)
    ahead /= np.sqrt((ahead**2).sum(axis=1, keepdims=True))
    side = np.array([0.0, 0.0, 1.0]) - ahead[:, 2:] * ahead
    flat = np.sqrt((side**2).sum(axis=1)) < 0.3  # where the path itself runs sideways
    side[flat] = np.array([0.0, 1.0, 0.0]) - ahead[flat, 1:2] * ahead[flat]
    side /= np.sqrt((side**2).sum(axis=1, keepdims=True))
    turn = 2 * np.pi * np.arange(around) / around
    wide, deep = np.cos(turn)[:, None] * side[:, None], np.sin(turn)[:, None] * np.cross(ahead, side)[:, None]
    rings = path[:, None] + half_width[:, None, None] * wide + half_depth[:, None, None] * deep
    here, onward = np.arange(around), (np.arange(around) + 1) % around
    walls = [np.stack([i * around + here, i * around + onward, (i + 1) * around + onward], 1) for i in range(len(path) - 1)]
    walls += [np.stack([i * around + here, (i + 1) * around + onward, (i + 1) * around + here], 1) for i in range(len(path) - 1)]
    first, last = len(path) * around, len(path) * around + 1
    caps = [
        np.stack([np.full(around, first), onward, here], 1),
        np.stack([np.full(around, last), last - 1 - around + here, last - 1 - around + onward], 1),
    ]
    vertices = np.concatenate([rings.reshape(-1, 3), path[[0, -1]]])
    return Strand(vertices, np.concatenate(walls + caps), np.concatenate([np.repeat(along, around), along[[0, -1]]]))


def smooth(points: Array, along: Array, count: int) -> tuple[Array, Array]:
    """A smooth curve through points (n, 3) [m]: `count` points on it, and `along` (n,) interpolated at each."""
    at = np.concatenate([[0], np.cumsum(np.sqrt((np.diff(points, axis=0) ** 2).sum(axis=1)))])
    stations = np.linspace(0, at[-1], count)
    return scipy.interpolate.PchipInterpolator(at, points)(stations), np.interp(stations, at, along)


def canal(at: Array) -> Array:
    """The middle of the canal (n, 3) [m] beside the bones `at` (n,), as indices of COLUMN that may lie between two."""
    middles = []
    for part in COLUMN:
        bone = vertebra(part)
        share, height = (0.58, 0.012) if part == "C1" else (0.5, bone.body_height_posterior or 0.03)
        middles.append(layout()[part].apply([[-share * (bone.canal_depth or 0.018), -height / 2, 0]])[0])
    return scipy.interpolate.PchipInterpolator(np.arange(len(COLUMN)), middles)(at)


def cord() -> Strand:
    """The spinal cord, from the first bone to the lower end of the first of the loin, where it tapers off."""
    end = COLUMN.index("L1") + 0.4
    at = np.linspace(-0.2, end, 90)
    known = [COLUMN.index("C5") - 0.4, COLUMN.index("T6"), COLUMN.index("T11")]  # the bones beside the segments C5, T8 and L3
    width = np.interp(at, known, [number(f"cord_width_{segment}").si for segment in ("c5", "t8", "l3")])
    depth = np.interp(at, known[:2], [number(f"cord_depth_{segment}").si for segment in ("c5", "t8")])
    taper = np.sqrt(np.clip((end - at) / 2.0, 0.01, 1))
    return tube(canal(at), width * taper / 2, depth * taper / 2, np.maximum(at, 0), around=14)


def roots(segment: str) -> Strand:
    """The pair of roots of one segment of the cord, "C1" to "C8", "T1" to "L5": from the cord down the canal and out between two bones."""
    require_level(segment, ROOTS)
    which = ROOTS.index(segment)
    above = max(which - 1, 0)  # of COLUMN: the bone over the gap
    start, leaves = float(np.interp(which, *LEAVES_CORD)), above + 0.5
    bone, there = vertebra(COLUMN[above]), layout()[COLUMN[above]]
    half = (bone.canal_width or 0.02) / 2
    down = {"C1": -0.003 if which else 0.004, "C2": -0.021}.get(bone.level) or -(bone.si("pedicle_height") + 0.0035)
    back = -0.018 if bone.level == "C1" else -0.004
    gap = there.apply(
        [[back, down, 1.15 * half], [back + 0.004, down - 0.003, 1.15 * half + 0.008], [back + 0.011, down - 0.008, 1.15 * half + 0.015]]
    )
    steps = np.linspace(start, max(leaves - 0.45, start + 0.05), max(2, round(2 * (leaves - start))))
    inside = canal(np.minimum(steps, len(COLUMN) - 1.2))
    inside[:, 2] = np.linspace(0.4, 0.62, len(steps)) * half * (0.6 if which > 18 else 1)
    points, along = smooth(np.concatenate([inside, gap]), np.concatenate([steps, [leaves, leaves, leaves]]), 8 + 3 * len(steps))
    radius = np.linspace(0.5, 1, len(points)) * number("root_drawn").si / 2
    one = tube(points, radius, radius, np.minimum(along, len(COLUMN) - 1), around=6)
    return one + mirrored(one)


def arteries() -> Strand:
    """Both vertebral arteries: up through the side holes of C6 to C1, round behind the side mass of C1 and inward to the skull."""
    stations = [("C7", (0.010, -0.02, 0.021)), ("C7", (0.008, 0.0, 0.0205))]
    for level in ("C6", "C5", "C4", "C3"):
        hole = (0.0038, -0.006, vertebra(level).si("endplate_width_upper") / 2 + 0.0045)
        stations.append((level, hole))
    stations += [
        ("C2", (0.002, -0.013, 0.0196)),
        ("C2", (0.001, -0.004, 0.023)),
        ("C1", (-0.0098, -0.008, 0.0265)),
        ("C1", (-0.012, 0.0015, 0.026)),
    ]
    stations += [
        ("C1", (-0.019, 0.0025, 0.021)),
        ("C1", (-0.0235, 0.003, 0.0135)),
        ("C1", (-0.018, 0.012, 0.007)),
        ("C1", (-0.010, 0.024, 0.003)),
    ]
    points = np.array([layout()[level].apply([where])[0] for level, where in stations])
    points, along = smooth(points, np.array([float(COLUMN.index(level)) for level, _ in stations]), 60)
    radius = np.full(len(points), number("artery_drawn").si / 2)
    right = tube(points, radius, radius, along, around=8)
    return right + mirrored(right)


def mirrored(strand: Strand) -> Strand:
    """The same on the other side."""
    return Strand(strand.vertices * [1, 1, -1], strand.faces[:, ::-1], strand.along)


def facet_joint(level: str) -> Strand:
    """The joint cartilage on both sides between a bone, "C1" to "L5", and the one below: two pads that fill the gap."""
    require_level(level)
    above = COLUMN.index(level)
    below = COLUMN[above + 1]
    joint, there = facet(below), layout()[below]
    turn = 2 * np.pi * np.arange(20) / 20
    rim = np.cos(turn)[:, None] * joint.across * joint.width / 2 + np.sin(turn)[:, None] * joint.along * joint.height / 2
    sheets = [joint.centre + share * joint.gap * joint.normal + np.concatenate([rim, [[0, 0, 0]]]) for share in (0.05, 0.95)]
    here, onward = np.arange(20), (np.arange(20) + 1) % 20
    faces = np.concatenate([
        np.stack([onward, here, np.full(20, 20)], 1), np.stack([here + 21, onward + 21, np.full(20, 41)], 1),
        np.stack([here, onward, onward + 21], 1), np.stack([here, onward + 21, here + 21], 1),
    ])  # fmt: skip
    right = Strand(there.apply(np.concatenate(sheets)), faces, np.full(42, above + 0.5))
    return right + mirrored(right)
