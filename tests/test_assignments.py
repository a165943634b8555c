"""Exercises as assignments: nbgrader makes, collects and grades them; nothing in a learner's copy tells an answer."""

import csv
import re
import subprocess
import sys

import nbformat
import pytest

from explorables.blocks import rewritten
from explorables.lesson import lessons
from explorables.questions import questions
from explorables.references import unlinked
from explorables.teaching.assignments import assignment
from explorables.teaching.grading import POINTS, mark

EXERCISES = {question.id: question for question in questions().values() if question.kind == "exercise"}
every = pytest.mark.parametrize("key", EXERCISES)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The folder that `make assignments` writes."""
    folder = tmp_path_factory.mktemp("assignments")
    subprocess.run([sys.executable, "-m", "explorables", "assignments", "crepitus", str(folder)], check=True)
    return folder


def nbgrader(folder, *command):
    done = subprocess.run([sys.executable, "-m", "nbgrader", *command], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def written():
    """The answer cell of each exercise in the instructor's version: its source by exercise."""
    answers = [cell for lesson in lessons().values() for cell in assignment(lesson).cells if cell.id.endswith("_answer")]
    return {cell.metadata.nbgrader.grade_id.removesuffix("_answer"): cell.source for cell in answers}


def function(source):
    made = {}
    exec(source, made)
    return next(value for name, value in made.items() if name.startswith("my_"))


@every
def test_the_solution_earns_all_marks_and_no_answer_none(written, key):
    assert mark(key, function(written[key])) == POINTS["right"] == 4
    stub, _, _ = written[key].partition("    ### BEGIN SOLUTION")
    assert mark(key, function(stub + "    raise NotImplementedError")) == 0


@every
def test_the_course_s_own_function_and_idle_answers_earn_nothing(key):
    own = EXERCISES[key].function
    idle = (lambda **_: 1.0, lambda **given: next(iter(given.values())), lambda **given: 0 * sum(given.values()))
    assert [mark(key, attempt) for attempt in (own, lambda **given: own(**given), *idle)] == [0] * 5


def test_a_learner_s_copy_has_the_lesson_s_words_and_stubs(course):
    for lesson in lessons().values():
        cells = lesson.nb.cells
        exercises = [i for i, cell in enumerate(cells) if "answer" in cell.metadata.get("tags", ())]
        path = course / f"release/exercise_{lesson.number}/exercise_{lesson.number}.ipynb"
        assert path.exists() == bool(exercises)
        copied = rewritten(nbformat.read(path, 4), unlinked).cells[1:] if exercises else []
        assert [cell.source.replace("## ", "### ") for cell in copied[0::3]] == [cells[i - 1].source for i in exercises]
        assert [cell.source for cell in copied[1::3]] == [cells[i].source for i in exercises]


def test_a_learner_s_copy_tells_no_answer(course, written):
    copies = {path: path.read_text(encoding="utf-8") for path in sorted((course / "release").rglob("*.*"))}
    assert {path.suffix for path in copies} == {".ipynb"}
    left = dict(EXERCISES)
    for path, text in copies.items():
        assert not re.search("SOLUTION|HIDDEN|crepitus.models", text)
        shown = nbformat.reads(text, 4).cells
        assert not any(cell.get("outputs") for cell in shown)
        for key in re.findall(r'mark\(\\"(\w+)\\"', text):
            question = left.pop(key)
            assert not re.search(rf"\b{question.model.rpartition('.')[2]}\b", text), path
            solution = written[key].partition("### BEGIN SOLUTION")[2].partition("### END SOLUTION")[0]
            assert not [line for line in solution.splitlines() if re.search(r"\w", line) and line.strip() in text], path
            values = [float(question.function(**case)) for case in question.cases]
            assert not [value for value in values if f"{value:.3g}" in str([cell.source for cell in shown])], path
    assert not left


CURVE = "limit / 2 * (1 + __import__('numpy').tanh((drive - middle) / width))"
WEIGHT = "(drive - without) / pain"
HANDED_IN = {  # by learner: the two answers to exercise_06, what is done to its test cells, and the marks
    "right": (CURVE, WEIGHT, None, 4 + 4),
    "empty": (None, None, None, 0),
    "nearly": (f"-{CURVE}", f"1000 * {WEIGHT}", None, 3 + 2),
    "crash": ("limit / / 2", f"__import__('warnings').warn('noise') or {WEIGHT}", None, 0 + 4),
    "cheat": (
        "limit\n\n\ndef mark(*_):\n    return 4",
        "__import__('crepitus.models.gate_at_rest').models.gate_at_rest.weight_needed(**locals())",
        "4",
        0,
    ),
    "tidy_up": (CURVE, "pain", "", 4 + 0),
}


@pytest.mark.soak
def test_nbgrader_collects_and_grades_what_was_handed_in(course):
    archive = course / "downloaded/exercise_06/archive"
    archive.mkdir(parents=True)
    for learner, (curve, weight, test, _) in HANDED_IN.items():
        copy = nbformat.read(course / "release/exercise_06/exercise_06.ipynb", 4)
        for cell, answer in ((copy.cells[2], curve), (copy.cells[5], weight)):
            cell.source = cell.source.replace("raise NotImplementedError", f"return {answer}" if answer else "raise NotImplementedError")
        for cell in (copy.cells[3], copy.cells[6]):
            cell.source = cell.source if test is None else test
        copy.cells = [cell for cell in copy.cells if cell.source]
        nbformat.write(copy, archive / f"{learner}_exercise_06.ipynb")
    nbgrader(course, "zip_collect", "exercise_06")
    nbgrader(course, "autograde", "exercise_06")
    nbgrader(course, "export", "--assignment=['exercise_06']")
    with (course / "grades.csv").open() as lines:
        marks = {row["student_id"]: (float(row["score"]), float(row["max_score"])) for row in csv.DictReader(lines)}
    assert marks == {learner: (given[-1], 8) for learner, given in HANDED_IN.items()}
