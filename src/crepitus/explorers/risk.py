"""Explorers of risks: two thousands counted, one in how many, none seen; and a picture of forces."""

import re
from dataclasses import dataclass
from functools import cache

from scipy.constants import g

from crepitus.figures import risk as drawings
from crepitus.models.risk import Frequency, Interval, frequency, one_by_one, proportion, upper_bound
from explorables.arrays import Indices
from explorables.digits import from_to, percent, significant
from explorables.explorable import Explorable
from explorables.parameter import Clock, Parameter
from explorables.registry import number, table

COUNTS = {
    row[0]: (0 if found[1] == "none" else int(found[1].replace(",", "")), int(found[2].replace(",", "")))
    for row in table("risk_counts").rows
    if (found := re.fullmatch(r"([\d,]+|none) (?:of|in) ([\d,]+)", row[2]))
}
COUNTED = {
    "A01": "patients, asked: any reaction",
    "A02": "patients, asked 6 times: any reaction",
    "A07": "sessions, a log: any reaction",
    "A06": "sessions, a log: severe event",
    "A03": "thrusts to the neck: serious event",
    "R02": "new back pain: serious disease",
}
CALLED = (*range(1, 7), 8, 10, 12, 15, 20, 25, 30, 40, 50, 70, 100, 150, 200, 300, 400, 500, 600, 800, 1000)
SHORT = ("asked", "asked 6×", "log: any", "log: severe", "neck", "baseline")
PATIENTS = 1 / number("one_in_patients").si
UNITS = {"patient": 1, "visit": 12, "thrust": 24}  # 12 visits for each patient and 2 thrusts for each visit: a choice
WATCHED = (100, 1000, 10_000, int(number("thiel_thrusts").si), 300_000, 1_000_000, 3_000_000)
EVENTS = {"any such event": 1.0, "lasting harm": 0.2, "death": 0.02}  # shares of all: a choice


@dataclass(frozen=True)
class Thousands:
    """Two thousands of which so many were `called` in: each as a frequency, as the study's risk, in short words, and how many who have it
    and who have not were met after 0, 1, 2... people (1001, 2)."""

    groups: tuple[Frequency, Frequency]
    risks: tuple[Interval, Interval]
    short: tuple[str, str]
    met: tuple[Indices, Indices]
    called: int


@dataclass(frozen=True)
class OneIn:
    """A rate counted otherwise: one in so many; `start` is the printed one, `published` are rates with their words."""

    words: str
    one_in: float
    start: float
    published: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True)
class Watched:
    """None seen in `n`: the highest risk that allows it (`bound`), and the `chance` of it if the risk is `truth`."""

    n: int
    truth: float
    bound: float
    chance: float


@dataclass(frozen=True)
class Force:
    """A force from `low` to `high` [N], its words, and its evidence: read or ours."""

    words: str
    low: float
    high: float
    evidence: str


@dataclass(frozen=True)
class Forces:
    """Several of them."""

    rows: tuple[Force, ...]


@cache
def thousand(which: int, seed: int) -> tuple[Frequency, Interval, str, Indices]:
    """One published count as so many of a thousand, who are called in as chance has it."""
    row = list(COUNTED)[which]
    risk = proportion(*COUNTS[row]) if COUNTS[row][0] else Interval(0, 0, upper_bound(COUNTS[row][1]))
    group = frequency(COUNTED[row], risk)
    return group, risk, SHORT[which], one_by_one((group.count, group.of - group.count), seed)


def two_counts(left: float, right: float, called: float) -> Thousands:
    """Two published counts as so many of a thousand, of whom so many were called in."""
    one, other = thousand(int(left), 1), thousand(int(right), 2)
    return Thousands((one[0], other[0]), (one[1], other[1]), (one[2], other[2]), (one[3], other[3]), int(called))


def counted_otherwise(unit: float, event: float, noticed: float, caused: float) -> OneIn:
    """One in 20,000 patients, counted for another unit and event, by somebody who notices and blames only a share."""
    (units, per), (events, share) = ([*kinds.items()][int(i)] for kinds, i in ((UNITS, unit), (EVENTS, event)))
    one_in = PATIENTS * per / share / noticed / caused
    return OneIn(f"{events}, one for each {units}", one_in, PATIENTS, published_rates())


def published_rates() -> tuple[tuple[str, float, float], ...]:
    """The rates in print that the picture shows."""
    worst, thrusts, lowest = (1 / number(f"one_in_{name}").si for name in ("worst", "thrusts", "lowest"))
    unseen, logged = 1 / upper_bound(number("thiel_thrusts").si), COUNTS["A06"][1] / COUNTS["A06"][0]
    return (
        ("patients, any serious event (highest)", worst, worst),
        ("patients, event at the back of the brain", PATIENTS, PATIENTS),
        ("thrusts to the neck, none seen: rarer than", unseen, unseen),
        ("sessions, severe, in a log", logged, logged),
        ("thrusts to the neck, such an event", thrusts, thrusts),
        ("thrusts, any serious event (lowest)", lowest, lowest),
        ("thrusts, range of 13 reviews", PATIENTS, number("one_in_best").si),
    )


def none_among(size: float, truth: float) -> Watched:
    """What it means that nothing was seen in so many."""
    watched = WATCHED[int(size)]
    return Watched(watched, truth, float(upper_bound(watched)), (1 - truth) ** watched)


