"""Bodies as outlines: which of them an eye sees at each point, and the borders of what it sees."""

import numpy as np
from contourpy import contour_generator
from matplotlib.path import Path
from scipy.ndimage import gaussian_filter
from skimage.measure import approximate_polygon

PIXEL = 7e-4  # m
LIGHT = np.array([-0.4, 0.6, 0.7])


def seen(parts, view: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What an eye sees: the lower left corner (2,) [m], and for each pixel which part is nearest (-1: none) and its light, -1 to 1."""
    corners = np.concatenate([(part.vertices @ view.T)[part.faces] for part in parts])
    owner = np.repeat(np.arange(len(parts)), [len(part.faces) for part in parts])
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    towards = normal[:, 2] > 0
    corners, owner, normal = corners[towards], owner[towards], normal[towards]
    light = normal @ LIGHT / np.sqrt((normal**2).sum(axis=1))
    spots, of = sprinkled(corners)
    low = spots[:, :2].min(axis=0) - 3 * PIXEL
    place = np.round((spots[:, :2] - low) / PIXEL).astype(int)
    shape = place.max(axis=0) + 4
    index = place[:, 0] * shape[1] + place[:, 1]
    near = np.full(shape.prod(), -1)
    np.maximum.at(near, index, (np.round((spots[:, 2] + 1) / 1e-6).astype(int) << 22) + of)  # depth first, then which triangle
    there, nearest = near >= 0, near & (1 << 22) - 1
    which, shade = np.where(there, owner[nearest * there], -1), np.where(there, light[nearest * there], 1.0)
    return low, which.reshape(shape).T, shade.reshape(shape).T


def sprinkled(corners: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Points (n, 3) all over triangles (m, 3, 3), closer to each other than a pixel, and the triangle (n,) of each."""
    edge = np.sqrt((np.diff(corners[:, [0, 1, 2, 0], :2], axis=1) ** 2).sum(axis=2)).max(axis=1)
    steps = 2 * np.ceil(0.6 * edge / PIXEL).astype(int) + 1
    spots, of = [], []
    for count in np.unique(steps):
        some = np.flatnonzero(steps == count)
        i, j = np.mgrid[: count + 1, : count + 1]
        weights = np.stack([i, j, count - i - j], axis=-1)[i + j <= count] / count
        spots.append((weights @ corners[some]).reshape(-1, 3))
        of.append(np.repeat(some, len(weights)))
    return np.concatenate(spots), np.concatenate(of)


def outline(mask: np.ndarray, low: np.ndarray) -> Path:
    """The border of a region of pixels, smoothed by the width of one, in as few points as show it."""
    lines = contour_generator(z=gaussian_filter(mask.astype(float), 0.8)).lines(0.5)
    lines = [approximate_polygon(line, 0.25) for line in lines if np.ptp(line, axis=0).min() > 3]
    return joined([Path(low + PIXEL * line, closed=True) for line in lines])


def joined(paths: list[Path]) -> Path:
    """Several borders as one."""
    paths = [path for path in paths if len(path)]
    return Path.make_compound_path(*paths) if paths else Path(np.zeros((0, 2)))
