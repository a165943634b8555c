"""The same panels for a narrow screen: below each other, with words broken where they would not fit.

A picture is drawn for a wide page. For a phone its stage is made once more, NARROW inches wide; what moves is drawn once, and each
number of it has a place in either (web/picture.js).
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from textwrap import fill

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.gridspec import GridSpec
from matplotlib.text import Text

NARROW = 4.0  # in
POINTS = 72
EDGE = 8  # points beside a picture of a thing
HALF = 0.5  # of the width: where the names of rows leave less to a graph, they are broken
NAME_LETTERS = 14
FILLED = re.compile(r'<g>((?:<path d="[^"]*" clip-path="url\(#[\w-]+-axes(\d+)\)" style="fill: [^;"]+"/>)+)</g>')


def stack(figure: Figure, wide: Figure) -> None:
    """Rearrange a staged figure for a narrow screen; `wide` is the same stage, laid out for a wide page."""
    if not wide.axes:
        return
    across = NARROW * POINTS
    heights, margins = [], []
    for axes in wide.axes:
        box = axes.bbox
        ratio = (across - EDGE) / box.width if axes.get_aspect() != "auto" else 1
        heights.append(box.height * ratio)
        around = axes.get_tightbbox()
        margins.append(max(0.0, around.height - box.height if around else 0))
    grid = GridSpec(len(heights), 1, figure, height_ratios=heights)
    for i, axes in enumerate(figure.axes):
        axes.set_subplotspec(grid[i])
        for text in axes.texts:
            text.set_in_layout(False)  # the page sees to it that they can be read (web/picture.js)
        if legend := axes.get_legend():
            legend.set_ncols(1)
    figure.set_size_inches(NARROW, (sum(heights) + 1.15 * sum(margins)) / POINTS)
    figure.draw_without_rendering()
    for axes in figure.axes:
        break_words(axes)
    figure.draw_without_rendering()
    for axes in figure.axes:
        thin_ticks(axes)


def break_words(axes: Axes) -> None:
    """Break names of rows that leave too little to the graph, and titles and labels that are longer than there is room."""
    across, box = NARROW * POINTS, axes.bbox
    if box.width < HALF * across:
        axes.set_yticks(axes.get_yticks(), [fill(label.get_text(), NAME_LETTERS) for label in axes.get_yticklabels()])
    middle = (box.x0 + box.x1) / 2
    left, right = axes._left_title, axes._right_title  # type: ignore[attr-defined]
    if left.get_text() and right.get_text() and left.get_window_extent().x1 > right.get_window_extent().x0:
        left.set_text(left.get_text() + "\n")  # above the other
    fit(left, across - box.x0)
    fit(right, box.x1)
    fit(axes.title, 2 * min(middle, across - middle))
    fit(axes.xaxis.label, 2 * min(middle, across - middle))
    fit(axes.yaxis.label, 1.2 * box.height)


def fit(text: Text, room: float) -> None:
    """Break a text into lines that are no longer than there is room [points]."""
    box = text.get_window_extent()
    length = max(box.width, box.height) if text.get_rotation() == 90 else box.width
    if text.get_text() and length > room:
        lines = text.get_text().split("\n")
        letters = max(8, int(room / length * max(map(len, lines))))
        text.set_text("\n".join(fill(line, letters) for line in lines))


def thin_ticks(axes: Axes) -> None:
    """Leave out every second word under an axis where neighbours would touch."""
    labels = [label for label in axes.get_xticklabels() if label.get_visible() and label.get_text()]
    boxes = [label.get_window_extent() for label in labels]
    if any(left.x1 + 2 > right.x0 and left.x0 < right.x1 for left, right in pairwise(boxes)):
        for label in labels[1::2]:
            label.set_visible(False)


def borrow(
    wide: Sequence[str], narrow: Sequence[str], names: tuple[str, str], boxes: Sequence[Sequence[Sequence[float]]]
) -> list[list[str]]:
    """The parts of a still picture in both layouts, what is only filled written once: the narrow one shows it stretched to its own axes.

    `names` are those of the two pictures, `boxes` those of their axes (see `svg.Picture.boxes`).
    """
    written, shown = list(wide), list(narrow)
    for n, part in enumerate(wide):
        if found := FILLED.fullmatch(part):
            panel = int(found[2])
            (x0, y0, x1, y1), (u0, v0, u1, v1) = (box[panel] for box in boxes)
            across, up = (u1 - u0) / (x1 - x0), (v1 - v0) / (y1 - y0)
            stretch = f"matrix({across:.4f} 0 0 {up:.4f} {u0 - across * x0:.2f} {v0 - up * y0:.2f})"
            clips = [f'<g clip-path="url(#{name}-axes{panel})">' for name in names]  # outside of what is borrowed: each has its own
            paths = re.sub(r' clip-path="[^"]*"', "", found[1])
            written[n] = f'{clips[0]}<g id="{names[0]}-part{n}">{paths}</g></g>'
            shown[n] = f'{clips[1]}<use xlink:href="#{names[0]}-part{n}" transform="{stretch}"/></g>'
    return [written, shown]
