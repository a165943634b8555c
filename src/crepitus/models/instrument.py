"""What instruments make of a crack: a camera averages over each exposure, a recorder loses what is below its noise.

Assumes a shutter that is open for the whole frame, a picture whose only fault is that it blurs in time, and a recorder whose only
fault is its noise.
"""

from dataclasses import dataclass

import numpy as np
from scipy.integrate import cumulative_trapezoid

from crepitus.models import require_positive
from crepitus.models.joint import Crack, Pull
from explorables.arrays import Array


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


def exposures(pulled: Pull, frame_rate: float, moment: float, before: float = 0.01, after: float = 0.03) -> Exposures:
    """The frames of a camera from `before` [s] ahead of inception until `after` [s] behind it, and at least two later ones.

    `frame_rate` [1/s, above zero]; `moment` says how far into its frame inception falls [0 to 1, below 1]; else ValueError. Before
    inception there is no cavity, after the pull it has its rest volume.
    """
    require_positive(frame_rate=frame_rate)
    if not 0 <= moment < 1:
        raise ValueError(f"moment = {moment}; allowed: 0 to below 1")
    frame_time = 1 / frame_rate
    first, last = np.floor(-before * frame_rate + moment), max(np.ceil(after * frame_rate + moment), 3)
    edges = (np.arange(first, last + 1) - moment) * frame_time
    time, volume = with_rest(pulled, max(edges[-1], pulled.time[-1]) + frame_time)
    seen = cumulative_trapezoid(volume, time, initial=0)
    return Exposures(frame_time, edges[:-1], np.diff(np.interp(edges, time, seen)) / frame_time)


def with_rest(pulled: Pull, until: float) -> tuple[Array, Array]:
    """Time [s] and cavity volume [m³] from inception on, then at rest up to `until` [s, after the pull's end]; of one shape (n,)."""
    quick = pulled.time >= 0
    ends = np.nextafter(pulled.time[-1], np.inf)
    return np.append(pulled.time[quick], [ends, until]), np.append(pulled.cavity_volume[quick], [pulled.rest_volume] * 2)


def record(crack: Crack, noise_below_peak: float) -> Recording:
    """A crack in noise that lies `noise_below_peak` [dB, above zero, else ValueError] below the crack's own peak."""
    require_positive(noise_below_peak=noise_below_peak)
    share = np.abs(crack.pressure) / np.abs(crack.pressure).max()
    above = noise_below_peak + 20 * np.log10(np.maximum(share, 1e-12))
    return Recording(crack.time, np.where(above > 0, above, 0) * np.sign(crack.pressure))
