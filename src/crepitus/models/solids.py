"""Solids described by signed distance: negative inside, blended smoothly, turned into closed triangle surfaces.

Every solid here is the same left and right of the plane z = 0, so only the right half is evaluated and then mirrored. Lengths are
millimetres, the natural scale of a grid for bones; `Solid.surface` returns metres. Distances are exact for balls and first-order
for the rest, which is enough within a few millimetres of the surface. Smooth union: a polynomial blend over a width k.
"""

from collections.abc import Callable
from itertools import product

import fast_simplification
import numpy as np
from scipy import ndimage
from skimage.measure import marching_cubes

FAR = 20.0  # mm: "nowhere near"
REACH = 5.0  # mm: how far around itself a part is evaluated
Part = tuple[Callable, np.ndarray, np.ndarray]  # a distance function and the corners of its box
ROUNDED = 9  # decimals of a distance that are kept, so that no processor's last bit decides about a triangle


def smooth_min(a: np.ndarray, b: np.ndarray, k: float) -> np.ndarray:
    """The lower of two distances, blended where they differ by less than k > 0 [mm]."""
    h = np.maximum(k - np.abs(a - b), 0)
    return np.minimum(a, b) - h * h / (4 * k)


def smooth_max(a: np.ndarray, b: np.ndarray, k: float) -> np.ndarray:
    """The higher of two distances, blended where they differ by less than k > 0 [mm]."""
    return -smooth_min(-a, -b, k)


def step(low: float, high: float, value: np.ndarray) -> np.ndarray:
    """0 below `low`, 1 above `high`, smooth between."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def moved(point, forward: float = 0, up: float = 0, right: float = 0) -> np.ndarray:
    """The point, moved by so many millimetres."""
    return np.asarray(point, float) + np.array([forward, up, right])


def unit(vector) -> np.ndarray:
    """The vector, of length one."""
    vector = np.asarray(vector, float)
    return vector / np.sqrt(vector @ vector)


class Solid:
    """A distance field [mm] on a grid of the right half of a box; parts are added and cut out one after the other.

    `low` and `high` are corners of the whole box (x forward, y up, z right; z from 0), `spacing` the grid's step [mm].
    """

    def __init__(self, low, high, spacing: float):
        self.spacing = spacing
        self.axes = [np.arange(low[i], high[i] + spacing, spacing) for i in (0, 1)]
        self.axes.append((np.arange(0, high[2] + spacing, spacing)) + spacing / 2)
        self.field = np.full([len(axis) for axis in self.axes], FAR)

    def _part(self, low, high) -> tuple[tuple[slice, ...], list[np.ndarray]]:
        spans = [slice(*np.searchsorted(axis, (start - REACH, end + REACH))) for axis, start, end in zip(self.axes, low, high)]
        return tuple(spans), np.meshgrid(*(axis[span] for axis, span in zip(self.axes, spans)), indexing="ij", sparse=True)

    def add(self, part, blend: float = 2.0) -> None:
        """Unite with a part (a distance function and the corners of its box), blended over `blend` [mm]."""
        distance, low, high = part
        where, points = self._part(low, high)
        self.field[where] = smooth_min(self.field[where], distance(*points), blend)

    def cut(self, part, blend: float = 1.0) -> None:
        """Take a part away, its edge rounded over `blend` [mm]."""
        distance, low, high = part
        where, points = self._part(low, high)
        self.field[where] = smooth_max(self.field[where], -distance(*points), blend)

    def at(self, points: np.ndarray) -> np.ndarray:
        """Distances (n,) [mm] at points (n, 3) [mm] on either side, between those of the grid."""
        first = np.array([axis[0] for axis in self.axes])
        places = (np.stack([*points.T[:2], np.abs(points[:, 2])], axis=1) - first) / self.spacing
        return ndimage.map_coordinates(self.field, places.T, order=1, mode="nearest")

    def give_way(self, other: "Solid", rotation: np.ndarray, offset: np.ndarray, clearance: float) -> None:
        """Take away what comes closer than `clearance` [mm] to another solid; its frame is `rotation` @ point + `offset` [mm]."""
        near = np.argwhere(self.field < 3)
        points = np.stack([axis[near[:, i]] for i, axis in enumerate(self.axes)], axis=1)
        where = tuple(near.T)
        self.field[where] = smooth_max(self.field[where], clearance - other.at(points @ rotation.T + offset), 0.3)

    def surface(self, faces: int | None = None) -> tuple[np.ndarray, np.ndarray]:
        """The closed surface as vertices (n, 3) [m] and triangles (m, 3), about `faces` of them or as many as the grid gives.

        ValueError where it touches the box.
        """
        half = np.round(self.field, ROUNDED)
        field = np.concatenate([half[:, :, ::-1], half], axis=2)
        field = ndimage.gaussian_filter(np.clip(field, -4, 4), 0.7)  # wears away slivers that cuts left
        field[np.abs(field) < 1e-6] = 1e-6  # no vertex falls onto another
        shells = [field[0], field[-1], field[:, 0], field[:, -1], field[..., 0], field[..., -1]]
        if min(shell.min() for shell in shells) <= 0:
            raise ValueError("a solid reaches the edge of its box; allowed: a box that holds it")
        for sign in (1, -1):  # drop crumbs that a cut left, and bubbles inside
            labels, count = ndimage.label(sign * field < 0)
            if count > 1:
                biggest = np.argmax(np.bincount(labels.ravel())[1:]) + 1
                field = np.where((labels > 0) & (labels != biggest), sign * 0.05, field)
        points, triangles, *_ = marching_cubes(field, 0.0)
        points = points.astype(float) * self.spacing + [self.axes[0][0], self.axes[1][0], -self.axes[2][-1]]
        if faces:
            points, triangles = simplified(points.astype(np.float32), triangles.astype(np.int32), faces)
        return points.astype(float) / 1000, triangles.astype(np.int64)


def simplified(points: np.ndarray, triangles: np.ndarray, faces: int) -> tuple[np.ndarray, np.ndarray]:
    """The same surface with about `faces` triangles: the fewest tried that keep it closed and its holes; ValueError where none does."""
    holes = characteristic(triangles)
    for share, haste in product((1.0, 1.1, 1.25, 1.5), (7, 6, 5, 8, 4)):
        found, kept = fast_simplification.simplify(points, triangles, target_count=int(share * faces), agg=haste)
        if closed(kept) and characteristic(kept) == holes and len(kept) < 1.6 * faces:
            used, kept = np.unique(kept, return_inverse=True)
            return found[used], kept.reshape(-1, 3)
    raise ValueError(f"{len(triangles)} triangles cannot be simplified to {faces}; allowed: a surface without touching sheets")


def characteristic(triangles: np.ndarray) -> int:
    """Euler's: corners less edges plus triangles, of a closed surface; 2 less twice its holes."""
    return len(np.unique(triangles)) - len(triangles) // 2


