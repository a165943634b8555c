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
from scipy.integrate import cumulative_trapezoid, odeint

from crepitus.models import require_not_negative, require_positive
from crepitus.sources import number

CELLS = ("projection", "excitatory", "inhibitory")
BASELINE = number("gate_baseline").si  # Hz, on every fibre that nothing excites
THRESHOLD = number("gate_threshold").si  # Hz, of the projection neurons: above it the authors speak of pain
SPONTANEOUS = number("gate_spontaneous").si
LIMIT = {cell: number(f"gate_limit_{cell}").si for cell in CELLS}
MIDDLE = {cell: number(f"gate_middle_{cell}").si for cell in (*CELLS, "nmda")}
WIDTH = {cell: number(f"gate_width_{cell}").si for cell in (*CELLS, "nmda")}
TAU = {cell: number(f"gate_tau_{cell}").si for cell in (*CELLS, "nmda")}
STEP = 1e-3  # s, between the times of a response


@dataclass(frozen=True)
class Gate:
    """The weights of the circuit, and how it reads the maximum of the NMDA weight.

    The authors' code multiplies by `nmda_limit` twice, so that the weight can reach its square; `counted_twice=False` is the reading
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
    nmda_limit: float = number("gate_limit_nmda").si
    counted_twice: bool = True
    descending: float = 0.0

    def __post_init__(self):
        require_not_negative(nmda_limit=self.nmda_limit, descending=self.descending)

    def inhibition(self, touch):
        """Rate that the inhibitory interneurons tend to [Hz] under touch [Hz per fibre]; numbers or arrays."""
        return target("inhibitory", self.touch_to_inhibitory * touch) + SPONTANEOUS

    def excitation(self, pain, inhibitory):
        """Rate that the excitatory interneurons tend to [Hz] under pain [Hz per fibre] and inhibition [Hz]."""
        return target("excitatory", self.pain_to_excitatory * pain - self.inhibitory_to_excitatory * inhibitory)

    def drive(self, touch, pain, excitatory, inhibitory, nmda):
        """What the projection neurons receive [Hz]."""
        return (
            self.touch_to_projection * touch
            + (self.pain_to_projection + nmda) * pain
            + self.excitatory_to_projection * excitatory
            - self.inhibitory_to_projection * inhibitory
            - self.descending
        )

    def sensitised(self, projection):
        """NMDA weight that projection neurons firing at a rate [Hz] tend to."""
        limit = self.nmda_limit ** (2 if self.counted_twice else 1)
        return response_curve(projection, limit, MIDDLE["nmda"], WIDTH["nmda"])


PUBLISHED = Gate()


@dataclass(frozen=True)
class Pulse:
    """Fibres fire at `rate` [Hz] from `start` for `length` [s]. ValueError for a negative value or no length."""

    start: float
    length: float
    rate: float

    def __post_init__(self):
        require_not_negative(start=self.start, rate=self.rate)
        require_positive(length=self.length)

    @property
    def end(self) -> float:
        """When it is over [s]."""
        return self.start + self.length


@dataclass(frozen=True)
class Response:
    """What the circuit did: arrays of one length; time [s], rates [Hz] of the fibres and the cells, NMDA weight."""

    time: np.ndarray
    touch: np.ndarray
    pain: np.ndarray
    projection: np.ndarray
    excitatory: np.ndarray
    inhibitory: np.ndarray
    nmda: np.ndarray

    def rate(self, cell: str) -> np.ndarray:
        """Rate of one population of CELLS [Hz]."""
        if cell not in CELLS:
            raise ValueError(f"cell = {cell!r}; allowed: {', '.join(CELLS)}")
        return getattr(self, cell)

    @property
    def crossings(self) -> np.ndarray:
        """When the projection neurons pass the threshold, either way [s]."""
        over = self.projection - THRESHOLD
        i = np.flatnonzero(over[:-1] * over[1:] < 0)
        return self.time[i] + (self.time[i + 1] - self.time[i]) * over[i] / (over[i] - over[i + 1])

    def spikes(self, start: float, end: float) -> float:
        """Mean number of spikes of a projection neuron between two times [s]."""
        so_far = cumulative_trapezoid(self.projection, self.time, initial=0)
        return float(np.diff(np.interp([start, end], self.time, so_far))[0])


def response_curve(drive, limit, middle, width):
    """Rate [Hz] of cells that receive `drive` [Hz]: limit / 2 (1 + tanh((drive - middle) / width)), from none to `limit` [Hz].

    At `middle` [Hz] it is half the limit, and rises there by half the limit over `width` [Hz]; numbers or arrays. [crodelle2021]
    """
    x = (drive - middle) / width
    return limit / 2 * (1 + (math.tanh(x) if isinstance(x, float) else np.tanh(x)))


def target(cell: str, drive):
    """Rate that a population tends to [Hz] when it receives `drive` [Hz]."""
    return response_curve(drive, LIMIT[cell], MIDDLE[cell], WIDTH[cell])


def drive_for(projection):
    """Drive [Hz] at which the projection neurons tend to a rate [Hz, between 0 and its limit]: `target` read backwards."""
    return MIDDLE["projection"] + WIDTH["projection"] * np.arctanh(2 * projection / LIMIT["projection"] - 1)


def respond(touch: Sequence[Pulse], pain: Sequence[Pulse], span: float, gate: Gate = PUBLISHED, start=(0.0,) * 4) -> Response:
    """Let the circuit run for `span` [s] from a state (projection, excitatory, inhibitory, NMDA weight).

    Outside its pulses a fibre fires at BASELINE; where two pulses overlap, at the rate of the later one in the list.
    ValueError for a span not above zero, or a pulse that ends after it. [crodelle2021]
    """
    require_positive(span=span)
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
        states.append(odeint(slope, states[-1][-1], at, args=(*rates, gate), tfirst=True, rtol=1e-8, atol=1e-9))
    time, fibres, cells = (np.concatenate(parts) for parts in (times, inputs, states[1:]))
    return Response(time, *fibres.T, *cells.T)


def rate_within(pulses: Sequence[Pulse], time: float) -> float:
    """Rate of a fibre at a time [Hz]."""
    return next((pulse.rate for pulse in reversed(pulses) if pulse.start <= time < pulse.end), BASELINE)


def slope(_, state, touch, pain, gate: Gate) -> list[float]:
    """How fast the four variables change [Hz/s, 1/s]."""
    projection, excitatory, inhibitory, nmda = state.tolist()
    return [
        (target("projection", gate.drive(touch, pain, excitatory, inhibitory, nmda)) - projection) / TAU["projection"],
        (gate.excitation(pain, inhibitory) - excitatory) / TAU["excitatory"],
        (gate.inhibition(touch) - inhibitory) / TAU["inhibitory"],
        (gate.sensitised(projection) - nmda) / TAU["nmda"],
    ]
