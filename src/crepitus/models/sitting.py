"""A back at a desk, seen from the right: where its bones are when it slumps, sags further and stands up, and the band behind two of them.

Bones are those of the standing spine to scale (`alignment`), turned about their measured or assumed centres (`motion`). How a body
slumps at a desk is drawn freely: pelvis, chest and neck are tilted by angles of ours. What is added by creep (`relief`) is shared by
the six pairs of the lower back in proportion to their ranges; that it is shared so is our assumption.
"""

from dataclasses import replace
from functools import cache

import numpy as np

from crepitus.models.alignment import COLUMN, layout
from crepitus.models.dimensions import vertebra
from crepitus.models.motion import REGIONS, SEGMENTS, Posture, poses, seen_from, shared
from explorables.arrays import Array

HIP_SEATED, HIP_STANDING = np.array([0.0, 0.545]), np.array([0.285, 0.944])  # m: the axis of the hips, above the floor
SACRUM = np.array([-0.055, 0.10])  # m: the sacrum's rear upper corner, from the hips in a body that stands
PELVIS_BACK = np.radians(34.0)  # of the slump, and of the three regions of the spine
SLUMP = {"lower back": np.radians(40.0), "chest": np.radians(12.0), "neck": np.radians(-22.0)}
PAIR = ("L4", "L5")


def turned(angle: float) -> Array:
    """(2, 2): a rotation from the forward direction upwards [rad]."""
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


def bent(bend: float, seated: bool, deep: float = 1.0) -> Posture:
    """How far each segment bends in a body as in `bones`."""
    flexion = np.zeros(len(SEGMENTS))
    if seated:
        for region, angle in SLUMP.items():
            flexion += deep * np.sign(angle) * shared(abs(angle), "flexion" if angle > 0 else "extension", REGIONS[region])
        flexion += shared(bend, "flexion", REGIONS["lower back"])
    return Posture(flexion, np.zeros(len(SEGMENTS)), np.zeros(len(SEGMENTS)))


@cache
def bones(bend: float, seated: bool, deep: float = 1.0) -> dict[str, Array]:
    """Where each bone of COLUMN is, (2, 3): the columns are its forward and upward direction and its origin [m], forward and up.

    `bend` [rad] is how much further the lower back bends than at first, `deep` how far of all the way one slumps; neither changes
    anything in who stands.
    """
    moved = poses(bent(bend, seated, deep))
    tilt, hip = (turned(deep * PELVIS_BACK), HIP_SEATED) if seated else (np.eye(2), HIP_STANDING)
    found = {}
    for name in COLUMN:
        (rotation, shift), there = moved[name], layout()[name]
        own = rotation[:2, :2] @ there.rotation[:2, :2]
        origin = hip + tilt @ (SACRUM + rotation[:2, :2] @ there.offset[:2] + shift[:2])
        found[name] = np.column_stack([tilt @ own, origin])
    return found


def placed(bone: Array, points: Array) -> Array:
    """Points (n, 2) of a bone's own frame where the bone is [m]."""
    return points @ bone[:, :2].T + bone[:, 2]


def spinous_tip(level: str) -> Array:
    """(2,) [m]: where a spinous process ends, in the bone's frame: at its reach and slope from a root a little above half height."""
    bone = vertebra(level)
    reach, slope = bone.si("spinous_reach"), bone.si("spinous_slope")
    return np.array([-reach * np.cos(slope), -0.45 * bone.si("body_height_posterior") - reach * np.sin(slope)])


def pair(bend: float, seated: bool, deep: float = 1.0) -> tuple[Array, Array]:
    """The upper bone of PAIR in the frame of the lower one (2, 3), and the ends (2, 2) of the band between their spinous processes [m]."""
    position = bent(bend, seated, deep)
    alone = np.where(np.array(COLUMN[:-1]) == PAIR[0], position.flexion, 0.0)  # the others do not move one bone of the pair on the other
    rotation, offset = seen_from(*PAIR, poses(replace(position, flexion=alone)))
    seen = np.column_stack([rotation[:2, :2], offset[:2]])
    return seen, np.array([spinous_tip(PAIR[1]), placed(seen, spinous_tip(PAIR[0])[None])[0]])


def longer(bend: float, deep: float = 1.0) -> float:
    """How much longer the band is than in who has just sat down [m]."""
    bent, first = (float(np.hypot(*np.diff(pair(angle, True, deep)[1], axis=0)[0])) for angle in (bend, 0.0))
    return bent - first
