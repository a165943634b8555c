"""The sheets of a classroom, made from the notebooks and `data/`: per lesson a plan, a worksheet and its answers; and the way to them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html import escape

from markupsafe import Markup

from crepitus.explorers import Explorer
from crepitus.questions import Question
from crepitus.site.frame import framed
from crepitus.site.lesson import Lesson, Part, Section, lessons
from crepitus.site.plan import Plan, belief, minutes, plans, stretches
from crepitus.site.prose import rendered
from crepitus.sources import CITATION, reference
from crepitus.web import template

SHEETS = {"teacher": "plan", "worksheet": "worksheet", "answers": "answers"}
COUNTED = {
    "prediction": ("a prediction", "predictions"),
    "task": ("a task", "tasks"),
    "question": ("a question", "questions"),
    "refutation": ("a misconception", "misconceptions"),
}


@dataclass(frozen=True)
class Step:
    """What a learner does with a pencil, numbered through a worksheet: predict, do or check. `found` is what a task should lead to."""

    number: int
    does: str
    part: Part
    explorer: Explorer | None = None
    found: str = ""


def pages() -> dict[str, Callable[[], str]]:
    """Each page by the name of its file, without the ending."""
    made = {"teaching": teaching}
    for lesson in lessons().values():
        for kind, words in SHEETS.items():
            made[f"{lesson.number}_{kind}"] = lambda lesson=lesson, kind=kind, words=words: sheet(lesson, kind, words.capitalize())
    return made


def teaching() -> str:
    """The teacher's way in: every lesson with its sheets, how to run one, which for whom, and what to do without computers."""
    lists = {"lessons": lessons(), "plans": plans(), "minutes": minutes, "beliefs": recurring(), "sheets": SHEETS}
    return framed("For teachers", template("teaching.html").render(lists), "teaching")


def sheet(lesson: Lesson, kind: str, words: str) -> str:
    """One of the three sheets of a lesson."""
    main = template(f"sheet_{kind}.html").render(
        lesson=lesson,
        plan=plans()[lesson.number],
        groups=groups(lesson),
        numbers={step.part.name: step.number for _, steps in groups(lesson) for step in steps if step.part.name},
        takeaways=[part for part in lesson.parts if part.kind == "takeaways"],
        sheets=SHEETS,
        # what the templates say things with
        happens=happens,
        stretches=stretches,
        minutes=minutes,
        found=found,
        quoted=quoted,
        belief=belief,
        elsewhere=elsewhere,
        answers=answers,
        prose=lambda source: prose(source, lesson),
        line=line,
        ended=lambda text: line(text if text.endswith((".", "?")) else f"{text}."),
    )
    return framed(f"{words} {lesson.number}: {lesson.title}", main, f"{lesson.number}_{kind}", sheet=True)


@cache
def groups(lesson: Lesson) -> list[tuple[Section, list[Step]]]:
    """The steps of a worksheet by section: every prediction and task, and the checks that the plan chooses."""
    made, number = [], 0
    for section in lesson.sections:
        steps = []
        for i, part in enumerate(section.parts):
            if does := what_one_does(part, plans()[lesson.number]):
                number += 1
                explorer = next((later.explorer for later in section.parts[i + 1 : i + 2] if later.kind == "explorer"), None)
                steps.append(Step(number, does, part, explorer, found(section, i) if does == "do" else ""))
        if steps:
            made.append((section, steps))
    return made


def what_one_does(part: Part, plan: Plan) -> str:
    """What a part asks for on paper, or nothing."""
    if part.kind == "task":
        return "do"
    if part.kind == "question" and part.question.kind in ("prediction", "pretest"):
        return "predict"
    return "check" if part.kind == "question" and part.name in plan.checks else ""


def found(section: Section, at: int) -> str:
    """What the task at a place should have led to: the text that says so, else the first one after its experiment."""
    after = section.parts[at + 1 :]
    after = after[: next((i for i, part in enumerate(after) if part.kind == "task"), None)]
    texts = [part for part in after if part.kind == "found"] or [part for part in after if part.kind == "text"]
    return texts[0].text.partition("\n#")[0] if texts else ""


def quoted(section: Section) -> str:
    """What a section puts before a class to be read and judged, without which its questions cannot be answered."""
    return "\n".join(line for part in section.of("text") for line in part.text.splitlines() if line.startswith(">"))


def happens(parts: tuple[Part, ...]) -> str:
    """What a class meets in a stretch, counted."""
    kinds = Counter("prediction" if part.kind == "question" and part.question.kind == "prediction" else part.kind for part in parts)
    return ", ".join(one if kinds[kind] == 1 else f"{kinds[kind]} {many}" for kind, (one, many) in COUNTED.items() if kinds[kind])


def answers(question: Question) -> list[tuple[str, bool, str, str]]:
    """Every answer: its words, whether it is right, what is said to it in the end, and the misconception behind it; right ones first."""
    asked_later = question.kind in ("prediction", "pretest")
    options = [
        (option.text, option.correct, option.later if asked_later else option.feedback, option.misconception) for option in question.options
    ]
    ranges = [(answer.words(question.unit), answer.correct, answer.feedback, "") for answer in question.answers]
    return sorted(options + ranges, key=lambda answer: not answer[1])


@cache
def asked_where() -> dict[str, list[Lesson]]:
    """Every belief behind a wrong answer, with the lessons that ask for it."""
    where: dict[str, list[Lesson]] = {}
    for lesson in lessons().values():
        for part in lesson.parts:
            for option in part.question.options if part.kind == "question" else ():
                if option.misconception and lesson not in where.setdefault(belief(option.misconception), []):
                    where[belief(option.misconception)].append(lesson)
    return where


def elsewhere(misconception: str, lesson: Lesson) -> list[Lesson]:
    """The other lessons in which the same belief comes up."""
    return [other for other in asked_where()[belief(misconception)] if other is not lesson]


def recurring() -> list[tuple[str, list[Lesson]]]:
    """The beliefs that come up in several lessons, the most frequent first."""
    return sorted((entry for entry in asked_where().items() if len(entry[1]) > 1), key=lambda entry: (-len(entry[1]), entry[0]))


def prose(source: str, lesson: Lesson) -> Markup:
    """Markdown of a lesson as HTML of a sheet: what it links to is looked for in the lesson's page."""
    return Markup(cited(rendered(source).replace('href="#', f'href="{lesson.name}.html#').replace(".ipynb", ".html")))


def line(text: str) -> Markup:
    """Words with their citations as links."""
    return Markup(cited(escape(text, quote=False)))


def cited(markup: str) -> str:
    """HTML whose citations lead to the sources."""
    return CITATION.sub(lambda key: f'[<a href="sources.html#ref-{key[1]}">{escape(reference(key[1]).short)}</a>]', markup)
