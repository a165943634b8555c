"""The files around the package agree with each other."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from explorables.lesson import lessons
from explorables.readme import derived

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


def test_what_the_readme_derives_from_the_course_is_up_to_date():
    assert derived(README) == README and README.count("| [") == len(lessons())
    with pytest.raises(ValueError, match="<!-- weather -->; allowed: lessons, claims"):
        derived("<!-- weather --><!-- /weather -->")


def test_the_minutes_of_a_lesson_fit():
    for lesson in lessons().values():
        reached = [section.minute for section in lesson.sections if section.minute]
        assert reached == sorted(reached) and reached[-1] <= lesson.minutes
