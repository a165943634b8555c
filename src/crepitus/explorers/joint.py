"""Explorers of the crack: the film, the two theories, the instruments, the first swing; and two still pictures."""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from crepitus.explorers.explorer import Choice, Explorer
from crepitus.figures import joint as drawings
from crepitus.models import joint
from crepitus.models.bubble import SYNOVIAL_FLUID, collapse_time
from crepitus.models.joint import ATMOSPHERE, Crack, Exposures, Joint, Pull
from crepitus.sources import number

CURVATURE = number("curvature_radius").si
NOISE = number("image_noise").si
GAS = Choice("gas_kpa", "gas in the cavity", "kPa", (2, 5, 10, 20, 40, 60), start=10)


@dataclass(frozen=True)
class Cracks:
    """One joint cracked under both theories."""

    formation: Crack
    collapse: Crack


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


@dataclass(frozen=True)
class Pitches:
    """Main frequencies [Hz] that each theory gives over the range of its unknowns."""

    formation: np.ndarray
    collapse: np.ndarray


def film_between_surfaces(gap_um, speed_mm_s, viscosity):
    """The film of one moment of a pull."""
    return joint.film(gap_um * 1e-6, speed_mm_s * 1e-3, viscosity, CURVATURE, reach=5e-3)


@cache  # the recorder's band and the camera's rate change what is heard and seen, not what happens
def pulled(theory, **changes):
    """A joint that differs from the standard one in a few values, pulled apart."""
    return joint.pull(replace(Joint(), **changes), theory)


def both_theories(gas_kpa, mass_g, tension_kpa):
    """One joint, cracked once by forming a cavity and once by its collapse."""
    one = Joint(gas_pressure=gas_kpa * 1e3, moving_mass=mass_g * 1e-3, inception_pressure=-tension_kpa * 1e3)
    return Cracks(*(joint.listen(pulled(theory, **vars(one))) for theory in joint.THEORIES))


def recorded(rupture_ms, gas_kpa, band_khz):
    """Both sounds as a recorder of limited band writes them."""
    changes = {"rupture_time": rupture_ms * 1e-3, "gas_pressure": gas_kpa * 1e3}
    return Cracks(*(joint.listen(pulled(theory, **changes), band=band_khz * 1e3) for theory in joint.THEORIES))


def through_the_instrument(frame_rate, moment_percent, gas_kpa):
    """Both theories through the frames of one instrument."""
    pulls = [pulled(theory, gas_pressure=gas_kpa * 1e3) for theory in joint.THEORIES]
    return Views(*pulls, *(joint.exposures(pull, frame_rate, moment_percent / 100) for pull in pulls))


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


def pitches():
    """Both theories at the corners of the range their unknowns may have."""
    corners = [both_theories(gas, mass, tension) for gas in (2, 60) for mass in (5, 40) for tension in (20, 300)]
    return Pitches(np.array([c.formation.pitch for c in corners]), np.array([c.collapse.pitch for c in corners]))


def say_film(film):
    """The film in a sentence."""
    atmospheres = film.drop / ATMOSPHERE
    amount = f"{film.drop / 1e3:.3g} kPa" if film.drop < ATMOSPHERE else f"{atmospheres:,.3g} atmospheres"
    verdict = "the fluid can tear and a cavity can form" if film.drop > drawings.TEARS else "too little for a cavity"
    return (
        f"A film {film.gap * 1e6:.0f} µm thin, opened at {film.opening_speed * 1e3:,.0f} mm/s with fluid of {film.viscosity:g} Pa s: "
        f"its centre falls {amount} below the surroundings, {verdict}."
    )


def say_theories(cracks):
    """Both theories in two sentences."""
    collapse = cracks.collapse
    return (
        f"Forming: the gap springs open by {1e3 * np.ptp(cracks.formation.pull.gap[cracks.formation.pull.time >= 0]):.2f} mm, "
        f"a sound of {cracks.formation.level:.0f} dB at 1 cm, mostly {cracks.formation.pitch:,.0f} Hz, and the cavity stays. "
        f"Collapsing: {collapse.level:.0f} dB, mostly {collapse.pitch:,.0f} Hz, and {100 * collapse.left:.0f} % of the cavity is left."
    )


