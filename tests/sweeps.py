"""Long sweeps: what is tried on a sample in `make test` and on all in `make soak`."""

from collections.abc import Callable, Iterable

import pytest

SAMPLE = ("03", "06", "12")  # lessons: the one with most experiments, the one with most sliders, the ledger


def sampled(values: Iterable, often: Callable[[object], bool] = lambda value: str(value).startswith(SAMPLE)) -> list:
    """Parameters of a test, of which those that are not tried often are left to `make soak`."""
    return [
        value if often(value) else pytest.param(*(value if isinstance(value, tuple) else (value,)), marks=pytest.mark.soak)
        for value in values
    ]
