"""The nbconvert exporter: a notebook as one file that needs no network, no kernel and, to be read, no JavaScript."""

import base64
import html
import re
from functools import cache
from pathlib import Path

import nbformat
from nbconvert.exporters import TemplateExporter
from traitlets import default

from crepitus import explorers, ledger, questions
from crepitus.claims import ARTICLES, LEDGER, claims
from crepitus.site.prose import Prose
from crepitus.web import STYLE, WEB, code_html

NOTEBOOKS = Path(__file__).parents[3] / "notebooks"
SHOWN = {
    "question": questions.ask,
    "recall": questions.recall,
    "again": questions.again,
    "answers": lambda which: questions.my_answers(compared=which == "compared"),
    "ledger": lambda _: ledger.ledger(),
}


class PageExporter(TemplateExporter):
    """`jupyter nbconvert --to crepitus`: what the course's pages are made with."""

    export_from_notebook = "Why Backs Crack page"
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self):
        return ".html"

    @default("template_name")
    def _template_name_default(self):
        return "page"

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self):
        return [str(Path(__file__).parent / "template")]

    def from_notebook_node(self, nb, resources=None, **kw):
        """Render; raises ValueError where a cell failed, cites an unknown source, or has a picture without words."""
        prose = Prose()
        name = (resources or {}).get("metadata", {}).get("name", "notebook")
        try:
            outputs = Outputs(prose)
            self.environment.filters |= {
                "prose": prose.markdown,
                "code": code_html,
                "output": outputs.html,
                "worth_showing": worth_showing,
            }
            self.environment.globals["modules"] = outputs.modules  # nbconvert copies resources; this is filled while rendering
            resources = (resources or {}) | {
                "course": course(name),
                "contents": contents(nb),
                "style": style(),
                "scripts": scripts(),
            }
            output, resources = super().from_notebook_node(nb, resources, **kw)
        except ValueError as wrong:
            raise ValueError(f"notebooks/{name}.ipynb: {wrong}") from wrong
        output = settling(output, name)
        listed, cited = set(re.findall(r'id="ref-(\w+)"', output)), set(prose.cited)
        if cited != listed:
            raise ValueError(
                f"notebooks/{name}.ipynb: not in its bibliography: {sorted(cited - listed)}; not cited: {sorted(listed - cited)}"
            )
        return output, resources


class Outputs:
    """What a cell's outputs become in a page."""

    def __init__(self, prose: Prose):
        self.prose = prose
        self.modules: dict[str, str] = {}  # what scenes share, in base64: filled as explorers are met, written once at the page's end

    def html(self, output: dict) -> str:
        """One output; raises ValueError for a failed cell and for a picture that nothing describes."""
        if output["output_type"] == "error":
            raise ValueError(f"a cell failed with {output['ename']}: {output['evalue']}")
        if output["output_type"] == "stream" and output["name"] == "stderr":
            raise ValueError(f"a cell complains: {output['text'].strip()}")
        if output["output_type"] == "stream":
            return f"<pre>{html.escape(output['text'])}</pre>"
        data = output["data"]
        if named := data.get(explorers.MIME):
            explorer = explorers.ALL[named["name"]]
            if explorer.scene:
                self.modules |= {name: base64.b64encode(content).decode() for name, content in explorer.scene.modules.items()}
            return explorer.html(explorers.table(explorer) if explorer.choices else b"")
        if named := data.get(questions.MIME):
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
    settled = {}
    for found in claims().values():
        if found.lesson == name != LEDGER and found.section != ARTICLES:
            settled.setdefault(found.section, []).append(f'<a href="{LEDGER}.html#{found.id}">{found.id}</a>')
    for section, links in settled.items():
        line = f'<p class="settles">Claims settled here: {", ".join(links)}.</p>'
        heading = rf'<h(\d) id="{re.escape(html.escape(section, quote=False))}">.*?</h\1>'
        page = re.sub(heading, lambda found, line=line: found[0] + line, page, count=1, flags=re.DOTALL)
    return page


def worth_showing(cell) -> bool:
    """Whether a page offers a cell's code: not for imports, nor where the output is made of words, questions or an explorer."""
    made = {explorers.MIME, questions.MIME, "text/markdown"}
    return "setup" not in cell.metadata.get("tags", ()) and not any(made & set(output.get("data", ())) for output in cell.outputs)


@cache
def style() -> str:
    """All CSS of a page, the course's two typefaces within it."""
    faces = {"Atkinson Hyperlegible Next": "atkinson-hyperlegible-next", "STIX Two Math": "stix-two-math-subset"}
    encoded = {family: base64.b64encode((WEB / "fonts" / f"{file}.woff2").read_bytes()).decode() for family, file in faces.items()}
    faces = "".join(
        f'@font-face{{font-family:"{family}";font-weight:200 800;src:url(data:font/woff2;base64,{data})}}'
        for family, data in encoded.items()
    )
    return faces + STYLE + (WEB / "page.css").read_text(encoding="utf-8")


def scripts() -> list[str]:
    """The modules of the page, each with the line that lets it find its elements without a kernel."""
    starts = {
        "explorer.js": "document.querySelectorAll('.explorer, .staged').forEach(figure => enliven(figure));",
        "question.js": "enliven(document);",
        "ledger.js": "document.querySelectorAll('[data-ledger]').forEach(enlivenLedger);",
    }
    modules = [(WEB / file).read_text(encoding="utf-8") + start for file, start in starts.items()]
    return [*modules, (WEB / "page.js").read_text(encoding="utf-8")]


def contents(nb) -> list[tuple[str, str]]:
    """The second-level headings of a notebook: anchor and words."""
    text = "\n".join(cell.source for cell in nb.cells if cell.cell_type == "markdown")
    return [(words.replace(" ", "-"), words) for words in re.findall(r"^## (.+)$", text, re.MULTILINE)]


def course(name: str) -> dict:
    """Where a notebook stands in the course: its title, and the notebooks before and after it."""
    every = titles()
    names = list(every)
    at = names.index(name) if name in names else None
    neighbours = {"before": None, "after": None}
    if at is not None:
        neighbours = {"before": names[at - 1] if at else None, "after": names[at + 1] if at + 1 < len(names) else None}
    return {"name": name, "titles": every, **neighbours}


def titles() -> dict[str, str]:
    """Every notebook of the course with its first heading."""
    found = {}
    for path in sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb")):
        nb = nbformat.read(path, 4)
        found[path.stem] = re.search(r"^# (.+)$", nb.cells[0].source, re.MULTILINE)[1]
    return found
