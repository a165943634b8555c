"""Write every page of the course into a folder: `python -m crepitus.site [FOLDER]`."""

import os
import sys
import tempfile
from pathlib import Path

from crepitus.site import page, reference, study
from crepitus.site.frame import face


def build(folder: Path) -> None:
    """One file for each page. A build that is interrupted leaves no half a file behind, and the next one gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in (page.pages() | reference.pages() | study.pages()).items():
        content = make().encode()
        write(folder / f"{name}.html", content)
        print(f"{folder / name}.html: {len(content) / 1e3:.0f} kB")
    write(folder / "open-dyslexic.css", face("OpenDyslexic", "open-dyslexic").encode())


def write(path: Path, content: bytes) -> None:
    """A file that is either whole or not there."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    os.replace(file.name, path)


if __name__ == "__main__":
    build(Path(sys.argv[1] if len(sys.argv) > 1 else "_site"))
