"""A parameter: what a learner moves. It shows and speaks values in its own unit, and gives the model SI units."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from explorables.digits import significant, spoken_time
from explorables.units import TIME, si_factor, si_zero

FEW = 8  # values
TOGGLED = 3  # kinds that stand beside each other
DIGITS = 4
PACES = (0.5, 1, 2)


@dataclass(frozen=True)
class Clock:
    """What makes a parameter play: from its first value to its last in `seconds`.

    It runs evenly in the value, or, `stepwise`, takes the same time for each step between two values, however far they lie apart.
    """

    seconds: float = 8
    stepwise: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.seconds <= 120:
            raise ValueError(f"clock: seconds = {self.seconds}; allowed: 1 to 120")


@dataclass(frozen=True)
class Stop:
    """A value of a parameter that has a name, and perhaps the lesson (its file, without ending) that it leads to."""

    value: float
    words: str
    lesson: str = ""

    @property
    def number(self) -> str:
        """The lesson's number: what stands before the first underscore."""
        return self.lesson.partition("_")[0]


@dataclass(frozen=True)
class Parameter:
    """One slider: the keyword it gives the model, its words, its unit, and the finite values it can take, in that unit.

    `start` is one of `values`, which rise and keep four digits. `words` name values that are kinds, one for each value. With a `clock`
    it can be played. `stops` are values to jump to.
    ValueError for anything else, and for a unit that neither the engine nor the course knows.
    """

    name: str
    label: str
    unit: str
    values: Sequence[float]
    start: float
    words: Sequence[str] = ()
    clock: Clock | None = None
    stops: Sequence[Stop] = ()

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
        if strange := [stop.value for stop in self.stops if stop.value not in self.values]:
            raise ValueError(f"{place}: stop = {strange[0]:g}; allowed: {', '.join(self.typed)}")
        try:
            si_factor(self.unit)
        except ValueError as wrong:
            raise ValueError(f"{place}: {wrong}") from None

    def starting(self, value: float | None) -> "Parameter":
        """The same, starting at `value`, which joins its values if it lies between two of them; as it is for None."""
        if value is None or value == self.start:
            return self
        if not self.values[0] <= value <= self.values[-1] or (self.words and value not in self.values):
            allowed = ", ".join(self.typed) if self.words else f"{self.typed[0]} to {self.typed[-1]}"
            raise ValueError(f"parameter {self.name!r}: start = {value:g}; allowed: {allowed}")
        return replace(self, start=value, values=sorted({*self.values, float(f"{value:.{DIGITS}g}")}))

    @cached_property
    def si(self) -> tuple[float, ...]:
        """The values in SI units, each the number that its decimal digits write: 50 µm is 5e-05 m and no neighbour of it."""
        factor, zero = (Decimal(repr(found(self.unit))) for found in (si_factor, si_zero))
        return tuple(float(Decimal(repr(value)) * factor + zero) for value in self.values)

    @property
    def is_toggle(self) -> bool:
        """Whether its few kinds stand beside each other to be chosen, with no slider."""
        return 0 < len(self.words) <= TOGGLED and not self.clock

    @property
    def main(self) -> Sequence[int]:
        """Indices of the values that stand in the table of main states: all of a few, the stops and the ends of many."""
        if len(self.values) <= FEW:
            return range(len(self.values))
        return sorted({0, len(self.values) - 1, *(self.values.index(stop.value) for stop in self.stops)})

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

    @cached_property
    def moments(self) -> list[float]:
        """When each value is reached by a clock that runs from 0 to 1."""
        reached = range(len(self.values)) if self.clock and self.clock.stepwise else self.values
        return [round((value - reached[0]) / (reached[-1] - reached[0]), 5) for value in reached]

    @cached_property
    def speeds(self) -> list[tuple[float, str]]:
        """How quickly it plays, half, once and twice, each with its words: against life where it is a time, else from end to end."""
        return [(times, self.pace(self.clock.seconds / times)) for times in PACES] if self.clock else []

    def pace(self, seconds: float) -> str:
        """In words, how quickly it plays in so many seconds."""
        if self.unit not in TIME or (self.clock and self.clock.stepwise):
            return f"{significant(seconds)} s from end to end"
        passing = (self.si[-1] - self.si[0]) / seconds
        if passing < 1:
            return f"slowed {significant(1 / passing, 2)} times"
        if passing < 60:
            return "as in life" if round(passing, 1) == 1 else f"{significant(passing, 2)} times as fast as in life"
        return f"{spoken_time(passing)} in a second"
