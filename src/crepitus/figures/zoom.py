"""From body to bubble: one picture that is magnified, and a ruler of lengths beside it. See `Picture`.

Everything hangs on one place, the smallest bubble. Each layer is drawn once about that place and then only placed, scaled and faded.
"""

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from crepitus.course import COLOUR
from crepitus.figures import zoom_layers as layers
from crepitus.models import spine
from crepitus.models.zoom import BESIDE, PERSON, SHAPE, View, cut, spine_height
from explorables.drawing import Placed, Shapes, handle, to_scale
from explorables.registry import number
from explorables.theme import Look

if TYPE_CHECKING:
    from crepitus.explorers.body_to_bubble import Sight

BAR_AT, WORDS_AT = -0.03, -0.08  # shares of the picture's width: where the bar and its words stand, below the picture
BARS = {1.0: "1 m", 0.1: "10 cm", 0.01: "1 cm", 1e-3: "1 mm", 1e-4: "0.1 mm", 1e-5: "10 µm"}
GROWS, PASSES = (0.06, 0.09), (0.62, 0.82)  # shares of the width: between which a bar appears, and is left
EVER, NEVER, LAST = 1e9, 1e-9, 2e-5  # m: wider and narrower than the picture ever is, and its last width


class Span(NamedTuple):
    """For which widths of the picture [m] something is seen: it appears between the first two, and is left between the last two."""

    unseen: float
    full: float
    leaves: float
    gone: float

    def share(self, width: float) -> float:
        """How much of it is seen."""
        return between(width, self.unseen, self.full) * (1 - between(width, self.leaves, self.gone))

    def nearest(self, width: float) -> float:
        """The width, or the nearest at which something is seen."""
        return float(np.clip(width, self.gone, self.unseen))


def between(width: float, start: float, end: float) -> float:
    """How far from a `start` to an `end` [m], 0 to 1, evenly in what is multiplied."""
    return float(np.clip(np.log(start / width) / np.log(start / end), 0, 1))


BODY = Span(EVER, 0.9 * EVER, 0.3, 0.1)
SPINE = Span(EVER, 0.9 * EVER, 0.22, 0.16)
SEGMENT = Span(0.28, 0.22, 0.068, 0.05)
SECTION = Span(0.068, 0.05, 4e-3, 2.5e-3)
JOINT = Span(0.05, 0.03, 4e-4, 3e-4)
FLUID = Span(4.6e-4, 4e-4, 2 * NEVER, NEVER)
BUBBLES = Span(8e-3, 4e-3, 2 * NEVER, NEVER)


HERE = Span(EVER, 0.9 * EVER, 0.05, 0.035)
SPANS = (BODY, SPINE, SEGMENT, SECTION, JOINT, FLUID, BUBBLES)
Panels = tuple[Axes, Axes, list[Shapes]]


class Word(NamedTuple):
    """A word at a place (2,) from the target [m], for which widths it is seen, and the place it points to, if it lies elsewhere."""

    words: str
    right: float
    up: float
    span: Span
    colour: str = "ink"
    align: str = "center"
    to: tuple[float, float] | None = None


