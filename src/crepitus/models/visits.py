"""Visits before a stroke, if pain sends people to a practitioner: how a bias looks like an effect, and what a study can do about it.

Ours, hypothetical. Assumes that visits come at random, at a rate that pain multiplies; that in a share of the cases pain begins before
the stroke, at a time spread exponentially; that a share of the controls is always in pain; and that a visit, if it does harm at all,
multiplies the chance of a stroke for the time ACTS. With `effect` 1 no visit does any harm.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from crepitus.models import require_positive, require_probability
from explorables.arrays import Array

DAY, WEEK = 86_400.0, 604_800.0  # s
ACTS = 7.0 * DAY  # s, for which a visit could act: a choice
WEEKS = 4  # earlier weeks with which a case is compared: as many as in the published study of this design
OTHERS = 28  # the stream of random numbers of the controls
ONSETS = -np.log1p(-(np.arange(400) + 0.5) / 400)  # equally likely times of an exponential spread with mean 1


@dataclass(frozen=True)
class Story:
    """How people come to visit: so many `visits` [1/s] without pain, which makes them `eager` times as many; a share `warned` of the
    cases has pain before the stroke, since `onset` [s] on average; a share `sore` of the controls is in pain; cases visit `habit` times as
    often as controls all their lives; a visit multiplies the risk by `effect`. ValueError for a value outside its range.
    """

    visits: float
    eager: float
    warned: float
    onset: float
    sore: float
    habit: float = 1.0
    effect: float = 1.0

    def __post_init__(self) -> None:
        require_positive(visits=self.visits, eager=self.eager, onset=self.onset, habit=self.habit, effect=self.effect)
        require_probability(warned=self.warned, sore=self.sore)

    def expected(self, near: float, far: float) -> Array:
        """Visits of a case between `near` and `far` [s] before the stroke: without pain first, then for each of ONSETS."""
        began = np.concatenate([[0], self.onset * ONSETS])
        return self.visits * self.habit * (far - near + (self.eager - 1) * np.clip(np.minimum(far, began) - near, 0, None))

    @property
    def shares(self) -> Array:
        """How common each of the cases of `expected` is."""
        return np.concatenate([[1 - self.warned], np.full(len(ONSETS), self.warned / len(ONSETS))])

    def controls(self, near: float, far: float) -> float:
        """The share of controls with a visit between `near` and `far` [s] before their date."""
        visits = self.visits * (far - near)
        return 1 - (1 - self.sore) * np.exp(-visits) - self.sore * np.exp(-visits * self.eager)

    def weighted(self, near: float, far: float) -> tuple[Array, Array]:
        """For each kind of case of `expected`: the relative chance of a stroke with a visit in this window, and of one without."""
        inside, recent = self.expected(near, far), self.expected(0, ACTS)
        both = inside + self.expected(0, min(near, ACTS)) + (self.expected(far, ACTS) if far < ACTS else 0)
        none_inside, none_recent, none_at_all = np.exp(-inside), np.exp(-recent), np.exp(-both)
        with_none = none_at_all + self.effect * (none_inside - none_at_all)
        return 1 * none_recent + self.effect * (1 - none_recent) - with_none, with_none


def window_odds(story: Story, near: float, far: float) -> float:
    """The odds ratio a case-control study expects for a visit between `near` and `far` [s] before the stroke.

    ValueError unless 0 <= near < far.
    """
    require_window(near, far)
    seen, unseen = (stroke @ story.shares for stroke in story.weighted(near, far))
    controls = story.controls(near, far)
    return float(seen / unseen * (1 - controls) / controls)


def crossover_odds(story: Story, near: float, far: float) -> float:
    """The odds ratio a case-crossover study expects: this window of each case against WEEKS earlier windows of the same length.

    Mantel-Haenszel in the limit of many cases: the sum of chances to be exposed here and not there, over exposed there and not here.
    `near` and `far` [s] bound the window; ValueError unless 0 <= near < far.
    """
    require_window(near, far)
    seen, unseen = story.weighted(near, far)
    length, agree, differ = far - near, 0.0, 0.0
    start = max(far, ACTS)  # so that no earlier window reaches into the days in which a visit could act
    for week in range(WEEKS):
        earlier = 1 - np.exp(-story.expected(start + week * length, start + (week + 1) * length))
        agree += (seen * (1 - earlier)) @ story.shares
        differ += (unseen * earlier) @ story.shares
    return float(agree / differ)


@dataclass(frozen=True)
class Diary:
    """When people who had a stroke, and others, last went before it: `cases` and `controls` [s before the stroke], and since when each
    case had been in pain, `began` [s before; 0: not at all]."""

    cases: Array
    began: Array
    controls: Array


def diary(story: Story, cases: int, controls: int, seed: int) -> Diary:
    """So many cases and controls, dealt person by person; `seed` is that of the random numbers. ValueError for sizes that are not positive.

    Backward from the stroke, visits come at a steady rate in pain and at another before it, so that the last one is where the expected
    number of visits reaches an exponential random number. Controls have random numbers of their own: what befalls the cases deals no
    control anew. Whoever went less than ACTS before has `effect` times the chance to be a case.
    """
    require_positive(cases=cases, controls=controls)
    deal = np.random.default_rng(seed)
    candidates = int(2 * cases * story.effect) + 100
    began = np.where(deal.random(candidates) < story.warned, story.onset * deal.standard_exponential(candidates), 0)
    awaited, often = deal.standard_exponential(candidates), story.visits * story.habit
    in_pain = awaited / (often * story.eager)
    last = np.where(in_pain < began, in_pain, began + (awaited - often * story.eager * began) / often)
    kept = np.flatnonzero(deal.random(candidates) * story.effect < np.where(last < ACTS, story.effect, 1))[:cases]
    others = np.random.default_rng((seed, OTHERS))
    pain = np.where(others.random(controls) < story.sore, story.eager, 1)
    return Diary(last[kept], began[kept], others.standard_exponential(controls) / (story.visits * pain))


def simulate(story: Story, cases: int, controls: int, windows: Sequence[float], seed: int) -> list[tuple[int, int, int, int]]:
    """A study of so many people: for each of `windows` [s before the stroke] exposed cases and controls, then the others.

    ValueError unless the windows are positive, and for sizes that are not.
    """
    require_positive(windows=min(windows))
    dealt = diary(story, cases, controls, seed)
    counts = [[int((last < end).sum()) for last in (dealt.cases, dealt.controls)] for end in windows]
    return [(exposed, other, len(dealt.cases) - exposed, controls - other) for exposed, other in counts]


def require_window(near: float, far: float) -> None:
    """Raise ValueError unless a window has a beginning and, later, an end."""
    if not 0 <= near < far:
        raise ValueError(f"near = {near}, far = {far}; allowed: 0 <= near < far")
