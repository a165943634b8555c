"""Draw the starting picture of every explorer into a folder: `python -m crepitus.explorers [FOLDER]`."""

import sys
from pathlib import Path

from crepitus.explorers import ALL


def draw(folder: Path) -> None:
    """One SVG for each explorer, the same bytes at every run."""
    folder.mkdir(exist_ok=True)
    for name, explorer in ALL.items():
        (folder / f"{name}.svg").write_text(explorer.picture.svg(explorer.result(explorer.start)), encoding="utf-8")


if __name__ == "__main__":
    draw(Path(sys.argv[1] if len(sys.argv) > 1 else "figures"))
