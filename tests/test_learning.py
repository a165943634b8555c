"""The normalised gain against its definition and its limits."""

import numpy as np
import pytest

from crepitus.models.learning import normalised_gain
from explorables.registry import number


@pytest.mark.parametrize("mean", [number("gain_traditional"), number("gain_engaged")], ids=["traditional", "engaged"])
def test_the_published_means_come_back_from_the_definition(mean):
    """Hake's definition run backwards by hand: a class that begins at 40 % and gains g ends at 40 + 60 g per cent."""
    assert mean.agrees(float(normalised_gain(0.40, 0.40 + 0.60 * float(mean.printed))))


def test_all_learnt_is_one_nothing_is_zero_and_forgetting_is_below():
    before = np.array([0.0, 0.3, 0.9])
    assert np.allclose(normalised_gain(before, 1), 1) and np.allclose(normalised_gain(before, before), 0)
    assert normalised_gain(0.5, 0.25) == -0.5


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [(1, 1, "before = 1"), (-0.1, 0, "before = -0.1"), (0.5, 1.2, "after = 1.2"), (0.5, float("nan"), "after = nan")],
)
def test_impossible_shares_are_refused(before, after, words):
    with pytest.raises(ValueError, match=words):
        normalised_gain(before, after)
