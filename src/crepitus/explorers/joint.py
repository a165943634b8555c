"""Explorers of the crack: one joint under two theories; and a still picture of their pitch."""

from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np

from crepitus.figures import joint as drawings
from crepitus.figures import theories as scene
from crepitus.models import joint
from crepitus.models.joint import Crack, Joint, Pull
from crepitus.models.noises import faded_out
from crepitus.models.section import Section, section
from explorables.digits import brief_time, percent, significant
from explorables.explorable import Explorable
from explorables.parameter import Clock, Parameter
from explorables.registry import number
from explorables.sound import Clip

GAS = Parameter("gas_pressure", "gas in the cavity", "kPa", (2, 5, 10, 20, 40, 60), start=10)
FEW_GASES = Parameter("gas_pressure", "gas in the cavity", "kPa", (2, 10, 60), start=10)
RANGES = {"gas_pressure": (2e3, 60e3), "moving_mass": (5e-3, 20e-3), "capsule_stiffness": (10e3, 80e3)}  # SI: what nobody has measured
MOMENTS = (*range(-4500, 0, 500), 0, 0.2, 0.4, 0.6, 0.8, 1, 1.4, 1.8, 2.2, 2.6, 3, *(3.38 + 0.08 * i for i in range(71)))  # ms


@dataclass(frozen=True)
class Cracks:
    """One joint cracked under both theories."""

    formation: Crack
    collapse: Crack


@dataclass(frozen=True)
class Moment:
    """One joint under both theories at `time` [s after inception]: all that happens, and what is there just then."""

    time: float
    joint: Joint
    cracks: Cracks
    formation: Section
    collapse: Section


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


def both_theories(cracked: Joint) -> Cracks:
    """One joint, cracked once by forming a cavity and once by its collapse."""
    return Cracks(*(heard(cracked, theory) for theory in joint.THEORIES))


def at_one_moment(time: float, gas_pressure: float, capsule_stiffness: float) -> Moment:
    """One joint under both theories, at one moment of its pull."""
    cracked = Joint(gas_pressure=gas_pressure, capsule_stiffness=capsule_stiffness)
    cracks = both_theories(cracked)
    return Moment(time, cracked, cracks, section(cracked, cracks.formation, time), section(cracked, cracks.collapse, time))


def pitches() -> Pitches:
    """Both theories at the corners of the range their unknowns may have."""
    corners = [both_theories(Joint(**dict(zip(RANGES, corner)))) for corner in product(*RANGES.values())]
    return Pitches(np.array([c.formation.pitch for c in corners]), np.array([c.collapse.pitch for c in corners]))


@cache
def clip(cracked: Joint, theory: str) -> Clip:
    """A crack until it has faded, as it is played."""
    return faded_out(cracked, theory, 0.01, 0.02)[0]


def hear_moment(moment: Moment) -> Clip | None:
    """Silence before the fluid tears, then the crack of forming, and from the collapse on that of collapsing."""
    starts = moment.cracks.collapse.pull.collapse_start
    if moment.time < 0 or starts is None:
        return None
    return clip(moment.joint, "collapse" if moment.time >= starts else "formation")


def say_theories(moment: Moment) -> str:
    """When it is, and what is to be seen and heard under each theory."""
    forming, collapsing = moment.cracks.formation, moment.cracks.collapse
    if moment.time < 0:
        load = moment.formation.load
        when = f"{brief_time(-moment.time)} before the fluid tears the joint is pulled with {load:.0f} N ({load / 9.81:.1f} kgf) and"
    else:
        when = f"{1e3 * moment.time:.2f} ms after the fluid tore" if moment.time else "At the moment when the fluid tears"
    sounds = "sounds" if moment.formation.cavity_volume else "will sound"
    return (
        f"{when} the gap is {1e3 * moment.formation.gap:.2f} mm wide. If the cavity stays, it holds {say_held(moment.formation)} and "
        f"{sounds} at about {significant(forming.pitch, 2)} Hz. If it collapses, it holds {say_held(moment.collapse)}, {sounds} at about "
        f"{significant(collapsing.pitch, 2)} Hz, {collapsing.level - forming.level:.0f} dB louder, and ends with "
        f"{percent(collapsing.pull.left)} of its widest."
    )


def say_held(seen: Section) -> str:
    """How large the cavity is."""
    return f"{1e6 * seen.cavity_volume:.3f} mL" if seen.cavity_volume else "nothing yet"


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


formation_or_collapse = Explorable(
    name="formation_or_collapse",
    title="One joint, two theories",
    parameters=(
        Parameter("time", "time after the fluid tears", "ms", MOMENTS, start=5.22, clock=Clock(seconds=16, stepwise=True)),
        FEW_GASES,
        Parameter("capsule_stiffness", "stiffness of the capsule", "N/mm", (10, 20, 40), start=20),
    ),
    model=at_one_moment,
    stage=scene.theories_stage,
    draw=scene.theories,
    readout=say_theories,
    shows=(
        "Two sections of a finger joint that is pulled, side by side: left the cavity forms and stays, right it collapses. "
        "The fluid is the bluer the lower its pressure. Below, three graphs against time, from 4.5 seconds before the fluid tears to "
        "9 milliseconds after, with this moment marked: volume of the cavity, pressure, sound."
    ),
    conclusion=(
        "Up to the widest cavity the two theories are the same. Stiffness sets how large the cavity gets and the pitch of both. "
        "The more gas cushions a collapse, the lower, milder and less complete it is."
    ),
    size=(7.6, 7.6),
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
