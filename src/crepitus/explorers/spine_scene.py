"""The spine as a scene: every bone, disc, facet joint, root, the cord and the vertebral arteries, with words and measures."""

from functools import cache
from itertools import pairwise

import numpy as np

from crepitus.figures.bone import rim
from crepitus.models import around, discs, facet_joint, ligaments, soft, spine
from crepitus.models.alignment import COLUMN, facet
from crepitus.models.soft import ROOTS, SACRAL, Strand
from explorables.digits import millimetres
from explorables.registry import number
from explorables.scene import Layer, Part

LAYERS = (
    Layer("bone", "bones", "bone"),
    Layer("disc", "discs", "disc"),
    Layer("nerve", "cord and roots", "nerve", shown=False),
    Layer("artery", "vertebral arteries", "artery", shown=False),
    Layer("facet", "facet joints", "motion", shown=False),
)
BODY_LAYERS = (
    *LAYERS,
    Layer("ligament", "ligaments", "relief", shown=False),
    Layer("joint", "one facet joint of each region", "fluid", shown=False),
    Layer("inside", "inside three discs", "blue", shown=False),
    Layer("muscle", "muscles (schematic)", "red", shown=False),
    Layer("around", "ribs, hips and skull (schematic)", "soft", shown=False),
)
OPENED = ("C4", "T6", "L4")  # the bones above the facet joints that can be cut open
POINTS = {"bone": 36, "disc": 14}  # of an outline, at most
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
def body_parts() -> tuple[Part, ...]:
    """All that holds bones together as well."""
    opened = (part for level in OPENED for part in (*joint_parts(level), *inside_parts(level)))
    return (*spine_parts(), *ligament_parts(), *opened, *muscle_parts(), *around_parts())


@cache
def rims(layer: str, view: str) -> dict[str, tuple[Part, np.ndarray, np.ndarray]]:
    """Of each part of a layer, at rest: itself, its outline from a side (n, 3) [m], and its vertices (n,) next to that."""
    parts = [part for part in spine_parts() if part.layer == layer]
    return {part.name: (part, *rim((part.vertices, part.faces), view, POINTS[layer])) for part in parts}


def bone(name: str) -> Part:
    """One bone."""
    vertices, faces = spine.mesh(name)
    does = DOES.get(name) or DOES[name[0]]
    if name not in spine.LEVELS:
        return Part(name, name, "bone", spine.layout()[name].apply(vertices), faces, ("sacrum",), does, "", name)
    found = spine.vertebra(name)
    measures = [f"canal {millimetres(found.si('canal_width'), found.si('canal_depth'))}, wide × deep"]
    if found.body_height_posterior and found.endplate_width_upper:
        body = map(found.si, ("endplate_width_upper", "endplate_depth_upper", "body_height_posterior"))
        measures.insert(0, f"body {millimetres(*body)}, wide × deep × high")
    if found.transverse_span:
        measures.append(f"{millimetres(found.transverse_span)} from side to side")
    return Part(name, f"{name} vertebra", "bone", spine.layout()[name].apply(vertices), faces, (name,), does, "; ".join(measures), name)


def disc(level: str) -> Part:
    """The disc below a level; it follows the bone above at its top, the bone below at its bottom."""
    vertices, faces = spine.disc_mesh(level)
    below = COLUMN[COLUMN.index(level) + 1]
    along = strip(vertices)
    does = "A cushion: a soft core in a ring of fibres, which lets two bones tilt and keeps them together"
    measures = f"{1e3 * spine.vertebra(level).si('disc_height'):.1f} mm high in the middle"
    label = f"{level}–{below.replace('sacrum', 'S1')} disc"
    return Part(f"{level}-disc", label, "disc", spine.layout()[level].apply(vertices), faces, (level, below), does, measures, along=along)


def strip(vertices: np.ndarray) -> np.ndarray:
    """For each vertex of a disc whether it lies on the upper half (0) or on the lower (1): rings are listed from the top down."""
    half = len(vertices) // 2
    return np.array([0.0 if i < half - 20 else 0.5 if i < half + 20 else 1.0 for i in range(len(vertices))])


