"""Drawings of one group of cases beside several groups of controls: a pair of `stage(figure)` and `draw(axes, result)`, see `Picture`."""

from typing import TYPE_CHECKING

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from crepitus.course import COLOUR
from explorables.drawing import handle
from explorables.icon_array import above, columns_for, seats, strips

if TYPE_CHECKING:
    from crepitus.explorers.controls import Compared

VISITS = 100
COLUMNS = columns_for(VISITS)
ROWS = VISITS // COLUMNS
SHORT = ("no tear", "another group")
LIMITS = (0.05, 20.0)


def controls_stage(figure: Figure) -> tuple[Axes, ...]:
    """A hundred visits of each group above; below, the odds ratio of each comparison on a logarithmic axis with 1 in its middle."""
    mosaic = figure.subplot_mosaic([["cases", "controls"], ["odds", "odds"]], height_ratios=(10, 10))
    for name in ("cases", "controls"):
        axis = mosaic[name]
        seats(axis, COLUMNS, ROWS)
        axis.set_title("\n\n")  # keeps the room in which each state says its numbers
        axis.set_xlabel(f"{VISITS} visits, one figure each", fontsize=11)
        axis.add_artist(strips(0, VISITS, COLUMNS, ROWS, facecolor=COLOUR["faint"]))
    odds = mosaic["odds"]
    odds.set(xscale="log", xlim=LIMITS, ylim=(-0.7, 2.1), xlabel="odds ratio, 1 = no difference")
    odds.set_yticks([1, 0], SHORT)
    odds.set_xticks([0.1, 0.2, 0.5, 1, 2, 5, 10], ["0.1", "0.2", "0.5", "1", "2", "5", "10"])
    odds.xaxis.set_minor_locator(NullLocator())
    odds.axvline(1, color=COLOUR["ink"], linewidth=1.4)
    odds.text(0.9, 1.75, "← fewer", ha="right", va="center", fontsize=11)
    odds.text(1.11, 1.75, "more →", ha="left", va="center", fontsize=11)
    return mosaic["cases"], mosaic["controls"], odds


def controls(axes: tuple[Axes, ...], result: "Compared") -> list[Artist]:
    """The visits of both groups, and each comparison up to the chosen one, which is in colour."""
    *arrays, odds = axes
    artists: list[Artist] = []
    for axis, words, share in zip(
        arrays, ("torn artery:\nif {:.0f} are manipulations", SHORT[result.chosen] + ":\nthen {:.0f} are"), result.shares
    ):
        artists += [
            above(axis, words.format(VISITS * share)),
            axis.add_artist(strips(0, round(VISITS * share), COLUMNS, ROWS, facecolor=COLOUR["motion"])),
        ]
    for row, one in enumerate(result.made):
        height, last, shown = 1 - row, row == result.chosen, row <= result.chosen  # what comes later is there, and empty
        colour, words = COLOUR["harm" if last else "soft"], (f"{one.estimate:.2f}" if shown else "")
        artists += odds.plot([one.low, one.high][: 2 * shown], [height] * 2 * shown, color=colour, linestyle="-", linewidth=2.0)
        artists += odds.plot([one.estimate] * shown, [height] * shown, marker="D", markersize=8, color=colour, markerfacecolor=colour)
        artists.append(odds.text(one.estimate, height - 0.42, words, ha="center", va="center", color=colour, fontsize=12))
    return [*artists, handle(odds, result.made[result.chosen].estimate, 1 - result.chosen, "group")]
