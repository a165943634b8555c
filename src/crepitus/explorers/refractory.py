"""Explorers of the rest a joint needs: how fast a film closes, an experiment to design; and a picture of the four answers."""

from dataclasses import dataclass, replace

import numpy as np

from crepitus.explorers.gas import LACK, gas_going_home
from crepitus.figures import refractory as drawings
from crepitus.models.film import ClosingFilm, squeezed
from crepitus.models.refractory import Estimate, Trials, estimate, experiment
from explorables.digits import from_to, significant, spoken_time
from explorables.explorable import Explorable
from explorables.parameter import Clock, Parameter
from explorables.registry import number, reference

TRUTH = number("simulated_median").si
SPREAD = number("simulated_spread").si
LEFT = 1 / 3  # of the gas, where our model's joint is taken to be ready: a choice
GAP, REACH = 1e-3, 5e-3  # m: of a film that closes, and how far from its middle its fluid is followed
NARROWINGS = (
    1.1,
    1.3,
    1.8,
    2.4,
    3.2,
    4.2,
    5.6,
    7.5,
    10,
    13,
    18,
    24,
    32,
    42,
    56,
    75,
    100,
    130,
    180,
    240,
    320,
    420,
    500,
)  # steps of about a third: the same time each
NEVER = 1e9  # s, stands for never in what is drawn and said


@dataclass(frozen=True)
class Experiment:
    """What was seen, what was concluded, and the `truth` [s] that only the simulation knows; no time is longer than NEVER."""

    trials: Trials
    found: Estimate
    truth: float


@dataclass(frozen=True)
class Answer:
    """A waiting time from `low` to `high` [s], its words, and the kind of evidence: read, second-hand or ours."""

    words: str
    low: float
    high: float
    evidence: str


@dataclass(frozen=True)
class Answers:
    """Several of them."""

    rows: tuple[Answer, ...]


def film_that_closes(narrowing: float, viscosity: float, force: float) -> ClosingFilm:
    """A film of 1 mm squeezed to a part of its thickness."""
    return squeezed(GAP, GAP / narrowing, force, viscosity, REACH)


def designed(joints: float, every: float, missed: float, again: float) -> Experiment:
    """One simulated experiment and its conclusion."""
    trials = experiment(int(joints), every, missed, TRUTH, SPREAD, seed=int(again))
    found = estimate(trials)
    return Experiment(replace(trials, by=np.minimum(trials.by, NEVER)), replace(found, high=min(found.high, NEVER)), TRUTH)


def four_answers() -> Answers:
    """Four published answers and our model's."""
    press, fingers = number("refractory_press"), number("refractory_1971")
    low, high = number("refractory_lumbar_low"), number("refractory_lumbar_high")
    soon, late = (gas_going_home(radius, 0.8, LACK, memory).when(LEFT) for radius, memory in ((1e-3, True), (3e-3, False)))
    return Answers((
        Answer(f"gas absorbed ({reference(press.ref).short}, on the same study)", press.si, press.si, "second-hand"),
        Answer(f"finger joints ({reference(fingers.ref).short})", fingers.si, fingers.si, "read"),
        Answer("lower back (recalled, not checked)", low.si, high.si, "second-hand"),
        Answer("a third of the gas is left (our model, radius 1 to 3 mm)", soon, late, "ours"),
    ))  # fmt: skip


def say_closing(film: ClosingFilm) -> str:
    """The time in words."""
    rest = number("refractory_1971")
    return (
        f"{significant(film.force)} N squeeze a film of {significant(film.viscosity)} Pa s from {significant(1e3 * film.gap)} mm to "
        f"{significant(1e3 * film.closed, 2)} mm in {closing_words(film.time)}: {'less' if film.time < rest.si else 'more'} than "
        f"{rest.printed} minutes."
    )


def closing_words(seconds: float) -> str:
    """A closing time; the shortest are not told apart, since the moving mass, which our law leaves out, makes them longer."""
    return "less than 10 ms" if seconds < 0.01 else spoken_time(seconds)