def strand(name: str, label: str, layer: str, made: Strand, does: str, measures: str) -> Part:
    """A part that hangs between bones, which follows only those it reaches."""
    low, high = int(made.along.min()), int(-(-made.along.max() // 1))
    low = min(low, high - 1) if high else low
    high = max(high, low + 1)
    return Part(name, label, layer, made.vertices, made.faces, COLUMN[low : high + 1], does, measures, along=made.along - low)


def cord() -> Part:
    """The spinal cord."""
    wide, deep = number("cord_width_c5"), number("cord_depth_c5")
    does = "Carries messages between the brain and the body; it ends where the lower back begins, and only roots run further down"
    return strand("cord", "spinal cord", "nerve", soft.cord(), does, f"{wide.printed} × {deep.printed} mm in the neck, wide × deep")


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
        does += (
            ". Each hugs the pedicle of its own number, above the disc; a disc that slips meets the one that leaves a level further down"
        )
    long, wide = soft.GANGLION.get(segment, (0, 0))
    measures = f"its ganglion {millimetres(long, wide)}, long × wide" if long else "drawn thicker than they are"
    return strand(f"{segment}-roots", f"{segment} pair of roots", "nerve", soft.roots(segment), does, measures)


def artery() -> Part:
    """Both vertebral arteries."""
    does = "Bring blood to the back of the brain: up through the side holes of C6 to C1, then round behind C1 into the skull"
    return strand("arteries", "vertebral arteries", "artery", soft.arteries(), does, "drawn as wide as the holes of these bones allow")


def facets(level: str, below: str) -> Part:
    """The two facet joints between a bone and the one below."""
    found = facet(below)
    does = "Two small sliding joints behind: their slant decides which way these two bones can move"
    measures = f"facets {millimetres(found.width, found.height)}, {1e3 * found.gap:.1f} mm apart"
    return strand(
        f"{level}-facets", f"{level}–{below.replace('sacrum', 'S1')} facet joints", "facet", soft.facet_joint(level), does, measures
    )


def ligament_parts() -> list[Part]:
    """Ligaments, long ones whole, short ones by the bone above."""

    def part(name: str, label: str, made: Strand, does: str, measures: str = "schematic") -> Part:
        return strand(name, label, "ligament", made, does, measures)

    front, rear = "Runs down the front of all bodies: it stops a bend backward", "Runs down the back of all bodies, in the canal"
    found = [
        part("front-ligament", "anterior longitudinal ligament", ligaments.front_band(), front),
        part("rear-ligament", "posterior longitudinal ligament", ligaments.rear_band(), f"{rear}: it stops a bend forward"),
        part("supraspinous", "supraspinous ligament", ligaments.over_spines(), "Runs over the tips of the spinous processes to L4"),
        part("nuchal", "nuchal ligament", ligaments.nape(), "A sheet from the skull to C7, which helps to carry the head"),
    ]
    for level in ligaments.BODIES:
        below = COLUMN[COLUMN.index(level) + 1].replace("sacrum", "S1")
        pair, thick = f"{level}–{below}", 1e3 * ligaments.YELLOW[level[0]][1]
        does = "Elastic and yellow: closes the gap between two arches and never hangs loose"
        found.append(part(f"{level}-yellow", f"{pair} yellow ligament", ligaments.yellow(level), does, f"drawn {thick:.1f} mm thick"))
        does = "A thin sheet between two spinous processes"
        found.append(part(f"{level}-interspinous", f"{pair} interspinous ligament", ligaments.between_spines(level), does))
    for level in spine.LEVELS[7:23]:
        pair = f"{level}–{COLUMN[COLUMN.index(level) + 1]}"
        does = "Thin sheets between the transverse processes of two bones"
        found.append(part(f"{level}-intertransverse", f"{pair} intertransverse ligaments", ligaments.between_sides(level), does))
    for level in spine.LEVELS:
        pair = f"{level}–{COLUMN[COLUMN.index(level) + 1].replace('sacrum', 'S1')}"
        does = "A sleeve round each of the two facet joints, with a pocket above and below: what is inside is sealed"
        found.append(part(f"{level}-capsule", f"{pair} joint capsules", facet_joint.capsule(level), does, "drawn 1 mm thick; schematic"))
    return found


def joint_parts(level: str) -> tuple[Part, ...]:
    """What is inside the two facet joints below a bone."""
    below = COLUMN[COLUMN.index(level) + 1]
    pair, joint = f"{level}–{below}", facet(below)
    middle = 1e3 * float(facet_joint.thickness(joint, np.array(0.0)))
    film = "Between the two layers: fluid, a film as thin as a hair, in which gas appears when a joint cracks"
    return (
        strand(f"{level}-cartilage", f"{pair} cartilage", "joint", facet_joint.cartilage(level), "Two smooth layers that glide",
               f"{middle:.1f} mm thick in the middle"),
        strand(f"{level}-film", f"{pair} synovial film", "joint", facet_joint.film(level), film, "drawn 0.2 mm thick; not measured"),
        strand(f"{level}-folds", f"{pair} meniscoid folds", "joint", facet_joint.folds(level),
               "Folds of the joint's lining that fill the wedge at its edge", "schematic"),
    )  # fmt: skip


def inside_parts(level: str) -> list[Part]:
    """What is inside the disc below a bone: shells of its ring, and its core."""
    below = COLUMN[COLUMN.index(level) + 1]
    pair, found = f"{level}–{below}", []
    for i, (name, share) in enumerate((*((f"ring, shell {n + 1}", share) for n, share in enumerate(discs.LAYERS[1:])), ("core", 0.0))):
        vertices, faces = discs.disc(level, share) if share else discs.nucleus(level)
        does = "Fibres that cross from layer to layer, 15 to 25 of them" if share else "Soft and wet: it spreads the load to the ring"
        label = f"{pair} disc, {name} (annulus fibrosus)" if share else f"{pair} disc, core (nucleus pulposus)"
        placed = spine.layout()[level].apply(vertices)
        found.append(Part(f"{level}-disc-{i}", label, "inside", placed, faces, (level, below), does, "schematic", along=strip(vertices)))
    return found


MUSCLE_DOES = {
    "multifidus": "From spinous processes down to the mamillary processes of bones two to five below: holds neighbours together",
    "erector spinae": "The long straightener beside the spine, from the pelvis to ribs and transverse processes",
    "psoas": "From the sides of the bodies of T12 to L5 to the thigh: bends the hip",
    "quadratus lumborum": "From the hip bone to the last rib and the transverse processes of the loin: leans the trunk to its side",
    "levator scapulae": "From the transverse processes of C1 to C4 to the shoulder blade, which it lifts",
    "trapezius": "From skull and spinous processes to the shoulder: the broad muscle on top of all",
    "suboccipital muscles": "Four short pairs between axis, atlas and skull, rich in sensors: they steady the head",
}


MUSCLE_KNOWN = dict.fromkeys(("erector spinae", "psoas", "quadratus lumborum"), "schematic; sections measured in the loin")


def muscle_parts() -> list[Part]:
    """Muscles as volumes, each pair one part."""
    return [
        strand(name.replace(" ", "-"), f"{name} (schematic)", "muscle", around.muscle(name), does, MUSCLE_KNOWN.get(name, "schematic"))
        for name, does in MUSCLE_DOES.items()
    ]


def around_parts() -> list[Part]:
    """Ribs, breastbone, hip bones and the base of the skull, simplified."""

    def rigid(name: str, label: str, made: Strand, body: str, does: str) -> Part:
        return Part(name, f"{label} (schematic)", "around", made.vertices, made.faces, (body,), does, "schematic")

    ribs = [
        rigid(
            f"rib-{number}",
            f"pair of ribs {number}",
            around.rib(number),
            f"T{number}",
            f"Carried by T{number}; the cage stiffens the chest",
        )
        for number in range(1, 13)
    ]
    return [
        *ribs,
        rigid("sternum", "breastbone with rib cartilages", around.sternum(), "T4", "Closes the cage in front"),
        rigid("hips", "hip bones", around.hips(), "sacrum", "Carry the sacrum between them"),
        rigid("skull-base", "base of the skull", around.skull(), "C1", "Two rockers rest on the atlas; the cord comes through the hole"),
    ]
