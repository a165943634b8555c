"""Write every page of the course and the index into a folder: `python -m crepitus.site [FOLDER]`."""

import sys
from pathlib import Path

from crepitus.site.page import NOTEBOOKS, PageExporter, style, titles
from crepitus.sources import table
from crepitus.web import template


def build(folder: Path) -> None:
    """One file for each notebook, and `index.html`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in titles():
        page, _ = PageExporter().from_filename(str(NOTEBOOKS / f"{name}.ipynb"))
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
        print(f"{folder / name}.html: {len(page.encode()) / 1e3:.0f} kB")
    ready = {name[:2]: name for name in titles()}
    index = template("index.html").render(lessons=table("lessons").rows, ready=ready, style=style())
    (folder / "index.html").write_text(index, encoding="utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1] if len(sys.argv) > 1 else "_site"))
