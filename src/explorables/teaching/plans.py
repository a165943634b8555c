"""What a teacher adds to a lesson: grouping, open questions, routes through it, an activity without computers (`data/teaching.toml`)."""

import msgspec

from explorables.course import current
from explorables.lesson import Lesson, Segment, lessons
from explorables.records import from_toml

FILE = "data/teaching.toml"
FEWEST = 4  # rows of a table on a worksheet


class Route(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A route through a lesson in so many minutes: the headings of its segments, and how to go about it."""

    sections: tuple[str, ...]
    how: str


class Activity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a class does without computers, and what that shows and does not show."""

    name: str
    needs: str
    minutes: int
    steps: tuple[str, ...]
    shows: str


class Criterion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of a rubric: what one `can`, and how that looks in who begins to, who does it, and who goes further."""

    can: str
    begins: str
    does: str
    further: str


class Mixed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A lesson for a class of mixed ability: what everybody does, how some are helped and with which beginnings of sentences, what
    there is for those who are done early, and a rubric.
    """

    core: str
    supported: str
    starters: tuple[str, ...]
    stretch: tuple[str, ...]
    rubric: tuple[Criterion, ...]


class Plan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One lesson from the teacher's side. `checks` are the questions that its worksheet asks beside the predictions.

    `rows` says how many rows the table of a task needs, by the id of the task's cell; others have FEWEST.
    """

    number: str
    grouping: str
    ask: tuple[str, ...]
    watch: tuple[str, ...]
    checks: tuple[str, ...]
    short: Route
    full: Route
    paper: Activity
    mixed: Mixed | None = None
    rows: dict[str, int] = {}


def plans() -> dict[str, Plan]:
    """The plans of lessons by their numbers; a lesson need not have one."""
    return current().registry.once(read_plans)


def read_plans() -> dict[str, Plan]:
    """The plans of `teaching.toml`; ValueError, naming the entry, for what is missing or does not fit the notebook."""
    path, known = current().data / "teaching.toml", {lesson.number: lesson for lesson in lessons().values()}
    found = from_toml(Plan, path, "number") if path.exists() else {}
    if wrong := sorted(set(found) - set(known)):
        raise ValueError(f"{FILE}: [{wrong[0]}]; allowed: the number of a lesson, {', '.join(known)}")
    return {number: checked(plan, known[number]) for number, plan in found.items()}


def checked(plan: Plan, lesson: Lesson) -> Plan:
    """The plan, if it fits its lesson."""
    place = f"{FILE}: [{lesson.number}]"
    if not 3 <= len(plan.ask) <= 5:
        raise ValueError(f"{place}: {len(plan.ask)} questions to the class; allowed: 3 to 5")
    for name, route, most in (("short", plan.short, 15), ("full", plan.full, 45)):
        if not 0 < (took := minutes(lesson, route)) <= most:
            raise ValueError(f"{place}: its {name} route takes {took} minutes; allowed: up to {most}")
    asked = [block.name for block in lesson.of("question") if block.question.kind in ("quiz", "number")]
    if wrong := [check for check in plan.checks if check not in asked]:
        raise ValueError(f"{place}: checks = {wrong[0]!r}, which is no check of the lesson; allowed: {', '.join(asked) or 'none'}")
    tasks = [block.cell.id for block in lesson.of("task")]
    if unknown := [task for task in plan.rows if task not in tasks]:
        raise ValueError(f"{place}: rows = {unknown[0]!r}, which is no task of the lesson; allowed: {', '.join(tasks) or 'none'}")
    if few := [task for task, count in plan.rows.items() if not FEWEST <= count <= 12]:
        raise ValueError(f"{place}: rows: {few[0]} = {plan.rows[few[0]]}; allowed: {FEWEST} to 12")
    return plan


def minutes(lesson: Lesson, route: Route) -> int:
    """How long a route through a lesson takes."""
    return sum(segment.minutes for segment in segments(lesson, route))


def segments(lesson: Lesson, route: Route) -> list[Segment]:
    """The segments of a route, as the lesson has them."""
    known = {segment.section.heading: segment for segment in lesson.segments}
    if wrong := [heading for heading in route.sections if heading not in known]:
        raise ValueError(f"{FILE}: [{lesson.number}]: no minutes stand at {wrong[0]!r}; allowed: {'; '.join(known)}")
    return [known[heading] for heading in route.sections]


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


def beliefs() -> dict[str, str]:
    """Every misconception that is not a sentence by itself, with the sentence."""
    return current().registry.optional("misconceptions.toml")
