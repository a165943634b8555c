"""A notebook as teaching material: its facts, and its sections with what a learner meets in each.

A lesson's facts stand in its notebook's metadata under `lesson`; what a cell is for is its tag, one of ROLES; when a class arrives at a
section is the `minute` in the metadata of its heading's cell. No sentence is read for structure, only Markdown's own: headings,
lists, links.
"""

import ast
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import Any

import msgspec
import nbformat

from explorables.course import current
from explorables.explorable import MIME as EXPLORABLE
from explorables.explorable import Explorable, explorables
from explorables.ledger import ledger
from explorables.questions import MIME as QUESTION
from explorables.questions import Question, again, ask, declared, my_answers, recall
from explorables.records import convert
from explorables.registry import CITATION, Table, reference

ROLES = {
    "markdown": (
        "objectives", "reviews", "task", "finding", "refutation", "verdict", "hood", "exercise", "limits", "claims", "takeaways",
        "glossary", "sources",
    ),
    "code": ("setup", "answer"),
}  # fmt: skip

SHOWN = {  # what a cell shows that names a question: how it is made again for a page, by the name it stores
    "question": ask,
    "recall": recall,
    "again": again,
    "answers": lambda which: my_answers(compared=which == "compared"),
    "ledger": lambda _: ledger(),
}


class Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of a lesson: its `course`'s name, the `part` of the course it belongs to, the one `question` it answers, what one
    `does` there, the `minutes` it takes and those of what is under the hood; the numbers of lessons it `needs` and of those it `helps`
    to know; the name of the explorable whose starting picture stands for it.
    """

    course: str
    part: str
    question: str
    does: str
    minutes: int
    hood_minutes: int = 0
    needs: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    picture: str = ""


@dataclass(frozen=True)
class Block:
    """One cell. `kind` says what it is to a learner; `name` is the id of its question or the name of its explorable.

    Kinds of text: text, and ROLES. Kinds of code: setup, answer, question, recall, again, answers, ledger, check, explorer, still (an
    explorable without parameters), bibliography, output.
    """

    kind: str
    cell: nbformat.NotebookNode
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
        if self.kind in ("setup", "answer", "answers", "ledger"):
            return ""
        if self.kind in ("explorer", "still"):
            return f"{self.explorer.title}. {self.explorer.shows} {self.explorer.conclusion}"
        if self.cell.cell_type == "markdown":
            return self.text
        contents = (output.get("data", {}) for output in self.cell.outputs)
        return "\n".join(data.get("text/markdown") or data.get("text/plain", "") for data in contents)

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
        """The heading as the end of an address."""
        return self.heading.replace(" ", "-")

    @property
    def role(self) -> str:
        """What the whole section is for: the kind of the cell with its heading."""
        return self.blocks[0].kind

    def of(self, *kinds: str) -> list[Block]:
        """Its blocks of some kinds, in order."""
        return [block for block in self.blocks if block.kind in kinds]


@dataclass(frozen=True)
class Segment:
    """What is done between one minute that is given and the next: a section and those under it, from when, for how many minutes."""

    section: Section
    start: int
    minutes: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, eq=False)
class Lesson:
    """One notebook of a course. The first section is what stands before the first heading of the second level."""

    name: str
    nb: nbformat.NotebookNode

    @property
    def place(self) -> str:
        """The notebook as errors name it."""
        return f"notebooks/{self.name}.ipynb"

    @cached_property
    def facts(self) -> Facts:
        """What its metadata says of it; ValueError, naming notebook and field, for what is missing or unknown."""
        if "lesson" not in self.nb.metadata:
            raise ValueError(f"{self.place}: metadata: lesson is missing; allowed: a table of the lesson's facts (see Facts)")
        return convert(Facts, self.nb.metadata["lesson"], f"{self.place}: metadata: lesson")

    @property
    def number(self) -> str:
        """What stands before the first _ of its file's name: two digits, in a course of several lessons."""
        return self.name.partition("_")[0]

    @property
    def title(self) -> str:
        """Its first heading."""
        return self.sections[0].heading

    @property
    def minutes(self) -> int:
        """How long the lesson takes without what is under the hood."""
        return self.facts.minutes

    @property
    def objectives(self) -> list[tuple[str, str]]:
        """What one can do afterwards, and the anchor of the section that teaches it."""
        links = (re.findall(r"^- (.+?) \(\[[^\]]+\]\(#([^)]+)\)", block.text, re.MULTILINE) for block in self.of("objectives"))
        return [found for listed in links for found in listed]

    @property
    def asked(self) -> dict[str, tuple[Section, Block]]:
        """Its own questions by the names under which a browser keeps the answers; reviews of other lessons are not among them."""
        found = [(section, block) for section in self.sections for block in section.of("question", "again") if not block.question.of]
        return {"again:" * (block.kind == "again") + block.name: (section, block) for section, block in found}

    @cached_property
    def sections(self) -> list[Section]:
        """Every section in order, the lesson's head first; ValueError, naming notebook and cell, for a cell that cannot be read."""
        blocks = [self.block(cell) for cell in self.nb.cells]
        starts = [i for i, block in enumerate(blocks) if block.heading]
        if starts[:1] != [0]:
            raise ValueError(f"{self.place}: the first cell has no heading; allowed: the lesson's title, as in '# What is it?'")
        return [section(blocks[i:end]) for i, end in zip(starts, [*starts[1:], len(blocks)])]

    def block(self, cell: nbformat.NotebookNode) -> Block:
        """A cell, and what it is to a learner."""
        place, tags, allowed = f"{self.place}: cell {cell.id!r}", list(cell.metadata.get("tags", ())), ROLES.get(cell.cell_type, ())
        if wrong := [tag for tag in tags if tag not in allowed]:
            raise ValueError(f"{place}: tag {wrong[0]!r}; allowed on a {cell.cell_type} cell: {', '.join(allowed)}")
        if len(tags) > 1:
            raise ValueError(f"{place}: tags {', '.join(tags)}; allowed: one, which says what the cell is for")
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
        if not cell.outputs and shows_something(cell.source):
            raise ValueError(f"{place}: {cell.source.strip()!r} has no output; allowed: a notebook that was run (explorables notebooks)")
        return Block("output", cell)

    @property
    def blocks(self) -> list[Block]:
        """The blocks of all sections."""
        return [block for section in self.sections for block in section.blocks]

    def of(self, *kinds: str) -> list[Block]:
        """Its blocks of some kinds, in order."""
        return [block for section in self.sections for block in section.of(*kinds)]

    @cached_property
    def segments(self) -> list[Segment]:
        """The lesson by the clock, its head first, without what is under the hood."""
        timed = [i for i, section in enumerate(self.sections) if section.level == 1 or section.minute is not None]
        starts = [self.sections[i].minute or 0 for i in timed]
        made = []
        for i, start, end in zip(timed, starts, [*starts[1:], self.minutes], strict=True):
            under = takewhile(lambda later: later.level > 2 and later.minute is None, self.sections[i + 1 :])
            blocks = tuple(block for section in (self.sections[i], *under) for block in section.blocks)
            made.append(Segment(self.sections[i], start, end - start, blocks))
        return made

    @property
    def cited(self) -> set[str]:
        """The keys of all works that it cites."""
        return {key for block in self.blocks for key in block.cited}


