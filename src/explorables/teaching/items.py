"""A question as the formats of learning platforms see it: plain words, and whether they are right."""

from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

FAR = 1e9  # where an open range ends, in formats that need an end


@dataclass(frozen=True)
class Answer:
    """An option, or with `bounds` a range of numbers: its words, what is said to it, and the idea that may stand behind it."""

    text: str
    feedback: str
    right: bool
    belief: str = ""
    bounds: tuple[float, float] | None = None

    @property
    def ends(self) -> tuple[float, float]:
        """The bounds of a range, open ones cut at FAR."""
        low, high = self.bounds or (-FAR, FAR)
        return max(low, -FAR), min(high, FAR)


@dataclass(frozen=True)
class Item:
    """A question with its answers in order: of ranges the first that fits counts."""

    id: str
    ask: str
    answers: tuple[Answer, ...]

    @property
    def is_number(self) -> bool:
        """Whether a number is typed."""
        return self.answers[0].bounds is not None


def add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """A new element at the end of another."""
    made = SubElement(parent, name, attributes)
    made.text = text or None
    return made


def written(root: Element) -> bytes:
    """A document, indented."""
    ElementTree.indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="utf-8") + b"\n"
