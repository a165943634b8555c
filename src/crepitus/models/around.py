"""What stands round the spine, simplified so that one knows where one is: ribs, sternum, hip bones, the base of the skull, and muscles.

Schematic throughout. A rib is a plane curve of a measured length of chord and height of arch, in a direction that a generic model of a man
gives it; muscles are spindles between their attachments. In the lower back the psoas, the quadratus and the erector are as thick
as on the right of 30 healthy people [ivanac2026]; all other sections are recalled or drawn. Frame of the whole spine, metres.
"""

from functools import cache

import numpy as np

from crepitus.models.alignment import COLUMN, layout
from crepitus.models.dimensions import LEVELS, require_level, vertebra
from crepitus.models.ligaments import sheet, tips
from crepitus.models.strands import Strand, mirrored, smooth, tube
from explorables.arrays import Array

CHEST = LEVELS[7:19]
CHORD = (82, 110, 134, 155, 162, 178, 198, 212, 212, 204, 129, 67)  # mm, of ribs 1 to 12
ARCH = (29, 61, 76, 81, 81, 83, 83, 74, 64, 57, 49, 10)  # mm: how high above the chord
WAY = (  # of the chord from the head on: forward, up, right
    (0.79, -0.57, 0.23), (0.83, -0.53, 0.19), (0.84, -0.48, 0.24), (0.84, -0.44, 0.32), (0.82, -0.42, 0.38), (0.80, -0.46, 0.38),
    (0.78, -0.49, 0.40), (0.77, -0.49, 0.40), (0.72, -0.53, 0.44), (0.71, -0.51, 0.48), (0.44, -0.55, 0.71), (0.20, -0.53, 0.82),
)  # fmt: skip
OUT = (  # of the arch
    (-0.07, 0.29, 0.95), (-0.18, 0.07, 0.98), (-0.26, 0.04, 0.97), (-0.34, 0.04, 0.94), (-0.38, 0.08, 0.92), (-0.40, 0.07, 0.92),
    (-0.42, 0.08, 0.90), (-0.41, 0.09, 0.91), (-0.53, -0.01, 0.85), (-0.63, -0.14, 0.77), (-0.82, 0.07, 0.57), (-0.90, 0.23, 0.37),
)  # fmt: skip
CURVE = {  # along the chord and above it, in shares of the chord and of the arch, at eighths of the length
    2: ((0, -0.02, 0.06, 0.23, 0.45, 0.65, 0.80, 0.92, 1), (0, 0.33, 0.69, 0.91, 1, 0.87, 0.60, 0.27, 0)),
    6: ((0, 0.01, 0.11, 0.28, 0.47, 0.66, 0.82, 0.95, 1), (0, 0.41, 0.78, 0.96, 1, 0.91, 0.67, 0.35, 0)),
    9: ((0, 0.07, 0.17, 0.32, 0.47, 0.63, 0.78, 0.91, 1), (0, 0.43, 0.83, 1, 0.97, 0.87, 0.67, 0.37, 0)),
}
AREA = {  # cm2 of one side beside some bones. Measured: the erector's at the discs below L1 to L3 [ivanac2026]. Recalled from a table of
    # other studies, which was not found again: the multifidus's at L2 to L5, of athletes, and the erector's at L4, of patients. Else drawn
    "multifidus": {"C3": 1.0, "T1": 1.0, "T12": 1.5, "L2": 2.8, "L3": 4.3, "L4": 6.5, "L5": 8.0, "sacrum": 2.0},
    "erector spinae": {"C4": 1.5, "T3": 5.0, "T10": 12.0, "L1": 22.5, "L2": 22.7, "L3": 21.1, "L4": 16.3, "L5": 9.0, "sacrum": 3.0},
}


