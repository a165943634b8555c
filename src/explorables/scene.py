"""A scene: parts in three dimensions that an explorer may show beside its picture, to be turned, picked and taken apart.

Declared here, played by `web/scene.js`, which is bundled with three.js (`make web`). All parts stand in one frame (x forward, y up,
z right, metres) as they are at rest; a pose moves rigid bodies, and what hangs between bodies is bent with them. Meshes and viewer are
kept once in a page, however many scenes use them.
"""

import base64
import gzip
import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from explorables.arrays import Array, Indices
from explorables.theme import palette
from explorables.web import WEB

STEP = 2e-5  # m, of a stored coordinate
SHIFT_STEP = 5e-5  # m, of a stored movement
TURN_STEP = 1 / 32767  # of a unit quaternion
Pose = tuple[Array, Array]  # a body's rotation (3, 3) and shift (3,) [m] from rest


@dataclass(frozen=True)
class Layer:
    """Parts that are shown and hidden together; `colour` is a name of the palette.

    `shine` is how much light its surface throws back as a mirror does (0: chalk, 1: wet), `aside` where it goes [m] when all is pulled
    apart.
    """

    name: str
    label: str
    colour: str
    shown: bool = True
    shine: float = 0.1
    aside: tuple[float, float, float] = (0.0, 0.0, 0.0)

    def __post_init__(self) -> None:
        if self.colour not in palette():
            raise ValueError(f"layer {self.name!r}: colour = {self.colour!r}; allowed: {', '.join(palette())}")
        if not 0 <= self.shine <= 1:
            raise ValueError(f"layer {self.name!r}: shine = {self.shine:g}; allowed: 0 to 1")


@dataclass(frozen=True)
class Landmark:
    """A named place on a part: its point at rest [m], what it is, and other names that it is found by."""

    name: str
    point: tuple[float, float, float]
    does: str
    also: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, str, tuple[str, ...]]:
        """What a page says of it once, on however many parts it is."""
        return self.name, self.does, self.also


@dataclass(frozen=True, eq=False)
class Part:
    """One thing that can be picked: its words, and its surface at rest, `vertices` (n, 3) [m] and `faces` (m, 3), closed and facing
    outward, else a cut through it cannot be filled.

    It moves with the bodies it `follows`. A part that follows several says with `along` (n,), for each vertex, where between them it is:
    0 moves with the first, 1 with the second, 0.5 halfway. `short` is its label in the scene, if it has one; `also` are other names that
    it is found by, and `landmarks` the places on it that have names of their own.
    """

    name: str
    label: str
    layer: str
    vertices: Array
    faces: Indices
    follows: tuple[str, ...]
    does: str
    measures: str = ""
    short: str = ""
    along: Array | None = None
    also: tuple[str, ...] = ()
    landmarks: tuple[Landmark, ...] = ()

    def __post_init__(self) -> None:
        if (self.along is None) != (len(self.follows) == 1):
            raise ValueError(f"part {self.name!r} follows {', '.join(self.follows)}; allowed: `along` if, and only if, it follows several")
        if len(self.vertices) > 32767 or np.abs(self.vertices).max() / STEP > 32767:
            raise ValueError(f"part {self.name!r}: allowed: up to 32767 vertices, within {32767 * STEP:.2f} m of the origin")
        if self.along is not None and not (self.along.min() >= 0 and self.along.max() <= len(self.follows) - 1):
            raise ValueError(f"part {self.name!r}: along = {self.along.min()} to {self.along.max()}; allowed: 0 to {len(self.follows) - 1}")
        if len({landmark.name for landmark in self.landmarks}) < len(self.landmarks):
            raise ValueError(f"part {self.name!r}: landmarks = {', '.join(one.name for one in self.landmarks)}; allowed: each name once")


