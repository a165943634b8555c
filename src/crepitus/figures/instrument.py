"""Drawings of what cameras and recorders make of a crack: pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`."""

import numpy as np

from crepitus.figures.joint import ENDS, waveform
from crepitus.figures.style import COLOUR


def instrument_stage(figure):
    """Cavity size against time, one row for each theory."""
    axes = figure.subplots(2, 1, sharex=True)
    for axis, title in zip(axes, ("A cavity forms and stays", "A cavity collapses part of the way")):
        axis.set(xlim=(-10, 30), ylim=(0, 0.11), ylabel="cavity (mL)")
        axis.set_title(title)
    axes[1].set_xlabel("time after the cavity appears (ms)")
    return axes


def instrument(axes, views):
    """What happens (line) and what each frame shows (bars of its length)."""
    artists = []
    for axis, pull, seen in zip(axes, (views.formation, views.collapse), (views.formation_seen, views.collapse_seen)):
        time = np.concatenate([[-0.03], pull.time[pull.time >= 0], [0.05]])
        volume = np.concatenate([[0], pull.cavity_volume[pull.time >= 0], [views.settled(pull)]])
        artists += axis.plot(1e3 * time, 1e6 * volume, color=COLOUR["motion"], linewidth=1)
        edges = np.append(seen.start, seen.start[-1] + seen.frame_time)
        near = (edges[1:] > -0.011) & (edges[:-1] < 0.031)
        edges, shown = edges[np.append(near, False) | np.insert(near, 0, False)], seen.volume[near]
        steps = np.append(shown, shown[-1])
        artists += axis.plot(1e3 * np.clip(edges, -0.02, 0.04), 1e6 * steps, color=COLOUR["ink"], linewidth=2, drawstyle="steps-post")
    return artists


def clock_stage(figure):
    """A logarithmic time axis from a hundred thousandth of a second to a day."""
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


def clock(axis, times):
    """Each duration as a mark with its words: measured ones filled, our own hollow."""
    artists = []
    for height, (words, seconds, ours) in enumerate(reversed(times.rows)):
        face = COLOUR["ground"] if ours else COLOUR["ink"]
        artists += axis.plot([1e-5, seconds], [height, height], color=COLOUR["faint"], linewidth=1)
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


def swing_stage(figure):
    """Two rows of sound, formation above collapse."""
    axes = figure.subplots(2, 1, sharex=True)
    for axis, title in zip(axes, ("A cavity forms and stays", "A cavity collapses")):
        axis.set(xlim=(-0.5, ENDS), ylim=(-1.25, 1.7), ylabel="sound\n(its own peak = 1)")
        axis.yaxis.label.set_color(COLOUR["sound"])
        axis.set_title(title)
        axis.axhline(0, color=COLOUR["soft"], linewidth=0.8)
        axis.text(-0.4, 0.06, "pushes", fontsize=10, color=COLOUR["soft"])
        axis.text(-0.4, -0.1, "sucks", fontsize=10, color=COLOUR["soft"], va="top")
    axes[1].set_xlabel("time after the cavity appears (ms)")
    return axes


def swing(axes, cracks):
    """The two sounds as a recorder writes them."""
    return [artist for axis, crack in zip(axes, (cracks.formation, cracks.collapse)) for artist in waveform(axis, crack)]
