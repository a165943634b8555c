"""The weight that each level of the standing spine carries: what lies above it, without any muscle.

Head and neck rest on C7; below, each level adds the slice of the trunk at its own height [pearsall1996], and the arms
[plagenhoef1983]. Only the first and the last slice are printed: those between are taken to grow evenly, and the arms to hang from the
first six ribs evenly. In the neck the head and neck count whole, so that C1 to C6 carry less than is said here. Muscles pull the spine
together as well: what a disc bears is a multiple of this (lesson 02).
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from crepitus.models.dimensions import LEVELS, require_level
from explorables.registry import number

TRUNK = LEVELS[7:]
ARMS_HANG_FROM = 6  # levels, T1 to T6


@dataclass(frozen=True)
class Above:
    """What lies above the lower surface of a level, in shares of the body's weight."""

    level: str
    head: float
    arms: float
    trunk: float

    @property
    def share(self) -> float:
        """All of it."""
        return self.head + self.arms + self.trunk


@cache
def above(level: str) -> Above:
    """What a level, "C1" to "L5", carries; ValueError names the levels."""
    require_level(level)
    head = number("head_neck_share").si
    count = TRUNK.index(level) + 1 if level in TRUNK else 0
    slices = np.linspace(number("slice_share_top").si, number("slice_share_bottom").si, len(TRUNK))
    arms = 2 * (number("upper_arm_share").si + number("forearm_share").si + number("hand_share").si)
    return Above(level, head, arms * min(count / ARMS_HANG_FROM, 1.0), float(slices[:count].sum()))


def weight_carried(level: str) -> float:
    """Share of the body's weight above the lower surface of a level, 0 to 1; ValueError names the levels."""
    return above(level).share
