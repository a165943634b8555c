"""The files around the package agree with each other."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from explorables.lesson import lessons
from explorables.registry import table

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_environment_yml_has_pyprojects_names_and_bounds():
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    by_pip = next(entry["pip"] for entry in listed if isinstance(entry, dict))
    by_conda = [entry for entry in listed if isinstance(entry, str) and entry != "pip"]
    assert by_pip[-1] == "--editable ."
    assert sorted([*by_conda, *by_pip[:-1]]) == sorted([f"python{PROJECT['requires-python']}", *PROJECT["dependencies"]])


def test_the_lock_holds_hashes_and_no_addresses():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock and "file:" not in lock
    pinned = re.findall(r"^([a-z0-9.-]+)==", lock, re.MULTILINE)
    assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}", lock)) > len(pinned)
    wanted = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
    assert {re.match(r"[a-z0-9.-]+", name)[0] for name in wanted} <= set(pinned)


def test_both_packages_tell_a_type_checker_that_they_are_typed():
    for package in ("explorables", "crepitus"):
        assert (ROOT / f"src/{package}/py.typed").read_bytes() == b""


def test_make_help_lists_every_verb():
    verbs = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    listed = subprocess.run(["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {line.split()[0] for line in listed.splitlines()} == verbs


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#]+)\)", README))
def test_the_readme_links_to_files_that_are_there(target):
    assert target.startswith("https://") or (ROOT / target).exists()


def test_the_readmes_explorer_works():
    (code,) = re.findall(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    for look in ("check", "format --check"):  # as `make check` will look at it
        ruff = [sys.executable, "-m", "ruff", *look.split(), "--quiet", "--stdin-filename", "src/crepitus/explorers/ringing.py", "-"]
        assert subprocess.run(ruff, input=code, text=True, cwd=ROOT, capture_output=True).returncode == 0
    names = {"__name__": "crepitus.explorers.ringing"}
    exec(code, names)
    low, start, high = map(names["ringing"].frame, names["ringing"].states)
    assert start["readout"] == "At 100 kPa the smallest bubble shown rings at 6,523 Hz."  # Minnaert: 3.26 m/s over the radius
    assert low["parts"] != start["parts"] != high["parts"]


def test_the_time_of_a_lesson_is_said_the_same_everywhere():
    listed = {row[0]: row for row in table("lessons").rows}
    for lesson in lessons().values():
        _, _, question, doing, minutes = listed[lesson.number]
        assert int(minutes) == lesson.minutes
        assert f"| [{lesson.number}](notebooks/{lesson.name}.ipynb) | {question} | {doing} | {minutes} min |" in README
        reached = [section.minute for section in lesson.sections if section.minute]
        assert reached == sorted(reached) and reached[-1] <= lesson.minutes
