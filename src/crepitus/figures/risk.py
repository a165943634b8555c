"""Drawings of rates, of what was never seen, and of forces: pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`."""

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from crepitus.course import COLOUR
from explorables.digits import significant
from explorables.drawing import handle
from explorables.theme import ASSUMED, MODEL

if TYPE_CHECKING:
    from crepitus.explorers.risk import Forces, OneIn, Watched

ONE_IN = (1e2, 3e9)
NEWTON = (20, 2e4)
TOP = 126  # %: of the chance to see none, with room for words


def one_in_stage(figure: Figure) -> Axes:
    """Published rates on a logarithmic axis above, and one rate that is reckoned another way below."""
    axis = figure.subplots()
    axis.set(xscale="log", xlim=ONE_IN, ylim=(-1.6, 8.0), yticks=[], xlabel="one in how many (to the right: rarer)")
    axis.set_xticks([1e2, 1e4, 1e6, 1e8], ["100", "10,000", "1 million", "100 million"])
    axis.xaxis.set_minor_locator(NullLocator())
    axis.spines["left"].set_visible(False)
    axis.set_title("Published (black), and one of them counted otherwise (dashed)")
    return axis


def one_in(axis: Axes, result: "OneIn") -> list[Artist]:
    """Each published rate with its words, from low to high where a range is printed, and the learner's."""
    artists: list[Artist] = []
    for height, (words, low, high) in zip(range(7, 0, -1), result.published):
        artists += axis.plot([low, high], [height] * 2, color=COLOUR["ink"], marker="o", markersize=7, linewidth=1)
        artists.append(axis.text(low * 0.9, height + 0.42, words, va="center", fontsize=11))
    ends = [result.start, result.one_in]
    artists += axis.plot(ends, [0, 0], color=COLOUR["harm"], **ASSUMED)
    where = min(max(result.one_in, 3e4), 3e7)
    artists.append(axis.text(where, -0.95, f"1 in {result.one_in:,.0f}", color=COLOUR["harm"], ha="center", fontsize=12))
    return [*artists, handle(axis, result.one_in, 0, "noticed")]


def none_seen_stage(figure: Figure) -> Axes:
    """The chance to see no event, against the true risk."""
    axis = figure.subplots()
    axis.set(
        xscale="log",
        xlim=(0.1, 1e5),
        ylim=(0, TOP),
        xlabel="true risk, events per million",
        yticks=range(0, 101, 20),
        ylabel="chance to see none (%)",
    )
    axis.set_xticks([0.1, 1, 10, 100, 1e3, 1e4, 1e5], ["0.1", "1", "10", "100", "1,000", "10,000", "100,000"])
    axis.xaxis.set_minor_locator(NullLocator())
    axis.axhline(5, color=COLOUR["ink"], linewidth=0.9)
    axis.text(0.12, 7, "5 %", fontsize=11)
    return axis


def none_seen(axis: Axes, watched: "Watched") -> list[Artist]:
    """The curve for so many watched, the risks that none seen allows, and the true risk."""
    risks = np.geomspace(0.1, 1e5, 120)
    bound = watched.bound * 1e6
    allowed = axis.axvspan(0.1, bound, ymax=100 / TOP, facecolor=COLOUR["harm"], alpha=0.13, linewidth=0, zorder=0.5)
    near = min(max(bound, 3), 4e3)
    return [
        allowed,
        *axis.plot(risks, 100 * np.exp(watched.n * np.log1p(-risks / 1e6)), color=COLOUR["harm"], **MODEL),
        axis.text(near, 104, f"none seen allows\nup to {significant(bound)} per million", ha="center", fontsize=11, color=COLOUR["ink"]),
        handle(axis, watched.truth * 1e6, 100 * watched.chance, "truth"),
    ]


def forces_stage(figure: Figure) -> Axes:
    """A logarithmic axis of forces."""
    axis = figure.subplots()
    axis.set(xscale="log", xlim=NEWTON, ylim=(-0.6, 5.8), yticks=[], xlabel="force (N)")
    axis.set_xticks([20, 100, 1000, 10_000], ["20", "100", "1,000", "10,000"])
    axis.xaxis.set_minor_locator(NullLocator())
    axis.spines["left"].set_visible(False)
    return axis


def forces(axis: Axes, result: "Forces") -> list[Artist]:
    """Each force with its words: in ink if read in a study, dashed if ours."""
    artists: list[Artist] = []
    for height, row in enumerate(reversed(result.rows)):
        colour = {"read": COLOUR["ink"], "ours": COLOUR["pressure"]}[row.evidence]
        line = ASSUMED if row.evidence == "ours" else {"linewidth": 1}
        artists += axis.plot([row.low, row.high], [height] * 2, color=colour, marker="o", markersize=8, **line)
        artists.append(axis.text(22, height + 0.24, row.words, fontsize=11))
    return artists
