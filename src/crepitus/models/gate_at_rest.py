"""Where the gate comes to rest: states that hold themselves, how they follow a slow change, and when a touch ends a pain for good.

Only the projection neurons and their NMDA weight act on one another; the interneurons follow the fibres. So the states at rest are the
zeros of one function of one rate. That there is a window with two of them is a property of the published equations [crodelle2021]
which we have not seen described for them.
"""

import math

import numpy as np
import scipy

from crepitus.models import require_not_negative
from crepitus.models.gate import BASELINE, HEALTHY, LIMIT, STEP, TAU, Gate, Pulse, drive_for, equilibria, respond
from explorables.arrays import Array, Values


def weight_needed(drive: Values, without: float, pain: float) -> Values:
    """NMDA weight with which pain [Hz] adds up to a drive [Hz], if `without` [Hz] comes without it; numbers or arrays."""
    return (drive - without) / pain


def follow(touch: float, pains: Array, gate: Gate = HEALTHY, projection: float = 0.0) -> Array:
    """Projection rate [Hz] for a pain input [Hz] that passes through `pains` slowly, from a rate of `projection` [Hz] on.

    At each input the circuit goes to the next stable rate in the direction in which it is pushed; shape of `pains`.
    """
    rates = []
    for pain in pains.tolist():
        states = equilibria(touch, pain, gate)
        passed = sum(state.projection <= projection for state in states)
        below, above = states[max(0, passed - 1)], states[min(passed, len(states) - 1)]
        projection = (below if below.stable and passed else above).projection
        rates.append(projection)
    return np.array(rates)


def window(touch: float = BASELINE, gate: Gate = HEALTHY) -> tuple[float, float]:
    """Steady pain inputs [Hz], lowest and highest, between which the circuit can be at rest or fire for good.

    At its ends a resting state meets an unstable one. ValueError for a negative touch, or for a gate that has no such window.
    """
    require_not_negative(touch=touch)
    inhibitory = gate.inhibition(float(touch))

    def pain_at(projection: float) -> float:
        # The input that holds this rate; more pain always drives the projection neurons more.
        nmda, needed = gate.sensitised(float(projection)), drive_for(projection)

        def lacking(pain: float) -> float:
            return gate.drive(touch, pain, gate.excitation(pain, inhibitory), inhibitory, nmda) - needed

        return scipy.optimize.brentq(lacking, -1e3, 1e3)

    rates = LIMIT["projection"] * np.linspace(1e-4, 1 - 1e-6, 200)
    pains = np.array([pain_at(rate) for rate in rates])
    falling = np.flatnonzero(np.diff(pains) < 0)
    if not len(falling):
        raise ValueError(f"touch = {touch:g} Hz: this gate has no window; allowed: a gate that can both rest and fire by its NMDA weight")

    def extreme(sign: int, i: int) -> float:
        """The pain at the largest or smallest of the searched values near the i-th, refined."""
        within = rates[[max(0, i - 1), min(i + 1, len(rates) - 1)]]
        lowest = scipy.optimize.minimize_scalar(lambda rate: sign * pain_at(rate), bounds=within, method="bounded", options={"xatol": 1e-6})
        return sign * lowest.fun

    return max(0.0, float(extreme(1, falling[-1] + 1))), float(extreme(-1, falling[0]))


def shortest_touch(pain: float, rate: float, gate: Gate = HEALTHY, longest: float = 30.0) -> float:
    """Shortest touch at `rate` [Hz] after which a steady pain input [Hz], already felt, is felt no more [s]; infinite if none is.

    ValueError for pain outside the window, where it is either not felt for long or comes back after any touch.
    """
    low, high = window(BASELINE, gate)
    if not low < pain < high:
        raise ValueError(f"pain = {pain:g} Hz; allowed: inside the window, {low:.3g} to {high:.3g} Hz")
    _, border, firing = equilibria(BASELINE, pain, gate)
    settle = 20 * TAU["inhibitory"]

    def excess(length: float) -> float:
        """How far the NMDA weight stays above the border, once the inhibition is over."""
        span = length + settle
        return respond(Pulse(rate, 0, length), Pulse(pain, 0, span), span, gate, firing.state).nmda[-1] - border.nmda

    return scipy.optimize.brentq(excess, STEP, longest, xtol=1e-4) if excess(longest) < 0 else math.inf
