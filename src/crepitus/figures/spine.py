"""Drawings of bones and of the whole spine in a few tones: pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`."""

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Polygon, Rectangle
from matplotlib.path import Path

from crepitus.course import COLOUR
from crepitus.figures.bone import VIEWS, Seen
from crepitus.figures.loads import PLATE
from crepitus.models.dimensions import LEVELS
from explorables.digits import millimetres
from explorables.drawing import handle, scale_bar, to_scale
from explorables.theme import Look

if TYPE_CHECKING:
    from crepitus.explorers.mixed import Held, Mixed
    from crepitus.explorers.spine import Built, Carried, Line, Sides

TONES = (  # of bone, disc, ligament and nerve, from dark to light
    ("#5d5345", "#8a7d68", "#ab9d85", "#c6b99f", "#d9cdb4", "#e6dcc5", "#f0e8d6"),
    ("#46595f", "#5c7680", "#6f8f9b", "#7fa2af", "#8db1bf", "#9abfcc", "#a9cbd6"),
    ("#59462a", "#77603c", "#937950", "#aa8e60", "#bda06c", "#cdb27f", "#dcc496"),
    ("#4a3f00", "#675900", "#807015", "#97862b", "#ad9c42", "#c2b25c", "#d6c87a"),
)
LEAST = (0.36, 0.5, 0.62, 0.73, 0.83, 0.92)  # the tone from which on each but the darkest is drawn
FRAME = {"left and right (mm)": (-48, 48), "back and front (mm)": (-64, 46), "height (mm)": (-56, 27)}
SIDES = {  # title, and what is across and up
    "above": ("From above", "left and right (mm)", "back and front (mm)"),
    "right": ("From the right", "back and front (mm)", "height (mm)"),
    "behind": ("From behind", "left and right (mm)", "height (mm)"),
}


def toned(panel: Axes, picture: Seen, scale: float, at: tuple[float, float] = (0.0, 0.0), every: int = 1) -> list[Artist]:
    """A picture in every tone, or every second, `scale` units of the panel a metre, its origin `at` a place of the panel."""
    return [
        panel.add_artist(PathPatch(Path(at + scale * np.asarray(path.vertices), path.codes), facecolor=colour, linewidth=0))
        for path, colour in tones(picture, every)
    ]


def tones(picture: Seen, every: int = 1) -> list[tuple[Path, str]]:
    """The borders [m] of every tone of a picture, or of every second, from dark to light, with their colours."""
    found: list[tuple[Path, str]] = []
    for part, colours in enumerate(TONES[: max(1, picture.which.max() + 1)]):
        paths = [picture.outline(part), *(picture.lighter(part, least) for least in LEAST[every - 1 :: every])]
        found += zip(paths, colours[::every], strict=True)
    return found


def bone_stage(figure: Figure) -> dict[str, Axes]:
    """Three views of one bone on one scale."""
    grid = figure.add_gridspec(2, 2, width_ratios=(96, 106))
    return render_page(dict(zip(SIDES, (figure.add_subplot(place) for place in (grid[:, 0], grid[1, 1], grid[0, 1])))))


HELD_TO = 4.4  # standard deviations: what lies farther off stands at the edge
BESIDE = 5.0  # where the words of a row begin and end, on the same scale


def mixed_stage(figure: Figure) -> dict[str, Axes]:
    """Two views of one bone on one scale, and below them a row for each dimension on a scale of standard deviations."""
    grid = figure.add_gridspec(2, 2, width_ratios=(96, 106), height_ratios=(1.25, 1))
    views = render_page(dict(zip(SIDES, (figure.add_subplot(grid[0, i]) for i in (0, 1)))))
    rows = figure.add_subplot(grid[1, :])
    rows.set(xlim=(-BESIDE, BESIDE), ylim=(-5.6, 0.5), xticks=range(-4, 5, 2), yticks=[], xlabel="standard deviations from the mean")
    rows.set_title("Compared with people: mean ± SD")
    rows.spines["left"].set_visible(False)
    rows.spines["bottom"].set_bounds(-HELD_TO, HELD_TO)
    rows.grid(visible=False)
    return views | {"rows": rows}


