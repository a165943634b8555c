"""A finger joint in section, to scale in millimetres: two bones with their cartilage, capsule, fluid and cavity."""

import numpy as np
import scipy
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from crepitus.course import COLOUR
from crepitus.models.section import Section
from explorables.arrays import Array
from explorables.drawing import scale_bar, to_scale
from explorables.theme import Look

WIDE, LOW, CUT, HIGH = 10.4, -9.2, -6.4, 8.9  # mm: the picture's half width, its foot with words, where the joint is cut, its top
HEAD, CUP = 8.0, 8 / (1 - 8 / 20)  # mm: radii of the two surfaces, as curved against each other as 20 mm against a flat
RIM = 6.3  # mm from the axis: where the cartilage ends
CARTILAGE = 0.9  # mm, in the middle
LOWER, UPPER = (6.9, -3.6), (6.7, 0.4)  # mm: where the capsule springs from, the upper above the gap
BULGE = 1.3  # mm: how far the capsule stands out at rest
BORDER: Look = {"edgecolor": COLOUR["outline"], "linewidth": 1.2, "joinstyle": "round"}


def section_stage(axis: Axes, title: str) -> None:
    """Flesh around a joint, how large it all is, and what the fluid's colour means."""
    to_scale(axis, (-WIDE, WIDE), (LOW, HIGH))
    axis.set_title(title, loc="center")
    flesh(axis, 0.35)
    scale_bar(axis, 5, "", at=(0.02, 0.115))
    axis.text(-4.4, -7.35, "5 mm, section, schematic", fontsize=11, va="center")
    axis.text(-10, -8.7, "bluer fluid: lower pressure", color=COLOUR["pressure"], fontsize=11, va="center")


def flesh(axis: Axes, alpha: float) -> None:
    """What lies around a joint."""
    outline = both_sides(smooth([(9.0, CUT), (9.3, -3), (9.5, 0), (9.2, 4), (8.2, HIGH + 1)], 20))
    axis.add_patch(Polygon(outline, facecolor=COLOUR["bone"], alpha=alpha, linewidth=0))


def section(axis: Axes, seen: Section) -> list[Artist]:
    """The joint at one moment; the fluid is the bluer the more it is sucked at."""
    gap, share = 1e3 * seen.gap, np.clip(seen.suction / 2.6e5, 0, 1)
    fluid = both_sides(capsule(gap, seen.dimpled))
    return [
        axis.add_artist(Polygon(fluid, facecolor=COLOUR["ground"], linewidth=0)),
        axis.add_artist(Polygon(fluid, facecolor=COLOUR["pressure"], alpha=0.12 + 0.78 * share, linewidth=0)),
        axis.add_artist(
            Polygon(lens(gap, seen.half_width, seen.thickness), facecolor=COLOUR["ground"], edgecolor=COLOUR["motion"], linewidth=1.8)
        ),
        *capsules(axis, gap, seen.dimpled),
        *bones(axis, gap),
        *sound_waves(axis, gap, seen.loudness),
        *hand(axis, gap, seen.load),
        axis.text(0, gap + 2.1, "finger bone", color=COLOUR["outline"], fontsize=11, ha="center", va="center"),
        *pointer(axis, "cartilage", (-10.3, -5.9), (-4.6, -1.9)),
        *pointer(axis, "capsule", (10.3, -5.9), (7.75, -2.2), right=True),
    ]


def hand(axis: Axes, gap: float, load: float) -> list[Artist]:
    """The pull: an arrow on the bone that moves, as long as the load is large, with its newtons."""
    long = 0.05 * load  # mm
    head = long - min(0.9, long)
    right = np.array([(0, long), (0.8, head), (0.25, head), (0.25, 0)])
    return [
        axis.add_artist(Polygon(both_sides(right) + np.array([0, gap + 3]), facecolor=COLOUR["motion"], linewidth=0)),
        axis.text(-1.1, gap + 3.8, "pull", color=COLOUR["outline"], fontsize=11, ha="right", va="center"),
        axis.text(1.1, gap + 3.8, f"{load:.0f} N", color=COLOUR["outline"], fontsize=11, va="center"),
    ]


def bones(axis: Axes, gap: float) -> list[Artist]:
    """Each bone twice: all of it in the colour of cartilage, and over that what is bone."""
    artists: list[Artist] = []
    for shape, up in ((hand_bone, 0.0), (finger_bone, gap)):
        for depth, colour in ((0.0, "disc"), (CARTILAGE, "bone")):
            artists.append(axis.add_artist(Polygon(both_sides(shape(depth)) + np.array([0, up]), facecolor=COLOUR[colour], **BORDER)))
    return artists


