"""The course in JupyterLite: a site of plain files in which the notebooks run within the browser. `explorables lite COURSE [FOLDER]`.

It needs a Pyodide distribution, unpacked: `--pyodide FOLDER`. What the course needs and that lacks is added to its lock file, so that an
import is enough and nothing is asked of the internet; and so is all that takes long (`prebuild`), for a browser computes slowly.
"""

import json
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

LAB = Path(__file__).parent / "lab"  # settings of JupyterLab as learners meet it
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
        wheel = course_wheel(own, current().home / "_cache-lite")
        extend(own, wheel)
        shutil.copyfile(LAB / "overrides.json", Path(made) / "overrides.json")
        settings = json.loads((LAB / "page_config.json").read_text(encoding="utf-8")) | {"appName": current().title}
        (Path(made) / "jupyter-lite.json").write_text(json.dumps({"jupyter-lite-schema-version": 0, "jupyter-config-data": settings}))
        command = [sys.executable, "-m", "jupyter", "lite", "build", "--lite-dir", made, "--output-dir", str(folder.resolve())]
        command += ["--contents", str(current().notebooks), "--no-sourcemaps"]
        subprocess.run(command, cwd=made, check=True)


def course_wheel(folder: Path, kept: Path) -> Path:
    """The wheel of the course in a folder, with all that takes long in it, which is `kept` between two builds."""
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
    known, added = set(map(str, map(canonicalize_name, lock.packages))), [wheel]
    asked: list[tuple[str, str]] = [(name, bounds(wheel).get(name, name)) for name in map(str, map(canonicalize_name, KERNEL))]
    while asked:
        name, wanted = asked.pop()
        if name not in known and (found := pure(folder, wanted)):
            added.append(found)
            asked += bounds(found).items()
        known.add(name)
    lock = add_wheels_to_spec(lock, added, base_path=folder, ignore_missing_dependencies=True)
    for one in added:
        entry = lock.packages[canonicalize_name(one.name.partition("-")[0])]
        needs = KERNEL if one == wheel else bounds(one)
        entry.depends = sorted({canonicalize_name(name) for name in needs} & lock.packages.keys())
    lock.to_json(path)


def pure(folder: Path, wanted: str) -> Path | None:
    """A wheel that any Python can run, brought into a folder; says so where there is none."""
    before = set(folder.glob("*.whl"))
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--platform=any", "--abi=none"]
    command += ["--implementation=py", "--dest", str(folder), wanted]
    if subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode:
        print(f"{wanted}: neither this Pyodide nor an index has a wheel that a browser can run; what needs it will fail")
    return next(iter(set(folder.glob("*.whl")) - before), None)


def bounds(wheel: Path) -> dict[str, str]:
    """The libraries that a wheel asks for, with their bounds, by name."""
    with zipfile.ZipFile(wheel) as packed:
        (about,) = (name for name in packed.namelist() if name.endswith(".dist-info/METADATA"))
        lines = message_from_bytes(packed.read(about)).get_all("Requires-Dist", [])
    asked = (Requirement(line) for line in lines)
    here = {"extra": "", "sys_platform": "emscripten", "platform_system": "Emscripten"}
    met = (one for one in asked if one.marker is None or one.marker.evaluate(here))
    return {str(canonicalize_name(one.name)): f"{one.name}{one.specifier}" for one in met}
