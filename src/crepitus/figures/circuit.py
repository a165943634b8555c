"""The gate as a picture: skin, fibres and cells of the dorsal horn, still with its weights or at work. Schematic, no scale.

Distances are in the picture's own unit, an inch of the panel. Skin is above, as the back part of the cord is in a section.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from crepitus.course import COLOUR
from crepitus.figures.gate import FASTEST, POINTS, resampled, threshold
from crepitus.figures.person import at, length_of, smooth
from crepitus.models.gate import BASELINE, HEALTHY, LIMIT, Gate
from explorables.arrays import Array
from explorables.digits import fixed, significant
from explorables.drawing import handle, in_front, to_scale
from explorables.theme import ASSUMED, MODEL, Look

if TYPE_CHECKING:
    from crepitus.explorers.circuit import Moment
    from crepitus.explorers.gate_at_rest import Curve
    from crepitus.explorers.gate_in_time import Rubbed

WIDE, TALL = (0, 3.6), (0, 5.55)
SURFACE, BENEATH = 4.62, 4.12  # of the skin
PRESSED, SORE = 0.95, 2.72  # where along it
FULL = 40  # Hz: the touch that presses deepest
RUBS, RUBBED = 0.14, 1.7  # how far a rubbing finger goes each way, and how often a second
SPIKES, APART = 8, 0.4  # spikes that one dot stands for, and how far dots are apart
LOOK = {"touch": "relief", "pain": "harm", "inhibitory": "gate", "excitatory": "harm", "projection": "harm"}
CELLS = {"inhibitory": (0.70, 2.45, 0.25), "excitatory": (2.90, 2.45, 0.25), "projection": (1.80, 1.08, 0.30)}  # x, y, radius
HIGHEST = LIMIT | {"touch": 40.0, "pain": 22.0}  # Hz, drawn in full colour
LINKS = {  # from, to: the way, its ends hidden under what it joins
    ("touch", "inhibitory"): ((0.95, 4.30), (0.95, 3.7), (0.93, 3.3), (0.82, 2.95), (0.72, 2.5)),
    ("touch", "projection"): ((0.95, 4.30), (0.95, 3.7), (1.02, 3.3), (1.38, 2.72), (1.62, 2.0), (1.76, 1.15)),
    ("pain", "excitatory"): ((2.72, 4.30), (2.72, 3.7), (2.72, 3.3), (2.80, 2.95), (2.88, 2.5)),
    ("pain", "projection"): ((2.72, 4.30), (2.72, 3.7), (2.60, 3.3), (2.22, 2.72), (1.98, 2.0), (1.84, 1.15)),
    ("inhibitory", "excitatory"): ((0.75, 2.45), (1.8, 2.45), (2.85, 2.45)),
    ("inhibitory", "projection"): ((0.75, 2.40), (1.13, 2.06), (1.25, 1.5), (1.42, 1.2), (1.75, 1.08)),
    ("excitatory", "projection"): ((2.85, 2.40), (2.47, 2.06), (2.35, 1.5), (2.18, 1.2), (1.85, 1.08)),
    ("projection", "brain"): ((1.80, 1.05), (1.82, 0.62), (2.1, 0.36), (2.7, 0.30), (3.75, 0.30)),
}
WAYS = {link: smooth(way, 60) for link, way in LINKS.items()}
WEIGHTS = {  # where a link's weight stands
    ("touch", "inhibitory"): (0.58, 3.05), ("touch", "projection"): (1.50, 3.05), ("pain", "excitatory"): (3.06, 3.05),
    ("pain", "projection"): (2.12, 3.05), ("inhibitory", "excitatory"): (1.8, 2.56), ("inhibitory", "projection"): (0.88, 1.52),
    ("excitatory", "projection"): (2.72, 1.52),
}  # fmt: skip


class Panels(NamedTuple):
    """The circuit, and three graphs against time."""

    circuit: Axes
    pain: Axes
    gate: Axes
    fibres: Axes


def blob(x: float, y: float, radius: float) -> Array:
    """The outline (60, 2) of a cell's body."""
    angle = np.linspace(0, 2 * np.pi, 60)
    r = radius * (1 + 0.10 * np.cos(5 * angle + 1.2))
    return np.stack([x + r * np.cos(angle), y + r * np.sin(angle)], axis=1)