@cache
def rib_line(number: int) -> Array:
    """The middle (n, 3) [m] of the right rib of a number, 1 to 12, from its head to its front end."""
    if not 1 <= number <= 12:
        raise ValueError(f"number = {number}; allowed: 1 to 12")
    body = vertebra(CHEST[number - 1])
    head = layout()[body.level].apply([[0.001, -0.003 if number < 10 else -0.006, (body.endplate_width_upper or 0.03) / 2 + 0.004]])[0]
    curves = [np.array(CURVE[key]) for key in CURVE]
    share = np.array([[np.interp(number, list(CURVE), [curve[axis, i] for curve in curves]) for i in range(9)] for axis in (0, 1)])
    way, out = (np.array(table[number - 1]) / np.linalg.norm(table[number - 1]) for table in (WAY, OUT))
    points = head + (share[0][:, None] * CHORD[number - 1] * way + share[1][:, None] * ARCH[number - 1] * out) / 1e3
    return smooth(points, np.zeros(9), 26)[0]


def rib(number: int) -> Strand:
    """A pair of ribs, which move with the bone of their number."""
    line = rib_line(number)
    at = float(COLUMN.index(CHEST[number - 1]))
    flat = np.full(len(line), 0.0032)
    one = tube(
        line, np.full(len(line), 0.006 if number > 1 else 0.0035), flat if number > 1 else flat * 2, np.full(len(line), at), around=8
    )
    return one + mirrored(one)


def sternum() -> Strand:
    """Handle and body of the breastbone, with the cartilages of the first seven ribs."""
    ends = np.array([rib_line(number)[-1] for number in range(1, 8)])
    middle = ends[:, :2].copy()
    middle[:, 0] += np.linspace(0.012, 0.03, 7)
    fit = np.polyfit(middle[:, 1], middle[:, 0], 1)
    top = middle[0, 1] + 0.008
    height = np.array([0.0, 0.025, 0.05, 0.055, 0.1, 0.145, 0.152])
    wide = np.array([0.026, 0.027, 0.017, 0.016, 0.0195, 0.018, 0.008])
    path = np.stack([np.polyval(fit, top - height), top - height, 0 * height], axis=1)
    at = np.full(len(path), float(COLUMN.index("T4")))
    made = tube(path, wide, np.full(len(path), 0.0055), at, around=12)
    for end, drop in zip(ends, np.linspace(0.008, 0.135, 7), strict=True):
        goal = np.array([np.polyval(fit, top - drop), top - drop, 0.012])
        points, along = smooth(np.array([end, (end + goal) / 2 - [0, 0.004, 0], goal]), np.full(3, at[0]), 8)
        one = tube(points, np.full(8, 0.005), np.full(8, 0.0035), along, around=6)
        made = made + one + mirrored(one)
    return made


def hips() -> Strand:
    """Both hip bones: a wing, a socket's ring of bone and the arches to the front."""
    end = float(len(COLUMN) - 1)
    place = layout()["sacrum"].apply([[0, 0, 0]])[0]
    crest = np.array([[-0.055, -0.035, 0.045], [-0.045, 0.01, 0.075], [-0.01, 0.036, 0.115], [0.04, 0.028, 0.132], [0.075, -0.02, 0.12]])
    lower = np.array(
        [[-0.055, -0.055, 0.036], [-0.035, -0.045, 0.041], [-0.008, -0.036, 0.048], [0.022, -0.058, 0.072], [0.05, -0.075, 0.09]]
    )
    rows = [smooth(line, np.zeros(5), 9)[0] for line in (crest, (crest + lower) / 2 + [0, 0, 0.004], lower)]
    wing = sheet(place + np.array(rows), 0.008, np.full((3, 9), end))
    made = wing
    for line, thick in (
        ([[0.02, -0.06, 0.075], [0.035, -0.085, 0.088], [0.03, -0.105, 0.09]], 0.021),
        ([[0.045, -0.095, 0.075], [0.075, -0.105, 0.04], [0.082, -0.118, 0.006]], 0.008),
        ([[0.015, -0.115, 0.08], [0.0, -0.155, 0.07], [0.02, -0.172, 0.062]], 0.012),
        ([[0.015, -0.168, 0.06], [0.05, -0.15, 0.035], [0.078, -0.128, 0.008]], 0.006),
    ):
        points, along = smooth(place + np.array(line), np.full(3, end), 10)
        made = made + tube(points, np.full(10, thick), np.full(10, thick * 0.8), along, around=10)
    return made + mirrored(made)


