"""The shapes that solids are built from: limbs, balls, slabs, blades and tubes, each a distance function with its box [mm]."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import scipy
from numpy.typing import ArrayLike

from crepitus.models.solids import Pair, Part, smooth_max, unit
from explorables.arrays import Array

UPRIGHT = ((1, 0, 0), (0, 1, 0), (0, 0, 1))  # of a blade in the midplane


def limb(
    start: ArrayLike, end: ArrayLike, start_radii: Pair, end_radii: Pair, across: ArrayLike = (0, 0, 1), cap: float | None = None
) -> Part:
    """A rounded bar from `start` to `end` [mm] with an elliptic section that may change along it.

    Radii are pairs [mm]: along `across` (made square to the bar) and along the third direction; `cap` is the length of the rounded
    ends, the smaller radius unless given.
    """
    first, last, asked = np.asarray(start, float), np.asarray(end, float), np.asarray(across, float)
    length = float(np.sqrt((last - first) @ (last - first)))
    along = (last - first) / length
    second = unit(asked - (asked @ along) * along)
    third = np.cross(along, second)
    (a0, b0), (a1, b1) = start_radii, end_radii
    round_ = min(a0, b0, a1, b1) if cap is None else cap

    def distance(x: Array, y: Array, z: Array) -> Array:
        dx, dy, dz = x - first[0], y - first[1], z - first[2]
        s = dx * along[0] + dy * along[1] + dz * along[2]
        t = np.clip(s / length, 0, 1)
        a, b = a0 + (a1 - a0) * t, b0 + (b1 - b0) * t
        u = (dx * second[0] + dy * second[1] + dz * second[2]) / a
        v = (dx * third[0] + dy * third[1] + dz * third[2]) / b
        w = (s - t * length) / round_
        return (np.sqrt(u * u + v * v + w * w) - 1) * np.minimum(a, b)

    reach = max(a0, b0, a1, b1, round_)
    return distance, np.minimum(first, last) - reach, np.maximum(first, last) + reach


def ball(centre: ArrayLike, radii: ArrayLike) -> Part:
    """An ellipsoid along the axes; `centre` (3,) and `radii` (3,) [mm]."""
    middle, half = np.asarray(centre, float), np.asarray(radii, float)

    def distance(x: Array, y: Array, z: Array) -> Array:
        u, v, w = ((axis - c) / r for axis, c, r in zip((x, y, z), middle, half))
        return (np.sqrt(u * u + v * v + w * w) - 1) * half.min()

    return distance, middle - half, middle + half


def slab(centre: Array, directions: Array, half_lengths: Sequence[float], edge: float = 1.5, bow: float = 0.0, oval: float = 3.0) -> Part:
    """A flat stone round `centre` (3,) [mm] with `half_lengths` [mm] along three unit vectors, the rows of `directions` (3, 3).

    It is flat along the third and between oval and oblong along the first two, an ellipse where `oval` is 2; its edge is rounded over
    `edge` [mm]. With a `bow` [1/mm] it is bent along the first, its ends towards the third.
    """
    half = np.asarray(half_lengths, float)

    def distance(x: Array, y: Array, z: Array) -> Array:
        dx, dy, dz = x - centre[0], y - centre[1], z - centre[2]
        a, b, c = (dx * d[0] + dy * d[1] + dz * d[2] for d in directions)
        round_ = ((np.abs(a) / half[0]) ** oval + (np.abs(b) / half[1]) ** oval) ** (1 / oval)
        return smooth_max((round_ - 1) * min(half[:2]), np.abs(c - bow * a * a / 2) - half[2], edge)

    reach = np.abs(directions * (half + np.array([0, 0, abs(bow) * half[0] ** 2 / 2]))[:, None]).sum(axis=0)
    return distance, centre - reach, centre + reach


def blade(points: ArrayLike, half: float, edge: float = 2.0, origin: ArrayLike = (0, 0, 0), directions: ArrayLike = UPRIGHT) -> Part:
    """A plate `half` [mm] to either side of a plane, with a smooth outline through `points` (n, 2) [mm] that go round once.

    `directions` (3, 3): unit vectors along the first and the second coordinate of the points and square to both; the plane goes through
    `origin`. The border is rounded over `edge` [mm].
    """
    corners, start, ways = np.asarray(points, float), np.asarray(origin, float), np.asarray(directions, float)
    turns = np.arange(len(corners) + 1)
    line = scipy.interpolate.CubicSpline(turns, np.concatenate([corners, corners[:1]]), bc_type="periodic")(
        np.linspace(0, len(corners), 4 * len(corners) + 1)
    )

    def distance(x: Array, y: Array, z: Array) -> Array:
        dx, dy, dz = x - start[0], y - start[1], z - start[2]
        a, b, c = (sum(axis * share for axis, share in zip((dx, dy, dz), way) if share) for way in ways)
        return smooth_max(within(line, a, b), np.abs(c) - half, edge)

    reach = np.abs(ways[2]) * half
    placed = start + line @ ways[:2]
    return distance, placed.min(axis=0) - reach, placed.max(axis=0) + reach


def within(line: Array, a: Array, b: Array) -> Array:
    """Distance in a plane, of points with coordinates `a` and `b`, from a closed line (n, 2) that ends where it began: negative inside."""
    nearest, inside = np.full(np.broadcast(a, b).shape, np.inf), np.zeros(np.broadcast(a, b).shape, bool)
    for (a0, b0), (a1, b1) in pairwise(line):
        da, db, wa, wb = a1 - a0, b1 - b0, a - a0, b - b0
        t = np.clip((wa * da + wb * db) / (da * da + db * db), 0, 1)
        nearest = np.minimum(nearest, (wa - t * da) ** 2 + (wb - t * db) ** 2)
        inside ^= ((b >= b0) != (b >= b1)) & (wa * db * np.sign(db) < wb * da * np.sign(db))
    return np.where(inside, -1, 1) * np.sqrt(nearest)


def tube(centre: Pair, radii: Pair, low: float, high: float, taper: float = 0.0, lean: float = 0.0) -> Part:
    """An upright elliptic tube from y = `low` to `high` [mm] round (x, z) = `centre`; radii along x and z.

    `taper` widens it towards the front, to a triangle with round corners that is as wide at its widest; `lean` moves it back by that
    much for each millimetre down.
    """
    share = np.linspace(0, 1, 101)
    fullest = float((np.sqrt(1 - share**2) * (1 + taper * share)).max())

    def distance(x: Array, y: Array, z: Array) -> Array:
        u = (x - centre[0] - lean * y) / radii[0]
        v = (z - centre[1]) * fullest / (radii[1] * (1 + taper * np.clip(u, -1, 1)))
        wall = (np.sqrt(u * u + v * v) - 1) * min(radii)
        return np.maximum(wall, np.maximum(low - y, y - high))

    sway = abs(lean) * max(abs(low), abs(high))
    lows = np.array([centre[0] - radii[0] - sway, low, centre[1] - radii[1] * (1 + taper)])
    return distance, lows, np.array([centre[0] + radii[0] + sway, high, centre[1] + radii[1] * (1 + taper)])
