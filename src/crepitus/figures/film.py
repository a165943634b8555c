"""A film that is lifted until it tears: a section to scale, its heights stretched, the pressure under it, a map of pulls. See `Picture`."""

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from crepitus.course import COLOUR
from crepitus.figures.joint import ticks
from crepitus.figures.section import BORDER, both_sides
from crepitus.models.film import TEARS, Film
from crepitus.models.joint import CURVATURE, opening_speed
from explorables.arrays import Array
from explorables.digits import significant
from explorables.drawing import handle, to_scale
from explorables.theme import ASSUMED, MODEL, Look

HALF, LOW, HIGH = 4.0, -1.7, 3.1  # mm across, and mm of the stretched heights: the picture's edges
STRETCH = 4  # times: how much higher than wide a film is drawn, as it is so thin
BEYOND = 4.3  # mm: what is further out waits here, outside of the picture
FOOT = -240  # kPa: a curve that leaves the picture goes no further, so that it keeps its points
FAINT = 0.004  # of what is not there, but keeps its points
SPECK = np.array([[2e-5], [0]])  # m: how long a mark is that has not moved
GRIP = 3.1  # mm from the middle: where the upper surface can be taken hold of
RINGS = tuple(HALF * np.linspace(1, 0, 14, endpoint=False) ** 1.5)  # mm, half widths of nested shades
MARK: Look = {"color": COLOUR["ink"], "linewidth": 3, "solid_capstyle": "round", "zorder": 2}
BODY: Look = BORDER | {"facecolor": COLOUR["disc"], "zorder": 4}
Panels = tuple[Axes, Axes, Axes]


def film_stage(figure: Figure) -> Panels:
    """Two surfaces in section; below it, pressure at the same places; on the right the map of gap and speed."""
    grid = figure.add_gridspec(2, 2, width_ratios=(21, 10), height_ratios=(17, 10))
    section, across, plane = (figure.add_subplot(place) for place in (grid[0, 0], grid[1, 0], grid[:, 1]))
    to_scale(section, (-HALF, HALF), (LOW, HIGH))
    section.set_title(f"A film in section, heights × {STRETCH}")
    section.add_patch(Polygon(body(LOW - 1, 0.0), **BODY))
    words: Look = {"fontsize": 11, "color": COLOUR["outline"], "zorder": 5, "va": "center_baseline"}
    section.text(3.85, LOW + 0.25, "cartilage", ha="right", **words)
    for x, y, length in (((-3.85, -2.85), (-1.5, -1.5), "1 mm"), ((-3.85, -3.85), (-1.3, -1.3 + 0.1 * STRETCH), "0.1 mm")):
        section.plot(x, y, color=COLOUR["outline"], linewidth=3, solid_capstyle="butt", zorder=5)
        section.text(x[1] + 0.15, y[0] if x[0] < x[1] else -1.1, length, **words)
    across.set(xlim=(-HALF, HALF), ylim=(-210, 25), yticks=[-200, -100, 0], xlabel="distance from the middle (mm)", ylabel="kPa")
    across.set_title("Pressure: bluer is lower", color=COLOUR["pressure"])
    across.axhline(-TEARS / 1e3, color=COLOUR["ink"], linewidth=0.9)
    across.text(HALF, -TEARS / 1e3 - 8, "here it boils", va="top", ha="right", fontsize=11)
    across.text(-HALF + 0.1, 3, "as around it", va="bottom", fontsize=11)
    plane.set(xscale="log", yscale="log", xlim=(7, 700), ylim=(1.2, 1700), xlabel="gap (µm)", ylabel="opening speed (mm/s)")
    plane.set_title("Where it can tear", color=COLOUR["motion"])
    ticks(plane.xaxis, (10, 100, 500))
    ticks(plane.yaxis, (2, 10, 100, 1000))
    return section, across, plane


def body(to: float, lifted: float) -> Array:
    """One of two surfaces that are round alike, its middle at `lifted` [mm], and what lies behind it as far as `to`, closed, stretched."""
    x = np.linspace(0, HALF + 0.5, 16)
    up = 1 if to > lifted else -1
    surface = STRETCH * (lifted + up * x**2 / (4e3 * CURVATURE))
    return both_sides(np.column_stack([np.r_[x, x[-1]], np.r_[surface, to]]))


def band(half: float) -> Array:
    """What stands above the lower surface within `half` [mm] of the middle, as high as the picture, closed."""
    x = np.linspace(0, half, 12)
    return both_sides(np.column_stack([np.r_[x, half], np.r_[-STRETCH * x**2 / (4e3 * CURVATURE), HIGH]]))


BANDS = tuple(map(band, RINGS))


