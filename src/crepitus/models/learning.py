"""How much of what was left to learn has been learnt.

The normalised gain was made for the means of whole classes, over many questions; for one person and few questions it is rough. [hake1998]
"""

import numpy as np

from explorables.arrays import Array


def normalised_gain(before: float | Array, after: float | Array) -> float | Array:
    """(after - before) / (1 - before): the share of the possible gain that was reached [hake1998].

    `before` and `after` are shares of right answers, numbers or arrays, from 0 to 1; below zero is a loss. ValueError for a share
    outside that range, and where everything was right before, so that nothing could be gained.
    """
    before, after = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    if not np.all((before >= 0) & (before < 1)):
        raise ValueError(f"before = {before}; allowed: shares from 0 to below 1")
    if not np.all((after >= 0) & (after <= 1)):
        raise ValueError(f"after = {after}; allowed: shares from 0 to 1")
    return (after - before) / (1 - before)
