"""The gate at work: the circuit under a touch and a pain, beside its graphs. Schematic, not to scale; its rates are the model's."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crepitus.course import COLOUR
from crepitus.figures.circuit import HIGHEST, LINKS, LOOK, PRESSED, SURFACE, at_work, cells, sore, tissue, ways, wired
from crepitus.figures.gate import FASTEST, resampled, threshold
from crepitus.figures.person import at, length_of
from crepitus.models.gate import BASELINE, HEALTHY
from explorables.drawing import handle
from explorables.theme import ASSUMED, MODEL, Look

if TYPE_CHECKING:
    from crepitus.explorers.circuit import Moment
    from crepitus.explorers.gate_at_rest import Curve
    from crepitus.explorers.gate_in_time import Rubbed

FULL = 40  # Hz: the touch that presses deepest


RUBS, RUBBED = 0.14, 1.7  # how far a rubbing finger goes each way, and how often a second


SPIKES, APART = 8, 0.4  # spikes that one dot stands for, and how far dots are apart


class Panels(NamedTuple):
    """The circuit, and three graphs against time."""

    circuit: Axes
    pain: Axes
    gate: Axes
    fibres: Axes


def gate_stage(figure: Figure) -> Panels:
    """The circuit on the left; on the right pain cells, inhibitory cells and fibres against time."""
    grid = figure.add_gridspec(3, 2, width_ratios=(40, 30), height_ratios=(5, 4, 4))
    circuit = figure.add_subplot(grid[:, 0])
    at_work(circuit)
    wired(circuit, HEALTHY)
    panels = Panels(circuit, *(figure.add_subplot(grid[row, 1]) for row in range(3)))
    panels.pain.set(xlim=(0, 3), ylim=(-3, 58), ylabel="pain cells\n(Hz)", yticks=[0, 25, 50])
    panels.gate.set(xlim=(0, 3), ylim=(-3, 102), ylabel="inhibitory\ncells (Hz)", yticks=[0, 40, 80])
    panels.fibres.set(xlim=(0, 3), ylim=(-2, 50), ylabel="what comes\nin (Hz)", yticks=[0, 20, 40])
    for axis, colour in zip(panels[1:], ("harm", "gate", "ink")):
        axis.set(xlabel="time (s)", xticks=[0, 1, 2, 3])
        axis.yaxis.label.set_color(COLOUR[colour])
    panels.fibres.text(2.48, 24, "pain", color=COLOUR["harm"], fontsize=11, ha="right")
    threshold(panels.pain, above=True)
    return panels


def gate(panels: Panels, now: "Moment") -> list[Artist]:
    """The circuit at the clock's moment, and where that lies on the graphs."""
    pressing = 0.3 * now.touch.rate / FULL if now.touch.rate > BASELINE else -0.12
    lifted = (0.0 if now.touching else 0.22) - pressing
    artists = [
        *tissue(panels.circuit, max(pressing, 0) if now.touching else 0.0, lifted),
        *sore(panels.circuit, now.rates["pain"] / HIGHEST["pain"]),
    ]
    for link in LINKS:
        artists += stream(panels.circuit, link, now)
    artists += cells(panels.circuit, now.rates, now.nmda)
    return [
        *artists,
        *traces(panels, now),
        handle(panels.circuit, PRESSED, SURFACE + lifted + 0.5, "touch"),
        handle(panels.fibres, now.touch.end, now.touch.rate / 2, "length"),
        handle(panels.gate, now.time, 92, "time"),
    ]


def stream(axis: Axes, link: tuple[str, str], now: "Moment") -> list[Artist]:
    """Dots that run along a link, one for every SPIKES that were sent: the quicker, the more are sent; brighter too."""
    source, way = link[0], ways()[link]
    length = length_of(way)
    on_it = int(length / APART)
    count = on_it + int(now.most[source] / SPIKES) + 2
    come = APART * (on_it + now.sent[source] / SPIKES - np.arange(count))
    share = min(1.0, now.rates[source] / HIGHEST[source])
    dots = at(way, np.clip(come, 0, length))
    return list(axis.plot(*dots.T, "o", markersize=5.5, color=COLOUR[LOOK[source]], alpha=0.25 + 0.75 * share, markeredgewidth=0, zorder=4))


