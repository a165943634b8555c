"""Drawings of people who are counted: a thousand little figures, sorted as they are called in, and a share that settles meanwhile.

Pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`.
"""

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon
from matplotlib.text import Annotation
from matplotlib.ticker import NullLocator

from crepitus.course import COLOUR
from crepitus.models.risk import what_fits
from explorables.arrays import Indices
from explorables.drawing import handle
from explorables.icon_array import Box, above, columns_for, seats, strips
from explorables.theme import MODEL

if TYPE_CHECKING:
    from crepitus.explorers.people import Thousands

PEOPLE = 1000
COLUMNS = columns_for(PEOPLE)
ROWS = PEOPLE // COLUMNS
PALER = 0.55  # opacity of who has not what is counted
SEEN = np.unique(np.geomspace(1, PEOPLE, 60).astype(int))  # of the people called in: where a curve has its points
MARKERS = "os"
HANDLE_AT = 106  # %
STUDY = 1300  # of the people called in: where the studies' own shares stand


def thousands_stage(figure: Figure) -> tuple[Axes, ...]:
    """Two thousands beside each other, and below, the share that has it so far."""
    mosaic = figure.subplot_mosaic([["left", "right"], ["share", "share"]], height_ratios=(29, 20))
    for name in ("left", "right"):
        crowd_stage(mosaic[name], 2, who="")
    share_stage(mosaic["share"], "counted so far", "have it (%)")
    mosaic["share"].set_xlim(0.85, 1.3 * STUDY)
    mosaic["share"].text(STUDY, 78, "study", fontsize=11, ha="center")
    figure.supxlabel("red: have it  ·  grey: do not  ·  pale: not yet counted", fontsize=11)
    return tuple(mosaic.values())


def thousands(axes: tuple[Axes, ...], result: "Thousands") -> list[Artist]:
    """Who has it from the upper left, who has not from the lower right; the shares so far, with what they allow; the studies' own."""
    *crowds, shares = axes
    artists: list[Artist] = [shares.axvline(result.called, color=COLOUR["ink"], linewidth=0.9)]
    heights = beside(*(100 * met[result.called, 0] / result.called for met in result.met))
    for i, (axis, group, risk, met) in enumerate(zip(crowds, result.groups, result.risks, result.met)):
        have, have_not = met[result.called]
        artists += [
            above(axis, f"{group.words}\n{have:,} have it, {have_not:,} do not"),
            below(axis, result.who[i]),
            axis.add_artist(strips(0, have, COLUMNS, ROWS, facecolor=COLOUR["harm"])),
            axis.add_artist(strips(PEOPLE - have_not, PEOPLE, COLUMNS, ROWS, facecolor=COLOUR["soft"], alpha=PALER)),
            *share_so_far(shares, result.called, met[:, 0], met.sum(axis=1), MARKERS[i]),
            shares.text(np.clip(result.called, 2.2, 400), heights[i], result.short[i], fontsize=11, ha="center", color=COLOUR["harm"]),
        ]
        at = STUDY * (0.9, 1.1)[i]
        artists += shares.plot([at, at], [100 * risk.low, 100 * risk.high], color=COLOUR["ink"], linewidth=1.4)
        artists += shares.plot([at], [100 * risk.estimate], color=COLOUR["ink"], marker=MARKERS[i], markersize=6)
    return [*artists, handle(shares, result.called, HANDLE_AT, "called")]


def beside(one: float, other: float) -> tuple[float, float]:
    """Heights of the words beside two shares (%), so that they touch neither each other nor the axis."""
    high, low = max(one, other) + 9, min(one, other) - 19
    if low < 4:
        low = min(one, other) + 9
        high = max(high, low + 17)
    return (high, low) if one >= other else (low, high)


def below(axis: Axes, who: str) -> Annotation:
    """What one figure stands for, where `crowd_stage` says it of people."""
    words = f"{PEOPLE:,} {who}, one figure each"
    return axis.annotate(words, (COLUMNS / 2, ROWS), (0, -4), textcoords="offset points", ha="center", va="top", fontsize=11)


def crowd_stage(axis: Axes, lines: int, box: Box = (0, 1), who: str = "people", **looks: Any) -> None:
    """A thousand pale people, with room for so many lines of words above; `box` as for `strips`, `looks` as for `seats`."""
    seats(axis, COLUMNS, ROWS, **looks)
    axis.set_title("\n" * lines)
    axis.set_xlabel(f"{PEOPLE:,} {who}, one figure each" if who else " ", fontsize=11)
    axis.add_artist(strips(0, PEOPLE, COLUMNS, ROWS, box, facecolor=COLOUR["faint"]))


def share_stage(axis: Axes, among: str, share: str) -> None:
    """Axes for a share that settles while people are called in."""
    axis.set(xscale="log", xlim=(0.85, 1180), ylim=(-4, 116), yticks=[0, 50, 100], xlabel=among, ylabel=share)
    axis.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1,000"])
    axis.xaxis.set_minor_locator(NullLocator())


def share_so_far(axis: Axes, called: int, hits: Indices, of: Indices, marker: str = "o") -> list[Artist]:
    """How a share went while people were called in, up to `called`, and all that the counts allow; hits and of: after 0, 1, 2... people."""
    at = np.minimum(SEEN, called)
    low, high = what_fits(hits[at], of[at])
    share = 100 * hits[at] / np.maximum(of[at], 1)
    band = np.concatenate([np.stack([at, 100 * low], axis=1), np.stack([at, 100 * high], axis=1)[::-1]])
    return [
        axis.add_artist(Polygon(band, facecolor=COLOUR["harm"], alpha=0.16, linewidth=0)),
        *axis.plot(at, share, color=COLOUR["harm"], **MODEL),
        *axis.plot([called], share[-1:], color=COLOUR["harm"], marker=marker, markersize=7),
    ]
