"""The pages of a learner alone: the path through the lessons with what was answered, and the reviews with their days."""

from collections.abc import Callable

from explorables.lesson import Lesson, lessons
from explorables.questions import my_answers, pretest, questions
from explorables.site.layout import others, render_page
from explorables.web import template


def pages() -> dict[str, Callable[[], str]]:
    """Each page by the name of its file, without the ending."""
    return {"progress": progress, "review": review}


def progress() -> str:
    """Every lesson with its minutes and its questions; what is answered, what came of it and what to do next is the browser's block."""
    shown = [(lesson, *(asked(lesson, predicted) for predicted in (True, False))) for lesson in lessons().values()]
    minutes = sum(lesson.minutes for lesson in lessons().values())
    sections = ((lesson, section) for lesson in lessons().values() for section in lesson.sections)
    again = next((f"{lesson.name}.html#{section.anchor}" for lesson, section in sections if section.of("again")), "")
    page = template("progress.html").render(
        again=again,
        shown=shown,
        minutes=minutes,
        judged=judged(),
        answers=my_answers(compared=bool(pretest())).html(),
        reviewed="review" in others(),
    )
    return render_page("Your path", page, "progress")


def asked(lesson: Lesson, predicted: bool) -> list[str]:
    """The names of a lesson's predictions, or of all its other questions."""
    return [name for name, (_, block) in lesson.asked.items() if (block.question.kind == "prediction") == predicted]


def judged() -> list[dict]:
    """Every answer that can be right, with the place of its question: predictions with a result, reviews, the twelve asked again."""
    found = []
    for lesson in lessons().values():
        for section in lesson.sections:
            for block in section.of("question", "again"):
                question = block.question
                options = [{"id": found.id, "texts": found.texts, "right": found.correct or found.met} for found in question.options]
                withheld = question.kind == "pretest" and block.kind != "again"
                if withheld or question.kind in ("quiz", "number") or not any(option["right"] for option in options):
                    continue
                name, place = "again:" * (block.kind == "again") + question.id, f"{lesson.name}.html#{section.anchor}"
                found.append({"id": name, "kind": question.kind, "of": question.of, "ask": question.ask, "options": options, "at": place})
    return found


def review() -> str:
    """All reviews in the order of the lessons they bring back; which of them are due is the browser's block."""
    asks = [question for question in questions().values() if question.kind == "review"]
    groups = [(lesson, [question for question in asks if question.of == lesson.number]) for lesson in lessons().values()]
    return render_page("Review questions", template("review.html").render(groups=[group for group in groups if group[1]]), "review")
