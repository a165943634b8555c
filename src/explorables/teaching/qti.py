"""Questions as a package of QTI 2.1: an item for each, with a feedback for every answer, and a manifest."""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from explorables.teaching import items
from explorables.teaching.items import Answer, Item, add

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
OPEN = 1e300  # beyond this a range has no end


def files(course: str, banks: Mapping[str, Sequence[Item]]) -> dict[str, bytes]:
    """Every file of the package by its name, the manifest first."""
    asked = [item for bank in banks.values() for item in bank]
    made = {f"{item.id}.xml": written(item) for item in asked}
    return {"imsmanifest.xml": manifest(course, ("QTIv2.1 Package", "1.0.0"), "imsqti_item_xmlv2p1", list(made))} | made


def manifest(course: str, schema: tuple[str, str], kind: str, names: Sequence[str]) -> bytes:
    """What a package holds: files of one kind."""
    root = Element("manifest", {"xmlns": CP, "identifier": "MANIFEST_" + "_".join(course.split())})
    metadata = add(root, "metadata")
    for name, text in zip(("schema", "schemaversion"), schema):
        add(metadata, name, text)
    add(root, "organizations")
    resources = add(root, "resources")
    for name in names:
        resource = add(resources, "resource", identifier=f"R_{name.removesuffix('.xml')}", type=kind, href=name)
        add(resource, "file", href=name)
    return items.written(root)


def written(item: Item) -> bytes:
    """One item. Answers are called A0, A1 and so on, their feedbacks F0, F1; a number is known by the first range that holds it."""
    root = Element("assessmentItem", {"xmlns": QTI, "identifier": item.id, "title": item.id, "adaptive": "false", "timeDependent": "false"})
    kind = "float" if item.is_number else "identifier"
    response = add(root, "responseDeclaration", identifier="RESPONSE", cardinality="single", baseType=kind)
    at = next(i for i, found in enumerate(item.answers) if found.right)
    add(add(response, "correctResponse"), "value", repr(middle(item.answers[at])) if item.is_number else f"A{at}")
    for name, base in (("SCORE", "float"), ("FEEDBACK", "identifier")):
        outcome = add(root, "outcomeDeclaration", identifier=name, cardinality="single", baseType=base)
        if name == "SCORE":
            add(add(outcome, "defaultValue"), "value", "0")
    body = add(root, "itemBody")
    if item.is_number:
        words = add(body, "p", f"{item.ask} ")
        add(words, "textEntryInteraction", responseIdentifier="RESPONSE", expectedLength="12")
    else:
        choice = add(body, "choiceInteraction", responseIdentifier="RESPONSE", shuffle="false", maxChoices="1")
        add(choice, "prompt", item.ask)
        for i, found in enumerate(item.answers):
            add(choice, "simpleChoice", found.text, identifier=f"A{i}", fixed="true")
    processing(root, item)
    for i, found in enumerate(item.answers):
        shown = {"outcomeIdentifier": "FEEDBACK", "identifier": f"F{i}", "showHide": "show"}
        add(root, "modalFeedback", found.feedback, **shown)
    return items.written(root)


def processing(root: Element, item: Item) -> None:
    """Which answer was given: the first condition that holds sets its feedback, and the score."""
    condition = add(add(root, "responseProcessing"), "responseCondition")
    for i, found in enumerate(item.answers):
        branch = add(condition, "responseElseIf" if i else "responseIf")
        holds(branch, found, f"A{i}")
        add(add(branch, "setOutcomeValue", identifier="FEEDBACK"), "baseValue", f"F{i}", baseType="identifier")
        add(add(branch, "setOutcomeValue", identifier="SCORE"), "baseValue", "1" if found.right else "0", baseType="float")


def holds(branch: Element, found: Answer, name: str) -> None:
    """The condition under which this answer was given."""
    if not found.bounds:
        matched = add(branch, "match")
        add(matched, "variable", identifier="RESPONSE")
        add(matched, "baseValue", name, baseType="identifier")
        return
    both = add(branch, "and")
    given = add(add(both, "not"), "isNull")
    add(given, "variable", identifier="RESPONSE")
    for compare, bound in zip(("gte", "lte"), found.bounds):
        if abs(bound) < OPEN:
            compared = add(both, compare)
            add(compared, "variable", identifier="RESPONSE")
            add(compared, "baseValue", repr(float(bound)), baseType="float")


def middle(found: Answer) -> float:
    """A number that is right."""
    low, high = found.bounds or (0.0, 0.0)
    if abs(low) > OPEN or abs(high) > OPEN:
        return low if abs(high) > OPEN else high
    return (low + high) / 2
