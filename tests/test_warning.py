"""Signs and diseases against counting by hand, the odds form of Bayes, and what was published; and what lesson 10 says one finds."""

from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from played import result, said

from crepitus.models.warning import Crowd, both, comes_again, counted, crowd, elsewhere, likelihood_ratio
from explorables.registry import number

share = some.floats(0.001, 0.999)


def best_case() -> float:
    """The share of ill people among all with any flag, if every one of them had a flag: serious cases over flagged patients."""
    return number("henschke_serious").si / (number("henschke_flagged").si * number("henschke_people").si)


def judgement() -> tuple[float, float]:
    """How many of the ill the clinicians named, and how many of the well they named wrongly: sensitivity and false alarms."""
    ill, found, alarms = (number(f"henschke_{what}").si for what in ("serious", "found", "alarms"))
    return found / ill, alarms / (number("henschke_people").si - ill)


def trauma_sign() -> tuple[float, float, float]:
    """The share of ill in people over 55, and sensitivity and false alarms of a fall or blow that fit its meaning and its ratio.

    With the meaning m, the ratio r and the share p: the ratio of odds m/(1-m) · (1-p)/p must be r; so only the number with the sign is
    free, and the printed interval of m fixes it: m(1-m)/n is its squared standard error. Ours, reconstructed.
    """
    people, ill = number("enthoven_people").si, number("enthoven_fractures").si
    meaning = number("enthoven_meaning")
    flagged = round(meaning.si * (1 - meaning.si) / (meaning.spread_si / 1.96) ** 2)
    hits = round(meaning.si * flagged)
    sensitivity, false_alarms = hits / ill, (flagged - hits) / (people - ill)
    return ill / people, sensitivity, false_alarms


def test_the_published_meaning_of_a_fall_follows_from_its_ratio_and_the_share_of_the_ill():
    prior, sensitivity, _ = trauma_sign()
    assert number("enthoven_share").agrees(prior)
    assert number("enthoven_meaning").agrees(elsewhere(prior, number("enthoven_ratio").si, sensitivity)[0])


def test_the_reconstructed_sign_has_the_published_ratio():
    _, sensitivity, false_alarms = trauma_sign()
    assert likelihood_ratio(sensitivity, false_alarms) == pytest.approx(number("enthoven_ratio").si, rel=0.05)  # answers were missing
    assert sensitivity == pytest.approx(0.21, abs=0.005)  # as the lesson says


def test_the_printed_share_of_serious_disease_is_that_of_the_printed_counts():
    assert number("henschke_share").agrees(number("henschke_serious").si / number("henschke_people").si)
    assert best_case() == pytest.approx(0.012, abs=0.0005)  # as the table says: at best 1.2 %


def test_clinicians_found_five_of_eleven_and_named_six_wrongly():
    sensitivity, false_alarms = judgement()
    assert sensitivity == pytest.approx(5 / 11) and false_alarms == pytest.approx(6 / 1161)
    whole = counted(crowd(11 / 1172, sensitivity, false_alarms), 1172)
    assert astuple(whole) == (5, 6, 6, 1155)


@given(share, share, share)
def test_meaning_is_the_odds_times_the_likelihood_ratio(prior, sensitivity, false_alarms):
    odds = prior / (1 - prior) * sensitivity / false_alarms
    assert crowd(prior, sensitivity, false_alarms).meaning == pytest.approx(odds / (1 + odds), rel=1e-9)


@given(share, share, share)
def test_all_parts_of_a_crowd_make_the_whole(prior, sensitivity, false_alarms):
    assert sum(astuple(crowd(prior, sensitivity, false_alarms))) == pytest.approx(1)
    whole = counted(crowd(prior, sensitivity, false_alarms), 1000)
    assert sum(astuple(whole)) == 1000
    assert np.abs(np.subtract(astuple(whole), 1000 * np.array(astuple(crowd(prior, sensitivity, false_alarms))))).max() < 1


@given(share, share, share)
def test_independent_signs_multiply_and_a_repeated_one_adds_nothing(prior, sensitivity, false_alarms):
    odds = prior / (1 - prior) * (sensitivity / false_alarms) ** 2
    assert both(prior, sensitivity, false_alarms, 0).meaning == pytest.approx(odds / (1 + odds), rel=1e-6)
    assert astuple(both(prior, sensitivity, false_alarms, 1)) == pytest.approx(astuple(crowd(prior, sensitivity, false_alarms)))


