"""Everything that takes long, made beforehand and kept for all who use one installation: `explorables prebuild COURSE [FOLDER]`.

Kernels look into the folder `_cache` of the course after their learner's own, so who installs a course for a class makes it once, there.
What is there already is not made again.
"""

import json
import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from explorables import course, kept
from explorables.catalogue import catalogue
from explorables.course import current
from explorables.explorable import MIME, Explorable
from explorables.lesson import Lesson, bibliography, lessons


def prebuild(folder: Path, number: str = "") -> None:
    """Keep in a folder all that the lessons of the course show, or the lesson of that number, on all processors."""
    os.environ["EXPLORABLES_CACHE"] = str(folder)  # also for the processes
    folder.mkdir(parents=True, exist_ok=True)
    chosen = [lesson for lesson in lessons().values() if number in ("", lesson.number)]
    for lesson in chosen:
        bibliography(lesson.number)
    with ProcessPoolExecutor() as processes:
        for name in processes.map(partial(keep, current().name), begun(chosen)):
            print(name, flush=True)
    entries = [entry.stat().st_size for entry in folder.iterdir()]
    print(f"{folder}: {len(entries)} files, {sum(entries) / 1e6:.1f} MB")


def begun(chosen: Iterable[Lesson]) -> list[str]:
    """Each explorable with where it begins, as some lessons show them, in JSON."""
    outputs = (output for lesson in chosen for cell in lesson.nb.cells for output in cell.get("outputs", ()))
    shown = (output.get("data", {}).get(MIME) for output in outputs)
    return list(dict.fromkeys(json.dumps(named, sort_keys=True) for named in shown if named))


def keep(course_name: str, shown: str) -> str:
    """Keep what belongs to one explorable, in any process; gives its name."""
    course.load(course_name)
    named = json.loads(shown)
    explorer: Explorable = catalogue()[named["name"]].at(**named["at"])
    kept.shown(explorer)
    if explorer.parameters:
        kept.table(explorer)
    for module in explorer.scene.modules if explorer.scene else ():
        kept.module(explorer, module)
    return explorer.name