def say_recorded(cracks):
    """The swings of both sounds in two sentences."""
    opening, collapse = cracks.formation.pressure, np.abs(cracks.collapse.pressure)
    heard = np.argmax(np.abs(opening) > 0.05 * np.abs(opening).max())
    return (
        f"Forming: the first swing {'pushes' if opening[heard] > 0 else 'sucks'}, with a peak of {spoken_pressure(np.abs(opening).max())} at 1 cm. "
        f"Collapsing: the same opening, then the collapse sucks first and ends in a spike of {spoken_pressure(collapse.max())}, "
        f"{20 * np.log10(collapse.max() / np.abs(opening).max()):.0f} dB above the opening."
    )


def say_views(views):
    """What the pictures tell, in a sentence."""
    seen = f"forming {100 * views.formation_seen.excess:.0f} %, collapsing {100 * views.collapse_seen.excess:.0f} % larger than on the last"
    verdict = "the pictures tell the theories apart" if views.told_apart else "no picture tells the theories apart"
    return f"One frame lasts {spoken_time(views.formation_seen.frame_time)}. On its largest picture the cavity is {seen}: {verdict}."


def say_times(times):
    """Each duration in words, from the longest to the shortest."""
    return "From long to short: " + "; ".join(f"{words}, {spoken_time(seconds)}" for words, seconds, _ in times.rows) + "."


def say_pitches(found):
    """Measured and modelled frequencies in two sentences."""
    low, middle, high = (number(f"crack_pitch_{which}").printed for which in ("low", "median", "high"))
    return (
        f"Neck cracks were mostly between {low} and {high} Hz, with a median of {middle} Hz. Over the range of its unknowns our model gives "
        f"{found.formation.min():,.0f} to {found.formation.max():,.0f} Hz for forming and {found.collapse.min():,.0f} to {found.collapse.max():,.0f} Hz for collapse."
    )


def spoken_pressure(pascals):
    """A pressure to two digits."""
    return f"{float(f'{pascals:.2g}'):,.10g} Pa"


def spoken_time(seconds):
    """A duration in a unit that suits it."""
    for factor, unit in ((1 / 60, "min"), (1, "s"), (1e3, "ms"), (1e6, "µs")):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    raise ValueError(f"seconds = {seconds}; allowed: at least a microsecond")


film_pressure = Explorer(
    name="film_pressure",
    title="How thin, how quick, how thick: when can the fluid tear?",
    choices=(
        Choice("gap_um", "gap", "µm", (10, 20, 30, 50, 70, 100, 150, 200, 300, 500), start=100),
        Choice("speed_mm_s", "opening speed", "mm/s", (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000), start=10),
        Choice("viscosity", "viscosity", "Pa s", (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1), start=0.1),
    ),
    model=film_between_surfaces,
    stage=drawings.film_stage,
    draw=drawings.film_pressure,
    readout=say_film,
    conclusion="Half the gap needs only a quarter of the speed. A film that is thin, opened quickly and filled with thick fluid tears; a slow pull on a wide gap never does.",
    size=(7.6, 3.6),
)

formation_or_collapse = Explorer(
    name="formation_or_collapse",
    title="One joint, two theories",
    choices=(
        GAS,
        Choice("mass_g", "moving mass", "g", (5, 20, 40), start=20),
        Choice("tension_kpa", "tension the fluid bears", "kPa", (20, 50, 100, 150, 300), start=150),
    ),
    model=both_theories,
    stage=drawings.theories_stage,
    draw=drawings.theories,
    readout=say_theories,
    conclusion="Opening alone gives a low, moderate sound whatever the gas. Collapse is louder and higher, and the more gas cushions it, the milder it gets and the more of the cavity stays.",
    size=(7.6, 6.6),
)

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
    conclusion="A frame shows the mean of all that happens while it is open. The milder the collapse, the quicker the camera must be: a hard one shows at tens of frames a second, a mild one only at about a thousand.",
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
    conclusion="A cavity that forms pushes first. A cavity that collapses sucks first and ends in a spike, but only after it has formed, and forming makes a sound too.",
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

pitch = Explorer(
    name="pitch",
    title="The pitch of both theories against measured cracks",
    choices=(),
    model=pitches,
    stage=drawings.pitch_stage,
    draw=drawings.pitch,
    readout=say_pitches,
    conclusion="Black: measured. Dashed: our model at the corners of what its unknowns may be.",
    size=(7.6, 2.6),
)
