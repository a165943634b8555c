"""A drawing of what a study of so many can tell, a pair of `stage(figure)` and `draw(axes, result)`; and one that jumps."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.ticker import NullLocator

from crepitus.course import COLOUR
from crepitus.models.risk import Interval
from explorables.drawing import handle
from explorables.svg import Draw, Stage
from explorables.theme import ASSUMED

if TYPE_CHECKING:
    from crepitus.explorers.wear import Study

LIMITS = (0.005, 200)
REPEATS = 20  # of a study
KNOB_AT = -REPEATS - 0.5  # below them
NOWHERE = Path([(0, 0), (0, 0)])  # nothing to be seen


def study_stage(published: Callable[[], Mapping[str, Interval]]) -> Stage[Axes]:
    """A stage that shows the odds ratios that `published` gives, by their words, above studies to come."""

    def stage(figure: Figure) -> Axes:
        axis, known = figure.subplots(), published()
        axis.set(xscale="log", xlim=LIMITS, ylim=(-REPEATS - 1.6, 2.4 * len(known) + 3.4), yticks=[])
        axis.set_xlabel("odds ratio of worn joints, crackers against others")
        axis.set_xticks([0.01, 0.1, 0.5, 1, 2, 10, 100], ["0.01", "0.1", "0.5", "1", "2", "10", "100"])
        axis.xaxis.set_minor_locator(NullLocator())
        axis.spines["left"].set_visible(False)
        axis.axvline(1, color=COLOUR["ink"], linewidth=0.9)
        for row, (words, found) in enumerate(reversed([*known.items()])):
            height = 2.6 + 3.2 * row
            axis.hlines(height, found.low, found.high, color=COLOUR["ink"], linewidth=1.4)
            axis.plot([found.estimate], [height], color=COLOUR["ink"], marker="o")
            axis.text(0.006, height + 0.5, words, fontsize=11)
        axis.text(0.006, 0.5, "your study, again and again", color=COLOUR["motion"], fontsize=11)
        return axis

    return stage


def study(axis: Axes, result: "Study") -> list[Artist]:
    """The intervals of the learner's studies, thick and filled where 1 is left out, and the truth that only the simulation knows."""
    rows = np.array([[max(found.low, LIMITS[0]), found.estimate, min(found.high, LIMITS[1])] for found in result.found])
    clear = (rows[:, 0] >= 1) | (rows[:, 2] <= 1)
    artists: list[Artist] = [axis.axvline(result.truth, color=COLOUR["motion"], **ASSUMED)]
    for shown, width, face in ((~clear, 1.2, "ground"), (clear, 2.6, "motion")):
        low, middle, high = rows[shown].T
        height = -1.0 * np.flatnonzero(shown)
        gap = np.full(len(height), np.nan)
        ends, heights = np.stack([low, high, gap], axis=1).ravel(), np.stack([height, height, gap], axis=1).ravel()
        artists += axis.plot(ends, heights, color=COLOUR["motion"], linewidth=width)
        artists += axis.plot(middle, height, "o", color=COLOUR["motion"], markerfacecolor=COLOUR[face], markersize=4.5)
    return [
        *artists,
        axis.text(result.truth * 1.35, KNOB_AT, "truth", fontsize=11, va="center", color=COLOUR["motion"]),
        handle(axis, result.truth, KNOB_AT, "true_ratio"),
    ]


def jumping(draw: Draw[Any, Any], step: Callable[[Any], int]) -> Draw[Any, Any]:
    """The same drawing, whose filled people jump from state to state as their words do: each `step` has another number of points."""

    def jump(axes: Any, result: Any) -> list[Artist]:
        artists = [*draw(axes, result)]
        for artist in artists:
            if isinstance(artist, PathPatch):
                artist.set_path(Path.make_compound_path(artist.get_path(), *[NOWHERE] * step(result)))
        return artists

    return jump
