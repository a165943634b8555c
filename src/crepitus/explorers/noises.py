"""Explorers of what can be heard: five noises, five unnamed ones, loudness, the pops of one thrust; and a picture of their sides."""

from dataclasses import dataclass
from functools import cache

from crepitus.figures import noises as drawings
from crepitus.models import noises, sound
from crepitus.models.bubble import SYNOVIAL_FLUID
from crepitus.models.noises import SOURCES, Noise, Volley, noise
from crepitus.models.risk import proportion
from crepitus.models.sound import AIR_DENSITY
from explorables.digits import percent, significant
from explorables.explorable import Explorable
from explorables.parameter import Parameter
from explorables.registry import number, reference, table

POP = number("pop_duration").si
NAMES = {
    "forming": "A cavity that forms",
    "free collapse": "A cavity that collapses freely",
    "partial collapse": "A cavity that collapses part of the way",
    "cord": "A cord that slips over an edge",
    "grating": "Rough surfaces that grate",
}
UNNAMED = (  # sources and joints behind the unnamed sounds
    ("grating", 0.005, 40e3, 0.5, 4),
    ("free collapse", 0.02, 40e3, 0.5, 1),
    ("cord", 0.01, 40e3, 0.1, 1),
    ("forming", 0.02, 20e3, 0.7, 1),
    ("partial collapse", 0.04, 10e3, 0.5, 1),
)


@dataclass(frozen=True)
class Loudness:
    """One source at a `distance` [m]: its levels in air and with the fluid's density, and the one chosen [dB]."""

    distance: float
    in_air: float
    in_fluid: float
    level: float


@dataclass(frozen=True)
class Share:
    """A share with its exact 95 % interval, and what it is a share of."""

    words: str
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Shares:
    """Counts of several studies."""

    rows: tuple[Share, ...]


@cache
def made_by(source: str, mass: float, stiffness: float, damping: float, seed: int = 1) -> Noise:
    """One noise; noises are heard in several explorers."""
    return noise(source, mass, stiffness, damping, seed)


def one_of_five(source: float, mass: float, stiffness: float, damping: float) -> Noise:
    """The noise that a source makes with this mass on this spring."""
    return made_by(SOURCES[int(source) - 1], mass, stiffness, damping)


def unnamed(which: float) -> Noise:
    """A noise whose source is not told."""
    return made_by(*UNNAMED[int(which) - 1])


def how_loud(volume: float, duration: float, distance: float, density: float) -> Loudness:
    """Peak level of a hollow that opens, heard at a distance."""
    time, opened = sound.opening(volume, duration)
    in_air, in_fluid = (
        sound.level(sound.monopole_pressure(time, opened, distance, medium)) for medium in (AIR_DENSITY, SYNOVIAL_FLUID.density)
    )
    return Loudness(distance, in_air, in_fluid, in_fluid if density > 10 else in_air)


def one_thrust(pops: float, thrust: float, again: float) -> Volley:
    """Pops at random moments of one thrust."""
    return noises.volley(int(pops), thrust, POP, seed=int(again))


def counted_sides() -> Shares:
    """How often studies heard a crack on which side."""
    return Shares(tuple(share(row) for row in table("sides").rows))


def share(row: tuple[str, ...]) -> Share:
    """A row of the table as a share with its exact 95 % interval."""
    level, study, counted, part, whole, _ = row
    found = proportion(int(part), int(whole))
    words = f"{level}, {reference(study.strip('[]')).short}: {counted}"
    return Share(words, found.estimate, found.low, found.high)


def say_noise(heard: Noise) -> str:
    """One of the five in two sentences."""
    told = f"{heard.level:.0f} dB at 1 cm in our model" if heard.level else "an illustration without a loudness"
    return f"{NAMES[heard.source]}: {told}. {say_form(heard)}"


def say_unnamed(heard: Noise) -> str:
    """A noise without its name."""
    return say_form(heard)


def say_form(heard: Noise) -> str:
    """How long, how high, how often."""
    often = f"It consists of {len(heard.clip.starts)} bursts" if len(heard.clip.starts) > 1 else "It comes once"
    milliseconds = 1e3 * heard.duration
    lasts = significant(milliseconds, 2) if milliseconds >= 10 else f"{milliseconds:.0f}"
    return f"{often}, lasts {lasts} ms, and its main frequency is about {significant(heard.pitch, 2)} Hz."


def say_loudness(heard: Loudness) -> str:
    """The level, and what the wrong density would do."""
    medium = "air, where the ear is" if heard.level == heard.in_air else "joint fluid, as if the ear were in it"
    difference = heard.in_fluid - heard.in_air
    return (
        f"At {significant(heard.distance)} m the peak is {heard.level:.0f} dB with the density of {medium}. "
        f"The other density changes it by {difference:.0f} dB."
    )


