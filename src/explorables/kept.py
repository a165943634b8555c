"""What of an explorable is kept on disk: its table, what a notebook shows of it, its meshes. Who finds them computes and draws nothing.

Each is found under a name that changes with whatever it is made of: with files (see `cache`), and with what is no file's.
"""

import sys
from base64 import b64encode
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import msgspec

from explorables.cache import cached, everything, kept, unreached
from explorables.course import current
from explorables.web import WEB

if TYPE_CHECKING:
    from explorables.explorable import Explorable

NOT_DRAWN = (  # files and folders that no state of an explorable depends on
    "site", "teaching", "lab", "web", "questions.py", "claims.py", "exercises.py", "blocks.py", "build.py", "lesson.py",
    "execute.py", "readme.py", "widgets.py", "command.py", "prebuild.py", "lite.py", "kept.py", "cache.py", "catalogue.py",
    "questions.toml", "claims.csv", "glossary.toml", "misconceptions.toml", "teaching.toml", "benchmarks.toml",
)  # fmt: skip


class Shown(msgspec.Struct, frozen=True):
    """What a notebook shows of an explorable before anybody moves it: markup, a sentence, a picture as PNG."""

    html: str
    readout: str
    picture: bytes


def table(explorer: "Explorable") -> bytes:
    """Every state, packed for the browser; kept."""
    if not in_files(explorer):
        return explorer.table
    return cached(table_name(explorer), lambda: explorer.table, made_of(explorer))


def table_if_kept(explorer: "Explorable") -> bytes | None:
    """The same, if it is kept."""
    return kept(table_name(explorer), made_of(explorer)) if in_files(explorer) else None


def shown(explorer: "Explorable") -> Shown:
    """What a notebook shows first; kept."""

    def make() -> Shown:
        start = explorer.start
        return Shown(explorer.html(), explorer.frame(start)["readout"], explorer.picture.png(explorer.result(start)))

    if not in_files(explorer):
        return make()
    name = entry(explorer, "shown", explorer.begins)
    return msgspec.json.decode(cached(name, lambda: msgspec.json.encode(make()), markup(explorer)), type=Shown)


def page(explorer: "Explorable") -> str:
    """What a page shows of an explorable: the same markup, with links to pages, and a table of all states for a kernel."""
    markup = shown(explorer).html.replace("<a data-page=", "<a href=")
    packed = b64encode(table(explorer)).decode() if explorer.parameters else ""
    script = f'<script type="text/plain" data-table>{packed}</script>\n' if packed else ""
    return markup.replace("</figure>", f"{script}</figure>")


def module(explorer: "Explorable", name: str) -> bytes:
    """One of the modules of an explorable's scene; kept under its own name, which changes with its content."""

    def make() -> bytes:
        if explorer.scene is None or name not in explorer.scene.modules:
            raise ValueError(f"explorer {explorer.name!r}: module = {name!r}; allowed: one of its scene's")
        return explorer.scene.modules[name]

    return cached(f"{explorer.name}.{name}", make, markup(explorer)) if in_files(explorer) else make()


def table_name(explorer: "Explorable") -> str:
    """What the table is kept under."""
    return entry(explorer, "table")


def entry(explorer: "Explorable", kind: str, *more: Any) -> str:
    """A name for something of an explorable: its own name, and a hash of what is no file's."""
    own = explorer.size, [(parameter.name, parameter.typed) for parameter in explorer.parameters], *more
    return f"{explorer.name}.{kind}-{crc32(repr(own).encode()):08x}"


def made_of(explorer: "Explorable") -> tuple[Path, ...]:
    """The files that its states are made of: the engine, the data, and of the course's code what it reaches."""
    spared = unreached(*sorted(homes(explorer) | declaring(explorer)))
    return tuple(path for path in everything(*NOT_DRAWN) if path not in spared)


def declaring(explorer: "Explorable") -> set[str]:
    """The modules of the course in which it stands, wherever it begins."""
    ours = [name for name in sys.modules if name.partition(".")[0] == current().name]
    return {name for name in ours if any(alike(value, explorer) for value in vars(sys.modules[name]).values())}


def alike(value: object, explorer: "Explorable") -> bool:
    """Whether something is that explorable, wherever it begins: one that was made from it with other words or another drawing is not."""
    own = [field.name for field in fields(explorer) if field.name != "parameters"]
    return isinstance(value, type(explorer)) and all(getattr(value, name) is getattr(explorer, name) for name in own)


def markup(explorer: "Explorable") -> tuple[Path, ...]:
    """The files that the markup of an explorable is made of."""
    templates = sorted(own.glob("*.html")) if (own := current().templates) else []
    return (*made_of(explorer), Path(__file__), *sorted(WEB.glob("*.py")), *sorted(WEB.glob("*.html")), WEB / "scene.min.js", *templates)


def in_files(explorer: "Explorable") -> bool:
    """Whether the files that names change with say all that it is made of: what a notebook or a test makes or changes stands in none."""
    return bool(declaring(explorer))


def homes(explorer: "Explorable") -> set[str]:
    """The modules in which its functions stand."""
    scene = explorer.scene
    parts: tuple[Callable | None, ...] = (explorer.model, explorer.stage, explorer.draw, explorer.readout, explorer.hear)
    parts += (scene.make, scene.pose, scene.best_from) if scene else ()
    return {home for part in parts if (home := getattr(part, "__module__", ""))} - {"functools"}
