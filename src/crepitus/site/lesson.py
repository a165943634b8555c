"""A notebook as teaching material: its question, its minutes, and its sections with what a learner meets in each."""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import takewhile
from pathlib import Path

import nbformat

from crepitus import explorers, questions

NOTEBOOKS = Path(__file__).parents[3] / "notebooks"
OPENINGS = {"**Your task.**": "task", "You should have found": "found"}
TO_HERE = re.compile(r"\*(\d+) minutes? to here\.\*\s?")


@dataclass(frozen=True)
class Part:
    """One cell. `kind` says what it is to a learner; `name` is the id of its question or the name of its explorer.

    Kinds of text: text, task, found, and the tags objectives, refutation, limits, takeaways. Kinds of code: setup, question, recall,
    again, answers, ledger, explorer, still (an explorer without choices), exercise, output.
    """

    kind: str
    cell: nbformat.NotebookNode
    name: str = ""

    @property
    def text(self) -> str:
        """The Markdown or the code of the cell, without its heading and the minutes to here."""
        return TO_HERE.sub("", re.sub(r"\A#+ .+\n*", "", self.cell.source))

    @property
    def question(self) -> questions.Question:
        """The question that is asked."""
        return questions.declared(self.name)

    @property
    def explorer(self) -> explorers.Explorer:
        """The explorer that stands there."""
        return explorers.ALL[self.name]


@dataclass(frozen=True)
class Section:
    """A heading of the second or third level and what follows it; `minute` is when a class arrives there, where the lesson says so."""

    heading: str
    level: int
    minute: int | None
    parts: tuple[Part, ...]

    @property
    def anchor(self) -> str:
        """The heading as the end of an address."""
        return self.heading.replace(" ", "-")

    def of(self, *kinds: str) -> list[Part]:
        """Its parts of some kinds, in order."""
        return [part for part in self.parts if part.kind in kinds]


@dataclass(frozen=True)
class Stretch:
    """What is done between one "minutes to here" and the next: a section and those under it, from when, for how many minutes."""

    section: Section
    start: int
    minutes: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, eq=False)
class Lesson:
    """One notebook of the course. The first section is what stands before the first heading of the second level."""

    name: str
    nb: nbformat.NotebookNode

    @property
    def number(self) -> str:
        """Two digits."""
        return self.name[:2]

    @property
    def title(self) -> str:
        """Its first heading."""
        return self.sections[0].heading

    @property
    def minutes(self) -> int:
        """How long the lesson takes without what is under the hood."""
        return int(re.search(r"\*Time: (\d+) minutes", self.nb.cells[0].source)[1])

    @property
    def objectives(self) -> list[tuple[str, str]]:
        """What one can do afterwards, and the anchor of the section that teaches it."""
        (part,) = (part for section in self.sections for part in section.of("objectives"))
        return re.findall(r"^- (.+?) \(\[[^\]]+\]\(#([^)]+)\)", part.text, re.MULTILINE)

    @property
    def asked(self) -> dict[str, tuple[Section, Part]]:
        """Its own questions by the names under which a browser keeps the answers; reviews of other lessons are not among them."""
        found = [(section, part) for section in self.sections for part in section.of("question", "again") if not part.question.of]
        return {"again:" * (part.kind == "again") + part.name: (section, part) for section, part in found}

    @cached_property
    def sections(self) -> list[Section]:
        """Every section in order, the lesson's head first."""
        starts = [i for i, cell in enumerate(self.nb.cells) if cell.cell_type == "markdown" and cell.source.startswith("#")]
        return [section(self.nb.cells[i:end]) for i, end in zip(starts, [*starts[1:], len(self.nb.cells)])]

    @property
    def parts(self) -> list[Part]:
        """The parts of all sections."""
        return [part for section in self.sections for part in section.parts]

    @cached_property
    def stretches(self) -> list[Stretch]:
        """The lesson by the clock, its head first, without what is under the hood."""
        timed = [i for i, section in enumerate(self.sections) if section.level == 1 or section.minute is not None]
        starts = [self.sections[i].minute or 0 for i in timed]
        made = []
        for i, start, end in zip(timed, starts, [*starts[1:], self.minutes], strict=True):
            under = takewhile(lambda later: later.level > 2 and later.minute is None, self.sections[i + 1 :])
            parts = tuple(part for section in (self.sections[i], *under) for part in section.parts)
            made.append(Stretch(self.sections[i], start, end - start, parts))
        return made


def section(cells: list) -> Section:
    """The cells from one heading to the next."""
    marks, heading = re.match(r"(#+) (.+)", cells[0].source).groups()
    minute = TO_HERE.search(cells[0].source)
    return Section(heading, len(marks), int(minute[1]) if minute else None, tuple(map(part, cells)))


def part(cell) -> Part:
    """A cell, and what it is to a learner; ValueError for a heading that does not open its cell: it would open no section."""
    if cell.cell_type == "markdown" and (inner := re.search(r"\n(#+ .+)", cell.source)):
        raise ValueError(f"the heading {inner[1]!r} stands within a cell; allowed: a heading opens a cell of its own")
    tags = cell.metadata.get("tags", ())
    if cell.cell_type == "markdown":
        opening = next((kind for words, kind in OPENINGS.items() if cell.source.startswith(words)), "text")
        return Part(tags[0] if tags else opening, cell)
    if tags:
        return Part(tags[0], cell)
    data = {kind: content for output in cell.outputs for kind, content in output.get("data", {}).items()}
    if named := data.get(explorers.MIME):
        return Part("explorer" if explorers.ALL[named["name"]].choices else "still", cell, named["name"])
    if named := data.get(questions.MIME):
        return Part(named["shows"], cell, named["id"])
    return Part("output", cell)


@cache
def lessons() -> dict[str, Lesson]:
    """Every lesson of the course by name, in order."""
    paths = sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))
    return {path.stem: Lesson(path.stem, nbformat.read(path, 4)) for path in paths}
