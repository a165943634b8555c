"""Markdown as the pages show it: formulas as MathML, numbers as links to their sources, glossary terms with a note beside them."""

import html
import re

from bs4 import BeautifulSoup
from bs4.element import NavigableString
from math_core import LatexError, LatexToMathML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from explorables.references import CITATION, KEY
from explorables.registry import FIGURE, reference, stated, terms

UNTOUCHED = {"a", "button", "code", "pre", "script", "style", "math", "svg", "h1", "h2", "h3", "h4", "summary", "dt", "th"}


def worded(*words: str) -> str:
    """The pattern of terms in a text, also with a plural s; one that is written with capitals is none without them: TENS, tens."""
    either = (re.escape(word) if word != word.lower() else f"(?i:{re.escape(word)})" for word in sorted(words, key=len, reverse=True))
    return rf"\b(?P<entry>{'|'.join(either)})s?\b"


HEADED = re.compile(r"(</h\d>)")
LED = re.compile(rf"\s*{CITATION.pattern}")  # begins with a citation
NAME = re.compile(r"(^|[\];,:]|\band)\s*$")  # what stands before a citation that is no mark at a word, but a name
FORMULAS = LatexToMathML(fancy_error=False)


class Renderer(IPythonRenderer):
    """Markdown to HTML with MathML; an unknown TeX command raises ValueError."""

    def inline_math(self, body: str) -> str:
        """A formula in a line of text."""
        return formula(body, displaystyle=False)

    def block_math(self, body: str) -> str:
        """A formula on a line of its own."""
        return formula(body, displaystyle=True)


def formula(tex: str, displaystyle: bool) -> str:
    """TeX as MathML."""
    try:
        return FORMULAS.convert_with_local_state(tex.strip(), displaystyle=displaystyle)
    except LatexError as wrong:
        raise ValueError(f"formula ${tex.strip()}$ cannot be set: {wrong}") from None


def rendered(source: str) -> str:
    """Markdown as HTML, formulas as MathML."""
    return MarkdownWithMath(renderer=Renderer(escape=False, anchor_link_text="")).render(source)


def plain(source: str) -> str:
    """Markdown as bare words, citations as authors and year."""
    cited = CITATION.sub(lambda found: f"({reference(found[1]).short})", source)
    return " ".join(BeautifulSoup(rendered(cited), "html.parser").get_text(" ").split())


class Prose:
    """One page's text: remembers which notes stand already and which sources were cited."""

    def __init__(self) -> None:
        self.cited: list[str] = []
        self.noted: set[str] = set()
        self.terms = {term.casefold(): term for term in terms()}
        cited = rf"(?:(?P<figure>{FIGURE}) |(?<!\])\s)?\[(?P<key>{KEY})\]"  # a star stands close to its word
        self.pattern = re.compile(f"{cited}|(?P<term>{worded(*terms())})" if self.terms else f"{cited}|(?P<term>(?!))")

    def markdown(self, source: str, minute: int | None = None) -> str:
        """A Markdown cell as HTML, with the minute at which a class arrives there; ValueError for a number that is not in the registry."""
        stated(source)
        clock = f'<p class="clock">{minute} {"minute" if minute == 1 else "minutes"} to here.</p>' if minute is not None else ""
        return self.annotate(HEADED.sub(rf"\1{clock}", rendered(source), count=1))

    def annotate(self, markup: str) -> str:
        """HTML with a note for each citation and for the first use of each glossary term; tables can be scrolled."""
        soup = BeautifulSoup(markup, "html.parser")
        texts = soup.find_all(string=True)
        for text, led in zip(texts, [bool(text.parent and LED.match(text.parent.get_text())) for text in texts]):
            if type(text) is NavigableString and not UNTOUCHED & {parent.name for parent in text.parents}:
                plain = any(
                    parent.name in ("table", "output", "dd", "legend", "label", "aside") or str(parent.get("id")).startswith("ref-")
                    for parent in text.parents
                )
                written = html.escape(str(text), quote=False)
                if (noted := self._noted(written, plain, led)) != written:
                    text.replace_with(BeautifulSoup(noted, "html.parser"))
        for anchor in soup.select("a.anchor-link"):
            anchor.decompose()
        for link in soup.select("a[href*='.ipynb']:not([href*='://'])"):
            link["href"] = str(link["href"]).replace(".ipynb", ".html")
        for name, found in [("Table", table) for table in soup.find_all("table")] + [
            ("Formula", math) for math in soup.select("math[display]")
        ]:
            if "wide" not in ((found.parent and found.parent.get("class")) or ()):
                found.wrap(
                    soup.new_tag(
                        "div", attrs={"class": "wide", "tabindex": "0", "role": "group", "aria-label": f"{name}, may scroll sideways"}
                    )
                )
        return soup.decode(formatter="minimal")

    def _noted(self, text: str, plain: bool, led: bool) -> str:
        """`led`: where a citation leads, as in a column of sources, it is a name, and so is each that stands beside one."""
        return self.pattern.sub(
            lambda found: self._citation(found, plain, led) if found["key"] else self._term(found, plain),
            text.replace("] [", "]; [") if led else text,
        )

    def _citation(self, found: re.Match[str], plain: bool, led: bool) -> str:
        """The number as the link to its source, or else a star; who wrote it, and what of it was read, for those who want that shown."""
        key, figure = found["key"], found["figure"]
        work = reference(key)
        self.cited.append(key)
        if led and NAME.search(found.string[: found.start()]):
            return f'{" " * found[0].startswith(" ")}<a class="cite" href="#ref-{key}">{html.escape(work.short, quote=False)}</a>'
        named = f'<span class="named"> [{work.short}]</span>'
        link = f'<a class="cite" href="#ref-{key}"' + ("" if figure else f' aria-label="Source: {work.short}"')
        shown = figure or "<sup>*</sup>"
        if plain or key in self.noted:
            return f'{link} title="{work.short}">{shown}</a>{named}'
        self.noted.add(key)
        note = html.escape(f"{work.short}: {work.sentence}", quote=False)
        read = f'<span class="named"> Read here: {html.escape(work.read, quote=False)}.</span>'
        return (
            f'<span class="note">{link} aria-describedby="note-{key}">{shown}</a>'
            f'<span role="tooltip" id="note-{key}">{note}{read}</span></span>{named}'
        )

    def _term(self, found: re.Match[str], plain: bool) -> str:
        term = self.terms[found["entry"].casefold()]
        if plain or term in self.noted:
            return found[0]
        self.noted.add(term)
        name, meaning = f"term-{term.replace(' ', '-')}", html.escape(f"{term}: {terms()[term]}.", quote=False)
        return (
            f'<span class="note"><button type="button" class="term" aria-describedby="{name}">{found[0]}</button>'
            f'<span role="tooltip" id="{name}">{meaning}</span></span>'
        )
