"""What a level cut through closed surfaces shows, as a scanner does: nothing but geometry."""

from collections import defaultdict

import numpy as np

from explorables.arrays import Array, Indices


def cut(vertices: Array, faces: Indices, height: float) -> list[Array]:
    """The closed lines (n, 2) [m], right and forward, in which a level at `height` [m] cuts a surface `vertices` (n, 3), `faces` (m, 3).

    An edge of the surface that crosses the level gives one point; each face that does joins two of them.
    """
    above = vertices[:, 1] > height
    crossing = faces[above[faces].any(axis=1) & ~above[faces].all(axis=1)]
    joins: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for face in crossing.tolist():
        pairs = ((face[0], face[1]), (face[1], face[2]), (face[2], face[0]))
        one, other = (min(pair) * len(vertices) + max(pair) for pair in pairs if above[pair[0]] != above[pair[1]])
        for edge, next_edge in ((one, other), (other, one)):
            joins[divmod(edge, len(vertices))].append(divmod(next_edge, len(vertices)))
    lines = []
    while joins:
        line = [next(iter(joins))]
        while follow := [edge for edge in joins.pop(line[-1]) if edge in joins]:
            line.append(follow[0])
        lines.append(_places(vertices, np.array(line), height))
    return [line for line in lines if len(line) > 2]


def _places(vertices: Array, edges: Indices, height: float) -> Array:
    """Where edges (n, 2) between vertices cross a height: right and forward (n, 2) [m]."""
    low, high = vertices[edges[:, 0]], vertices[edges[:, 1]]
    share = (height - low[:, 1]) / (high[:, 1] - low[:, 1])
    return (low + share[:, None] * (high - low))[:, [2, 0]]


def area(line: Array) -> float:
    """What a closed line (n, 2) [m] holds [m²]."""
    x, y = line.T
    return float(abs(x @ np.roll(y, 1) - y @ np.roll(x, 1)) / 2)


def middle(line: Array) -> Array:
    """Right and forward (2,) of the middle of what a closed line (n, 2) holds [m]."""
    (x, y), (after_x, after_y) = line.T, np.roll(line, -1, axis=0).T
    weights = x * after_y - after_x * y
    return np.array([((x + after_x) * weights).sum(), ((y + after_y) * weights).sum()]) / (3 * weights.sum())
