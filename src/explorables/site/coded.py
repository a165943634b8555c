"""The questions of a lesson's page, in order, as short codes count them (`web/code.js`)."""

import zlib

from explorables.lesson import Lesson
from explorables.questions import Question


def coded(lesson: Lesson) -> list[tuple[str, Question]]:
    """Every question that the page asks, reviews too, by the name under which a browser keeps the answer."""
    blocks = lesson.of("question", "again")
    return [("again:" * (block.kind == "again") + block.name, block.question) for block in blocks]


def edition(lesson: Lesson) -> int:
    """A number below 2^15 for the lesson with its questions and answers as they are: a code of other questions is known by it."""
    asked = [(name, *(option.id for option in one.options), *((r.low, r.high) for r in one.answers)) for name, one in coded(lesson)]
    return zlib.crc32(repr((lesson.facts.course, lesson.name, asked)).encode()) % 2**15
