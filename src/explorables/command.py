"""The commands: `explorables VERB COURSE ...` for authors, and the one by which a learner opens a course."""

import argparse
import hashlib
import io
import itertools
import json
import os
import shutil
import subprocess
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import cast

from platformdirs import user_cache_path

from explorables import course
from explorables.course import Course, current

LAB = Path(__file__).parent / "lab"
GIVEN = ".course.json"


def main(arguments: Sequence[str] | None = None) -> None:
    """`explorables`: build what a course is made of."""
    write_what_can_be_written()
    spare_what_nobody_uses()
    parser = argparse.ArgumentParser(prog="explorables", description="Build a course: its pages, pictures, notebooks and assignments.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for name, words, default in (
        ("site", "write every page", "_site"),
        ("figures", "draw the starting picture of every explorer", ""),
        ("assignments", "write the exercises for nbgrader", "_assignments"),
        ("platforms", "write questions and lessons for learning platforms: Moodle XML, QTI, SCORM", "_platforms"),
        ("prebuild", "make what takes long, once for all who use this installation", ""),
    ):
        verb = verbs.add_parser(name, help=words)
        verb.add_argument("course", help="the package or module that declares it")
        verb.add_argument("folder", nargs="?", default=default, help=f"where to ({default or 'beside the course'})")
    verbs.choices["site"].add_argument("--live", default="", help="where the site of `lite` will lie: ../lite, or https://...")
    verb = verbs.add_parser("notebooks", help="execute notebooks and store them in their normal form")
    verb.add_argument("course", help="the package or module that declares it")
    verb.add_argument("notebooks", nargs="*", help="which (all)")
    verb.add_argument("--text-only", action="store_true", help="execute nothing: bring what they hold into the form")
    verb = verbs.add_parser("lab", help="open the notebooks in JupyterLab, to which further options go, and write them")
    verb.add_argument("course", help="the package or module that declares it")
    verb = verbs.add_parser("lite", help="write a site in which the notebooks run within the browser")
    verb.add_argument("course", help="the package or module that declares it")
    verb.add_argument("folder", nargs="?", default="_lite", help="where to (_lite)")
    verb.add_argument("--pyodide", type=Path, required=True, help="a Pyodide distribution, unpacked")
    verb = verbs.add_parser("hub", help="what a JupyterHub starts for a learner: fill their folder, then serve JupyterLab to them")
    verb.add_argument("course", help="the package or module that declares it")
    verb.add_argument("--nbgrader", action="store_true", help="show them nbgrader's list of assignments")
    chosen, further = parser.parse_known_args(arguments)
    if further and chosen.verb not in ("lab", "hub"):
        parser.error(f"unrecognized arguments: {' '.join(further)}")
    chosen.further = further
    try:
        course.load(chosen.course, Path.cwd())
        verbs_of_ours = (site, figures, assignments, platforms, prebuild, notebooks, lite, lab, hub)
        next(verb for verb in verbs_of_ours if verb.__name__ == chosen.verb)(chosen)
    except ValueError as wrong:
        parser.exit(1, f"{wrong}\n")


def write_what_can_be_written() -> None:
    """Let no letter that the terminal does not know stop the work that a message only reports."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def spare_what_nobody_uses() -> None:
    """Let no threads wait for each other, where each processor has a process, and no grammars of addresses be made, which takes 2 s."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.modules.setdefault("rfc3987_syntax", cast(ModuleType, None))  # jsonschema, which nbformat needs, does without


def site(chosen: argparse.Namespace) -> None:
    """Write every page into a folder."""
    from explorables.build import build

    build(Path(chosen.folder), chosen.live)


def figures(chosen: argparse.Namespace) -> None:
    """Draw the pictures."""
    from explorables.site.figures import draw

    draw(Path(chosen.folder) if chosen.folder else current().figures)


def assignments(chosen: argparse.Namespace) -> None:
    """Write the exercises."""
    from explorables.teaching.assignments import build

    build(Path(chosen.folder))


def platforms(chosen: argparse.Namespace) -> None:
    """Write questions and lessons for learning platforms."""
    from explorables.teaching.platforms import build

    build(Path(chosen.folder))


def prebuild(chosen: argparse.Namespace) -> None:
    """Make what takes long beforehand."""
    from explorables.prebuild import prebuild

    prebuild(Path(chosen.folder) if chosen.folder else current().home / "_cache")


def notebooks(chosen: argparse.Namespace) -> None:
    """Execute notebooks, or only store what is written in them, and derive from them what README says of the lessons."""
    from explorables.execute import check_data, write
    from explorables.readme import write_readme

    check_data()
    write(list(map(Path, chosen.notebooks)) or sorted(current().notebooks.glob("*.ipynb")), chosen.text_only)
    write_readme()


