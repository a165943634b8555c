"""A film of fluid between two surfaces that part, seen in section.

Its pressure is that of `joint.film_pressure`: thin, Newtonian, no slip, inertia neglected. [reynolds1886]
"""

from dataclasses import dataclass

import numpy as np

from crepitus.models.joint import CURVATURE, film_pressure
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
