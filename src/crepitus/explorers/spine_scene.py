"""The spine as a scene: every bone, disc, facet joint, root, the cord and the vertebral arteries, with words and measures."""

from functools import cache
from itertools import pairwise

import numpy as np

from crepitus.explorers.landmarks import landmarks
from crepitus.figures.bone import rim
from crepitus.models import soft, spine
from crepitus.models.alignment import COLUMN, facet
from crepitus.models.soft import ROOTS, SACRAL
from crepitus.models.strands import Strand
from explorables.digits import millimetres
from explorables.registry import number
from explorables.scene import Layer, Part

LAYERS = (
    Layer("bone", "bones", "bone", shine=0.12),
    Layer("disc", "discs", "disc", shine=0.35),
    Layer("nerve", "cord and roots", "nerve", shown=False, shine=0.25, aside=(-0.12, 0, 0)),
    Layer("artery", "vertebral arteries", "artery", shown=False, shine=0.6, aside=(0.08, 0, 0)),
    Layer("facet", "facet joints", "motion", shown=False, shine=0.7, aside=(-0.05, 0, 0)),
)
POINTS = {"bone": 36, "disc": 14}  # of an outline, at most
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"]
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
REGIONS = {"C": ("cervical", "cervicalis"), "T": ("thoracic", "thoracica"), "L": ("lumbar", "lumbalis")}
ALSO = {
    "C1": ("atlas",),
    "C2": ("axis",),
    "C7": ("vertebra prominens",),
    "sacrum": ("os sacrum", "sacral bone"),
    "coccyx": ("os coccygis", "tailbone"),
}
DOES = {
    "C1": "The atlas: a ring without a body. It carries the skull, and turns about the tooth of the axis",
    "C2": "The axis: its tooth is the pivot about which the atlas, and the head with it, turns",
    "C": "Carries the head and lets it bend, lean and turn; the holes in its side processes let the vertebral arteries through",
    "C7": "The last of the neck: its long spinous process is the bump felt at the base of the neck",
    "T": "Carries a pair of ribs, whose cage stiffens this part of the spine",
    "L": "Carries most of the trunk's weight on a broad body; its facets let it bend and stop it from turning",
    "sacrum": "Five vertebrae grown together: hands the weight on to the pelvis",
    "coccyx": "The remains of a tail: ligaments and muscles of the pelvic floor hold on to it",
}


@cache
def spine_parts() -> tuple[Part, ...]:
    """All of them, in the frame of the whole spine."""
    joints = pairwise(COLUMN)
    return (
        *map(bone, spine.PARTS),
        *map(disc, spine.DISC_LEVELS),
        cord(),
        sac(),
        *map(roots, ROOTS),
        artery(),
        *(facets(*pair) for pair in joints),
    )


@cache
def rims(layer: str, view: str) -> dict[str, tuple[Part, np.ndarray, np.ndarray]]:
    """Of each part of a layer, at rest: itself, its outline from a side (n, 3) [m], and its vertices (n,) next to that."""
    parts = [part for part in spine_parts() if part.layer == layer]
    return {part.name: (part, *rim((part.vertices, part.faces), view, POINTS[layer])) for part in parts}


def called(level: str) -> tuple[str, ...]:
    """A vertebra's other names: its own, in plain words and in Latin."""
    (english, latin), number = REGIONS[level[0]], int(level[1:]) - 1
    return *ALSO.get(level, ()), f"{ORDINALS[number]} {english} vertebra", f"vertebra {latin} {ROMAN[number]}"


def bone(name: str) -> Part:
    """One bone."""
    vertices, faces = spine.mesh(name)
    does = DOES.get(name) or DOES[name[0]]
    if name not in spine.LEVELS:
        return Part(
            name, name, "bone", spine.layout()[name].apply(vertices), faces, ("sacrum",), does, "", name, None, ALSO[name], landmarks(name)
        )
    found = spine.vertebra(name)
    measures = [f"canal {millimetres(found.si('canal_width'), found.si('canal_depth'))}, wide × deep"]
    if found.body_height_posterior and found.endplate_width_upper:
        body = map(found.si, ("endplate_width_upper", "endplate_depth_upper", "body_height_posterior"))
        measures.insert(0, f"body {millimetres(*body)}, wide × deep × high")
    if found.transverse_span:
        measures.append(f"{millimetres(found.transverse_span)} from side to side")
    return Part(
        name,
        f"{name} vertebra",
        "bone",
        spine.layout()[name].apply(vertices),
        faces,
        (name,),
        does,
        "; ".join(measures),
        name,
        also=called(name),
        landmarks=landmarks(name),
    )


