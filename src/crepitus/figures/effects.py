"""Drawings of what trials found: effects on one axis, and who of a hundred people gains.

Pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`.
"""

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from crepitus.course import COLOUR
from explorables.drawing import handle
from explorables.icon_array import above, columns_for, seats, strips
from explorables.theme import ASSUMED, DISPUTED, MODEL, Look

if TYPE_CHECKING:
    from crepitus.explorers.effects import Gains, OneAxis

ROWS = 7
COLUMNS = columns_for(100)
LEFT, RIGHT = -52, 30
AXIS = "difference in pain (points of 100): less on the left\n■ certainty high or moderate, □ less; dashed: printed in SD"
GROUPS = {"without the treatment": "soft", "with it": "relief"}  # and their colours
SURE = ("high", "moderate")  # certainty that is drawn filled


def one_axis_stage(figure: Figure) -> Axes:
    """Room for seven comparisons: their words on the left of zero difference, certainty on the right."""
    axis = figure.subplots()
    axis.set(xlim=(LEFT, RIGHT), ylim=(ROWS - 0.3, -0.8), yticks=[], xlabel=AXIS)
    axis.set_xticks(range(-50, 11, 10))
    axis.spines["left"].set_visible(False)
    axis.vlines(0, -0.8, ROWS - 0.3, color=COLOUR["ink"], linewidth=0.9)
    axis.text(11.5, -0.72, "certainty", fontsize=11, color=COLOUR["soft"], va="top")
    return axis


def one_axis(axis: Axes, found: "OneAxis") -> list[Artist]:
    """Each comparison with its interval: dashed if turned from standard deviations; hatched bands where there is no number."""
    line = axis.axvline(-found.important, color=COLOUR["relief"], linewidth=1.6)
    words = [axis.text(-found.important - 0.6, -0.72, "matters", color=COLOUR["relief"], fontsize=11, va="top", ha="right")]
    for row in range(ROWS):
        one = found.rows[row] if row < len(found.rows) else None
        how = (one.certainty if one.effect else "no number") if one else ""
        words.append(axis.text(LEFT, row, one.words if one else "", fontsize=11, va="center"))
        words.append(axis.text(11.5, row + 0.3, how, fontsize=11, va="center"))
    strips = Path.make_compound_path(*(rectangle(LEFT, row - 0.19, RIGHT - LEFT, 0.36) for row in range(len(found.rows))))
    bands = [rectangle(-30, row + 0.22, 40, 0.22) for row in found.missing]
    return [
        line,
        axis.add_patch(PathPatch(strips, facecolor=COLOUR["ground"], linewidth=0, zorder=2.5)),  # no line runs through words
        handle(axis, -found.important, 5.6, "important"),
        *words,
        axis.add_patch(PathPatch(Path.make_compound_path(*bands), **DISPUTED)),
        *intervals(axis, found),
    ]


def rectangle(left: float, foot: float, width: float, height: float) -> Path:
    """An upright rectangle."""
    return Path.unit_rectangle().transformed(Affine2D().scale(width, height).translate(left, foot))


def intervals(axis: Axes, found: "OneAxis") -> list[Artist]:
    """The lines and squares of all rows: four artists, two kinds of line and two of square."""
    measured = [(row + 0.3, one, one.effect) for row, one in enumerate(found.rows) if one.effect]
    artists: list[Artist] = []
    for turned, look in ((False, {"linewidth": 2}), (True, ASSUMED)):
        lines = [(at, effect.low, effect.high) for at, one, effect in measured if one.turned == turned]
        artists.append(axis.hlines(*zip(*lines), color=COLOUR["ink"], **look))
    for sure, face in ((True, "ink"), (False, "ground")):
        squares = [(effect.mean, at) for at, one, effect in measured if (one.certainty in SURE) == sure]
        looks: Look = {"marker": "s", "markersize": 8, "markerfacecolor": COLOUR[face], "markeredgewidth": 1.6}
        artists += axis.plot(*zip(*squares), color=COLOUR["ink"], linestyle="none", **looks)
    return artists


def gains_stage(figure: Figure) -> tuple[Axes, Axes, Axes]:
    """How changes are spread in two groups, and below, a hundred people of each."""
    mosaic = figure.subplot_mosaic([["spread", "spread"], ["left", "treated"]], height_ratios=(3, 2))
    spread = mosaic["spread"]
    spread.set(xlim=(-60, 90), ylim=(0, 1.18), yticks=[], ylabel="people", xlabel="points less pain")
    for name in ("left", "treated"):
        axis = mosaic[name]
        seats(axis, COLUMNS, 100 // COLUMNS)
        axis.set_xlabel("100 people, one figure each", fontsize=11)
        axis.set_title("\n")  # keeps the room in which each state says its numbers
        axis.add_artist(strips(0, 100, COLUMNS, 100 // COLUMNS, facecolor=COLOUR["faint"]))
    return spread, mosaic["left"], mosaic["treated"]


def gains(axes: tuple[Axes, Axes, Axes], found: "Gains") -> list[Artist]:
    """Two bells, the gain that matters, and who reaches it, in full colour."""
    spread, *groups = axes
    points = np.linspace(-60, 90, 101)
    artists: list[Artist] = [spread.axvline(found.important, color=COLOUR["ink"], linewidth=1.2)]
    artists += [handle(spread, found.important, 0.06, "important"), handle(spread, found.treated_mean, 1, "difference")]
    artists.append(spread.text(found.important + 1, 1.16, "matters", fontsize=11, va="top"))
    for mean, colour, look in ((found.control_mean, "soft", ASSUMED), (found.treated_mean, "relief", MODEL)):
        artists += spread.plot(points, np.exp(-(((points - mean) / found.spread) ** 2) / 2), color=COLOUR[colour], **look)
    for axis, share, (words, colour) in zip(groups, (found.control, found.treated), GROUPS.items()):
        reached = round(100 * share)
        artists.append(above(axis, f"{words}:\n{reached} gain that much, {100 - reached} do not"))
        artists[-1].set(color=COLOUR[colour])
        artists.append(axis.add_artist(strips(0, reached, COLUMNS, 100 // COLUMNS, facecolor=COLOUR[colour])))
    return artists
