"""A lesson as slides: what fills the screen together is one slide; prose is what the speaker says to it."""

import re
from collections import defaultdict
from dataclasses import dataclass

from explorables.blocks import Block, Section
from explorables.course import current
from explorables.lesson import Lesson
from explorables.web import template

SCENES = ("explorer", "still", "ledger")
WITH = {"recall": ("recall", "finding")}  # what shares a slide with what stands before it
FOR_READING = ("hood", "exercise", "yours", "claims", "glossary", "sources")  # sections whose text is for reading alone
TOLD = ("text", "reviews", "verdict", *FOR_READING)  # texts that a speaker says
LONGEST, FULLEST = 14, 2000  # rows, and letters, of a table that can be read from the last row of a room
NAMES = {
    "objectives": "What you will be able to do",
    "task": "Your task",
    "explorer": "Experiment",
    "still": "Picture",
    "ledger": "Claims",
    "question": "Question",
    "again": "Question",
    "recall": "What came out",
    "finding": "What came out",
    "output": "Table",
    "answers": "Your answers",
    "refutation": "Misconception",
    "limits": "Limits",
    "takeaways": "Take-aways",
}


@dataclass(frozen=True)
class Slide:
    """What one slide shows, and the prose that belongs to it, in the order of the lesson. `whole`: its prose is what it shows."""

    heading: str
    blocks: tuple[Block, ...]
    whole: bool = False

    @property
    def name(self) -> str:
        """What it is, for a list of slides under their headings."""
        return next((NAMES[block.kind] for block in self.blocks if block.kind in NAMES), self.heading)

    def notes(self, block: Block) -> str:
        """What of a block is the speaker's: "all" but its heading, the "rest" after its first paragraph, or "" for nothing."""
        if block.kind in TOLD and not self.whole:
            return "all"
        return "rest" if block.kind == "finding" or block.cell.source.startswith("# ") else ""


def slides(lesson: Lesson) -> list[Slide]:
    """Every slide of a lesson in order."""
    return [slide for section in lesson.sections for slide in section_slides(section)]


def section_slides(section: Section) -> list[Slide]:
    """A text is said to what follows it in its section, or else to what stands before; alone, or as a verdict, it is what is shown.

    A task fills a slide; it is said once more to its scene, which may have been shown before and then comes again.
    """
    groups: list[list[Block]] = []
    said: list[Block] = []
    for block in filter(lambda block: shown(block, section), section.blocks):
        if block.kind in TOLD and not (block is section.blocks[0] and opens(section)):
            said.append(block)
        elif groups and not said and block.kind in WITH.get(groups[-1][-1].kind, ()):
            groups[-1].append(block)
        else:
            groups.append([*said, block])
            said = []
    for i in reversed(range(len(groups))):
        *_, task = groups[i]
        if task.kind == "task":
            if groups[i + 1 : i + 2] and groups[i + 1][-1].kind in SCENES:
                groups[i + 1].append(task)
            elif scenes := [block for before in groups[:i] for block in before if block.kind in SCENES]:
                groups.insert(i + 1, [scenes[-1], task])
    if groups:
        groups[-1] += said
    elif said and section.role not in FOR_READING:
        return [Slide(section.heading, tuple(said), whole=True)]
    return [Slide(section.heading, tuple(group), whole=i == 0 and opens(section)) for i, group in enumerate(groups)]


def opens(section: Section) -> bool:
    """Whether the first text of a section is shown: what a lesson promises, and what it concludes."""
    return section.level == 1 or section.role == "verdict"


def shown(block: Block, section: Section) -> bool:
    """Whether slides have a block at all: no code, no lists to look things up in."""
    if block.kind in ("output", "bibliography"):
        return not section.of("limits") and 0 < rows(block) <= LONGEST and len(block.said) <= FULLEST
    return block.kind not in ("setup", "answer") and (block.kind != "yours" or block.cell.cell_type == "markdown")


def places(lesson: Lesson) -> dict[str, str]:
    """By the id of a cell, the attributes that say on which slides it is, and what of it is the speaker's."""
    numbers: dict[str, list[str]] = defaultdict(list)
    notes = {}
    for number, slide in enumerate(slides(lesson), 1):
        for block in slide.blocks:
            numbers[block.cell.id].append(str(number))
            notes[block.cell.id] = slide.notes(block)
    return {id: f' data-slide="{" ".join(on)}"' + (f' data-notes="{notes[id]}"' if notes[id] else "") for id, on in numbers.items()}


def bar(lesson: Lesson) -> str:
    """What one turns slides with, and what the presenter's window says: when a slide is planned for, and what to ask the class."""
    shown, plan = slides(lesson), current().registry.optional("teaching.toml").get(lesson.number, {})
    segments = {block.cell.id: segment for segment in lesson.segments for block in segment.blocks}
    planned = [segments.get(slide.blocks[-1].cell.id) for slide in shown]
    return template("slides.html").render(slides=shown, planned=planned, ask=plan.get("ask", ()))


def rows(block: Block) -> int:
    """How many rows the tables of an output have."""
    return sum(len(re.findall(r"^\|", output.get("data", {}).get("text/markdown", ""), re.MULTILINE)) for output in block.cell.outputs)
