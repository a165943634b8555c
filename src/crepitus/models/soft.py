"""What runs through and beside the bones: spinal cord with its sac, nerve roots, vertebral arteries, and the cartilage of the facet joints.

Simple bodies laid along the standing spine of `models.spine`, in the frame of the whole spine. The cord is as wide and as deep as
measured in neck, chest and lower back [frostell2016], evenly changing between, and ends at the lower end of L1 [saifuddin1998]; roots leave
above the first seven bones and below all others. In the lower back a root leaves the sac beside the pedicle of its own number, hugs its
inner and lower edge and passes well above the disc; the ganglion lies just under the pedicle, as long and as wide as measured there
[rohini2022]. Our parameters: how thick roots and arteries are drawn, their exact ways, the size of the sac, and the heights at which roots
leave the cord, a textbook's rule. A strand stands for both roots of a side, the front and the rear one. Left out: fat, veins, the
coccygeal root.
"""

import numpy as np
import scipy

from crepitus.models.alignment import COLUMN, facet, layout
from crepitus.models.dimensions import LEVELS, require_level, vertebra
from crepitus.models.sacrum import HOLES
from crepitus.models.strands import Strand, mirrored, smooth, tube
from explorables.arrays import Array
from explorables.registry import number

SACRAL = tuple(f"S{i}" for i in range(1, 6))
ROOTS = (*(f"C{i}" for i in range(1, 9)), *LEVELS[7:], *SACRAL)  # pairs of roots, by the name of their segment of the cord
LEAVES_CORD = ((0, 3, 7, 13, 19, 24, 29), (0, 3, 6, 10.5, 15.5, 18, 19.2))  # segment of the cord -> bone beside it
SAC = {  # m: half of the dural sac's width and depth beside some bones, drawn after general anatomy
    "C1": (0.0095, 0.0085), "C2": (0.0078, 0.0052), "C3": (0.0085, 0.0063),
    "C7": (0.0085, 0.0063), "T2": (0.0072, 0.0064), "T10": (0.0072, 0.0064),
    "L1": (0.0085, 0.0072), "L3": (0.0085, 0.0068), "L5": (0.0075, 0.0064), "sacrum": (0.0055, 0.0045),
}  # fmt: skip
GANGLION = {  # m: length and width of a ganglion of the lower back [rohini2022]; elsewhere as of L1
    "L1": (0.00649, 0.00501), "L2": (0.00963, 0.00596), "L3": (0.01218, 0.00671), "L4": (0.01343, 0.0068), "L5": (0.01495, 0.00683),
}  # fmt: skip
CANAL_S = ((-0.010, -0.006), (-0.012, -0.017), (-0.017, -0.040), (-0.0175, -0.062), (-0.0135, -0.080), (-0.009, -0.100))  # m: its middle
SIDES = {"right": 1.0, "left": -1.0}


def canal(at: Array) -> Array:
    """The middle of the canal (n, 3) [m] beside the bones `at` (n,), as indices of COLUMN that may lie between two."""
    middles = []
    for part in COLUMN:
        bone = vertebra(part)
        share, height = (0.58, 0.012) if part == "C1" else (0.5, bone.body_height_posterior or 0.03)
        middles.append(layout()[part].apply([[-share * (bone.canal_depth or 0.018), -height / 2, 0]])[0])
    return scipy.interpolate.PchipInterpolator(np.arange(len(COLUMN)), middles)(at)


def cord() -> Strand:
    """The spinal cord, from the first bone to the lower end of the first of the lower back, where it tapers off."""
    end = COLUMN.index("L1") + 0.4
    at = np.linspace(-0.2, end, 90)
    known = [COLUMN.index("C5") - 0.4, COLUMN.index("T6"), COLUMN.index("T11")]  # the bones beside the segments C5, T8 and L3
    width = np.interp(at, known, [number(f"cord_width_{segment}").si for segment in ("c5", "t8", "l3")])
    depth = np.interp(at, known[:2], [number(f"cord_depth_{segment}").si for segment in ("c5", "t8")])
    taper = np.sqrt(np.clip((end - at) / 2.0, 0.01, 1))
    return tube(canal(at), width * taper / 2, depth * taper / 2, np.maximum(at, 0), around=14)


def sac() -> Strand:
    """The dural sac, from the first bone to the second segment of the sacrum."""
    known = np.array([float(COLUMN.index(part)) for part in SAC])
    at = np.linspace(-0.05, known[-1] - 0.05, 70)
    half = np.array(list(SAC.values()))
    width, depth = (scipy.interpolate.PchipInterpolator(known, half[:, i])(at) for i in (0, 1))
    path = canal(at)
    end = layout()["sacrum"].apply([[*point, 0] for point in CANAL_S[:3]])
    path, at = np.concatenate([path, end]), np.concatenate([at, np.full(3, known[-1])])
    width, depth = (np.concatenate([values, values[-1] * np.array([0.95, 0.8, 0.35])]) for values in (width, depth))
    return tube(path, width, depth, np.maximum(at, 0), around=16)


