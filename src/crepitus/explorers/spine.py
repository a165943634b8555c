"""Lesson 01: one bone at a time, the whole spine, and the weight it carries."""

from dataclasses import dataclass

import numpy as np

from crepitus.explorers.explorer import Choice, Explorer
from crepitus.figures import bone
from crepitus.figures import spine as drawings
from crepitus.models import load, spine

MARKS = ("body", "canal", "processes", "facets")
SEVEN = ("C1", "C2", "C4", "T6", "T12", "L3", "L5")
WHERE = {"C": "neck", "T": "chest", "L": "loin"}


@dataclass(frozen=True)
class Line:
    """A dimension marked in one view: its two ends (right and up in that view) [m], and its words."""

    side: str
    start: tuple[float, float]
    end: tuple[float, float]
    words: str
    off: tuple[float, float] = (0.0, 0.0)

    def at(self) -> tuple[float, float]:
        """Where the words stand [mm]."""
        return tuple(5e2 * (a + b) + o for a, b, o in zip(self.start, self.end, self.off))


@dataclass(frozen=True)
class Built:
    """A bone with the lines of one kind of dimension."""

    bone: spine.Vertebra
    mark: str
    lines: tuple[Line, ...]
    points: np.ndarray
    triangles: np.ndarray


@dataclass(frozen=True)
class Taken:
    """Photographs by name, and the length of the bar that gives their scale [m]."""

    shots: tuple[tuple[str, bone.Shot], ...]
    bar: float


@dataclass(frozen=True)
class Carried:
    """What each level carries; `chosen` is the one that is looked at, `mass` the body's [kg]."""

    shares: np.ndarray
    chosen: load.Above
    mass: float


def mm(value: float) -> str:
    """A length as it is written at a line."""
    return f"{value * 1e3:.0f} mm"


def lines_of(bone: spine.Vertebra, mark: str) -> tuple[Line, ...]:
    """The lines of one kind of dimension; none where the bone has no such part."""
    deep, wide = bone.canal_depth, bone.canal_width
    if mark == "canal":
        across = Line("above", (-wide / 2, -deep / 2), (wide / 2, -deep / 2), mm(wide), (0, -4))
        return across, Line("above", (0, -deep), (0, 0), mm(deep), (0, 4))
    if mark == "processes":
        low = -(bone.body_height_posterior or 0.02)
        span = Line("behind", (-bone.transverse_span / 2, 0.017), (bone.transverse_span / 2, 0.017), mm(bone.transverse_span), (0, 3.5))
        reach = bone.spinous_reach
        return (span, Line("side", (-reach, low - 0.022), (0, low - 0.022), mm(reach), (0, -4.5))) if reach else (span,)
    if mark == "facets" and bone.facet_spacing:
        half, up = bone.facet_spacing / 2, bone.facet_above
        joint = spine.facet(bone.level)
        ends = [joint.centre + joint.along * way * joint.height for way in (0.7, -0.7)]
        angle = f"{np.degrees(bone.facet_to_transverse):.0f}°"
        tilted = Line("side", tuple(ends[1][:2]), tuple(ends[0][:2]), angle, (-13, 9))
        return Line("behind", (-half, up), (half, up), mm(bone.facet_spacing), (0, 5)), tilted
    if mark == "body" and bone.body_height_posterior and bone.endplate_width_upper:
        half, depth, rear = bone.endplate_width_upper / 2, bone.endplate_depth_upper, bone.body_height_posterior
        across = Line("above", (-half, depth / 2), (half, depth / 2), mm(2 * half), (0, 4))
        front = depth + 0.004
        return across, Line("side", (front, -bone.body_height_anterior), (front, 0), mm(bone.body_height_anterior), (0, 4 + 5e2 * rear))
    return ()


def look_at(level, mark):
    """One level with one kind of dimension marked."""
    found = spine.vertebra(spine.LEVELS[int(level) - 1])
    kind = MARKS[int(mark) - 1]
    return Built(found, kind, lines_of(found, kind), *spine.mesh(found.level))


def say_bone(built):
    """The level, its region, and the marked dimensions in words."""
    found, level = built.bone, built.bone.level
    said = f"{level}, vertebra {level[1:]} of the {WHERE[level[0]]}. "
    if not built.lines:
        return said + f"It has no {'body' if built.mark == 'body' else 'measured facets on top'} of the usual kind."
    if built.mark == "body":
        return said + (
            f"The body is {mm(found.endplate_width_upper)} wide and {mm(found.endplate_depth_upper)} deep above, and "
            f"{mm(found.body_height_posterior)} high behind, {mm(found.body_height_anterior)} in front."
        )
    if built.mark == "canal":
        return said + f"The canal is {mm(found.canal_width)} wide and {mm(found.canal_depth)} deep."
    if built.mark == "processes":
        reach = f"; the spinous process ends {mm(found.spinous_reach)} behind the body" if found.spinous_reach else ""
        return said + f"From tip to tip the transverse processes measure {mm(found.transverse_span)}{reach}."
    flat, side = np.degrees(found.facet_to_transverse), np.degrees(found.facet_to_sagittal)
    return said + f"The upper facets stand {flat:.0f}° steep and face {abs(90 - side):.0f}° {'inward' if side < 90 else 'outward'}."


