"""Explorers of lesson 01: one bone at a time, and the weight each carries."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from crepitus.explorers.spine_scene import rims
from crepitus.figures import spine as drawings
from crepitus.figures.bone import Seen, seen
from crepitus.models import load, spine
from explorables.digits import degrees, millimetres
from explorables.explorable import Explorable
from explorables.parameter import Clock, Parameter

SHOWN = ("C1", "C2", "C4", "T6", "T12", "L3", "L5", "sacrum")
WHERE = {"C": "neck", "T": "chest", "L": "lower back"}
REACH_AT = 0.017  # m: how high the reach of the spinous process is marked
Point = tuple[float, float]  # m


@dataclass(frozen=True)
class Line:
    """A dimension marked in one view: its ends and the place of its words, right and up in that view [m]."""

    side: str
    start: Point
    end: Point
    words: str
    at: Point


@dataclass(frozen=True)
class Built:
    """A bone with its dimension lines, seen from three sides."""

    bone: spine.Vertebra
    lines: tuple[Line, ...]
    pictures: tuple[Seen, ...]


@dataclass(frozen=True)
class Sides:
    """Pictures by the name of their side, and the length of the bar that gives their scale [m]."""

    pictures: dict[str, Seen]
    bar: float


@dataclass(frozen=True)
class Carried:
    """What each level carries; `chosen` is the one that is looked at, `mass` the body's [kg]; each bone's outline from the right (n, 3)."""

    shares: np.ndarray
    chosen: load.Above
    mass: float
    outlines: dict[str, np.ndarray]


def line(side: str, start: Point, end: Point, off: Point, known: float | None, name: str) -> Line:
    """A line between two points with its name and length in millimetres `off` its middle; empty where the length is not known."""
    if known is None:
        return Line(side, (0.0, 0.0), (0.0, 0.0), " ", (0.0, 0.0))
    right, up = ((a + b) / 2 + shift for a, b, shift in zip(start, end, off))
    long = f"{1e3 * known:.0f}"
    return Line(side, start, end, f"{name} {long} mm" if name else long, (right, up))


NAMES = ("body", "canal", "high", "body to tip", "tip to tip")  # of dimensions, as they stand in a picture


def lines_of(bone: spine.Vertebra, names: Sequence[str] = NAMES) -> tuple[Line, ...]:
    """Five dimensions: the body's width, the canal's width, the body's height, the reach of the spinous process, the span of the others."""
    wide, deep, tall = bone.endplate_width_upper, bone.endplate_depth_upper or 0.0, bone.body_height_anterior
    tall = tall if wide else None
    canal, depth, span, reach = bone.si("canal_width"), bone.si("canal_depth"), bone.si("transverse_span"), bone.spinous_reach
    return (
        line("above", (-(wide or 0) / 2, deep / 2), ((wide or 0) / 2, deep / 2), (0, 0.005), wide, names[0]),
        line("above", (-canal / 2, -depth / 2), (canal / 2, -depth / 2), (0, -0.005), canal, names[1]),
        line("right", (deep + 0.002, -(tall or 0)), (deep + 0.002, 0), (-0.006, -(tall or 0) / 2 - 0.006), tall, names[2]),
        line("right", (-(reach or 0), REACH_AT), (0, REACH_AT), (0 if names[3] else -(reach or 0) / 4, 0.0055), reach, names[3]),
        line("behind", (-span / 2, 0.017), (span / 2, 0.017), (0, 0.0055), span, names[4]),
    )


def pictures_of(surface: spine.Surface, sides: Iterable[str]) -> tuple[Seen, ...]:
    """A bone from several sides."""
    return tuple(seen([surface], side) for side in sides)


@cache
def look_at(level: float) -> Built:
    """One level with its dimensions."""
    found = spine.vertebra(spine.LEVELS[int(level) - 1])
    return Built(found, lines_of(found), pictures_of(spine.mesh(found.level), drawings.SIDES))


