"""The pages in WebKit, which Safari is made of: Debian's WebKitGTK, driven by its own driver on a screen that is not there."""

import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest
from test_play import BALL, page_with

pytestmark = [
    pytest.mark.soak,
    pytest.mark.filterwarnings("ignore:.*in RemoteConnection.* is deprecated:DeprecationWarning"),  # what drives it calls its own old ways
]
DRIVER, SCREEN = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
BROWSER = next(Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser"), None)
LISTEN = """window.errors = [];
  addEventListener("error", event => errors.push(event.message));
  addEventListener("unhandledrejection", event => errors.push(String(event.reason)));
  document.querySelectorAll(".fold[aria-expanded=false]").forEach(fold => fold.click());"""
MOVE = """const figure = arguments[0], done = arguments[1], next = () => new Promise(requestAnimationFrame);
  const knobs = () => [...figure.querySelectorAll("[data-handle] use")].filter(knob => knob.getBoundingClientRect().width);
  const off = knob => {  // pixels from where its numbers say that it stands to where it is seen
    const there = new DOMPoint(+knob.getAttribute("x"), +knob.getAttribute("y")).matrixTransform(knob.getScreenCTM());
    const { x, y, width, height } = knob.getBoundingClientRect();
    return Math.hypot(x + width / 2 - there.x, y + height / 2 - there.y);
  };
  (async () => {
    figure.scrollIntoView({ block: "center" });
    for (let begun = performance.now(); figure.dataset.ready !== "table" && performance.now() - begun < 20_000;) await next();
    const shown = () => figure.querySelector("output").textContent + figure.querySelector(".picture").innerHTML;
    const pictures = new Set([shown()]), play = figure.querySelector("[data-play]");
    const slider = figure.querySelector("[type=range]"), choice = figure.querySelector("[type=radio]:not(:checked), [type=checkbox]");
    const farthest = () => Math.max(0, ...knobs().map(off));
    let gap = 0;
    if (play) play.click();
    else if (slider) {
      slider.value = slider.value === slider.max ? slider.min : slider.max;
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    }
    else if (choice) choice.click();
    for (let begun = performance.now(); pictures.size < (play ? 3 : 2) && performance.now() - begun < 5_000; await next()) {
      pictures.add(shown());
      gap = Math.max(gap, farthest());
    }
    if (play?.getAttribute("aria-pressed") === "true") play.click();
    done({ ready: figure.dataset.ready, pictures: pictures.size, gap });
  })();"""


@pytest.fixture(scope="module")
def webkit():
    """A window of WebKitGTK; without one the tests are skipped, or fail if REQUIRE_BROWSER=1."""
    if not (DRIVER and SCREEN and BROWSER):
        required = os.environ.get("REQUIRE_BROWSER") == "1"
        (pytest.fail if required else pytest.skip)("WebKit is missing: Debian has it as webkit2gtk-driver, and a screen for it as xvfb")
    from selenium.webdriver import WebKitGTK, WebKitGTKOptions
    from selenium.webdriver.webkitgtk.service import Service

    options = WebKitGTKOptions()
    options.binary_location = str(BROWSER)
    options.add_argument("--automation")
    own = {"LIBGL_ALWAYS_SOFTWARE": "1", "NO_AT_BRIDGE": "1"}
    if os.geteuid() == 0:  # who may do everything gets no sandbox
        own["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1"
    with screen() as number:
        driver = WebKitGTK(options=options, service=Service(DRIVER, env=os.environ | own | {"DISPLAY": f":{number}"}))
        driver.set_script_timeout(60)
        yield driver
        driver.quit()


@contextmanager
def screen():
    """The number of a screen that nobody sees."""
    read, write = os.pipe()
    command = [SCREEN, "-displayfd", str(write), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as running:
        os.close(write)
        try:
            with os.fdopen(read) as told:
                yield told.readline().strip()
        finally:
            running.terminate()


def test_webkit_plays_and_grabs(webkit, tmp_path):
    from selenium.webdriver import ActionChains, Keys

    (tmp_path / "page.html").write_text(page_with(BALL), encoding="utf-8")
    webkit.get((tmp_path / "page.html").as_uri())
    (figure,) = webkit.find_elements("css selector", "figure[data-explorer]")
    assert webkit.execute_async_script(MOVE, figure)["gap"] < 1
    slider = figure.find_element("css selector", ".player [type=range]")
    knob = next(one for one in figure.find_elements("css selector", "[data-handle] use") if one.rect["width"])
    slider.send_keys(Keys.HOME)
    ActionChains(webkit).drag_and_drop_by_offset(knob, 60, 60).perform()
    dragged = int(slider.get_property("value"))
    assert 0 < dragged < 10 and figure.find_element("css selector", "output").text == BALL.frame((dragged, 2, 1))["readout"]


@pytest.mark.parametrize("width", [1280, 700])
def test_every_page_lives_in_webkit(webkit, site, width):
    webkit.set_window_size(width, 900)
    for path in sorted(site.glob("*.html")):
        webkit.get(path.as_uri())
        webkit.execute_script(LISTEN)
        for figure in webkit.find_elements("css selector", "figure[data-explorer]"):
            found = webkit.execute_async_script(MOVE, figure)
            assert (found["ready"], found["gap"] < 1) == ("table", True), (path.name, figure.get_attribute("data-explorer"), found)
            assert found["pictures"] > 1, (path.name, figure.get_attribute("data-explorer"))
        assert webkit.execute_script("return errors") == [], path.name
        assert webkit.execute_script("return document.documentElement.scrollWidth <= innerWidth"), path.name
