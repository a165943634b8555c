"""What lies in each layer of the zoom from body to bubble: shapes in metres about the one place on which all hangs."""

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
from matplotlib.path import Path

from crepitus.course import COLOUR
from crepitus.figures import person
from crepitus.figures.bone import joined, seen, together
from crepitus.figures.spine import tones
from crepitus.models import spine
from crepitus.models.spine import DISC_LEVELS, PARTS
from crepitus.models.zoom import SACRUM, cut
from explorables.arrays import Array
from explorables.drawing import Shape
from explorables.registry import number

CORTEX, CAPSULE, GAS = "#b3a37f", "#d9b8a8", "#f6f9fc"  # surfaces, the same on both grounds
SHELL = 7e-4  # m: how thick the dense rim of a cut bone is drawn
REACH = 1.0e-3  # m: how far the capsule is drawn beyond the facets
RING, THICK = 0.05, 0.007  # shares of the picture's width: how far around the target the ring stands, and how thick it is


def closed(points: Array) -> Path:
    """A closed path through points (n, 2)."""
    return Path(np.concatenate([points, points[:1]]), closed=True)


def about(path: Path, target: Sequence[float] | Array) -> Path:
    """The same path about a target (2,) [m]."""
    return Path(np.asarray(path.vertices) - np.asarray(target), path.codes)


def from_behind() -> tuple[float, float]:
    """Where the target is in the spine's frame, right and up [m]."""
    return float(cut().target[0]), cut().up


@cache
def body() -> tuple[Shape, ...]:
    """The person's outline."""
    right, up = from_behind()
    return tuple(
        Shape(about(closed(points), (right, up + SACRUM)), COLOUR[colour], COLOUR["soft"], 1.6e-3 * width, alpha or 1.0)
        for points, colour, width, alpha in person.shapes()
    )


def bones(parts: Iterable[str], discs: Iterable[str], pixel: float) -> tuple[Shape, ...]:
    """Bones and discs where they stand, from behind."""
    standing = spine.layout()
    surfaces = [
        together([(standing[name].apply(points), faces) for name, (points, faces) in found])
        for found in ([(name, spine.mesh(name)) for name in parts], [(name, spine.disc_mesh(name)) for name in discs])
    ]
    return tuple(Shape(about(path, from_behind()), colour) for path, colour in tones(seen(surfaces, "behind", pixel), every=2))


@cache
def column() -> tuple[Shape, ...]:
    """The whole spine."""
    return bones(PARTS, DISC_LEVELS, 8e-4)


@cache
def segment() -> tuple[Shape, ...]:
    """What is around L4 and L5."""
    return bones(PARTS[PARTS.index("T12") : -1], DISC_LEVELS[-6:], 4e-4)


@cache
def section() -> tuple[Shape, ...]:
    """Bones and disc in the level cut, from above."""
    found = cut()
    disc = Shape(about(closed(found.disc), found.target), COLOUR["disc"], "#5f7f8c", SHELL)
    outlines = [line for level in ("L5", "L4") for line in found.bones[level]]
    return disc, Shape(about(joined([closed(line[::2]) for line in outlines]), found.target), COLOUR["bone"], CORTEX, SHELL)


@cache
def joint() -> tuple[Shape, ...]:
    """Capsule, cartilage, fluid and cavity between the two bones."""
    found = cut()
    half, far = found.width / 2, 0.7e-3

    def strip(low: float, high: float, reach: float) -> Path:
        return closed(found.inside(np.array([-reach, reach, reach, -reach]), np.array([low, low, high, high])))

    ends = found.gap - found.cartilage
    shapes = [
        (rounded(-half - REACH, half + REACH, -0.1e-3, found.gap + 0.1e-3), CAPSULE),
        (strip(-far, 0, half), CORTEX),
        (strip(found.gap, found.gap + far, half), CORTEX),
        (rounded(-half, half, found.cartilage, ends), COLOUR["fluid"]),
        (strip(0, found.cartilage, half), COLOUR["disc"]),
        (strip(ends, found.gap, half), COLOUR["disc"]),
        (rounded(-found.cavity / 2, found.cavity / 2, found.cartilage, ends), GAS),
    ]
    return tuple(Shape(about(path, found.target), colour) for path, colour in shapes)


def rounded(start: float, end: float, low: float, high: float) -> Path:
    """A strip of the joint with round ends, between two distances from the lower facet [m]."""
    turn, radius = np.linspace(-np.pi / 2, np.pi / 2, 33), (high - low) / 2
    along = np.concatenate([end - radius + radius * np.cos(turn), start + radius - radius * np.cos(turn)])
    away = (low + high) / 2 + radius * np.concatenate([np.sin(turn), -np.sin(turn)])
    return closed(cut().inside(along, away))


@cache
def fluid() -> tuple[Shape, ...]:
    """Nothing but fluid."""
    side = 4e-4
    return (Shape(closed(np.array([(-side, -side), (side, -side), (side, side), (-side, side)])), COLOUR["fluid"]),)


@cache
def gas() -> tuple[Shape, ...]:
    """The smallest bubble."""
    circle, radius = Path.unit_circle(), number("smallest_bubble").si / 2
    return (Shape(Path(np.asarray(circle.vertices) * radius, circle.codes), GAS, COLOUR["motion"], 0.1 * radius),)


def ring() -> tuple[Shape, ...]:
    """A ring about the target, in the picture's own unit."""
    around = np.linspace(0, 2 * np.pi, 61)
    circle = np.column_stack([np.cos(around), np.sin(around)])
    return (Shape(closed(np.concatenate([RING * circle, (RING - THICK) * circle[::-1]])), COLOUR["accent"]),)
