"""Bones as drawings: what an orthographic camera sees of closed surfaces, in a few tones with light from above and dark crevices.

Pure numpy: every triangle is sprinkled with points denser than the pixels and the nearest point wins. Shade is light on the surface
times how open the surroundings are, read from the depth. Each tone is drawn as the outline of all that is at least as light, one upon
the other: small, and sharp at any size. No lens, no shadows cast.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import scipy
from contourpy import contour_generator
from matplotlib.path import Path

from explorables.arrays import Array, Indices

VIEWS = {  # rows: the picture's right, its up, towards the camera; in the bone's x (forward), y (up), z (right)
    "right": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "left": ((-1, 0, 0), (0, 1, 0), (0, 0, -1)),
    "front": ((0, 0, -1), (0, 1, 0), (1, 0, 0)),
    "behind": ((0, 0, 1), (0, 1, 0), (-1, 0, 0)),
    "above": ((0, 0, 1), (1, 0, 0), (0, 1, 0)),
}
LIGHT = np.array([-0.35, 0.55, 0.76])
PIXEL = 6e-4  # m
Surface = tuple[Array, Indices]


@dataclass(frozen=True)
class Seen:
    """A picture: the middle of its lower left pixel `low` (2,) [m], the edge `pixel` [m], and for each pixel, rows from below, `which`
    surface is nearest (-1: none) and its `tone` from 0 to 1."""

    low: Array
    pixel: float
    which: Indices
    tone: Array

    def outline(self, part: int) -> Path:
        """The border of a surface where it is seen [m]."""
        return self._border((self.which == part).astype(float), 0.5)

    def lighter(self, part: int, least: float) -> Path:
        """The border of all that is seen of a surface in at least this tone [m]."""
        return self._border(np.where(self.which == part, self.tone, 0.0), least)

    def _border(self, field: Array, level: float) -> Path:
        drawn = contour_generator(z=scipy.ndimage.gaussian_filter(field, 0.8)).lines(level)
        lines = cast("list[Array]", drawn)  # of the form that is given where none is asked for
        return joined([Path(self.low + self.pixel * simple(line), closed=True) for line in lines if np.ptp(line, axis=0).min() > 2])

    @property
    def box(self) -> tuple[Array, Array]:
        """Lower left and upper right corner of what is there [m]."""
        rows, columns = np.nonzero(self.which >= 0)
        lower, upper = np.array([[columns.min(), rows.min()], [columns.max(), rows.max()]])
        return self.low + self.pixel * lower, self.low + self.pixel * upper


def rim(surface: Surface, view: str, most: int) -> tuple[Array, Indices]:
    """The outer border of a surface as it is seen: at most so many points (n, 3) [m] of space, and the vertex (n,) next to each.

    A bone that turns takes its rim along. That is its outline as long as it turns about the line of sight; else nearly.
    """
    camera = np.array(VIEWS[view], float)
    lines = cast("list[Array]", seen([surface], view).outline(0).to_polygons(closed_only=False))
    line = max(lines, key=lambda line: np.ptp(line, axis=0).sum())  # not a hole in it
    within = 0.1
    while len(line) > most + 1:
        line, within = simple(line / PIXEL, within) * PIXEL, 1.3 * within
        line = np.concatenate([line, line[:1]])
    placed = surface[0] @ camera.T
    nearest = np.array([((placed[:, :2] - point) ** 2).sum(axis=1).argmin() for point in line[:-1]])
    return np.column_stack([line[:-1], placed[nearest, 2]]) @ camera, nearest


def simple(line: Array, within: float = 0.6) -> Array:
    """The closed line (n, 2) in fewer points, none of them dropped farther than `within` from it."""
    path = Path(line)
    path.simplify_threshold = within
    return np.asarray(path.cleaned(simplify=True).vertices)[:-1]


def joined(paths: Sequence[Path]) -> Path:
    """Several borders as one."""
    paths = [path for path in paths if len(path)]
    return Path.make_compound_path(*paths) if paths else Path(np.zeros((0, 2)))


def together(surfaces: Sequence[Surface]) -> Surface:
    """Several surfaces as one: points (n, 3) and triangles (m, 3)."""
    starts = np.cumsum([0, *(len(points) for points, _ in surfaces)])
    triangles = [triangles + start for (_, triangles), start in zip(surfaces, starts)]
    return np.concatenate([points for points, _ in surfaces]), np.concatenate(triangles)


def seen(surfaces: Sequence[Surface], view: str, pixel: float = PIXEL) -> Seen:
    """What an eye sees from the side of that name, of surfaces given as points (n, 3) [m] and triangles (m, 3)."""
    camera = np.array(VIEWS[view], float)
    spots = [_sprinkled(points @ camera.T, triangles, pixel) for points, triangles in surfaces]
    owner = np.repeat(np.arange(len(spots)), [len(where) for where, _ in spots])
    where, normal = (np.concatenate(arrays) for arrays in zip(*spots))
    low = where[:, :2].min(axis=0) - 4 * pixel
    place = np.round(np.round((where[:, :2] - low) / pixel, 6)).astype(int)  # no processor's last digit decides about a pixel
    shape = place.max(axis=0)[::-1] + 5
    index = place[:, 1] * shape[1] + place[:, 0]
    nearest_last = np.argsort(np.round(where[:, 2], 8), kind="stable")  # of several at one place the last assignment stays
    at = np.full(shape, -1)
    at.ravel()[index[nearest_last]] = nearest_last
    there = at >= 0
    depth = np.where(there, where[at, 2], where[:, 2].min())
    return Seen(low, pixel, np.where(there, owner[at], -1), _tone(depth, normal[at], pixel) * there)


def _sprinkled(points: Array, triangles: Indices, pixel: float) -> tuple[Array, Array]:
    """Points (n, 3) all over the triangles that face the camera, closer to each other than a pixel, and the normal (n, 3) at each."""
    corners = points[triangles]
    faces = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals = np.zeros_like(points)
    for i in range(3):
        np.add.at(normals, triangles[:, i], faces)  # the mean of the triangles around, weighted by area
    towards = faces[:, 2] > 0
    corners, bent = corners[towards], normals[triangles[towards]]
    edge = np.linalg.norm(np.diff(corners[:, [0, 1, 2, 0], :2], axis=1), axis=2).max(axis=1)
    steps = np.ceil(1.4 * edge / pixel).astype(int)
    spots, directions = [], []
    for count in np.unique(steps):
        i, j = np.mgrid[: count + 1, : count + 1]
        weights = np.stack([i, j, count - i - j], axis=-1)[i + j <= count] / count
        spots.append((weights @ corners[steps == count]).reshape(-1, 3))
        directions.append((weights @ bent[steps == count]).reshape(-1, 3))
    return np.concatenate(spots), np.concatenate(directions)


def _tone(depth: Array, normal: Array, pixel: float) -> Array:
    """Light, less where the surroundings close in, and a dark line where the depth jumps."""
    facing = normal / np.maximum(np.linalg.norm(normal, axis=2, keepdims=True), 1e-30)
    light = 0.42 + 0.5 * np.clip(facing @ (LIGHT / np.linalg.norm(LIGHT)), 0, 1) + 0.14 * np.clip(facing[..., 2], 0, 1)
    closed = sum(np.clip((scipy.ndimage.gaussian_filter(depth, reach / pixel) - depth) / (1.6 * reach), 0, 1) for reach in (0.002, 0.006))
    jump = np.clip((scipy.ndimage.maximum_filter(depth, size=3) - depth - 0.0012) / 0.003, 0, 1)
    return np.clip(light * (1 - 0.42 * np.clip(closed, 0, 1)) * (1 - 0.45 * jump), 0, 1)
