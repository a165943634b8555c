"""The ligaments of the standing spine as closed sheets and cords, between the bones they hold. Frame of the whole spine, metres.

Measured are the widths of the longitudinal ligaments of the neck [panjabi1991c] and of the rear one over the discs of the lower back
[lee2018], and how thick its yellow ligaments are [khasawneh2023]; all else is drawn after general anatomy: schematic. Where they are
attached to a bone is found on its surface.
"""

from collections.abc import Sequence

import numpy as np

from crepitus.models import spine
from crepitus.models.alignment import COLUMN, layout
from crepitus.models.body import Body
from crepitus.models.dimensions import LEVELS, require_level, vertebra
from crepitus.models.strands import Strand, mirrored, smooth, tube
from explorables.arrays import Array

FRONT = {"C": 0.0075, "T": 0.0135, "L": 0.022}  # m: width of the one in front
REAR = {"C": (0.0075, 0.0075), "T": (0.006, 0.012), "L": (0.006, 0.018)}  # m: of the rear one, over a body and over a disc
YELLOW = {"C": (0.005, 0.002), "T": (0.007, 0.0025), "L": (0.009, 0.0035)}  # m: how far from the middle each half reaches, how thick it is
BODIES = LEVELS[1:]


def sheet(grid: Array, thick: float, along: Array) -> Strand:
    """A sheet of a thickness [m] through a grid (n, m, 3) of points [m], closed at its border; `along` (n, m) says where each moves."""
    rows, columns = grid.shape[:2]
    normal = np.cross(np.gradient(grid, axis=0), np.gradient(grid, axis=1))
    normal /= np.maximum(np.sqrt((normal**2).sum(axis=2, keepdims=True)), 1e-12)
    sides = [(grid + sign * thick / 2 * normal).reshape(-1, 3) for sign in (1, -1)]
    index = np.arange(rows * columns).reshape(rows, columns)
    a, b, c, d = (part.ravel() for part in (index[:-1, :-1], index[1:, :-1], index[1:, 1:], index[:-1, 1:]))
    face = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
    border = np.concatenate([index[0, ::-1], index[1:, 0], index[-1, 1:], index[-2:0:-1, -1]])
    onward = np.roll(border, -1)
    other = rows * columns
    rim = np.concatenate([np.stack([onward, border, border + other], 1), np.stack([onward, border + other, onward + other], 1)])
    faces = np.concatenate([face, face[:, ::-1] + other, rim])
    made = Strand(np.concatenate(sides), faces, np.tile(along.ravel(), 2))
    return made if volume(made) > 0 else Strand(made.vertices, made.faces[:, ::-1], made.along)


def volume(made: Strand) -> float:
    """What a closed surface holds [m³]; below zero where it faces inward."""
    a, b, c = (made.vertices[made.faces[:, i]] for i in range(3))
    return float((np.cross(a, b) * c).sum() / 6)


def _at(level: str) -> float:
    return float(COLUMN.index(level))


def _wall(level: str, t: float, z: Array, front: bool, off: float) -> Array:
    """Points (n, 3) of the spine's frame before a body's wall or behind it: at its rim above (`t` 0), its waist (0.5), its rim below."""
    body = Body.of(vertebra(level))
    ends = []
    for rim in (0.0, 1.0):
        turn = np.linspace(-1.3, 1.3, 81) + (0 if front else np.pi)
        line = body.outline(turn, 1.0, rim)
        order = np.argsort(line[:, 1])
        x = np.interp(z * 1e3, line[order, 1], line[order, 0])
        height = np.zeros_like(x) if rim == 0 else body.floor(x)
        ends.append(np.stack([x, height, z * 1e3], axis=1))
    found = (1 - t) * ends[0] + t * ends[1]
    if t not in (0.0, 1.0):
        found[:, 0] += -0.7 * body.character.waist * max(body.deep) if front else 5.0 * body.character.waist
    return layout()[level].apply((found + np.array([off * 1e3 * (1 if front else -1), 0, 0])) / 1e3)


