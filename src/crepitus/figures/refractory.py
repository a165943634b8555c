"""Drawings of the rest a joint needs: pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`."""

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from crepitus.course import COLOUR
from crepitus.figures.gas import DAY, times
from crepitus.figures.joint import ticks
from crepitus.figures.section import BORDER, CARTILAGE, apart, both_sides
from crepitus.models.film import ClosingFilm
from crepitus.models.joint import CURVATURE
from explorables.arrays import Array
from explorables.digits import significant
from explorables.drawing import handle, scale_bar, to_scale
from explorables.registry import number
from explorables.theme import ASSUMED, MODEL

if TYPE_CHECKING:
    from crepitus.explorers.refractory import Answers, Experiment

LONGEST = 125  # min
WIDE, EDGE, LOW, HIGH = 7.4, 7.2, -2.6, 8.6  # mm: the film's picture, half its width and that of the surfaces, its foot and its top
BONE = 3.2  # mm: how far the bone above is drawn


def experiment_stage(figure: Figure) -> tuple[Axes, Axes]:
    """Joints as lines between two tries, above; the estimate with its interval and the truth, below."""
    joints, result = figure.subplots(2, 1, sharex=True, height_ratios=(4, 1))
    joints.set(xlim=(0, LONGEST - 5), ylim=(-0.03, 1.03), yticks=[], ylabel="joints")
    joints.set_title("Each line: it had not cracked yet, then it did")
    result.set(ylim=(-1, 1), yticks=[], ylabel="median", xlabel="time since the first crack (min)")
    return joints, result


def experiment(axes: tuple[Axes, Axes], done: "Experiment") -> list[Artist]:
    """What was seen of each joint, and what follows from it."""
    joints, result = axes
    order = np.argsort(done.trials.after + 1e-9 * done.trials.by)
    after, by = (np.minimum(times[order] / 60, LONGEST) for times in (done.trials.after, done.trials.by))
    height = np.linspace(1, 0, len(order) + 2)[1:-1]
    low, high = done.found.low / 60, min(done.found.high / 60, LONGEST)
    return [
        joints.hlines(height, after, by, color=COLOUR["ink"], linewidth=2),
        joints.axvline(done.truth / 60, color=COLOUR["motion"], linewidth=2),
        joints.text(done.truth / 60 + 1, 0.99, "truth", color=COLOUR["motion"], va="top", fontsize=11),
        result.axvline(done.truth / 60, color=COLOUR["motion"], linewidth=2),
        *result.plot([low, high], [0, 0], color=COLOUR["ink"], linewidth=2),
        *result.plot([done.found.median / 60], [0], color=COLOUR["ink"], marker="o", markersize=8),
    ]


def closing_stage(figure: Figure) -> tuple[Axes, Axes]:
    """The film in section, to scale, and beside it its gap against time, both logarithmic, with twenty minutes."""
    film, axis = figure.subplots(1, 2, width_ratios=(6, 5))
    to_scale(film, (-WIDE, WIDE), (LOW, HIGH))
    film.set_title("The film, section to scale")
    x = np.array([-EDGE, EDGE, EDGE, -EDGE])
    for top, bottom, colour in ((0, -CARTILAGE, "disc"), (-CARTILAGE, LOW, "bone")):
        film.add_patch(Polygon(np.column_stack([x, [top, top, bottom, bottom]]), facecolor=COLOUR[colour], **BORDER))
    scale_bar(film, 1, "1 mm", at=(0.07, 0.04))
    film.text(EDGE - 0.3, -0.5, "cartilage", color=COLOUR["outline"], fontsize=11, ha="right", va="center")
    film.text(EDGE - 0.3, LOW + 0.6, "bone", color=COLOUR["outline"], fontsize=11, ha="right", va="center")
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
    )
    return [
        *(section.add_artist(Polygon(outline, **look)) for outline, look in shapes),
        *section.plot(*apart([np.array([(at, 0), (at, gap + rise(at))]) for at in x]).T, color=COLOUR["pressure"], linewidth=1.6),
        section.text(0.9, foot + 0.75, f"{significant(film.force)} N", color=COLOUR["pressure"], fontsize=11, va="center"),
        *axis.plot(passed, 1e3 * film.gap * np.exp(-fallen), color=COLOUR["motion"], **MODEL),
        handle(axis, max(film.time, 1.3e-5), gap, "narrowing"),
        handle(section, 0, foot + length, "force"),
    ]


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
