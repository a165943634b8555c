"""Explorers of what trials found: effects on one axis, and who of a hundred people gains."""

import math
from dataclasses import dataclass

from crepitus.figures import effects as drawings
from crepitus.models.effects import needed_to_treat, share_reaching, standing
from crepitus.models.relief import Effect, in_points
from explorables.digits import significant
from explorables.explorable import Explorable
from explorables.parameter import Parameter
from explorables.registry import number

COMPARISONS = (  # words, pain that lasts or is new, entry in the registry, certainty as the review grades it
    ("Exercise programmes, against usual care, a placebo or none", "lasting", number("exercise_long"), "moderate"),
    ("Exercise, 8 careful trials of another review, against none", "lasting", number("exercise_careful"), "moderate"),
    ("Walking or running, against little or nothing", "lasting", number("walking_long"), "high"),
    ("Yoga, against waiting or usual care", "lasting", number("yoga_long"), "not read"),
    ("Massage, against other active care", "lasting", number("massage_long"), "very low"),
    ("Manual treatment, against a sham of it", "lasting", number("effect_manual_sham"), "very low"),
    ("Stretching alone, against none", "lasting", number("stretch_long"), "low"),
    ("A warm wrap for five days, against a dummy pill", "new", number("wrap_new"), "moderate"),
    ("A warm blanket, right afterwards", "new", number("blanket_new"), "one trial"),
    ("Massage, against a sham or nothing", "new", number("massage_new"), "low or less"),
    ("Exercise, against a sham of it", "new", number("exercise_new"), "very low"),
    ("Foam rolling", "new", None, ""),
)


@dataclass(frozen=True)
class Comparison:
    """One row: its words, its effect in points if there is a number, its certainty, and whether it was turned into points by us."""

    words: str
    effect: Effect | None
    certainty: str
    turned: bool


@dataclass(frozen=True)
class OneAxis:
    """Several comparisons, and the relief that matters [points]."""

    rows: tuple[Comparison, ...]
    important: float

    @property
    def missing(self) -> list[int]:
        """The rows for which there is no number."""
        return [row for row, one in enumerate(self.rows) if not one.effect]


@dataclass(frozen=True)
class Gains:
    """Mean gain and spread [points] in two groups, and the shares that gain an important lot."""

    control_mean: float
    treated_mean: float
    spread: float
    important: float
    control: float
    treated: float


def one_axis_of(kind: float, important: float, spread: float) -> OneAxis:
    """The comparisons for lasting or new pain, on one scale."""
    wanted = "lasting" if kind == 1 else "new"
    rows = []
    for words, pain, found, certainty in COMPARISONS:
        if pain == wanted:
            rows.append(Comparison(words, in_points(found, spread) if found else None, certainty, found is not None and found.unit == "SD"))
    return OneAxis(tuple(rows), important)


def gains_of(difference: float, control_mean: float, spread: float, important: float) -> Gains:
    """Two groups of a hundred, one of which gains so many points more on average."""
    treated_mean = control_mean + difference
    shares = (share_reaching(mean, spread, important) for mean in (control_mean, treated_mean))
    return Gains(control_mean, treated_mean, spread, important, *shares)


STANDINGS = {
    "above": ("{} surely reaches that", "{} surely reach that"),
    "around": ("{} may reach that", "{} may reach that"),
    "below": ("{} brings less", "{} bring less"),
    "open": ("{} may bring nothing", "{} may bring nothing"),
}


def say_one_axis(found: OneAxis) -> str:
    """How many comparisons stand where, in words."""
    measured = [standing(row.effect, found.important) for row in found.rows if row.effect]
    counts = [words[measured.count(name) != 1].format(measured.count(name)) for name, words in STANDINGS.items() if name in measured]
    without = f" For {len(found.missing)} we have no number." if found.missing else ""
    return f"If {significant(found.important)} points matter, then of {len(measured)} comparisons: {', '.join(counts)}.{without}"


def say_gains(found: Gains) -> str:
    """Both groups in natural frequencies."""
    control, treated = (round(100 * share) for share in (found.control, found.treated))
    needed = needed_to_treat(treated / 100, control / 100) - 1e-9  # 1 / (0.6 - 0.4) is a little over five
    more = f"{treated - control} more of 100, so {math.ceil(needed)} have to be treated for one of them" if treated > control else "no more"
    return (
        f"On average the treated gain {significant(found.treated_mean - found.control_mean)} points more. Of 100 people {control} gain "
        f"{significant(found.important)} points or more without the treatment, and {treated} with it: {more}."
    )


effect_sizes = Explorable(
    name="effect_sizes",
    title="What helps a painful back, on one axis",
    parameters=(
        Parameter("kind", "back pain that is", "", (1, 2), start=1, words=("lasting", "new")),
        Parameter("important", "relief that matters", "points", (5, 10, 15, 20), start=15),
        Parameter("spread", "how much pain differs between people (standard deviation, SD)", "points", (15, 21.6, 26.7), start=26.7),
    ),
    model=one_axis_of,
    stage=drawings.one_axis_stage,
    draw=drawings.one_axis,
    readout=say_one_axis,
    shows=(
        "A forest plot: for each comparison a square with its 95 % interval on an axis of points of pain, less pain to the left of a line "
        "at zero, and a line at the relief that matters. Filled squares are of moderate or high certainty, hollow ones of low, very low or "
        "unknown. Dashed intervals were turned from standard deviations into points. A hatched band means that there is no number."
    ),
    conclusion=(
        "For lasting pain, exercise helps by about as much as matters, and by less in the careful trials of another review. Walking and "
        "yoga help less, and hands-on treatment adds little to a sham. Stretching alone may do much or nothing. For new pain, small trials "
        "speak for warmth for some days, and exercise against a sham shows nothing. For foam rolling we could read no number on this axis."
    ),
    size=(7.8, 5.2),
)

who_gains = Explorable(
    name="who_gains",
    title="A difference on average, and a hundred people",
    parameters=(
        Parameter("difference", "the treated gain on average more", "points", (0, 2, 5, 8, 10, 15, 20), start=0),
        Parameter("control_mean", "the others gain on average", "points", (0, 10, 20), start=10),
        Parameter("spread", "how much gains differ (SD)", "points", (10, 20, 26.7), start=20),
        Parameter("important", "a gain that matters to one person", "points", (10, 15, 20), start=15),
    ),
    model=gains_of,
    stage=drawings.gains_stage,
    draw=drawings.gains,
    readout=say_gains,
    shows=(
        "Above, two bell curves of how many points less pain people have, dashed without and solid with the treatment, and a line at the "
        "gain that matters. Below, two arrays of 100 little figures: those in full colour gain that much, the pale ones do not."
    ),
    conclusion=(
        "An average below the gain that matters can still bring it to some people, and an average above it does not bring it to all. Many "
        "get better without the treatment. What the treatment did is only the difference between the two groups."
    ),
    size=(7.4, 5.4),
)
