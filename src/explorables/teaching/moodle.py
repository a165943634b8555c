"""Questions as Moodle XML, the format in which Moodle imports and exports its bank of questions.

Moodle takes the first answer that fits, as we do, so ranges keep their order. It has no half-open range, and gives the feedback of
whichever comes first to an answer without bounds: open ends are cut far out, and a range is a centre with a tolerance.
"""

from collections.abc import Mapping, Sequence
from html import escape
from xml.etree.ElementTree import Element

from explorables.teaching import items
from explorables.teaching.items import Answer, Item, add


def written(course: str, banks: Mapping[str, Sequence[Item]]) -> bytes:
    """One file with every question, in a category for each place where they are asked."""
    quiz = Element("quiz")
    for place, asked in banks.items():
        category = add(add(quiz, "question", type="category"), "category")
        add(category, "text", "$course$/top/" + "/".join(name.replace("/", "//") for name in (course, place)))
        for item in asked:
            question(quiz, item)
    return items.written(quiz)


def question(quiz: Element, item: Item) -> None:
    """One question with its answers."""
    made = add(quiz, "question", type="numerical" if item.is_number else "multichoice")
    add(add(made, "name"), "text", item.id)
    add(add(made, "questiontext", format="html"), "text", f"<p>{escape(item.ask)}</p>")
    for name, text in (("defaultgrade", "1"), ("penalty", "0.3333333"), ("hidden", "0"), ("idnumber", item.id)):
        add(made, name, text)
    if not item.is_number:
        for name, text in (("single", "true"), ("shuffleanswers", "false"), ("answernumbering", "abc")):
            add(made, name, text)
    for found in item.answers:
        answer(made, found)
    if behind := list(dict.fromkeys(found.belief for found in item.answers if found.belief)):
        tags = add(made, "tags")
        for words in behind:
            add(add(tags, "tag"), "text", words)


def answer(made: Element, found: Answer) -> None:
    """One answer: words, or a centre and how far it reaches."""
    into = add(made, "answer", fraction="100" if found.right else "0", format="moodle_auto_format" if found.bounds else "html")
    if found.bounds:
        low, high = found.ends
        add(into, "text", repr((low + high) / 2))
        add(into, "tolerance", repr((high - low) / 2))
    else:
        add(into, "text", f"<p>{escape(found.text)}</p>")
    add(add(into, "feedback", format="html"), "text", f"<p>{escape(found.feedback)}</p>")
