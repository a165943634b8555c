"""Drawings of wear: what a study of so many can tell, and the habit loop; pairs of `stage(figure)` and `draw(axes, result)`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from crepitus.course import COLOUR
from crepitus.models.habit import LINKS, UNTIL, Course
from crepitus.models.risk import Interval
from explorables.svg import Stage
from explorables.theme import ASSUMED

if TYPE_CHECKING:
    from crepitus.explorers.wear import Study

PLACES = ((0.5, 0.95), (1.0, 0.3), (0.0, 0.3))  # of cracks, looseness, stiffness
NODES = ("cracks", "looseness", "felt\nstiffness")
LIMITS = (0.005, 200)


def study_stage(published: Mapping[str, Interval]) -> Stage[Axes]:
    """A stage that shows the odds ratios of `published`, by their words, above a study to come."""

    def stage(figure: Figure) -> Axes:
        axis = figure.subplots()
        axis.set(xscale="log", xlim=LIMITS, ylim=(-0.6, len(published) + 0.5), yticks=[])
        axis.set_xlabel("odds ratio of worn joints, crackers against others")
        axis.set_xticks([0.01, 0.1, 0.5, 1, 2, 10, 100], ["0.01", "0.1", "0.5", "1", "2", "10", "100"])
        axis.xaxis.set_minor_locator(NullLocator())
        axis.spines["left"].set_visible(False)
        axis.axvline(1, color=COLOUR["ink"], linewidth=0.9)
        for height, (words, found) in zip(range(len(published), 0, -1), published.items()):
            axis.hlines(height, found.low, found.high, color=COLOUR["ink"], linewidth=1.4)
            axis.plot([found.estimate], [height], color=COLOUR["ink"], marker="o")
            axis.text(0.006, height + 0.22, words, fontsize=11)
        axis.text(0.006, 0.22, "your study", color=COLOUR["motion"], fontsize=12)
        return axis

    return stage


def study(axis: Axes, result: "Study") -> list[Artist]:
    """The interval of the learner's study, and the truth that only the simulation knows."""
    low, high = max(result.found.low, LIMITS[0]), min(result.found.high, LIMITS[1])
    return [
        axis.hlines(0, low, high, color=COLOUR["motion"], linewidth=2.4),
        *axis.plot([result.found.estimate], [0], color=COLOUR["motion"], marker="o", markersize=8),
        *axis.plot([result.truth], [-0.4], color=COLOUR["ink"], marker="^", markersize=9),
        axis.text(result.truth * 1.25, -0.42, "truth", fontsize=11, va="center"),
    ]


def loop_stage(figure: Figure) -> tuple[Axes, Axes]:
    """The loop of three on the left; a year of cracks on the right."""
    loop, course = figure.subplots(1, 2, width_ratios=(1, 1.15))
    loop.set(xlim=(-0.24, 1.24), ylim=(0.1, 1.05), xticks=[], yticks=[], xlabel="dashed and crossed: cut")
    loop.spines[:].set_visible(False)
    for (x, y), words in zip(PLACES, NODES):
        loop.text(x, y, words, ha="center", va="center", fontweight="bold")
    course.set(xscale="log", yscale="log", xlim=(1e-2, UNTIL), ylim=(1, 150), xlabel="time (to a year)", ylabel="cracks a day")
    course.set_xticks([1e-2, 1, 30], ["15 min", "1 day", "1 month"])
    course.set_yticks([1, 3, 10, 30, 100], ["1", "3", "10", "30", "100"])
    for axes in (course.xaxis, course.yaxis):
        axes.set_minor_locator(NullLocator())
    return loop, course


def loop(axes: tuple[Axes, Axes], result: Course) -> list[Artist]:
    """Each link as an arrow, dashed and crossed where cut, and the cracks of a year."""
    sketch, course = axes
    artists: list[Artist] = []
    for i, (whole, words) in enumerate(zip(result.habit.links, LINKS)):
        start, end = np.array(PLACES[i]), np.array(PLACES[(i + 1) % 3])
        tail, tip = start + (0.28, 0.26, 0.2)[i] * (end - start), start + (0.84, 0.78, 0.84)[i] * (end - start)
        style = {"linewidth": 2.2} if whole else ASSUMED
        colour = COLOUR["motion"] if whole else COLOUR["soft"]
        side = (end - start) / np.hypot(*(end - start))
        barbs = [tip - 0.05 * side + 0.03 * np.array([-side[1], side[0]]) * turn for turn in (1, -1)]
        artists += sketch.plot(*zip(tail, tip), color=colour, **style)
        artists += sketch.plot(*zip(barbs[0], tip, barbs[1]), color=colour, linewidth=2.2)
        middle = (tail + tip) / 2
        cross = {"marker": "x", "markersize": 14, "markeredgewidth": 2.5} if not whole else {"marker": ""}
        artists += sketch.plot(*middle, color=COLOUR["ink"], **cross)
        place = {0: (middle[0] + 0.17, middle[1] + 0.08), 1: (middle[0], middle[1] - 0.1), 2: (middle[0] - 0.17, middle[1] + 0.08)}[i]
        artists.append(sketch.text(*place, words.replace(" ", "\n") if i != 1 else words, fontsize=10, ha="center", va="center"))
    artists += course.plot(result.time[1:], result.cracks[1:], color=COLOUR["motion"], linewidth=2.2)
    return [*artists, course.axhline(result.habit.most, color=COLOUR["ink"], linewidth=0.9)]
