"""A bubble of carbon dioxide, nitrogen and oxygen that dissolves in tissue fluid, or lives on there.

Assumes one sphere at rest in a fluid without bounds and without blood flow, whose dissolved gases have fixed tensions far away;
ideal gases, Henry's law, water vapour always saturated, carbon dioxide as dissolved gas only (no bicarbonate). A joint's cavity is
flat, its fluid a film beside cartilage and a lining full of blood vessels: times from here are orders of magnitude.
[epstein1950] for one gas; the mixture is the same law for each gas under its own partial pressure.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import ArrayLike

from crepitus.models import require, require_not_negative, require_positive
from crepitus.models.bubble import SYNOVIAL_FLUID
from explorables.arrays import Array
from explorables.registry import number

KINDS = {  # solubility at 25 degrees [mol/(m³ Pa)], how it falls with warmth [K], diffusivity at 25 degrees [m²/s]
    "CO2": (number("henry_co2").si, number("henry_slope_co2").si, number("diffusion_co2").si),
    "N2": (number("henry_n2").si, number("henry_slope_n2").si, number("diffusion_n2").si),
    "O2": (number("henry_o2").si, number("henry_slope_o2").si, number("diffusion_o2").si),
}
GASES = tuple(KINDS)
STANDARD = number("henry_temperature").si
BODY = number("body_temperature").si
COOL, WARM = number("cool_temperature").si, number("warm_temperature").si
DIFFUSION_SLOPE = math.log(number("diffusion_co2_warm").si / number("diffusion_co2").si) / (1 / STANDARD - 1 / WARM)  # kelvin
VAPOUR_SLOPE = math.log(number("water_vapour_pressure").si / number("cool_vapour_pressure").si) / (1 / COOL - 1 / BODY)  # kelvin
STRETCHES = np.split(np.geomspace(1e-4, 1e14, 900), 6)  # of the variable along which a bubble is followed
GONE = 1e-12  # of the gas: a ten-thousandth of the radius, a hundred-millionth of the time


@dataclass(frozen=True)
class Tissue:
    """Fluid around a bubble; SI: temperature, tensions of the dissolved gases and total pressure, surface tension, and how freely
    gases spread in it as a share of water.

    ValueError for a temperature outside 273 to 323 K or a value that is negative, or zero where there must be something.
    """

    temperature: float = number("body_temperature").si
    carbon_dioxide: float = number("tissue_co2").si
    nitrogen: float = number("tissue_n2").si
    oxygen: float = number("tissue_o2").si
    pressure: float = number("atmosphere").si
    surface_tension: float = SYNOVIAL_FLUID.surface_tension
    spreading: float = 1.0

    def __post_init__(self) -> None:
        if not all(map(math.isfinite, vars(self).values())):
            raise ValueError(f"{self}; allowed: numbers that are not infinite")
        if not 273 <= self.temperature <= 323:
            raise ValueError(f"temperature = {self.temperature}; allowed: 273 to 323 K")
        require_not_negative(carbon_dioxide=self.carbon_dioxide, nitrogen=self.nitrogen, oxygen=self.oxygen)
        require_not_negative(surface_tension=self.surface_tension)
        require_positive(spreading=self.spreading)
        if not self.pressure > self.vapour_pressure:
            raise ValueError(f"pressure = {self.pressure}; allowed: above that of water vapour, {self.vapour_pressure:.0f} Pa")

    @property
    def tensions(self) -> tuple[float, float, float]:
        """Tension of each gas [Pa], in the order of GASES."""
        return self.carbon_dioxide, self.nitrogen, self.oxygen

    @property
    def vapour_pressure(self) -> float:
        """Pressure of saturated water vapour [Pa]: exact at 32 and 37 degrees Celsius, between and beyond by Clausius-Clapeyron."""
        return number("water_vapour_pressure").si * math.exp(VAPOUR_SLOPE * (1 / BODY - 1 / self.temperature))

    @property
    def undersaturation(self) -> float:
        """What the dissolved gases and the vapour lack to fill a large bubble [Pa]; without it only surface tension ends a bubble."""
        return self.pressure - self.vapour_pressure - sum(self.tensions)

    @property
    def solubilities(self) -> Array:
        """Gas that dissolves for each pascal [mol/(m³ Pa)], shape (3,). [sander2023]"""
        cooler = 1 / self.temperature - 1 / STANDARD
        return np.array([solubility * math.exp(slope * cooler) for solubility, slope, _ in KINDS.values()])

    @property
    def diffusivities(self) -> Array:
        """How fast gas spreads [m²/s], shape (3,); its change with temperature is that measured for carbon dioxide."""
        warmer = math.exp(DIFFUSION_SLOPE * (1 / STANDARD - 1 / self.temperature))
        return np.array([diffusivity for _, _, diffusivity in KINDS.values()]) * warmer * self.spreading


@dataclass(frozen=True)
class Dissolution:
    """A bubble's life in tissue: arrays of one length; time [s], radius [m], and each gas's share of the dry gas in `fractions`.

    It ends when the bubble is gone, else with the span. `amount` is dry gas left, as a share of the start.
    """

    time: Array
    radius: Array
    fractions: dict[str, Array]
    amount: Array
    tissue: Tissue

    @property
    def lifetime(self) -> float:
        """When the bubble is gone [s]; infinite if it grows in a tissue that fills it, ValueError if the span is too short to tell."""
        if self.amount[-1] <= GONE:
            return float(self.time[-1])
        lack, held = self.tissue.undersaturation, self.radius[-1] >= self.radius[-2] * (1 - 1e-9)
        if held and -lack * self.radius[-1] >= 2 * self.tissue.surface_tension * (1 - 1e-9) - 1e-9 * self.tissue.pressure:
            return math.inf
        raise ValueError(f"span = {self.time[-1]:g} s; allowed: longer, {self.amount[-1]:.2g} of the gas is still there")

    def when(self, share: float) -> float:
        """When only this share of the gas is left [s]; ValueError if it is not between 0 and 1, or is not reached."""
        if not 0 < share < 1:
            raise ValueError(f"share = {share}; allowed: between 0 and 1")
        if self.amount.min() > share:
            raise ValueError(f"share = {share}; allowed: from {self.amount.min():.2g}, the least within span = {self.time[-1]:g} s")
        after = int(np.argmax(self.amount <= share))
        part = slice(after - 1, after + 1)
        return float(np.interp(share, self.amount[part][::-1], self.time[part][::-1]))


def first_gas(tissue: Tissue) -> dict[str, float]:
    """Shares of the gas that first diffuses into a new, empty cavity: concentration times the root of the diffusivity.

    Valid while the cavity's own partial pressures are far below the tissue's tensions. ValueError for a tissue without gas.
    """
    require_positive(sum_of_tensions=sum(tissue.tensions))
    return shares(tissue.tensions * tissue.solubilities * np.sqrt(tissue.diffusivities))


def equilibrium_gas(tissue: Tissue) -> dict[str, float]:
    """Shares of the gas in a cavity that has stayed for long: those of the tissue's tensions. ValueError for a tissue without gas."""
    require_positive(sum_of_tensions=sum(tissue.tensions))
    return shares(tissue.tensions)


