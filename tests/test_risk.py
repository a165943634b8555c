"""Intervals and ratios against published worked examples, closed forms and invariants."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, poisson

from crepitus.models import risk
from crepitus.models.risk import Interval, case_crossover, mantel_haenszel, odds_ratio, post_test, proportion, rate, upper_bound

counts = st.integers(1, 400)
shares = st.floats(0.001, 0.999)


def near(low, estimate, high, digit):
    """An interval as printed, to half its last digit."""
    return pytest.approx([estimate, low, high], abs=0.5001 * digit)


def ends(interval):
    return [interval.estimate, interval.low, interval.high]


# Worked examples in print -----------------------------------------------------------------------------------------------------

BERKELEY = ((512, 313, 89, 19), (353, 207, 17, 8), (120, 205, 202, 391), (138, 279, 131, 244), (53, 138, 94, 299), (22, 351, 24, 317))


def test_odds_and_risk_ratio_of_the_berkeley_admissions_as_sas_prints_them():
    """Penn State STAT 504, lesson 3, SAS output for department A: rejected and admitted, men and women."""
    assert ends(odds_ratio(313, 512, 19, 89)) == near(1.7112, 2.8636, 4.7921, 1e-4)
    assert ends(risk.risk_ratio(313, 512, 19, 89)) == near(1.4206, 2.1566, 3.2737, 1e-4)


def test_the_exact_odds_ratio_as_r_prints_it():
    """R's fisher.test in matstat.org's course: 2, 10, 20, 13. R stops its search at the fourth or fifth digit."""
    assert ends(odds_ratio(2, 10, 20, 13, exact=True)) == pytest.approx([0.1360765, 0.01256709, 0.78740829], rel=1e-3)


def test_a_rate_as_the_nag_library_prints_it():
    """NAG, example of g07abc: mean 3.0204 of 98 counts (296 in all)."""
    assert ends(rate(296, 98)) == near(2.6861, 3.0204, 3.3848, 1e-4)


def test_six_departments_together_as_r_prints_them():
    """R's mantelhaen.test(UCBAdmissions), recalled; the counts are those of the SAS output above."""
    assert ends(mantel_haenszel(BERKELEY)) == pytest.approx([0.9046968, 0.7719074, 1.0603298], rel=1e-6)


# Closed forms -----------------------------------------------------------------------------------------------------------------


def test_wilsons_interval_is_where_the_score_test_is_196():
    found = proportion(81, 263, exact=False)
    for end in (found.low, found.high):
        assert abs(found.estimate - end) / np.sqrt(end * (1 - end) / 263) == pytest.approx(risk.Z)


def test_newcombes_difference_is_its_formula_on_wilsons_ends():
    one, other = proportion(56, 70, exact=False), proportion(48, 80, exact=False)
    found = risk.risk_difference(56, 14, 48, 32)
    assert found.estimate == pytest.approx(0.2)
    assert found.low == pytest.approx(0.2 - np.sqrt((0.8 - one.low) ** 2 + (other.high - 0.6) ** 2))
    assert found.high == pytest.approx(0.2 + np.sqrt((one.high - 0.8) ** 2 + (0.6 - other.low) ** 2))


def test_the_matched_pairs_of_a_case_crossover_give_the_ratio_of_the_discordant_ones():
    found = case_crossover([1] * 30 + [0] * 12 + [1] * 7 + [0] * 90, [0] * 30 + [1] * 12 + [1] * 7 + [0] * 90, windows=1)
    assert found.estimate == pytest.approx(30 / 12)
    assert np.log(found.high / found.low) / 2 == pytest.approx(risk.Z * np.sqrt(1 / 30 + 1 / 12))  # McNemar's


def test_sets_of_one_to_four_give_the_sums_counted_by_hand():
    hazard = [1] * 45 + [0] * 120
    earlier = [0] * 40 + [1] * 5 + [1] * 100 + [2] * 20
    assert case_crossover(hazard, earlier, windows=4).estimate == pytest.approx((40 * 4 + 5 * 3) / (100 * 1 + 20 * 2))


