"""An explorer of the film: lift a surface off another, and see the fluid run in, or tear."""

from crepitus.figures import film as drawings
from crepitus.models.film import TEARS, Film, film
from crepitus.models.joint import ATMOSPHERE
from explorables.digits import brief_time, significant
from explorables.explorable import Explorable
from explorables.parameter import Clock, Parameter
from explorables.registry import number

LIFTS = (0, 4, 10, 20, 35, 60, 100, 150, 220, 300)


def say_film(seen: Film) -> str:
    """What the pull does to the fluid as it begins, and what has become of it."""
    high = seen.drop >= ATMOSPHERE
    amount = f"{significant(seen.drop / ATMOSPHERE)} atmospheres" if high else f"{significant(seen.drop / 1e3)} kPa"
    verdict = "the fluid can tear and a cavity can form" if seen.drop > TEARS else "too little for a cavity"
    if seen.drop > (most := number("homogeneous_tension")).si:
        verdict += f". Even pure water would tear long before, at about {significant(most.si / ATMOSPHERE, 2)}"
    return (
        f"A film {significant(1e6 * seen.gap)} µm thin, opened at {significant(1e3 * seen.opening_speed)} mm/s with fluid of "
        f"{significant(seen.viscosity)} Pa s: its centre would fall {amount} below the surroundings, {verdict}.{say_tear(seen)}"
    )


def say_tear(seen: Film) -> str:
    """What has become of it by now."""
    if not seen.lift:
        return f" It tears {significant(2e3 * seen.torn, 2)} mm wide." if seen.torn else ""
    when = f" {brief_time(seen.time)} later, lifted by {significant(1e6 * seen.lift)} µm,"
    if seen.torn:
        return f"{when} the tear is {significant(2e3 * seen.torn, 2)} mm wide and holds {significant(1e9 * seen.cavity_volume, 2)} µL."
    if seen.drop > TEARS:
        return f"{when} fluid has filled the tear."
    return f"{when} it is {significant(-seen.pressure.min() / 1e3, 2)} kPa below."


film_pressure = Explorable(
    name="film_pressure",
    title="Tear a film",
    parameters=(
        Parameter("gap", "gap at first", "µm", (10, 20, 50, 100, 200), start=100),
        Parameter("opening_speed", "opening speed", "mm/s", (2, 10, 20, 50, 100, 200, 1000), start=10),
        Parameter("viscosity", "viscosity", "Pa s", (0.01, 0.1, 1), start=0.1),
        Parameter("lift", "lifted by", "µm", LIFTS, start=10, clock=Clock(seconds=8)),
    ),
    model=film,
    stage=drawings.film_stage,
    draw=drawings.film_pressure,
    readout=say_film,
    shows=(
        "A section through a thin film of fluid between two round surfaces, heights drawn four times as large; the upper one is lifted. "
        "Fluid runs in from both sides, the bluer the lower its pressure, and where it tears a cavity opens in the middle. Each mark is a "
        "bit of fluid, with the way it came during the last 20 micrometres of lift. Below, pressure in kilopascals at the same places, "
        "solid; dashed, what it would be if the fluid could not tear. Right: opening speed against gap, both on logarithmic axes, with the "
        "region in which a pull can tear the fluid, a knob for the start of this pull and a dot for this moment."
    ),
    conclusion=(
        "Half the gap needs only a quarter of the speed. A thin film of thick fluid tears when it is opened quickly; in this "
        "model a slow pull on a wide gap tears nothing."
    ),
    size=(7.6, 5.0),
)
