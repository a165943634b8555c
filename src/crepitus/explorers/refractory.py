"""Explorers of the rest a joint needs: how fast a film closes, an experiment to design; and a picture of the four answers."""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from crepitus.explorers.gas import LACK, gas_going_home
from crepitus.figures import refractory as drawings
from crepitus.models.closing_film import ClosingFilm, squeezed
from crepitus.models.refractory import Estimate, Trials, estimate, experiment, resting, seen_so_far
from explorables.arrays import Array
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
MINUTES = (*range(0, 51, 5), *range(60, 141, 10))
NEVER = 1e9  # s, stands for never in what is drawn and said


@dataclass(frozen=True)
class Experiment:
    """An experiment at a moment `now` [s]: when each joint is `ready` [s], all that will be seen of it, and what is concluded so far.

    A try is made `every` so many seconds. Of the `truth` only the simulation knows: the median rest [s]. No time is longer than NEVER.
    """

    now: float
    every: float
    ready: Array
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


@cache
def planned(joints: float, every: float, missed: float, again: float) -> tuple[Array, Trials]:
    """When the joints of an experiment are ready [s], the quickest first, and what is seen of them."""
    drawn = (missed, TRUTH, SPREAD, int(again))
    ready, trials = resting(int(joints), *drawn)[0], experiment(int(joints), every, *drawn)
    order = np.argsort(ready)
    return ready[order], Trials(trials.after[order], trials.by[order])


@cache
def concluded(tries: int, every: float, *plan: float) -> Estimate:
    """What follows from so many tries."""
    joints, *others = plan
    found = estimate(seen_so_far(planned(joints, every, *others)[1], every, tries * every))
    return replace(found, high=min(found.high, NEVER))


def designed(now: float, joints: float, every: float, missed: float, again: float) -> Experiment:
    """One simulated experiment at one moment, and its conclusion so far."""
    ready, trials = planned(joints, every, missed, again)
    found = concluded(round(now // every), every, joints, missed, again)
    return Experiment(now, every, ready, replace(trials, by=np.minimum(trials.by, NEVER)), found, TRUTH)


def four_answers() -> Answers:
    """Four published answers and our model's."""
    press, fingers = number("refractory_press"), number("refractory_1971")
    low, high = number("refractory_lumbar_low"), number("refractory_lumbar_high")
    soon, late = (gas_going_home(radius, 0.8, LACK, memory).when(LEFT) for radius, memory in ((1e-3, True), (3e-3, False)))
    return Answers((
        Answer(f"gas absorbed ({reference(press.ref).short}, on the same study)", press.si, press.si, "second-hand"),
        Answer(f"finger joints ({reference(fingers.ref).short})", fingers.si, fingers.si, "read"),
        Answer("lower back (recalled, not checked)", low.si, high.si, "second-hand"),
        Answer("a third of the gas is left (our model, with and without the first rush)", soon, late, "ours"),
    ))  # fmt: skip


def say_closing(film: ClosingFilm) -> str:
    """The time in words."""
    rest = number("refractory_1971")
    return (
        f"A force of {significant(film.force)} N squeezes fluid of {significant(film.viscosity)} Pa s "
        f"from {significant(1e3 * film.gap)} mm to {significant(1e3 * film.closed, 2)} mm in {closing_words(film.time)}: "
        f"{'less' if film.time < rest.si else 'more'} than {rest.printed} minutes."
    )


def closing_words(seconds: float) -> str:
    """A closing time; the shortest are not told apart, since the moving mass, which our law leaves out, makes them longer."""
    return "less than 10 ms" if seconds < 0.01 else spoken_time(seconds)


def say_experiment(done: Experiment) -> str:
    """Who is ready and who has cracked; estimate, interval, and whether it holds the truth."""
    ready, cracked = (int((times <= done.now).sum()) for times in (done.ready, done.trials.by))
    counts = f"After {done.now / 60:.0f} minutes: {ready} of {len(done.ready)} joints ready, {cracked} cracked again."
    if done.now < done.every:
        return f"{counts} No joint was tried yet."
    found = done.found
    low, high, median, truth = (round(seconds / 60) for seconds in (found.low, found.high, found.median, done.truth))
    ends = f"{low} to {high} minutes" if found.high < NEVER else f"{low} minutes or more"
    holds = "holds" if low <= truth <= high else "misses"
    return (
        f"{counts} So far the median rest is {found.bound or 'estimated at'} {median} minutes, with a 95 % interval of {ends}. "
        f"The interval {holds} the truth of this simulation, {truth} minutes."
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
        "fluid are carried outwards as it is squeezed, and a round window shows the contact 20 times as large. Right, the gap against "
        "time, both on logarithmic axes, from a hundredth of a millisecond to some days: a curve that falls steeply, a dot for this "
        "moment, and a line at 20 minutes."
    ),
    conclusion=(
        "Pressed with a newton, a film of joint fluid between round surfaces closes within a second, even if it is as thick as honey "
        "(about 10 Pa s). Twenty minutes would need a thicker fluid and hardly any force. If the joint waits for its surfaces, gas holds "
        "them apart, or solid tissue comes back slowly."
    ),
    size=(7.6, 4.0),
)

design = Explorable(
    name="design",
    title="Design the experiment",
    parameters=(
        Parameter("now", "time since the first crack", "min", MINUTES, start=30, clock=Clock(10, stepwise=True)),
        Parameter("joints", "joints", "", (5, 20, 80), start=5, words=("5", "20", "80")),
        Parameter("every", "try again every", "min", (1, 10, 30), start=10),
        Parameter("missed", "ready joints that fail at a try", "", (0, 0.5), start=0, words=("none", "half of them")),
        Parameter("again", "repeat of the experiment", "", (1, 2, 3, 4), start=1),
    ),
    model=designed,
    stage=drawings.experiment_stage,
    draw=drawings.experiment,
    readout=say_experiment,
    shows=(
        "Above, a person for each joint, the quickest first: resting, ready or cracked again. Below, shares of the joints from 0 to 100 % "
        "against time, from the first crack to 140 minutes: how many have cracked again at the tries, what the tries allow, and dashed "
        "how many are ready in truth; at 50 % the estimated median with its 95 % interval. On top, two published rests."
    ),
    conclusion=(
        "More joints narrow the interval; more frequent tries hardly do. Joints that fail although they are ready make the rest look "
        "longer. More joints do not mend that; more frequent tries nearly do, if a try does no harm."
    ),
    size=(7.6, 6.0),
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
    conclusion=(
        "Filled: read in the study's own words. Hollow: second-hand or recalled. Dashed: our model, bubbles of 1 to 3 mm radius, whose "
        "threshold is a choice."
    ),
    size=(7.6, 3.6),
)
