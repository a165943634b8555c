"""Published numbers, tables, terms and references: the only reader of a course's `data/`.

Everything a notebook or a model states as fact is declared once under `data/` with its unit, source and place, and comes
from here. What lacks one of them does not load: the error names the file, the entry and what is allowed.
"""

import csv
import re
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from explorables.course import current
from explorables.records import TableFile, from_toml, pick, place, sha256, tables
from explorables.references import CITATION, Reference, read_references, unlinked
from explorables.units import si_factor, si_zero

Read = TypeVar("Read")
FIGURE = r"(?<![A-Za-z\d])(\d[\d,.]*) ?([^\s\d\[\]|]+(?: [^\s\d\[\]|]+){0,2})?"  # a number and its unit
STATED = re.compile(f"{FIGURE} {CITATION.pattern}")
PRINTED = re.compile(r"-?\d[\d,]*(\.\d+)?(e-?\d+)?")


class Number(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A published value: the characters as printed, and where they stand.

    `checked` says what of the source was read for it; `role` whether models compute with it or are compared with it. An interval is the
    printed one, lower end first. An assumed value has a note that says why it was chosen, and names in `where` the lessons that tell.
    """

    name: str
    printed: str
    unit: str
    ref: str
    where: str
    checked: Literal["full text", "abstract", "secondary", "recalled", "ours"]
    kind: Literal["printed", "read off", "converted", "assumed"]
    role: Literal["input", "target"]
    interval: tuple[str, str] | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if not self.where.strip():
            raise ValueError("where is empty; allowed: a page, table, figure or 'abstract'")
        if self.kind == "assumed" and not (self.note.strip() and self.where.startswith("lesson")):
            raise ValueError("an assumed value needs a note that says why it was chosen, and where = the lessons that tell")
        for field, text in (("printed", self.printed), *(("interval", end) for end in self.interval or ())):
            if not PRINTED.fullmatch(text):
                raise ValueError(f"{field} = {text!r}; allowed: a number in quotes, as printed")
        if self.interval and as_number(self.interval[0]) >= as_number(self.interval[1]):
            raise ValueError(f"interval = {self.interval}; allowed: two numbers, the lower end first")
        si_factor(self.unit)

    @property
    def si(self) -> float:
        """The value in SI units."""
        return as_number(self.printed) * si_factor(self.unit) + si_zero(self.unit)

    @property
    def spread_si(self) -> float:
        """Half the printed interval, or half a unit of the last printed digit, in SI units."""
        if self.interval:
            return (as_number(self.interval[1]) - as_number(self.interval[0])) / 2 * si_factor(self.unit)
        mantissa, _, exponent = self.printed.replace(",", "").lower().partition("e")
        return 0.5 * 10.0 ** (int(exponent or 0) - len(mantissa.partition(".")[2])) * si_factor(self.unit)

    def told_in(self, lesson: str) -> bool:
        """Whether it is assumed, and the lesson of that number tells it."""
        return self.kind == "assumed" and re.search(rf"\b{re.escape(lesson)}\b", self.where) is not None

    def agrees(self, value: float) -> bool:
        """Whether a value in SI units lies within the printed interval, else rounds to the printed digits."""
        middle = sum(map(as_number, self.interval)) / 2 * si_factor(self.unit) + si_zero(self.unit) if self.interval else self.si
        return abs(value - middle) <= self.spread_si * (1 + 1e-9)

    def __str__(self) -> str:
        unit = "" if self.unit == "1" else f" {self.unit}"
        status = {"assumed": "assumed", "recalled": "recalled, not checked"}.get("assumed" if self.kind == "assumed" else self.checked)
        return f"{self.printed}{unit} ({status})" if status else f"{self.printed}{unit} [{self.ref}]"

    __repr__ = __str__


def as_number(printed: str) -> float:
    """The value of a number as printed, with commas between thousands."""
    return float(printed.replace(",", ""))


class Table(msgspec.Struct, frozen=True):
    """Rows of text under named columns, shown as a Markdown table; `folded`: only its caption, until somebody asks for it."""

    name: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    folded: bool = False

    def _repr_markdown_(self) -> str:
        lines = [self.columns, ["---"] * len(self.columns), *self.rows]
        drawn = "\n".join("| " + " | ".join(line) + " |" for line in lines)
        if self.folded:
            return linked(f"<details><summary>{self.caption}: {len(self.rows)} rows</summary>\n\n{drawn}\n\n</details>")
        return linked(f"**{self.caption}**\n\n{drawn}")

    def __repr__(self) -> str:
        return f"{self.caption}: {len(self.rows)} rows"


class Markdown(str):
    """Markdown text that a notebook shows rendered."""

    def _repr_markdown_(self) -> str:
        return linked(self)


class Registry:
    """Everything that the files of one data folder declare, each file read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read: dict[Callable | str, Any] = {}

    def once(self, reader: Callable[[], Read]) -> Read:
        """What a reader of this folder gives, read once."""
        if reader not in self.read:
            self.read[reader] = reader()
        return self.read[reader]

    @cached_property
    def references(self) -> dict[str, Reference]:
        """All references by key."""
        return read_references(self.folder / "references.json")

    @cached_property
    def numbers(self) -> dict[str, Number]:
        """All published numbers by name."""
        found = from_toml(Number, self.folder / "numbers.toml", "name")
        for entry in found.values():
            if entry.ref not in self.references:
                raise ValueError(f"data/numbers.toml: [{entry.name}]: ref = {entry.ref!r}; allowed: {', '.join(self.references)}")
        return found

    @cached_property
    def terms(self) -> dict[str, str]:
        """The glossary: each term with its meaning in plain words; a course need not have one."""
        return self.optional("glossary.toml")

    def optional(self, file: str) -> dict:
        """The tables of a TOML file that a course need not have, read once."""
        if file not in self.read:
            self.read[file] = tables(path) if (path := self.folder / file).exists() else {}
        return self.read[file]

    @cached_property
    def files(self) -> dict[str, TableFile]:
        """The CSV files by name; a course need not have any. ValueError for one that lies there and is not listed."""
        found = from_toml(TableFile, path, "name") if (path := self.folder / "tables.toml").exists() else {}
        for unlisted in sorted(set(self.folder.glob("*.csv")) - {self.folder / entry.file for entry in found.values()}):
            wanted = f"[{unlisted.stem}] with file = {unlisted.name!r}, caption, source, licence and sha256 = {sha256(unlisted)!r}"
            raise ValueError(f"data/tables.toml does not list {place(unlisted)}; allowed: a table {wanted}")
        return found

    def table(self, name: str) -> Table:
        """The table of that name; ValueError when the file's SHA-256 is not the registered one."""
        entry = pick(self.files, name, "data/tables.toml")
        path = self.folder / entry.file
        if not path.exists():
            raise ValueError(f"data/tables.toml: [{name}]: file = {entry.file!r}; allowed: a file that is there")
        if (found := sha256(path)) != entry.sha256:
            raise ValueError(f"{place(path)} has changed: SHA-256 {found}; tables.toml [{name}] allows {entry.sha256}")
        columns, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
        if short := [line + 2 for line, row in enumerate(rows) if len(row) != len(columns)]:
            raise ValueError(f"{place(path)}: line {short[0]} does not have the {len(columns)} columns of the header")
        return Table(name, entry.caption, tuple(columns), tuple(map(tuple, rows)))


def references() -> dict[str, Reference]:
    """All references of the course by key."""
    return current().registry.references


def numbers() -> dict[str, Number]:
    """All published numbers of the course by name."""
    return current().registry.numbers


def terms() -> dict[str, str]:
    """The course's glossary: each term with its meaning in plain words."""
    return current().registry.terms


def reference(key: str) -> Reference:
    """The reference with that key."""
    return pick(references(), key, "data/references.json")


def check_cited(text: str, where: str) -> None:
    """ValueError, naming where a text stands, for a work that it cites and that is not there."""
    for key in CITATION.findall(text):
        pick(references(), key, f"{where}: data/references.json")


def linked(text: str) -> str:
    """Markdown whose citations lead to their works, as notebooks store it; ValueError for a work that is not there."""
    return CITATION.sub(lambda found: reference(found[1]).link, unlinked(text))


def number(name: str) -> Number:
    """The published number of that name."""
    return pick(numbers(), name, "data/numbers.toml")


def table(name: str) -> Table:
    """The table of that name, as `tables.toml` registers it."""
    return current().registry.table(name)


def stated(text: str) -> list[str]:
    """The numbers a text gives with their source, as `310 ms [key]`; ValueError for one that the registry does not hold."""
    held = {(one.printed, one.unit, one.ref): one for one in numbers().values()}
    known = {stands for stands, one in held.items() if one.checked != "recalled" and one.kind != "assumed"}
    for printed, unit, key in STATED.findall(text):
        if (stands := (printed, unit or "1", key)) not in known:
            if stands in held:
                status = "assumed" if held[stands].kind == "assumed" else "recalled"
                raise ValueError(
                    f"{printed} {unit} [{key}] is {status}, not read in a source; allowed: the number without [{key}], said to be {status}"
                )
            there = ", ".join(f"{value} {unit}" for value, unit, ref in sorted(known) if ref == key) or "nothing"
            raise ValueError(f"{printed} {unit} [{key}] is not in data/numbers.toml, which has {there} of {key}")
    return [found[0] for found in STATED.finditer(text)]


def glossary() -> Markdown:
    """Every term of the course with its meaning."""
    return Markdown("\n".join(f"- **{term}**: {terms()[term]}" for term in sorted(terms(), key=str.casefold)))


def assumptions(lesson: str) -> Table:
    """Every value that the models of a lesson ("03") assume, with the reason for the choice."""
    rows = tuple(
        (name.replace("_", " "), f"{found.printed} {found.unit}".removesuffix(" 1"), found.note)
        for name, found in numbers().items()
        if found.told_in(lesson)
    )
    return Table("assumptions", "What the models assume", ("quantity", "chosen", "why"), rows, folded=True)
