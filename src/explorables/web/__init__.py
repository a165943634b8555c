"""The front end: plain files, and the few functions that hand them to widgets and pages."""

import base64
import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

import jinja2

from explorables.course import current
from explorables.references import CITATION
from explorables.registry import reference
from explorables.theme import css_variables

WEB = Path(__file__).parent
BETWEEN_TAGS = re.compile(rf"{CITATION.pattern}(?![^<>]*>)")
EXPLORABLE = ("number.js", "picture.js", "controls.js", "player.js", "grab.js", "reading.js", "take.js", "explorable.js")  # one module


@cache
def style() -> str:
    """What every widget and page of the course looks like."""
    return css_variables() + script("explorables.css")


@cache
def template(name: str) -> jinja2.Template:
    """A template of the course or of this folder; a name it uses and is not given is an error."""
    course = current()
    folders = [*filter(None, [course.templates]), WEB]
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader(
            [jinja2.FileSystemLoader(folder) for folder in folders] + [jinja2.PrefixLoader({"engine": jinja2.FileSystemLoader(WEB)})]
        ),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["course"] = course
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    environment.filters |= {"b64": lambda data: base64.b64encode(data).decode(), "short": "{:g}".format}
    return environment.get_template(name)


def cited(markup: str) -> str:
    """HTML whose citations lead to their works, as in a notebook's text: for widgets, which have no list of sources to lead to."""

    def link(found: re.Match[str]) -> str:
        work = reference(found[1])
        return f'[<a href="{escape(work.address)}">{escape(work.short)}</a>]' if work.address else f"[{escape(work.short)}]"

    return BETWEEN_TAGS.sub(link, markup)


@cache
def script(*files: str) -> str:
    """Files of this folder, one after the other, as they stand in a page or a widget."""
    return "".join((WEB / file).read_text(encoding="utf-8") for file in files)


def code_html(source: str) -> str:
    """Python source with its tokens marked."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    return highlight(source.strip("\n"), PythonLexer(), HtmlFormatter(nowrap=True))


@dataclass(frozen=True)
class Source:
    """The text of a tested function, shown as it runs."""

    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return f'<pre class="code">{code_html(self.text)}</pre>'


def show_source(function: Callable[..., object]) -> Source:
    """The source of a function of the course, as it is tested and run."""
    return Source(inspect.getsource(function).rstrip())
