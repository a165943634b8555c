"""Explorers as a learner plays them: in their starting state, but for what is chosen by name and value."""

from crepitus.explorers import ALL


def result(name, **chosen):
    """What the model gives."""
    explorer = ALL[name]
    values = {choice.name: choice.start for choice in explorer.choices}
    assert chosen.keys() <= values.keys()
    return explorer.result([choice.values.index((values | chosen)[choice.name]) for choice in explorer.choices])


def said(name, **chosen):
    """The sentence under the picture."""
    return ALL[name].readout(result(name, **chosen))