def closed(triangles: np.ndarray) -> bool:
    """Whether every edge belongs to two triangles that run along it in opposite directions."""
    edges = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]]).astype(np.int64)
    ahead, back = (edges @ [1 << 32, 1] for edges in (edges, edges[:, ::-1]))
    return len(np.unique(ahead)) == len(ahead) and np.array_equal(np.sort(ahead), np.sort(back))


def limb(start, end, start_radii, end_radii, across=(0, 0, 1), cap: float | None = None) -> Part:
    """A rounded bar from `start` to `end` [mm] with an elliptic section that may change along it.

    Radii are pairs [mm]: along `across` (made square to the bar) and along the third direction; `cap` is the length of the rounded
    ends, the smaller radius unless given.
    """
    start, end = np.asarray(start, float), np.asarray(end, float)
    length = float(np.sqrt((end - start) @ (end - start)))
    along = (end - start) / length
    across = unit(np.asarray(across, float) - (np.asarray(across, float) @ along) * along)
    third = np.cross(along, across)
    (a0, b0), (a1, b1) = start_radii, end_radii
    cap = min(a0, b0, a1, b1) if cap is None else cap

    def distance(x, y, z):
        dx, dy, dz = x - start[0], y - start[1], z - start[2]
        s = dx * along[0] + dy * along[1] + dz * along[2]
        t = np.clip(s / length, 0, 1)
        a, b = a0 + (a1 - a0) * t, b0 + (b1 - b0) * t
        u = (dx * across[0] + dy * across[1] + dz * across[2]) / a
        v = (dx * third[0] + dy * third[1] + dz * third[2]) / b
        w = (s - t * length) / cap
        return (np.sqrt(u * u + v * v + w * w) - 1) * np.minimum(a, b)

    reach = max(a0, b0, a1, b1, cap)
    return distance, np.minimum(start, end) - reach, np.maximum(start, end) + reach


def ball(centre, radii) -> Part:
    """An ellipsoid along the axes; `radii` are three [mm]."""
    centre, radii = np.asarray(centre, float), np.asarray(radii, float)

    def distance(x, y, z):
        u, v, w = ((axis - c) / r for axis, c, r in zip((x, y, z), centre, radii))
        return (np.sqrt(u * u + v * v + w * w) - 1) * radii.min()

    return distance, centre - radii, centre + radii


def slab(centre, directions, half, edge: float = 1.5) -> Part:
    """A flat stone: half lengths [mm] along three unit vectors, between oval and oblong along the first two, flat along the third."""
    centre, directions, half = np.asarray(centre, float), np.asarray(directions, float), np.asarray(half, float)

    def distance(x, y, z):
        dx, dy, dz = x - centre[0], y - centre[1], z - centre[2]
        a, b, c = (np.abs(dx * d[0] + dy * d[1] + dz * d[2]) / h for d, h in zip(directions, half))
        round_ = np.cbrt(a * a * a + b * b * b)
        return smooth_max((round_ - 1) * min(half[:2]), (c - 1) * half[2], edge)

    reach = np.abs(directions * half[:, None]).sum(axis=0)
    return distance, centre - reach, centre + reach


def tube(centre, radii, low: float, high: float, taper: float = 0.0, lean: float = 0.0) -> Part:
    """An upright elliptic tube from y = `low` to `high` [mm] round (x, z) = `centre`; radii along x and z.

    `taper` widens it towards the front (a triangle's beginning), `lean` moves it back by that much for each millimetre down.
    """

    def distance(x, y, z):
        u = (x - centre[0] - lean * y) / radii[0]
        v = (z - centre[1]) / (radii[1] * (1 + taper * np.clip(u, -1, 1)))
        wall = (np.sqrt(u * u + v * v) - 1) * min(radii)
        return np.maximum(wall, np.maximum(low - y, y - high))

    sway = abs(lean) * max(abs(low), abs(high))
    lows = np.array([centre[0] - radii[0] - sway, low, centre[1] - radii[1] * (1 + taper)])
    return distance, lows, np.array([centre[0] + radii[0] + sway, high, centre[1] + radii[1] * (1 + taper)])
