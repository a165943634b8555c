"""The nbconvert exporter: a notebook as one file that needs no network, no kernel and, to be read, no JavaScript."""

import base64
import html
import re
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode
from traitlets import default

from explorables import course, kept
from explorables.blocks import SHOWN, rewritten, speaks_for_itself
from explorables.cache import cached, everything
from explorables.catalogue import catalogue
from explorables.claims import claims
from explorables.course import current
from explorables.explorable import MIME as EXPLORABLE
from explorables.lesson import Lesson, lessons
from explorables.questions import MIME as QUESTION
from explorables.references import unlinked
from explorables.registry import linked
from explorables.site.coded import coded, edition
from explorables.site.folds import folds
from explorables.site.layout import render_page
from explorables.site.markdown import Prose
from explorables.site.slides import bar, places
from explorables.web import WEB, code_html, template

TEMPLATES = Path(__file__).parent / "template"
Resources = dict[str, Any]  # what nbconvert hands from one step to the next


def pages(live: str = "") -> dict[str, Callable[[], str]]:
    """The page of every lesson by the name of its file, without the ending; what is within its layout is cached between builds."""
    return {name: partial(page, lesson, live) for name, lesson in lessons().items()}


def page(lesson: Lesson, live: str = "") -> str:
    """The page of a lesson, which leads to its live notebook where one lies at an address."""
    return render_page(lesson.title, content(lesson), lesson.name, live=live)


def content(lesson: Lesson) -> str:
    """What is within the layout of a lesson's page."""
    templates = sorted(own.rglob("*.*")) if (own := current().templates) else []
    files = [
        *everything("benchmarks.toml"),
        *sorted(WEB.glob("*.*")),
        *sorted(TEMPLATES.glob("page/*")),
        *templates,
        current().notebooks / f"{lesson.name}.ipynb",
    ]
    return cached(f"{lesson.name}.html", lambda: PageExporter().content(lesson)[0].encode(), files).decode()


class PageExporter(TemplateExporter):
    """`jupyter nbconvert --to explorables`: what the course's pages are made with."""

    export_from_notebook = "Explorables page"
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    @default("template_name")
    def _template_name_default(self) -> str:
        return "page"

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self) -> list[str]:
        return [str(TEMPLATES)]

    def from_notebook_node(  # type: ignore[override]  # nbconvert's own exporters of text differ from their base as well
        self, nb: NotebookNode, resources: Resources | None = None, **kw: Any
    ) -> tuple[str, Resources]:
        """Render; raises ValueError where a cell failed, cites an unknown source, or has a picture without words."""
        about = (resources or {}).get("metadata", {})
        lesson = Lesson(about.get("name", "notebook"), rewritten(nb, unlinked))
        course.load(lesson.facts.course, Path(about.get("path", "")).resolve().parent)  # a course's module may lie above its notebooks
        main, resources = self.content(lesson, resources, **kw)
        return render_page(lesson.title, main, lesson.name), resources

    def content(self, lesson: Lesson, resources: Resources | None = None, **kw: Any) -> tuple[str, Resources]:
        """What stands between the head and the foot of a lesson's page."""
        if silent := next((block.cell for block in lesson.blocks if block.awaits_a_run), None):
            raise ValueError(f"{lesson.where(silent)}, has no output; allowed: a notebook that was run (explorables notebooks)")
        asked = [block.name for block in lesson.of("question")]
        if twice := [name for name in asked if asked.count(name) > 1]:
            raise ValueError(f"{lesson.place}: question {twice[0]!r} is asked in two cells; allowed: one, and recall() after it")
        prose = Prose()
        try:
            outputs = Outputs(prose)
            self.environment.filters |= {
                "prose": prose.markdown,
                "code": code_html,
                "output": outputs.html,
                "worth_showing": worth_showing,
            }
            self.environment.globals["modules"] = outputs.modules  # nbconvert copies resources; this is filled while rendering
            contents = [(section.anchor, section.heading) for section in lesson.sections if section.level == 2]
            slides = {"places": places(lesson), "bar": bar(lesson), "folds": folds(lesson)}
            slides |= {"tries": tries(lesson), "given": given(lesson)}
            main, resources = super().from_notebook_node(
                lesson.nb, (resources or {}) | {"contents": contents, "facts": lesson.facts} | slides, **kw
            )
        except ValueError as wrong:
            raise ValueError(str(wrong) if str(wrong).startswith(lesson.place) else f"{lesson.place}: {wrong}") from wrong
        main = settling(main, lesson.name)
        listed, cited = set(re.findall(r'id="ref-(\w+)"', main)), set(prose.cited)
        if cited != listed:
            raise ValueError(
                f"{lesson.place}: not in its bibliography: {sorted(cited - listed)}; not cited: {sorted(listed - cited)}; "
                "allowed: a notebook that was run since (explorables notebooks)"
            )
        return main, resources


