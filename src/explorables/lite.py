"""The course in JupyterLite: a site of plain files in which the notebooks run within the browser. `explorables lite COURSE [FOLDER]`.

It needs a Pyodide distribution, unpacked: `--pyodide FOLDER`. What the course needs and that lacks is added to its lock file, so that an
import is enough and nothing is asked of the internet; and so is all that takes long (`prebuild`), for a browser computes slowly.
"""

import shutil
import subprocess
import sys
import zipfile
from email import message_from_bytes
from pathlib import Path
from tempfile import TemporaryDirectory

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from explorables.cache import LIBRARIES, MADE_WITH, installed
from explorables.course import current
from explorables.prebuild import prebuild

KERNEL: tuple[str, ...] = (
    "ipywidgets",
    "anywidget",
    "psygnal",
    "comm",
    "widgetsnbextension",
    "jupyterlab-widgets",
    "lazy-loader",
    "platformdirs",
)
KERNEL += ("msgspec", "jinja2", "pygments", "pillow", "numpy", "scipy", "matplotlib", "nbformat")  # what a kernel imports


def build(folder: Path, pyodide: Path) -> None:
    """Write the site. ValueError for a folder without Pyodide, for a course that is no checkout, and where tools are missing."""
    try:
        import jupyterlite_pyodide_kernel  # noqa: F401
        import pyodide_lock  # noqa: F401
    except ImportError as wrong:
        raise ValueError(f"{wrong.name} is not installed; allowed: an environment with the extra 'lite'") from None
    if not (pyodide / "pyodide-lock.json").is_file():
        raise ValueError(f"--pyodide {pyodide}: no pyodide-lock.json lies there; allowed: a Pyodide distribution, unpacked")
    if not (current().home / "pyproject.toml").is_file():
        raise ValueError(f"course {current().name!r}: {current().home} has no pyproject.toml; allowed: a course in a checkout")
    with TemporaryDirectory() as made:
        own = Path(made) / "static/pyodide"
        shutil.copytree(pyodide, own)
        wheel = course_wheel(own)
        extend(own, wheel)
        command = [sys.executable, "-m", "jupyter", "lite", "build", "--lite-dir", made, "--output-dir", str(folder.resolve())]
        command += ["--contents", str(current().notebooks), "--no-sourcemaps"]
        subprocess.run(command, cwd=made, check=True)


def course_wheel(folder: Path) -> Path:
    """The wheel of the course in a folder, with all that takes long in it."""
    kept = current().home / "_cache-lite"
    prebuild(kept)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(current().home)]
    subprocess.run(command, check=True)
    wheel = max(folder.glob("*.whl"), key=lambda path: path.stat().st_mtime)
    with zipfile.ZipFile(wheel, "a", zipfile.ZIP_DEFLATED) as packed:
        (numbers,) = (name for name in packed.namelist() if name.endswith("/data/numbers.toml"))
        home = numbers.removesuffix("/data/numbers.toml")
        packed.writestr(f"{home}/_cache/{MADE_WITH}", "\n".join(map(installed, LIBRARIES)))
        for path in sorted(kept.iterdir()):
            packed.write(path, f"{home}/_cache/{path.name}")
    return wheel


def extend(folder: Path, wheel: Path) -> None:
    """Enter the course's wheel, and those of KERNEL that Pyodide lacks, into its lock file."""
    from pyodide_lock import PyodideLockSpec
    from pyodide_lock.utils import add_wheels_to_spec

    path = folder / "pyodide-lock.json"
    lock = PyodideLockSpec.from_json(path)
    known = set(map(canonicalize_name, lock.packages))
    lacking = [name for name in KERNEL if canonicalize_name(name) not in known]
    pure = ["--no-deps", "--only-binary=:all:", "--platform=any", "--abi=none", "--implementation=py", "--dest", str(folder)]
    before = set(folder.glob("*.whl"))
    asked = bounds(wheel)
    for name in lacking:
        command = [sys.executable, "-m", "pip", "download", "--quiet", *pure, asked.get(name, name)]
        if subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode:
            print(f"{name}: neither this Pyodide nor an index has a wheel that a browser can run; what needs it will fail")
    added = [wheel, *sorted(set(folder.glob("*.whl")) - before)]
    lock = add_wheels_to_spec(lock, added, base_path=folder, ignore_missing_dependencies=True)
    entry = lock.packages[canonicalize_name(wheel.name.partition("-")[0])]
    entry.depends = sorted({name for name in map(canonicalize_name, KERNEL) if name in lock.packages})
    lock.to_json(path)


def bounds(wheel: Path) -> dict[str, str]:
    """The libraries that a wheel asks for, with their bounds, by name."""
    with zipfile.ZipFile(wheel) as packed:
        (about,) = (name for name in packed.namelist() if name.endswith(".dist-info/METADATA"))
        lines = message_from_bytes(packed.read(about)).get_all("Requires-Dist", [])
    asked = (Requirement(line) for line in lines)
    return {canonicalize_name(one.name): f"{one.name}{one.specifier}" for one in asked if one.marker is None}
