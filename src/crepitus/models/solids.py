"""Solids described by signed distance: negative inside, blended smoothly, turned into closed triangle surfaces.

Every solid here is the same left and right of the plane z = 0, so only the right half is evaluated and then mirrored. Lengths are
millimetres, the natural scale of a grid for bones; `Solid.surface` returns metres. Distances are exact for balls and first-order
for the rest, which is enough within a few millimetres of the surface. Smooth union: a polynomial blend over a width k.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

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

    def packed(self) -> dict[str, NDArray]:
        """Where its grid lies, and its distances in thousandths of a millimetre as far as REACH; what it insists on is left out."""
        field = np.round(np.clip(self.field, -REACH, REACH) * 1000).astype(np.int16)
        return {"field": field, "spacing": np.array(self.spacing), **dict(zip("xyz", self.axes))}

    @classmethod
    def unpacked(cls, found: Mapping[str, NDArray]) -> "Solid":
        """The solid that was packed like this."""
        axes = [found[name] for name in "xyz"]
        corner = [axis[0] for axis in axes]
        solid = cls(corner, corner, float(found["spacing"]))
        solid.axes, solid.field = axes, found["field"] / 1000
        solid.claim = np.zeros_like(solid.field)
        return solid

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
