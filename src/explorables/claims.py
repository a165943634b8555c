"""What others claim about the subject, in our own words, with a verdict, its reason and its sources.

Every claim has one home, the lesson that treats it, and most have a section there. What is only recalled is called so in the reason.
A course need not judge any. The ledger lets all of them be searched, filtered and judged, the same in JupyterLab and in a page
(`web/ledger.js`); without a script they stand there with verdict, reason and sources. What a learner judges stays in the browser.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from explorables.course import current
from explorables.questions import mimebundle
from explorables.registry import Markdown, Table, table
from explorables.web import template

VERDICTS = {
    "supported": "what was measured agrees with it",
    "partly": "part of it is right, or it is right of something narrower than it says",
    "contested": "those who measured do not agree",
    "unsupported": "we found nobody who has shown it; it may still be true",
    "contradicted": "what was measured, or plain anatomy, says otherwise",
    "advice": "a matter of judgement, or a figure of speech; it cannot be true or false",
}
FILE = "data/claims.csv"
COLUMNS = ("id", "topic", "claim", "verdict", "reason", "sources", "home", "contradicts")


@dataclass(frozen=True)
class Claim:
    """One claim; `sources` are keys of references, `home` a lesson with or without `#section`, `contradicts` ids of other claims."""

    id: str
    topic: str
    words: str
    verdict: str
    reason: str
    sources: tuple[str, ...]
    home: str
    contradicts: tuple[str, ...]

    @property
    def lesson(self) -> str:
        """The lesson that treats it."""
        return self.home.partition("#")[0]

    @property
    def number(self) -> str:
        """What stands before the first _ of that lesson's name."""
        return self.lesson.partition("_")[0]

    @property
    def section(self) -> str:
        """The anchor of the section that treats it, or nothing where only the list of claims does."""
        section = self.home.partition("#")[2]
        return "" if section == current().claims_section else section


def claims() -> dict[str, Claim]:
    """All claims of the course by id."""
    return current().registry.once(read_claims)


def read_claims() -> dict[str, Claim]:
    """The claims of `claims.csv`; ValueError where an id stands twice, or a topic, a verdict, a lesson or an opponent does not exist."""
    if "claims" not in current().registry.files:
        return {}
    made: dict[str, Claim] = {}
    listed = table("claims")
    if listed.columns != COLUMNS:
        raise ValueError(f"{FILE}: columns = {', '.join(listed.columns)}; allowed: {', '.join(COLUMNS)}")
    for name, topic, words, verdict, reason, sources, home, contradicts in listed.rows:
        if name in made:
            raise ValueError(f"{FILE}: {name}: id = {name!r}, which stands twice; allowed: an id of its own for each claim")
        made[name] = Claim(name, topic, words, verdict, reason, tuple(sources.split()), home, tuple(contradicts.split()))
    if made and current().ledger not in notebooks():
        raise ValueError(
            f"course {current().name!r}: ledger = {current().ledger!r}; allowed: the lesson that lists all claims, {', '.join(notebooks())}"
        )
    for found in made.values():
        for field, value, allowed in (
            ("topic", found.topic, current().topics),
            ("verdict", found.verdict, tuple(VERDICTS)),
            ("home", found.lesson, notebooks()),
            *(("contradicts", other, tuple(made)) for other in found.contradicts),
        ):
            if value not in allowed:
                raise ValueError(f"{FILE}: {found.id}: {field} = {value!r}; allowed: {', '.join(allowed)}")
    return made


def notebooks() -> tuple[str, ...]:
    """The names of the course's lessons, in order."""
    return tuple(sorted(path.stem for path in current().notebooks.glob("*.ipynb")))


def claim(name: str) -> Claim:
    """The claim with that id; raises ValueError that lists ids near it."""
    if name not in claims():
        near = sorted(claims(), key=lambda other: abs(digits(other) - digits(name)))[:5]
        raise ValueError(f"data/claims.csv has no {name!r}; did you mean one of {', '.join(sorted(near))}?")
    return claims()[name]


def digits(name: str) -> int:
    """The number in the id of a claim, 0 for none."""
    return int("".join(filter(str.isdecimal, name)) or 0)


def cited() -> list[str]:
    """The keys of every reference that a claim rests on."""
    return sorted({key for found in claims().values() for key in found.sources})


def pairs() -> list[tuple[Claim, Claim]]:
    """Every two claims that contradict each other, once."""
    return [(one, claim(other)) for one in claims().values() for other in one.contradicts if one.id < other]


def settled(lesson: str) -> Markdown:
    """The claims that a lesson settles, by verdict, each with reason and links; `lesson` is the name of a notebook or its number.

    Where a reason gives a number with its source, the lesson's bibliography must hold that source.
    """
    stem = next((name for name in notebooks() if lesson in (name, name.partition("_")[0])), None)
    if stem is None:
        raise ValueError(f"lesson = {lesson!r}; allowed: {', '.join(notebooks())}, or what stands before the first _ of one")
    mine = [found for found in claims().values() if found.lesson == stem]
    lines = [f"The articles make {len(mine)} claims that belong to this lesson. The words are ours."]
    for verdict, meaning in VERDICTS.items():
        judged = [found for found in mine if found.verdict == verdict]
        lines += [f"\n**{verdict.capitalize()}**: {meaning}.\n"] if judged else []
        lines += [f"- *{found.words}* {found.reason} ({ways(found)})" for found in judged]
    return Markdown("\n".join(lines))


def ways(found: Claim) -> str:
    """Links from a lesson to the section that treats a claim, where there is one, and to the ledger."""
    section = f"[{found.section.replace('-', ' ')}](#{found.section}), " if found.section else ""
    return f"{section}[{found.id}]({current().ledger}.ipynb#{found.id})"


def tally() -> Table:
    """How many claims of each topic have which verdict."""
    counted = Counter((found.topic, found.verdict) for found in claims().values())
    rows = [(topic, *(str(counted[topic, verdict] or "") for verdict in VERDICTS)) for topic in current().topics]
    sums = ("all", *(str(sum(counted[topic, verdict] for topic in current().topics)) for verdict in VERDICTS))
    return Table("tally", f"{len(claims())} claims by topic and verdict", ("topic", *VERDICTS), (*rows, sums))


def verdicts() -> Table:
    """The verdicts and what each means."""
    return Table("verdicts", "The six verdicts", ("verdict", "what it means"), tuple(VERDICTS.items()))


class Ledger:
    """All claims of the course."""

    def html(self) -> str:
        """Every claim, with the controls that the script brings to life."""
        topics = current().topics
        in_order = sorted(claims().values(), key=lambda found: (topics.index(found.topic), found.id))
        return template("ledger.html").render(claims=in_order, topics=topics, verdicts=VERDICTS, claim=claim)

    def __repr__(self) -> str:
        return "\n".join(["The ledger", *(f"{found.id} {found.verdict}: {found.words}" for found in claims().values())])

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict, dict]:
        return mimebundle(self.html(), repr(self), {"id": "ledger", "shows": "ledger"}, "LedgerWidget")


def ledger() -> Ledger:
    """The ledger, to be searched and judged."""
    return Ledger()
