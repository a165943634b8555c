"""Effects against a search, SciPy and drawn people; a leg against its own inverse; and what lesson 11 says one finds."""

import math
import re
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from played import result
from scipy.stats import norm

from crepitus.explorers.effects import COMPARISONS, gains_of, one_axis_of, say_gains, say_one_axis, who_gains
from crepitus.explorers.stretch import LEG
from crepitus.models.effects import needed_to_treat, pooled, share_reaching, standing
from crepitus.models.relief import Effect, in_points
from crepitus.models.stretch import Leg, pull, reach
from explorables.registry import number


def test_the_review_turns_massage_into_the_points_that_we_do():
    control, treated = 40.6, 30.7  # means of the groups in the table from which the spread is taken [furlan2015]
    effect = in_points(number("massage_long"), number("pain_spread").si)
    assert effect.mean == pytest.approx(treated - control, abs=0.05)
    assert (effect.low, effect.high) == pytest.approx((24.0 - control, 37.1 - control), abs=0.1)  # SMDs are printed in two digits


def test_two_trials_are_pooled_as_by_an_exhaustive_search():
    middles = np.linspace(-15, 5, 20001)
    unlikely = ((middles + 8) / 2) ** 2 + ((middles + 2) / 4) ** 2  # minus twice the log-likelihood of a common effect
    assert pooled(-8, 2, -2, 4) == pytest.approx(middles[unlikely.argmin()], abs=1e-3)


@given(some.floats(-50, 50), some.floats(0.1, 20), some.floats(-50, 50), some.floats(0.1, 20))
def test_a_pooled_estimate_lies_between_and_does_not_know_the_order(first, first_error, second, second_error):
    middle = pooled(first, first_error, second, second_error)
    assert min(first, second) - 1e-9 <= middle <= max(first, second) + 1e-9
    assert middle == pytest.approx(pooled(second, second_error, first, first_error), abs=1e-9)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (-30, -16, "above"),
        (-18, -12, "around"),
        (-14, -1, "below"),
        (-5, 5, "open"),
        (-30, 2, "open"),
        (1, 9, "worse"),
        (-20, -15, "above"),
    ],
)
def test_where_an_interval_stands(low, high, expected):
    assert standing(Effect((low + high) / 2, low, high), 15) == expected


def test_a_share_is_the_tail_of_the_normal_distribution():
    assert share_reaching(18, 20, 15) == pytest.approx(norm.sf(15, loc=18, scale=20))


def test_shares_are_those_of_drawn_people():
    gains = np.random.default_rng(7).normal(18, 20, 200_000)
    assert share_reaching(18, 20, 15) == pytest.approx((gains >= 15).mean(), abs=4 * 0.5 / np.sqrt(200_000))  # four standard errors


def test_one_over_the_difference_must_be_treated():
    assert needed_to_treat(0.6, 0.4) == pytest.approx(5) and needed_to_treat(0.4, 0.4) == np.inf


def test_the_people_treated_for_one_fit_the_people_counted():
    for values in product(*(parameter.si for parameter in who_gains.parameters)):
        said = say_gains(gains_of(*values))
        found = re.search(r": (\d+) more of 100, so (\d+) have to be treated for one of them\.$", said)
        assert said.endswith(": no more.") if found is None else int(found[2]) == math.ceil(100 / int(found[1]))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: standing(Effect(0, -1, 1), 0), "important = 0; allowed: more than zero"),
        (lambda: share_reaching(1, 0, 1), "spread = 0; allowed: more than zero"),
        (lambda: pooled(1, 0, 1, 1), "first_error = 0; allowed: more than zero"),
        (lambda: needed_to_treat(-0.1, 0.2), "treated = -0.1; allowed: 0 to 1"),
        (lambda: Leg(0, 1), "first = 0; allowed: more than zero"),
        (lambda: pull(1, LEG, 0), "stiffness = 0; allowed: more than zero"),
        (lambda: reach(LEG, -1), "tolerance = -1; allowed: zero or more"),
    ],
)
def test_what_makes_no_sense_is_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()


