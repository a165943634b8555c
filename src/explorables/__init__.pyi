from . import theme
from .claims import cited, ledger, settled, tally, verdicts
from .course import Course
from .exercises import check
from .explorable import Explorable
from .icon_array import icon_arrays
from .lesson import bibliography, course_map
from .parameter import Parameter
from .questions import again, ask, my_answers, pretest, recall
from .registry import assumptions, glossary, number, reference, table
from .scene import Layer, Part, Scene
from .sound import Clip
from .web import show_source

__all__ = [
    "Clip", "Course", "Explorable", "Layer", "Parameter", "Part", "Scene", "again", "ask", "assumptions", "bibliography", "check",
    "cited", "course_map", "glossary", "icon_arrays", "ledger", "my_answers", "number", "pretest", "recall",
    "reference", "settled", "show_source", "table", "tally", "theme", "verdicts",
]  # fmt: skip