def front_band() -> Strand:
    """The anterior longitudinal ligament, from the axis to the sacrum."""
    rows, along = [], []
    for level in BODIES:
        for t in (0.0, 0.5, 1.0) if level != "C2" else (0.5, 1.0):
            wide = FRONT[level[0]] * (0.85 if t == 0.5 else 1)
            rows.append(_wall(level, t, np.linspace(-0.5, 0.5, 7) * wide, True, 0.001))
            along.append(_at(level))
    rows.append(layout()["sacrum"].apply([[0.0335, -0.001, z] for z in np.linspace(-0.5, 0.5, 7) * FRONT["L"]]))
    rows.append(layout()["sacrum"].apply([[0.0325, -0.012, z] for z in np.linspace(-0.5, 0.5, 7) * 0.015]))
    along += [_at("sacrum")] * 2
    return sheet(np.array(rows), 0.0018, np.repeat(np.array(along)[:, None], 7, axis=1))


def rear_band() -> Strand:
    """The posterior longitudinal ligament, narrow over bodies and wide over discs."""
    rows, along = [], []
    for level in BODIES:
        for t in (0.0, 0.5, 1.0) if level != "C2" else (0.5, 1.0):
            wide = REAR[level[0]][0 if t == 0.5 else 1]
            rows.append(_wall(level, t, np.linspace(-0.5, 0.5, 7) * wide, False, 0.0009))
            along.append(_at(level))
    rows.append(layout()["sacrum"].apply([[-0.001, -0.0005, z] for z in np.linspace(-0.5, 0.5, 7) * 0.018]))
    along.append(_at("sacrum"))
    return sheet(np.array(rows), 0.0012, np.repeat(np.array(along)[:, None], 7, axis=1))


def smoothed(at: Array, values: Array, degree: int) -> Array:
    """Values (n, 3) at places `at` (n,) by a polynomial through them, so that no bump of a bone's surface is seen."""
    return np.stack([np.polyval(np.polyfit(at, column, degree), at) for column in values.T], axis=1)


def _margin(level: str, z: float, lower: bool, near: float = 0.0016) -> Array:
    """A point (3,) of the spine's frame on the lower or the upper margin of a bone's arch, `z` [m] beside the middle."""
    points = spine.mesh(level)[0]
    deep = vertebra(level).canal_depth or (0.014 if level == "sacrum" else 0.018)
    arch = points[(np.abs(points[:, 2] - z) < near) & (points[:, 0] < -0.55 * deep) & (points[:, 0] > -deep - 0.009)]
    if level == "sacrum":
        arch = points[(np.abs(points[:, 2] - z) < 0.003) & (points[:, 0] < -0.013) & (points[:, 1] > -0.034) & (points[:, 1] < -0.012)]
    return layout()[level].apply(arch[[arch[:, 1].argmin() if lower else arch[:, 1].argmax()]])[0]


def yellow(level: str) -> Strand:
    """The ligamentum flavum between the arches of a bone, "C2" to "L5", and of the one below: two halves."""
    require_level(level, BODIES)
    below, (reach, thick) = COLUMN[COLUMN.index(level) + 1], YELLOW[level[0]]
    rows = []
    for z in np.linspace(0.1, 1.0, 5) * reach:
        top, low = _margin(level, z, True), _margin(below, z, False)
        up = (top - low) / np.sqrt((top - low) @ (top - low))
        rows.append([top + 0.003 * up + [0.001, 0, 0], (top + low) / 2 + [0.001, 0, 0], low - 0.001 * up])
    grid, side = np.array(rows), np.linspace(0.1, 1.0, 5) * reach
    for column in range(3):
        grid[:, column] = smoothed(side, grid[:, column], 1)
    grid[:, :, 2] = side[:, None]
    half = sheet(grid, thick, np.tile(_at(level) + np.array([0, 0.5, 1.0]), (5, 1)))
    return half + mirrored(half)


