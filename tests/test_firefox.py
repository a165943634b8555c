"""Firefox plays, drags, shares and saves as Chromium does."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from sweeps import sampled
from test_play import BALL, page_with

from explorables.course import current
from explorables.lesson import lessons

HERE = Path(__file__).parent
FIREFOX = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)
NODE = shutil.which("node")
there = FIREFOX and NODE and (HERE.parent / "node_modules/puppeteer-core").exists()


def in_firefox(*addresses):
    """What `firefox.mjs` saw on each page."""
    if not there and os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail("Firefox, Node.js or puppeteer-core is missing (npm ci); REQUIRE_BROWSER=1 asks for them")
    if not there:
        pytest.skip("no Firefox, Node.js or puppeteer-core")
    done = subprocess.run([NODE, HERE / "firefox.mjs", FIREFOX, *addresses], capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_firefox_plays_grabs_shares_and_saves(tmp_path):
    (tmp_path / "page.html").write_text(page_with(BALL), encoding="utf-8")
    address = (tmp_path / "page.html").as_uri()
    for found in in_firefox(address, f"{address}#ball?time=7", f"{address}#ball?time=0.3"):
        assert found["errors"] == []
        assert found["pictures"] > 20 and (found["pressed"], found["paused"]) == ("true", "false")
        assert (found["first"], found["dragged"]) == (0, 0)
        assert found["hash"] == "#ball?time=1&gravity=10&world=1"
        shared = found["start"], found["problem"]
        assert shared in [(0, ""), (0, "The link asks for time = “7”; it can be 0 to 1."), (3, "")]


@pytest.mark.parametrize("lesson", sampled((name for name in lessons() if name != current().ledger), lambda name: name.startswith("06")))
def test_firefox_plays_the_lessons(site, lesson):
    (found,) = in_firefox((site / f"{lesson}.html").as_uri())
    assert found["errors"] == []
    assert found["pictures"] >= min(6, found["steps"])  # at the least those of the states; most scenes have more between them
    assert found.get("dragged", 0) == found["first"] == 0