def roots(segment: str) -> Strand:
    """The pair of roots of one segment of the cord, "C1" to "C8", "T1" to "S5": from the cord down the canal and out between two bones."""
    require_level(segment, ROOTS)
    which = ROOTS.index(segment)
    start = float(np.interp(which, *LEAVES_CORD))
    one = _sacral(which, start) if segment in SACRAL else _thin(which, start) if which < 8 else _hugging(segment, which, start)
    return one + mirrored(one)


def _inside(which: int, start: float, end: float) -> tuple[Array, Array]:
    """From the cord to near the exit, points and beside which bones (n,) they lie; those of the lower back have lanes of their own."""
    steps = np.linspace(start, max(end, start + 0.05), max(2, round(2 * (end - start))))
    points = canal(np.minimum(steps, len(COLUMN) - 1.2))
    half = 0.0078 if which > 19 else 0.0075
    lanes = np.linspace(0.45, 0.85, len(steps)) if which < 20 else np.full(len(steps), 0.90 - 0.075 * (which - 20))
    points[:, 2] = lanes * half
    if which > 19:
        points[:, 0] -= 0.0022 * (which - 20) / 10  # sacral roots lie behind
    return points, steps


def _strand(points: Array, along: Array, thick: float, bulge: tuple[float, float, float] | None = None) -> Strand:
    """A root along points, half as thick at the cord, with a ganglion: where (share of its length), how long and how wide [m]."""
    path, along = smooth(points, along, 10 + 3 * len(points))
    radius = np.linspace(0.4, 1, len(path)) * thick / 2
    if bulge:
        gone = np.concatenate([[0], np.cumsum(np.sqrt((np.diff(path, axis=0) ** 2).sum(axis=1)))])
        where, long, wide = bulge
        radius = np.maximum(radius, wide / 2 * np.sqrt(np.clip(1 - ((gone - gone[-1] + where) / (0.6 * long)) ** 2, 0, 1)))
    return tube(path, radius, radius, np.minimum(along, len(COLUMN) - 1), around=6)


def _thin(which: int, start: float) -> Strand:
    """A root of the neck: nearly level, through the groove on the side process."""
    above = max(which - 1, 0)  # of COLUMN: the bone over the gap
    bone, there, leaves = vertebra(COLUMN[above]), layout()[COLUMN[above]], above + 0.5
    half = (bone.canal_width or 0.02) / 2
    down = {"C1": -0.0115 if which else 0.004, "C2": -0.021}.get(bone.level) or -(bone.si("pedicle_height") + 0.0035)
    back = -0.018 if bone.level == "C1" else -0.001
    if which == 1:  # C2 leaves behind the joint of atlas and axis
        gap = [[-0.0195, down, 1.15 * half], [-0.019, down - 0.001, 1.15 * half + 0.008], [-0.015, down - 0.005, 1.15 * half + 0.014]]
    else:
        gap = [
            [back, down, 1.15 * half],
            [back + 0.004, down - 0.001, 1.15 * half + 0.008],
            [back + 0.011, down - 0.006, 1.15 * half + 0.015],
        ]
    inside, steps = _inside(which, start, max(leaves - 0.45, start + 0.05))
    points, along = np.concatenate([inside, there.apply(gap)]), np.concatenate([steps, [leaves] * 3])
    return _strand(points, along, number("root_drawn").si)


def _hugging(segment: str, which: int, start: float) -> Strand:
    """A root of chest or lower back: beside the pedicle of its own number, round its inner and lower edge, and out above the disc."""
    level = segment if which > 7 else "C7"
    at, bone, there = float(COLUMN.index(level)), vertebra(level), layout()[level]
    half, wide, deep = bone.si("canal_width") / 2, bone.si("pedicle_width"), bone.si("canal_depth")
    lumbar = level[0] == "L"
    long, thick = GANGLION[level] if lumbar else GANGLION["L1"]
    floor = -(bone.si("pedicle_height") + (0.0012 if lumbar else 0.0005))
    under = floor - thick / 2 - 0.0004
    out = 0.006 if lumbar else 0.004
    gap = [
        [-0.42 * deep, 0.88 * floor, 0.78 * half],
        [(-0.38 if lumbar else -0.30) * deep, under, half + 0.1 * wide],
        [(-0.40 if lumbar else -0.28) * deep, under - 0.0008, half + 0.75 * wide],
        [(-0.30 if lumbar else -0.20) * deep, under - 0.004, half + wide + out],
        [(0.3 if lumbar else -0.1) * deep, under - (0.010 if lumbar else 0.006), half + wide + 1.9 * out],
    ]
    inside, steps = _inside(which, start, max(at - 0.05, start + 0.05))
    points, along = np.concatenate([inside, there.apply(gap)]), np.concatenate([steps, [at] * 3, [at + 0.3, at + 0.5]])
    tail = float(np.sqrt((np.diff(np.array(gap[2:]), axis=0) ** 2).sum(axis=1)).sum())
    size = np.interp(which, [8, 20, 24], [number("root_drawn").si, 0.0035, 0.0056])
    front = _strand(points, along, float(size), (tail + 0.1 * wide, long, thick))
    beyond = np.array(gap[3])
    far = 1.0 if lumbar else 0.55
    back = there.apply([beyond, beyond + far * np.array([-0.006, 0.001, 0.001]), beyond + far * np.array([-0.012, -0.0005, 0.002])])
    return front + _strand(back, np.array([at + 0.3, at + 0.4, at + 0.5]), 0.0016)


