"""A notebook as teaching material: its facts, which stand in its metadata under `lesson`, and its sections."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from explorables.blocks import Block, Section, block, named, rewritten, section
from explorables.cache import cached, everything
from explorables.catalogue import catalogue
from explorables.course import current
from explorables.questions import MIME as QUESTION
from explorables.records import convert, fields_of
from explorables.references import unlinked
from explorables.registry import Table, reference

if TYPE_CHECKING:
    import nbformat


class Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of a lesson: its `course`'s name, the one `question` it answers, what one `does` there, the `minutes` it takes and
    those of what is under the hood; the `part` of the course it belongs to; the numbers of lessons it `needs` and of those it `helps`
    to know; the name of the explorable whose starting picture stands for it.
    """

    course: str
    question: str
    does: str
    minutes: int
    part: str = ""
    hood_minutes: int = 0
    needs: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    picture: str = ""


@dataclass(frozen=True)
class Segment:
    """What is done between one minute that is given and the next: a section and those under it, from when, for how many minutes."""

    section: Section
    start: int
    minutes: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, eq=False)
class Lesson:
    """One notebook of a course, citations as authors write them. The first section is what stands before the first heading of the
    second level.
    """

    name: str
    nb: "nbformat.NotebookNode"

    @property
    def place(self) -> str:
        """The notebook as errors name it."""
        return f"notebooks/{self.name}.ipynb"

    def where(self, cell: "nbformat.NotebookNode") -> str:
        """The notebook and one of its cells as errors name them."""
        return f"{self.place}: {named(self.nb, cell)}"

    @cached_property
    def facts(self) -> Facts:
        """What its metadata says of it; ValueError, naming notebook and field, for what is missing or unknown."""
        if "lesson" not in self.nb.metadata:
            raise ValueError(f"{self.place}: metadata: lesson is missing; allowed: a table with {fields_of(Facts)}")
        return convert(Facts, self.nb.metadata["lesson"], f"{self.place}: metadata: lesson")

    @property
    def number(self) -> str:
        """What stands before the first _ of its file's name: two digits, in a course of several lessons."""
        return self.name.partition("_")[0]

    @property
    def listed(self) -> str:
        """The title as lists of lessons have it: after the number, where the file's name begins with one."""
        return f"{self.number} {self.title}" if self.number.isdigit() else self.title

    @property
    def title(self) -> str:
        """Its first heading."""
        return self.sections[0].heading

    @property
    def picture(self) -> str:
        """The explorable whose starting picture stands for it, or nothing; ValueError for one that the course does not have."""
        if self.facts.picture and self.facts.picture not in catalogue():
            raise ValueError(f"{self.place}: metadata: lesson: picture = {self.facts.picture!r}; allowed: {', '.join(catalogue())}")
        return self.facts.picture

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
        blocks = [block(cell, self.where(cell)) for cell in self.nb.cells]
        starts = [i for i, block in enumerate(blocks) if block.heading]
        if starts[:1] != [0]:
            raise ValueError(f"{self.place}: the first cell has no heading; allowed: the lesson's title, as in '# What is it?'")
        return [section(blocks[i:end]) for i, end in zip(starts, [*starts[1:], len(blocks)])]

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


def lessons() -> dict[str, Lesson]:
    """Every lesson of the course by name, in order."""
    return current().registry.once(read_lessons)


def read_lessons() -> dict[str, Lesson]:
    """The notebooks of the course, in the order of their names; ValueError where there is none, or one names what is not there."""
    found = {path.stem: read(path) for path in sorted(current().notebooks.glob("*.ipynb"))}
    if not found:
        raise ValueError(f"course {current().name!r}: {current().notebooks} holds no lesson; allowed: one notebook or more")
    numbers = [lesson.number for lesson in found.values()]
    for lesson in found.values():
        facts = lesson.facts
        named = [("course", facts.course, [current().name])]
        named += [(field, number, numbers) for field in ("needs", "helps") for number in getattr(facts, field)]
        if wrong := [(field, value, allowed) for field, value, allowed in named if value not in allowed]:
            field, value, allowed = wrong[0]
            raise ValueError(f"{lesson.place}: metadata: lesson: {field} = {value!r}; allowed: {', '.join(allowed)}")
    return found


def read(path: Path) -> Lesson:
    """One notebook, its citations as authors write them, however they are stored; ValueError, naming it, for what is none."""
    import nbformat  # which takes long, and which a lesson that finds its bibliography does not need

    try:
        return Lesson(path.stem, rewritten(nbformat.read(path, 4), unlinked))
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
    """The works that the lesson of that number cites, as its notebook is stored; kept, for every explorable is imported to find them."""
    files = (*everything(), *sorted(current().notebooks.glob("*.ipynb")))
    keys = cached(f"{number}.bibliography", lambda: "\n".join(sorted(lesson(number).cited)).encode(), files)
    return Bibliography(tuple(keys.decode().split()))


def course_map() -> Table:
    """Every lesson of the course: its part, its question, what one does there and how long that takes."""
    rows = [
        (f"[{one.number}]({one.name}.ipynb)", one.facts.part, one.facts.question, one.facts.does, f"{one.minutes} min")
        for one in lessons().values()
    ]
    return Table("lessons", f"The {len(rows)} lessons", ("lesson", "part", "question", "what you do there", "time"), tuple(rows))
