"""Explorers of what cameras and recorders can tell, and a still picture of how long things take."""

from dataclasses import dataclass

import numpy as np

from crepitus.explorers.joint import GAS, heard, pulled
from crepitus.figures import instrument as drawings
from crepitus.models import joint
from crepitus.models.bubble import SYNOVIAL_FLUID, collapse_time
from crepitus.models.instrument import Exposures, Recording, exposures, record
from crepitus.models.joint import ATMOSPHERE, Pull
from explorables.explorable import Explorable, Parameter
from explorables.registry import number, reference

NOISE = number("image_noise").si


@dataclass(frozen=True)
class Filmed:
    """Both theories, and what the frames of an instrument show of each."""

    formation: Pull
    collapse: Pull
    formation_seen: Exposures
    collapse_seen: Exposures
    moment: float

    @property
    def told_apart(self) -> bool:
        """Whether the pictures differ between the theories by more than their noise."""
        return self.collapse_seen.shrinkage - self.formation_seen.shrinkage > NOISE


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


def recorded(rupture_ms, gas_kpa, noise_db):
    """Both sounds in noise."""
    changes = {"rupture_time": rupture_ms * 1e-3, "gas_pressure": gas_kpa * 1e3}
    return Recordings(*(record(heard(theory, **changes), noise_db) for theory in joint.THEORIES), noise_db)


def through_the_instrument(frame_rate, moment_percent, gas_kpa):
    """Both theories through the frames of one instrument."""
    pulls = [pulled(theory, gas_pressure=gas_kpa * 1e3) for theory in joint.THEORIES]
    moment = moment_percent / 100
    return Filmed(*pulls, *(exposures(pull, frame_rate, moment) for pull in pulls), moment)


def durations():
    """How long things take, and how long instruments look."""
    radius = (3 * pulled("formation").cavity_volume.max() / (4 * np.pi)) ** (1 / 3)
    opening = pulled("formation")
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


def say_recorded(recordings):
    """What the first swing says, in two sentences."""
    forming, collapsing = recordings.formation, recordings.collapse
    tells = "does not tell" if forming.begins_with_a_push == collapsing.begins_with_a_push else "tells"
    return (
        f"With noise {recordings.noise_below_peak:.0f} dB below each peak, the first swing that stands out is "
        f"{say_swing(forming)} if the cavity forms and {say_swing(collapsing)} if it collapses. It {tells} them apart."
    )


def say_swing(recording):
    """The first swing and when it comes."""
    return f"a {'push' if recording.begins_with_a_push else 'suck'} at {1e3 * recording.begins:.2f} ms"


def say_filmed(filmed):
    """What the pictures tell, in three sentences."""
    verdict = "The pictures tell the theories apart" if filmed.told_apart else "No picture tells the theories apart"
    return (
        f"One frame lasts {spoken_time(filmed.formation_seen.frame_time)}, the crack comes {100 * filmed.moment:.0f} % into one, and the "
        f"collapse leaves {100 * filmed.collapse.left:.0f} % of the cavity. From the largest picture to the last the cavity shrinks by "
        f"{100 * filmed.formation_seen.shrinkage:.0f} % if it forms and by {100 * filmed.collapse_seen.shrinkage:.0f} % if it "
        f"collapses. {verdict}."
    )


def say_times(times):
    """Each duration in words."""
    return "Durations: " + "; ".join(f"{words}, {spoken_time(seconds)}" for words, seconds, _ in times.rows) + "."


def spoken_time(seconds):
    """A duration in a unit that suits it."""
    for factor, unit in ((1 / 60, "min"), (1, "s"), (1e3, "ms"), (1e6, "µs")):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    raise ValueError(f"seconds = {seconds}; allowed: at least a microsecond")


instrument = Explorable(
    name="instrument",
    title="Look through the instrument",
    parameters=(
        Parameter("frame_rate", "frames a second", "", (1, 3.2, 10, 30, 100, 300, 1200, 5000, 100000), start=3.2),
        Parameter("moment_percent", "moment within its frame", "%", (0, 15, 30, 45, 60, 75, 90), start=30),
        GAS,
    ),
    model=through_the_instrument,
    stage=drawings.instrument_stage,
    draw=drawings.instrument,
    readout=say_filmed,
    shows=(
        "Two graphs of cavity volume in millilitres against time, from 10 milliseconds before the cavity appears to 30 after: "
        "above, it forms and stays; below, it collapses part of the way. Thin line: what happens. Broad steps: what each frame shows."
    ),
    conclusion=(
        "A frame shows the mean of all that happens while it is open. The milder the collapse, the quicker the camera "
        "must be: a hard one shows at tens of frames a second, a mild one only at about a thousand."
    ),
    size=(7.6, 4.2),
)

first_swing = Explorable(
    name="first_swing",
    title="The first swing that stands out of the noise",
    parameters=(
        Parameter("rupture_ms", "the cavity spreads within", "ms", (0.5, 1, 2, 3, 5), start=1),
        GAS,
        Parameter("noise_db", "noise below each peak by", "dB", (10, 20, 30, 40, 50, 60, 70, 80), start=30),
    ),
    model=recorded,
    stage=drawings.swing_stage,
    draw=drawings.swing,
    readout=say_recorded,
    shows=(
        "Two graphs of sound against time, forming above collapsing, in decibels above the noise: pushes upwards, sucks downwards, "
        "and what is lost in the noise on the middle line. The first swing that stands out is marked."
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
