"""Explorers of visits before a stroke: how pain makes a harmless visit look harmful, and what a design can do about it."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from crepitus.figures import visits as drawings
from crepitus.models.risk import odds_ratio
from crepitus.models.visits import DAY, WEEK, Diary, Story, crossover_odds, diary, window_odds
from explorables.arrays import Array, Indices, Truths
from explorables.digits import significant
from explorables.explorable import Explorable
from explorables.parameter import Clock, Parameter
from explorables.registry import table

DAYS = (*range(-30, -14, 2), *range(-14, 0))  # of the calendar
LENGTHS = np.arange(1.0, 31.0) * DAY
PEOPLE, SEED = 200, 18  # dealt; of 400 seeds the one whose people are most like what the model expects
WARNED = 0.76  # of cases, in pain before the stroke, as one study printed
SORE = 0.02  # of controls, in pain at any time: a choice


@dataclass(frozen=True)
class Before:
    """A `day` of the last month before the stroke, -1 the last. Of so many `people` of each group, where those stand who go: day and row
    (n, 2), of `cases` and `controls`; which of the cases are in pain when they go (`hurts`), and how many are so today (`in_pain`, 0 or 1);
    and the odds ratios that the `story` makes, for windows of such `lengths` [s]."""

    story: Story
    day: int
    people: int
    cases: Array
    hurts: Truths
    in_pain: Array
    controls: Array
    lengths: Array
    ratios: Array

    @property
    def ratio(self) -> float:
        """That of the window from this day to the stroke."""
        return float(self.ratios[-self.day - 1])


@dataclass(frozen=True)
class Designs:
    """What two designs would find that leave out the last `lag` [s], and the `truth`."""

    control: float
    crossover: float
    truth: float
    lag: float


def measured() -> dict[str, dict[int, tuple[int, int, int, int]]]:
    """The published tables of all ages: {who: {days: four counts}}."""
    tables: dict[str, dict[int, tuple[int, int, int, int]]] = {}
    for _, who, days, age, cases, controls, *_ in table("visits_before_stroke").rows:
        if age == "all":
            (exposed, all_cases), (other, all_controls) = (map(int, text.split(" of ")) for text in (cases, controls))
            tables.setdefault(who, {})[int(days)] = (exposed, other, all_cases - exposed, all_controls - other)
    return tables


MEASURED = measured()
_, SEEN, _, UNSEEN = MEASURED["general practice"][7]
WEEKLY = SEEN / (SEEN + UNSEEN)  # of controls


def ratio(who: str, days: int) -> float:
    """A measured odds ratio."""
    return odds_ratio(*MEASURED[who][days]).estimate


def story(warned: float, eager: float, onset: float, effect: float, habit: float = 1, sore: float = SORE) -> Story:
    """A story whose controls visit as often as those in print."""
    visits = WEEKLY / WEEK / (1 + sore * (eager - 1))
    return Story(visits, eager, warned, onset, sore, habit, effect)


@cache
def month_of(told: Story) -> tuple[Diary, Array]:
    """Who went when, and the odds ratio of each of LENGTHS."""
    return diary(told, PEOPLE, PEOPLE, SEED), np.array([window_odds(told, 0, length) for length in LENGTHS.tolist()])


def standing(last: Array) -> tuple[Array, Indices]:
    """Day and row (n, 2) of those whose last visit [s before the stroke] lies within the month, the first of a day in row 0; and who."""
    days = -np.ceil(last / DAY)
    who = np.flatnonzero(days >= DAYS[0])
    who = who[np.lexsort((-last[who], days[who]))]
    _, first, count = np.unique(days[who], return_index=True, return_counts=True)
    return np.stack([days[who], np.arange(len(who)) - np.repeat(first, count)], axis=1), who


def before_stroke(eager: float, onset: float, effect: float, day_before: float) -> Before:
    """Two groups on one day, and the odds ratio of each window."""
    told, today = story(WARNED, eager, onset, effect), int(day_before)
    dealt, ratios = month_of(told)
    (cases, who), (controls, _) = standing(dealt.cases), standing(dealt.controls)
    began = dealt.began[who]
    hurts, in_pain = dealt.cases[who] < began, (began >= -today * DAY).astype(float)
    return Before(told, today, PEOPLE, cases, hurts, in_pain, controls, LENGTHS, ratios)


def two_designs(onset: float, habit: float, effect: float, lag: float) -> Designs:
    """A case-control study and a case-crossover study of one week, which ends `lag` before the stroke."""
    told = story(0.76 if onset else 0, 10, onset or DAY, effect, habit, sore=0)
    return Designs(window_odds(told, lag, lag + WEEK), crossover_odds(told, lag, lag + WEEK), effect, lag)


def say_before(found: Before) -> str:
    """Who of those dealt has gone since the month began; and the ratio of the window that is left, beside the measured one."""
    days, last = (f"{-found.day} days", f"{-found.day} days") if found.day < -1 else ("the day", "day")
    gone = [int((places[:, 0] <= found.day).sum()) for places in (found.cases, found.cases[found.hurts], found.controls)]
    effect = significant(found.story.effect)
    harm = "a visit does no harm" if found.story.effect == 1 else f"a visit multiplies the risk by {effect} for 7 days"
    printed = f" The study's counts: {ratio('general practice', -found.day):.1f}." if -found.day in MEASURED["general practice"] else ""
    return (
        f"By {days} before their stroke, {gone[0]} of {found.people} people had been to the doctor that month, {gone[1]} of them in pain, "
        f"and so had {gone[2]} of {found.people} others. Odds ratio of the shaded window, the last {last}: in the model, where {harm}, "
        f"{found.ratio:.1f}.{printed}"
    )


def say_designs(found: Designs) -> str:
    """Both ratios and the truth."""
    which = f"week that ends {significant(found.lag / DAY)} days before the stroke" if found.lag else "last week"
    return (
        f"For the {which}, comparing with other people gives an odds ratio of {found.control:.1f}, with their own earlier weeks "
        f"{found.crossover:.1f}. In the model a visit multiplies the risk by {significant(found.truth)} for 7 days."
    )


visits_before_stroke = Explorable(
    name="visits_before_stroke",
    title="Visits before a stroke: measured, and made by pain alone",
    parameters=(
        Parameter("effect", "a visit", "", (1, 5), start=1, words=("does no harm", "multiplies the risk by 5")),
        Parameter("eager", "visits in pain, times as many", "", (1, 3, 10, 20), start=3),
        Parameter("onset", "pain begins before the stroke, on average", "days", (1, 4, 8, 30), start=4),
        Parameter("day_before", "day, counted to the stroke", "", DAYS, start=-1, clock=Clock(16, stepwise=True)),
    ),
    model=before_stroke,
    stage=drawings.before_stage(MEASURED),
    draw=drawings.before,
    readout=say_before,
    shows=(
        "Left, a calendar of the 30 days before a stroke. People walk through it day by day, and stay where they see a doctor for the last "
        "time: above the line those who then have a stroke, below it others. Those in pain from the torn artery are red, with "
        "a hand to the neck. Right, odds ratio against the length of the window before the stroke, both logarithmic: measured dots with "
        "intervals for general practice and, hollow, chiropractors, the line of the model, and, shaded, the window from today on."
    ),
    conclusion=(
        "If pain shortly before a stroke sends people to the doctor, they go in the last days. That gives high odds ratios for short "
        "windows, though no visit does harm."
    ),
    size=(7.8, 4.6),
)

own_control = Explorable(
    name="own_control",
    title="Against others, or against one's own past",
    parameters=(
        Parameter("onset", "pain begins before the stroke (0: no pain)", "days", (0, 1, 4, 8, 30), start=0),
        Parameter("habit", "cases visit all their lives, times as often", "", (1, 2, 4), start=1),
        Parameter("effect", "a visit multiplies the risk by", "", (1, 3), start=1),
        Parameter("lag", "days before the stroke left out", "days", (0, 3, 7, 14), start=0),
    ),
    model=two_designs,
    stage=drawings.designs_stage,
    draw=drawings.designs,
    readout=say_designs,
    shows="Three bars on a logarithmic axis of odds ratios: what each of two designs finds, and the true effect.",
    conclusion="Comparing people with their own past removes what is always so about them. It does not remove pain that comes and goes.",
    size=(7.6, 3.2),
)
