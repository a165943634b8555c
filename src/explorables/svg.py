"""A drawing as an SVG that is cheap to change: the stage is written once, each state adds only its own artists.

A figure module offers pairs of functions. `stage(figure)` makes the axes with their limits, words and everything that never
changes, and returns them; `draw(axes, result)` adds the artists of one result and returns them. Drawing the same result twice
gives the same bytes, whatever was drawn before, and whatever other threads draw meanwhile.
"""

import io
import re
import threading
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Generic, TypeVar

from matplotlib.artist import Artist
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.transforms import BboxBase
from PIL import Image

from explorables.drawing import FRONT, HANDLE
from explorables.reflow import stack
from explorables.theme import style

DRAWING = threading.RLock()  # Matplotlib's settings and a staged figure belong to the whole process: one thread draws at a time
COLOURS = 64  # of a stored picture: lines and letters look the same, and the file is a third as large
NUMBER = re.compile(r"-?\d+\.?\d*(?:e-?\d+)?")


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
        with DRAWING, style():
            self.figure = Figure(figsize=size, layout="constrained")
            FigureCanvasAgg(self.figure)
            self.axes = stage(self.figure)
            if wide:
                stack(self.figure, wide.figure)
            self.figure.draw_without_rendering()
            self.figure.set_layout_engine("none")  # else the axes would jump from state to state
        self.width, self.height = (72 * inches for inches in self.figure.get_size_inches())

    def stage(self) -> str:
        """The unchanging part of the drawing as the inside of an `<svg>`, without what stands in front."""
        with DRAWING, style():
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
        with DRAWING, style():
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
        with DRAWING, style():
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
        renderer.clips = {_corner(axes.bbox): f"{self.name}-axes{i}" for i, axes in enumerate(self.figure.axes)}
        start = file.tell()
        artist.draw(renderer)
        renderer.finalize()
        return compact(file.getvalue()[start:].lstrip("> \n").removesuffix("</svg>\n"), self.name)


def in_order(artists: Sequence[Artist]) -> list[Artist]:
    """Artists as they are drawn, the lowest first."""
    return sorted(artists, key=Artist.get_zorder)


class _Renderer(RendererSVG):
    """Clips to the axes by name, so that a part drawn later finds the clip path that stands in the stage."""

    clips: dict[tuple[int, int], str]

    def _get_clip_attrs(self, gc: GraphicsContextBase) -> dict[str, str]:
        box = gc.get_clip_rectangle()
        return {"clip-path": f"url(#{self.clips[_corner(box)]})"} if box and _corner(box) in self.clips else {}


def _corner(box: BboxBase) -> tuple[int, int]:
    return round(box.x0), round(box.y0)


def compact(svg: str, name: str) -> str:
    """The same drawing in fewer bytes: tenths of a point, relative paths, no fonts; ids that are unique among drawings."""
    svg = re.sub(r"<!--.*?-->|\n *| (?=/>)| transform=\"rotate\(-0 [^\"]*\"", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: [^;\"]*(; )?", "", svg)
    svg = re.sub(rf'<g id="{HANDLE}(\w+) ?([^"]*)">', r'<g data-handle="\1" data-and="\2">', svg)
    svg = re.sub(r'<g id="[^"]*"(/?)>', r"<g\1>", svg)
    svg = re.sub(r' d="([^"]*)"', lambda found: f' d="{relative(found[1])}"', svg)
    svg = re.sub(r' (x|y|width|height|transform)="([^"]*)"', lambda found: f' {found[1]}="{NUMBER.sub(tenth, found[2])}"', svg)
    for i, own in enumerate(dict.fromkeys(re.findall(r'\bid="([^"]*)"', svg))):  # hashes of unrounded paths: not twice the same
        svg = re.sub(rf'(\bid="|href="#|url\(#){re.escape(own)}(?=[")])', rf"\g<1>{i}", svg)
    return re.sub(rf'(\bid="|href="#|url\(#)(?!{name}-axes)', rf"\g<1>{name}-{zlib.crc32(svg.encode()):x}-", svg)


def tenth(found: re.Match[str]) -> str:
    """A number rounded to a tenth."""
    return f"{round(float(found[0]), 1):g}"


def relative(path: str) -> str:
    """A path of M, L, Q, C and z in relative coordinates of a tenth of a point, without drift from rounding."""
    written: list[str] = []
    here: tuple[int, ...] = (0, 0)
    opened, last = here, ""
    for command, arguments in re.findall(r"([MLQCz])([^MLQCz]*)", path):
        tenths = [round(10 * float(value)) for value in arguments.split()]
        if command != last or command == "M":
            written.append(command.lower() if written else command)
        for i, value in enumerate(tenths):
            text = re.sub(r"^(-?)0\.", r"\1.", f"{(value - here[i % 2]) / 10:g}")
            joins = text[0] == "-" or written[-1][-1].isalpha() or (text[0] == "." and "." in written[-1])
            written.append(text if joins else " " + text)
        here = opened if command == "z" else tuple(tenths[-2:])
        opened = here if command == "M" else opened
        last = command
    return "".join(written)
