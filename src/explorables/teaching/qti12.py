"""Questions as a package of QTI 1.2 as Canvas reads it: a quiz for each place where they are asked, and a manifest.

Canvas takes every range of a question for a number as right, whatever score it sets (its `numeric_interaction.rb`), so only right ranges
stand here, and what is said to the others comes together, each after its range.
"""

from collections.abc import Mapping, Sequence
from html import escape
from xml.etree.ElementTree import Element

from explorables.course import current
from explorables.teaching import items, qti
from explorables.teaching.items import Item, add

QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
RESPONSE, RIGHT, WRONG = "response1", "correct_fb", "general_incorrect_fb"  # names that Canvas looks for


def files(course: str, banks: Mapping[str, Sequence[Item]]) -> dict[str, bytes]:
    """Every file of the package by its name, the manifest first."""
    slug = current().slug.replace("-", "_")
    quizzes = {f"{slug}_{n}": entry for n, entry in enumerate(banks.items(), 1)}
    made = {f"{name}.xml": quiz(name, place, asked) for name, (place, asked) in quizzes.items()}
    return {"imsmanifest.xml": qti.manifest(course, ("IMS Content", "1.1.3"), "imsqti_xmlv1p2", list(made))} | made


def quiz(name: str, title: str, asked: Sequence[Item]) -> bytes:
    """One quiz with its questions."""
    root = Element("questestinterop", {"xmlns": QTI})
    section = add(add(root, "assessment", ident=name, title=title), "section", ident="root_section")
    for item in asked:
        question(section, item)
    return items.written(root)


def question(section: Element, item: Item) -> None:
    """One question: what it is, what is shown, what is right, and what is said."""
    made = add(section, "item", ident=item.id, title=item.id)
    fields = add(add(made, "itemmetadata"), "qtimetadata")
    kind = "numerical_question" if item.is_number else "multiple_choice_question"
    for label, entry in (("question_type", kind), ("points_possible", "1")):
        field = add(fields, "qtimetadatafield")
        add(field, "fieldlabel", label)
        add(field, "fieldentry", entry)
    presentation(add(made, "presentation"), item)
    processing = add(made, "resprocessing")
    add(add(processing, "outcomes"), "decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    (ranges if item.is_number else options)(processing, item)
    for name, text in feedbacks(item).items():
        shown(add(add(made, "itemfeedback", ident=name), "flow_mat"), text)


def presentation(into: Element, item: Item) -> None:
    """What is asked, with a field for a number or with the options, called A0, A1 and so on."""
    shown(into, item.ask)
    if item.is_number:
        field = add(add(into, "response_str", ident=RESPONSE, rcardinality="Single"), "render_fib", fibtype="Decimal")
        add(field, "response_label", ident="answer1")
        return
    choices = add(add(into, "response_lid", ident=RESPONSE, rcardinality="Single"), "render_choice")
    for i, found in enumerate(item.answers):
        shown(add(choices, "response_label", ident=f"A{i}"), found.text)


def shown(into: Element, text: str) -> None:
    """Words in paragraphs."""
    html = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in text.split("\n"))
    add(add(into, "material"), "mattext", html, texttype="text/html")


def options(processing: Element, item: Item) -> None:
    """What is said to each option, then which one is right."""
    for i in range(len(item.answers)):
        add(respond(processing, f"A{i}_fb", goes_on=True), "varequal", f"A{i}", respident=RESPONSE)
    for i, found in enumerate(item.answers):
        if found.right:
            add(respond(processing, right=True), "varequal", f"A{i}", respident=RESPONSE)


def ranges(processing: Element, item: Item) -> None:
    """Which ranges are right, and that all others are not."""
    for found in item.answers:
        if found.right:
            condition = respond(processing, RIGHT, right=True)
            for compare, bound in zip(("vargte", "varlte"), found.ends):
                add(condition, compare, repr(bound), respident=RESPONSE)
    add(respond(processing, WRONG, goes_on=True), "other")


def respond(processing: Element, feedback: str = "", right: bool = False, goes_on: bool = False) -> Element:
    """A new condition, to be filled: what holds when it does, whether it scores, and what is said."""
    made = add(processing, "respcondition", **{"continue": "Yes" if goes_on else "No"})
    condition = add(made, "conditionvar")
    if right:
        add(made, "setvar", "100", action="Set", varname="SCORE")
    if feedback:
        add(made, "displayfeedback", feedbacktype="Response", linkrefid=feedback)
    return condition


def feedbacks(item: Item) -> dict[str, str]:
    """What is said, by the name under which conditions call for it."""
    if not item.is_number:
        return {f"A{i}_fb": found.feedback for i, found in enumerate(item.answers)}
    right = [found.feedback for found in item.answers if found.right]
    return {RIGHT: "\n".join(right), WRONG: "\n".join(f"{found.text}: {found.feedback}" for found in item.answers if not found.right)}
