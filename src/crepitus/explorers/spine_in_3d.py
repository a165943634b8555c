"""The spine to turn, to pick from and to take apart: a scene without sliders."""

from dataclasses import dataclass

import numpy as np

from crepitus.explorers.explorer import Explorer
from crepitus.explorers.scene import Part, Scene
from crepitus.explorers.spine_scene import LAYERS, spine_parts
from crepitus.figures import scene as drawings
from crepitus.models import spine


@dataclass(frozen=True)
class Standing:
    """The bones and discs of the standing spine, and its `height` [m] from the tip of the coccyx to the top of C1."""

    parts: tuple[Part, ...]
    height: float


def standing_spine():
    """Bones and discs at their measured sizes, stacked by the measured curves."""
    parts = tuple(part for part in spine_parts() if part.layer in ("bone", "disc"))
    heights = np.concatenate([part.vertices[:, 1] for part in parts])
    return Standing(parts, float(np.ptp(heights)))


def say_spine(standing):
    """What stands there, counted."""
    discs = sum(part.layer == "disc" for part in standing.parts)
    return (
        f"{len(spine.LEVELS)} vertebrae with {discs} discs stand on the sacrum and the coccyx, {100 * standing.height:.0f} cm from "
        "top to bottom. Seven belong to the neck, twelve to the chest, five to the loin."
    )


spine_in_3d = Explorer(
    name="spine_in_3d",
    title="The spine, to scale",
    choices=(),
    model=standing_spine,
    stage=drawings.spine_stage,
    draw=drawings.spine,
    readout=say_spine,
    shows="A human spine of bones and discs: from the front, from the left side, from behind and from above, to one scale.",
    conclusion=(
        "From the side the spine curves forward in the neck and in the loin, backward in the chest. From the front it is straight. "
        "The vertebrae grow from top to bottom, as the weight does that they carry."
    ),
    size=(7.6, 8.0),
    scene=Scene(spine_parts, LAYERS, "A human spine that can be turned, picked from and taken apart."),
)
