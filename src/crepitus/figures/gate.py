"""Drawings of the gate: pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`."""

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crepitus.course import COLOUR
from crepitus.models.gate import LIMIT, THRESHOLD, Rates
from explorables.arrays import Array
from explorables.drawing import handle
from explorables.registry import number
from explorables.theme import ASSUMED, MODEL, Look

if TYPE_CHECKING:
    from crepitus.explorers.gate_at_rest import Plane
    from crepitus.explorers.gate_in_time import WindUp

POINTS = 110  # of a trace: as many in every state, so that it can move from one to the next
LONGEST = 4  # s, of a circuit that was let go
FASTEST = 60  # Hz, of the touch that is drawn


def threshold(axis: Axes, above: bool = False, space: str = " ") -> None:
    """The rate above which the model's authors speak of pain, across an axis of rates; named on the line, or `above` the axis."""
    axis.axhline(THRESHOLD, color=COLOUR["ink"], linewidth=0.9)
    words = f"pain above{space}{number('gate_threshold').printed} Hz"
    if above:
        axis.set_title(words, fontsize=11, loc="right", fontweight="normal")
        return
    axis.text(0.995, THRESHOLD + 1, words, transform=axis.get_yaxis_transform(), fontsize=11, ha="right")


def resampled(response: Rates) -> tuple[Array, Array]:
    """Times (POINTS,) [s] of a response, closer where rates change, and rates (POINTS, 2) [Hz] of projection and inhibitory cells there."""
    both = np.stack([response.projection, response.inhibitory], axis=1)
    steps = np.abs(np.diff(both, axis=0, prepend=both[:1]))
    along = (np.cumsum(steps, axis=0) / np.maximum(steps.sum(axis=0), 1)).sum(axis=1) + response.time / response.time[-1]
    spots = np.interp(np.linspace(0, along[-1], POINTS), along, np.arange(len(along)))
    row = np.arange(len(along))
    return np.interp(spots, row, response.time), np.stack([np.interp(spots, row, rate) for rate in both.T], axis=1)


def wind_up_stage(figure: Figure) -> tuple[Axes, Axes, Axes]:
    """Spikes for each burst, the weight that is left at each, and the traces of the first and of this one."""
    grid = figure.add_gridspec(2, 2, width_ratios=(3, 2), height_ratios=(3, 2))
    counts, left, traces = figure.add_subplot(grid[0, 0]), figure.add_subplot(grid[1, 0]), figure.add_subplot(grid[:, 1])
    counts.set(ylim=(0, 16), ylabel="spikes after it", yticks=[0, 5, 10, 15])
    left.set(ylim=(-0.15, 2.6), ylabel="NMDA weight\nleft before it", yticks=[0, 1, 2])
    left.yaxis.label.set_color(COLOUR["accent"])
    for axis in (counts, left):
        axis.set(xlim=(0.3, 16.7), xlabel="burst", xticks=[1, 4, 8, 12, 16])
    traces.set(xlim=(0, 0.33), ylim=(-2, 55), xlabel="time from the burst (s)", ylabel="pain cells (Hz)", xticks=[0, 0.1, 0.2, 0.3])
    traces.set_title("this burst", color=COLOUR["harm"], fontsize=11)
    traces.set_title("dashed: the first", fontsize=11, loc="right", fontweight="normal")
    threshold(traces, space="\n")
    return counts, left, traces


def wind_up(axes: tuple[Axes, Axes, Axes], wound: "WindUp") -> list[Artist]:
    """One dot for each burst that has come; the first trace dashed, this one's as a line."""
    counts, left, traces = axes
    come = np.arange(wound.burst)  # as many points as bursts: so one more is there at once, and none slides out of the last
    look: Look = {"color": COLOUR["harm"]}
    return [
        *counts.plot(come + 1, wound.spikes[come], marker="o", linewidth=1, **look),
        *left.plot(come + 1, wound.left[come], marker="o", linewidth=1, color=COLOUR["accent"]),
        *traces.plot(wound.time, wound.traces[wound.burst - 1], **look, **MODEL),
        *traces.plot(wound.time, wound.traces[0], color=COLOUR["ink"], **ASSUMED),
        handle(counts, wound.burst, wound.spikes[wound.burst - 1], "burst"),
    ]


def plane_stage(figure: Figure) -> tuple[Axes, Axes]:
    """NMDA weight against rate, where neither changes; and the weight against time."""
    plane, time = figure.subplots(1, 2, width_ratios=(3, 2))
    plane.set(xlim=(-2, LIMIT["projection"] + 3), ylim=(-0.1, 4.1), xlabel="pain cells (Hz)", ylabel="NMDA weight", yticks=range(5))
    plane.text(23, 0.55, "this rate\nleads to", color=COLOUR["accent"], fontsize=11, ha="right", va="center")
    plane.text(45, 1.25, "this rate\nneeds", color=COLOUR["harm"], fontsize=11, ha="center", va="center")
    time.set(xlim=(0, LONGEST), ylim=plane.get_ylim(), xlabel="time (s)", ylabel="NMDA weight", xticks=range(5), yticks=range(5))
    return plane, time


def plane(axes: tuple[Axes, Axes], found: "Plane") -> list[Artist]:
    """The two nullclines and their meeting points, full if stable; the way of a circuit that was let go, as far as it has come."""
    plane, time = axes
    points = [
        plane.plot([state.projection], [state.nmda], color=COLOUR["ink"], marker="o", markersize=9, linestyle="none",
                   markerfacecolor=COLOUR["ink"] if state.stable else COLOUR["ground"])[0]
        for state in found.states
    ]  # fmt: skip
    past = np.linspace(0, found.time, 40)
    rates, weights = (np.interp(past, found.way.time, values) for values in (found.way.projection, found.way.nmda))
    look: Look = {"color": COLOUR["relief"], "linewidth": 3}
    return [
        *plane.plot(found.rates, found.leads_to, color=COLOUR["accent"], **MODEL),
        *plane.plot(found.rates, found.needs, color=COLOUR["harm"], **MODEL),
        *points,
        *(time.axhline(state.nmda, color=COLOUR["soft"], linewidth=1, linestyle="-" if state.stable else "--") for state in found.states),
        *plane.plot(rates, weights, **look),
        *time.plot(past, weights, **look),
        *plane.plot(rates[-1:], weights[-1:], "D", color=COLOUR["relief"], markersize=9, zorder=7),
        *time.plot([found.time], weights[-1:], "D", color=COLOUR["relief"], markersize=9, zorder=7),
        handle(time, 0, found.released, "released"),
    ]
