"""Drawings of a spine in motion: pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from numpy.typing import ArrayLike

from crepitus.course import COLOUR
from crepitus.figures.bone import VIEWS, joined, seen
from crepitus.figures.loads import PLATE
from crepitus.models.foramina import BETWEEN
from crepitus.models.motion import REGIONS, SEGMENTS, limits
from explorables.arrays import Array
from explorables.digits import degrees
from explorables.drawing import handle, scale_bar, to_scale
from explorables.registry import number
from explorables.theme import DISPUTED, Look

if TYPE_CHECKING:
    from crepitus.explorers.motion import Moved
    from crepitus.explorers.steering import Joint, Row

ROWS = np.arange(len(SEGMENTS))[::-1]
FRAME = (-0.34, 0.42), (-0.125, 0.545)  # m: of the picture
CLOSER = 2.8  # times: how much larger a twist is drawn
BARS = {"bend": ("flexion", "extension"), "lean": ("side bending", "side bending"), "twist": ("turning", "turning")}  # right, left
FROM = {"right": "the right", "behind": "behind", "above": "above"}
ENDS = {"bend": ("backward", "forward"), "lean": ("left", "right"), "twist": ("left", "right")}
DOTS, HOLES = (51, 58), (68, 75)  # degrees: where the dots of the facet joints stand, and those of the holes for roots
CHANGED = 0.25  # of a hole's height: a change that is drawn in full strength
AGREED: Look = {"facecolor": COLOUR["faint"], "linewidth": 0}
BONE: Look = {"facecolor": COLOUR["bone"], "edgecolor": COLOUR["outline"], "linewidth": 0.7}
DISC: Look = {"facecolor": COLOUR["disc"], "edgecolor": COLOUR["outline"], "linewidth": 0.4}


def bars_stage(figure: Figure) -> tuple[Axes, Axes]:
    """A spine to scale; below it, a row for each pair of bones."""
    spine, rows = figure.subplots(2, 1, height_ratios=(10, 9.4))
    to_scale(spine, *FRAME)
    rows.set(xlim=(-51, 79), ylim=(-0.7, len(SEGMENTS) + 0.6), xticks=range(-40, 41, 20), xlabel="each pair of bones moves by (degrees)")
    rows.set_yticks(ROWS, SEGMENTS, fontsize=11)
    rows.axvline(0, color=COLOUR["soft"], linewidth=0.8)
    rows.grid(axis="y", visible=False)
    rows.set_title("filled: closes, ring: opens", loc="left", fontsize=11, fontweight="normal")
    for places, words in ((DOTS, "facet\njoints"), (HOLES, "root\nholes")):
        rows.text(np.mean(places), len(SEGMENTS) + 1.1, words, fontsize=11, ha="center", va="bottom", linespacing=1)
        for x, side in zip(places, "LR"):
            rows.text(x, len(SEGMENTS) - 0.1, side, fontsize=11, ha="center")
    return spine, rows


def bars(axes: tuple[Axes, Axes], moved: "Moved") -> list[Artist]:
    """The spine in this posture, and the angle and the facet joints of every pair."""
    spine, rows = axes
    return [*posed(spine, moved), *shares(rows, moved)]


def posed(axis: Axes, moved: "Moved") -> list[Artist]:
    """Bones, discs and facet joints as seen from the side that shows this movement, to scale, and the knob on top of the spine."""
    camera, above = np.array(VIEWS[moved.view][:2]), moved.view == "above"
    scale, middle = (CLOSER, (0.05, 0.17)) if above else (1.0, (0.0, 0.0))

    def placed(points: Array) -> Array:
        return scale * points @ camera.T + middle

    shown = [name for name in moved.outlines if not above or name in moved.pointers]
    order = shown if moved.view == "right" else shown[::-1]  # what is nearest is drawn last
    pads = [placed(line) for pair in moved.facets for line in pair]
    lit = glow([share if side or moved.view == "behind" else 0 for pair in closing(moved) for side, share in enumerate(pair)])
    pointers = {name: placed(line) for name, line in moved.pointers.items()}
    top = pointers["C1"][1] if above else placed(moved.top)
    bar, words = (0.05 * scale, "5 cm") if above else (0.1, "10 cm")
    thin: Look = {"colors": COLOUR["soft"], "linewidths": 1 if above else 0.6}
    return [
        axis.add_collection(PolyCollection([placed(points) for points in moved.discs.values()], visible=not above, **DISC)),
        axis.add_collection(PolyCollection([placed(moved.outlines[name]) for name in order], **BONE)),
        axis.add_collection(LineCollection(pads, colors=lit, linewidths=3.5, visible=not above)),
        axis.add_collection(LineCollection(list(pointers.values()), **thin)),
        *(axis.text(x, y, name, fontsize=11, ha="center", va="center", bbox=PLATE) for name, (_, (x, y)) in pointers.items()),
        axis.text(FRAME[0][1], FRAME[1][0] + 0.02, f"from {FROM[moved.view]}", fontsize=11, ha="right"),
        *scale_bar(axis, bar, words, at=(0.005, 0.05)),
        handle(axis, *top, "angle"),
    ]


def closing(moved: "Moved") -> Array:
    """How far each facet joint is pressed (24, 2), 1: as far as its cartilage yields; below 0: it has become wider."""
    return (1 - moved.gaps / moved.rest) / number("cartilage_yields").si


def glow(strengths: ArrayLike, colour: str = "motion") -> Array:
    """A colour in strengths from 0 to 1, (n, 4); a drawing keeps a number for each only between none and all."""
    faint = np.clip(np.ravel(strengths), 0.01, 0.99)
    return np.column_stack([np.tile(to_rgb(COLOUR[colour]), (len(faint), 1)), faint])


def shares(axis: Axes, moved: "Moved") -> list[Artist]:
    """Each pair's angle before what sources allow, the sums of three regions, how far facet joints close, and holes for roots change."""
    forward, backward = (np.degrees(limits(movement)) for movement in BARS[moved.movement])
    bands: list[tuple[Look, tuple[Array, Array]]] = [(DISPUTED, (forward[1], -backward[1])), (AGREED, (forward[0], -backward[0]))]
    angles = np.degrees(moved.angles)
    artists: list[Artist] = [axis.add_artist(PathPatch(rows_to(ends, 0.45), zorder=1, **look)) for look, both in bands for ends in both]
    artists.append(axis.add_artist(PathPatch(rows_to(angles, 0.22), facecolor=COLOUR["motion"], linewidth=0, zorder=3)))
    for region, which in REGIONS.items():
        words = f"{region} {degrees(abs(moved.angles[which].sum()))}"
        artists.append(axis.text(-50, ROWS[which].mean(), words, fontsize=11, fontweight="bold", va="center", bbox=PLATE, zorder=4))
    back, on = ENDS[moved.movement]
    artists += [axis.text(x, len(SEGMENTS) - 0.1, words, fontsize=11, ha="center") for x, words in ((-22, f"← {back}"), (22, f"{on} →"))]
    wider = (moved.holes[1] / moved.holes[0] - 1) / CHANGED
    thin: Look = {"edgecolors": COLOUR["soft"], "linewidths": 0.7, "zorder": 3}
    for places, rows, closes in ((DOTS, ROWS, closing(moved)), (HOLES, ROWS[[SEGMENTS.index(pair) for pair in BETWEEN]], -wider)):
        x, y = np.transpose([(x, row) for row in rows for x in places])
        artists.append(axis.scatter(x, y, 60, glow(closes), **thin))
    artists.append(axis.scatter(x, y, 60, "none", edgecolors=[*map(tuple, glow(wider, "nerve"))], linewidths=2.5, zorder=4))
    return artists


