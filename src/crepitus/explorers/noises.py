"""Explorers of what can be heard: five noises, five unnamed ones, loudness, the pops of one thrust; and a picture of their sides."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from crepitus.figures import noises as drawings
from crepitus.models import sound
from crepitus.models.bubble import SYNOVIAL_FLUID
from crepitus.models.noises import SOURCES, Noise, Source, noise, source_at
from crepitus.models.sound import AIR_DENSITY
from explorables.digits import significant
from explorables.explorable import Explorable
from explorables.parameter import Clock, Parameter
from explorables.registry import number
from explorables.sound import Clip

SECONDS = 12  # that a close-up takes to play
CLOSE = {"forming": 0.02, "free collapse": 0.002, "partial collapse": 0.004, "cord": 0.02, "grating": 0.08}  # s: of each a few swings
UNTOLD = 0.025  # s
BEFORE = 0.08  # of a close-up: what comes before the noise is loud
MOMENT = Parameter("moment", "moment of the close-up", "%", range(0, 101, 4), start=100, clock=Clock(SECONDS))
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
class Heard:
    """A noise at a moment `now` [s] of a close-up that lasts from `begins` for a `span` [s]; and its source, if it is shown."""

    noise: Noise
    now: float
    begins: float
    span: float
    source: Source | None = None

    @property
    def sounds(self) -> bool:
        """Whether it has become loud by now."""
        return self.now >= loud_from(self.noise.clip)


@dataclass(frozen=True)
class Loudness:
    """One source at a `distance` [m]: its levels in air and with the fluid's density, and the one chosen [dB]."""

    distance: float
    in_air: float
    in_fluid: float
    level: float


@cache
def made_by(source: str, mass: float, stiffness: float, damping: float, seed: int = 1) -> Noise:
    """One noise; noises are heard in several explorers."""
    return noise(source, mass, stiffness, damping, seed)


def loud_from(clip: Clip) -> float:
    """When a clip is first within 20 dB of its peak [s]."""
    return float(clip.time[np.argmax(np.abs(clip.samples) >= 0.1)])


def one_of_five(moment: float, source: float, stiffness: float, damping: float) -> Heard:
    """The noise that a source makes with our mass on this spring, and that source, at a moment of its close-up (a share)."""
    made = made_by(SOURCES[int(source) - 1], number("moving_mass").si, stiffness, damping)
    span = CLOSE[made.source]
    begins = loud_from(made.clip) - BEFORE * span
    now = begins + moment * span
    return Heard(made, now, begins, span, source_at(made, now, (begins, begins + span), span / 80))


def unnamed(moment: float, which: float) -> Heard:
    """A noise whose source is not told, at a moment of its close-up (a share): of one length, lest that tell."""
    made = made_by(*UNNAMED[int(which) - 1])
    begins = loud_from(made.clip) - BEFORE * UNTOLD
    return Heard(made, begins + moment * UNTOLD, begins, UNTOLD)


def hear(heard: Heard) -> Clip | None:
    """The noise, once it has become loud."""
    return heard.noise.clip if heard.sounds else None


def how_loud(volume: float, duration: float, distance: float, density: float) -> Loudness:
    """Peak level of a hollow that opens, heard at a distance."""
    time, opened = sound.opening(volume, duration)
    in_air, in_fluid = (
        sound.level(sound.monopole_pressure(time, opened, distance, medium)) for medium in (AIR_DENSITY, SYNOVIAL_FLUID.density)
    )
    return Loudness(distance, in_air, in_fluid, in_fluid if density > 10 else in_air)


def say_noise(heard: Heard) -> str:
    """One of the five: its name and loudness, its form, and how much slower than life it is shown."""
    level = heard.noise.level
    told = f"{level:.0f} dB at 1 cm in our model" if level else "an illustration without a loudness"
    return f"{NAMES[heard.noise.source]}: {told}. {say_form(heard.noise)} {say_slowed(heard)}"


def say_unnamed(heard: Heard) -> str:
    """A noise without its name."""
    return f"{say_form(heard.noise)} {say_slowed(heard)}"


def say_slowed(heard: Heard) -> str:
    """Where the moment is, how long the close-up is, and how much slower than life it plays."""
    passed = heard.now - loud_from(heard.noise.clip)
    return (
        f"The line marks {abs(1e3 * passed):.1f} ms {'before' if passed < 0 else 'after'} the start. The close-up lasts "
        f"{1e3 * heard.span:.0f} ms, slowed {significant(SECONDS / heard.span, 2)} times at the middle speed."
    )


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


WAVEFORM = (
    "the waveform close up, where a line marks the moment, and from first to last, against time; energy against frequency on a "
    "logarithmic axis from 40 to 9,000 hertz, with the range and median of measured neck cracks."
)

hear_it = Explorable(
    name="hear_it",
    title="Hear it: five noises from one mass on one spring",
    parameters=(
        MOMENT,
        Parameter("source", "source", "", (1, 2, 3, 4, 5), start=1, words=SOURCES),
        Parameter("stiffness", "stiffness of the spring", "N/mm", (10, 20, 80), start=20),
        Parameter("damping", "damping", "", (0.1, 0.7), start=0.7, words=("little, 0.1 of critical", "much, 0.7")),
    ),
    model=one_of_five,
    stage=drawings.hear_stage,
    draw=drawings.hear,
    readout=say_noise,
    hear=hear,
    shows=("Four pictures. The source: a mass on a spring, with the cavity, the cord or the rough surface that sets it going; " + WAVEFORM),
    conclusion=(
        "Mass and spring set the pitch of a forming cavity, of the cord and of each slip of grating. With our cavity a free collapse is "
        "higher than nearly all measured cracks, at every spring offered here. You can tell at once whether it is a short click or a "
        "long scrape; a forming cavity and a well-damped cord are hard to tell apart, by ear and by spectrum."
    ),
    size=(7.6, 5.6),
)

unnamed_noises = Explorable(
    name="unnamed_noises",
    title="Five sounds without their names",
    parameters=(MOMENT, Parameter("which", "sound", "", (1, 2, 3, 4, 5), start=1)),
    model=unnamed,
    stage=drawings.noise_stage,
    draw=drawings.noise,
    readout=say_unnamed,
    hear=hear,
    shows="Three graphs: " + WAVEFORM,
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
