"""The simulated experiment against chance, and its estimate against SciPy's own fit of censored data."""

import numpy as np
import pytest
from scipy.special import ndtri
from scipy.stats import CensoredData, chi2, lognorm

from crepitus.models.joint import CURVATURE, closing_time
from crepitus.models.refractory import LONGEST, SPREADS, Trials, estimate, experiment

MEDIAN, SPREAD = 1200.0, 0.4


def test_the_bounds_hold_every_waiting_time():
    trials = experiment(2000, 300, 0, MEDIAN, SPREAD, seed=1)
    waiting = MEDIAN * np.exp(SPREAD * np.random.default_rng(1).standard_normal(2000))
    assert (trials.after <= waiting).all() and (waiting <= trials.by).all()
    assert np.median(waiting) == pytest.approx(MEDIAN, rel=4 * 1.25 * SPREAD / np.sqrt(2000))  # four standard errors of a median


def test_the_estimate_is_scipys_maximum_of_the_likelihood():
    trials = experiment(60, 240, 0, MEDIAN, SPREAD, seed=5)
    seen = np.isfinite(trials.by)
    data = CensoredData(interval=np.column_stack([trials.after, trials.by])[seen], right=trials.after[~seen])
    _, _, scale = lognorm.fit(data, floc=0)
    assert estimate(trials).median == pytest.approx(scale, rel=0.025)  # our search goes in steps of 2.2 %


@pytest.mark.parametrize("joints", [5, 20])
def test_95_of_100_intervals_hold_the_truth(joints):
    runs = 400
    held = sum(
        found.low <= MEDIAN <= found.high for found in (estimate(experiment(joints, 120, 0, MEDIAN, SPREAD, s)) for s in range(runs))
    )
    # the test's chance is exact only for many joints: with five, intervals of this kind hold somewhat less often
    assert 0.95 - (0.07 if joints == 5 else 0.04) < held / runs < 0.985


def test_more_joints_narrow_the_interval_as_their_root():
    widths = [np.log(found.high / found.low) for found in (estimate(experiment(n, 60, 0, MEDIAN, SPREAD, 3)) for n in (20, 80))]
    assert widths[0] / widths[1] == pytest.approx(2, rel=0.35)  # of one draw each


def test_missed_cracks_make_the_rest_look_longer():
    found = [np.mean([estimate(experiment(40, 600, missed, MEDIAN, SPREAD, s)).median for s in range(30)]) for missed in (0, 0.5)]
    assert found[1] > 1.2 * found[0]


def test_a_first_try_that_always_works_says_only_less():
    found = estimate(Trials(np.zeros(10), np.full(10, 1800.0)))
    assert found.low == 0 and found.high == pytest.approx(1800, rel=0.25)
    assert found.bound == "at most" and found.median == pytest.approx(1800, rel=0.25)


def test_joints_that_never_crack_say_only_more():
    found = estimate(Trials(np.full(10, 7200.0), np.full(10, np.inf)))
    assert found.high == np.inf and found.low > 1800
    assert found.bound == "at least" and found.median == pytest.approx(7200, rel=0.25)


def test_joints_that_differ_much_are_estimated_as_well():
    wide = 1.0  # of the logarithm: some need a third of the median, some three times as long
    assert estimate(experiment(400, 60, 0, MEDIAN, wide, 1)).median == pytest.approx(MEDIAN, rel=0.1)


@pytest.mark.parametrize(("after", "by"), [([1800.0], [1200.0]), ([-60.0], [60.0]), ([np.nan], [60.0]), ([0.0, 60.0], [60.0])])
def test_trials_the_wrong_way_round_are_refused(after, by):
    with pytest.raises(ValueError, match="allowed: as many, and 0 <= after < by"):
        Trials(np.array(after), np.array(by))


def test_without_misses_a_ready_joint_cracks_at_the_first_try_after():
    trials = experiment(50, 500, 0, 1250, SPREADS[0], 1)  # all are ready within two per cent or so of 1,250 s
    assert set(trials.after) == {1000.0} and set(trials.by) == {1500.0}


@pytest.mark.parametrize("confidence", [0.5, 0.95])
def test_the_interval_is_that_of_the_closed_form_where_times_are_known(confidence):
    """Known times are log-normal with two unknowns: the profile falls by n/2 log(1 + (d/s)²), d from the mean of n logarithms.

    Within 5 %, as spreads are searched in steps of 16 %.
    """
    n, spread = 40, 0.4
    logs = np.log(MEDIAN) + spread * ndtri((np.arange(n) + 0.5) / n)
    found = estimate(Trials(np.exp(logs - 0.005), np.exp(logs + 0.005)), confidence)
    half = logs.std() * np.sqrt(np.expm1(chi2.ppf(confidence, 1) / n))
    assert np.log([found.low / MEDIAN, found.high / MEDIAN]) == pytest.approx([-half, half], rel=0.05)


def test_more_confidence_is_a_wider_interval():
    trials = experiment(20, 300, 0, MEDIAN, SPREAD, 2)
    narrow, wide = estimate(trials, 0.5), estimate(trials, 0.99)
    assert wide.low < narrow.low < narrow.median < narrow.high < wide.high


def test_the_experiment_ends():
    trials = experiment(50, 600, 0.9, MEDIAN, SPREAD, 1)
    assert trials.after.max() <= LONGEST * MEDIAN and np.isinf(trials.by).any()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: experiment(0, 60, 0, MEDIAN, SPREAD, 1), "joints = 0"),
        (lambda: experiment(2.5, 60, 0, MEDIAN, SPREAD, 1), "joints = 2.5; allowed: whole numbers from 1 on"),
        (lambda: experiment(np.inf, 60, 0, MEDIAN, SPREAD, 1), "joints = inf; allowed: whole numbers from 1 on"),
        (lambda: experiment(5, 60, 0, MEDIAN, 9, 1), "spread = 9; allowed: above 0, up to 1.5"),
        (lambda: experiment(5, -60, 0, MEDIAN, SPREAD, 1), "every = -60"),
        (lambda: experiment(5, 60, 1, MEDIAN, SPREAD, 1), "missed = 1; allowed: 0 to below 1"),
        (lambda: experiment(5, 8000, 0, MEDIAN, SPREAD, 1), "every = 8000; allowed: up to 7200 s"),
        (lambda: estimate(Trials(np.array([]), np.array([]))), "joints = 0"),
        (lambda: estimate(experiment(5, 60, 0, MEDIAN, SPREAD, 1), 95), "confidence = 95; allowed: between 0 and 1"),
    ],
)
def test_impossible_input_is_refused_by_name(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_flat_faces_with_honey_between_need_the_minutes_that_lesson_05_says():
    # Stefan 1874: 3 pi mu a^4 / 4 F (1/closed^2 - 1/gap^2), for a disc of 1 cm² and 1 N; honey of 10 Pa s
    area, force, honey, gap, closed = 1e-4, 1.0, 10.0, 1e-3, 1e-5
    flat = 3 * area**2 * honey / (4 * np.pi * force) * (closed**-2 - gap**-2)
    assert flat / 60 == pytest.approx(4, abs=0.1)
    round_one = closing_time(gap, gap / 500, force, honey, CURVATURE)
    assert round_one < 1 < flat  # what the lesson says of round surfaces, and of flat ones
