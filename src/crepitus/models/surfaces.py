"""Closed surfaces of triangles: whether they are closed, how many holes go through them, and the same in fewer triangles."""

from itertools import product

import numpy as np
from numpy.typing import NDArray

from explorables.arrays import Indices


def simplified(points: NDArray[np.float32], triangles: NDArray[np.int32], faces: int) -> tuple[NDArray[np.float32], Indices]:
    """The same surface with about `faces` triangles, the fewest of those tried that keep it closed and keep its holes.

    `points` (n, 3), `triangles` (m, 3). ValueError where none does.
    """
    import fast_simplification  # only who builds a surface needs it

    holes = characteristic(triangles)
    for share, haste in product((1.0, 1.1, 1.25, 1.5), (7, 6, 5, 8, 4)):
        found, kept = fast_simplification.simplify(points, triangles, target_count=int(share * faces), agg=haste)
        if closed(kept) and characteristic(kept) == holes and len(kept) < 1.6 * faces:
            used, kept = np.unique(kept, return_inverse=True)
            return found[used], kept.reshape(-1, 3)
    raise ValueError(f"{len(triangles)} triangles cannot be simplified to {faces}; allowed: a surface without touching sheets")


def characteristic(triangles: NDArray[np.integer]) -> int:
    """Euler's characteristic of a closed surface with `triangles` (m, 3): corners less edges plus triangles, 2 less twice its holes."""
    return len(np.unique(triangles)) - len(triangles) // 2


def closed(triangles: NDArray[np.integer]) -> bool:
    """Whether every edge belongs to two of the `triangles` (m, 3), which run along it in opposite directions."""
    edges = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]]).astype(np.int64)
    ahead, back = (edges @ [1 << 32, 1] for edges in (edges, edges[:, ::-1]))
    return len(np.unique(ahead)) == len(ahead) and np.array_equal(np.sort(ahead), np.sort(back))
