"""What holds the bones of the spine together and what lies around it, as parts of a scene: ligaments, the inside of joints and discs,
muscles, ribs.

What is drawn by hand and not from measurements says "schematic".
"""

from functools import cache

import numpy as np

from crepitus.explorers.spine_scene import LAYERS, spine_parts, strand, strip
from crepitus.models import around, discs, facet_joint, ligaments, spine
from crepitus.models.alignment import COLUMN, facet
from crepitus.models.strands import Strand
from explorables.scene import Layer, Part

BODY_LAYERS = (
    *LAYERS,
    Layer("ligament", "ligaments", "ligament", shown=False, shine=0.3, aside=(-0.2, 0, 0)),
    Layer("joint", "inside three pairs of facet joints", "fluid", shown=False, shine=0.8, aside=(-0.05, 0, 0)),
    Layer("inside", "inside three discs", "fibre", shown=False, shine=0.4),
    Layer("muscle", "muscles (schematic)", "muscle", shown=False, shine=0.3, aside=(-0.3, 0, 0)),
    Layer("around", "ribs, hips and skull (schematic)", "around", shown=False, aside=(0.25, 0, 0)),
)
OPENED = ("C4", "T6", "L4")  # the bones above the facet joints that can be cut open


@cache
def body_parts() -> tuple[Part, ...]:
    """All that holds bones together as well."""
    opened = (part for level in OPENED for part in (*joint_parts(level), *inside_parts(level)))
    return (*spine_parts(), *ligament_parts(), *opened, *muscle_parts(), *around_parts())


def ligament_parts() -> list[Part]:
    """Ligaments, long ones whole, short ones by the bone above."""

    def part(name: str, label: str, made: Strand, does: str, latin: str, measures: str = "schematic") -> Part:
        return strand(name, label, "ligament", made, does, measures, latin)

    front, rear = (
        "Runs down the front of all bodies: it stops a bend backward",
        "Runs down the back of all bodies, inside the canal: it helps to stop a bend forward",
    )
    over = "Runs over the tips of the spinous processes, to L4: it helps to stop a bend forward"
    found = [
        part("front-ligament", "anterior longitudinal ligament", ligaments.front_band(), front, "ligamentum longitudinale anterius"),
        part("rear-ligament", "posterior longitudinal ligament", ligaments.rear_band(), rear, "ligamentum longitudinale posterius"),
        part("supraspinous", "supraspinous ligament", ligaments.over_spines(), over, "ligamentum supraspinale"),
        part("nuchal", "nuchal ligament", ligaments.nape(), "A sheet from skull to C7 that helps to carry the head", "ligamentum nuchae"),
    ]  # fmt: skip
    sheet, sides = "A thin sheet between two spinous processes", "Thin sheets between the transverse processes of two bones"
    yellow, sleeve = "Elastic and yellow: closes the gap between two arches and never hangs loose", "A sleeve round each of the two joints"
    for level in spine.LEVELS:
        pair = f"{level}–{COLUMN[COLUMN.index(level) + 1].replace('sacrum', 'S1')}"
        if level in ligaments.BODIES:
            thick = f"drawn {1e3 * ligaments.YELLOW[level[0]][1]:.1f} mm thick"
            found.append(part(f"{level}-yellow", f"{pair} yellow ligament", ligaments.yellow(level), yellow, "ligamentum flavum", thick))
            made = ligaments.between_spines(level)
            found.append(part(f"{level}-interspinous", f"{pair} interspinous ligament", made, sheet, "ligamentum interspinale"))
        if level in spine.LEVELS[7:23]:
            made = ligaments.between_sides(level)
            found.append(part(f"{level}-intertransverse", f"{pair} intertransverse ligaments", made, sides, "ligamenta intertransversaria"))
        does, drawn = f"{sleeve}, with a pocket above and below: what is inside is sealed", "drawn 1 mm thick; schematic"
        found.append(part(f"{level}-capsule", f"{pair} joint capsules", facet_joint.capsule(level), does, "capsula articularis", drawn))
    return found


