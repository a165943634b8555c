"""Drawings of the rest a joint needs: pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`."""

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import scipy
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.path import Path

from crepitus.course import COLOUR
from crepitus.figures.gas import DAY, times
from crepitus.figures.joint import ticks
from crepitus.figures.person import RIGHT_HALF, smooth
from crepitus.figures.section import BORDER, CARTILAGE, apart, both_sides
from crepitus.models.closing_film import ClosingFilm
from crepitus.models.joint import CURVATURE
from explorables.arrays import Array
from explorables.digits import significant
from explorables.drawing import handle, in_front, scale_bar, to_scale, until
from explorables.registry import number
from explorables.theme import ASSUMED, MODEL, Look

if TYPE_CHECKING:
    from crepitus.explorers.refractory import Answers, Experiment


def person(rays: bool) -> Path:
    """A person from behind, with the rays of a crack or without, as a marker."""
    right = smooth(RIGHT_HALF, 30) - [0, 0.84]
    around = np.concatenate([right, right[::-1] * [-1, 1]])
    room = [(0, 1.32), (0, -1.32)]  # either is as large
    strokes = np.reshape(RAYS, (-1, 2)) if rays else np.zeros((0, 2))
    codes = [Path.MOVETO] * 3 + [Path.LINETO] * (len(around) - 1) + [Path.MOVETO, Path.LINETO] * (len(strokes) // 2)
    return Path(np.concatenate([room, around, strokes]), codes)


LONGEST = 140  # min
ROWS = {5: (1, 84), 20: (2, 52), 80: (4, 27)}  # of so many people, and how tall each is with its rays [points]
RAYS = ((-0.22, 1.0, -0.42, 1.16), (0, 1.08, 0, 1.32), (0.22, 1.0, 0.42, 1.16))  # above a head, in metres from the middle of a person
WIDE, EDGE, LOW, BASE, HIGH = 7.4, 7.2, -4.4, -2.6, 8.2  # mm: the film's picture, half its width and that of the surfaces, heights
BONE = 3.2  # mm: how far the bone above is drawn
TIMES, LENS, ROUND, FLOOR = 20, np.array([5.4, 6.3]), 1.6, -0.9  # of the magnifier, how much, and in mm: middle, radius, lower surface

KEY = "line: cracked again  ·  grey: what the tries allow\ndashed: ready, the truth  ·  dot: median, 95 % interval"


@cache
def standing() -> dict[str, Look]:
    """How people look whose joint is in a state, by the state's name."""
    return {
        "resting": {"marker": person(False), "markerfacecolor": COLOUR["ground"], "markeredgecolor": COLOUR["soft"]},
        "ready, silent": {"marker": person(False), "markerfacecolor": COLOUR["motion"], "markeredgecolor": COLOUR["motion"]},
        "cracked again": {"marker": person(True), "markerfacecolor": COLOUR["sound"], "markeredgecolor": COLOUR["sound"]},
    }


def experiment_stage(figure: Figure) -> tuple[Axes, Axes]:
    """A place for the people, above; shares of them against time with two published rests, below."""
    people, shares = figure.subplots(2, 1, height_ratios=(5, 8))
    people.set(xlim=(0, 1), ylim=(0, 1))
    people.set_axis_off()
    for at, (words, look) in zip((0.02, 0.3, 0.66), standing().items()):
        people.plot([at], [1.12], linestyle="none", markersize=20, markeredgewidth=0.7, clip_on=False, **look)
        people.text(at + 0.03, 1.12, words, fontsize=11, va="center")
    shares.set(xlim=(0, LONGEST), ylim=(-24, 164), ylabel="share of the joints (%)", xlabel=f"time since the first crack (min)\n{KEY}")
    shares.set_yticks([-15, 0, 50, 100], ["tries", "0", "50", "100"])
    minutes = np.linspace(0, LONGEST, 71)
    truth = scipy.special.ndtr(np.log(np.maximum(minutes, 1e-9) * 60 / number("simulated_median").si) / number("simulated_spread").si)
    shares.plot(minutes, 100 * truth, color=COLOUR["motion"], zorder=4, **ASSUMED)
    fingers, low, high = (number(f"refractory_{which}").si / 60 for which in ("1971", "lumbar_low", "lumbar_high"))
    published: Look = {"color": COLOUR["ink"], "marker": "o", "markersize": 7, "linewidth": 0.9}
    shares.plot([fingers], [152], **published)
    shares.text(fingers + 4, 152, f"fingers, 1971: {fingers:.0f} min", fontsize=11, va="center")
    shares.plot([low, high], [115] * 2, **published, markerfacecolor=COLOUR["ground"])
    shares.text(low - 2, 131, "lower back, recalled", fontsize=11, va="center")
    return people, shares


def experiment(axes: tuple[Axes, Axes], done: "Experiment") -> list[Artist]:
    """Who stands how at this moment, what was seen until then, and what follows from it."""
    people, shares = axes
    now, count = done.now / 60, len(done.ready)
    cracked, ready = (np.asarray(times <= done.now) for times in (done.trials.by, done.ready))
    rows, tall = ROWS[count]
    place = np.arange(count)
    x, y = (place % (count // rows) + 0.5) * rows / count, 1 - (place // (count // rows) + 0.5) / rows
    after, by = (np.sort(times) / 60 for times in (done.trials.after, done.trials.by))
    at = np.unique(np.clip(np.concatenate([[0], after, by, [LONGEST]]), 0, LONGEST))
    known, allowed = (100 * np.searchsorted(times, at, side="right") / count for times in (by, after))
    low, high = done.found.low / 60, min(done.found.high / 60, LONGEST)
    told = [] if done.now < done.every else [min(done.found.median / 60, LONGEST)]
    tries = np.arange(done.every / 60, LONGEST, done.every / 60)
    return [
        *(
            artist
            for who, look in zip((~ready & ~cracked, ready & ~cracked, cracked), standing().values())
            for artist in people.plot(x[who], y[who], linestyle="none", markersize=tall, markeredgewidth=0.7, clip_on=False, **look)
        ),
        shares.fill_between(at, known, allowed, step="post", color=COLOUR["soft"], alpha=0.3, linewidth=0),
        *shares.step(at, known, where="post", color=COLOUR["sound"], linewidth=2),
        *shares.plot(tries, 0 * tries - 15, color=COLOUR["ink"], linestyle="none", marker="|", markersize=9),
        *until(shares, now, 0, 101.5),
        *shares.plot([low, high] if told else [], [50, 50] if told else [], color=COLOUR["ink"], linewidth=2, zorder=6),
        *shares.plot(told, [50] * len(told), color=COLOUR["ink"], linestyle="none", marker="o", markersize=9, zorder=6),
        handle(shares, now, 101.5, "now"),
        handle(shares, done.every / 60, -15, "every"),
    ]


def closing_stage(figure: Figure) -> tuple[Axes, Axes]:
    """The film in section, to scale, and beside it its gap against time, both logarithmic, with twenty minutes."""
    film, axis = figure.subplots(1, 2, width_ratios=(6, 5))
    to_scale(film, (-WIDE, WIDE), (LOW, HIGH))
    film.set_title("The film, section to scale")
    x = np.array([-EDGE, EDGE, EDGE, -EDGE])
    for top, bottom, colour in ((0, -CARTILAGE, "disc"), (-CARTILAGE, BASE, "bone")):
        film.add_patch(Polygon(np.column_stack([x, [top, top, bottom, bottom]]), facecolor=COLOUR[colour], **BORDER))
    scale_bar(film, 1, "1 mm", at=(0.02, 0.02))
    film.text(EDGE - 0.3, -0.5, "cartilage", color=COLOUR["outline"], fontsize=11, ha="right", va="center")
    film.text(EDGE - 0.3, BASE + 0.8, "bone", color=COLOUR["outline"], fontsize=11, ha="right", va="center")
    magnifier(film)
    times(axis, 1e-5, 4e5, ("1 ms", "1 s", "1 min", "1 h", "1 d"))
    axis.set(yscale="log", ylim=(1.5e-3, 1.6), xlabel="time", ylabel="gap (mm)")
    ticks(axis.yaxis, (0.001, 0.01, 0.1, 1))
    axis.set_ylim(1.5e-3, 1.6)
    rest = number("refractory_1971")
    axis.axvline(rest.si, color=COLOUR["ink"], linewidth=0.9)
    axis.text(0.75 * rest.si, 2e-3, f"a finger joint's rest, {rest.printed} minutes", fontsize=11, rotation=90, ha="right")
    return film, axis


def closing(axes: tuple[Axes, Axes], film: ClosingFilm) -> list[Artist]:
    """The film at this moment, the force, and the moment on the curve of all moments."""
    section, axis = axes
    gap, columns = 1e3 * film.closed, 1e3 * film.columns
    across = np.linspace(-EDGE, EDGE, 41)
    above = gap + rise(across)
    foot, length = gap + BONE, 1 + 0.5 * np.log10(film.force / 1e-3)
    arrow = np.array([(0, foot), (0.55, foot + 0.7), (0.16, foot + 0.7), (0.16, foot + length)])
    x = np.concatenate([-columns[::-1], [0], columns])
    fallen = np.geomspace(1e-4, 7, 60)  # logarithm of how far the gap has narrowed
    passed = film.time * fallen / np.log(film.gap / film.closed)
    shapes = (
        (
            np.column_stack([np.r_[across, across[::-1]], np.r_[0 * across, above[::-1]]]),
            {"facecolor": COLOUR["pressure"], "alpha": 0.25, "linewidth": 0},
        ),
        (np.column_stack([np.r_[across, EDGE, -EDGE], np.r_[above, foot, foot]]), {"facecolor": COLOUR["bone"], **BORDER}),
        (np.column_stack([np.r_[across, across[::-1]], np.r_[above, above[::-1] + CARTILAGE]]), {"facecolor": COLOUR["disc"], **BORDER}),
        (both_sides(arrow), {"facecolor": COLOUR["pressure"], "linewidth": 0}),
        (segment(FLOOR + TIMES * gap), {"facecolor": COLOUR["disc"], **BORDER}),
    )
    return [
        *(section.add_artist(Polygon(outline, **look)) for outline, look in shapes),
        *section.plot(*apart([np.array([(at, 0), (at, gap + rise(at))]) for at in x]).T, color=COLOUR["pressure"], linewidth=1.6),
        section.text(0.9, foot + 0.75, f"{significant(film.force)} N", color=COLOUR["pressure"], fontsize=11, va="center"),
        *axis.plot(passed, 1e3 * film.gap * np.exp(-fallen), color=COLOUR["motion"], **MODEL),
        handle(axis, max(film.time, 1.3e-5), gap, "narrowing"),
        handle(section, 0, foot + length, "force"),
    ]


def magnifier(axis: Axes) -> None:
    """A round window in which the contact is larger, with a bar of its own; where the upper surface is, `closing` says."""
    in_front(axis, Line2D([0, LENS[0] - 0.6 * ROUND], [0, LENS[1] - 0.8 * ROUND], color=COLOUR["outline"], linewidth=0.8))
    axis.add_patch(Polygon(segment(-ROUND), facecolor=COLOUR["pressure"], alpha=0.25, linewidth=0))
    axis.add_patch(Polygon(segment(-FLOOR) * [1, -1] + [0, 2 * LENS[1]], facecolor=COLOUR["disc"], **BORDER))
    axis.add_patch(Polygon(segment(-ROUND), facecolor="none", **BORDER))
    axis.plot([1.9, 2.9], [6.9, 6.9], color=COLOUR["ink"], linewidth=3, solid_capstyle="butt")
    axis.text(2.4, 7.1, f"{1 / TIMES:g} mm", fontsize=11, ha="center")
    axis.text(2.4, 6.65, f"{TIMES} ×", fontsize=11, ha="center", va="top")


def segment(height: float) -> Array:
    """What of the magnifier's circle lies above a height over its middle, an outline (n, 2)."""
    low = np.arcsin(np.clip(height / ROUND, -1, 0.98))  # never nothing, which would have fewer points
    around = np.linspace(low, np.pi - low, 41)
    return LENS + ROUND * np.stack([np.cos(around), np.sin(around)], axis=1)


def rise(radius: Array) -> Array:
    """How far the upper surface stands above its lowest point [mm], `radius` [mm] from there."""
    return radius**2 / (2e3 * CURVATURE)


def waits_stage(figure: Figure) -> Axes:
    """A logarithmic axis of waiting times."""
    axis = figure.subplots()
    times(axis, 30, 2 * DAY)
    axis.set(ylim=(-0.6, 3.8), yticks=[], xlabel="waiting time")
    axis.spines["left"].set_visible(False)
    return axis


def waits(axis: Axes, answers: "Answers") -> list[Artist]:
    """Each answer with its words: filled if read in a study, hollow if second-hand, dashed if ours."""
    artists: list[Artist] = []
    for height, row in enumerate(reversed(answers.rows)):
        colour = COLOUR["motion"] if row.evidence == "ours" else COLOUR["ink"]
        face = COLOUR["ground"] if row.evidence == "second-hand" else colour
        line = ASSUMED if row.evidence == "ours" else {"linewidth": 1}
        ends = [row.low, row.high]
        artists += axis.plot(ends, [height] * 2, color=colour, marker="o", markersize=8, markerfacecolor=face, **line)
        artists.append(axis.text(33, height + 0.22, row.words, fontsize=11))
    return artists