def hand_bone(depth: float) -> Array:
    """Right half of the round head, from the axis outwards and down; its surface `depth` [mm] below the cartilage's, (n, 2)."""
    across = np.linspace(0, RIM, 16)
    surface = np.sqrt(HEAD**2 - across**2) - HEAD - depth * np.sqrt(1 - (across / RIM) ** 2)
    side = smooth([(RIM, surface[-1]), (6.7, -3.6), (6.55, -4.4), (5.5, -5.4), (4.9, CUT)], 14)
    return np.concatenate([np.column_stack([across, surface]), side[1:]])


def finger_bone(depth: float) -> Array:
    """Right half of the hollow base, from the axis outwards and up; its surface `depth` [mm] above the cartilage's, (n, 2)."""
    across = np.linspace(0, RIM, 16)
    surface = np.sqrt(CUP**2 - across**2) - CUP + depth * np.sqrt(1 - (across / RIM) ** 2)
    side = smooth([(RIM, surface[-1]), (6.75, -1.35), (6.85, -0.5), (6.4, 1.0), (5.2, 3.0), (4.6, 5.5), (4.5, HIGH + 1)], 24)
    return np.concatenate([np.column_stack([across, surface]), side[1:]])


def capsule(gap: float, dimpled: float) -> Array:
    """Its line on the right, from below [mm], (20, 2): it stands out by BULGE less what takes `dimpled` [m³] from the ring inside."""
    along = np.linspace(0, 1, 20)
    x, y = (low + (high - low) * along for low, high in zip(LOWER, (UPPER[0], UPPER[1] + gap)))
    depth = 1e9 * dimpled / (2 * np.pi * (LOWER[0] + UPPER[0]) / 2 * 2 / 3 * (y[-1] - y[0]))
    return np.column_stack([x + 4 * along * (1 - along) * (BULGE - depth), y])


def capsules(axis: Axes, gap: float, dimpled: float) -> list[Artist]:
    """The capsule on both sides."""
    line = capsule(gap, dimpled)
    look: Look = {"color": COLOUR["outline"], "alpha": 0.6, "linewidth": 5, "solid_capstyle": "round"}
    return list(axis.plot(*apart([line * (side, 1) for side in (-1, 1)]).T, **look))


def lens(gap: float, half_width: float, thickness: float) -> Array:
    """A lens [m] in the middle between the two surfaces, closed [mm], (49, 2)."""
    around = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    x = 1e3 * half_width * np.cos(around)
    middle = (gap + np.sqrt(HEAD**2 - x**2) - HEAD + np.sqrt(CUP**2 - x**2) - CUP) / 2
    outline = np.column_stack([x, middle + 1e3 * thickness / 2 * np.sin(around)])
    return np.concatenate([outline, outline[:1]])


def sound_waves(axis: Axes, gap: float, loudness: float) -> list[Artist]:
    """Arcs on both sides, as visible as the sound is loud."""
    turn = np.linspace(-0.7, 0.7, 9)
    arcs = [np.column_stack([side * (7.3 + r * np.cos(turn)), gap / 2 + r * np.sin(turn)]) for r in (1.7, 2.3, 2.9) for side in (-1, 1)]
    return list(axis.plot(*apart(arcs).T, color=COLOUR["sound"], linewidth=2.2, alpha=min(1.0, loudness), solid_capstyle="round"))


def apart(lines: list[Array]) -> Array:
    """Several lines as one that is lifted between them, (n, 2)."""
    return np.concatenate([part for line in lines for part in (line, [(np.nan, np.nan)])])[:-1]


def pointer(axis: Axes, words: str, at: tuple[float, float], to: tuple[float, float], right: bool = False) -> list[Artist]:
    """Words with a thin line to what they name."""
    return [
        *axis.plot([at[0], to[0]], [at[1] + 0.9, to[1]], color=COLOUR["outline"], linewidth=0.9),
        axis.text(*at, words, color=COLOUR["ink"], fontsize=11, ha="right" if right else "left"),
    ]


def smooth(points: list[tuple[float, float]], count: int) -> Array:
    """A smooth line of `count` points through a few, (count, 2)."""
    through = np.array(points)
    way = np.r_[0, np.cumsum(np.linalg.norm(np.diff(through, axis=0), axis=1))]
    return np.asarray(scipy.interpolate.make_interp_spline(way, through, k=2)(np.linspace(0, way[-1], count)))


def both_sides(right: Array) -> Array:
    """A closed outline from its right half, (2n, 2)."""
    return np.concatenate([right, right[::-1] * (-1, 1)])
