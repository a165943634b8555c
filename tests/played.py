"""A learner for the tests: explorers are played in their starting state, but for what is chosen as it is shown; answers are kept."""

import json
import re

from explorables.catalogue import catalogue
from explorables.drawing import HANDLE
from explorables.questions import Option


def result(name, **chosen):
    """What the model gives where these parameters are chosen, each as the learner sees it: a number in its own unit, or a word."""
    explorer = catalogue()[name]
    values = {parameter.name: parameter.start for parameter in explorer.parameters}
    assert chosen.keys() <= values.keys()
    return explorer.result([position(parameter, (values | chosen)[parameter.name]) for parameter in explorer.parameters])


def position(parameter, shown):
    """Where a parameter's slider stands when it shows a value."""
    return parameter.words.index(shown) if isinstance(shown, str) else parameter.values.index(shown)


def seen(name, **chosen):
    """The artists of a state: for each its points, its words or else its opacity, and its id."""
    picture = catalogue()[name].picture
    with picture._drawn(result(name, **chosen)) as artists:
        return [
            (
                artist.get_xydata() if hasattr(artist, "get_xydata") else artist.get_xy() if hasattr(artist, "get_xy") else None,
                artist.get_text() if hasattr(artist, "get_text") else artist.get_alpha(),
                artist.get_gid() or "",
            )
            for artist in artists
        ]


def handles(name, **chosen):
    """Where the handles of a state stand, by what they move."""
    return {gid.removeprefix(HANDLE): points[0] for points, _, gid in seen(name, **chosen) if gid}


def said(name, **chosen):
    """The sentence under the picture."""
    return catalogue()[name].readout(result(name, **chosen))


def numbers(part):
    """How many numbers each path of a part has, as the browser counts them."""
    return [len(re.findall(r"-?(?:\d+\.?\d*|\.\d+)", path)) for path in re.findall(r' d="([^"]*)"', part)]


def settle(page):
    """Wait until a page has opened its storage and shows what is kept there; one from disk does so a moment after it was loaded."""
    page.evaluate("opened")
    return page


def keep(page, entries):
    """Store entries in an open page's browser, damaged ones as they stand, and load it again."""
    texts = {f"crepitus:{id}": entry if isinstance(entry, str) else json.dumps(entry) for id, entry in entries.items()}
    settle(page).evaluate("texts => Object.assign(localStorage, texts)", texts)
    page.reload()
    settle(page)


def entry(answer, sure="certain", when="2026-02-28T09:00:00.000Z", **more):
    """What is kept of an answer: of an option its id, as today, or of a text that text, as before version 3."""
    kept, version = (answer.id, "3") if isinstance(answer, Option) else (answer, "2")
    return {"answer": kept, "sure": sure, "when": when, "version": version} | more


def stored(page, id):
    """The text that a browser keeps under an id, or None."""
    return page.evaluate("id => localStorage.getItem('crepitus:' + id)", id)


def answer(page, question, text, sure):
    """Answer a question with the keyboard; gives what is said to it."""
    form = page.locator(f"form[data-question={question.id}]")
    form.get_by_label(text, exact=True).check()
    form.get_by_label(sure, exact=True).check()
    form.get_by_role("button").press("Enter")
    return form.locator("> output").inner_text()


def put(page, file):
    """Read answers from a file."""
    page.locator("[data-read]").set_input_files({"name": "a.json", "mimeType": "application/json", "buffer": json.dumps(file).encode()})


def saved(page):
    """The file of answers that a page offers, with its name."""
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save my answers as a file").click()
    return saving.value.suggested_filename, json.loads(saving.value.path().read_text(encoding="utf-8"))


FACTS = {"course": "crepitus", "part": "A part", "question": "Why?", "does": "Look", "minutes": 5}  # of a lesson made up for a test


def shown(page, selector: str, seconds: float = 60):
    """The element, brought on the screen: JupyterLab renders cells as they are scrolled to."""
    for _ in range(int(seconds * 10)):
        if page.locator(selector).count():
            page.locator(selector).first.scroll_into_view_if_needed()
            return page.locator(selector).first
        page.mouse.move(700, 500)
        page.mouse.wheel(0, 400)
        page.wait_for_timeout(100)
    raise TimeoutError(selector)
