"""A person as a shape of our own, to scale, in metres: from behind, with the ways of four nerves to the cord; and from the side, posed.

The person is 1.68 m tall. Nobody in particular was measured; the ways are drawn so that each is as long as the model's fibre.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy
from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.patches import FancyBboxPatch

from crepitus.course import COLOUR
from explorables.arrays import Array

RIGHT_HALF = (  # of the outline, from the top of the head down to between the legs
    (0, 1.68), (0.043, 1.668), (0.072, 1.63), (0.078, 1.575), (0.070, 1.515), (0.054, 1.462), (0.053, 1.42), (0.075, 1.392), (0.13, 1.372),
    (0.178, 1.352), (0.208, 1.312), (0.222, 1.25), (0.232, 1.16), (0.247, 1.07), (0.268, 0.98), (0.283, 0.89), (0.291, 0.82),
    (0.304, 0.775), (0.309, 0.71), (0.302, 0.65), (0.288, 0.628), (0.275, 0.645), (0.270, 0.69), (0.262, 0.668), (0.251, 0.69),
    (0.253, 0.75), (0.260, 0.82), (0.240, 0.89), (0.215, 0.98), (0.196, 1.07), (0.180, 1.16), (0.163, 1.232), (0.153, 1.17), (0.141, 1.10),
    (0.138, 1.04), (0.154, 0.96), (0.170, 0.88), (0.173, 0.80), (0.164, 0.68), (0.146, 0.56), (0.132, 0.47), (0.134, 0.38), (0.127, 0.29),
    (0.106, 0.18), (0.094, 0.09), (0.100, 0.045), (0.117, 0.012), (0.095, 0.0), (0.062, 0.003), (0.050, 0.035), (0.055, 0.09),
    (0.050, 0.18), (0.040, 0.29), (0.042, 0.38), (0.050, 0.47), (0.034, 0.58), (0.018, 0.70), (0.004, 0.765),
)  # fmt: skip
HAIR = ((0, 1.68), (0.043, 1.668), (0.072, 1.63), (0.078, 1.575), (0.073, 1.53), (0.06, 1.50), (0.035, 1.478), (0, 1.473))
EAR = ((0.074, 1.60), (0.088, 1.60), (0.089, 1.575), (0.080, 1.548), (0.072, 1.545))
CORD = ((0, 1.52), (0, 1.065))  # ends in the upper lower back
WAYS = {  # from the cord outwards, longer than any fibre of theirs
    "arm": ((0, 1.405), (0.04, 1.388), (0.10, 1.358), (0.158, 1.318), (0.192, 1.25), (0.206, 1.15), (0.222, 1.06), (0.248, 0.95),
            (0.268, 0.84), (0.282, 0.75), (0.288, 0.66)),
    "leg": ((0, 1.065), (0.004, 1.0), (0.014, 0.945), (0.045, 0.895), (0.082, 0.83), (0.094, 0.74), (0.094, 0.60), (0.090, 0.47),
            (0.088, 0.36), (0.080, 0.22), (0.074, 0.10), (0.076, 0.03), (0.08, -0.04)),
    "back": ((0, 1.065), (0.004, 1.01), (0.014, 0.972), (0.035, 0.955), (0.060, 0.95), (0.10, 0.95)),
}  # fmt: skip


def smooth(points: Sequence[tuple[float, float]] | Array, count: int) -> Array:
    """So many points (count, 2), evenly spaced along a smooth curve through the given ones."""
    knots = np.asarray(points, dtype=float)
    along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(knots, axis=0).T) ** 0.5)])  # centripetal: no loops between uneven knots
    fine = scipy.interpolate.CubicSpline(along, knots)(np.linspace(0, along[-1], 20 * len(knots)))
    return at(fine, np.linspace(0, length_of(fine), count))


def length_of(line: Array) -> float:
    """Length of a line through points (n, 2), in their unit."""
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


def at(line: Array, distances: Array) -> Array:
    """Points (m, 2) of a line (n, 2) at distances (m,) from its beginning."""
    along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    return np.stack([np.interp(distances, along, line[:, i]) for i in (0, 1)], axis=1)


def outline() -> Array:
    """The whole outline (n, 2), from the top of the head round by the right side."""
    right = smooth(RIGHT_HALF, 150)
    return np.concatenate([right, right[::-1] * [-1, 1]])


def way(place: str, length: float) -> Array:
    """Points (60, 2) of a nerve's way, of that length, from where it begins in the body to the cord."""
    whole = smooth(WAYS[place], 200)
    return at(whole, np.linspace(length, 0, 60))


def shapes() -> list[tuple[Array, str, float, float | None]]:
    """Ears, body and hair from behind: the outline (n, 2), the colour, the border's width in points, and how much hides what is below."""
    hair = smooth(HAIR, 40)
    ears: list[tuple[Array, str, float, float | None]] = [(smooth(EAR, 20) * [x, 1], "faint", 1.0, None) for x in (-1, 1)]
    return [*ears, (outline(), "faint", 1.2, None), (np.concatenate([hair, hair[::-1] * [-1, 1]]), "soft", 0.0, 0.45)]


