"""Drawings of a joint that cracks, and of its sound: pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure

from crepitus.course import COLOUR
from crepitus.models.bubble import SYNOVIAL_FLUID
from crepitus.models.film import Film
from crepitus.models.joint import ATMOSPHERE, opening_speed
from explorables.arrays import Array
from explorables.registry import number
from explorables.theme import ASSUMED, MEASURED, MODEL

if TYPE_CHECKING:
    from crepitus.explorers.joint import Pitches

TEARS = ATMOSPHERE - SYNOVIAL_FLUID.vapour_pressure  # below this the fluid boils or is under tension
ENDS = 9  # ms after inception


def film_stage(figure: Figure) -> tuple[Axes, Axes]:
    """Pressure across the film, and the map of gap and speed with the line where a cavity becomes possible."""
    across, plane = figure.subplots(1, 2, width_ratios=(3, 2))
    across.set(xlim=(-5, 5), ylim=(-420, 40), xlabel="distance from the centre (mm)", ylabel="pressure, surroundings = 0 (kPa)")
    across.set_title("In the film", color=COLOUR["pressure"])
    across.axhline(-TEARS / 1e3, color=COLOUR["ink"], linewidth=0.9)
    across.text(4.9, -TEARS / 1e3 - 6, "below this line\nfluid can tear", va="top", ha="right", fontsize=11)
    plane.set(xscale="log", yscale="log", xlim=(8, 650), ylim=(0.7, 2900), xlabel="gap (µm)", ylabel="opening speed (mm/s)")
    plane.set_title("Where a cavity can form", color=COLOUR["motion"])
    ticks(plane.xaxis, (10, 100, 500))
    ticks(plane.yaxis, (1, 10, 100, 1000))
    return across, plane


def film_pressure(axes: tuple[Axes, Axes], film: Film) -> list[Artist]:
    """The dip in the film, and where this pull lies on the map."""
    across, plane = axes
    gaps = np.array([1e-6, 1e-3])
    limit = opening_speed(gaps, TEARS, film.viscosity, film.curvature_radius)
    return [
        *across.plot(film.radius * 1e3, np.maximum(film.pressure / 1e3, -1e4), color=COLOUR["pressure"], **MODEL),
        plane.fill_between(gaps * 1e6, limit * 1e3, 1e5, color=COLOUR["motion"], alpha=0.18, linewidth=0),
        *plane.plot(gaps * 1e6, limit * 1e3, color=COLOUR["motion"], **MODEL),
        *plane.plot([film.gap * 1e6], [film.opening_speed * 1e3], color=COLOUR["ink"], marker="o", markersize=9),
    ]


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
