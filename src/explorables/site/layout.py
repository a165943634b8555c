"""What every page of the course has around its content: style, the ways to the other pages, the reader's choice of look, scripts."""

import base64
import re
from functools import cache

from explorables.catalogue import catalogue
from explorables.course import current
from explorables.lesson import lessons
from explorables.questions import browser_data, questions
from explorables.registry import numbers, references, terms
from explorables.theme import css_variables
from explorables.web import EXPLORABLE, WEB, script, template
from explorables.web import style as widget_style

OTHERS = {
    "progress": "Your path",
    "review": "Review questions",
    "explorers": "All experiments",
    "glossary": "Glossary",
    "numbers": "Published numbers",
    "sources": "Sources",
    "teaching": "For teachers",
}
ONLY_PAGES = "/* From here on: what no sheet has. */"
LOOKS = {
    "theme": {"": "as the system", "light": "light", "dark": "dark"},
    "font": {"": "Atkinson Hyperlegible", "dyslexic": "OpenDyslexic"},
    "spacing": {"": "normal", "wide": "wide"},
    "sources": {"": "behind the numbers", "shown": "named, with numbers of claims and minutes"},
}
MODULES = {  # the words in a page that call for a module, and the line that lets it find its elements without a kernel
    EXPLORABLE: (
        'data-explorer=|class="picture',
        "document.querySelectorAll('.explorer, .still').forEach(enlivenNear);",
    ),
    ("qr.min.js",): ('class="qr"', ""),
    ("store.js", "number.js", "code.js", "question.js"): (
        "data-question=|data-recall=|data-answers=",
        "enliven(document.documentElement);",
    ),
    ("store.js", "progress.js"): ("data-asked=", "enlivenPath();"),
    ("store.js", "ledger.js"): ("data-ledger", "document.querySelectorAll('[data-ledger]').forEach(enlivenLedger);"),
    ("store.js", "code.js", "tally.js", "class.js"): ("data-class ", ""),
    ("store.js", "code.js", "tally.js", "vote.js"): ("data-vote ", ""),
    ("store.js", "sheet.js"): ("data-sheet=", ""),
    ("presenter.js", "slides.js"): ("data-slide=", ""),
    ("search.min.js",): ("data-search", ""),
}


def others() -> dict[str, str]:
    """The pages beside the lessons with their titles, without those for which the course has nothing to list."""
    listed = {
        "review": any(question.kind == "review" for question in questions().values()),
        "explorers": catalogue(),
        "glossary": terms(),
        "numbers": numbers(),
        "sources": references(),
        "teaching": current().registry.optional("teaching.toml"),
    }
    return {name: title for name, title in OTHERS.items() if listed.get(name, True)}


def render_page(title: str, main: str, name: str = "", sheet: bool = False, live: str = "") -> str:
    """A whole page. `name` is its file without the ending: a lesson's page leads to the lessons before and after it.

    `live` is the address of a JupyterLite site with the lesson's notebook, as seen from the page, if there is one.

    A `sheet` is made to be printed, and small: no typefaces, menus or style of experiments, no scripts but the look and that of worksheets.
    """
    names = list(lessons())
    at = names.index(name) if name in names else None
    return template("layout.html").render(
        title=title,
        main=main,
        name=name,
        sheet=sheet,
        live=live,
        style=css_variables() + script("page.css").partition(ONLY_PAGES)[0] + script("sheet.css")
        if sheet
        else style(formulas="<math" in main),
        preferences=script("disk.js", "preferences.js"),
        data=browser_data(),
        lessons=lessons().values(),
        others=others(),
        looks=LOOKS,
        sheets=lessons()[name].number if name in names and lessons()[name].number in current().registry.optional("teaching.toml") else "",
        before=lessons()[names[at - 1]] if at else None,
        after=lessons()[names[at + 1]] if at is not None and at + 1 < len(names) else None,
        scripts=[script(*files) + start for files, (wanted, start) in MODULES.items() if re.search(wanted, main)]
        + [script("page.js")] * (not sheet),
    )


@cache
def style(formulas: bool) -> str:
    """All CSS of a page with its typefaces within it, the one for formulas only where there are some."""
    faces = face("Atkinson Hyperlegible Next", "atkinson-hyperlegible-next") + (
        face("STIX Two Math", "stix-two-math-subset") if formulas else ""
    )
    return faces + widget_style() + script("page.css", "slides.css")


def face(family: str, file: str) -> str:
    """A typeface as CSS that needs no other file."""
    data = base64.b64encode((WEB / "fonts" / f"{file}.woff2").read_bytes()).decode()
    return f'@font-face{{font-family:"{family}";font-weight:400 700;src:url(data:font/woff2;base64,{data})}}'