def joint_parts(level: str) -> list[Part]:
    """What is inside the two facet joints below a bone."""
    below = COLUMN[COLUMN.index(level) + 1]
    joint = facet(below)
    thick = f"{1e3 * float(facet_joint.thickness(joint, np.array(0.0))):.2f} mm thick, " + (
        "the mean measured in the lower back" if level in spine.LEVELS[19:] else "by the share of the gap that it has in the lower back"
    )
    film = "Fluid between the two layers. In a finger gas appears in it when the joint cracks; in a spine nobody has watched it"
    drawn = f"drawn {1e3 * facet_joint.room(joint):.2f} mm thick, the most that there is room for; not measured"
    folds = "Folds of the joint's lining that fill the wedge at its edge"
    inside = (
        ("cartilage", facet_joint.cartilage, "Two smooth layers that glide on each other", thick, "cartilago articularis"),
        ("synovial film", facet_joint.film, film, drawn, "synovia"),
        ("meniscoid folds", facet_joint.folds, folds, "schematic", "plica synovialis"),
    )
    return [
        strand(f"{level}-{name.split()[-1]}", f"{level}–{below} {name}", "joint", make(level), does, measures, latin)
        for name, make, does, measures, latin in inside
    ]


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


MUSCLES = {  # what each pulls on, and its Latin name
    "multifidus": (
        "From spinous processes down to the mamillary processes of bones two to five below: holds neighbours together",
        "musculus multifidus",
    ),
    "erector spinae": (
        "The long straightener beside the spine, from the pelvis to ribs and transverse processes",
        "musculus erector spinae",
    ),
    "psoas": ("From the sides of the bodies of T12 to L5 to the thigh: bends the hip", "musculus psoas major"),
    "quadratus lumborum": (
        "From the hip bone to the last rib and the transverse processes of the lower back: leans the trunk to its side",
        "musculus quadratus lumborum",
    ),
    "levator scapulae": (
        "From the transverse processes of C1 to C4 to the shoulder blade, which it lifts",
        "musculus levator scapulae",
    ),
    "trapezius": ("From skull and spinous processes to the shoulder: the broad muscle on top of all", "musculus trapezius"),
    "suboccipital muscles": (
        "Four short pairs between axis, atlas and skull, rich in sensors: they steady the head",
        "musculi suboccipitales",
    ),
}
SECTIONS = dict.fromkeys(("erector spinae", "psoas", "quadratus lumborum"), "schematic; sections measured in the lower back")


def muscle_parts() -> list[Part]:
    """Muscles as volumes, each pair one part."""
    return [
        strand(name.replace(" ", "-"), f"{name} (schematic)", "muscle", around.muscle(name), does, SECTIONS.get(name, "schematic"), latin)
        for name, (does, latin) in MUSCLES.items()
    ]


def carriers(rib: int) -> str:
    """The vertebrae whose bodies the head of a rib touches, by its number."""
    return f"T{rib - 1} and T{rib}" if 1 < rib < 10 else f"T{rib}"


def around_parts() -> list[Part]:
    """Ribs, breastbone, hip bones and the base of the skull, simplified."""

    def rigid(name: str, label: str, made: Strand, body: str, does: str, latin: str) -> Part:
        return Part(name, f"{label} (schematic)", "around", made.vertices, made.faces, (body,), does, "schematic", also=(latin,))

    ribs = (
        rigid(f"rib-{n}", f"pair of ribs {n}", around.rib(n), f"T{n}", f"Carried by {carriers(n)}; the cage stiffens the chest", "costae")
        for n in range(1, 13)
    )
    skull = "Two rockers rest on the atlas; the cord comes through the hole"
    return [
        *ribs,
        rigid("sternum", "breastbone with rib cartilages", around.sternum(), "T4", "Closes the cage in front", "sternum"),
        rigid("hips", "hip bones", around.hips(), "sacrum", "Carry the sacrum between them", "ossa coxae"),
        rigid("skull-base", "base of the skull", around.skull(), "C1", skull, "basis cranii"),
    ]
