"""An explorer of lesson 01: a vertebra built from the published dimensions of neck, chest and lower back."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from crepitus.explorers.spine import REACH_AT, WHERE, Line, Point, lines_of, pictures_of
from crepitus.figures import spine as drawings
from crepitus.figures.bone import Seen
from crepitus.models import spine
from explorables.digits import degrees, millimetres
from explorables.explorable import Explorable
from explorables.parameter import Parameter

KINDS = ("C4", "T6", "L3")
VIEWS = ("above", "right")
SLANT_DRAWN = 0.017  # m: how long the line along a facet is drawn
NOTHING = Seen(np.zeros(2), 1e-3, np.full((8, 8), -1), np.zeros((8, 8)))


@dataclass(frozen=True)
class Mixed:
    """A bone, or why there is none; the regions each of its parts points to; its dimension lines and its pictures.

    `knobs` has for each parameter a view and a place in it [m] that moves with it; `slant` a line along the right facet, from the right.
    """

    bone: spine.Vertebra | None
    refused: str
    points_to: dict[str, str]
    lines: tuple[Line, ...]
    pictures: tuple[Seen, ...]
    slant: np.ndarray
    knobs: dict[str, tuple[str, Point]]


def build(plan: float, body: float, facets: float, canal_width: float) -> Mixed:
    """A bone on the plan of one level, with parts as large as those of others."""
    base, middle, joints = (KINDS[int(kind)] for kind in (plan, body, facets))
    points_to = {"processes": base[0], "body": middle[0], "facets": joints[0], "canal": "CL" if canal_width > 0.02 else "T"}
    own, ends, slanted = (spine.vertebra(level) for level in (base, middle, joints))
    steep = slanted.si("facet_to_transverse")
    foot = np.array([-own.si("facet_behind"), own.si("facet_above")])
    slant = np.array([foot, foot + SLANT_DRAWN * np.array([-np.cos(steep), np.sin(steep)])])
    knobs: dict[str, tuple[str, Point]] = {
        "plan": ("right", (-own.si("spinous_reach"), REACH_AT)),
        "body": ("above", (ends.si("endplate_width_upper") / 2, ends.si("endplate_depth_upper") / 2)),
        "facets": ("right", (float(slant[1, 0]), float(slant[1, 1]))),
        "canal_width": ("above", (canal_width / 2, -own.si("canal_depth") / 2)),
    }
    try:
        bone = spine.chimera(base, middle, joints, canal_width)
        lines = tuple(line for line in lines_of(bone) if line.side in VIEWS)
        return Mixed(bone, "", points_to, lines, pictures_of(spine.draft(bone), VIEWS), slant, knobs)
    except ValueError as wrong:
        blank = tuple(replace(line, words=" ") for line in lines_of(spine.vertebra(base)) if line.side in VIEWS)
        return Mixed(None, str(wrong), {}, blank, (NOTHING, NOTHING), slant, knobs)


def say_built(mixed: Mixed) -> str:
    """What each part measures and which region it points to, and whether they agree; or why the bone is refused."""
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
        return f"{' '.join(parts)} All four agree: this is {bone.level}."
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
        kinds("body", "body, wide and deep", lambda bone: mm(bone, "endplate_width_upper", "endplate_depth_upper")),
        kinds("facets", "upper facets", lambda bone: f"{degrees(bone.si('facet_to_transverse'))}, {FACING[bone.level[0]]}"),
        Parameter(
            "canal_width",
            "width of the canal",
            "",
            (0.006, 0.0173, 0.0247),  # m
            start=0.0173,
            words=("as in no bone: 6 mm", "as T6: 17 mm", "as C4: 25 mm"),
        ),
    ),
    model=build,
    stage=drawings.mixed_stage,
    draw=drawings.mixed_views,
    readout=say_built,
    shows=(
        "A vertebra from above and from the right, on one scale in millimetres, with four of its dimensions and the slant of its upper "
        "facets; knobs move them. A refused one is not drawn."
    ),
    conclusion=(
        "What makes a neck a neck is not one number. The small body leaves room for the arteries' holes beside it, the canal is wider than "
        "the body, and the facets lie like roof tiles. Give the neck a lower back's body, and there is no room left for the holes."
    ),
    size=(7.2, 4.2),
)
