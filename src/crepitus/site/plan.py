"""What a teacher adds to a lesson: grouping, open questions, ways through it, an activity without computers (`data/teaching.toml`)."""

from dataclasses import dataclass, fields
from functools import cache

from crepitus.site.lesson import Lesson, Stretch, lessons
from crepitus.sources import load

PLACE = "data/teaching.toml"


@dataclass(frozen=True)
class Way:
    """A way through a lesson in so many minutes: the headings of its stretches, and how to go about it."""

    sections: tuple[str, ...]
    how: str


@dataclass(frozen=True)
class Activity:
    """What a class does without computers, and what that shows and does not show."""

    name: str
    needs: str
    minutes: int
    steps: tuple[str, ...]
    shows: str


@dataclass(frozen=True)
class Plan:
    """One lesson from the teacher's side. `checks` are the questions that its worksheet asks beside the predictions."""

    grouping: str
    ask: tuple[str, ...]
    watch: tuple[str, ...]
    checks: tuple[str, ...]
    short: Way
    full: Way
    paper: Activity


@cache
def plans() -> dict[str, Plan]:
    """The plan of every lesson by its number; raises ValueError, naming the entry, for what is missing or does not fit the notebook."""
    written = load("teaching.toml")
    if wrong := set(written) ^ {lesson.number for lesson in lessons().values()}:
        raise ValueError(f"{PLACE}: {', '.join(sorted(wrong))}; there must be one entry for each lesson and no other")
    return {lesson.number: checked(made(Plan, written[lesson.number], lesson.number), lesson) for lesson in lessons().values()}


def made(kind: type, entry: dict, place: str):
    """A record from its table, lists as tuples."""
    names = [field.name for field in fields(kind)]
    if wrong := set(entry) ^ set(names):
        raise ValueError(f"{PLACE}: [{place}] is missing or has too much: {', '.join(sorted(wrong))}; its fields are {', '.join(names)}")
    inner = {"short": Way, "full": Way, "paper": Activity}
    return kind(**{
        name: made(inner[name], value, f"{place}.{name}") if name in inner else tuple(value) if isinstance(value, list) else value
        for name, value in entry.items()
    })  # fmt: skip


def checked(plan: Plan, lesson: Lesson) -> Plan:
    """The plan, if it fits its lesson."""
    place = f"{PLACE}: [{lesson.number}]"
    if not 3 <= len(plan.ask) <= 5:
        raise ValueError(f"{place}: {len(plan.ask)} questions to the class; allowed: 3 to 5")
    for name, way, most in (("short", plan.short, 15), ("full", plan.full, 45)):
        if not 0 < (took := minutes(lesson, way)) <= most:
            raise ValueError(f"{place}: its {name} way takes {took} minutes; allowed: up to {most}")
    asked = [part.name for part in lesson.parts if part.kind == "question" and part.question.kind in ("quiz", "number")]
    if wrong := [check for check in plan.checks if check not in asked]:
        raise ValueError(f"{place}: checks = {wrong[0]!r}, which is no check of the lesson; allowed: {', '.join(asked) or 'none'}")
    return plan


def minutes(lesson: Lesson, way: Way) -> int:
    """How long a way through a lesson takes."""
    return sum(stretch.minutes for stretch in stretches(lesson, way))


def stretches(lesson: Lesson, way: Way) -> list[Stretch]:
    """The stretches of a way, as the lesson has them."""
    known = {stretch.section.heading: stretch for stretch in lesson.stretches}
    if wrong := [heading for heading in way.sections if heading not in known]:
        raise ValueError(f"{PLACE}: [{lesson.number}]: no minutes stand at {wrong[0]!r}; allowed: {'; '.join(known)}")
    return [known[heading] for heading in way.sections]


def belief(misconception: str) -> str:
    """What somebody thinks who gives a wrong answer, as a sentence; an id of several words is one already."""
    if " " in misconception:
        return f"{misconception[0].upper()}{misconception[1:]}."
    sentences = beliefs()
    if misconception not in sentences:
        raise ValueError(
            f"data/misconceptions.toml has no {misconception!r}, which a question names; add it with what one thinks who has it"
        )
    return sentences[misconception]


@cache
def beliefs() -> dict[str, str]:
    """Every misconception that is not a sentence by itself, with the sentence."""
    return load("misconceptions.toml")