def rows_to(ends: Array, half: float) -> Path:
    """A bar from 0 to each of `ends` (24,), twice `half` a row thick."""
    return joined([box(0, row - half, end, row + half) for row, end in zip(ROWS, ends)])


def moved(paths: Sequence[Path], by: Array) -> Path:
    """Several paths as one, moved by `by` (2,)."""
    path = joined(paths)
    return Path(np.asarray(path.vertices) + by, path.codes)


def box(left: float, low: float, right: float, high: float) -> Path:
    """A rectangle as a path."""
    return Path([(left, low), (right, low), (right, high), (left, high), (left, low)], closed=True)


SLOTS = 10  # as many rows as a pair of bones has sources, and three for the names of the movements
MARKS = {"living": ("o", "ink"), "cadaver": ("s", "soft"), "textbook": ("D", "ground")}


def steering_stage(figure: Figure) -> tuple[Axes, Axes, Axes]:
    """Two views of the joint, and its ranges below."""
    grid = figure.add_gridspec(2, 2, height_ratios=(1.15, 1))
    side, above, ranges = figure.add_subplot(grid[0, 0]), figure.add_subplot(grid[0, 1]), figure.add_subplot(grid[1, :])
    for axis, words in ((side, "from the left"), (above, "from above: upper bone as a line")):
        axis.set(xlim=(-0.075, 0.075), ylim=(-0.056, 0.05), xticks=[], yticks=[], xlabel=words, aspect="equal")
        for edge in axis.spines.values():
            edge.set_visible(False)
    above.set(ylim=(-0.043, 0.063))
    side.set_title("thick: facets", color=COLOUR["motion"], fontsize=11)
    side.plot([-0.07, -0.05], [-0.05, -0.05], color=COLOUR["ink"], linewidth=2)
    side.text(-0.06, -0.048, "2 cm", ha="center", va="bottom", fontsize=11)
    ranges.set(xlim=(-33, 45), ylim=(-0.7, SLOTS - 0.3), yticks=[], xticks=range(0, 41, 10), xlabel="range of movement (degrees)")
    ranges.spines["left"].set_visible(False)
    ranges.spines["bottom"].set_bounds(0, 45)
    ranges.xaxis.set_label_coords(20 / 78 + 33 / 78, -0.12)  # under the numbers
    for n, (words, (mark, colour)) in enumerate(MARKS.items()):
        ranges.plot([26], [SLOTS - 1 - 1.1 * n], mark, color=COLOUR["ink"], markerfacecolor=COLOUR[colour], markersize=7)
        ranges.text(28, SLOTS - 1 - 1.1 * n, words, va="center", fontsize=11)
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
    listed: list[tuple[str, Row | None]] = []
    for row in joint.rows:
        if row.movement not in (words for words, _ in listed):
            listed.append((row.movement, None))
        listed.append((row.source, row))
    for slot, (words, source) in enumerate([*listed, *[("", None)] * (SLOTS - len(listed))]):
        y = SLOTS - 1 - slot
        mark, colour = MARKS[source.setting] if source else ("", "ink")
        ends = [source.least, source.most] if source else [-99, -99]
        artists += ranges.plot(ends, [y, y], color=COLOUR["ink"], marker=mark, markerfacecolor=COLOUR[colour], markersize=7, linewidth=1.5)
        artists.append(ranges.text(-32.5, y, words, va="center", fontsize=11, fontweight="normal" if source else "bold"))
    return artists
