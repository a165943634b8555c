"""Drawings of the gate: pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`."""

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crepitus.course import COLOUR
from crepitus.figures.joint import ticks
from crepitus.models.gate import LIMIT, THRESHOLD, Rates
from explorables.arrays import Array
from explorables.registry import number
from explorables.theme import ASSUMED, MODEL

if TYPE_CHECKING:
    from crepitus.explorers.gate_at_rest import Curve, Plane
    from crepitus.explorers.gate_in_time import Rubbed, WindUp

POINTS = 110  # of a trace: as many in every state, so that it can move from one to the next
FASTEST = 60  # Hz, of the touch that is drawn


def threshold(axis: Axes) -> None:
    """The rate above which the model's authors speak of pain, across an axis of rates."""
    axis.axhline(THRESHOLD, color=COLOUR["ink"], linewidth=0.9)
    words = f"{number('gate_threshold').printed} Hz"
    axis.text(0.995, THRESHOLD + 1, words, transform=axis.get_yaxis_transform(), fontsize=11, ha="right")


def resampled(response: Rates) -> tuple[Array, Array]:
    """Times (POINTS,) [s] of a response, closer where rates change, and rates (POINTS, 2) [Hz] of projection and inhibitory cells there."""
    both = np.stack([response.projection, response.inhibitory], axis=1)
    steps = np.abs(np.diff(both, axis=0, prepend=both[:1]))
    along = (np.cumsum(steps, axis=0) / np.maximum(steps.sum(axis=0), 1)).sum(axis=1) + response.time / response.time[-1]
    spots = np.interp(np.linspace(0, along[-1], POINTS), along, np.arange(len(along)))
    row = np.arange(len(along))
    return np.interp(spots, row, response.time), np.stack([np.interp(spots, row, rate) for rate in both.T], axis=1)


def curve_stage(figure: Figure) -> Axes:
    """The steady rate of the pain cells against touch."""
    axis = figure.subplots()
    axis.set(xlim=(0, FASTEST), ylim=(-2, 55), xlabel="touch (Hz on each fibre)", ylabel="pain cells, from rest (Hz)")
    threshold(axis)
    axis.set_title("this gate", color=COLOUR["harm"])
    axis.set_title("dashed: as published", color=COLOUR["soft"], loc="right", fontweight="normal")
    return axis


def curve(axis: Axes, found: "Curve") -> list[Artist]:
    """The published gate dashed, the chosen one as a line, and one touch on it."""
    return [
        *axis.plot(found.touch, found.published, color=COLOUR["soft"], **ASSUMED),
        *axis.plot(found.touch, found.rates, color=COLOUR["harm"], **MODEL),
        *axis.plot([found.at], [found.rate], color=COLOUR["ink"], marker="o", markersize=9),
    ]


def wind_up_stage(figure: Figure) -> tuple[Axes, Axes]:
    """Spikes for each burst, and the traces of the first and the last."""
    counts, traces = figure.subplots(1, 2, width_ratios=(3, 2))
    counts.set(xlim=(0.3, 16.7), ylim=(0, 16), xlabel="burst", ylabel="spikes of a pain cell after it", xticks=[1, 4, 8, 12, 16])
    traces.set(xlim=(0, 0.33), ylim=(-2, 55), xlabel="time from the burst (s)", ylabel="pain cells (Hz)")
    threshold(traces)
    return counts, traces


def wind_up(axes: tuple[Axes, Axes], wound: "WindUp") -> list[Artist]:
    """One dot for each burst; the first trace dashed, the last as a line."""
    counts, traces = axes
    bursts = np.arange(1, len(wound.spikes) + 1)
    artists: list[Artist] = [*counts.plot(bursts, wound.spikes, color=COLOUR["harm"], marker="o", linewidth=1)]
    for trace, look in ((wound.first, ASSUMED), (wound.last, MODEL)):
        artists += traces.plot(wound.time, trace, color=COLOUR["harm"], **look)
    return artists


def rub_stage(figure: Figure) -> tuple[Axes, Axes]:
    """A trace over many seconds, and the loop of hysteresis."""
    trace, loop = figure.subplots(1, 2, width_ratios=(3, 2), sharey=True)
    trace.set(xlim=(0, 10), ylim=(-2, 55), xlabel="time (s)", ylabel="pain cells (Hz)")
    loop.set(xlim=(5, 25), xlabel="steady pain input (Hz)")
    trace.set_title("Steady pain, touch from 1 s on")
    loop.set_title("Pain changes slowly")
    loop.text(18.3, 8, "rises", color=COLOUR["harm"], fontsize=11)
    loop.text(6.2, 41, "falls", color=COLOUR["harm"], fontsize=11)
    ticks(loop.xaxis, (5, 10, 15, 20, 25))
    threshold(trace)
    return trace, loop


def rub(axes: tuple[Axes, Axes], rubbed: "Rubbed") -> list[Artist]:
    """The pain cells before, during and after a touch; the two branches, and where this pain stands."""
    trace, loop = axes
    time, rates = resampled(rubbed.response)
    return [
        trace.axvspan(rubbed.touch.start, rubbed.touch.end, color=COLOUR["motion"], alpha=0.25, linewidth=0),
        *trace.plot(time, rates[:, 0], color=COLOUR["harm"], **MODEL),
        *loop.plot(rubbed.pains, rubbed.rising, color=COLOUR["harm"], **MODEL),
        *loop.plot(rubbed.pains, rubbed.falling, color=COLOUR["harm"], **ASSUMED),
        loop.axvline(rubbed.pain, color=COLOUR["ink"], linewidth=0.9),
    ]


def plane_stage(figure: Figure) -> Axes:
    """NMDA weight against rate: where neither changes."""
    axis = figure.subplots()
    axis.set(xlim=(-2, LIMIT["projection"] + 2), ylim=(-0.1, 4.1), xlabel="pain cells (Hz)", ylabel="NMDA weight")
    axis.text(31, 0.35, "the weight that\nthis rate leads to", color=COLOUR["accent"], fontsize=11)
    axis.text(4, 1.25, "the weight that this rate needs", color=COLOUR["harm"], fontsize=11)
    return axis


def plane(axis: Axes, found: "Plane") -> list[Artist]:
    """The two nullclines and their meeting points: full if stable."""
    points = [
        axis.plot([state.projection], [state.nmda], color=COLOUR["ink"], marker="o", markersize=9, linestyle="none",
                  markerfacecolor=COLOUR["ink"] if state.stable else COLOUR["ground"])[0]
        for state in found.states
    ]  # fmt: skip
    return [
        *axis.plot(found.rates, found.leads_to, color=COLOUR["accent"], **MODEL),
        *axis.plot(found.rates, found.needs, color=COLOUR["harm"], **MODEL),
        *points,
    ]
