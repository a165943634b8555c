"""Explorers of people: two thousands, counted one by one; a waiting room, from which they are called in for one sign."""

import re
from dataclasses import astuple, dataclass
from functools import cache

from crepitus.explorers.warning import are, chance
from crepitus.figures import people as drawings
from crepitus.figures import warning as waiting_drawings
from crepitus.models.risk import Frequency, Interval, frequency, one_by_one, proportion, upper_bound, what_fits
from crepitus.models.warning import Crowd, counted, crowd
from explorables.arrays import Indices
from explorables.digits import from_to, percent, significant
from explorables.explorable import Explorable
from explorables.parameter import Clock, Parameter
from explorables.registry import table

COUNTS = {
    row[0]: (0 if found[1] == "none" else int(found[1].replace(",", "")), int(found[2].replace(",", "")))
    for row in table("risk_counts").rows
    if (found := re.fullmatch(r"([\d,]+|none) (?:of|in) ([\d,]+)", row[2]))
}
COUNTED = {
    "A01": "patients, asked: any reaction",
    "A02": "patients, asked 6 times: any reaction",
    "A07": "sessions, a log: any reaction",
    "A06": "sessions, a log: severe event",
    "A03": "thrusts to the neck: serious event",
    "R02": "people, new back pain: serious disease",
}
ROOM_CALLED = (1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 400, 500, 600, 800, 1000)
CALLED = (*range(1, 7), 8, 10, 12, 15, 20, 25, 30, 40, 50, 70, 100, 150, 200, 300, 400, 500, 600, 800, 1000)
SHORT = ("asked", "asked 6×", "log: any", "log: severe", "neck", "baseline")
WHO = ("patients", "patients", "sessions", "sessions", "thrusts", "people")  # what is counted


@dataclass(frozen=True)
class Thousands:
    """Two thousands of which so many were `called` in: each as a frequency, as the study's risk, in short words, what it counts, how many
    the study counted, and how many who have it and who have not were met after 0, 1, 2... (1001, 2)."""

    groups: tuple[Frequency, Frequency]
    risks: tuple[Interval, Interval]
    short: tuple[str, str]
    who: tuple[str, str]
    studied: tuple[int, int]
    met: tuple[Indices, Indices]
    called: int


@dataclass(frozen=True)
class Room:
    """A thousand people of whom so many were `called` in; `met` is how many of each of a crowd's four kinds had come after 0, 1, 2...
    people (1001, 4)."""

    met: Indices
    called: int

    @property
    def come(self) -> Crowd:
        """Those who were called in."""
        return Crowd(*map(int, self.met[self.called]))


@cache
def thousand(which: int, seed: int) -> tuple[Frequency, Interval, Indices]:
    """One published count as so many of a thousand, who are called in as chance has it."""
    row = list(COUNTED)[which]
    risk = proportion(*COUNTS[row]) if COUNTS[row][0] else Interval(0, 0, upper_bound(COUNTS[row][1]))
    group = frequency(COUNTED[row], risk)
    return group, risk, one_by_one((group.count, group.of - group.count), seed)


def two_counts(left: float, right: float, called: float) -> Thousands:
    """Two published counts as so many of a thousand, of whom so many were called in."""
    a, b = int(left), int(right)
    one, other = thousand(a, 1), thousand(b, 2)
    studied = [COUNTS[row][1] for row in COUNTED]
    shared = (SHORT[a], SHORT[b]), (WHO[a], WHO[b]), (studied[a], studied[b])
    return Thousands((one[0], other[0]), (one[1], other[1]), *shared, (one[2], other[2]), int(called))


@cache
def waiting(ill: float, sensitivity: float, false_alarms: float) -> Indices:
    """A thousand people who ask for help, in an order that chance made."""
    return one_by_one(astuple(counted(crowd(ill / 1000, sensitivity, false_alarms), drawings.PEOPLE)), seed=10)


def waiting_room(ill: float, sensitivity: float, false_alarms: float, called: float) -> Room:
    """A thousand people who wait, of whom so many are called in and asked for one sign."""
    return Room(waiting(ill, sensitivity, false_alarms), int(called))


