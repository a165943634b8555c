"""The pages on which a teacher counts a class: what learners handed in, read at once, and a vote on one question.

They hold every question of the course with what is right and what stands behind a wrong answer, and work without a network. What
is read stays in the open page.
"""

from collections.abc import Callable
from typing import Any

from explorables.course import current
from explorables.lesson import Lesson, lessons
from explorables.questions import Option, Question, Range
from explorables.site.coded import coded, edition
from explorables.site.layout import render_page
from explorables.teaching.plans import belief
from explorables.web import template

TITLES = {"class": "Your class, counted", "vote": "Vote now"}


def pages() -> dict[str, Callable[[], str]]:
    """Each page by the name of its file, without the ending; none where a course has nothing for teachers, or asks nothing."""
    wanted = current().registry.optional("teaching.toml") and any(coded(lesson) for lesson in lessons().values())
    return {"class": lambda: page("class"), "vote": lambda: page("vote")} if wanted else {}


def page(name: str) -> str:
    """One of the two."""
    return render_page(TITLES[name], template(f"{name}.html").render(title=TITLES[name], lessons=counted()), name)


def counted() -> list[dict[str, Any]]:
    """Every lesson that asks something, as the scripts count it; ValueError where two lessons have codes that look alike."""
    made = [as_data(lesson) for lesson in lessons().values() if coded(lesson)]
    editions = [lesson["edition"] for lesson in made]
    if twice := [lesson["title"] for lesson in made if editions.count(lesson["edition"]) > 1]:
        raise ValueError(f"the codes of {' and '.join(map(repr, twice))} look alike; allowed: another id for one of their questions")
    return made


def as_data(lesson: Lesson) -> dict[str, Any]:
    """A lesson with its questions in the order of its page."""
    asked = [question_data(name, question) for name, question in coded(lesson)]
    return {"title": lesson.listed, "edition": edition(lesson), "questions": asked}


def question_data(name: str, question: Question) -> dict[str, Any]:
    """A question: under which names its answers are kept, the earlier first, and its answers."""
    answers: tuple[Option | Range, ...] = (*question.options, *question.answers)
    return {
        "id": name,
        "names": [question.id, name] if name != question.id else [name],
        "kind": question.kind,
        "ask": question.ask,
        "asksSure": question.kind in ("prediction", "pretest", "review"),
        "of": len(answers),
        "answers": [answer_data(answer, question) for answer in answers],
    }


def answer_data(answer: Option | Range, question: Question) -> dict[str, Any]:
    """An answer: how it is known in a file, its words, whether it is right or came out, and what stands behind it."""
    if isinstance(answer, Range):
        return {"low": answer.low, "high": answer.high, "text": answer.words(question.unit), "right": answer.correct, "belief": ""}
    behind = belief(answer.misconception) if answer.misconception else ""
    return {"id": answer.id, "texts": answer.texts, "text": answer.text, "right": answer.correct or answer.met, "belief": behind}
