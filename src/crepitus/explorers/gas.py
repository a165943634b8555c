"""Explorers of the gas in a joint: how it goes home, and what it consists of meanwhile."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from crepitus.figures import gas as drawings
from crepitus.figures.gas import NAMES
from crepitus.models.gas import Dissolution, Tissue, dissolve, equilibrium_gas, first_gas
from crepitus.models.molecules import Crossings, crossings
from explorables.arrays import Array
from explorables.digits import percent, significant, spoken_time
from explorables.explorable import Explorable
from explorables.parameter import Clock, Parameter
from explorables.units import si_factor

MONTHS = 120 * 86400.0
MARKS = 32  # each 3 % of the gas at the start
LACK = 50 * si_factor("mmHg")  # of the tissue's gases, to fill a bubble: what blood and lung leave, rounded
ASSUMED = {  # how much the tissue's gases fall short by [Pa], and whether the first moments count
    "as they stand": (LACK, True),
    "the tissue lacks nothing": (0.0, True),
    "the first moments do not count": (LACK, False),
}
AGES = {  # of the clock, about the same step on a logarithmic scale
    **{f"{seconds} s": seconds for seconds in (1, 2, 4, 7, 12, 20, 35)},
    **{f"{minutes:g} min": 60 * minutes for minutes in (1, 1.5, 2, 3, 4, 5, 7, 10, 15, 20, 30, 45)},
    **{f"{hours:g} h": 3600 * hours for hours in (1, 1.5, 2, 3, 4, 6, 9, 12, 18)},
    **{f"{days:g} d": 86400 * days for days in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 15, 30, 60)},
}


@dataclass(frozen=True)
class Compositions:
    """What a cavity's gas consists of: at first, at an `age` [s], in the end; and how much is left at that age."""

    first: dict[str, float]
    aged: dict[str, float]
    last: dict[str, float]
    age: float
    amount: float


@dataclass(frozen=True)
class Home:
    """A bubble at an `age` [s] of its `life`: radius [m], amount of gas as a share of the start, each gas's share of what is left, and
    the `marks` that stand for molecules: for each gas places (MARKS, 2) from the middle [m]."""

    life: Dissolution
    age: float
    radius: float
    amount: float
    fractions: dict[str, float]
    marks: dict[str, Array]


def gas_going_home(radius: float, carbon_dioxide: float, lack: float, memory: bool) -> Dissolution:
    """A bubble of carbon dioxide and nitrogen, for four months, in tissue whose nitrogen and oxygen fall short by so much."""
    usual = Tissue()
    scale = 1 + (usual.undersaturation - lack) / (usual.nitrogen + usual.oxygen)
    tissue = Tissue(nitrogen=usual.nitrogen * scale, oxygen=usual.oxygen * scale)
    return dissolve(radius, {"CO2": carbon_dioxide, "N2": 1 - carbon_dioxide}, tissue, MONTHS, memory)


@cache
def followed(radius: float, carbon_dioxide: float, assumed: float) -> tuple[Dissolution, dict[str, Crossings]]:
    """A bubble's whole life, and when each of its marks crosses the wall."""
    life = gas_going_home(radius, carbon_dioxide, *list(ASSUMED.values())[int(assumed) - 1])
    return life, crossings(life, MARKS)


def bubble_at_age(age: float, radius: float, carbon_dioxide: float, assumed: float) -> Home:
    """One moment of a bubble that goes home."""
    life, crossed = followed(radius, carbon_dioxide, assumed)
    now = {gas: float(np.interp(age, life.time, share)) for gas, share in life.fractions.items()}
    size, amount = (float(np.interp(age, life.time, values)) for values in (life.radius, life.amount))
    return Home(life, age, size, amount, now, {gas: found.places(age, size) for gas, found in crossed.items()})


@cache
def ageing(carbon_dioxide: float, oxygen: float) -> Dissolution:
    """The first gas of a cavity of 2 mm radius, left to the tissue."""
    tissue = Tissue(carbon_dioxide=carbon_dioxide, oxygen=oxygen)
    return dissolve(2e-3, first_gas(tissue), tissue, MONTHS, history=True)


