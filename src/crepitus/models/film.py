"""A film of fluid between two surfaces that part or close, seen in section.

Its pressure is that of `joint.film_pressure`: thin, Newtonian, no slip, inertia neglected. [reynolds1886]
"""

from dataclasses import dataclass

import numpy as np

from crepitus.models import require_positive
from crepitus.models.joint import CURVATURE, closing_time, film_pressure
from explorables.arrays import Array


@dataclass(frozen=True)
class Film:
    """An opening film: its numbers (SI), and the `pressure` above the surroundings [Pa] at each `radius` from the centre [m]."""

    gap: float
    opening_speed: float
    viscosity: float
    curvature_radius: float
    radius: Array
    pressure: Array

    @property
    def drop(self) -> float:
        """How far the centre is below the surroundings [Pa]."""
        return -float(film_pressure(self.gap, self.opening_speed, self.viscosity, self.curvature_radius))


def film(gap: float, opening_speed: float, viscosity: float, curvature_radius: float = CURVATURE, reach: float = 5e-3) -> Film:
    """`film_pressure` across the film, from -`reach` to `reach` [m]; arrays of shape (81,). Errors as there."""
    radius = np.linspace(-1, 1, 81) ** 3 * reach  # denser at the centre, where a thin film has its whole dip
    pressure = film_pressure(gap, opening_speed, viscosity, curvature_radius, radius)
    return Film(gap, opening_speed, viscosity, curvature_radius, radius, np.asarray(pressure))


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
