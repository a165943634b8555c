"""What X-rays, MRI, ultrasound and a quick camera would show of a joint that cracks: simulated, schematic pictures, blurred in time.

Each instrument paints the same section in its own greys, each grey an opacity of one light tone on a dark screen. How much of a
frame's time a place was cavity, or bone, is how strongly it is painted: several layers of the model's own shapes, one upon the other.
"""

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle

from crepitus.course import COLOUR
from crepitus.figures.joint import ticks
from crepitus.figures.section import CARTILAGE, WIDE, both_sides, capsule, finger_bone, flesh, hand_bone, lens
from crepitus.models.instrument import Picture, with_rest
from explorables.arrays import Array
from explorables.digits import brief_time
from explorables.drawing import to_scale
from explorables.registry import number
from explorables.theme import MODEL, Look

if TYPE_CHECKING:
    from crepitus.explorers.screens import Cameras, Filmed

TOP, FOOT = 7.6, -8.2  # mm
# Of X-rays, MRI, ultrasound and the proposed camera, in this order: opacity of the light tone in bone, cartilage, fluid and on the
# bones' surfaces, and what a cavity is painted with.
PAINTS = (
    (0.75, 0.16, 0.22, 0.0, "outline"),  # X-rays: bone is light, gas is dark
    (0.45, 0.30, 0.80, 0.0, "outline"),  # MRI: water is light, gas is dark
    (0.04, 0.08, 0.12, 0.9, "bone"),  # ultrasound: what it bounces off is light, bone's surface and gas
    (0.75, 0.16, 0.22, 0.0, "outline"),  # as X-rays
)


STEPS: Look = {"drawstyle": "steps-post", "color": COLOUR["motion"], "linewidth": 4, "alpha": 0.4}


def instrument_stage(figure: Figure) -> tuple[Axes, ...]:
    """Two screens, and below each the cavity against time, stretched around the crack."""
    grid = figure.add_gridspec(2, 1, height_ratios=(31, 22))
    above, below = figure.add_subfigure(grid[0]), figure.add_subfigure(grid[1])
    screens = [above.add_axes((left, 0, 0.485, 0.91)) for left in (0.005, 0.51)]
    for axis, title in zip(screens, ("Simulated: it stays", "Simulated: it collapses")):
        to_scale(axis, (-WIDE, WIDE), (FOOT, TOP))
        axis.set_title(title, loc="center")
        axis.add_patch(Rectangle((-WIDE, FOOT), 2 * WIDE, TOP - FOOT, facecolor=COLOUR["outline"], linewidth=0))
        flesh(axis, 0.1)
    graphs = below.subplots(1, 2, sharey=True)
    for axis in graphs:
        axis.set_xscale("asinh", linear_width=3)
        axis.set(xlim=(-1100, 2100), ylim=(0, 0.105), yticks=[0, 0.05, 0.1], xlabel="time after the crack")
        axis.set_xticks([-1000, 0, 10, 100, 1000], ["−1 s", "0", "10 ms", "", "1 s"])
        axis.minorticks_off()
    graphs[0].set_ylabel("cavity (mL)", color=COLOUR["motion"])
    return (*screens, *graphs)


def instrument(axes: tuple[Axes, ...], filmed: "Filmed") -> list[Artist]:
    """What is on the screens, and the curves with this moment and the picture's time."""
    artists: list[Artist] = []
    for axis, shown in zip(axes[:2], filmed.shown):
        artists += screen(axis, shown, PAINTS[filmed.instrument])
    for axis, pull, seen, shown in zip(axes[2:], filmed.pulls, filmed.seen, filmed.shown):
        time, volume = turning(*with_rest(pull, 3))
        artists += axis.plot(1e3 * np.r_[-3, time], 1e6 * np.r_[0, volume], color=COLOUR["motion"], linewidth=0.9)
        edges, steps = np.append(seen.start, seen.start[-1] + seen.frame_time), np.append(seen.volume, seen.volume[-1])
        changes = np.r_[True, np.abs(np.diff(steps)) > 1e-4 * steps.max()]
        changes[-1] = True
        artists += axis.plot(1e3 * edges[changes], 1e6 * steps[changes], **STEPS)
        lasts = 1e3 * np.array([shown.start, shown.start + shown.frame_time])
        height = 1e6 * float(seen.volume[np.argmin(np.abs(seen.start - shown.start))])
        artists += axis.plot(lasts, [height, height], color=COLOUR["ink"], linewidth=4, solid_capstyle="butt")
        artists += axis.plot([1e3 * filmed.time] * 2, axis.get_ylim(), color=COLOUR["ink"], linewidth=1.2)
    return artists


