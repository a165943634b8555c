"""An explorer of lesson 01: a vertebra built from the published dimensions of neck, chest and lower back."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from crepitus.explorers.spine import REACH_AT, WHERE, Line, Point, lines_of, pictures_of
from crepitus.figures import spine as drawings
from crepitus.figures.bone import Seen
from crepitus.models import spine
from explorables.digits import degrees, fixed, listed, millimetres
from explorables.explorable import Explorable
from explorables.parameter import Parameter

KINDS = spine.KINDS
HELD = {  # what is held against people, as the table of dimensions names it and as we do
    "endplate_width_upper": "body width",
    "body_height_anterior": "body height",
    "canal_width": "canal width",
    "transverse_span": "span",
    "spinous_reach": "reach",
    "facet_to_transverse": "facets",
}
VIEWS = ("above", "right")
UNNAMED = ("",) * 5  # dimensions: their names stand in the rows below
SLANT_DRAWN = 0.017  # m: how long the line along a facet is drawn
NOTHING = Seen(np.zeros(2), 1e-3, np.full((8, 8), -1), np.zeros((8, 8)))


@dataclass(frozen=True)
class Held:
    """A dimension held against people's, both in words; how many standard deviations it lies above their mean, if known, also in words."""

    name: str
    words: str
    people: str
    off: float | None
    off_words: str


@dataclass(frozen=True)
class Mixed:
    """A bone, or why there is none; the regions each of its parts points to; its dimension lines and its pictures.

    `held` are its dimensions, also those of a refused one, against those of people at the `level` whose plan it has.

    `knobs` has for each parameter a view and a place in it [m] that moves with it; `slant` a line along the right facet, from the right.
    """

    bone: spine.Vertebra | None
    refused: str
    points_to: dict[str, str]
    lines: tuple[Line, ...]
    pictures: tuple[Seen, ...]
    slant: np.ndarray
    knobs: dict[str, tuple[str, Point]]
    level: str
    held: tuple[Held, ...]


def build(plan: float, body_width: float, facets: float, canal_width: float) -> Mixed:
    """A bone on the plan of one level, with facets as slanted as another's, and a body and a canal of some width."""
    base, joints = (KINDS[int(kind)] for kind in (plan, facets))
    points_to = {"processes": base[0], "body": region(body_width), "facets": joints[0], "canal": "CL" if canal_width > 0.02 else "T"}
    own, slanted = (spine.vertebra(level) for level in (base, joints))
    steep = slanted.si("facet_to_transverse")
    foot = np.array([-own.si("facet_behind"), own.si("facet_above")])
    slant = np.array([foot, foot + SLANT_DRAWN * np.array([-np.cos(steep), np.sin(steep)])])
    knobs: dict[str, tuple[str, Point]] = {
        "plan": ("right", (-own.si("spinous_reach"), REACH_AT)),
        "body_width": ("above", (body_width / 2, spine.endplates(body_width)["endplate_depth_upper"] / 2)),
        "facets": ("right", (float(slant[1, 0]), float(slant[1, 1]))),
        "canal_width": ("above", (canal_width / 2, -own.si("canal_depth") / 2)),
    }
    changed = {"endplate_width_upper": body_width, "canal_width": canal_width, "facet_to_transverse": steep}
    held = tuple(hold(base, name, changed.get(name, own.si(name))) for name in HELD)
    try:
        bone = spine.chimera(base, body_width, joints, canal_width)
        lines = tuple(line for line in lines_of(bone, UNNAMED) if line.side in VIEWS)
        return Mixed(bone, "", points_to, lines, pictures_of(spine.draft(bone), VIEWS), slant, knobs, base, held)
    except ValueError as wrong:
        blank = tuple(replace(line, words=" ") for line in lines_of(spine.vertebra(base)) if line.side in VIEWS)
        return Mixed(None, str(wrong), {}, blank, (NOTHING, NOTHING), slant, knobs, base, held)


def region(body_width: float) -> str:
    """The region of the level whose body is the nearest in width [m]."""
    return min(spine.LEVELS[2:], key=lambda level: abs(spine.vertebra(level).si("endplate_width_upper") - body_width))[0]


