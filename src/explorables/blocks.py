"""The cells of a notebook as blocks of a lesson: what each is to a learner, and the sections they form.

What a cell is for is its tag, one of ROLES, or follows from what it shows; when a class arrives at a section is the `minute` in the
metadata of its heading's cell. No sentence is read for structure, only Markdown's own: headings, lists, links.
"""

import ast
import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from explorables.catalogue import catalogue
from explorables.claims import ledger
from explorables.explorable import MIME as EXPLORABLE
from explorables.explorable import Explorable
from explorables.questions import MIME as QUESTION
from explorables.questions import Question, again, ask, declared, my_answers, recall
from explorables.references import CITATION

if TYPE_CHECKING:
    import nbformat

ROLES = {
    "markdown": (
        "objectives", "reviews", "task", "finding", "refutation", "verdict", "hood", "exercise", "yours", "limits", "claims", "takeaways",
        "glossary", "sources",
    ),
    "code": ("setup", "answer", "yours"),
}  # fmt: skip
BESIDE = ("deeper", "nbval-ignore-output")  # tags that may stand beside a role: of a side path, and of what no two runs show alike
SHOWN: dict[str, Callable] = {  # what a cell shows that names a question: how it is made again for a page, by the name it stores
    "question": ask,
    "recall": recall,
    "again": again,
    "answers": lambda which: my_answers(compared=which == "compared"),
    "ledger": lambda _: ledger(),
}


@dataclass(frozen=True)
class Block:
    """One cell. `kind` says what it is to a learner; `name` is the id of its question or the name of its explorable.

    Kinds of text: text, and ROLES. Kinds of code: setup, answer, yours, question, recall, again, answers, ledger, check, explorer, still
    (an explorable without parameters), bibliography, output.
    """

    kind: str
    cell: "nbformat.NotebookNode"
    name: str = ""

    @property
    def text(self) -> str:
        """The Markdown or the code of the cell, without its heading."""
        return re.sub(r"\A#+ .+\n*", "", self.cell.source)

    @property
    def heading(self) -> str:
        """The heading that opens the cell, or nothing."""
        found = re.match(r"#+ (.+)", self.cell.source) if self.cell.cell_type == "markdown" else None
        return found[1] if found else ""

    @property
    def deeper(self) -> bool:
        """Whether it belongs to a side path."""
        return "deeper" in self.cell.metadata.get("tags", ())

    @property
    def question(self) -> Question:
        """The question that is asked."""
        return declared(self.name)

    @property
    def explorer(self) -> Explorable:
        """The explorable that stands there."""
        return catalogue()[self.name]

    @property
    def said(self) -> str:
        """The words that it puts before a reader, as Markdown."""
        if self.kind in ("setup", "answer", "answers", "ledger") or (self.kind == "yours" and self.cell.cell_type == "code"):
            return ""
        if self.kind in ("explorer", "still"):
            return f"{self.explorer.title}. {self.explorer.shows} {self.explorer.conclusion}"
        if self.cell.cell_type == "markdown":
            return self.text
        contents = (output.get("data", {}) for output in self.cell.outputs)
        return "\n".join(data.get("text/markdown") or data.get("text/plain", "") for data in contents)

    @property
    def awaits_a_run(self) -> bool:
        """Whether the cell should show something, and has never been run."""
        return self.kind == "output" and not self.cell.outputs and shows_something(self.cell.source)

    @property
    def cited(self) -> set[str]:
        """The keys of the works that it cites, also in what it says only to some answers."""
        if self.kind == "bibliography":
            return set()
        return set(CITATION.findall(SHOWN[self.kind](self.name).html() if self.kind in SHOWN else self.said))


