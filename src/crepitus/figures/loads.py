"""Drawings of what disc and facet joints bear and how far a facet joint opens: pairs of `stage` and `draw`, see `Picture`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Polygon, Rectangle

from crepitus.course import COLOUR
from crepitus.figures.person import Pose, beside
from explorables.arrays import Array
from explorables.drawing import handle, scale_bar, to_scale
from explorables.svg import Stage
from explorables.theme import Look

if TYPE_CHECKING:
    from crepitus.explorers.loads import Gap, Loads

BONE: Look = {"facecolor": COLOUR["bone"], "edgecolor": COLOUR["outline"], "linewidth": 1.2}
PLATE = {"facecolor": COLOUR["ground"], "edgecolor": "none", "pad": 1}  # words stand before lines


ROOM = (-0.98, 0.98), (-0.24, 1.78)  # m: of the picture of a person
POSES = {
    "prone": Pose((0.1, 0.3), (90, 88), 86, (-0.73, 0.27), (-0.06, 0.26), -92),
    "side": Pose((0.0, 0.62), (84, 102), 106, (-0.62, 0.32), (0.3, 0.26), 195),
    "sit_slouched": Pose((-0.1, 0.55), (-36, -16), -4, (0.42, 0.08), (0.14, 0.62)),
    "sit": Pose((-0.18, 0.55), (-4, 8), 6, (0.24, 0.08), (0.12, 0.62)),
    "stand": Pose((0, 0.9), (-3, 3), 4, (0, 0.08), (0.09, 0.85)),
    "sit_bent": Pose((-0.3, 0.55), (40, 112), 132, (0.12, 0.08), (0.22, 0.22)),
    "stand_bent": Pose((-0.2, 0.9), (48, 122), 140, (-0.1, 0.08), (0.34, 0.42)),
    "lift_knees": Pose((-0.36, 0.52), (18, 44), 34, (0.0, 0.08), (0.24, 0.5)),
    "lift_round": Pose((-0.26, 0.88), (58, 142), 150, (-0.12, 0.08), (0.26, 0.36)),
}  # ours: a man's posture in words, as a drawing
FURNITURE: dict[
    str, list[tuple[float, ...]]
] = {  # left, low, wide, high, how far the top stands back [m]: what one lies on, a chair's seat and back, what is lifted
    "prone": [(-0.97, 0.01, 1.92, 0.19, 0)],
    "side": [(-0.95, 0.12, 1.9, 0.95, 0), (0.42, 0.3, 0.38, 0.52, 0)],
    "sit_slouched": [(-0.34, 0.38, 0.5, 0.06, 0), (-0.34, 0.44, 0.06, 0.62, 0.3)],
    "sit": [(-0.4, 0.38, 0.42, 0.06, 0)],
    "sit_bent": [(-0.5, 0.38, 0.42, 0.06, 0)],
    "lift_knees": [(0.12, 0.27, 0.26, 0.22, 0)],
    "lift_round": [(0.14, 0.13, 0.26, 0.22, 0)],
}
SEEN = {"side": "from above"}


def pressure_stage(postures: int) -> Stage[tuple[Axes, Axes]]:
    """A person beside a graph with a row for each of so many postures."""

    def stage(figure: Figure) -> tuple[Axes, Axes]:
        person, axis = figure.subplots(1, 2, width_ratios=(1, 1.45))
        to_scale(person, *ROOM)
        person.plot(ROOM[0], [0.01, 0.01], color=COLOUR["soft"], linewidth=1.5)
        scale_bar(person, 0.5, "")
        person.text(-0.36, -0.14, "50 cm, schematic", fontsize=11, va="center")
        axis.set(xlim=(0, 5.2), ylim=(postures - 0.4, -0.6), yticks=[], xticks=(0, 0.5, 1, 1.5, 2, 2.5))
        axis.set(xlabel="pressure in the L4–L5 disc (MPa)")
        return person, axis

    return stage


def pressures(axes: tuple[Axes, Axes], loads: "Loads") -> list[Artist]:
    """A person in the chosen posture; every measured value as a mark, that of the posture as a bar, standing as a line."""
    person, axis = axes
    values = loads.values / 1e6  # MPa
    rows = np.arange(len(values))
    return [
        *posture(person, loads),
        *(
            axis.add_artist(Rectangle((0, row - 0.35), value, 0.7, color=COLOUR["pressure"], alpha=0.35 * (row == loads.at), linewidth=0))
            for row, value in enumerate(values)  # one fades into the other: nothing was measured between them
        ),
        axis.axvline(loads.standing / 1e6, color=COLOUR["ink"], linewidth=0.9),
        *axis.plot(values, rows, "o", color=COLOUR["ink"], markersize=6),
        *(
            axis.text(value + 0.18, row, words, va="center", fontsize=11, bbox=PLATE)
            for row, (value, words) in enumerate(zip(values, loads.words))
        ),
        handle(axis, values[loads.at], loads.at, "posture"),
    ]


def posture(axis: Axes, loads: "Loads") -> list[Artist]:
    """The person from the side, with the spine, and the measured disc the stronger the more it bears."""
    parts, arm, spine = beside(POSES[loads.posture])
    disc, share = spine[1:3].mean(axis=0), loads.values[loads.at] / loads.values.max()  # between L5 and L4
    solid: Look = {"facecolor": COLOUR["faint"], "edgecolor": COLOUR["soft"]}
    boxes = [
        [(x, y), (x + wide, y), (x + wide - back, y + high), (x - back, y + high)]
        for x, y, wide, high, back in FURNITURE.get(loads.posture, [])
    ]
    bone: Look = {"markeredgecolor": COLOUR["outline"], "markeredgewidth": 0.5, "linewidth": 0.8}
    return [
        axis.add_collection(PolyCollection(boxes, facecolor=COLOUR["panel"], edgecolor=COLOUR["soft"], linewidth=1)),
        axis.add_collection(PolyCollection(parts, **solid, linewidth=2.4)),
        axis.add_collection(PolyCollection(parts, facecolor=COLOUR["faint"], linewidth=0)),
        *axis.plot(*spine.T, marker="o", markersize=3.6, color=COLOUR["bone"], **bone),
        axis.add_collection(PolyCollection([arm], **solid, linewidth=1.2)),
        axis.add_artist(Circle(disc, 0.055, facecolor=COLOUR["pressure"], alpha=0.1 + 0.85 * share, linewidth=0, zorder=4)),
        axis.text(ROOM[0][1], ROOM[1][1], SEEN.get(loads.posture, "from the side"), fontsize=11, ha="right", va="top"),
        axis.add_artist(Circle(disc, 0.055, facecolor="none", edgecolor=COLOUR["pressure"], linewidth=1.8, zorder=4)),
    ]


GAP_VIEW = (-2.9, 5.9)  # mm across a joint
SHORT = -1.95  # mm: where the words of a group begin


def gap_stage(groups: Sequence[Sequence[str]]) -> Stage[tuple[Axes, Axes]]:
    """A stage for a joint, many times its size across, and beside it a row for each group, under the words of its study."""

    def stage(figure: Figure) -> tuple[Axes, Axes]:
        joint, means = figure.subplots(1, 2, width_ratios=(1, 1.6))
        joint.set(xlim=GAP_VIEW, ylim=(-1.2, 11.4), yticks=[], xticks=range(0, 5), xlabel="across the joint (mm)")
        joint.spines["left"].set_visible(False)
        joint.grid(visible=False)
        joint.set_title("A facet joint, schematic")
        joint.add_patch(Polygon(process(), **BONE))
        means.set(xlim=(-2, 2), ylim=(rows_of(groups)[-1][-1] + 0.6, -0.6), yticks=[], xticks=(0, 1, 2))
        means.set(xlabel="the gap becomes wider by (mm)")
        means.set_title("mean and standard deviation; open: none printed", fontsize=11, fontweight="normal")
        means.axvline(0, color=COLOUR["soft"], linewidth=1)
        means.spines["left"].set_visible(False)
        means.grid(axis="y", visible=False)
        for (study, *_), rows in zip(groups, rows_of(groups)):
            means.text(SHORT, rows[0] - 0.9, study, va="center", fontsize=11, fontweight="bold", bbox=PLATE)
        return joint, means

    return stage


def rows_of(groups: Sequence[Sequence[str]]) -> list[list[float]]:
    """For each study, its words and those of its groups, the heights of its groups' rows."""
    rows, at = [], 0.0
    for _, *found in groups:
        rows.append([at + 0.9 + i for i in range(len(found))])
        at += len(found) + 1.2
    return rows


