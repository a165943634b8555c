"""The habit loop: its closed forms, its condition for growth, and every link cut."""

from dataclasses import replace

import numpy as np
import pytest

from crepitus.models.habit import Habit, year

LOOP = Habit(base=3, pull=20, fades=1 / 24, stays=0, most=72)


def last(habit):
    return year(habit).cracks[-1]


def test_a_loop_with_a_gain_below_one_settles_where_the_series_adds_up():
    """Each crack brings gain more, each of those gain more: base / (1 - gain)."""
    assert LOOP.gain == pytest.approx(20 / 24)
    assert last(LOOP) == pytest.approx(3 / (1 - 20 / 24), rel=1e-4)


def test_a_loop_with_a_gain_above_one_grows_to_the_most_there_can_be():
    assert last(replace(LOOP, pull=30)) == pytest.approx(72)


def test_before_the_limit_the_loop_grows_at_the_rate_of_its_equation():
    """d(looseness)/dt = base + (pull - 1/fades) looseness has an exponential solution."""
    habit = replace(LOOP, pull=25, most=1e9)
    course = year(habit)
    rate = 25 - 24
    early = course.time < 2
    assert course.looseness[early] == pytest.approx(3 * np.expm1(rate * course.time[early]) / rate, rel=1e-4, abs=1e-8)


@pytest.mark.parametrize("cut", range(3))
def test_any_link_cut_leaves_the_habit_as_it_was(cut):
    habit = replace(LOOP, pull=100, links=tuple(i != cut for i in range(3)))
    assert habit.gain == 0 and year(habit).cracks == pytest.approx(3)


def test_what_never_fades_adds_up_however_small_it_is():
    """Without fading looseness (fades is short) the lasting part grows as exp(stays pull t)."""
    habit = replace(LOOP, pull=1, fades=1e-4, stays=0.01, most=1e9)
    assert last(habit) == pytest.approx(3 * np.exp(0.01 * 365), rel=0.01)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"base": 0}, "base = 0; allowed: more than zero"),
        ({"stays": 1.5}, "stays = 1.5; allowed: 0 to 1"),
        ({"most": 2}, "most = 2; allowed: more than base, 3"),
        ({"links": (True,)}, "allowed: one truth for each of crack loosens"),
        ({"pull": -1}, "pull = -1; allowed: zero or more"),
    ],
)
def test_a_loop_that_cannot_be_is_refused(change, words):
    with pytest.raises(ValueError, match=words):
        replace(LOOP, **change)
