"""Explorers of the crack: the film, the two theories, the instruments, the first swing; and two still pictures."""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from crepitus.explorers.explorer import Choice, Explorer
from crepitus.figures import joint as drawings
from crepitus.models import joint
from crepitus.models.joint import ATMOSPHERE, Crack, Joint
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


def say_pitches(found):
    """Measured and modelled frequencies in two sentences."""
    low, middle, high = (number(f"crack_pitch_{which}").printed for which in ("low", "median", "high"))
    return (
        f"Neck cracks had main frequencies between {low} and {high} Hz, with a median of {middle} Hz. "
        f"Over the range of its unknowns our model gives {found.formation.min():,.0f} to {found.formation.max():,.0f} Hz for forming and "
        f"{found.collapse.min():,.0f} to {found.collapse.max():,.0f} Hz for collapse."
    )


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
    conclusion=(
        "Half the gap needs only a quarter of the speed. A film that is thin, opened quickly and filled with thick "
        "fluid tears; a slow pull on a wide gap never does."
    ),
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
    conclusion=(
        "Opening alone gives a low, moderate sound whatever the gas. Collapse is louder and higher, and the more gas "
        "cushions it, the milder it gets and the more of the cavity stays."
    ),
    size=(7.6, 6.6),
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
