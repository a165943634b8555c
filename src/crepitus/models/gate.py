"""The gate: a circuit of the spinal cord's dorsal horn in four equations, after the authors' published code [crodelle2021].

Assumes three populations of cells, each known only by its mean firing rate: projection neurons, whose rate stands for pain, and
excitatory and inhibitory interneurons. Touch comes on A-beta fibres, pain on A-delta and C fibres together; NMDA receptors make the
projection neurons more sensitive the more they fire. Nothing here was measured in a person; the brain is one number at most.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import scipy

from crepitus.models import require_not_negative, require_positive
from explorables.arrays import Array, Values
from explorables.registry import number

CELLS = ("projection", "excitatory", "inhibitory")
BASELINE = number("gate_baseline").si  # Hz, on every fibre that nothing excites
THRESHOLD = number("gate_threshold").si  # Hz, of the projection neurons: above it the authors speak of pain
SPONTANEOUS = number("gate_spontaneous").si
LIMIT = {cell: number(f"gate_limit_{cell}").si for cell in CELLS}
MIDDLE = {cell: number(f"gate_middle_{cell}").si for cell in (*CELLS, "nmda")}
WIDTH = {cell: number(f"gate_width_{cell}").si for cell in (*CELLS, "nmda")}
TAU = {cell: number(f"gate_tau_{cell}").si for cell in (*CELLS, "nmda")}
STEP = 1e-3  # s, between the times of a response
EDGE = 1e-9  # of the highest rate: how far beyond its ends states at rest are looked for


@dataclass(frozen=True)
class Gate:
    """The weights of the circuit, and how it reads the maximum of the NMDA weight.

    The authors' code multiplies by `nmda_maximum` twice, so that the weight can reach its square; `counted_twice=False` is the reading
    of the earlier paper's caption [crodelle2019]. `descending` [Hz] is inhibition of the projection neurons from the brain: ours, not
    in the code. Signs may be turned round, as by an injury; limits and `descending` may not be negative (ValueError).
    """

    touch_to_projection: float = number("gate_touch_to_projection").si
    pain_to_projection: float = number("gate_pain_to_projection").si
    excitatory_to_projection: float = number("gate_excitatory_to_projection").si
    inhibitory_to_projection: float = number("gate_inhibitory_to_projection").si
    pain_to_excitatory: float = number("gate_pain_to_excitatory").si
    inhibitory_to_excitatory: float = number("gate_inhibitory_to_excitatory").si
    touch_to_inhibitory: float = number("gate_touch_to_inhibitory").si
    nmda_maximum: float = number("gate_limit_nmda").si
    counted_twice: bool = True
    descending: float = 0.0

    def __post_init__(self) -> None:
        require_not_negative(nmda_maximum=self.nmda_maximum, descending=self.descending)

    def inhibition(self, touch: Values) -> Values:
        """Rate that the inhibitory interneurons tend to [Hz] under touch [Hz per fibre]; numbers or arrays."""
        return target("inhibitory", self.touch_to_inhibitory * touch) + SPONTANEOUS

    def excitation(self, pain: float, inhibitory: float) -> float:
        """Rate that the excitatory interneurons tend to [Hz] under pain [Hz per fibre] and inhibition [Hz]."""
        return target("excitatory", self.pain_to_excitatory * pain - self.inhibitory_to_excitatory * inhibitory)

    def drive(self, touch: float, pain: float, excitatory: float, inhibitory: float, nmda: Values) -> Values:
        """What the projection neurons receive [Hz] from fibres and cells [Hz], where the NMDA weight is `nmda`, a number or an array."""
        return (
            self.touch_to_projection * touch
            + (self.pain_to_projection + nmda) * pain
            + self.excitatory_to_projection * excitatory
            - self.inhibitory_to_projection * inhibitory
            - self.descending
        )

    def sensitised(self, projection: Values) -> Values:
        """NMDA weight that projection neurons firing at a rate [Hz] tend to; a number or an array."""
        limit = self.nmda_maximum ** (2 if self.counted_twice else 1)
        return response_curve(projection, limit, MIDDLE["nmda"], WIDTH["nmda"])


HEALTHY = Gate()


@dataclass(frozen=True)
class Pulse:
    """Fibres fire at `rate` [Hz] from `start` for `length` [s]. ValueError for a negative value or no length."""

    rate: float
    start: float
    length: float

    def __post_init__(self) -> None:
        require_not_negative(rate=self.rate, start=self.start)
        require_positive(length=self.length)

    @property
    def end(self) -> float:
        """When it is over [s]."""
        return self.start + self.length


Pulses = Pulse | Sequence[Pulse]


@dataclass(frozen=True)
class Rates:
    """What the circuit did: arrays of one length; time [s], rates [Hz] of the cells, NMDA weight, rates [Hz] of the fibres."""

    time: Array
    projection: Array
    excitatory: Array
    inhibitory: Array
    nmda: Array
    touch: Array
    pain: Array

    def rate(self, cell: str) -> Array:
        """Rate of one population of CELLS [Hz]."""
        if cell not in CELLS:
            raise ValueError(f"cell = {cell!r}; allowed: {', '.join(CELLS)}")
        return getattr(self, cell)

    @property
    def crossings(self) -> Array:
        """When the projection neurons pass the threshold, either way [s]."""
        over = self.projection - THRESHOLD
        i = np.flatnonzero(over[:-1] * over[1:] < 0)
        return self.time[i] + (self.time[i + 1] - self.time[i]) * over[i] / (over[i] - over[i + 1])

    def spikes(self, start: float, end: float, sender: str = "projection") -> float:
        """Mean number of spikes that a cell or fibre of one kind sends between two times [s]."""
        so_far = scipy.integrate.cumulative_trapezoid(getattr(self, sender), self.time, initial=0)
        return float(np.diff(np.interp([start, end], self.time, so_far))[0])


def response_curve(drive: Values, limit: float, middle: float, width: float) -> Values:
    """Rate [Hz] of cells that receive `drive` [Hz]: limit / 2 (1 + tanh((drive - middle) / width)), from none to `limit` [Hz].

    At `middle` [Hz] it is half the limit, and rises there by half the limit over `width` [Hz]; numbers or arrays. [crodelle2021]
    """
    x = (drive - middle) / width
    return limit / 2 * (1 + (math.tanh(x) if isinstance(x, float) else np.tanh(x)))


def target(cell: str, drive: Values) -> Values:
    """Rate that a population of CELLS tends to [Hz] when it receives `drive` [Hz], a number or an array."""
    return response_curve(drive, LIMIT[cell], MIDDLE[cell], WIDTH[cell])


def drive_for(projection: Values) -> Values:
    """Drive [Hz] at which the projection neurons tend to a rate [Hz, between 0 and its limit]: the inverse of `target`."""
    return MIDDLE["projection"] + WIDTH["projection"] * np.arctanh(2 * projection / LIMIT["projection"] - 1)


def respond(touch: Pulses = (), pain: Pulses = (), span: float = 1.0, gate: Gate = HEALTHY, start: Sequence[float] = (0.0,) * 4) -> Rates:
    """Let the circuit run for `span` [s] from a state (projection, excitatory, inhibitory, NMDA weight).

    `touch` and `pain` are a Pulse or several. Outside its pulses a fibre fires at BASELINE; where two overlap, at the rate of the
    later one in the list. ValueError for a span not above zero, or a pulse that ends after it. [crodelle2021]
    """
    require_positive(span=span)
    touch, pain = ((pulses,) if isinstance(pulses, Pulse) else tuple(pulses) for pulses in (touch, pain))
    for pulse in (*touch, *pain):
        if pulse.end > span * (1 + 1e-9):
            raise ValueError(f"pulse from {pulse.start:g} for {pulse.length:g} s; allowed: to end by span = {span:g} s")
    edges = sorted({0.0, span, *(round(min(edge, span), 9) for pulse in (*touch, *pain) for edge in (pulse.start, pulse.end))})
    times, states, inputs = [], [np.array([start], dtype=float)], []
    for low, high in pairwise(edges):
        rates = tuple(rate_within(pulses, (low + high) / 2) for pulses in (touch, pain))
        at = np.linspace(low, high, max(2, round((high - low) / STEP) + 1))
        times.append(at)
        inputs.append(np.tile(rates, (len(at), 1)))
        states.append(scipy.integrate.odeint(slope, states[-1][-1], at, args=(*rates, gate), tfirst=True, rtol=1e-8, atol=1e-9))
    time, fibres, cells = (np.concatenate(parts) for parts in (times, inputs, states[1:]))
    return Rates(time, *cells.T, *fibres.T)


def rate_within(pulses: Sequence[Pulse], time: float) -> float:
    """Rate of a fibre at a time [Hz]."""
    return next((pulse.rate for pulse in reversed(pulses) if pulse.start <= time < pulse.end), BASELINE)


def slope(_: float, state: Array, touch: float, pain: float, gate: Gate) -> list[float]:
    """How fast the four variables change [Hz/s, 1/s]."""
    projection, excitatory, inhibitory, nmda = state.tolist()
    return [
        (target("projection", gate.drive(touch, pain, excitatory, inhibitory, nmda)) - projection) / TAU["projection"],
        (gate.excitation(pain, inhibitory) - excitatory) / TAU["excitatory"],
        (gate.inhibition(touch) - inhibitory) / TAU["inhibitory"],
        (gate.sensitised(projection) - nmda) / TAU["nmda"],
    ]


@dataclass(frozen=True)
class Equilibrium:
    """Rates at which the circuit stays [Hz], with the NMDA weight; if not `stable`, until anything disturbs it."""

    projection: float
    excitatory: float
    inhibitory: float
    nmda: float
    stable: bool

    @property
    def state(self) -> tuple[float, float, float, float]:
        """The four variables, in the order of the equations."""
        return self.projection, self.excitatory, self.inhibitory, self.nmda


def equilibria(touch: float, pain: float, gate: Gate = HEALTHY) -> list[Equilibrium]:
    """Every state in which the circuit can rest under steady touch and pain [Hz], by rising projection rate.

    Only the projection neurons and their NMDA weight act on one another, so one is stable if a small rise of its rate falls back.
    ValueError for a negative rate, or for more than one at a time.
    """
    if np.ndim(touch) or np.ndim(pain):
        raise ValueError(f"touch = {touch}, pain = {pain}; allowed: one rate each")
    require_not_negative(touch=touch, pain=pain)
    inhibitory = gate.inhibition(float(touch))
    excitatory = gate.excitation(float(pain), inhibitory)

    def excess(projection: Values) -> Values:
        received = gate.drive(touch, pain, excitatory, inhibitory, gate.sensitised(projection))
        return target("projection", received) - projection

    grid = LIMIT["projection"] * np.linspace(-EDGE, 1 + EDGE, 801)
    values = excess(grid)
    found = []
    for i in np.flatnonzero(values[:-1] * values[1:] <= 0):
        rate = scipy.optimize.brentq(excess, *grid[i : i + 2].tolist(), xtol=1e-12)
        found.append(Equilibrium(rate, excitatory, inhibitory, gate.sensitised(rate), bool(values[i] > values[i + 1])))
    return found


def steady_state(touch: float = BASELINE, pain: float = BASELINE, gate: Gate = HEALTHY, start: str = "low") -> Equilibrium:
    """The stable state that the circuit comes to under steady touch and pain [Hz] from silence ("low") or from firing ("high").

    ValueError for a negative rate or another start.
    """
    if start not in ("low", "high"):
        raise ValueError(f"start = {start!r}; allowed: 'low', 'high'")
    return equilibria(touch, pain, gate)[0 if start == "low" else -1]
