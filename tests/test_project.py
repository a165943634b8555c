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
VERBS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def load(path: Path) -> dict:
    """A YAML file."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_environment_yml_has_pyprojects_names_and_bounds_with_those_of_the_tests():
    listed = load(ROOT / "environment.yml")["dependencies"]
    by_pip = next(entry["pip"] for entry in listed if isinstance(entry, dict))
    by_conda = [entry for entry in listed if isinstance(entry, str) and entry != "pip"]
    assert by_pip[-1] == "--editable ."
    renamed = [entry.replace("playwright-python>", "playwright>") for entry in by_conda]  # conda-forge's playwright is what drives browsers
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    assert sorted([*renamed, *by_pip[:-1]]) == sorted([f"python{PROJECT['requires-python']}", *wanted])


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
    listed = subprocess.run(["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {line.split()[0] for line in listed.splitlines()} == VERBS


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


WORKFLOWS = {path.stem: load(path) for path in (ROOT / ".github/workflows").glob("*.yml")}


def test_workflows_pin_actions_to_a_major_version_and_call_verbs_that_exist():
    for workflow in WORKFLOWS.values():
        for job in workflow["jobs"].values():
            choices = job.get("strategy", {}).get("matrix", {}).get("include", [])
            for step in job.get("steps", ()):
                if "uses" in step:
                    assert re.fullmatch(r"actions/[a-z-]+@v\d+", step["uses"]), step
                for verb in re.findall(r"\bmake (\S+)", step.get("run", "").replace("${{ matrix.verb }}", "MATRIX")):
                    assert ({choice["verb"] for choice in choices} if verb == "MATRIX" else {verb}) <= VERBS


def test_pages_are_deployed_only_when_every_test_has_passed():
    tests, pages = WORKFLOWS["tests"]["jobs"], WORKFLOWS["pages"]
    assert list(pages[True]) == ["workflow_call"]  # YAML 1.1 reads the key `on` as true; nothing else starts them
    assert (
        tests["pages"]["needs"] == "tests" and tests["pages"]["uses"].endswith("/pages.yml") and "refs/heads/main" in tests["pages"]["if"]
    )
    assert [step["run"] for step in tests["tests"]["steps"] if "run" in step] == [".ci/run"]


def test_other_systems_are_tested_and_each_week_what_takes_long():
    jobs = WORKFLOWS["tests"]["jobs"]
    assert [name.partition("-")[0] for name in jobs["elsewhere"]["strategy"]["matrix"]["system"]] == ["macos", "windows"]
    assert {choice["verb"] for choice in jobs["weekly"]["strategy"]["matrix"]["include"]} == {"soak", "oldest", "newest", "pyodide-pins"}
    assert "schedule" in WORKFLOWS["tests"][True] and "schedule" in jobs["weekly"]["if"]


@pytest.mark.parametrize("name", ["wrong_fact", "fault", "idea"])
def test_a_form_for_issues_asks_in_fields_that_the_host_knows(name):
    form = load(ROOT / f".github/ISSUE_TEMPLATE/{name}.yml")
    assert set(form) == {"name", "description", "labels", "body"}
    ids = [field["id"] for field in form["body"]]
    assert len(set(ids)) == len(ids)
    for field in form["body"]:
        assert field["type"] in ("textarea", "input", "dropdown", "checkboxes") and field["attributes"]["label"]
        assert ("options" in field["attributes"]) == (field["type"] in ("dropdown", "checkboxes"))


def test_versions_agree():
    """The newest version in the changelog is the package's, the newest released one is what CITATION.cff names."""
    said = re.findall(r"^## \[([\d.]+)\] - (\S+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert said[0][0] == PROJECT["version"]
    released, citation = next(entry for entry in said if entry[1] != "Unreleased"), load(ROOT / "CITATION.cff")
    assert (citation["version"], str(citation["date-released"])) == released
