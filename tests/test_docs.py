"""The documentation: its links lead somewhere, its commands exist, and the walk-through, followed to the letter, builds a course."""

import ast
import csv
import hashlib
import inspect
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import msgspec
import nbformat
import pytest
from test_layers import LAYERS

from explorables import Clock, Course, Explorable, Parameter, Stop
from explorables.blocks import BESIDE, ROLES
from explorables.claims import COLUMNS, VERDICTS
from explorables.lesson import Facts, read
from explorables.questions import DIAGNOSES, Option, Question, Range, question
from explorables.records import TableFile, convert
from explorables.registry import Number
from explorables.units import SI

ROOT = Path(__file__).parents[1]
PENDULUM = ROOT / "examples/pendulum"
DOCS = [*sorted(ROOT.glob("docs/**/*.md")), *(ROOT / name for name in ("CONTRIBUTING.md", "CHANGELOG.md"))]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
BLOCK = re.compile(r"^```(\w+)(?: ([^\n]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
every = pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))


def blocks(path: Path) -> list[tuple[str, list[str], str]]:
    """The blocks of code of a page: language, what the first line says beside it, and content."""
    return [(language, rest.split(), content) for language, rest, content in BLOCK.findall(path.read_text(encoding="utf-8"))]


def anchors(path: Path) -> set[str]:
    """The headings of a page as links name them on GitHub."""
    text = BLOCK.sub("", path.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@every
def test_links_lead_to_files_and_headings(path):
    text = BLOCK.sub("", path.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("https://"):
            continue
        file, _, anchor = target.partition("#")
        there = path.parent / file if file else path
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), target


@every
def test_files_that_are_named_are_there(path):
    text = BLOCK.sub("", path.read_text(encoding="utf-8"))
    for name in re.findall(r"`((?:src|tests|docs|data|examples|benchmarks|\.github|\.ci)/[\w./-]+)`", text):
        assert (ROOT / name).exists() or (PENDULUM / name).exists(), name


def commands(path: Path) -> list[list[str]]:
    """The commands that a page gives: in blocks of sh and console, and in running text where they begin with a name we know."""
    text = path.read_text(encoding="utf-8")
    lines = [
        line.removeprefix("$ ") for language, _, content in blocks(path) if language in ("sh", "console") for line in content.splitlines()
    ]
    lines += re.findall(r"`((?:make|explorables|jupyter nbconvert|why-backs-crack) [^`]+)`", BLOCK.sub("", text))
    return [shlex.split(line, comments=True) for line in lines]


@every
def test_commands_exist(path):
    verbs = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    helped = subprocess.run([sys.executable, "-m", "explorables", "--help"], capture_output=True, text=True, check=True).stdout
    for command in filter(None, commands(path)):
        match command:
            case ["make", *wanted]:
                assert {word for word in wanted if "=" not in word} <= verbs, command
            case ["explorables", "--help"]:
                pass
            case ["explorables", verb, *_]:
                assert re.search(rf"^ +{verb}\b", helped, re.MULTILINE), command
            case ["jupyter", "nbconvert", "--to", exporter, *_]:
                assert exporter in PROJECT["entry-points"]["nbconvert.exporters"], command
            case ["why-backs-crack", *_]:
                assert "why-backs-crack" in PROJECT["scripts"]


def test_the_architecture_names_every_module_of_the_engine():
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    assert [module for module in LAYERS["explorables"] if f"`{module}`" not in text and module != "__main__"] == []


def test_the_how_to_shows_entries_that_load():
    written = {language: content for language, rest, content in blocks(ROOT / "docs/authors/how-to.md") if rest == ["data/claims.csv"]}
    shown = [(rest[0], tomllib.loads(text)) for language, rest, text in blocks(ROOT / "docs/authors/how-to.md") if language == "toml"]
    files = ["numbers", "numbers", "questions", "tables", "glossary"]
    assert [file for file, _ in shown] == [f"data/{name}.toml" for name in files]
    columns, *rows = csv.reader(written["csv"].splitlines())
    assert tuple(columns) == COLUMNS and all(row[3] in VERDICTS for row in rows) and [row[7] for row in rows] == ["C002", "C001"]
    for file, entries in shown:
        if file == "data/tables.toml":
            entry = convert(TableFile, {"name": "claims"} | entries["claims"], file)
            assert entry.sha256 == hashlib.sha256(written["csv"].encode()).hexdigest()
            continue
        for name, entry in entries.items():
            if file == "data/numbers.toml":
                assert convert(Number, {"name": name} | entry, file).si == float(entry["printed"])
            elif file == "data/questions.toml":
                assert question(name, entry).kind == entry["kind"]
            else:
                assert isinstance(entry, str)


@pytest.mark.soak
def test_the_walk_through_builds_the_pendulum(tmp_path):
    """From an empty folder: every block is written into the file it names, every command of a console is run where it stands."""
    (tmp_path / "data").mkdir()
    (tmp_path / "notebooks").mkdir()
    nb, ran = nbformat.v4.new_notebook(), 0
    for language, rest, content in blocks(ROOT / "docs/authors/your-own-course.md"):
        match rest:
            case ["notebooks/pendulum.ipynb", "lesson"]:
                nb.metadata.update(json.loads(content))
            case ["notebooks/pendulum.ipynb", *marks]:
                new = nbformat.v4.new_markdown_cell if language == "markdown" else nbformat.v4.new_code_cell
                marked = dict(mark.split("=") for mark in marks)
                metadata = {"tags": [marked["tag"]]} if "tag" in marked else {}
                metadata |= {"minute": int(marked["minute"])} if "minute" in marked else {}
                nb.cells.append(new(content.rstrip("\n"), metadata=metadata))
            case [file]:
                path, apart = tmp_path / file, "\n\n"
                before = path.read_text(encoding="utf-8") + apart if path.exists() else ""
                path.write_text(before + content, encoding="utf-8", newline="\n")
            case [] if language == "console":
                nbformat.write(nb, tmp_path / "notebooks/pendulum.ipynb")
                ran += follow(tmp_path, content)
    assert ran == 4
    for file in ("pendulum.py", "data/numbers.toml", "data/questions.toml", "data/references.json"):
        assert (tmp_path / file).read_text(encoding="utf-8") == (PENDULUM / file).read_text(encoding="utf-8"), file
    built, ours = (read(home / "notebooks/pendulum.ipynb").nb for home in (tmp_path, PENDULUM))
    assert built.metadata == ours.metadata
    assert [(cell.cell_type, cell.source, words(cell)) for cell in built.cells] == [
        (cell.cell_type, cell.source, words(cell)) for cell in ours.cells
    ]
    assert [cell.metadata for cell in built.cells] == [cell.metadata for cell in ours.cells]
    assert (tmp_path / "figures/wider.svg").read_bytes() == (PENDULUM / "figures/wider.svg").read_bytes()
    assert (tmp_path / "_site/index.html").exists() and (tmp_path / "_site/the-pendulum.zip").exists()


def words(cell) -> list[str]:
    """What a cell shows, as plain text."""
    return [output.data["text/plain"] for output in cell.get("outputs", ())]


def follow(home: Path, content: str) -> int:
    """Run the commands of a console in a folder, and compare what they print, where the page says so; how many there were."""
    steps = [(step.splitlines()[0], step.splitlines()[1:]) for step in re.split(r"^\$ ", content, flags=re.MULTILINE) if step]
    for command, wanted in steps:
        program, *arguments = shlex.split(command)
        called = {"python": [sys.executable], "explorables": [sys.executable, "-P", "-m", "explorables"]}[program]
        environment = os.environ | {"EXPLORABLES_CACHE": str(home / "_cache")}
        done = subprocess.run([*called, *arguments], cwd=home, capture_output=True, text=True, env=environment, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        assert not wanted or done.stdout.splitlines() == wanted, command
    return len(steps)


@pytest.mark.parametrize("declared", [Explorable, Parameter, Clock, Stop, Course], ids=lambda declared: declared.__name__)
def test_every_field_is_documented_as_it_is_declared(declared):
    rows = re.findall(r"^\| `(\w+)` \| `(.+?)` \|(?: `(.+?)`)? \|", section(declared.__name__), re.MULTILINE)
    said = [(name, kind.replace("\\|", "|"), default.replace('"', "'")) for name, kind, default in rows]
    (body,) = ast.parse(inspect.getsource(declared)).body
    declares = [line for line in body.body if isinstance(line, ast.AnnAssign)]
    assert said == [(line.target.id, ast.unparse(line.annotation), left_out(line.value)) for line in declares]


RECORDS = {"Number": Number, "Table": TableFile, "Question": Question, "Option": Option, "Range": Range, "Lesson": Facts}


def section(heading: str) -> str:
    """A section of the page of fields."""
    return (ROOT / "docs/authors/fields.md").read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize("heading", RECORDS)
def test_every_field_of_a_file_is_documented_and_said_to_be_needed_or_not(heading):
    rows = {
        name: (needed, words) for name, needed, words in re.findall(r"^\| `(\w+)` \| (must|may) \| (.*)\|$", section(heading), re.MULTILINE)
    }
    fields = [field for field in msgspec.structs.fields(RECORDS[heading]) if field.name not in ("name", "id")]
    assert [(name, needed) for name, (needed, _) in rows.items()] == [(one.name, "must" if one.required else "may") for one in fields]
    for field in fields:
        assert all(f"`{value}`" in rows[field.name][1] for value in getattr(field.type, "__args__", ()) if isinstance(value, str))
    assert heading != "Question" or all(f"`{diagnosis}`" in rows["diagnoses"][1] for diagnosis in DIAGNOSES)


def test_every_tag_and_every_unit_is_documented():
    tags = re.findall(r"^\| `([\w-]+)` \| ([\w, ]+) \|", section("Tags"), re.MULTILINE)
    kinds = {"text": "markdown", "code": "code"}
    said = {(tag, kinds[kind]) for tag, on in tags if tag not in BESIDE for kind in on.split(", ")}
    assert said == {(tag, kind) for kind, known in ROLES.items() for tag in known} and set(BESIDE) <= {tag for tag, _ in tags}
    assert set(re.findall(r"`([^`\"]+)`", section("Units").partition("\n\nA model")[0])) == SI.keys() - {""}


def left_out(value):
    """What stands for a field that is not given, as it is written; a mapping that is made is an empty one."""
    return "" if value is None else "{}" if "default_factory=dict" in (written := ast.unparse(value)) else written