def traces(panels: Panels, now: "Moment") -> list[Artist]:
    """The rates, dashed as they were without touch, with a line and dots at this moment; and what comes in."""
    touch, pain = now.touch, now.pain
    time, rates = resampled(now.response)
    bare_time, bare = resampled(now.untouched)
    artists: list[Artist] = [axis.axvline(now.time, color=COLOUR["ink"], linewidth=0.9) for axis in panels[1:]]
    look: Look = {"zorder": 6, "markersize": 8}
    named = "touch" if touch.rate > BASELINE else ""
    for pulse, colour in ((pain, "harm"), (touch, "relief")):
        x = [0, *[pulse.start] * 2, *[pulse.end] * 2, 3]
        artists += panels.fibres.plot(x, [BASELINE] * 2 + [pulse.rate] * 2 + [BASELINE] * 2, color=COLOUR[colour], **MODEL)
    return [
        *artists,
        panels.fibres.text(touch.end + 0.07, max(30, touch.rate - 4), named, color=COLOUR["relief"], fontsize=11),
        *panels.pain.plot(bare_time, bare[:, 0], color=COLOUR["soft"], **ASSUMED),
        *panels.pain.plot(time, rates[:, 0], color=COLOUR["harm"], **MODEL),
        *panels.gate.plot(time, rates[:, 1], color=COLOUR["gate"], **MODEL),
        *panels.pain.plot([now.time], [now.rates["projection"]], "o", color=COLOUR["harm"], **look),
        *panels.gate.plot([now.time], [now.rates["inhibitory"]], "o", color=COLOUR["gate"], **look),
    ]


def pressed_stage(figure: Figure) -> tuple[Axes, Axes]:
    """The circuit on the left; on the right the rate that the pain cells come to against touch."""
    circuit, curve = figure.subplots(1, 2, width_ratios=(40, 34))
    at_work(circuit)
    curve.set(xlim=(0, FASTEST), ylim=(-2, 55), xlabel="touch (Hz on each fibre)", ylabel="pain cells, from rest (Hz)")
    curve.set(xticks=[0, 20, 40, 60])
    threshold(curve)
    curve.set_title("this gate", color=COLOUR["harm"], fontsize=11)
    curve.set_title("dashed: published", color=COLOUR["soft"], fontsize=11, loc="right", fontweight="normal")
    return circuit, curve


def pressed(axes: tuple[Axes, Axes], found: "Curve") -> list[Artist]:
    """The circuit where it has come to rest under a steady touch; its curve, pale, and full as far as that touch."""
    circuit, curve = axes
    deep = 0.4 * found.at / FASTEST if found.at else -0.12
    reached = np.minimum(found.touch, found.at)  # what is not reached waits under the knob: so the line keeps to the curve as it grows
    look: Look = {"color": COLOUR["harm"]}
    return [
        *wired(circuit, found.gate),
        *tissue(circuit, max(deep, 0), -deep),
        *sore(circuit, min(1, found.pain / HIGHEST["pain"])),
        *cells(circuit, vars(found.state), found.state.nmda),
        *curve.plot(found.touch, found.published, color=COLOUR["soft"], **ASSUMED),
        *curve.plot(found.touch, found.rates, alpha=0.35, **look, **MODEL),
        *curve.plot(reached, np.interp(reached, found.touch, found.rates), **look, **MODEL),
        handle(circuit, PRESSED, SURFACE - deep + 0.5, "touch"),
        handle(curve, found.at, found.state.projection, "touch"),
    ]


