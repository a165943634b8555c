"""Explorers of wear: a conditional turned round, what a small study can tell, findings by age, and the habit loop."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.constants import day

from crepitus.figures import wear as drawings
from crepitus.models.habit import LINKS, Course, Habit, year
from crepitus.models.risk import Frequency, Interval, frequency, odds_ratio, post_test, proportion
from explorables.digits import percent, significant, spoken_time
from explorables.explorable import Explorable
from explorables.icon_array import icon_arrays
from explorables.parameter import Clock, Parameter
from explorables.registry import number, table

CELLS = {row[0]: [int(count) for count in row[2].split(", ")] for row in table("risk_counts").rows if row[0] in ("W01", "W02")}
PUBLISHED = {
    "1975, 28 people (exact)": odds_ratio(*CELLS["W01"], exact=True),
    "2011, 206 of 215 people (cells rebuilt by us)": odds_ratio(*CELLS["W02"]),
}
AGE = Parameter("age", "age on the right", "years", (20, 30, 40, 50), start=50)
FOUND = {row[0]: [tuple(map(int, cell.split(" % of "))) for cell in row[1:5]] for row in table("findings_by_age").rows}
CUT = ("none", *LINKS, "looseness lasts")
MOMENTS = {
    **{"15 min": day / 96, "30 min": day / 48, "1 h": day / 24, "2 h": day / 12, "4 h": day / 6, "8 h": day / 3, "16 h": day / 1.5},
    **{f"{days} d": days * day for days in (1, 2, 4, 7, 14, 30, 60, 120, 365)},
}
TURN = 12  # steps of the clock, in which what runs on the loop comes round: not to scale


@dataclass(frozen=True)
class Turned:
    """Of a thousand crackers and a thousand others, those with arthritis; the odds ratio; and the shares the study printed."""

    groups: tuple[Frequency, Frequency]
    ratio: float
    crackers: tuple[float, float]


@dataclass(frozen=True)
class Study:
    """A simulated study: its cells, what was `found`, and the `truth`."""

    cells: tuple[int, int, int, int]
    found: Interval
    truth: float


@dataclass(frozen=True)
class Aged:
    """Findings among people without pain: at 20 and at another age; `seen` people of each age were looked at."""

    groups: tuple[Frequency, Frequency]
    seen: tuple[int, int]


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


def turned_round(arthritis: float, with_it: float, without: float) -> Turned:
    """From how many of those with and without arthritis crack, to how many crackers and others have arthritis."""
    crackers = round(1000 * float(post_test(arthritis, with_it, 1 - without)))
    others = round(1000 * float(post_test(arthritis, 1 - with_it, without)))
    groups = Frequency("crackers", crackers, crackers, crackers, 1000), Frequency("others", others, others, others, 1000)
    return Turned(groups, with_it / (1 - with_it) / (without / (1 - without)), (with_it, without))


def your_study(people: float, true_ratio: float, again: float) -> Study:
    """So many people, a fifth of them crackers; three in ten of the others have worn joints."""
    crackers = int(people) // 5
    others = int(people) - crackers
    odds = 0.3 / 0.7 * true_ratio
    worn, worn_others = np.random.default_rng(int(again)).binomial([crackers, others], [odds / (1 + odds), 0.3])
    cells = (int(worn), int(crackers - worn), int(worn_others), int(others - worn_others))
    return Study(cells, odds_ratio(*cells), true_ratio)


def by_age(finding: float, age: float) -> Aged:
    """What pictures show of people without pain at 20 and at another age, with the interval for as many as were looked at."""
    words = list(FOUND)[int(finding)]
    (young, young_seen), (old, old_seen) = (at_age(words, AGE.si.index(years)) for years in (AGE.si[0], age))
    return Aged((young, old), (young_seen, old_seen))


def at_age(finding: str, column: int) -> tuple[Frequency, int]:
    """Of a hundred people of one of the ages, how many have a finding, and how many people were looked at."""
    printed, people = FOUND[finding][column]
    share = printed / 100
    found = proportion(round(share * people), people) if people else Interval(share, share, share)
    return frequency(f"{finding}, age {AGE.typed[column]}", Interval(share, found.low, found.high), of=100), people


@cache
def followed(pull: float, fades: float, cut: int) -> Course:
    """A year of the loop, of a joint that is cracked three times a day out of habit, with one link changed."""
    most = day / number("refractory_1971").si
    return year(Habit(3, pull, fades / day, 0.1 * (cut == 4), most, (cut != 1, cut != 2, cut != 3)))


def habit_year(pull: float, fades: float, cut: float, time: float) -> Loop:
    """A moment of that year."""
    step = int(np.argmin(np.abs(np.array([*MOMENTS.values()]) - time)))
    return Loop(followed(pull, fades, int(cut)), time / day, int(cut), step / TURN)


def say_turned(found: Turned) -> str:
    """Both directions and the ratio."""
    crackers, others = found.groups
    return (
        f"In the study {percent(found.crackers[0], 3)} of those with arthritis crack, and {percent(found.crackers[1], 3)} of those "
        f"without. Turned round: {crackers.count} of 1,000 crackers have arthritis, and {others.count} of 1,000 others. "
        f"Odds ratio {found.ratio:.2f}, either way."
    )


def say_study(found: Study) -> str:
    """Cells, interval, and whether a doubling can be excluded."""
    a, b, c, d = found.cells
    double = "excludes" if found.found.high < 2 else "shows more than" if found.found.low > 2 else "cannot exclude"
    estimate, low, high = (f"{value:.2f}" for value in (found.found.estimate, found.found.low, found.found.high))
    return (
        f"Worn joints in {a:,} of {a + b:,} crackers and {c:,} of {c + d:,} others: odds ratio {estimate} ({low} to {high}). "
        f"The truth was {significant(found.truth)}; this study {double} doubled odds."
    )


def say_aged(found: Aged) -> str:
    """Both ages, and how many were looked at."""
    looked = [f"{people:,} people of that age were looked at" if people else "nobody of that age was looked at" for people in found.seen]
    return " ".join(
        f"{group.words[0].upper()}{group.words[1:]}: {group} without pain have it, {group.of - group.count} have not; {words}."
        for group, words in zip(found.groups, looked)
    )


def say_habit(now: Loop) -> str:
    """Gain, this moment and the end."""
    habit = now.course.habit
    grows = "more than 1, so the loop grows" if habit.gain > 1 else "less than 1, so the loop settles"
    if habit.gain and habit.gain <= 1 and habit.stays:
        grows = "less than 1, but what never fades adds up"
    return (
        f"One crack brings about {significant(habit.gain)} more: {grows}. After {spoken_time(now.days * day)} there are "
        f"{significant(now.cracks)} cracks a day, {significant(now.urged, 2)} of them for stiffness; after a year "
        f"{significant(at(now.course, 365))}."
    )


def at(course: Course, days: float) -> float:
    """Cracks a day at one time."""
    return float(np.interp(days, course.time, course.cracks))


stage, draw = icon_arrays(2, 1000, harmed="with arthritis")
turned = Explorable(
    name="turned",
    title="Who cracks among the ill, and who is ill among the crackers",
    parameters=(
        Parameter("arthritis", "people in the study with arthritis", "%", (5, 20, 40, 62.8, 80), start=62.8),
        Parameter("with_it", "crackers among those with arthritis", "%", (10, 18.1, 21.5, 40), start=18.1),
        Parameter("without", "crackers among those without", "%", (10, 18.1, 21.5, 40), start=21.5),
    ),
    model=turned_round,
    stage=stage,
    draw=draw,
    readout=say_turned,
    shows="Two icon arrays of a thousand people: crackers and others, those with arthritis filled.",
    conclusion="Percentages change when the sentence is turned round, and with how many ill people a study takes. The odds ratio stays.",
    size=(7.6, 4.2),
)

small_study = Explorable(
    name="small_study",
    title="What can a study of so many tell?",
    parameters=(
        Parameter("people", "people in your study", "", (30, 100, 215, 1000, 5000, 20_000), start=30),
        Parameter("true_ratio", "true odds ratio", "", (0.5, 1, 1.5, 3), start=1),
        Parameter("again", "repeat of the study", "", (1, 2, 3, 4), start=1),
    ),
    model=your_study,
    stage=drawings.study_stage(PUBLISHED),
    draw=drawings.study,
    readout=say_study,
    shows="Odds ratios with 95 % intervals on a logarithmic axis: two published studies above, the simulated one below, its truth marked.",
    conclusion="With 215 people an interval spans a factor of four. To see a rise by half, thousands are needed.",
    size=(7.6, 3.6),
)

stage, draw = icon_arrays(2, 100, harmed="with it", colour="motion")
worn_by_age = Explorable(
    name="worn_by_age",
    title="What pictures show in people without back pain",
    parameters=(
        Parameter("finding", "finding", "", range(4), start=0, words=tuple(FOUND)),
        AGE,
    ),
    model=by_age,
    stage=stage,
    draw=draw,
    readout=say_aged,
    shows="Two icon arrays of a hundred people without back pain: at 20 and at the chosen age.",
    conclusion="Findings of wear become common with age in people who feel nothing. Finding them in somebody in pain proves little.",
    size=(7.6, 3.5),
)

habit_loop = Explorable(
    name="habit_loop",
    title="The habit loop: hypothetical, with a switch on every link",
    parameters=(
        Parameter("pull", "extra cracks a day for each crack still felt", "", (5, 20, 50, 100), start=5),
        Parameter("fades", "looseness fades in", "h", (0.25, 3, 8, 24), start=0.25),
        Parameter("cut", "link changed", "", range(5), start=0, words=CUT),
        Parameter("time", "time", "", [*MOMENTS.values()], start=day, words=[*MOMENTS], clock=Clock(14, stepwise=True)),
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
    conclusion="The loop runs away only if one crack brings about more than one other before its looseness fades. Nobody has measured it.",
    size=(7.8, 4.4),
)
