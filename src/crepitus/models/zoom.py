"""From a whole person to the smallest bubble in one of the joints: where the picture looks, how wide it is, and what lies there.

Sizes come from the course's own bones and from published thicknesses. The joint is cut level with the upper endplate of L5, so that
bone, cartilage and fluid are met where the bones' model has them. Cartilage is as thick everywhere as it is on average, and what it
leaves of the gap is taken to be fluid: the most that there can be. The cavity is a share of that fluid that was published for
fingers; nobody has seen one in a back. The spine stands in the drawn person where their hips and heads fit.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import scipy
from contourpy import contour_generator

from crepitus.models import facet_joint, require_positive, spine
from crepitus.models.alignment import facet, layout
from crepitus.models.body import Body
from crepitus.models.dimensions import vertebra
from explorables.arrays import Array
from explorables.registry import number

PERSON = 1.68  # m: how tall the drawn person is
FIRST = 2.0  # m: the width of the picture at the beginning
SHAPE = 0.87  # its height as a share of its width
GROUND = 0.03  # m: how much of the ground is seen at first
WIDTHS, HEIGHTS = (FIRST, 0.9, 0.12, 0.03), (0.22, 0.42, SHAPE / 2)  # m, and how high, but for the first, the target then stands
SACRUM = 0.99  # m above the ground: the origin of the spine's frame in the drawn person
LEVEL = 2.5e-3  # m above the upper endplate of L5: where the joint is cut
BESIDE = 0.45e-3  # m: from the end of the cavity to the smallest bubble
GRID = 2.5e-4  # m: how finely the bones are cut


@dataclass(frozen=True)
class View:
    """What the picture shows: its `width` [m], and where the `target` stands in it, across and up, in shares of that width."""

    magnification: float
    width: float
    target: tuple[float, float]

    def place(self, points: Array, target: Array) -> Array:
        """Where points (n, 2) [m] stand in the picture whose target is at `target` (2,) [m]; in shares of its width."""
        return np.asarray(self.target) + (np.asarray(points) - target) / self.width


def view(magnification: float) -> View:
    """The view that is magnified so many times against the first. ValueError unless that is above zero."""
    require_positive(magnification=magnification)
    width = FIRST / magnification
    heights = ((GROUND + SACRUM + cut().up) / FIRST, *HEIGHTS)
    rises = scipy.interpolate.PchipInterpolator(-np.log(WIDTHS), heights)
    return View(magnification, width, (0.0, float(rises(-np.log(np.clip(width, WIDTHS[-1], WIDTHS[0]))))))


@dataclass(frozen=True)
class Cut:
    """A level cut through the joint between L4 and L5: places (n, 2), right and forward [m] in the frame of L5.

    `bones` are outlines by level, `disc` is that of the disc. `centre` (2,) is the middle of the right lower facet, `across` and `facing`
    (2,) unit vectors along it and towards L4. Lengths [m]: `width` of the facet, `gap` between the bones, thickness of the `cartilage` and
    of the `film`, width of the `cavity`; `up` is how high in the spine's frame the target stands, `target` (2,) where it is in the cut.
    """

    bones: dict[str, tuple[Array, ...]]
    disc: Array
    centre: Array
    across: Array
    facing: Array
    width: float
    height: float
    gap: float
    cartilage: float
    film: float
    cavity: float
    up: float
    target: Array

    def inside(self, along: Array, away: Array) -> Array:
        """Places (n, 2) so far `along` the right joint from its middle and `away` from the lower facet [m]."""
        return self.centre + np.outer(along, self.across) + np.outer(away, self.facing)


@cache
def cut() -> Cut:
    """The joint as it is drawn."""
    joint, here = facet("L5"), layout()["L5"]
    flat = np.hypot(joint.normal[0], joint.normal[2])  # how much of a distance from the facet is left in a level cut
    centre = joint.centre + joint.along * (LEVEL - joint.centre[1]) / joint.along[1]
    film = facet_joint.room(joint)
    cartilage = (joint.gap - film) / 2
    cavity = joint.width * np.sqrt(number("facet_cavity").si)  # as flat as the film, of the facet's form
    along = cavity / 2 + BESIDE
    place = centre + joint.across * along + joint.normal * joint.gap / 2
    up = float(here.apply(place[None])[0, 1])
    middle, across, facing = centre[[2, 0]], joint.across[[2, 0]], joint.normal[[2, 0]] / flat
    return Cut(
        {level: outlines(level) for level in ("L4", "L5")},
        Body.of(vertebra("L5")).outline(np.linspace(0, 2 * np.pi, 72, endpoint=False), 1.0, 0.0)[:, ::-1] * 1e-3,
        middle,
        across,
        facing,
        joint.width,
        joint.height,
        joint.gap / flat,
        cartilage / flat,
        film / flat,
        float(cavity),
        up,
        middle + along * across + joint.gap / 2 / flat * facing,
    )


def outlines(level: str) -> tuple[Array, ...]:
    """Where the level cut meets a bone: closed lines (n, 2), right and forward [m] in the frame of L5."""
    right, forward = np.arange(-0.05, 0.05, GRID), np.arange(-0.06, 0.045, GRID)
    x, z = np.meshgrid(forward, right, indexing="ij")
    points = np.stack([x.ravel(), np.full(x.size, LEVEL), z.ravel()], axis=1)
    points = layout()[level].undo(layout()["L5"].apply(points))
    distance = spine.solid(level).at(points * 1e3).reshape(x.shape)
    lines = contour_generator(x=right, y=forward, z=distance).lines(0.0)
    return tuple(np.asarray(line) for line in lines if np.ptp(np.asarray(line), axis=0).min() > 4e-3)


def spine_height() -> float:
    """How high the spine is, from the top of C1 to the tip of the coccyx [m]."""
    high, low = (layout()[name].apply(spine.mesh(name)[0])[:, 1] for name in ("C1", "coccyx"))
    return float(high.max() - low.min())
