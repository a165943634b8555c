"""Exercises: a learner's own function is compared with the course's, and told what it proves."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from explorables.questions import declared
from explorables.registry import Markdown


def check(key: str, attempt: Callable[..., Any]) -> Markdown:
    """Diagnose a learner's function against the course's own; the first diagnosis that fits is given.

    In order: not written yet, fails, wrong shape, wrong sign, off by a constant factor, ignores an argument, otherwise wrong,
    right. `cases` of the question are two or more sets of arguments; each argument differs between some of them.
    """
    question = declared(key)
    return question.said(*diagnose(question.function, attempt, question.cases))


def diagnose(model: Callable[..., Any], attempt: Callable[..., Any], cases: tuple[Mapping[str, float], ...]) -> tuple[str, str]:
    """Which of DIAGNOSES fits an attempt, and a detail to name in it."""
    try:
        found = [attempt(**case) for case in cases]
        lists = {argument: np.full(3, value) for argument, value in cases[0].items()}
        shapes = [np.shape(attempt(**case)) for case in (cases[0], lists)]
        swapped = {name: [attempt(**{**case, name: cases[i - 1][name]}) for i, case in enumerate(cases)] for name in cases[0]}
    except NotImplementedError:
        return "missing", ""
    except Exception as wrong:
        return "fails", f"{type(wrong).__name__}: {wrong}"
    if any(value is None for value in found):
        return "missing", ""
    if shapes != [(), (3,)]:
        return "shape", f"{shapes[0]} for numbers and {shapes[1]} for arrays of three"
    expected = [model(**case) for case in cases]
    if np.allclose(found, expected, rtol=1e-6, atol=0):
        return "right", ""
    if np.allclose(found, np.negative(expected), rtol=1e-6, atol=0):
        return "sign", ""
    ratio = np.divide(found, expected)
    if ratio[0] and np.allclose(ratio, ratio[0], rtol=1e-6, atol=0):
        return "factor", f"{ratio[0]:.4g}"
    for argument, changed in swapped.items():
        if np.allclose(found, changed, rtol=1e-12, atol=0):
            return "ignores", argument
    return "wrong", ""
