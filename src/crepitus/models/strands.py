"""Closed surfaces that hang between bones: tubes along paths, and curves to lay them along."""

from dataclasses import dataclass

import numpy as np
import scipy

from explorables.arrays import Array, Indices


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


def mirrored(strand: Strand) -> Strand:
    """The same on the other side."""
    return Strand(strand.vertices * [1, 1, -1], strand.faces[:, ::-1], strand.along)
