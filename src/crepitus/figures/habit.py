"""A drawing of the habit loop at work, schematic: a pair of `stage(figure)` and `draw(axes, result)`, see `Picture`."""

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.ticker import NullLocator

from crepitus.course import COLOUR
from crepitus.models.habit import LINKS, UNTIL
from explorables.arrays import Array
from explorables.digits import significant
from explorables.drawing import handle, to_scale
from explorables.theme import ASSUMED, MODEL, Look

if TYPE_CHECKING:
    from crepitus.explorers.habit import Loop

RADIUS = 0.36  # of the loop, which runs clockwise from the cracks at the top
NODES = ("cracks", "looseness", "felt\nstiffness")
BESIDE = 0.075  # share of the loop on either side of a node that its words take
DOTS, EACH = 36, 2  # on the loop at most, and cracks a day that each stands for
DOT = np.array([np.cos(np.linspace(0, 2 * np.pi, 9)), np.sin(np.linspace(0, 2 * np.pi, 9))]).T * 0.022  # outline of a dot
LASTS = (0.93, 0.33)  # where the knob stands when looseness lasts


def on_loop(share: Array | float, radius: float = RADIUS) -> Array:
    """Places (n, 2) on the loop, at shares of it from the cracks on."""
    angle = np.pi / 2 - 2 * np.pi * np.atleast_1d(share)
    return 0.5 + radius * np.stack([np.cos(angle), np.sin(angle)], axis=1)


def loop_stage(figure: Figure) -> tuple[Axes, Axes, Axes]:
    """The loop on the left; on the right cracks a day and looseness in a year."""
    mosaic = figure.subplot_mosaic([["loop", "cracks"], ["loop", "loose"]], width_ratios=(10, 8))
    loop, cracks, loose = (mosaic[name] for name in ("loop", "cracks", "loose"))
    to_scale(loop, (-0.1, 1.1), (-0.06, 1.14))
    loop.set_title("Schematic, hypothetical")
    for share, words in zip((0, 1 / 3, 2 / 3), NODES):
        x, y = on_loop(share)[0]
        loop.text(x, y + 0.005, words, ha="center", va="bottom", fontweight="bold", fontsize=11)
    loop.annotate("", (0.5, 0.985), (0.5, 1.1), arrowprops={"arrowstyle": "-|>", "color": COLOUR["soft"], "linewidth": 1.5})
    loop.text(0.54, 1.05, "3 a day, mere habit", color=COLOUR["soft"], fontsize=11, va="center")
    loop.text(0.5, 0.55, "drag the knob\nto an arrow\nto cut it", ha="center", va="bottom", color=COLOUR["soft"], fontsize=11)
    loop.text(-0.1, -0.04, f"a dot: {EACH} cracks a day", color=COLOUR["motion"], fontsize=11)
    loose.sharex(cracks)
    cracks.set(xscale="log", yscale="log", xlim=(8e-3, 1.2 * UNTIL), ylim=(1, 150), ylabel="cracks a day", yticks=[1, 10, 100])
    loose.set(yscale="log", ylim=(0.005, 3000), ylabel="looseness\n(of one crack)", xlabel="time", yticks=[0.01, 1, 100])
    loose.set_xticks([1e-2, 1, 30, 365], ["15 min", "1 day", "30 d", "1 y"])
    cracks.tick_params(labelbottom=False)
    for axis in (cracks, loose):
        axis.set_yticks(axis.get_yticks(), [f"{tick:g}" for tick in axis.get_yticks()])
        for ruler in (axis.xaxis, axis.yaxis):
            ruler.set_minor_locator(NullLocator())
    return loop, cracks, loose


