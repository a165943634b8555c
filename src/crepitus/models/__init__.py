"""The models: pure functions from parameters to frozen results, in SI units. Wrong input is a ValueError that names it."""

import numpy as np


def require_positive(**values: float) -> None:
    """Raise ValueError naming the first value, number or array, that is not above zero."""
    for name, value in values.items():
        if not np.all(np.greater(value, 0)):
            raise ValueError(f"{name} = {value}; allowed: more than zero")


def require_not_negative(**values: float) -> None:
    """Raise ValueError naming the first value that is below zero or no number."""
    for name, value in values.items():
        if not value >= 0:
            raise ValueError(f"{name} = {value}; allowed: zero or more")