def rounded(share: Array) -> Array:
    """Sines or cosines of a superellipse, between a circle and a box."""
    return np.sign(share) * np.abs(share) ** 0.62


def anatomy(axis: Axes) -> None:
    """What never moves: the cord, and the names of fibres and cells."""
    to_scale(axis, WIDE, TALL)
    turn = np.linspace(0, 2 * np.pi, 100)
    cord = np.stack([1.8 + 1.72 * rounded(np.cos(turn)), 1.84 + 1.76 * rounded(np.sin(turn))])
    axis.fill(*cord, facecolor=COLOUR["panel"], edgecolor=COLOUR["soft"], linewidth=1)
    words: Look = {"fontsize": 11, "fontweight": "bold", "linespacing": 1.1}
    name(axis, 0.17, 2.10, "inhibitory\ncells", color=COLOUR["gate"], va="top", **words)
    name(axis, 3.44, 2.10, "excitatory\ncells", color=COLOUR["harm"], va="top", ha="right", **words)
    name(axis, 1.42, 0.84, "pain cells", color=COLOUR["harm"], va="top", ha="right", **words)
    name(axis, 2.66, 0.42, "to the brain", color=COLOUR["harm"], fontsize=11, ha="center")
    axis.text(1.8, 3.38, "spinal cord", color=COLOUR["soft"], fontsize=11, ha="center", va="center")
    axis.text(PRESSED + 0.12, 3.86, "A-beta", color=COLOUR["soft"], fontsize=11, va="center")
    axis.text(SORE - 0.1, 3.86, "A-delta, C", color=COLOUR["soft"], fontsize=11, ha="right", va="center")


def name(axis: Axes, x: float, y: float, words: str, **look: Any) -> None:
    """Words that nothing that moves runs over."""
    in_front(axis, Text(x, y, words, **look))


def wired(axis: Axes, gate: Gate) -> list[Artist]:
    """Fibres and links, as thick as their weights in a gate are beside the published ones; none where there is no weight."""
    artists: list[Artist] = []
    for (source, goal), way in WAYS.items():
        weight = f"{source}_to_{goal}"
        strength = getattr(gate, weight) / getattr(HEALTHY, weight) if goal != "brain" else 1.0
        thick = 3.4 if source == "touch" else 1.4 if source == "pain" else 2.0
        look: Look = {"color": COLOUR[LOOK[source]], "alpha": 0.55 * min(1.0, abs(strength)), "zorder": 2}
        artists += axis.plot(*way.T, linewidth=max(0.1, thick * abs(strength)), **look)
        if goal != "brain":
            artists += synapse(axis, source, way, CELLS[goal][2], strength)
    return artists


def synapse(axis: Axes, source: str, way: Array, radius: float, strength: float) -> list[Artist]:
    """At a cell's edge an arrow where a link excites, a bar where it inhibits; inhibitory cells have both, of which one is seen."""
    end = at(way, np.array([length_of(way) - radius - 0.13, length_of(way) - radius - 0.03]))
    along = (end[1] - end[0]) / np.hypot(*(end[1] - end[0]))
    across = np.array([-along[1], along[0]])
    inhibits = source == "inhibitory"
    tip = np.stack([end[0] - 0.07 * across, end[1], end[0] + 0.07 * across])
    bar = np.stack([end[1] - 0.1 * across, end[1] + 0.1 * across])
    excited = -strength if inhibits else strength
    artists = axis.fill(*tip.T, facecolor=COLOUR["harm" if inhibits else LOOK[source]], alpha=opaque(excited), linewidth=0, zorder=6)
    return [*artists, *(axis.plot(*bar.T, color=COLOUR["gate"], alpha=opaque(strength), linewidth=4, zorder=6) if inhibits else [])]


