"""The front end: plain files, and the few functions that hand them to widgets and pages."""

from functools import cache
from pathlib import Path

import jinja2
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from crepitus.figures.style import css_variables

WEB = Path(__file__).parent
STYLE = css_variables() + (WEB / "course.css").read_text(encoding="utf-8")


@cache
def template(name: str) -> jinja2.Template:
    """A template of this folder; a name it uses and is not given is an error."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(WEB), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template(name)


def code_html(source: str) -> str:
    """Python source with its tokens marked."""
    return highlight(source.strip("\n"), PythonLexer(), HtmlFormatter(nowrap=True))
