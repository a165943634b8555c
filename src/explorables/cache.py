"""What takes long to make, kept on disk under a name that changes with the files and libraries it is made of.

The cache is optional: where it cannot be read or written, the thing is made and work goes on, with a warning. It lies in the folder
that the variable EXPLORABLES_CACHE names; else in `_cache` beside the course, in a checkout; else, or where that cannot be written, in
the user's own cache folder. Everybody may read what one has put there. Old entries go: of every name the newest few stay.
"""

import ast
import hashlib
import os
import warnings
from collections.abc import Callable, Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import mkstemp

from platformdirs import user_cache_path

from explorables.course import current

ENGINE = Path(__file__).parent
LIBRARIES: tuple[str, ...] = ("numpy", "scipy", "matplotlib", "scikit-image", "fast-simplification")
LIBRARIES += ("jinja2", "pygments", "nbconvert", "mistune", "beautifulsoup4", "math-core")
MADE_WITH = "made-with.txt"  # a library with its version a line: for a folder that was made elsewhere and is only read
KEPT = 4  # states of one name: some branches of work, and the editions of several learners on one machine


def cached(name: str, make: Callable[[], bytes], files: Iterable[Path]) -> bytes:
    """The bytes of that name if the files and LIBRARIES are as when they were made; else they are made, and put there if that works.

    Writing replaces whole files, so two processes that make the same bytes at once do no harm.
    """
    if (found := kept(name, files)) is not None:
        return found
    made, problems = make(), []
    for folder in folders():
        try:
            write(entry(folder, name, files), made)
        except OSError as wrong:
            problems.append(f"{folder}: {wrong.strerror or wrong}")
        else:
            return made
    warnings.warn(
        f"nothing is cached, so it is made anew each time ({'; '.join(problems)}); allowed: a folder that can be written", stacklevel=2
    )
    return made


def kept(name: str, files: Iterable[Path]) -> bytes | None:
    """The same if they are there, else None."""
    for folder in folders():
        try:
            return entry(folder, name, files).read_bytes()
        except OSError:
            continue
    return None


def entry(folder: Path, name: str, files: Iterable[Path]) -> Path:
    """Where the bytes of that name lie in a folder, which may say in MADE_WITH that other libraries made all that it holds."""
    try:
        libraries = tuple((folder / MADE_WITH).read_text(encoding="utf-8").splitlines())
    except OSError:
        libraries = ()
    return folder / f"{name}-{state(tuple(files), libraries)}"


def folders() -> list[Path]:
    """Where entries may lie, the first choice first."""
    if chosen := os.environ.get("EXPLORABLES_CACHE"):
        return [Path(chosen)]
    beside, own = current().home / "_cache", user_cache_path("explorables") / current().name
    return (
        [own, beside] if {"site-packages", "dist-packages"} & set(beside.parts) else [beside, own]
    )  # an installed package is not written to


def write(path: Path, content: bytes) -> None:
    """Put an entry where it belongs, readable for all whom the folder lets in, and drop the oldest others of its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(part, 0o644)
        os.replace(part, path)
    except OSError:
        Path(part).unlink(missing_ok=True)
        raise
    prune(path)


def prune(path: Path) -> None:
    """Delete the oldest entries of a name beyond KEPT; of what somebody else owns, what can be deleted."""
    name = path.name.rpartition("-")[0]
    others = [entry for entry in path.parent.glob("*") if entry.name.rpartition("-")[0] == name and entry != path]
    for entry in sorted(others, key=age)[KEPT - 1 :]:
        try:
            entry.unlink(missing_ok=True)
        except OSError:
            continue


def age(path: Path) -> float:
    """Seconds by which a file is older than the newest that could be, so that the newest comes first."""
    try:
        return -path.stat().st_mtime
    except OSError:  # another process has deleted it meanwhile
        return float("inf")


@cache
def everything(*but: str) -> tuple[Path, ...]:
    """All code and data that the course is made with, the engine's code included, without files and folders of some names."""
    course = current()
    found = [*((path, path.relative_to(ENGINE)) for path in ENGINE.rglob("*.py")), *((path, path) for path in course.code())]
    found += [(path, Path(path.name)) for path in course.data.iterdir() if path.is_file()]
    return tuple(path for path, name in sorted(found) if not set(but) & set(name.parts))


@cache
def unreached(*modules: str) -> frozenset[Path]:
    """The files of the course that none of its modules of these names needs: not imported, directly or not, nor beside its package's head.

    Who imports a package by its name may use all that is in it.
    """
    code = current().code()
    root = code[0].parent.parent if len(code) > 1 else code[0].parent
    dotted = {".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): path for path in code}
    needed: set[str] = set()
    waiting = {name for name, path in dotted.items() if name in modules or path.parent == code[0].parent}
    while waiting:
        needed |= waiting
        names = {name for reached in waiting for name in imported(dotted[reached])}
        packages = tuple(f"{name}." for name in names if name in dotted and dotted[name].stem == "__init__")
        waiting = {name for name in dotted if name in names or f"{name}.__init__" in names or name.startswith(packages)} - needed
    return frozenset(path for name, path in dotted.items() if name not in needed)


def imported(path: Path) -> set[str]:
    """The names that a module imports, each as what it may be: a module of a package, or what the package's own head holds."""
    names = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
            names.add(f"{node.module}.__init__")
    return names


@cache
def state(files: tuple[Path, ...], libraries: tuple[str, ...] = ()) -> str:
    """A name for the state of files and libraries, those installed unless others are named."""
    digests = sorted(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files)  # wherever they lie
    return hashlib.sha256("\n".join([*(libraries or map(installed, LIBRARIES)), *digests]).encode()).hexdigest()[:16]


def installed(library: str) -> str:
    """A library with its version."""
    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:
        return f"{library} none"
