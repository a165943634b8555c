"""Drawings of noises, their loudness and their number: pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`."""

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crepitus.course import COLOUR
from crepitus.figures.joint import measured_pitch, ticks
from crepitus.models.noises import Noise, Volley
from crepitus.models.sound import level_at
from explorables.arrays import Array
from explorables.theme import MEASURED, MODEL

if TYPE_CHECKING:
    from crepitus.explorers.noises import Loudness, Shares

WHOLE, CLOSE = 0.6, 0.025  # s


def noise_stage(figure: Figure) -> tuple[Axes, Axes, Axes]:
    """A close-up of the waveform where it becomes loud, the whole of it, and its spectrum over the pitches of measured cracks."""
    mosaic = figure.subplot_mosaic([["close", "whole"], ["spectrum", "spectrum"]], height_ratios=(2, 3))
    close, whole, spectrum = (mosaic[name] for name in ("close", "whole", "spectrum"))
    close.set(xlim=(-1, 1e3 * CLOSE), ylim=(-1.1, 1.1), xlabel="time from the first loud moment (ms)", ylabel="sound\n(peak = 1)")
    close.set_title("Close up", color=COLOUR["sound"])
    whole.set(xlim=(-0.02, WHOLE), ylim=(-1.1, 1.1), xlabel="time (s)", yticklabels=[])
    whole.set_title("From first to last", color=COLOUR["sound"])
    spectrum.set(
        xscale="log", xlim=(40, 9000), ylim=(-40, 11), yticks=[-40, -30, -20, -10, 0], xlabel="frequency (Hz)", ylabel="energy (dB)"
    )
    ticks(spectrum.xaxis, (50, 100, 200, 500, 1000, 2000, 5000))
    measured_pitch(spectrum, 4, 6)
    return close, whole, spectrum


def noise(axes: tuple[Axes, Axes, Axes], heard: Noise) -> list[Artist]:
    """Waveform twice and spectrum of one noise."""
    close, whole, spectrum = axes
    time, samples = heard.clip.time, heard.clip.samples
    begins = time[np.argmax(np.abs(samples) >= 0.1)]
    near = (time >= begins - 0.002) & (time <= begins + CLOSE)
    frequency, energy = heard.spectrum
    bands = np.geomspace(40, 9000, 120)
    edges = np.searchsorted(frequency, bands)
    loudest = np.maximum.reduceat(energy, edges)[:-1]
    return [
        *close.plot(1e3 * (time[near] - begins), samples[near], color=COLOUR["sound"], linewidth=1.4),
        *envelope(whole, time, samples),
        *spectrum.plot(bands[:-1], np.maximum(10 * np.log10(loudest / energy.max()), -60), color=COLOUR["sound"], **MODEL),
    ]


def envelope(axis: Axes, time: Array, samples: Array, step: int = 80) -> list[Artist]:
    """A long waveform, `samples` at `time` (n,), as the band between its least and greatest values, `step` samples at a time."""
    blocks = samples[: len(samples) // step * step].reshape(-1, step)
    return [axis.fill_between(time[: blocks.size : step], blocks.min(axis=1), blocks.max(axis=1), color=COLOUR["sound"], linewidth=0.6)]


def loudness_stage(figure: Figure) -> Axes:
    """Level against distance."""
    axis = figure.subplots()
    axis.set(xscale="log", xlim=(0.008, 12), ylim=(0, 190), xlabel="distance (m)", ylabel="peak level (dB re 20 µPa)")
    ticks(axis.xaxis, (0.01, 0.1, 1, 10))
    return axis


def loudness(axis: Axes, heard: "Loudness") -> list[Artist]:
    """The level of one source over all distances in air and with the fluid's density, and at the chosen place."""
    distance = np.array([0.005, 20])
    return [
        *axis.plot(distance, level_at(heard.in_air, heard.distance, distance), color=COLOUR["sound"], **MODEL),
        *axis.plot(distance, level_at(heard.in_fluid, heard.distance, distance), color=COLOUR["soft"], linestyle=":", linewidth=2),
        *axis.plot([heard.distance], [heard.level], color=COLOUR["ink"], marker="o", markersize=9),
        axis.text(0.5, level_at(heard.in_air, heard.distance, 0.5) + 4, "with the density of air", fontsize=11),
        axis.text(0.5, level_at(heard.in_fluid, heard.distance, 0.5) + 4, "with the density of joint fluid", fontsize=11),
    ]


def volley_stage(figure: Figure) -> Axes:
    """Waveform of one thrust, with a mark above for each pop."""
    axis = figure.subplots()
    axis.set(
        xlim=(-10, 230), ylim=(-1.1, 1.75), yticks=[-1, 0, 1], xlabel="time from the start of the thrust (ms)", ylabel="sound (peak = 1)"
    )
    axis.text(225, 1.5, "each pop", ha="right", va="center", fontsize=11)
    return axis


def volley(axis: Axes, heard: Volley) -> list[Artist]:
    """The sound, a mark for each pop, and the thrust as a band."""
    return [
        axis.axvspan(0, 1e3 * heard.thrust, color=COLOUR["faint"], alpha=0.5, linewidth=0, zorder=0),
        *envelope(axis, 1e3 * heard.clip.time, heard.clip.samples, step=16),
        *axis.plot(
            1e3 * np.array(heard.clip.starts),
            np.full(len(heard.clip.starts), 1.5),
            color=COLOUR["ink"],
            linestyle="none",
            marker="|",
            markersize=14,
        ),
    ]


def sides_stage(figure: Figure) -> Axes:
    """A share from 0 to 100 % for each study."""
    axis = figure.subplots()
    axis.set(xlim=(0, 100), ylim=(-0.6, 4.6), yticks=[], xlabel="share (%)")
    axis.spines["left"].set_visible(False)
    return axis


def sides(axis: Axes, found: "Shares") -> list[Artist]:
    """Each share with its interval and its words."""
    artists: list[Artist] = []
    for height, row in enumerate(reversed(found.rows)):
        artists += axis.plot([100 * row.low, 100 * row.high], [height, height], color=COLOUR["ink"], linewidth=1)
        artists += axis.plot([100 * row.share], [height], **MEASURED | {"markersize": 8})
        artists.append(axis.text(1, height + 0.18, row.words, fontsize=11))
    return artists
