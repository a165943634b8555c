"""Explorers of wear: a conditional turned round, what a small study can tell, and findings by age."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from crepitus.figures import wear as drawings
from crepitus.models.risk import Frequency, Interval, frequency, odds_ratio, post_test, proportion
from explorables.digits import percent, significant
from explorables.explorable import Explorable
from explorables.icon_array import icon_arrays
from explorables.parameter import Clock, Parameter
from explorables.registry import table

CELLS = {row[0]: [int(count) for count in row[2].split(", ")] for row in table("risk_counts").rows if row[0] in ("W01", "W02")}
AGE = Parameter("age", "age of the second hundred", "years", (20, 30, 40, 50), start=20, clock=Clock(6))
FOUND = {row[0]: [tuple(map(int, cell.split(" % of "))) for cell in row[1:5]] for row in table("findings_by_age").rows}


@dataclass(frozen=True)
class Turned:
    """Of a thousand crackers and a thousand others, those with arthritis; the odds ratio; and the shares the study printed."""

    groups: tuple[Frequency, Frequency]
    ratio: float
    crackers: tuple[float, float]


@dataclass(frozen=True)
class Study:
    """The same study, repeated: the cells of the last, what each has `found`, and the `truth`."""

    cells: tuple[int, int, int, int]
    found: tuple[Interval, ...]
    truth: float


@dataclass(frozen=True)
class Aged:
    """Findings among people without pain: at 20 and at another age, the `nth` from 0 on; `seen` people of each age were looked at."""

    groups: tuple[Frequency, Frequency]
    seen: tuple[int, int]
    nth: int


def published() -> dict[str, Interval]:
    """The odds ratios of two studies by the words that name them."""
    return {
        "1975, 28 people (exact)": odds_ratio(*CELLS["W01"], exact=True),
        "2011, 206 of 215 people (cells rebuilt by us)": odds_ratio(*CELLS["W02"]),
    }


def turned_round(arthritis: float, with_it: float, without: float) -> Turned:
    """From how many of those with and without arthritis crack, to how many crackers and others have arthritis."""
    crackers = round(1000 * float(post_test(arthritis, with_it, 1 - without)))
    others = round(1000 * float(post_test(arthritis, 1 - with_it, without)))
    groups = Frequency("crackers", crackers, crackers, crackers, 1000), Frequency("others", others, others, others, 1000)
    return Turned(groups, with_it / (1 - with_it) / (without / (1 - without)), (with_it, without))


@cache
def one_study(people: int, true_ratio: float, seed: int) -> tuple[tuple[int, int, int, int], Interval]:
    """So many people, a fifth of them crackers; three in ten of the others have worn joints. The cells, and what is found."""
    crackers = people // 5
    others = people - crackers
    odds = 0.3 / 0.7 * true_ratio
    worn, worn_others = np.random.default_rng(seed).binomial([crackers, others], [odds / (1 + odds), 0.3])
    cells = (int(worn), int(crackers - worn), int(worn_others), int(others - worn_others))
    return cells, odds_ratio(*cells)


def your_study(people: float, true_ratio: float, again: float) -> Study:
    """So many repeats of that study."""
    cells, found = zip(*(one_study(int(people), true_ratio, seed) for seed in range(1, int(again) + 1)))
    return Study(cells[-1], found, true_ratio)


def by_age(finding: float, age: float) -> Aged:
    """What pictures show of people without pain at 20 and at another age, with the interval for as many as were looked at."""
    words = list(FOUND)[int(finding)]
    nth = AGE.si.index(age)
    (young, young_seen), (old, old_seen) = at_age(words, 0), at_age(words, nth)
    return Aged((young, old), (young_seen, old_seen), nth)


def at_age(finding: str, column: int) -> tuple[Frequency, int]:
    """Of a hundred people of one of the ages, how many have a finding, and how many people were looked at."""
    printed, people = FOUND[finding][column]
    share = printed / 100
    found = proportion(round(share * people), people) if people else Interval(share, share, share)
    return frequency(f"{finding}, age {AGE.typed[column]}", Interval(share, found.low, found.high), of=100), people


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
    last, clear = found.found[-1], sum(not one.low < 1 < one.high for one in found.found)
    double = "excludes" if last.high < 2 else "shows more than" if last.low > 2 else "cannot exclude"
    estimate, low, high = (f"{value:.2f}" for value in (last.estimate, last.low, last.high))
    return (
        f"Worn joints in {a:,} of {a + b:,} crackers and {c:,} of {c + d:,} others: odds ratio {estimate} ({low} to {high}). "
        f"The truth was {significant(found.truth)}; this study {double} doubled odds. "
        f"So far {clear} of {len(found.found)} repeats leave out 1."
    )


def say_aged(found: Aged) -> str:
    """Both ages, and how many were looked at."""
    looked = [f"{people:,} people of that age were looked at" if people else "nobody of that age was looked at" for people in found.seen]
    return " ".join(
        f"{group.words[0].upper()}{group.words[1:]}: {group} without pain have it, {group.of - group.count} have not; {words}."
        for group, words in zip(found.groups, looked)
    )


stage, draw = icon_arrays(2, 1000, harmed="with arthritis", exact=True)
turned = Explorable(
    name="turned",
    title="Who cracks among the ill, and who is ill among the crackers",
    parameters=(
        Parameter("arthritis", "people in the study with arthritis", "%", (5, 20, 40, 62.8, 80), start=5),
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
    title="What can a study of this size tell?",
    parameters=(
        Parameter("people", "people in your study", "", (30, 100, 215, 1000, 5000, 20_000), start=30),
        Parameter("true_ratio", "true odds ratio", "", (0.5, 1, 1.5, 3), start=1),
        Parameter("again", "repeat of the study", "", range(1, drawings.REPEATS + 1), start=1, clock=Clock(12)),
    ),
    model=your_study,
    stage=drawings.study_stage(published),
    draw=drawings.study,
    readout=say_study,
    shows=(
        "Odds ratios with 95 % intervals on a logarithmic axis: two published studies above, in black; below, one under the other, the "
        "repeats of the simulated one, filled where they leave out 1; a dashed line at the truth."
    ),
    conclusion="With 215 people an interval spans a factor of four. To see a rise by half, thousands are needed.",
    size=(7.6, 4.6),
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
    draw=drawings.jumping(draw, lambda found: found.nth),
    readout=say_aged,
    shows="Two icon arrays of a hundred people without back pain: at 20 and at the chosen age.",
    conclusion="With age, signs of wear become common in people who feel nothing. To find them in somebody in pain proves little.",
    size=(7.6, 3.5),
)
