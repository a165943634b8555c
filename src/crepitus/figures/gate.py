"""Drawings of the gate: pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`."""

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch

from crepitus.course import COLOUR
from crepitus.figures.joint import ticks
from crepitus.models.gate import LIMIT, THRESHOLD, Gate, Rates
from explorables.arrays import Indices
from explorables.digits import significant
from explorables.registry import number
from explorables.theme import ASSUMED, MODEL, Look

if TYPE_CHECKING:
    from crepitus.explorers.gate_at_rest import Curve, Plane
    from crepitus.explorers.gate_in_time import Opened, Rubbed, WindUp

POINTS = 220  # of a trace: the picture is stored for every state
FASTEST = 60  # Hz, of the touch that is drawn


def threshold(axis: Axes) -> None:
    """The rate above which the model's authors speak of pain, across an axis of rates."""
    axis.axhline(THRESHOLD, color=COLOUR["ink"], linewidth=0.9)
    words = f"{number('gate_threshold').printed} Hz"
    axis.text(0.995, THRESHOLD + 1, words, transform=axis.get_yaxis_transform(), fontsize=11, ha="right")


def thinned(response: Rates) -> Indices:
    """Indices (n,) of few points of a response that keep its jumps: more of them where the rates change."""
    steps = [np.abs(np.diff(rate, prepend=rate[0])) for rate in (response.projection, response.inhibitory)]
    along = sum(np.cumsum(step) / max(step.sum(), 1) for step in steps) + response.time / response.time[-1]
    points = np.searchsorted(along, np.linspace(0, along[-1], POINTS)).clip(0, len(along) - 1)
    return np.union1d(points, np.flatnonzero(np.diff(response.time) == 0))  # with the moments at which an input changes


Place = tuple[float, float, str, str]
PLACES: dict[str, Place] = {  # where the circuit's fibres and cells stand, in parts of the figure, with the colour of what they carry
    "touch": (0.115, 0.84, "touch\n(A-beta fibres)", "motion"),
    "pain": (0.115, 0.20, "pain (A-delta\nand C fibres)", "harm"),
    "inhibitory": (0.46, 0.84, "inhibitory\ncells", "relief"),
    "excitatory": (0.46, 0.20, "excitatory\ncells", "harm"),
    "projection": (0.76, 0.52, "pain cells", "harm"),
    "brain": (0.95, 0.52, "to the\nbrain", "ink"),
}
LINKS = (  # from, to, bend, points left free at both ends, and where beside its middle the weight stands
    ("touch", "inhibitory", 0, 48, (0, 0.05)),
    ("touch", "projection", 0, 48, (-0.04, 0.06)),
    ("pain", "projection", 0, 48, (-0.06, 0.03)),
    ("pain", "excitatory", 0, 48, (0, -0.06)),
    ("excitatory", "projection", 0.12, 46, (0.06, -0.05)),
    ("inhibitory", "projection", -0.12, 46, (0.06, 0.05)),
    ("inhibitory", "excitatory", 0, 26, (0.05, 0.02)),
    ("projection", "brain", 0, 42, (0, 0)),
)
EXCITES, INHIBITS = "-|>,head_length=0.5,head_width=0.25", "|-|,widthA=0,widthB=0.5"


def circuit_stage(figure: Figure) -> Figure:
    """The fibres and cells of the gate, and who acts on whom: an arrow excites, a bar inhibits."""
    for x, y, words, colour in PLACES.values():
        figure.text(x, y, words, color=COLOUR[colour], ha="center", va="center", fontsize=12, fontweight="bold")
    for source, goal, bend, free, _ in LINKS:
        link(figure, PLACES[source], PLACES[goal], INHIBITS if source == "inhibitory" else EXCITES, bend, free)
    link(figure, (0.72, 0.46, "", "accent"), (0.80, 0.46), EXCITES, 1.6, 0)
    words = "NMDA receptors: the more they\nfire, the more pain weighs"
    figure.text(0.76, 0.27, words, color=COLOUR["accent"], ha="center", va="top", fontsize=11)
    return figure


def link(figure: Figure, source: Place, goal: Place | tuple[float, float], style: str, bend: float, free: float) -> None:
    """An arrow between two places of the figure, in the colour of the first, so many points free at both ends."""
    look: Look = {"arrowstyle": style, "connectionstyle": f"arc3,rad={bend}", "color": COLOUR[source[3]], "linewidth": 1.6}
    figure.add_artist(
        FancyArrowPatch(source[:2], goal[:2], mutation_scale=12, shrinkA=free, shrinkB=free, transform=figure.transFigure, **look)
    )


def circuit(figure: Figure, gate: Gate) -> list[Artist]:
    """The weights, each beside its link."""
    artists: list[Artist] = []
    for source, goal, _, _, (right, up) in LINKS[:-1]:
        x, y = np.mean([PLACES[source][:2], PLACES[goal][:2]], axis=0)
        weight = getattr(gate, f"{source}_to_{goal}")
        sign = "\N{MINUS SIGN}" if source == "inhibitory" else "+"
        artists.append(figure.text(x + right, y + up, f"{sign}{significant(weight)}", ha="center", va="center", fontsize=11))
    return artists


def gate_stage(figure: Figure) -> tuple[Axes, Axes, Axes]:
    """Pain cells above, the gate cell below, against time, with both inputs as bars."""
    pain, gate, fibres = figure.subplots(3, 1, sharex=True, height_ratios=(5, 4, 2))
    pain.set(xlim=(0, 3), ylim=(-2, 55), ylabel="pain cells\n(Hz)")
    gate.set(ylim=(-3, 85), ylabel="inhibitory\ncells (Hz)")
    fibres.set(ylim=(-0.6, 1.6), xlabel="time (s)")
    fibres.set_yticks([1, 0], ["pain comes in", "touch comes in"])
    threshold(pain)
    return pain, gate, fibres


def gate(axes: tuple[Axes, Axes, Axes], opened: "Opened") -> list[Artist]:
    """What the cells do while pain and touch come in."""
    pain, gate, fibres = axes
    response, bars = opened.response, []
    keep = thinned(response)
    for height, pulse, colour in ((1, opened.pain, "harm"), (0, opened.touch, "motion")):
        bars += fibres.plot([pulse.start, pulse.end], [height, height], color=COLOUR[colour], linewidth=9, solid_capstyle="butt")
    return [
        *pain.plot(response.time[keep], response.projection[keep], color=COLOUR["harm"], **MODEL),
        *gate.plot(response.time[keep], response.inhibitory[keep], color=COLOUR["relief"], **MODEL),
        *bars,
    ]


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
    keep = thinned(rubbed.response)
    return [
        trace.axvspan(rubbed.touch.start, rubbed.touch.end, color=COLOUR["motion"], alpha=0.25, linewidth=0),
        *trace.plot(rubbed.response.time[keep], rubbed.response.projection[keep], color=COLOUR["harm"], **MODEL),
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