@given(share, share, some.floats(1.0, 60.0))
def test_asking_can_only_deal_the_ill_out_anew(prior, sensitivity, ratio):
    present, absent = elsewhere(prior, ratio, sensitivity)
    flagged = prior * sensitivity + (1 - prior) * sensitivity / ratio
    assert flagged * present + (1 - flagged) * absent == pytest.approx(prior)  # the law of total probability
    assert absent <= prior * (1 + 1e-9) and present >= prior * (1 - 1e-9)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: crowd(1.2, 0.5, 0.5), "prior = 1.2; allowed: 0 to 1"),
        (lambda: crowd(0.2, -0.5, 0.5), "sensitivity = -0.5; allowed: 0 to 1"),
        (lambda: both(0.2, 0.5, 0.5, 2), "overlap = 2; allowed: 0 to 1"),
        (lambda: likelihood_ratio(0.5, 0), "false_alarms = 0; allowed: more than zero"),
        (lambda: elsewhere(0.1, 0.3, 0.9), "ratio = 0.3; allowed: at least the sensitivity, 0.9"),
        (lambda: elsewhere(0.1, 0, 0.9), "ratio = 0; allowed: more than zero"),
        (lambda: comes_again(0, 3, 1, 1380, 0.4), "every = 0; allowed: more than zero"),
        (lambda: counted(Crowd(0, 0, 0, 1), 0), "people = 0; allowed: whole numbers from 1 on"),
    ],
)
def test_what_is_no_share_is_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_noises_that_need_a_rest_come_again_as_often_as_in_simulated_joints():
    people = 100_000
    for every, times, joints in ((1200, 3, 1), (600, 9, 2), (1200, 4, 2), (600, 5, 4), (120, 10, 8)):
        rests = 1380 * np.exp(0.4 * np.random.default_rng(3).standard_normal((joints, people)))  # each joint has its own
        last = np.full((joints, people), -np.inf)
        came = np.ones(people, dtype=bool)
        for noise in range(times):  # the joints take turns, and each is tried when its turn comes
            came &= every * noise - last[noise % joints] >= rests[noise % joints]
            last[noise % joints] = every * noise
        assert comes_again(every, times, joints, 1380, 0.4) == pytest.approx(came.mean(), abs=4 * 0.5 / np.sqrt(people))


def test_as_many_joints_as_noises_need_no_rest():
    assert comes_again(1, 4, 4, 1380, 0.4) == 1 > comes_again(1, 5, 4, 1380, 0.4)


@pytest.mark.parametrize(
    ("every", "times", "joints", "chance"),
    [
        (20, 3, 1, "73 %"),
        (10, 3, 1, "98 %"),
        (5, 3, 1, "more than 99 %"),
        (40, 3, 1, "52 %"),
        (0.1, 3, 4, "50 %"),
        (0.1, 10, 4, "more than 99 %"),
    ],
)
def test_what_lesson_10_says_of_a_noise_that_comes_again(every, times, joints, chance):
    assert f"needs no rest is {chance}." in said("heard_again", every=every, times=times, joints=joints)


def test_nobody_with_the_sign_means_nothing():
    assert crowd(0.1, 0, 0).meaning == 0
    assert said("one_flag", ill=1, sensitivity=45, false_alarms=0.5, called=1000).endswith("of 5 with the sign 0 are ill: 0 %.")


@pytest.mark.parametrize(
    ("false_alarms", "flagged", "of_a_hundred"),
    [(80, 802, 1), (20, 207, 4), (3.3, 42, 21), (0.5, 14, 64)],
)
def test_what_lesson_10_says_of_one_sign(false_alarms, flagged, of_a_hundred):
    people = result("one_flag", ill=9, sensitivity=100, false_alarms=false_alarms, called=1000).come
    assert (people.ill_flagged, people.flagged, round(100 * people.meaning)) == (9, flagged, of_a_hundred)


def test_what_lesson_10_says_of_a_common_disease_and_of_clinicians():
    assert round(100 * result("one_flag", ill=250, sensitivity=100, false_alarms=80, called=1000).come.meaning) == 29
    assert round(100 * result("one_flag", ill=9, sensitivity=45, false_alarms=0.5, called=1000).come.meaning) == 44
    stopped = said("one_flag", false_alarms=80, called=50)
    assert "Of the first 50 people 0 are ill" in stopped and "of 43 with the sign" in stopped


@pytest.mark.parametrize(
    ("ill", "ratio", "sensitivity", "present", "absent"),
    [
        (49, 6.2, 21, "24 %", "4 %"),
        (6.8, 6.2, 21, "4.1 %", "0.56 %"),
        (110, 6.2, 21, "43 %", "9.2 %"),
        (6.8, 50, 21, "26 %", "0.54 %"),
        (49, 6.2, 80, "24 %", "1.2 %"),
    ],
)
def test_what_lesson_10_says_of_other_places(ill, ratio, sensitivity, present, absent):
    found = said("another_place", ill=ill, ratio=ratio, sensitivity=sensitivity)
    assert f"the chance is {present} with the sign and {absent} without it" in found


def test_what_lesson_10_says_of_two_signs():
    chosen = {"ill": 9, "sensitivity": 80, "false_alarms": 20}
    apart = said("two_flags", **chosen, overlap=0)
    assert "7 of 205 (3.4 %)" in apart and "6 of 46 (13 %)" in apart
    assert "6 of 125 (4.8 %)" in said("two_flags", **chosen, overlap=50)
    one, two = result("two_flags", **chosen, overlap=100).crowds
    assert one == two
    frequent = said("two_flags", ill=110, sensitivity=80, false_alarms=20, overlap=0)
    assert "(33 %)" in frequent and "(66 %)" in frequent and "you miss 40 of the 110" in frequent