def say_bone(built: Built) -> str:
    """The level, its region, and its dimensions in words."""
    found, level = built.bone, built.bone.level
    body = f"its body {millimetres(found.endplate_width_upper)} wide above" if found.endplate_width_upper else "no body of the usual kind"
    said = f"{level}, vertebra {level[1:]} of the {WHERE[level[0]]}: {body}, its canal {millimetres(found.si('canal_width'))} wide, "
    said += f"its transverse processes {millimetres(found.si('transverse_span'))} from tip to tip. "
    if not found.facet_to_transverse or level == "C2":
        return said + "Its upper joints are of a kind of their own."
    side = np.degrees(found.si("facet_to_sagittal"))
    back = "back and up" if np.degrees(found.si("facet_to_transverse")) < 65 else "straight back"
    facing = "inward" if side < 60 else "outward" if side > 100 else back
    return said + f"Its upper facets stand {degrees(found.facet_to_transverse)} steep and face {facing}."


def from_four_sides(level: str) -> Callable[[], Sides]:
    """Four pictures of one bone."""

    @cache
    def look() -> Sides:
        return Sides({side: seen([spine.mesh(level)], side, 4.5e-4) for side in ("above", "right", "behind", "front")}, 0.02)

    return look


def carry(level: float, mass: float) -> Carried:
    """What a level carries in a body of some mass."""
    shares = np.array([spine.weight_carried(name) for name in spine.LEVELS])
    outlines = {name: outline for name, (_, outline, _) in rims("bone", "right").items()}
    return Carried(shares, load.above(spine.LEVELS[int(level) - 1]), mass, outlines)


def say_carried(found: Carried) -> str:
    """The load of the chosen level, and what it is made of."""
    above = found.chosen
    kilos = above.share * found.mass
    parts = f"head and neck {100 * above.head:.1f} %, arms {100 * above.arms:.1f} %, trunk {100 * above.trunk:.1f} %"
    whole = " We could not split the neck: from C1 to C7 it counts in full." if above.level[0] == "C" else ""
    return f"{above.level} carries {100 * above.share:.1f} % of the body's weight ({parts}): {kilos:.0f} of {found.mass:.0f} kg.{whole}"


one_bone = Explorable(
    name="one_bone",
    title="Vertebra by vertebra, to scale",
    parameters=(Parameter("level", "vertebra", "", tuple(range(1, 25)), start=4, words=spine.LEVELS, clock=Clock(18, stepwise=True)),),
    model=look_at,
    stage=drawings.bone_stage,
    draw=drawings.bone_views,
    readout=say_bone,
    shows="A vertebra in three views on one scale in millimetres, from above, from the right and from behind, with five of its dimensions.",
    conclusion=(
        "Small body, wide canal and holes beside it: a neck. Long sloping spinous process and wings for the ribs: a chest. Big body, "
        "stout blade behind: a lower back."
    ),
    size=(7.2, 5.4),
)

weight_carried = Explorable(
    name="weight_carried",
    title="What each level carries",
    parameters=(
        Parameter("level", "vertebra", "", tuple(range(1, 25)), start=24, words=spine.LEVELS, clock=Clock(12, stepwise=True)),
        Parameter("mass", "mass of the body", "kg", (50, 70, 90, 110), start=70),
    ),
    model=carry,
    stage=drawings.load_stage,
    draw=drawings.loads,
    readout=say_carried,
    shows=(
        "Left, a spine from the right, to scale, coloured from the top down to the chosen vertebra. Right, at the height of each of the 24 "
        "vertebrae, a bar in kilograms, longer from top to bottom; the chosen one is marked with its number."
    ),
    conclusion="The load grows from the head's to half of the body's, and grows fastest where the arms hang; muscles come on top.",
    size=(7.2, 5.0),
)


def still(level: str) -> Explorable:
    """The picture of one bone from four sides."""
    called = "The sacrum" if level == "sacrum" else f"The vertebra {level}"
    return Explorable(
        name=f"bone_{level.lower()}",
        title=f"{called} from four sides",
        parameters=(),
        model=from_four_sides(level),
        stage=drawings.views_stage,
        draw=drawings.views,
        readout=lambda _: "To scale.",
        shows=f"{called} from above, from the right, from behind and from in front, with a bar of 20 mm.",
        conclusion="Drawn from the table of dimensions.",
        size=(7.2, 2.3),
    )


bone_c1, bone_c2, bone_c4, bone_t6, bone_t12, bone_l3, bone_l5, bone_sacrum = map(still, SHOWN)
