"""An explorer of what steers each pair of bones: how far each way, and how its facets lie."""

from dataclasses import dataclass

import numpy as np

from crepitus.explorers.spine_scene import bone
from crepitus.figures import motion as drawings
from crepitus.models.alignment import COLUMN, facet, layout
from crepitus.models.dimensions import vertebra
from crepitus.models.motion import SEGMENTS
from explorables.digits import degrees, from_to, significant
from explorables.explorable import Explorable
from explorables.parameter import Clock, Parameter
from explorables.registry import reference, table
from explorables.scene import Part


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
    """Two bones, the middle between their facets (3,) [m], lines along these, their slants [rad], and every published range."""

    name: str
    lower: Part
    upper: Part
    centre: np.ndarray
    facets: tuple[np.ndarray, ...]
    to_transverse: float
    to_sagittal: float
    rows: tuple[Row, ...]


def joint_of(pair: float) -> Joint:
    """The bones of a pair, numbered from the top, their facets and their ranges."""
    upper, lower = COLUMN[int(pair) : int(pair) + 2]
    found, there, slant = facet(lower), layout()[lower], vertebra(lower)
    lines = []
    for side in (1, -1):
        for way, half in ((found.along, found.height / 2), (found.across, found.width / 2)):
            ends = found.centre + 0.5 * found.gap * found.normal + np.outer([-half, half], way)
            lines.append(there.apply(ends) * [1, 1, side])
    middle = there.apply(np.array([found.centre * [1, 1, 0]]))[0]
    slants = slant.si("facet_to_transverse"), slant.si("facet_to_sagittal")
    return Joint(SEGMENTS[int(pair)], bone(lower), bone(upper), middle, tuple(lines), *slants, ranges_of(int(pair)))


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
    return f"{work.first} {work.year}" + (", recalled" if checked == "recalled" else "")


def say_joint(joint: Joint) -> str:
    """The slant of the facets and the widest published range of each movement."""
    spans = []
    for movement, words in (
        ("bending", "bending, both ways together"),
        ("leaning", "leaning to one side"),
        ("turning", "turning to one side"),
    ):
        ends = [end for row in joint.rows if row.movement == movement for end in (row.least, row.most)]
        spans.append(f"{words} {from_to(significant(min(ends)), significant(max(ends)))}°")
    outward = "outward" if joint.to_sagittal > np.pi / 2 else "inward"
    return (
        f"{joint.name}: the facets stand {degrees(joint.to_transverse)} from level and "
        f"{degrees(min(joint.to_sagittal, np.pi - joint.to_sagittal))} from front-to-back, the lower one facing backward and {outward}. "
        f"Published: {'; '.join(spans)}."
    )


steering = Explorable(
    name="steering",
    title="The facets steer",
    parameters=(
        Parameter(
            "pair",
            "pair of bones",
            "",
            range(1, len(SEGMENTS)),
            start=SEGMENTS.index("T6–T7"),
            words=SEGMENTS[1:],
            clock=Clock(18, stepwise=True),
        ),
    ),
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
        "chest they stand nearly upright and face backward: they would let the bones turn. In the lower back they face each other across "
        "the middle: they let the bones bend and stop them from turning. Sources differ on how far, seldom on which way."
    ),
    size=(7.2, 7.0),
)
