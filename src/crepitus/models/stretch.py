"""How far one can bend a limb before it pulls too much: tissue on one side, what one bears on the other.

Assumes that the pull grows exponentially with the angle, as soft tissue stiffens, and that one stops at a pull one still bears. The
constants are chosen for a picture of a straight leg that is lifted; they are no measurement. No memory of tissue: see `relief`.
"""

from dataclasses import dataclass

import numpy as np

from crepitus.models import require_not_negative, require_positive
from explorables.arrays import Values


@dataclass(frozen=True)
class Leg:
    """The angle at which one stops [rad] before any training, and how fast the pull grows: by a factor e every `bend` [rad]."""

    first: float
    bend: float

    def __post_init__(self) -> None:
        require_positive(first=self.first, bend=self.bend)


def pull(angle: Values, leg: Leg, stiffness: float = 1.0) -> Values:
    """The pull at an angle, where 1 is what was borne before: stiffness (exp(angle/bend) - 1) / (exp(first/bend) - 1).

    `angle` [rad] is a number or an array; `stiffness` is that of the tissue compared with before. ValueError unless it is positive.
    """
    require_positive(stiffness=stiffness)
    return stiffness * np.expm1(np.divide(angle, leg.bend)) / np.expm1(leg.first / leg.bend)


def reach(leg: Leg, tolerance: float = 1.0, stiffness: float = 1.0) -> float:
    """The angle [rad] at which the pull is as much as one bears: bend ln(1 + tolerance (exp(first/bend) - 1) / stiffness).

    `tolerance` and `stiffness` are compared with before. ValueError for a negative tolerance and a stiffness that is not positive.
    """
    require_positive(stiffness=stiffness)
    require_not_negative(tolerance=tolerance)
    return leg.bend * float(np.log1p(tolerance / stiffness * np.expm1(leg.first / leg.bend)))