def _ridge(level: str, lower: bool, count: int) -> Array:
    """Points (count, 3) of the spine's frame along the lower or the upper edge of a spinous process, from its root to its tip."""
    points = spine.mesh(level)[0]
    deep = vertebra(level).canal_depth or 0.014
    keel = points[(np.abs(points[:, 2]) < 0.0025) & (points[:, 0] < -deep - (0.009 if level[0] == "L" else 0.004))]
    if level == "sacrum":
        keel = points[(np.abs(points[:, 2]) < 0.003) & (points[:, 0] < -0.02) & (points[:, 1] > -0.035)]
    back = np.linspace(keel[:, 0].max(), keel[:, 0].min() + 0.003, count)
    chosen = []
    for x in back:
        near = keel[np.abs(keel[:, 0] - x) < 0.003]
        chosen.append([x, (near[:, 1].min() if lower else near[:, 1].max()), 0.0])
    return layout()[level].apply(smoothed(np.arange(float(count)), np.array(chosen), 2))


def between_spines(level: str) -> Strand:
    """The interspinous ligament between a bone's spinous process, "C2" to "L5", and the next."""
    require_level(level, BODIES)
    below = COLUMN[COLUMN.index(level) + 1]
    top, low = _ridge(level, True, 6), _ridge(below, False, 6)
    grid = np.stack([top + 0.1 * (top - low), (top + low) / 2, low - 0.1 * (top - low)])
    grid[:, :, 2] = 0
    return sheet(grid, 0.0025 if level[0] == "L" else 0.0015, np.repeat(_at(level) + np.array([[0], [0.5], [1.0]]), 6, axis=1))


def tips(levels: Sequence[str]) -> Array:
    """The rearmost points (n, 3) of the spinous processes [m]."""
    found = []
    for level in levels:
        points = spine.mesh(level)[0]
        middle = points[np.abs(points[:, 2]) < 0.004]
        found.append(layout()[level].apply(middle[[middle[:, 0].argmin()]])[0] * [1, 1, 0])
    return np.array(found)


def over_spines() -> Strand:
    """The supraspinous ligament, from C7 to L4."""
    levels = LEVELS[6:23]
    points, along = smooth(tips(levels) - [0.0012, 0, 0], np.array([_at(level) for level in levels]), 60)
    return tube(points, np.full(60, 0.0032), np.full(60, 0.0018), along, around=8)


def nape() -> Strand:
    """The nuchal ligament: a sheet from the back of the skull and the spinous processes of the neck to its cord."""
    levels = LEVELS[:7]
    inner = tips(levels)
    skull = layout()["C1"].apply([[-0.062, 0.028, 0.0]])[0]
    inner = np.concatenate([[skull + np.array([0.02, -0.002, 0])], inner])
    share = np.linspace(0, 1, len(inner))[:, None]
    outer = (1 - share) * skull + share * (inner[-1] - [0.002, 0, 0]) + np.sin(np.pi * share) * [0.004, 0, 0]
    outer[:, 0] = np.minimum(outer[:, 0], inner[:, 0] - 0.003)
    grid = np.stack([inner, (inner + outer) / 2, outer])
    along = np.tile([0.0, *map(_at, levels)], (3, 1))
    return sheet(grid, 0.002, along)


def between_sides(level: str) -> Strand:
    """The intertransverse ligaments between the transverse processes of a bone, "T1" to "L4", and the next, on both sides."""
    require_level(level, LEVELS[7:23])
    below = COLUMN[COLUMN.index(level) + 1]
    out = min(vertebra(level).si("transverse_span"), vertebra(below).si("transverse_span")) / 2
    rows = []
    for share in (0.68, 0.76, 0.84, 0.92):
        ends = []
        for name, lower in ((level, True), (below, False)):
            points = spine.mesh(name)[0]
            near = points[(np.abs(points[:, 2] - share * out) < 0.0025) & (points[:, 0] < -0.002)]
            ends.append(layout()[name].apply(near[[near[:, 1].argmin() if lower else near[:, 1].argmax()]])[0])
        rows.append([ends[0], (ends[0] + ends[1]) / 2, ends[1]])
    one = sheet(np.array(rows), 0.0012, np.tile(_at(level) + np.array([0, 0.5, 1.0]), (4, 1)))
    return one + mirrored(one)