def film_pressure(axes: Panels, film: Film) -> list[Artist]:
    """The lifted film with its tear and the ways of its fluid, its pressure, and where this pull lies on the map."""
    section, across, plane = axes
    wide = 1e3 * (film.gap + film.lift)
    gaps = np.array([1e-6, 1e-3])
    limit = opening_speed(gaps, TEARS, film.viscosity, film.curvature_radius)
    speed = 1e3 * film.opening_speed
    return [
        *shades(section, film),
        *marks(section, film),
        *tear(section, film),
        section.add_artist(Polygon(body(HIGH + 1, wide), **BODY)),
        *hand(section, film),
        handle(section, GRIP, STRETCH * (wide + GRIP**2 / (4e3 * CURVATURE)), "lift"),
        *across.plot(1e3 * film.radius, np.maximum(film.untorn / 1e3, FOOT), color=COLOUR["pressure"], **ASSUMED),
        *across.plot(1e3 * film.radius, film.pressure / 1e3, color=COLOUR["pressure"], **MODEL),
        plane.fill_between(gaps * 1e6, limit * 1e3, 1e5, color=COLOUR["motion"], alpha=0.18, linewidth=0),
        *plane.plot(gaps * 1e6, limit * 1e3, color=COLOUR["motion"], **MODEL),
        *plane.plot([1e6 * film.gap, 1e3 * wide], [speed, speed], color=COLOUR["ink"], marker="o", markevery=[1], linewidth=1.5),
        handle(plane, 1e6 * film.gap, speed, "gap", "opening_speed"),
    ]


def shades(axis: Axes, film: Film) -> list[Artist]:
    """The fluid, the bluer the lower its pressure: nested bands, each over the one before; the upper surface hides what is not film."""
    suction = np.interp(1e-3 * np.array(RINGS), film.radius[film.radius >= 0], -film.pressure[film.radius >= 0])
    shown = 0.1 + 0.8 * np.clip(suction / TEARS, 0, 1)
    before = np.r_[0, shown[:-1]]
    alphas = np.clip(np.round((shown - before) / (1 - before), 2), FAINT, 1)
    look: Look = {"facecolor": COLOUR["pressure"], "linewidth": 0, "zorder": 1}
    return [axis.add_artist(Polygon(band, alpha=float(alpha), **look)) for band, alpha in zip(BANDS, alphas)]


def marks(axis: Axes, film: Film) -> list[Artist]:
    """Bits of fluid on both sides, each with the way it has come."""
    before, now = film.marks
    gap = np.full(len(now), np.nan)
    lines: list[Artist] = []
    for side in (-1, 1):
        x, y = (np.stack([first, last, gap], axis=1).ravel() for first, last in zip(before.T + SPECK, now.T))
        drawn = STRETCH * 1e3 * (y - x**2 / (4 * film.curvature_radius))
        lines += axis.plot(side * np.minimum(1e3 * x, BEYOND), drawn, **MARK)
    return lines


def tear(axis: Axes, film: Film) -> list[Artist]:
    """The tear, as wide and as thick as the model has it, in the middle between the surfaces, with its name."""
    around = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    rounded = [np.sign(turn) * np.abs(turn) ** 0.4 for turn in (np.cos(around), np.sin(around))]
    thick = 1e3 * film.lift if film.torn else 0.0
    middle = STRETCH * 1e3 * (film.gap + film.lift) / 2
    outline = np.column_stack([1e3 * film.torn * rounded[0], middle + STRETCH * thick / 2 * rounded[1]])
    alpha = 1.0 if film.torn and film.lift else FAINT
    look: Look = {"facecolor": COLOUR["ground"], "edgecolor": COLOUR["motion"], "linewidth": 1.8, "zorder": 3, "alpha": alpha}
    return [
        axis.add_artist(Polygon(outline, **look)),
        *axis.plot([0, 0], [-0.35, middle], color=COLOUR["outline"], linewidth=0.9, zorder=5, alpha=alpha),
        axis.text(0, -0.6, "tear", fontsize=11, color=COLOUR["outline"], ha="center", va="center", zorder=5, alpha=alpha),
    ]


def hand(axis: Axes, film: Film) -> list[Artist]:
    """An arrow on the lifted surface, the longer the quicker (each tenfold speed by the same length), with its speed."""
    foot = STRETCH * 1e3 * (film.gap + film.lift) + 0.15
    long = 0.22 * np.log10(film.opening_speed / 1e-4)
    right = np.array([(0, long), (0.22, long - 0.25), (0.08, long - 0.25), (0.08, 0)])
    words = f"{significant(1e3 * film.opening_speed)} mm/s"
    return [
        axis.add_artist(Polygon(both_sides(right) + np.array([0, foot]), facecolor=COLOUR["motion"], linewidth=0, zorder=5)),
        axis.text(0.3, foot + 0.2, words, fontsize=11, color=COLOUR["outline"], zorder=5, va="center"),
    ]