def zoom_stage(figure: Figure) -> Panels:
    """The picture with all its layers, none of which is placed yet, room for its title and for the bar below it, and the ruler."""
    picture, ruler = figure.subplots(1, 2, width_ratios=(43, 27))
    to_scale(picture, (-0.5, 0.5), (0, SHAPE))
    picture.set_axis_on()
    picture.spines[:].set_visible(False)
    picture.grid(visible=False)
    picture.set(xticks=[], yticks=[], xlabel=" \n ")
    picture.set_title(" ")
    ruler.set(yscale="log", ylim=(6e-6, 4), xlim=(0, 1), xticks=[])
    ruler.set_yticks(list(BARS), [])
    ruler.minorticks_off()
    ruler.grid(visible=False)
    ruler.spines["bottom"].set_visible(False)
    ruler.set_title("How large things are")
    for length, words in BARS.items():
        ruler.plot([0.76, 1], [length, length], color=COLOUR["faint"], linewidth=0.9)  # no line across: it would strike out names
        ruler.text(1, length, words, color=COLOUR["soft"], fontsize=11, ha="right", va="bottom")
    for thing in things():
        fill = COLOUR["ink" if thing.measured else "ground"]
        look: Look = {"marker": "o", "markersize": 7, "markerfacecolor": fill, "markeredgecolor": COLOUR["ink"], "linestyle": "none"}
        ruler.plot([0.2], [thing.length], **look)
        ruler.text(0.27, thing.length, thing.words, fontsize=11, va="center")
    ruler.set_xlabel("knob: width of the picture\nfilled: measured, open: ours", fontsize=11)
    found = (layers.body, layers.column, layers.segment, layers.section, layers.joint, layers.fluid, layers.gas)
    kept = [Shapes(layer.__name__, layer(), 1 / max(span.gone, LAST)) for layer, span in zip(found, SPANS, strict=True)]
    kept.append(Shapes("ring", layers.ring(), 1.0))
    for shapes in kept:
        picture.add_artist(shapes)
    return picture, ruler, kept


def zoom(panels: Panels, sight: "Sight") -> list[Artist]:
    """The layers that are seen at this width, their names, the bar; and on the ruler how wide the picture is."""
    picture, ruler, kept = panels
    view = sight.view
    shown = [placed(picture, shapes, span, view, order) for order, (shapes, span) in enumerate(zip(kept, SPANS))]
    ring = Placed(kept[-1], view.target, 1.0, HERE.share(view.width))
    ring.set_zorder(2)
    return [
        *shown,
        picture.add_artist(ring),
        *(artist for one in words() for artist in word(picture, one, view)),
        *frame(picture, sight),
        *(artist for length in BARS for artist in bar(picture, length, view.width)),
        *reach(ruler, view.width),
    ]


def placed(axis: Axes, shapes: Shapes, span: Span, view: View, order: int) -> Artist:
    """A layer; while it is not seen it rests where it was seen last, so that nothing of it changes."""
    made = Placed(shapes, view.target, 1 / span.nearest(view.width), span.share(view.width))
    made.set_zorder(1 + 0.1 * order)
    return axis.add_artist(made)


def faint(share: float) -> float:
    """An opacity that is never quite nothing nor all, so that all states are written alike."""
    return 0.002 + 0.996 * share


@cache
def words() -> tuple[Word, ...]:
    """The names of things, where they are."""
    found, (right, up) = cut(), layers.from_behind()
    whole, near = Span(1.6, 1.2, 0.62, 0.5), Span(0.17, 0.14, 0.085, 0.07)
    level, close, film = Span(0.07, 0.055, 0.03, 0.024), Span(0.026, 0.02, 7e-3, 5e-3), Span(4e-3, 3e-3, 1.1e-3, 8e-4)

    def there(along: float, away: float) -> tuple[float, float]:
        ((x, y),) = found.inside(np.array([along]), np.array([away])) - found.target
        return float(x), float(y)

    middle, here = found.gap / 2, found.cavity / 2 + BESIDE
    return (
        *(Word(name, 0.07 - right, height - up, whole, align="left") for name, height in
          (("neck", 0.44), ("chest", 0.27), ("lower\nback", 0.085), ("sacrum", -0.05))),
        Word("L4", 0.046 - right, 0.046 - up, near, align="left"),
        Word("L5", 0.051 - right, 0.016 - up, near, align="left"),
        Word("facet joint", 0.0085, -0.0005, near, align="left"),
        Word("disc", -found.target[0], 0.018 - found.target[1], level, "outline"),
        Word("canal", -found.target[0], -0.009 - found.target[1], level),
        Word("L4", -found.target[0], -0.026 - found.target[1], level, "outline"),
        Word("L5", *there(0, -4e-3), Span(0.07, 0.055, 0.014, 0.012), "outline"),
        Word("L4", *there(0, found.gap + 3e-3), Span(0.026, 0.022, 0.014, 0.012), "outline"),
        Word("cavity", *there(0, -2.3e-3), close, "outline", "left", there(0, middle)),
        Word("cartilage", *there(here, found.cartilage / 2), film, "outline"),
        Word("cartilage", *there(here, found.gap - found.cartilage / 2), film, "outline"),
        Word("fluid", *there(here + 0.85e-3, middle), film, "outline"),
        Word("cavity", *there(found.cavity / 2 - 0.5e-3, middle), film, "outline"),
        Word("fluid", -4e-5, -5e-5, Span(6e-4, 5e-4, 1.7e-4, 1.4e-4), "outline"),
        Word("tiny bubble", 0, 7.4e-6, Span(2e-4, 1.5e-4, 2 * NEVER, NEVER), "outline"),
    )  # fmt: skip


