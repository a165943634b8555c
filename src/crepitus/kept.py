"""What takes long to make, kept under a name that changes with the files and libraries it is made of.

It is kept in `_cache/` of the checkout, or in the folder that the variable CREPITUS_CACHE names.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from crepitus.sources import DATA

PACKAGE, ROOT = Path(__file__).parent, DATA.parent
CACHE = Path(os.environ.get("CREPITUS_CACHE", ROOT / "_cache"))
LIBRARIES = ("numpy", "scipy", "matplotlib", "scikit-image", "fast-simplification")
LIBRARIES += ("jinja2", "pygments", "nbconvert", "mistune", "beautifulsoup4", "math-core")


def kept(name: str, make: Callable[[], bytes], files: Iterable[Path]) -> bytes:
    """The bytes of that name if the files and LIBRARIES are as when they were made; else they are made and put there.

    Of two processes that make them at once the last one wins, with the same bytes.
    """
    path = CACHE / _state(tuple(files)) / name
    if not path.exists():
        made = make()
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(made)
        os.replace(file.name, path)
    return path.read_bytes()


@cache
def everything(*but: str) -> tuple[Path, ...]:
    """All code and data of the course, without files and folders of some names."""
    found = [path.relative_to(ROOT) for path in (*PACKAGE.rglob("*.py"), *DATA.iterdir()) if path.is_file()]
    return tuple(ROOT / path for path in sorted(found) if not set(but) & set(path.parts))


@cache
def _state(files: tuple[Path, ...]) -> str:
    """A name for the state of files and libraries."""
    versions = " ".join(f"{library} {version(library)}" for library in LIBRARIES)
    digests = (f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files)
    return hashlib.sha256("\n".join([versions, *digests]).encode()).hexdigest()[:16]
