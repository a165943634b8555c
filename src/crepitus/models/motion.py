"""How 24 joints share a posture, from C1 on C2 to L5 on the sacrum, and where that puts every bone.

Each pair of bones takes a share in proportion to its measured range (`data/ranges.csv`); where sources differ, the middle of what they
give sets the share and the largest sets the limit. Turning the head tips the atlas to the other side and backward as measured
[ishii2004a]; the neck below makes up for it, so that the sums stay as asked (our assumption). A total of flexion and extension is split
as in the studies that give both [panjabi1988; pearcy1984a], elsewhere by an assumed share. Bones turn about centres that were measured
in the neck [amevo1991] and are taken as the middle of the disc elsewhere. Left out: the skull on C1, muscles, loads, time, the ribs'
own stiffness, and that a joint at its limit in one movement has less room for another.
"""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
import scipy

from crepitus.models.alignment import COLUMN, facet, layout, lower_endplate, upper_centre
from crepitus.models.dimensions import vertebra
from explorables.arrays import Array
from explorables.registry import number, table

SEGMENTS = tuple(f"{above}–{below.replace('sacrum', 'S1')}" for above, below in pairwise(COLUMN))
MOVEMENTS = ("flexion", "extension", "side bending", "turning")
REGIONS = {"neck": slice(0, 7), "chest": slice(7, 18), "lower back": slice(18, 24)}  # of SEGMENTS
LOWER_NECK = slice(1, 7)
SIDES = np.array([(1, 1, -1), (1, 1, 1)])  # left, right: a right facet times this


@dataclass(frozen=True)
class Measured:
    """One source's range of one movement of one segment, in one direction: `least` to `most` [rad]; what was measured, how it was read."""

    segment: str
    movement: str
    least: float
    most: float
    setting: str
    checked: str
    ref: str


@dataclass(frozen=True)
class Posture:
    """Angles of each of SEGMENTS (24,) [rad]: flexion (forward positive), lateral bending and rotation (both to the right positive)."""

    flexion: Array
    lateral: Array
    rotation: Array

    def of(self, region: str) -> tuple[float, float, float]:
        """What a region of REGIONS adds up to: flexion, lateral, rotation [rad]."""
        flexion, lateral, rotation = (float(angles[REGIONS[region]].sum()) for angles in (self.flexion, self.lateral, self.rotation))
        return flexion, lateral, rotation


@cache
def measured() -> tuple[Measured, ...]:
    """Every published range, totals of both directions halved or split."""
    found = []
    for segment, movement, least, most, sides, setting, checked, source in table("ranges").rows:
        low, high = np.radians([float(least), float(most)]) / (2 if sides == "both" and movement not in ("flexion and extension",) else 1)
        name, ref = segment.replace("-", "–"), source.strip("[]")
        if movement != "flexion and extension":
            found.append(Measured(name, movement, low, high, setting, checked, ref))
            continue
        forward, backward = share_forward(segment), 1 - share_forward(segment)
        found.append(Measured(name, "flexion", low * forward, high * forward, setting, checked, ref))
        found.append(Measured(name, "extension", low * backward, high * backward, setting, checked, ref))
    return tuple(found)


def share_forward(segment: str) -> float:
    """How much of a segment's flexion and extension is flexion: as in a study that gives both, else as assumed."""
    given = {row[1]: float(row[2]) for row in table("ranges").rows if row[0] == segment and row[1] in ("flexion", "extension")}
    return given["flexion"] / sum(given.values()) if given else number("share_forward").si


@cache
def limits(movement: str) -> tuple[Array, Array]:
    """The least and the most (24,) [rad] that any source gives each segment in one direction; ValueError names MOVEMENTS."""
    if movement not in MOVEMENTS:
        raise ValueError(f"movement = {movement!r}; allowed: {', '.join(MOVEMENTS)}")
    rows = [[row for row in measured() if row.segment == segment and row.movement == movement] for segment in SEGMENTS]
    return np.array([min(row.least for row in found) for found in rows]), np.array([max(row.most for row in found) for found in rows])


def shared(total: float, movement: str, among: slice = slice(None)) -> np.ndarray:
    """An angle [rad] shared by the segments `among` in proportion to the middle of their ranges: (24,), their sum is `total`."""
    weights = np.zeros(len(SEGMENTS))
    weights[among] = np.mean(limits(movement), axis=0)[among]
    return total * weights / weights.sum()


