"""Explorers of a spine in motion: bend, lean and twist it; what steers each pair of bones."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from crepitus.explorers.spine_scene import LAYERS, rims, spine_parts
from crepitus.figures import motion as drawings
from crepitus.models import foramina
from crepitus.models.alignment import COLUMN, facet, layout
from crepitus.models.dimensions import vertebra
from crepitus.models.glide import SIDES
from crepitus.models.motion import REGIONS, Posture, facet_gaps, nearest_limit, poses, posture
from explorables.digits import degrees, percent
from explorables.explorable import Explorable
from explorables.parameter import Clock, Parameter
from explorables.scene import Layer, Scene

FARTHEST = ((-0.26, -0.13, -0.28), (0.34, 0.51, 0.28))  # m: the box that holds every state of the explorer
SEEN_FROM = {"bend": "right", "lean": "behind", "twist": "above"}  # where a movement is seen best
BEST_FROM = {"bend": (112, 9), "lean": (180, 9), "twist": (180, 50)}  # degrees around and up: nearly as the flat picture
MOVED = {"bend": "flexion", "lean": "lateral", "twist": "rotation"}  # the angle of a posture
WAYS = {"bend": ("bent", "forward", "backward"), "lean": ("leaned", "right", "left"), "twist": ("turned", "right", "left")}
TOP = (-0.012, 0.03, 0.0)  # m, in the frame of C1: where the skull would sit
NAMED = ("C1", "T1", "L1", "sacrum")


@dataclass(frozen=True)
class Moved:
    """A spine after one of WAYS by an `angle` [rad]: the posture, of it the `angles` (24,) [rad] of this movement, and where bones go.

    Of every bone and disc, by its name, an outline (n, 3) [m] that is seen from `view`; of the facets of each pair, left and right, a
    line (24, 2, 2, 3) [m] and the narrowest gap (24, 2) [m] at rest and now; a line (2, 3) [m] out from each of NAMED; the `top`;
    how high the `holes` for roots are (2, 21, 2) [m], at rest and now.
    """

    movement: str
    angle: float
    position: Posture
    angles: np.ndarray
    bones: dict[str, tuple[np.ndarray, np.ndarray]]
    view: str
    outlines: dict[str, np.ndarray]
    discs: dict[str, np.ndarray]
    facets: np.ndarray
    rest: np.ndarray
    gaps: np.ndarray
    pointers: dict[str, np.ndarray]
    top: np.ndarray
    holes: np.ndarray


def spine_in_posture(movement: float, angle: float) -> Moved:
    """The angle of each pair of bones, where every bone goes, and what happens in the facet joints."""
    name = list(WAYS)[int(movement)]
    view = SEEN_FROM[name]
    position = posture(**{MOVED[name]: angle})
    bones = poses(position)
    outlines, discs = (outlines_of(layer, view, bones) for layer in ("bone", "disc"))
    turns = [bones[below] for below in COLUMN[1:]]
    facets = np.array([ends @ turn.T + shift for ends, (turn, shift) in zip(facet_lines(), turns)])
    out = {level: line @ bones[level][0].T + bones[level][1] for level, line in pointers(view).items()}
    turn, shift = bones["C1"]
    top = turn @ layout()["C1"].apply([TOP])[0] + shift
    gaps = facet_gaps(posture()), facet_gaps(position)
    holes = np.array([foramina.heights(posture()), foramina.heights(position)])
    return Moved(name, angle, position, getattr(position, MOVED[name]), bones, view, outlines, discs, facets, *gaps, out, top, holes)


def outlines_of(layer: str, view: str, bones: dict[str, tuple[np.ndarray, np.ndarray]]) -> dict[str, np.ndarray]:
    """The outline of each part of a layer where the bones that it follows have taken it."""
    found = {}
    for name, (part, points, nearest) in rims(layer, view).items():
        first, *others = (points @ turn.T + shift for turn, shift in (bones[body] for body in part.follows))
        found[name] = first if part.along is None else first + part.along[nearest, None] * (others[0] - first)
    return found


@cache
def facet_lines() -> np.ndarray:
    """Along the height of each facet joint, left and right, in the middle of its gap (24, 2, 2, 3) [m], at rest."""
    found = []
    for below in COLUMN[1:]:
        joint, there = facet(below), layout()[below]
        ends = there.apply(joint.centre + joint.gap * joint.normal / 2 + np.outer([-0.5, 0.5], joint.along * joint.height))
        found.append([ends * side for side in SIDES])
    return np.array(found)


@cache
def pointers(view: str) -> dict[str, np.ndarray]:
    """For each of NAMED, at rest, a line (2, 3) [m] to where its name stands: forward, or, seen from behind, to the right."""
    found = {}
    for i, level in enumerate(NAMED):
        start = layout()[level].apply([[0.0 if level == "C1" else 0.5 * (vertebra(level).endplate_depth_upper or 0.0), -0.005, 0.0]])[0]
        longer = 0.035 * (level == "sacrum")  # a wide bone, and a long name
        way = {"right": (0.06 + longer, 0, 0), "behind": (0, 0, 0.065 + longer), "above": (0.115 - 0.02 * i, 0, 0)}[view]
        found[level] = np.array([start, start + way])
    return found


def say_posture(moved: Moved) -> str:
    """The posture, who takes how much of it, what comes with it, and what happens in the facet joints of the lower back."""
    done, one, other = WAYS[moved.movement]
    asked = degrees(abs(moved.angle))
    if asked == "0°":
        return "Standing upright: every pair of bones is in its middle position."
    which = list(WAYS).index(moved.movement)
    shares = ", ".join(f"{region} {degrees(abs(moved.position.of(region)[which]))}" for region in REGIONS)
    nearest, movement, part = nearest_limit(moved.position)
    coupled = ""
    if moved.movement == "twist":
        tip, back = degrees(abs(moved.position.lateral[0])), degrees(abs(moved.position.flexion[0]))
        coupled = f"With it C1 tips {tip} to the {other if moved.angle > 0 else one} and {back} back on C2. "
    gaps, before = (1e3 * found[REGIONS["lower back"]].mean(axis=0) for found in (moved.gaps, moved.rest))
    if moved.movement != "bend":
        both = f"left {gaps[0]:.1f} mm, right {gaps[1]:.1f} mm"
    else:
        was, now = f"{before[0]:.1f}", f"{gaps[0]:.1f}"
        both = f"{now} mm, as at rest" if was == now else f"from {was} to {now} mm"
    return (
        f"{done[0].upper()}{done[1:]} {one if moved.angle > 0 else other} by {asked}, from the sacrum to C1, rounded: {shares}. {coupled}"
        f"{nearest} is nearest to its limit: {percent(part)} of its largest published {movement}. "
        f"Facet joints of the lower back where they are narrowest, on average: {both}.{say_holes(moved)}"
    )


def say_holes(moved: Moved) -> str:
    """Which holes for nerve roots change most."""
    change = moved.holes[1] / moved.holes[0] - 1
    found = []
    for does, which in (("narrows", int(change.argmin())), ("opens", int(change.argmax()))):
        pair, side = divmod(which, 2)
        most = abs(float(change.flat[which]))
        where = foramina.BETWEEN[pair] + ("" if moved.movement == "bend" else " on the " + ("left", "right")[side])
        if most > 0.01 and (change.flat[which] > 0) == (does == "opens"):
            found.append(f"{does} most at {where}, by {percent(most)}")
    return f" The hole for the nerve root {' and '.join(found)} of its height." if found else ""


bend_lean_twist = Explorable(
    name="bend_lean_twist",
    title="Bend, lean, twist",
    parameters=(
        Parameter("movement", "movement", "", (0, 1, 2), start=0, words=tuple(WAYS)),
        Parameter("angle", "how far: forward or right", "degrees", range(-90, 91, 10), start=0, clock=Clock(8)),
    ),
    model=spine_in_posture,
    stage=drawings.bars_stage,
    draw=drawings.bars,
    readout=say_posture,
    shows=(
        "Above, to scale, the bones and discs of a spine: a bend from the right, a lean from behind, a twist from above. Facet joints glow "
        "as their gap closes. Below, a bar for each of the 24 pairs of bones from C1–C2 down, in degrees, with the sum of neck, chest and "
        "lower back, and two dots that glow with its facet joints; two more for the holes through which its nerve roots leave, filled as a "
        "hole narrows, ringed as it opens. Grey: the range that every source allows; hatched: where they differ."
    ),
    conclusion=(
        "A bend and a lean are shared by all pairs, a few degrees each. A twist is not: C1–C2 alone takes more than a quarter of it, the "
        "chest nearly half, and the six pairs of the lower back hardly anything: a degree brings the bones of their facet joints nearer "
        "by nearly a millimetre on one side, into room that cartilage takes up in us. Bending backward closes facet joints on both sides, "
        "bending forward hardly does."
    ),
    size=(6.4, 9.6),
    scene=Scene(
        lambda: tuple(part for part in spine_parts() if part.layer != "nerve" or part.name == "cord"),
        (*LAYERS[:2], Layer("nerve", "spinal cord", "nerve", shown=False), *LAYERS[3:]),
        "A human spine that moves with the sliders and can be turned.",
        pose=lambda moved: moved.bones,
        frame=FARTHEST,
        seen_from=BEST_FROM["bend"],
        best_from=lambda moved: BEST_FROM[moved.movement],
    ),
)