def rub_stage(figure: Figure) -> Panels:
    """The circuit on the left; on the right pain cells and their NMDA weight against time, and pain cells against a slow pain."""
    grid = figure.add_gridspec(3, 2, width_ratios=(40, 32), height_ratios=(5, 4, 5))
    panels = Panels(figure.add_subplot(grid[:, 0]), *(figure.add_subplot(grid[row, 1]) for row in range(3)))
    at_work(panels.circuit)
    wired(panels.circuit, HEALTHY)
    panels.pain.set(xlim=(0, 10), ylim=(-3, 62), ylabel="pain cells\n(Hz)", yticks=[0, 25, 50])
    panels.gate.set(xlim=(0, 10), ylim=(-0.2, 4.4), ylabel="NMDA\nweight", yticks=[0, 2, 4])
    panels.fibres.set(xlim=(8, 22), ylim=(-3, 58), ylabel="pain cells\n(Hz)", yticks=[0, 25, 50], xticks=[10, 15, 20])
    panels.fibres.set_xlabel("steady pain comes in at (Hz)")
    panels.gate.yaxis.label.set_color(COLOUR["accent"])
    panels.gate.set_title("above the dashed line: pain returns", color=COLOUR["soft"], fontsize=11, fontweight="normal")
    for axis in (panels.pain, panels.gate):
        axis.set(xlabel="time (s)", xticks=range(0, 11, 2))
    for axis in (panels.pain, panels.fibres):
        axis.yaxis.label.set_color(COLOUR["harm"])
    panels.fibres.text(18.9, 24, "pain\nrises", color=COLOUR["harm"], fontsize=11, va="center")
    panels.fibres.text(10.4, 24, "pain\nfalls", color=COLOUR["harm"], fontsize=11, va="center", ha="right")
    threshold(panels.pain)
    return panels


def rub(panels: Panels, now: "Rubbed") -> list[Artist]:
    """A finger that rubs while the pain is steady; the traces with this moment on them, and where it is between the two branches."""
    deep = 0.3 * now.touch.rate / FULL
    along = RUBS * np.sin(2 * np.pi * RUBBED * now.time) if now.touching else 0.0
    time, rates = resampled(now.response)
    nmda = np.interp(time, now.response.time, now.response.nmda)
    look: Look = {"zorder": 6, "markersize": 8, "color": COLOUR["harm"]}
    artists: list[Artist] = [axis.axvline(now.time, color=COLOUR["ink"], linewidth=0.9) for axis in (panels.pain, panels.gate)]
    for axis in (panels.pain, panels.gate):
        artists.append(axis.axvspan(now.touch.start, now.touch.end, color=COLOUR["relief"], alpha=0.22, linewidth=0))
    return [
        *artists,
        *tissue(panels.circuit, deep if now.touching else 0.0, -deep if now.touching else 0.3 - deep, along),
        *sore(panels.circuit, now.pain / HIGHEST["pain"]),
        *cells(panels.circuit, now.rates, now.nmda),
        *panels.pain.plot(time, rates[:, 0], color=COLOUR["harm"], **MODEL),
        *panels.gate.plot(time, nmda, color=COLOUR["accent"], **MODEL),
        *panels.gate.plot([0, 10], [now.border, now.border], color=COLOUR["soft"], **ASSUMED),
        *panels.fibres.plot(now.pains, now.rising, color=COLOUR["harm"], **MODEL),
        *panels.fibres.plot(now.pains, now.falling, color=COLOUR["harm"], **ASSUMED),
        *panels.pain.plot([now.time], [now.rates["projection"]], "o", **look),
        *panels.gate.plot([now.time], [now.nmda], "o", **look | {"color": COLOUR["accent"]}),
        panels.fibres.axvline(now.pain, color=COLOUR["ink"], linewidth=0.9),
        *panels.fibres.plot([now.pain], [now.rates["projection"]], "o", **look | {"markersize": 10}),
        handle(panels.circuit, PRESSED + along, SURFACE + 0.8 - deep, "touch"),
        handle(panels.pain, now.time, 58, "time"),
        handle(panels.gate, now.touch.end, 2.0, "length"),
        handle(panels.fibres, now.pain, 25, "pain"),
    ]
