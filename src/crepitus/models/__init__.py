"""The models: pure functions from parameters to frozen results, in SI units. Wrong input is a ValueError that names it.

The guards below take numbers or arrays by name, and raise ValueError for the first that is not allowed.
"""

from collections.abc import Callable, Mapping
from pkgutil import iter_modules

import lazy_loader
import numpy as np

from explorables.arrays import Array, Truths

__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, submodules={found.name for found in iter_modules(__path__)})


def require(test: Callable[[Array], Truths], allowed: str, values: Mapping[str, float | Array]) -> None:
    """Raise ValueError with the first value, or part of one, for which `test` does not hold."""
    for name, value in values.items():
        holds = np.asarray(test(np.asarray(value)))
        if not holds.all():
            raise ValueError(f"{name} = {np.broadcast_to(value, holds.shape)[~holds][0]}; allowed: {allowed}")


def require_positive(**values: float | Array) -> None:
    """Raise ValueError unless each is above zero."""
    require(lambda value: value > 0, "more than zero", values)


def require_not_negative(**values: float | Array) -> None:
    """Raise ValueError unless each is zero or more."""
    require(lambda value: value >= 0, "zero or more", values)


def require_probability(**values: float | Array) -> None:
    """Raise ValueError unless each is from 0 to 1."""
    require(lambda value: (value >= 0) & (value <= 1), "0 to 1", values)


def require_counts(**values: float | Array) -> None:
    """Raise ValueError unless each is a whole number of zero or more."""
    require(lambda value: np.isfinite(value) & (value >= 0) & (value == np.floor(value)), "whole numbers of zero or more", values)


def require_whole(**values: float | Array) -> None:
    """Raise ValueError unless each is a whole number of one or more."""
    require(lambda value: np.isfinite(value) & (value >= 1) & (value == np.floor(value)), "whole numbers from 1 on", values)
