"""The commands: `explorables VERB COURSE ...` for authors, and the one by which a learner opens a course."""

import argparse
import os
import shutil
import subprocess
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path

from platformdirs import user_cache_path

from explorables import course
from explorables.course import Course, current

LAB = Path(__file__).parent / "lab"


def main(arguments: Sequence[str] | None = None) -> None:
    """`explorables`: build what a course is made of."""
    parser = argparse.ArgumentParser(prog="explorables", description="Build a course: its pages, pictures, notebooks and assignments.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for name, words, default in (
        ("site", "write every page", "_site"),
        ("figures", "draw the starting picture of every explorer", ""),
        ("assignments", "write the exercises for nbgrader", "_assignments"),
    ):
        verb = verbs.add_parser(name, help=words)
        verb.add_argument("course", help="the package or module that declares it")
        verb.add_argument("folder", nargs="?", default=default, help=f"where to ({default or 'the figures of the course'})")
    verb = verbs.add_parser("notebooks", help="execute notebooks and store them in their normal form")
    verb.add_argument("course", help="the package or module that declares it")
    verb.add_argument("notebooks", nargs="*", help="which (all)")
    verb = verbs.add_parser("lab", help="open the notebooks in JupyterLab, to write them")
    verb.add_argument("course", help="the package or module that declares it")
    verb.add_argument("--no-browser", action="store_true", help="open no browser; say where to look")
    chosen = parser.parse_args(arguments)
    try:
        course.load(chosen.course, Path.cwd())
        {"site": site, "figures": figures, "assignments": assignments, "notebooks": notebooks, "lab": lab}[chosen.verb](chosen)
    except ValueError as wrong:
        parser.exit(1, f"{wrong}\n")


def site(chosen: argparse.Namespace) -> None:
    """Write every page into a folder."""
    from explorables.build import build

    build(Path(chosen.folder))


def figures(chosen: argparse.Namespace) -> None:
    """Draw the pictures."""
    from explorables.site.figures import draw

    draw(Path(chosen.folder) if chosen.folder else current().figures)


def assignments(chosen: argparse.Namespace) -> None:
    """Write the exercises."""
    from explorables.teaching.assignments import build

    build(Path(chosen.folder))


def notebooks(chosen: argparse.Namespace) -> None:
    """Execute notebooks, and derive from them what README says of the lessons."""
    from explorables.execute import execute
    from explorables.readme import write_readme

    for path in map(Path, chosen.notebooks) if chosen.notebooks else sorted(current().notebooks.glob("*.ipynb")):
        execute(path)
        print(path)
    write_readme()


def lab(chosen: argparse.Namespace) -> None:
    """Open JupyterLab on the course's own notebooks."""
    jupyterlab(current(), current().home, current().notebooks, chosen.no_browser)


def open_course(opened: Course, arguments: Sequence[str] | None = None) -> None:
    """What a course's own command does: copy its notebooks into a folder of the learner's and open JupyterLab there, or read its pages."""
    parser = argparse.ArgumentParser(prog=opened.slug, description=f"{opened.title}: open the notebooks in JupyterLab.")
    parser.add_argument("folder", nargs="?", default=opened.slug, type=Path, help=f"where your notebooks lie ({opened.slug})")
    parser.add_argument("--read", action="store_true", help="read the pages in a browser instead")
    parser.add_argument("--no-browser", action="store_true", help="open no browser; say where to look")
    chosen = parser.parse_args(arguments)
    try:
        read(opened, chosen.no_browser) if chosen.read else learn(opened, chosen.folder, chosen.no_browser)
    except (ValueError, OSError) as wrong:
        parser.exit(1, f"{wrong}\n")


def learn(opened: Course, folder: Path, no_browser: bool) -> None:
    """Copy the notebooks and open JupyterLab on the first."""
    for line in copy(opened, folder):
        print(line)
    jupyterlab(opened, folder, folder, no_browser)


def jupyterlab(opened: Course, root: Path, notebooks: Path, no_browser: bool) -> None:
    """JupyterLab as learners meet it, in a folder and on the first notebook of another; its kernels find the course."""
    first = min((path.name for path in opened.notebooks.glob("*.ipynb")), default="")
    options = [f"--config={LAB / 'jupyter_lab_config.py'}", f"--ServerApp.root_dir={root.resolve()}"]
    options += ["--no-browser"] * no_browser + ["--allow-root"] * (hasattr(os, "geteuid") and os.geteuid() == 0)
    command = [sys.executable, "-m", "jupyterlab", *options, str(notebooks.resolve() / first)]
    subprocess.run(command, env=opened.environment(), check=False)


def copy(opened: Course, folder: Path) -> list[str]:
    """Copy each notebook; one that the learner changed stays, and the course's goes beside it under a new name. Says what it did."""
    folder.mkdir(parents=True, exist_ok=True)
    said = []
    for source in sorted(opened.notebooks.glob("*.ipynb")):
        target, content, number = folder / source.name, source.read_bytes(), 2
        if target.exists() and target.read_bytes() == content:
            continue
        while target.exists() and target.read_bytes() != content:
            target, number = folder / f"{source.stem} ({number}).ipynb", number + 1
        if not target.exists():
            shutil.copyfile(source, target)
        beside = "" if target.name == source.name else f"; your {source.name} is not the course's any more, and stays as it is"
        said.append(f"{target}{beside}")
    return said


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
