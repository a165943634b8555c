"""What a README says of a course's lessons and counts, derived from them: between `<!-- NAME -->` and `<!-- /NAME -->`."""

import re
from collections.abc import Callable
from pathlib import Path

from explorables.catalogue import catalogue
from explorables.claims import claims
from explorables.course import current
from explorables.lesson import lessons
from explorables.questions import questions
from explorables.registry import numbers, references

MARKED = re.compile(r"(<!-- (\w+) -->)(.*?)(<!-- /\2 -->)", re.DOTALL)


def lesson_table() -> str:
    """Every lesson in a line of a Markdown table."""
    head = "| lesson | the question | what you do there | time |\n|---|---|---|---|"
    rows = [
        f"| [{lesson.number}](notebooks/{lesson.name}.ipynb) | {lesson.facts.question} | {lesson.facts.does} | {lesson.minutes} min |"
        for lesson in lessons().values()
    ]
    return "\n".join(["", head, *rows, ""])


DERIVED: dict[str, Callable[[], str]] = {
    "lessons": lesson_table,
    "claims": lambda: str(len(claims())),
    "numbers": lambda: str(len(numbers())),
    "sources": lambda: str(len(references())),
    "questions": lambda: str(len(questions())),
    "explorables": lambda: str(len(catalogue())),
}


def derived(text: str) -> str:
    """The text with everything between marks as the course has it; ValueError for a name that is none of DERIVED."""
    if wrong := [name for _, name, _, _ in MARKED.findall(text) if name not in DERIVED]:
        raise ValueError(f"README.md: <!-- {wrong[0]} -->; allowed: {', '.join(DERIVED)}")
    return MARKED.sub(lambda found: found[1] + DERIVED[found[2]]() + found[4], text)


def write_readme() -> Path | None:
    """Bring the README beside the course up to date, if there is one."""
    path = current().home / "README.md"
    if not path.exists():
        return None
    path.write_text(derived(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    return path
