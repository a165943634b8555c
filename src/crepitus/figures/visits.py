"""Drawings of visits before a stroke: pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.ticker import NullLocator

from crepitus.course import COLOUR
from crepitus.models.risk import odds_ratio
from crepitus.models.visits import DAY
from explorables.arrays import Array
from explorables.drawing import handle
from explorables.svg import Stage
from explorables.theme import MODEL

if TYPE_CHECKING:
    from crepitus.explorers.visits import Before, Designs

SHIFT = {"general practice": 0.96, "chiropractor": 1.04}
Counts = tuple[int, int, int, int]
MARKER = {"general practice": "o", "chiropractor": "s"}
FIRST, ABOVE, BELOW = 30, 10.6, 4.6  # days before the stroke, and rows of people above and below the line, that the calendar shows
ODDS = (0.22, 75)  # beyond all that the model makes of any choice
PAIN_AT = 7.0  # rows, where the time that pain lasts is drawn
FOOT, HEAD = -3.1, PAIN_AT - 0.5  # rows, between which people stand: of more, each hides a part of the one before
HALF = np.array(  # the right side of a person, downwards, in few points: a picture holds up to a hundred people
    [(0, 0.97), (0.2, 0.92), (0.22, 0.78), (0.08, 0.69), (0.36, 0.63), (0.27, 0.36), (0.22, 0.03), (0.07, 0.03), (0, 0.32)]
)
WALKER = np.concatenate([HALF, HALF[-2:0:-1] * [-1, 1]])
HAND_TO_NECK = np.concatenate([HALF[:3], [(0.5, 0.62)], HALF[4:], HALF[-2:0:-1] * [-1, 1]])


def before_stage(tables: Mapping[str, Mapping[int, Counts]]) -> Stage[tuple[Axes, Axes]]:
    """A calendar of the last month before a stroke, and beside it measured odds ratios of `tables`, {who: {days: four counts}}."""

    def stage(figure: Figure) -> tuple[Axes, Axes]:
        calendar, odds = figure.subplots(1, 2, width_ratios=(10, 7))
        calendar.set(xlim=(-FIRST - 0.8, 2.7), ylim=(-BELOW, ABOVE), yticks=[], xlabel="days before the stroke (their last visit)")
        calendar.set_xticks([-28, -21, -14, -7, -1], ["28", "21", "14", "7", "1"])
        calendar.grid(visible=False)
        calendar.spines[["left", "bottom"]].set_visible(False)
        for week in (-28, -14):
            calendar.axvspan(week - 0.5, week + 6.5, color=COLOUR["panel"], zorder=0)
        calendar.axhline(0, color=COLOUR["soft"], linewidth=1)
        calendar.vlines(0.5, 0, ABOVE, color=COLOUR["harm"], linewidth=3)
        calendar.text(0.9, 5, "stroke", rotation=90, va="center", fontsize=11, color=COLOUR["harm"])
        calendar.set_title("At the doctor's")
        measured_odds(odds, tables)
        return calendar, odds

    return stage


def measured_odds(axis: Axes, tables: Mapping[str, Mapping[int, Counts]]) -> None:
    """Odds ratios against the length of the window, as measured."""
    axis.set(xscale="log", yscale="log", xlim=(0.8, 40), ylim=ODDS)
    axis.set(xlabel="visit within so many days", ylabel="odds ratio")
    axis.set_xticks([1, 3, 7, 14, 30], ["1", "3", "7", "14", "30"])
    axis.set_yticks([0.3, 1, 3, 10, 30], ["0.3", "1", "3", "10", "30"])
    for axes in (axis.xaxis, axis.yaxis):
        axes.set_minor_locator(NullLocator())
    axis.axhline(1, color=COLOUR["ink"], linewidth=0.9)
    for who, rows in tables.items():
        found = [odds_ratio(*counts) for counts in rows.values()]
        days = np.array(list(rows)) * SHIFT[who]
        axis.vlines(days, [f.low for f in found], [f.high for f in found], color=COLOUR["ink"], linewidth=1.2)
        face = COLOUR["ink"] if who == "general practice" else COLOUR["ground"]
        axis.plot(days, [f.estimate for f in found], linestyle="none", marker=MARKER[who], color=COLOUR["ink"], markerfacecolor=face)
    axis.set_title("● doctor, □ chiropractor")


def before(axes: tuple[Axes, Axes], result: "Before") -> list[Artist]:
    """Everybody who goes, on the way or there; what the model expects of each window; and the window that begins today."""
    calendar, odds = axes
    now, pain = result.day, result.story.onset / DAY
    groups: tuple[tuple[Array, str, Array, Array], ...] = (
        (result.cases, "ink", WALKER, np.ones(len(result.cases))),
        (result.cases[result.hurts], "harm", HAND_TO_NECK, result.in_pain[result.hurts]),
        (result.controls * [1, -1], "soft", WALKER - [0, 1], np.ones(len(result.controls))),
    )
    artists: list[Artist] = []
    above, below = (
        min(1.0, room / people[:, 1].max(initial=1)) for people, room in ((result.cases, HEAD - 1), (result.controls, -FOOT - 0.8))
    )
    for places, colour, shape, size in groups:
        at = np.stack([np.minimum(places[:, 0], now), np.where(places[:, 1] > 0, above, below) * places[:, 1]], axis=1)
        artists.append(calendar.add_artist(PathPatch(figures(shape, at, size), facecolor=COLOUR[colour], linewidth=0)))
    seen = [int((places[:, 0] <= now).sum()) for places in (result.cases, result.cases[result.hurts], result.controls)]
    here = result.ratio
    return [
        *artists,
        *calendar.plot([now, now], [FOOT, HEAD], color=COLOUR["ink"], linewidth=0.9, zorder=0.5),
        calendar.text(
            -FIRST, ABOVE - 0.3, f"stroke to come: {seen[0]} of {result.people} went,\n{seen[1]} of them in pain", va="top", fontsize=11
        ),
        calendar.text(-FIRST, 0.2 - BELOW, f"no stroke: {seen[2]} of {result.people} went", va="bottom", fontsize=11, color=COLOUR["soft"]),
        *calendar.plot([-pain, 0.5], [PAIN_AT, PAIN_AT], color=COLOUR["harm"], linewidth=2),
        calendar.text(0, PAIN_AT + 0.5, "pain, on average", ha="right", fontsize=11, color=COLOUR["harm"]),
        odds.add_artist(Rectangle((0.8, ODDS[0]), -now - 0.8, ODDS[1], facecolor=COLOUR["harm"], alpha=0.1, linewidth=0)),
        *odds.plot(result.lengths / DAY, result.ratios, color=COLOUR["harm"], **MODEL),
        odds.text(20, 1.1 * result.ratios[19], "model", color=COLOUR["harm"], ha="center", fontsize=12),
        handle(odds, -now, here, "day_before"),
        handle(calendar, -pain, PAIN_AT, "onset"),
    ]


def figures(shape: Array, places: Array, sizes: Array) -> Path:
    """People as one path: outlines (n, 2) whose feet stand at places (people, 2), each so large."""
    corners = places[:, None] + sizes[:, None, None] * np.append(shape, shape[:1], axis=0)
    codes = [Path.MOVETO, *[Path.LINETO] * (len(shape) - 1), Path.CLOSEPOLY] * len(places)
    return Path(corners.reshape(-1, 2), codes) if codes else Path(np.zeros((1, 2)))


def designs_stage(figure: Figure) -> Axes:
    """Two designs and the truth on one axis of odds ratios."""
    axis = figure.subplots()
    axis.set(xscale="log", xlim=(0.4, 60), ylim=(-0.7, 2.7), xlabel="odds ratio that the study would find")
    axis.set_yticks([2, 1, 0], ["against other people", "against own past", "true effect"])
    axis.set_xticks([0.5, 1, 2, 5, 10, 20, 50], ["0.5", "1", "2", "5", "10", "20", "50"])
    axis.xaxis.set_minor_locator(NullLocator())
    axis.axvline(1, color=COLOUR["ink"], linewidth=0.9)
    return axis


def designs(axis: Axes, result: "Designs") -> list[Artist]:
    """A bar from 1 to what each design finds, and the truth."""
    rows = ((2, result.control, COLOUR["harm"]), (1, result.crossover, COLOUR["harm"]), (0, result.truth, COLOUR["ink"]))
    artists: list[Artist] = []
    for height, ratio, colour in rows:
        artists += axis.plot([1, ratio], [height] * 2, color=colour, linewidth=9, solid_capstyle="butt")
        artists += axis.plot([ratio], [height], color=colour, marker="D", markersize=8)
        artists.append(axis.text(max(ratio, 1) * 1.4, height, f"{ratio:.1f}", va="center", color=colour, fontsize=12))
    until = f"the week until {result.lag / DAY:.0f} days before the stroke" if result.lag else "the week until the stroke"
    return [*artists, axis.text(58, -0.55, until, ha="right", fontsize=11), handle(axis, result.truth, 0, "effect")]
