"""The pages one looks things up in: the index, all experiments, the glossary, the published numbers, the sources, and the search."""

import base64
import gzip
import io
import json
import re
from collections.abc import Callable, Iterator

from markupsafe import Markup, escape
from PIL import Image

from explorables import kept
from explorables.blocks import Section
from explorables.catalogue import catalogue
from explorables.claims import claims
from explorables.course import current
from explorables.lesson import Lesson, lessons
from explorables.references import CITATION, Reference
from explorables.registry import STATED, numbers, references, terms
from explorables.site.layout import others, render_page
from explorables.site.markdown import plain, worded
from explorables.theme import with_css_variables
from explorables.web import template

HEAVY, THUMB = 20_000, 400  # bytes; px across


def pages() -> dict[str, Callable[[], str]]:
    """Each page by the name of its file, without the ending."""
    return {"index": index, "explorers": gallery, "glossary": glossary, "numbers": published, "sources": sources, "search": search}


def index(archive: str = "") -> str:
    """The course at a glance: ways in, and every lesson with a picture, its minutes and what one can do; perhaps an archive of it."""
    shown = {"", current().opening}  # which stands above
    rows = [(lesson, "" if lesson.picture in shown else picture(lesson.picture)) for lesson in lessons().values()]
    counts = {"claims": len(claims()), "numbers": len(numbers()), "sources": len(references()), "explorables": len(catalogue())}
    first = catalogue()[current().opening] if current().opening else None
    opening = kept.page(first) if first else ""
    return render_page(current().title, template("index.html").render(rows=rows, counts=counts, archive=archive, opening=opening), "index")


def gallery() -> str:
    """Every experiment with its starting picture and the way to it."""
    places: dict[str, list[tuple[Lesson, Section]]] = {}
    for lesson in lessons().values():
        for section in lesson.sections:
            for block in section.of("explorer", "still"):
                places.setdefault(block.name, []).append((lesson, section))
    return render_page(
        "All experiments", template("gallery.html").render(places=places, explorers=catalogue(), picture=picture), "explorers"
    )


def picture(name: str) -> str:
    """The starting picture of an explorable, in the colours of the page: as `explorables figures` stored it, or drawn now.

    Where that would be heavy, a small photograph of it.
    """
    path, explorer = current().figures / f"{name}.svg", catalogue()[name]
    svg = path.read_text(encoding="utf-8") if path.exists() else explorer.picture.svg(explorer.result(explorer.start))
    if len(svg) < HEAVY:
        bare = svg.replace('<rect width="100%" height="100%" fill="#fff"/>', "").replace("<svg", '<svg aria-hidden="true"', 1)
        return with_css_variables(bare)
    photograph = io.BytesIO()
    with Image.open(io.BytesIO(kept.shown(explorer).picture)) as drawn:
        size = (THUMB, round(THUMB * drawn.height / drawn.width))
        drawn.convert("RGB").resize(size, Image.Resampling.LANCZOS).save(photograph, "WEBP", quality=60, method=6)
    data = base64.b64encode(photograph.getvalue()).decode()
    return f'<img src="data:image/webp;base64,{data}" alt="" width="{size[0]}" height="{size[1]}">'


def glossary() -> str:
    """Every term with its meaning and the lessons that use it."""
    words = {
        lesson: "\n".join(block.said for section in lesson.sections if section.role != "glossary" for block in section.blocks)
        for lesson in lessons().values()
    }
    rows = [
        (f"term-{term.replace(' ', '-')}", term, meaning, [lesson for lesson, text in words.items() if re.search(worded(term), text)])
        for term, meaning in sorted(terms().items(), key=lambda entry: entry[0].casefold())
    ]
    return listing("glossary", "Glossary", ("term", "meaning", "lessons"), rows)


def published() -> str:
    """Every number of a study that the course states or computes with."""
    said = {lesson: set(STATED.findall(prose(lesson))) for lesson in lessons().values()}
    rows = []
    for name, found in numbers().items():
        stated = (found.printed, "" if found.unit == "1" else found.unit, found.ref)
        here = [lesson for lesson, texts in said.items() if stated in texts or found.told_in(lesson.number)]
        unit = ("" if found.unit == "1" else f" {found.unit}") + f" ({found.kind})" * (found.kind in ("read off", "converted"))
        source = "assumed by us" if found.kind == "assumed" else f"{references()[found.ref].short}, {found.where}"
        read = "" if found.kind == "assumed" else found.checked
        rows.append(
            (
                f"number-{name}",
                name.replace("_", " "),
                f"{found.printed}{unit}",
                (source, f"sources.html#ref-{found.ref}"),
                read,
                found.note,
                here,
            )
        )
    return listing("numbers", "Published numbers", ("quantity", "value", "source", "read", "note", "lessons"), rows)


def sources() -> str:
    """Every reference, how much of it was read, and the lessons that build on it."""
    listed = {lesson: set(CITATION.findall(prose(lesson))) for lesson in lessons().values()}
    rows = [
        (f"ref-{key}", linked(found), [lesson for lesson, keys in listed.items() if key in keys])
        for key, found in sorted(references().items(), key=lambda entry: (entry[1].short.casefold(), entry[0]))
    ]
    return listing("sources", "Sources", ("work", "lessons"), rows)


def linked(work: Reference) -> Markup:
    """The entry of a work, its DOI or URL leading to it."""
    if not work.address:
        return escape(work.full)
    words = escape(work.doi or work.address)
    return Markup(str(escape(work.full)).replace(words, Markup('<a href="{}">{}</a>').format(work.address, words)))


def listing(name: str, title: str, columns: tuple[str, ...], rows: list[tuple]) -> str:
    """A page that is one table; each row begins with its anchor, a cell is text, (text, address), or a list of lessons."""
    return render_page(title, template("listing.html").render(name=name, title=title, columns=columns, rows=rows), name)


def search() -> str:
    """The page that searches all others, with everything it searches in it."""
    documents = [{"at": at, "title": title, "where": where, "text": text} for at, title, where, text in documented()]
    packed = base64.b64encode(gzip.compress(json.dumps(documents, ensure_ascii=False).encode(), 9, mtime=0)).decode()
    return render_page("Search", template("search.html").render(packed=packed, others=others()), "search")


def documented() -> Iterator[tuple[str, str, str, str]]:
    """What can be found: address, title, place and words of every section, term, claim and source."""
    for lesson in lessons().values():
        for section in lesson.sections:
            text = " ".join(plain(block.said) for block in section.blocks)
            yield f"{lesson.name}.html" + f"#{section.anchor}" * (section.level > 1), section.heading, f"Lesson {lesson.number}", text
    for term, meaning in terms().items():
        yield f"glossary.html#term-{term.replace(' ', '-')}", term, "Glossary", meaning
    for claim in claims().values():
        yield f"{current().ledger}.html#{claim.id}", f"{claim.id}: {claim.words}", "Claims", f"{claim.verdict}. {claim.reason}"
    for key, work in references().items():
        yield f"sources.html#ref-{key}", work.short, "Sources", work.full


def prose(lesson: Lesson) -> str:
    """A lesson's running text and tables."""
    return "\n".join(block.said for block in lesson.blocks)
