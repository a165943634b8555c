"""Chromium for the tests that look at pages and at JupyterLab as a reader does."""

import os
import shutil

import hypothesis
import pytest

CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
REQUIRED = os.environ.get("REQUIRE_BROWSER") == "1"
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
FLAGS += ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]  # WebGL without a graphics processor,
FLAGS += ["--disable-gpu-rasterization"]  # and pages drawn without it


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


def pytest_terminal_summary(terminalreporter):
    """Say loudly what was not tested."""
    if CHROMIUM is None and not REQUIRED:
        terminalreporter.section("NO BROWSER: pages and JupyterLab were NOT tested", sep="!", red=True)
