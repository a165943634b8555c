"""Explorers of a day at a desk: a back that sags and comes back over a morning, and the breaks of a working day."""

from dataclasses import dataclass
from functools import cache, partial

import numpy as np

from crepitus.figures import desk as drawings
from crepitus.models.relief import Day, desk_day
from crepitus.models.sitting import longer
from explorables.digits import degrees, fixed, significant, spoken_time
from explorables.explorable import Explorable
from explorables.parameter import Clock, Parameter

MINUTE, HOUR = 60.0, 3600.0
MORNING, WORKDAY = 4 * HOUR, 8 * HOUR
EVERY = {20: "every 20 minutes", 30: "every 30 minutes", 60: "every hour", 240: "never"}  # min
PHASES = (5, 10, 15, 18, 19, 20, 25, 28, 29, 30, 35, 38, 39, 40, 45, 50, 55, 58, 59, 60)  # min of an hour: where breaks begin and end


@dataclass(frozen=True)
class Days:
    """A day with breaks and the same without; how deep one slumps, of all the way."""

    day: Day
    without: Day
    depth: float


@dataclass(frozen=True)
class Sat(Days):
    """The same at a `time` [s]: whether one sits, and how much further the back bends [rad].

    Also when the `first` break begins, and how long all breaks are together [s].
    """

    time: float
    seated: bool
    bend: float
    first: float
    resting: float


@dataclass(frozen=True)
class Planned(Days):
    """The same, of so many breaks, how long each and the sitting between them is [s]."""

    breaks: int
    rest: float
    sitting: float


@cache
def lived(sitting: float, rest: float, length: float) -> Day:
    """A day at a desk, once."""
    return desk_day(sitting, rest, length)


def sat(time: float, every: float, rest: float) -> Sat:
    """A moment of a morning with a break at the end of `every` so long [s]."""
    rest = rest if every < MORNING else 0.0
    first = every - rest
    day = lived(first, rest, MORNING)
    seated = not (time and rest and (time % every == 0 or time % every > first))
    bend = float(np.interp(time, day.time, day.bend))
    return Sat(day, lived(MORNING, 0.0, MORNING), 1.0, time, seated, bend, first, rest * MORNING / every)


def planned(breaks: float, resting: float, depth: float) -> Planned:
    """A working day whose minutes of break are dealt out evenly."""
    rest, sitting = resting / breaks, (WORKDAY - resting) / (breaks + 1)
    return Planned(lived(sitting, rest, WORKDAY), lived(WORKDAY, 0.0, WORKDAY), depth, int(breaks), rest, sitting)


def say_sat(found: Sat) -> str:
    """How far the back has given now, and what the plan does over the morning."""
    now = f"After {spoken_time(found.time)}"
    more = f"{degrees(found.bend, 1)} further than at first"
    if not found.time:
        state = "The person has just sat down, slumped."
    elif found.seated:
        state = f"{now} the back bends {more}; the band behind L4 and L5 is {fixed(1e3 * longer(found.bend), 1)} mm longer."
    else:
        state = f"{now} the person stands; sitting down again, the back would bend {more}."
    mean = f"Over the morning it gives {degrees(found.day.average, 1)} on average, without a break {degrees(found.without.average, 1)}"
    if not found.resting:
        return f"{state} {mean}: there is no break."
    return f"{state} {mean}. The breaks take {spoken_time(found.resting)} in all."


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


desk = Explorable(
    name="desk",
    title="Creep and return: a morning at the desk",
    parameters=(
        Parameter(
            "time",
            "time since sitting down",
            "min",
            (0, *(60 * hour + phase for hour in range(4) for phase in PHASES)),
            start=58,
            clock=Clock(seconds=24, stepwise=True),
        ),
        Parameter("every", "a break", "min", tuple(EVERY), start=60, words=tuple(EVERY.values())),
        Parameter("rest", "each break lasts", "min", (1, 2, 5, 10), start=2),
    ),
    model=sat,
    stage=partial(drawings.stage, hours=4),
    draw=drawings.morning,
    readout=say_sat,
    shows=(
        "Left, a person from the right who sits slumped at a desk, sags further and stands up in the breaks; a dashed outline is where "
        "the sitting began. Right above, two bones of the lower back with the band behind them, which is stretched. Right below, a graph "
        "of how many degrees further the back bends, against four hours: a line that rises while sitting and falls in the breaks, and a "
        "dashed line without breaks."
    ),
    conclusion=(
        "Of what a bent back gives in twenty minutes, it gives half within the first five. In this model two minutes upright take half of "
        "it back, and the other half takes far longer. So here breaks that come often do more than breaks that are long."
    ),
    size=(7.6, 5.0),
)

plan_day = Explorable(
    name="plan_day",
    title="Plan a day at the desk",
    parameters=(
        Parameter("breaks", "number of breaks", "", (1, 2, 4, 8, 12, 16, 24, 32), start=2),
        Parameter("resting", "minutes of break, all together", "min", (10, 20, 40, 60, 80), start=40),
        Parameter("depth", "depth of the slump, of the whole way", "%", (30, 60, 100), start=100),
    ),
    model=planned,
    stage=partial(drawings.stage, hours=8),
    draw=drawings.plan,
    readout=say_planned,
    shows=(
        "Left, a person from the right who sits slumped at a desk, bent as far as on average over the day; a dashed outline is where the "
        "sitting began. Right above, two bones of the lower back with the band behind them. Right below, a graph of how many degrees "
        "further the back bends, against the eight hours of a working day: a line that rises while sitting and falls in the breaks, and a "
        "dashed line without breaks."
    ),
    conclusion=(
        "The same minutes of break do more as many short breaks, as long as each has time to work. Slumping less lowers the whole curve. "
        "The model cannot say whether a lower curve means less pain."
    ),
    size=(7.6, 5.0),
)
