"""Drawings of what tissue does: a leg that reaches further, a day at a desk. Pairs of `stage` and `draw`, see `Picture`."""

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crepitus.course import COLOUR
from crepitus.figures.relief import HOUR
from explorables.drawing import handle
from explorables.theme import ASSUMED, MODEL

if TYPE_CHECKING:
    from crepitus.explorers.stretch import Planned, Stretched


def curve_stage(figure: Figure) -> Axes:
    """Pull against angle of a leg that is lifted straight."""
    axis = figure.subplots()
    axis.set(xlim=(30, 100), ylim=(0, 1.75), xlabel="angle of the lifted leg (°)", ylabel="pull (borne before = 1)")
    return axis


def curve(axis: Axes, found: "Stretched") -> list[Artist]:
    """The curve before, with its end, and the curve after, with its end."""
    angles = np.linspace(30, 100, 71)
    artists: list[Artist] = []
    for times, here, look, name, marker in (
        (found.before, found.first, ASSUMED, "soft", "o"),
        (found.after, found.reached, MODEL, "motion", "s"),
    ):
        shown = times <= 1.75
        artists += axis.plot(angles[shown], times[shown], color=COLOUR[name], **look)
        artists += axis.plot([np.degrees(here[0])], [here[1]], color=COLOUR[name], marker=marker, markersize=10)
    artists.append(handle(axis, np.degrees(found.reached[0]), found.reached[1], "more", "softer"))
    artists.append(axis.text(32, 1.66, "● before: this far", color=COLOUR["soft"], fontsize=12, va="top"))
    artists.append(axis.text(32, 1.52, "■ after weeks of stretching", color=COLOUR["motion"], fontsize=12, va="top"))
    return artists


def plan_stage(figure: Figure) -> Axes:
    """Extra bend of a back against the time of a working day."""
    axis = figure.subplots()
    axis.set(xlim=(0, 8), ylim=(0, 8), xlabel="time since sitting down (h)", ylabel="the back gives (°)")
    axis.set_title("with these breaks", color=COLOUR["motion"])
    axis.set_title("dashed: the same sitting without a break", color=COLOUR["soft"], loc="right", fontweight="normal")
    return axis


def plan(axis: Axes, lived: "Planned") -> list[Artist]:
    """A day with breaks and one without, as deep as one sits."""
    return [
        *axis.plot(lived.without.time / HOUR, lived.depth * np.degrees(lived.without.bend), color=COLOUR["soft"], **ASSUMED),
        *axis.plot(lived.day.time / HOUR, lived.depth * np.degrees(lived.day.bend), color=COLOUR["motion"], **MODEL),
    ]
