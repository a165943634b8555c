"""A whole class in one hub: learners who are not root play lesson 03, fetch an exercise and hand it in; the teacher grades it."""

import csv
import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import hubs
import nbformat
import pytest
from played import shown

pytestmark = [pytest.mark.soak, pytest.mark.skipif(bool(hubs.missing()), reason=hubs.missing())]
LAW = "3 * viscosity * curvature_radius * opening_speed / gap**2"
HANDED_IN = {"crack-ada": (f"-{LAW}", 4), "crack-ben": (LAW, 3)}  # by learner: the answer, and its marks: one has the sign wrong


@pytest.fixture(scope="module")
def room():
    """A folder of this test that all users can reach, with the exchange and nbgrader's settings for all."""
    with TemporaryDirectory(prefix="hub-", ignore_cleanup_errors=True) as made:  # pytest shuts others out of its own
        folder = Path(made)
        exchange, settings = folder / "exchange", folder / "settings"
        for path in (exchange, settings):
            path.mkdir()
        exchange.chmod(0o777)
        given = (hubs.ROOT / "deploy/nbgrader_config.py").read_text(encoding="utf-8")
        (settings / "nbgrader_config.py").write_text(given.replace("/srv/nbgrader/exchange", str(exchange)), encoding="utf-8")
        yield folder


@pytest.fixture(scope="module")
def homes(room):
    with hubs.learners(room, list(HANDED_IN)) as homes:
        yield homes


@pytest.fixture(scope="module")
def teacher(room, installed):
    """Calls nbgrader in the teacher's folder, which holds the assignments; exercise_03 is handed out."""
    folder = room / "teacher"
    own = os.environ | {"JUPYTER_CONFIG_PATH": str(room / "settings"), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    subprocess.run([installed / "explorables", "assignments", "crepitus", folder], env=own, check=True, stdout=subprocess.DEVNULL)

    def call(*arguments):
        done = subprocess.run([sys.executable, "-m", "nbgrader", *arguments], cwd=folder, env=own, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-3000:]
        return folder

    call("release_assignment", "exercise_03")
    return call


@pytest.fixture(scope="module")
def address(room, homes, installed):
    with hubs.hub(room, hubs.environment(room, installed, "03"), list(HANDED_IN), room / "settings") as address:
        yield address


@pytest.fixture(scope="module", params=list(HANDED_IN))
def page(request, chromium, address, teacher):
    context = chromium.new_context(viewport={"width": 1400, "height": 1000})
    opened = context.new_page()
    hubs.log_in(opened, address, request.param)
    yield opened, request.param
    context.close()


def test_a_learner_plays_a_lesson_fetches_an_exercise_and_hands_it_in(page, homes):
    opened, name = page
    assert "/class/user/" in opened.url and (homes[name] / "why-backs-crack/00_start_here.ipynb").is_file()
    hubs.open_lesson(opened, "why-backs-crack/03_what_makes_the_crack.ipynb")
    hubs.run_all(opened)
    figure = shown(opened, "[data-explorer=film_pressure]")
    readout = figure.locator("output")
    before = readout.text_content()
    figure.locator("[type=range]").first.focus()
    opened.keyboard.press("ArrowLeft")
    opened.wait_for_function("([e, old]) => e.textContent !== old", arg=[readout.element_handle(), before], timeout=120_000)
    form = shown(opened, "form[data-question=half_the_gap]")
    form.get_by_label("A quarter as fast").check()
    form.get_by_label("guessing").check()
    form.get_by_role("button").last.click()
    assert form.locator("> output").inner_text().startswith("Recorded: a quarter.")
    opened.evaluate("void jupyterapp.commands.execute('nbgrader:open-assignment-list')")
    opened.get_by_role("button", name="Fetch").first.click(timeout=60_000)
    copy = homes[name] / "why_backs_crack/exercise_03/exercise_03.ipynb"
    submit = opened.get_by_role("button", name="Submit").first
    submit.wait_for(timeout=120_000)
    answer(copy, name)
    submit.click()
    opened.get_by_text(re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")).first.wait_for(timeout=120_000)


def answer(copy: Path, name: str) -> None:
    """Write a learner's answer into the exercise that they fetched."""
    told = nbformat.read(copy, 4)
    cell = next(cell for cell in told.cells if "raise NotImplementedError" in cell.source)
    cell.source = cell.source.replace("raise NotImplementedError", f"return {HANDED_IN[name][0]}")
    nbformat.write(told, copy)


def test_each_writes_in_their_own_folder_only(room, homes, page):
    _, name = page
    found = subprocess.run(["find", room, "-user", name], capture_output=True, text=True, check=True).stdout.splitlines()
    elsewhere = [path for path in found if not path.startswith((str(homes[name]), str(room / "exchange")))]
    assert found and elsewhere == []
    other = next(home for one, home in homes.items() if one != name)
    for path in (other / "x", room / "x", Path(sys.prefix) / "x", hubs.ROOT / "x"):
        assert subprocess.run(["touch", path], user=name, group=name, capture_output=True).returncode != 0


def test_what_was_handed_in_is_collected_and_graded(teacher):
    for verb in ("collect", "autograde"):
        teacher(verb, "exercise_03")
    folder = teacher("export")
    with (folder / "grades.csv").open() as lines:
        marks = {row["student_id"]: float(row["score"]) for row in csv.DictReader(lines) if row["assignment"] == "exercise_03"}
    assert marks == {name: marked for name, (_, marked) in HANDED_IN.items()}
