"""Drawings of what stretching changes: a leg that reaches further. Pairs of `stage` and `draw`, see `Picture`."""

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crepitus.course import COLOUR
from explorables.theme import ASSUMED, MODEL

if TYPE_CHECKING:
    from crepitus.explorers.stretch import Stretched


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
    artists.append(axis.text(32, 1.66, "● before: this far", color=COLOUR["soft"], fontsize=12, va="top"))
    artists.append(axis.text(32, 1.52, "■ after weeks of stretching", color=COLOUR["motion"], fontsize=12, va="top"))
    return artists
