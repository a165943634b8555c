"""The pendulum: a course of one lesson. How long does a swing take, and does it matter how wide it is?"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from explorables import Clock, Course, Explorable, Parameter, handle, number, percent, theme

course = Course(
    name="pendulum",
    title="The pendulum",
    home=Path(__file__).parent,
    about="One lesson about one swing, and the smallest course that the engine builds.",
    licence="Text and pictures CC BY 4.0, code BSD-3-Clause.",
)
Numbers = float | np.ndarray  # one or many
MODEL = {"color": theme.COLOUR["blue"], **theme.MODEL}
DOT = {"color": theme.COLOUR["orange"], "marker": "o", "markersize": 9, "linewidth": 1.2}


@dataclass(frozen=True)
class Swing:
    """What a pendulum of a length [m] does that is let go at an angle [rad]: its period [s], and that of a small swing."""

    length: Numbers
    angle: Numbers
    period: Numbers
    small: Numbers


def swing(length: Numbers, angle: Numbers = 0.0) -> Swing:
    """The exact period at every angle: 2π √(length / g) / M, M the arithmetic-geometric mean of 1 and cos(angle / 2) [villarino2012]."""
    mean, other = 1.0, np.cos(angle / 2)
    for _ in range(6):  # each step doubles the number of right digits
        mean, other = (mean + other) / 2, np.sqrt(mean * other)
    small = 2 * np.pi * np.sqrt(length / number("standard_gravity").si)
    return Swing(length, angle, small / mean, small)


def length_stage(figure: Figure) -> Axes:
    """The period against the length, with the pendulum that was timed."""
    axes, lengths = figure.subplots(), np.linspace(0, 72, 200)
    axes.set(xlim=(0, 72), ylim=(0, 18), xlabel="length (m)", ylabel="time of one swing (s)")
    axes.plot(lengths, swing(lengths).period, **MODEL)
    axes.plot(number("pantheon_length").si, number("pantheon_period").si, **theme.MEASURED)
    axes.text(67, 12.8, "the Panthéon, as reported", ha="right", va="top")
    return axes


longer = Explorable(
    name="longer",
    title="A longer pendulum",
    parameters=(Parameter("length", "length", "m", (0.25, 1, 4, 16, 64), start=1),),
    model=swing,
    stage=length_stage,
    draw=lambda axes, found: axes.plot((0, found.length, found.length), (found.period, found.period, 0), markevery=[1], **DOT),
    readout=lambda found: f"A pendulum of {found.length:g} m takes {found.period:.1f} s for one swing, there and back.",
    shows="Curve: time of one small swing in seconds against the length in metres. Small dot: the pendulum in the Panthéon, as reported.",
    conclusion="Four times the length takes twice the time: the time grows with the square root of the length.",
)


def angle_stage(figure: Figure) -> Axes:
    """Empty axes for the period against the angle."""
    axes = figure.subplots()
    axes.set(xlim=(0, 180), ylim=(0, 11), xticks=range(0, 181, 30), xlabel="let go at (degrees)", ylabel="time of one swing (s)")
    return axes


def draw_angle(axes: Axes, found: Swing) -> list[Artist]:
    """The exact period at every angle, that of a small swing (dashed), and a knob where we are."""
    angles = np.linspace(0, 172, 100)
    exact = axes.plot(angles, swing(found.length, np.radians(angles)).period, **MODEL)
    small = axes.plot((0, 180), (found.small,) * 2, **theme.ASSUMED)
    return [*exact, *small, handle(axes, np.degrees(found.angle), found.period, "angle")]


wider = Explorable(
    name="wider",
    title="A wider swing",
    parameters=(
        Parameter("angle", "let go at", "degrees", (5, 10, 20, 30, 45, 60, 90, 120, 150, 160, 170), start=10, clock=Clock(seconds=6)),
        Parameter("length", "length", "m", (0.25, 1, 4), start=1),
    ),
    model=swing,
    stage=angle_stage,
    draw=draw_angle,
    readout=lambda found: f"It takes {found.period:.2f} s, {percent(found.period / found.small - 1, 2)} longer than a small swing.",
    shows="Solid curve: time of one swing in seconds against the angle at which it is let go. Dashed: the time of a small swing.",
    conclusion="A wide swing takes longer, by the same share at every length. Up to 20 degrees the share is below one per cent.",
)
