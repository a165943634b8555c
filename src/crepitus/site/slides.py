"""A lesson as slides: what fills the screen together is a stop; prose is what the speaker says to it."""

import re
from dataclasses import dataclass

from crepitus.site.lesson import Lesson, Part, Section
from crepitus.web import template

WITH = {"task": ("explorer", "still", "ledger"), "recall": ("recall", "found")}  # what shares a stop with what stands before it
LOOKED_UP = ("Under the hood", "Now you try", "What do the articles say?", "Words", "Sources")  # sections whose text is for reading alone
LONGEST = 14  # rows of a table that can be read from the last row of a room
NAMES = {
    "objectives": "What you will be able to do",
    "task": "Experiment",
    "explorer": "Experiment",
    "still": "Picture",
    "ledger": "Experiment",
    "question": "Question",
    "again": "Question",
    "recall": "What came out",
    "found": "What came out",
    "output": "Table",
    "answers": "Your answers",
    "refutation": "Misconception",
    "limits": "Limits",
    "takeaways": "Take-aways",
}


@dataclass(frozen=True)
class Stop:
    """What one slide shows, and the prose that belongs to it, in the order of the lesson. `whole`: its prose is what it shows."""

    heading: str
    parts: tuple[Part, ...]
    whole: bool = False

    @property
    def name(self) -> str:
        """What it is, for a list of stops under their headings."""
        return next((NAMES[part.kind] for part in self.parts if part.kind in NAMES), self.heading)

    def notes(self, part: Part) -> str:
        """What of a part is the speaker's: "all" but its heading, the "rest" after its first paragraph, or "" for nothing."""
        if part.kind == "text" and not self.whole:
            return "all"
        return "rest" if part.kind == "found" or part.cell.source.startswith("# ") else ""


def stops(lesson: Lesson) -> list[Stop]:
    """Every slide of a lesson in order."""
    return [stop for section in lesson.sections for stop in section_stops(section)]


def section_stops(section: Section) -> list[Stop]:
    """A text is said to what follows it in its section, or else to what stands before; alone, or as a verdict, it is what is shown."""
    groups, said = [], []
    for part in filter(lambda part: shown(part, section), section.parts):
        if part.kind == "text" and not (part is section.parts[0] and opens(section)):
            said.append(part)
        elif groups and not said and part.kind in WITH.get(groups[-1][-1].kind, ()):
            groups[-1].append(part)
        else:
            groups.append([*said, part])
            said = []
    if groups:
        groups[-1] += said
    elif said and section.heading not in LOOKED_UP:
        return [Stop(section.heading, tuple(said), whole=True)]
    return [Stop(section.heading, tuple(group), whole=i == 0 and opens(section)) for i, group in enumerate(groups)]


def opens(section: Section) -> bool:
    """Whether the first text of a section is shown: what a lesson promises, and what it concludes."""
    return section.level == 1 or section.heading.startswith("So:")


def shown(part: Part, section: Section) -> bool:
    """Whether slides have a part at all: no code, no lists to look things up in."""
    if part.kind == "output":
        return not section.of("limits") and 0 < rows(part) <= LONGEST
    return part.kind not in ("setup", "exercise")


def places(lesson: Lesson) -> dict[str, str]:
    """By the id of a cell, the attributes that say on which slide it is, and what of it is the speaker's."""
    marks = {}
    for number, stop in enumerate(stops(lesson), 1):
        for part in stop.parts:
            notes = stop.notes(part)
            marks[part.cell.id] = f' data-stop="{number}"' + (f' data-notes="{notes}"' if notes else "")
    return marks


def bar(lesson: Lesson) -> str:
    """What one turns slides with."""
    return template("slides.html").render(stops=stops(lesson))


def rows(part: Part) -> int:
    """How many rows the tables of an output have."""
    return sum(len(re.findall(r"^\|", output.get("data", {}).get("text/markdown", ""), re.MULTILINE)) for output in part.cell.outputs)
