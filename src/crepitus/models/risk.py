"""Counts turned into risks: intervals that know how few were counted, ratios, Bayes, and strata put together.

Every interval is one of 95 %. Assumes independent people (or sets); no interval knows of bias, of what was not looked for or of
what was not printed. Methods: Garwood (rates), Clopper-Pearson and Wilson (shares), Woolf and Fisher (odds ratios), Katz (risk
ratios), Newcombe (differences), Mantel-Haenszel with the variance of Robins, Breslow and Greenland (strata).
A table of four is written `a, b, c, d`: exposed with and without the outcome, then unexposed with and without it. In a
case-control study: exposed cases and controls, then unexposed cases and controls.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import scipy

from crepitus.models import require_counts, require_positive, require_probability
from explorables.arrays import Array, Indices, Values

LEVEL = 0.95
Z = NormalDist().inv_cdf((1 + LEVEL) / 2)
CORRECTED = "0.5 added to every cell, as one is empty"


@dataclass(frozen=True)
class Interval:
    """An estimate and the ends of its 95 % interval; `method` says how it was made, and with which correction."""

    estimate: float
    low: float
    high: float
    method: str = ""


def require_table(a: float, b: float, c: float, d: float) -> None:
    """Raise ValueError unless four counts give two rows and two columns that are not empty."""
    require_counts(a=a, b=b, c=c, d=d)
    for name, margin in {"a + b": a + b, "c + d": c + d, "a + c": a + c, "b + d": b + d}.items():
        if not margin:
            raise ValueError(f"{name} = 0; allowed: at least one count in every row and column")


def odds_ratio(a: int, b: int, c: int, d: int, *, exact: bool = False) -> Interval:
    """The odds ratio a d / (b c) with Woolf's interval, exp(ln OR ± 1.96 √(1/a + 1/b + 1/c + 1/d)).

    An empty cell: 0.5 is added to each cell (Haldane, Anscombe), and `method` says so. `exact` gives Fisher's instead: the ratio
    that fits best given the margins, and an interval from the hypergeometric chances; ValueError where b or c is 0, since that
    ratio is then infinite. ValueError for cells that are no counts and for empty margins.
    """
    require_table(a, b, c, d)
    if exact:
        if not b * c:
            raise ValueError(f"b = {b}, c = {c}; allowed for the exact method: more than zero, else the ratio is infinite")
        found = scipy.stats.contingency.odds_ratio([[a, b], [c, d]])
        ends = found.confidence_interval(LEVEL)
        return Interval(float(found.statistic), float(ends.low), float(ends.high), "exact, conditional on the margins")
    empty = not a * b * c * d
    cells = np.array([a, b, c, d]) + 0.5 * empty
    ratio = cells[0] * cells[3] / (cells[1] * cells[2])
    return _log_interval(ratio, np.sqrt((1 / cells).sum()), "Woolf" + (f"; {CORRECTED}" if empty else ""))


def risk_ratio(a: int, b: int, c: int, d: int) -> Interval:
    """The risk ratio a/(a + b) : c/(c + d) with Katz's interval on the logarithm.

    If nobody in a row has the outcome, 0.5 is added to each cell, and `method` says so. ValueError as for `odds_ratio`.
    """
    require_table(a, b, c, d)
    empty = not a * c
    (one, of_one), (other, of_other) = ((hit + 0.5 * empty, hit + missed + 1.0 * empty) for hit, missed in ((a, b), (c, d)))
    error = np.sqrt(1 / one - 1 / of_one + 1 / other - 1 / of_other)
    return _log_interval(one / of_one / (other / of_other), error, "Katz" + (f"; {CORRECTED}" if empty else ""))


def risk_difference(a: int, b: int, c: int, d: int) -> Interval:
    """The difference of risks a/(a + b) - c/(c + d) with Newcombe's interval, built from Wilson's; it needs no correction.

    ValueError for cells that are no counts, and for a row that is empty.
    """
    require_counts(a=a, b=b, c=c, d=d)
    one, other = proportion(a, a + b, exact=False), proportion(c, c + d, exact=False)
    difference = one.estimate - other.estimate
    below = np.hypot(one.estimate - one.low, other.high - other.estimate)
    above = np.hypot(one.high - one.estimate, other.estimate - other.low)
    return Interval(difference, float(difference - below), float(difference + above), "Newcombe")


def _log_interval(ratio: float, error: float, method: str) -> Interval:
    """A ratio with the interval that `error`, the standard error of its logarithm, gives."""
    return Interval(float(ratio), float(ratio * np.exp(-Z * error)), float(ratio * np.exp(Z * error)), method)


def rate(events: int, exposure: float) -> Interval:
    """Events for one unit of `exposure` (people, visits, person-years) with the exact Poisson interval [Garwood].

    Ends: half the 2.5 % point of chi-squared with 2 events degrees of freedom (0 for none), and half the 97.5 % point with
    2 events + 2. ValueError unless events is a count and exposure is above zero.
    """
    require_counts(events=events)
    require_positive(exposure=exposure)
    low = scipy.stats.chi2.ppf((1 - LEVEL) / 2, 2 * events) / 2 if events else 0.0
    high = scipy.stats.chi2.ppf((1 + LEVEL) / 2, 2 * events + 2) / 2
    return Interval(events / exposure, float(low / exposure), float(high / exposure), "exact Poisson")


def proportion(count: int, of: int, exact: bool = True) -> Interval:
    """The share count/of with the exact interval (Clopper-Pearson), or Wilson's if not `exact`.

    ValueError unless both are counts, `of` above zero and `count` no more than `of`.
    """
    require_counts(count=count, of=of)
    require_positive(of=of)
    if count > of:
        raise ValueError(f"count = {count}; allowed: 0 to {of}, of which it is a part")
    if exact:
        low, high = exact_ends(count, of)
        return Interval(count / of, float(low), float(high), "exact")
    ends = scipy.stats.binomtest(int(count), int(of)).proportion_ci(LEVEL, "wilson")
    return Interval(count / of, float(ends.low), float(ends.high), "Wilson")


def exact_ends(count: float | Array, of: float | Array) -> tuple[Array, Array]:
    """The ends of the exact interval (Clopper-Pearson) of shares count/of, numbers or arrays; of none, everything fits: 0 to 1."""
    count, missed, tail = np.asarray(count), np.subtract(of, count), (1 - LEVEL) / 2
    low = np.where(count > 0, scipy.stats.beta.ppf(tail, np.maximum(count, 1), missed + 1), 0)
    return low, np.where(missed > 0, scipy.stats.beta.ppf(1 - tail, count + 1, np.maximum(missed, 1)), 1)


def what_fits(count: float | Array, of: float | Array) -> tuple[Array, Array]:
    """The shares that count/of fits, numbers or arrays: exact; where none was seen, up to `upper_bound`, as wherever we say so."""
    (low, high), none = exact_ends(count, of), (np.asarray(count) == 0) & (np.asarray(of) > 0)
    return low, np.where(none, upper_bound(np.maximum(of, 1)), high)


def one_by_one(kinds: Sequence[int], seed: int) -> Indices:
    """So many people of each of some kinds, called in one by one in an order that chance makes: how many of each kind have come.

    Row n of the result (people + 1, kinds) is after n people; the last one is `kinds`. `seed` is that of the random numbers.
    """
    require_counts(**{f"kind_{i}": count for i, count in enumerate(kinds)})
    order = np.random.default_rng(seed).permutation(np.repeat(np.arange(len(kinds)), kinds))
    return np.concatenate([np.zeros((1, len(kinds)), dtype=np.int64), np.cumsum(order[:, None] == np.arange(len(kinds)), axis=0)])


def upper_bound(n: Values) -> Values:
    """The highest risk that fits none in `n`: the chance p whose (1 - p)^n is 5 %, so p = 1 - 0.05^(1/n), close to 3/n.

    `n`: a number or array, from 1. ValueError below.
    """
    if not np.all(np.greater_equal(n, 1)):
        raise ValueError(f"n = {n}; allowed: 1 or more")
    return -np.expm1(np.log(1 - LEVEL) / n)


def middle(low: Values, high: Values) -> Values:
    """Where the estimate of a ratio stands that has this interval: in the middle of the logarithm, so √(low · high).

    Numbers or arrays; ValueError unless they are above zero.
    """
    require_positive(low=low, high=high)
    return np.sqrt(np.multiply(low, high))


def extra_cases(ratio: Values, yearly: float, window: float) -> Values:
    """Cases that one visit would add if a printed ratio were all cause: what comes in the `window` [s] anyway, times ratio - 1.

    `ratio` is that of a visit within the window, a number or array; `yearly` is how many of a person get it in a year without a visit.
    A disease must be rare for an odds ratio to stand for a ratio of risks. ValueError unless ratio and window are above zero, the window
    is no longer than a year, and `yearly` is a chance.
    """
    require_positive(ratio=ratio, window=window)
    require_probability(yearly=yearly, window_in_years=window / scipy.constants.Julian_year)
    return yearly * (window / scipy.constants.Julian_year) * np.subtract(ratio, 1)


def post_test(prior: float | Array, sensitivity: float | Array, specificity: float | Array) -> float | Array:
    """The chance of the disease after a positive test, by Bayes: prior · sens / (prior · sens + (1 - prior)(1 - spec)).

    Numbers or arrays, each 0 to 1. After a negative test the chance is `1 - post_test(1 - prior, specificity, sensitivity)`.
    ValueError for a value outside 0 to 1, and where a positive test cannot happen.
    """
    require_probability(prior=prior, sensitivity=sensitivity, specificity=specificity)
    true, false = np.multiply(prior, sensitivity), np.multiply(np.subtract(1, prior), np.subtract(1, specificity))
    if not np.all(np.add(true, false) > 0):
        raise ValueError(
            f"prior = {prior}, specificity = {specificity}: no test can be positive; allowed: a positive test must be possible"
        )
    return true / (true + false)


def mantel_haenszel(tables: Iterable[tuple[int, int, int, int]]) -> Interval:
    """One odds ratio from several tables of four: Σ a d / n over Σ b c / n, with the interval of Robins, Breslow and Greenland.

    Also holds for many small tables, such as matched sets. A table with an empty margin says nothing and adds nothing. ValueError
    for no table, cells that are no counts, and where either sum is zero, since then no ratio above zero and below infinity fits.
    """
    cells = np.array([tuple(table) for table in tables], dtype=float)
    if cells.ndim != 2 or cells.shape[1] != 4 or not len(cells):
        raise ValueError(f"tables of shape {cells.shape}; allowed: one or more tables of four counts")
    require_counts(**dict(zip("abcd", cells.T)))
    a, b, c, d = cells[cells.sum(axis=1) > 0].T
    n = a + b + c + d
    agree, differ, same, other = a * d / n, b * c / n, (a + d) / n, (b + c) / n
    r, s = agree.sum(), differ.sum()
    if not r or not s:
        raise ValueError(f"sum of a d / n = {r:g}, sum of b c / n = {s:g}; allowed: more than zero")
    variance = (same @ agree / r**2 + (same @ differ + other @ agree) / (r * s) + other @ differ / s**2) / 2
    return _log_interval(r / s, np.sqrt(variance), "Mantel-Haenszel")


def case_crossover(hazard: Iterable[int], controls: Iterable[int], windows: int) -> Interval:
    """The odds ratio of a case-crossover study, where each person is compared with their own past: Mantel-Haenszel over people.

    `hazard`: for each person 1 if exposed in the window before the event, else 0; `controls`: in how many of `windows` earlier
    windows this person was exposed. People exposed always or never say nothing. ValueError for values outside these ranges.
    """
    hazard, controls = np.asarray(hazard), np.asarray(controls)
    require_positive(windows=windows)
    if hazard.shape != controls.shape or not np.isin(hazard, (0, 1)).all() or ((controls < 0) | (controls > windows)).any():
        raise ValueError(f"hazard = {hazard}, controls = {controls}; allowed: as many, 0 or 1 and 0 to {windows}")
    return mantel_haenszel(np.column_stack([hazard, controls, 1 - hazard, windows - controls]))


@dataclass(frozen=True)
class Frequency:
    """A risk as people can count it: `count` of `of` (whole numbers), between `low` and `high`; `words` say who or what."""

    words: str
    count: int
    low: int
    high: int
    of: int

    def __str__(self) -> str:
        return f"{self.count:,} of {self.of:,}" + (f" ({self.low:,} to {self.high:,})" if self.low < self.high else "")


def frequency(words: str, risk: Interval, of: int = 1000) -> Frequency:
    """A risk between 0 and 1 as so many `of` 1,000: the estimate rounded, the ends outwards, so that none looks surer than it is.

    ValueError for a risk outside 0 to 1, and for an `of` that is no count above zero.
    """
    require_probability(low=risk.low, estimate=risk.estimate, high=risk.high)
    require_counts(of=of)
    require_positive(of=of)
    low, high = np.floor(risk.low * of + 1e-9), np.ceil(risk.high * of - 1e-9)
    return Frequency(words, round(risk.estimate * of), int(low), int(high), of)
