"""Solids described by signed distance: negative inside, blended smoothly, turned into closed triangle surfaces.

Every solid here is the same left and right of the plane z = 0, so only the right half is evaluated and then mirrored. Lengths are
millimetres, the natural scale of a grid for bones; `Solid.surface` returns metres. Distances are exact for balls and first-order
for the rest, which is enough within a few millimetres of the surface. Smooth union: a polynomial blend over a width k.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np
import scipy
from numpy.typing import ArrayLike, NDArray

from crepitus.models.surfaces import simplified
from explorables.arrays import Array, Indices

FAR = 20.0  # mm: "nowhere near"
SLIVER = 0.9  # mm: thinner than twice this nothing stays
FIRM = 4.0  # mm: more than two bones ever meet
JUST_OUTSIDE = 0.6  # mm: as far as a cut there is felt at the surface
REACH = 5.0  # mm: how far around itself a part is evaluated
Distance = Callable[[Array, Array, Array], Array]  # of points x, y, z [mm] from a surface [mm]
Part = tuple[Distance, Array, Array]  # a distance function and the corners of its box
Place = tuple[Array, Array]  # rotation (3, 3) and offset (3,) [mm] that take a point to another solid's frame
Pair = tuple[float, float]
UPRIGHT = ((1, 0, 0), (0, 1, 0), (0, 0, 1))  # of a blade in the midplane
ROUNDED = 9  # decimals of a distance that are kept, so that no processor's last bit decides about a triangle


def smooth_min(a: Array, b: Array, k: float) -> Array:
    """The lower of two distances, blended where they differ by less than k > 0 [mm]."""
    h = np.maximum(k - np.abs(a - b), 0)
    return np.minimum(a, b) - h * h / (4 * k)


def smooth_max(a: Array, b: Array, k: float) -> Array:
    """The higher of two distances, blended where they differ by less than k > 0 [mm]."""
    return -smooth_min(-a, -b, k)


def step(low: float, high: float, value: Array) -> Array:
    """0 below `low`, 1 above `high`, smooth between."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def moved(point: ArrayLike, forward: float = 0, up: float = 0, right: float = 0) -> Array:
    """The point (3,) [mm], moved by so many millimetres."""
    return np.asarray(point, float) + np.array([forward, up, right])


def unit(vector: Array) -> Array:
    """The vector (3,) scaled to length one."""
    return vector / np.sqrt(vector @ vector)


