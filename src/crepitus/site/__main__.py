"""Write every page of the course into a folder: `python -m crepitus.site [FOLDER]`."""

import sys
from pathlib import Path

from crepitus.site.build import build

if __name__ == "__main__":
    build(Path(sys.argv[1] if len(sys.argv) > 1 else "_site"))
