"""The pages one looks things up in: the index, all experiments, the glossary, the published numbers, the sources, and the search."""

import re
from collections.abc import Callable

from markupsafe import Markup, escape

from crepitus.claims import LEDGER, claims
from crepitus.explorers import ALL
from crepitus.figures.style import themed
from crepitus.site.frame import COURSE, framed
from crepitus.site.lesson import Lesson, Part, lessons
from crepitus.site.prose import plain, worded
from crepitus.sources import CITATION, DATA, STATED, Reference, numbers, references, table, terms
from crepitus.web import template

FIGURES = DATA.parent / "figures"
PICTURES = {  # of a lesson, on the index
    "00": "film_pressure", "01": "spine_in_3d", "02": "steering", "03": "instrument", "04": "hear_it", "05": "gas_goes_home",
    "06": "the_gate", "07": "ear", "08": "a_thousand", "09": "habit_loop", "10": "one_flag", "11": "effect_sizes",
}  # fmt: skip


def pages() -> dict[str, Callable[[], str]]:
    """Each page by the name of its file, without the ending."""
    return {"index": index, "explorers": gallery, "glossary": glossary, "numbers": published, "sources": sources, "search": search}


def index(archive: str = "") -> str:
    """The course at a glance: ways in, and every lesson with a picture, its minutes and what one can do; perhaps an archive of it."""
    listed = {row[0]: dict(zip(table("lessons").columns, row)) for row in table("lessons").rows}
    rows = [(lesson, listed[lesson.number]) for lesson in lessons().values()]
    drawn = {number: picture(name) for number, name in PICTURES.items()}
    return framed(COURSE, template("index.html").render(course=COURSE, rows=rows, pictures=drawn, archive=archive), "index")


def gallery() -> str:
    """Every experiment with its starting picture and the way to it."""
    places: dict[str, list] = {}
    for lesson in lessons().values():
        for section in lesson.sections:
            for part in section.of("explorer", "still"):
                places.setdefault(part.name, []).append((lesson, section))
    return framed("All experiments", template("gallery.html").render(places=places, explorers=ALL, picture=picture), "explorers")


def picture(name: str) -> str:
    """The starting picture of an explorer, in the colours of the page."""
    svg = (FIGURES / f"{name}.svg").read_text(encoding="utf-8")
    return themed(svg.replace('<rect width="100%" height="100%" fill="#fff"/>', "").replace("<svg", '<svg aria-hidden="true"', 1))


def glossary() -> str:
    """Every term with its meaning and the lessons that use it."""
    words = {
        lesson: "\n".join(said(part) for section in lesson.sections if section.heading != "Words" for part in section.parts)
        for lesson in lessons().values()
    }
    rows = [
        (f"term-{term.replace(' ', '-')}", term, meaning, using(re.compile(worded(term)).search, words))
        for term, meaning in sorted(terms().items(), key=lambda entry: entry[0].casefold())
    ]
    return listing("glossary", "Glossary", ("term", "meaning", "lessons"), rows)


def published() -> str:
    """Every number of a study that the course states or computes with."""
    said = {lesson: set(STATED.findall(prose(lesson))) for lesson in lessons().values()}
    rows = []
    for name, found in numbers().items():
        stated = (found.printed, "" if found.unit == "1" else found.unit, found.ref)
        here = using(lambda texts, stated=stated: stated in texts, said)
        unit = "" if found.unit == "1" else f" {found.unit}"
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
        (f"ref-{key}", linked(found), using(lambda keys, key=key: key in keys, listed))
        for key, found in sorted(references().items(), key=lambda entry: (entry[1].short.casefold(), entry[0]))
    ]
    return listing("sources", "Sources", ("work", "lessons"), rows)


def linked(work: Reference) -> Markup:
    """The entry of a work, its DOI leading to it."""
    doi = Markup('doi:<a href="https://doi.org/{0}">{0}</a>').format(work.doi)
    return Markup(str(escape(work.full)).replace(f"doi:{escape(work.doi)}", doi)) if work.doi else escape(work.full)


def listing(name: str, title: str, columns: tuple[str, ...], rows: list[tuple]) -> str:
    """A page that is one table; each row begins with its anchor, a cell is text, (text, address), or a list of lessons."""
    return framed(title, template("listing.html").render(name=name, title=title, columns=columns, rows=rows), name)


def search() -> str:
    """The page that searches all others, with everything it searches in it."""
    documents = [{"at": at, "title": title, "where": where, "text": text} for at, title, where, text in documented()]
    return framed("Search", template("search.html").render(documents=documents), "search")


def documented():
    """What can be found: address, title, place and words of every section, term, claim and source."""
    for lesson in lessons().values():
        for section in lesson.sections:
            text = " ".join(plain(said(part)) for part in section.parts)
            yield f"{lesson.name}.html" + f"#{section.anchor}" * (section.level > 1), section.heading, f"Lesson {lesson.number}", text
    for term, meaning in terms().items():
        yield f"glossary.html#term-{term.replace(' ', '-')}", term, "Glossary", meaning
    for claim in claims().values():
        yield f"{LEDGER}.html#{claim.id}", f"{claim.id}: {claim.words}", "Claims of articles", f"{claim.verdict}. {claim.reason}"
    for key, work in references().items():
        yield f"sources.html#ref-{key}", work.short, "Sources", work.full


def said(part: Part) -> str:
    """The words that a part puts before a reader, as Markdown."""
    if part.kind in ("setup", "exercise", "answers", "ledger"):
        return ""
    if part.kind in ("explorer", "still"):
        return f"{part.explorer.title}. {part.explorer.shows} {part.explorer.conclusion}"
    if part.cell.cell_type == "markdown":
        return part.text
    return "\n".join(
        output.get("data", {}).get("text/markdown") or output.get("data", {}).get("text/plain", "") for output in part.cell.outputs
    )


def prose(lesson: Lesson) -> str:
    """A lesson's running text and tables."""
    return "\n".join(said(part) for part in lesson.parts)


def using(test: Callable, found: dict[Lesson, object]) -> list[Lesson]:
    """The lessons for which a test holds."""
    return [lesson for lesson, content in found.items() if test(content)]
