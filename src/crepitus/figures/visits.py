"""Drawings of visits before a stroke: pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator
from scipy.constants import day

from crepitus.course import COLOUR
from crepitus.models.risk import odds_ratio
from explorables.svg import Stage
from explorables.theme import MODEL

if TYPE_CHECKING:
    from crepitus.explorers.visits import Designs, Windows

SHIFT = {"general practice": 0.96, "chiropractor": 1.04}
Counts = tuple[int, int, int, int]
MARKER = {"general practice": "o", "chiropractor": "s"}


def windows_stage(tables: Mapping[str, Mapping[int, Counts]]) -> Stage[Axes]:
    """A stage that shows the measured odds ratios of `tables`, {who: {days: four counts}}."""

    def stage(figure: Figure) -> Axes:
        axis = figure.subplots()
        axis.set(xscale="log", yscale="log", xlim=(0.8, 40), ylim=(0.08, 130))
        axis.set(xlabel="a visit within so many days before the stroke", ylabel="odds ratio")
        axis.set_xticks([1, 3, 7, 14, 30], ["1", "3", "7", "14", "30"])
        axis.set_yticks([0.3, 1, 3, 10, 50], ["0.3", "1", "3", "10", "50"])
        for axes in (axis.xaxis, axis.yaxis):
            axes.set_minor_locator(NullLocator())
        axis.axhline(1, color=COLOUR["ink"], linewidth=0.9)
        for who, rows in tables.items():
            found = [odds_ratio(*counts) for counts in rows.values()]
            days = np.array(list(rows)) * SHIFT[who]
            axis.vlines(days, [f.low for f in found], [f.high for f in found], color=COLOUR["ink"], linewidth=1.2)
            face = COLOUR["ink"] if who == "general practice" else COLOUR["ground"]
            axis.plot(days, [f.estimate for f in found], linestyle="none", marker=MARKER[who], color=COLOUR["ink"], markerfacecolor=face)
        axis.text(0.85, 0.165, "filled: general practice, measured", fontsize=11)
        axis.text(0.85, 0.098, "hollow: chiropractor, measured; bars: 95 % interval", fontsize=11)
        return axis

    return stage


def windows(axis: Axes, result: "Windows") -> list[Artist]:
    """What the model expects of each window."""
    line = axis.plot(result.lengths / day, result.ratios, color=COLOUR["harm"], **MODEL)
    above = result.ratios[-1] * 1.25
    return [*line, axis.text(38, min(above, 90), "our model", color=COLOUR["harm"], ha="right", fontsize=12)]


def designs_stage(figure: Figure) -> Axes:
    """Two designs and the truth on one axis of odds ratios."""
    axis = figure.subplots()
    axis.set(xscale="log", xlim=(0.4, 60), ylim=(-0.7, 2.7), xlabel="odds ratio that the study would find")
    axis.set_yticks([2, 1, 0], ["against other people", "against own past", "true effect"])
    axis.set_xticks([0.5, 1, 2, 5, 10, 20, 50], ["0.5", "1", "2", "5", "10", "20", "50"])
    axis.xaxis.set_minor_locator(NullLocator())
    axis.axvline(1, color=COLOUR["ink"], linewidth=0.9)
    return axis


def designs(axis: Axes, result: "Designs") -> list[Artist]:
    """A bar from 1 to what each design finds, and the truth."""
    rows = ((2, result.control, COLOUR["harm"]), (1, result.crossover, COLOUR["harm"]), (0, result.truth, COLOUR["ink"]))
    artists: list[Artist] = []
    for height, ratio, colour in rows:
        artists += axis.plot([1, ratio], [height] * 2, color=colour, linewidth=9, solid_capstyle="butt")
        artists += axis.plot([ratio], [height], color=colour, marker="D", markersize=8)
        artists.append(axis.text(max(ratio, 1) * 1.2, height, f"{ratio:.1f}", va="center", color=colour, fontsize=12))
    until = f"the week until {result.lag / day:.0f} days before the stroke" if result.lag else "the week until the stroke"
    return [*artists, axis.text(58, -0.55, until, ha="right", fontsize=11)]
