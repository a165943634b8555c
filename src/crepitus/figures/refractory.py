"""Drawings of the rest a joint needs: pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`."""

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crepitus.course import COLOUR
from crepitus.figures.gas import DAY, times
from crepitus.figures.joint import ticks
from explorables.registry import number
from explorables.theme import ASSUMED, MODEL

if TYPE_CHECKING:
    from crepitus.explorers.refractory import Answers, ClosingFilm, Experiment

LONGEST = 125  # min


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


def closing_stage(figure: Figure) -> Axes:
    """Time against viscosity, both logarithmic, with twenty minutes."""
    axis = figure.subplots()
    axis.set(xscale="log", yscale="log", xlim=(0.008, 1.3e3), ylim=(1e-4, 1e6), xlabel="viscosity (Pa s)", ylabel="time to close")
    ticks(axis.xaxis, (0.01, 0.1, 1, 10, 100, 1000))
    axis.set_yticks([1e-3, 1, 60, 1200, 86400], ["1 ms", "1 s", "1 min", "20 min", "1 d"])
    axis.minorticks_off()
    axis.axhline(number("refractory_1971").si, color=COLOUR["ink"], linewidth=0.9)
    axis.text(0.01, 1.6 * number("refractory_1971").si, "a finger joint's rest", fontsize=11)
    return axis


def closing(axis: Axes, film: "ClosingFilm") -> list[Artist]:
    """The line of all viscosities for this force and narrowing, and this fluid on it."""
    viscosity = np.array([1e-3, 1e4])
    return [
        *axis.plot(viscosity, film.time * viscosity / film.viscosity, color=COLOUR["motion"], **MODEL),
        *axis.plot([film.viscosity], [film.time], color=COLOUR["ink"], marker="o", markersize=9),
    ]


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