@given(some.floats(0.2, 3), some.floats(0.2, 3))
def test_at_the_angle_one_reaches_the_pull_is_what_one_bears(tolerance, stiffness):
    assert pull(reach(LEG, tolerance, stiffness), LEG, stiffness) == pytest.approx(tolerance)


def test_bearing_more_and_softer_tissue_can_reach_equally_far():
    assert reach(LEG, 1.25) == pytest.approx(reach(LEG, 1, 0.8))
    assert reach(LEG) == pytest.approx(LEG.first)


def test_only_softer_tissue_moves_the_curve():
    bears_more, softer = result("same_curve", more=60, softer=0), result("same_curve", more=0, softer=20)
    assert np.array_equal(bears_more.before, bears_more.after)
    assert (softer.after < softer.before).all()


def test_what_lesson_11_says_of_the_axis():
    assert say_one_axis(one_axis_of(1, 15, 26.7)).startswith("If 15 points matter, then of 7 comparisons: 3 may reach that, 3 bring less")
    assert "1 surely reaches that" in say_one_axis(one_axis_of(1, 10, 26.7))
    assert "1 may reach that, 5 bring less, 1 may bring nothing" in say_one_axis(one_axis_of(1, 15, 21.6))
    rows = {row.words: row.effect for row in (*one_axis_of(1, 15, 26.7).rows, *one_axis_of(2, 15, 26.7).rows) if row.effect}
    means = {words.split(",")[0]: -effect.mean for words, effect in rows.items()}
    assert [round(means[name]) for name in ("Exercise programmes", "Manual treatment")] == [15, 4]
    assert round(-one_axis_of(1, 15, 26.7).rows[1].effect.mean) == 9
    assert round(-one_axis_of(2, 15, 26.7).rows[2].effect.mean) == 33 and round(-one_axis_of(1, 15, 26.7).rows[4].effect.mean) == 10


def test_every_comparison_with_a_number_has_a_certainty():
    assert all(bool(found) == bool(certainty) for _, _, found, certainty in COMPARISONS)


@pytest.mark.parametrize(("difference", "treated"), [(0, 40), (2, 44), (8, 56), (20, 77)])
def test_what_lesson_11_says_of_a_hundred_people(difference, treated):
    found = gains_of(difference, 10, 20, 15)
    assert (round(100 * found.control), round(100 * found.treated)) == (40, treated)


def test_what_lesson_11_says_of_people_who_differ_less():
    found = gains_of(8, 10, 10, 15)
    assert round(100 * found.treated) - round(100 * found.control) == 31


def test_what_lesson_11_says_of_a_leg():
    more, softer = result("same_curve", more=30, softer=0), result("same_curve", more=0, softer=20)
    assert np.degrees(more.reached[0] - more.first[0]) == pytest.approx(3.9, abs=0.05)
    assert np.degrees(softer.reached[0] - softer.first[0]) == pytest.approx(3.3, abs=0.05)


@pytest.mark.parametrize(
    ("breaks", "minutes", "slump", "mean"),
    [(1, 40, 100, 5.6), (2, 40, 100, 5.6), (8, 40, 100, 5.3), (32, 40, 100, 4.6), (16, 80, 100, 4.6), (2, 40, 30, 1.7)],
)
def test_what_lesson_11_says_of_a_day(breaks, minutes, slump, mean):
    found = result("plan_day", breaks=breaks, resting=minutes, depth=slump)
    assert found.depth * np.degrees(found.day.average) == pytest.approx(mean, abs=0.05)
    assert np.degrees(found.without.average) == pytest.approx(6.1, abs=0.05)


def test_a_planned_day_has_eight_hours_and_its_breaks():
    found = result("plan_day", breaks=8, resting=40, depth=100)
    assert found.day.time[-1] == pytest.approx(8 * 3600)
    assert found.breaks * found.rest == pytest.approx(40 * 60)
    assert (found.breaks + 1) * found.sitting + found.breaks * found.rest == pytest.approx(8 * 3600)
    assert len(found.day.sat) == 9
