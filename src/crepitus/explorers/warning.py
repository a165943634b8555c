"""Explorers of warning signs: two signs that repeat each other, and one sign in another place."""

from dataclasses import dataclass

import numpy as np

from crepitus.figures import warning as drawings
from crepitus.figures.people import PEOPLE
from crepitus.models.risk import post_test
from crepitus.models.warning import Crowd, both, comes_again, counted, crowd, elsewhere
from explorables.digits import percent, significant
from explorables.explorable import Explorable
from explorables.parameter import Parameter
from explorables.registry import number

PRIORS = np.geomspace(0.0008, 0.6, 60)  # drawn
PACES = np.geomspace(5, 9000, 60)  # s, drawn


@dataclass(frozen=True)
class Counted:
    """One or more crowds of 1,000, as whole people."""

    crowds: tuple[Crowd, ...]


@dataclass(frozen=True)
class Elsewhere:
    """The chance to be ill in one place, `prior`, with the sign and without it, and the curves over all `priors`."""

    prior: float
    ratio: float
    present: float
    absent: float
    priors: np.ndarray
    with_sign: np.ndarray
    without_sign: np.ndarray


@dataclass(frozen=True)
class Again:
    """How likely a noise needs no rest that came `times` times, one `every` so many seconds; and the same over all `paces` [s]."""

    every: float
    times: int
    joints: int
    chance: float
    paces: np.ndarray
    chances: np.ndarray


def noise_again(every: float, times: float, joints: float) -> Again:
    """Noises that need a rest and noises that do not, half and half, of which all of the second kind come so often."""
    rest = number("simulated_median").si, number("simulated_spread").si
    noises, turns = int(times), int(joints)
    here = post_test(0.5, 1.0, 1 - comes_again(every, noises, turns, *rest))
    all_paces = post_test(0.5, 1.0, 1 - comes_again(PACES, noises, turns, *rest))
    return Again(every, noises, turns, float(here), PACES, np.asarray(all_paces))


def two_signs(ill: float, sensitivity: float, false_alarms: float, overlap: float) -> Counted:
    """The same thousand people, asked for one sign and for both."""
    shares = ill / 1000, sensitivity, false_alarms
    return Counted((counted(crowd(*shares), PEOPLE), counted(both(*shares, overlap), PEOPLE)))


def sign_elsewhere(ill: float, ratio: float, sensitivity: float) -> Elsewhere:
    """One sign in a place where so many of 1,000 are ill."""
    prior = ill / 1000
    here, everywhere = elsewhere(prior, ratio, sensitivity), elsewhere(PRIORS, ratio, sensitivity)
    return Elsewhere(prior, ratio, float(here[0]), float(here[1]), PRIORS, np.asarray(everywhere[0]), np.asarray(everywhere[1]))


def chance(share: float) -> str:
    """A chance in per cent, with the digits that matter."""
    return percent(share, 2)


def are(people: float) -> str:
    """So many people are, or one is."""
    return f"{significant(people)} is" if people == 1 else f"{significant(people)} are"


def say_again(result: Again) -> str:
    """What the pace of a noise says of its kind."""
    pace = f"{significant(result.every / 60)} minutes" if result.every >= 60 else f"{significant(result.every)} seconds"
    source = "one joint" if result.joints == 1 else f"up to {result.joints} joints that take turns"
    share = "more than 99 %" if result.chance > 0.99 else percent(result.chance)
    return (
        f"{result.times} noises, one every {pace}, from {source}: the chance that this noise needs no rest is {share}. Before anything was "
        "heard it was 50 %."
    )


def say_two(result: Counted) -> str:
    """What the second sign adds, and what it costs."""
    one, two = result.crowds
    lost = one.ill_flagged - two.ill_flagged
    second = f"{two.ill_flagged} of {two.flagged:,} ({chance(two.meaning)})" if two.flagged else "nobody has both"
    return (
        f"Ill among those with one sign: {one.ill_flagged} of {one.flagged:,} ({chance(one.meaning)}). Among those with both: {second}. "
        f"If you wait for both, you miss {two.ill_missed} of the {one.ill_flagged + one.ill_missed} who are ill, {lost} more than with one."
    )


