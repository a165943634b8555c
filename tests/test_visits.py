"""Visits before a stroke: closed forms, a simulation dealt person by person, and what each design can and cannot remove."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.constants import day

from crepitus.models.risk import odds_ratio
from crepitus.models.visits import Story, crossover_odds, simulate, window_odds

STORY = Story(visits=0.003 / day, eager=10, warned=0.76, onset=4 * day, sore=0.05)
PEACE = replace(STORY, eager=1)


@pytest.mark.parametrize("far", [1, 7, 30])
def test_no_harm_and_no_pain_give_an_odds_ratio_of_one(far):
    assert window_odds(PEACE, 0, far * day) == pytest.approx(1)
    assert crossover_odds(PEACE, 0, far * day) == pytest.approx(1)


@pytest.mark.parametrize("far", [1, 7, 30])
def test_the_share_of_cases_who_went_is_the_integral_over_all_onsets(far):
    """For an exponential onset the integral has a closed form: with k = rate (eager - 1) and the mean T,
    E exp(-k min(far, onset)) = (1 - exp(-(k + 1/T) far)) / (1 + k T) + exp(-(k + 1/T) far)."""
    far *= day
    rate = STORY.visits * (STORY.eager - 1)
    fast = rate + 1 / STORY.onset
    pain = (1 - np.exp(-fast * far)) / (1 + rate * STORY.onset) + np.exp(-fast * far)
    none = np.exp(-STORY.visits * far) * (1 - STORY.warned + STORY.warned * pain)
    expected = (1 - none) / none * (1 - STORY.controls(0, far)) / STORY.controls(0, far)
    assert window_odds(STORY, 0, far) == pytest.approx(expected, rel=2e-3)  # 400 onsets stand for all


@pytest.mark.parametrize("effect", [1, 3])
def test_the_expected_ratios_are_those_of_a_large_simulated_study(effect):
    windows = [1 * day, 3 * day, 7 * day, 14 * day, 30 * day]
    story = replace(STORY, effect=effect)
    for far, counts in zip(windows, simulate(story, 30_000, 120_000, windows, seed=3)):
        found = odds_ratio(*counts)
        error = np.log(found.high / found.low) / (2 * 1.96)
        assert abs(np.log(found.estimate / window_odds(story, 0, far))) < 3.5 * error


def test_pain_alone_makes_ratios_that_fade_as_the_window_widens():
    ratios = [window_odds(STORY, 0, far * day) for far in (1, 3, 7, 14, 30)]
    assert ratios[0] > 4 and (np.diff(ratios) < 0).all()


def test_a_lifelong_habit_moves_one_design_and_not_the_other():
    habit = replace(PEACE, habit=4)
    assert window_odds(habit, 0, 7 * day) == pytest.approx(4, rel=0.2)  # odds of shares, not of rates
    assert crossover_odds(habit, 0, 7 * day) == pytest.approx(1)


def test_pain_biases_the_design_of_ones_own_past_too_and_a_lag_removes_only_short_pain():
    short, long = replace(STORY, onset=day), replace(STORY, onset=30 * day)
    assert crossover_odds(short, 0, 7 * day) > 1.5 and crossover_odds(short, 7 * day, 14 * day) == pytest.approx(1, abs=0.02)
    assert crossover_odds(long, 7 * day, 14 * day) > 1.3


def test_a_lag_removes_a_true_effect_as_well():
    harmful = replace(PEACE, effect=3)
    assert crossover_odds(harmful, 0, 7 * day) == pytest.approx(3, rel=0.03)
    assert crossover_odds(harmful, 7 * day, 14 * day) == pytest.approx(1, abs=0.02)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: replace(STORY, warned=1.2), "warned = 1.2; allowed: 0 to 1"),
        (lambda: replace(STORY, visits=0), "visits = 0; allowed: more than zero"),
        (lambda: window_odds(STORY, 7, 7), "near = 7, far = 7; allowed: 0 <= near < far"),
        (lambda: crossover_odds(STORY, -1, 7), "near = -1"),
        (lambda: simulate(STORY, 10, 10, [7, 0], 1), "windows = 0; allowed: more than zero"),
        (lambda: simulate(STORY, 0, 10, [1], 1), "cases = 0; allowed: more than zero"),
    ],
)
def test_a_story_that_cannot_be_is_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()
