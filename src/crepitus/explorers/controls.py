"""An explorer of one paper that compared people with a torn artery with three groups: two of its ratios, on both sides of 1."""

from dataclasses import dataclass

from crepitus.figures import controls as drawings
from crepitus.models.controls import among_controls
from explorables.explorable import Explorable
from explorables.parameter import Parameter
from explorables.registry import number

GROUPS = ("people without a tear", "another group of the paper")  # of the latter, what was read breaks off before it says which
PRINTED = ("population", "other")


@dataclass(frozen=True)
class Comparison:
    """An odds ratio with the ends of its interval."""

    estimate: float
    low: float
    high: float


@dataclass(frozen=True)
class Compared:
    """The comparisons `made`, in the order of the groups; which group is `chosen`; the share of manipulations in the visits of cases and
    of these controls."""

    made: tuple[Comparison, ...]
    chosen: int
    shares: tuple[float, float]


def printed(group: str) -> Comparison:
    """The paper's ratio against one group."""
    found = number(f"whedon_{group}")
    low, high = map(float, found.interval or ())
    return Comparison(found.si, low, high)


MADE = tuple(map(printed, PRINTED))


def one_paper(group: float, share: float) -> Compared:
    """The same cases beside one group of controls, if such a share of the visits of the cases were manipulations."""
    chosen = int(group)
    return Compared(MADE, chosen, (share, among_controls(share, MADE[chosen].estimate)))


def say_compared(found: Compared) -> str:
    """The ratio in words, and what it would mean for a hundred visits of each group."""
    last, (cases, controls) = found.made[found.chosen], found.shares
    more = "more" if last.estimate > 1 else "fewer"
    return (
        f"Compared with {GROUPS[found.chosen]}, people with a torn artery had {more} manipulations for each visit to a doctor: odds ratio "
        f"{last.estimate:.2f}, interval {last.low:.2f} to {last.high:.2f}. If {drawings.VISITS * cases:.0f} of 100 "
        f"visits were manipulations for those with the tear, then {drawings.VISITS * controls:.0f} of 100 were for the others."
    )


three_controls = Explorable(
    name="three_controls",
    title="One paper, ratios on both sides of 1",
    parameters=(
        Parameter("group", "compared with", "", range(len(PRINTED)), start=0, words=drawings.SHORT),
        Parameter("share", "manipulations among their visits (ours)", "%", (5, 10, 20, 40), start=20),
    ),
    model=one_paper,
    stage=drawings.controls_stage,
    draw=drawings.controls,
    readout=say_compared,
    shows=(
        "Above, two arrays of a hundred visits, manipulations filled: of people with a torn artery, and of the group that they are "
        "compared with. Below, odds ratios with intervals on a logarithmic axis with 1 in its middle: the comparison chosen in red, one "
        "above it in grey."
    ),
    conclusion="One paper gives ratios on both sides of 1. Ask of every ratio who is compared with whom.",
    size=(7.6, 5.0),
)
