"""Relief without a gate: a back that gives under a load and comes back, a judgement from two cues, and effects on one scale.

Assumes for the back that it bends further with one time constant while it is held bent, as was measured [mcgill1992], and that it comes
back in a quick and a slow part. The parts are ours: only the half that is back after two minutes was measured, in stiffness. Assumes
for the judgement that nobody's brain does worse than statistics allows: each sense counts by its precision [ernst2002].
"""

import math
from dataclasses import dataclass

import numpy as np

from crepitus.models import require_not_negative, require_positive
from explorables.arrays import Array, Values
from explorables.registry import Number, number

CREEP_TIME = number("creep_time").si
MOST = number("creep_angle").si / -math.expm1(-number("creep_watched").si / CREEP_TIME)  # rad, in the long run
QUICK_SHARE, SLOW_TIME = number("creep_quick_share").si, number("creep_slow_return").si
HALF = number("creep_half_return").si
QUICK_TIME = -HALF / math.log((0.5 - (1 - QUICK_SHARE) * math.exp(-HALF / SLOW_TIME)) / QUICK_SHARE)
STEP = 15.0  # s, between the times of a day


@dataclass(frozen=True)
class Day:
    """Extra bend [rad] of a back against time [s], arrays of one length, and when each stretch of sitting ends [s]."""

    time: Array
    bend: Array
    sat: Array

    @property
    def highest(self) -> float:
        """The largest extra bend [rad]."""
        return float(self.bend.max())

    @property
    def average(self) -> float:
        """The extra bend, averaged over the day [rad]."""
        return float(np.trapezoid(self.bend, self.time) / self.time[-1])


@dataclass(frozen=True)
class Cue:
    """What one sense says, and how unsure it is (one standard deviation), in one unit. ValueError unless it is unsure at all."""

    value: float
    unsure: float

    def __post_init__(self) -> None:
        require_positive(unsure=self.unsure)


@dataclass(frozen=True)
class Effect:
    """A mean difference in pain with its interval [points of 100; less pain is negative]."""

    mean: float
    low: float
    high: float


def creep(time: Values) -> Values:
    """How much further a back bends that has been held fully bent for a time [s], in rad; numbers or arrays.

    MOST (1 - exp(-time / CREEP_TIME)). ValueError for a negative time. [mcgill1992]
    """
    require_not_negative(time=time)
    return -MOST * np.expm1(np.negative(time) / CREEP_TIME)


def left_after(rest: float) -> float:
    """Share of the extra bend that is left after a rest [s]. ValueError for a negative one."""
    require_not_negative(rest=rest)
    return QUICK_SHARE * math.exp(-rest / QUICK_TIME) + (1 - QUICK_SHARE) * math.exp(-rest / SLOW_TIME)


def desk_day(sitting: float, rest: float, length: float) -> Day:
    """Sit slumped for `sitting`, rest for `rest`, and so on for `length` [s]; a rest of 0 never interrupts.

    Quick and slow part of the bend grow alike, as `creep`, and return each in its own time. ValueError for a sitting or length not above
    zero, or a negative rest. [mcgill1992]
    """
    require_positive(sitting=sitting, length=length)
    require_not_negative(rest=rest)
    shares, returning = np.array([QUICK_SHARE, 1 - QUICK_SHARE]), np.array([QUICK_TIME, SLOW_TIME])
    time, bend, sat = [np.zeros(1)], [np.zeros(1)], []
    parts, now, seated = np.zeros(2), 0.0, True
    while now < length:
        end = min(length, now + (sitting if seated else rest)) if rest else length
        passed = np.linspace(0, end - now, max(2, round((end - now) / STEP) + 1))[1:, None]
        goal, pace = (MOST * shares, CREEP_TIME) if seated else (0.0, returning)
        path = goal + (parts - goal) * np.exp(-passed / pace)
        time.append(now + passed[:, 0])
        bend.append(path.sum(axis=1))
        parts, now = path[-1], end
        sat += [end] if seated else []
        seated = not seated
    return Day(np.concatenate(time), np.concatenate(bend), np.array(sat))


def felt(touch: float | Array, ear: float | Array, touch_unsure: float | Array, ear_unsure: float | Array) -> float | Array:
    """The judgement from what `touch` and `ear` say, each with its standard deviation, all in one unit; numbers or arrays.

    The mean of both, each weighted by one over its variance. ValueError for a standard deviation not above zero. [ernst2002]
    """
    require_positive(touch_unsure=touch_unsure, ear_unsure=ear_unsure)
    return (touch / touch_unsure**2 + ear / ear_unsure**2) / (1 / touch_unsure**2 + 1 / ear_unsure**2)


def combine_cues(tissue: Cue, sound: Cue) -> Cue:
    """What is felt, and how unsure that is: always surer than either cue. [ernst2002]"""
    value = float(felt(tissue.value, sound.value, tissue.unsure, sound.unsure))
    return Cue(value, 1 / math.hypot(1 / tissue.unsure, 1 / sound.unsure))


def in_points(found: Number, spread: float) -> Effect:
    """A published difference in pain as points of 100; one in standard deviations is stretched by `spread` [points].

    ValueError for another unit, for one without interval, or a spread not above zero.
    """
    require_positive(spread=spread)
    if found.unit not in ("SD", "points") or not found.interval:
        raise ValueError(f"[{found.name}]: {found.printed} {found.unit}; allowed: a difference in SD or points with its interval")
    scale = spread if found.unit == "SD" else 1.0
    return Effect(*(scale * float(text) for text in (found.printed, *found.interval)))
