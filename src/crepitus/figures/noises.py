"""Drawings of noises, their loudness and their number: pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`."""

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle

from crepitus.course import COLOUR
from crepitus.figures.joint import measured_pitch, ticks
from crepitus.figures.section import apart
from crepitus.models.noises import Source
from crepitus.models.sound import level_at
from explorables.arrays import Array
from explorables.drawing import handle, scale_bar, to_scale, until
from explorables.registry import number
from explorables.theme import MEASURED, MODEL, Look

if TYPE_CHECKING:
    from crepitus.explorers.noises import Heard, Loudness
    from crepitus.explorers.pops import Shares, Thrust

WHOLE = 0.6  # s
BARS = (0.5e-3, 1e-3, 5e-3, 20e-3)  # s: lengths of the bar that says how long a close-up is
WIDE, LOW, BASE, CEILING, HIGH = 9.6, -5.4, -3.2, 11.4, 12.6  # mm: the source's picture, half its width, heights of its parts
MASS = (6.2, 3.2)  # mm: half its width, and its height
GAP = 1e3 * number("joint_rest_gap").si
RIM = 10 * np.sqrt(number("joint_area").si * 1e4 / np.pi)  # mm: how far from the middle the fluid reaches
EDGE = (8.3, 2.2)  # mm: over which the cord slips
DOES = {
    "forming": "a cavity forms",
    "free collapse": "a cavity collapses",
    "partial collapse": "a cavity collapses",
    "cord": "a cord slips off an edge",
    "grating": "rough surfaces slip",
}
BLOCK: Look = {"facecolor": COLOUR["bone"], "edgecolor": COLOUR["outline"], "linewidth": 1.2, "joinstyle": "round"}
Panels = tuple[Axes, Axes, Axes]


def noise_stage(figure: Figure) -> Panels:
    """A close-up of the waveform where it becomes loud, the whole of it, and its spectrum over the pitches of measured cracks."""
    room = {"wspace": 0.14}  # for the knob of the close-up
    mosaic = figure.subplot_mosaic([["close", "whole"], ["spectrum", "spectrum"]], height_ratios=(2, 3), gridspec_kw=room)
    return waveforms(mosaic["close"], mosaic["whole"], mosaic["spectrum"])


def hear_stage(figure: Figure) -> tuple[Axes, Panels]:
    """The source, beside the close-up; the whole waveform and its spectrum below."""
    mosaic = figure.subplot_mosaic([["source", "close"], ["whole", "spectrum"]], width_ratios=(5, 7))
    source = mosaic["source"]
    to_scale(source, (-WIDE, WIDE), (LOW, HIGH))
    source.set_title("The source, schematic")
    source.add_patch(Rectangle((-WIDE, BASE), 2 * WIDE, -BASE, **BLOCK))
    source.add_patch(Rectangle((-WIDE, CEILING), 2 * WIDE, HIGH - CEILING, **BLOCK))
    scale_bar(source, 2, "2 mm", at=(0.02, 0.02))
    return source, waveforms(mosaic["close"], mosaic["whole"], mosaic["spectrum"])


def waveforms(close: Axes, whole: Axes, spectrum: Axes) -> Panels:
    """Axes of a close-up, from 0 to 1 with a bar to come, of the whole, and of the spectrum."""
    close.set(xlim=(0, 1), ylim=(-1.4, 1.3), yticks=[-1, 0, 1], xticks=[], xlabel="time", ylabel="sound\n(peak = 1)")
    close.set_title("Close up", color=COLOUR["sound"])
    whole.set(xlim=(-0.02, WHOLE), ylim=(-1.1, 1.1), yticks=[], xlabel="time (s)")
    whole.set_title("From first to last", color=COLOUR["sound"])
    spectrum.set(
        xscale="log", xlim=(40, 9000), ylim=(-40, 11), yticks=[-40, -30, -20, -10, 0], xlabel="frequency (Hz)", ylabel="energy (dB)"
    )
    ticks(spectrum.xaxis, (50, 200, 1000, 5000))
    measured_pitch(spectrum, 4, 6)
    return close, whole, spectrum


def hear(axes: tuple[Axes, Panels], heard: "Heard") -> list[Artist]:
    """The source at this moment, and its noise."""
    source, panels = axes
    return [*(made_of(source, heard.noise.source, heard.source) if heard.source else []), *noise(panels, heard)]


def noise(axes: Panels, heard: "Heard") -> list[Artist]:
    """Waveform twice, with the moment in it, and spectrum of one noise."""
    close, whole, spectrum = axes
    time, samples = heard.noise.clip.time, heard.noise.clip.samples
    near = (time >= heard.begins) & (time <= heard.begins + heard.span)
    frequency, energy = heard.noise.spectrum
    bands = np.geomspace(40, 9000, 120)
    edges = np.searchsorted(frequency, bands)
    loudest = np.maximum.reduceat(energy, edges)[:-1]
    now, bar = (heard.now - heard.begins) / heard.span, max(length for length in BARS if length <= heard.span / 4)
    return [
        *close.plot((time[near] - heard.begins) / heard.span, samples[near], color=COLOUR["sound"], linewidth=1.4),
        *until(close, now, -1.1, 1.15),
        *scale_bar(close, bar / heard.span, f"{1e3 * bar:g} ms"),
        *envelope(whole, time, samples),
        *whole.plot([heard.now] * 2, [-1.1, 1.1], color=COLOUR["ink"], linewidth=1.4),
        *spectrum.plot(bands[:-1], np.maximum(10 * np.log10(loudest / energy.max()), -60), color=COLOUR["sound"], **MODEL),
        handle(close, now, 1.15, "moment"),
    ]