def composition_at_age(age: float, carbon_dioxide: float, oxygen: float) -> Compositions:
    """What the gas of a cavity consists of at first, at an age and in the end."""
    life = ageing(carbon_dioxide, oxygen)
    aged = {gas: float(np.interp(age, life.time, values)) for gas, values in life.fractions.items()}
    amount = float(np.interp(age, life.time, life.amount))
    return Compositions(first_gas(life.tissue), aged, equilibrium_gas(life.tissue), age, amount)


def say_home(home: Home) -> str:
    """What is left at this age, and of what; when the last of it goes is told only at an age that has seen it."""
    try:
        end = home.life.lifetime
    except ValueError:  # beyond the months that are followed
        end = np.inf
    if home.age >= end:
        return f"After {spoken_time(home.age)} no gas is left: the last of it went after {spoken_time(end)}."
    outlasts = " It is still there after four months." if home.age == max(AGES.values()) else ""
    parts = " and ".join(f"{percent(home.fractions[gas])} {NAMES[gas]}" for gas in ("CO2", "N2"))
    return (
        f"After {spoken_time(home.age)} the bubble measures {significant(2e3 * home.radius, 2)} mm across. "
        f"{percent(home.amount)} of the gas is left, and that is {parts}.{outlasts}"
    )


def say_compositions(found: Compositions) -> str:
    """Three compositions in words."""
    mixture = " and ".join(f"{percent(found.aged[gas])} {NAMES[gas]}" for gas in ("CO2", "N2"))
    return (
        f"The gas that enters first is {percent(found.first['CO2'])} carbon dioxide. After {spoken_time(found.age)}, "
        f"{percent(found.amount)} of it is left, and that is {mixture}. A cavity held open for ever would come to "
        f"{percent(found.last['N2'])} nitrogen."
    )


gas_goes_home = Explorable(
    name="gas_goes_home",
    title="Gas goes home",
    parameters=(
        Parameter("age", "time after the crack", "", [*AGES.values()], start=AGES["1 min"], words=[*AGES], clock=Clock(12, stepwise=True)),
        Parameter("radius", "radius of the bubble at first", "mm", (1, 2, 3), start=2),
        Parameter("carbon_dioxide", "carbon dioxide at the start", "%", (0, 80, 100), start=80),
        Parameter("assumed", "our assumptions", "", (1, 2, 3), start=1, words=[*ASSUMED]),
    ),
    model=bubble_at_age,
    stage=drawings.home_stage,
    draw=drawings.home,
    readout=say_home,
    shows=(
        "Left, to scale, a bubble in tissue, cut through its middle. Its rim shows what shares of its gas are carbon dioxide, nitrogen "
        "and oxygen, a dashed circle how large it was; marks stand for gas, in the bubble and, once it has crossed, in the tissue. "
        "Right, two graphs against the time after the crack, on a logarithmic axis from 1 second to 60 days: above, how much of each gas "
        "is left; below, what share of the rest it is. Both are drawn up to the moment shown. A line marks 20 minutes."
    ),
    conclusion=(
        "Carbon dioxide leaves within minutes to an hour, because it dissolves well. What stays is nitrogen, for hours to days, for "
        "weeks if the bubble is large and all nitrogen. "
        "If the tissue lacks nothing, only surface tension drives the rest out, and that takes weeks to many months."
    ),
    size=(7.6, 4.7),
)

two_compositions = Explorable(
    name="two_compositions",
    title="Carbon dioxide or nitrogen?",
    parameters=(
        Parameter(
            "age", "age of the gas", "min", (1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 60, 180, 720), start=1, clock=Clock(10, stepwise=True)
        ),
        Parameter("carbon_dioxide", "tension of carbon dioxide", "mmHg", (34, 45, 60, 80, 110, 150), start=45),
        Parameter("oxygen", "tension of oxygen", "mmHg", (8, 20, 30, 45, 60, 78), start=45),
    ),
    model=composition_at_age,
    stage=drawings.compositions_stage,
    draw=drawings.compositions,
    readout=say_compositions,
    shows=(
        "Five bars of what gas consists of, from 0 to 100 %: three from our model, of the gas that enters first, at the chosen age, "
        "and in the end; and two published shares, of carbon dioxide in cracked joints and of nitrogen in worn discs."
    ),
    conclusion=(
        "What enters first is mostly carbon dioxide, what stays is mostly nitrogen. "
        "Both published shares can be right, of gas of different ages."
    ),
    size=(7.6, 4.0),
)