def stand_behind(axis: Axes) -> None:
    """The person from behind with the spine and the cord in it."""
    for points, colour, width, alpha in shapes():
        axis.fill(*points.T, facecolor=COLOUR[colour], edgecolor=COLOUR["soft"], linewidth=width, joinstyle="round", alpha=alpha)
    for x in (-1, 1):  # shoulder blades and the folds below, faintly
        for fold in (((0.052, 1.29), (0.064, 1.24), (0.09, 1.195), (0.12, 1.215)), ((0.012, 0.80), (0.05, 0.782), (0.10, 0.795))):
            axis.plot(*(smooth(fold, 20) * [x, 1]).T, color=COLOUR["soft"], linewidth=0.9, alpha=0.5)
    known = ([0, 7, 19, 24], [1.50, 1.395, 1.085, 0.925])  # below neck, chest and lower back
    heights = scipy.interpolate.PchipInterpolator(*known)(np.arange(25))
    bones = [
        FancyBboxPatch((-wide, low + 0.004), 2 * wide, high - low - 0.008, boxstyle="round,pad=0.001,rounding_size=0.004")
        for high, low, wide in zip(heights, heights[1:], np.linspace(0.011, 0.023, 24))
    ]
    axis.add_collection(PatchCollection(bones, facecolor=COLOUR["bone"], edgecolor=COLOUR["outline"], linewidth=0.6))
    sacrum = smooth(
        ((-0.026, 0.918), (0, 0.924), (0.026, 0.918), (0.018, 0.87), (0.004, 0.825), (-0.004, 0.825), (-0.018, 0.87), (-0.026, 0.918)), 50
    )
    axis.fill(*sacrum.T, facecolor=COLOUR["bone"], edgecolor=COLOUR["outline"], linewidth=0.6)
    axis.plot(*np.transpose(CORD), color=COLOUR["nerve"], linewidth=3.2, solid_capstyle="round")


@dataclass(frozen=True)
class Pose:
    """A person from the side, who looks to the right: places [m] of hip, ankle and hand, and where trunk, head and foot point.

    Angles are in degrees from straight up, forward positive; the trunk's are those of its two ends, between which it bends evenly.
    """

    hip: tuple[float, float]
    trunk: tuple[float, float]
    head: float
    ankle: tuple[float, float]
    hand: tuple[float, float]
    foot: float = 90


TRUNK, UPPER_LEG, LOWER_LEG, UPPER_ARM, LOWER_ARM = 0.52, 0.42, 0.41, 0.29, 0.33  # m, between joints
DEPTHS = (0.105, 0.11, 0.1, 0.098, 0.105, 0.112, 0.1, 0.06)  # m: half of the trunk from hip to neck


def limb(joints: Sequence[Sequence[float]] | Array, half: Sequence[float]) -> Array:
    """The outline (n, 2) of a limb through joints (m, 2), at each so thick by halves (m,), with round ends."""
    line, thick = np.asarray(joints, float), np.asarray(half)[:, None]
    ahead = np.gradient(line, axis=0)
    ahead /= np.hypot(*ahead.T)[:, None]
    side = np.column_stack([-ahead[:, 1], ahead[:, 0]])
    turn = np.linspace(0, np.pi, 8)[1:-1, None]
    ends = [line[i] + thick[i] * (np.cos(turn) * side[i] * sign + np.sin(turn) * ahead[i] * sign) for i, sign in ((-1, 1), (0, -1))]
    return np.concatenate([line + thick * side, ends[0], (line - thick * side)[::-1], ends[1]])


def bent(start: Array, end: Array, upper: float, lower: float, way: float) -> Array:
    """A limb of two lengths [m] from `start` to `end` (2,), or as near as it gets: its three joints (3, 2), the middle one to a side."""
    across = end - start
    far = min(float(np.hypot(*across)), 0.999 * (upper + lower))
    ahead = across / np.hypot(*across)
    along = (upper**2 - lower**2 + far**2) / (2 * far)
    middle = start + along * ahead + way * np.sqrt(max(upper**2 - along**2, 0)) * np.array([-ahead[1], ahead[0]])
    return np.array([start, middle, start + far * ahead])


def beside(pose: Pose) -> tuple[list[Array], Array, Array]:
    """Outlines of leg, foot, head and trunk, that of the arm, and the spine (25, 2) from the sacrum to the head [m]."""
    steps = np.linspace(0, 1, 40)
    turn = np.radians(pose.trunk[0] + (pose.trunk[1] - pose.trunk[0]) * steps)
    ahead = np.column_stack([np.sin(turn), np.cos(turn)])
    line = np.asarray(pose.hip) + TRUNK * np.concatenate([[[0, 0]], np.cumsum(ahead[:-1], axis=0) / 39])
    knots = np.linspace(0, 39, len(DEPTHS)).astype(int)
    leg = bent(np.asarray(pose.hip), np.asarray(pose.ankle), UPPER_LEG, LOWER_LEG, 1)
    shoulder = line[34] + 0.01 * ahead[34]
    arm = bent(shoulder, np.asarray(pose.hand), UPPER_ARM, LOWER_ARM, -1)
    look, toes = (np.array([np.sin(angle), np.cos(angle)]) for angle in np.radians([pose.head, pose.foot]))
    face = np.array([look[1], -look[0]])
    skull = line[-1] + np.outer([0.0, 0.07, 0.13, 0.17], look) + np.outer([0, 0.012, 0.025, 0.015], face)
    back = np.column_stack([-ahead[:, 1], ahead[:, 0]]) * (0.055 - 0.03 * steps[:, None])
    column = np.concatenate([line + back, skull[:2]])
    parts = [
        limb(leg, (0.095, 0.062, 0.042)),
        limb([leg[-1] - 0.03 * toes, leg[-1] + 0.17 * toes], (0.042, 0.025)),
        limb(skull, (0.052, 0.066, 0.096, 0.08)),
        limb(line[knots], DEPTHS),
    ]
    return parts, limb(arm, (0.05, 0.04, 0.03)), at(column, np.linspace(0, length_of(column), 25))