def process(shift: float = 0.0) -> Array:
    """One side of a facet joint (n, 2) [mm across, no measure up]; the other is its mirror, its face at `shift`."""
    turn = np.linspace(0, np.pi, 40)
    outline = np.column_stack([-2.4 * np.sin(turn) ** 0.6, 5 + 4.4 * np.cos(turn)])
    return outline * (-1, 1) + (shift, 0) if shift else outline


def gap(axes: tuple[Axes, Axes], seen_gap: "Gap") -> list[Artist]:
    """The far surface at rest (dashed) and after, and every group's mean; the chosen one in colour."""
    joint, means = axes
    rest, now = 1e3 * seen_gap.rest, 1e3 * (seen_gap.rest + seen_gap.change)  # mm
    space: Look = {"facecolor": COLOUR["motion"], "alpha": 0.25, "linewidth": 0}
    artists = [
        joint.add_artist(Rectangle((0, 1), now, 8, **space)),
        joint.add_artist(Polygon(process(now), **BONE)),
        *joint.plot([0, now], [0.1, 0.1], color=COLOUR["motion"], marker="|", markersize=9, linewidth=1.5),
        *joint.plot([rest, rest], [0.5, 10.6], color=COLOUR["soft"], linewidth=1.2, linestyle=(0, (5, 2))),
        joint.text(rest, 10.7, "at rest", ha="center", fontsize=11, color=COLOUR["soft"]),
        joint.text(now / 2, -0.6, f"{now:.2f} mm", ha="center", va="center", fontsize=11, color=COLOUR["motion"], fontweight="bold"),
    ]
    rows = [row for found in rows_of(seen_gap.listed) for row in found]
    for i, (row, group) in enumerate(zip(rows, seen_gap.groups)):
        colour = COLOUR["motion"] if i == seen_gap.at else COLOUR["ink"]
        mean, sd, face = 1e3 * group.mean, 1e3 * group.sd, colour if group.sd else COLOUR["ground"]
        artists += means.plot([mean - sd, mean + sd], [row, row], color=colour, linewidth=1.5)
        artists += means.plot([mean], [row], "o", color=colour, markerfacecolor=face, markersize=8 if i == seen_gap.at else 7)
        artists.append(means.text(SHORT, row, group.words, va="center", fontsize=11, color=colour, bbox=PLATE))
    return [*artists, handle(joint, now, 5, "done")]
