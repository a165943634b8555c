"""How quickly the ledger answers a letter typed into its search: `python benchmarks/ledger.py`.

Prints the median and the slowest of the letters typed: what the script takes, and what script, style and layout take together. A
frame lasts 16.7 ms at 60 a second. The page is lesson 12 as it is published, in a headless Chromium, nothing else running in it.
"""

import shutil
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from crepitus.course import course
from explorables.site.exporter import PageExporter

COURT = "12_the_claims_court"
TYPED = """() => {
  const box = document.querySelector("[data-ledger] [type=search]"), list = document.querySelector("[data-ledger] dl"), times = [];
  for (const word of ["cartilage", "neck", "professional", "pop joint"]) {
    for (let letters = 0; letters <= word.length; letters += 1) {
      box.value = word.slice(0, letters);
      const start = performance.now();
      box.dispatchEvent(new Event("input", { bubbles: true }));
      const searched = performance.now();
      list.getBoundingClientRect();
      times.push([searched - start, performance.now() - start]);
    }
  }
  return times;
}"""


def main() -> None:
    """Type four words into the search and print what each letter took."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / f"{COURT}.html"
        page_file.write_text(PageExporter().from_filename(str(course.notebooks / f"{COURT}.ipynb"))[0], encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(page_file.as_uri())
        page.wait_for_selector("[data-ledger][data-ready]")
        for name, times in zip(("script", "script, style and layout"), zip(*page.evaluate(TYPED), strict=True), strict=True):
            print(f"{name}: median {statistics.median(times):.1f} ms, slowest {max(times):.1f} ms of {len(times)} letters")
        browser.close()


if __name__ == "__main__":
    main()
