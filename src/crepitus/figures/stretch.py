"""A drawing of what stretching changes: a leg that reaches further. Pairs of `stage` and `draw`, see `Picture`."""

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crepitus.course import COLOUR
from crepitus.figures.desk import SKIN, limb, solid
from crepitus.models.sitting import turned
from explorables.arrays import Array
from explorables.digits import degrees
from explorables.drawing import handle, scale_bar, to_scale
from explorables.theme import ASSUMED, MODEL, Look

if TYPE_CHECKING:
    from crepitus.explorers.stretch import Stretched

HIP, SHOULDERS, HEAD = np.array([0.0, 0.1]), np.array([-0.42, 0.12]), np.array([-0.64, 0.12])  # m
NAPE = np.array([-0.5, 0.12])  # m
TRUNK, THICK = 0.1, (0.085, 0.035)  # m: half widths, the leg's at hip and ankle
LEG, FOOT = 0.86, np.array([(0.0, -0.035), (0.05, -0.035), (0.07, 0.15), (0.035, 0.15), (-0.02, 0.035)])  # m
HIGHEST = 1.75  # times what was borne before


def curve_stage(figure: Figure) -> tuple[Axes, Axes]:
    """A person who lies and whose leg is lifted straight; pull against its angle."""
    person, curve = figure.subplots(1, 2, width_ratios=(6, 5))
    to_scale(person, (-0.82, 1.08), (-0.12, 1.18))
    person.set_title("From the side, to scale", fontsize=11, loc="center", fontweight="normal")
    person.plot((-0.82, 1.08), [0, 0], color=COLOUR["soft"], linewidth=1.2)
    scale_bar(person, 0.3, "30 cm", at=(0.8, 0.015))
    for shape in (limb(HEAD, NAPE, 0.1, 0.06), limb(SHOULDERS, HIP, TRUNK, TRUNK), *leg(0.0)):
        solid(person, [shape], **SKIN)
    curve.set(xlim=(0, 110), ylim=(0, HIGHEST), xlabel="angle of the lifted leg (°)", ylabel="pull (borne before = 1)")
    curve.set(xticks=[0, 20, 40, 60, 80, 100])
    curve.set_title("● before", color=COLOUR["soft"], fontsize=11, fontweight="normal")
    curve.set_title("■ after weeks", color=COLOUR["motion"], fontsize=11, loc="right")
    return person, curve


def leg(angle: float) -> list[Array]:
    """Leg and foot, lifted by an angle [rad]."""
    turn = turned(angle)
    ankle = HIP + turn @ [LEG, 0]
    return [ankle + FOOT @ turn.T, limb(HIP, ankle, *THICK)]


def curve(axes: tuple[Axes, Axes], found: "Stretched") -> list[Artist]:
    """The leg, as far as it is lifted or goes, dashed where it stopped before, dotted to where it should; both curves, their ends."""
    person, graph = axes
    lifted, stopped = min(found.lift, found.reached[0]), min(found.lift, found.first[0])
    far = np.linspace(0, found.reached[0], 30)
    arc = HIP + 0.42 * np.stack([np.cos(far), np.sin(far)], axis=1)
    asked = HIP + 0.7 * LEG * np.array([np.cos(found.lift), np.sin(found.lift)])
    words = f"lift to {degrees(found.lift)}" + (f"\nstops at {degrees(lifted)}" if lifted < found.lift else "")
    artists: list[Artist] = [
        *person.plot(*leg(stopped)[1].T, color=COLOUR["soft"], linewidth=1, linestyle=(0, (3, 3))),
        *(solid(person, [shape], **SKIN) for shape in leg(lifted)),
        *person.plot(*arc.T, color=COLOUR["motion"], linewidth=1.5),
        *person.plot(*np.stack([HIP, asked]).T, color=COLOUR["accent"], linewidth=1.2, linestyle=(0, (1, 2))),
        person.text(-0.8, 1.16, words, fontsize=11, va="top"),
        handle(person, *asked, "lift"),
        *graph.plot([np.degrees(lifted)] * 2, [0, float(np.interp(lifted, found.angles, found.after))], color=COLOUR["ink"], linewidth=1.2),
    ]
    angles = np.degrees(found.angles)
    softer, more = float(np.interp(0.45, found.after, angles)), float(np.degrees(found.reached[0])) + 5
    for times, here, look, name, marker in (
        (found.before, found.first, ASSUMED, "soft", "o"),
        (found.after, found.reached, MODEL, "motion", "s"),
    ):
        mark: Look = {"color": COLOUR[name], "marker": marker, "markersize": 10}
        artists += graph.plot(angles, times, color=COLOUR[name], **look)
        artists += graph.plot([np.degrees(here[0])], [here[1]], **mark)
    return [
        *artists,
        graph.text(
            float(np.interp(0.45, found.before, angles)) - 4.5, 0.45, "softer", color=COLOUR["accent"], fontsize=11, ha="right", va="center"
        ),
        graph.text(more + 4.5, found.reached[1], "bears\nmore", color=COLOUR["accent"], fontsize=11, va="center", linespacing=1),
        handle(graph, softer, 0.45, "softer"),
        handle(graph, more, found.reached[1], "more"),
    ]
