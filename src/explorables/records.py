"""Records of TOML files: every entry has the fields that its kind declares and no others, each of its type; and CSV files."""

import hashlib
import re
import tomllib
import types
import typing
from collections.abc import Container
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

Record = TypeVar("Record")


class TableFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `tables.toml` says of a CSV file beside it: a file that no longer has its SHA-256 stops the build."""

    name: str
    file: str
    caption: str
    sha256: str
    source: str
    licence: str


def sha256(path: Path) -> str:
    """The SHA-256 of a text file, whatever ends its lines."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def tables(path: Path) -> dict[str, Any]:
    """The tables of a TOML file by name; ValueError, naming the file, where it is missing or no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ValueError(f"{place(path)} is missing; allowed: a TOML file, which may be empty") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        at = re.search(r"at line (\d+)", str(wrong))
        begins = path.read_text(encoding="utf-8").splitlines()[int(at[1]) - 1].partition("=")[0].strip() if at else ""
        told = re.sub(r"\((('[^']*',? ?)+)\)", lambda names: "[" + ".".join(re.findall(r"'([^']*)'", names[1])) + "]", str(wrong))
        raise ValueError(f"{place(path)}: {told}" + f": {begins}" * bool(begins) + "; allowed: TOML in UTF-8, no name twice") from None


def from_toml(kind: type[Record], path: Path, key: str) -> dict[str, Record]:
    """Every table of a TOML file as a record, its name in the field `key`; ValueError, naming file and entry, for one that does not fit."""
    return {name: convert(kind, fields, f"{place(path)}: [{name}]", {key: name}) for name, fields in entries(path).items()}


def entries(path: Path) -> dict[str, dict[str, Any]]:
    """The tables of a TOML file in which nothing else stands; ValueError, naming file and entry, for what is none."""
    found = tables(path)
    if wrong := [name for name, fields in found.items() if not isinstance(fields, dict)]:
        raise ValueError(f"{place(path)}: {wrong[0]} = {found[wrong[0]]!r}; allowed: a table, [{wrong[0]}] with its fields")
    return found


def convert(kind: type[Record], fields: dict[str, Any], where: str, given: dict[str, str] | None = None) -> Record:
    """Plain values as a record; ValueError, naming where they stand and what is allowed, for those that do not fit.

    What is `given`, as the name of a table is by its heading, may not stand among the fields once more.
    """
    try:
        if written := [name for name in given or () if name in fields]:
            raise msgspec.ValidationError(f"Object contains unknown field `{written[0]}`")
        return msgspec.convert(fields | given if given else fields, kind)
    except msgspec.ValidationError as wrong:
        if wrong.__cause__ is not None:  # a rule of the record's own, which says itself what is allowed
            raise ValueError(f"{where}: {wrong.__cause__}") from None
        raise ValueError(f"{where}: {wrong}; allowed: {fields_of(kind, given or ())}") from None


def fields_of(kind: type, given: Container[str] = ()) -> str:
    """What a record may hold beside what is given, in words."""
    annotations = {name: found for name, found in typing.get_type_hints(kind).items() if name not in given and not is_class_variable(found)}
    return ", ".join(f"{name}: {words_of(annotation)}" for name, annotation in annotations.items())


def words_of(annotation: Any) -> str:
    """A type in words: a literal by its values, a union by its parts, a list by what it holds."""
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Literal:
        return " | ".join(map(repr, inner))
    if origin in (typing.Union, types.UnionType):
        return " | ".join(map(words_of, inner))
    if origin in (tuple, list):
        return f"list of {words_of(inner[0])}"
    return {str: "text", int: "whole number", float: "number", bool: "true or false", type(None): "nothing"}.get(annotation, "table")


def is_class_variable(annotation: Any) -> bool:
    """Whether an annotation declares no field."""
    return typing.get_origin(annotation) is typing.ClassVar or annotation is typing.ClassVar


def pick(known: dict[str, Record], name: str, where: str) -> Record:
    """The entry of that name; ValueError, naming where it was looked for, that lists the nearest names."""
    if name not in known:
        near = ", ".join(get_close_matches(name, known, 5, 0))
        raise ValueError(f"{where} has no [{name}]; " + (f"did you mean one of {near}?" if near else "it is empty"))
    return known[name]


def place(path: Path) -> str:
    """A file with its folder, as errors name it."""
    return f"{path.parent.name}/{path.name}"
