"""Explorers of visits before a stroke: how pain makes a harmless visit look harmful, and what a design can do about it."""

from dataclasses import dataclass

import numpy as np

from crepitus.figures import visits as drawings
from crepitus.models.risk import odds_ratio
from crepitus.models.visits import Story, crossover_odds, window_odds
from explorables.explorable import Explorable, Parameter
from explorables.registry import table

DAYS = (1, 3, 7, 14, 30)
SORE = 0.02  # of controls, in pain at any time: a choice


@dataclass(frozen=True)
class Windows:
    """The odds ratios that the `story` makes, for windows of so many `days`."""

    story: Story
    days: np.ndarray
    ratios: np.ndarray


@dataclass(frozen=True)
class Designs:
    """What two designs would find, and the `truth`."""

    control: float
    crossover: float
    truth: float
    lag: float


def measured():
    """The published tables of all ages: {who: {days: four counts}}."""
    tables = {}
    for _, who, days, age, cases, controls, *_ in table("visits_before_stroke").rows:
        if age == "all":
            (exposed, all_cases), (other, all_controls) = (map(int, text.split(" of ")) for text in (cases, controls))
            tables.setdefault(who, {})[int(days)] = (exposed, other, all_cases - exposed, all_controls - other)
    return tables


MEASURED = measured()
_, SEEN, _, UNSEEN = MEASURED["general practice"][7]
WEEKLY = SEEN / (SEEN + UNSEEN)  # of controls


def ratio(who, days):
    """A measured odds ratio."""
    return odds_ratio(*MEASURED[who][days]).estimate


def story(warned, eager, onset, effect, habit=1, sore=SORE):
    """A story whose controls visit as often as those in print."""
    visits = WEEKLY / 7 / (1 + sore * (eager - 1))
    return Story(visits, eager, warned / 100, onset, sore, habit, effect)


def before_stroke(warned_percent, eager, onset_days, effect):
    """The odds ratio of each window."""
    told = story(warned_percent, eager, onset_days, effect)
    return Windows(told, np.array(DAYS), np.array([window_odds(told, 0, far) for far in DAYS]))


def two_designs(onset_days, habit, effect, lag):
    """A case-control study and a case-crossover study of one week, `lag` days before the stroke."""
    told = story(76 if onset_days else 0, 10, onset_days or 1, effect, habit, sore=0)
    return Designs(window_odds(told, lag, lag + 7), crossover_odds(told, lag, lag + 7), effect, lag)


def say_windows(found):
    """First and last window, beside the measured ones."""
    harm = "a visit does no harm" if found.story.effect == 1 else f"a visit multiplies the risk by {found.story.effect:g}"
    return (
        f"In the model {harm}, and the odds ratio is {found.ratios[0]:.1f} for the last day and {found.ratios[-1]:.1f} for the last 30. "
        f"Measured: {', '.join(f'{who} {ratio(who, 1):.1f} and {ratio(who, 30):.1f}' for who in MEASURED)}."
    )


def say_designs(found):
    """Both ratios and the truth."""
    week = f"week that ends {found.lag:g} days before the stroke" if found.lag else "last week"
    return (
        f"For the {week}, comparing with other people gives an odds ratio of {found.control:.1f}, with their own earlier weeks "
        f"{found.crossover:.1f}. In the model a visit multiplies the risk by {found.truth:g} for 7 days."
    )


visits_before_stroke = Explorable(
    name="visits_before_stroke",
    title="Visits before a stroke: measured, and made by pain alone",
    parameters=(
        Parameter("warned_percent", "cases with pain before the stroke", "%", (0, 20, 40, 76, 90), start=76),
        Parameter("eager", "visits in pain, times as many", "", (1, 3, 10, 20, 30), start=3),
        Parameter("onset_days", "pain begins before the stroke, on average", "days", (1, 2, 4, 8, 15, 30), start=4),
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
        Parameter("onset_days", "pain begins before the stroke (0: no pain)", "days", (0, 1, 4, 8, 30), start=0),
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
