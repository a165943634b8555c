"""Every page of the course, written into a folder."""

import io
import os
import zipfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from crepitus.site import classroom, page, reference, study
from crepitus.site.frame import face

ARCHIVE = "why-backs-crack.zip"


def pages() -> dict[str, Callable[[], str]]:
    """How every page is made, by the name of its file without the ending."""
    return page.pages() | reference.pages() | classroom.pages() | study.pages()


def made(name: str) -> str:
    """One page."""
    return pages()[name]()


def build(folder: Path) -> None:
    """One file for each page, made on all processors, and one archive of them all.

    A build that is interrupted leaves no half a file behind, and the next one gives the same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor() as processes:
        files = {f"{name}.html": page for name, page in zip(pages(), processes.map(made, pages()))}
    files["open-dyslexic.css"] = face("OpenDyslexic", "open-dyslexic")
    write(folder / ARCHIVE, archive(files))
    for name, content in (files | {"index.html": reference.index(ARCHIVE)}).items():
        write(folder / name, content.encode())
        print(f"{folder / name}: {len(content.encode()) / 1e3:.0f} kB")


def archive(files: dict[str, str]) -> bytes:
    """The files in one folder, packed, the same bytes at every build."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as into:
        for name, content in files.items():
            into.writestr(zipfile.ZipInfo(f"why-backs-crack/{name}"), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def write(path: Path, content: bytes) -> None:
    """A file that is either whole or not there."""
    part = path.with_suffix(".part")
    part.write_bytes(content)
    os.replace(part, path)