def opaque(strength: float) -> float:
    """How opaque a synapse is: full at half its published weight, gone at none."""
    return float(np.clip(2 * strength, 0, 1))


def body(axis: Axes, cell: str) -> list[Artist]:
    """A cell: what runs to it ends under it."""
    return list(axis.fill(*blob(*CELLS[cell]).T, facecolor=COLOUR["ground"], edgecolor=COLOUR["ink"], linewidth=1.2, zorder=5))


def circuit_stage(figure: Figure) -> Axes:
    """The fibres and cells of the gate, and who acts on whom: an arrow excites, a bar inhibits."""
    axis = figure.subplots()
    anatomy(axis)
    wired(axis, HEALTHY)
    axis.set_title("Schematic. An arrow excites, a bar inhibits", fontsize=11, loc="center", fontweight="normal")
    tissue(axis, 0.0, 0.18)
    sore(axis, 0.5)
    for cell in CELLS:
        body(axis, cell)
    axis.fill(*blob(1.80, 1.08, 0.36).T, facecolor="none", edgecolor=COLOUR["accent"], linewidth=2.5, zorder=4)
    axis.set_ylim(-0.95, TALL[1])
    axis.plot([2.06, 2.16, 2.16], [0.83, 0.6, -0.17], color=COLOUR["accent"], linewidth=1)
    words = "NMDA receptors: the more the pain\ncells fire, the more pain weighs"
    axis.text(1.8, -0.24, words, color=COLOUR["accent"], fontsize=11, ha="center", va="top")
    return axis


def circuit(axis: Axes, gate: Gate) -> list[Artist]:
    """The weights, each beside its link."""
    artists: list[Artist] = []
    for (source, goal), (x, y) in WEIGHTS.items():
        sign = "\N{MINUS SIGN}" if source == "inhibitory" else "+"
        words = f"{sign}{significant(getattr(gate, f'{source}_to_{goal}'))}"
        artists.append(axis.text(x, y, words, color=COLOUR[LOOK[source]], ha="center", va="center", fontsize=11, zorder=8))
    return artists


def tissue(axis: Axes, dent: float, lifted: float, along: float = 0.0) -> list[Artist]:
    """The skin with a dent, and a finger whose tip stands so high above the unpressed surface, and so far `along` it."""
    x, place = np.linspace(*WIDE, 50), PRESSED + along
    surface = SURFACE - dent * np.exp(-(((x - place) / 0.22) ** 2))
    outline = np.concatenate([np.stack([x, surface], axis=1), [(WIDE[1], BENEATH), (WIDE[0], BENEATH)]])
    tip = SURFACE + lifted
    finger, nail = (np.add(shape, [place, tip]) for shape in (FINGER, NAIL))
    return [
        *axis.fill(*outline.T, facecolor=COLOUR["faint"], edgecolor=COLOUR["soft"], linewidth=1, zorder=1),
        *axis.fill(*finger.T, facecolor=COLOUR["faint"], edgecolor=COLOUR["ink"], linewidth=1.2, zorder=7),
        *axis.fill(*nail.T, facecolor=COLOUR["ground"], edgecolor=COLOUR["soft"], linewidth=1, zorder=8),
    ]


def tip_of(half: float, from_tip: float, length: float) -> Array:
    """Outline (42, 2) of a bar with a round lower end, so far above the tip."""
    turn = np.linspace(np.pi, 2 * np.pi, 40)
    end = np.stack([half * np.cos(turn), from_tip + 1.15 * half * (1 + np.sin(turn))], axis=1)
    return np.concatenate([[[-half, from_tip + length]], end, [[half, from_tip + length]]])