@dataclass(frozen=True, eq=False)
class Scene:
    """`make` gives the parts, when they are asked for; `shows` describes the scene to who cannot see it.

    `pose` of an explorer's result is where its bodies have moved: name -> (rotation (3, 3), shift [m]) from rest. `frame` holds the two
    corners of the box [m] that the whole view must hold; without one it is that of the parts at rest. `seen_from` is where one looks
    from at first: how far around to the right of the front, and how far up [degrees]; `best_from` of a result is where it is seen
    best, and the view goes there as long as nobody has turned it.
    """

    make: Callable[[], Sequence[Part]]
    layers: tuple[Layer, ...]
    shows: str
    pose: Callable[[Any], Mapping[str, Pose]] | None = None
    frame: tuple[tuple[float, float, float], tuple[float, float, float]] | None = None
    seen_from: tuple[float, float] = (-112, 9)
    best_from: Callable[[Any], tuple[float, float]] | None = None

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts, made once."""
        return tuple(self.make())

    def layer(self, part: Part) -> Layer:
        """The layer that a part belongs to."""
        return next(layer for layer in self.layers if layer.name == part.layer)

    @cached_property
    def landmarks(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """The words of every landmark, once."""
        return tuple(dict.fromkeys(landmark.words for part in self.parts for landmark in part.landmarks))

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """What the parts follow, in the order of a pose."""
        return tuple(dict.fromkeys(name for part in self.parts for name in part.follows))

    @cached_property
    def modules(self) -> dict[str, bytes]:
        """The viewer and the meshes, gzipped, each under a name that changes with its content."""
        found = {"viewer": (WEB / "scene.min.js").read_bytes(), "meshes": pack(self.bodies, self.parts, self.landmarks)}
        return {f"{name}-{zlib.crc32(content):08x}": gzip.compress(content, 9, mtime=0) for name, content in found.items()}

    def encode(self, result: object) -> list[str]:
        """A result's pose as one text, [] without poses.

        In 16 bits, for each body three numbers of a quaternion and three of its shift; then two for where it is seen from [degrees].
        """
        if self.pose is None:
            return []
        moved = self.pose(result)
        rows = [[*quaternion(moved[name][0]) / TURN_STEP, *np.asarray(moved[name][1]) / SHIFT_STEP] for name in self.bodies]
        numbers = [*np.ravel(rows), *(self.best_from(result) if self.best_from else self.seen_from)]
        return [base64.b64encode(np.round(numbers).astype("<i2").tobytes()).decode()]


def quaternion(rotation: Array) -> Array:
    """The vector part (3,) of a rotation's unit quaternion, whose scalar part is not negative."""
    scalar = np.sqrt(max(0.0, 1 + np.trace(rotation))) / 2
    if scalar < 0.1:
        raise ValueError(f"a body turns by {np.degrees(2 * np.arccos(scalar)):.0f} degrees; allowed: less than 168")
    return np.array([rotation[2, 1] - rotation[1, 2], rotation[0, 2] - rotation[2, 0], rotation[1, 0] - rotation[0, 1]]) / (4 * scalar)


def pack(bodies: Sequence[str], parts: Sequence[Part], words: Sequence[object] = ()) -> bytes:
    """Meshes for the browser: a header in JSON, then 16-bit differences between neighbours, all their low bytes before the high ones.

    A landmark is a place in the list of `words` and its point, in steps.
    """
    listed, numbers = [], []
    for part in parts:
        vertices, faces, along = ordered(part)
        columns = [*np.round(vertices / STEP).astype(int).T, *([] if along is None else [np.round(256 * along).astype(int)])]
        numbers += [np.diff(column, prepend=0) for column in (*columns, faces[:, 0])]
        numbers += [faces[:, 1] - faces[:, 0], faces[:, 2] - faces[:, 0]]
        spots = [[words.index(one.words), *np.round(np.array(one.point) / STEP).astype(int).tolist()] for one in part.landmarks]
        listed.append({"name": part.name, "vertices": len(vertices), "faces": len(faces), "follows": part.follows, "spots": spots})
    header = json.dumps({"step": STEP, "bodies": bodies, "parts": listed}, separators=(",", ":")).encode()
    body = np.concatenate(numbers).astype("<i2").view(np.uint8).reshape(-1, 2).T.tobytes()
    return len(header).to_bytes(4, "little") + header + body


def ordered(part: Part) -> tuple[Array, Indices, Array | None]:
    """The same surface with neighbours near each other in the list, so that the differences are small; faces begin with their first."""
    from scipy.sparse import coo_array  # only who packs a mesh needs it
    from scipy.sparse.csgraph import reverse_cuthill_mckee

    count, edges = len(part.vertices), np.concatenate([part.faces[:, [0, 1]], part.faces[:, [1, 2]], part.faces[:, [2, 0]]])
    graph = coo_array((np.ones(2 * len(edges)), np.concatenate([edges, edges[:, ::-1]]).T), shape=(count, count)).tocsr()
    order = reverse_cuthill_mckee(graph, symmetric_mode=True)
    place = np.empty(count, dtype=int)
    place[order] = np.arange(count)
    faces = place[part.faces]
    first = faces.argmin(axis=1)
    faces = np.stack([faces[np.arange(len(faces)), (first + i) % 3] for i in range(3)], axis=1)
    faces = faces[np.lexsort(faces.T[::-1])]
    return part.vertices[order], faces, None if part.along is None else part.along[order]