def square_law(radius: float | Array, diffusivity: float | Array, solubility: float | Array, share: float | Array) -> float | Array:
    """Lifetime of a bubble of one gas without surface tension [s]: radius² / (2 diffusivity solubility (1 - share)).

    `radius` [m], `diffusivity` [m²/s], `solubility` as the volume of gas that a volume of fluid dissolves, `share` of that which the
    fluid holds already [0 to below 1]; numbers or arrays, else ValueError. [epstein1950]
    """
    require_positive(radius=radius, diffusivity=diffusivity, solubility=solubility)
    require(lambda value: (value >= 0) & (value < 1), "0 to below 1", {"share": share})
    return radius**2 / (2 * diffusivity * solubility * (1 - share))


def shares(amounts: ArrayLike) -> dict[str, float]:
    """Each gas's part of the sum of `amounts`, which stand in the order of GASES in any one unit."""
    return dict(zip(GASES, map(float, np.asarray(amounts) / np.sum(amounts))))


def dissolve(radius: float, fractions: dict[str, float], tissue: Tissue, span: float, history: bool = False) -> Dissolution:
    """Follow a bubble of `radius` [m] until it is gone or `span` [s] is over.

    Each gas leaves at 4 pi R² D k (p - tension) (1/R + 1/sqrt(pi D t)), with D its diffusivity, k its solubility, p its partial
    pressure in the bubble, and all p together = pressure - vapour + 2 surface tension / R. The last term is the fluid's memory of the
    start; without `history` it is left out (quasi-static). Both neglect that the wall moves and carries fluid with it, and that the
    partial pressures of a mixture change: with it a bubble of carbon dioxide goes up to a third too quickly, without it up to twice too
    slowly; for nitrogen, which dissolves little, both are right within some per cent. `fractions` of the dry gas, by name in GASES.
    ValueError for a radius or span not above zero, an unknown gas, or fractions that do not sum to 1. [epstein1950]
    """
    require_positive(radius=radius, span=span)
    unknown = set(fractions) - set(GASES)
    given = np.array([fractions.get(gas, 0.0) for gas in GASES], dtype=float)
    if unknown or not (given >= 0).all() or not abs(given.sum() - 1) <= 1e-6:
        raise ValueError(f"fractions = {fractions}; allowed: {', '.join(GASES)}, none negative, sum 1 (here {sum(fractions.values()):g})")
    size, slope = _law(radius, tissue, history)
    root = math.sqrt(span)
    x, states, over = np.zeros(1), np.array([[*given, 0.0]]), np.zeros(1, dtype=bool)
    for stretch in STRETCHES:
        more = scipy.integrate.odeint(slope, states[-1], np.append(x[-1], stretch), tfirst=True, rtol=1e-8, atol=[1e-16] * 3 + [1e-12])[1:]
        x, states = np.append(x, stretch), np.vstack([states, more])
        over = (states[:, :3].sum(axis=1) <= GONE) | (states[:, 3] >= root)
        if over.any():
            break
    else:
        raise ValueError(f"span = {span}; allowed: less, a bubble of radius = {radius} cannot be followed so long")
    x, states = (values[: int(np.argmax(over)) + 1] for values in (x, states))
    if states[-1, 3] > root:  # the span ends between two points
        path = scipy.interpolate.CubicHermiteSpline(x[-2:], states[-2:], [slope(0, state) for state in states[-2:]])
        states[-1] = path(scipy.optimize.brentq(lambda at: path(at)[3] - root, *x[-2:]))
    gas = np.maximum(states[:, :3], GONE**2)
    amount = gas.sum(axis=1)
    radii = np.array([size(value) for value in amount.tolist()])
    return Dissolution(states[:, 3] ** 2, radii, dict(zip(GASES, (gas / amount[:, None]).T)), amount, tissue)