def disc(level: str) -> Part:
    """The disc below a level; it follows the bone above at its top, the bone below at its bottom."""
    vertices, faces = spine.disc_mesh(level)
    below = COLUMN[COLUMN.index(level) + 1]
    along = strip(vertices)
    does = "A cushion: a soft core in a ring of fibres, which lets two bones tilt and keeps them together"
    measures = f"{1e3 * spine.vertebra(level).si('disc_height'):.1f} mm high in the middle"
    label = f"{level}–{below.replace('sacrum', 'S1')} disc"
    return Part(
        f"{level}-disc",
        label,
        "disc",
        spine.layout()[level].apply(vertices),
        faces,
        (level, below),
        does,
        measures,
        along=along,
        also=("discus intervertebralis", "intervertebral disc"),
    )


def strip(vertices: np.ndarray) -> np.ndarray:
    """For each vertex of a disc whether it lies on the upper half (0) or on the lower (1): rings are listed from the top down."""
    half = len(vertices) // 2
    return np.array([0.0 if i < half - 20 else 0.5 if i < half + 20 else 1.0 for i in range(len(vertices))])


def strand(name: str, label: str, layer: str, made: Strand, does: str, measures: str, *also: str) -> Part:
    """A part that hangs between bones, which follows only those it reaches."""
    low, high = int(made.along.min()), int(-(-made.along.max() // 1))
    low = min(low, high - 1) if high else low
    high = max(high, low + 1)
    return Part(name, label, layer, made.vertices, made.faces, COLUMN[low : high + 1], does, measures, along=made.along - low, also=also)


def cord() -> Part:
    """The spinal cord."""
    wide, deep = number("cord_width_c5"), number("cord_depth_c5")
    does = "Carries messages between the brain and the body; it ends where the lower back begins, and only roots run further down"
    return strand(
        "cord",
        "spinal cord",
        "nerve",
        soft.cord(),
        does,
        f"{wide.printed} × {deep.printed} mm in the neck, wide × deep",
        "medulla spinalis",
    )


def sac() -> Part:
    """The dural sac."""
    does = "A sleeve of tough skin round cord and roots, filled with fluid; it ends in the sacrum. Schematic"
    wide = 2e3 * soft.SAC["L3"][0]
    return strand("dural-sac", "dural sac", "nerve", soft.sac(), does, f"drawn {wide:.0f} mm wide beside L3")


def roots(segment: str) -> Part:
    """A pair of roots."""
    which = ROOTS.index(segment)
    if segment in SACRAL:
        where = "at the lower end of the sacrum" if segment == "S5" else "through a pair of holes of the sacrum"
    else:
        below = COLUMN[which].replace("sacrum", "S1")
        where = "between the skull and C1" if not which else f"between {COLUMN[which - 1]} and {below}"
    does = f"Leave {where}, to both sides, with feeling from and orders to the parts of the body that belong to this segment"
    if segment[0] == "L":
        does += ". Each hugs the pedicle of its own number, above the disc; a disc that bulges mostly meets the root of the next level"
    long, wide = soft.GANGLION.get(segment, (0, 0))
    measures = f"its ganglion {millimetres(long, wide)}, long × wide" if long else "drawn thicker than they are"
    label, also = f"{segment} pair of roots", (f"{segment} nerve", "radix anterior", "radix posterior", "nervus spinalis")
    return strand(f"{segment}-roots", label, "nerve", soft.roots(segment), does, measures, *also)


def artery() -> Part:
    """Both vertebral arteries."""
    does = "Bring blood to the back of the brain: up through the side holes of C6 to C1, then round behind C1 into the skull"
    return strand(
        "arteries",
        "vertebral arteries",
        "artery",
        soft.arteries(),
        does,
        "drawn as wide as the holes of these bones allow",
        "arteria vertebralis",
    )


def facets(level: str, below: str) -> Part:
    """The two facet joints between a bone and the one below."""
    found, label = facet(below), f"{level}–{below.replace('sacrum', 'S1')} facet joints"
    does = (
        "Two broad joints at the sides, nearly level: on them the atlas turns"
        if level == "C1"
        else "Two small sliding joints behind: their slant decides which way these two bones can move"
    )
    measures = f"facets {millimetres(found.width, found.height)}, {1e3 * found.gap:.1f} mm apart"
    latin = {"C1": "articulatio atlantoaxialis lateralis", "L5": "articulatio lumbosacralis"}.get(level, "articulatio zygapophysialis")
    return strand(f"{level}-facets", label, "facet", soft.facet_joint(level), does, measures, "zygapophysial joint", latin)
