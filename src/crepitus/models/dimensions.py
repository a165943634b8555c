"""The measured dimensions of 24 vertebrae and the sacrum, each with where it comes from, and how much people differ in some.

A dimension is *measured* (read in its source), *secondary* (read where another work quotes it), *derived* (computed from measured ones),
*recalled* (from a source known to exist that could not be opened) or *design* (our choice, so that the drawing closes).
`origin(level, name)` says which, for every one.
"""

from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

import numpy as np

from crepitus.models import require_positive
from explorables.registry import number, table

LEVELS = (*(f"C{i}" for i in range(1, 8)), *(f"T{i}" for i in range(1, 13)), *(f"L{i}" for i in range(1, 6)))
PARTS = (*LEVELS, "sacrum", "coccyx")
KINDS = ("C4", "T6", "L3")  # one of each region
CORD = {"C": "c5", "T": "t8", "L": "l3"}  # where the cord of a region was measured: its canal must have room for it
ANGLES = ("spinous_slope", "facet_to_transverse", "facet_to_sagittal", "tilt")
DEGREE = np.pi / 180


def require_level(level: str, allowed: tuple[str, ...] = LEVELS) -> None:
    """Raise ValueError, listing what is allowed, for another name."""
    if level not in allowed:
        raise ValueError(f"level = {level!r}; allowed: {', '.join(allowed)}")


@dataclass(frozen=True)
class Vertebra:
    """One level's dimensions: metres and radians; None where the bone has no such part.

    Endplate widths and depths above (`upper`) and below (`lower`), body heights behind and in front, the canal's width and depth, a
    pedicle's width and height, the span of the transverse processes, the reach of the spinous process from the canal's front wall to
    its tip and its slope below the upper endplate; width and height of the lower facets; for the upper facets the angle of their
    plane to the transverse and the sagittal plane (above 90 degrees: facing outward), the distance between their centres, and how far
    these lie behind the body's rear wall and above the upper endplate; height of the disc below; `tilt` of the upper endplate in the
    standing spine, positive with its front edge lower. ValueError for a length that is not above zero, for a canal that would close, for
    a pedicle larger than its body and for transverse processes that would end inside the pedicles.
    """

    level: str
    endplate_width_upper: float | None
    endplate_width_lower: float | None
    endplate_depth_upper: float | None
    endplate_depth_lower: float | None
    body_height_posterior: float | None
    body_height_anterior: float | None
    canal_width: float | None
    canal_depth: float | None
    pedicle_width: float | None
    pedicle_height: float | None
    transverse_span: float | None
    spinous_reach: float | None
    spinous_slope: float | None
    facet_width: float | None
    facet_height: float | None
    facet_to_transverse: float | None
    facet_to_sagittal: float | None
    facet_spacing: float | None
    disc_height: float | None
    facet_behind: float | None
    facet_above: float | None
    tilt: float

    def __post_init__(self) -> None:
        lengths = {name: value for name, value in vars(self).items() if name not in (*FREE, *ANGLES) and value is not None}
        require_positive(**lengths)
        for name, side in (("canal_width", "width"), ("canal_depth", "depth")):
            where = "t8" if side == "depth" and self.level[0] == "L" else CORD.get(self.level[0], "t8")
            if name in lengths and lengths[name] < (least := number(f"cord_{side}_{where}").si):
                raise ValueError(
                    f"{name} = {lengths[name] * 1e3:.1f} mm closes the canal; allowed: at least {least * 1e3:.1f} mm, a cord's {side}"
                )
        for name, most, words in (*self._most(lengths), *self._least(lengths)):
            if (lengths[name] > most) if words.startswith("less") else (lengths[name] < most):
                raise ValueError(f"{name} = {lengths[name] * 1e3:.1f} mm in {self.level}; allowed: {words.format(most * 1e3)}")

    @staticmethod
    def _most(lengths: dict[str, float]) -> list[tuple[str, float, str]]:
        """What may not be larger than another dimension: its name, the limit [m], and words for it."""
        pairs = (
            ("pedicle_width", "endplate_width_upper", "the body's width"),
            ("pedicle_height", "body_height_posterior", "the body's height behind"),
        )
        return [
            (name, lengths[other], f"less than {{:.1f}} mm, {words}") for name, other, words in pairs if {name, other} <= lengths.keys()
        ]

    @staticmethod
    def _least(lengths: dict[str, float]) -> list[tuple[str, float, str]]:
        """What may not be smaller than others together."""
        parts = ("canal_width", "pedicle_width", "transverse_span")
        if not lengths.keys() >= set(parts):
            return []
        least = lengths["canal_width"] + 2 * lengths["pedicle_width"]
        return [("transverse_span", least, "at least {:.1f} mm, the canal with both pedicles")]

    def si(self, name: str) -> float:
        """A length [m] or an angle [rad] by its name; ValueError where the bone has no such part."""
        value: float | None = getattr(self, name)
        if value is None:
            raise ValueError(f"{name} = None in {self.level}; allowed: a dimension that this bone has")
        return value

    def mm(self, name: str) -> float:
        """A length in millimetres; ValueError where the bone has no such part."""
        return self.si(name) * 1e3


