"""A joint that is pulled until it cracks, under two theories of what makes the sound.

The film: fluid between two round surfaces, thin, Newtonian, no slip, inertia neglected. [reynolds1886]

The pull: two surfaces held together by a capsule (a spring) and by closed-in fluid (a second spring that sucks). When the
fluid's pressure falls to `inception_pressure` a cavity spreads through the film within `rupture_time`, the suction is lost and
the surfaces spring apart. Up to there both theories say the same. *Formation*: the cavity stays, full of vapour. *Collapse*: once
the gap has opened, the surrounding pressure returns and the cavity, a sphere of the same volume into which gas has come, collapses
and rings; what that pressure does to the gap is left out.
This is our reconstruction from first principles; the equations of [chandransuja2018] were not read. Geometry, masses and
stiffnesses are assumed (`numbers.toml` says so of each). One space dimension, no tissue that carries the sound.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import scipy

from crepitus.models import require, require_positive, sound
from crepitus.models.bubble import SYNOVIAL_FLUID, Bubble, oscillate
from explorables.arrays import Array
from explorables.registry import number

ATMOSPHERE = number("atmosphere").si
VAPOUR = SYNOVIAL_FLUID.vapour_pressure
CURVATURE = number("curvature_radius").si
THEORIES = ("formation", "collapse")
STEPS, STEP = 1001, 1e-5  # at least so many, and none longer [s]
SAMPLE_RATE = 5e5  # a collapse turns round within microseconds


@dataclass(frozen=True)
class Joint:
    """What is pulled; SI: m², m, N/m (twice), kg, share of critical damping, Pa, s, Pa, exponent, s.

    Pressures are absolute, so a negative `inception_pressure` is a tension the fluid can bear. ValueError for a value that is not
    above zero, an inception above the vapour's pressure, or a gas that the surroundings could not compress.
    """

    area: float = number("joint_area").si
    rest_gap: float = number("joint_rest_gap").si
    capsule_stiffness: float = number("capsule_stiffness").si
    seal_stiffness: float = number("seal_stiffness").si
    moving_mass: float = number("moving_mass").si
    damping_ratio: float = number("joint_damping").si
    inception_pressure: float = number("inception_pressure").si
    rupture_time: float = number("rupture_time").si
    gas_pressure: float = number("cavity_gas_pressure").si
    polytropic: float = number("cavity_polytropic").si
    cooling_time: float = number("cavity_cooling").si

    def __post_init__(self) -> None:
        require_positive(**{name: value for name, value in vars(self).items() if name != "inception_pressure"})
        if not -np.inf < self.inception_pressure < VAPOUR:
            raise ValueError(f"inception_pressure = {self.inception_pressure}; allowed: below the vapour pressure, {VAPOUR} Pa")
        if self.gas_pressure >= ATMOSPHERE - VAPOUR:
            raise ValueError(f"gas_pressure = {self.gas_pressure}; allowed: below that of the surroundings, {ATMOSPHERE - VAPOUR} Pa")


@dataclass(frozen=True)
class Pull:
    """A joint pulled apart: arrays of one length, and where the cavity ends.

    `time` [s] is zero at inception; `load` [N], `gap` [m], `pressure` in the fluid and then in the cavity [Pa, absolute],
    `cavity_volume` [m³]; `rest_volume` of the cavity when ringing and warmth have gone [m³]; `collapse_start` [s], if it collapses.
    """

    time: Array
    load: Array
    gap: Array
    pressure: Array
    cavity_volume: Array
    rest_volume: float
    collapse_start: float | None = None

    @property
    def left(self) -> float:
        """Share of the widest cavity that is there in the end."""
        return self.rest_volume / float(self.cavity_volume.max())

    @property
    def at_rest(self) -> bool:
        """Whether in the last tenth of its time the cavity is within a hundredth of its widest from where it comes to rest."""
        last = self.cavity_volume[self.time > 0.9 * self.time[-1]]
        return bool((np.abs(last - self.rest_volume) < 0.01 * self.cavity_volume.max()).all())


@dataclass(frozen=True)
class Crack:
    """A pull and its sound: `pressure` [Pa] at `distance` [m] in air at the instants `time` [s], evenly spaced from inception on.

    `peak` is the largest pressure [Pa]; it may last so short that no instant has it.
    """

    pull: Pull
    distance: float
    time: Array
    pressure: Array
    peak: float

    @property
    def level(self) -> float:
        """Peak level [dB re 20 micropascal]."""
        return sound.level(self.peak)

    @cached_property
    def pitch(self) -> float:
        """Frequency that carries most energy [Hz]: good to a tenth, since a pull lasts only some swings (padding hides its steps)."""
        padded = np.pad(self.pressure, (0, 7 * len(self.pressure)))
        frequency, energy = sound.spectrum(padded, 1 / (self.time[1] - self.time[0]))
        return float(frequency[np.argmax(energy)])


def film_pressure(
    gap: float | Array, opening_speed: float | Array, viscosity: float | Array, curvature_radius: float | Array, radius: float | Array = 0.0
) -> float | Array:
    """Pressure in a film that opens, above the surroundings [Pa]; negative is suction: -3 mu R v / (gap + radius²/2R)².

    `gap` at the centre [m], `opening_speed` v [m/s; negative closes], `viscosity` mu [Pa s], `curvature_radius` R of one surface
    against a flat [m], `radius` from the centre [m]; numbers or arrays. Valid for thin films (gap and radius well below R) and slow
    ones (density v gap / mu well below 100). ValueError unless gap, viscosity and curvature are above zero. [reynolds1886]
    """
    require_positive(gap=gap, viscosity=viscosity, curvature_radius=curvature_radius)
    return -3 * viscosity * curvature_radius * opening_speed / (gap + radius**2 / (2 * curvature_radius)) ** 2


def opening_speed(
    gap: float | Array, pressure_drop: float | Array, viscosity: float | Array, curvature_radius: float | Array
) -> float | Array:
    """Speed of opening [m/s] that lowers the centre of the film by `pressure_drop` [Pa]: the inverse of `film_pressure`.

    Numbers or arrays, all above zero, else ValueError.
    """
    require_positive(gap=gap, pressure_drop=pressure_drop, viscosity=viscosity, curvature_radius=curvature_radius)
    return pressure_drop * gap**2 / (3 * viscosity * curvature_radius)


def closing_time(
    gap: float | Array, closed: float | Array, force: float | Array, viscosity: float | Array, curvature_radius: float | Array
) -> float | Array:
    """Time in which a `force` [N] squeezes a film from `gap` to `closed` [m]: 6 pi mu R² / force times ln(gap / closed) [s].

    The pressure of `film_pressure`, summed over the film, balances the force. Numbers or arrays, all above zero and `closed` below
    `gap`, else ValueError. [reynolds1886]
    """
    require_positive(gap=gap, force=force, viscosity=viscosity, curvature_radius=curvature_radius)
    require(lambda value: (value > 0) & (value < gap), "above 0 and below the gap", {"closed": closed})
    return 6 * np.pi * viscosity * curvature_radius**2 / force * np.log(gap / closed)


def pull(joint: Joint, theory: str, load_rate: float = 10.0, span: float = 0.0092) -> Pull:
    """Pull a joint with a load that rises by `load_rate` [N/s], and follow it for `span` [s] after the cavity appears, the load held.

    `theory` is "formation" or "collapse". ValueError for another theory, a rate or span not above zero, or, to collapse, a gap
    that does not come to rest within the span.
    """
    require_positive(load_rate=load_rate, span=span)
    if theory not in THEORIES:
        raise ValueError(f"theory = {theory!r}; allowed: {', '.join(THEORIES)}")
    load, gap, pressure = stretch(joint)
    opened = _spring_apart(joint, load[-1], gap[-1], span)
    if theory == "collapse":
        opened = _let_collapse(joint, opened)
    return replace(
        opened,
        time=np.concatenate([(load - load[-1]) / load_rate, opened.time[1:]]),
        load=np.concatenate([load, opened.load[1:]]),
        gap=np.concatenate([gap, opened.gap[1:]]),
        pressure=np.concatenate([pressure, opened.pressure[1:]]),
        cavity_volume=np.concatenate([np.zeros_like(gap), opened.cavity_volume[1:]]),
    )


def listen(pulled: Pull, distance: float = 0.01) -> Crack:
    """Hear a pull at `distance` [m, above zero, else ValueError] in air. [pierce2019]

    Loudness is that of a free source in the open: tissue, skin and bone are left out. Where a collapse begins the pressure jumps, so
    what comes before and after is computed apart.
    """
    parts = [pulled.time >= 0]
    if pulled.collapse_start is not None:
        collapsing = pulled.time >= pulled.collapse_start
        parts = [parts[0] & ~collapsing, collapsing]
    heard = np.concatenate([sound.monopole_pressure(pulled.time[part], pulled.cavity_volume[part], distance) for part in parts])
    time = np.arange(0, pulled.time[-1], 1 / SAMPLE_RATE)
    return Crack(pulled, distance, time, np.interp(time, pulled.time[pulled.time >= 0], heard), float(np.abs(heard).max()))


def stretch(joint: Joint) -> tuple[Array, Array, Array]:
    """The slow part of a pull: load [N], gap [m] and pressure [Pa], each of shape (200,), until the fluid gives way.

    Capsule and closed-in fluid share the load like two springs; what the film's viscosity adds at this speed is left out.
    """
    strain = np.linspace(0, joint.area * (ATMOSPHERE - joint.inception_pressure) / joint.seal_stiffness, 200)
    suction = joint.seal_stiffness * strain / joint.area
    return (joint.capsule_stiffness + joint.seal_stiffness) * strain, joint.rest_gap + strain, ATMOSPHERE - suction


def _spring_apart(joint: Joint, load: float, gap: float, span: float) -> Pull:
    """The quick part: suction fades while the cavity spreads, and the moving mass swings to where the capsule holds it."""
    time = np.linspace(0, span, max(STEPS, round(span / STEP)))
    part = np.clip(time / joint.rupture_time, 0, 1)
    pressure = joint.inception_pressure + (VAPOUR - joint.inception_pressure) * part**2 * (3 - 2 * part)
    # A mass on a damped spring: its motion about the gap at inception, driven by the suction lost.
    mass, stiffness = joint.moving_mass, joint.capsule_stiffness
    damping = 2 * joint.damping_ratio * np.sqrt(stiffness * mass)
    force = joint.area * (pressure - joint.inception_pressure)
    swings = [1 / mass], [1, damping / mass, stiffness / mass]
    above, below, _ = scipy.signal.cont2discrete(swings, time[1], "foh")  # exact for a force of straight pieces
    widening = scipy.signal.lfilter(above.ravel(), below, force)
    rest = joint.area * (VAPOUR - joint.inception_pressure) / stiffness  # the capsule takes over what the fluid held
    return Pull(time, np.full_like(time, load), gap + widening, pressure, joint.area * widening, joint.area * rest)


def _let_collapse(joint: Joint, opened: Pull) -> Pull:
    """The cavity as a sphere of the same volume, gas included, that collapses from the moment the gap first stops widening."""
    narrowing = np.flatnonzero(np.diff(opened.cavity_volume) < 0)
    if not len(narrowing):
        raise ValueError(f"the gap still widens at the end of span = {opened.time[-1]} s; allowed: a longer span, or less damping")
    widest = int(narrowing[0])
    volume, start = opened.cavity_volume[widest], opened.time[widest]
    bubble = Bubble((3 * volume / (4 * np.pi)) ** (1 / 3), joint.gas_pressure, joint.polytropic, joint.cooling_time)
    life = oscillate(bubble, SYNOVIAL_FLUID, ATMOSPHERE, opened.time[-1] - start)
    time = np.concatenate([opened.time[:widest], start + life.time])
    return Pull(
        time,
        np.interp(time, opened.time, opened.load),
        np.interp(time, opened.time, opened.gap),
        np.concatenate([opened.pressure[:widest], life.gas_pressure + VAPOUR]),
        np.concatenate([opened.cavity_volume[:widest], life.volume]),
        rest_volume=float(volume * joint.gas_pressure / (ATMOSPHERE - VAPOUR)),  # Boyle: in the end the gas is as warm as before
        collapse_start=float(start),
    )
