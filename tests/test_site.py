"""The pages as they are written: how large, where their links lead, and what stops a build."""

import gzip
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import checks
import nbformat
import pytest
from played import FACTS

from explorables import command
from explorables.build import address, pages
from explorables.catalogue import catalogue
from explorables.course import current
from explorables.registry import references
from explorables.site.exporter import PageExporter
from explorables.site.layout import render_page
from explorables.site.markdown import Prose, formula

BUNDLE = "why-backs-crack.zip"
PAGES = list(pages())


def test_the_heaviest_page_can_be_mailed(site):
    page = (site / "06_gate_control.html").read_bytes()
    states = sum(len(list(explorer.states)) for explorer in catalogue().values() if f'data-explorer="{explorer.name}"' in page.decode())
    assert states >= 1500 and page.count(b"data-explorer=") >= 4
    assert len(page) <= 1_700_000
    assert len(gzip.compress(page)) <= 800_000


def test_the_pages_with_the_spine_keep_to_their_size(site):
    for name in ("01_spine_anatomy", "02_joints_in_motion"):
        page = (site / f"{name}.html").read_bytes()
        assert len(page) <= 2_200_000 and len(gzip.compress(page)) <= 1_400_000, name


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(site, page):
    works = (work.item["URL"] for work in references().values() if "URL" in work.item)
    checks.links_lead_somewhere(site, page, ("https://doi.org/10.", *works))


def test_the_course_fits_on_any_stick(site):
    sizes = {path.name: path.stat().st_size for path in site.glob("*.html")}
    assert set(sizes) == {f"{page}.html" for page in PAGES}
    assert max(sizes.values()) <= 2.2e6 and sum(sizes.values()) <= 17.5e6


def test_the_archive_holds_every_file_but_itself(site):
    with ZipFile(site / BUNDLE) as archive:
        assert {Path(name).name for name in archive.namelist()} == {path.name for path in site.iterdir()} - {BUNDLE}
        for name in archive.namelist():
            held, there = archive.read(name), (site / Path(name).name).read_bytes()
            assert held == there or (name.endswith("/index.html") and BUNDLE.encode() in there and BUNDLE.encode() not in held)


INTERRUPTED = """
import os, sys
from pathlib import Path
import crepitus
from explorables.build import build

replace, replaced = os.replace, []

def interrupted(part, path):
    replaced.append(path)
    if len(replaced) == 5:
        raise KeyboardInterrupt
    replace(part, path)

os.replace = interrupted
build(Path(sys.argv[1]))
"""


@pytest.mark.soak
def test_a_build_that_was_interrupted_and_repeated_gives_the_same_bytes(site, tmp_path):
    assert subprocess.run([sys.executable, "-c", INTERRUPTED, tmp_path], capture_output=True).returncode != 0
    assert {path.suffix for path in tmp_path.iterdir()} >= {".part", ".html"}
    subprocess.run([sys.executable, "-m", "explorables", "site", "crepitus", tmp_path], check=True, stdout=subprocess.DEVNULL)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {path.name: path.read_bytes() for path in site.iterdir()}


def test_nbconvert_renders_one_notebook(tmp_path):
    command = [
        sys.executable,
        "-m",
        "nbconvert",
        "--to",
        "explorables",
        str(current().notebooks / "00_start_here.ipynb"),
        "--output-dir",
        str(tmp_path),
    ]
    subprocess.run(command, check=True, capture_output=True)
    assert "<h1" in (tmp_path / "00_start_here.html").read_text(encoding="utf-8")


def rendered(*cells):
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# A lesson"), *cells], metadata={"lesson": FACTS})
    return PageExporter().from_notebook_node(nb)[0]


def cell_with(output):
    return nbformat.v4.new_code_cell("1", outputs=[output])


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (nbformat.v4.new_markdown_cell("As shown [nobody1900]."), r"references.json has no \[nobody1900\]"),
        (nbformat.v4.new_markdown_cell("As shown [kawchuk2015]."), r"not in its bibliography: \['kawchuk2015'\]"),
        (
            nbformat.v4.new_markdown_cell("It took 6 ms [dunning2013]."),
            r"6 ms \[dunning2013\] is not in data/numbers.toml, which has .*5.66 ms",
        ),
        (nbformat.v4.new_markdown_cell(r"$\nonsense{x}$"), r"formula \$\\nonsense\{x\}\$ cannot be set"),
        (cell_with(nbformat.v4.new_output("error", ename="ZeroDivisionError", evalue="by zero")), "a cell failed with ZeroDivisionError"),
        (cell_with(nbformat.v4.new_output("display_data", {"image/png": "AA=="})), "a picture has no alt text"),
    ],
)
def test_what_would_mislead_a_reader_stops_the_build(cell, words):
    with pytest.raises(ValueError, match=words):
        rendered(cell)


def test_tex_becomes_mathml():
    assert formula(r"\frac{1}{2}", displaystyle=True).startswith('<math display="block">')


def test_a_term_in_capitals_is_not_found_in_small_letters():
    noted = Prose().markdown("They differ by tens of degrees. The Median of TENS trials.")
    assert 'id="term-TENS"' in noted and noted.index("of degrees") < noted.index('id="term-median"') < noted.index('id="term-TENS"')


LIVE = "Open as a live notebook"


@pytest.mark.parametrize("given", ["../lite", "../lite/", "/lite", "lite", "https://school.example/lite", ""])
def test_a_page_leads_to_its_live_notebook_where_one_was_built(given):
    page = render_page("Title", "", "05_refractory_period", live=address(given))
    assert (LIVE in page) == bool(given)
    assert not given or f'href="{given.rstrip("/")}/lab/index.html?path=05_refractory_period.ipynb"' in page
    assert not given or (current().notebooks / "05_refractory_period.ipynb").exists()  # which `lite` hands to the site as they lie


WRONG = [
    "http://school.example",
    "//school.example",
    "javascript:alert()",
    "C:\\lite",
    "a b",
    "../lite?x",
    'a"b',
    "https:lite",
    "file:///lite",
]


@pytest.mark.parametrize("given", WRONG)
def test_an_address_of_live_notebooks_that_leads_nowhere_is_refused(given, tmp_path, capsys):
    with pytest.raises(SystemExit):
        command.main(["site", "crepitus", str(tmp_path / "site"), "--live", given])
    told = capsys.readouterr().err
    assert told.startswith(f"--live {given!r}; allowed: ") and not (tmp_path / "site").exists()


@pytest.mark.parametrize(("given", "offered"), [("../lite", (False, True)), ("https://school.example/lite", (True, True))])
def test_a_live_notebook_is_not_offered_where_its_address_is_a_file(chromium, tmp_path, given, offered):
    (tmp_path / "page.html").write_text(render_page("Title", "", "05_refractory_period", live=given), encoding="utf-8")
    page = chromium.new_page()
    page.route("http://school.example/**", lambda route: route.fulfill(path=tmp_path / "page.html"))
    for place, shown in zip(((tmp_path / "page.html").as_uri(), "http://school.example/pages/page.html"), offered, strict=True):
        page.goto(place)
        assert page.get_by_role("link", name=LIVE).is_visible() == shown
    page.close()
