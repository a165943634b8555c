"""A film of fluid between two round surfaces, one of which is lifted at a steady speed: its pressure, its tear, the ways of its fluid.

The film is that of `joint.film_pressure`: thin, Newtonian, no slip, inertia neglected [reynolds1886]. Lifting lets fluid in from all
around: through a ring of radius r flows what the opening surface asks for, slowest next to the surfaces (a parabola). Where the
pressure would fall below that of its vapour the fluid tears as the lift begins. From then on the tear holds vapour, the fluid that was
there clings to both surfaces, and none is made or lost: the tear is as thick as the lift is high, and its edge moves inwards as fluid
comes in. Lengths within the tear's equations: area r²/2R in units of the first gap g, lift in units of g; `ease` is the suction at
which the fluid tears as a share of what the centre would have without a tear, so that a film with less than 1 tears.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import scipy

from crepitus.models import require_not_negative
from crepitus.models.joint import ATMOSPHERE, CURVATURE, VAPOUR, film_pressure
from explorables.arrays import Array, Truths

TEARS = ATMOSPHERE - VAPOUR  # suction at which the fluid boils [Pa]; below that it is under tension
STARTS = tuple((r, s) for r in (0.7e-3, 1.5e-3, 2.4e-3, 3.4e-3, 4.5e-3, 5.7e-3) for s in (0.2, 0.5, 0.8))  # radius [m], share of height
HIGHEST = 3e-4  # m, of the lifts that are followed
STEPS = 240
CLOSED = 1e-6  # an area: a tear that is no larger counts as closed


@dataclass(frozen=True)
class Film:
    """A film whose upper surface has been lifted by `lift` from a first `gap`; SI.

    `pressure` above the surroundings [Pa] at each `radius` from the centre [m], and `untorn`, what it would be if the fluid could not
    tear; `torn` is the radius of the tear, zero where there is none; `marks` (two moments, n, 2) are radius and height above the lower
    surface's middle of bits of fluid, `ago` [m of lift] before and now.
    """

    gap: float
    opening_speed: float
    viscosity: float
    curvature_radius: float
    lift: float
    radius: Array
    pressure: Array
    untorn: Array
    torn: float
    marks: Array

    @property
    def drop(self) -> float:
        """How far the centre would fall below the surroundings as the lift begins, if the fluid could not tear [Pa]."""
        return -float(film_pressure(self.gap, self.opening_speed, self.viscosity, self.curvature_radius))

    @property
    def time(self) -> float:
        """Since the lift began [s]."""
        return self.lift / self.opening_speed

    @property
    def cavity_volume(self) -> float:
        """Of the tear [m³]: a disc as thick as the lift is high."""
        return float(np.pi * self.torn**2 * self.lift)


def film(
    gap: float,
    opening_speed: float,
    viscosity: float,
    lift: float = 0.0,
    curvature_radius: float = CURVATURE,
    reach: float = 4e-3,
    ago: float = 2e-5,
    points: int = 81,
) -> Film:
    """A lifted film at so many `points` from -`reach` to `reach` [m]. Errors as in `film_pressure`; a lift is not below zero."""
    require_not_negative(lift=lift)
    radius = np.linspace(-1, 1, points) ** 3 * reach  # denser at the centre, where a thin film has its whole dip
    untorn = np.asarray(film_pressure(gap + lift, opening_speed, viscosity, curvature_radius, radius))
    ease = TEARS / -float(film_pressure(gap, opening_speed, viscosity, curvature_radius))
    scale = 2 * curvature_radius * gap
    edge = float(edges(ease, np.array([lift / gap]))[0])
    pressure = untorn
    if edge:
        within = np.maximum(radius**2 / scale, edge)
        share = (0.5 / (1 + lift / gap + within) ** 2 + (inflow(edge, lift / gap, ease) - edge) * hindrance(within, 1 + lift / gap)) / 0.5
        pressure = -TEARS / ease * share
    way = ways(ease, gap, curvature_radius)
    marks = np.array([way.at(max(0, lift - ago)), way.at(lift)])
    return Film(gap, opening_speed, viscosity, curvature_radius, lift, radius, pressure, untorn, float(np.sqrt(scale * edge)), marks)


def hindrance(area: float | Array, gap: float) -> Array:
    """What pressure it takes to drive a steady inflow from far away to an `area`, where the gap is `gap` in the middle; no units.

    The integral of 1 / (x (gap + x)³) from `area` on.
    """
    return np.log1p(gap / area) / gap**3 - 1 / (gap**2 * (gap + area)) - 1 / (2 * gap * (gap + area) ** 2)


def inflow(edge: float, lift: float, ease: float) -> float:
    """What flows over the `edge` of a tear, more than the opening outside it asks for; no units.

    The pressure falls from the surroundings' to the vapour's across the film outside the tear.
    """
    resists = float(hindrance(edge, 1 + lift))
    return (ease / 2 - 0.5 / (1 + lift + edge) ** 2) / resists + edge


def edges(ease: float, lifts: Array) -> Array:
    """The edge of the tear as an area, at lifts that rise (n,): zero where there is no tear, or none any more. No units.

    At the first moment the tear is just so wide that nothing flows into it; then its edge comes in as fluid fills it.
    """
    life = closing(ease)
    if life is None:
        return np.zeros_like(lifts)
    found = np.interp(np.log(np.maximum(lifts, 1e-12)), life[0], life[1], right=0)
    return np.where(found > CLOSED, found, 0.0)


def closes(_: float, edge: Array) -> float:
    """Zero where a tear counts as closed."""
    return float(edge[0]) - CLOSED


closes.terminal = True  # type: ignore[attr-defined]


@cache
def closing(ease: float) -> tuple[Array, Array] | None:
    """The life of a tear: logarithms of the lift, and the edge at each; None for a film that does not tear."""
    if ease >= 1:
        return None
    first = scipy.optimize.brentq(lambda edge: inflow(edge, 0, ease), CLOSED / 10, 1e4)

    def fills(log_lift: float, edge: Array) -> Array:
        return np.array([-inflow(max(float(edge[0]), CLOSED), float(np.exp(log_lift)), ease)])

    life = scipy.integrate.solve_ivp(fills, (np.log(1e-4), np.log(100)), [first], events=closes, max_step=0.03, rtol=1e-7, atol=1e-10)
    return life.t, life.y[0]


@dataclass(frozen=True)
class Ways:
    """The ways of bits of fluid: their `places` (STEPS, n, 2), radius and height [m], at each `lift` (STEPS,) [m]."""

    lift: Array
    places: Array

    def at(self, lift: float) -> Array:
        """The places (n, 2) at one lift [m]."""
        return np.array([np.interp(lift, self.lift, values) for values in self.places.reshape(STEPS, -1).T]).reshape(-1, 2)


@cache
def ways(ease: float, gap: float, curvature_radius: float) -> Ways:
    """Bits of fluid from where they are as the lift begins. They move with the flow, and in the tear with the surface they cling to."""
    lifts = np.concatenate([[0], np.geomspace(gap / 1000, HIGHEST, STEPS - 1)])
    areas = edges(ease, lifts / gap)
    flows = curvature_radius * gap * np.array([inflow(edge, lift / gap, ease) if edge else 0 for edge, lift in zip(areas, lifts)])
    torn = np.sqrt(2 * curvature_radius * gap * areas)
    radius, share = np.array(STARTS).T
    place = np.column_stack([radius, share * (gap + radius**2 / (2 * curvature_radius))])

    def going(at: Array, i: int) -> Array:
        return drift(at, gap + lifts[i], share > 0.5, curvature_radius, torn[i], flows[i])

    places = [place]
    for i, step in enumerate(np.diff(lifts)):
        first = going(place, i)
        moved = place + step / 2 * (first + going(place + step * first, i + 1))
        overtakes = (place[:, 0] > torn[i]) & (moved[:, 0] <= torn[i + 1])  # the edge is where all fluid has come to
        moved[overtakes, 0] = torn[i + 1] * (1 + 1e-9)
        places.append(place := moved)
    return Ways(lifts, np.array(places))


def drift(place: Array, gap: float, upper: Truths, curvature_radius: float, torn: float, flow: float) -> Array:
    """How far bits of fluid at places (n, 2) go for each metre of lift: in the film with its flow, in a tear with their surface.

    `flow` [m²] is what comes over the edge of the tear, more than the opening outside it asks for: 2 pi of it, for each metre of lift.
    """
    radius, height = place.T
    across = gap + radius**2 / (2 * curvature_radius)
    share = height / across
    through = ((radius**2 - torn**2) / 2 + flow) * 6 * share * (1 - share) / across
    inwards, upwards = -through / radius, share**2 * (3 - 2 * share) - through * share / curvature_radius
    return np.where((radius > torn)[:, None], np.column_stack([inwards, upwards]), np.column_stack([np.zeros_like(radius), upper]))