def say_experiment(done: Experiment) -> str:
    """Estimate, interval, and whether it holds the truth."""
    found = done.found
    low, high, median, truth = (f"{seconds / 60:.0f}" for seconds in (found.low, found.high, found.median, done.truth))
    ends = f"{low} to {high} minutes" if found.high < NEVER else f"{low} minutes or more"
    holds = "holds" if found.low <= done.truth <= found.high else "misses"
    return (
        f"{len(done.trials.after)} joints: the median rest is {found.bound or 'estimated at'} {median} minutes, with a 95 % interval of "
        f"{ends}. It {holds} the truth of this simulation, {truth} minutes."
    )


def say_answers(answers: Answers) -> str:
    """Every answer in words."""
    ends = [from_to(spoken_time(row.low), spoken_time(row.high)) for row in answers.rows]
    return " ".join(f"{row.words[0].upper()}{row.words[1:]}: {end}." for row, end in zip(answers.rows, ends))


closing = Explorable(
    name="closing",
    title="How fast do surfaces come together again?",
    parameters=(
        Parameter("narrowing", "gap narrowed by a factor of", "", NARROWINGS, start=10, clock=Clock(10, stepwise=True)),
        Parameter("viscosity", "viscosity", "Pa s", (0.01, 0.1, 1, 10, 100, 1000), start=0.1),
        Parameter("force", "force that closes", "N", (0.001, 0.01, 0.1, 1, 10, 100), start=1),
    ),
    model=film_that_closes,
    stage=drawings.closing_stage,
    draw=drawings.closing,
    readout=say_closing,
    shows=(
        "Left, to scale, a film of fluid between two surfaces, cut through its middle, and the force that presses on it; lines in the "
        "fluid are carried outwards as it is squeezed. Right, the gap against time, both on logarithmic axes, from a hundredth of a "
        "millisecond to some days: a curve that falls steeply, a dot for this moment, and a line at 20 minutes."
    ),
    conclusion=(
        "With any force that a joint's own tissues exert, a film of joint fluid closes within seconds. Twenty minutes would need a fluid "
        "thicker than honey and hardly any force. If position is the reason for the rest, it must be the slow recovery of solid tissue."
    ),
    size=(7.6, 4.0),
)

design = Explorable(
    name="design",
    title="Design the experiment",
    parameters=(
        Parameter("joints", "joints", "", (3, 5, 10, 20, 40, 80), start=5),
        Parameter("every", "try again every", "min", (1, 2, 5, 10, 20, 30), start=10),
        Parameter("missed", "ready joints that fail to crack", "%", (0, 10, 30, 50), start=0),
        Parameter("again", "repeat of the experiment", "", (1, 2, 3, 4), start=1),
    ),
    model=designed,
    stage=drawings.experiment_stage,
    draw=drawings.experiment,
    readout=say_experiment,
    shows=(
        "Above, a line for each joint from the last try at which it did not crack to the one at which it did, against time in minutes. "
        "Below, the estimated median with its 95 % interval. A coloured line marks the truth."
    ),
    conclusion=(
        "More joints narrow the interval; trying more often than the joints differ narrows it little. Joints that fail although they are "
        "ready make the rest look longer. More joints do not mend that; more frequent tries nearly do, if a try does no harm."
    ),
    size=(7.6, 4.6),
)

four_waits = Explorable(
    name="four_waits",
    title="How long must a joint rest? Published answers and a model",
    parameters=(),
    model=four_answers,
    stage=drawings.waits_stage,
    draw=drawings.waits,
    readout=say_answers,
    shows="Waiting times on a logarithmic axis from 30 seconds to 2 days: published answers, and the range of our model.",
    conclusion="Filled: read in the study's own words. Hollow: second-hand or recalled. Dashed: our model, whose threshold is a choice.",
    size=(7.6, 3.6),
)
