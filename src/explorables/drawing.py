"""What drawings of things need: scales, moments, handles to take hold of, shapes in one piece, what stands in front."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from explorables.theme import COLOUR, Look

HANDLE = "handle:"  # begins the id of what can be dragged; the parameters that it moves follow
FRONT = "front"  # the id of what stands in front of all that moves


def handle(axis: Axes, x: float, y: float, *parameters: str) -> Artist:
    """A knob at a place of the picture that can be dragged: it moves the parameters of these names.

    A drawing returns it with its other artists. Where it stands in every state says where it can be dragged to, so it has to stand
    elsewhere in each value of its parameters; nothing else is declared.
    """
    look: Look = {"color": COLOUR["accent"], "markeredgecolor": COLOUR["ground"], "markeredgewidth": 2.5}
    gid = HANDLE + " ".join(parameters)
    (knob,) = axis.plot([x], [y], linestyle="none", marker="o", markersize=13, clip_on=False, zorder=20, gid=gid, **look)
    return knob


def until(axis: Axes, now: float, low: float, high: float, shows: float = 0.22) -> list[Artist]:
    """A line at a moment of the axis across, from `low` to `high`; a sheet lets so much show of what comes after it, pale or nothing."""
    ends = axis.get_xlim()[1]
    sheet = Rectangle((now, low), ends - now, high - low, facecolor=COLOUR["ground"], alpha=1 - shows, linewidth=0, zorder=3)
    return [axis.add_patch(sheet), *axis.plot([now, now], [low, high], color=COLOUR["ink"], linewidth=1.4, zorder=4)]


def in_front(axis: Axes, artist: Artist) -> None:
    """Add to a stage what never changes and stands in front of all that a drawing adds, as a sheet with holes in it."""
    artist.set(gid=FRONT, zorder=10)
    axis.add_artist(artist)


def to_scale(axis: Axes, width: tuple[float, float], height: tuple[float, float]) -> None:
    """Axes for a picture of a thing: no frame, no ticks, the same scale both ways, from `width` and `height` in its own length."""
    axis.set(xlim=width, ylim=height, aspect="equal")
    axis.set_axis_off()


def scale_bar(axis: Axes, length: float, words: str, at: tuple[float, float] = (0.03, 0.05)) -> list[Artist]:
    """A bar of a length in the picture's own unit, `at` a place in shares of the axes; its words say when a picture is schematic."""
    x, y = axis.transLimits.inverted().transform(at)
    (bar,) = axis.plot([x, x + length], [y, y], color=COLOUR["ink"], linewidth=3, solid_capstyle="butt")
    return [bar, axis.annotate(words, (x, y), (0, 5), textcoords="offset points", fontsize=11)]


@dataclass(frozen=True)
class Shape:
    """A filled path in a length of its own; its border is as wide as that says in the same length."""

    path: Path
    fill: str
    border: str = COLOUR["ink"]
    border_width: float = 0.0
    alpha: float = 1.0


class Shapes(Artist):
    """Shapes about an origin that a stage keeps under a name: nothing is to be seen until they are `Placed`.

    `largest` is how much of the axes' unit one of their lengths is where they are largest, which decides how finely they are written.
    """

    def __init__(self, name: str, shapes: Sequence[Shape], largest: float) -> None:
        super().__init__()
        self.name, self.shapes, self.largest = name, shapes, largest
        self.set_in_layout(False)

    def draw(self, renderer: RendererBase) -> None:
        """Write them, if the renderer can keep shapes (see `svg`)."""
        if begin := getattr(renderer, "begin_shapes", None):
            place = begin(self.name)
            self.paint(renderer, unit_of(self) * self.largest, place)
            renderer.end_shapes()  # type: ignore[attr-defined]

    def paint(self, renderer: RendererBase, unit: float, place: Affine2D, alpha: float = 1.0, gc: Any = None) -> None:
        """Draw each with one of their lengths as large as `unit`."""
        gc = gc or renderer.new_gc()
        border: Any = renderer.points_to_pixels(1.0)
        for shape in self.shapes:
            gc.set_alpha(alpha * shape.alpha)
            gc.set_foreground(shape.border)
            gc.set_linewidth(shape.border_width * unit / border)
            renderer.draw_path(gc, shape.path, Affine2D().scale(unit) + place, to_rgb(shape.fill))
        gc.restore()


class Placed(Artist):
    """Kept shapes that are moved, scaled and faded as one: a state says only where, how large and how visible they are.

    Their origin stands `at` a place of the axes; `scale` is how much of the axes' unit one of their lengths is there.
    """

    def __init__(self, shapes: Shapes, at: tuple[float, float], scale: float, alpha: float = 1.0) -> None:
        super().__init__()
        self.shapes, self.at, self.scale = shapes, at, scale
        self.set_alpha(alpha)
        self.set_in_layout(False)

    def draw(self, renderer: RendererBase) -> None:
        """Say where the shapes stand, if the renderer keeps them; else draw them there."""
        x, y = axes_of(self).transData.transform(self.at)
        gc: Any = renderer.new_gc()
        self._set_gc_clip(gc)  # type: ignore[attr-defined]
        alpha = float(self.get_alpha() or 0)
        if use := getattr(renderer, "use_shapes", None):
            use(gc, self.shapes.name, x, y, self.scale / self.shapes.largest, alpha)
        else:
            self.shapes.paint(renderer, unit_of(self) * self.scale, Affine2D().translate(x, y), alpha, gc)


def axes_of(artist: Artist) -> Axes:
    """The axes that an artist was added to; ValueError for none."""
    if not isinstance(artist.axes, Axes):
        raise ValueError("shapes stand in no axes; allowed: shapes added to some")
    return artist.axes


def unit_of(artist: Artist) -> float:
    """How large the unit of an artist's axes is, across, in the picture's own points."""
    (left, _), (right, _) = axes_of(artist).transData.transform([(0, 0), (1, 0)])
    return float(right - left)
