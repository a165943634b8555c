"""Drawings of bones and of the whole spine: pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`.

A bone is shown to scale from above, from the side and from behind, as tones with sharp edges, which stay small and sharp at any
size; the stills are photographs (`bone.shoot`).
"""

import numpy as np
from matplotlib.image import AxesImage
from scipy.ndimage import gaussian_filter

from crepitus.figures import bone
from crepitus.figures.style import COLOUR
from crepitus.models.dimensions import LEVELS

BONE, DISC = np.array([0.93, 0.87, 0.75]), np.array([0.60, 0.73, 0.80])
TONES = ("#6b6151", "#9c8f79", "#bcae95", "#d3c6ac", "#e8dcc3")
BANDS = (0.05, 0.38, 0.55, 0.68, 0.79, 1.01)
PIXEL = 6e-4  # m, of the tones
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
    grid = figure.add_gridspec(2, 2, width_ratios=(96, 122))
    axes = dict(zip(SIDES, (figure.add_subplot(place) for place in (grid[:, 0], grid[1, 1], grid[0, 1]))))
    limits = {"above": (FRAME[0], FRAME[1]), "side": (FRAME[1], FRAME[2]), "behind": (FRAME[0], FRAME[2])}
    for name, panel in axes.items():
        panel.set(xlim=limits[name][0], ylim=limits[name][1], xlabel=LABELS[name][0], ylabel=LABELS[name][1], aspect="equal")
        panel.set_title(TITLES[name])
        panel.grid(visible=False)
        panel.set_xticks(range(-80, 41, 20))
        panel.set_yticks([tick for tick in range(-80, 41, 20) if limits[name][1][0] <= tick <= limits[name][1][1]])
        panel.set_xlim(limits[name][0])
    return axes


def bone_shots(surface):
    """The three photographs whose tones are drawn, of vertices and triangles."""
    return tuple(bone.shoot([(*surface, np.ones(3))], bone.view(name), PIXEL, finer=1) for name in SIDES)


def bone_views(axes, built):
    """The bone's tones, and the marked dimension."""
    artists = []
    for panel, shot in zip(axes.values(), built.shots):
        tone = shot.image[::-1, :, 0] * shot.image[::-1, :, 3]
        left, right, bottom, top = (1e3 * edge for edge in shot.extent)
        x = np.linspace(left, right, tone.shape[1] + 1)[:-1] + 5e2 * PIXEL
        y = np.linspace(bottom, top, tone.shape[0] + 1)[:-1] + 5e2 * PIXEL
        artists.append(panel.contourf(x, y, gaussian_filter(tone, 0.8), levels=BANDS, colors=TONES))
    for line in built.lines:
        artists += dimension(axes[line.side], line)
    return artists


def dimension(panel, line):
    """A line between two points with ticks at its ends, and its words; nothing to be seen where there is no such dimension."""
    flat = line.side != "side" or line.start[1] == line.end[1]
    x, y = zip(line.start, line.end) if line.words.strip() else ((), ())
    ends = {"marker": "|" if flat else "_", "markersize": 9, "markeredgewidth": 1.8}
    drawn = panel.plot(x, y, color=COLOUR["accent"], linewidth=1.8, **ends)
    words = panel.text(*line.at, line.words, color=COLOUR["accent"], ha="center", va="center", fontsize=11, fontweight="bold")
    return [*drawn, words]


def photographs_stage(figure):
    """A panel without axes, one unit wide, for photographs on one scale."""
    panel = figure.subplots()
    ratio = figure.get_figheight() / figure.get_figwidth()
    panel.set(xlim=(0, 1), ylim=(-ratio, 0), aspect="equal", xticks=(), yticks=(), xlabel="all views on one scale")
    panel.spines[:].set_visible(False)
    panel.grid(visible=False)
    return panel


def photographs(panel, taken):
    """Photographs side by side under their names, and a bar of a round length."""
    ratio = -panel.get_ylim()[0]
    sizes = [(shot.extent[1] - shot.extent[0], shot.extent[3] - shot.extent[2]) for _, shot in taken.shots]
    scale = min(0.88 / sum(wide for wide, _ in sizes), (ratio - 0.11) / max(high for _, high in sizes))
    gap = (1 - scale * sum(wide for wide, _ in sizes)) / (len(sizes) + 1)
    artists, x, bottom = [], gap, 0.045 + scale * max(high for _, high in sizes)
    for (name, shot), (wide, high) in zip(taken.shots, sizes):
        box = (x, x + scale * wide, -0.045 - scale * high, -0.045)
        image = AxesImage(panel, extent=box, interpolation="none")  # imshow would move the axes
        image.set_data(coarse(shot.image))
        artists.append(panel.add_artist(image))
        artists.append(panel.text(x + scale * wide / 2, -0.035, name, ha="center", va="bottom"))
        x += scale * wide + gap
    artists += panel.plot([0.02, 0.02 + scale * taken.bar], [-bottom - 0.015] * 2, color=COLOUR["ink"], linewidth=3)
    artists.append(panel.text(0.03 + scale * taken.bar, -bottom - 0.015, f"{taken.bar * 1e3:.0f} mm", ha="left", va="center"))
    return artists


def coarse(image: np.ndarray) -> np.ndarray:
    """The image with 32 tones, which takes half the bytes."""
    return np.round(np.round(image * 32) / 32 * 255).astype(np.uint8)


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
