"""A drawing as an SVG that is cheap to change: the stage is written once, each state adds only its own artists.

A figure module offers pairs of functions. `stage(figure)` makes the axes with their limits, words and everything that never
changes, and returns them; `draw(axes, result)` adds the artists of one result and returns them. Drawing the same result twice
gives the same bytes, whatever was drawn before, and whatever other threads draw meanwhile.
"""

import io
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, BboxBase, Transform
from PIL import Image

from explorables.compact import compact
from explorables.drawing import FRONT
from explorables.reflow import stack
from explorables.theme import style

REACH = ("_update_line_limits", "_update_patch_limits", "_update_collection_limits")  # of Matplotlib's axes
COLOURS = 64  # of a stored picture: lines and letters look the same, and the file is a third as large


class Drawing:
    """Held by the thread that draws, and within it everything is in our style: settings and figures belong to the whole process.

    It may be held within itself; only the outermost takes the style on, which is slow.
    """

    def __init__(self) -> None:
        self.lock, self.held, self.style = threading.RLock(), 0, style()

    def __enter__(self) -> None:
        self.lock.acquire()
        if not self.held:
            self.style = style()
            self.style.__enter__()
        self.held += 1

    def __exit__(self, *failure: Any) -> None:
        self.held -= 1
        if not self.held:
            self.style.__exit__(*failure)
        self.lock.release()


DRAWING = Drawing()
Panels = TypeVar("Panels")  # the axes that a stage gives to its drawing, in whatever form suits both
Result = TypeVar("Result")
Stage = Callable[[Figure], Panels]
Draw = Callable[[Panels, Result], Sequence[Artist]]


class Picture(Generic[Panels, Result]):
    """One figure, staged once; its results are drawn one after the other.

    `size` is width and height in inches of 72 points; `name` keeps the ids of several pictures in one page apart. `wide`, if it is
    given, is the same picture for a wide page: then this one is for a narrow screen.
    """

    def __init__(
        self, name: str, stage: Stage[Panels], draw: Draw[Panels, Result], size: tuple[float, float], wide: "Picture | None" = None
    ) -> None:
        self.name, self.draw = name, draw
        with DRAWING:
            self.figure = Figure(figsize=size, layout="constrained")
            FigureCanvasAgg(self.figure)
            self.axes = stage(self.figure)
            if wide:
                stack(self.figure, wide.figure)
            self.figure.draw_without_rendering()
            self.figure.set_layout_engine("none")  # else the axes would jump from state to state
        for axes in self.figure.axes:
            settle(axes)
        self.width, self.height = (72 * inches for inches in self.figure.get_size_inches())
        self.clips = {_corner(axes.bbox): f"{self.name}-axes{i}" for i, axes in enumerate(self.figure.axes)}

    def stage(self) -> str:
        """The unchanging part of the drawing as the inside of an `<svg>`, without what stands in front."""
        with DRAWING:
            for artist in self.in_front:
                artist.set_visible(False)
            drawn = self._encode(self.figure)
            for artist in self.in_front:
                artist.set_visible(True)
        clips = "".join(
            f'<clipPath id="{self.name}-axes{i}"><rect x="{box.x0:.1f}" y="{self.height - box.y1:.1f}" '
            f'width="{box.width:.1f}" height="{box.height:.1f}"/></clipPath>'
            for i, box in enumerate(axes.bbox for axes in self.figure.axes)
        )
        return f"<defs>{clips}</defs>{drawn}"

    @property
    def in_front(self) -> list[Artist]:
        """The artists of the stage that stand in front of all that moves."""
        return self.figure.findobj(lambda artist: artist.get_gid() == FRONT)

    def front(self) -> str:
        """What stands in front, for the end of the `<svg>`."""
        with DRAWING:
            return "".join(map(self._encode, self.in_front))

    @property
    def boxes(self) -> list[list[float]]:
        """Left, upper, right and lower edge of each axes as they stand in the SVG [points], and, last, of the whole picture."""
        edges = [axes.bbox for axes in self.figure.axes]
        return [
            *([round(v, 1) for v in (box.x0, self.height - box.y1, box.x1, self.height - box.y0)] for box in edges),
            [0, 0, self.width, self.height],
        ]

    def holders(self, result: Result) -> list[int]:
        """For each part of a result, which box it belongs to."""
        panels = self.figure.axes
        with self._drawn(result) as artists:
            return [panels.index(artist.axes) if artist.axes in panels else -1 for artist in in_order(artists)]

    @contextmanager
    def _drawn(self, result: Result) -> Iterator[Sequence[Artist]]:
        with DRAWING:
            artists = self.draw(self.axes, result)
            try:
                yield artists
            finally:
                for artist in artists:
                    artist.remove()

    def parts(self, result: Result) -> list[str]:
        """What one result adds to the stage: an SVG fragment for each artist, in the order of drawing."""
        with self._drawn(result) as artists:
            return [self._encode(artist) for artist in in_order(artists)]

    def svg(self, result: Result) -> str:
        """The whole drawing of one result, standing alone, in the light colours."""
        inside = self.stage() + "".join(self.parts(result)) + self.front()
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 {self.width:g} '
            f'{self.height:g}" font-family="DejaVu Sans, sans-serif"><rect width="100%" height="100%" fill="#fff"/>{inside}</svg>\n'
        )

    def png(self, result: Result) -> bytes:
        """The whole drawing of one result as a PNG of 144 dots an inch, in at most COLOURS colours."""
        drawn, file = io.BytesIO(), io.BytesIO()
        with self._drawn(result):
            self.figure.savefig(drawn, format="png", dpi=144)
        with Image.open(drawn) as picture:
            picture.convert("RGB").quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        return file.getvalue()

    def _encode(self, artist: Artist) -> str:
        file = io.StringIO()
        renderer = _Renderer(self.width, self.height, file, image_dpi=72)
        renderer.name, renderer.clips = self.name, self.clips
        start = file.tell()
        artist.draw(renderer)
        renderer.finalize()
        return compact(file.getvalue()[start:].lstrip("/> \n").removesuffix("</svg>\n"), self.name)


