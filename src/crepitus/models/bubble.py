"""A spherical bubble that grows, rings and collapses in a liquid.

Assumes one sphere far from any wall, gas that obeys a polytropic law and, if told so, loses the heat of its squeezing at one rate,
vapour at constant pressure, no flow of gas through the surface and a Newtonian liquid. A joint is none of these things: its gap is
thinner than the bubbles it makes.
[rayleigh1917] [plesset1949] [minnaert1933] [keller1980]
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import scipy

from crepitus.models import require_not_negative, require_positive
from explorables.arrays import Array
from explorables.registry import number

RAYLEIGH_FACTOR = math.sqrt(math.pi / 6) * math.gamma(5 / 6) / math.gamma(4 / 3)  # 0.9147, the collapse time of R sqrt(density / pressure)
FARTHEST = 50.0  # of the logarithm of the radius: a trial step that overshoots is refused by the solver, not by an overflow
SUBSTEPS = 3  # points kept within a step, where a quintic is as good as the step
MOST_STEPS = 100_000


@dataclass(frozen=True)
class Liquid:
    """A liquid; SI. A `sound_speed` of infinity makes it incompressible."""

    density: float
    sound_speed: float = math.inf
    viscosity: float = 0.0
    surface_tension: float = 0.0
    vapour_pressure: float = 0.0

    def __post_init__(self) -> None:
        require_positive(density=self.density, sound_speed=self.sound_speed)
        require_not_negative(viscosity=self.viscosity, surface_tension=self.surface_tension, vapour_pressure=self.vapour_pressure)


@dataclass(frozen=True)
class Bubble:
    """A bubble at the start, at rest; SI. Its gas is compressed with the exponent `polytropic` (1 isothermal, 1.4 adiabatic air).

    Within `cooling_time` it has given all but 1/e of the warmth that this brings to the liquid; infinity keeps it all.
    """

    radius: float
    gas_pressure: float
    polytropic: float = 1.4
    cooling_time: float = math.inf

    def __post_init__(self) -> None:
        require_positive(radius=self.radius, cooling_time=self.cooling_time)
        require_not_negative(gas_pressure=self.gas_pressure)
        if not 1 <= self.polytropic <= 5 / 3:
            raise ValueError(f"polytropic = {self.polytropic}; allowed: 1 (isothermal) to 5/3 (adiabatic, one atom)")


@dataclass(frozen=True)
class Trajectory:
    """A bubble's life: arrays of one length; time [s], radius [m], velocity of the wall [m/s], gas pressure [Pa]."""

    time: Array
    radius: Array
    velocity: Array
    gas_pressure: Array

    @property
    def volume(self) -> Array:
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


