"""Chromium for the tests that look at pages and at JupyterLab as a reader does."""

import os
import re
import shutil
import subprocess
import sys
from base64 import b64decode
from difflib import unified_diff
from io import BytesIO
from pathlib import Path

import axe_playwright_python
import hypothesis
import matplotlib
import numpy as np
import pytest
from matplotlib.image import imread
from played import keep, settle

import crepitus  # noqa: F401 which puts the course to use, for every test

ROOT = Path(__file__).parents[1]

pytest.register_assert_rewrite("checks")  # so that what fails there says why

CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
REQUIRED = os.environ.get("REQUIRE_BROWSER") == "1"
OLD_LETTERS = matplotlib.__version_info__ < (3, 11)  # which drew letters otherwise: up to a tenth of a stored picture's pixels
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
FLAGS += ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]  # WebGL without a graphics processor,
FLAGS += ["--disable-gpu-rasterization", "--disable-gpu-compositing"]  # and pages drawn and put together without it,
STALLS = "GPU stall due to ReadPixels"  # of which its driver complains


hypothesis.settings.register_profile("course", deadline=None)  # these machines are noisy: no test is timed
hypothesis.settings.load_profile("course")


@pytest.fixture(scope="session")
def chromium():
    """A headless Chromium; without one the tests are skipped, or fail if REQUIRE_BROWSER=1."""
    if CHROMIUM is None:
        (pytest.fail if REQUIRED else pytest.skip)("no Chromium was found: install it, or name one in the variable CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def offline(chromium):
    """Opens contexts with the network cut; afterwards nothing may have been asked for or, but for what is `expected`, complained about."""
    contexts, complaints = [], []

    def context(before: str = "", expected: tuple[str, ...] = (), **settings):
        opened = chromium.new_context(**{"offline": True} | settings)
        contexts.append(opened)
        if before:
            opened.add_init_script(before)
        opened.on("console", lambda message: message.text.startswith(expected) or STALLS in message.text or complaints.append(message.text))
        opened.on("weberror", lambda wrong: wrong.page.url == "about:blank" or complaints.append(str(wrong.error)))
        opened.on("request", lambda request: request.url.startswith(("file:", "data:", "blob:")) or complaints.append(request.url))
        return opened

    yield context
    for opened in contexts:
        opened.close()
    assert complaints == []


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder that `make site` writes: the one that SITE names, as `make test` does, or else one that is written now."""
    if "SITE" in os.environ:
        return Path(os.environ["SITE"]).resolve()
    folder = tmp_path_factory.mktemp("site")
    subprocess.run([sys.executable, "-m", "explorables", "site", "crepitus", folder], check=True, stdout=subprocess.DEVNULL)
    return folder


@pytest.fixture
def learner(offline, site):
    """Pages from disk of one learner on a fixed day, with what their browser keeps."""

    def start(kept=None, before="", **settings):
        opened = offline(before, **{"timezone_id": "Europe/Berlin"} | settings).new_page()
        if kept:
            opened.goto((site / "index.html").as_uri())
            keep(opened, kept)

        def visit(name, time="2026-03-02T12:00:00", beside=None):
            """Open a page in the learner's tab, or in another one `beside` it."""
            page = beside.context.new_page() if beside else opened
            page.clock.set_fixed_time(time)
            page.goto((site / f"{name}.html").as_uri())
            return settle(page) if settings.get("java_script_enabled", True) else page

        return visit

    return start


@pytest.fixture(scope="session")
def installed(tmp_path_factory):
    """The folder of commands of an environment elsewhere, in which nothing of this project is installed but its wheel."""
    folder = tmp_path_factory.mktemp("installed")
    quiet = {"check": True, "capture_output": True}
    wheel = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", folder, ROOT]
    subprocess.run(wheel, **quiet)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "env"], **quiet)
    commands = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", commands / "python", "install", "--no-deps", "--no-index", next(folder.glob("*.whl"))],
        **quiet,
    )
    (here,) = {path for path in map(Path, sys.path) if (path / "jupyterlab").is_dir()}
    there = next(folder.glob("env/[Ll]ib/**/site-packages"))
    (there / "libraries.pth").write_text(
        f"{here}\n"
    )  # what a bare environment gets from its index; not this project: the .pth in it is not read
    return commands


@pytest.fixture(scope="session")
def axe():
    """What axe-core finds wrong with an open page by WCAG 2.2 AA: each rule with the elements that break it."""
    script = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    rules = {"runOnly": {"type": "tag", "values": tags}, "resultTypes": ["violations"]}  # what passes is not listed: that takes long

    def violations(page) -> list[tuple[str, list[str]]]:
        page.evaluate(script)
        found = page.evaluate("rules => axe.run(rules)", rules)["violations"]
        return [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found]

    return violations


@pytest.fixture(scope="session")
def as_stored():
    """Checks that a notebook's text after execution is as stored: the same words, and the same pictures but for a few pixels."""
    png = re.compile(r'(?<="image/png": ")[^"]+')

    def apart(text):
        return png.sub("", text), [imread(BytesIO(b64decode(found))) for found in png.findall(text.replace("\\n", ""))]

    def check(path: Path, text: str):
        (words, pictures), (stored_words, stored_pictures) = apart(text), apart(path.read_text(encoding="utf-8"))
        lines = [line[:300] for line in unified_diff(stored_words.splitlines(), words.splitlines(), lineterm="", n=0)]
        assert not lines, "\n".join(lines[:20])
        for picture, stored in zip(pictures, stored_pictures, strict=True):
            changed = (
                np.abs(picture - stored).max(axis=2) > 0.05
            )  # processors differ in the last digit, which may move a colour of 64 a little
            assert changed.mean() <= 1e-3 or OLD_LETTERS

    return check


def pytest_terminal_summary(terminalreporter):
    """Say loudly what was not tested."""
    if CHROMIUM is None and not REQUIRED:
        terminalreporter.section("NO BROWSER: pages and JupyterLab were NOT tested", sep="!", red=True)
