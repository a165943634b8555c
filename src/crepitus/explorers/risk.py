"""Explorers of risks: one in how many, none seen; and a picture of forces."""

from dataclasses import dataclass

import scipy

from crepitus.explorers.people import COUNTS
from crepitus.figures import risk as drawings
from crepitus.models.risk import upper_bound
from explorables.digits import from_to, significant
from explorables.explorable import Explorable
from explorables.parameter import Clock, Parameter
from explorables.registry import number

PATIENTS = 1 / number("one_in_patients").si
UNITS = {"patient": 1, "visit": 12, "thrust": 24}  # 12 visits for each patient and 2 thrusts for each visit: a choice
PEOPLE, THRUSTS = (int(number(f"thiel_{unit}").si) for unit in ("people", "thrusts"))  # who had them, and how many
WATCHED = (100, 300, 1000, 3000, 10_000, PEOPLE, THRUSTS, 300_000, 1_000_000, 3_000_000)
EVENTS = {"any such event": 1.0, "lasting harm": 0.2, "death": 0.02}  # shares of all: a choice


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


def counted_otherwise(unit: float, event: float, noticed: float, caused: float) -> OneIn:
    """One in 20,000 patients, counted for another unit and event, by somebody who notices and blames only a share."""
    (units, per), (events, share) = ([*kinds.items()][int(i)] for kinds, i in ((UNITS, unit), (EVENTS, event)))
    one_in = PATIENTS * per / share / noticed / caused
    return OneIn(f"{events} per {units}", one_in, PATIENTS, published_rates())


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
    person = 70 * scipy.constants.g  # kg: a choice
    return Forces((
        Force("a thrust to the neck, sensor under the hand, mean of two people", neck, neck, "read"),
        Force("a thrust to the lower back, plate in the table, with body weight", table_force, table_force, "read"),
        Force("a person of 70 kg standing on you (weight)", person, person, "ours"),
        Force("the same person stepping (1.5 to 2 times the weight, assumed)", 1.5 * person, 2 * person, "ours"),
        Force("lumbar vertebrae pressed from end to end until they broke", weak, strong, "read"),
    ))  # fmt: skip


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
    conclusion="Unit, event, looking and blame, by our factors, make one rate 12,000 times as rare. Nobody more is hurt, and nobody less.",
    size=(7.6, 4.9),
)

none_seen = Explorable(
    name="none_seen",
    title="None seen: what does it allow?",
    parameters=(
        Parameter(
            "size", "watched", "", range(len(WATCHED)), start=0, words=[f"{size:,}" for size in WATCHED], clock=Clock(10, stepwise=True)
        ),
        Parameter("truth", "true risk", "per million", (0.1, 1, 5, 20, 60, 300, 3000, 30_000), start=60),
    ),
    model=none_among,
    stage=drawings.none_seen_stage,
    draw=drawings.none_seen,
    readout=say_none,
    shows="A graph of the chance to see no event against the true risk; shaded: risks that none seen allows.",
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
    conclusion="These forces cannot be compared by their size alone: they press in different directions, and for different times.",
    size=(7.6, 3.6),
)
