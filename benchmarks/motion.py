"""How smoothly explorers play, how soon a page answers, and how near to its top the thing itself is: `python benchmarks/motion.py SITE`.

Opens the built pages of SITE from disk in a headless Chromium without a graphics processor, as they are and with the processor
slowed six times. Of every explorer with a clock it plays some seconds: what the page's script takes of a picture, how many pictures
a second there are, and tasks that hold the page up for longer than 50 ms. Prints Markdown.
"""

import shutil
import sys
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, sync_playwright

SLOWED = 6
PLAYED = 4000  # ms
PHONE, SCREEN = {"width": 390, "height": 800}, {"width": 1280, "height": 800}
TIMES = """
  window.frames_ = [];
  window.long_ = [];
  const plain = requestAnimationFrame.bind(window);
  window.requestAnimationFrame = paint => plain(now => {
    const begun = performance.now();
    paint(now);
    frames_.push([now, performance.now() - begun]);
  });
  new PerformanceObserver(list => long_.push(...list.getEntries().map(one => one.duration))).observe({ entryTypes: ["longtask"] });
"""
ANSWERS = """
  addEventListener("DOMContentLoaded", () => {
    const figure = document.querySelector("[data-explorer]:has([type=range])");
    if (!figure) return (window.answered = -1);
    const range = figure.querySelector(".parameter [type=range]"), said = figure.querySelector("output"), before = said.textContent;
    figure.scrollIntoView();
    const move = () => {
      if (said.textContent !== before) return (window.answered = performance.now());
      if (figure.dataset.ready) {
        range.value = +range.value < range.max ? +range.value + 1 : range.value - 1;
        range.dispatchEvent(new Event("input", { bubbles: true }));
      }
      setTimeout(move, 5);
    };
    move();
  });
"""
TOPS = """() => {
  const top = found => found ? Math.round(found.getBoundingClientRect().top + scrollY) : -1;
  const first = selector => [...document.querySelectorAll(selector)].find(found => found.checkVisibility());
  return [top(first(".picture, .stage, main img")), top(first("[data-play], [data-handle], .stage"))];
}"""


def opened(browser, path: Path, view: dict, *scripts: str, slowed: int = 1) -> Page:
    """A page of the site in a window of that size, with scripts that run before its own."""
    page = browser.new_page(viewport=view)
    for script in scripts:
        page.add_init_script(script)
    if slowed > 1:
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    page.goto(path.as_uri())
    return page


def unfold(page: Page) -> None:
    """Open what the page folds: experiments stand there, too."""
    page.evaluate("for (const fold of document.querySelectorAll('.fold[aria-expanded=false]')) fold.click()")


def played(page: Page, name: str) -> tuple[float, float, float, float]:
    """An explorer plays: script of a picture [ms, median and 95th percentile], pictures a second, longest task [ms]."""
    figure = page.locator(f"[data-explorer={name}]")
    figure.scroll_into_view_if_needed()
    button = figure.locator("[data-play]")
    figure.locator("[data-loop]").check()  # else it could be at its end before the time is over
    button.click()
    page.wait_for_timeout(1500)  # its states are unpacked
    page.evaluate("frames_.length = long_.length = 0")
    page.wait_for_timeout(PLAYED)
    frames, tasks = page.evaluate("[frames_, long_]")
    if button.get_attribute("aria-pressed") == "true":
        button.click()
    if len(frames) < 2:
        raise RuntimeError(f"{name} does not play")
    times, scripts = np.array(frames).T
    median, high = np.percentile(scripts, (50, 95))
    return median, high, 1e3 * len(np.unique(times)) / PLAYED, max(tasks, default=0)


def main(site: Path) -> None:
    """Print both tables."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        lessons = sorted(
            path for path in site.glob("[0-9]*.html") if path.stem.partition("_")[2] not in ("answers", "teacher", "worksheet")
        )
        print("| page | kB | first picture at px | to play or grab at px | first answer, 390 px, slowed, after ms |\n|---|---|---|---|---|")
        for path in lessons:
            page = opened(browser, path, SCREEN)
            page.wait_for_timeout(500)
            picture, lively = page.evaluate(TOPS)
            page.close()
            page = opened(browser, path, PHONE, ANSWERS, slowed=SLOWED)
            page.wait_for_function("window.answered", timeout=60_000)
            print(f"| {path.stem} | {path.stat().st_size / 1e3:.0f} | {picture} | {lively} | {page.evaluate('answered'):.0f} |", flush=True)
            page.close()
        print("\n| explorer | script ms, median / p95 | pictures a second | longest task ms | slowed: script ms | pictures a second |")
        print("|---|---|---|---|---|---|")
        for path in lessons:
            quick, slow = (opened(browser, path, SCREEN, TIMES, slowed=slowed) for slowed in (1, SLOWED))
            unfold(quick)
            unfold(slow)
            for name in quick.locator("[data-explorer]:has([data-play])").evaluate_all("all => all.map(one => one.dataset.explorer)"):
                quick.bring_to_front()
                median, high, pace, task = played(quick, name)
                slow.bring_to_front()
                slow_median, slow_high, slow_pace, _ = played(slow, name)
                row = f"{median:.1f} / {high:.1f} | {pace:.0f} | {task:.0f} | {slow_median:.1f} / {slow_high:.1f} | {slow_pace:.0f}"
                print(f"| {name} | {row} |", flush=True)
            quick.close()
            slow.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
