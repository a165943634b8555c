"""Drawings of a bubble that dissolves: pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`."""

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crepitus.course import COLOUR
from crepitus.models.gas import GASES, Dissolution
from explorables.registry import number

if TYPE_CHECKING:
    from crepitus.explorers.gas import Compositions

MINUTE, DAY = 60.0, 86400.0
NAMES = {"CO2": "carbon dioxide", "N2": "nitrogen", "O2": "oxygen"}


def times(axis: Axes, low: float, high: float) -> None:
    """A logarithmic time axis [s] with ticks in words."""
    marks = {
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
    shown = {seconds: words for seconds, words in marks.items() if low <= seconds <= high}
    axis.set_xticks(list(shown), shown.values())
    axis.minorticks_off()


def home_stage(figure: Figure) -> tuple[Axes, Axes]:
    """Gas left, and what it consists of, against time."""
    left, kinds = figure.subplots(2, 1, sharex=True, height_ratios=(3, 2))
    times(left, 10, 60 * DAY)
    left.set(ylim=(0, 115), ylabel="gas left\n(% of the start)")
    kinds.set(ylim=(0, 100), yticks=[0, 50, 100], ylabel="share of what\nis left (%)", xlabel="time after the crack")
    refractory = number("refractory_1971").si
    for axis in (left, kinds):
        axis.set_axisbelow(True)
        axis.axvline(refractory, color=COLOUR["ink"], linewidth=0.9)
    left.text(1.08 * refractory, 107, f"{number('refractory_1971').printed} minutes", fontsize=11, va="center")
    for gas, at in zip(GASES, (0.42, 0.68, 0.86)):
        left.text(at, 1.08, NAMES[gas], color=COLOUR[gas], transform=left.transAxes, fontsize=12, fontweight="bold", ha="center")
    return left, kinds


def home(axes: tuple[Axes, Axes], life: Dissolution) -> list[Artist]:
    """The three gases on top of each other, as amounts and as shares."""
    left, kinds = axes
    time = np.geomspace(5, min(life.time[-1], 100 * DAY), 90)  # a few points: the picture is stored for every state
    amount = np.interp(time, life.time, life.amount)
    shares = np.cumsum([100 * np.interp(time, life.time, life.fractions[gas]) for gas in GASES], axis=0)
    artists: list[Artist] = []
    for gas, share in reversed(list(zip(GASES, shares))):  # each in front of those that stand on it
        artists.append(left.fill_between(time, share * amount, color=COLOUR[gas], linewidth=0))
        artists.append(kinds.fill_between(time, share, color=COLOUR[gas], linewidth=0))
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
    for gas, at in zip(GASES, (20, 58, 88)):
        axis.text(at, -0.62, NAMES[gas], color=COLOUR[gas], fontsize=12, fontweight="bold", ha="center", va="center")
    return axis


def compositions(axis: Axes, found: "Compositions") -> list[Artist]:
    """Three bars, each made of three gases."""
    artists: list[Artist] = []
    for row, shares in enumerate((found.first, found.aged, found.last)):
        left = 0.0
        for gas in GASES:
            artists += axis.barh([row], [100 * shares[gas]], left=left, color=COLOUR[gas], height=0.55)
            left += 100 * shares[gas]
    return artists