def say_volley(heard: Volley) -> str:
    """How many there were, and how many show."""
    n = len(heard.clip.starts)
    chance = noises.overlap_chance(n, heard.thrust, POP)
    return (
        f"{n} {'pop' if n == 1 else 'pops'} in {significant(1e3 * heard.thrust)} ms; {heard.apart} can be told apart in the recording. "
        f"Of random thrusts like this one {percent(chance)} have at least two pops that run together."
    )


def say_sides(found: Shares) -> str:
    """Every share in words."""
    return " ".join(f"{row.words}, {percent(row.share)}, 95 % interval {100 * row.low:.0f} to {100 * row.high:.0f}." for row in found.rows)


WAVEFORM = (
    "Three graphs. Above, the waveform against time: left its first 25 milliseconds, right all of it. "
    "Below, energy against frequency on a logarithmic axis from 40 to 9,000 hertz, with the range and median of measured neck cracks."
)

hear_it = Explorable(
    name="hear_it",
    title="Hear it: five noises from one mass on one spring",
    parameters=(
        Parameter(
            "source", "source", "", (1, 2, 3, 4, 5), start=1, words=("forming", "free collapse", "partial collapse", "cord", "grating")
        ),
        Parameter("mass", "moving mass", "g", (5, 20, 40), start=20),
        Parameter("stiffness", "stiffness", "N/mm", (10, 20, 40, 80), start=20),
        Parameter("damping", "damping", "of critical", (0.1, 0.3, 0.7), start=0.7),
    ),
    model=one_of_five,
    stage=drawings.noise_stage,
    draw=drawings.noise,
    readout=say_noise,
    hear=lambda heard: heard.clip,
    shows=WAVEFORM,
    conclusion=(
        "Mass and spring set the pitch of forming, of the cord and of each slip of grating; a free collapse is higher than nearly all "
        "measured cracks whatever they are. "
        "One click or many bursts is told at once; forming and a well-damped cord are hard to tell apart, by ear and by spectrum."
    ),
    size=(7.6, 5.2),
)

unnamed_noises = Explorable(
    name="unnamed_noises",
    title="Five sounds without their names",
    parameters=(Parameter("which", "sound", "", (1, 2, 3, 4, 5), start=1),),
    model=unnamed,
    stage=drawings.noise_stage,
    draw=drawings.noise,
    readout=say_unnamed,
    hear=lambda heard: heard.clip,
    shows=WAVEFORM,
    conclusion="Listen for one or many, for how long, for how high; then look whether the spectrum is a narrow hill or a wide one.",
    size=(7.6, 5.2),
)

loudness = Explorable(
    name="loudness",
    title="How loud, how far, in what?",
    parameters=(
        Parameter("volume", "hollow that opens", "mL", (0.02, 0.05, 0.1, 0.2, 0.5), start=0.1),
        Parameter("duration", "it opens within", "ms", (0.5, 1, 2, 5, 10), start=5),
        Parameter("distance", "distance", "m", (0.01, 0.03, 0.1, 0.3, 1, 3, 10), start=0.01),
        Parameter("density", "density put in", "", (1.2, 1010), start=1.2, words=("of air", "of joint fluid")),
    ),
    model=how_loud,
    stage=drawings.loudness_stage,
    draw=drawings.loudness,
    readout=say_loudness,
    shows=(
        "A graph of peak level in decibels against distance in metres, on a logarithmic axis: two falling straight lines, for the density "
        "of air and for that of joint fluid, and a dot at the chosen distance."
    ),
    conclusion=(
        "Ten times as far is 20 dB less. Half the opening time is 12 dB more, twice the volume 6 dB more. "
        "The density of the fluid in place of the air's adds 59 dB at every distance, and is a mistake if the listener is in air."
    ),
    size=(7.2, 4.2),
)

one_thrust_many_pops = Explorable(
    name="one_thrust_many_pops",
    title="Count the pops of one thrust",
    parameters=(
        Parameter("pops", "pops", "", (1, 2, 3, 4, 5, 6, 7, 8, 9), start=4),
        Parameter("thrust", "thrust lasts", "ms", (50, 97, 139, 200), start=97),
        Parameter("again", "another thrust like it", "", (1, 2, 3, 4, 5, 6, 7, 8, 9), start=1),
    ),
    model=one_thrust,
    stage=drawings.volley_stage,
    draw=drawings.volley,
    readout=say_volley,
    hear=lambda heard: heard.clip,
    shows="A graph of sound against time, from the start of a thrust to 230 milliseconds, with a mark above for each pop.",
    conclusion=(
        "Four pops that fall at random into a tenth of a second run together in about half of all thrusts. "
        "A count from a recording is therefore a lower bound, and one by ear still more so."
    ),
    size=(7.6, 3.4),
)

sides = Explorable(
    name="sides",
    title="Which side cracks? Four counts, four ways to ask",
    parameters=(),
    model=counted_sides,
    stage=drawings.sides_stage,
    draw=drawings.sides,
    readout=say_sides,
    shows="Four shares from 0 to 100 percent, one for each study, each with its 95 % interval.",
    conclusion="Marks: counted. Lines: exact 95 % intervals, ours, as if each crack were independent of all others.",
    size=(7.6, 4.0),
)