class Solid:
    """A distance field [mm] on a grid of the right half of a box; parts are added and cut out one after the other.

    `low` and `high` are corners of the whole box (x forward, y up, z right; z from 0), `spacing` the grid's step [mm].
    """

    def __init__(self, low: Sequence[float] | Array, high: Sequence[float] | Array, spacing: float) -> None:
        self.spacing = spacing
        self.axes = [np.arange(low[i], high[i] + spacing, spacing) for i in (0, 1)]
        self.axes.append((np.arange(0, high[2] + spacing, spacing)) + spacing / 2)
        self.field = np.full([len(axis) for axis in self.axes], FAR)
        self.claim = np.zeros_like(self.field)  # mm: how much deeper than it is a place counts, when room is shared

    def _part(self, low: Array, high: Array) -> tuple[tuple[slice, ...], tuple[Array, ...]]:
        spans = [slice(*np.searchsorted(axis, (start - REACH, end + REACH))) for axis, start, end in zip(self.axes, low, high)]
        return tuple(spans), np.meshgrid(*(axis[span] for axis, span in zip(self.axes, spans)), indexing="ij", sparse=True)

    def add(self, part: Part, blend: float = 2.0) -> None:
        """Unite with a part (a distance function and the corners of its box), blended over `blend` [mm]."""
        distance, low, high = part
        where, points = self._part(low, high)
        self.field[where] = smooth_min(self.field[where], distance(*points), blend)

    def cut(self, part: Part, blend: float = 1.0) -> None:
        """Take a part away, its edge rounded over `blend` [mm]."""
        distance, low, high = part
        where, points = self._part(low, high)
        self.field[where] = smooth_max(self.field[where], -distance(*points), blend)

    def insist(self, part: Part) -> None:
        """A part that gives no room to another bone: a joint's surface."""
        distance, low, high = part
        where, points = self._part(low, high)
        self.claim[where] = np.maximum(self.claim[where], FIRM * step(0.3, -0.3, distance(*points)))

    def at(self, points: Array) -> Array:
        """Distances (n,) [mm] at points (n, 3) [mm] on either side, between those of the grid."""
        return self._between(self.field, points)

    def _between(self, grid: Array, points: Array) -> Array:
        """What a grid's values are between its points."""
        first = np.array([axis[0] for axis in self.axes])
        places = (np.stack([*points.T[:2], np.abs(points[:, 2])], axis=1) - first) / self.spacing
        return scipy.ndimage.map_coordinates(grid, places.T, order=1, mode="nearest")

    def _meeting(self, deep: float, other: "Solid", places: Sequence[Place]) -> Iterator[tuple[tuple[Indices, ...], Array]]:
        """For each place of another solid: cells no deeper than `deep` [mm] that lie in its box, points (n, 3) in its frame."""
        near = np.nonzero((self.field > -deep) & (self.field < JUST_OUTSIDE))
        points = np.stack([axis[found] for axis, found in zip(self.axes, near)], axis=1)
        low, high = (np.array([axis[end] for axis in other.axes]) for end in (0, -1))
        low[2] = -high[2]
        for rotation, offset in places:
            there = points @ rotation.T + offset
            inside = np.flatnonzero(((there > low) & (there < high)).all(axis=1))
            yield tuple(found[inside] for found in near), there[inside]

    def give_way(self, other: "Solid", place: Place, clearance: float) -> None:
        """Take away what comes closer than `clearance` [mm] to another solid in its `place`."""
        for cells, there in self._meeting(12.0, other, [place]):
            self.field[cells] = smooth_max(self.field[cells], clearance - other.at(there), 0.3)

    def share_room(self, raw: "Solid", other: "Solid", places: Sequence[Place], clearance: float) -> None:
        """Where this solid and another would meet in one of several `places`, leave each its half: what lies deeper in the other is its.

        `raw` is this solid, and `other` the other, before either gave way. Between the halves stays a `clearance` [mm]. Where one insists
        the other gives way alone.
        """
        for cells, there in raw._meeting(2.5, other, places):
            depth = other.at(there)
            met = depth < clearance + JUST_OUTSIDE
            cells, there, depth = tuple(found[met] for found in cells), there[met], depth[met]
            own, its = raw.field[cells] - raw.claim[cells], depth - other._between(other.claim, there)
            self.field[cells] = smooth_max(self.field[cells], np.minimum((own - its + clearance) / 2, clearance - depth), 0.3)

    def surface(self, faces: int | None = None) -> tuple[Array, Indices]:
        """The closed surface as vertices (n, 3) [m] and triangles (m, 3), about `faces` of them or as many as the grid gives.

        ValueError where it touches the box.
        """
        from skimage.measure import marching_cubes  # only who builds a surface needs it

        half = np.round(self.field, ROUNDED)
        field = np.concatenate([half[:, :, ::-1], half], axis=2)
        field = scipy.ndimage.gaussian_filter(np.where(slivers(field < 0, round(SLIVER / self.spacing)), 0.3, np.clip(field, -4, 4)), 0.7)
        field[np.abs(field) < 1e-6] = 1e-6  # no vertex falls onto another
        shells = [field[0], field[-1], field[:, 0], field[:, -1], field[..., 0], field[..., -1]]
        if min(shell.min() for shell in shells) <= 0:
            raise ValueError("a solid reaches the edge of its box; allowed: a box that holds it")
        for sign in (1, -1):  # drop crumbs that a cut left, and bubbles inside
            labels, count = scipy.ndimage.label(sign * field < 0)
            if count > 1:
                biggest = np.argmax(np.bincount(labels.ravel())[1:]) + 1
                field = np.where((labels > 0) & (labels != biggest), sign * 0.05, field)
        points, triangles, *_ = marching_cubes(field, 0.0)
        points = points.astype(float) * self.spacing + [self.axes[0][0], self.axes[1][0], -self.axes[2][-1]]
        if faces:
            points, triangles = simplified(points.astype(np.float32), triangles.astype(np.int32), faces)
        return points.astype(float) / 1000, triangles.astype(np.int64)


def slivers(inside: NDArray[np.bool_], steps: int) -> NDArray[np.bool_]:
    """What cuts left of a body, given as a grid of yes and no, where nothing reaches `steps` grid steps deep."""
    core = scipy.ndimage.binary_erosion(inside, iterations=steps)
    return inside & ~scipy.ndimage.binary_dilation(core, scipy.ndimage.generate_binary_structure(3, 2), iterations=steps + 1)


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
