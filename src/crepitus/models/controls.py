"""One group of cases and several groups to compare it with: what a ratio of two kinds of visits says about each group.

Arithmetic only. Assumes that every visit is of one of two kinds. The ratio is an odds ratio: visits of the first kind to those of the
second among the cases, over the same among the controls.
"""

from crepitus.models import require_positive, require_probability


def among_controls(cases: float, ratio: float) -> float:
    """The share of visits of the first kind among the controls, if it is `cases` among the cases and their odds are `ratio` times as high.

    ValueError unless the share is between 0 and 1, both left out, and the ratio above zero.
    """
    require_positive(cases=cases, rest=1 - cases, ratio=ratio)
    require_probability(cases=cases)
    odds = cases / (1 - cases) / ratio
    return odds / (1 + odds)
