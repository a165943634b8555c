"""Through a back slice by slice, as a scanner sees it: a level that moves from one bone to the next, in the neck, chest and lower back."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from crepitus.explorers.body_scene import BODY_LAYERS, OPENED, body_parts
from crepitus.explorers.spine import Sides
from crepitus.figures import slices as drawings
from crepitus.figures.bone import Seen, seen, together
from crepitus.figures.spine import views, views_stage
from crepitus.models import spine
from crepitus.models.alignment import COLUMN
from crepitus.models.slices import area, cut, middle
from crepitus.models.soft import ROOTS
from explorables.digits import listed, millimetres
from explorables.explorable import Explorable
from explorables.parameter import Clock, Parameter
from explorables.scene import Part

SMALLEST = 2e-7  # m²: what is smaller than that is not drawn
STEP = 5  # %: from one cut to the next
Lines = list[np.ndarray]


@dataclass(frozen=True)
class Slice:
    """Cut number `step`: a level `height` [m] through the bone `above` and the one `below`, both seen from the right.

    Of each layer its `lines` (n, 2) [m], right and forward; the roots `inside` the canal and `outside` it by their names, with how far
    from the middle these are [m]; `middle` is that of the dural sac; `artery` and `cord` say how far their walls are from the middle of
    the facet joint [m].
    """

    step: int
    above: str
    below: str
    height: float
    picture: Seen
    lines: dict[str, Lines]
    through: str
    inside: tuple[str, ...]
    outside: dict[str, float]
    artery: float | None
    cord: float | None
    middle: np.ndarray


@cache
def pair(region: float) -> tuple[str, str, float, float, Seen]:
    """The two bones of a region, 0 to 2 from the top down, the heights [m] between which the level moves, and their picture."""
    above = OPENED[int(region)]
    below = COLUMN[COLUMN.index(above) + 1]
    high, low = (
        float(spine.layout()[level].apply([[0.0, -share * spine.vertebra(level).si("body_height_posterior"), 0.0]])[0, 1])
        for level, share in ((above, 0.4), (below, 0.6))
    )
    shown = [part for part in body_parts() if part.name in (above, below, f"{above}-disc")]
    bones = together([(part.vertices, part.faces) for part in shown if part.layer == "bone"])
    discs = together([(part.vertices, part.faces) for part in shown if part.layer == "disc"])
    return above, below, high, low, seen((bones, discs), "right")


def lines_of(part: Part, height: float) -> Lines:
    """What the level shows of a part."""
    low, high = part.vertices[:, 1].min(), part.vertices[:, 1].max()
    return [line for line in cut(part.vertices, part.faces, height) if area(line) > SMALLEST] if low < height < high else []


def look(region: float, depth: float) -> Slice:
    """The level so far down: 0 in the body of the upper bone, 1 in that of the lower."""
    above, below, high, low, picture = pair(region)
    height = high + depth * (low - high)
    found = {part.name: (part.layer, drawn) for part in body_parts() if (drawn := lines_of(part, height))}
    lines: dict[str, Lines] = {name: [] for name in ("sac", *(layer.name for layer in BODY_LAYERS))}
    for name, (layer, drawn) in found.items():
        lines["sac" if name == "dural-sac" else layer] += drawn
    through = f"the disc between {above} and {below}" if f"{above}-disc" in found else above if depth < 0.5 else below
    canal = spine.vertebra(below).si("canal_width") / 2
    aside = {name: max(abs(middle(line)[0]) for line in found[f"{name}-roots"][1]) for name in ROOTS if f"{name}-roots" in found}
    inside = tuple(name for name, far in aside.items() if far < canal)
    outside = {name: far for name, far in aside.items() if far >= canal}
    joint = spine.layout()[below].apply([spine.facet(below).centre])[0, [2, 0]]
    to_artery, to_cord = (near(found[name][1], joint) if name in found else None for name in ("arteries", "cord"))
    step = round(100 * depth / STEP)
    return Slice(step, above, below, height, picture, lines, through, inside, outside, to_artery, to_cord, middle(lines["sac"][0]))


def near(lines: Lines, place: np.ndarray) -> float:
    """How far the nearest of some lines is from a place (2,) [m]."""
    return min(float(np.linalg.norm(line - place, axis=1).min()) for line in lines)


def say(found: Slice) -> str:
    """What the level goes through, which roots it meets and where, and how far artery and cord are from the joint."""
    said = f"Through {found.through}. "
    if found.outside:
        said += f"On the way out: {listed([f'{name}, {millimetres(far)} from the middle' for name, far in found.outside.items()])}. "
    if found.cord is not None:
        near_joint = {"the edge of the cord": found.cord, "the wall of the vertebral artery": found.artery}
        away = listed([f"{name} {millimetres(far)}" for name, far in near_joint.items() if far is not None])
        return f"{said}From the middle of the facet joint, seen along the spine: {away}."
    if found.inside:
        said += f"Still in the canal: the roots {found.inside[0]} to {found.inside[-1]}."
    return said


@cache
def held() -> Sides:
    """L4 and L5 with what holds them together and what passes them, from the left and from behind, between the middles of L3 and S1."""
    above, below = OPENED[2], "L5"
    high, low = (float(spine.layout()[level].apply([[0.0, -0.01, 0.0]])[0, 1]) for level in ("L3", "sacrum"))
    chosen = {
        "bone": (above, below),
        "disc": (f"{above}-disc", f"{below}-disc"),
        "ligament": (f"{above}-yellow", f"{above}-interspinous", f"{above}-intertransverse", f"{above}-capsule", "front-ligament"),
        "nerve": (f"{above}-roots", f"{below}-roots", "dural-sac"),
    }
    surfaces = []
    for names in chosen.values():
        parts = [part for part in body_parts() if part.name in names]
        within = [((part.vertices[part.faces][:, :, 1] < high) & (part.vertices[part.faces][:, :, 1] > low)).all(axis=1) for part in parts]
        surfaces.append(together([(part.vertices, part.faces[kept]) for part, kept in zip(parts, within)]))
    return Sides({side: seen(surfaces, side, 4e-4) for side in ("left", "behind")}, 0.02)


held_together = Explorable(
    name="held_together",
    title="L4 and L5, and what holds them together",
    parameters=(),
    model=held,
    stage=views_stage,
    draw=views,
    readout=lambda _: "L4 and L5 with their discs, ligaments, joint capsules and roots; where ligaments and roots run is schematic.",
    shows="Two lumbar vertebrae from the left and from behind, with discs, yellow ligaments, capsules and roots, and a bar of 20 mm.",
    conclusion="A disc in front, two closed joints behind, ligaments between all processes: two neighbours are held at every corner.",
    size=(7.2, 3.2),
)

slice_by_slice = Explorable(
    name="slice_by_slice",
    title="Through a back, slice by slice",
    parameters=(
        Parameter("region", "where", "", (0, 1, 2), start=2, words=("C4 to C5", "T6 to T7", "L4 to L5")),
        Parameter("depth", "how far down", "%", tuple(range(0, 101, STEP)), start=0, clock=Clock(10, stepwise=True)),
    ),
    model=look,
    stage=drawings.stage,
    draw=drawings.draw,
    readout=say,
    shows=(
        "Left, two bones and their disc from the right, with a line where they are cut. Right, the cut from above, front up, to scale: "
        "bone, disc, joint cartilage, ligaments, cord and roots, arteries and muscles, each in its colour."
    ),
    conclusion=(
        "In the lower back a root leaves above the disc below its bone; the next one is still inside, behind that disc. In the neck "
        "the cord and an artery run about a centimetre from the middle of the joint that cracks."
    ),
    size=(7.2, 4.6),
)
