from . import theme
from .claims import cited, ledger, settled, tally, verdicts
from .course import Course
from .digits import brief_time, degrees, from_to, listed, millimetres, percent, significant, spoken_time
from .drawing import Placed, Shape, Shapes, handle, scale_bar, to_scale
from .exercises import check
from .explorable import Explorable
from .icon_array import icon_arrays
from .lesson import bibliography, course_map
from .parameter import Clock, Parameter, Stop
from .questions import again, ask, my_answers, pretest, recall
from .registry import assumptions, glossary, number, reference, table
from .scene import Landmark, Layer, Part, Scene
from .sound import Clip
from .web import show_source

__all__ = [
    "Clip", "Clock", "Course", "Explorable", "Landmark", "Layer", "Parameter", "Part", "Placed", "Scene", "Shape", "Shapes",
    "Stop", "again", "ask", "assumptions", "bibliography", "brief_time", "check", "cited", "course_map", "degrees", "from_to",
    "glossary", "handle", "icon_arrays", "ledger", "listed", "millimetres", "my_answers", "number", "percent", "pretest",
    "recall", "reference", "scale_bar", "settled", "show_source", "significant", "spoken_time", "table", "tally", "theme",
    "to_scale", "verdicts",
]  # fmt: skip