def test_none_of_n_is_bounded_where_none_would_be_seen_one_time_in_twenty():
    bound = upper_bound(50_276)
    assert (1 - bound) ** 50_276 == pytest.approx(0.05)
    assert bound == pytest.approx(3 / 50_276, rel=0.002)  # -ln 0.05 is 2.9957


def test_a_positive_test_is_counted_out_among_ten_thousand():
    """100 ill, 90 of them found; 9,900 well, 495 of them alarmed."""
    assert post_test(0.01, 0.9, 0.95) == pytest.approx(90 / (90 + 495))


# Invariants -------------------------------------------------------------------------------------------------------------------


@given(counts, counts, counts, counts)
def test_turning_the_table_round_inverts_the_odds_ratio(a, b, c, d):
    found, turned = odds_ratio(a, b, c, d), odds_ratio(c, d, a, b)
    assert [turned.estimate, turned.high, turned.low] == pytest.approx([1 / found.estimate, 1 / found.low, 1 / found.high])
    assert ends(odds_ratio(a, c, b, d)) == pytest.approx(ends(found))  # which is why it survives a transposed conditional


@given(counts, counts, counts, counts)
def test_the_odds_ratio_lies_farther_from_one_than_the_risk_ratio(a, b, c, d):
    odds, risks = odds_ratio(a, b, c, d).estimate, risk.risk_ratio(a, b, c, d).estimate
    assert abs(np.log(odds)) >= abs(np.log(risks)) - 1e-12
    assert (odds - 1) * (risks - 1) >= -1e-12


@given(counts, counts, counts, counts, st.integers(1, 6))
def test_the_same_table_several_times_has_the_ratio_of_one(a, b, c, d, times):
    single, several = mantel_haenszel([(a, b, c, d)]), mantel_haenszel([(a, b, c, d)] * times)
    assert several.estimate == pytest.approx(odds_ratio(a, b, c, d).estimate)
    assert np.log(several.high / several.low) == pytest.approx(np.log(single.high / single.low) / np.sqrt(times))
    assert ends(single) == pytest.approx(ends(odds_ratio(a, b, c, d)))  # with one table the variance is Woolf's


@pytest.mark.parametrize("truth", [0.003, 0.02, 0.3, 0.5])
def test_exact_intervals_of_a_share_hold_the_truth_at_least_95_times_in_100(truth):
    of = 60
    held = [low <= truth <= high for _, low, high in (ends(proportion(count, of)) for count in range(of + 1))]
    assert binom.pmf(np.arange(of + 1), of, truth) @ held >= 0.95


@pytest.mark.parametrize("mean", [0.2, 1.0, 4.7, 30.0])
def test_exact_intervals_of_a_rate_hold_the_truth_at_least_95_times_in_100(mean):
    events = np.arange(120)
    held = [low <= mean <= high for _, low, high in (ends(rate(count, 1)) for count in events)]
    assert poisson.pmf(events, mean) @ held >= 0.95


@given(shares, shares, shares)
def test_bayes_there_and_back(prior, sensitivity, specificity):
    """Odds after = odds before times the likelihood ratio; dividing by it gives the prior back."""
    after = post_test(prior, sensitivity, specificity)
    before = after / (1 - after) * (1 - specificity) / sensitivity
    assert before / (1 + before) == pytest.approx(prior, rel=1e-6)


@given(shares, shares, shares)
def test_positive_and_negative_results_together_give_the_prior(prior, sensitivity, specificity):
    positive = prior * sensitivity + (1 - prior) * (1 - specificity)
    after_negative = 1 - post_test(1 - prior, specificity, sensitivity)
    together = positive * post_test(prior, sensitivity, specificity) + (1 - positive) * after_negative
    assert together == pytest.approx(prior, rel=1e-6)


