"""The opening: one zoom from a person's back to the smallest bubble of a joint."""

import math
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from crepitus.figures import zoom as drawings
from crepitus.models import gas
from crepitus.models.zoom import View, cut, spine_height, view
from explorables.digits import significant, spoken_time
from explorables.explorable import Explorable
from explorables.parameter import Clock, Parameter, Stop
from explorables.registry import number
from explorables.units import si_factor

STEPS = 24  # to a tenfold magnification: each step is a tenth
TIMES = [float(f"{10 ** (step / STEPS):.4g}") for step in range(5 * STEPS + 1)]


@dataclass(frozen=True)
class Sight:
    """What is seen: the view, its title and from which side, and a sentence."""

    view: View
    title: str
    side: str
    sentence: str


@dataclass(frozen=True)
class Place:
    """What one looks at: at how many steps of the zoom it is reached, its title, how its stop calls it, from which side, its lesson."""

    steps: int
    title: str
    stop: str
    side: str
    lesson: str


BEHIND, LEVEL, SCHEMATIC = "from behind", "level cut, from above", "level cut, schematic"
PLACES = (
    Place(0, "A back", "a back", BEHIND, "04_the_sound"),
    Place(8, "The spine", "the spine", BEHIND, "01_spine_anatomy"),
    Place(30, "L4 and L5", "L4 and L5", BEHIND, "02_joints_in_motion"),
    Place(44, "A facet joint", "a facet joint", LEVEL, "09_does_it_wear_out"),
    Place(51, "The cavity", "the cavity", SCHEMATIC, "03_what_makes_the_crack"),
    Place(73, "The film of fluid", "the film of fluid", SCHEMATIC, "03_what_makes_the_crack"),
    Place(120, "A tiny bubble", "a tiny bubble", SCHEMATIC, "05_refractory_period"),
)


@cache
def bubble_life() -> float:
    """How long the smallest bubble lasts in our model of dissolving gas [s]."""
    return gas.dissolve(number("smallest_bubble").si / 2, {"CO2": 0.8, "N2": 0.2}, gas.Tissue(), 3600).lifetime


@cache
def sentences() -> tuple[str, ...]:
    """What to know of each of PLACES."""
    found, gap, share = cut(), number("facet_gap_lumbar").printed, number("gas_share").printed
    return (
        "From here, a metre away, you can hear the crack.",
        f"From the first bone of the neck to the tip of the coccyx it is {spoken_length(spine_height())} high.",
        "Two bones of the lower back meet in three places: a disc in front, and two facet joints behind.",
        f"Its surfaces are {spoken_length(found.width)} wide here. From bone to bone CT shows {gap} mm, cartilage included.",
        f"In fingers gas takes about {share} % of a cracked joint. In the fluid here that would be {spoken_length(found.cavity)} across. "
        "In a back nobody has seen it.",
        f"Two layers of cartilage leave {spoken_length(found.film)} for the fluid, at most. If a back cracks as a finger does, it is here.",
        f"It is {spoken_length(number('smallest_bubble').si)} across. Our model gives it {spoken_time(bubble_life())} until its gas has "
        "gone into the fluid.",
    )


def spoken_length(length: float) -> str:
    """A length [m] in two digits and in the largest unit of which there is about one."""
    unit = next(unit for unit, least in (("m", 1.0), ("cm", 1e-2), ("mm", 0.5e-3), ("µm", 0.0)) if length >= least)
    return f"{significant(length / si_factor(unit), 2)} {unit}"


def look(magnification: float) -> Sight:
    """What is seen at a magnification. A place is looked at from halfway before its stop on."""
    step = STEPS * math.log10(magnification)
    begins = [0.0, *((before.steps + after.steps) / 2 for before, after in pairwise(PLACES))]
    at = bisect_right(begins, step + 1e-3) - 1
    return Sight(view(magnification), PLACES[at].title, PLACES[at].side, sentences()[at])


def say(sight: Sight) -> str:
    """How wide the picture is, and what to know of what it shows."""
    times = sight.view.magnification
    how = f"magnified {significant(times, 2)} times" if times > 1 else "not magnified"
    return f"{sight.title}, {how}: the picture is {spoken_length(sight.view.width)} wide. {sight.sentence}"


body_to_bubble = Explorable(
    name="body_to_bubble",
    title="From body to bubble",
    parameters=(
        Parameter(
            "magnification", "magnified", "times", TIMES, start=1, clock=Clock(20, stepwise=True),
            stops=[Stop(TIMES[place.steps], place.stop, place.lesson) for place in PLACES],
        ),
    ),
    model=look,
    stage=drawings.zoom_stage,
    draw=drawings.zoom,
    readout=say,
    shows=(
        "Left, one picture that is magnified: a person from behind with the spine in the body, then L4 and L5, then their right "
        "facet joint cut level and seen from above, with cartilage, a film of fluid and a cavity, at last a tiny bubble in the fluid. "
        "A bar gives the scale, from 1 metre to 10 micrometres. Right, a ruler on which each step is a tenth of the one before, with "
        "the lengths of eight things, filled where measured and open where ours, and a knob at the width of the picture."
    ),
    conclusion=(
        "A person is about 3,000 times as tall as the film of fluid is thick. What happens in it when a finger cracks has been filmed; in "
        "a back nobody has looked that closely."
    ),
    size=(7.6, 4.0),
)  # fmt: skip
