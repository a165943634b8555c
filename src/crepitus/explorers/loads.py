"""Explorers of load and of opening: the pressure in a disc by posture, and the gap in a facet joint before and after a thrust."""

from dataclasses import dataclass

import numpy as np

from crepitus.figures import loads as drawings
from explorables.digits import significant
from explorables.explorable import Explorable
from explorables.parameter import Clock, Parameter
from explorables.registry import number

POSTURES = {
    "prone": "lying face down",
    "side": "lying on the side",
    "sit_slouched": "sitting, leaning back",
    "sit": "sitting without a back rest",
    "stand": "standing relaxed",
    "sit_bent": "sitting, bent as far as it goes",
    "stand_bent": "standing, bent forward",
    "lift_knees": "lifting 20 kg, knees bent",
    "lift_round": "lifting 20 kg, back round",
}
STUDIES = ("healthy people, at once", "people with back pain, first visit", "people with back pain, after two weeks")
DONE = ("turned only briefly", "lay on the side", "got a thrust")


@dataclass(frozen=True)
class Loads:
    """Pressure in one disc [Pa] in every posture, with its words, which is chosen, its name, and the pressure standing."""

    values: np.ndarray
    words: tuple[str, ...]
    at: int
    posture: str
    standing: float


@dataclass(frozen=True)
class Group:
    """What was done to a group, and how much its joints opened: mean and standard deviation [m]; a deviation of 0 was not printed."""

    words: str
    mean: float
    sd: float


@dataclass(frozen=True)
class Gap:
    """All groups, which is chosen (-1: it was not measured), the joint space at rest and its mean change [m].

    `listed` has the words of each study and of its groups.
    """

    groups: tuple[Group, ...]
    listed: tuple[tuple[str, ...], ...]
    study: str
    at: int
    rest: float
    change: float


def pressure_in(posture: float) -> Loads:
    """The published pressures, with the posture of that number chosen."""
    values = np.array([number(f"pressure_{name}").si for name in POSTURES])
    at = int(posture)
    return Loads(values, tuple(POSTURES.values()), at, list(POSTURES)[at], number("pressure_stand").si)


def groups_of(study: float) -> list[Group]:
    """The groups of a study, by its number."""
    if study == 0:
        return [Group(DONE[i], number(f"gap_healthy_{name}").si, 0.0) for i, name in ((1, "position"), (2, "thrust"))]
    when = "first" if study == 1 else "later"
    names = ("control", "position", "thrust")
    return [Group(words, number(f"gap_{when}_{name}").si, number(f"gap_{when}_{name}_sd").si) for words, name in zip(DONE, names)]


def gap_after(study: float, done: float) -> Gap:
    """The groups of all three studies, and the one chosen; healthy people who turned only briefly were not measured."""
    studies = [groups_of(which) for which in range(len(STUDIES))]
    groups = [(which, group) for which, found in enumerate(studies) for group in found]
    at = next((i for i, (which, group) in enumerate(groups) if which == study and group.words == DONE[int(done)]), -1)
    change = groups[at][1].mean if at >= 0 else 0.0
    return Gap(tuple(group for _, group in groups), LISTED, STUDIES[int(study)], at, number("joint_space").si, change)


def say_pressure(loads: Loads) -> str:
    """The pressure, and how it compares with standing."""
    value, ratio = loads.values[loads.at], loads.values[loads.at] / loads.standing
    words = (
        "with which we compare all others"
        if loads.words[loads.at] == POSTURES["stand"]
        else f"{significant(ratio, 2)} times as much as standing"
    )
    posture = loads.words[loads.at]
    return f"{posture[0].upper()}{posture[1:]}: {significant(value / 1e6)} MPa in the L4–L5 disc, {words}. One man of 70 kg."


def say_gap(gap: Gap) -> str:
    """The change with its spread, or that nobody measured it."""
    if gap.at < 0:
        return "Healthy people who turned only briefly: no such group was measured. The joint is drawn at rest."
    group = gap.groups[gap.at]
    spread = f"give or take {1e3 * group.sd:.2f} mm from person to person" if group.sd else "the spread is not in the abstract"
    return (
        f"{gap.study[0].upper()}{gap.study[1:]}, who {group.words}: the joint opened by {1e3 * group.mean:.2f} mm on average ({spread}): "
        f"from {1e3 * gap.rest:.2f} mm, an average joint space, to {1e3 * (gap.rest + gap.change):.2f} mm."
    )


LISTED = tuple((study, *(DONE if which else DONE[1:])) for which, study in enumerate(STUDIES))  # two groups of healthy people

disc_pressure = Explorable(
    name="disc_pressure",
    title="Pressure in a disc, posture by posture",
    parameters=(
        Parameter("posture", "posture", "", range(len(POSTURES)), start=4, words=tuple(POSTURES.values()), clock=Clock(16, stepwise=True)),
    ),
    model=pressure_in,
    stage=drawings.pressure_stage(len(POSTURES)),
    draw=drawings.pressures,
    readout=say_pressure,
    shows=(
        "Left, a person from the side in this posture, schematic, with a ring around the disc that was measured, the darker the more it "
        "bears. Right, nine postures, one under the other, each with a mark at its pressure on an axis from 0 to 2.5 megapascals; a line "
        "at standing."
    ),
    conclusion=(
        "Lying takes most of the load off; bending forward more than doubles it; lifting with a round back is the most of these. In this "
        "one man, sitting was no worse than standing."
    ),
    size=(8.2, 4.2),
)

facet_gap = Explorable(
    name="facet_gap",
    title="The gap in a facet joint",
    parameters=(
        Parameter("study", "who, and when", "", range(3), start=0, words=STUDIES),
        Parameter("done", "what was done", "", range(3), start=2, words=DONE),
    ),
    model=gap_after,
    stage=drawings.gap_stage(LISTED),
    draw=drawings.gap,
    readout=say_gap,
    shows=(
        "Left, the two sides of a facet joint, schematic, their distance in millimetres, dashed at rest. Right, the mean change of the "
        "gap in each of eight groups, with its standard deviation where printed."
    ),
    conclusion=(
        "Minutes after a thrust a facet joint is wider by less than a millimetre on average. Lying on the side opens it too. In healthy "
        "people the thrust did more; in people with back pain, at the first visit, the position did more. By the trial's plan not all who "
        "had got the thrust then still lay on their side."
    ),
    size=(8.0, 4.9),
)