def _law(radius: float, tissue: Tissue, history: bool) -> tuple[Callable[[float], float], Callable[[float, Array], list[float]]]:
    """Two functions of a bubble that starts with `radius`: the radius [m] for an amount of gas, and the slope of the state (three
    amounts as shares of all gas at the start, root of time [s^0.5]) along a variable in which the bubble's end is infinitely far.
    """
    dry, sigma = tissue.pressure - tissue.vapour_pressure, tissue.surface_tension
    at_start = (dry + 2 * sigma / radius) * radius**3
    rates = (3 * scipy.constants.R * tissue.temperature * tissue.diffusivities * tissue.solubilities / at_start).tolist()
    memories = (1 / np.sqrt(np.pi * tissue.diffusivities)).tolist() if history else [0.0] * 3
    scale = 1 / math.sqrt(max(rates) * at_start / radius**2)

    def size(amount: float) -> float:
        # dry R³ + 2 sigma R² = content, by Newton from above, where it cannot miss
        content = max(amount, GONE**2) * at_start
        r = min((content / dry) ** (1 / 3), math.sqrt(content / (2 * sigma)) if sigma else math.inf)
        for _ in range(20):
            step = (r * r * (dry * r + 2 * sigma) - content) / (r * (3 * dry * r + 4 * sigma))
            r -= step
            if abs(step) <= 1e-14 * r:
                break
        return r

    def slope(_: float, state: Array) -> list[float]:
        *gas, root = state.tolist()
        r = size(sum(gas))
        # The root of time makes the start regular, where the memory is infinite; going slower as R² puts the end out of reach, so
        # that no step can go beyond it; later time itself goes on steadily, so that slow gas is followed as finely as quick gas.
        advance = scale / (1 + (radius / r) ** 2 * (1 + root / scale))
        into = [
            -rate * r * r * (at_start * share / r**3 - tension) * 2 * (root / r + memory) * advance
            for share, rate, memory, tension in zip(gas, rates, memories, tissue.tensions)
        ]
        return [*into, advance]

    return size, slope
