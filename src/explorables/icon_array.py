"""Icon arrays: one little figure for one person, the same number of people in every array of a picture, filled from one corner.

`icon_arrays(groups, of)` gives the pair `stage(figure)` and `draw(axes, result)`, see `Picture`; `result.groups` are as many
`Frequency`, each `of` so many people. Who is filled is in the estimate: in full colour if the interval makes sure of it, paler
if not; the palest are possible on top. The numbers stand first, above the people, in both framings.

The figures are holes in a sheet of the page's colour, which lies in front (`seats`). What lies behind gives them their colours: a
strip for each row (`strips`), however many people there are. So a state takes few bytes, and people appear one after the other where
a strip grows.
"""

from collections.abc import Sequence
from math import ceil, sqrt
from typing import Any, Protocol

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Annotation
from matplotlib.transforms import AffineDeltaTransform

from explorables.arrays import Array
from explorables.drawing import in_front
from explorables.svg import Draw, Stage
from explorables.theme import COLOUR, palette

TALL = 1.75  # times as high as wide is a person's place
WIDER = 1.9  # at least so many times more columns than rows
LIKELY, POSSIBLE = 0.55, 0.25  # opacity of who is not sure
RIGHT_HALF = (  # of a person in a place of 1 by 1, downwards from the top of the head
    (0, 0.03), (0.13, 0.07), (0.17, 0.16), (0.13, 0.24), (0.07, 0.28), (0.22, 0.31), (0.31, 0.37), (0.33, 0.62), (0.24, 0.62), (0.2, 0.45),
    (0.2, 0.97), (0.04, 0.97), (0, 0.64),
)  # fmt: skip
PERSON: Array = np.array([(0.5 + x, y) for x, y in RIGHT_HALF] + [(0.5 - x, y) for x, y in RIGHT_HALF[-2:0:-1]])
LAP = 0.025  # by which the sheet's rows overlap, so that no seam shows
LEGEND = "strong: sure  ·  paler: likely  ·  palest: possible"
Box = tuple[float, float]  # upper and lower edge of a strip, in shares of a place


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
    groups: int, of: int, rows: int = 1, harmed: str = "affected", who: str = "people", colour: str = "red", exact: bool = False
) -> tuple[Stage[list[Axes]], Draw[list[Axes], Frequencies]]:
    """The pair of functions that stage and draw `groups` arrays `of` so many people, in `rows` rows of arrays.

    `harmed` says in one or two words what the filled figures are, `who` what one figure stands for; `colour` is a name of the
    palette; where the groups are `exact`, no interval needs a key. ValueError (in `draw`) for a result with other groups or another
    denominator: a picture compares only what has one.
    """
    columns = columns_for(of)

    def stage(figure: Figure) -> list[Axes]:
        axes = list(np.ravel(figure.subplots(rows, ceil(groups / rows), squeeze=False)))
        for axis in axes:
            seats(axis, columns, of // columns)
            axis.set_xlabel(f"{of:,} {who}, one figure each", fontsize=11)
            axis.set_title("\n\n\n")  # keeps the room in which each state says its numbers
            axis.add_artist(strips(0, of, columns, of // columns, facecolor=COLOUR["faint"]))
        if not exact:
            figure.supxlabel(LEGEND, fontsize=11)
        return axes

    def draw(axes: list[Axes], result: Frequencies) -> list[Artist]:
        if [group.of for group in result.groups] != [of] * groups:
            raise ValueError(f"groups of {[group.of for group in result.groups]} people; allowed: {groups} groups of {of}")
        return [part for axis, group in zip(axes, result.groups) for part in array(axis, group, columns, palette()[colour][0], harmed)]

    return stage, draw


def columns_for(of: int) -> int:
    """How many columns so many people stand in: a whole array, broader than high."""
    return next(width for width in range(ceil(sqrt(WIDER * of)), of + 1) if of % width == 0)


def array(axis: Axes, group: Frequency, columns: int, colour: str, harmed: str) -> list[Artist]:
    """One array: its words, and three kinds of filled figures."""
    words = f"{group.words}\n{group.count:,} {harmed}, {group.of - group.count:,} not"
    likely = f"\n95 % interval: {group.low:,} to {group.high:,}" if group.low < group.high else "\n"
    rows = group.of // columns
    said = above(axis, words + likely)
    sure = min(group.low, group.count)
    filled = (
        strips(0, sure, columns, rows, facecolor=colour),
        strips(sure, group.count, columns, rows, facecolor=colour, alpha=LIKELY),
        strips(group.count, group.high, columns, rows, facecolor=colour, alpha=POSSIBLE),
    )
    return [said, *map(axis.add_artist, filled)]


def above(axis: Axes, words: str) -> Annotation:
    """Words above an array, for which its title keeps the room."""
    return axis.annotate(words, (0, 0), (0, 5), textcoords="offset points", va="bottom", fontsize=11, linespacing=1.3)


def seats(axis: Axes, columns: int, rows: int, shapes: Sequence[Array] = (PERSON,), tall: float = TALL) -> None:
    """Axes of so many places, row by row from the upper left, each of 1 by 1 and `tall` times as high as wide, with a sheet in front
    that has a hole for every figure. `shapes` are the holes of one place, each an outline (n, 2), clockwise as it is seen."""
    axis.set(xlim=(-0.5, columns + 0.5), ylim=(rows + 2 * LAP, -2 * LAP), aspect=tall, xticks=[], yticks=[])
    axis.spines[:].set_visible(False)
    sheet = np.array([(-0.3, -LAP), (-0.3, 1 + LAP), (columns + 0.3, 1 + LAP), (columns + 0.3, -LAP)])
    loops = [sheet, *(shape + np.array([column, 0]) for column in range(columns) for shape in shapes)]
    data = axis.transLimits + axis.transAxes
    row = PathCollection(
        [outlines(loops)], offsets=[(0, row) for row in range(rows)], offset_transform=data, facecolor=COLOUR["ground"], linewidth=0
    )
    row.set_transform(AffineDeltaTransform(data))  # type: ignore[arg-type]
    in_front(axis, row)


def strips(start: int, end: int, columns: int, rows: int, box: Box = (0, 1), **looks: Any) -> PathPatch:
    """What lies behind the people from number `start` to `end`, a rectangle in each row, in as many points however many they are."""
    edges = np.arange(rows)[:, None] * columns
    left, right = (np.clip(place - edges, 0, columns) for place in (start, max(start, end)))
    top, bottom = edges / columns + box[0], edges / columns + box[1]
    corners = np.stack([np.hstack([left, top]), np.hstack([right, top]), np.hstack([right, bottom]), np.hstack([left, bottom])], axis=1)
    return PathPatch(outlines(corners), **({"linewidth": 0} | looks))


def outlines(loops: Sequence[Array] | Array) -> Path:
    """Closed outlines, each (n, 2), as one path."""
    codes = [[Path.MOVETO, *[Path.LINETO] * (len(loop) - 1), Path.CLOSEPOLY] for loop in loops]
    return Path(np.concatenate([np.append(loop, loop[:1], axis=0) for loop in loops]), np.concatenate(codes))
