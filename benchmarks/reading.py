"""How long and how hard to read each lesson is: `python benchmarks/reading.py [SITE]` (needs `pip install textstat`).

For every lesson: words that a page shows before anybody opens, answers or moves anything; words of its prose by itself; the school
grade of that prose without what is under the hood, lists and headings left out (Coleman and Liau's formula and the automated index, by
textstat: both count letters and need no list of syllables); links to sources in sight.
"""

import re
import sys
from pathlib import Path

import textstat
from bs4 import BeautifulSoup
from playwright.sync_api import sync_playwright

from explorables import course
from explorables.lesson import Lesson, lessons
from explorables.references import CITATION
from explorables.site.markdown import rendered

SEEN = """() => {
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), texts = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const holder = node.parentElement;
    const seen = holder.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true });
    if (seen && !holder.closest("svg, script, style, select, .slides")) texts.push(node.data);
  }
  return texts.join(" ").split(/\\s+/).filter(word => /\\w/.test(word)).length;
}"""


def prose(lesson: Lesson) -> str:
    """The paragraphs of a lesson before what is under the hood, as bare sentences."""
    said = []
    for section in lesson.sections:
        if section.role == "hood":
            break
        for block in section.blocks:
            if block.cell.cell_type == "markdown":
                soup = BeautifulSoup(rendered(CITATION.sub("", block.text)), "html.parser")
                said += [found.get_text(" ") for found in soup.find_all("p") if not found.find_parent("li")]
    return re.sub(r"\s+", " ", " ".join(said))


def main(site: Path) -> None:
    """Print a table."""
    course.load("crepitus")
    print("| lesson | words in sight | words of prose | grade | links to sources |\n|---|---|---|---|---|")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name, lesson in lessons().items():
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto((site / f"{name}.html").resolve().as_uri())
            page.wait_for_timeout(500)
            text = prose(lesson)
            cited = page.locator("main a.cite:visible").count()
            grades = [textstat.coleman_liau_index(text), textstat.automated_readability_index(text)]
            words = f"{page.evaluate(SEEN):,} | {len(text.split()):,}"
            print(f"| {lesson.number} | {words} | {grades[0]:.1f}, {grades[1]:.1f} | {cited} |")
            page.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "_site"))
