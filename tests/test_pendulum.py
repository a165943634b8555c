"""The second course: built from a copy of its folder, in processes of their own, without a network, and checked as ours is."""

import hashlib
import json
import math
import os
import re
import shutil
import subprocess
import sys
from itertools import product
from pathlib import Path
from zipfile import ZipFile

import checks
import matplotlib
import nbformat
import pytest
from checks import POSITION, READY
from played import settle
from scipy.optimize import brentq
from scipy.special import ellipk
from sweeps import sampled

from explorables.course import current
from explorables.lesson import read
from explorables.questions import question
from explorables.records import tables
from explorables.references import unlinked
from explorables.units import si_factor

PENDULUM = Path(__file__).parents[1] / "examples/pendulum"
PAGES = ("pendulum", "index", "progress", "explorers", "numbers", "sources", "search")  # and none that would be empty
WORKS = {work["id"]: work for work in json.loads((PENDULUM / "data/references.json").read_text(encoding="utf-8"))}
ADDRESSES = tuple(f"https://doi.org/{work['DOI']}" if "DOI" in work else work["URL"] for work in WORKS.values())
NUMBERS = tables(PENDULUM / "data/numbers.toml")
CUT = """
import socket

connect = socket.socket.connect

def cut(self, address):
    if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
        raise OSError(f"the network is cut, and {address} was asked for")
    return connect(self, address)

socket.socket.connect = cut
"""


def copied(folder: Path) -> Path:
    """What stands in the repository, in a folder of its own whose name has a space and a letter beyond ASCII."""
    return shutil.copytree(PENDULUM, folder.resolve() / "mein kleines Übungsbuch", ignore=shutil.ignore_patterns("__pycache__", "_*"))


def run(home: Path, *command: str, expected: int = 0, within: str = ".") -> subprocess.CompletedProcess:
    """Run a module of Python in the course's folder, or within one in it, as its own command would run, with the network cut."""
    (cut := home.parent / "cut").mkdir(exist_ok=True)
    (cut / "sitecustomize.py").write_text(CUT)
    path = os.pathsep.join(filter(None, [str(cut), os.environ.get("PYTHONPATH", "")]))
    environment = {name: value for name, value in os.environ.items() if name != "EXPLORABLES_CACHE"}
    environment |= {"PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-P", *command], cwd=home / within, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == expected, done.stderr
    return done


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    """A copy of the course."""
    return copied(tmp_path_factory.mktemp("pendulum"))


@pytest.fixture(scope="session")
def site(home):
    """Its pages."""
    run(home, "-m", "explorables", "site", "pendulum")
    return home / "_site"


@pytest.fixture
def visit(offline, site):
    """Open a page from disk."""
    return checks.opener(offline, site)


def test_the_whole_course_is_under_100_lines_of_python_and_toml():
    files = [path for path in PENDULUM.rglob("*") if path.suffix in (".py", ".toml")]
    assert {path.name for path in files} == {"pendulum.py", "numbers.toml", "questions.toml"}
    assert sum(bool(line.strip()) for path in files for line in path.read_text(encoding="utf-8").splitlines()) < 100
    assert len(NUMBERS) == 5 and len(tables(PENDULUM / "data/questions.toml")) == 2 and len(list(PENDULUM.glob("notebooks/*.ipynb"))) == 1


def test_a_notebook_that_was_never_run_becomes_the_one_that_is_stored(tmp_path, as_stored):
    home = copied(tmp_path)
    path = home / "notebooks/pendulum.ipynb"
    strip(path)
    assert "has no output; allowed: a notebook that was run" in run(home, "-m", "explorables", "site", "pendulum", expected=1).stderr
    run(home, "-m", "explorables", "notebooks", "pendulum")
    as_stored(PENDULUM / "notebooks/pendulum.ipynb", path.read_text(encoding="utf-8"))