def loop(axes: tuple[Axes, Axes, Axes], result: "Loop") -> list[Artist]:
    """The loop with what runs on it and what it comes to at this moment, and where that lies in the year."""
    sketch, *graphs = axes
    habit, course = result.course.habit, result.course
    artists = [part for link in range(3) for part in arrow(sketch, link, habit.links[link])]
    artists.append(sketch.add_artist(dots(result)))
    values = (f"{result.cracks:.1f} a day", f"{significant(result.looseness, 2)} × one crack", f"+{result.urged:.1f} a day")
    for share, words in zip((0, 1 / 3, 2 / 3), values):
        x, y = on_loop(share)[0]
        artists.append(sketch.text(x, y - 0.005, words, ha="center", va="top", fontsize=11, color=COLOUR["motion"]))
    for axis, curve, now in zip(graphs, (course.cracks, course.looseness), (result.cracks, result.looseness)):
        artists += axis.plot(course.time[1:], np.maximum(curve[1:], 1e-4), color=COLOUR["motion"], **MODEL)
        artists.append(axis.axvline(result.days, color=COLOUR["ink"], linewidth=0.9))
        artists += axis.plot([result.days], [max(now, 1e-4)], "o", color=COLOUR["motion"], markersize=8)
    artists.append(graphs[0].axhline(habit.most, color=COLOUR["ink"], linewidth=0.9))
    artists.append(graphs[0].text(0.01, 1.05 * habit.most, f"at most {habit.most:.0f}", fontsize=11, va="bottom"))
    cut = [(0.5, 0.48), *(tuple(on_loop((link + 0.5) / 3)[0]) for link in range(3)), LASTS][result.cut]
    return [*artists, handle(graphs[0], result.days, 1.25, "time"), handle(sketch, *cut, "cut")]


def arrow(axis: Axes, link: int, whole: bool) -> list[Artist]:
    """A link as a part of the circle with a point, its words outside; dashed and crossed where it is cut."""
    ends = (link / 3 + BESIDE, (link + 1) / 3 - BESIDE)
    style: Look = {"linewidth": 2.2} if whole else ASSUMED
    colour = COLOUR["motion"] if whole else COLOUR["soft"]
    way, tip = on_loop(np.linspace(*ends, 20)), on_loop(ends[1] + 0.012)[0]
    barbs = np.stack([on_loop(ends[1] - 0.012, RADIUS + side)[0] for side in (-0.035, 0.035)])
    middle = on_loop((link + 0.5) / 3)[0]
    cross: Look = {"marker": "x", "markersize": 22, "markeredgewidth": 3} if not whole else {"marker": ""}
    words = on_loop((link + 0.5) / 3, RADIUS + 0.06)[0]
    sides: Look = ({"ha": "left", "va": "bottom"}, {"ha": "center", "va": "top"}, {"ha": "right", "va": "bottom"})[link]
    return [
        *axis.plot(*way.T, color=colour, **style),
        *axis.fill(*np.stack([barbs[0], tip, barbs[1]]).T, color=colour, linewidth=0),
        *axis.plot(*middle, color=COLOUR["ink"], **cross),
        axis.text(words[0], words[1], LINKS[link].replace(" ", "\n") if link != 1 else LINKS[link], fontsize=11, **sides),
    ]


def dots(result: "Loop") -> PathPatch:
    """What runs round: a dot for every few cracks a day, as far as the first cut; none behind the words of a node."""
    shares = (np.arange(DOTS) + result.turned * DOTS) % DOTS / DOTS
    rank = 25 * np.arange(DOTS) % DOTS  # each next dot stands far from those before: 13 places on, as 25 times 13 is 1 more than 9 DOTS
    size = np.clip(result.cracks / EACH - rank, 0, 1)
    links = result.course.habit.links
    end = (links.index(False) + 0.5) / 3 if not all(links) else 1
    past = (shares + 1 / 6) % (1 / 3) - 1 / 6  # the nearest node
    size = np.where((shares < end) & (np.abs(past) > BESIDE), size, 0)
    shares = np.where(
        np.abs(past) > BESIDE, shares, shares - past + np.where(past < 0, -0.99, 0.99) * BESIDE
    )  # they wait at an arrow's end
    outlines = on_loop(shares)[:, None] + size[:, None, None] * DOT
    codes = [Path.MOVETO, *[Path.LINETO] * 7, Path.CLOSEPOLY] * DOTS
    return PathPatch(Path(outlines.reshape(-1, 2), codes), facecolor=COLOUR["motion"], edgecolor=COLOUR["ground"], linewidth=0.7, zorder=4)
