"""Drawings of a spine in motion: pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from crepitus.course import COLOUR
from crepitus.figures.bone import VIEWS, joined, seen
from crepitus.models.motion import SEGMENTS, limits
from explorables.arrays import Array
from explorables.theme import DISPUTED, Look

if TYPE_CHECKING:
    from crepitus.explorers.motion import Joint, Moved

ROWS = np.arange(len(SEGMENTS))[::-1]
PANELS = (  # the angle's name in a Posture, words, movement one way and the other, farthest tick
    ("flexion", "bend", "extension", "flexion", 15),
    ("lateral", "lean", "side bending", "side bending", 10),
    ("rotation", "twist", "turning", "turning", 40),
)


def bars_stage(figure: Figure) -> list[Axes]:
    """The spine as a line from two sides; below, a row for each pair of bones in three panels, with the range that sources give."""
    grid = figure.add_gridspec(2, 6, height_ratios=(1, 2.3))
    lines = [figure.add_subplot(grid[0, :3]), figure.add_subplot(grid[0, 3:])]
    for axis, words, ends in zip(lines, ("from the left", "from behind"), ((0.42, -0.3), (-0.36, 0.36))):
        axis.set(xlim=ends, ylim=(-0.06, 0.52), aspect="equal", xticks=[], yticks=[], xlabel=words)
        for edge in axis.spines.values():
            edge.set_visible(False)
    panels = [figure.add_subplot(grid[1, 2 * i : 2 * i + 2]) for i in range(3)]
    for axis, (_, words, backward, forward, tick) in zip(panels, PANELS):
        low, high = limits(backward), limits(forward)
        for sign, (least, most) in ((-1, low), (1, high)):
            axis.barh(ROWS, sign * np.degrees(least), 0.9, color=COLOUR["faint"], zorder=1)
            axis.barh(ROWS, sign * np.degrees(most - least), 0.9, left=sign * np.degrees(least), zorder=1, **DISPUTED)
        edge = 1.08 * max(np.degrees(low[1]).max(), np.degrees(high[1]).max())
        axis.set(xlim=(-edge, edge), ylim=(-0.6, len(SEGMENTS) - 0.4), xticks=(-tick, 0, tick), yticks=[], xlabel=f"{words} (degrees)")
        axis.axvline(0, color=COLOUR["soft"], linewidth=0.8)
        axis.grid(axis="y", visible=False)
    panels[0].set_yticks(ROWS, SEGMENTS, fontsize=9)
    return [*lines, *panels]


def bars(axes: list[Axes], moved: "Moved") -> list[Artist]:
    """The line through the bones' centres, and the angle of every pair in this posture."""
    left, behind, *panels = axes
    look: Look = {"color": COLOUR["motion"], "linewidth": 4, "solid_capstyle": "round"}
    drawn: list[Artist] = [*left.plot(moved.line[:, 0], moved.line[:, 1], **look), *behind.plot(moved.line[:, 2], moved.line[:, 1], **look)]
    for axis, (name, *_) in zip(panels, PANELS):
        angles = np.degrees(getattr(moved.position, name))
        path = joined([box(0, row - 0.22, angle, row + 0.22) for row, angle in zip(ROWS, angles)])
        drawn.append(axis.add_artist(PathPatch(path, facecolor=COLOUR["motion"], linewidth=0, zorder=3)))
    return drawn


def moved(paths: Sequence[Path], by: Array) -> Path:
    """Several paths as one, moved by `by` (2,)."""
    path = joined(paths)
    return Path(np.asarray(path.vertices) + by, path.codes)


def box(left: float, low: float, right: float, high: float) -> Path:
    """A rectangle as a path."""
    return Path([(left, low), (right, low), (right, high), (left, high), (left, low)], closed=True)


SLOTS = 9  # as many rows as a pair of bones has sources
MARKS = {"living": ("o", "ink"), "cadaver": ("s", "soft"), "textbook": ("D", "ground")}


def steering_stage(figure: Figure) -> tuple[Axes, Axes, Axes]:
    """Two views of the joint, and its ranges below."""
    grid = figure.add_gridspec(2, 2, height_ratios=(1.15, 1))
    side, above, ranges = figure.add_subplot(grid[0, 0]), figure.add_subplot(grid[0, 1]), figure.add_subplot(grid[1, :])
    for axis, words in ((side, "from the left"), (above, "from above: upper bone as a line")):
        axis.set(xlim=(-0.075, 0.075), ylim=(-0.056, 0.05), xticks=[], yticks=[], xlabel=words, aspect="equal")
        for edge in axis.spines.values():
            edge.set_visible(False)
    side.plot([-0.07, -0.05], [-0.05, -0.05], color=COLOUR["ink"], linewidth=2)
    side.text(-0.06, -0.048, "2 cm", ha="center", va="bottom", fontsize=10)
    ranges.set(xlim=(-24, 45), ylim=(-0.7, SLOTS - 0.3), yticks=[], xticks=range(0, 41, 10), xlabel="range of movement (degrees)")
    ranges.spines["left"].set_visible(False)
    for n, (words, (mark, colour)) in enumerate(MARKS.items()):
        ranges.plot([32], [SLOTS - 1 - 0.9 * n], mark, color=COLOUR["ink"], markerfacecolor=COLOUR[colour], markersize=7)
        ranges.text(33.5, SLOTS - 1 - 0.9 * n, words, va="center", fontsize=11)
    return side, above, ranges


def steering(axes: tuple[Axes, Axes, Axes], joint: "Joint") -> list[Artist]:
    """Outlines of the two bones with the plane of the facets between, and every published range of this pair."""
    side, above, ranges = axes
    artists, lower, upper = [], *((part.vertices, part.faces) for part in (joint.lower, joint.upper))
    edge = {"edgecolor": COLOUR["outline"], "facecolor": COLOUR["bone"], "linewidth": 0.8}
    ghost = {"edgecolor": COLOUR["soft"], "facecolor": "none", "linewidth": 0.8}
    for axis, view, bones in ((side, "left", [(lower, upper)]), (above, "above", [(lower,), (upper,)])):
        camera = np.array(VIEWS[view][:2])
        for surfaces, look in zip(bones, (edge, ghost)):
            picture = seen(surfaces, view)
            artists.append(
                axis.add_artist(PathPatch(moved([picture.outline(i) for i in range(len(surfaces))], -camera @ joint.centre), **look))
            )
        pads = moved([Path(ends @ camera.T) for ends in joint.facets], -camera @ joint.centre)
        artists.append(axis.add_artist(PathPatch(pads, facecolor="none", edgecolor=COLOUR["motion"], linewidth=4)))
    for slot in range(SLOTS):
        row = joint.rows[slot] if slot < len(joint.rows) else None
        y = SLOTS - 1 - slot
        mark, colour = MARKS[row.setting] if row else ("", "ink")
        ends = [row.least, row.most] if row else [-99, -99]
        artists += ranges.plot(ends, [y, y], color=COLOUR["ink"], marker=mark, markerfacecolor=COLOUR[colour], markersize=7, linewidth=1.5)
        artists.append(ranges.text(-23.5, y, f"{row.movement} · {row.source}" if row else "", va="center", fontsize=10))
    return artists
