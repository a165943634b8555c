"""The pages of a learner alone: the path through the lessons with what was answered, and the reviews with their days."""

from collections.abc import Callable

from crepitus.questions import my_answers, questions
from crepitus.site.frame import framed
from crepitus.site.lesson import Lesson, lessons
from crepitus.web import template


def pages() -> dict[str, Callable[[], str]]:
    """Each page by the name of its file, without the ending."""
    return {"progress": progress, "review": review}


def progress() -> str:
    """Every lesson with its minutes and its questions; what is answered, what came of it and what to do next is the browser's part."""
    shown = [(lesson, *(asked(lesson, predicted) for predicted in (True, False))) for lesson in lessons().values()]
    minutes = sum(lesson.minutes for lesson in lessons().values())
    page = template("progress.html").render(shown=shown, minutes=minutes, judged=judged(), answers=my_answers(compared=True).html())
    return framed("Your path", page, "progress")


def asked(lesson: Lesson, predicted: bool) -> list[str]:
    """The names of a lesson's predictions, or of all its other questions."""
    return [name for name, (_, part) in lesson.asked.items() if (part.question.kind == "prediction") == predicted]


def judged() -> list[dict]:
    """Every answer that can be right, with the place of its question: predictions with a result, reviews, the twelve asked again."""
    found = []
    for lesson in lessons().values():
        for section in lesson.sections:
            for part in section.of("question", "again"):
                question = part.question
                choices = {option.text: option.correct or option.met for option in question.options}
                withheld = question.kind == "pretest" and part.kind != "again"
                if withheld or question.kind in ("quiz", "number") or not any(choices.values()):
                    continue
                name, place = "again:" * (part.kind == "again") + question.id, f"{lesson.name}.html#{section.anchor}"
                found.append({"id": name, "kind": question.kind, "of": question.of, "ask": question.ask, "choices": choices, "at": place})
    return found


def review() -> str:
    """All reviews in the order of the lessons they bring back; which of them are due is the browser's part."""
    asks = [question for question in questions().values() if question.kind == "review"]
    groups = [(lesson, [question for question in asks if question.of == lesson.number]) for lesson in lessons().values()]
    return framed("Review questions", template("review.html").render(groups=[group for group in groups if group[1]]), "review")
