"""The named places on a bone of the spine, found on its surface by its dimensions: a guess from these, then the nearest corner of the mesh.

What is paired is named on the right. Latin names as in the Terminologia Anatomica of 1998, checked against the list that the repository
MarioAndF/Hominum carries. It has no pars interarticularis (number 1018 of the second edition, by Wikipedia), says only "promontorium",
and has no joint cartilage (the cartilago articularis of `body_scene`).
"""

from collections.abc import Callable, Iterator

import numpy as np

from crepitus.models import spine
from explorables.arrays import Array
from explorables.scene import Landmark

TERMS = {  # name: what it is, and other names
    "body": ("The block that carries the weight; the discs lie on it and under it", "corpus vertebrae", "vertebral body"),
    "pedicle": (
        "The short, strong foot that joins the arch to the body; nerve roots pass close to it",
        "pediculus arcus vertebrae",
    ),
    "lamina": ("The plate that closes the arch behind; the two meet at the spinous process", "lamina arcus vertebrae", "roof of the arch"),
    "pars interarticularis": (
        "The bridge between the upper and the lower joint process of one side; in the lower back, much bending backward can break it",
        "pars interarticularis arcus vertebrae",
        "isthmus",
    ),
    "vertebral foramen": (
        "The hole round the cord or its roots; one on top of the other they make the canal",
        "foramen vertebrale",
    ),
    "superior articular process": (
        "Carries the facet that the bone above slides on",
        "processus articularis superior",
        "upper joint process",
        "upper facet",
    ),
    "inferior articular process": (
        "Carries the facet that slides on the bone below",
        "processus articularis inferior",
        "lower joint process",
        "lower facet",
    ),
    "spinous process": (
        "The lever behind, felt under the skin; muscles and ligaments hold on to it",
        "processus spinosus",
        "spine",
    ),
    "transverse process": ("The lever at the side: muscles pull on it, in the chest a rib leans on it", "processus transversus"),
    "transverse foramen": ("The hole in the side process that the vertebral artery climbs through", "foramen transversarium"),
    "dens": ("The tooth of the axis: the atlas, and the head with it, turns about it", "dens axis", "odontoid process", "tooth"),
    "anterior arch": ("The front of the ring, which holds the tooth of the axis", "arcus anterior atlantis"),
    "posterior arch": ("The rear of the ring, round the cord", "arcus posterior atlantis"),
    "lateral mass": ("The thick side of the ring: the skull stands on it, and it stands on the axis", "massa lateralis atlantis"),
    "promontory": ("The front edge of the top, which stands out into the pelvis", "promontorium ossis sacri"),
    "median sacral crest": ("What is left of the spinous processes", "crista sacralis mediana"),
    "ala": ("The wing at the side, which passes the weight on to the pelvis", "ala ossis sacri", "wing of the sacrum"),
}


def landmarks(level: str) -> tuple[Landmark, ...]:
    """Those of one of `spine.PARTS`, in the frame of the whole spine."""
    find = {"C1": atlas, "sacrum": sacral, "coccyx": lambda _: iter(())}.get(level, typical)
    place = spine.layout()[level]
    found = [(name, place.apply(point).tolist()) for name, point in find(level)]
    return tuple(Landmark(name, (x, y, z), TERMS[name][0], TERMS[name][1:]) for name, (x, y, z) in found)


def on(level: str) -> tuple[Array, Callable[..., Array]]:
    """A bone's corners (n, 3) [m], and what gives the one of them that is nearest to a point."""
    corners, _ = spine.mesh(level)
    return corners, lambda *point: corners[((corners - np.array(point)) ** 2).sum(axis=1).argmin()]


def typical(level: str) -> Iterator[tuple[str, Array]]:
    """Of a vertebra with a body: names and points (3,) in its own frame [m]."""
    bone, (corners, near) = spine.vertebra(level), on(level)
    high, canal, deep = bone.si("body_height_posterior"), bone.si("canal_width") / 2, bone.si("canal_depth")
    upper, lower = spine.facet(level), spine.facet_below(level)
    middle = np.abs(corners[:, 2]) < 0.006
    yield "body", near(bone.si("endplate_depth_lower") + 0.005, -0.6 * high, 0)
    if level == "C2":
        yield "dens", corners[corners[:, 1].argmax()]
    else:
        foot = bone.si("pedicle_height")
        yield "pedicle", near(-0.1 * deep if level[0] != "C" else -0.001, -0.1 * foot, canal + bone.si("pedicle_width") / 2)
    yield "lamina", near(-deep - 0.004, -0.6 * high, 0.5 * canal)
    between = (upper.centre + lower.centre) / 2
    if level != "C2":
        yield "pars interarticularis", near(*(between + np.array([-0.006, 0, 0.002])))
    yield "vertebral foramen", np.array([-deep / 2, -0.4 * high, 0])
    yield "superior articular process", near(*(upper.centre + 0.3 * upper.height * upper.along - 0.002 * upper.normal))
    yield "inferior articular process", near(*(lower.centre - 0.4 * lower.height * lower.along + 0.003 * lower.normal))
    yield "spinous process", corners[middle][corners[middle][:, 0].argmin()]
    yield "transverse process", corners[corners[:, 2].argmax()]
    if level in ("C3", "C4", "C5", "C6"):
        yield "transverse foramen", np.array([0.0052, -0.5 * high, bone.si("endplate_width_upper") / 2 + 0.0049])


def atlas(level: str) -> Iterator[tuple[str, Array]]:
    """Of the ring without a body."""
    bone, (corners, near) = spine.vertebra(level), on(level)
    deep, lower = bone.si("canal_depth"), spine.facet_below(level)
    yield "anterior arch", near(0.008, -0.005, 0)
    yield "posterior arch", near(-deep - 0.008, -0.0075, 0)
    yield "lateral mass", near(*(lower.centre + np.array([0, 0.008, 0])))
    yield "vertebral foramen", np.array([-deep / 2, -0.005, 0])
    yield "transverse process", corners[corners[:, 2].argmax()]
    yield "transverse foramen", np.array([-0.0098, -0.006, 0.0265])


def sacral(level: str) -> Iterator[tuple[str, Array]]:
    """Of the five that have grown together."""
    corners, _ = on(level)
    middle = np.abs(corners[:, 2]) < 0.006
    top, rear = corners[middle & (corners[:, 1] > -0.015)], corners[middle & (corners[:, 1] < -0.02)]
    yield "promontory", top[top[:, 0].argmax()]
    yield "median sacral crest", rear[rear[:, 0].argmin()]
    yield "ala", corners[corners[:, 2].argmax()]