def render_page(axes: dict[str, Axes]) -> dict[str, Axes]:
    """Panels by the name of their side, in millimetres."""
    for side, panel in axes.items():
        title, across, up = SIDES[side]
        panel.set(xlabel=across, ylabel=up, aspect="equal", xticks=range(-60, 41, 20), yticks=range(-60, 41, 20))
        panel.set(xlim=FRAME[across], ylim=FRAME[up])
        panel.set_title(title)
        panel.grid(visible=False)
    return axes


def bone_views(axes: dict[str, Axes], built: "Built | Mixed") -> list[Artist]:
    """The bone's tones, and the marked dimensions."""
    artists = [artist for panel, picture in zip(axes.values(), built.pictures) for artist in toned(panel, picture, 1e3, every=2)]
    for line in built.lines:
        artists += dimension(axes[line.side], line)
    return artists


def mixed_views(axes: dict[str, Axes], mixed: "Mixed") -> list[Artist]:
    """The same, or that this bone was refused."""
    words = "" if mixed.bone else "refused"
    return [
        *bone_views(axes, mixed),
        *axes["right"].plot(*(1e3 * mixed.slant.T), color=COLOUR["accent"], linewidth=1.8),
        axes["above"].text(0, -19, words, ha="center", va="center", color=COLOUR["harm"], fontsize=14),
        *(handle(axes[side], 1e3 * right, 1e3 * up, name) for name, (side, (right, up)) in mixed.knobs.items()),
        *(artist for i, one in enumerate(mixed.held) for artist in held(axes["rows"], -i, one)),
    ]


def held(panel: Axes, y: float, one: "Held") -> list[Artist]:
    """A row: a dimension, and people's mean and spread, in words; below, bands of one and two standard deviations with a point."""
    alpha = 0.01 if one.off is None else 0.25
    x = float(np.clip(one.off or 0, -HELD_TO, HELD_TO))
    return [
        *(
            panel.add_artist(Rectangle((-half, y - 0.44), 2 * half, 0.36, facecolor=COLOUR["soft"], linewidth=0, alpha=alpha))
            for half in (2, 1)
        ),
        *panel.plot(x, y - 0.26, "o", markersize=8, color=COLOUR["accent"], alpha=0.01 if one.off is None else 1.0),
        panel.text(-BESIDE, y + 0.2, f"{one.name} {one.words}", ha="left", va="center", fontsize=11),
        panel.text(BESIDE, y + 0.2, one.people, ha="right", va="center", fontsize=11, color=COLOUR["soft"]),
    ]


def dimension(panel: Axes, line: "Line") -> list[Artist]:
    """A line between two points with ticks at its ends, and its words; nothing to be seen where there is no such dimension."""
    flat = line.side != "right" or line.start[1] == line.end[1]
    x, y = 1e3 * np.transpose([line.start, line.end]) if line.words.strip() else ((), ())  # mm
    ends: Look = {"marker": "|" if flat else "_", "markersize": 9, "markeredgewidth": 1.8}
    drawn = panel.plot(x, y, color=COLOUR["accent"], linewidth=1.8, **ends)
    right, up = 1e3 * np.array(line.at)
    words = panel.text(right, up, line.words, color=COLOUR["accent"], ha="center", va="center", fontsize=11, fontweight="bold", bbox=PLATE)
    return [*drawn, words]


def views_stage(figure: Figure) -> Axes:
    """A panel without axes, one unit wide, for pictures on one scale."""
    panel = figure.subplots()
    ratio = figure.get_figheight() / figure.get_figwidth()
    panel.set(xlim=(0, 1), ylim=(-ratio, 0), aspect="equal", xticks=(), yticks=(), xlabel="all views on one scale")
    panel.spines[:].set_visible(False)
    panel.grid(visible=False)
    return panel


