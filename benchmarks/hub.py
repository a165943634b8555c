"""Measure a hub: `sudo python benchmarks/hub.py [LEARNERS [LESSON]]` (10 learners, lesson 03); prints Markdown.

Each learner is a user of the system with a browser page of their own; all run the lesson at the same moment. Times are from that moment
until the first explorer stands there and until the kernel is idle again. Memory is what the kernel of Linux counts as each process's
own, with its part of what it shares (PSS), after the lesson. It needs what tests/test_hub.py needs.
"""

import re
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
import hubs  # noqa: E402
from conftest import CHROMIUM, FLAGS  # noqa: E402

FIRST = "Boolean(document.querySelector('[data-explorer]'))"
IDLE = """(() => {
  const { content, sessionContext } = window.jupyterapp.shell.currentWidget;
  const waits = cell => cell.type === 'code' && cell.sharedModel.source && !cell.executionCount;
  return sessionContext.session.kernel.status === 'idle' && ![...content.model.cells].some(waits);
})()"""


def main() -> None:
    """One run."""
    if told := hubs.missing():
        sys.exit(told)
    count, number = int((sys.argv[1:] or ["10"])[0]), (sys.argv[2:] or ["03"])[0]
    lesson = next((ROOT / "notebooks").glob(f"{number}_*.ipynb")).name
    names = [f"crack-{n:02}" for n in range(count)]
    with TemporaryDirectory(prefix="hub-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        python = hubs.environment(folder, installed(folder), number)
        settings = folder / "settings"
        settings.mkdir()
        with hubs.learners(folder, names), hubs.hub(folder, python, names, settings) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            report(number, names, *together(browser, address, names, lesson))
            browser.close()


def installed(folder: Path) -> Path:
    """The folder of commands of an environment that holds the wheel beside this one's libraries."""
    subprocess.run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT], check=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "wheel"], check=True)
    wheel, commands = next(folder.glob("*.whl")), folder / "wheel/bin"
    into = [sys.executable, "-m", "pip", "--python", commands / "python", "install", "--quiet", "--no-deps", "--no-index", wheel]
    subprocess.run(into, check=True)
    (here,) = {path for path in map(Path, sys.path) if (path / "jupyterlab").is_dir()}
    (next(folder.glob("wheel/lib/**/site-packages")) / "libraries.pth").write_text(f"{here}\n")
    return commands


def together(browser, address: str, names: list[str], lesson: str) -> tuple[list[float], list[float], list[float]]:
    """All learners run a lesson at once: seconds until each sees an explorer and until each is done; and what each server took to start."""
    pages, starts = [], []
    for name in names:
        page = browser.new_context(viewport={"width": 1400, "height": 4000}).new_page()  # so that the first explorer is on the screen
        began = time.perf_counter()
        hubs.log_in(page, address, name)
        starts.append(time.perf_counter() - began)
        hubs.open_lesson(page, f"why-backs-crack/{lesson}")
        pages.append(page)
    began = time.perf_counter()
    for page in pages:
        hubs.run_all(page)
    first, done = {}, {}
    while len(done) < len(pages):
        for n, page in enumerate(pages):
            if n not in first and page.evaluate(FIRST):
                first[n] = time.perf_counter() - began
            elif n in first and n not in done and page.evaluate(IDLE):
                done[n] = time.perf_counter() - began
        time.sleep(0.05)
    time.sleep(5)  # tables are handed over
    return [*first.values()], [*done.values()], starts


def report(number: str, names: list[str], first: list[float], done: list[float], starts: list[float]) -> None:
    """Print what was found."""
    servers, kernels = (memory(names, pattern) for pattern in ("jupyterhub.singleuser", "ipykernel_launcher"))
    hub = memory(["root"], f"jupyterhub --config|{re.escape(hubs.PROXY or '')}|configurable-http-proxy")
    print("| lesson | learners at once | server starts, each alone | first explorer | lesson has run | server | kernel | a learner |")
    print("|---|---|---|---|---|---|---|---|")
    spread = [f"{min(times):.1f} to {max(times):.1f} s" for times in (starts, first, done)]
    each = [sum(sizes) / len(names) for sizes in (servers, kernels)]
    print(f"| {number} | {len(names)} | {' | '.join(spread)} | {each[0]:.0f} MB | {each[1]:.0f} MB | {sum(each):.0f} MB |")
    print(f"\nHub and proxy: {sum(hub):.0f} MB.")


def memory(names: list[str], pattern: str) -> list[float]:
    """The PSS [MB] of the processes of some users whose command matches."""
    found = [one for one in psutil.process_iter(["username", "cmdline"]) if one.info["username"] in names]
    own = [one for one in found if re.search(pattern, " ".join(one.info["cmdline"] or ()))]
    return [one.memory_full_info().pss / 1e6 for one in own]


if __name__ == "__main__":
    main()
