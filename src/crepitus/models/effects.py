"""Effects of treatments and what they mean for people: where an interval stands, trials put together, how many more get better.

Effects are differences in pain in points of 100, less pain negative, as in `relief`. Assumes for shares of people that the changes in a
group are spread normally. Real scores end at 0 and 100, so such shares are rough.
"""

import numpy as np
import scipy

from crepitus.models import require_positive, require_probability
from crepitus.models.relief import Effect
from explorables.arrays import Array


def standing(effect: Effect, important: float) -> str:
    """Where the interval of an effect stands to the relief that would matter, `important` [points, positive].

    "above": all of it is at least so much relief; "below": all of it is some relief, but less; "around": it holds the relief that
    matters, and not zero; "open": it holds zero, so no effect and harm fit too. "worse": all of it is more pain. ValueError unless
    `important` is positive.
    """
    require_positive(important=important)
    least, most = -effect.high, -effect.low  # of relief
    if most < 0:
        return "worse"
    if least <= 0:
        return "open"
    return "above" if least >= important else "below" if most < important else "around"


def share_reaching(mean: float, spread: float, important: float) -> float:
    """The share of a group, 0 to 1, that improves by `important` points or more, if it improves by `mean` on average.

    Φ((mean - important) / spread), all in points. ValueError unless `spread` is positive.
    """
    require_positive(spread=spread)
    return float(scipy.special.ndtr((mean - important) / spread))


def needed_to_treat(treated: float, control: float) -> float:
    """How many must be treated for one more to reach the goal, from the shares of both groups; infinite where there is no more.

    ValueError for a share outside 0 to 1.
    """
    require_probability(treated=treated, control=control)
    return 1 / (treated - control) if treated > control else np.inf


def pooled(first: float | Array, first_error: float | Array, second: float | Array, second_error: float | Array) -> float | Array:
    """Two estimates of one quantity put together, each weighted with one over the square of its standard error.

    (a/s² + b/t²) / (1/s² + 1/t²), in the unit of the estimates; numbers or arrays. It is the fixed-effect mean of a forest plot.
    ValueError for an error that is not positive.
    """
    require_positive(first_error=first_error, second_error=second_error)
    weights = 1 / np.square(first_error), 1 / np.square(second_error)
    return (first * weights[0] + second * weights[1]) / (weights[0] + weights[1])
