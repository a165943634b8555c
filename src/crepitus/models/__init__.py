"""The models: pure functions from parameters to frozen results, in SI units. Wrong input is a ValueError that names it."""

import numpy as np


def require_positive(or_zero: bool = False, /, **values: float) -> None:
    """Raise ValueError naming the first value, number or array, that is not above zero (or, where allowed, zero)."""
    for name, value in values.items():
        if not np.all(np.greater_equal(value, 0) if or_zero else np.greater(value, 0)):
            raise ValueError(f"{name} = {value}; allowed: {'zero or more' if or_zero else 'more than zero'}")
