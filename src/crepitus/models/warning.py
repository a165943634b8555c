"""What a sign of disease says, counted in crowds of people: one sign, two signs that overlap, the same sign elsewhere; and what a
noise says that comes again.

Assumes that a sign is there or not there, that a disease is there or not there, and that a sign is as frequent in the ill and in the
well wherever they are asked. The last is doubtful: those whom one sees in a hospital were sent there for their signs.
"""

from dataclasses import astuple, dataclass

import numpy as np
import scipy

from crepitus.models import require_positive, require_probability, require_whole
from crepitus.models.risk import post_test
from explorables.arrays import Array, Values


@dataclass(frozen=True)
class Crowd:
    """Parts of a crowd: the ill with and without the sign, the well with and without it. Shares of 1, or whole people."""

    ill_flagged: float
    ill_missed: float
    well_flagged: float
    well_clear: float

    @property
    def flagged(self) -> float:
        """All with the sign."""
        return self.ill_flagged + self.well_flagged

    @property
    def meaning(self) -> float:
        """The share of the ill among those with the sign, 0 to 1; 0 where nobody has it."""
        return self.ill_flagged / self.flagged if self.flagged else 0.0


def crowd(prior: float, sensitivity: float, false_alarms: float) -> Crowd:
    """A crowd in which a share `prior` is ill; the sign is seen in `sensitivity` of the ill and in `false_alarms` of the well.

    Each 0 to 1, else ValueError. False alarms are what the specificity leaves to 1.
    """
    require_probability(prior=prior, sensitivity=sensitivity, false_alarms=false_alarms)
    well = 1 - prior
    return Crowd(prior * sensitivity, prior * (1 - sensitivity), well * false_alarms, well * (1 - false_alarms))


def both(prior: float, sensitivity: float, false_alarms: float, overlap: float) -> Crowd:
    """The same crowd, where only those with two signs count as flagged; each sign has this sensitivity and these false alarms.

    `overlap` says how far the second repeats the first, in ill and well alike: at 0 they know nothing of each other, and a second sign
    is as frequent in those with the first as in those without; at 1 they always come together. ValueError outside 0 to 1.
    """
    require_probability(sensitivity=sensitivity, false_alarms=false_alarms, overlap=overlap)
    ill, well = (share**2 + overlap * (share - share**2) for share in (sensitivity, false_alarms))
    return crowd(prior, ill, well)


def likelihood_ratio(sensitivity: float, false_alarms: float) -> float:
    """How many times as often the sign is seen in the ill as in the well. ValueError outside 0 to 1 and without false alarms."""
    require_probability(sensitivity=sensitivity, false_alarms=false_alarms)
    require_positive(false_alarms=false_alarms)
    return sensitivity / false_alarms


def elsewhere(prior: float | Array, ratio: float, sensitivity: float) -> tuple[float | Array, float | Array]:
    """The chance of disease with and without a sign of this likelihood `ratio`, where a share `prior` (0 to 1, or array) is ill.

    By Bayes; the false alarms are sensitivity / ratio. ValueError outside 0 to 1, and where those would be more than all.
    """
    require_positive(ratio=ratio)
    require_probability(prior=prior, sensitivity=sensitivity)
    if sensitivity > ratio:
        raise ValueError(f"ratio = {ratio}; allowed: at least the sensitivity, {sensitivity:g}")
    specificity = 1 - sensitivity / ratio
    return post_test(prior, sensitivity, specificity), 1 - post_test(np.subtract(1, prior), specificity, sensitivity)


def counted(shares: Crowd, people: int) -> Crowd:
    """The crowd as whole people: each share rounded down, and the rest dealt to the largest remainders, so that all are counted."""
    require_whole(people=people)
    people = int(people)
    exact = np.array(astuple(shares)) * people
    whole = np.floor(exact + 1e-9).astype(int)
    for i in np.argsort(whole - exact, kind="stable")[: people - whole.sum()]:
        whole[i] += 1
    return Crowd(*map(int, whole))


def comes_again(every: Values, times: int, joints: int, rest: float, spread: float) -> Values:
    """The chance that cracks which need a rest come `times` times, one `every` so many seconds (number or array).

    Each joint's own rest is spread log-normally about `rest` [s], by `spread` of the logarithm, as in `refractory`. So many `joints` may
    take turns: with at least as many as cracks none needs its rest; else each that cracks again has joints · every seconds. ValueError
    unless all are positive, and `times` and `joints` whole.
    """
    require_whole(times=times, joints=joints)
    require_positive(every=every, rest=rest, spread=spread)
    cracking_again = min(joints, max(times - joints, 0))
    return scipy.special.ndtr(np.log(np.multiply(joints, every) / rest) / spread) ** cracking_again
