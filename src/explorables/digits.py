"""Numbers as sentences say them: significant digits, shares in per cent, lengths, angles, times in a unit that suits, and lists."""

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

MOST = 17  # digits: more than any float holds


class Unit(NamedTuple):
    """A unit of time: its seconds, from how many of it on it is used, and whether whole numbers keep all their digits."""

    name: str
    seconds: float
    least: float
    whole: bool = False


SPOKEN = (
    Unit("years", 365.25 * 86_400, 2),
    Unit("days", 86_400, 2, True),
    Unit("hours", 3600, 2, True),
    Unit("minutes", 60, 2, True),
    Unit("seconds", 1, 1),
    Unit("ms", 1e-3, 0),
)
BRIEF = (Unit("min", 60, 1), Unit("s", 1, 1), Unit("ms", 1e-3, 1), Unit("µs", 1e-6, 0))


def significant(value: float, digits: int = 3, whole: bool = False) -> str:
    """A number rounded to so many significant digits, with commas between thousands, a plain - for minus and never an exponent.

    The nearest such number is taken, of two equally near the one whose last digit is even. A decimal fraction does not end in zeros:
    2 in three digits is "2". With `whole` the digits before the point are all kept: 123 in two digits is "123", not "120". Zero has no
    sign. ValueError unless `value` is finite and `digits` is 1 to 17.
    """
    if digits not in range(1, MOST + 1):
        raise ValueError(f"digits = {digits}; allowed: 1 to {MOST}")
    if whole and abs(value) >= 10 ** (digits - 1):
        return fixed(value)
    number = Decimal(f"{finite(value):.{digits - 1}e}").normalize()
    return f"{number:,f}" if number else "0"


def fixed(value: float, decimals: int = 0) -> str:
    """A number with so many decimals, zeros or not: "0.50"; else as `significant`. ValueError unless it is finite."""
    return f"{finite(value):z,.{decimals}f}"


def finite(value: float) -> float:
    """The same number; ValueError for NaN and infinity."""
    if not math.isfinite(value):
        raise ValueError(f"value = {value}; allowed: a finite number")
    return value


def percent(share: float, digits: int | None = None) -> str:
    """A share of 1 in whole per cent; with `digits`, small ones in so many significant digits: 0.072 in two is "7.2 %", 0.123 "12 %".

    ValueError as for `significant`.
    """
    return f"{fixed(100 * share) if digits is None else significant(100 * share, digits, whole=True)} %"


def degrees(angle: float, decimals: int = 0) -> str:
    """An angle [rad] in degrees with so many decimals: "45°"."""
    return f"{fixed(math.degrees(angle), decimals)}°"


def millimetres(*lengths: float) -> str:
    """Lengths [m] in whole millimetres: "12 mm", "12 × 30 mm"."""
    return f"{' × '.join(fixed(1e3 * length) for length in lengths)} mm"


def from_to(low: str, high: str) -> str:
    """Two ends in words: "2 to 3 min"; one where both read the same: "2 min"."""
    return low if low == high else f"{low} to {high}"


def spoken_time(seconds: float) -> str:
    """A time in two digits and in words: "250 ms", "1.2 seconds", "95 minutes", "103 minutes", "2.5 days", "5 years".

    The unit is the largest of which there are at least two, seconds from one on; of minutes, hours and days whole numbers keep all
    their digits. ValueError unless it is finite, and zero or more.
    """
    said = in_unit(seconds, SPOKEN, 2)
    return "1 second" if said == "1 seconds" else said


def brief_time(seconds: float, digits: int = 3) -> str:
    """A time in the largest unit of which there is one, from µs to min, in so many digits: "312 ms". ValueError as for `spoken_time`."""
    return in_unit(seconds, BRIEF, digits)


def in_unit(seconds: float, units: tuple[Unit, ...], digits: int) -> str:
    """A time in the first unit of which there is enough. ValueError as for `spoken_time`."""
    if not 0 <= seconds < math.inf:
        raise ValueError(f"seconds = {seconds}; allowed: a finite number, zero or more")
    unit = next(unit for unit in units if seconds >= unit.least * unit.seconds)
    return f"{significant(seconds / unit.seconds, digits, unit.whole)} {unit.name}"


def listed(words: Sequence[str]) -> str:
    """Words as a sentence lists them: "one, two and three"; ValueError for none."""
    if not words:
        raise ValueError("words = (); allowed: one or more")
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]
