"""The spine to turn, to pick from and to take apart: a scene without sliders, and the same from four sides."""

from functools import cache

from crepitus.explorers.body_scene import BODY_LAYERS, body_parts
from crepitus.explorers.spine import Sides
from crepitus.figures import spine as drawings
from crepitus.figures.bone import seen, together
from crepitus.models import spine
from explorables.explorable import Explorable
from explorables.scene import Scene


@cache
def whole() -> Sides:
    """The whole spine from four sides."""
    layout = spine.layout()
    bones = together([(layout[part].apply(spine.mesh(part)[0]), spine.mesh(part)[1]) for part in spine.PARTS])
    discs = together([(layout[level].apply(spine.disc_mesh(level)[0]), spine.disc_mesh(level)[1]) for level in spine.DISC_LEVELS])
    return Sides({side: seen((bones, discs), side, 1.1e-3) for side in ("left", "front", "right", "behind")}, 0.1)


def say_spine(_: Sides) -> str:
    """What stands there, counted."""
    return (
        f"{len(spine.LEVELS)} vertebrae with {len(spine.DISC_LEVELS)} discs stand on the sacrum; below it hangs the coccyx. "
        "Seven belong to the neck, twelve to the chest, five to the lower back."
    )


spine_in_3d = Explorable(
    name="spine_in_3d",
    title="The spine, to scale",
    parameters=(),
    model=whole,
    stage=drawings.views_stage,
    draw=drawings.views,
    readout=say_spine,
    shows="A human spine of bones and discs from the left, from the front, from the right and from behind, with a bar of 100 mm.",
    conclusion=(
        "From the side the spine curves forward in the neck and in the lower back, backward in the chest. From the front it is "
        "nearly straight. Lower down the vertebrae are mostly larger, because they carry more weight."
    ),
    size=(7.2, 8.4),
    scene=Scene(body_parts, BODY_LAYERS, "A human spine that can be turned, picked from and taken apart."),
)