def skull() -> Strand:
    """The base of the skull: its two rockers on the atlas, the ring round the great hole, and the plate behind it up to the knob."""
    there = layout()["C1"]
    turn = 2 * np.pi * np.arange(24) / 24
    front, wide = 0.0175, 0.0148  # half of the great hole's length and width
    centre, rows = np.array([-0.014, 0.010]), []
    for share, rise in ((1.0, 0.0), (1.7, 0.002), (2.6, 0.012)):
        x = centre[0] + np.where(np.cos(turn) > 0, 1 + 0.35 * (share - 1), share) * front * np.cos(turn)
        rows.append(np.stack([x, centre[1] + rise - 0.004 * np.cos(turn), share * wide * np.sin(turn) * 1.15], axis=1))
    grid = there.apply(np.concatenate(np.array(rows))).reshape(3, 24, 3)
    half = grid[:, :13]
    made = sheet(half, 0.005, np.zeros((3, 13)))
    made = made + mirrored(made)
    points = there.apply([[0.001, 0.0035, 0.0125], [-0.009, 0.0015, 0.0185], [-0.018, 0.0045, 0.0215]])
    path, along = smooth(points, np.zeros(3), 8)
    rocker = tube(path, np.array([0.002, 0.005, 0.006, 0.0062, 0.0062, 0.006, 0.005, 0.002]), np.full(8, 0.0035), along, around=10)
    mastoid = tube(*spindle(there.apply([[-0.02, 0.014, 0.05], [-0.014, -0.006, 0.051]]), np.array([6.0, 1.0])), np.zeros(12), around=10)
    return made + rocker + mirrored(rocker) + mastoid + mirrored(mastoid)


def spindle(points: Array, area: Array, flat: float = 1.0) -> tuple[Array, Array, Array]:
    """A smooth path through points (n, 3) [m] with half widths and half depths [m], for sections `area` (n,) [cm2],
    `flat` times as wide as deep."""
    path, section = smooth(points, area * 1e-4, 12)
    deep = np.sqrt(np.maximum(section, 1e-6) / np.pi / flat)
    return path, flat * deep, deep


def _beside(level: str, back: float, up: float, out: float) -> Array:
    """A point (3,) of the spine's frame, from a bone's origin: backward, up and to the right [m]."""
    return layout()[level].apply([[-back, up, out]])[0]


def _long(name: str, out: dict[str, tuple[float, float]], flat: float) -> Strand:
    """A long muscle of the back: beside each bone, how far back and to the side it runs."""
    areas = AREA[name]
    points = np.array([_beside(level, *(out[level][0], -0.012, out[level][1])) for level in areas])
    along = np.array([float(COLUMN.index(level)) for level in areas])
    count = 40
    path, at = smooth(points, along, count)
    section = np.interp(at, along, list(areas.values())) * 1e-4 * np.clip(np.minimum(np.arange(count), np.arange(count)[::-1]) / 3, 0.08, 1)
    deep = np.sqrt(section / np.pi / flat)
    return tube(path, flat * deep, deep, at, around=14)


def muscle(name: str) -> Strand:
    """A pair of muscles as volumes; ValueError names MUSCLES."""
    require_level(name, tuple(MUSCLES))
    one = MUSCLES[name]()
    return one + mirrored(one)


def _multifidus() -> Strand:
    where = {"C3": (0.024, 0.009), "T1": (0.03, 0.009), "T12": (0.034, 0.009), "L2": (0.042, 0.013), "L3": (0.044, 0.0155)}
    where |= {"L4": (0.045, 0.0185), "L5": (0.046, 0.0205), "sacrum": (0.045, 0.016)}
    return _long("multifidus", where, 0.85)


def _erector() -> Strand:
    where = {"C4": (0.03, 0.024), "T3": (0.042, 0.026), "T10": (0.046, 0.033), "L1": (0.05, 0.042), "L2": (0.054, 0.045)}
    where |= {"L3": (0.056, 0.047), "L4": (0.058, 0.047), "L5": (0.062, 0.042), "sacrum": (0.055, 0.032)}
    return _long("erector spinae", where, 1.35)


