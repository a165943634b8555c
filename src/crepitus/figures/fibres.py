"""Drawings of signals that race to the spinal cord: pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crepitus.course import COLOUR
from crepitus.figures.person import at, length_of, smooth, stand_behind, way
from explorables.arrays import Array
from explorables.drawing import handle, scale_bar, to_scale
from explorables.theme import Look

if TYPE_CHECKING:
    from crepitus.explorers.fibres import Race, Volley

SLOWED = 10.0  # ms: up to here the axis of time is even, from here on logarithmic
LAST = 2300.0  # ms
SEVERAL = 12  # fibres of a kind that are drawn, evenly from the slowest to the fastest
HAND = (  # its outline [m] from the wrist round by the fingertips, which are about 0
    (0.185, 0.045), (0.13, 0.050), (0.09, 0.052), (0.04, 0.036), (0.0, 0.012), (-0.004, -0.010), (0.03, -0.020), (0.06, -0.026),
    (0.045, -0.052), (0.062, -0.062), (0.10, -0.042), (0.13, -0.022), (0.185, -0.015),
)  # fmt: skip
RUBS, RUBBED = 0.02, 2.0  # m, how far a rubbing hand goes each way, and how often a second
LOOKS: dict[str, tuple[str, str, float]] = {  # of a kind of signal: colour, marker, and where its lane lies beside the nerve [m]
    "touch": ("relief", "o", 0.012),
    "fast pain": ("harm", "^", -0.012),
    "slow pain": ("harm", "s", -0.012),
    "rubbing": ("relief", "D", 0.024),
}


class Panels(NamedTuple):
    """The person, the ways against time, and the arrivals."""

    person: Axes
    ways: Axes
    arrivals: Axes


def race_stage(figure: Figure) -> Panels:
    """A person from behind on the left; on the right distance and arrivals against the same time."""
    grid = figure.add_gridspec(2, 2, width_ratios=(5, 8), height_ratios=(5, 4))
    panels = Panels(figure.add_subplot(grid[:, 0]), figure.add_subplot(grid[0, 1]), figure.add_subplot(grid[1, 1]))
    to_scale(panels.person, (-0.34, 0.34), (-0.13, 1.70))
    panels.person.set_title("From behind, to scale", fontsize=11, loc="center")
    stand_behind(panels.person)
    scale_bar(panels.person, 0.3, "30 cm", at=(0.28, 0.02))
    for axis in panels[1:]:
        axis.set_xscale("symlog", linthresh=SLOWED, linscale=0.75)  # as long as the clock's even part
        axis.set(xlim=(0, LAST), xlabel="time after the knock")
        axis.set_xticks([0, 5, 10, 100, 1000], ["0", "5", "10 ms", "0.1 s", "1 s"])
        axis.minorticks_off()
    panels.ways.set(ylim=(-6, 117), ylabel="of the way to the cord (%)", yticks=[0, 50, 100])
    panels.ways.axhline(100, color=COLOUR["nerve"], linewidth=3)
    panels.arrivals.set(ylim=(-0.6, 3.6), yticks=[3, 2, 1, 0])
    panels.arrivals.set_yticklabels(["slow pain (C)", "fast pain\n(A-delta)", "touch (A-beta)", "rubbing (A-beta)"])
    panels.arrivals.set_title("Reaches the cord", fontsize=11)
    return panels


def race(panels: Panels, run: "Race") -> list[Artist]:
    """Signals where they are at the clock's moment: on the body, on their way, and at the cord."""
    line = way(run.nerve, run.length)
    (nerve,) = panels.person.plot(*line.T, color=COLOUR["nerve"], linewidth=2)
    now = 1e3 * run.time
    look: Look = {"color": COLOUR["ink"], "linewidth": 0.9}
    artists: list[Artist] = [nerve, panels.arrivals.axvline(now, **look), *panels.ways.plot([now, now], [-6, 100], **look)]
    for row, volley in zip((1, 2, 3, 0), run.volleys, strict=True):
        artists += [*lit(panels.person, line, volley), *on_body(panels.person, line, run, volley)]
        artists += [*on_way(panels.ways, run, volley), *at_cord(panels.arrivals, row, run, volley)]
    return [
        *artists,
        *rubs(panels.person, line[0], run),
        handle(panels.person, *line[0], "length"),
        handle(panels.ways, now, 117, "time"),
    ]


