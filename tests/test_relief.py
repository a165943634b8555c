"""Creep against the study it was fitted in, cue combination against the textbook, effects against their reviews."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from played import result, said

from crepitus.explorers.relief import COMPARISONS, SPREAD, worth
from crepitus.models import relief
from crepitus.models.relief import CREEP_TIME, MOST, Cue, combine_cues, creep, desk_day, felt, in_points, left_after
from explorables.registry import number

MINUTE = 60.0
sure = st.floats(0.5, 100)
value = st.floats(-200, 200)


def test_twenty_minutes_bend_a_back_as_far_as_measured():
    assert number("creep_angle").agrees(float(creep(20 * MINUTE)))
    assert math.degrees(MOST) == pytest.approx(6.24, abs=0.005)  # 5.5 / (1 - exp(-20 / 9.4)), by hand
    assert creep(CREEP_TIME) == pytest.approx(MOST * (1 - 1 / math.e))


def test_half_is_back_after_two_minutes_and_the_rest_takes_longer_than_the_bending():
    assert left_after(number("creep_half_return").si) == pytest.approx(0.5, rel=1e-12)
    assert left_after(0) == pytest.approx(1)
    assert 0.1 < left_after(30 * MINUTE) < 0.2  # watched for 30 minutes, and not all back


def test_a_day_without_a_break_is_creep_and_one_break_is_what_is_left():
    day = desk_day(60 * MINUTE, 0, 60 * MINUTE)
    assert day.bend == pytest.approx(creep(day.time), rel=1e-9)
    broken = desk_day(20 * MINUTE, 10 * MINUTE, 30 * MINUTE)
    assert broken.bend[-1] == pytest.approx(float(creep(20 * MINUTE)) * left_after(10 * MINUTE), rel=1e-9)
    assert broken.highest == pytest.approx(float(creep(20 * MINUTE)))


@pytest.mark.parametrize("sitting", [10, 20, 45, 90])
def test_longer_breaks_never_make_it_worse(sitting):
    means = [desk_day(sitting * MINUTE, rest * MINUTE, 4 * 3600).average for rest in (0, 1, 2, 5, 10, 20)]
    assert (np.diff(means) < 0).all() and means[0] < MOST


def test_a_minute_every_ten_does_more_than_ten_every_hour():
    # the conclusion of the explorer: how often counts more than how long
    often, long = desk_day(10 * MINUTE, MINUTE, 4 * 3600), desk_day(60 * MINUTE, 10 * MINUTE, 4 * 3600)
    assert often.average < long.average and often.highest < long.highest


def test_how_often_counts_because_half_comes_back_quickly(monkeypatch):
    # what the question `why_often` answers: with one pace for giving and returning it would hardly matter
    def gain():
        often, seldom = desk_day(10 * MINUTE, MINUTE, 40 * 3600), desk_day(60 * MINUTE, 6 * MINUTE, 40 * 3600)
        return math.degrees(seldom.average - often.average)

    assert gain() > 0.5
    monkeypatch.setattr(relief, "QUICK_TIME", CREEP_TIME)
    monkeypatch.setattr(relief, "SLOW_TIME", CREEP_TIME)
    assert abs(gain()) < 0.1


@given(value, value, sure, sure)
def test_the_judgement_lies_between_the_cues_and_is_surer_than_both(touch, ear, touch_unsure, ear_unsure):
    both = combine_cues(Cue(touch, touch_unsure), Cue(ear, ear_unsure))
    assert min(touch, ear) - 1e-9 <= both.value <= max(touch, ear) + 1e-9
    assert both.unsure < min(touch_unsure, ear_unsure)
    turned = combine_cues(Cue(ear, ear_unsure), Cue(touch, touch_unsure))
    assert (turned.value, turned.unsure) == pytest.approx((both.value, both.unsure))


def test_the_judgement_is_the_product_of_two_bells():
    # textbook: the posterior of two independent normal cues is their normalised product
    x = np.linspace(-400, 600, 200_001)
    bell = np.exp(-((x - 100) ** 2) / (2 * 20**2)) * np.exp(-((x - 75) ** 2) / (2 * 30**2))
    mean = (x * bell).sum() / bell.sum()
    spread = math.sqrt(((x - mean) ** 2 * bell).sum() / bell.sum())
    both = combine_cues(Cue(100, 20), Cue(75, 30))
    assert (both.value, both.unsure) == pytest.approx((mean, spread), rel=1e-9)
    assert felt(np.full(3, 100.0), 75.0, 20.0, 30.0) == pytest.approx(np.full(3, mean))


def test_effects_stand_in_the_forest_as_the_reviews_print_them():
    effects = result("forest").effects
    shown = {entry.name: effect for (_, entry, _), effect in zip(COMPARISONS, effects, strict=True)}
    assert shown["effect_manual_sham"].mean == -3.86 and shown["effect_sham_nothing"].high == 8.78
    assert shown["effect_placebo"].mean == pytest.approx(-8)  # as its review converts it
    thrusts = shown["effect_thrust_sham"]
    assert [round(-end) for end in (thrusts.mean, thrusts.high, thrusts.low)] == [8, 3, 13]
    line, unsure = shown["effect_manual_sham"], 1.96 * SPREAD * 2 / math.sqrt(number("manual_sham_people").si)  # two groups of half
    assert round((line.high - line.low) / 2, 1) == 0.6 and round(unsure) == 3  # as lesson 07 says of the line that is too short
    assert shown["effect_tens"].mean / shown["effect_placebo"].mean == pytest.approx(0.96 / 0.37)


def test_the_odds_of_the_pop_study_follow_from_its_counts():
    # 50 of 71 heard a pop; 19 did very well, 14 of them with a pop
    assert pytest.approx(float(number("pop_or").printed), abs=0.05) == (14 / 36) / (5 / 16)
    assert number("pop_patients").si == 50 + 21


def test_lesson_07_says_what_its_explorers_show():
    assert "Felt: 90" in said("ear", ear_says=50) and "counts 20 %" in said("ear", ear_says=50)
    assert "Felt: 75" in said("ear", ear_says=50, touch_unsure=40)
    assert "Felt: 97" in said("ear", ear_says=50, ear_unsure=80)
    assert "20.8 points less" in said("forest", revealed=1) and "8 points less" in said("forest", revealed=3)
    assert "may or may not matter" in said("forest", revealed=6, matters=10)
    assert "less than what matters" in said("forest", revealed=5, matters=5)
    places = {bar: [worth(effect, bar).split()[1] for effect in result("forest").effects[:2]] for bar in (10, 20, 30)}  # of strong TENS
    assert places == {10: ["at", "at"], 20: ["or", "or"], 30: ["less", "less"]}
    assert "may be chance" in said("forest", revealed=4)
    effects = result("forest").effects
    assert [round(abs(effect.mean)) for effect in effects] == [21, 16, 8, 6, 4, 8, 3]
    assert [effect.low < 0 < effect.high for effect in effects] == [False, False, False, True, False, False, True]


def test_what_a_learner_is_told_to_change_in_lesson_07_does_what_is_promised():
    short, long, day = (np.degrees(desk_day(60 * 30, 60 * rest, 60 * length).average) for rest, length in ((2, 240), (10, 240), (2, 480)))
    assert short == pytest.approx(5.1, abs=0.05) and long == pytest.approx(4.35, abs=0.05) and day == pytest.approx(short, abs=0.1)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: creep(-1.0), "time = -1.0"),
        (lambda: desk_day(0, 60, 600), "sitting = 0"),
        (lambda: desk_day(60, -1, 600), "rest = -1"),
        (lambda: left_after(-5), "rest = -5"),
        (lambda: Cue(1, 0), "unsure = 0"),
        (lambda: felt(1, 2, 3, -1), "ear_unsure = -1"),
        (lambda: in_points(number("pop_duration"), 20), r"\[pop_duration\]: 5.66 ms; allowed: a difference in SD or points"),
        (lambda: in_points(number("effect_tens"), 0), "spread = 0"),
    ],
)
def test_wrong_input_is_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_for_backs_alone_tens_gains_as_little_as_hands_and_may_be_chance():
    # what lesson 07 says of the review of lasting back pain, on the scale that it borrows
    backs = in_points(number("effect_tens_backs"), SPREAD)
    assert round(-backs.mean) == round(-number("effect_manual_sham").si) == 4
    assert backs.low < 0 < backs.high
    assert number("tens_backs_trials").si == 12 and number("believe_people").si == 100
