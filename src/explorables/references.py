"""Works that are cited, in the Citation Style Language's JSON, which reference managers read and write (`data/references.json`).

Beside its standard fields an item says in `custom.read` how much of the work was read for the course. An author cites a work by its
key, `[KEY]`. A notebook that is stored holds a link instead, which leads to the work wherever the notebook is shown; the
same key stands in it, so that either form can be made of the other.
"""

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

import msgspec

from explorables.records import convert, place

KEY = r"[a-z]+\d{4}[a-z]?"  # of a work
CITATION = re.compile(rf"\[({KEY})\]")  # as authors write it
LINKED = re.compile(rf"\[\[[^\[\]]+\]\([^()\s]+ '({KEY})'\)\]")  # as notebooks store it
READ = ("full text", "abstract", "secondary", "not read", "ours")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


class Name(msgspec.Struct):
    """An author: a person's family name, or another name as it is."""

    family: str = ""
    given: str = ""
    literal: str = ""


class Date(msgspec.Struct, rename={"date_parts": "date-parts"}):
    """A day: its year, and perhaps month and day."""

    date_parts: Annotated[tuple[Annotated[tuple[int, ...], msgspec.Meta(min_length=1)], ...], msgspec.Meta(min_length=1)]


class Needed(msgspec.Struct):
    """What an item needs of the fields that CSL knows; it may have all others. `custom` holds `read`, one of READ."""

    id: str
    type: str
    title: str
    author: Annotated[tuple[Name, ...], msgspec.Meta(min_length=1)]
    issued: Date
    custom: dict[str, str]


@dataclass(frozen=True)
class Reference:
    """A work that is cited: an item of CSL-JSON, and what of it stands in texts."""

    item: dict[str, Any]

    @property
    def key(self) -> str:
        """The name it is cited by."""
        return self.item["id"]

    @property
    def read(self) -> str:
        """How much of it was read for this course: one of READ."""
        return self.item["custom"]["read"]

    @property
    def doi(self) -> str:
        """Its digital object identifier, or nothing."""
        return self.item.get("DOI", "")

    @property
    def address(self) -> str:
        """Where it can be looked up: its DOI as a link, else its URL, or nothing."""
        return f"https://doi.org/{self.doi}" if self.doi else self.item.get("URL", "")

    @property
    def link(self) -> str:
        """A citation of it in Markdown: a link with its key as title, or the bare key where it has no address."""
        if not self.address:
            return f"[{self.key}]"
        return f"[[{self.short}]({quote(self.address, safe=':/?#@!$&*+,;=%~')} '{self.key}')]"

    @property
    def year(self) -> int:
        """The year it appeared in."""
        return self.item["issued"]["date-parts"][0][0]

    @property
    def first(self) -> str:
        """The family name of the first author."""
        return self.item["author"][0].get("family") or self.item["author"][0]["literal"]

    @property
    def short(self) -> str:
        """Authors and year as they stand in running text."""
        names = [name.get("family") or name["literal"] for name in self.item["author"]]
        listed = names[0] if len(names) == 1 else " & ".join(names) if len(names) == 2 and names[1] != "others" else f"{names[0]} et al."
        return f"{listed} {self.year}"

    @property
    def sentence(self) -> str:
        """The title with a full stop."""
        return self.item["title"] if self.item["title"].endswith("?") else f"{self.item['title']}."

    @property
    def full(self) -> str:
        """The bibliographic entry in one line."""
        authors = ", ".join(
            name.get("literal") or f"{name['family']} {re.sub('[. ]', '', name.get('given', ''))}".strip() for name in self.item["author"]
        )
        found = f" doi:{self.doi}." if self.doi else f" {self.address}" * bool(self.address)
        standing = f" {self.venue}." * bool(self.venue)
        note = f" {self.item.get('note')}" * ("note" in self.item)
        return f"{authors} ({self.year}). {self.sentence}{standing}{found} Read here: {self.read}.{note}"

    @property
    def venue(self) -> str:
        """Where it stands: its periodical, volume and pages, or its publisher, and whatever else is known."""
        text = defaultdict(str, {field: value for field, value in self.item.items() if isinstance(value, str)})
        issue = f"({text['issue']})" if text["issue"] else ""
        edition = f"{text['edition']}{ordinal(text['edition'])} edition" if text["edition"] else ""
        read = f"read in {self.item['accessed']['date-parts'][0][0]}" if "accessed" in self.item else ""
        _, *month_day = self.item["issued"]["date-parts"][0]
        date = " ".join(map(str, [*month_day[1:], MONTHS[month_day[0] - 1], self.year])) if month_day else ""
        standing = (
            f"{text['container-title']} {text['volume']}{issue}",
            text["page"],
            text["section"],
            f"{text['genre']} {text['number']}",
        )
        rest = (edition, *(text[field] for field in ("publisher", "publisher-place", "source", "status")), date)
        first = ", ".join(filter(None, map(str.strip, (*standing, *rest))))
        return "; ".join(filter(None, map(str.strip, (first, f"{text['archive']} {text['archive_location']}", text["annote"], read))))


def ordinal(edition: str) -> str:
    """What follows the number of an edition, and nothing after words."""
    return {"1": "st", "2": "nd", "3": "rd"}.get(edition, "th") if edition.isdigit() else ""


def read_references(path: Path) -> dict[str, Reference]:
    """The works of a file by key; ValueError, naming file and work, for what is no CSL-JSON or lacks a field."""
    try:
        items = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ValueError(f"{place(path)} is missing; allowed: a list of works in CSL-JSON, which may be empty") from None
    except ValueError as wrong:
        raise ValueError(f"{place(path)}: {wrong}; allowed: a list of works in CSL-JSON") from None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise ValueError(f"{place(path)} is no list of works; allowed: a list of works in CSL-JSON")
    found: dict[str, Reference] = {}
    for item in items:
        where = f"{place(path)}: [{item.get('id', '?')}]"
        needed = convert(Needed, item, where)
        if needed.custom.get("read") not in READ:
            raise ValueError(f"{where}: custom.read = {needed.custom.get('read')!r}; allowed: {', '.join(READ)}")
        if needed.id in found:
            raise ValueError(f"{where} stands twice; allowed: a key of its own for each work")
        found[needed.id] = Reference(item)
    return found


def unlinked(text: str) -> str:
    """Markdown whose citations are as authors write them, however they stood."""
    return LINKED.sub(r"[\1]", text)
