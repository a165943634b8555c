"""A study done again and again: every interval stands where the model puts it, filled only if it leaves out 1."""

import numpy as np
import pytest
from played import result

from crepitus.explorers.wear import small_study
from crepitus.figures.wear import KNOB_AT, REPEATS


@pytest.mark.parametrize("again", [1, 10, REPEATS])
def test_intervals_of_all_repeats_so_far_are_drawn(again):
    found, axis = result("small_study", people=1000, true_ratio=1.5, again=again), small_study.picture.axes
    with small_study.picture._drawn(found) as artists:
        _, unclear, hollow, clear, filled, knob = [artist for artist in artists if hasattr(artist, "get_xdata")]
        rows = []
        for lines, dots, is_clear in ((unclear, hollow, False), (clear, filled, True)):
            ends = np.reshape(lines.get_xdata(), (-1, 3))[:, :2]
            for (low, high), middle, height in zip(ends, *dots.get_data()):
                one = found.found[round(-height)]
                assert [low, middle, high] == pytest.approx([one.low, one.estimate, one.high])
                assert is_clear == (not one.low < 1 < one.high)
                rows.append(round(-height))
        assert sorted(rows) == [*range(again)]
        assert [*knob.get_xdata(), *knob.get_ydata()] == [1.5, KNOB_AT] and axis.get_ylim()[0] < KNOB_AT
