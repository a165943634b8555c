"""Published numbers, tables, terms and references: the only reader of `data/`.

Everything a notebook or a model states as fact is declared once under `data/` with its unit, source and place, and comes
from here. What lacks one of them does not load: the error names the file, the entry and what is allowed.
"""

import csv
import hashlib
import math
import re
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[2] / "data"

CITATION = re.compile(r"\[([a-z]+\d{4}[a-z]?)\]")
STATED = re.compile(r"(?<![A-Za-z\d])(\d[\d,.]*) ?([^\s\d\[\]|]+(?: [^\s\d\[\]|]+){0,2})? \[([a-z]+\d{4}[a-z]?)\]")
CHECKED = ("full text", "abstract", "secondary", "recalled", "ours")
KINDS = ("printed", "read off", "converted", "assumed")
ROLES = ("input", "target")
SI = {
    **dict.fromkeys(("1", "m", "s", "Hz", "K", "frames/s", "Pa", "kg", "N", "N/m", "kg/m³", "mol/(m³ Pa)", "m²/s", "m/s", "Pa s", "dB"), 1),
    **dict.fromkeys(("SD", "points", "joints", "cracks", "pops", "people", "fibres", "trials", "studies", "flags", "times", "thrusts"), 1),
    "%": 0.01, "cm": 1e-2, "mm": 1e-3, "µm": 1e-6, "nm": 1e-9, "ms": 1e-3, "min": 60, "d": 86400, "kHz": 1e3, "kPa": 1e3, "MPa": 1e6,
    "atm": 101325, "mmHg": 133.322, "g": 1e-3, "kgf": 9.80665, "N/mm": 1e3, "mm/s": 1e-3, "mL": 1e-6, "cm²": 1e-4,
    "degrees": math.pi / 180, "sessions": 1, "per million": 1e-6,
}  # fmt: skip


@dataclass(frozen=True)
class Reference:
    """A work that is cited; `read` says how much of it was read for this course."""

    key: str
    authors: str
    year: int
    title: str
    venue: str
    read: str
    doi: str = ""
    note: str = ""

    @property
    def short(self) -> str:
        """Authors and year as they stand in running text."""
        names = [re.sub(r" [A-Z]{1,3}$", "", name.strip()) for name in self.authors.split(";")]
        listed = names[0] if len(names) == 1 else " & ".join(names) if len(names) == 2 and names[1] != "others" else f"{names[0]} et al."
        return f"{listed} {self.year}"

    @property
    def full(self) -> str:
        """The bibliographic entry in one line."""
        doi, note = f" doi:{self.doi}." * bool(self.doi), f" {self.note}" * bool(self.note)
        return f"{self.authors.replace(';', ',')} ({self.year}). {self.sentence} {self.venue}.{doi} Read here: {self.read}.{note}"

    @property
    def sentence(self) -> str:
        """The title with a full stop."""
        return self.title if self.title.endswith("?") else f"{self.title}."


@dataclass(frozen=True)
class Number:
    """A published value: the characters as printed, and where they stand."""

    name: str
    printed: str
    unit: str
    ref: str
    where: str
    checked: str
    kind: str
    role: str
    interval: tuple[str, str] | None = None
    note: str = ""

    @property
    def si(self) -> float:
        """The value in SI units."""
        return as_number(self.printed) * SI[self.unit]

    @property
    def spread_si(self) -> float:
        """Half the printed interval, or half a unit of the last printed digit, in SI units."""
        if self.interval:
            return (as_number(self.interval[1]) - as_number(self.interval[0])) / 2 * SI[self.unit]
        mantissa, _, exponent = self.printed.replace(",", "").lower().partition("e")
        return 0.5 * 10.0 ** (int(exponent or 0) - len(mantissa.partition(".")[2])) * SI[self.unit]

    def agrees(self, value: float) -> bool:
        """Whether a value in SI units lies within the printed interval, else rounds to the printed digits."""
        middle = sum(map(as_number, self.interval)) / 2 * SI[self.unit] if self.interval else self.si
        return abs(value - middle) <= self.spread_si * (1 + 1e-9)

    def __str__(self) -> str:
        unit = "" if self.unit == "1" else f" {self.unit}"
        status = {"assumed": "assumed", "recalled": "recalled, not checked"}.get("assumed" if self.kind == "assumed" else self.checked)
        return f"{self.printed}{unit} ({status})" if status else f"{self.printed}{unit} [{self.ref}]"

    __repr__ = __str__


def as_number(printed: str) -> float:
    """The value of a number as printed, with commas between thousands."""
    return float(printed.replace(",", ""))


@dataclass(frozen=True)
class Table:
    """Rows of a CSV file under `data/`, shown as a Markdown table."""

    name: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def _repr_markdown_(self) -> str:
        lines = [self.columns, ["---"] * len(self.columns), *self.rows]
        return f"**{self.caption}**\n\n" + "\n".join("| " + " | ".join(line) + " |" for line in lines)

    def __repr__(self) -> str:
        return f"{self.caption}: {len(self.rows)} rows"


class Markdown(str):
    """Markdown text that a notebook shows rendered."""

    _repr_markdown_ = str.__str__


def load(filename: str) -> dict:
    """The entries of a TOML file under `data/`."""
    return tomllib.loads((DATA / filename).read_text(encoding="utf-8"))


