"""Drawings of people who are counted, of rates, of what was never seen, and of forces.

Pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`.
"""

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon
from matplotlib.ticker import NullLocator

from crepitus.course import COLOUR
from crepitus.models.risk import exact_ends
from explorables.arrays import Indices
from explorables.digits import significant
from explorables.drawing import handle
from explorables.icon_array import above, columns_for, seats, strips
from explorables.theme import ASSUMED, DISPUTED, MODEL

if TYPE_CHECKING:
    from crepitus.explorers.risk import Forces, OneIn, Thousands, Watched

PEOPLE = 1000
COLUMNS = columns_for(PEOPLE)
ROWS = PEOPLE // COLUMNS
PALER = 0.55  # opacity of who has not what is counted
SEEN = np.unique(np.geomspace(1, PEOPLE, 60).astype(int))  # of the people called in: where a curve has its points
MARKERS = "os"
HANDLE_AT = 106  # %
STUDY = 1300  # of the people called in: where the studies' own shares stand
ONE_IN = (1e2, 3e9)
NEWTON = (20, 2e4)


def thousands_stage(figure: Figure) -> tuple[Axes, ...]:
    """Two thousands beside each other, and below, the share that has it so far."""
    mosaic = figure.subplot_mosaic([["left", "right"], ["share", "share"]], height_ratios=(29, 20))
    for name in ("left", "right"):
        crowd_stage(mosaic[name], 2)
    share_stage(mosaic["share"], "people counted", "have it so far (%)")
    mosaic["share"].set_xlim(0.85, 1.3 * STUDY)
    mosaic["share"].text(STUDY, 78, "study", fontsize=11, ha="center")
    figure.supxlabel("dark: have it  ·  grey: do not  ·  pale: not yet counted", fontsize=11)
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


def crowd_stage(axis: Axes, lines: int, **looks: Any) -> None:
    """A thousand pale people, with room for so many lines of words above; `looks` as for `seats`."""
    seats(axis, COLUMNS, ROWS, **looks)
    axis.set_title("\n" * lines)
    axis.set_xlabel(f"{PEOPLE:,} people, one figure each", fontsize=11)
    axis.add_artist(strips(0, PEOPLE, COLUMNS, ROWS, facecolor=COLOUR["faint"]))


def share_stage(axis: Axes, among: str, share: str) -> None:
    """Axes for a share that settles while people are called in."""
    axis.set(xscale="log", xlim=(0.85, 1180), ylim=(-4, 116), yticks=[0, 50, 100], xlabel=among, ylabel=share)
    axis.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1,000"])
    axis.xaxis.set_minor_locator(NullLocator())


def share_so_far(axis: Axes, called: int, hits: Indices, of: Indices, marker: str = "o") -> list[Artist]:
    """How a share went while people were called in, up to `called`, and all that the counts allow; hits and of: after 0, 1, 2... people."""
    at = np.minimum(SEEN, called)
    low, high = exact_ends(hits[at], of[at])
    share = 100 * hits[at] / np.maximum(of[at], 1)
    band = np.concatenate([np.stack([at, 100 * low], axis=1), np.stack([at, 100 * high], axis=1)[::-1]])
    return [
        axis.add_artist(Polygon(band, facecolor=COLOUR["harm"], alpha=0.16, linewidth=0)),
        *axis.plot(at, share, color=COLOUR["harm"], **MODEL),
        *axis.plot([called], share[-1:], color=COLOUR["harm"], marker=marker, markersize=7),
    ]


def one_in_stage(figure: Figure) -> Axes:
    """Published rates on a logarithmic axis above, and one rate that is reckoned another way below."""
    axis = figure.subplots()
    axis.set(xscale="log", xlim=ONE_IN, ylim=(-1.6, 7.6), yticks=[], xlabel="one in how many (to the right: rarer)")
    axis.set_xticks([1e2, 1e4, 1e6, 1e8], ["100", "10,000", "1 million", "100 million"])
    axis.xaxis.set_minor_locator(NullLocator())
    axis.spines["left"].set_visible(False)
    axis.set_title("Published (black), and one of them counted otherwise (dashed)")
    return axis