def views(panel: Axes, sides: "Sides") -> list[Artist]:
    """Pictures side by side under their names, and a bar of a round length."""
    ratio = -panel.get_ylim()[0]
    boxes = [picture.box for picture in sides.pictures.values()]
    wide, high = np.transpose([upper - low for low, upper in boxes])
    scale = min(0.88 / wide.sum(), (ratio - 0.11) / high.max())
    gap = (1 - scale * wide.sum()) / (len(boxes) + 1)
    artists, x, bottom = [], gap, -0.045 - scale * high.max()
    for (name, picture), (low, upper) in zip(sides.pictures.items(), boxes):
        every = 2 if picture.which.max() else 1  # with its discs a spine is drawn small: fewer tones are enough
        artists += toned(panel, picture, scale, (x - scale * low[0], -0.045 - scale * upper[1]), every)
        artists.append(panel.text(x + scale * (upper - low)[0] / 2, -0.035, name, ha="center", va="bottom"))
        x += scale * (upper - low)[0] + gap
    artists += panel.plot([0.02, 0.02 + scale * sides.bar], [bottom - 0.015] * 2, color=COLOUR["ink"], linewidth=3)
    artists.append(panel.text(0.03 + scale * sides.bar, bottom - 0.015, millimetres(sides.bar), ha="left", va="center"))
    return artists


SPINE_BESIDE = (-0.22, 0.2), (-0.13, 0.53)  # m: back and front, height
NAMED = ("C4", "T1", "T6", "T12", "L5")  # levels whose names stand beside the bars


def load_stage(figure: Figure) -> tuple[Axes, Axes]:
    """A spine from the right, to scale, and beside each vertebra, at its own height, the kilograms that it carries."""
    spine, bars = figure.subplots(1, 2, width_ratios=(1, 1.4))
    to_scale(spine, *SPINE_BESIDE)
    scale_bar(spine, 0.1, "10 cm", at=(0.01, 0.03))
    spine.set_title("From the right, to scale")
    bars.set(xlim=(0, 82), ylim=SPINE_BESIDE[1], yticks=[], xticks=range(0, 61, 10), xlabel="carried by each vertebra (kg)")
    bars.spines["left"].set_visible(False)
    return spine, bars


def loads(axes: tuple[Axes, Axes], found: "Carried") -> list[Artist]:
    """The spine, coloured from the top down to the chosen level, and a bar for each level, the chosen one with its number."""
    spine, bars = axes
    chosen = LEVELS.index(found.chosen.level)
    kilos, camera = found.shares * found.mass, np.array(VIEWS["right"][:2])
    shapes = {name: outline @ camera.T for name, outline in found.outlines.items()}
    middle = np.array([(shapes[level].min(axis=0)[1] + shapes[level].max(axis=0)[1]) / 2 for level in LEVELS])
    half = -0.4 * np.diff(middle, append=2 * middle[-1] - middle[-2])
    boxes = [[(0, y - h), (kilo, y - h), (kilo, y + h), (0, y + h)] for y, h, kilo in zip(middle, half, kilos)]
    bone: Look = {"facecolor": COLOUR["bone"], "edgecolor": COLOUR["outline"], "linewidth": 0.7}
    load: Look = {"facecolor": COLOUR["pressure"], "linewidth": 0}
    artists: list[Artist] = []
    for i, shape in enumerate(shapes.values()):  # from the top down
        artists += [spine.add_artist(Polygon(shape, **bone)), spine.add_artist(Polygon(shape, alpha=0.75 if i <= chosen else 0.01, **load))]
    for level, kilo, y in zip(LEVELS, kilos, middle):
        words = level if level in NAMED and abs(y - middle[chosen]) > 0.03 else " "
        artists.append(bars.text(kilo + 1.5, y, words, va="center", fontsize=11, color=COLOUR["soft"]))
    words = f"{found.chosen.level}: {kilos[chosen]:.0f} kg"
    return [
        *artists,
        bars.add_collection(PolyCollection(boxes, facecolor=COLOUR["faint"], edgecolor=COLOUR["soft"], linewidth=0.6)),
        bars.add_artist(Polygon(boxes[chosen], **load)),
        bars.text(kilos[chosen] + 3, middle[chosen], words, va="center", fontsize=12, fontweight="bold", color=COLOUR["pressure"]),
        handle(bars, kilos[chosen], middle[chosen], "level"),
    ]
