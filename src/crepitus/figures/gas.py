"""Drawings of a bubble that dissolves: pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text

from crepitus.course import COLOUR
from crepitus.models.gas import GASES, Dissolution
from explorables.arrays import Array
from explorables.drawing import handle, in_front, scale_bar, to_scale, until
from explorables.registry import number
from explorables.theme import Look

if TYPE_CHECKING:
    from crepitus.explorers.gas import Compositions, Home

MINUTE, DAY = 60.0, 86400.0
NAMES = {"CO2": "carbon dioxide", "N2": "nitrogen", "O2": "oxygen"}
FRAME = (4.3, 5.6)  # mm, half of the picture of a bubble
BEYOND = 7.3  # mm from the middle: outside of it in every direction
MARK = {"CO2": 0.03, "N2": 0.24, "O2": 0.13}  # mm, length of a mark
DOT: Look = {"linewidth": 5, "solid_capstyle": "round", "zorder": 1.5}
RIM: Look = {"facecolor": "none", "linewidth": 6, "capstyle": "butt", "zorder": 1.8}
FIRST: Look = {"linewidth": 1, "linestyle": (0, (4, 3))}
SLANT = 0.5**0.5
FOOT = -2.0  # %: of the graphs, below what is drawn in them


def times(axis: Axes, low: float, high: float, only: Sequence[str] = ()) -> None:
    """A logarithmic time axis [s] with ticks in words, of which `only` some are shown if it has little room."""
    marks = {
        1e-3: "1 ms",
        1: "1 s",
        10: "10 s",
        60: "1 min",
        600: "10 min",
        3600: "1 h",
        6 * 3600: "6 h",
        DAY: "1 d",
        7 * DAY: "1 w",
        30 * DAY: "1 month",
    }
    axis.set(xscale="log", xlim=(low, high))
    shown = {seconds: words for seconds, words in marks.items() if low <= seconds <= high and (not only or words in only)}
    axis.set_xticks(list(shown), shown.values())
    axis.minorticks_off()


def home_stage(figure: Figure) -> tuple[Axes, Axes, Axes]:
    """The bubble in tissue, to scale, and beside it the gas that is left, and what it consists of, against time."""
    mosaic = figure.subplot_mosaic([["bubble", "left"], ["bubble", "kinds"]], width_ratios=(10, 11), height_ratios=(3, 2))
    bubble, left, kinds = (mosaic[name] for name in ("bubble", "left", "kinds"))
    tissue(bubble)
    kinds.sharex(left)
    times(left, 1, 60 * DAY, ("1 s", "1 min", "1 h", "1 d", "1 month"))
    left.tick_params(bottom=False, labelbottom=False)
    left.set(ylim=(FOOT, 118), yticks=[0, 50, 100], ylabel="gas left (%)")
    kinds.set(ylim=(FOOT, 102), yticks=[0, 50, 100], ylabel="its shares (%)", xlabel="time after the crack")
    refractory = number("refractory_1971").si
    for axis in (left, kinds):  # what is not uncovered yet hides no part of this
        axis.grid(visible=False)
        in_front(axis, Line2D([refractory] * 2, axis.get_ylim(), color=COLOUR["ink"], linewidth=0.9))
    in_front(left, Text(1.15 * refractory, 110, f"{number('refractory_1971').printed} minutes", fontsize=11, va="center"))
    return bubble, left, kinds


def tissue(axis: Axes) -> None:
    """The ground of the bubble's picture: fluid with some fibres, which are decoration, a bar, and what the marks stand for."""
    to_scale(axis, (-FRAME[0], FRAME[0]), (-FRAME[1], FRAME[1]))
    axis.add_patch(Rectangle((-FRAME[0], -FRAME[1]), 2 * FRAME[0], 2 * FRAME[1], color=COLOUR["disc"], alpha=0.28, linewidth=0, zorder=0))
    x = np.linspace(-FRAME[0], FRAME[0], 40)
    for i, height in enumerate(np.linspace(-FRAME[1] - 1, FRAME[1] + 1, 13)):
        wave = height + 0.22 * np.sin(0.9 * x + 1.7 * i) + 0.16 * np.sin(0.37 * x + 2.9 * i)
        axis.plot(x, wave, color=COLOUR["ground"], linewidth=3 + i % 3, alpha=0.45, zorder=0.5, solid_capstyle="round")
    axis.set_title("In tissue, section to scale")
    scale_bar(axis, 1, "1 mm")
    key = Rectangle((-FRAME[0], FRAME[1] - 1.85), 2 * FRAME[0], 1.85, facecolor=COLOUR["ground"], alpha=0.85, linewidth=0)
    in_front(axis, key)  # marks pass behind it
    for row, (gas, length) in enumerate(MARK.items()):
        y = FRAME[1] - 0.5 - 0.52 * row
        in_front(axis, Line2D([0.4 - FRAME[0], 0.4 - FRAME[0] + length], [y, y], color=COLOUR[gas], **DOT))
        in_front(axis, Text(0.85 - FRAME[0], y, NAMES[gas], color=COLOUR[gas], fontsize=11, fontweight="bold", va="center_baseline"))
    axis.text(FRAME[0] - 0.2, 0.35 - FRAME[1], "each mark: 3 % of the first gas", fontsize=11, ha="right")