def posture(flexion: float = 0.0, lateral: float = 0.0, rotation: float = 0.0) -> Posture:
    """The angles of all segments in a posture of the whole spine [rad]; forward and to the right are positive.

    Their sums are the angles asked for. ValueError for what is no number, and for a posture beyond the range: it names the first
    segment to reach its limit.
    """
    asked = {"flexion": flexion, "lateral": lateral, "rotation": rotation}
    for name, value in asked.items():
        if not np.isfinite(value):
            raise ValueError(f"{name} = {value}; allowed: a finite angle in radians")
    turn = shared(rotation, "turning")
    each = turn[0] / number("atlas_turn").si
    tip, back = each * number("atlas_tip").si, abs(each) * number("atlas_back").si
    lean = shared(lateral, "side bending") + shared(tip, "side bending", LOWER_NECK)
    bend = shared(flexion, "flexion" if flexion >= 0 else "extension") + shared(back, "flexion", LOWER_NECK)
    lean[0] -= tip
    bend[0] -= back
    position = Posture(bend, lean, turn)
    require_within(asked, position)
    return position


def nearest_limit(position: Posture) -> tuple[str, str, float]:
    """The segment that uses most of the largest range that was measured, in which of MOVEMENTS, and the share that it uses."""
    asked = position.flexion, -position.flexion, np.abs(position.lateral), np.abs(position.rotation)
    used = np.array([angles / limits(movement)[1] for movement, angles in zip(MOVEMENTS, asked, strict=True)])
    movement, segment = np.unravel_index(used.argmax(), used.shape)
    return SEGMENTS[segment], MOVEMENTS[movement], float(used[movement, segment])


def require_within(asked: dict[str, float], position: Posture) -> None:
    """Raise ValueError where a segment passes the most that was measured, naming the one that passes it by the largest factor."""
    segment, movement, used = nearest_limit(position)
    if used > 1 + 1e-9:
        words = ", ".join(f"{name} = {value:.3g}" for name, value in asked.items())
        raise ValueError(
            f"{words}: {segment} reaches its limit first, {np.degrees(limits(movement)[1][SEGMENTS.index(segment)]):.1f} degrees of "
            f"{movement}; allowed: about {1 / used:.2f} of this posture"
        )


def reach(movement: str) -> float:
    """How far the whole spine goes in one movement before a first segment is at its limit [rad]."""
    return float(1 / (shared(1.0, movement) / limits(movement)[1]).max())


@cache
def centres() -> Array:
    """Where each segment turns (24, 3) [m], in the frame of the whole spine at rest: the lower bone's body in the neck, else the disc."""
    found = []
    for above, below in pairwise(COLUMN):
        bone, there = vertebra(below), layout()[below]
        if above == "C1":
            found.append(there.apply([[0.005, 0.006, 0.0]])[0])  # the tooth of the axis
        elif below in ("C3", "C4", "C5", "C6", "C7"):
            forward, up = (number(f"centre_{axis}_{below.lower()}").si for axis in ("forward", "up"))
            deep, high = bone.si("endplate_depth_upper"), bone.si("body_height_posterior")
            found.append(there.apply([[forward * deep, -(1 - up) * high, 0.0]])[0])
        else:
            found.append((layout()[above].apply([lower_endplate(above)[0]])[0] + there.apply([upper_centre(below)])[0]) / 2)
    return np.array(found)


def poses(position: Posture) -> dict[str, tuple[Array, Array]]:
    """Where each bone has moved from rest: name -> rotation (3, 3) and shift (3,) [m] in the frame of the whole spine; the sacrum stays.

    Each segment turns about its centre and about the axes of the bone below, which move with it.
    """
    axes = np.array([layout()[below].rotation for below in COLUMN[1:]])
    vectors = np.stack([position.lateral, -position.rotation, -position.flexion], axis=1)
    turns = axes @ scipy.spatial.transform.Rotation.from_rotvec(vectors).as_matrix() @ axes.transpose(0, 2, 1)
    rotation, shift = np.eye(3), np.zeros(3)
    found = {"coccyx": (rotation, shift), "sacrum": (rotation, shift)}
    for above, turn, centre in zip(COLUMN[-2::-1], turns[::-1], centres()[::-1]):
        shift = rotation @ (centre - turn @ centre) + shift
        rotation = rotation @ turn
        found[above] = (rotation, shift)
    return found


def facet_gaps(position: Posture) -> Array:
    """The gap (24, 2) [m] in the middle of the left and of the right facet joint of each segment, across the lower facet; at rest it is
    `Facet.gap`. Below zero the flat facets would have passed through each other."""
    moved = poses(position)
    found = []
    for above, below in pairwise(COLUMN):
        joint, there, (turn, shift), (floor, down) = facet(below), layout()[below], moved[above], moved[below]
        for side in SIDES:
            rest = there.apply(joint.centre + joint.gap * joint.normal) * side  # the middle of the upper bone's facet
            now = there.undo((turn @ rest + shift - down) @ floor * side)
            found.append((now - joint.centre) @ joint.normal)
    return np.reshape(found, (len(SEGMENTS), len(SIDES)))


def slide(distance: float, angle: float) -> float:
    """How far a point moves [m] that lies `distance` [m] from the centre, when a bone turns by `angle` [rad]: the chord, 2 d sin(a / 2)."""
    return 2 * distance * np.sin(angle / 2)