def settle(axes: Axes) -> None:
    """Answer once what each new artist asks of axes that stand: how far it reaches, in which units, where it is clipped."""
    answers: list[tuple[Any, str, Any]] = [(axes, ask, None) for ask in REACH]
    answers += [(axis, "update_units", None) for axis in (axes.xaxis, axes.yaxis)]
    for owner, ask, answer in (*answers, (axes.patch, "get_transform", axes.patch.get_transform())):
        setattr(owner, ask, lambda *_, answer=answer: answer)


def in_order(artists: Sequence[Artist]) -> list[Artist]:
    """Artists as they are drawn, the lowest first."""
    return sorted(artists, key=Artist.get_zorder)


class _Renderer(RendererSVG):
    """Clips to the axes, and keeps shapes, by name: a part drawn later finds what stands in the stage."""

    name: str
    clips: dict[tuple[int, int], str]

    def _write_metadata(self, metadata: Any) -> None:
        """A fragment needs none, and they take a quarter of its time."""

    def _write_default_style(self) -> None:
        """Nor this."""

    def draw_markers(self, gc: GraphicsContextBase, marker: Path, size: Transform, path: Path, place: Transform, face: Any = None) -> None:
        """A collection of one path comes as a marker at the picture's corner; but its points are places, which a narrow screen moves."""
        if place.transform(path.vertices).any():
            super().draw_markers(gc, marker, size, path, place, face)
        else:
            self.draw_path(gc, marker, size, face)

    def _get_clip_attrs(self, gc: GraphicsContextBase) -> dict[str, str]:
        box = gc.get_clip_rectangle()
        return {"clip-path": f"url(#{self.clips[_corner(box)]})"} if box and _corner(box) in self.clips else {}

    def begin_shapes(self, name: str) -> Affine2D:
        """Begin shapes that are kept under a name; gives the transform for what is drawn about their origin."""
        self.writer.start("defs")
        self.writer.start("g", {"class": "shapes", "id": f"{self.name}-shapes-{name}"})
        return Affine2D().translate(0, self.height)

    def end_shapes(self) -> None:
        """End them."""
        self.writer.end("g")
        self.writer.end("defs")

    def use_shapes(self, gc: GraphicsContextBase, name: str, x: float, y: float, scale: float, alpha: float) -> None:
        """Place kept shapes with their origin at `x`, `y`."""
        self.writer.start("g", self._get_clip_attrs(gc))
        place = f"translate({x:.1f} {self.height - y:.1f}) scale({scale:.5g})"
        own = f"#{self.name}-shapes-{name}"
        self.writer.element("use", attrib={"xlink:href": own, "transform": place, "style": f"opacity: {alpha:.3g}"})
        self.writer.end("g")


def _corner(box: BboxBase) -> tuple[int, int]:
    return round(box.x0), round(box.y0)
