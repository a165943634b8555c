"""Drawings of what disc and facet joints bear and how far a facet joint opens: pairs of `stage` and `draw`, see `Picture`."""

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crepitus.course import COLOUR
from explorables.svg import Stage

if TYPE_CHECKING:
    from crepitus.explorers.loads import Gap, Loads

PLATE = {"facecolor": COLOUR["ground"], "edgecolor": "none", "pad": 1}  # words stand before lines


def pressure_stage(postures: int) -> Stage[Axes]:
    """A stage with a row for each of so many postures."""

    def stage(figure: Figure) -> Axes:
        axis = figure.subplots()
        ticks = (0, 0.5, 1, 1.5, 2, 2.5)
        axis.set(xlim=(0, 3.3), ylim=(postures - 0.4, -0.6), xticks=ticks, yticks=[], xlabel="pressure in the L4–L5 disc (MPa)")
        return axis

    return stage


def pressures(axis: Axes, loads: "Loads") -> list[Artist]:
    """Every measured value as a mark, the chosen posture as a bar, standing as a line."""
    values = loads.values / 1e6  # MPa
    rows = np.arange(len(values))
    chosen = np.where(rows == loads.at, values, 0)
    return [
        *axis.barh(rows, chosen, 0.7, color=COLOUR["pressure"], alpha=0.35),
        axis.axvline(loads.standing / 1e6, color=COLOUR["ink"], linewidth=0.9),
        *axis.plot(values, rows, "o", color=COLOUR["ink"], markersize=6),
        *(
            axis.text(max(value, 0.0) + 0.06, row, words, va="center", fontsize=11, bbox=PLATE)
            for row, (value, words) in enumerate(zip(values, loads.words))
        ),
    ]


def gap_stage(groups: int) -> Stage[tuple[Axes, Axes]]:
    """A stage for a joint drawn many times its size, and the means of so many groups beside it."""

    def stage(figure: Figure) -> tuple[Axes, Axes]:
        joint, means = figure.subplots(1, 2, width_ratios=(1, 1.7))
        joint.set(xlim=(-1.5, 5.5), ylim=(0, 10), yticks=[], xticks=range(0, 5), xlabel="across the joint (mm)")
        joint.spines["left"].set_visible(False)
        joint.fill_betweenx([1, 9], -1.2, 0, color=COLOUR["bone"], linewidth=0)
        joint.plot([0, 0], [1, 9], color=COLOUR["ink"], linewidth=1.5)
        joint.grid(axis="y", visible=False)
        means.set(xlim=(-1.0, 2.0), ylim=(groups - 0.4, -0.7), yticks=[], xlabel="change of the gap (mm), mean and standard deviation")
        means.axvline(0, color=COLOUR["soft"], linewidth=1)
        means.spines["left"].set_visible(False)
        return joint, means

    return stage


def gap(axes: tuple[Axes, Axes], seen_gap: "Gap") -> list[Artist]:
    """The far surface at rest (dashed) and after, and every group's mean; the chosen one in colour."""
    joint, means = axes
    rest, now = 1e3 * seen_gap.rest, 1e3 * (seen_gap.rest + seen_gap.change)  # mm
    artists = [
        joint.fill_betweenx([1, 9], now, now + 1.2, color=COLOUR["bone"], linewidth=0),
        *joint.plot([rest, rest], [1, 9], color=COLOUR["soft"], linewidth=1.2, linestyle=(0, (5, 2))),
        *joint.plot([now, now], [1, 9], color=COLOUR["motion"], linewidth=2),
        joint.text(rest / 2, 0.75, f"{now:.2f} mm", ha="center", va="top", fontsize=11),
    ]
    for row, group in enumerate(seen_gap.groups):
        colour = COLOUR["motion"] if row == seen_gap.at else COLOUR["ink"]
        mean, sd, face = 1e3 * group.mean, 1e3 * group.sd, colour if group.sd else COLOUR["ground"]
        artists += means.plot([mean - sd, mean + sd], [row, row], color=colour, linewidth=1.5)
        artists += means.plot([mean], [row], "o", color=colour, markerfacecolor=face, markersize=7)
        artists.append(means.text(-0.98, row - 0.18, group.words, va="bottom", fontsize=9.5, color=colour, bbox=PLATE))
    return artists
