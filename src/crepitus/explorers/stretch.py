"""Explorers of what tissue does: a leg that reaches further after weeks, and the breaks of a working day."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from crepitus.figures import stretch as drawings
from crepitus.models.relief import Day, desk_day
from crepitus.models.stretch import Leg, pull, reach
from explorables.digits import degrees, significant
from explorables.explorable import Explorable
from explorables.parameter import Parameter
from explorables.registry import number

WORKDAY = 8 * 3600.0
ANGLES = np.radians(np.linspace(30, 100, 71))
LEG = Leg(number("leg_first").si, number("leg_bend").si)


@dataclass(frozen=True)
class Stretched:
    """Pull at each angle before and after, and where it ends: angle [rad] and pull. Also how far each change alone would go [rad]."""

    before: np.ndarray
    after: np.ndarray
    first: tuple[float, float]
    reached: tuple[float, float]
    by_tolerance: float
    by_tissue: float


@dataclass(frozen=True)
class Planned:
    """A day with breaks and the same without; how deep one slumps, of all the way; how many breaks, how long [s]."""

    day: Day
    without: Day
    depth: float
    breaks: int
    rest: float
    sitting: float


def stretched(more: float, softer: float) -> Stretched:
    """A leg after some weeks: more is borne, or the tissue is softer."""
    tolerance, stiffness = 1 + more, 1 - softer
    first, reached = reach(LEG), reach(LEG, tolerance, stiffness)
    by_tolerance, by_tissue = reach(LEG, tolerance) - first, reach(LEG, 1, stiffness) - first
    return Stretched(pull(ANGLES, LEG), pull(ANGLES, LEG, stiffness), (first, 1.0), (reached, tolerance), by_tolerance, by_tissue)


@cache
def workday(sitting: float, rest: float) -> Day:
    """Eight hours at a desk."""
    return desk_day(sitting, rest, WORKDAY)


def planned(breaks: float, resting: float, depth: float) -> Planned:
    """A working day whose minutes of break are dealt out evenly."""
    rest, sitting = resting / breaks, (WORKDAY - resting) / (breaks + 1)
    return Planned(workday(sitting, rest), workday(WORKDAY, 0.0), depth, int(breaks), rest, sitting)


def say_stretched(found: Stretched) -> str:
    """How much further, and by which change."""
    more = degrees(found.reached[0] - found.first[0], 1)
    if more == "0.0°":
        return f"The leg goes up to {degrees(found.first[0])}, as before."
    return (
        f"The leg goes up to {degrees(found.reached[0])}, {more} further than before. Bearing more pull would give "
        f"{degrees(found.by_tolerance, 1)} alone, softer tissue {degrees(found.by_tissue, 1)} alone."
    )


def say_planned(found: Planned) -> str:
    """How the day is dealt, and how far the back gives."""
    bends = found.day.average, found.day.highest, found.without.average
    mean, most, without = (degrees(found.depth * bend, 1) for bend in bends)
    noun = "break" if found.breaks == 1 else "breaks"
    return (
        f"{found.breaks} {noun} of {minutes(found.rest)}, after {minutes(found.sitting)} of sitting each: the back gives {mean} on "
        f"average and {most} at most. Without a break: {without} on average."
    )


def minutes(seconds: float) -> str:
    """A time in minutes with the digits that matter."""
    return f"{significant(seconds / 60, 2, whole=True)} min"


same_curve = Explorable(
    name="same_curve",
    title="Longer, or bearing more?",
    parameters=(
        Parameter("more", "more pull is borne, by", "%", (0, 10, 20, 30, 40, 60), start=0),
        Parameter("softer", "tissue is softer, by", "%", (0, 10, 20, 30, 40), start=0),
    ),
    model=stretched,
    stage=drawings.curve_stage,
    draw=drawings.curve,
    readout=say_stretched,
    shows=(
        "A graph of the pull of a leg that is lifted straight against its angle: a dashed curve before and a solid one after weeks of "
        "stretching, each with a mark where the person stops."
    ),
    conclusion=(
        "If more pull is borne, the curve stays and its end moves along it. If the tissue is softer, the curve itself moves. How far "
        "somebody reaches cannot tell the two apart; the curve can."
    ),
    size=(7.2, 4.2),
)

plan_day = Explorable(
    name="plan_day",
    title="Plan a day at the desk",
    parameters=(
        Parameter("breaks", "number of breaks", "", (1, 2, 4, 8, 12, 16, 24, 32), start=2),
        Parameter("resting", "minutes of break, all together", "min", (10, 20, 40, 60, 80), start=40),
        Parameter("depth", "how far one slumps, of all the way", "%", (30, 60, 100), start=100),
    ),
    model=planned,
    stage=drawings.plan_stage,
    draw=drawings.plan,
    readout=say_planned,
    shows=(
        "A graph of how many degrees further the back bends, against the eight hours of a working day: a line that rises while sitting and "
        "falls in the breaks, and a dashed line without breaks."
    ),
    conclusion=(
        "The same minutes of break do more when they are dealt out in many short ones, as long as each has time to work. Slumping less "
        "lowers the whole curve. Whether a lower curve means less pain, the model cannot say."
    ),
)
