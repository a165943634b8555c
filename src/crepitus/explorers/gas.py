"""Explorers of the gas in a joint: how it goes home, and what it consists of meanwhile."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from crepitus.figures import gas as drawings
from crepitus.figures.gas import NAMES
from crepitus.models.gas import Dissolution, Tissue, dissolve, equilibrium_gas, first_gas
from explorables.explorable import Explorable, Parameter
from explorables.registry import SI, number

MONTHS = 120 * 86400.0


@dataclass(frozen=True)
class Compositions:
    """What a cavity's gas consists of: at first, at an `age` [s], in the end; and how much is left at that age."""

    first: dict
    aged: dict
    last: dict
    age: float
    amount: float


def gas_going_home(radius_mm, co2_percent, lack_mmhg, spreading_percent, memory):
    """A bubble of carbon dioxide and nitrogen, for four months, in tissue whose nitrogen and oxygen fall short by so much."""
    usual = Tissue()
    scale = 1 + (usual.undersaturation - lack_mmhg * SI["mmHg"]) / (usual.nitrogen + usual.oxygen)
    tissue = Tissue(nitrogen=usual.nitrogen * scale, oxygen=usual.oxygen * scale, spreading=spreading_percent / 100)
    return dissolve(radius_mm * 1e-3, {"CO2": co2_percent / 100, "N2": 1 - co2_percent / 100}, tissue, MONTHS, bool(memory))


@cache
def ageing(co2_mmhg, o2_mmhg):
    """The first gas of a cavity of 2 mm radius, left to the tissue."""
    tissue = Tissue(carbon_dioxide=co2_mmhg * SI["mmHg"], oxygen=o2_mmhg * SI["mmHg"])
    return dissolve(2e-3, first_gas(tissue), tissue, MONTHS, history=True)


def composition_at_age(age_min, co2_mmhg, o2_mmhg):
    """What the gas of a cavity consists of at first, at an age and in the end."""
    life = ageing(co2_mmhg, o2_mmhg)
    aged = {gas: float(np.interp(age_min * 60, life.time, values)) for gas, values in life.fractions.items()}
    amount = float(np.interp(age_min * 60, life.time, life.amount))
    return Compositions(first_gas(life.tissue), aged, equilibrium_gas(life.tissue), age_min * 60, amount)


def say_home(life: Dissolution):
    """What is left after 20 minutes, and when all is gone."""
    at = number("refractory_1971").si
    left = float(np.interp(at, life.time, life.amount))
    co2 = float(np.interp(at, life.time, life.fractions["CO2"]))
    kept = (
        f"{100 * left:.0f} % of the gas is still there, {100 * co2:.0f} % of it carbon dioxide"
        if left > 0.005
        else "hardly any gas is left"
    )
    try:
        gone = f"All is gone after {spoken(life.lifetime)}." if np.isfinite(life.lifetime) else "It never goes."
    except ValueError:
        gone = "After four months it is not gone."
    return f"After {at / 60:.0f} minutes {kept}. {gone}"


def spoken(seconds):
    """A long time in a unit that suits it."""
    for size, unit in ((86400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds / size:.2g} {unit}" if seconds < 100 * size else f"{seconds / size:.0f} {unit}"
    return f"{float(f'{seconds:.2g}'):g} seconds"


def say_compositions(found: Compositions):
    """Three compositions in words."""
    mixture = " and ".join(f"{100 * found.aged[gas]:.0f} % {NAMES[gas]}" for gas in ("CO2", "N2"))
    first, last = 100 * found.first["CO2"], 100 * found.last["N2"]
    return (
        f"The gas that enters first is {first:.0f} % carbon dioxide. After {spoken(found.age)}, {100 * found.amount:.0f} % of it is left, "
        f"and that is {mixture}. A cavity held open for ever would come to {last:.0f} % nitrogen."
    )


gas_goes_home = Explorable(
    name="gas_goes_home",
    title="Gas goes home",
    parameters=(
        Parameter("radius_mm", "radius of the bubble", "mm", (0.5, 1, 1.5, 2, 3), start=2),
        Parameter("co2_percent", "carbon dioxide at the start", "%", (0, 25, 50, 80, 100), start=80),
        Parameter("lack_mmhg", "tissue gases fall short by", "mmHg", (0, 50, 100), start=50),
        Parameter("spreading_percent", "gas spreads, compared with water", "%", (50, 100), start=100),
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
        Parameter("age_min", "age of the gas", "min", (1, 2, 5, 10, 20, 30, 60, 180, 720), start=1),
        Parameter("co2_mmhg", "tension of carbon dioxide", "mmHg", (34, 45, 60, 80, 110, 150), start=45),
        Parameter("o2_mmhg", "tension of oxygen", "mmHg", (8, 20, 30, 45, 60, 78), start=45),
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
