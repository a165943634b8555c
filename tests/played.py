"""A learner for the tests: explorers are played in their starting state, but for what is chosen as it is shown; answers are kept."""

import json

from explorables.blocks import catalogue


def result(name, **chosen):
    """What the model gives where these parameters are chosen, each as the learner sees it: a number in its own unit, or a word."""
    explorer = catalogue()[name]
    values = {parameter.name: parameter.start for parameter in explorer.parameters}
    assert chosen.keys() <= values.keys()
    return explorer.result([position(parameter, (values | chosen)[parameter.name]) for parameter in explorer.parameters])


def position(parameter, shown):
    """Where a parameter's slider stands when it shows a value."""
    return parameter.words.index(shown) if isinstance(shown, str) else parameter.values.index(shown)


def said(name, **chosen):
    """The sentence under the picture."""
    return catalogue()[name].readout(result(name, **chosen))


def keep(page, entries):
    """Store entries in an open page's browser, damaged ones as they stand, and load it again.

    Not in a script that runs before the page: what reads the storage so early gives a page from disk another, empty one at times.
    """
    texts = {f"crepitus:{id}": entry if isinstance(entry, str) else json.dumps(entry) for id, entry in entries.items()}
    page.evaluate("texts => Object.assign(localStorage, texts)", texts)
    page.reload()


FACTS = {"course": "crepitus", "part": "A part", "question": "Why?", "does": "Look", "minutes": 5}  # of a lesson made up for a test
