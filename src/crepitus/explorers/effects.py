"""Explorers of what else helps: effects on one axis, who of a hundred gains, tissue or tolerance, and a day at the desk."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from crepitus.explorers.explorer import Choice, Explorer
from crepitus.figures import effects as drawings
from crepitus.models.effects import needed_to_treat, share_reaching, standing
from crepitus.models.relief import Day, Effect, desk_day, in_points
from crepitus.models.stretch import Leg, pull, reach
from crepitus.sources import number

WORKDAY = 8 * 3600.0
ANGLES = np.radians(np.linspace(30, 100, 71))
LEG = Leg(number("leg_first").si, number("leg_bend").si)
NEVER = 1e6  # people to treat, stands for no end of them
COMPARISONS = (  # words, pain that lasts or is new, entry in the registry, certainty as the review grades it
    ("Exercise programmes, against none or usual care", "lasting", "exercise_long", "moderate"),
    ("Exercise, the 8 most careful trials, against none", "lasting", "exercise_careful", "moderate"),
    ("Walking or running, against little or nothing", "lasting", "walking_long", "high"),
    ("Yoga, against waiting or usual care", "lasting", "yoga_long", "not read"),
    ("Massage, against other active care", "lasting", "massage_long", "very low"),
    ("Manual treatment, against a sham of it", "lasting", "effect_manual_sham", "very low"),
    ("Stretching alone, against none", "lasting", "", ""),
    ("A warm wrap for five days, against a dummy pill", "new", "wrap_new", "moderate"),
    ("A warm blanket, right afterwards, against a cool one", "new", "blanket_new", "one trial"),
    ("Massage, against no massage", "new", "massage_new", "low or less"),
    ("Exercise, against a sham of it", "new", "exercise_new", "very low"),
    ("Foam rolling", "new", "", ""),
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


@dataclass(frozen=True)
class Gains:
    """Mean gain and spread [points] in two groups, and the shares that gain an important lot."""

    control_mean: float
    treated_mean: float
    spread: float
    important: float
    control: float
    treated: float


@dataclass(frozen=True)
class Stretched:
    """Pull at each angle before and after, and where it ends: angle [°] and pull. Also how far each change alone would go [°]."""

    before: np.ndarray
    after: np.ndarray
    first: tuple[float, float]
    reached: tuple[float, float]
    by_tolerance: float
    by_tissue: float


@dataclass(frozen=True)
class Planned:
    """A day with breaks and the same without; how deep one slumps, of all the way; how many breaks, how long [s]."""

    day: Day
    without: Day
    depth: float
    breaks: int
    rest: float
    sitting: float


def one_axis_of(kind, important, spread):
    """The comparisons for lasting or new pain, on one scale."""
    wanted = "lasting" if kind == 1 else "new"
    rows = []
    for words, pain, entry, certainty in COMPARISONS:
        if pain == wanted:
            found = number(entry) if entry else None
            rows.append(Comparison(words, in_points(found, spread) if found else None, certainty, bool(found) and found.unit == "SD"))
    return OneAxis(tuple(rows), important)


def gains_of(difference, control_mean, spread, important):
    """Two groups of a hundred, one of which gains so many points more on average."""
    treated_mean = control_mean + difference
    shares = (share_reaching(mean, spread, important) for mean in (control_mean, treated_mean))
    return Gains(control_mean, treated_mean, spread, important, *shares)


def stretched(tolerance_percent, softer_percent):
    """A leg after some weeks: more is borne, or the tissue is softer."""
    tolerance, stiffness = 1 + tolerance_percent / 100, 1 - softer_percent / 100
    ends = [float(np.degrees(reach(LEG, *change))) for change in ((1, 1), (tolerance, stiffness), (tolerance, 1), (1, stiffness))]
    return Stretched(
        pull(ANGLES, LEG), pull(ANGLES, LEG, stiffness), (ends[0], 1.0), (ends[1], tolerance), ends[2] - ends[0], ends[3] - ends[0]
    )


@cache
def workday(sitting, rest):
    """Eight hours at a desk."""
    return desk_day(sitting, rest, WORKDAY)


def planned(breaks, total_min, slump_percent):
    """A working day whose minutes of break are dealt out evenly."""
    rest = total_min * 60.0 / breaks
    sitting = (WORKDAY - total_min * 60.0) / (breaks + 1)
    return Planned(workday(sitting, rest), workday(WORKDAY, 0.0), slump_percent / 100, int(breaks), rest, sitting)


STANDINGS = {
    "above": "{} surely as much",
    "around": "{} perhaps as much",
    "below": "{} some relief, but less",
    "open": "{} perhaps none",
}


def say_one_axis(found):
    """How many comparisons stand where, in words."""
    measured = [standing(row.effect, found.important) for row in found.rows if row.effect]
    counts = [words.format(measured.count(name)) for name, words in STANDINGS.items() if name in measured]
    missing = len(found.rows) - len(measured)
    without = f" For {missing} we have no number." if missing else ""
    return f"If {found.important:g} points matter, then of {len(measured)} comparisons: {', '.join(counts)}.{without}"


def say_gains(found):
    """Both groups in natural frequencies."""
    control, treated = (round(100 * share) for share in (found.control, found.treated))
    needed = min(needed_to_treat(found.treated, found.control), NEVER)
    more = f"{treated - control} more of 100, so {needed:.0f} are treated for one of them" if needed < NEVER else "no more"
    return (
        f"On average the treated gain {found.treated_mean - found.control_mean:g} points more. Of 100 people {control} gain "
        f"{found.important:g} points or more without the treatment, and {treated} with it: {more}."
    )


def say_stretched(found):
    """How much further, and by which change."""
    more = found.reached[0] - found.first[0]
    if more < 0.05:
        return f"The leg goes up to {found.first[0]:.0f}°, as before."
    return (
        f"The leg goes up to {found.reached[0]:.0f}°, {more:.1f}° further than before. Bearing more pull would give "
        f"{found.by_tolerance:.1f}° alone, softer tissue {found.by_tissue:.1f}° alone."
    )


def say_planned(found):
    """How the day is dealt, and how far the back gives."""
    mean, most, without = (found.depth * np.degrees(bend) for bend in (found.day.average, found.day.highest, found.without.average))
    noun = "break" if found.breaks == 1 else "breaks"
    return (
        f"{found.breaks} {noun} of {minutes(found.rest)}, after {minutes(found.sitting)} of sitting each: the back gives {mean:.1f}° on "
        f"average and {most:.1f}° at most. Without a break: {without:.1f}° on average."
    )


def minutes(seconds):
    """A time in minutes with the digits that matter."""
    return f"{seconds / 60:.0f} min" if seconds >= 600 else f"{seconds / 60:.2g} min"


effect_sizes = Explorer(
    name="effect_sizes",
    title="What helps a painful back, on one axis",
    choices=(
        Choice("kind", "pain in the back that is", "", (1, 2), start=1, words=("lasting for months", "new")),
        Choice("important", "relief that matters", "points", (5, 10, 15, 20), start=15),
        Choice("spread", "how much people's pain differs (SD)", "points", (15, 21.6, 26.7), start=26.7),
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
        "Lasting pain: exercise helps by about as much as matters, less in the most careful trials; walking and yoga by less; hands-on "
        "treatment adds little to a sham. New pain: warmth helps for some days; exercise against a sham shows nothing. Stretching alone "
        "and foam rolling have no number on this axis that we could read."
    ),
    size=(7.8, 5.2),
)

who_gains = Explorer(
    name="who_gains",
    title="A difference on average, and a hundred people",
    choices=(
        Choice("difference", "the treated gain on average more", "points", (0, 2, 5, 8, 10, 15, 20), start=8),
        Choice("control_mean", "the others gain on average", "points", (0, 10, 20), start=10),
        Choice("spread", "how much gains differ (SD)", "points", (10, 20, 26.7), start=20),
        Choice("important", "a gain that matters to one person", "points", (10, 15, 20), start=15),
    ),
    model=gains_of,
    stage=drawings.gains_stage,
    draw=drawings.gains,
    readout=say_gains,
    shows=(
        "Above, two bell curves of how many points less pain people have, dashed without and solid with the treatment, and a line at the "
        "gain that matters. Below, two arrays of 100 people: large squares gain that much, small ones do not."
    ),
    conclusion=(
        "An average below the gain that matters can still bring it to some, and one above it does not bring it to all. Many get better "
        "without the treatment; only the difference between the two groups is its doing."
    ),
    size=(7.4, 5.4),
)

same_curve = Explorer(
    name="same_curve",
    title="Longer, or bearing more?",
    choices=(
        Choice("tolerance_percent", "more pull is borne, by", "%", (0, 10, 20, 30, 40, 60), start=0),
        Choice("softer_percent", "tissue is softer, by", "%", (0, 10, 20, 30, 40), start=0),
    ),
    model=stretched,
    stage=drawings.curve_stage,
    draw=drawings.curve,
    readout=say_stretched,
    shows=(
        "A graph of the pull of a leg that is lifted straight against its angle: a dashed curve before and a solid one after weeks of "
        "stretching, each with a mark where the person stops."
    ),
    conclusion=(
        "If more pull is borne, the curve stays and its end moves along it. If the tissue is softer, the curve itself moves. How far "
        "somebody reaches cannot tell the two apart; the curve can."
    ),
    size=(7.2, 4.2),
)

plan_day = Explorer(
    name="plan_day",
    title="Plan a day at the desk",
    choices=(
        Choice("breaks", "number of breaks", "", (1, 2, 4, 8, 12, 16, 24, 32), start=2),
        Choice("total_min", "minutes of break, all together", "min", (10, 20, 40, 60, 80), start=40),
        Choice("slump_percent", "how far one slumps, of all the way", "%", (30, 60, 100), start=100),
    ),
    model=planned,
    stage=drawings.plan_stage,
    draw=drawings.plan,
    readout=say_planned,
    shows=(
        "A graph of how many degrees further the back bends, against the eight hours of a working day: a line that rises while sitting and "
        "falls in the breaks, and a dashed line without breaks."
    ),
    conclusion=(
        "The same minutes of break do more when they are dealt out in many short ones, as long as each has time to work. Slumping less "
        "lowers the whole curve. Whether a lower curve means less pain, the model cannot say."
    ),
)