def home(axes: tuple[Axes, Axes, Axes], now: "Home") -> list[Artist]:
    """The bubble with its gases, what has left it, and the moment on the graphs of its whole life."""
    bubble, left, kinds = axes
    first, radius = 1e3 * now.life.radius[0], 1e3 * now.radius
    around = np.linspace(0, 2 * np.pi, 49)
    artists: list[Artist] = [*bubble.plot(first * np.cos(around), first * np.sin(around), color=COLOUR["ink"], **FIRST)]
    artists.append(bubble.add_patch(PathPatch(arc(radius, 0, 1), facecolor=COLOUR["ground"], alpha=0.9, linewidth=0, zorder=1)))
    turned = 0.0
    for gas, share in now.fractions.items():
        artists.append(bubble.add_patch(PathPatch(arc(radius, turned, share), edgecolor=COLOUR[gas], **RIM)))
        turned += share
    for gas, places in now.marks.items():
        artists += marks(bubble, 1e3 * places, MARK[gas], COLOUR[gas])
    artists += whole_life(left, kinds, now.life)
    for axis in (left, kinds):  # what comes later is asked before it is shown
        artists += until(axis, now.age, FOOT / 2, axis.get_ylim()[1], shows=0)
    return [*artists, handle(left, now.age, 100 * now.amount, "age"), handle(bubble, first * SLANT, -first * SLANT, "radius")]


def marks(axis: Axes, places: Array, length: float, colour: str) -> list[Line2D]:
    """Marks at places (n, 2) [mm], each a short line with round ends; what is far outside of the picture waits at its edge."""
    far = np.maximum(np.hypot(*places.T) / BEYOND, 1)
    x, y = places.T / far
    gap = np.full_like(x, np.nan)
    return axis.plot(
        np.stack([x - length / 2, x + length / 2, gap], axis=1).ravel(), np.stack([y, y, gap], axis=1).ravel(), color=colour, **DOT
    )


def arc(radius: float, start: float, share: float) -> Path:
    """A part of a circle, clockwise from the top, its start and size as shares of a turn: four curves, however long it is."""
    angle = 2 * np.pi * (start + share * np.arange(5) / 4)
    reach = 4 / 3 * np.tan(2 * np.pi * share / 16)  # of the handles of a curve that follows a circle
    rim = np.stack([np.sin(angle), np.cos(angle)], axis=1)
    along = np.stack([np.cos(angle), -np.sin(angle)], axis=1) * reach
    curves = np.stack([(rim + along)[:-1], (rim - along)[1:], rim[1:]], axis=1).reshape(-1, 2)
    return Path(radius * np.concatenate([rim[:1], curves]), [Path.MOVETO, *[Path.CURVE4] * 12])


def whole_life(left: Axes, kinds: Axes, life: Dissolution) -> list[Artist]:
    """The three gases on top of each other, as amounts and as shares."""
    time = np.geomspace(1, min(life.time[-1], 100 * DAY), 60)  # a few points: the picture is stored for every bubble
    amount = np.interp(time, life.time, life.amount)
    shares = np.cumsum([100 * np.interp(time, life.time, life.fractions[gas]) for gas in GASES], axis=0)
    artists: list[Artist] = []
    for gas, share in reversed(list(zip(GASES, shares))):  # each in front of those that stand on it
        for axis, height in ((left, share * amount), (kinds, share)):
            corners = [(time[0], 0), *zip(time, height), (time[-1], 0)]
            artists.append(axis.add_patch(Polygon(corners, facecolor=COLOUR[gas], linewidth=0)))
    return artists


def compositions_stage(figure: Figure) -> Axes:
    """Five bars of 100 %: what enters, what is there at an age, what a cavity held open comes to, and two published shares."""
    axis = figure.subplots()
    rows = (
        "first gas (model)",
        "at this age (model)",
        "held open for ever (model)",
        "published: cracked joints",
        "published: gas in old discs",
    )
    axis.set(xlim=(0, 100), ylim=(4.6, -1.0), xlabel="share of the gas (%)")
    axis.set_yticks(range(5), rows)
    axis.grid(visible=False, axis="y")
    axis.set_axisbelow(True)
    for row, gas, name in ((3, "CO2", "carbon_dioxide_share"), (4, "N2", "vacuum_nitrogen")):
        share = 100 * number(name).si
        axis.barh([row], [share], color=COLOUR[gas], height=0.55, left=100 - share if gas == "N2" else 0)
        axis.text(50, row, f"{number(name).printed} % {NAMES[gas]}", color=COLOUR["ground"], ha="center", va="center", fontsize=11)
    axis.text(100, -0.62, NAMES["O2"], color=COLOUR["O2"], fontsize=12, fontweight="bold", ha="right", va="center")
    return axis


def compositions(axis: Axes, found: "Compositions") -> list[Artist]:
    """Three bars, each made of three gases."""
    artists: list[Artist] = []
    for row, shares in enumerate((found.first, found.aged, found.last)):
        left = 0.0
        for gas in GASES:
            artists += axis.barh([row], [100 * shares[gas]], left=left, color=COLOUR[gas], height=0.55)
            left += 100 * shares[gas]
    for row, gas in ((0, "CO2"), (2, "N2")):  # where there is most of it
        artists.append(axis.text(50 if row else 30, row, NAMES[gas], color=COLOUR["ground"], ha="center", va="center", fontsize=11))
    return artists