def made_of(axis: Axes, name: str, now: Source) -> list[Artist]:
    """A mass on its spring, and what sets it going: a film of fluid with its cavity, a cord over an edge, a rough surface beside it."""
    foot = GAP + 1e3 * now.moved
    half, tall = MASS
    model, turn = name not in ("cord", "grating"), np.linspace(0, 2 * np.pi, 48, endpoint=False)
    fluid = np.array([(-RIM, 0), (RIM, 0), (RIM, foot), (-RIM, foot)]) * model
    lens = np.column_stack([1e3 * now.half_width * np.cos(turn), foot / 2 + 5e2 * now.thickness * np.sin(turn)])
    return [
        axis.add_patch(Polygon(fluid, facecolor=COLOUR["pressure"], alpha=0.3, linewidth=0)),
        axis.add_patch(Polygon(lens, facecolor=COLOUR["ground"], edgecolor=COLOUR["motion"], linewidth=1.8 * (now.thickness > 0))),
        *axis.plot(*coil(foot + tall).T, color=COLOUR["ink"], linewidth=1.8, solid_joinstyle="round"),
        axis.add_patch(Polygon([(-half, foot), (half, foot), (half, foot + tall), (-half, foot + tall)], **BLOCK)),
        axis.text(0, foot + tall / 2, "20 g", color=COLOUR["outline"], fontsize=11, ha="center", va="center"),
        *axis.plot([EDGE[0]] * 2, [0, EDGE[1] * (name == "cord")], color=COLOUR["ink"], linewidth=3, solid_capstyle="butt"),
        *axis.plot(*beside(name, foot, now).T, color=COLOUR["motion"], linewidth=0 if model else 2.2, solid_joinstyle="round"),
        axis.text(0, BASE / 2, DOES[name], color=COLOUR["outline"], fontsize=11, ha="center", va="center"),
        *waves(axis, foot / 2, now.loudness),
    ]


def envelope(axis: Axes, time: Array, samples: Array, step: int = 80) -> list[Artist]:
    """A long waveform, `samples` at `time` (n,), as the band between its least and greatest values, `step` samples at a time."""
    blocks = samples[: len(samples) // step * step].reshape(-1, step)
    return [axis.fill_between(time[: blocks.size : step], blocks.min(axis=1), blocks.max(axis=1), color=COLOUR["sound"], linewidth=0.6)]


def coil(foot: float) -> Array:
    """A spring from the ceiling down to a mass whose top is at `foot` [mm], (20, 2)."""
    turns = np.linspace(CEILING, foot, 20)
    return np.column_stack([np.r_[0, 0, np.resize([1.6, -1.6], 16), 0, 0], turns])


def beside(name: str, foot: float, now: Source) -> Array:
    """A line beside the mass [mm]: the cord, from it over an edge until it slips, or the teeth of a rough surface; none for a model."""
    half, tall = MASS
    if name == "cord":
        ends = np.array([(half, foot + tall / 2), (EDGE[0] + 1, 0)])
        return np.insert(ends, 1, EDGE if now.moved == 0 else ends.mean(axis=0), axis=0)
    if name == "grating":
        steps = np.arange(60)
        return np.column_stack([half + 0.4 + 0.7 * (steps % 2), np.clip(steps / 2 - 1e3 * now.carried, 0.2, CEILING - 0.2)])
    return np.array([(half, foot), (half, foot)])


def waves(axis: Axes, height: float, loudness: float) -> list[Artist]:
    """Arcs on both sides, as visible as the sound is loud."""
    turn = np.linspace(-0.6, 0.6, 9)
    arcs = [np.column_stack([side * (6.6 + r * np.cos(turn)), height + r * np.sin(turn)]) for r in (1.2, 1.9, 2.6) for side in (-1, 1)]
    return list(axis.plot(*apart(arcs).T, color=COLOUR["sound"], linewidth=2.2, alpha=min(1.0, loudness), solid_capstyle="round"))


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
        *axis.plot([heard.distance] * 2, [0, heard.level], color=COLOUR["ink"], linewidth=0.9),
        axis.text(11, level_at(heard.in_air, heard.distance, 0.6) + 5, "with air's density", fontsize=11, ha="right"),
        axis.text(11, level_at(heard.in_fluid, heard.distance, 0.6) + 5, "with the fluid's", fontsize=11, ha="right"),
        handle(axis, heard.distance, heard.level, "distance", "density"),
    ]


def volley_stage(figure: Figure) -> Axes:
    """Waveform of one thrust, with a bar above for each pop."""
    axis = figure.subplots()
    axis.set(xlim=(-10, 230), ylim=(-1.3, 2), yticks=[-1, 0, 1], xlabel="time from the start of the thrust (ms)", ylabel="sound (peak = 1)")
    axis.text(229, 1.75, "each pop, as long as it lasts", ha="right", va="center", fontsize=11)
    return axis


def volley(axis: Axes, heard: "Thrust") -> list[Artist]:
    """The thrust as a band, its sound until now, and a bar for each pop, by turns higher and lower: two that overlap run together."""
    starts, now = 1e3 * np.array(heard.volley.clip.starts), 1e3 * heard.now
    bars = apart(
        [np.array([(start, high), (start + 1e3 * heard.pop, high)]) for start, high in zip(starts, np.resize([1.28, 1.42], len(starts)))]
    )
    return [
        axis.axvspan(0, 1e3 * heard.volley.thrust, color=COLOUR["faint"], alpha=0.5, linewidth=0, zorder=0),
        *envelope(axis, 1e3 * heard.volley.clip.time, heard.volley.clip.samples, step=16),
        *axis.plot(*bars.T, color=COLOUR["ink"], linewidth=6, solid_capstyle="butt"),
        *until(axis, now, -1, 1.55),
        handle(axis, now, -1, "now"),
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