# [keller1980] in its usual pressure form. The radius is followed as its logarithm: one tolerance serves all sizes, and no
# trial step can make it negative. The far pressure is taken at t, not at t + R/c: R/c is a microsecond for a millimetre.
def oscillate(bubble: Bubble, liquid: Liquid, pressure: float | Callable[[float], float], span: float) -> Trajectory:
    """Follow a bubble, starting at rest, for `span` seconds while the pressure far away is `pressure`.

    (1 - V/c) R V' + 3/2 (1 - V/3c) V² = (1 + V/c) (p_wall - pressure) / density + R p_wall' / (density c), V = R', with
    p_wall = p_gas + p_vapour - 2 tension / R - 4 viscosity V / R and p_gas = gas_pressure (R0 / R)^(3 polytropic) e^s. As the gas gives
    its warmth to the liquid, s' = (p_isothermal / p_gas - 1) / cooling_time: its pressure goes to that of Boyle's law.
    Keller-Miksis; with an infinite sound speed exactly Rayleigh-Plesset. `pressure` is a number [Pa] or a function of time [s]
    that gives one. The result holds the solver's own steps, points between them, and every extreme of the radius.
    Raises ValueError for a span that is not above zero or a collapse the model cannot follow. [keller1980] [plesset1949]
    """
    require_positive(span=span)
    c, rho, mu, sigma, p_v = liquid.sound_speed, liquid.density, liquid.viscosity, liquid.surface_tension, liquid.vapour_pressure
    r0, p_g0, kappa3, cooling = bubble.radius, bubble.gas_pressure, 3 * bubble.polytropic, bubble.cooling_time
    cools = cooling < math.inf  # else there is nothing to follow, and the solver's steps are those of the two

    def slope(t: float, state: Sequence[float]) -> list[float]:
        log_x, v = min(max(float(state[0]), -FARTHEST), FARTHEST), float(state[1])  # plain floats: half the time of NumPy's
        r, m, s = r0 * math.exp(log_x), v / c, float(state[2]) if cools else 0.0
        p_gas = p_g0 * math.exp(s - kappa3 * log_x)
        ds = (math.exp(min((kappa3 - 3) * log_x - s, FARTHEST)) - 1) / cooling
        p_wall = p_gas + p_v - 2 * sigma / r - 4 * mu * v / r
        dp_wall = (-kappa3 * p_gas + 2 * sigma / r + 4 * mu * v / r) * v / r + p_gas * ds
        far = pressure(t) if callable(pressure) else pressure
        force = (1 + m) * (p_wall - far) / rho + r * dp_wall / (rho * c) - 1.5 * v * v * (1 - m / 3)
        return [v / r, force / ((1 - m) * r + 4 * mu / (rho * c)), ds][: len(state)]

    solver, steps = scipy.integrate.ode(slope), []  # compiled: a collapse takes 13 ms, by `solve_ivp` 40, and explorers run hundreds
    solver.set_integrator("dop853", rtol=1e-9, atol=1e-12, nsteps=MOST_STEPS, max_step=longest_step(bubble, liquid))
    solver.set_solout(lambda t, state: steps.append((t, *state)))
    solver.set_initial_value((0.0,) * (2 + cools), 0.0).integrate(span)
    if not solver.successful():
        raise ValueError(f"the collapse cannot be followed beyond {steps[-1][0]:.3g} s of span = {span} s")
    nodes, log_x, _, *lost = np.array(steps).T
    growth, acceleration, *_ = np.array([slope(t, state) for t, *state in steps]).T
    log_radius = through(nodes, log_x, growth, acceleration / (r0 * np.exp(log_x)) - growth**2)
    between = np.linspace(nodes[:-1], nodes[1:], SUBSTEPS, endpoint=False).ravel()
    time = np.unique(np.concatenate([between, log_radius.derivative().roots(extrapolate=False), [span]]))
    radius = r0 * np.exp(log_radius(time))
    cooled = np.exp(np.interp(time, nodes, lost[0])) if cools else 1.0  # warmth is lost slowly, against the steps
    return Trajectory(time, radius, radius * log_radius(time, 1), p_g0 * (radius / r0) ** -kappa3 * cooled)


def longest_step(bubble: Bubble, liquid: Liquid) -> float:
    """How long a step of the solver may be [s]; zero means as long as it likes.

    Once the ringing has died away, steps as long as slow cooling would allow swing up: the stepper calls that stiff and gives up, on
    one machine earlier than on another. So no step is longer than a radian of the gas's own ringing at the start.
    """
    if bubble.cooling_time == math.inf or not bubble.gas_pressure:
        return 0.0
    return bubble.radius * math.sqrt(liquid.density / (3 * bubble.polytropic * bubble.gas_pressure))


def through(nodes: Array, value: Array, slope: Array, curvature: Array) -> "scipy.interpolate.PPoly":
    """The piecewise quintic with given values and two derivatives at the nodes, all of shape (n,).

    `BPoly.from_derivatives` makes the same one interval by interval, in a time that would double that of a collapse.
    """
    h = np.diff(nodes)
    v0, v1, s0, s1, c0, c1 = value[:-1], value[1:], slope[:-1] * h, slope[1:] * h, curvature[:-1] * h**2 / 2, curvature[1:] * h**2 / 2
    jump = v1 - v0
    scaled = (
        6 * jump - 3 * (s0 + s1) - c0 + c1,
        -15 * jump + 8 * s0 + 7 * s1 + 3 * c0 - 2 * c1,
        10 * jump - 6 * s0 - 4 * s1 - 3 * c0 + c1,
        c0,
        s0,
        v0,
    )
    return scipy.interpolate.PPoly(np.array([part / h**power for part, power in zip(scaled, range(5, -1, -1))]), nodes)