def lit(axis: Axes, line: Array, volley: "Volley") -> list[Artist]:
    """A glow where the nerve meets the cord, brighter the more fibres have arrived."""
    colour, _, side = LOOKS[volley.name]
    x, y = line[-1] + [side, -0.015 if volley.name == "slow pain" else 0.01]
    return [*axis.plot([x], [y], "o", markersize=19, color=COLOUR[colour], alpha=0.5 * volley.arrived, markeredgewidth=0, zorder=4)]


def come(run: "Race", volley: "Volley") -> Array:
    """How far the signals of SEVERAL fibres have come, the fastest last, as shares of the way; of rubbing, which goes on, one by one."""
    if volley.lasts:
        return np.linspace(*volley.spread, SEVERAL)
    first, last = (arrival - volley.begins for arrival in volley.arrivals)
    return np.clip((run.time - volley.begins) * np.linspace(1 / last, 1 / first, SEVERAL), 0, 1)


def on_body(axis: Axes, line: Array, run: "Race", volley: "Volley") -> list[Artist]:
    """A dot for each of several fibres, the fastest with a mark of its own; neither before it has begun nor after all have arrived."""
    colour, marker, side = LOOKS[volley.name]
    lane = beside(line, side)
    dots = at(lane, come(run, volley) * length_of(lane))
    shown: Look = {"color": COLOUR[colour], "zorder": 6, "alpha": float(volley.going)}
    return [
        *axis.plot(*dots[:-1].T, "o", markersize=4, markeredgewidth=0, **shown),
        *axis.plot(*dots[-1:].T, marker, markersize=9, markeredgecolor=COLOUR["ground"], markeredgewidth=1, **shown),
    ]


def rubs(axis: Axes, place: Array, run: "Race") -> list[Artist]:
    """A hand that rubs the place that was knocked, from when the rubbing begins."""
    passed = run.time - run.later
    way = -1 if place[0] > 0.2 else 1  # from the middle at an arm, which is near the picture's edge; else from the side
    hand = place + smooth(HAND, 40) * [way, 1]
    hand[:, 1] += RUBS * np.sin(2 * np.pi * RUBBED * max(passed, 0.0))
    return list(axis.fill(*hand.T, facecolor=COLOUR["faint"], edgecolor=COLOUR["ink"], linewidth=1.2, alpha=float(passed >= 0), zorder=7))


def beside(line: Array, distance: float) -> Array:
    """A line (n, 2) shifted sideways by a distance, in its unit."""
    ahead = np.gradient(line, axis=0)
    return line + distance * np.stack([-ahead[:, 1], ahead[:, 0]], axis=1) / np.hypot(*ahead.T)[:, None]


def on_way(axis: Axes, run: "Race", volley: "Volley") -> list[Artist]:
    """The band from the fastest fibre to the slowest, without end where signals go on, and what of it lies at this moment."""
    colour, marker, _ = LOOKS[volley.name]
    done = np.linspace(0, 1, 40) ** 3
    first, last = (1e3 * (arrival - volley.begins) for arrival in volley.arrivals)
    begins, now = 1e3 * volley.begins, 1e3 * run.time
    pale: Look = {"color": COLOUR[colour], "alpha": 0.12 if volley.lasts else 0.22, "linewidth": 0}
    ends = 2 * LAST if volley.lasts else begins + last * done
    dots = 100 * come(run, volley)
    return [
        axis.fill_betweenx(100 * done, begins + first * done, ends, **pale),
        axis.text(
            np.sqrt(first * last), 104, "" if volley.lasts else volley.name.split()[0], color=COLOUR[colour], fontsize=11, ha="center"
        ),
        *axis.plot(np.full(SEVERAL, now), dots, "o", color=COLOUR[colour], markersize=4, alpha=float(volley.going), markeredgewidth=0),
        *axis.plot([now], dots[-1:], marker, color=COLOUR[colour], markersize=8, alpha=float(volley.going), clip_on=False, zorder=6),
    ]


def at_cord(axis: Axes, row: int, run: "Race", volley: "Volley") -> list[Artist]:
    """From first to last arrival, or on and on, pale, and full as far as the clock has come."""
    colour = COLOUR[LOOKS[volley.name][0]]
    first, last = (1e3 * arrival for arrival in volley.arrivals)
    last = LAST if volley.lasts else last
    now = np.clip(1e3 * run.time, first, last)
    look: Look = {"color": colour, "linewidth": 11, "solid_capstyle": "butt"}
    return [
        *axis.plot([first, last], [row, row], alpha=0.25, **look),
        *axis.plot([first, now], [row, row], **look),
    ]