def say_elsewhere(result: Elsewhere) -> str:
    """Both chances in words."""
    return (
        f"Where {are(round(1000 * result.prior, 1))} ill of 1,000, the chance is {chance(result.present)} with the sign and "
        f"{chance(result.absent)} without it. The sign is {significant(result.ratio)} times as frequent in the ill as in the well."
    )


heard_again = Explorable(
    name="heard_again",
    title="A noise that comes again",
    parameters=(
        Parameter("every", "a noise every", "min", (0.1, 0.5, 2, 5, 10, 20, 40, 120), start=20),
        Parameter("times", "noises in a row", "", (2, 3, 4, 5, 7, 10), start=3),
        Parameter("joints", "joints that may take turns", "", (1, 2, 4, 8), start=1),
    ),
    model=noise_again,
    stage=drawings.again_stage,
    draw=drawings.again,
    readout=say_again,
    shows=(
        "A graph of the chance that a noise needs no rest, in per cent, against the minutes between two noises on a logarithmic axis: a "
        "curve that falls from 100 to 50, and a dot at the chosen pace. Above, the number of the joint that would make each noise."
    ),
    conclusion=(
        "If one joint makes a noise every few minutes, the noise needs no rest: it may be a tendon or a rough surface. A noise every hour "
        "tells nothing. And a back has many joints: a few cracks in a row may come from one after the other."
    ),
    size=(7.2, 3.8),
)

two_flags = Explorable(
    name="two_flags",
    title="Do two warning signs tell more than one?",
    parameters=(
        Parameter("ill", "ill, of 1,000 who come", "", (9, 50, 110), start=9),
        Parameter("sensitivity", "ill people who have one sign", "%", (45, 60, 80), start=80),
        Parameter("false_alarms", "well people who have one sign", "%", (3.3, 10, 20, 40), start=20),
        Parameter("overlap", "how far the second repeats the first", "%", (0, 25, 50, 75, 100), start=0),
    ),
    model=two_signs,
    stage=drawings.crowds(("One sign", "Both signs"))[0],
    draw=drawings.crowds(("One sign", "Both signs"))[1],
    readout=say_two,
    shows=(
        "The same crowd of 1,000 people twice, each person a little figure; left with one sign, right with both. People with the sign, or "
        "with both, stand from the upper left on, with a flag over the head; people without it from the lower right on. The ill are red "
        "and stand in the corners, the well are grey."
    ),
    conclusion=(
        "Two signs that know nothing of each other raise the chance much more than one. Two signs that repeat each other hardly raise it. "
        "And if you wait for both, you miss more of the ill."
    ),
    size=(8.2, 5.5),
)

another_place = Explorable(
    name="another_place",
    title="The same sign in another place",
    parameters=(
        Parameter("ill", "ill, of 1,000 who come", "", (1, 2, 6.8, 20, 49, 65, 110, 250, 500), start=49),
        Parameter("ratio", "times as frequent in the ill as in the well", "", (1.5, 3, 6.2, 13.5, 30, 50), start=6.2),
        Parameter("sensitivity", "ill people who have the sign", "%", (21, 45, 80, 100), start=21),
    ),
    model=sign_elsewhere,
    stage=drawings.places_stage,
    draw=drawings.places,
    readout=say_elsewhere,
    shows=(
        "A graph of the chance to be ill, in per cent, against the share of ill among those who come, on a logarithmic axis: one curve for "
        "people with the sign, one for people without it, and a thin line for people who were not asked. A black dot with its interval "
        "marks what was measured in people over 55."
    ),
    conclusion=(
        "Where one person in twenty is ill, this sign means one in four. Where seven in 1,000 are ill, the same sign means one in "
        "twenty-five. And if most of the ill lack a sign, its absence hardly reassures."
    ),
    size=(7.2, 4.6),
)