def _sacral(which: int, start: float) -> Strand:
    """A root of the sacrum: at the back of the sac, then down the sacral canal and out in front through its hole."""
    end, there = len(COLUMN) - 1, layout()["sacrum"]
    inside, steps = _inside(which, start, end - 0.5)
    deep = which - 25  # 0 for S1
    middles = [[*point, 0.0045 - 0.0006 * i] for i, point in enumerate(CANAL_S[1 : deep + 2])]
    if deep < 4:
        z, y, _ = (value / 1e3 for value in HOLES[deep])
        x = float(np.interp(-y, *np.transpose(CANAL_S)[::-1] * [[-1], [1]]))
        way = [[x, y + 0.004, 0.55 * z], [x + 0.007, y + 0.001, z], [0.022 - 0.003 * deep, y + 0.001, z]]
    else:
        way = [[-0.006, -0.104, 0.005], [0.004, -0.109, 0.011]]
    points = np.concatenate([inside, there.apply(middles + way)])
    along = np.concatenate([steps, np.full(len(middles) + len(way), float(end))])
    return _strand(points, along, (0.0054, 0.0045, 0.0035, 0.0025, 0.0016)[deep])


def arteries() -> Strand:
    """Both vertebral arteries: up through the side holes of C6 to C1, round behind the side mass of C1 and inward to the skull."""
    stations = [("C7", (0.010, -0.02, 0.021)), ("C7", (0.008, 0.0, 0.0205))]
    for level in ("C6", "C5", "C4", "C3"):
        hole = (0.0038, -0.006, vertebra(level).si("endplate_width_upper") / 2 + 0.0045)
        stations.append((level, hole))
    stations += [
        ("C2", (0.002, -0.013, 0.0196)),
        ("C2", (0.001, -0.004, 0.023)),
        ("C1", (-0.0098, -0.008, 0.0265)),
        ("C1", (-0.012, 0.0015, 0.026)),
    ]
    stations += [
        ("C1", (-0.019, 0.0025, 0.021)),
        ("C1", (-0.0235, 0.003, 0.0135)),
        ("C1", (-0.018, 0.012, 0.007)),
        ("C1", (-0.010, 0.024, 0.003)),
    ]
    points = np.array([layout()[level].apply([where])[0] for level, where in stations])
    points, along = smooth(points, np.array([float(COLUMN.index(level)) for level, _ in stations]), 60)
    radius = np.full(len(points), number("artery_drawn").si / 2)
    right = tube(points, radius, radius, along, around=8)
    return right + mirrored(right)


def facet_joint(level: str) -> Strand:
    """The joint cartilage on both sides between a bone, "C1" to "L5", and the one below: two pads that fill the gap."""
    require_level(level)
    above = COLUMN.index(level)
    below = COLUMN[above + 1]
    joint, there = facet(below), layout()[below]
    turn = 2 * np.pi * np.arange(20) / 20
    rim = np.cos(turn)[:, None] * joint.across * joint.width / 2 + np.sin(turn)[:, None] * joint.along * joint.height / 2
    sheets = [joint.centre + share * joint.gap * joint.normal + np.concatenate([rim, [[0, 0, 0]]]) for share in (0.05, 0.95)]
    here, onward = np.arange(20), (np.arange(20) + 1) % 20
    faces = np.concatenate([
        np.stack([onward, here, np.full(20, 20)], 1), np.stack([here + 21, onward + 21, np.full(20, 41)], 1),
        np.stack([here, onward, onward + 21], 1), np.stack([here, onward + 21, here + 21], 1),
    ])  # fmt: skip
    right = Strand(there.apply(np.concatenate(sheets)), faces, np.full(42, above + 0.5))
    return right + mirrored(right)
