"""A film of fluid that a force squeezes out from between two surfaces: thin, Newtonian, no slip, inertia neglected. [reynolds1886]"""

from dataclasses import dataclass

import numpy as np

from crepitus.models import require_positive
from crepitus.models.joint import CURVATURE, closing_time
from explorables.arrays import Array


@dataclass(frozen=True)
class ClosingFilm:
    """A film that a `force` [N] has squeezed from a `gap` to what is `closed` [m]; it took a `time` [s].

    `columns` are the distances from the centre [m] at which fluid stands now that stood evenly spread in the beginning.
    """

    gap: float
    closed: float
    force: float
    viscosity: float
    time: float
    columns: Array


def squeezed(gap: float, closed: float, force: float, viscosity: float, reach: float, columns: int = 10) -> ClosingFilm:
    """A film between a flat and a surface of CURVATURE, squeezed; `columns` of fluid are followed, the farthest first at `reach` [m].

    Errors as in `closing_time`.
    """
    first = np.linspace(0, reach, columns + 1)[1:]
    return ClosingFilm(
        gap, closed, force, viscosity, float(closing_time(gap, closed, force, viscosity, CURVATURE)), carried(first, gap, closed)
    )


def carried(radius: Array, gap: float, closed: float) -> Array:
    """Where fluid that stood at a `radius` [m] in a film of this `gap` stands when it has `closed` [m]: what is within it stays as much.

    The fluid within r is pi (gap r² + r^4 / 4R). ValueError unless both gaps are above zero.
    """
    require_positive(gap=gap, closed=closed)
    rise = radius**2 / (2 * CURVATURE)  # of the round surface
    return np.sqrt(2 * CURVATURE * (np.sqrt(closed**2 + 2 * gap * rise + rise**2) - closed))
