"""Explorers of the pops of one thrust, and of the side on which they come."""

from dataclasses import dataclass
from functools import cache

from crepitus.explorers.noises import SECONDS
from crepitus.figures import noises as drawings
from crepitus.models import noises
from crepitus.models.noises import Volley
from crepitus.models.risk import proportion
from explorables.digits import percent, significant
from explorables.explorable import Explorable
from explorables.parameter import Clock, Parameter
from explorables.registry import number, reference, table

POP = number("pop_duration").si
THRUSTS = tuple(round(1e3 * one.si) for one in (number("thrust_duration"), number("thrust_lumbar")))  # ms: upper neck, lower back


@dataclass(frozen=True)
class Thrust:
    """The pops of a thrust, each as long as a `pop` [s], at a moment `now` [s after the thrust begins]."""

    volley: Volley
    now: float
    pop: float


@dataclass(frozen=True)
class Share:
    """A share with its exact 95 % interval, and what it is a share of."""

    words: str
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Shares:
    """Counts of several studies."""

    rows: tuple[Share, ...]


@cache
def pops_of(pops: float, thrust: float, again: float) -> Volley:
    """The pops of one thrust, at random moments of it."""
    return noises.volley(int(pops), thrust, POP, seed=int(again))


def one_thrust(now: float, pops: float, thrust: float, again: float) -> Thrust:
    """A thrust and its pops, at one moment of it."""
    return Thrust(pops_of(pops, thrust, again), now, POP)


def counted_sides() -> Shares:
    """How often studies heard a crack on which side."""
    return Shares(tuple(share(row) for row in table("sides").rows))


def share(row: tuple[str, ...]) -> Share:
    """A row of the table as a share with its exact 95 % interval."""
    level, study, counted, part, whole, _ = row
    found = proportion(int(part), int(whole))
    words = f"{level}, {reference(study.strip('[]')).short}: {counted}"
    return Share(words, found.estimate, found.low, found.high)


def say_volley(heard: Thrust) -> str:
    """How many there are until now, how many in all, and how many show."""
    volley, n = heard.volley, len(heard.volley.clip.starts)
    begun = sum(start <= heard.now for start in volley.clip.starts)
    chance = noises.overlap_chance(n, volley.thrust, POP)
    come = f"{begun} of {n} pops {'has' if n == 1 else 'have'} come. In the end the recording shows {volley.apart} that can be told apart."
    if n == 1:
        return f"{come} A single pop has nothing to run together with."
    share = percent(chance) if chance < 0.995 else "more than 99 %"
    return (
        f"{come} In {share} of random thrusts like this one ({n} pops in {significant(1e3 * volley.thrust)} ms) at least two pops run "
        f"together."
    )


def say_sides(found: Shares) -> str:
    """Every share in words."""
    return " ".join(f"{row.words}, {percent(row.share)}, 95 % interval {100 * row.low:.0f} to {100 * row.high:.0f}." for row in found.rows)


one_thrust_many_pops = Explorable(
    name="one_thrust_many_pops",
    title="Count the pops of one thrust",
    parameters=(
        Parameter("now", "time from the start of the thrust", "ms", range(-10, 231, 20), start=50, clock=Clock(SECONDS)),
        Parameter("pops", "pops", "", (1, 2, 4, 9), start=4),
        Parameter("thrust", "thrust lasts", "ms", THRUSTS, start=97, words=[f"{lasts} ms" for lasts in THRUSTS]),
        Parameter("again", "another thrust like it", "", (1, 2, 3, 4, 5, 6, 7, 8, 9), start=1),
    ),
    model=one_thrust,
    stage=drawings.volley_stage,
    draw=drawings.volley,
    readout=say_volley,
    hear=lambda heard: heard.volley.clip if heard.now >= 0 else None,
    shows=(
        "A graph of sound against time, from the start of a thrust to 230 milliseconds, pale after the moment that a line marks; above "
        "it a bar for each pop, as long as the pop lasts."
    ),
    conclusion=(
        "Four pops that fall at random into a tenth of a second run together in about half of all thrusts. "
        "A count from a recording is therefore a lower bound, and one by ear still more so."
    ),
    size=(7.6, 3.4),
)


sides = Explorable(
    name="sides",
    title="Which side cracks? Four counts, four ways to ask",
    parameters=(),
    model=counted_sides,
    stage=drawings.sides_stage,
    draw=drawings.sides,
    readout=say_sides,
    shows="Four shares from 0 to 100 percent, one for each study, each with its 95 % interval.",
    conclusion="Marks: counted. Lines: exact 95 % intervals, ours, as if each crack were independent of all others.",
    size=(7.6, 4.0),
)
