"""The exercises as assignments for nbgrader: `explorables assignments COURSE [FOLDER]`.

There is one assignment for each lesson that has an exercise: a class does one lesson at a time, and wants its marks before the next. The
folder is a course of nbgrader's. To hand out, collect and grade the exercise of lesson 03:

1. `explorables assignments COURSE _assignments` writes `_assignments/source` (with solutions, for teachers) and
   `_assignments/release` (without, for learners).
2. Hand out `release/exercise_03/exercise_03.ipynb`. A learner opens it where the course is installed.
3. Put what comes back into `downloaded/exercise_03/archive`, each named after its learner: `ada_exercise_03.ipynb`.
4. In the folder, `nbgrader zip_collect exercise_03`, `nbgrader autograde exercise_03`, and `nbgrader generate_feedback exercise_03` for a
   page for each learner (nbgrader is in `.venv/bin`).
5. `nbgrader export --assignment="['exercise_03']"` writes the marks into `grades.csv`; without the name those of every exercise, with 0
   where one was never handed out.

Nothing about an answer is said twice: words and stub are the lesson's, the solution is the body of the course's own function, and marks
follow from the diagnosis that the lesson gives (`grading`). What learners do to a test cell is undone before it is run. As always
with nbgrader, an answer and its test run in one process: somebody set on cheating can, where a teacher reads the answer.
"""

import ast
import inspect
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from explorables.course import current
from explorables.execute import METADATA
from explorables.lesson import Lesson, lessons
from explorables.questions import declared
from explorables.registry import linked
from explorables.teaching.grading import POINTS

STUB = "raise NotImplementedError"
CONFIG = r'''"""Read by nbgrader in this folder. Each `explorables assignments` writes it anew."""

c = get_config()  # noqa: F821
c.CourseDirectory.course_id = "{course_id}"
c.ClearSolutions.code_stub = {{"python": "{stub}"}}
c.OverwriteCells.add_missing_cells = True  # a test cell that a learner deleted
c.FileNameCollectorPlugin.named_regexp = r".*[/\\](?P<student_id>[^/\\]+)_(?P<file_id>exercise_\w+)"
'''
HEAD = f"""# Exercise for lesson {{lesson.number}}: {{lesson.title}}

This belongs to the part *Under the hood* of the lesson. Read that first. Then write your function, run its cell, and run the cell below it: it says what is right or wrong, and how many marks that earns. Do so as often as you like. Save the notebook and hand it in.

Right: {POINTS["right"]} marks. Wrong in nothing but the sign: {POINTS["sign"]}. Wrong in nothing but a constant factor: {POINTS["factor"]}. A function that calls the course's own earns none."""  # noqa: E501


def build(folder: Path) -> None:
    """Write the course of nbgrader's into a folder; what learners handed in, and their marks, stay as they are."""
    for lesson in lessons().values():
        if lesson.of("answer"):
            path = folder / f"source/exercise_{lesson.number}/exercise_{lesson.number}.ipynb"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(nbformat.writes(assignment(lesson), 4) + "\n", encoding="utf-8")
    (folder / "nbgrader_config.py").write_text(CONFIG.format(course_id=current().slug.replace("-", "_"), stub=STUB), encoding="utf-8")
    own = os.environ | {"PATH": str(Path(sys.executable).parent) + os.pathsep + os.environ["PATH"]}  # nbgrader calls alembic by its name
    made = ["generate_assignment", "exercise_*", "--force", "--log-level=ERROR"]
    subprocess.run([sys.executable, "-m", "nbgrader", *made], cwd=folder, env=own, check=True)


def assignment(lesson: Lesson) -> NotebookNode:
    """The notebook of a lesson's exercises: of each the words, the answer with its solution, and the test.

    ValueError, naming notebook and cell, where an answer is not followed by its check.
    """
    cells = [new_markdown_cell(HEAD.format(lesson=lesson), id="head")]
    for words, stub, check in zip(lesson.blocks, lesson.blocks[1:], lesson.blocks[2:]):
        if stub.kind == "answer":
            asked = re.fullmatch(r'check\("(\w+)", (\w+)\)', check.cell.source)
            if not asked:
                raise ValueError(f'{lesson.place}: {check.cell.source!r} follows an answer; allowed: check("id", function)')
            key, function = asked.groups()
            test = f'import {current().name}\nfrom explorables.teaching.grading import mark\n\nmark("{key}", {function})'
            cells += [
                new_markdown_cell(linked(words.cell.source.replace("### ", "## ")), id=f"{key}_words"),
                graded(new_code_cell(solved(stub.cell.source, key)), f"{key}_answer", solution=True),
                graded(new_code_cell(test), f"{key}_test", points=POINTS["right"]),
            ]
    return new_notebook(cells=cells, metadata=METADATA)


def graded(cell: NotebookNode, name: str, solution: bool = False, points: int = 0) -> NotebookNode:
    """A cell that nbgrader knows: an answer with its solution, or a locked test with its points."""
    cell.id = name
    cell.metadata["nbgrader"] = {"schema_version": 3, "grade_id": name, "solution": solution, "grade": not solution, "locked": not solution}
    cell.metadata["nbgrader"] |= {"task": False, "cell_type": "code"} | ({} if solution else {"points": points})
    return cell


def solved(stub: str, key: str) -> str:
    """The stub, filled with the body of the course's own function between the marks that nbgrader looks for."""
    question = declared(key)
    module, source = sys.modules[question.function.__module__], inspect.getsource(question.function)
    definition = next(node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef))
    statements = definition.body[1:]  # the first is the docstring
    names = {node.id for statement in statements for node in ast.walk(statement) if isinstance(node, ast.Name)}
    lines = []
    for name in sorted((names - {*question.function.__code__.co_varnames}) & {*vars(module)}):
        used = getattr(module, name)
        wanted = f"import {used.__name__} as {name}" if inspect.ismodule(used) else f"from {module.__name__} import {name}"
        lines.append(wanted.replace(f"{name} as {name}", name))
    for name, parameter in inspect.signature(question.function).parameters.items():
        if name not in question.cases[0]:
            lines.append(f"{name} = {parameter.default!r}")
    filled = [f"    {line}" for line in ("### BEGIN SOLUTION", *lines)]
    filled += [*source.splitlines()[statements[0].lineno - 1 :], "    ### END SOLUTION"]
    return stub.replace(f"    {STUB}", "\n".join(filled))