def turning(time: Array, volume: Array) -> tuple[Array, Array]:
    """A curve in fewer points: every tenth, and all at which it turns."""
    steps = np.diff(volume)
    kept = np.r_[True, steps[1:] * steps[:-1] < 0, True]
    kept[::10] = True
    return time[kept], volume[kept]


def screen(axis: Axes, shown: Picture, paint: tuple[float, float, float, float, str]) -> list[Artist]:
    """One picture, painted layer by layer."""
    bone, cartilage, fluid, surface, cavity = paint
    gaps = 1e3 * shown.gap
    artists = [tone(axis, both_sides(capsule(float(gaps[-1]), 0)), fluid)]
    for shape, up, share in ((hand_bone, 0.0, 1.0), *zip([finger_bone] * len(gaps), gaps, layers(len(gaps)))):
        whole, inner = (both_sides(shape(depth)) + np.array([0, up]) for depth in (0.0, CARTILAGE))
        artists += [tone(axis, whole, share, "outline"), tone(axis, whole, cartilage * share), tone(axis, inner, bone * share)]
        edge = both_sides(shape(0.0)[:16] + np.array([0, up]))
        artists += axis.plot(*np.roll(edge, 16, axis=0).T, color=COLOUR["bone"], linewidth=3, alpha=surface * share)
    for half_width, thickness, share in zip(shown.half_width, shown.thickness, layers(len(shown.half_width))):
        artists.append(tone(axis, lens(float(gaps.mean()), half_width, thickness), share, cavity))
    words = f"{brief_time(shown.frame_time)} a picture, schematic"
    return [*artists, axis.text(-WIDE + 0.4, FOOT + 0.5, words, color=COLOUR["bone"], fontsize=11)]


def layers(count: int) -> list[float]:
    """Opacities of so many shapes, each within the one before, so that the i-th of them all together cover i / count."""
    return [1 / (count - i) for i in range(count)]


def tone(axis: Axes, outline: Array, alpha: float, colour: str = "bone") -> Artist:
    """A shape of one grey."""
    return axis.add_artist(Polygon(outline, facecolor=COLOUR[colour], alpha=alpha, linewidth=0))


def cameras_stage(figure: Figure) -> Axes:
    """Share of moments against frames a second, with two instruments marked."""
    axis = figure.subplots()
    axis.set(xscale="log", xlim=(0.9, 6000), ylim=(-4, 118), yticks=[0, 25, 50, 75, 100], xlabel="frames a second", ylabel="moments (%)")
    axis.set_title("Pictures tell the theories apart at this share of moments")
    ticks(axis.xaxis, (1, 10, 100, 1000))
    for name, words, beside, side in (("mri_frame_rate", "MRI", 1.06, "left"), ("camera_rate_2018", "proposed camera", 0.94, "right")):
        axis.axvline(number(name).si, color=COLOUR["ink"], linewidth=0.9)
        axis.text(number(name).si * beside, 108, words, fontsize=11, va="center", ha=side)
    return axis


def cameras(axis: Axes, found: "Cameras") -> list[Artist]:
    """One curve for each gas, named where it rises."""
    artists: list[Artist] = []
    for gas, told in found.told.items():
        artists += axis.plot(found.speeds, 100 * told, color=COLOUR["motion"], marker="o", markersize=4, **MODEL)
        half = float(np.exp(np.interp(0.5, told, np.log(found.speeds))))
        artists.append(axis.text(half * 1.12, 44, f"{gas / 1e3:g} kPa", fontsize=11, color=COLOUR["motion"]))
    return artists
