"""Lessons 10 to 12: answers begin with their verdict, urgent signs name who says so, the story at the end goes through all lessons."""

import re
from pathlib import Path

import pytest

from explorables.lesson import read
from explorables.questions import questions
from explorables.references import CITATION
from explorables.registry import table

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
LAST = ("10_normal_or_warning", "11_what_to_do_instead", "12_the_claims_court")


def cells(stem):
    return read(NOTEBOOKS / f"{stem}.ipynb").nb.cells


ASKED = [found[1] for stem in LAST for cell in cells(stem) if (found := re.fullmatch(r'ask\("(\w+)"\)', cell.source))]


@pytest.mark.parametrize("name", ASKED)
def test_an_answer_begins_with_its_verdict(name):
    question = questions()[name]
    for option in question.options:
        said, right = (option.later, option.met) if question.kind == "prediction" else (option.feedback, option.correct)
        assert re.match(r"(Right|Yes)[.,:]" if right else r"(No|Not quite|Half right|Mostly no)[.,:]", said), said
    for answer in question.answers:
        assert re.match(r"Right[.,:]" if answer.correct else r"(No|Not quite)[.,:]", answer.feedback), answer.feedback


def test_whatever_is_called_urgent_names_who_says_so():
    rows = table("seeing").rows
    assert [row[0] for row in rows if not CITATION.search(row[2])] == ["Only a noise, without any of these"]
    stroke = next(row for row in rows if "speaking, seeing or walking" in row[0])
    assert stroke[1].startswith("At once") and any("sciatica" in row[0] for row in rows)


def test_the_newest_guidance_is_told():
    who = next(row for row in table("guides").rows if "[who2023]" in row[0])
    assert "manipulation" in who[2].partition("Not as a routine")[0] and "TENS" in who[2].partition("Not as a routine")[2]


def test_the_last_verdict_names_every_lesson_in_order():
    (verdict,) = (cell.source for cell in cells(LAST[-1]) if "verdict" in cell.metadata.get("tags", ()))
    assert re.findall(r"\]\((\d\d)_", verdict) == [f"{lesson:02}" for lesson in range(1, 12)]


@pytest.mark.parametrize("stem", LAST)
def test_what_a_learner_may_make_their_own_asks_the_lessons_model(stem):
    (own,) = (cell for cell in cells(stem) if cell.cell_type == "code" and "yours" in cell.metadata.get("tags", ()))
    assert 6 <= sum(bool(line.strip()) for line in own.source.splitlines()) <= 10
    assert "models." in own.source and re.search(r"^interact\(draw, \w+=\(", own.source, re.MULTILINE)
    setup = next(cell.source for cell in cells(stem) if "setup" in cell.metadata.get("tags", ()))
    assert "models" in setup
