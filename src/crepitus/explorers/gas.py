"""Explorers of the gas in a joint: how it goes home, and what it consists of meanwhile."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from crepitus.figures import gas as drawings
from crepitus.figures.gas import NAMES
from crepitus.models.gas import Dissolution, Tissue, dissolve, equilibrium_gas, first_gas
from explorables.digits import percent, spoken_time
from explorables.explorable import Explorable
from explorables.parameter import Parameter
from explorables.registry import number

MONTHS = 120 * 86400.0


@dataclass(frozen=True)
class Compositions:
    """What a cavity's gas consists of: at first, at an `age` [s], in the end; and how much is left at that age."""

    first: dict[str, float]
    aged: dict[str, float]
    last: dict[str, float]
    age: float
    amount: float


def gas_going_home(radius: float, carbon_dioxide: float, lack: float, spreading: float, memory: float) -> Dissolution:
    """A bubble of carbon dioxide and nitrogen, for four months, in tissue whose nitrogen and oxygen fall short by so much."""
    usual = Tissue()
    scale = 1 + (usual.undersaturation - lack) / (usual.nitrogen + usual.oxygen)
    tissue = Tissue(nitrogen=usual.nitrogen * scale, oxygen=usual.oxygen * scale, spreading=spreading)
    return dissolve(radius, {"CO2": carbon_dioxide, "N2": 1 - carbon_dioxide}, tissue, MONTHS, bool(memory))


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


def say_home(life: Dissolution) -> str:
    """What is left after 20 minutes, and when all is gone."""
    at = number("refractory_1971").si
    left = float(np.interp(at, life.time, life.amount))
    co2 = float(np.interp(at, life.time, life.fractions["CO2"]))
    kept = f"{percent(left)} of the gas is still there, {percent(co2)} of it carbon dioxide" if left > 0.005 else "hardly any gas is left"
    try:
        gone = f"All is gone after {spoken_time(life.lifetime)}." if np.isfinite(life.lifetime) else "It never goes."
    except ValueError:
        gone = "After four months it is not gone."
    return f"After {at / 60:.0f} minutes {kept}. {gone}"


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
        Parameter("radius", "radius of the bubble", "mm", (0.5, 1, 1.5, 2, 3), start=2),
        Parameter("carbon_dioxide", "carbon dioxide at the start", "%", (0, 25, 50, 80, 100), start=80),
        Parameter("lack", "tissue gases fall short by", "mmHg", (0, 50, 100), start=50),
        Parameter("spreading", "gas spreads, compared with water", "%", (50, 100), start=100),
        Parameter("memory", "the first moments count", "", (0, 1), start=1, words=("not at all", "in full")),
    ),
    model=gas_going_home,
    stage=drawings.home_stage,
    draw=drawings.home,
    readout=say_home,
    shows=(
        "Two graphs against time after the crack, on a logarithmic axis from 10 seconds to 60 days. Above, how much carbon dioxide, "
        "nitrogen and oxygen is left; below, what share of the rest each of them is. A line marks 20 minutes."
    ),
    conclusion=(
        "Carbon dioxide leaves within minutes to an hour, because it dissolves well. What stays is nitrogen, for hours to weeks. "
        "If the tissue lacks nothing, only surface tension drives the rest out, and that takes weeks to many months."
    ),
    size=(7.6, 5.0),
)

two_compositions = Explorable(
    name="two_compositions",
    title="Carbon dioxide or nitrogen? It depends on the age",
    parameters=(
        Parameter("age", "age of the gas", "min", (1, 2, 5, 10, 20, 30, 60, 180, 720), start=1),
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