def four_forces() -> Forces:
    """Forces on a back, from a hand to what bone withstands."""
    neck, table_force = number("neck_force").si, number("table_force").si
    weak, strong = number("vertebra_weak").si, number("vertebra_strong").si
    person = 70 * g  # kg: a choice
    return Forces((
        Force("a thrust to the neck, sensor under the hand, mean of two people", neck, neck, "read"),
        Force("a thrust to the lower back, plate in the table, with body weight", table_force, table_force, "read"),
        Force("a person of 70 kg standing on you (weight)", person, person, "ours"),
        Force("the same person stepping (1.5 to 2 times the weight, assumed)", 1.5 * person, 2 * person, "ours"),
        Force("lumbar vertebrae pressed from end to end until they broke", weak, strong, "read"),
    ))  # fmt: skip


def say_thousands(found: Thousands) -> str:
    """Both counts in both framings: of those called in so far; of all, per million too where a thousand shows nothing."""
    said = []
    if found.called < found.groups[0].of:
        for group, met in zip(found.groups, found.met):
            have, have_not = map(int, met[found.called])
            fits = proportion(have, found.called)
            said.append(
                f"{group.words[0].upper()}{group.words[1:]}: {have:,} of {found.called:,} so far, {have_not:,} without. If one stopped "
                f"here, {from_to(percent(fits.low), percent(fits.high))} would fit."
            )
        return " ".join(said)
    for group, risk in zip(found.groups, found.risks):
        ends = from_to(significant(1e6 * risk.low, 2), significant(1e6 * risk.high, 2))
        rare = f", or {significant(1e6 * risk.estimate)} of a million ({ends})" if group.count == 0 else ""
        said.append(f"{group.words[0].upper()}{group.words[1:]}: {group}{rare}; {group.of - group.count:,} without.")
    return " ".join(said)


def say_one_in(found: OneIn) -> str:
    """The rate, and how far from the printed one."""
    times = found.one_in / found.start
    rarer = f"{significant(times)} times as rare as printed" if times > 1 else "the rate as printed"
    return f"The same events, counted as {found.words}: 1 in {found.one_in:,.0f}. That is {rarer}."


def say_none(found: Watched) -> str:
    """The bound, and what a study of this size would see."""
    seldom = f"{100 * found.chance:.0f}" if found.chance >= 0.01 else "fewer than 1"
    return (
        f"No event in {found.n:,} allows any risk up to {significant(1e6 * found.bound)} per million. If the true risk is "
        f"{significant(1e6 * found.truth)} per million, {seldom} of 100 such studies see none."
    )


def say_forces(found: Forces) -> str:
    """Every force in words."""
    return " ".join(f"{row.words[0].upper()}{row.words[1:]}: {from_to(f'{row.low:,.0f}', f'{row.high:,.0f}')} N." for row in found.rows)


a_thousand = Explorable(
    name="a_thousand",
    title="Of a thousand counted, how many?",
    parameters=(
        Parameter("left", "left", "", range(len(COUNTED)), start=0, words=SHORT),
        Parameter("right", "right", "", range(len(COUNTED)), start=2, words=SHORT),
        Parameter("called", "people counted", "", CALLED, start=20, clock=Clock(14, stepwise=True)),
    ),
    model=two_counts,
    stage=drawings.thousands_stage,
    draw=drawings.thousands,
    readout=say_thousands,
    shows=(
        "Two thousands, each person a little figure. They are counted one by one, in an order that chance made: who has it stands from the "
        "upper left on, dark; who has not, from the lower right on, grey; who is not yet counted is pale. Below, the share that has it so "
        "far against the number of people counted, on a logarithmic axis, with the band of shares that the count allows, and at the right "
        "in black what the studies counted, with its interval."
    ),
    conclusion=(
        "The first ten people tell next to nothing; after some hundred the share hardly moves. Asking the patients finds more than half of "
        "them with a reaction; a log of complaints finds a few in 100,000 sessions, and so none in a thousand."
    ),
    size=(7.6, 6.0),
)

one_in_how_many = Explorable(
    name="one_in_how_many",
    title="One in how many? It depends on what you count",
    parameters=(
        Parameter("unit", "counted for each", "", range(3), start=0, words=tuple(UNITS)),
        Parameter("event", "event", "", range(3), start=0, words=tuple(EVENTS)),
        Parameter("noticed", "share that is noticed", "%", (1, 10, 30, 100), start=100),
        Parameter("caused", "share that is blamed on the thrust", "%", (10, 30, 100), start=100),
    ),
    model=counted_otherwise,
    stage=drawings.one_in_stage,
    draw=drawings.one_in,
    readout=say_one_in,
    shows="A logarithmic axis of one in how many, with seven published rates above and one that is counted otherwise below.",
    conclusion="Unit, event, looking and blame together move one rate ten-thousandfold, without a single injury more or less.",
    size=(7.6, 4.9),
)

none_seen = Explorable(
    name="none_seen",
    title="None seen: what does it allow?",
    parameters=(
        Parameter("size", "watched", "", range(len(WATCHED)), start=0, words=[f"{size:,}" for size in WATCHED]),
        Parameter("truth", "true risk", "per million", (0.1, 1, 5, 20, 60, 300, 3000, 30_000), start=60),
    ),
    model=none_among,
    stage=drawings.none_seen_stage,
    draw=drawings.none_seen,
    readout=say_none,
    shows="A graph of the chance to see no event against the true risk; hatched: risks that none seen allows.",
    conclusion="None in n allows risks up to about 3 in n. To exclude a risk of one in a million, three million must be watched.",
)

forces = Explorable(
    name="forces",
    title="Forces: a hand, a body, a bone",
    parameters=(),
    model=four_forces,
    stage=drawings.forces_stage,
    draw=drawings.forces,
    readout=say_forces,
    shows="Five forces on a logarithmic axis from 20 to 20,000 newtons.",
    conclusion="The forces overlap less than it looks: they press in different directions, and for different times.",
    size=(7.6, 3.6),
)
