"""Drawings of signs and diseases: a waiting room, crowds counted out, and one sign in places where the disease is rarer or more frequent.

Pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from crepitus.course import COLOUR
from crepitus.figures.joint import ticks
from crepitus.figures.people import COLUMNS, HANDLE_AT, PALER, PEOPLE, ROWS, crowd_stage, share_so_far, share_stage
from crepitus.models.warning import Crowd
from explorables.drawing import handle, to_scale
from explorables.icon_array import PERSON, above, strips
from explorables.registry import number
from explorables.svg import Draw, Stage
from explorables.theme import MODEL, Look

if TYPE_CHECKING:
    from crepitus.explorers.people import Room
    from crepitus.explorers.warning import Again, Counted, Elsewhere

FLAG = np.array([(0.36, 0.02), (0.98, 0.13), (0.5, 0.24), (0.5, 0.34), (0.36, 0.34)])  # over a head, in a place of 1 by 1
MASTS, BODIES = (0.0, 0.36), (0.36, 1.0)  # of a place's height: where flags and people are
UNDER = PERSON * [1, 0.64] + [0, 0.36]
WITH_FLAGS: Look = {"shapes": (UNDER, FLAG), "tall": 2.3, "box": BODIES}
ILL: Look = {"facecolor": COLOUR["harm"]}
WELL: Look = {"facecolor": COLOUR["soft"], "alpha": PALER}
KINDS = (
    ("ill, with the sign", True, ILL),
    ("well, with the sign", True, WELL),
    ("ill, missed", False, ILL),
    ("well, without it", False, WELL),
    ("still waiting", False, {"facecolor": COLOUR["faint"]}),
)
LEGEND = "flag: has the sign  ·  red: ill  ·  grey: well"


def room_stage(figure: Figure) -> tuple[Axes, Axes, Axes]:
    """A thousand people in a waiting room; beside it a tally, and below that the share of the ill among those with the sign."""
    mosaic = figure.subplot_mosaic([["room", "tally"], ["room", "share"]], width_ratios=(42, 30), height_ratios=(5, 6))
    room, tally, share = (mosaic[name] for name in ("room", "tally", "share"))
    crowd_stage(room, 1, **WITH_FLAGS)
    room.set_title("The waiting room")
    to_scale(tally, (0, 10.5), (5.4, -0.3))
    for row, (words, flagged, look) in enumerate(KINDS):
        for shape in (UNDER, FLAG) if flagged else (UNDER,):
            tally.add_artist(Polygon(shape * [0.55, 0.9] + [0.3, row], linewidth=0, **(look if shape is UNDER else ILL)))
        tally.text(3.2, row + 0.65, words, fontsize=11, va="center")
    share_stage(share, "people called in", "ill, of those\nwith the sign (%)")
    return room, tally, share


def room(axes: tuple[Axes, Axes, Axes], result: "Room") -> list[Artist]:
    """Who was called in, sorted: with the sign from the upper left, without it from the lower right; how many; and the share so far."""
    seats, tally, share = axes
    come = result.come
    counts = (come.ill_flagged, come.well_flagged, come.ill_missed, come.well_clear, PEOPLE - result.called)
    return [
        share.axvline(result.called, color=COLOUR["ink"], linewidth=0.9),
        *sorted_crowd(seats, come),
        *(tally.text(2.8, row + 0.65, f"{count:,}", fontsize=11, va="center", ha="right") for row, count in enumerate(counts)),
        *share_so_far(share, result.called, result.met[:, 0], result.met[:, 0] + result.met[:, 2]),
        handle(share, result.called, HANDLE_AT, "called"),
    ]


def crowds(words: Sequence[str]) -> tuple[Stage[list[Axes]], Draw[list[Axes], "Counted"]]:
    """The pair of functions that stage and draw arrays of 1,000 people, one under each of `words`; the result has as many `crowds`."""

    def stage(figure: Figure) -> list[Axes]:
        axes = list(figure.subplots(1, len(words), squeeze=False)[0])
        for axis in axes:
            crowd_stage(axis, 3, **WITH_FLAGS)
        figure.supxlabel(LEGEND, fontsize=11)
        return axes

    def draw(axes: list[Axes], result: "Counted") -> list[Artist]:
        artists: list[Artist] = []
        for axis, said, counted in zip(axes, words, result.crowds):
            ill, well = f"{counted.ill_flagged:,} ill, {counted.well_flagged:,} well", f"{counted.flagged:,} have it"
            artists += [above(axis, f"{said}\n{well}: {ill},\n{counted.ill_missed:,} ill missed"), *sorted_crowd(axis, counted)]
        return artists

    return stage, draw


def sorted_crowd(axis: Axes, people: Crowd) -> list[Artist]:
    """People of the four kinds: with the sign from the upper left, the ill first; without it from the lower right, the missed last."""
    missed, clear = PEOPLE - people.ill_missed, PEOPLE - people.ill_missed - people.well_clear
    spans = ((0, people.ill_flagged, ILL), (people.ill_flagged, people.flagged, WELL), (missed, PEOPLE, ILL), (clear, missed, WELL))
    figures = [strips(int(start), int(end), COLUMNS, ROWS, BODIES, **look) for start, end, look in spans]
    return [*map(axis.add_artist, figures), axis.add_artist(strips(0, int(people.flagged), COLUMNS, ROWS, MASTS, **ILL))]


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
    artists: list[Artist] = [axis.axvline(here, color=COLOUR["soft"], linewidth=0.9, zorder=0.5)]
    for curve, value, name, marker, words, height in curves:
        artists += axis.plot(100 * result.priors, 100 * curve, color=COLOUR[name], **MODEL)
        artists += axis.plot([here], [100 * value], color=COLOUR[name], marker=marker, markersize=9)
        artists.append(axis.text(0.088, height, words, color=COLOUR[name], fontsize=11, va="top"))
    return [*artists, handle(axis, here, 72, "ill")]


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
        handle(axis, result.every / 60, 100 * result.chance, "every"),
    ]
