"""Bones as shaded pictures: what an orthographic camera sees of closed surfaces, with light from above and dark crevices.

Pure numpy: every triangle is sprinkled with points denser than the pixels and the nearest point wins. Shade is light on the surface
times how open the surroundings are, read from the depth picture. No lens, no shadows cast.
"""

from dataclasses import dataclass

import numpy as np
from scipy.ndimage import gaussian_filter, maximum_filter

VIEWS = {  # rows: the picture's right, its up, towards the camera; in the bone's x (forward), y (up), z (right)
    "side": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "front": ((0, 0, -1), (0, 1, 0), (1, 0, 0)),
    "behind": ((0, 0, 1), (0, 1, 0), (-1, 0, 0)),
    "above": ((0, 0, 1), (1, 0, 0), (0, 1, 0)),
    "below": ((0, 0, 1), (-1, 0, 0), (0, -1, 0)),
    "left side": ((-1, 0, 0), (0, 1, 0), (0, 0, -1)),
}
LIGHT = np.array([-0.35, 0.55, 0.76])


@dataclass(frozen=True)
class Shot:
    """A picture: `image` (rows, columns, 4) from 0 to 1, and its edges `extent` (left, right, bottom, top) [m]."""

    image: np.ndarray
    extent: tuple[float, float, float, float]


def view(name: str) -> np.ndarray:
    """The rows right, up and towards the camera of a named view."""
    return np.array(VIEWS[name], float)


def normals(points: np.ndarray, triangles: np.ndarray) -> np.ndarray:
    """Unit normals (n, 3) at the points of a surface: the mean of the triangles around, weighted by area."""
    corners = points[triangles]
    faces = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    summed = np.zeros_like(points)
    for i in range(3):
        np.add.at(summed, triangles[:, i], faces)
    return summed / np.maximum(np.linalg.norm(summed, axis=1, keepdims=True), 1e-30)


def shoot(parts, camera: np.ndarray, pixel: float, margin: float = 0.002, finer: int = 2) -> Shot:
    """Photograph parts, each (points, triangles, colour), with square pixels of `pixel` [m], from `finer` samples along each edge."""
    fine = pixel / finer
    seen = [(points @ camera.T, normals(points, triangles) @ camera.T, triangles, colour) for points, triangles, colour in parts]
    low = np.min([p[:, :2].min(axis=0) for p, *_ in seen], axis=0) - margin
    high = np.max([p[:, :2].max(axis=0) for p, *_ in seen], axis=0) + margin
    columns, rows = (np.ceil((high - low) / pixel).astype(int)) * finer
    depth, facing, colours = np.full(rows * columns, -np.inf), np.zeros((rows * columns, 3)), np.zeros((rows * columns, 3))
    for points, normal, triangles, colour in seen:
        where, far, bent = _sprinkle(points, normal, triangles, fine)
        place = ((where - low) / fine).astype(int)
        index = place[:, 1] * columns + place[:, 0]
        seen_first = np.flatnonzero(far > depth[index])
        nearest_last = seen_first[np.argsort(far[seen_first], kind="stable")]  # of several at one place the last assignment stays
        index = index[nearest_last]
        depth[index], facing[index], colours[index] = far[nearest_last], bent[nearest_last], colour
    shape = (rows, columns)
    image = _shade(depth.reshape(shape), facing.reshape(*shape, 3), colours.reshape(*shape, 3), fine)
    image = image.reshape(rows // finer, finer, columns // finer, finer, 4).mean(axis=(1, 3))
    image[..., :3] /= np.maximum(image[..., 3:], 1e-9)
    extent = (low[0], low[0] + columns * fine, low[1], low[1] + rows * fine)
    return Shot(np.round(image[::-1], 3), tuple(float(edge) for edge in extent))


def _sprinkle(points: np.ndarray, normal: np.ndarray, triangles: np.ndarray, fine: float):
    """Points, depths and normals all over the triangles that face the camera, closer to each other than `fine`."""
    flat = points[triangles]
    across = flat[:, 1:, :2] - flat[:, :1, :2]
    triangles = triangles[across[:, 0, 0] * across[:, 1, 1] > across[:, 0, 1] * across[:, 1, 0]]
    corners, bent = points[triangles], normal[triangles]
    edge = np.linalg.norm(np.diff(corners[:, [0, 1, 2, 0], :2], axis=1), axis=2).max(axis=1)
    parts = np.ceil(edge / fine * 1.3).astype(int) + 1
    found = []
    for count in np.unique(np.ceil(parts / 4).astype(int) * 4):
        some = np.ceil(parts / 4).astype(int) * 4 == count
        i, j = np.mgrid[0 : count + 1, 0 : count + 1]
        inside = i + j <= count
        weight = np.stack([i[inside], j[inside], count - i[inside] - j[inside]], axis=1) / count
        spots = np.einsum("ka,tab->tkb", weight, corners[some]).reshape(-1, 3)
        found.append((spots, np.einsum("ka,tab->tkb", weight, bent[some]).reshape(-1, 3)))
    spots, bent = (np.concatenate(arrays) for arrays in zip(*found))
    return spots[:, :2], spots[:, 2], bent


def _shade(depth: np.ndarray, facing: np.ndarray, colours: np.ndarray, fine: float) -> np.ndarray:
    """Colour and opacity of each sample: light, openness, and a dark line where the depth jumps."""
    there = np.isfinite(depth)
    flat = np.where(there, depth, depth[there].min())
    facing = facing / np.maximum(np.linalg.norm(facing, axis=2, keepdims=True), 1e-9)
    light = 0.42 + 0.5 * np.clip(facing @ (LIGHT / np.linalg.norm(LIGHT)), 0, 1) + 0.14 * np.clip(facing[..., 2], 0, 1)
    closed = np.zeros_like(flat)
    for reach in (0.002, 0.006):
        blurred = gaussian_filter(flat, reach / fine)
        closed += np.clip((blurred - flat) / (1.6 * reach), 0, 1)
    jump = np.clip((maximum_filter(flat, size=3) - flat - 0.0012) / 0.003, 0, 1)
    tone = light * (1 - 0.42 * np.clip(closed, 0, 1)) * (1 - 0.45 * jump)
    rgb = np.clip(colours * tone[..., None], 0, 1)
    return np.dstack([rgb * there[..., None], there.astype(float)])
