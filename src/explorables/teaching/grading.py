"""What an exercise is worth that was handed in: the test cells of an assignment (`assignments`) end in `mark`."""

import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr
from io import StringIO
from typing import Any

from IPython.display import display

from explorables.exercises import diagnose
from explorables.questions import declared
from explorables.registry import Markdown

POINTS = {  # what a diagnosis proves; the others prove no law: a constant has the wrong shape, and ignores what it should not
    "right": 4,
    "sign": 3,  # the law and its size are right, the direction is not
    "factor": 2,  # the law is right, its size is not: a unit was mixed up or a number forgotten
}


def mark(key: str, attempt: Callable[..., Any]) -> int:
    """Show what `check` says of a learner's function, and give what it earns of POINTS.

    A function that calls the course's own earns none: it was to be written.
    """
    question = declared(key)
    with redirect_stderr(StringIO()):  # where anything stands there, a warning for instance, nbgrader gives nothing
        diagnosis, detail = diagnose(question.function, attempt, question.cases)
        said: str = question.said(diagnosis, detail)
        if borrowed := diagnosis in POINTS and calls(question.function, attempt, question.cases):
            said = "**Borrowed.** It calls the course's own function. Write it yourself."
    earned = 0 if borrowed else POINTS.get(diagnosis, 0)
    display(Markdown(f"{said} Marks: {earned} of {POINTS['right']}."))
    return earned


def calls(function: Callable[..., Any], attempt: Callable[..., Any], cases: tuple[Mapping[str, float], ...]) -> bool:
    """Whether an attempt that works calls that function."""
    called, before = set(), sys.getprofile()
    sys.setprofile(lambda frame, *_: called.add(frame.f_code))
    try:
        for case in cases:
            attempt(**case)
    finally:
        sys.setprofile(before)
    return function.__code__ in called