@dataclass(frozen=True)
class Section:
    """A heading of the second or third level and what follows it; `minute` is when a class arrives there, where the lesson says so."""

    heading: str
    level: int
    minute: int | None
    blocks: tuple[Block, ...]

    @property
    def anchor(self) -> str:
        """The heading as the end of an address, as nbconvert writes it."""
        return quote(self.heading.replace(" ", "-"), safe="?/:@!$&'()*+,;=")

    @property
    def role(self) -> str:
        """What the whole section is for: the kind of the cell with its heading."""
        return self.blocks[0].kind

    def of(self, *kinds: str) -> list[Block]:
        """Its blocks of some kinds, in order."""
        return [block for block in self.blocks if block.kind in kinds]


def section(blocks: list[Block]) -> Section:
    """The blocks from one heading to the next."""
    cell = blocks[0].cell
    level = len(cell.source) - len(cell.source.lstrip("#"))
    return Section(blocks[0].heading, level, cell.metadata.get("minute"), tuple(blocks))


def named(nb: "nbformat.NotebookNode", cell: "nbformat.NotebookNode") -> str:
    """A cell as errors name it: by its number, counted from the top, its id, and its first line, by which JupyterLab finds it."""
    first, *_ = cell.source.strip().splitlines() or [""]
    return f"cell {nb.cells.index(cell) + 1}, id {cell.id!r}, which begins {first!r}"


def block(cell: "nbformat.NotebookNode", place: str) -> Block:
    """A cell of a notebook, and what it is to a learner; ValueError, naming its place, for one that cannot be read."""
    tags, allowed = list(cell.metadata.get("tags", ())), ROLES.get(cell.cell_type, ())
    if wrong := [tag for tag in tags if tag not in (*allowed, *BESIDE)]:
        raise ValueError(f"{place}: tag {wrong[0]!r}; allowed on a {cell.cell_type} cell: {', '.join((*allowed, *BESIDE))}")
    if len(tags := [tag for tag in tags if tag not in BESIDE]) > 1:
        raise ValueError(f"{place}: tags {', '.join(tags)}; allowed: one, which says what the cell is for")
    if not isinstance(minute := cell.metadata.get("minute", 0), int):
        raise ValueError(f"{place}: minute = {minute!r}; allowed: a whole number, when a class arrives there")
    if cell.cell_type == "markdown" and (inner := re.search(r"\n(#+ .+)", cell.source)):
        raise ValueError(f"{place}: the heading {inner[1]!r} stands within a cell; allowed: a heading opens a cell of its own")
    if tags or cell.cell_type != "code":
        return Block(tags[0] if tags else "text", cell)
    data = {kind: content for output in cell.outputs for kind, content in output.get("data", {}).items()}
    if named := data.get(EXPLORABLE):
        if named["name"] not in catalogue():
            raise ValueError(f"{place}: explorer {named['name']!r} is not there; allowed: {', '.join(catalogue())}")
        return Block("explorer" if catalogue()[named["name"]].parameters else "still", cell, named["name"])
    if named := data.get(QUESTION):
        return Block(named["shows"], cell, named["id"])
    return Block("output", cell)


def rewritten(nb: "nbformat.NotebookNode", form: Callable[[str], str]) -> "nbformat.NotebookNode":
    """A copy of a notebook in which a function was applied to all Markdown, to what is written and to what is shown."""
    copy = deepcopy(nb)
    for cell in copy.cells:
        if cell.cell_type == "markdown":
            cell.source = form(cell.source)
        for output in cell.get("outputs", ()):
            if "text/markdown" in output.get("data", ()):
                output.data["text/markdown"] = form(output.data["text/markdown"])
    return copy


def speaks_for_itself(cell: "nbformat.NotebookNode") -> bool:
    """Whether what a cell shows is made of words, questions or an explorer, so that a reader does not need its code."""
    made = {EXPLORABLE, QUESTION, "text/markdown"}
    return any(made & set(output.get("data", ())) for output in cell.outputs)


def shows_something(source: str) -> bool:
    """Whether code ends in an expression that a notebook would show."""
    try:
        statements = ast.parse(source).body
    except SyntaxError:
        return False
    return bool(statements) and isinstance(statements[-1], ast.Expr)