FINGER, NAIL = tip_of(0.19, 0.0, 2.0), tip_of(0.11, 0.05, 0.27)


def sore(axis: Axes, share: float) -> list[Artist]:
    """The sore spot in the tissue, glowing by the share of its highest rate."""
    look: Look = {"color": COLOUR["harm"], "markeredgewidth": 0, "zorder": 5}
    return [
        *axis.plot([SORE], [4.34], "o", markersize=34, alpha=0.35 * share, **look),
        *axis.plot([SORE], [4.34], "*", markersize=17, alpha=0.25 + 0.75 * share, **look),
    ]


def at_work(axis: Axes) -> None:
    """What never moves of a circuit at work."""
    anatomy(axis)
    name(axis, 1.34, 5.02, "touch", color=COLOUR["relief"], fontsize=11, fontweight="bold")
    name(axis, SORE, 4.78, "pain", color=COLOUR["harm"], fontsize=11, fontweight="bold", ha="center")
    name(axis, 2.24, 0.78, "NMDA", color=COLOUR["accent"], fontsize=11, va="center")
    axis.set_title("Schematic. Numbers: Hz", fontsize=11, loc="center", fontweight="normal")


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
    threshold(panels.pain)
    return panels


def gate(panels: Panels, now: "Moment") -> list[Artist]:
    """The circuit at the clock's moment, and where that lies on the graphs."""
    pressing = 0.3 * now.touch.rate / FULL if now.touch.rate > BASELINE else -0.12
    lifted = (0.0 if now.touching else 0.22) - pressing
    artists = [
        *tissue(panels.circuit, max(pressing, 0) if now.touching else 0.0, lifted),
        *sore(panels.circuit, now.rates["pain"] / HIGHEST["pain"]),
    ]
    for link in WAYS:
        artists += stream(panels.circuit, link, now)
    artists += cells(panels.circuit, now.rates, now.nmda)
    return [
        *artists,
        *traces(panels, now),
        handle(panels.circuit, PRESSED, SURFACE + lifted + 0.5, "touch"),
        handle(panels.fibres, now.touch.end, now.touch.rate / 2, "length"),
        handle(panels.gate, now.time, 92, "time"),
    ]


def cells(axis: Axes, rates: Mapping[str, float], nmda: float) -> list[Artist]:
    """The cells at their rates [Hz], and around the pain cells a ring, the thicker the larger the NMDA weight is."""
    artists = [artist for cell in CELLS for artist in lit(axis, cell, rates[cell])]
    ring: Look = {"color": COLOUR["accent"], "linewidth": 1 + 1.2 * nmda, "alpha": 0.2 + 0.2 * nmda, "zorder": 4}
    return [*artists, *axis.plot(*blob(1.80, 1.08, 0.36).T, **ring)]


def lit(axis: Axes, cell: str, rate: float) -> list[Artist]:
    """A cell that glows by its rate, which stands in it."""
    x, y, radius = CELLS[cell]
    share = min(1.0, rate / HIGHEST[cell])
    colour = COLOUR[LOOK[cell]]
    return [
        *axis.plot([x], [y], "o", markersize=72 * 2.9 * radius, color=colour, alpha=0.32 * share, markeredgewidth=0, zorder=3),
        *body(axis, cell),
        *axis.fill(*blob(x, y, radius).T, facecolor=colour, alpha=0.5 * share, linewidth=0, zorder=6),
        axis.text(x, y, fixed(rate), ha="center", va="center", fontsize=12, fontweight="bold", zorder=9),
    ]


def stream(axis: Axes, link: tuple[str, str], now: "Moment") -> list[Artist]:
    """Dots that run along a link, one for every SPIKES that were sent: the quicker, the more are sent; brighter too."""
    source, way = link[0], WAYS[link]
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
    reached = np.linspace(0, found.at, POINTS)
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
