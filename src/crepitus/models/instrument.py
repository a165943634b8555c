"""What an instrument makes of a crack: a camera averages over each exposure.

Assumes a shutter that is open for the whole frame and a picture whose only fault is that it blurs in time.
"""

from dataclasses import dataclass

import numpy as np
from scipy.integrate import cumulative_trapezoid

from crepitus.models import require_positive
from crepitus.models.joint import Pull, settled


@dataclass(frozen=True)
class Exposures:
    """A pull seen through frames: each begins at `start` [s], lasts `frame_time` [s] and shows the mean `volume` [m³] of that time."""

    frame_time: float
    start: np.ndarray
    volume: np.ndarray

    @property
    def excess(self) -> float:
        """How much larger than on the last picture the cavity was on its largest, as a share of the last."""
        return float(self.volume.max() / self.volume[-1] - 1)


def exposures(pulled: Pull, frame_rate: float, moment: float, before: float = 0.01, after: float = 0.03) -> Exposures:
    """The frames of a camera that overlap the time from `before` [s] to `after` [s] inception, and at least two later ones.

    `frame_rate` [1/s, above zero]; `moment` says how far into its frame inception falls [0 to 1, below 1]. The exposure lasts
    the whole frame. Before inception there is no cavity, after the pull it keeps its settled volume.
    """
    require_positive(frame_rate=frame_rate)
    if not 0 <= moment < 1:
        raise ValueError(f"moment = {moment}; allowed: 0 to below 1")
    frame_time = 1 / frame_rate
    first, last = np.floor(-before * frame_rate + moment), max(np.ceil(after * frame_rate + moment), 3)
    edges = (np.arange(first, last + 1) - moment) * frame_time
    quick = pulled.time >= 0
    time = np.append(pulled.time[quick], max(edges[-1], pulled.time[-1]) + frame_time)
    volume = np.append(pulled.cavity_volume[quick], settled(pulled))
    volume[-2] = volume[-1]
    seen = cumulative_trapezoid(volume, time, initial=0)
    return Exposures(frame_time, edges[:-1], np.diff(np.interp(edges, time, seen)) / frame_time)