def hold(level: str, name: str, value: float) -> Held:
    """A dimension [m, rad] held against people's at a level."""
    angle = name == "facet_to_transverse"
    words = degrees(value) if angle else f"{fixed(1e3 * value, 1)} mm"
    found = spine.spread(level, name)
    if found is None:
        return Held(HELD[name], words, "no spread found", None, " ")
    off, scale = found.off(value), 180 / np.pi if angle else 1e3
    people = f"{level} {fixed(scale * found.mean, 1)} ± {fixed(scale * found.sd, 1 if angle else 2)}"
    return Held(HELD[name], words, people, off, f"{fixed(abs(off), 1)} {'above' if off > 0 else 'below'}" if abs(off) > 0.05 else "at it")


def say_held(mixed: Mixed) -> str:
    """How many standard deviations each dimension lies from people's mean."""
    said = listed([f"{one.name} {one.off_words}" for one in mixed.held if one.off is not None])
    return f"Compared with people's {mixed.level}, in standard deviations from the mean: {said}. For the rest no spread was found."


def say_built(mixed: Mixed) -> str:
    """What each part measures and which region it points to, or why the bone is refused; and how it compares with people's."""
    return f"{say_bone(mixed)} {say_held(mixed)}"


def say_bone(mixed: Mixed) -> str:
    """The same without people."""
    bone = mixed.bone
    if bone is None:
        return f"Refused: {mixed.refused.replace('_', ' ')}."
    said = {
        "processes": f"Processes {mm(bone, 'transverse_span')} from tip to tip, and {mm(bone, 'spinous_reach')} behind",
        "body": f"Body {mm(bone, 'endplate_width_upper')} wide",
        "facets": f"Facets {degrees(bone.si('facet_to_transverse'))} steep",
        "canal": f"Canal {mm(bone, 'canal_width')} wide",
    }
    parts = [f"{said[part]}: {' or '.join(WHERE[letter] for letter in letters)}." for part, letters in mixed.points_to.items()]
    votes = {letter: sum(letter in letters for letters in mixed.points_to.values()) for letter in WHERE}
    most = [WHERE[letter] for letter, count in votes.items() if count == max(votes.values())]
    if max(votes.values()) == len(said):
        return f"{' '.join(parts)} All four speak for the {most[0]}."
    return (
        f"{' '.join(parts)} {max(votes.values())} of 4 speak for the {' and as many for the '.join(most)}. No back contains such a mixture."
    )


def mm(bone: spine.Vertebra, *dimensions: str) -> str:
    """Dimensions of a bone in words."""
    return millimetres(*map(bone.si, dimensions))


def kinds(name: str, label: str, words: Callable[[spine.Vertebra], str]) -> Parameter:
    """A slider with a value for each of KINDS; `words` says of a level what is taken from it."""
    return Parameter(name, label, "", (0, 1, 2), start=1, words=[f"as {level}: {words(spine.vertebra(level))}" for level in KINDS])


PLANS = {"C": "side holes", "T": "wings for ribs", "L": "a blade behind"}
FACING = {"C": "backward", "T": "outward", "L": "inward"}

build_a_vertebra = Explorable(
    name="build_a_vertebra",
    title="Build a vertebra",
    parameters=(
        kinds("plan", "processes", lambda bone: PLANS[bone.level[0]]),
        Parameter(
            "body_width",
            "width of the body",
            "",
            (0.0172, 0.0262, 0.031, 0.038, 0.0441),  # m
            start=0.0262,
            words=("as C4: 17 mm", "as T6: 26 mm", "31 mm", "38 mm", "as L3: 44 mm"),
        ),
        kinds("facets", "upper facets", lambda bone: f"{degrees(bone.si('facet_to_transverse'))}, {FACING[bone.level[0]]}"),
        Parameter(
            "canal_width",
            "width of the canal",
            "",
            (0.006, 0.0173, 0.021, 0.0247),  # m
            start=0.0173,
            words=("as in no bone: 6 mm", "as T6: 17 mm", "21 mm", "as C4: 25 mm"),
        ),
    ),
    model=build,
    stage=drawings.mixed_stage,
    draw=drawings.mixed_views,
    readout=say_built,
    shows=(
        "A vertebra from above and from the right, on one scale in millimetres, with four of its dimensions and the slant of its upper "
        "facets; knobs move them. A refused one is not drawn. Below, a row for each of six dimensions: a point where yours lies, in "
        "standard deviations from people's mean, on a dark band of one and a pale band of two on either side; a row without bands says "
        "that no spread was found."
    ),
    conclusion=(
        "What makes a neck a neck is not one number. The small body leaves room for the arteries' holes beside it, the canal is wider than "
        "the body, and the facets lie like roof tiles. Give the neck a lower back's body, and there is no room left for the holes."
    ),
    size=(7.2, 6.5),
)
