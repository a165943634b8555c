"""Every page of the course, written into a folder."""

import io
import os
import re
import zipfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from explorables import course
from explorables.course import current
from explorables.lesson import lessons
from explorables.site import exporter, progress, reference
from explorables.site.layout import OTHERS, face, others
from explorables.teaching import sheets, tally


def pages(live: str = "") -> dict[str, Callable[[], str]]:
    """How every page is made, by the name of its file without the ending; none that would be empty. `live`: where live notebooks lie."""
    empty = OTHERS.keys() - others().keys()
    made = exporter.pages(live) | reference.pages() | sheets.pages() | tally.pages() | progress.pages()
    return {name: page for name, page in made.items() if name not in empty}


def render(course_name: str, live: str, name: str) -> str:
    """One page of a course, in any process."""
    course.load(course_name)
    return pages(live)[name]()


def address(live: str) -> str:
    """The address of a site of live notebooks without its last slash; ValueError for one that no page should lead to."""
    parts = urlsplit(live)
    leads = parts.scheme == "https" if parts.netloc else not parts.scheme
    if not leads or parts.query or parts.fragment or re.search(r'[\s\\"<>]', live):
        raise ValueError(f"--live {live!r}; allowed: an address as seen from the pages, such as ../lite, or one that begins with https://")
    return live.rstrip("/")


def build(folder: Path, live: str = "") -> None:
    """One file for each page, made on all processors, and one archive of them all. Pages of lessons lead to `live`, if it is given.

    Writes are atomic, builds reproducible.
    """
    live = address(live)
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor() as processes:
        files = {f"{name}.html": page for name, page in zip(pages(), processes.map(partial(render, current().name, live), pages()))}
    files |= {f"{lesson.name}.ipynb": exporter.bare(lesson) for lesson in lessons().values() if exporter.tries(lesson)}
    files["open-dyslexic.css"] = face("OpenDyslexic", "open-dyslexic")
    bundle = f"{current().slug}.zip"
    write(folder / bundle, archive(files))
    for name, content in (files | {"index.html": reference.index(bundle)}).items():
        write(folder / name, content.encode())
        print(f"{folder / name}: {len(content.encode()) / 1e3:.0f} kB")


def archive(files: dict[str, str]) -> bytes:
    """The files in one folder, packed, the same bytes at every build."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as into:
        for name, content in files.items():
            into.writestr(zipfile.ZipInfo(f"{current().slug}/{name}"), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def write(path: Path, content: bytes) -> None:
    """A file that is either whole or not there."""
    part = path.with_suffix(".part")
    part.write_bytes(content)
    os.replace(part, path)
