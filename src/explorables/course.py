"""A course: what it is called, where its files lie, and the words and colours that its subject adds to the engine's.

A process works with one course. Declaring a `Course` puts it to use, and everything in the engine asks `current()` for it:
importing a course's package is all that a notebook, a test or a command has to do.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from traceback import extract_tb
from types import ModuleType
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

if TYPE_CHECKING:
    from explorables.registry import Registry

_in_use: list[Course] = []  # one at most


@dataclass(frozen=True, eq=False)
class Course:
    """One course.

    `name` is the Python package or module that declares it, and the key under which browsers keep its answers; `home` holds its
    folders `notebooks`, `data` and `figures`. `explorers` names the package or module whose explorables are the course's, `name` if
    empty. `about` and `licence` stand at the foot of every page. `units` are what the subject counts, or units with
    what one of each is in SI units, beside the engine's;
    `colours` maps names to a colour on light and one on dark ground. Of the claims that a course judges `topics` are the topics, in
    order, `ledger` is the lesson that lists them all, and `claims_section` the anchor of the section in which any other lesson lists
    its own. `templates` overrides pages of the engine, and its `hook.html` stands at the head of the index; `moving` names an
    explorable and its parameter for a picture that moves, `opening` the explorable that opens the index.

    ValueError for a home without a data folder, or where another course is in use.
    """

    name: str
    title: str
    home: Path
    explorers: str = ""
    about: str = ""
    licence: str = ""
    language: str = "en"
    units: tuple[str, ...] | Mapping[str, float] = ()
    topics: tuple[str, ...] = ()
    ledger: str = ""
    claims_section: str = ""
    colours: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    templates: Path | None = None
    moving: tuple[str, str] | tuple[()] = ()
    opening: str = ""

    def __post_init__(self) -> None:
        self.folder("data")
        if _in_use and _in_use[0].name != self.name:
            raise ValueError(f"course {self.name!r}: {_in_use[0].name!r} is in use; allowed: one course in a process")
        _in_use[:] = [self]

    @property
    def data(self) -> Path:
        """The folder of published numbers, references, tables and questions."""
        return self.folder("data")

    @property
    def notebooks(self) -> Path:
        """The folder of lessons."""
        return self.folder("notebooks")

    @property
    def figures(self) -> Path:
        """The folder of starting pictures, which `explorables figures` draws; it may not be there yet."""
        return self.home / "figures"

    @property
    def slug(self) -> str:
        """The title as a file name: its letters and digits, without marks above them, joined by hyphens."""
        bare = "".join(letter for letter in normalize("NFKD", self.title.casefold()) if not combining(letter))
        return "-".join(re.findall(r"[^\W_]+", bare)) or self.name

    @cached_property
    def registry(self) -> Registry:
        """What `data` declares."""
        from explorables.registry import Registry  # which asks for the course

        return Registry(self.data)

    def folder(self, name: str) -> Path:
        """A folder of the course that must be there."""
        if not (path := self.home / name).is_dir():
            raise ValueError(f"course {self.name!r}: home = {self.home} has no folder {name!r}; allowed: a home with the folder {name!r}")
        return path

    def code(self) -> list[Path]:
        """The Python files of the course, in order."""
        if not (found := code_of(self.name)):
            raise ValueError(f"course {self.name!r}: there is no such module; allowed: the name of the package or module that declares it")
        return found

    def environment(self) -> dict[str, str]:
        """The variables with which a kernel finds the course, also one whose module lies in `home` and is not installed.

        That nothing can be cached is left unsaid there: what a cell complains of would be stored with it.
        """
        beside = (self.home / f"{self.name}.py").exists() or (self.home / self.name / "__init__.py").exists()
        path = [str(self.home.resolve())] * beside + [os.environ.get("PYTHONPATH", "")]
        unsaid = ",".join(filter(None, [os.environ.get("PYTHONWARNINGS"), "ignore:nothing is cached"]))
        return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, path)), "PYTHONWARNINGS": unsaid}


def current() -> Course:
    """The course in use; ValueError before one was declared."""
    if not _in_use:
        raise ValueError("no course is in use; allowed: import the package or module that declares one first")
    return _in_use[0]


def code_of(name: str) -> list[Path]:
    """The Python files of a package or module, in order; none where there is no such module."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        return []
    return sorted(Path(spec.origin).parent.rglob("*.py")) if spec.submodule_search_locations else [Path(spec.origin)]


def imported(name: str) -> ModuleType:
    """A module of a course; ValueError, naming file and line, for what it declares and may not."""
    try:
        return import_module(name)
    except ValueError as wrong:
        at = line_of(wrong, name.partition(".")[0])
        if not at or type(wrong) is not ValueError:
            raise
        raise ValueError(f"{at}: {wrong}") from wrong


def line_of(wrong: Exception, name: str) -> str:
    """The line of a package or module at which something failed, as `course.py, line 83`; nothing where it was none of its lines."""
    ours = {str(path): path.name for path in code_of(name)}
    lines = [f"{ours[frame.filename]}, line {frame.lineno}" for frame in extract_tb(wrong.__traceback__) if frame.filename in ours]
    return lines[-1] if lines else ""


def load(name: str, home: Path | None = None) -> Course:
    """The course that a module declares, which may lie in the folder `home`; ValueError for a module that declares none."""
    if home is not None and str(home) not in sys.path:
        sys.path.insert(0, str(home))
    try:
        imported(name)
    except ModuleNotFoundError as wrong:
        if wrong.name != name:
            raise
        near = f" or stands in {home}" if home else ""
        raise ValueError(f"course = {name!r}; allowed: a package or module that is installed{near}, and declares a Course") from None
    if not _in_use or _in_use[0].name != name:
        raise ValueError(f"course = {name!r}, which declares no Course of this name; allowed: a module that does")
    return _in_use[0]