def section(blocks: list[Block]) -> Section:
    """The blocks from one heading to the next."""
    cell = blocks[0].cell
    return Section(blocks[0].heading, len(re.match(r"#+", cell.source)[0]), cell.metadata.get("minute"), tuple(blocks))


def shows_something(source: str) -> bool:
    """Whether code ends in an expression that a notebook would show."""
    try:
        statements = ast.parse(source).body
    except SyntaxError:
        return False
    return bool(statements) and isinstance(statements[-1], ast.Expr)


def catalogue() -> dict[str, Explorable]:
    """Every explorable of the course by name."""
    return current().registry.once(read_catalogue)


def read_catalogue() -> dict[str, Explorable]:
    """The explorables that the course's modules declare."""
    return explorables(current())


def lessons() -> dict[str, Lesson]:
    """Every lesson of the course by name, in order."""
    return current().registry.once(read_lessons)


def read_lessons() -> dict[str, Lesson]:
    """The notebooks of the course, in the order of their names."""
    return {path.stem: read(path) for path in sorted(current().notebooks.glob("*.ipynb"))}


def read(path: Path) -> Lesson:
    """One notebook; ValueError, naming it, for what is none."""
    try:
        return Lesson(path.stem, nbformat.read(path, 4))
    except (ValueError, nbformat.reader.NotJSONError) as wrong:
        raise ValueError(f"notebooks/{path.name}: {wrong}; allowed: a notebook of format 4") from None


def lesson(number: str) -> Lesson:
    """The lesson of that number, as "03"."""
    known = {found.number: found for found in lessons().values()}
    if number not in known:
        raise ValueError(f"lesson = {number!r}; allowed: {', '.join(known)}")
    return known[number]


@dataclass(frozen=True)
class Bibliography:
    """The works that a lesson cites."""

    keys: tuple[str, ...]

    @property
    def text(self) -> str:
        """The list, each work with the key it is cited by."""
        return "\n".join(f"- <span id='ref-{key}'>{reference(key).full}</span> `{key}`" for key in self.keys)

    def __repr__(self) -> str:
        return f"{len(self.keys)} sources"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {"text/plain": repr(self), "text/markdown": self.text, QUESTION: {"id": " ".join(self.keys), "shows": "bibliography"}}


def bibliography(number: str) -> Bibliography:
    """The works that the lesson of that number cites, as its notebook is stored."""
    return Bibliography(tuple(sorted(lesson(number).cited)))


def course_map() -> Table:
    """Every lesson of the course: its part, its question, what one does there and how long that takes."""
    rows = [
        (f"[{one.number}]({one.name}.ipynb)", one.facts.part, one.facts.question, one.facts.does, f"{one.minutes} min")
        for one in lessons().values()
    ]
    return Table("lessons", f"The {len(rows)} lessons", ("lesson", "part", "question", "what you do there", "time"), tuple(rows))