def _between(places: list[tuple[str, float, float, float]], areas: tuple[float, ...], flat: float = 1.0) -> Strand:
    """A spindle through places: a bone, and how far back, up and to the right of its origin; with sections [cm2]."""
    points = np.array([_beside(*place) for place in places])
    path, wide, deep = spindle(points, np.array(areas), flat)
    at = np.interp(np.linspace(0, 1, 12), np.linspace(0, 1, len(places)), [float(COLUMN.index(place[0])) for place in places])
    return tube(path, wide, deep, at, around=12)


def _psoas() -> Strand:
    places = [("T12", -0.012, -0.02, 0.021), ("L1", -0.014, -0.02, 0.029), ("L2", -0.014, -0.02, 0.034), ("L3", -0.014, -0.015, 0.04)]
    places += [("L4", -0.018, -0.01, 0.047), ("L5", -0.03, -0.01, 0.055), ("sacrum", -0.075, -0.05, 0.072), ("sacrum", -0.085, -0.17, 0.09)]
    return _between(places, (0.3, 4.2, 7, 10.1, 14.7, 17.6, 9, 1.0))


def _quadratus() -> Strand:
    places = [("L1", 0.012, 0.02, 0.052), ("L2", 0.012, 0.0, 0.056), ("L3", 0.013, -0.01, 0.062), ("L4", 0.014, -0.015, 0.066)]
    return _between([*places, ("L5", 0.016, 0.0, 0.07)], (1.5, 3.4, 5.0, 6.8, 3.0), 2.2)


def _levator() -> Strand:
    places = [("C1", 0.011, -0.01, 0.036), ("C4", 0.02, -0.01, 0.037), ("T1", 0.05, 0.0, 0.06), ("T3", 0.062, 0.01, 0.075)]
    return _between(places, (0.8, 2.8, 2.5, 0.8))


EDGE = ((-0.03, -0.012, -0.03), (-0.05, -0.04, -0.06), (-0.058, -0.05, -0.09))  # m, from the shoulder: the lower edge of the trapezius


def _trapezius() -> Strand:
    inner = np.concatenate([[_beside("C1", 0.07, 0.03, 0.004)], tips(LEVELS[6:19:3]) - [0.004, 0, 0]])
    shoulder = _beside("T2", 0.03, 0.01, 0.15)
    outer = np.array([_beside("C1", 0.062, 0.02, 0.03), shoulder, *(shoulder + np.array(EDGE)),
                      inner[-1] + [0, -0.004, 0.008]])  # fmt: skip
    inner[:, 2] = 0.003
    middle = (inner + outer) / 2 - [0.006, 0, 0]
    along = np.array([0.0, 6, 9, 12, 15, 18])
    return sheet(np.array([inner, middle, outer]), 0.006, np.tile(along, (3, 1)))


def _suboccipital() -> Strand:
    parts = [
        _between([("C2", 0.046, -0.008, 0.005), ("C1", 0.045, 0.006, 0.014), ("C1", 0.042, 0.021, 0.022)], (0.5, 1.9, 0.7)),
        _between([("C1", 0.032, -0.006, 0.003), ("C1", 0.036, 0.006, 0.006), ("C1", 0.037, 0.016, 0.009)], (0.3, 0.8, 0.4)),
        _between([("C2", 0.045, -0.012, 0.006), ("C2", 0.028, 0.0, 0.022), ("C1", 0.014, -0.011, 0.033)], (0.5, 2.2, 0.6)),
        _between([("C1", 0.013, -0.005, 0.034), ("C1", 0.026, 0.008, 0.032), ("C1", 0.038, 0.02, 0.03)], (0.4, 1.0, 0.5)),
    ]
    return parts[0] + parts[1] + parts[2] + parts[3]


MUSCLES = {
    "multifidus": _multifidus,
    "erector spinae": _erector,
    "psoas": _psoas,
    "quadratus lumborum": _quadratus,
    "levator scapulae": _levator,
    "trapezius": _trapezius,
    "suboccipital muscles": _suboccipital,
}
