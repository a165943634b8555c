"""Explorers of what cameras and recorders can tell, and a still picture of how long things take."""

from dataclasses import dataclass

import numpy as np

from crepitus.explorers.explorer import Choice, Explorer
from crepitus.explorers.joint import GAS, Cracks, pulled
from crepitus.figures import instrument as drawings
from crepitus.models import joint
from crepitus.models.bubble import SYNOVIAL_FLUID, collapse_time
from crepitus.models.instrument import Exposures, exposures
from crepitus.models.joint import ATMOSPHERE, Pull
from crepitus.sources import number

NOISE = number("image_noise").si


@dataclass(frozen=True)
class Views:
    """Both theories, and what the frames of an instrument show of each."""

    formation: Pull
    collapse: Pull
    formation_seen: Exposures
    collapse_seen: Exposures
    settled = staticmethod(joint.settled)

    @property
    def told_apart(self) -> bool:
        """Whether the pictures differ between the theories by more than their noise."""
        return abs(self.collapse_seen.excess - self.formation_seen.excess) > NOISE


@dataclass(frozen=True)
class Times:
    """Durations to compare: words, seconds, and whether they are our own estimate."""

    rows: tuple[tuple[str, float, bool], ...]


def recorded(rupture_ms, gas_kpa, band_khz):
    """Both sounds as a recorder of limited band writes them."""
    changes = {"rupture_time": rupture_ms * 1e-3, "gas_pressure": gas_kpa * 1e3}
    return Cracks(*(joint.listen(pulled(theory, **changes), band=band_khz * 1e3) for theory in joint.THEORIES))


def through_the_instrument(frame_rate, moment_percent, gas_kpa):
    """Both theories through the frames of one instrument."""
    pulls = [pulled(theory, gas_pressure=gas_kpa * 1e3) for theory in joint.THEORIES]
    return Views(*pulls, *(exposures(pull, frame_rate, moment_percent / 100) for pull in pulls))


def durations():
    """How long things take, and how long instruments look."""
    radius = (3 * pulled("formation").cavity_volume.max() / (4 * np.pi)) ** (1 / 3)
    opening = pulled("formation")
    return Times((
        ("until the same joint cracks again (Unsworth et al. 1971)", number("refractory_1971").si, False),
        ("one MRI frame (Kawchuk et al. 2015)", 1 / number("mri_frame_rate").si, False),
        ("from sound to ultrasound flash (Boutin 2015)", number("flash_delay").si, False),
        ("one pop of a neck (Dunning et al. 2013)", number("pop_duration").si, False),
        ("the gap springs open (our model)", float(opening.time[np.argmax(opening.gap)]), True),
        ("a frame at 1,200 a second (Scientific American 2018)", 1 / number("camera_rate_2018").si, False),
        ("an empty cavity collapses (our model)", collapse_time(radius, ATMOSPHERE, SYNOVIAL_FLUID.density), True),
    ))  # fmt: skip


def say_recorded(cracks):
    """The swings of both sounds in two sentences."""
    opening, collapse = np.abs(cracks.formation.pressure), np.abs(cracks.collapse.pressure).max()
    first = cracks.formation.pressure[np.argmax(opening > 0.05 * opening.max())]
    return (
        f"Forming: the first swing {'pushes' if first > 0 else 'sucks'}, with a peak of {spoken_pressure(opening.max())} at 1 cm. "
        f"Collapsing: the same opening, then the collapse sucks first and ends in a spike of {spoken_pressure(collapse)}, "
        f"{20 * np.log10(collapse / opening.max()):.0f} dB above the opening."
    )


def say_views(views):
    """What the pictures tell, in a sentence."""
    seen = f"forming {100 * views.formation_seen.excess:.0f} %, collapsing {100 * views.collapse_seen.excess:.0f} % larger than on the last"
    verdict = "the pictures tell the theories apart" if views.told_apart else "no picture tells the theories apart"
    return f"One frame lasts {spoken_time(views.formation_seen.frame_time)}. On its largest picture the cavity is {seen}: {verdict}."


def say_times(times):
    """Each duration in words, from the longest to the shortest."""
    return "From long to short: " + "; ".join(f"{words}, {spoken_time(seconds)}" for words, seconds, _ in times.rows) + "."


def spoken_pressure(pascals):
    """A pressure to two digits."""
    return f"{float(f'{pascals:.2g}'):,.10g} Pa"


def spoken_time(seconds):
    """A duration in a unit that suits it."""
    for factor, unit in ((1 / 60, "min"), (1, "s"), (1e3, "ms"), (1e6, "µs")):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    raise ValueError(f"seconds = {seconds}; allowed: at least a microsecond")


instrument = Explorer(
    name="instrument",
    title="Look through the instrument",
    choices=(
        Choice("frame_rate", "frames a second", "", (1, 3.2, 10, 30, 100, 300, 1200, 5000, 100000), start=3.2),
        Choice("moment_percent", "the crack falls into its frame at", "%", (0, 15, 30, 45, 60, 75, 90), start=30),
        GAS,
    ),
    model=through_the_instrument,
    stage=drawings.instrument_stage,
    draw=drawings.instrument,
    readout=say_views,
    conclusion=(
        "A frame shows the mean of all that happens while it is open. The milder the collapse, the quicker the camera "
        "must be: a hard one shows at tens of frames a second, a mild one only at about a thousand."
    ),
    size=(7.6, 4.2),
)

first_swing = Explorer(
    name="first_swing",
    title="The first swing of the sound",
    choices=(
        Choice("rupture_ms", "the cavity spreads within", "ms", (0.5, 1, 2, 3, 5, 8), start=1),
        GAS,
        Choice("band_khz", "recorder hears up to", "kHz", (0.3, 1, 3, 10, 50), start=10),
    ),
    model=recorded,
    stage=drawings.swing_stage,
    draw=drawings.swing,
    readout=say_recorded,
    conclusion=(
        "A cavity that forms pushes first. A cavity that collapses sucks first and ends in a spike, but only after it "
        "has formed, and forming makes a sound too."
    ),
    size=(7.6, 4.4),
)

clock = Explorer(
    name="clock",
    title="What is quick and what is slow",
    choices=(),
    model=durations,
    stage=drawings.clock_stage,
    draw=drawings.clock,
    readout=say_times,
    conclusion="Filled: measured or set by an instrument. Hollow: from our model.",
    size=(7.6, 3.8),
)