def word(axis: Axes, one: Word, view: View) -> list[Artist]:
    """A name beside its thing, or with a line to it; while it is not seen it rests."""
    shown = one.span.nearest(view.width)
    (x, y), *ends = (np.add(view.target, np.divide(place, shown)) for place in ((one.right, one.up), one.to) if place)
    look: Look = {"color": COLOUR[one.colour], "alpha": faint(one.span.share(view.width)), "zorder": 3}
    line = [artist for end in ends for artist in axis.plot([x - 0.01, end[0]], [y, end[1]], linewidth=0.9, **look)]
    return [axis.text(x, y, one.words, ha=one.align, va="center", clip_on=True, fontsize=11, **look), *line]


def frame(axis: Axes, sight: "Sight") -> list[Artist]:
    """The edge of the picture, and above it what it shows and from where."""
    edge: Look = {"facecolor": "none", "edgecolor": COLOUR["soft"], "linewidth": 1}
    return [
        axis.add_artist(Rectangle((-0.5, 0), 1, SHAPE, zorder=5, clip_on=False, **edge)),
        axis.text(-0.5, SHAPE + 0.02, sight.title, fontsize=12, fontweight="bold", va="bottom", clip_on=False),
        axis.text(0.5, SHAPE + 0.02, sight.side, fontsize=11, va="bottom", ha="right", clip_on=False),
    ]


def bar(axis: Axes, length: float, width: float) -> list[Artist]:
    """One of the bars that grow with the picture, and its words."""
    share = length / width
    seen_now = faint(np.interp(share, GROWS, (0, 1)) * np.interp(share, PASSES, (1, 0)))
    end = -0.48 + float(np.clip(share, 0.01, PASSES[1]))
    look: Look = {"color": COLOUR["ink"], "alpha": seen_now, "zorder": 6, "clip_on": False}
    return [
        *axis.plot([-0.48, end], [BAR_AT] * 2, linewidth=4, solid_capstyle="butt", **look),
        axis.text(max(end, -0.43), WORDS_AT, BARS[length], fontsize=11, ha="center", va="center", **look),
    ]


class Thing(NamedTuple):
    """A length on the ruler [m], and whether it was measured or is ours."""

    words: str
    length: float
    measured: bool


def things() -> tuple[Thing, ...]:
    """What stands on the ruler."""
    return (
        Thing("a person", PERSON, False),
        Thing("spine", spine_height(), False),
        Thing("vertebra L4", spine.vertebra("L4").si("transverse_span"), True),
        Thing("facet", cut().height, True),
        Thing("cavity", cut().cavity, False),
        Thing("bone to bone", number("facet_gap_lumbar").si, True),
        Thing("cartilage", number("facet_cartilage").si, True),
        Thing("tiny bubble", number("smallest_bubble").si, False),
    )


def reach(ruler: Axes, width: float) -> list[Artist]:
    """What can be seen now as a band, down to a sixtieth of the picture's width, and the knob at that width."""
    low = max(width / 60, ruler.get_ylim()[0])
    band = ruler.fill([0, 1, 1, 0], [low, low, width, width], color=COLOUR["accent"], alpha=0.12, linewidth=0)
    return [*band, handle(ruler, 0.08, width, "magnification")]