def photographed(level):
    """Four photographs of one bone."""

    def take():
        parts = [(*spine.mesh(level), drawings.BONE)]
        names = ("above", "side", "behind", "front")
        return Taken(tuple((drawings.NAMES[name], bone.shoot(parts, bone.view(name), 3e-4)) for name in names), 0.02)

    return take


def whole():
    """The whole spine from four sides."""
    layout = spine.layout()
    parts = [(layout[part].apply(spine.mesh(part)[0]), spine.mesh(part)[1], drawings.BONE) for part in spine.PARTS]
    for level in spine.DISC_LEVELS:
        points, triangles = spine.disc_mesh(level)
        parts.append((layout[level].apply(points), triangles, drawings.DISC))
    names = ("left side", "front", "side", "behind")
    return Taken(tuple((drawings.NAMES[name], bone.shoot(parts, bone.view(name), 9e-4, 0.004)) for name in names), 0.1)


def carry(level, mass):
    """What a level carries in a body of some mass."""
    shares = np.array([spine.weight_carried(name) for name in spine.LEVELS])
    return Carried(shares, load.above(spine.LEVELS[int(level) - 1]), mass)


def say_carried(found):
    """The load of the chosen level, and what it is made of."""
    above = found.chosen
    kilos = above.share * found.mass
    parts = f"head and neck {above.head * 100:.0f} %, arms {above.arms * 100:.0f} %, trunk {above.trunk * 100:.0f} %"
    return f"{above.level} carries {above.share * 100:.0f} % of the body's weight ({parts}): {kilos:.0f} of {found.mass:.0f} kg."


LEVEL = Choice("level", "vertebra", "", tuple(range(1, 25)), start=4, words=spine.LEVELS)

one_bone = Explorer(
    name="one_bone",
    title="Vertebra by vertebra, to scale",
    choices=(LEVEL, Choice("mark", "measure", "", (1, 2, 3, 4), start=1, words=MARKS)),
    model=look_at,
    stage=drawings.bone_stage,
    draw=drawings.bone_views,
    readout=say_bone,
    shows="One vertebra in three views on the same scale in millimetres, from above, from the right and from behind, with dimensions marked.",
    conclusion=(
        "Small body, wide canal and holes beside it: a neck. Long sloping spinous process and wings for the ribs: a chest. Big body, "
        "stout blade behind: a loin."
    ),
    size=(7.2, 6.2),
)

weight_carried = Explorer(
    name="weight_carried",
    title="What each level carries",
    choices=(
        Choice("level", "vertebra", "", tuple(range(1, 25)), start=24, words=spine.LEVELS),
        Choice("mass", "body's mass", "kg", (50, 70, 90, 110), start=70),
    ),
    model=carry,
    stage=drawings.load_stage,
    draw=drawings.loads,
    readout=say_carried,
    shows="A bar for each of the 24 vertebrae, longer from top to bottom, in kilograms; the chosen one is marked with its number.",
    conclusion="The load grows from the head's to half of the body's, and grows fastest where the arms hang; muscles come on top.",
)

whole_spine = Explorer(
    name="whole_spine",
    title="The whole spine from four sides",
    choices=(),
    model=whole,
    stage=drawings.photographs_stage,
    draw=drawings.photographs,
    readout=lambda _: "24 vertebrae, 23 discs (blue), the sacrum and the coccyx, in a person who stands.",
    shows="The whole spine from the left, from the front, from the right and from behind, with a bar of 100 mm.",
    conclusion="Seen from the side the spine has four curves; from in front and behind it is straight, and widens downwards.",
    size=(7.2, 7.6),
)


def still(level: str) -> Explorer:
    """The picture of one bone from four sides."""
    return Explorer(
        name=f"bone_{level.lower()}",
        title=f"{level} from four sides",
        choices=(),
        model=photographed(level),
        stage=drawings.photographs_stage,
        draw=drawings.photographs,
        readout=lambda _: f"{level}, to scale.",
        shows=f"The vertebra {level} from above, from the right, from behind and from in front, with a bar of 20 mm.",
        conclusion=f"A {level} as the table of dimensions makes it.",
        size=(7.2, 2.4),
    )


bone_c1, bone_c2, bone_c4, bone_t6, bone_t12, bone_l3, bone_l5 = map(still, SEVEN)
