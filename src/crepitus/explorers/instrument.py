"""Explorer of what a recorder can tell, and a still picture of how long things take."""

from dataclasses import dataclass

import numpy as np

from crepitus.explorers.joint import GAS, heard, pulled
from crepitus.figures import instrument as drawings
from crepitus.models import joint
from crepitus.models.bubble import SYNOVIAL_FLUID, collapse_time
from crepitus.models.instrument import Recording, record
from crepitus.models.joint import ATMOSPHERE, Joint
from explorables.digits import brief_time
from explorables.explorable import Explorable
from explorables.parameter import Parameter
from explorables.registry import number, reference


@dataclass(frozen=True)
class Recordings:
    """Both theories, each in noise that lies `noise_below_peak` [dB] below its own peak."""

    formation: Recording
    collapse: Recording
    noise_below_peak: float


@dataclass(frozen=True)
class Times:
    """Durations to compare: words, seconds, and whether they are only proposed or modelled."""

    rows: tuple[tuple[str, float, bool], ...]


def recorded(rupture_time: float, gas_pressure: float, noise_below_peak: float) -> Recordings:
    """Both sounds in noise."""
    cracked = Joint(rupture_time=rupture_time, gas_pressure=gas_pressure)
    forming, collapsing = (record(heard(cracked, theory), noise_below_peak) for theory in joint.THEORIES)
    return Recordings(forming, collapsing, noise_below_peak)


def durations() -> Times:
    """How long things take, and how long instruments look."""
    opening = pulled(Joint(), "formation")
    radius = (3 * opening.cavity_volume.max() / (4 * np.pi)) ** (1 / 3)
    flash, proposed = reference("boutin2015").short, reference("sciam2018").short
    return Times((
        (f"until the same joint cracks again ({reference('unsworth1971').short})", number("refractory_1971").si, False),
        (f"one MRI frame ({reference('kawchuk2015').short})", 1 / number("mri_frame_rate").si, False),
        (f"from sound to ultrasound flash ({flash})", number("flash_delay").si, False),
        (f"one pop of a neck ({reference('dunning2013').short})", number("pop_duration").si, False),
        ("the gap springs open (our model)", float(opening.time[np.argmax(opening.gap)]), True),
        (f"a frame at {number('camera_rate_2018').printed} a second, as proposed ({proposed})", 1 / number("camera_rate_2018").si, True),
        ("an empty cavity collapses (our model)", collapse_time(radius, ATMOSPHERE, SYNOVIAL_FLUID.density), True),
    ))  # fmt: skip


def say_recorded(recordings: Recordings) -> str:
    """What the first swing says, in two sentences."""
    forming, collapsing = recordings.formation, recordings.collapse
    tells = "does not tell" if forming.begins_with_a_push == collapsing.begins_with_a_push else "tells"
    return (
        f"With noise {recordings.noise_below_peak:.0f} dB below each peak, the first swing that stands out is "
        f"{say_swing(forming)} if the cavity forms and {say_swing(collapsing)} if it collapses. It {tells} them apart."
    )


def say_swing(recording: Recording) -> str:
    """The first swing and when it comes."""
    return f"a {'push' if recording.begins_with_a_push else 'suck'} at {1e3 * recording.begins:.2f} ms"


def say_times(times: Times) -> str:
    """Each duration in words."""
    return "Durations: " + "; ".join(f"{words}, {brief_time(seconds)}" for words, seconds, _ in times.rows) + "."


first_swing = Explorable(
    name="first_swing",
    title="The first swing that stands out of the noise",
    parameters=(
        Parameter("rupture_time", "the cavity spreads within", "ms", (0.5, 1, 2, 3, 5), start=1),
        GAS,
        Parameter("noise_below_peak", "noise below each peak by", "dB", (10, 20, 30, 40, 50, 60, 70, 80), start=30),
    ),
    model=recorded,
    stage=drawings.swing_stage,
    draw=drawings.swing,
    readout=say_recorded,
    shows=(
        "Two graphs of sound against time, forming above collapsing, in decibels above the noise: pushes upwards, sucks downwards, "
        "and what is lost in the noise on the middle line. The first swing that stands out is marked, and a knob on the peak."
    ),
    conclusion=(
        "A cavity that forms pushes first. So does one that collapses later, because it has to form before. "
        "That push is tens of decibels below the collapse: a noisy recorder misses it, and only then do the theories differ."
    ),
    size=(7.6, 4.6),
)

clock = Explorable(
    name="clock",
    title="What is quick and what is slow",
    parameters=(),
    model=durations,
    stage=drawings.clock_stage,
    draw=drawings.clock,
    readout=say_times,
    shows="Seven durations as marks on one logarithmic time axis, from 10 microseconds to over an hour.",
    conclusion="Filled: measured, or how an instrument was used. Hollow: proposed, or from our model.",
    size=(7.6, 3.8),
)
