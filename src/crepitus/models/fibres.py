"""Signals on their way along nerve fibres: how far they have come, and which share has arrived.

Assumes that each fibre conducts at one speed all along, and that the speeds of one kind are spread evenly between the lowest and the
highest that are printed for it [kiernan2003]. Synapses on the way are left out: there are none before the spinal cord.
"""

from dataclasses import dataclass

import numpy as np

from crepitus.models import require_not_negative, require_positive
from explorables.arrays import Array, Values
from explorables.registry import number


@dataclass(frozen=True)
class Fibres:
    """One kind of fibre by its slowest and its fastest speed [m/s]. ValueError unless both are above zero, in this order."""

    slowest: float
    fastest: float

    def __post_init__(self) -> None:
        require_positive(slowest=self.slowest, fastest=self.fastest)
        require_not_negative(**{"fastest - slowest": self.fastest - self.slowest})

    def arrivals(self, length: float) -> tuple[float, float]:
        """When the first and the last signal has come a length [m], in s. ValueError unless it is above zero."""
        require_positive(length=length)
        return length / self.fastest, length / self.slowest

    def arrived(self, length: float, time: Values) -> Values:
        """Share of the fibres whose signal has come a length [m] by a time [s], a number or an array; none by a negative one."""
        require_positive(length=length)
        needed = length / np.maximum(time, 1e-12)  # m/s, to arrive just now
        return np.clip((self.fastest - needed) / (self.fastest - self.slowest), 0, 1)


def come(speed: float, length: float, time: float | Array) -> float | Array:
    """How far a signal has come [m] at a time [s] after it began, a number or an array: none before, never beyond the length [m]."""
    require_positive(speed=speed, length=length)
    return np.clip(speed * np.asarray(time), 0, length)


KINDS = {kind: Fibres(*(number(f"velocity_{kind}_{end}").si for end in ("low", "high"))) for kind in ("a_beta", "a_delta", "c")}
