"""The habit loop: would cracking make one crack more? A hypothetical chain, each link of which can be cut.

Ours, hypothetical: nobody has measured this loop. Assumes that each crack leaves a joint looser by one unit, the looseness that one
crack makes; that a share of it `stays` for good and the rest fades with a time constant; that looseness is felt as stiffness, and
stiffness makes an urge, so that every unit of looseness adds `pull` cracks a day to those of mere habit. A joint that has cracked
needs a rest, so there is a highest number of cracks a day.
"""

from dataclasses import dataclass

import numpy as np
import scipy

from crepitus.models import require_not_negative, require_positive, require_probability
from explorables.arrays import Array, Values

LINKS = ("crack loosens", "looseness stiffens", "stiffness urges")
DAY = 86_400.0  # s
UNTIL = 365.0  # days


@dataclass(frozen=True)
class Habit:
    """The loop's strengths: `base` cracks a day, `pull` more for each unit of looseness, which fades in `fades` days but for a share
    `stays`, and never more than `most` a day; `links` in the order of LINKS, False where cut. ValueError for a value out of range.
    """

    base: float
    pull: float
    fades: float
    stays: float
    most: float
    links: tuple[bool, bool, bool] = (True, True, True)

    def __post_init__(self) -> None:
        require_positive(base=self.base, fades=self.fades)
        require_not_negative(pull=self.pull)
        require_probability(stays=self.stays)
        if not self.most > self.base:
            raise ValueError(f"most = {self.most}; allowed: more than base, {self.base}")
        if len(self.links) != len(LINKS):
            raise ValueError(f"links = {self.links}; allowed: one truth for each of {', '.join(LINKS)}")

    @property
    def gain(self) -> float:
        """Cracks that one crack brings about before its looseness has faded; the loop of what fades grows if it is above 1."""
        return self.pull * self.fades * (1 - self.stays) * all(self.links)


@dataclass(frozen=True)
class Course:
    """A year: `time` [days], `cracks` a day, `looseness` in units of one crack, and the `habit` that gave them."""

    time: Array
    cracks: Array
    looseness: Array
    habit: Habit


def year(habit: Habit) -> Course:
    """Follow the loop for a year, from joints as tight as they were.

    d fading/dt = (1 - stays) cracks - fading/fades; d lasting/dt = stays cracks; cracks = base + pull (fading + lasting), at most `most`.
    """
    loosens, stiffens, urges = map(float, habit.links)

    def cracks(looseness: Values) -> Values:
        return np.minimum(habit.base + habit.pull * stiffens * urges * looseness, habit.most)

    def change(_: float, parts: Array) -> list[float]:
        made = loosens * cracks(parts[0] + parts[1])
        return [(1 - habit.stays) * made - parts[0] / habit.fades, habit.stays * made]

    time = np.concatenate([[0], np.geomspace(1e-3, UNTIL, 120)])
    found = scipy.integrate.solve_ivp(change, (0, UNTIL), [0, 0], t_eval=time, method="LSODA", rtol=1e-7, atol=1e-10)
    looseness = found.y.sum(axis=0)
    return Course(time, cracks(looseness), looseness, habit)
