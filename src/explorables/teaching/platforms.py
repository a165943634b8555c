"""The course for learning platforms: `explorables platforms COURSE [FOLDER]`.

Every question that can be right or wrong, as Moodle XML and as packages of QTI 2.1 and 1.2, each with what is said to every answer; and
every lesson as packages of SCORM 1.2 and 2004 that reports whether it is done, and the share of right answers. How sure somebody is has no
place in these formats, and a question of the pre-test is met with what is said when it is asked again.
"""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from explorables.course import current
from explorables.lesson import Lesson, lessons
from explorables.questions import Option, Question, Range, questions
from explorables.references import CITATION
from explorables.registry import reference
from explorables.teaching import moodle, qti, qti12, scorm
from explorables.teaching.items import Answer, Item
from explorables.teaching.plans import belief


def build(folder: Path) -> None:
    """Write them all into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    items = {place: [item(found) for found in asked] for place, asked in scorable().items()}
    made = {f"{current().slug}-moodle.xml": moodle.written(current().title, items)}
    made[f"{current().slug}-qti-2.1.zip"] = packed(qti.files(current().title, items))
    made[f"{current().slug}-qti-1.2.zip"] = packed(qti12.files(current().title, items))
    for name, content in made.items():
        put(folder / name, content)
    for lesson in lessons().values():
        if lesson.of("question", "again"):
            for edition in scorm.EDITIONS:
                put(folder / f"{lesson.name}-scorm-{edition}.zip", packed(scorm.files(lesson, edition)))


def put(path: Path, content: bytes) -> None:
    """A file, and a line that says so."""
    path.write_bytes(content)
    print(f"{path}: {len(content) / 1e3:.0f} kB")


def scorable() -> dict[str, list[Question]]:
    """Every question that can be right or wrong, by the lesson that asks it first; those of reviews by the lesson they bring back."""
    left = {name: question for name, question in questions().items() if question.kind in Question.SCORED}
    found = {lesson.listed: [left.pop(name) for name in names(lesson) if name in left] for lesson in lessons().values()}
    for question in left.values():  # reviews that no lesson asks, only the page of reviews
        found.setdefault("Review questions", []).append(question)
    return {place: asked for place, asked in found.items() if asked}


def names(lesson: Lesson) -> list[str]:
    """The questions of a lesson, and the reviews of it, wherever they are asked."""
    reviews = [question.id for question in questions().values() if question.of == lesson.number]
    asked = [block.name for block in lesson.of("question") if not block.question.of]
    return list(dict.fromkeys([*asked, *reviews]))


def item(question: Question) -> Item:
    """A question in plain words: its id, what it asks, and its answers."""
    asks = plain(question.ask) + (f" Answer in: {question.unit}." if question.unit else "")
    answers: tuple[Option | Range, ...] = (*question.options, *question.answers)
    return Item(question.id, asks, tuple(answer(found, question) for found in answers))


def answer(found: Option | Range, question: Question) -> Answer:
    """An answer with all that is said to it."""
    if isinstance(found, Range):
        return Answer(found.words(question.unit), plain(found.feedback), found.correct, bounds=(found.low, found.high))
    said = found.later if question.kind == "pretest" else found.feedback
    return Answer(found.text, plain(said), found.correct, belief(found.misconception) if found.misconception else "")


def plain(text: str) -> str:
    """Words whose citations are authors and year."""
    return CITATION.sub(lambda found: f"({reference(found[1]).short})", text)


def packed(files: Mapping[str, bytes]) -> bytes:
    """The files in one archive, the same bytes at every build."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return into.getvalue()
