"""The gate as a picture: skin, fibres and cells of the dorsal horn, still with its weights or at work. Schematic, no scale.

Distances are in the picture's own unit, an inch of the panel. Skin is above, as the back part of the cord is in a section.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from crepitus.course import COLOUR
from crepitus.figures.person import at, length_of, smooth
from crepitus.models.gate import HEALTHY, LIMIT, Gate
from explorables.arrays import Array
from explorables.digits import fixed, significant
from explorables.drawing import in_front, to_scale
from explorables.theme import Look

WIDE, TALL = (0, 3.6), (0, 5.55)
SURFACE, BENEATH = 4.62, 4.12  # of the skin
PRESSED, SORE = 0.95, 2.72  # where along it
LOOK = {"touch": "relief", "pain": "harm", "inhibitory": "gate", "excitatory": "harm", "projection": "harm"}
CELLS = {"inhibitory": (0.70, 2.45, 0.25), "excitatory": (2.90, 2.45, 0.25), "projection": (1.80, 1.08, 0.30)}  # x, y, radius
HIGHEST = LIMIT | {"touch": 40.0, "pain": 22.0}  # Hz, drawn in full colour
LINKS = {  # from, to: the way, its ends hidden under what it joins
    ("touch", "inhibitory"): ((0.95, 4.30), (0.95, 3.7), (0.93, 3.3), (0.82, 2.95), (0.72, 2.5)),
    ("touch", "projection"): ((0.95, 4.30), (0.95, 3.7), (1.02, 3.3), (1.38, 2.72), (1.62, 2.0), (1.76, 1.15)),
    ("pain", "excitatory"): ((2.72, 4.30), (2.72, 3.7), (2.72, 3.3), (2.80, 2.95), (2.88, 2.5)),
    ("pain", "projection"): ((2.72, 4.30), (2.72, 3.7), (2.60, 3.3), (2.22, 2.72), (1.98, 2.0), (1.84, 1.15)),
    ("inhibitory", "excitatory"): ((0.75, 2.45), (1.8, 2.45), (2.85, 2.45)),
    ("inhibitory", "projection"): ((0.75, 2.40), (1.20, 2.12), (1.30, 1.6), (1.42, 1.2), (1.75, 1.08)),
    ("excitatory", "projection"): ((2.85, 2.40), (2.40, 2.12), (2.30, 1.6), (2.18, 1.2), (1.85, 1.08)),
    ("projection", "brain"): ((1.80, 1.05), (1.82, 0.62), (2.1, 0.36), (2.7, 0.30), (3.75, 0.30)),
}
WEIGHTS = {  # where a link's weight stands
    ("touch", "inhibitory"): (0.58, 3.05), ("touch", "projection"): (1.50, 3.05), ("pain", "excitatory"): (3.06, 3.05),
    ("pain", "projection"): (2.12, 3.05), ("inhibitory", "excitatory"): (1.8, 2.56), ("inhibitory", "projection"): (0.88, 1.52),
    ("excitatory", "projection"): (2.72, 1.52),
}  # fmt: skip


@cache
def ways() -> dict[tuple[str, str], Array]:
    """The smooth way of each link."""
    return {link: smooth(way, 60) for link, way in LINKS.items()}


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
    for (source, goal), way in ways().items():
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