def say_thousands(found: Thousands) -> str:
    """Both counts in both framings: of those called in so far; of all, per million where a thousand shows nothing, with what the study's
    own count allows."""
    said = []
    if found.called < found.groups[0].of:
        for group, met in zip(found.groups, found.met):
            have, have_not = map(int, met[found.called])
            low, high = map(float, what_fits(have, found.called))
            said.append(
                f"{group.words[0].upper()}{group.words[1:]}: {have:,} of {found.called:,} so far, {have_not:,} without. If you stopped "
                f"here, {from_to(percent(low), percent(high))} would fit."
            )
        return " ".join(said)
    for group, risk, who, studied in zip(found.groups, found.risks, found.who, found.studied):
        ends = from_to(significant(1e6 * risk.low, 2), significant(1e6 * risk.high, 2))
        words, of = f"{group.words[0].upper()}{group.words[1:]}", f"the study counted {studied:,} {who}"
        if group.count:
            said.append(f"{words}: {group}; {group.of - group.count:,} without; {of}.")
        elif risk.estimate:
            said.append(f"{words}: fewer than 1 in {group.of:,}: about {significant(1e6 * risk.estimate, 2)} in a million ({ends}); {of}.")
        else:
            said.append(f"{words}: none seen, and up to {significant(1e6 * risk.high, 2)} in a million would fit; {of}.")
    return " ".join(said)


def say_room(result: Room) -> str:
    """Who was called in, in natural frequencies."""
    people = result.come
    ill = people.ill_flagged + people.ill_missed
    if result.called == 1:
        return f"The first one is {'ill' if ill else 'well'}, {'with' if people.flagged else 'without'} the sign."
    called = f"{result.called:,} people" if result.called == drawings.PEOPLE else f"the first {result.called:,} people"
    if not people.flagged:
        return f"Of {called} {are(ill)} ill, and nobody has the sign."
    return (
        f"Of {called} {are(ill)} ill: {people.ill_flagged} with the sign, {people.ill_missed} without it. {people.well_flagged} others "
        f"have the sign and are well. So of {people.flagged:,} with the sign {are(people.ill_flagged)} ill: {chance(people.meaning)}."
    )


a_thousand = Explorable(
    name="a_thousand",
    title="Out of a thousand, how many?",
    parameters=(
        Parameter("left", "first crowd", "", range(len(COUNTED)), start=0, words=SHORT),
        Parameter("right", "second crowd", "", range(len(COUNTED)), start=5, words=SHORT),
        Parameter("called", "counted", "", CALLED, start=1000, clock=Clock(14, stepwise=True)),
    ),
    model=two_counts,
    stage=drawings.thousands_stage,
    draw=drawings.thousands,
    readout=say_thousands,
    shows=(
        "Two thousands, a little figure for each patient, session or thrust. They are counted one by one, in an order that chance made: "
        "who has it stands from the upper left on, dark; who has not, from the lower right on, grey; who is not yet counted is pale. "
        "Below, the share that has it so far against the number counted, on a logarithmic axis, with the band of shares that the count "
        "allows, and at the right in black what the studies counted, with its interval."
    ),
    conclusion=(
        "The first ten people tell next to nothing; after a few hundred the share hardly moves. Asking the patients finds more than half "
        "of them with a reaction; a log finds a few in 100,000 sessions, and so none in a thousand."
    ),
    size=(7.6, 6.0),
)

one_flag = Explorable(
    name="one_flag",
    title="A thousand people and one warning sign",
    parameters=(
        Parameter("ill", "ill, of 1,000 who come", "", (1, 9, 50, 250), start=9),
        Parameter("sensitivity", "ill people who have the sign", "%", (45, 80, 100), start=100),
        Parameter("false_alarms", "well people who have it too", "%", (0.5, 3.3, 20, 40, 80), start=3.3),
        Parameter("called", "people called in", "", ROOM_CALLED, start=1000, clock=Clock(14, stepwise=True)),
    ),
    model=waiting_room,
    stage=waiting_drawings.room_stage,
    draw=waiting_drawings.room,
    readout=say_room,
    shows=(
        "Left, a waiting room of 1,000 people, each a little figure, pale while they wait. They are called in one by one, in an order that "
        "chance made, and sorted: with the sign, a flag over the head, from the upper left on; without it from the lower right on. The ill "
        "are red and stand in the corners, the well are grey. Beside it a tally of the four kinds, and below that the share of the ill "
        "among those with the sign so far, against the number of people called in, with the band that the count allows."
    ),
    conclusion=(
        "Where a disease is rare and a sign is common among the well, nearly everybody with the sign is well, even if all the ill have it. "
        "A sign is worth something if the well seldom have it."
    ),
    size=(7.8, 4.9),
)
