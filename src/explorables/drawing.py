"""What drawings of things need: axes to scale, a bar that says how large, a moment in time, and handles that a learner can take hold of."""

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from explorables.theme import COLOUR, Look

HANDLE = "handle:"  # begins the id of what can be dragged; the parameters that it moves follow


def handle(axis: Axes, x: float, y: float, *parameters: str) -> Artist:
    """A knob at a place of the picture that can be dragged: it moves the parameters of these names.

    A drawing returns it with its other artists. Where it stands in every state says where it can be dragged to, so it has to stand
    elsewhere in each value of its parameters; nothing else is declared.
    """
    look: Look = {"color": COLOUR["accent"], "markeredgecolor": COLOUR["ground"], "markeredgewidth": 2.5}
    gid = HANDLE + " ".join(parameters)
    (knob,) = axis.plot([x], [y], linestyle="none", marker="o", markersize=13, clip_on=False, zorder=20, gid=gid, **look)
    return knob


def until(axis: Axes, now: float, low: float, high: float) -> list[Artist]:
    """A line at a moment of the axis across, from `low` to `high`; what comes after it stands pale behind a sheet."""
    ends = axis.get_xlim()[1]
    sheet = Rectangle((now, low), ends - now, high - low, facecolor=COLOUR["ground"], alpha=0.78, linewidth=0, zorder=3)
    return [axis.add_patch(sheet), *axis.plot([now, now], [low, high], color=COLOUR["ink"], linewidth=1.4, zorder=4)]


def to_scale(axis: Axes, width: tuple[float, float], height: tuple[float, float]) -> None:
    """Axes for a picture of a thing: no frame, no ticks, the same scale both ways, from `width` and `height` in its own length."""
    axis.set(xlim=width, ylim=height, aspect="equal")
    axis.set_axis_off()


def scale_bar(axis: Axes, length: float, words: str, at: tuple[float, float] = (0.03, 0.05)) -> list[Artist]:
    """A bar of a length in the picture's own unit, `at` a place in shares of the axes; its words say when a picture is schematic."""
    x, y = axis.transLimits.inverted().transform(at)
    (bar,) = axis.plot([x, x + length], [y, y], color=COLOUR["ink"], linewidth=3, solid_capstyle="butt")
    return [bar, axis.annotate(words, (x, y), (0, 5), textcoords="offset points", fontsize=11)]
