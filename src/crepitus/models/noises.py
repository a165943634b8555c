"""Five noises a joint might make, each from one mass on one damped spring, so that they can be heard and compared.

Three are models: a cavity that forms, one that collapses freely, one whose collapse is cushioned by gas (`joint`). Two are
illustrations: a cord that slips over an edge, and rough surfaces that slip many times. They share the joint's mass and spring, their
loudness is arbitrary, and nothing in them was fitted to a recording.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from crepitus.models import joint, require_positive, require_whole
from crepitus.models.joint import SAMPLE_RATE, Crack, Joint
from crepitus.models.section import section
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
STROKE = 1.5e-3  # m: how far the mass of an illustration goes; arbitrary, as its loudness is
LEAST_SAMPLES = 10  # in a swing: its form, not only its pitch


@dataclass(frozen=True)
class Noise:
    """A noise of one of SOURCES, made by a mass on a spring, `frequency` without damping [Hz], `damping` as a share of critical.

    `clip` is what to play. A model has the `joint` that cracked, its `crack`, and a `level` 1 cm away [dB re 20 micropascal].
    """

    source: str
    frequency: float
    damping: float
    clip: Clip
    joint: Joint | None = None
    crack: Crack | None = None

    @property
    def level(self) -> float | None:
        """How loud it is, if it is a model's."""
        return self.crack.level if self.crack else None

    @property
    def pitch(self) -> float:
        """Frequency that carries most energy [Hz], as played."""
        frequency, energy = self.spectrum
        return float(frequency[np.argmax(energy)])

    @cached_property
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
    require_positive(mass=mass, stiffness=stiffness)
    frequency = float(np.sqrt(stiffness / mass) / (2 * np.pi))
    if source in MODELS:
        theory, gas, after = MODELS[source]
        cracked = Joint(moving_mass=mass, capsule_stiffness=stiffness, damping_ratio=damping, gas_pressure=gas)
        half_swing = 1 / (2 * frequency * np.sqrt(max(1 - damping**2, 1e-4)))
        return Noise(source, frequency, damping, *faded_out(cracked, theory, half_swing, after))
    ring = swing(frequency, damping, PLAYED_RATE)
    return Noise(source, frequency, damping, Clip(ring) if source == "cord" else Clip(ring, *slips(seed)))


def faded_out(cracked: Joint, theory: str, half_swing: float, after: float) -> tuple[Clip, Joint, Crack]:
    """The clip and the crack of a joint that is followed until it has faded, first for `after` [s] beyond its `half_swing` [s]."""
    crack = joint.listen(joint.pull(cracked, theory, span=half_swing + after))
    ring = playable(crack.pressure, SAMPLE_RATE)
    if np.abs(ring[-round(LAST * PLAYED_RATE) :]).max() > FAINT * np.abs(ring).max() and after < LONGEST:
        return faded_out(cracked, theory, half_swing, 2 * after)
    return Clip(ring), cracked, crack


@dataclass(frozen=True)
class Source:
    """What makes a noise, at one moment: the mass has `moved` from where it began, the surface beside it is `carried` on [m].

    `half_width` and `thickness` are those of the cavity [m], as in `section`; `loudness` is the sound's size as a share of its peak.
    """

    moved: float
    carried: float
    half_width: float
    thickness: float
    loudness: float


def source_at(noise: Noise, time: float, window: tuple[float, float], around: float) -> Source:
    """The source of a noise at a `time` [s], the loudness being the largest within `around` [s] before and after.

    A cord lets the mass go at time 0, by STROKE. Rough surfaces carry it back, within a `window` of time, as far as it slips in there.
    """
    near = np.abs(noise.clip.time - time) <= around
    loudness = float(np.abs(noise.clip.samples[near]).max(initial=0))
    if noise.joint and noise.crack:
        now = section(noise.joint, noise.crack, time)
        return Source(now.gap - noise.joint.rest_gap, 0.0, now.half_width, now.thickness, loudness)
    strengths = STROKE * np.array(noise.clip.strengths) / max(noise.clip.strengths)
    slipped = float(strengths @ let_go(noise.frequency, noise.damping, time - np.array(noise.clip.starts)))
    if noise.source == "cord":
        return Source(slipped, 0.0, 0.0, 0.0, loudness)
    first, last = window
    starts = np.array(noise.clip.starts)
    within = strengths[(starts >= first) & (starts < last)].sum()
    carried = float(within * (time - first) / (last - first))
    return Source(slipped - float(strengths[starts < first].sum()) - carried, carried, 0.0, 0.0, loudness)


def let_go(frequency: float, damping: float, time: Array) -> Array:
    """How far a mass let go at time 0 on a damped spring has moved, as a share of how far it goes in the end: `swing`, summed twice.

    `frequency` without damping [Hz], `damping` as a share of critical [between 0 and 1], `time` [s, any shape].
    """
    turn, decay = 2 * np.pi * frequency * np.sqrt(1 - damping**2), 2 * np.pi * frequency * damping
    after = np.maximum(time, 0)
    return 1 - np.exp(-decay * after) * (np.cos(turn * after) + damping / np.sqrt(1 - damping**2) * np.sin(turn * after))


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
