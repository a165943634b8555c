"""Effects of treatments on one scale: differences in points, standardised ones turned into points, and what they mean for people.

Assumes pain scored from 0 to 100, and that in each group the changes are spread normally with one spread. Real scores end at 0 and
100 and are not normal, so shares of people are rough.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from crepitus.models import require_not_negative, require_positive


@dataclass(frozen=True)
class Effect:
    """A difference in favour of a treatment [points of 100], with the ends of its 95 % interval; negative is worse."""

    estimate: float
    low: float
    high: float

    def __post_init__(self):
        if not self.low <= self.estimate <= self.high:
            raise ValueError(f"estimate = {self.estimate}; allowed: {self.low} to {self.high}, the ends of its interval")


def in_points(standardised: Effect, spread: float) -> Effect:
    """A difference printed in standard deviations, in points, if scores are spread by `spread` [points]. ValueError unless positive."""
    require_positive(spread=spread)
    return Effect(standardised.estimate * spread, standardised.low * spread, standardised.high * spread)


def standing(effect: Effect, important: float) -> str:
    """Where an interval stands to a difference that would matter to people: "above", "around" or "below" it, or "open" with zero in it.

    "above": all of it is at least `important` [points]; "below": all of it is less; "around": it holds the difference that matters and
    not zero; "open": it holds zero, so a difference for the worse fits too. ValueError unless `important` is positive.
    """
    require_positive(important=important)
    if effect.low <= 0 <= effect.high:
        return "open"
    return "above" if effect.low >= important else "below" if effect.high < important else "around"


def share_reaching(mean: float, spread: float, important: float) -> float:
    """The share of a group, 0 to 1, that improves by `important` points or more, if it improves by `mean` on average.

    1 - Φ((important - mean) / spread). ValueError unless `spread` is positive.
    """
    require_positive(spread=spread)
    return float(ndtr((mean - important) / spread))


def pooled(first, first_error, second, second_error):
    """Two estimates of one quantity put together, each weighted with one over the square of its standard error.

    (a/s² + b/t²) / (1/s² + 1/t²), in the unit of the estimates; numbers or arrays. It is the fixed-effect mean of a forest plot.
    ValueError for an error that is not positive.
    """
    require_positive(first_error=first_error, second_error=second_error)
    weights = 1 / np.square(first_error), 1 / np.square(second_error)
    return (first * weights[0] + second * weights[1]) / (weights[0] + weights[1])


def needed_to_treat(treated: float, control: float) -> float:
    """How many must be treated for one more to reach the goal, from the shares of both groups; infinite where there is no more.

    ValueError for a negative share.
    """
    require_not_negative(treated=treated, control=control)
    return 1 / (treated - control) if treated > control else np.inf
