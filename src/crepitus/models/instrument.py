"""What instruments make of a crack: a camera averages over each exposure, a recorder loses what is below its noise.

How large a late picture's cavity is depends on how far the model is run, so it is run until nothing moves. Then one thing decides
that nobody has measured: how soon squeezed gas is as cool as the fluid (`Joint.cooling_time`).

Assumes a shutter that is open for the whole frame, a picture whose only fault is that it blurs in time, and a recorder whose only
fault is its noise.
"""

from dataclasses import dataclass

import numpy as np
import scipy

from crepitus.models import require_positive
from crepitus.models.joint import Crack, Joint, Pull, pull
from crepitus.models.section import lens
from explorables.arrays import Array
from explorables.registry import number

NOISE = number("image_noise").si
MOMENTS = np.arange(0, 1, 0.05)  # of a frame
LONGEST = 2.0  # s
SAMPLES, LAYERS, PLACES = (
    60,
    5,
    2,
)  # instants of a frame that are looked at; layers of cavity and places of the bone that they are sorted into


@dataclass(frozen=True)
class Exposures:
    """A pull seen through frames: each begins at `start` [s], lasts `frame_time` [s] and shows the mean `volume` [m³] of that time."""

    frame_time: float
    start: Array
    volume: Array

    @property
    def shrinkage(self) -> float:
        """How much smaller the cavity is on the last picture than on its largest, as a share of the largest."""
        return float(1 - self.volume[-1] / self.volume.max())


@dataclass(frozen=True)
class Picture:
    """One frame, blurred in time: what stood where in at least what share of it.

    It begins at `start` and lasts `frame_time` [s]. `gap` (PLACES,) [m] are those that it saw for equal shares of its time. The cavity's
    `half_width` and `thickness` [m], each (LAYERS,), are those of lenses of which the i-th was filled for (i + 1/2) / LAYERS of it.
    """

    start: float
    frame_time: float
    gap: Array
    half_width: Array
    thickness: Array


@dataclass(frozen=True)
class Recording:
    """A sound above a recorder's noise: `above` [dB above the noise, zero where lost], signed as the pressure, at `time` [s]."""

    time: Array
    above: Array

    @property
    def begins(self) -> float:
        """When the first swing stands out of the noise [s]."""
        return float(self.time[np.argmax(self.above != 0)])

    @property
    def begins_with_a_push(self) -> bool:
        """Whether that swing raises the pressure."""
        return bool(self.above[np.argmax(self.above != 0)] > 0)


def pull_to_rest(joint: Joint, theory: str) -> Pull:
    """A pull that is followed until nothing moves; ValueError where that takes longer than LONGEST."""
    span = 0.03 + 7 * joint.cooling_time
    while span < LONGEST:
        if (found := pull(joint, theory, span=span)).at_rest:
            return found
        span *= 2
    raise ValueError(f"cooling_time = {joint.cooling_time}; allowed: so short that the cavity is at rest within {LONGEST} s")


def exposures(pulled: Pull, frame_rate: float, moment: float, before: float = 0.01, after: float | None = None) -> Exposures:
    """The frames of a camera from `before` [s] ahead of inception until `after` [s] behind it, and at least two later ones.

    `frame_rate` [1/s, above zero]; `moment` says how far into its frame inception falls [0 to 1, below 1]; it films until the pull's
    end if `after` is left out. Before inception there is no cavity. ValueError for other values, and for a pull whose cavity still
    moves at its end: what a late frame shows would be an accident of where the model was stopped.
    """
    require_positive(frame_rate=frame_rate)
    if not 0 <= moment < 1:
        raise ValueError(f"moment = {moment}; allowed: 0 to below 1")
    if not pulled.at_rest:
        raise ValueError(f"the cavity still moves at the end of the pull, {pulled.time[-1]:.3g} s; allowed: one that is at rest")
    until = float(pulled.time[-1]) if after is None else after
    frame_time = 1 / frame_rate
    first, last = np.floor(-before * frame_rate + moment), max(np.ceil(until * frame_rate + moment), 3)
    edges = (np.arange(first, last + 1) - moment) * frame_time
    time, volume = with_rest(pulled, max(edges[-1], pulled.time[-1]) + frame_time)
    seen = scipy.integrate.cumulative_trapezoid(volume, time, initial=0)
    return Exposures(frame_time, edges[:-1], np.diff(np.interp(edges, time, seen)) / frame_time)


def with_rest(pulled: Pull, until: float) -> tuple[Array, Array]:
    """Time [s] and cavity volume [m³] from inception on, then at rest up to `until` [s, after the pull's end]; of one shape (n,)."""
    quick = pulled.time >= 0
    return np.append(pulled.time[quick], until), np.append(pulled.cavity_volume[quick], pulled.cavity_volume[-1])


def told_apart(formation: Exposures, collapse: Exposures) -> bool:
    """Whether the pictures of a collapse shrink by more than those of forming, by more than the pictures' noise."""
    return collapse.shrinkage - formation.shrinkage > NOISE


def share_told_apart(formation: Pull, collapse: Pull, frame_rate: float) -> float:
    """In what share of the moments of a frame at which the crack may come its pictures tell the theories apart."""
    seen = [[exposures(pulled, frame_rate, moment) for pulled in (formation, collapse)] for moment in MOMENTS]
    return float(np.mean([told_apart(*both) for both in seen]))


def picture(joint: Joint, pulled: Pull, start: float, frame_time: float) -> Picture:
    """What a frame from `start` [s] on shows that takes `frame_time` [s]: see `Picture`."""
    moments = start + (np.arange(SAMPLES) + 0.5) / SAMPLES * frame_time
    volumes = np.interp(moments, pulled.time, pulled.cavity_volume)
    lenses = np.array([lens(joint, pulled, moment, volume) for moment, volume in zip(moments, volumes)])
    shares = (np.arange(LAYERS) + 0.5) / LAYERS
    half_width, thickness = np.quantile(lenses, 1 - shares, axis=0, method="nearest").T
    gap = np.quantile(np.interp(moments, pulled.time, pulled.gap), (np.arange(PLACES) + 0.5) / PLACES, method="nearest")
    return Picture(start, frame_time, gap, half_width, thickness)


def record(crack: Crack, noise_below_peak: float) -> Recording:
    """A crack in noise that lies `noise_below_peak` [dB, above zero, else ValueError] below the crack's own peak."""
    require_positive(noise_below_peak=noise_below_peak)
    share = np.abs(crack.pressure) / np.abs(crack.pressure).max()
    above = noise_below_peak + 20 * np.log10(np.maximum(share, 1e-12))
    return Recording(crack.time, np.where(above > 0, above, 0) * np.sign(crack.pressure))
