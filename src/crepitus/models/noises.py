"""Five noises a joint might make, each from one mass on one damped spring, so that they can be heard and compared.

Three are models: a cavity that forms, one that collapses freely, one whose collapse is cushioned by gas (`joint`). Two are
illustrations: a cord that slips over an edge, and rough surfaces that slip many times. They share the joint's mass and spring, their
loudness is arbitrary, and nothing in them was fitted to a recording.
"""

from dataclasses import dataclass

import numpy as np

from crepitus.models import joint, require_positive, require_whole
from crepitus.models.joint import SAMPLE_RATE, Joint
from crepitus.models.sound import playable, spectrum
from explorables.arrays import Array
from explorables.registry import number
from explorables.sound import PLAYED_RATE, Clip

MODELS = {  # the theory, the gas in the cavity [Pa], and how long it is followed at first after the gap is widest [s]
    "forming": ("formation", number("cavity_gas_pressure").si, 0.006),
    "free collapse": ("collapse", number("free_gas").si, 0.016),
    "partial collapse": ("collapse", number("cushioning_gas").si, 0.04),
}
SOURCES = (*MODELS, "cord", "grating")
FADED = 1e-3  # of the first swing of what is drawn from a formula: 60 dB
FAINT, LAST, LONGEST = 0.02, 0.001, 0.2  # a crack is followed until its last millisecond is so much of its peak, or for so many s
LEAST_SAMPLES = 10  # in a swing: its form, not only its pitch


@dataclass(frozen=True)
class Noise:
    """A noise of one of SOURCES: the clip to play, and for a model its `level` 1 cm away [dB re 20 micropascal], else None."""

    source: str
    clip: Clip
    level: float | None

    @property
    def pitch(self) -> float:
        """Frequency that carries most energy [Hz], as played."""
        frequency, energy = self.spectrum
        return float(frequency[np.argmax(energy)])

    @property
    def spectrum(self) -> tuple[Array, Array]:
        """Frequencies [Hz] and energy density, see `sound.spectrum`; padded, so that its steps are fine."""
        return spectrum(np.pad(self.clip.samples, (0, 2**15)), PLAYED_RATE)

    @property
    def duration(self) -> float:
        """How long it stays within 20 dB of its peak [s]."""
        loud = np.flatnonzero(np.abs(self.clip.samples) >= 0.1)
        return float((loud[-1] - loud[0]) / PLAYED_RATE)


def noise(source: str, mass: float, stiffness: float, damping: float, seed: int = 1) -> Noise:
    """The noise of a moving `mass` [kg] on a spring of `stiffness` [N/m] with a `damping` ratio of critical.

    `source` is one of SOURCES, else ValueError, as for what `Joint` or `swing` refuse. `seed` is that of the random slips of grating.
    """
    if source not in SOURCES:
        raise ValueError(f"source = {source!r}; allowed: {', '.join(SOURCES)}")
    if source in MODELS:
        theory, gas, after = MODELS[source]
        cracked = Joint(moving_mass=mass, capsule_stiffness=stiffness, damping_ratio=damping, gas_pressure=gas)
        half_swing = np.pi / np.sqrt(stiffness / mass * max(1 - damping**2, 1e-4))
        return Noise(source, *faded_out(cracked, theory, half_swing, after))
    require_positive(mass=mass, stiffness=stiffness)
    ring = swing(np.sqrt(stiffness / mass) / (2 * np.pi), damping, PLAYED_RATE)
    return Noise(source, Clip(ring) if source == "cord" else Clip(ring, *slips(seed)), None)


def faded_out(cracked: Joint, theory: str, half_swing: float, after: float) -> tuple[Clip, float]:
    """The clip and the level of a crack that is followed until it has faded, first for `after` [s] beyond its `half_swing` [s]."""
    crack = joint.listen(joint.pull(cracked, theory, span=half_swing + after))
    ring = playable(crack.pressure, SAMPLE_RATE)
    if np.abs(ring[-round(LAST * PLAYED_RATE) :]).max() > FAINT * np.abs(ring).max() and after < LONGEST:
        return faded_out(cracked, theory, half_swing, 2 * after)
    return Clip(ring), crack.level


def swing(frequency: float, damping: float, rate: float) -> Array:
    """Acceleration of a mass let go on a damped spring, shape (n,), until it has faded by 60 dB; its first value is 1.

    `frequency` without damping [Hz], `damping` as a share of critical, `rate` [samples/s]. ValueError unless the frequency is above
    zero, the damping between 0 and 1, and the rate at least LEAST_SAMPLES times the frequency.
    """
    require_positive(frequency=frequency)
    if not 0 < damping < 1:
        raise ValueError(f"damping = {damping}; allowed: between 0 and 1")
    if rate < LEAST_SAMPLES * frequency:
        raise ValueError(f"rate = {rate:g}; allowed: at least {LEAST_SAMPLES * frequency:g}, ten samples a swing")
    turn, decay = 2 * np.pi * frequency * np.sqrt(1 - damping**2), 2 * np.pi * frequency * damping
    time = np.arange(0, -np.log(FADED) / decay, 1 / rate)
    return np.exp(-decay * time) * (np.cos(turn * time) - damping / np.sqrt(1 - damping**2) * np.sin(turn * time))


def slips(seed: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Instants [s] and strengths of the slips of rough surfaces in one slow movement: random, densest and strongest in its middle."""
    draw = np.random.default_rng(seed)
    lasting = number("grating_duration").si
    share = np.sort(draw.beta(2, 2, round(number("grating_slips").si * lasting)))
    return tuple(np.round(share * lasting, 4).tolist()), tuple(np.round(draw.exponential(4 * share * (1 - share)), 3).tolist())


@dataclass(frozen=True)
class Volley:
    """The pops of one `thrust` [s]: the `clip` to play, and how many a recording shows `apart`."""

    clip: Clip
    thrust: float
    apart: int


def volley(pops: int, thrust: float, pop: float, seed: int) -> Volley:
    """So many `pops` at random moments of a `thrust` [s], each lasting `pop` [s]; two that overlap are not told apart.

    `seed` is that of the random numbers. ValueError unless pops is a whole number from 1 on and the times are above zero.
    """
    require_whole(pops=pops)
    require_positive(thrust=thrust, pop=pop)
    draw = np.random.default_rng(seed)
    starts = np.round(np.sort(draw.uniform(0, thrust, int(pops))), 5)
    strengths = np.round(draw.uniform(0.4, 1, int(pops)), 2)
    ring = playable(joint.listen(joint.pull(Joint(), "formation")).pressure, SAMPLE_RATE)
    clip = Clip(ring, tuple(starts.tolist()), tuple(strengths.tolist()))
    return Volley(clip, thrust, apart=1 + int((np.diff(starts) > pop).sum()))


def overlap_chance(pops: int, thrust: float, pop: float) -> float:
    """Chance that of so many `pops` at random moments of a `thrust` [s] at least two begin within `pop` [s]: 1 - (1 - (n-1) pop/thrust)^n.

    ValueError unless pops is a whole number from 1 on and the times are above zero.
    """
    require_whole(pops=pops)
    require_positive(thrust=thrust, pop=pop)
    return 1 - max(0.0, 1 - (pops - 1) * pop / thrust) ** pops
