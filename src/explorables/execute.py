"""Notebooks as they are stored: executed from the top, in a normal form that is the same wherever they are executed."""

from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from explorables.blocks import rewritten, speaks_for_itself
from explorables.course import current
from explorables.lesson import read
from explorables.registry import linked

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


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
    client = NotebookClient(nb, timeout=120, resources={"metadata": {"path": str(path.parent)}})
    try:
        client.execute(env=current().environment())
    except CellExecutionError:
        outputs = ((cell, output) for cell in nb.cells for output in cell.get("outputs", ()))
        cell, told = next((cell, output) for cell, output in outputs if output.output_type == "error")
        begins = cell.source.partition("\n")[0]
        raise ValueError(
            f"notebooks/{path.name}: cell {cell.id!r} ({begins}) failed with {told.ename}: {told.evalue}; "
            "allowed: cells that run from the top"
        ) from None
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
