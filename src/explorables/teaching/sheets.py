"""The sheets of a classroom, made from the notebooks and `data/`: per lesson a plan, a worksheet and its answers; and the way to them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from html import escape

from markupsafe import Markup

from explorables.blocks import Block, Section
from explorables.course import current
from explorables.explorable import Explorable
from explorables.lesson import Lesson, lessons
from explorables.questions import Question
from explorables.references import CITATION
from explorables.registry import reference
from explorables.site.layout import render_page
from explorables.site.markdown import rendered
from explorables.teaching import tally
from explorables.teaching.plans import FEWEST, Plan, belief, minutes, plans, segments
from explorables.web import template

SHEETS = {"teacher": "plan", "worksheet": "worksheet", "answers": "answers"}
COUNTED = {
    "prediction": ("a prediction", "predictions"),
    "task": ("a task", "tasks"),
    "question": ("a question", "questions"),
    "again": ("a question of the start, once more", "questions of the start, once more"),
    "refutation": ("a misconception", "misconceptions"),
}


@dataclass(frozen=True)
class Step:
    """What a learner does with a pencil, numbered through a worksheet: predict, do or check. `outcome` is what a task should lead to."""

    number: int
    does: str
    block: Block
    explorer: Explorable | None = None
    outcome: str = ""


def pages() -> dict[str, Callable[[], str]]:
    """Each page by the name of its file, without the ending."""
    made: dict[str, Callable[[], str]] = {"teaching": teaching}
    for lesson in (lesson for lesson in lessons().values() if lesson.number in plans()):
        for kind, words in SHEETS.items():
            made[f"{lesson.number}_{kind}"] = partial(sheet, lesson, kind, words.capitalize())
    return made


def teaching() -> str:
    """The teacher's way in: every lesson with its sheets, how to run one, which for whom, and what to do without computers."""
    planned = [lesson for lesson in lessons().values() if lesson.number in plans()]
    lists = {
        "lessons": lessons(),
        "planned": planned,
        "plans": plans(),
        "minutes": minutes,
        "beliefs": recurring(),
        "sheets": SHEETS,
        "together": tally.pages(),
    }
    return render_page("For teachers", template("teaching.html").render(lists), "teaching")


def sheet(lesson: Lesson, kind: str, words: str) -> str:
    """One of the three sheets of a lesson."""
    worksheet = groups(lesson)
    main = template(f"sheet_{kind}.html").render(
        lesson=lesson,
        plan=plans()[lesson.number],
        groups=worksheet,
        numbers={step.block.name: step.number for _, steps in worksheet for step in steps if step.block.name},
        takeaways=[block for block in lesson.of("takeaways")],
        pretest=[block for block in lesson.of("question") if block.question.kind == "pretest"],
        pretested=next((one for one in lessons().values() if any(b.question.kind == "pretest" for b in one.of("question"))), None),
        sheets=SHEETS,
        # what the templates say things with
        happens=happens,
        segments=segments,
        minutes=minutes,
        outcome=outcome,
        rows=lambda block: plans()[lesson.number].rows.get(block.cell.id, FEWEST),
        beginning=lambda explorer: explorer.readout(explorer.result(explorer.start)),
        quoted=quoted,
        belief=belief,
        elsewhere=elsewhere,
        answers=answers,
        prose=lambda source: prose(source, lesson),
        line=line,
        ended=lambda text: line(text if text.endswith((".", "?")) else f"{text}."),
    )
    return render_page(f"{words} {lesson.number}: {lesson.title}", main, f"{lesson.number}_{kind}", sheet=True)


def groups(lesson: Lesson) -> list[tuple[Section, list[Step]]]:
    """The steps of a worksheet by section: every prediction and task, and the checks that the plan chooses."""
    made, number = [], 0
    for section in lesson.sections:
        steps = []
        for i, block in enumerate(section.blocks):
            if does := what_one_does(block, plans()[lesson.number]):
                number += 1
                near = [*section.blocks[i + 1 : i + 2], *reversed(section.blocks[:i])]  # a scene may come before its task
                explorer = next((other.explorer for other in near if other.kind == "explorer"), None) if does == "do" else None
                steps.append(Step(number, does, block, explorer, outcome(section, i) if does == "do" else ""))
        if steps:
            made.append((section, steps))
    return made


def what_one_does(block: Block, plan: Plan) -> str:
    """What a block asks for on paper, or nothing."""
    if block.kind == "task":
        return "do"
    if block.kind == "question" and block.question.kind in ("prediction", "pretest"):
        return "predict"
    return "check" if block.kind == "question" and block.name in plan.checks else ""


def outcome(section: Section, at: int) -> str:
    """What the task at a place should have led to: the text that says so, else the first one after its experiment."""
    after = section.blocks[at + 1 :]
    after = after[: next((i for i, block in enumerate(after) if block.kind == "task"), None)]
    texts = [block for block in after if block.kind == "finding"] or [block for block in after if block.kind == "text"]
    return texts[0].text.partition("\n#")[0] if texts else ""


def quoted(section: Section) -> str:
    """What a section puts before a class to be read and judged, without which its questions cannot be answered."""
    return "\n".join(line for block in section.of("text") for line in block.text.splitlines() if line.startswith(">"))


def happens(blocks: tuple[Block, ...]) -> str:
    """What a class meets in a segment, counted."""
    kinds = Counter("prediction" if block.kind == "question" and block.question.kind == "prediction" else block.kind for block in blocks)
    return ", ".join(one if kinds[kind] == 1 else f"{kinds[kind]} {many}" for kind, (one, many) in COUNTED.items() if kinds[kind])


def answers(question: Question) -> list[tuple[str, bool, str, str]]:
    """Every answer: its words, whether it is right, what is said to it in the end, and the misconception behind it; right ones first."""
    asked_later = question.kind in ("prediction", "pretest")
    options = [
        (option.text, option.correct, option.later if asked_later else option.feedback, option.misconception) for option in question.options
    ]
    ranges = [(answer.words(question.unit), answer.correct, answer.feedback, "") for answer in question.answers]
    return sorted(options + ranges, key=lambda answer: not answer[1])


def asked_where() -> dict[str, list[Lesson]]:
    """Every belief behind a wrong answer, with the lessons that ask for it."""
    return current().registry.once(read_asked_where)


def read_asked_where() -> dict[str, list[Lesson]]:
    """The same, from every option of every question."""
    where: dict[str, list[Lesson]] = {}
    for lesson in lessons().values():
        for block in lesson.blocks:
            for option in block.question.options if block.kind == "question" else ():
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
