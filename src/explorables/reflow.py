"""The same panels for a narrow screen: below each other, with words broken where they would not fit.

A picture is drawn for a wide page. For a phone its stage is made once more, NARROW inches wide; what moves is drawn once, and each
number of it has a place in either (web/picture.js).
"""

from itertools import pairwise
from textwrap import fill

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.gridspec import GridSpec
from matplotlib.text import Text

NARROW = 3.5  # in
POINTS = 72
EDGE = 8  # points beside a picture of a thing
HALF = 0.5  # of the width: where the names of rows leave less to a graph, they are broken
NAME_LETTERS = 14


def stack(figure: Figure, wide: Figure) -> None:
    """Rearrange a staged figure for a narrow screen; `wide` is the same stage, laid out for a wide page."""
    across = NARROW * POINTS
    heights, margins = [], []
    for axes in wide.axes:
        box = axes.bbox
        ratio = (across - EDGE) / box.width if axes.get_aspect() != "auto" else 1
        heights.append(box.height * ratio)
        around = axes.get_tightbbox()
        margins.append(max(0.0, around.height - box.height if around else 0))
    if wide.axes:
        grid = GridSpec(len(wide.axes), 1, figure, height_ratios=heights)
        for i, axes in enumerate(figure.axes):
            axes.set_subplotspec(grid[i])
    high = sum(heights) + 1.15 * sum(margins) if wide.axes else wide.bbox.height * across / wide.bbox.width
    figure.set_size_inches(NARROW, high / POINTS)
    figure.draw_without_rendering()
    for axes in figure.axes:
        break_words(axes, across)
    figure.draw_without_rendering()
    for axes in figure.axes:
        thin_ticks(axes)


def break_words(axes: Axes, across: float) -> None:
    """Break what is wider than the page [points], and the names of rows that leave too little of it to the graph."""
    if axes.bbox.width < HALF * across:
        axes.set_yticks(axes.get_yticks(), [fill(label.get_text(), NAME_LETTERS) for label in axes.get_yticklabels()])
    for text in (*axes.texts, axes.title, axes._left_title, axes._right_title, axes.xaxis.label, axes.yaxis.label):  # type: ignore[attr-defined]
        box = text.get_window_extent()
        upright = text.get_rotation() == 90
        room = axes.figure.bbox.height / len(axes.figure.axes) if upright else across - max(0.0, box.x0 if text in axes.texts else 0.0)
        length = box.height if upright else box.width
        if text.get_text() and length > room > 0:
            broken(text, room / length)


def broken(text: Text, share: float) -> None:
    """Break a text into lines of a share of its longest one."""
    lines = text.get_text().split("\n")
    letters = max(8, int(share * max(map(len, lines))) - 1)
    text.set_text("\n".join(fill(line, letters) for line in lines))


def thin_ticks(axes: Axes) -> None:
    """Leave out every second word under an axis where neighbours would touch."""
    labels = [label for label in axes.get_xticklabels() if label.get_visible() and label.get_text()]
    boxes = [label.get_window_extent() for label in labels]
    if any(left.x1 + 2 > right.x0 and left.x0 < right.x1 for left, right in pairwise(boxes)):
        for label in labels[1::2]:
            label.set_visible(False)
