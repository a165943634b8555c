"""A spherical bubble that grows, rings and collapses in a liquid.

Assumes one sphere far from any wall, gas that obeys a polytropic law, vapour at constant pressure, no flow of gas through the
surface and a Newtonian liquid. A joint is none of these things: its gap is thinner than the bubbles it makes.
[rayleigh1917] [plesset1949] [minnaert1933] [keller1980]
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.integrate import solve_ivp
from scipy.special import gamma

from crepitus.models import require_positive
from crepitus.sources import number

RAYLEIGH_FACTOR = math.sqrt(math.pi / 6) * gamma(5 / 6) / gamma(4 / 3)  # 0.9147, the collapse time of R sqrt(density / pressure)
FARTHEST = 50.0  # of the logarithm of the radius: a trial step that overshoots is refused by the solver, not by an overflow
SUBSTEPS = 4  # points kept within a solver step: its dense output is as accurate as the step itself


@dataclass(frozen=True)
class Liquid:
    """A liquid; SI. A `sound_speed` of infinity makes it incompressible."""

    density: float
    sound_speed: float = math.inf
    viscosity: float = 0.0
    surface_tension: float = 0.0
    vapour_pressure: float = 0.0

    def __post_init__(self):
        require_positive(density=self.density, sound_speed=self.sound_speed)
        require_positive(True, viscosity=self.viscosity, surface_tension=self.surface_tension, vapour_pressure=self.vapour_pressure)


@dataclass(frozen=True)
class Bubble:
    """A bubble at the start, at rest; SI. Its gas is compressed with the exponent `polytropic` (1 isothermal, 1.4 adiabatic air)."""

    radius: float
    gas_pressure: float
    polytropic: float = 1.4

    def __post_init__(self):
        require_positive(radius=self.radius)
        require_positive(True, gas_pressure=self.gas_pressure)
        if not 1 <= self.polytropic <= 5 / 3:
            raise ValueError(f"polytropic = {self.polytropic}; allowed: 1 (isothermal) to 5/3 (adiabatic, one atom)")


@dataclass(frozen=True)
class Trajectory:
    """A bubble's life: arrays of one length; time [s], radius [m], velocity of the wall [m/s], gas pressure [Pa]."""

    time: np.ndarray
    radius: np.ndarray
    velocity: np.ndarray
    gas_pressure: np.ndarray

    @property
    def volume(self) -> np.ndarray:
        """Volume [m³]."""
        return 4 / 3 * np.pi * self.radius**3


SYNOVIAL_FLUID = Liquid(
    density=number("synovial_density").si,
    sound_speed=number("synovial_sound_speed").si,
    viscosity=number("synovial_viscosity").si,
    surface_tension=number("synovial_surface_tension").si,
    vapour_pressure=number("water_vapour_pressure").si,
)


def collapse_time(radius: float, overpressure: float, density: float) -> float:
    """Time an empty cavity takes to collapse [s]: 0.9147 R sqrt(density / overpressure).

    `radius` [m], `overpressure` of the liquid above the cavity [Pa], `density` of the liquid [kg/m³], all above zero, else
    ValueError. [rayleigh1917]
    """
    require_positive(radius=radius, overpressure=overpressure, density=density)
    return RAYLEIGH_FACTOR * radius * math.sqrt(density / overpressure)


def ring_frequency(radius: float, pressure: float, density: float, polytropic: float = 1.4) -> float:
    """Frequency at which a gas bubble rings [Hz]: sqrt(3 polytropic pressure / density) / (2 pi radius).

    `radius` [m], `pressure` of liquid and gas at rest [Pa], `density` of the liquid [kg/m³], all above zero, else ValueError.
    Surface tension is left out: it matters below a tenth of a millimetre. [minnaert1933]
    """
    require_positive(radius=radius, pressure=pressure, density=density, polytropic=polytropic)
    return math.sqrt(3 * polytropic * pressure / density) / (2 * math.pi * radius)


def oscillate(bubble: Bubble, liquid: Liquid, pressure: float | Callable, span: float) -> Trajectory:
    """Follow a bubble, starting at rest, for `span` seconds while the pressure far away is `pressure`.

    Keller-Miksis; with an infinite sound speed exactly Rayleigh-Plesset. `pressure` is a number [Pa] or a function of time [s]
    that gives one. The result holds the solver's own steps, points between them, and every extreme of the radius.
    Raises ValueError for a span that is not above zero or a collapse the model cannot follow. [keller1980] [plesset1949]
    """
    require_positive(span=span)
    far = pressure if callable(pressure) else lambda _: pressure
    c, rho, mu, sigma, p_v = liquid.sound_speed, liquid.density, liquid.viscosity, liquid.surface_tension, liquid.vapour_pressure
    r0, p_g0, kappa3 = bubble.radius, bubble.gas_pressure, 3 * bubble.polytropic

    def slope(t, state):
        # [keller1980] in its usual pressure form. The radius is followed as its logarithm: one tolerance serves all sizes, and no
        # trial step can make it negative. The far pressure is taken at t, not at t + R/c: R/c is a microsecond for a millimetre.
        log_x, v = min(max(state[0], -FARTHEST), FARTHEST), state[1]
        r, m = r0 * math.exp(log_x), v / c
        p_gas = p_g0 * math.exp(-kappa3 * log_x)
        p_wall = p_gas + p_v - 2 * sigma / r - 4 * mu * v / r
        dp_wall = (-kappa3 * p_gas + 2 * sigma / r + 4 * mu * v / r) * v / r
        force = (1 + m) * (p_wall - far(t)) / rho + r * dp_wall / (rho * c) - 1.5 * v * v * (1 - m / 3)
        return v / r, force / ((1 - m) * r + 4 * mu / (rho * c))

    def turns(_, state):
        return state[1]

    solution = solve_ivp(slope, (0, span), (0.0, 0.0), "DOP853", rtol=1e-7, atol=1e-10, dense_output=True, events=turns)
    if not solution.success:
        raise ValueError(f"the collapse cannot be followed beyond {solution.t[-1]:.3g} s of span = {span} s: {solution.message}")
    between = np.linspace(solution.t[:-1], solution.t[1:], SUBSTEPS, endpoint=False).ravel()
    time = np.unique(np.concatenate([between, solution.t_events[0], [span]]))
    log_x, v = solution.sol(time)
    return Trajectory(time, r0 * np.exp(log_x), v, p_g0 * np.exp(-kappa3 * log_x))