@pytest.mark.soak
def test_a_work_that_only_an_answer_cites_stands_in_the_bibliography_at_the_first_run(tmp_path):
    home = copied(tmp_path)
    edited("data/questions.toml", "square root of the length, and", "square root of the length [oeis2016], and")(home)
    edited(NOTEBOOK, " [oeis2016]", "")(home)
    strip(home / NOTEBOOK)
    run(home, "-m", "explorables", "notebooks", "pendulum")
    assert "ref-oeis2016" in (home / NOTEBOOK).read_text(encoding="utf-8")


def strip(path: Path) -> None:
    """Take all outputs out of a notebook."""
    nb = nbformat.read(path, 4)
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    nbformat.write(nb, path)


def test_a_cell_that_fails_is_named_in_one_line(tmp_path):
    home = copied(tmp_path)
    path = home / "notebooks/pendulum.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("import longer, wider", "import longest"), encoding="utf-8")
    *_, said = run(home, "-m", "explorables", "notebooks", "pendulum", expected=1).stderr.splitlines()
    place = "notebooks/pendulum.ipynb: cell 3, id 'setup', which begins 'from explorables import ask, bibliography, recall'"
    assert said.startswith(f"{place}, failed with ImportError: cannot import name 'longest'")
    assert "longest" in path.read_text(encoding="utf-8")  # what the author wrote is still there


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("data/numbers.toml", 'unit = "m/s²"', 'unit = "ell"', r"data/numbers.toml: \[standard_gravity\]: unit = 'ell'; allowed: s,"),
        ("notebooks/pendulum.ipynb", '"task"', '"chore"', "notebooks/pendulum.ipynb: cell 6, id 'task_length', .*: tag 'chore'; allowed"),
        (
            "notebooks/pendulum.ipynb", "[oeis2016]", "[nobody1999]",
            r"notebooks/pendulum.ipynb: cell \d+, id .*: data/references.json has no \[nobody1999\]; did you mean",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_before_a_cell_is_run_and_blamed(tmp_path, file, old, new, words):
    home = copied(tmp_path)
    edited(file, old, new)(home)
    said = run(home, "-m", "explorables", "notebooks", "pendulum", expected=1).stderr
    assert re.match(words, said) and said.count("allowed") <= 1, said


@pytest.mark.skipif(matplotlib.__version_info__ < (3, 11), reason="Matplotlib 3.11 measures letters otherwise")
def test_the_committed_pictures_are_what_is_drawn(home):
    run(home, "-m", "explorables", "figures", "pendulum", "drawn")
    drawn = {path.name: path.read_bytes() for path in (home / "drawn").iterdir()}
    assert drawn == {path.name: path.read_bytes() for path in PENDULUM.glob("figures/*")}
    assert drawn.keys() == {"longer.svg", "wider.svg"}


def test_jupyterlab_opens_on_the_notebook_and_its_kernels_find_the_course(tmp_path):
    """JupyterLab itself is a stand-in here, which imports what a kernel would, where a kernel would."""
    home = copied(tmp_path)
    (stand_in := tmp_path / "cut/jupyterlab").mkdir(parents=True)
    (stand_in / "__init__.py").touch()
    (stand_in / "__main__.py").write_text(
        "import os, sys\nos.chdir(os.path.dirname(sys.argv[-1]))\nsys.path[:] = [path for path in sys.path if path]\n"
        "import pendulum\nprint(pendulum.__file__, *sys.argv[1:], sep='\\n')\n"
    )
    found, *options, notebook = run(home, "-m", "explorables", "lab", "pendulum", "--no-browser").stdout.splitlines()
    assert Path(found) == home / "pendulum.py" and Path(notebook) == home / "notebooks/pendulum.ipynb"
    assert f"--ServerApp.root_dir={home}" in options and "--no-browser" in options


def test_a_course_that_is_installed_needs_no_path():
    """As ours, whose module does not lie beside its notebooks."""
    assert current().environment().get("PYTHONPATH", "") == os.environ.get("PYTHONPATH", "")


def periods(home: Path) -> dict[str, list[float]]:
    """What the model gives at some angles [rad], and the five numbers in SI units with their spreads."""
    script = (
        "import json\nfrom pendulum import swing\nfrom explorables import number\n"
        f"found = {{'angles': [swing(2.0, angle).period for angle in {ANGLES}], 'pantheon': swing(number('pantheon_length').si).period}}\n"
        f"print(json.dumps(found | {{name: [number(name).si, number(name).spread_si] for name in {list(NUMBERS)}}}))"
    )
    (home / "asked.py").write_text(script)
    return json.loads(run(home, "-c", "import sys; sys.path.insert(0, ''); import asked").stdout)


ANGLES = [1e-3, 0.1, 0.5, 1.0, 2.0, 3.0, 3.1]


def test_the_period_is_that_of_the_complete_elliptic_integral(home):
    found = periods(home)
    (gravity, _), (angle, spread), (period, last_digit) = map(found.get, ("standard_gravity", "doubling_angle", "pantheon_period"))
    assert found["angles"] == pytest.approx([4 * math.sqrt(2 / gravity) * ellipk(math.sin(angle / 2) ** 2) for angle in ANGLES], rel=1e-13)
    assert found["angles"][0] == pytest.approx(2 * math.pi * math.sqrt(2 / gravity) * (1 + 1e-6 / 16), rel=1e-12)  # the series in the angle
    assert abs(found["pantheon"] - period) <= last_digit  # a target: nothing of the model was chosen by it
    doubled = brentq(lambda wide: ellipk(math.sin(wide / 2) ** 2) - math.pi, 1, 3)
    assert abs(doubled - angle) <= spread and angle == pytest.approx(159.75 * si_factor("degrees"))


def test_every_number_is_stated_with_its_source_and_every_work_is_cited():
    cells = read(PENDULUM / "notebooks/pendulum.ipynb").nb.cells
    prose = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    for number in NUMBERS.values():
        assert f"{number['printed']} {number['unit']} [{number['ref']}]" in prose
    assert set(re.findall(r"\[([a-z]+\d{4})\]", prose)) == WORKS.keys()


def test_the_course_has_the_pages_that_it_fills(site):
    assert {path.stem for path in site.glob("*.html")} == set(PAGES)
    with ZipFile(site / "the-pendulum.zip") as archive:
        assert {Path(name).name for name in archive.namelist()} == {path.name for path in site.iterdir()} - {"the-pendulum.zip"}
    assert (site / "pendulum.html").stat().st_size < 275_000


def test_a_course_of_one_lesson_is_not_spoken_of_as_many(visit):
    assert visit("index").get_by_role("heading", level=3).all_inner_texts() == ["How long does a swing take?"]  # and no number before it
    path = visit("progress").locator("main")
    assert "1 lesson, together about 15 minutes without what is under the hood. What you answer" in path.inner_text()
    assert path.get_by_role("link", name="review questions").count() == 0
    assert "questions of the pre-test" not in path.inner_html()
    assert "You have answered 0 of the 2 questions." in path.inner_text()


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(site, page):
    checks.links_lead_somewhere(site, page, ADDRESSES)


def test_every_work_can_be_looked_up(site):
    html = (site / "sources.html").read_text(encoding="utf-8")
    assert all(f'href="{address}"' in html for address in ADDRESSES)


LOOKS = ((1280, "light"), (320, "dark"))


@pytest.mark.parametrize(
    ("page", "look"), sampled(product(sorted(PAGES), LOOKS), lambda case: case[0] == "pendulum" or case[1] is LOOKS[1])
)
def test_axe_finds_nothing_and_nothing_sticks_out(visit, axe, page, look):
    checks.can_be_read_by_everybody(visit(page, look[0], color_scheme=look[1]), axe)


def test_every_slider_moves_picture_and_sentence_by_keyboard(visit):
    assert checks.sliders_move_picture_and_sentence(visit("pendulum")) == 3


def test_the_page_says_what_the_model_says(visit):
    figure = visit("pendulum").locator("[data-explorer=wider]")
    for slider in figure.locator("[type=range]").all():
        slider.press("End")
    period = 4 * math.sqrt(4 / 9.80665) * ellipk(math.sin(math.radians(170) / 2) ** 2)
    assert figure.locator("output").inner_text() == f"It takes {period:.2f} s, 144 % longer than a small swing."


def test_predictions_are_answered_and_come_back(visit):
    asked = {name: question(name, fields) for name, fields in tables(PENDULUM / "data/questions.toml").items()}
    opened = visit("pendulum")
    assert checks.every_answer_is_answered(opened, asked) == 2
    opened.reload()
    settle(opened)
    assert opened.locator("[data-recall] dt:visible").count() == 2


def test_tab_reaches_every_control_in_order(visit):
    checks.tab_reaches_every_control_in_order(visit("pendulum"))


def test_without_javascript_the_page_still_teaches(visit):
    opened = visit("pendulum", java_script_enabled=False)
    checks.teaches_without_javascript(opened)
    opened.locator("[data-explorer=longer]").get_by_text("What moving the sliders shows").click()
    assert opened.get_by_text("Four times the length takes twice the time: ").is_visible()


def test_a_search_finds_the_lesson_and_its_sources(visit):
    opened = visit("search")
    opened.get_by_label("Words").fill("arithmetic-geometric")
    assert "pendulum.html#A-wider-swing" in opened.locator(".found a").evaluate_all("links => links.map(a => a.getAttribute('href'))")


@pytest.mark.soak
def test_nbconvert_makes_slides_whose_sliders_move(home, tmp_path, offline, axe):
    run(home, "-m", "nbconvert", "--to", "explorables_slides", "pendulum.ipynb", "--output-dir", str(tmp_path), within="notebooks")
    page = offline(viewport={"width": 1280, "height": 720}).new_page()
    page.goto((tmp_path / "pendulum.slides.html").as_uri())
    page.wait_for_function(READY)
    count = int(page.evaluate(POSITION).rpartition(" ")[2])
    assert count >= 8
    checks.keys_turn_every_slide(page, count)
    for number in range(1, count + 1):
        page.locator(".slides select").select_option(str(number))
        assert axe(page) == [], number
        for slider in page.locator("[data-on] [type=range]").all():
            said = page.locator("[data-on] output").inner_text()
            slider.press("End")
            assert page.locator("[data-on] output").inner_text() != said


def edited(file: str, old: str, new: str):
    """A change of a text file of the course, citations as an author writes them."""

    def change(home: Path):
        text = unlinked((home / file).read_text(encoding="utf-8"))
        assert old in text
        (home / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def without(file: str):
    """A course that lacks a file or a folder."""
    return lambda home: shutil.rmtree(home / file) if (home / file).is_dir() else (home / file).unlink()


def claimed_twice(home: Path):
    """Two claims of one name."""
    text = (
        "id,topic,claim,verdict,reason,sources,home,contradicts\n" + 2 * "C1,time,Heavy balls swing faster.,contradicted,No.,,pendulum,\n"
    )
    (home / "data/claims.csv").write_text(text, newline="\n")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    entry = f'[claims]\nfile = "claims.csv"\ncaption = "Claims"\nsource = "ours"\nlicence = "CC BY 4.0"\nsha256 = "{sha256}"\n'
    (home / "data/tables.toml").write_text(entry)


NOTEBOOK = "notebooks/pendulum.ipynb"
BAD = {
    "no data": (
        without("data"),
        r"pendulum.py, line \d+: course 'pendulum': home = .* has no folder 'data'; allowed: a home with the folder 'data'",
    ),
    "no references": (without("data/references.json"), "data/references.json is missing; allowed: a list of works in CSL-JSON"),
    "no lesson": (without(NOTEBOOK), "course 'pendulum': .*notebooks holds no lesson; allowed: one notebook or more"),
    "no facts": (
        edited(NOTEBOOK, '"lesson": {', '"lesser": {'),
        "notebooks/pendulum.ipynb: metadata: lesson is missing; allowed: a table with course: text, question: text",
    ),
    "an unknown fact": (
        edited(NOTEBOOK, '"minutes": 15', '"hours": 1'),
        "notebooks/pendulum.ipynb: metadata: lesson: .*`(hours|minutes)`.*; allowed: .*minutes: whole number",
    ),
    "a lesson that is needed and not there": (
        edited(NOTEBOOK, '"minutes": 15', '"minutes": 15, "needs": ["03"]'),
        "notebooks/pendulum.ipynb: metadata: lesson: needs = '03'; allowed: pendulum",
    ),
    "a minute in words": (
        edited(NOTEBOOK, '"minute": 7', '"minute": "seven"'),
        "notebooks/pendulum.ipynb: cell 10, id 'angle', which begins '## A wider swing': minute = 'seven'; allowed: a whole number",
    ),
    "an unknown picture": (
        edited(NOTEBOOK, '"picture": "longer"', '"picture": "longest"'),
        "notebooks/pendulum.ipynb: metadata: lesson: picture = 'longest'; allowed: longer, wider",
    ),
    "an unknown tag": (
        edited(NOTEBOOK, '"task"', '"chore"'),
        "notebooks/pendulum.ipynb: cell 6, id 'task_length', which begins .*: tag 'chore'; allowed on a markdown cell: objectives, .*task",
    ),
    "a question twice": (
        edited("data/questions.toml", "[wide_swing]", "[four_times]"),
        r"data/questions.toml: Cannot declare \[four_times\] twice .*: \[four_times\]; allowed: TOML in UTF-8, no name twice",
    ),
    "a question in two cells": (
        edited(NOTEBOOK, '"id": "wide_swing"', '"id": "four_times"'),
        r"notebooks/pendulum.ipynb: question 'four_times' is asked in two cells; allowed: one, and recall\(\) after it",
    ),
    "a question that cites what is not there": (
        edited("data/questions.toml", "square root of the length, and", "square root of the length [nobody1999], and"),
        r"data/questions.toml: \[four_times\]: data/references.json has no \[nobody1999\]; did you mean one of ",
    ),
    "a readout that fails at the last value": (
        edited("pendulum.py", 'f"It takes {found.period:.2f} s,', 'f"It takes {1 // (found.angle < 2.9):.2f} s,'),
        r".*: explorer 'wider' fails in state \(angle = 170 degrees, length = 1 m\): integer .* \(pendulum.py, line \d+\)",
    ),
    "a readout that is no sentence": (
        edited("pendulum.py", 'readout=lambda found: f"It takes', 'readout=lambda found: 3 or f"It takes'),
        r"notebooks/pendulum.ipynb: explorer 'wider' fails in state \(angle = 10 degrees, length = 1 m\): readout = 3; allowed: text",
    ),
    "a claim twice": (claimed_twice, "data/claims.csv: C1: id = 'C1', which stands twice; allowed: an id of its own for each claim"),
    "an unknown key": (
        edited("data/numbers.toml", 'printed = "67"', 'digits = "67"'),
        r"data/numbers.toml: \[pantheon_length\]: .*`(digits|printed)`.*; allowed: printed: text, unit: text",
    ),
    "a name that the heading gives": (
        edited("data/numbers.toml", 'printed = "67"', 'printed = "67", name = "length"'),
        r"data/numbers.toml: \[pantheon_length\]: Object contains unknown field `name`; allowed: printed: text",
    ),
    "an unknown key of an answer": (
        edited("data/questions.toml", "later = ", "after = "),
        r"data/questions.toml: \[four_times\]: options.same: .*`after`; allowed: text: text, feedback: text",
    ),
    "a number that nobody printed": (
        edited(NOTEBOOK, "67 m [francebleu2015]", "68 m [francebleu2015]"),
        r"notebooks/pendulum.ipynb: 68 m \[francebleu2015\] is not in data/numbers.toml, which has 16 s, 67 m of francebleu2015",
    ),
}


OFTEN = ("no data", "an unknown tag", "a claim twice", "a readout that fails at the last value")


@pytest.mark.parametrize("fault", sampled(BAD, lambda fault: fault in OFTEN))
def test_bad_input_ends_the_build_in_one_line_that_says_where_and_what_is_allowed(tmp_path, fault):
    home, (change, words) = copied(tmp_path), BAD[fault]
    change(home)
    said = run(home, "-m", "explorables", "site", "pendulum", expected=1).stderr
    assert re.fullmatch(words + ".*\n", said), said
    assert not (home / "_site/index.html").exists()
