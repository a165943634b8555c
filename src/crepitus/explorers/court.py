"""A still of all claims of articles that the course judges."""

from dataclasses import dataclass

from crepitus.course import course
from crepitus.figures import court as drawings
from explorables.claims import VERDICTS, claims
from explorables.digits import listed
from explorables.explorable import Explorable


@dataclass(frozen=True)
class Judged:
    """Of each topic of the course, in order, how many of its claims have which of VERDICTS."""

    counts: tuple[tuple[int, ...], ...]


def count_claims() -> Judged:
    """What the ledger holds."""
    found = [(one.topic, one.verdict) for one in claims().values()]
    return Judged(tuple(tuple(found.count((topic, verdict)) for verdict in VERDICTS) for topic in course.topics))


def say_counts(judged: Judged) -> str:
    """How many claims there are, and how many of each verdict."""
    sums = [sum(of) for of in zip(*judged.counts, strict=True)]
    return f"Of {sum(sums)} claims we call {listed([f'{count} {verdict}' for count, verdict in zip(sums, VERDICTS, strict=True)])}."


claims_judged = Explorable(
    name="claims_judged",
    title="Every claim, and our verdict",
    parameters=(),
    model=count_claims,
    stage=drawings.stage(course.topics),
    draw=drawings.draw,
    readout=say_counts,
    shows="A row for each topic, a mark for each claim of an article. The shape of a mark is its verdict; a list beside them has all six.",
    conclusion="About an eighth of the claims stand as printed, two fifths are half right, a quarter lack support, and few are refuted.",
    size=(7.2, 4.2),
)
