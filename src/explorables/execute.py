"""Notebooks as they are stored: executed from the top, in a normal form that is the same wherever they are executed."""

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from explorables import course
from explorables.blocks import block, named, rewritten, speaks_for_itself
from explorables.claims import claims
from explorables.course import current
from explorables.lesson import read, read_lessons
from explorables.questions import questions
from explorables.registry import check_cited, linked, numbers, table, terms

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def check_data() -> None:
    """ValueError for what is wrong with data or with the facts of a lesson, before a cell meets it and is blamed."""
    for declared in (numbers, terms, questions, claims):
        declared()
    for lesson in read_lessons().values():
        for cell in lesson.nb.cells:
            block(nbformat.from_dict(cell | {"outputs": []}), lesson.where(cell))
            check_cited(cell.source if cell.cell_type == "markdown" else "", lesson.where(cell))
    for name in current().registry.files:
        table(name)


def write(paths: Iterable[Path], as_they_are: bool = False) -> None:
    """Bring notebooks into their stored form on all processors, executed or as they are."""
    with ProcessPoolExecutor() as processes:
        for path in processes.map(partial(write_one, current().name, as_they_are), paths):
            print(path, flush=True)


def write_one(course_name: str, as_it_is: bool, path: Path) -> Path:
    """One of them, in any process; gives its path."""
    course.load(course_name)
    (store if as_it_is else execute)(path)
    return path


def execute(path: Path) -> None:
    """Execute a notebook and store it; once more where what it cites was changed by that, which its bibliography reads as stored."""
    path.write_text(executed(path), encoding="utf-8", newline="\n")
    lesson = read(path)
    if any(block.name != " ".join(sorted(lesson.cited)) for block in lesson.of("bibliography")):
        path.write_text(executed(path), encoding="utf-8", newline="\n")


def store(path: Path) -> None:
    """Bring a notebook into its normal form as it is, without executing it."""
    path.write_text(normal(read(path).nb), encoding="utf-8", newline="\n")


def executed(path: Path) -> str:
    """The notebook's text after running every cell; ValueError, naming the cell, where one fails."""
    nb = read(path).nb
    quiet = ["--log-level=ERROR"]  # a kernel warns of its connection, which no other machine can reach
    client = NotebookClient(nb, timeout=120, extra_arguments=quiet, resources={"metadata": {"path": str(path.parent)}})
    try:
        client.execute(env=current().environment())
    except CellExecutionError:
        outputs = ((cell, output) for cell in nb.cells for output in cell.get("outputs", ()))
        cell, told = next((cell, output) for cell, output in outputs if output.output_type == "error")
        allowed = "" if "; allowed: " in told.evalue else "; allowed: cells that run from the top"
        raise ValueError(f"notebooks/{path.name}: {named(nb, cell)}, failed with {told.ename}: {told.evalue}{allowed}") from None
    return normal(nb)


def normal(nb: nbformat.NotebookNode) -> str:
    """The text of a notebook that was executed: citations as links, no widget state, no timings, code folded that nobody needs, one-space
    JSON.
    """
    nb = rewritten(nb, linked)
    nb.metadata = nbformat.from_dict(METADATA | {name: nb.metadata[name] for name in ("lesson",) if name in nb.metadata})
    for cell in nb.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code" and speaks_for_itself(cell):
            cell.metadata["jupyter"] = {"source_hidden": True}  # JupyterLab folds it; one click shows it
        if "yours" in cell.metadata.get("tags", ()) and cell.cell_type == "code":
            cell.outputs = []  # it plots what the learner chooses, which no stored picture is
        for output in cell.get("outputs", ()):
            output.get("data", {}).pop(WIDGET_VIEW, None)
            output.get("metadata", {}).pop(WIDGET_VIEW, None)
    return nbformat.writes(nb, 4) + "\n"