class SlidesExporter(PageExporter):
    """`jupyter nbconvert --to explorables_slides`: the same page, opened as slides."""

    export_from_notebook = "Explorables slides"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".slides.html"  # as nbconvert's own slides, beside the page of the same notebook

    @default("template_extension")
    def _template_extension_default(self) -> str:
        return ".html.j2"

    def from_notebook_node(  # type: ignore[override]  # nbconvert's own exporters of text differ from their base as well
        self, nb: NotebookNode, resources: Resources | None = None, **kw: Any
    ) -> tuple[str, Resources]:
        """The page with the word that slides.js looks for."""
        page, resources = super().from_notebook_node(nb, resources, **kw)
        return page.replace("<html ", "<html data-present ", 1), resources


class Outputs:
    """What a cell's outputs become in a page."""

    def __init__(self, prose: Prose) -> None:
        self.prose = prose
        self.modules: dict[str, str] = {}  # what scenes share, in base64: filled as explorers are met, written once at the page's end

    def html(self, output: NotebookNode) -> str:
        """One output; raises ValueError for a failed cell and for a picture that nothing describes."""
        if output["output_type"] == "error":
            raise ValueError(f"a cell failed with {output['ename']}: {output['evalue']}")
        if output["output_type"] == "stream" and output["name"] == "stderr":
            raise ValueError(f"a cell complains: {output['text'].strip()}")
        if output["output_type"] == "stream":
            return f"<pre>{html.escape(output['text'])}</pre>"
        data = output["data"]
        if named := data.get(EXPLORABLE):
            explorer = catalogue()[named["name"]].at(**named.get("at", {}))
            if explorer.scene:
                self.modules |= {name: base64.b64encode(content).decode() for name, content in explorer.scene.modules.items()}
            return kept.page(explorer)
        if (named := data.get(QUESTION)) and named["shows"] in SHOWN:
            return self.prose.annotate(SHOWN[named["shows"]](named["id"]).html())
        if "image/png" in data:
            alt = output["metadata"].get("image/png", {}).get("alt")
            if not alt:
                raise ValueError("a picture has no alt text")
            return f'<img src="data:image/png;base64,{data["image/png"]}" alt="{html.escape(alt)}">'
        if "text/markdown" in data:
            return self.prose.markdown(data["text/markdown"])
        return data.get("text/html") or f"<pre>{html.escape(data['text/plain'])}</pre>"


def settling(page: str, name: str) -> str:
    """The page with a line under every heading whose section settles claims of articles: their ids, linked to the ledger."""
    settled: dict[str, list[str]] = {}
    for found in claims().values():
        if found.lesson == name != current().ledger and found.section:
            settled.setdefault(found.section, []).append(f'<a href="{current().ledger}.html#{found.id}">{found.id}</a>')
    for section, links in settled.items():
        line = f'<p class="settles">Claims settled here: {", ".join(links)}.</p>'
        heading = re.search(rf'<h(\d) id="{re.escape(html.escape(section, quote=False))}">.*?</h\1>', page, re.DOTALL)
        page = page[: heading.end()] + line + page[heading.end() :] if heading else page
    return page


def tries(lesson: Lesson) -> dict[str, str]:
    """What stands on a page where a notebook would check a learner's function or plot what they choose, by the id of the cell."""
    checks = {after.cell.id: True for before, after in pairwise(lesson.blocks) if before.kind == "answer"}
    checks |= {block.cell.id: False for block in lesson.of("yours") if block.cell.cell_type == "code"}
    return {id: template("try.html").render(lesson=lesson, checked=checked) for id, checked in checks.items()}


def given(lesson: Lesson) -> str:
    """The end of a page: what was answered there, to be counted, saved and, in a course with pages for teachers, handed in."""
    asked, handed = [question for _, question in coded(lesson)], bool(current().registry.optional("teaching.toml"))
    shown = {"questions": asked, "shows": "lesson", "lesson": lesson.number, "edition": edition(lesson), "handed": handed}
    shown["saves"] = not lesson.of("answers")
    return template("answers.html").render(shown) if asked else ""


def bare(lesson: Lesson) -> str:
    """The notebook of a lesson without what it shows: what lies beside its page for those who want to run it."""
    nb = rewritten(lesson.nb, linked)
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return nbformat.writes(nb, 4) + "\n"


def worth_showing(cell: NotebookNode) -> bool:
    """Whether a page offers a cell's code: not for imports, nor where nobody needs it."""
    return "setup" not in cell.metadata.get("tags", ()) and not speaks_for_itself(cell)
