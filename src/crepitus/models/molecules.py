"""Marks that stand for gas: where each of many equal parts of a bubble's gas is while the bubble dissolves.

A mark is in the bubble while so much of its gas is there, by the amounts of `gas.dissolve`. It leaves when the amount falls below it,
and is later as far from the place where it left as molecules get that spread freely: sqrt(2 D t) times one of equally likely
distances (the root of chi-squared with three degrees of freedom). Gas that comes in does the same before, the other way round.
Straight outward is a choice of the drawing; molecules wander to and fro, and others of their kind go the other way meanwhile.
"""

from dataclasses import dataclass

import numpy as np
import scipy

from crepitus.models import require_whole
from crepitus.models.gas import GASES, Dissolution
from explorables.arrays import Array

NEVER = 1e30  # s
STEPS = 0.618034, 0.6545, 0.414214  # multiples of which, whole turns left out, are spread evenly; the second was tried out


@dataclass(frozen=True)
class Crossings:
    """Of each mark of one gas, arrays of one length: when it comes into the bubble and when it leaves [s], with NEVER for what does not
    happen, the bubble's radius at both [m], its direction (n, 2), how far from the middle it is inside, as a share of the radius, and
    how far it gets outside [m/s^0.5]."""

    enters: Array
    leaves: Array
    radius_in: Array
    radius_out: Array
    direction: Array
    inside: Array
    pace: Array

    def places(self, time: float, radius: float) -> Array:
        """Where the marks are at a time [s] when the bubble has a radius [m], from its middle, shape (n, 2) [m]."""
        before, after = time < self.enters, time > self.leaves
        gone = np.where(before, self.enters - time, time - self.leaves)
        outside = np.where(before, self.radius_in, self.radius_out) + self.pace * np.sqrt(np.maximum(gone, 0))
        return self.direction * np.where(before | after, outside, radius * self.inside)[:, None]


def crossings(life: Dissolution, marks: int) -> dict[str, Crossings]:
    """The marks of each gas, so many of each, each as much gas as `marks` of them are at the start.

    Of a gas that never fills so many the others never enter. ValueError unless `marks` is a whole number from 1 on.
    """
    require_whole(marks=marks)
    found = {}
    for i, gas in enumerate(GASES):
        amount = marks * life.amount * life.fractions[gas]
        enters, leaves = np.array([span_above(life.time, amount, k + 0.5) for k in range(marks)]).T
        number = np.arange(marks) + marks * i + 0.5
        turn, depth, rank = (number * step % 1 for step in STEPS)
        at_wall = [np.where(when < NEVER, np.interp(when, life.time, life.radius), 0) for when in (enters, leaves)]
        found[gas] = Crossings(
            enters,
            leaves,
            at_wall[0],
            at_wall[1],
            np.stack([np.sin(2 * np.pi * turn), np.cos(2 * np.pi * turn)], axis=1),
            0.86 * np.sqrt(depth),  # evenly over the disc, and clear of its rim
            scipy.stats.chi(3).ppf(rank) * np.sqrt(2 * life.tissue.diffusivities[i]),
        )
    return found


def span_above(time: Array, amount: Array, least: float) -> tuple[float, float]:
    """When an amount (n,) first reaches `least` and when it last falls below it, linear between its points; NEVER if it does not."""
    above = np.flatnonzero(amount >= least)
    if not len(above):
        return NEVER, NEVER
    first, last = above[0], above[-1]
    enters = float(time[0]) if first == 0 else float(np.interp(least, amount[first - 1 : first + 1], time[first - 1 : first + 1]))
    if last == len(amount) - 1:
        return enters, NEVER
    return enters, float(np.interp(-least, -amount[last : last + 2], time[last : last + 2]))