FREE = ("level", "facet_behind", "facet_above")


@cache
def vertebra(level: str) -> Vertebra:
    """The dimensions of a level, "C1" to "L5", or of the "sacrum"; ValueError names the valid levels."""
    require_level(level, (*LEVELS, "sacrum"))
    known = table("vertebrae")
    row = dict(zip(known.columns, next(row for row in known.rows if row[0] == level), strict=True))
    values = {}
    for field in fields(Vertebra)[1:-1]:
        printed = row[field.name]
        scale = DEGREE if field.name in ANGLES else 1e-3
        values[field.name] = float(printed) * scale if printed else None
    return Vertebra(level, **values, tilt=float(row["tilt"]) * DEGREE)


ENDPLATES = ("endplate_width_upper", "endplate_width_lower", "endplate_depth_upper", "endplate_depth_lower")
SLANT = ("facet_to_transverse", "facet_to_sagittal")


def endplates(width: float) -> dict[str, float]:
    """Widths and depths of a body [m] whose upper face has some width: those of KINDS, and between them in proportion."""
    kinds = [vertebra(level) for level in KINDS]
    widths = [kind.si("endplate_width_upper") for kind in kinds]
    return {name: float(np.interp(width, widths, [kind.si(name) for kind in kinds])) for name in ENDPLATES}


def chimera(plan: str, body_width: float, facets: str, canal_width: float) -> Vertebra:
    """A bone on the plan of one level, "C3" to "L5", with facets slanted as another's, and a body and a canal of some width [m].

    The body is shaped as `endplates` says, and the facets move apart with the canal. ValueError as for any `Vertebra`.
    """
    own = vertebra(plan)
    taken: dict[str, Any] = endplates(body_width) | {name: vertebra(facets).si(name) for name in SLANT}
    return replace(own, canal_width=canal_width, facet_spacing=own.si("facet_spacing") + canal_width - own.si("canal_width"), **taken)


@dataclass(frozen=True)
class Spread:
    """How much people differ in a dimension: its mean and the standard deviation between people [m, rad]."""

    mean: float
    sd: float

    def off(self, value: float) -> float:
        """How many standard deviations a value lies above the mean."""
        return (value - self.mean) / self.sd


def spread(level: str, name: str) -> Spread | None:
    """The published spread of a dimension of one of KINDS, or None where none was found.

    Where men and women, or both sides, were printed apart, as many of each are put together. ValueError names the levels.
    """
    require_level(level, KINDS)
    rows = [row for row in table("spreads").rows if (row[0], row[1]) == (name.replace("_", " "), level) and row[2]]
    if not rows:
        return None
    scale = DEGREE if name in ANGLES else 1e-3
    means, deviations = scale * np.array([(float(row[2]), float(row[3])) for row in rows]).T
    return Spread(float(means.mean()), float(np.sqrt((deviations**2).mean() + means.var())))


WORDS = {  # how the table of sources speaks of a dimension
    "endplate_width": "endplate widths",
    "endplate_depth": "depths",
    "body_height": "body",
    "canal_width": "width of the canal",
    "canal_depth": "depth of the canal",
    "pedicle": "pedicles",
    "transverse_span": "span",
    "spinous_reach": "reach",
    "spinous_slope": "slope",
    "facet_width": "size of the lower facets",
    "facet_height": "size of the lower facets",
    "facet_to": "angles",
    "facet_spacing": "place of the upper facets",
    "facet_behind": "place of the upper facets",
    "facet_above": "place of the upper facets",
    "disc_height": "discs",
    "tilt": "tilt",
}


def origin(level: str, name: str) -> tuple[str, str]:
    """Kind (as above) and source of a level's dimension; what no row names is our own choice.

    ValueError names the levels.
    """
    require_level(level)
    words = next(words for start, words in WORDS.items() if name.startswith(start))
    for what, levels, kind, source in table("vertebra_sources").rows:
        first, _, last = levels.partition("-")
        if words in what and levels and LEVELS.index(first) <= LEVELS.index(level) <= LEVELS.index(last or first):
            return kind, source
    return "design", "our own choice"
