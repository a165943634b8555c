"""Drawings of a joint that cracks, and of its sound: pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure

from crepitus.course import COLOUR
from explorables.arrays import Array
from explorables.registry import number
from explorables.theme import ASSUMED, MEASURED

if TYPE_CHECKING:
    from crepitus.explorers.joint import Pitches

ENDS = 9  # ms after inception


def thinned(time: Array, values: Array, step: int = 20) -> tuple[Array, Array]:
    """Half a million points a second, `time` [s] and `values` (n,), as 25,000: of each `step` the largest in size, to keep every spike."""
    blocks = values[: len(values) // step * step].reshape(-1, step)
    largest = np.abs(blocks).argmax(1)[:, None]
    return time[: len(blocks) * step : step], np.take_along_axis(blocks, largest, 1).ravel()


def pitch_stage(figure: Figure) -> Axes:
    """A logarithmic axis of pitch with the measured range of neck cracks."""
    axis = figure.subplots()
    axis.set(xscale="log", xlim=(40, 9000), ylim=(-0.6, 2.6), xlabel="main frequency (Hz)")
    axis.set_yticks([2, 1, 0], ["measured", "a cavity forms", "a cavity collapses"])
    ticks(axis.xaxis, (50, 100, 200, 500, 1000, 2000, 5000))
    measured_pitch(axis, 2, 2.15)
    return axis


def measured_pitch(axis: Axes, height: float, words_at: float) -> None:
    """The main frequencies of measured neck cracks, across a frequency axis: their range, and at `height` their median."""
    low, middle, high = (number(f"crack_pitch_{which}").si for which in ("low", "median", "high"))
    axis.plot([low, high], [height, height], color=COLOUR["ink"], linewidth=1)
    axis.plot([middle], [height], **MEASURED | {"markersize": 8})
    axis.text(middle, words_at, f"median of {number('crack_count_1996').printed} neck cracks", ha="left", fontsize=11)
    axis.axvspan(low, high, color=COLOUR["faint"], alpha=0.5, linewidth=0, zorder=0)


def pitch(axis: Axes, ranges: "Pitches") -> list[Artist]:
    """The range of main frequencies each theory gives over the values its unknowns may have."""
    return [
        line
        for height, values in ((1, ranges.formation), (0, ranges.collapse))
        for line in (
            *axis.plot([values.min(), values.max()], [height, height], color=COLOUR["sound"], **ASSUMED),
            *axis.plot(values, np.full(len(values), height), color=COLOUR["sound"], linestyle="none", marker="|", markersize=12),
        )
    ]


def ticks(axis: Axis, values: Sequence[float]) -> None:
    """Round ticks in plain digits on a logarithmic axis."""
    axis.set_ticks(values, [f"{value:,}" for value in values])
    axis.minorticks_off()
