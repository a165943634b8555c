"""Icon arrays: one square for one person, the same number of people in every array of a picture, filled from one corner.

`icon_arrays(groups, of)` gives the pair `stage(figure)` and `draw(axes, result)`, see `Picture`; `result.groups` are as many
`Frequency`, each `of` so many people. Filled squares are the estimate; a notch marks those of them that the interval does not make
sure of; outlined squares may come on top. The numbers stand first, above the squares, in both framings.
"""

from math import ceil, sqrt

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from explorables.theme import COLOUR, palette

SIDE = 0.84  # of a square's place
NOTCH = 0.36
INSET = 0.66  # so that the lines of neighbours stay apart
WIDER = 1.2  # than high, at least, is an array
STROKE = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
LEGEND = "filled: the estimate   ·   with a notch: in it, but not sure   ·   outlined: may come on top"


def icon_arrays(groups: int, of: int, rows: int = 1, harmed: str = "affected", who: str = "people", colour: str = "red"):
    """The pair of functions that stage and draw `groups` arrays `of` so many people, in `rows` rows of arrays.

    `harmed` says in one or two words what the filled squares are, `who` what one square stands for; `colour` is a name of the
    palette. ValueError (in `draw`) for a result
    with other groups or another denominator: a picture compares only what has one denominator.
    """
    columns = next(width for width in range(ceil(WIDER * sqrt(of)), of + 1) if of % width == 0)

    def stage(figure):
        axes = np.ravel(figure.subplots(rows, ceil(groups / rows), squeeze=False))
        for axis in axes:
            axis.set(xlim=(-0.5, columns + 0.5), ylim=(of // columns + 0.5, -0.5), aspect="equal", xticks=[], yticks=[])
            axis.set_xlabel(f"{of:,} {who}, one square each", fontsize=11)
            axis.set_title("\n\n")  # keeps the room in which each state says its numbers
            axis.spines[:].set_visible(False)
            axis.add_patch(path([loop(0, 0, columns, of // columns)], facecolor=COLOUR["faint"]))
        figure.supxlabel(LEGEND, fontsize=10)
        return axes

    def draw(axes, result):
        if [group.of for group in result.groups] != [of] * groups:
            raise ValueError(f"groups of {[group.of for group in result.groups]} people; allowed: {groups} groups of {of}")
        return [part for axis, group in zip(axes, result.groups) for part in array(axis, group, columns, palette()[colour][0], harmed)]

    return stage, draw


def array(axis, group, columns: int, colour: str, harmed: str) -> list:
    """One array: its words, and its squares as four paths, however many they are: a filled sheet, its gaps, notches, outlines."""
    words = f"{group.words}\n{group.count:,} {harmed}, {group.of - group.count:,} not"
    likely = f"\n95 % interval: {group.low:,} to {group.high:,}" if group.low < group.high else "\n"
    notched = squares(range(group.low, group.count), columns, NOTCH, facecolor=COLOUR["ground"])
    outlined = squares(range(group.count, group.high), columns, INSET, facecolor="none", edgecolor=colour, linewidth=1)
    said = axis.text(0, -1 / 2 - columns / 80, words + likely, va="bottom", fontsize=11, linespacing=1.3)
    parts = [filled(group.count, columns, facecolor=colour), gaps(columns, group.of // columns), notched, outlined]
    return [said, *map(axis.add_patch, parts)]


def filled(count: int, columns: int, **looks) -> PathPatch:
    """The places of the first `count` squares: the full rows, and what is begun of the next."""
    rows, rest = divmod(count, columns)
    return path([loop(0, 0, columns, rows), loop(0, rows, rest, rows + 1)], **looks)


def gaps(columns: int, rows: int) -> PathPatch:
    """What parts a sheet into squares, as one path: as long as the sides of the sheet, not as its area."""
    gap = (1 - SIDE) / 2
    upright = [loop(x - gap, 0, x + gap, rows) for x in range(columns + 1)]
    level = [loop(0, y - gap, columns, y + gap) for y in range(rows + 1)]
    return path(upright + level, facecolor=COLOUR["ground"])


def squares(places: range, columns: int, side: float, **looks) -> PathPatch:
    """Squares at these places, counted along the rows from the upper left corner, as one path."""
    edge = (1 - side) / 2
    corners = [(place % columns + edge, place // columns + edge) for place in places]
    return path([loop(x, y, x + side, y + side) for x, y in corners], **looks)


def loop(left: float, top: float, right: float, bottom: float) -> list[tuple[float, float]]:
    """The corners of a rectangle, closed."""
    return [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]


def path(loops: list, **looks) -> PathPatch:
    """Rectangles as one path, without an edge unless `looks` gives one."""
    vertices = np.reshape(loops, (-1, 2)) if loops else np.zeros((1, 2))
    return PathPatch(Path(vertices, STROKE * len(loops) if loops else None), **({"linewidth": 0} | looks))
