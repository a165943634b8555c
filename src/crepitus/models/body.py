"""The body of a vertebra: waisted walls, raised rims, hollow endplates, in the neck the hooks at the sides of its top.

Millimetres in the bone's own frame (x forward, y up, z right). `u` and `v` run from -1 to 1 across the body, back to front and left to
right; the outline is where their superellipse radius is 1. A disc needs the same outline and the same endplates.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from crepitus.models.alignment import DISH
from crepitus.models.dimensions import Vertebra
from crepitus.models.solids import Part, smooth_max, step
from explorables.arrays import Array, Values

HOOKED = (0.35, 0.92)  # |v| where a hook begins and where it has its height
ROUNDED_OFF = 0.7  # mm of a width that the rim's rounding takes
HOLLOW = 6.0  # mm: how far the rear wall is drawn in at a waist of one
RIM = 1.5  # mm: roundness of the edge between wall and endplate


@dataclass(frozen=True)
class Character:
    """What a region's bodies look like: shares of the body's own size, `power` an exponent, `hooks` in millimetres."""

    waist: float
    notch: float
    taper: float
    power: float
    hooks: float = 0.0


CHARACTER = {
    "C": Character(waist=0.07, notch=0.0, taper=0.0, power=3.0, hooks=4.0),
    "T": Character(waist=0.13, notch=0.10, taper=0.28, power=2.3),
    "L": Character(waist=0.16, notch=0.10, taper=0.06, power=2.25),
    "s": Character(waist=0.0, notch=0.06, taper=0.06, power=2.4),
}


@dataclass(frozen=True)
class Body:
    """A body by its widths and depths above and below, and its heights behind and in front [mm]."""

    wide: tuple[float, float]
    deep: tuple[float, float]
    tall: tuple[float, float]
    dish: float
    character: Character

    @classmethod
    def of(cls, bone: Vertebra) -> "Body":
        """A level's body; what a bone lacks (the axis an upper, the sacrum a lower endplate) is taken from its other end."""

        def pair(name: str) -> tuple[float, float]:
            upper, lower = getattr(bone, f"{name}_upper"), getattr(bone, f"{name}_lower")
            return ((upper or 0.88 * (lower or 0)) * 1e3, (lower or upper) * 1e3)

        tall = ((bone.body_height_posterior or 0.013) * 1e3, (bone.body_height_anterior or 0.016) * 1e3)
        region = bone.level[0]
        return cls(pair("endplate_width"), pair("endplate_depth"), tall, DISH[region] * 1e3, CHARACTER[region])

    @cached_property
    def fullness(self) -> float:
        """How much wider a tapering outline must begin, to be as wide as measured at its widest."""
        u = np.linspace(-0.5, 0.5, 101)
        power = self.character.power
        return float(1 / np.max((1 - np.abs(u) ** power) ** (1 / power) / (1 + self.character.taper * (u + 0.35))))

    def floor(self, x: Values) -> Values:
        """Height [mm] of the plane of the lower rim at `x` [mm], a number or an array."""
        return -self.tall[0] - (self.tall[1] - self.tall[0]) * x / self.deep[1]

    def across(self, x: Array, z: Array, t: float | Array) -> tuple[Array, Array, Array, Array]:
        """Of points at the share `t` of the way down: u, v, r, and half of the narrower of width and depth [mm]; of one shape."""
        shape = self.character
        narrow = (4 * t * (1 - t)) ** 2
        edge = ROUNDED_OFF
        depth = edge + (self.deep[0] + (self.deep[1] - self.deep[0]) * t) * (1 - 0.8 * shape.waist * narrow)
        width = self.fullness * (edge + self.wide[0] + (self.wide[1] - self.wide[0]) * t) * (1 - shape.waist * narrow)
        v = 2 * z / width
        behind = np.clip(1 - 2 * x / depth, 0, 1)
        u = 2 * (x + edge / 2 - HOLLOW * shape.waist * narrow + shape.notch * depth * np.minimum(v * v, 1.2) * behind) / depth - 1
        v = v * (1 + shape.taper * (np.clip(u, -0.5, 1) + 0.35)) if shape.taper else v
        return u, v, (np.abs(u) ** shape.power + np.abs(v) ** shape.power) ** (1 / shape.power), np.minimum(depth, width) / 2

    def top(self, x: Array, z: Array) -> Array:
        """Height [mm] of the upper endplate at points `x`, `z` [mm]; of their shape."""
        u, v, r, _ = self.across(x, z, 0.0)
        hook = self.character.hooks * step(*HOOKED, np.abs(v)) * step(0.9, -0.1, u)
        return hook - self.hollow(r)

    def bottom(self, x: Array, z: Array) -> Array:
        """Height [mm] of the lower endplate at points `x`, `z` [mm]; of their shape."""
        _, v, r, _ = self.across(x, z, 1.0)
        return self.floor(x) + self.hollow(r) + 0.35 * self.character.hooks * step(*HOOKED, np.abs(v))

    def hollow(self, r: Array) -> Array:
        """How deep [mm] an endplate lies below its rim, at shares `r` of the way to its edge."""
        return self.dish * (0.7 * step(0.86, 0.62, r) + 0.3 * np.clip(1.25 * (1 - r * r), 0, 1))

    def part(self) -> Part:
        """The body as a part of a solid."""

        def distance(x: Array, y: Array, z: Array) -> Array:
            r, half = self.across(x, z, np.clip(y / self.floor(x), 0, 1))[2:]
            wall = (r - 1) * half
            return smooth_max(smooth_max(wall, y - self.top(x, z), RIM), self.bottom(x, z) - y, RIM)

        back = -0.15 * max(self.deep)
        return distance, np.array([back, -max(self.tall) - 1, 0]), np.array([max(self.deep), self.character.hooks, max(self.wide) * 0.56])

    def outline(self, angles: Array, share: float, t: float) -> Array:
        """Points (n, 2), x and z [mm], at `share` of the way from the middle to the edge, in directions `angles` (n,) [rad] from the front.

        `t` is 0 for the upper outline, 1 for the lower.
        """
        middle = np.array([self.deep[round(t)] / 2, 0.0])
        way = np.stack([np.cos(angles) * self.deep[round(t)] / 2, np.sin(angles) * self.wide[round(t)] / 2], axis=1)
        low, high = np.zeros(len(angles)), np.full(len(angles), 2.0)
        for _ in range(40):  # halve the interval in which the edge lies
            reach = (low + high) / 2
            x, z = (middle + way * reach[:, None]).T
            inside = self.across(x, z, t)[2] < share
            low, high = np.where(inside, reach, low), np.where(inside, high, reach)
        return middle + way * low[:, None]
