"""What popular articles claim, in our own words, with a verdict, its reason and its sources: the ledger that lesson 12 judges.

Every claim has one home, the lesson that treats it, and most have a section there. What is only recalled is called so in the reason.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache

from crepitus.sources import Markdown, Table, table

VERDICTS = {
    "supported": "what was measured agrees with it",
    "partly": "part of it is right, or it is right of something narrower than it says",
    "contested": "those who measured do not agree",
    "unsupported": "we found nobody who has shown it; it may still be true",
    "contradicted": "what was measured, or plain anatomy, says otherwise",
    "advice": "a matter of judgement, or a figure of speech; it cannot be true or false",
}
TOPICS = (
    "anatomy", "the sound", "kinds of noise", "the rest afterwards", "relief", "professionals", "who does it", "the neck", "wear and habit",
    "warning signs", "what to do instead", "rumours", "other",
)  # fmt: skip
LESSONS = (
    "00_start_here", "01_spine_anatomy", "02_joints_in_motion", "03_what_makes_the_crack", "04_the_sound", "05_refractory_period",
    "06_gate_control", "07_why_it_feels_good", "08_risk_factors", "09_does_it_wear_out", "10_normal_or_warning",
    "11_what_to_do_instead", "12_the_claims_court",
)  # fmt: skip
LEDGER = LESSONS[-1]
ARTICLES = "What-do-the-articles-say?"  # the section of a lesson that lists its claims, and treats those that no other section does


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
    def section(self) -> str:
        """The anchor of the section that treats it, or nothing."""
        return self.home.partition("#")[2]


@cache
def claims() -> dict[str, Claim]:
    """All claims by id; raises ValueError where one has a topic, a verdict, a lesson or an opponent that does not exist."""
    made = {}
    for row in table("claims").rows:
        name, topic, words, verdict, reason, sources, home, contradicts = row
        made[name] = Claim(name, topic, words, verdict, reason, tuple(sources.split()), home, tuple(contradicts.split()))
    for found in made.values():
        for field, value, allowed in (
            ("topic", found.topic, TOPICS),
            ("verdict", found.verdict, tuple(VERDICTS)),
            ("home", found.lesson, LESSONS),
            *(("contradicts", other, tuple(made)) for other in found.contradicts),
        ):
            if value not in allowed:
                raise ValueError(f"data/claims.csv: {found.id}: {field} = {value!r}; allowed: {', '.join(allowed)}")
    return made


def claim(name: str) -> Claim:
    """The claim with that id; raises ValueError that lists ids near it."""
    if name not in claims():
        digits = int("".join(letter for letter in name if letter.isdigit()) or 0)
        near = sorted(claims(), key=lambda other: abs(int(other[1:]) - digits))[:5]
        raise ValueError(f"data/claims.csv has no {name!r}; did you mean one of {', '.join(sorted(near))}?")
    return claims()[name]


def cited() -> list[str]:
    """The keys of every reference that a claim rests on."""
    return sorted({key for found in claims().values() for key in found.sources})


def pairs() -> list[tuple[Claim, Claim]]:
    """Every two claims that contradict each other, once."""
    return [(one, claim(other)) for one in claims().values() for other in one.contradicts if one.id < other]


def settled(lesson: str) -> Markdown:
    """The claims that a lesson settles, by verdict, each with reason and links; `lesson` is a stem or the two digits in front.

    Where a reason gives a number with its source, the lesson's bibliography must hold that source.
    """
    stem = next((name for name in LESSONS if lesson in (name, name[:2])), None)
    if stem is None:
        raise ValueError(f"lesson = {lesson!r}; allowed: {', '.join(LESSONS)}, or the two digits in front")
    mine = [found for found in claims().values() if found.lesson == stem]
    lines = [f"The articles make {len(mine)} claims that belong to this lesson. The words are ours."]
    for verdict, meaning in VERDICTS.items():
        judged = [found for found in mine if found.verdict == verdict]
        lines += [f"\n**{verdict.capitalize()}**: {meaning}.\n"] if judged else []
        lines += [f"- *{found.words}* {found.reason} ({ways(found)})" for found in judged]
    return Markdown("\n".join(lines))


def ways(found: Claim) -> str:
    """Links from a lesson to the section that treats a claim, where there is one, and to the ledger."""
    section = f"[{found.section.replace('-', ' ')}](#{found.section}), " if found.section not in ("", ARTICLES) else ""
    return f"{section}[{found.id}]({LEDGER}.ipynb#{found.id})"


def tally() -> Table:
    """How many claims of each topic have which verdict."""
    counted = Counter((found.topic, found.verdict) for found in claims().values())
    rows = [(topic, *(str(counted[topic, verdict] or "") for verdict in VERDICTS)) for topic in TOPICS]
    sums = ("all", *(str(sum(counted[topic, verdict] for topic in TOPICS)) for verdict in VERDICTS))
    return Table("tally", f"{len(claims())} claims by topic and verdict", ("topic", *VERDICTS), (*rows, sums))


def verdicts() -> Table:
    """The verdicts and what each means."""
    return Table("verdicts", "The six verdicts", ("verdict", "what it means"), tuple(VERDICTS.items()))
