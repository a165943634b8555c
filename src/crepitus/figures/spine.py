"""Drawings of bones and of the whole spine: pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`.

A bone is shown to scale from above, from the side and from behind, as tones with sharp edges, which stay small and sharp at any
size; the stills are photographs (`bone.shoot`).
"""

import numpy as np
from scipy.ndimage import gaussian_filter

from crepitus.figures import bone
from crepitus.figures.style import COLOUR
from crepitus.models.dimensions import LEVELS

BONE, DISC = np.array([0.93, 0.87, 0.75]), np.array([0.60, 0.73, 0.80])
TONES = ("#5b5244", "#857a66", "#a39680", "#bcae95", "#d0c2a8", "#e2d5bb", "#efe5cf")
LEVELS_OF_TONE = (0.02, 0.3, 0.45, 0.56, 0.66, 0.75, 0.83, 1.01)
PIXEL = 4e-4  # m, of the tones
SIDES = ("above", "side", "behind")
FRAME = ((-48, 48), (-80, 42), (-56, 22))  # mm: left and right, back and front, down and up
LABELS = {
    "above": ("left and right (mm)", "back and front (mm)"),
    "side": ("back and front (mm)", "height (mm)"),
    "behind": ("left and right (mm)", "height (mm)"),
}
NAMES = {"above": "above", "side": "right", "behind": "behind", "front": "front", "left side": "left"}
TITLES = {"above": "From above", "side": "From the right", "behind": "From behind"}


def bone_stage(figure):
    """Three views of one bone on the same scale."""
    grid = figure.add_gridspec(2, 2, width_ratios=(96, 122), height_ratios=(122, 78))
    axes = dict(zip(SIDES, (figure.add_subplot(grid[0, 0]), figure.add_subplot(grid[1, 1]), figure.add_subplot(grid[1, 0]))))
    limits = {"above": (FRAME[0], FRAME[1]), "side": (FRAME[1], FRAME[2]), "behind": (FRAME[0], FRAME[2])}
    for name, panel in axes.items():
        panel.set(xlim=limits[name][0], ylim=limits[name][1], xlabel=LABELS[name][0], ylabel=LABELS[name][1], aspect="equal")
        panel.set_title(TITLES[name])
        panel.set_xticks(range(-80, 41, 20))
        panel.set_yticks([tick for tick in range(-80, 41, 20) if limits[name][1][0] <= tick <= limits[name][1][1]])
        panel.set_xlim(limits[name][0])
    return axes


def bone_views(axes, built):
    """The bone's tones, and the marked dimension."""
    artists = []
    for name, panel in axes.items():
        shot = bone.shoot([(built.points, built.triangles, np.ones(3))], bone.view(name), PIXEL)
        tone = shot.image[::-1, :, 0] * shot.image[::-1, :, 3]
        left, right, bottom, top = (1e3 * edge for edge in shot.extent)
        x = np.linspace(left, right, tone.shape[1] + 1)[:-1] + 5e2 * PIXEL
        y = np.linspace(bottom, top, tone.shape[0] + 1)[:-1] + 5e2 * PIXEL
        artists.append(panel.contourf(x, y, gaussian_filter(tone, 0.7), levels=LEVELS_OF_TONE, colors=TONES))
    for line in built.lines:
        artists += dimension(axes[line.side], line)
    return artists


def dimension(panel, line):
    """A line between two points with ticks at its ends, and its words."""
    (x0, y0), (x1, y1) = (1e3 * np.asarray(end) for end in (line.start, line.end))
    width = {"color": COLOUR["accent"], "marker": "|" if abs(x1 - x0) > abs(y1 - y0) else "_", "markersize": 11, "markeredgewidth": 2}
    drawn = panel.plot([x0, x1], [y0, y1], linewidth=2.2, **width)
    box = {"facecolor": COLOUR["ground"], "edgecolor": "none", "alpha": 0.85, "pad": 1.5}
    words = panel.annotate(
        line.words, line.at(), color=COLOUR["accent"], ha="center", va="center", fontsize=11, fontweight="bold", bbox=box
    )
    return [*drawn, words]


def photographs_stage(figure):
    """Panels without axes for photographs on one scale; a bar gives the scale."""
    panel = figure.subplots()
    panel.set_axis_off()
    panel.set_aspect("equal")
    return panel


def photographs(panel, taken):
    """Photographs side by side, with their names, and a bar of a round length."""
    artists, x, heights = [], 0.0, [shot.extent[3] - shot.extent[2] for _, shot in taken.shots]
    gap = 0.04 * sum(shot.extent[1] - shot.extent[0] for _, shot in taken.shots)
    for (name, shot), high in zip(taken.shots, heights):
        wide = shot.extent[1] - shot.extent[0]
        artists.append(panel.imshow(coarse(shot.image), extent=(x, x + wide, -high, 0), interpolation="none"))
        artists.append(panel.text(x + wide / 2, 0.02 * max(heights), name, ha="center", va="bottom"))
        x += wide + gap
    low = -max(heights)
    artists += panel.plot([0, taken.bar], [low, low], color=COLOUR["ink"], linewidth=3, solid_capstyle="butt")
    artists.append(panel.text(taken.bar / 2, low - 0.012 * max(heights), f"{taken.bar * 1e3:.0f} mm", ha="center", va="top"))
    panel.set(xlim=(0, x - gap), ylim=(1.09 * low, -0.09 * low))
    return artists


def coarse(image: np.ndarray) -> np.ndarray:
    """The image with 48 tones, which takes half the bytes."""
    return np.round(np.round(image * 48) / 48 * 255).astype(np.uint8)


def load_stage(figure):
    """Kilograms carried against the level, from top to bottom."""
    panel = figure.subplots()
    panel.set(xlim=(0, 62), ylim=(len(LEVELS) - 0.4, -0.6), xlabel="carried above the level (kg)", ylabel="vertebra")
    panel.set_yticks(range(len(LEVELS)), LEVELS, fontsize=9)
    panel.grid(axis="y", visible=False)
    return panel


def loads(panel, found):
    """A bar for each level, the chosen one dark with its number."""
    chosen = LEVELS.index(found.chosen.level)
    kilos = found.shares * found.mass
    bars = panel.barh(range(len(LEVELS)), kilos, height=0.72, color=COLOUR["faint"], edgecolor=COLOUR["soft"], linewidth=0.6)
    bars[chosen].set_facecolor(COLOUR["accent"])
    words = panel.text(kilos[chosen] + 0.8, chosen, f"{kilos[chosen]:.0f} kg", va="center", fontweight="bold", color=COLOUR["accent"])
    return [*bars, words]
