"""The site of live notebooks: what is refused, what the wheel and the lock file hold. Browsers: docs/deploy.md says what was seen."""

import json
import zipfile

import pytest

from explorables import cache, lite
from explorables.course import current

LOCK = {
    "info": {"arch": "wasm32", "platform": "emscripten_5_0_3", "version": "314.0.6", "python": "3.14.2", "abi_version": "2026_0"},
    "packages": {
        "numpy": {
            "name": "numpy", "version": "2.4.6", "file_name": "numpy-2.4.6-cp314-cp314-pyemscripten_2026_0_wasm32.whl",
            "install_dir": "site", "sha256": "0" * 64, "imports": ["numpy"], "depends": [], "package_type": "package",
            "unvendored_tests": False,
        },
    },
}  # fmt: skip

pytestmark = pytest.mark.soak


@pytest.fixture
def wheel(tmp_path, monkeypatch):
    """The course's wheel with one thing that took long."""
    monkeypatch.setattr(lite, "prebuild", lambda folder: (folder.mkdir(exist_ok=True), (folder / "film.table-1").write_bytes(b"table")))
    (tmp_path / "pyodide").mkdir()
    return lite.course_wheel(tmp_path / "pyodide", tmp_path / "kept")


def test_the_wheel_holds_what_takes_long_and_says_with_what_it_was_made(wheel):
    with zipfile.ZipFile(wheel) as packed:
        assert packed.read("crepitus/files/_cache/film.table-1") == b"table"
        made_with = packed.read(f"crepitus/files/_cache/{cache.MADE_WITH}").decode().splitlines()
    assert [line.split()[0] for line in made_with] == list(cache.LIBRARIES)


def test_what_the_course_needs_is_entered_in_the_lock_file(wheel, monkeypatch):
    pytest.importorskip("pyodide_lock")
    path = wheel.parent / "pyodide-lock.json"
    path.write_text(json.dumps(LOCK), encoding="utf-8")
    asked = []
    monkeypatch.setattr(lite, "pure", lambda folder, wanted: asked.append(wanted))
    lite.extend(wheel.parent, wheel)
    entry = json.loads(path.read_text(encoding="utf-8"))["packages"]["why-backs-crack"]
    assert {"crepitus", "explorables"} <= set(entry["imports"]) and entry["depends"] == ["numpy"]
    assert "anywidget>=0.9.18" in asked and not [wanted for wanted in asked if wanted.startswith("numpy")]


def test_a_folder_without_pyodide_is_refused(tmp_path):
    pytest.importorskip("jupyterlite_pyodide_kernel")
    with pytest.raises(ValueError, match=r"no pyodide-lock\.json lies there; allowed: a Pyodide distribution, unpacked"):
        lite.build(tmp_path / "site", tmp_path)


def test_what_was_made_elsewhere_is_found_whatever_libraries_are_installed(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORABLES_CACHE", str(tmp_path))
    files = [current().data / "numbers.toml"]
    (tmp_path / f"x-{cache.state(tuple(files), ('numpy 1', 'scipy 2'))}").write_bytes(b"made elsewhere")
    assert cache.kept("x", files) is None
    (tmp_path / cache.MADE_WITH).write_text("numpy 1\nscipy 2", encoding="utf-8")
    assert cache.kept("x", files) == b"made elsewhere"
