"""The weight above each level, against sums made by hand."""

import numpy as np
import pytest

from crepitus.models import load, spine
from explorables.registry import number


def test_the_lesson_says_what_the_model_says():
    assert round(100 * spine.weight_carried("C7")) == 8
    assert round(100 * spine.weight_carried("L5")) == 50


def test_the_lowest_level_carries_head_arms_and_all_slices():
    arms = 2 * (2.90 + 1.57 + 0.50)
    slices = 17 * (1.1 + 2.6) / 2  # an arithmetic series
    assert load.above("L5").share == pytest.approx((8.20 + arms + slices) / 100, rel=1e-12)
    assert load.above("C3").share == number("head_neck_share").si


def test_the_load_grows_fastest_where_the_arms_hang():
    shares = np.array([spine.weight_carried(level) for level in spine.LEVELS])
    growth = np.diff(shares)
    assert (growth >= 0).all()
    assert growth[6:12].min() > growth[12:].max() - 1e-3  # T1 to T6 against those below
    with pytest.raises(ValueError, match="level = 'S1'; allowed: C1"):
        spine.weight_carried("S1")
