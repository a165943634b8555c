"""How 24 joints share a posture, from C1 on C2 to L5 on the sacrum, and where that puts every bone.

Each pair of bones takes a share in proportion to its measured range (`data/ranges.csv`); where sources differ, the middle of what they
give sets the share and the largest sets the limit. Turning the head tips the atlas to the other side and backward as measured
[ishii2004a]; the neck below makes up for it, so that the sums stay as asked (our assumption). A total of flexion and extension is split
as in the studies that give both [panjabi1988; pearcy1984a], elsewhere by an assumed share. Bones turn about centres that were measured
in the neck [amevo1991] and are taken as the middle of the disc elsewhere. Left out: the skull on C1, muscles, loads, time, the ribs'
own stiffness, and that a joint at its limit in one movement has less room for another.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np
import scipy

from crepitus.models.alignment import COLUMN, layout, lower_endplate, upper_centre
from crepitus.models.dimensions import vertebra
from crepitus.models.glide import SIDES, gaps, glide
from crepitus.models.solids import unit
from explorables.arrays import Array
from explorables.registry import number, table

SEGMENTS = tuple(f"{above}–{below.replace('sacrum', 'S1')}" for above, below in pairwise(COLUMN))
MOVEMENTS = ("flexion", "extension", "side bending", "turning")
REGIONS = {"neck": slice(0, 7), "chest": slice(7, 18), "lower back": slice(18, 24)}  # of SEGMENTS
LOWER_NECK = slice(1, 7)
WAYS = dict(zip(MOVEMENTS, ((1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, 0, 1)), strict=True))  # as angles of a posture
FARTHEST = dict(zip(MOVEMENTS, (0.999, 0.999, 0.999, 0.9), strict=True))  # of `reach`: a turn tips the atlas as well, which ends sooner


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
    turn, lean = shared(rotation, "turning"), shared(lateral, "side bending")
    each = turn[0] / number("atlas_turn").si
    tip, back = each * number("atlas_tip").si, abs(each) * number("atlas_back").si
    along = lean[LOWER_NECK].sum() * number("neck_turn").si / number("neck_lean").si
    turn += shared(along, "turning", LOWER_NECK)
    turn[0] -= along
    lean += shared(tip, "side bending", LOWER_NECK)
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


def end(movement: str, share: float = 1.0) -> Posture:
    """The posture at the end of one of MOVEMENTS, or a `share` of the way there; below zero to the left."""
    return posture(*(share * FARTHEST[movement] * reach(movement) * np.array(WAYS[movement])))


@cache
def ends() -> tuple[Posture, ...]:
    """Where each movement ends, to both sides."""
    return *(end(movement) for movement in MOVEMENTS), *(end(movement, -1) for movement in MOVEMENTS[2:])


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
            floor, ceiling = layout()[above].apply([lower_endplate(above)[0]])[0], there.apply([upper_centre(below)])[0]
            if above[0] == "L":  # how far a bone shifts for each radian that it bends is how far below it the centre lies
                down = number(f"shift_{above.lower()}").si / number(f"bend_{above.lower()}").si
                found.append(floor + down * unit(ceiling - floor))
            else:
                found.append((floor + ceiling) / 2)
    return np.array(found)


def poses(position: Posture) -> dict[str, tuple[Array, Array]]:
    """Where each bone has moved from rest: name -> rotation (3, 3) and shift (3,) [m] in the frame of the whole spine; the sacrum stays.

    Each segment turns about its centre and about the axes of the bone below, which move with it, and glides as its facets demand.
    """
    rotation, shift = np.eye(3), np.zeros(3)
    found = {"coccyx": (rotation, shift), "sacrum": (rotation, shift)}
    angles = list(zip(position.lateral.tolist(), position.rotation.tolist(), position.flexion.tolist()))
    for i in range(len(SEGMENTS))[::-1]:
        turn, moved = step(i, *angles[i])
        rotation, shift = rotation @ turn, rotation @ moved + shift
        found[COLUMN[i]] = (rotation, shift)
    return found


@lru_cache(maxsize=4096)  # from one posture to the next most segments stay
def step(segment: int, lateral: float, rotation: float, flexion: float) -> tuple[Array, Array]:
    """How a bone moves on the one below, by angles [rad]: turn (3, 3) and shift (3,) [m], in the frame of the whole spine at rest."""
    below, centre = COLUMN[segment + 1], centres()[segment]
    axes = layout()[below].rotation
    own = scipy.spatial.transform.Rotation.from_rotvec([lateral, -rotation, -flexion]).as_matrix()
    turn = axes @ own @ axes.T
    seen = layout()[below].undo(centre)
    return turn, centre + axes @ glide(below, own, seen - own @ seen) - turn @ centre


def seen_from(one: str, other: str, moved: dict[str, tuple[Array, Array]]) -> tuple[Array, Array]:
    """What takes points of one bone's frame to another's, both moved as by `poses`: rotation (3, 3), offset (3,) [m]."""
    (turn, shift), (other_turn, other_shift) = moved[one], moved[other]
    here, there = layout()[one], layout()[other]
    rotation = there.rotation.T @ other_turn.T @ turn @ here.rotation
    return rotation, there.undo((turn @ here.offset + shift - other_shift) @ other_turn)


def since_rest(above: str, below: str, moved: dict[str, tuple[Array, Array]]) -> tuple[Array, Array]:
    """How a bone has moved from rest as seen from the one below: turn (3, 3), shift (3,) [m] in the frame of that bone."""
    (rotation, offset), (at_first, there) = (seen_from(above, below, places) for places in (moved, _standing()))
    turn = rotation @ at_first.T
    return turn, offset - turn @ there


@cache
def _standing() -> dict[str, tuple[Array, Array]]:
    return poses(posture())


def facet_gaps(position: Posture) -> Array:
    """The gap (24, 2) [m] of the left and of the right facet joint of each segment, where it is narrowest; at rest it is `Facet.gap`."""
    moved = poses(position)
    return np.array([
        [gaps(below, side, *since_rest(above, below, moved))[0].min() for side in SIDES] for above, below in pairwise(COLUMN)
    ])  # fmt: skip


def slide(distance: float, angle: float) -> float:
    """How far a point moves [m] that lies `distance` [m] from the centre, when a bone turns by `angle` [rad]: the chord, 2 d sin(a / 2)."""
    return 2 * distance * np.sin(angle / 2)