def entries(kind: type, filename: str) -> dict:
    """Every entry of a TOML file as frozen records; raises ValueError for a missing or unknown field."""
    made = {}
    for name, fields in load(filename).items():
        fields = {field: tuple(value) if isinstance(value, list) else value for field, value in fields.items()}
        try:
            made[name] = kind(name, **fields)
        except TypeError as wrong:
            raise ValueError(f"data/{filename}: [{name}]: {str(wrong).partition('() ')[2]}") from None
        check_entry(made[name], filename)
    return made


def check_entry(entry: Number | Reference, filename: str) -> None:
    """Raise ValueError, naming file, entry and what is allowed, where a record breaks a rule of the registry."""
    place = f"data/{filename}: [{getattr(entry, 'name', None) or entry.key}]"
    if isinstance(entry, Reference):
        allowed = {"read": ("full text", "abstract", "secondary", "not read", "ours")}
    else:
        allowed = {"unit": tuple(SI), "checked": CHECKED, "kind": KINDS, "role": ROLES, "ref": tuple(references())}
        if not entry.where.strip():
            raise ValueError(f"{place}: where is empty; give a page, table, figure or 'abstract'")
        if entry.kind == "assumed" and not (entry.note.strip() and entry.where.startswith("lesson")):
            raise ValueError(f"{place}: an assumed value needs a note that says why it was chosen, and where = the lessons that tell")
        for field, text in ("printed", entry.printed), *(("interval", end) for end in entry.interval or ()):
            if not (isinstance(text, str) and re.fullmatch(r"-?\d[\d,]*(\.\d+)?(e-?\d+)?", text)):
                raise ValueError(f"{place}: {field} = {text!r}; allowed: a number in quotes, as printed")
        ends = [as_number(end) for end in entry.interval or ("0", "1")]
        if isinstance(entry.interval, str) or len(ends) != 2 or ends[0] >= ends[1]:
            raise ValueError(f"{place}: interval = {entry.interval}; allowed: two numbers, the lower end first")
    for field, values in allowed.items():
        if getattr(entry, field) not in values:
            raise ValueError(f"{place}: {field} = {getattr(entry, field)!r}; allowed: {', '.join(values)}")


@cache
def references() -> dict[str, Reference]:
    """All references by key."""
    return entries(Reference, "references.toml")


@cache
def numbers() -> dict[str, Number]:
    """All published numbers by name."""
    return entries(Number, "numbers.toml")


@cache
def terms() -> dict[str, str]:
    """The glossary: each term with its meaning in plain words."""
    return load("glossary.toml")


def pick(found: dict, name: str, filename: str):
    """The entry of that name; raises ValueError that lists the nearest names."""
    if name not in found:
        raise ValueError(f"data/{filename} has no [{name}]; did you mean one of {', '.join(get_close_matches(name, found, 5, 0))}?")
    return found[name]


def reference(key: str) -> Reference:
    """The reference with that key."""
    return pick(references(), key, "references.toml")


def number(name: str) -> Number:
    """The published number of that name."""
    return pick(numbers(), name, "numbers.toml")


@cache
def table(name: str, folder: Path = DATA) -> Table:
    """The table of that name from `tables.toml`; raises ValueError when the file's SHA-256 is not the registered one."""
    entry = pick(load("tables.toml"), name, "tables.toml")
    content = (folder / entry["file"]).read_bytes()
    found = hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()
    if found != entry["sha256"]:
        raise ValueError(f"data/{entry['file']} has changed: SHA-256 {found}; tables.toml [{name}] allows {entry['sha256']}")
    columns, *rows = csv.reader(content.decode("utf-8").splitlines())
    if short := [line + 2 for line, row in enumerate(rows) if len(row) != len(columns)]:
        raise ValueError(f"data/{entry['file']}: line {short[0]} does not have the {len(columns)} columns of the header")
    return Table(name, entry["caption"], tuple(columns), tuple(tuple(row) for row in rows))


def stated(text: str) -> list[str]:
    """The numbers a text gives with their source, as `310 ms [key]`; raises ValueError for one that the registry does not hold."""
    known = {(one.printed, one.unit, one.ref) for one in numbers().values() if one.checked != "recalled" and one.kind != "assumed"}
    for printed, unit, key in STATED.findall(text):
        if (printed, unit or "1", key) not in known:
            there = ", ".join(f"{value} {unit}" for value, unit, ref in sorted(known) if ref == key) or "nothing"
            raise ValueError(f"{printed} {unit} [{key}] is not in data/numbers.toml, which has {there} of {key}")
    return [found[0] for found in STATED.finditer(text)]


def bibliography(*keys: str) -> Markdown:
    """A list of references, to close a notebook, each with the key it is cited by."""
    return Markdown("\n".join(f"- <span id='ref-{key}'>{reference(key).full}</span> `{key}`" for key in sorted(keys)))


def glossary() -> Markdown:
    """Every term of the course with its meaning."""
    return Markdown("\n".join(f"- **{term}**: {terms()[term]}" for term in sorted(terms(), key=str.casefold)))


def assumptions(lesson: str) -> Table:
    """Every value that the models of a lesson ("03") assume, with the reason for the choice."""
    rows = tuple(
        (name.replace("_", " "), f"{found.printed} {found.unit}".removesuffix(" 1"), found.note)
        for name, found in numbers().items()
        if found.kind == "assumed" and lesson in found.where
    )
    return Table("assumptions", "What the models assume", ("quantity", "chosen", "why"), rows)