# Empty cells and bad input ----------------------------------------------------------------------------------------------------


def test_an_empty_cell_is_corrected_and_says_so():
    found = odds_ratio(0, 1, 98, 391)
    assert found.estimate == pytest.approx(0.5 * 391.5 / (1.5 * 98.5)) and np.isfinite(ends(found)).all()
    assert risk.CORRECTED in found.method and risk.CORRECTED in risk.risk_ratio(0, 10, 5, 5).method
    assert risk.CORRECTED not in odds_ratio(1, 1, 1, 1).method


def test_the_exact_method_needs_no_correction_for_an_empty_cell():
    found = odds_ratio(0, 10, 5, 5, exact=True)
    assert found.estimate == found.low == 0 < found.high < 1


def test_no_event_still_has_an_upper_end():
    found = rate(0, 1000)
    assert (found.estimate, found.low) == (0, 0) and found.high == pytest.approx(-np.log(0.025) / 1000)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: odds_ratio(-1, 2, 3, 4), r"a = -1; allowed: whole numbers of zero or more"),
        (lambda: odds_ratio(1, 2.5, 3, 4), r"b = 2.5; allowed: whole numbers"),
        (lambda: odds_ratio(1, 2, float("nan"), 4), r"c = nan; allowed: whole numbers"),
        (lambda: odds_ratio(0, 0, 98, 392), r"a \+ b = 0; allowed: at least one count in every row and column"),
        (lambda: risk.risk_ratio(0, 3, 0, 4), r"a \+ c = 0; allowed: at least one count"),
        (lambda: odds_ratio(3, 0, 2, 4, exact=True), r"b = 0, c = 2; allowed for the exact method: more than zero"),
        (lambda: risk.risk_difference(0, 0, 2, 4), r"of = 0; allowed: more than zero"),
        (lambda: rate(-1, 10), r"events = -1; allowed: whole numbers"),
        (lambda: rate(3, 0), r"exposure = 0; allowed: more than zero"),
        (lambda: proportion(5, 4), r"count = 5; allowed: 0 to 4"),
        (lambda: upper_bound(0), r"n = 0; allowed: 1 or more"),
        (lambda: post_test(1.2, 0.5, 0.5), r"prior = 1.2; allowed: 0 to 1"),
        (lambda: post_test(0.1, 0.5, -0.1), r"specificity = -0.1; allowed: 0 to 1"),
        (lambda: post_test(0, 0.5, 1), r"no test can be positive"),
        (lambda: mantel_haenszel([]), r"tables of shape \(0,\); allowed: one or more tables of four counts"),
        (lambda: mantel_haenszel([(1, 0, 0, 1)]), r"sum of b c / n = 0; allowed: more than zero"),
        (lambda: mantel_haenszel([(1, 2, 3, 4), (1.5, 2, 3, 4), (2, 2, 3, 4)]), r"a = 1.5; allowed: whole numbers"),
        (lambda: risk.risk_difference(5, -2, 3, 4), r"b = -2; allowed: whole numbers"),
        (lambda: mantel_haenszel([(1, 2, 3, 4), (1, -2, 3, 4)]), r"b = -2.0; allowed: whole numbers"),
        (lambda: case_crossover([1, 2], [0, 0], 4), r"allowed: as many, 0 or 1 and 0 to 4"),
        (lambda: case_crossover([1, 0], [0, 5], 4), r"allowed: as many, 0 or 1 and 0 to 4"),
        (lambda: risk.frequency("x", Interval(1.1, 0.9, 1.2)), r"estimate = 1.1; allowed: 0 to 1"),
        (lambda: risk.frequency("x", Interval(0.1, 0, 0.2), of=0), r"of = 0; allowed: more than zero"),
    ],
)
def test_what_is_no_count_no_share_or_no_table_is_refused_with_its_name(call, words):
    with pytest.raises(ValueError, match=words):
        call()
