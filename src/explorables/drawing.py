"""What drawings of things need: axes to scale, a bar that says how large, handles to take hold of, and what stands in front."""

from matplotlib.artist import Artist
from matplotlib.axes import Axes

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
