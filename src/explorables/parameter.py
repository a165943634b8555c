"""A parameter: what a learner moves. It shows and speaks values in its own unit, and gives the model SI units."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from explorables.digits import significant
from explorables.units import si_factor

FEW = 8  # values
DIGITS = 4


@dataclass(frozen=True)
class Parameter:
    """One slider: the keyword it gives the model, its words, its unit, and the finite values it can take, in that unit.

    `start` is one of `values`, which rise and keep four digits. `words` name values that are kinds, one for each value.
    ValueError for anything else, and for a unit that neither the engine nor the course knows.
    """

    name: str
    label: str
    unit: str
    values: Sequence[float]
    start: float
    words: Sequence[str] = ()

    def __post_init__(self) -> None:
        rounded = [float(f"{value:.{DIGITS}g}") for value in (self.start, *self.values)]
        object.__setattr__(self, "start", rounded[0])
        object.__setattr__(self, "values", tuple(rounded[1:]))
        place = f"parameter {self.name!r}"
        if any(before >= after for before, after in pairwise(self.values)):
            raise ValueError(f"{place}: values = {', '.join(self.typed)}; allowed: rising, in four digits")
        if self.start not in self.values:
            raise ValueError(f"{place}: start = {self.start:g}; allowed: {', '.join(self.typed)}")
        if self.words and len(self.words) != len(self.values):
            raise ValueError(f"{place}: {len(self.words)} words; allowed: {len(self.values)}, one for each value")
        try:
            si_factor(self.unit)
        except ValueError as wrong:
            raise ValueError(f"{place}: {wrong}") from None

    @cached_property
    def si(self) -> tuple[float, ...]:
        """The values in SI units, each the number that its decimal digits write: 50 µm is 5e-05 m and no neighbour of it."""
        factor = Decimal(repr(si_factor(self.unit)))
        return tuple(float(Decimal(repr(value)) * factor) for value in self.values)

    @property
    def main(self) -> Sequence[int]:
        """Indices of the values that stand in the table of main states: all of a few, the ends of many."""
        return range(len(self.values)) if len(self.values) <= FEW else (0, len(self.values) - 1)

    @cached_property
    def typed(self) -> list[str]:
        """The values as a learner types them."""
        return [significant(value, DIGITS).replace(",", "") for value in self.values]

    @cached_property
    def spoken(self) -> list[str]:
        """The values with their unit, as they are read aloud; their words, if they have some."""
        if self.words:
            return list(self.words)
        return [f"{significant(value, DIGITS)} {self.unit}".strip() for value in self.values]
