"""A cut through the body from above, beside the bones that are cut: `stage(figure)` and `draw(axes, result)`, see `Picture`."""

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from crepitus.course import COLOUR
from crepitus.figures.bone import joined, simple
from crepitus.figures.spine import toned
from explorables.drawing import handle, scale_bar, to_scale
from explorables.theme import Look

if TYPE_CHECKING:
    from crepitus.explorers.slices import Slice

FILL = {  # layers from the ground up: the palette's name, and what it is called
    "muscle": ("muscle", "muscle"),
    "ligament": ("ligament", "ligament"),
    "bone": ("bone", "bone"),
    "disc": ("disc", "disc"),
    "inside": ("fibre", "disc rings"),
    "joint": ("fluid", "fluid, joint"),
    "sac": ("fluid", ""),
    "nerve": ("nerve", "nerves"),
    "artery": ("artery", "neck artery"),
}
HALF = 62.0  # mm of the cut to each side, about the middle of the sac; neck and chest are shown larger
LARGER = {"C": 1.9, "T": 1.3, "L": 1.0}
PALE = 0.4  # opacity of muscles: what is schematic stands behind what is not
WITHIN = 0.12  # mm by which a line may be simplified
JOINS = ("miter", "round")  # of lines: every second cut has the other, so the browser shows no mixture of two, which nobody computed
SIDE = (-70.0, 48.0)  # mm, back to front, of the picture from the right


def stage(figure: Figure) -> dict[str, Axes]:
    """The bones from the right, the cut, and the names of the colours."""
    grid = figure.add_gridspec(2, 2, width_ratios=(1, 1.75), height_ratios=(1, 0.15))
    axes = {"side": figure.add_subplot(grid[0, 0]), "cut": figure.add_subplot(grid[0, 1]), "names": figure.add_subplot(grid[1, :])}
    to_scale(axes["side"], SIDE, (-52, 52))
    to_scale(axes["cut"], (-HALF, HALF), (-84, 52))  # below the muscles there is room for the bar
    axes["side"].set_title("From the right")
    axes["cut"].set_title("The cut from above, front up")
    axes["names"].set_axis_off()
    axes["names"].set(xlim=(0, 1), ylim=(0, 1))
    for n, (colour, name) in enumerate(pair for pair in FILL.values() if pair[1]):
        x, y = n % 4 / 4, 0.58 - 0.5 * (n // 4)
        patch = Rectangle((x, y), 0.03, 0.34, facecolor=COLOUR[colour], edgecolor=COLOUR["outline"], linewidth=0.6)
        patch.set_alpha(PALE if colour == "muscle" else None)
        axes["names"].add_patch(patch)
        axes["names"].text(x + 0.04, y + 0.17, name, va="center", fontsize=11)
    return axes


def draw(axes: dict[str, Axes], found: "Slice") -> list[Artist]:
    """The bones with the level's line, and every layer of the cut."""
    side, panel, larger = axes["side"], axes["cut"], LARGER[found.above[0]]
    low, high = found.picture.box
    centre = (low + high) / 2
    level = larger * 1e3 * (found.height - centre[1])
    artists = toned(side, found.picture, larger * 1e3, tuple(-larger * 1e3 * centre + (-11, 0)), every=2)
    artists += [*side.plot(SIDE, [level] * 2, color=COLOUR["accent"], linewidth=2), handle(side, SIDE[1] - 4, level, "depth")]
    for layer, (colour, _) in FILL.items():
        path = joined([closed(1e3 * larger * (line - found.middle)) for line in found.lines[layer]])
        look: Look = {"facecolor": COLOUR[colour], "edgecolor": COLOUR["outline"], "joinstyle": JOINS[found.step % 2]}
        pale = PALE if layer == "muscle" else None
        artists.append(panel.add_patch(PathPatch(path, linewidth=0.6, alpha=pale, **look)))
    return artists + scale_bar(panel, 20 * larger, "20 mm, muscles schematic")


def closed(line: np.ndarray) -> Path:
    """A closed line [mm] as a path, in as few points as its size needs."""
    return Path([*(rest := simple(np.vstack([line, line[:1]]), WITHIN)), rest[0]], closed=True)
