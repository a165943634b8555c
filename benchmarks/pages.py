"""How long the site takes to build, how large its pages are, how soon each can be played with: `python benchmarks/pages.py`.

Builds into an empty folder three times: with nothing kept from earlier builds, with everything kept, and as if one notebook had
changed. A page is interactive when every explorer of it has all its states and every scene its first frame; the time counts from
the start of navigation, in a headless Chromium without a graphics processor, from disk.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

CHANGED = "05_refractory_period"
WATCH = """
  const watch = () => {
    const ready = document.readyState === "complete"
      && [...document.querySelectorAll("[data-explorer]")].every(e => e.dataset.ready === "table")
      && [...document.querySelectorAll(".scene")].every(e => e.dataset.firstFrame);
    if (ready) window.interactive = performance.now(); else setTimeout(watch, 5);
  };
  watch();"""
FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]


def build(cache: Path, site: Path) -> float:
    """Seconds that one build takes, the start of Python included."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "explorables", "site", "crepitus", site]
    subprocess.run(command, env=os.environ | {"EXPLORABLES_CACHE": str(cache)}, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print both tables as Markdown."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        cache, site = Path(folder) / "cache", Path(folder) / "site"
        print("| build | s |\n|---|---|")
        print(f"| nothing kept | {build(cache, site):.0f} |")
        print(f"| everything kept | {build(cache, site):.1f} |")
        for path in cache.glob(f"{CHANGED}.html-*"):
            path.unlink()
        print(f"| one notebook changed | {build(cache, site):.1f} |\n")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        print("| page | kB | interactive after ms |\n|---|---|---|")
        total = 0
        for path in sorted(site.glob("*.html")):
            page = browser.new_page()
            page.add_init_script(WATCH)
            page.goto(path.as_uri())
            page.wait_for_function("window.interactive")
            print(f"| {path.stem} | {path.stat().st_size / 1e3:.0f} | {page.evaluate('window.interactive'):.0f} |")
            total += path.stat().st_size
            page.close()
        print(f"| all | {total / 1e3:.0f} | |")
        browser.close()


if __name__ == "__main__":
    main()
