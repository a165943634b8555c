"""Icon arrays: one square for one person, the same number of people in every array of a picture, filled from one corner.

`icon_arrays(groups, of)` gives the pair `stage(figure)` and `draw(axes, result)`, see `Picture`; `result.groups` are as many
`Frequency`, each `of` so many people. Filled squares are the estimate; a notch marks those of them that the interval does not make
sure of; outlined squares may come on top. The numbers stand first, above the squares, in both framings.
"""

from collections.abc import Sequence
from math import ceil, sqrt
from typing import Any, Protocol

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from explorables.svg import Draw, Stage
from explorables.theme import COLOUR, palette

SIDE = 0.84  # of a square's place
NOTCH = 0.36
INSET = 0.66  # so that the lines of neighbours stay apart
WIDER = 1.2  # than high, at least, is an array
STROKE = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
Loop = list[tuple[float, float]]
LEGEND = "filled: the estimate   ·   with a notch: in it, but not sure   ·   outlined: may come on top"


class Frequency(Protocol):
    """A risk as people can count it, in whole numbers."""

    @property
    def words(self) -> str:
        """Who is counted, or what."""

    @property
    def count(self) -> int:
        """The estimate."""

    @property
    def low(self) -> int:
        """The lower end of its interval."""

    @property
    def high(self) -> int:
        """The upper end of its interval."""

    @property
    def of(self) -> int:
        """Of how many."""


class Frequencies(Protocol):
    """A result with one frequency for each array."""

    @property
    def groups(self) -> Sequence[Frequency]:
        """The frequencies, in the order of the arrays."""


def icon_arrays(
    groups: int, of: int, rows: int = 1, harmed: str = "affected", who: str = "people", colour: str = "red"
) -> tuple[Stage[list[Axes]], Draw[list[Axes], Frequencies]]:
    """The pair of functions that stage and draw `groups` arrays `of` so many people, in `rows` rows of arrays.

    `harmed` says in one or two words what the filled squares are, `who` what one square stands for; `colour` is a name of the
    palette. ValueError (in `draw`) for a result with other groups or another denominator: a picture compares only what has one.
    """
    columns = next(width for width in range(ceil(WIDER * sqrt(of)), of + 1) if of % width == 0)

    def stage(figure: Figure) -> list[Axes]:
        axes = list(np.ravel(figure.subplots(rows, ceil(groups / rows), squeeze=False)))
        for axis in axes:
            axis.set(xlim=(-0.5, columns + 0.5), ylim=(of // columns + 0.5, -0.5), aspect="equal", xticks=[], yticks=[])
            axis.set_xlabel(f"{of:,} {who}, one square each", fontsize=11)
            axis.set_title("\n\n")  # keeps the room in which each state says its numbers
            axis.spines[:].set_visible(False)
            axis.add_patch(path([loop(0, 0, columns, of // columns)], facecolor=COLOUR["faint"]))
        figure.supxlabel(LEGEND, fontsize=10)
        return axes

    def draw(axes: list[Axes], result: Frequencies) -> list[Artist]:
        if [group.of for group in result.groups] != [of] * groups:
            raise ValueError(f"groups of {[group.of for group in result.groups]} people; allowed: {groups} groups of {of}")
        return [part for axis, group in zip(axes, result.groups) for part in array(axis, group, columns, palette()[colour][0], harmed)]

    return stage, draw


def array(axis: Axes, group: Frequency, columns: int, colour: str, harmed: str) -> list[Artist]:
    """One array: its words, and its squares as four paths, however many they are: a filled sheet, its gaps, notches, outlines."""
    words = f"{group.words}\n{group.count:,} {harmed}, {group.of - group.count:,} not"
    likely = f"\n95 % interval: {group.low:,} to {group.high:,}" if group.low < group.high else "\n"
    notched = squares(range(group.low, group.count), columns, NOTCH, facecolor=COLOUR["ground"])
    outlined = squares(range(group.count, group.high), columns, INSET, facecolor="none", edgecolor=colour, linewidth=1)
    said = axis.text(0, -1 / 2 - columns / 80, words + likely, va="bottom", fontsize=11, linespacing=1.3)
    parts = [filled(group.count, columns, facecolor=colour), gaps(columns, group.of // columns), notched, outlined]
    return [said, *map(axis.add_patch, parts)]


def filled(count: int, columns: int, **looks: Any) -> PathPatch:
    """The places of the first `count` squares: the full rows, and what is begun of the next."""
    rows, rest = divmod(count, columns)
    return path([loop(0, 0, columns, rows), loop(0, rows, rest, rows + 1)], **looks)


def gaps(columns: int, rows: int) -> PathPatch:
    """What parts a sheet into squares, as one path: as long as the sides of the sheet, not as its area."""
    gap = (1 - SIDE) / 2
    upright = [loop(x - gap, 0, x + gap, rows) for x in range(columns + 1)]
    level = [loop(0, y - gap, columns, y + gap) for y in range(rows + 1)]
    return path(upright + level, facecolor=COLOUR["ground"])


def squares(places: range, columns: int, side: float, **looks: Any) -> PathPatch:
    """Squares at these places, counted along the rows from the upper left corner, as one path."""
    edge = (1 - side) / 2
    corners = [(place % columns + edge, place // columns + edge) for place in places]
    return path([loop(x, y, x + side, y + side) for x, y in corners], **looks)


def loop(left: float, top: float, right: float, bottom: float) -> Loop:
    """The corners of a rectangle, closed."""
    return [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]


def path(loops: list[Loop], **looks: Any) -> PathPatch:
    """Rectangles as one path, without an edge unless `looks` gives one."""
    vertices = np.reshape(loops, (-1, 2)) if loops else np.zeros((1, 2))
    return PathPatch(Path(vertices, STROKE * len(loops) if loops else None), **({"linewidth": 0} | looks))
