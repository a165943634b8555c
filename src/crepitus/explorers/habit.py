"""An explorer of the habit loop."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from crepitus.figures import habit as drawings
from crepitus.models.habit import DAY, LINKS, Course, Habit, year
from explorables.digits import significant, spoken_time
from explorables.explorable import Explorable
from explorables.parameter import Clock, Parameter
from explorables.registry import number

CUT = ("none", *LINKS, "looseness lasts")
MOMENTS = {
    **{"15 min": DAY / 96, "30 min": DAY / 48, "1 h": DAY / 24, "2 h": DAY / 12, "4 h": DAY / 6, "8 h": DAY / 3, "16 h": DAY / 1.5},
    **{f"{days} d": days * DAY for days in (1, 2, 4, 7, 14, 30, 60, 120, 365)},
}
TURN = 18  # steps of the clock, in which what runs on the loop comes round: not to scale


@dataclass(frozen=True)
class Loop:
    """The loop so many `days` after its beginning; which of CUT is `cut`; how far what runs on it has come, in turns: not to scale."""

    course: Course
    days: float
    cut: int
    turned: float

    @property
    def cracks(self) -> float:
        """Cracks a day at this moment."""
        return at(self.course, self.days)

    @property
    def looseness(self) -> float:
        """What is left of it, in units of one crack."""
        return float(np.interp(self.days, self.course.time, self.course.looseness))

    @property
    def urged(self) -> float:
        """The cracks a day that stiffness adds to mere habit."""
        return self.cracks - self.course.habit.base


@cache
def followed(pull: float, fades: float, cut: int) -> Course:
    """A year of the loop, of a joint that is cracked three times a day out of habit, with one link changed."""
    most = DAY / number("refractory_1971").si
    return year(Habit(3, pull, fades / DAY, 0.1 * (cut == 4), most, (cut != 1, cut != 2, cut != 3)))


def habit_year(pull: float, fades: float, cut: float, time: float) -> Loop:
    """A moment of that year."""
    step = int(np.argmin(np.abs(np.array([*MOMENTS.values()]) - time)))
    return Loop(followed(pull, fades, int(cut)), time / DAY, int(cut), step / TURN)


def say_habit(now: Loop) -> str:
    """Gain, this moment and the end."""
    habit = now.course.habit
    grows = "more than 1, so the loop grows" if habit.gain > 1 else "less than 1, so the loop settles"
    if habit.gain and habit.gain <= 1 and habit.stays:
        grows = "less than 1, but what never fades adds up"
    gain = significant(habit.gain, 3 if abs(habit.gain - 1) < 0.05 else 2)  # 1.04 is more than 1, and 1.0 is not
    return (
        f"One crack brings about {gain} more: {grows}. After {spoken_time(now.days * DAY)} there are "
        f"{significant(now.cracks, 2)} cracks a day, {significant(now.urged, 2)} of them for stiffness; after a year "
        f"{significant(at(now.course, 365), 2)}."
    )


def at(course: Course, days: float) -> float:
    """Cracks a day at one time."""
    return float(np.interp(days, course.time, course.cracks))


habit_loop = Explorable(
    name="habit_loop",
    title="The habit loop: hypothetical, with a switch on every link",
    parameters=(
        Parameter("pull", "extra cracks a day for each crack still felt", "", (5, 20, 50, 100), start=5),
        Parameter("fades", "looseness fades in", "h", (0.25, 3, 8, 24), start=0.25),
        Parameter("cut", "link changed", "", range(5), start=0, words=CUT),
        Parameter("time", "time", "", [*MOMENTS.values()], start=DAY, words=[*MOMENTS], clock=Clock(14, stepwise=True)),
    ),
    model=habit_year,
    stage=drawings.loop_stage,
    draw=drawings.loop,
    readout=say_habit,
    shows=(
        "Left, schematic, a loop of three arrows: cracks, looseness, felt stiffness, each with its value at this moment. Dots run round, "
        "one for every two cracks a day; a cut arrow is dashed and crossed, and nothing runs beyond it. Right, cracks a day and looseness "
        "against time, from minutes to a year, all logarithmic; a line marks the moment, another the most cracks that the rest allows."
    ),
    conclusion=(
        "The loop runs away only if one crack brings about more than one other before its looseness fades, or if some of it never fades. "
        "Nobody has measured it."
    ),
    size=(7.8, 4.6),
)
