"""A back at a desk: a person from the right, to scale, the band behind two of its bones, and the bend against time.

Lengths of the person are metres, forward and up; nobody in particular was measured. Pairs of `stage(figure)` and `draw(axes, result)`,
see `Picture`.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from crepitus.course import COLOUR
from crepitus.figures.bone import joined
from crepitus.figures.person import smooth
from crepitus.models.alignment import COLUMN
from crepitus.models.dimensions import vertebra
from crepitus.models.sitting import HIP_SEATED, HIP_STANDING, PAIR, bones, longer, pair, placed, spinous_tip
from explorables.arrays import Array
from explorables.drawing import handle, scale_bar, to_scale
from explorables.theme import ASSUMED, MODEL, Look

if TYPE_CHECKING:
    from crepitus.explorers.desk import Days, Planned, Sat

HOUR = 3600.0
WIDE, TALL = (-0.46, 0.80), (-0.13, 1.72)
MIDDLE = np.array([(0.017, -0.012)])  # m: of a body, in its frame
ENLARGED = 5  # times, what is added to the bend of two bones
BAND = 1.6e-4  # m²: of the band as it is seen
THINNED = 4  # of so many points of a day's curve one is drawn
WOOD: Look = {"facecolor": COLOUR["panel"], "edgecolor": COLOUR["soft"], "linewidth": 1}
SKIN: Look = {"facecolor": COLOUR["faint"], "edgecolor": COLOUR["soft"], "linewidth": 1}
BONE: Look = {"facecolor": COLOUR["bone"], "edgecolor": COLOUR["outline"]}
STEP = 1e-3  # rad: finer differences of a bend are not drawn
HEAD = (  # from the chin round to the nape, in the atlas's frame
    (0.050, -0.060), (0.078, -0.068), (0.098, -0.052), (0.100, -0.022), (0.106, 0.0), (0.116, 0.024), (0.094, 0.052), (0.094, 0.085),
    (0.072, 0.125), (0.012, 0.152), (-0.055, 0.130), (-0.090, 0.075), (-0.080, 0.018), (-0.058, -0.022),
)  # fmt: skip
BACK = {"C5": -0.052, "T1": -0.056, "T4": -0.052, "T8": -0.050, "T11": -0.053, "L1": -0.060, "L3": -0.066, "L5": -0.066}  # skin behind
FRONT = {"L5": 0.130, "L3": 0.135, "L1": 0.140, "T10": 0.155, "T7": 0.165, "T4": 0.140, "T1": 0.078, "C5": 0.058}  # and in front
BUTTOCKS = {True: ((-0.128, 0.035), (-0.125, -0.045), (-0.06, -0.085)), False: ((-0.135, 0.0), (-0.128, -0.085), (-0.06, -0.12))}
GROIN = ((0.03, -0.06), (0.085, 0.03))
ANKLE, FOOT = np.array([0.29, 0.085]), ((-0.06, -0.085), (0.18, -0.085), (0.175, -0.055), (0.06, -0.01), (-0.05, -0.02))
THIGH, SHANK, ARM, FOREARM = 0.42, 0.445, 0.29, 0.36  # m
SEAT, ABOVE, EDGE = 0.46, 0.73, 0.42  # m: height of the seat and of the desk, and where the desk begins
CHAIR = ((-0.2, SEAT - 0.05, 0.36, 0.05), (-0.03, 0.07, 0.03, SEAT - 0.12), (-0.2, 0.03, 0.36, 0.04), (-0.25, SEAT, 0.03, 0.42))
PUSHED = -0.30  # m: how far the chair rolls when one stands up


class Panels(NamedTuple):
    """The person, the band, and the bend against time."""

    person: Axes
    band: Axes
    bend: Axes


def stage(figure: Figure, hours: int) -> Panels:
    """A person at a desk on the left; on the right the band behind two bones, and under it the bend over so many hours."""
    grid = figure.add_gridspec(2, 2, width_ratios=(6, 7), height_ratios=(3, 5))
    panels = Panels(figure.add_subplot(grid[:, 0]), figure.add_subplot(grid[0, 1]), figure.add_subplot(grid[1, 1]))
    to_scale(panels.person, WIDE, TALL)
    panels.person.set_title("From the right, to scale", fontsize=11, loc="center", fontweight="normal")
    panels.person.plot(WIDE, [0, 0], color=COLOUR["soft"], linewidth=1.2)
    desk(panels.person)
    scale_bar(panels.person, 0.3, "30 cm", at=(0.66, 0.01))
    to_scale(panels.band, (-0.066, 0.112), (-0.034, 0.052))
    panels.band.set_title(f"Added stretch, drawn {ENLARGED} times as large", fontsize=11, loc="center", fontweight="normal")
    scale_bar(panels.band, 0.01, "1 cm", at=(0.65, 0.06))
    panels.bend.set(xlim=(0, hours), ylim=(0, 8), xlabel="time since sitting down (h)", ylabel="the back gives (°)")
    panels.bend.set(xticks=range(0, hours + 1, hours // 4), yticks=[0, 2, 4, 6, 8])
    panels.bend.set_title("with these breaks", color=COLOUR["motion"], fontsize=11)
    panels.bend.set_title("dashed: without", color=COLOUR["soft"], fontsize=11, loc="right", fontweight="normal")
    return panels


def desk(axis: Axes) -> None:
    """A desk with a screen."""
    top, leg, keys = (EDGE, ABOVE - 0.03, 0.37, 0.03), (0.73, 0, 0.03, ABOVE - 0.03), (0.58, ABOVE, 0.16, 0.012)
    screen = box(0.725, ABOVE + 0.012, 0.017, 0.24) + np.outer([0, 0, 1, 1], [0.043, 0])
    solid(axis, [box(*top), box(*leg), box(*keys), screen], **WOOD)


def outline(bend: float, seated: bool, deep: float) -> Array:
    """The skin of head and trunk, closed (160, 2)."""
    there = bones(bend, seated, deep)
    hip = HIP_SEATED if seated else HIP_STANDING
    behind, before = (np.array([placed(there[level], np.array([[x, -0.012]]))[0] for level, x in side.items()]) for side in (BACK, FRONT))
    head = placed(there["C1"], np.array(HEAD))
    return smooth(np.concatenate([head, behind, hip + BUTTOCKS[seated], hip + GROIN, before, head[:1]]), 160)


def limb(start: Array, end: Array, first: float, last: float) -> Array:
    """A limb between two joints as a closed outline (32, 2) that tapers from one half width to another [m]."""
    along = (end - start) / np.hypot(*(end - start))
    across = np.array([-along[1], along[0]])
    turn = np.linspace(0, np.pi, 16)[:, None]
    round_end = end + last * (np.cos(turn) * across + np.sin(turn) * along)
    round_start = start - first * (np.cos(turn) * across + np.sin(turn) * along)
    return np.concatenate([round_end, round_start])


def joint(start: Array, end: Array, first: float, second: float, side: float) -> Array:
    """Where the elbow or the knee is between two ends, on the side of that sign; straight if they are too far apart."""
    far = min(float(np.hypot(*(end - start))), 0.999 * (first + second))
    along = (end - start) / np.hypot(*(end - start))
    ahead = (far**2 + first**2 - second**2) / (2 * far)
    return start + ahead * along + side * np.sqrt(max(first**2 - ahead**2, 0)) * np.array([-along[1], along[0]])


def solid(axis: Axes, shapes: Sequence[Array], **look: Any) -> Artist:
    """Closed outlines (n, 2) as one part."""
    path = joined([Path(np.concatenate([shape, shape[:1]]), closed=True) for shape in shapes])
    return axis.add_artist(PathPatch(path, **look))


def box(x: float, y: float, wide: float, high: float) -> Array:
    """The corners of a box."""
    return np.array([(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)])


def person(axis: Axes, bend: float, seated: bool = True, deep: float = 1.0) -> list[Artist]:
    """Chair, legs, trunk, arm, spine and the band behind two of its bones; dashed, while one sits, the trunk at first."""
    bend = STEP * round(bend / STEP)
    there, hip = bones(bend, seated, deep), HIP_SEATED if seated else HIP_STANDING
    knee = joint(hip, ANKLE, THIGH, SHANK, 1)
    shoulder = placed(there["T2"], np.array([[0.045, -0.02]]))[0]
    hand = np.array([0.54, ABOVE + 0.035]) if seated else shoulder + np.array([0.06, -0.64])
    elbow = joint(shoulder, hand, ARM, FOREARM, -1)
    rolled = np.array([0.0 if seated else PUSHED, 0.0])
    legs = [ANKLE + FOOT, limb(knee, ANKLE, 0.056, 0.036), limb(hip, knee, 0.088, 0.06)]
    arm = [limb(shoulder, elbow, 0.045, 0.036), limb(elbow, hand, 0.036, 0.024)]
    ends = [placed(there[level], spinous_tip(level)[None])[0] for level in PAIR]
    return [
        *axis.plot(*outline(0.0, True, deep).T, color=COLOUR["soft"], linewidth=1, linestyle=(0, (3, 3)), zorder=1, alpha=float(seated)),
        axis.text(-0.2, 1.19, "dashed:\nat first" if seated else "", color=COLOUR["soft"], fontsize=11, ha="right", va="center"),
        solid(axis, [box(*part) + rolled for part in CHAIR], **WOOD, zorder=1),
        *(solid(axis, [shape], **SKIN, zorder=2) for shape in (*legs, outline(bend, seated, deep))),
        *(solid(axis, [shape], **SKIN, zorder=4, alpha=0.75) for shape in arm),
        solid(axis, [placed(there[level], shape) for level in COLUMN[1:-1] for shape in bone(level)], **BONE, linewidth=0.5, zorder=5),
        *axis.plot(*np.transpose(ends), color=COLOUR["motion"], linewidth=3.5, zorder=6, solid_capstyle="round"),
    ]


def bone(level: str) -> list[Array]:
    """Body and spinous process of a vertebra from the right, each closed, in its own frame [m]."""
    made = vertebra(level)
    deep, deep_below = made.endplate_depth_upper or 0.016, made.endplate_depth_lower or made.endplate_depth_upper or 0.03
    behind, before = made.body_height_posterior or 0.03, made.body_height_anterior or 0.03
    shapes = [np.array([(0, 0), (deep, 0), (deep_below, -before), (0, -behind)])]
    if made.spinous_reach:
        tip = spinous_tip(level)
        ends = tip + np.array([(0.003, 0.006), (0, -0.006)])
        shapes.append(np.array([(-0.012, -0.15 * behind), *ends, (-0.012, -0.75 * behind)]))
    return shapes


def behind_two_bones(axis: Axes, words: str, bend: float, seated: bool = True, deep: float = 1.0) -> list[Artist]:
    """The two bones of PAIR with the band behind them, which is as large in every state and marked at even shares; and its words."""
    upper, ends = pair(STEP * round(ENLARGED * bend / STEP), seated, deep)
    long = float(np.hypot(*(ends[1] - ends[0])))
    along = (ends[1] - ends[0]) / long
    half = BAND / long / 2 * np.array([-along[1], along[0]])
    marks = [mark for share in np.linspace(0, 1, 7) for mark in (*(ends[0] + share * long * along + [half, -half]), (np.nan, np.nan))]
    shapes = [*bone(PAIR[1]), *(placed(upper, shape) for shape in bone(PAIR[0]))]
    look: Look = {"color": COLOUR["motion"], "zorder": 4}
    named: Look = {"fontsize": 11, "ha": "center", "va": "center", "color": COLOUR["outline"], "zorder": 5}
    return [
        solid(axis, shapes, **BONE, linewidth=1.2, zorder=3),
        solid(axis, [np.concatenate([ends + half, (ends - half)[::-1]])], alpha=0.45, linewidth=0, **look),
        *axis.plot(*np.transpose(marks), linewidth=1.6, **look),
        *(axis.text(x, y, name, **named) for name, (x, y) in zip(PAIR, (placed(upper, MIDDLE)[0], MIDDLE[0]))),
        axis.text(0.047, 0.012, words, color=COLOUR["motion"], fontsize=11, va="center", linespacing=1.3),
    ]


def curves(axis: Axes, days: "Days") -> list[Artist]:
    """A day with breaks, and one without, as deep as one sits."""
    artists: list[Artist] = []
    for day, colour, look in ((days.without, "soft", ASSUMED), (days.day, "motion", MODEL)):
        turns = np.flatnonzero(np.diff(np.sign(np.diff(day.bend)))) + 1
        shown = np.union1d(np.arange(0, len(day.bend), THINNED), [*turns, len(day.bend) - 1])
        artists += axis.plot(day.time[shown] / HOUR, days.depth * np.degrees(day.bend[shown]), color=COLOUR[colour], **look)
    return artists


def morning(panels: Panels, sat: "Sat") -> list[Artist]:
    """The person at the clock's moment, and where that lies on the graph."""
    now, bend = sat.time / HOUR, np.degrees(sat.bend)
    more = f"{1e3 * longer(sat.bend):.1f} mm longer"
    return [
        *person(panels.person, sat.bend, sat.seated),
        *behind_two_bones(panels.band, f"{more}\nthan at first" if sat.seated else f"slack; if bent,\n{more}", sat.bend, sat.seated),
        panels.bend.axvline(now, color=COLOUR["ink"], linewidth=0.9),
        *curves(panels.bend, sat),
        *panels.bend.plot([now], [bend], "o", color=COLOUR["motion"], markersize=8, zorder=6),
        handle(panels.bend, now, 7.5, "time"),
        handle(panels.bend, min(sat.first / HOUR, 3.95), float(np.interp(sat.first, sat.day.time, np.degrees(sat.day.bend))), "every"),
    ]


def plan(panels: Panels, planned: "Planned") -> list[Artist]:
    """The person bent as on average over the day, and the day's curves."""
    bend, first = planned.depth * planned.day.average, planned.sitting / HOUR
    peak = planned.depth * np.degrees(np.interp(planned.sitting, planned.day.time, planned.day.bend))
    return [
        *person(panels.person, bend, deep=planned.depth),
        *behind_two_bones(panels.band, f"{1e3 * longer(bend, planned.depth):.1f} mm longer\non average", bend, deep=planned.depth),
        *curves(panels.bend, planned),
        handle(panels.bend, first, float(peak), "breaks"),
        handle(panels.bend, 7.8, float(planned.depth * np.degrees(planned.without.highest)), "depth"),
    ]
