"""Explorers of visits before a stroke: how pain makes a harmless visit look harmful, and what a design can do about it."""

from dataclasses import dataclass

import numpy as np
from scipy.constants import day, week

from crepitus.figures import visits as drawings
from crepitus.models.risk import odds_ratio
from crepitus.models.visits import Story, crossover_odds, window_odds
from explorables.digits import significant
from explorables.explorable import Explorable
from explorables.parameter import Parameter
from explorables.registry import table

DAYS = (1, 3, 7, 14, 30)
SORE = 0.02  # of controls, in pain at any time: a choice


@dataclass(frozen=True)
class Windows:
    """The odds ratios that the `story` makes, for windows of such `lengths` [s]."""

    story: Story
    lengths: np.ndarray
    ratios: np.ndarray


@dataclass(frozen=True)
class Designs:
    """What two designs would find that leave out the last `lag` [s], and the `truth`."""

    control: float
    crossover: float
    truth: float
    lag: float


def measured() -> dict[str, dict[int, tuple[int, int, int, int]]]:
    """The published tables of all ages: {who: {days: four counts}}."""
    tables: dict[str, dict[int, tuple[int, int, int, int]]] = {}
    for _, who, days, age, cases, controls, *_ in table("visits_before_stroke").rows:
        if age == "all":
            (exposed, all_cases), (other, all_controls) = (map(int, text.split(" of ")) for text in (cases, controls))
            tables.setdefault(who, {})[int(days)] = (exposed, other, all_cases - exposed, all_controls - other)
    return tables


MEASURED = measured()
_, SEEN, _, UNSEEN = MEASURED["general practice"][7]
WEEKLY = SEEN / (SEEN + UNSEEN)  # of controls


def ratio(who: str, days: int) -> float:
    """A measured odds ratio."""
    return odds_ratio(*MEASURED[who][days]).estimate


def story(warned: float, eager: float, onset: float, effect: float, habit: float = 1, sore: float = SORE) -> Story:
    """A story whose controls visit as often as those in print."""
    visits = WEEKLY / week / (1 + sore * (eager - 1))
    return Story(visits, eager, warned, onset, sore, habit, effect)


def before_stroke(warned: float, eager: float, onset: float, effect: float) -> Windows:
    """The odds ratio of each window."""
    told, lengths = story(warned, eager, onset, effect), np.array(DAYS) * day
    return Windows(told, lengths, np.array([window_odds(told, 0, length) for length in lengths.tolist()]))


def two_designs(onset: float, habit: float, effect: float, lag: float) -> Designs:
    """A case-control study and a case-crossover study of one week, which ends `lag` before the stroke."""
    told = story(0.76 if onset else 0, 10, onset or day, effect, habit, sore=0)
    return Designs(window_odds(told, lag, lag + week), crossover_odds(told, lag, lag + week), effect, lag)


def say_windows(found: Windows) -> str:
    """First and last window, beside the measured ones."""
    effect, first, last = significant(found.story.effect), f"{found.ratios[0]:.1f}", f"{found.ratios[-1]:.1f}"
    harm = "a visit does no harm" if found.story.effect == 1 else f"a visit multiplies the risk by {effect}"
    printed = ", ".join(f"{who} {ratio(who, 1):.1f} and {ratio(who, 30):.1f}" for who in MEASURED)
    return f"In the model {harm}, and the odds ratio is {first} for the last day and {last} for the last 30. Measured: {printed}."


def say_designs(found: Designs) -> str:
    """Both ratios and the truth."""
    which = f"week that ends {significant(found.lag / day)} days before the stroke" if found.lag else "last week"
    return (
        f"For the {which}, comparing with other people gives an odds ratio of {found.control:.1f}, with their own earlier weeks "
        f"{found.crossover:.1f}. In the model a visit multiplies the risk by {significant(found.truth)} for 7 days."
    )


visits_before_stroke = Explorable(
    name="visits_before_stroke",
    title="Visits before a stroke: measured, and made by pain alone",
    parameters=(
        Parameter("warned", "cases with pain before the stroke", "%", (0, 20, 40, 76, 90), start=76),
        Parameter("eager", "visits in pain, times as many", "", (1, 3, 10, 20, 30), start=3),
        Parameter("onset", "pain begins before the stroke, on average", "days", (1, 2, 4, 8, 15, 30), start=4),
        Parameter("effect", "a visit multiplies the risk by", "", (1, 2, 5), start=1),
    ),
    model=before_stroke,
    stage=drawings.windows_stage(MEASURED),
    draw=drawings.windows,
    readout=say_windows,
    shows=(
        "Odds ratio against the length of the window before the stroke, both logarithmic: measured dots with intervals for general "
        "practice and chiropractors, and the line of the model."
    ),
    conclusion="Pain that comes shortly before a stroke gives high odds ratios for short windows, though no visit does harm.",
)

own_control = Explorable(
    name="own_control",
    title="Against others, or against one's own past",
    parameters=(
        Parameter("onset", "pain begins before the stroke (0: no pain)", "days", (0, 1, 4, 8, 30), start=0),
        Parameter("habit", "cases visit all their lives, times as often", "", (1, 2, 4), start=1),
        Parameter("effect", "a visit multiplies the risk by", "", (1, 3), start=1),
        Parameter("lag", "days before the stroke left out", "days", (0, 3, 7, 14), start=0),
    ),
    model=two_designs,
    stage=drawings.designs_stage,
    draw=drawings.designs,
    readout=say_designs,
    shows="Three bars on a logarithmic axis of odds ratios: two designs, and the true effect.",
    conclusion="Comparing people with their own past removes what is always so about them. It does not remove pain that comes and goes.",
    size=(7.6, 3.2),
)
