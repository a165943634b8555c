"""Units: what one of each is in SI units, and where its zero stands. A course may bring its own."""

import math
from collections.abc import Mapping

from explorables.course import current

TIME = {"s": 1, "µs": 1e-6, "ms": 1e-3, "min": 60, "h": 3600, "d": 86400, "days": 86400, "years": 31_557_600}
SI = {
    **TIME,
    **dict.fromkeys(("", "1", "m", "Hz", "K", "Pa", "kg", "N", "J", "W", "N/m", "kg/m³", "m²/s", "m/s", "m/s²", "Pa s"), 1),
    **dict.fromkeys(("mol/(m³ Pa)", "dB", "rad", "SD", "points", "people", "trials", "studies", "times"), 1),
    "%": 0.01, "cm": 1e-2, "mm": 1e-3, "µm": 1e-6, "nm": 1e-9, "kHz": 1e3, "kPa": 1e3, "MPa": 1e6,
    "atm": 101325, "mmHg": 133.322, "g": 1e-3, "kgf": 9.80665, "N/mm": 1e3, "mm/s": 1e-3, "mL": 1e-6, "cm²": 1e-4,
    "degrees": math.pi / 180, "per million": 1e-6, "°C": 1,
}  # fmt: skip
ZEROS = {"°C": 273.15}  # where the zero of a unit stands in SI units, if elsewhere: of a value, not of a difference


def si_factor(unit: str) -> float:
    """What one of a unit is in SI units; ValueError for a unit that neither the engine nor the course knows."""
    known = SI | own_units()
    if unit not in known:
        raise ValueError(f"unit = {unit!r}; allowed: {', '.join(name or 'nothing' for name in known)}")
    return known[unit]


def si_zero(unit: str) -> float:
    """Where the zero of a unit stands in SI units."""
    return 0 if unit in own_units() else ZEROS.get(unit, 0)


def own_units() -> dict[str, float]:
    """The units that the course brings, each with what one of it is in SI units."""
    own = current().units
    return dict(own if isinstance(own, Mapping) else dict.fromkeys(own, 1))
