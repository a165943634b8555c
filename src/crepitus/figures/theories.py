"""One joint under two theories: two sections above, and below them cavity, pressure and sound against time. See `Picture`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crepitus.course import COLOUR
from crepitus.figures.joint import ENDS, thinned
from crepitus.figures.section import section, section_stage
from crepitus.models.joint import ATMOSPHERE, Crack
from explorables.arrays import Array
from explorables.digits import significant
from explorables.theme import Look

if TYPE_CHECKING:
    from crepitus.explorers.joint import Moment

SLOW = 2000  # times: how much more tightly the time before inception is drawn, as a pull lasts seconds and a crack milliseconds
BEGINS = -4.5e3  # ms
FORMING, COLLAPSING = 1.1, -1.2  # heights of the two sounds
FORMS: Look = {"linewidth": 5, "alpha": 0.4, "solid_capstyle": "round"}
COLLAPSES: Look = {"linewidth": 1.5}
Panels = tuple[Axes, ...]


def theories_stage(figure: Figure) -> Panels:
    """Two joints side by side; three rows of time: cavity, pressure, sound."""
    rows_of_panels = figure.add_gridspec(2, 1, height_ratios=(9, 10))
    above, below = figure.add_subfigure(rows_of_panels[0]), figure.add_subfigure(rows_of_panels[1])
    joints = [above.add_axes((left, 0, 0.49, 0.92)) for left in (0.005, 0.505)]
    for axis, title in zip(joints, ("A cavity forms and stays", "A cavity collapses")):
        section_stage(axis, title)
    rows = below.subplots(3, 1, sharex=True)
    cavity, pressure, sound = rows
    for axis in rows:
        axis.set_xscale("function", functions=(drawn_time, real_time))
        axis.set_xlim(BEGINS, ENDS)
        axis.axvspan(BEGINS, 0, color=COLOUR["faint"], alpha=0.45, linewidth=0)
    sound.set_xticks([-4000, -2000, 0, 2, 4, 6, 8], ["4 s", "2 s", "0", "2 ms", "4 ms", "6 ms", "8 ms"])
    sound.set_xlabel("before and after the fluid tears")
    cavity.set(ylim=(-0.012, 0.2), ylabel="mL")
    cavity.set_title("Cavity", color=COLOUR["motion"])
    pressure.set(ylim=(-210, 330), ylabel="kPa")
    pressure.set_title("Pressure in the fluid, then in the cavity", color=COLOUR["pressure"])
    pressure.axhline(0, color=COLOUR["ink"], linewidth=0.9)
    pressure.text(8.9, -16, "vacuum", va="top", ha="right", fontsize=11)
    sound.set(ylim=(-3.6, 2.6), yticks=[])
    sound.set_title("Sound, with its level at 1 cm", color=COLOUR["sound"])
    return (*joints, *rows)


def drawn_time(time: Array) -> Array:
    """Where a time [ms] stands: the slow part is drawn SLOW times more tightly than the quick one."""
    return np.where(np.asarray(time) < 0, np.asarray(time) / SLOW, time)


def real_time(drawn: Array) -> Array:
    """The inverse of `drawn_time`."""
    return np.where(np.asarray(drawn) < 0, np.asarray(drawn) * SLOW, drawn)


def theories(axes: Panels, moment: "Moment") -> list[Artist]:
    """Both joints at one moment, and that moment on the curves of all that happens."""
    left, right, cavity, pressure, sound = axes
    cracks, now = moment.cracks, 1e3 * moment.time
    artists = [*section(left, moment.formation), *section(right, moment.collapse)]
    for axis, scale, values in ((cavity, 1e6, "cavity_volume"), (pressure, 1e-3, "pressure")):
        colour = COLOUR["motion" if axis is cavity else "pressure"]
        for crack, look in ((cracks.formation, FORMS), (cracks.collapse, COLLAPSES)):
            pull = crack.pull
            shown = scale * np.clip(getattr(pull, values), -4e5, 5e5)
            artists += axis.plot(1e3 * np.r_[BEGINS / 1e3, pull.time], np.r_[shown[0], shown], color=colour, **look)
    artists += end_words(cavity, pressure, cracks.collapse)
    for axis, height, crack, name in ((sound, FORMING, cracks.formation, "forming"), (sound, COLLAPSING, cracks.collapse, "collapsing")):
        artists += waveform(axis, height, crack, name)
    both = (moment.formation, moment.collapse)
    heard = [
        height + np.interp(moment.time, crack.time, crack.pressure, left=0) / np.abs(crack.pressure).max()
        for crack, height in ((cracks.formation, FORMING), (cracks.collapse, COLLAPSING))
    ]
    points = ([1e6 * seen.cavity_volume for seen in both], [min(seen.cavity_pressure / 1e3, 320) for seen in both], heard)
    return [*artists, *(artist for axis, its in zip((cavity, pressure, sound), points) for artist in at_this_moment(axis, now, its))]


def at_this_moment(axis: Axes, now: float, values: Sequence[float]) -> list[Artist]:
    """A line through a panel, and a dot on each of its curves."""
    return [
        *axis.plot([now, now], axis.get_ylim(), color=COLOUR["ink"], linewidth=1.2),
        *axis.plot([now] * len(values), values, linestyle="none", marker="o", markersize=7, color=COLOUR["ink"]),
    ]


def end_words(cavity: Axes, pressure: Axes, collapse: Crack) -> list[Artist]:
    """Where the ringing will end, and how high the pressure goes where it leaves the picture."""
    pull = collapse.pull
    rest, widest, peak = 1e6 * pull.rest_volume, 1e6 * float(pull.cavity_volume.max()), float(pull.pressure[pull.time >= 0].max())
    words = f"peaks up to {significant(peak / 1e6, 2)} MPa" if peak > 2 * ATMOSPHERE else ""
    first = 1e3 * float(pull.time[np.argmax(pull.pressure * (pull.time >= 0))])
    return [
        *cavity.plot([0, ENDS], [rest, rest], color=COLOUR["motion"], linestyle=(0, (4, 3)), linewidth=1.2),
        cavity.text(-250, 0.012, "rest", color=COLOUR["motion"], fontsize=11, ha="right"),
        cavity.text(8.9, widest + 0.015, "if it forms", color=COLOUR["motion"], fontsize=11, ha="right"),
        pressure.text(first - 0.25, 325, words, color=COLOUR["pressure"], fontsize=11, ha="right", va="top"),
    ]


def waveform(axis: Axes, height: float, crack: Crack, name: str) -> list[Artist]:
    """A sound in units of its own peak about a `height`, with its pitch, and its level at 1 cm, in words."""
    time, largest = thinned(crack.time, crack.pressure)
    words = f"{name}: {significant(crack.pitch, 2)} Hz, {crack.level:.0f} dB"
    return [
        *axis.plot(
            1e3 * np.r_[BEGINS / 1e3, time], height + np.r_[0, largest] / np.abs(largest).max(), color=COLOUR["sound"], linewidth=1.2
        ),
        axis.text(-4300, height - 0.4, words, color=COLOUR["sound"], fontsize=11, va="top"),  # where it is quiet yet
    ]
