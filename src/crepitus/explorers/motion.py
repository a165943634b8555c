"""Explorers of a spine in motion: bend, lean and twist it; what steers each pair of bones."""

from dataclasses import dataclass

import numpy as np

from crepitus.explorers.spine_scene import LAYERS, bone, spine_parts
from crepitus.figures import motion as drawings
from crepitus.models.alignment import COLUMN, facet, layout
from crepitus.models.dimensions import vertebra
from crepitus.models.motion import REGIONS, SEGMENTS, Posture, centres, nearest_limit, poses, posture
from explorables.explorable import Explorable, Parameter
from explorables.registry import reference, table
from explorables.scene import Layer, Part, Scene

FARTHEST = ((-0.21, -0.12, -0.24), (0.39, 0.51, 0.24))  # m: the box that holds every state of the explorer


@dataclass(frozen=True)
class Moved:
    """A posture, where it puts the bones, and the `line` (n, 3) through the centres of turning [m]."""

    position: Posture
    bones: dict
    line: np.ndarray


@dataclass(frozen=True)
class Row:
    """One source's range of one movement [degrees]."""

    movement: str
    least: float
    most: float
    setting: str
    source: str


@dataclass(frozen=True)
class Joint:
    """Two bones, the middle between their facets (3,) [m], lines along these, their slants [degrees], and every published range."""

    name: str
    lower: Part
    upper: Part
    centre: np.ndarray
    facets: tuple[np.ndarray, ...]
    to_transverse: float
    to_sagittal: float
    rows: tuple[Row, ...]


def spine_in_posture(bend_degrees, lean_degrees, twist_degrees):
    """The angle of each pair of bones, and where every bone goes."""
    position = posture(*np.radians([bend_degrees, lean_degrees, twist_degrees]))
    bones = poses(position)
    moved = [bones[above][0] @ centre + bones[above][1] for above, centre in zip(COLUMN, centres())]
    return Moved(position, bones, np.array([*moved, [0.016, -0.01, 0]]))


def joint_of(pair):
    """The bones of a pair, numbered from the top, their facets and their ranges."""
    upper, lower = COLUMN[int(pair) : int(pair) + 2]
    found, there, slant = facet(lower), layout()[lower], vertebra(lower)
    lines = []
    for side in (1, -1):
        for way, half in ((found.along, found.height / 2), (found.across, found.width / 2)):
            ends = found.centre + 0.5 * found.gap * found.normal + np.outer([-half, half], way)
            lines.append(there.apply(ends) * [1, 1, side])
    degrees = np.degrees([slant.facet_to_transverse, slant.facet_to_sagittal])
    middle = there.apply([found.centre * [1, 1, 0]])[0]
    return Joint(SEGMENTS[int(pair)], bone(lower), bone(upper), middle, tuple(lines), *map(float, degrees), ranges_of(int(pair)))


def ranges_of(pair: int) -> tuple[Row, ...]:
    """Every source's range of a pair: bending both ways together, leaning and turning to one side."""
    listed = [row for row in table("ranges").rows if row[0] == SEGMENTS[pair].replace("–", "-")]
    rows = []
    for movement, words in (("flexion and extension", "bending"), ("side bending", "leaning"), ("turning", "turning")):
        for _, kind, least, most, sides, setting, checked, source in listed:
            if kind == movement:
                share = 0.5 if sides == "both" and words != "bending" else 1
                rows.append(Row(words, share * float(least), share * float(most), setting, named(source, checked)))
        if words == "bending" and (single := [row for row in listed if row[1] in ("flexion", "extension")]):
            total = sum(float(row[2]) for row in single)
            rows.append(Row(words, total, total, single[0][5], named(single[0][7], single[0][6])))
    return tuple(rows)


def named(source: str, checked: str) -> str:
    """The first author and the year of a citation, and whether the value was recalled, not read."""
    work = reference(source.strip("[]"))
    return f"{work.short.split()[0]} {work.year}" + (", recalled" if checked == "recalled" else "")


