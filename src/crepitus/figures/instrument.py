"""Drawings of what cameras and recorders make of a crack: pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`."""

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crepitus.course import COLOUR
from crepitus.figures.joint import ENDS, thinned
from explorables.drawing import handle

if TYPE_CHECKING:
    from crepitus.explorers.instrument import Recordings, Times

PEAK_AT = 8.5  # ms: where the peak can be taken hold of


def clock_stage(figure: Figure) -> Axes:
    """A logarithmic time axis from a hundred thousandth of a second to some hours."""
    axis = figure.subplots()
    axis.set(xscale="log", xlim=(1e-5, 1e4), ylim=(-0.7, 6.7), yticks=[], xlabel="time")
    axis.spines["left"].set_visible(False)
    axis.set_xticks(
        [1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1, 10, 60, 1200],
        ["10 µs", "0.1 ms", "1 ms", "10 ms", "0.1 s", "1 s", "10 s", "1 min", "20 min"],
        fontsize=11,
    )
    axis.minorticks_off()
    return axis


def clock(axis: Axes, times: "Times") -> list[Artist]:
    """Each duration as a mark with its words: filled if measured or used, hollow if proposed or modelled."""
    artists: list[Artist] = []
    for height, (words, seconds, hollow) in enumerate(reversed(times.rows)):
        face = COLOUR["ground"] if hollow else COLOUR["ink"]
        artists += axis.plot([seconds], [height], marker="o", markersize=8, markerfacecolor=face, markeredgecolor=COLOUR["ink"])
        right = seconds < 5
        artists.append(
            axis.annotate(
                words,
                (seconds, height),
                (10 if right else -10, 0),
                textcoords="offset points",
                ha="left" if right else "right",
                va="center",
                fontsize=11,
            )
        )
    return artists


def swing_stage(figure: Figure) -> tuple[Axes, Axes]:
    """Two rows of sound, formation above collapse, on a scale of decibels to both sides of the noise."""
    formation, collapse = figure.subplots(2, 1, sharex=True)
    for axis, title in ((formation, "A cavity forms and stays"), (collapse, "A cavity collapses")):
        axis.set(xlim=(-0.5, ENDS), ylim=(-88, 88), yticks=[-80, -40, 0, 40, 80], yticklabels=["suck 80", "40", "0", "40", "push 80"])
        axis.set_ylabel("dB above noise", color=COLOUR["sound"])
        axis.set_title(title)
    formation.text(ENDS - 0.1, -4, "noise", color=COLOUR["soft"], fontsize=11, ha="right", va="top")
    collapse.set_xlabel("time after the cavity appears (ms)")
    return formation, collapse


def swing(axes: tuple[Axes, Axes], recordings: "Recordings") -> list[Artist]:
    """The two sounds as a recorder writes them; what is lost in its noise lies on the middle line. The knob is on the peak above it."""
    formation, peak = axes[0], recordings.noise_below_peak
    artists: list[Artist] = [handle(formation, PEAK_AT, peak, "noise_below_peak")]
    artists.append(formation.text(PEAK_AT - 0.35, max(peak, 16), f"peak: {peak:.0f} dB", fontsize=11, ha="right", va="center_baseline"))
    for axis, recording in zip(axes, (recordings.formation, recordings.collapse)):
        time, loudest = thinned(recording.time, recording.above)
        artists += axis.plot(1e3 * time, loudest, color=COLOUR["sound"], linewidth=1.4)
        begins = np.argmax(loudest != 0)
        side = 1 if time[begins] < 1e-3 else -1  # where the curve leaves room
        artists.append(
            axis.annotate(
                "first swing",
                (1e3 * time[begins], loudest[begins]),
                (14 * side, -30 * np.sign(loudest[begins])),
                textcoords="offset points",
                ha="left" if side > 0 else "right",
                va="center",
                fontsize=11,
                arrowprops={"arrowstyle": "-", "color": COLOUR["ink"]},
            )
        )
    return artists