def one_in(axis: Axes, result: "OneIn") -> list[Artist]:
    """Each published rate with its words, from low to high where a range is printed, and the learner's."""
    artists: list[Artist] = []
    for height, (words, low, high) in zip(range(7, 0, -1), result.published):
        artists += axis.plot([low, high], [height] * 2, color=COLOUR["ink"], marker="o", markersize=7, linewidth=1)
        beside, up = (low, 0.42) if high > low else (high * 1.7, 0)
        artists.append(axis.text(beside, height + up, words, va="center", fontsize=11))
    ends = [result.start, result.one_in]
    artists += axis.plot(ends, [0, 0], color=COLOUR["harm"], **ASSUMED)
    artists += axis.plot([result.one_in], [0], color=COLOUR["harm"], marker="D", markersize=10)
    where = min(max(result.one_in, 3e4), 3e7)
    artists.append(axis.text(where, -0.95, f"1 in {result.one_in:,.0f}", color=COLOUR["harm"], ha="center", fontsize=12))
    return artists


def none_seen_stage(figure: Figure) -> Axes:
    """The chance to see no event, against the true risk."""
    axis = figure.subplots()
    axis.set(xscale="log", xlim=(0.1, 1e5), ylim=(0, 105), xlabel="true risk, events per million", ylabel="chance to see none (%)")
    axis.set_xticks([0.1, 1, 10, 100, 1e3, 1e4, 1e5], ["0.1", "1", "10", "100", "1,000", "10,000", "100,000"])
    axis.xaxis.set_minor_locator(NullLocator())
    axis.axhline(5, color=COLOUR["ink"], linewidth=0.9)
    axis.text(0.12, 7, "5 %", fontsize=11)
    return axis


def none_seen(axis: Axes, watched: "Watched") -> list[Artist]:
    """The curve for so many watched, the risks that none seen allows, and the true risk."""
    risks = np.geomspace(0.1, 1e5, 200)
    bound = watched.bound * 1e6
    allowed = axis.axvspan(0.1, bound, ymax=100 / 105, **DISPUTED)
    near = min(max(bound, 3), 4e3)
    return [
        allowed,
        *axis.plot(risks, 100 * np.exp(watched.n * np.log1p(-risks / 1e6)), color=COLOUR["harm"], **MODEL),
        axis.text(near, 101, f"none seen allows up to {significant(bound)}", ha="center", fontsize=11, color=COLOUR["ink"]),
        *axis.plot([watched.truth * 1e6], [100 * watched.chance], color=COLOUR["ink"], marker="o", markersize=9),
    ]


def forces_stage(figure: Figure) -> Axes:
    """A logarithmic axis of forces."""
    axis = figure.subplots()
    axis.set(xscale="log", xlim=NEWTON, ylim=(-0.6, 5.8), yticks=[], xlabel="force (N)")
    axis.set_xticks([20, 100, 1000, 10_000], ["20", "100", "1,000", "10,000"])
    axis.xaxis.set_minor_locator(NullLocator())
    axis.spines["left"].set_visible(False)
    return axis


def forces(axis: Axes, result: "Forces") -> list[Artist]:
    """Each force with its words: in ink if read in a study, dashed if ours."""
    artists: list[Artist] = []
    for height, row in enumerate(reversed(result.rows)):
        colour = {"read": COLOUR["ink"], "ours": COLOUR["pressure"]}[row.evidence]
        line = ASSUMED if row.evidence == "ours" else {"linewidth": 1}
        artists += axis.plot([row.low, row.high], [height] * 2, color=colour, marker="o", markersize=8, **line)
        artists.append(axis.text(22, height + 0.24, row.words, fontsize=11))
    return artists