def say_posture(moved):
    """The posture, who takes how much of it, and who is nearest to a limit."""
    bend, lean, twist = (np.degrees(angles.sum()) for angles in vars(moved.position).values())
    asked = [
        f"bent {'forward' if bend > 0 else 'backward'} by {abs(bend):.0f}°" if abs(bend) > 0.5 else "",
        f"leaned {'right' if lean > 0 else 'left'} by {abs(lean):.0f}°" if abs(lean) > 0.5 else "",
        f"turned {'right' if twist > 0 else 'left'} by {abs(twist):.0f}°" if abs(twist) > 0.5 else "",
    ]
    if not any(asked):
        return "Standing upright: every pair of bones is in its middle position."
    said = ", ".join(filter(None, asked))
    which = int(np.argmax(np.abs([bend, lean, twist])))
    shares = ", ".join(f"{region} {abs(np.degrees(moved.position.of(region)[which])):.0f}°" for region in REGIONS)
    nearest, movement, part = nearest_limit(moved.position)
    word = ("the bend", "the lean", "the twist")[which]
    return (
        f"{said[0].upper()}{said[1:]}, from the sacrum to C1. Of {word}: {shares}. "
        f"{nearest} is nearest to its limit: {100 * part:.0f} % of its largest published {movement}."
    )


def say_joint(joint):
    """The slant of the facets and the widest published range of each movement."""
    spans = []
    for movement, words in (
        ("bending", "bending, both ways together"),
        ("leaning", "leaning to one side"),
        ("turning", "turning to one side"),
    ):
        ends = [end for row in joint.rows if row.movement == movement for end in (row.least, row.most)]
        low, high = f"{min(ends):.3g}", f"{max(ends):.3g}"
        spans.append(f"{words} {low if low == high else f'{low} to {high}'}°")
    outward = "outward" if joint.to_sagittal > 90 else "inward"
    return (
        f"{joint.name}: the facets stand {joint.to_transverse:.0f}° from level and {min(joint.to_sagittal, 180 - joint.to_sagittal):.0f}° "
        f"from front-to-back, the lower one facing backward and {outward}. Published: {'; '.join(spans)}."
    )


bend_lean_twist = Explorable(
    name="bend_lean_twist",
    title="Bend, lean, twist",
    parameters=(
        Parameter("bend_degrees", "bend forward", "degrees", (-60, -30, 0, 30, 60, 90, 120), start=0),
        Parameter("lean_degrees", "lean to the right", "degrees", (-60, -40, -20, 0, 20, 40, 60), start=0),
        Parameter("twist_degrees", "twist to the right", "degrees", (-90, -60, -30, 0, 30, 60, 90), start=0),
    ),
    model=spine_in_posture,
    stage=drawings.bars_stage,
    draw=drawings.bars,
    readout=say_posture,
    shows=(
        "The spine as a line from the left and from behind; below, three panels of bars, a row for each of the 24 pairs of "
        "bones from C1–C2 down: bend, lean and twist in degrees. Grey: the range that every source allows; hatched: where sources differ."
    ),
    conclusion=(
        "A bend and a lean are shared by all pairs, a few degrees each. A twist is not: C1–C2 alone takes more than a quarter of it, the "
        "chest nearly half, and the six pairs of the loin hardly anything. No pair but the first moves far; the sum does."
    ),
    size=(6.4, 8.6),
    scene=Scene(
        lambda: tuple(part for part in spine_parts() if part.layer != "nerve" or part.name == "cord"),
        (*LAYERS[:2], Layer("nerve", "spinal cord", "nerve", shown=False), *LAYERS[3:]),
        "A human spine that moves with the sliders and can be turned.",
        pose=lambda moved: moved.bones,
        frame=FARTHEST,
    ),
)

steering = Explorable(
    name="steering",
    title="The facets steer",
    parameters=(Parameter("pair", "pair of bones", "", range(1, len(SEGMENTS)), start=SEGMENTS.index("T6–T7"), words=SEGMENTS[1:]),),
    model=joint_of,
    stage=drawings.steering_stage,
    draw=drawings.steering,
    readout=say_joint,
    shows=(
        "Above, the outlines of two neighbouring bones from the left and from above, with thick lines along their facets. Below, each "
        "published range of bending, leaning and turning of this pair as a mark on an axis of degrees, with its source."
    ),
    conclusion=(
        "In the neck the facets lie like roof tiles, halfway between level and upright: they let the bones bend, lean and turn. In the "
        "chest they stand nearly upright and face backward: they would let the bones turn. In the loin they face each other across "
        "the middle: they let the bones bend and stop them from turning. Sources differ on how far, seldom on which way."
    ),
    size=(7.2, 6.6),
)
