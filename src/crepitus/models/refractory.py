"""An experiment on how long a joint must rest, simulated, and the estimate one would draw from it.

Assumes that each joint has a waiting time of its own, spread log-normally about a median; that a try too early neither cracks nor
disturbs the joint; that a ready joint is missed with a fixed chance at each try. Nobody has measured the spread or the chance.
"""

from dataclasses import dataclass

import numpy as np
import scipy

from crepitus.models import require, require_positive, require_whole
from explorables.arrays import Array

LONGEST = 6.0  # medians after which the experimenter goes home
MEDIANS = np.geomspace(30, 6 * 3600, 300)  # s, searched for the estimate
SPREADS = np.geomspace(0.02, 1.5, 30)


@dataclass(frozen=True)
class Trials:
    """What was seen of each joint [s], arrays of one length: it did not crack `after` and cracked `by`, which is infinite if never.

    ValueError unless 0 <= after < by for every joint.
    """

    after: Array
    by: Array

    def __post_init__(self) -> None:
        if len(self.after) != len(self.by) or not ((self.after >= 0) & (self.after < self.by)).all():
            raise ValueError(f"after = {self.after}, by = {self.by}; allowed: as many, and 0 <= after < by for every joint")


@dataclass(frozen=True)
class Estimate:
    """The median waiting time that fits best [s], and the ends of its interval.

    An end beyond the search is 0 or infinite. If all short medians fit equally well, `median` is the longest of them and `bound` is
    "at most"; if all long ones do, it is the shortest of them and `bound` is "at least".
    """

    median: float
    low: float
    high: float
    bound: str = ""


def resting(joints: int, missed: float, median: float, spread: float, seed: int) -> tuple[Array, Array]:
    """How long each of `joints` must rest [s], and at how many tries it then fails although it is ready, both of shape (joints,).

    `missed` is the chance that a ready joint does not crack at a try [0 to below 1], `median` [s] and `spread` (of the logarithm) those
    of the waiting times, `seed` that of the random numbers. ValueError for a value outside its range.
    """
    require_whole(joints=joints)
    require(lambda value: (value > 0) & np.isfinite(value), "above zero and finite", {"median": median})
    require(lambda value: (value > 0) & (value <= SPREADS[-1]), f"above 0, up to {SPREADS[-1]:g}", {"spread": spread})
    require(lambda value: (value >= 0) & (value < 1), "0 to below 1", {"missed": missed})
    draw = np.random.default_rng(seed)
    ready = median * np.exp(spread * draw.standard_normal(int(joints)))
    return ready, np.asarray(draw.geometric(1 - missed, int(joints)) - 1, float)


def experiment(joints: int, every: float, missed: float, median: float, spread: float, seed: int) -> Trials:
    """Try each of `joints` again `every` so many seconds until it cracks, or until LONGEST medians are over.

    The others, and errors, are as in `resting`.
    """
    ready, misses = resting(joints, missed, median, spread, seed)
    require(lambda value: (value > 0) & np.isfinite(value), "above zero and finite", {"every": every})
    if every > LONGEST * median:
        raise ValueError(f"every = {every}; allowed: up to {LONGEST * median:g} s, the end of the experiment")
    tries = np.ceil(ready / every) + misses
    last = np.floor(LONGEST * median / every)
    seen = tries <= last
    return Trials(np.where(seen, tries - 1, last) * every, np.where(seen, tries * every, np.inf))


def seen_so_far(trials: Trials, every: float, now: float) -> Trials:
    """What is known of them at a moment `now` [s] if a try was made `every` so many seconds."""
    return Trials(np.minimum(trials.after, every * np.floor(now / every)), np.where(trials.by <= now, trials.by, np.inf))


def estimate(trials: Trials, confidence: float = 0.95) -> Estimate:
    """The median with the greatest likelihood, and the interval of those not refused by the likelihood-ratio test.

    The spread is fitted along (profile likelihood); joints bound the time from both sides (interval censoring). Where the data
    allow many medians equally, the middle one stands for them. With few joints the interval is too narrow: of those that say 95 %, about
    90 in 100 hold the truth with five joints, 95 with twenty. ValueError without a joint or a confidence outside 0 to 1.
    """
    require_positive(joints=len(trials.after))
    if not 0 < confidence < 1:
        raise ValueError(f"confidence = {confidence}; allowed: between 0 and 1")
    bounds, count = np.unique(np.stack([trials.after, trials.by]), axis=1, return_counts=True)
    with np.errstate(divide="ignore"):
        log_after, log_by = np.log(bounds)
    median, spread = np.log(MEDIANS)[:, None, None], SPREADS[:, None]
    chance = scipy.special.ndtr((log_by - median) / spread) - scipy.special.ndtr((log_after - median) / spread)
    profile = (np.log(np.maximum(chance, 1e-300)) @ count).max(axis=1)
    best = MEDIANS[profile >= profile.max() - 1e-6]
    inside = np.flatnonzero(profile >= profile.max() - scipy.stats.chi2.ppf(confidence, 1) / 2)
    low = 0.0 if inside[0] == 0 else crossing(profile, inside[0] - 1, confidence)
    high = np.inf if inside[-1] == len(MEDIANS) - 1 else crossing(profile, inside[-1], confidence)
    if best[0] == MEDIANS[0]:
        return Estimate(float(best[-1]), low, high, "at most")
    if best[-1] == MEDIANS[-1]:
        return Estimate(float(best[0]), low, high, "at least")
    return Estimate(float(np.sqrt(best[0] * best[-1])), low, high)


def crossing(profile: Array, i: int, confidence: float) -> float:
    """The waiting time [s] at which the profile crosses the border of the interval, between the i-th searched median and the next.

    `profile` (n,) is the log-likelihood of each of MEDIANS.
    """
    border = profile.max() - scipy.stats.chi2.ppf(confidence, 1) / 2
    share = (border - profile[i]) / (profile[i + 1] - profile[i])
    return float(MEDIANS[i] * (MEDIANS[i + 1] / MEDIANS[i]) ** share)
