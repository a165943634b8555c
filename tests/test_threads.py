"""Sliders move in one thread while a table is made in another, as kernels with subshells do: nothing becomes wrong by it."""

import random
import threading
import time
from dataclasses import replace

import matplotlib
import pytest

from explorables.catalogue import catalogue

FEW = 3  # values of each parameter: a table of dozens of states tells as much as one of a thousand


def fewer(explorer):
    """A copy that has made nothing yet, with fewer states."""
    parameters = (replace(one, values=one.values[:FEW], start=one.values[0], words=one.words[:FEW]) for one in explorer.parameters)
    return replace(explorer, parameters=tuple(parameters))


@pytest.mark.parametrize("name", ["film_pressure", "effect_sizes"])
def test_a_table_made_while_sliders_move_is_the_table_made_in_peace(name):
    before, peace = dict(matplotlib.rcParams), fewer(catalogue()[name]).table
    crowd, stop, wrong = [fewer(catalogue()[one]) for one in (name, "film_pressure", "four_waits")], threading.Event(), []

    def move(seed):
        chance = random.Random(seed)
        try:
            while not stop.is_set():
                explorer = chance.choice(crowd)
                state = chance.choice(list(explorer.states))
                explorer.frame(state)
                explorer.picture.parts(explorer.result(state))
                time.sleep(0.001)
        except Exception as failed:
            wrong.append(failed)

    movers = [threading.Thread(target=move, args=(seed,)) for seed in range(3)]
    for mover in movers:
        mover.start()
    made = crowd[0].table
    stop.set()
    for mover in movers:
        mover.join()
    assert wrong == [] and made == peace
    assert dict(matplotlib.rcParams) == before