def lite(chosen: argparse.Namespace) -> None:
    """Write the site of live notebooks."""
    from explorables.lite import build

    build(Path(chosen.folder), chosen.pyodide)


def lab(chosen: argparse.Namespace) -> None:
    """Open JupyterLab on the course's own notebooks."""
    jupyterlab(current(), current().home, current().notebooks, chosen.further)


def hub(chosen: argparse.Namespace) -> None:
    """Copy what is new into the learner's folder and become their server; what cannot be copied keeps nobody from their work."""
    opened, home = current(), Path.home()
    try:
        print(*copy(opened, home / opened.slug), sep="\n", flush=True)
    except OSError as wrong:
        print(wrong, flush=True)
    settings = LAB / ("hub_nbgrader" if chosen.nbgrader else "hub")
    command = [sys.executable, "-m", "jupyterhub.singleuser", f"--config={LAB / 'jupyter_lab_config.py'}", f"--ServerApp.root_dir={home}"]
    os.execve(sys.executable, [*command, *chosen.further], opened.environment() | {"EXPLORABLES_LAB": str(settings)})


def open_course(opened: Course, arguments: Sequence[str] | None = None) -> None:
    """What a course's own command does: copy its notebooks into a folder of the learner's and open JupyterLab there, or read its pages."""
    write_what_can_be_written()
    parser = argparse.ArgumentParser(
        prog=opened.slug, description=f"{opened.title}: open the notebooks in JupyterLab, to which further options go."
    )
    parser.add_argument("folder", nargs="?", default=opened.slug, type=Path, help=f"where your notebooks lie ({opened.slug})")
    parser.add_argument("--read", action="store_true", help="read the pages in a browser instead")
    parser.add_argument("--no-browser", action="store_true", help="open no browser; say where to look")
    chosen, further = parser.parse_known_args(arguments)
    try:
        read(opened, chosen.no_browser) if chosen.read else learn(opened, chosen.folder, ["--no-browser"] * chosen.no_browser + further)
    except (ValueError, OSError) as wrong:
        parser.exit(1, f"{wrong}\n")


def learn(opened: Course, folder: Path, options: Sequence[str]) -> None:
    """Copy the notebooks and open JupyterLab on the first, with these options of its own."""
    for line in copy(opened, folder):
        print(line, flush=True)
    jupyterlab(opened, folder, folder, options)


def jupyterlab(opened: Course, root: Path, notebooks: Path, further: Sequence[str]) -> None:
    """JupyterLab as learners meet it, in a folder and on the first notebook of another; its kernels find the course."""
    first = min((path.name for path in opened.notebooks.glob("*.ipynb")), default="")
    options = [f"--config={LAB / 'jupyter_lab_config.py'}", f"--ServerApp.root_dir={root.resolve()}"]
    options += ["--allow-root"] * (hasattr(os, "geteuid") and os.geteuid() == 0)
    command = [sys.executable, "-m", "jupyterlab", *options, *further, str(notebooks.resolve() / first)]
    subprocess.run(command, env=opened.environment(), check=False)


def copy(opened: Course, folder: Path) -> list[str]:
    """Copy what is new in the course. A notebook that the learner changed stays, and a newer edition goes beside it. Says what it did.

    GIVEN in the folder remembers which edition of each notebook was given last, by its SHA-256.
    """
    folder.mkdir(parents=True, exist_ok=True)
    record = folder / GIVEN
    given = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}
    said = []
    for source in sorted(opened.notebooks.glob("*.ipynb")):
        target, edition = folder / source.name, digest(source)
        if target.exists() and digest(target) != edition:
            if given.get(source.name) == edition:
                continue  # the learner's own work on this edition
            if digest(target) != given.get(source.name):
                target = unused(target)
        if not target.exists() or digest(target) != edition:
            shutil.copyfile(source, target)
            beside = "" if target.name == source.name else f": the course's newer edition; your {source.name} stays as it is"
            said.append(f"{target}{beside}")
        given[source.name] = edition
    record.write_text(json.dumps(given, indent=1) + "\n", encoding="utf-8")
    return said


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def unused(path: Path) -> Path:
    """The path with the first number in brackets that no file has."""
    return next(other for n in itertools.count(2) if not (other := path.with_stem(f"{path.stem} ({n})")).exists())


def read(opened: Course, no_browser: bool) -> None:
    """Open the pages, which are built once for each state of the course."""
    from explorables.build import build
    from explorables.cache import everything, state

    folder = user_cache_path("explorables") / opened.name / f"pages-{state(everything())}"
    if not (folder / "index.html").exists():
        print(f"Building the pages in {folder}, once; that takes a minute or two.")
        build(folder)
    print((folder / "index.html").as_uri())
    if not no_browser:
        webbrowser.open((folder / "index.html").as_uri())
