"""Explorers of the crack: the film, one joint under two theories; and a still picture of their pitch."""

from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np

from crepitus.figures import joint as drawings
from crepitus.models import joint
from crepitus.models.joint import ATMOSPHERE, Crack, Film, Joint, Pull
from explorables.digits import percent, significant
from explorables.explorable import Explorable
from explorables.parameter import Parameter
from explorables.registry import number

GAS = Parameter("gas_pressure", "gas in the cavity", "kPa", (2, 5, 10, 20, 40, 60), start=10)
UNKNOWNS = (
    GAS,
    Parameter("moving_mass", "moving mass", "g", (5, 10, 20), start=20),
    Parameter("capsule_stiffness", "stiffness of the capsule", "N/mm", (10, 20, 40, 80), start=20),
)


@dataclass(frozen=True)
class Cracks:
    """One joint cracked under both theories."""

    formation: Crack
    collapse: Crack


@dataclass(frozen=True)
class Pitches:
    """Main frequencies [Hz] that each theory gives over the range of its unknowns."""

    formation: np.ndarray
    collapse: np.ndarray


@cache  # the camera's rate and the recorder's noise change what is seen and heard, not what happens
def pulled(cracked: Joint, theory: str) -> Pull:
    """A joint pulled apart."""
    return joint.pull(cracked, theory)


@cache
def heard(cracked: Joint, theory: str) -> Crack:
    """Its sound."""
    return joint.listen(pulled(cracked, theory))


def both_theories(gas_pressure: float, moving_mass: float, capsule_stiffness: float) -> Cracks:
    """One joint, cracked once by forming a cavity and once by its collapse."""
    cracked = Joint(gas_pressure=gas_pressure, moving_mass=moving_mass, capsule_stiffness=capsule_stiffness)
    return Cracks(*(heard(cracked, theory) for theory in joint.THEORIES))


def pitches() -> Pitches:
    """Both theories at the corners of the range their unknowns may have."""
    corners = [both_theories(*corner) for corner in product(*((parameter.si[0], parameter.si[-1]) for parameter in UNKNOWNS))]
    return Pitches(np.array([c.formation.pitch for c in corners]), np.array([c.collapse.pitch for c in corners]))


def say_film(film: Film) -> str:
    """The film in a sentence."""
    high = film.drop >= ATMOSPHERE
    amount = f"{significant(film.drop / ATMOSPHERE)} atmospheres" if high else f"{significant(film.drop / 1e3)} kPa"
    verdict = "the fluid can tear and a cavity can form" if film.drop > drawings.TEARS else "too little for a cavity"
    return (
        f"A film {significant(1e6 * film.gap)} µm thin, opened at {significant(1e3 * film.opening_speed)} mm/s with fluid of "
        f"{significant(film.viscosity)} Pa s: its centre falls {amount} below the surroundings, {verdict}."
    )


def say_theories(cracks: Cracks) -> str:
    """Both theories in two sentences."""
    forming, collapse = cracks.formation, cracks.collapse
    return (
        f"Forming: the gap springs open by {1e3 * np.ptp(forming.pull.gap[forming.pull.time >= 0]):.2f} mm, its sound has a main "
        f"frequency of about {significant(forming.pitch, 2)} Hz and {forming.level:.0f} dB at 1 cm, and the cavity stays. "
        f"Collapsing: a main frequency of about {significant(collapse.pitch, 2)} Hz and {collapse.level:.0f} dB, and "
        f"{percent(collapse.pull.left)} of the cavity is left."
    )


def say_pitches(found: Pitches) -> str:
    """Measured and modelled frequencies in two sentences."""
    low, middle, high = (number(f"crack_pitch_{which}").printed for which in ("low", "median", "high"))
    forming, collapsing = (
        f"{significant(values.min(), 2)} to {significant(values.max(), 2)} Hz" for values in (found.formation, found.collapse)
    )
    return (
        f"Neck cracks had main frequencies between {low} and {high} Hz, with a median of {middle} Hz. "
        f"Over the range of its unknowns our model gives about {forming} for forming and {collapsing} for collapse."
    )


film_pressure = Explorable(
    name="film_pressure",
    title="How thin, how quick, how thick: when can the fluid tear?",
    parameters=(
        Parameter("gap", "gap", "µm", (10, 20, 30, 50, 70, 100, 150, 200, 300, 500), start=100),
        Parameter("opening_speed", "opening speed", "mm/s", (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000), start=10),
        Parameter("viscosity", "viscosity", "Pa s", (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1), start=0.1),
    ),
    model=joint.film,
    stage=drawings.film_stage,
    draw=drawings.film_pressure,
    readout=say_film,
    shows=(
        "Two graphs. Left: pressure in kilopascals, from -420 to 40, against distance from the centre in millimetres. "
        "Right: opening speed against gap, both on logarithmic axes, with the region in which a cavity can form and a dot for this pull."
    ),
    conclusion=(
        "Half the gap needs only a quarter of the speed. A film that is thin, opened quickly and filled with thick "
        "fluid tears; a slow pull on a wide gap never does."
    ),
    size=(7.6, 3.6),
)

formation_or_collapse = Explorable(
    name="formation_or_collapse",
    title="One joint, two theories",
    parameters=UNKNOWNS,
    model=both_theories,
    stage=drawings.theories_stage,
    draw=drawings.theories,
    readout=say_theories,
    shows=(
        "Eight graphs against time, from 1 millisecond before the cavity appears to 9 after. "
        "Left column: it forms and stays; right column: it collapses. Rows: gap, cavity volume, pressure, sound."
    ),
    conclusion=(
        "Mass and stiffness set the pitch of forming. Stiffness also sets how large the cavity gets, and with that the pitch of collapse. "
        "The more gas cushions a collapse, the lower, milder and less complete it is."
    ),
    size=(7.6, 6.6),
)

pitch = Explorable(
    name="pitch",
    title="Forming is too low for some cracks, collapsing too high for most",
    parameters=(),
    model=pitches,
    stage=drawings.pitch_stage,
    draw=drawings.pitch,
    readout=say_pitches,
    shows="Three ranges of the main frequency on a logarithmic axis from 40 to 9,000 hertz: measured, forming, collapsing.",
    conclusion="Mark and thin line: measured. Dashed: our model between the extremes of what its unknowns may be; each tick is one.",
    size=(7.6, 2.6),
)
