"""Drawings of signs and diseases: crowds counted out, and one sign in places where the disease is rarer or more frequent.

Pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from crepitus.course import COLOUR
from crepitus.figures.joint import ticks
from crepitus.models.warning import Crowd
from explorables.registry import number
from explorables.svg import Draw, Stage
from explorables.theme import MODEL, Look

if TYPE_CHECKING:
    from crepitus.explorers.warning import Again, Counted, Elsewhere

PEOPLE, COLUMNS = 1000, 40
LARGE, SMALL = 0.84, 0.36  # of a person's place
LEGEND = "large: with the sign   ·   small: without   ·   red: ill   ·   grey: well"


def crowds(words: Sequence[str]) -> tuple[Stage[list[Axes]], Draw[list[Axes], "Counted"]]:
    """The pair of functions that stage and draw arrays of 1,000 people, one under each of `words`; the result has as many `crowds`."""

    def stage(figure: Figure) -> list[Axes]:
        axes = list(figure.subplots(1, len(words), squeeze=False)[0])
        for axis, said in zip(axes, words):
            axis.set(xlim=(-0.5, COLUMNS + 0.5), ylim=(PEOPLE / COLUMNS + 0.5, -0.5), aspect="equal", xticks=[], yticks=[])
            axis.set_title(f"{said}\n\n")
            axis.set_xlabel(f"{PEOPLE:,} people, one square each", fontsize=11)
            axis.spines[:].set_visible(False)
        figure.supxlabel(LEGEND, fontsize=11)
        return axes

    def draw(axes: list[Axes], result: "Counted") -> list[Artist]:
        return [part for axis, counted in zip(axes, result.crowds) for part in crowd(axis, counted)]

    return stage, draw


def crowd(axis: Axes, counted: Crowd) -> list[Artist]:
    """One array of four kinds of people, the ill first, and how many of those with the sign are ill."""
    ends = np.cumsum([0, counted.ill_flagged, counted.ill_missed, counted.well_flagged, counted.well_clear]).astype(int)
    looks = (("harm", LARGE), ("harm", SMALL), ("soft", LARGE), ("soft", SMALL))
    said = f"{counted.flagged:,} with the sign:\n{counted.ill_flagged:,} ill, {counted.well_flagged:,} well"
    people = [row_of_squares(axis, start, end, COLUMNS, look) for start, end, look in zip(ends, ends[1:], looks)]
    return [axis.text(0, -0.8, said, va="bottom", fontsize=11), *people]


def row_of_squares(axis: Axes, start: int, end: int, columns: int, look: tuple[str, float]) -> PathPatch:
    """The squares of people number `start` to `end`, counted along the rows from the upper left corner.

    A row is one thick dashed line, a dash for each square: a thousand squares of their own would take ten times as long to write.
    """
    colour, side = look
    cell = abs(axis.transData.transform((1, 0)) - axis.transData.transform((0, 0)))[0]
    margin = (1 - side) / 2
    points = []
    for row in range(start // columns, -(-end // columns)) if end > start else ():
        first, last = max(start, row * columns) - row * columns, min(end, (row + 1) * columns) - row * columns
        points += [(first + margin, row + 0.5), (last - margin, row + 0.5)]
    path = Path(points or [(0, 0)], [Path.MOVETO, Path.LINETO] * (len(points) // 2) or [Path.MOVETO])
    dashes: Look = {"linestyle": (0, (1, 1 / side - 1)), "linewidth": side * cell, "capstyle": "butt"}
    squares = PathPatch(path, fill=False, edgecolor=COLOUR[colour], snap=False, **dashes)
    axis.add_patch(squares)
    return squares


def places_stage(figure: Figure) -> Axes:
    """Chance of disease with a sign against the chance without knowing it, and the one that was measured."""
    axis = figure.subplots()
    axis.set(xscale="log", xlim=(0.08, 60), ylim=(-2, 102), xlabel="ill among those who come (%)", ylabel="chance to be ill (%)")
    ticks(axis.xaxis, (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50))
    shares = np.geomspace(0.08, 60, 60)
    axis.plot(shares, shares, color=COLOUR["soft"], linewidth=0.9)
    axis.text(34, 30, "sign not\nasked", color=COLOUR["soft"], fontsize=11, va="top")
    found, meaning = number("enthoven_fractures"), number("enthoven_meaning")
    low, high = map(float, meaning.interval or (meaning.printed, meaning.printed))
    share = 100 * found.si / number("enthoven_people").si
    axis.vlines(share, low, high, color=COLOUR["ink"], linewidth=1.2)
    axis.plot([share], [float(meaning.printed)], color=COLOUR["ink"], marker="o", markersize=6)
    axis.text(0.92 * share, high, "measured: a fall or blow,\npeople over 55", ha="right", va="top", fontsize=11)
    return axis


def places(axis: Axes, result: "Elsewhere") -> list[Artist]:
    """Both curves for this sign, and both chances in this place."""
    here = 100 * result.prior
    curves = (
        (result.with_sign, result.present, "harm", "o", "● sign there", 96),
        (result.without_sign, result.absent, "relief", "s", "■ sign not there", 88),
    )
    artists: list[Artist] = [axis.axvline(here, color=COLOUR["faint"], linewidth=1.5, zorder=0.5)]
    for curve, value, name, marker, words, height in curves:
        artists += axis.plot(100 * result.priors, 100 * curve, color=COLOUR[name], **MODEL)
        artists += axis.plot([here], [100 * value], color=COLOUR[name], marker=marker, markersize=9)
        artists.append(axis.text(0.088, height, words, color=COLOUR[name], fontsize=11, va="top"))
    return artists


def again_stage(figure: Figure) -> Axes:
    """Chance that a noise needs no rest, against the time between two."""
    axis = figure.subplots()
    axis.set(xscale="log", xlim=(0.08, 150), ylim=(45, 117), xlabel="a noise every so many minutes", ylabel="chance: needs no rest (%)")
    axis.set_yticks(range(50, 101, 10))
    ticks(axis.xaxis, (0.1, 0.3, 1, 3, 10, 30, 100))
    axis.axhline(50, color=COLOUR["soft"], linewidth=0.9)
    axis.text(0.09, 50.6, "nothing known: half and half", color=COLOUR["soft"], fontsize=11)
    return axis


def again(axis: Axes, result: "Again") -> list[Artist]:
    """The curve for so many noises and joints, and this pace on it; above, which joint would make each noise if they need a rest."""
    turns = ", ".join(str(noise % result.joints + 1) for noise in range(result.times))
    return [
        axis.text(0.09, 110, f"joints in turn: {turns}", fontsize=12),
        *axis.plot(result.paces / 60, 100 * result.chances, color=COLOUR["sound"], **MODEL),
        *axis.plot([result.every / 60], [100 * result.chance], color=COLOUR["ink"], marker="o", markersize=9),
    ]
