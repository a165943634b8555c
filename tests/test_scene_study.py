"""A study done again and again: every interval stands where the model puts it, filled only if it leaves out 1."""

import pytest
from played import result

from crepitus.explorers.wear import small_study
from crepitus.figures.wear import KNOB_AT, REPEATS


@pytest.mark.parametrize("again", [1, 10, REPEATS])
def test_intervals_of_all_repeats_so_far_are_drawn(again):
    found, axis = result("small_study", people=1000, true_ratio=1.5, again=again), small_study.picture.axes
    with small_study.picture._drawn(found) as artists:
        drawn = [artist for artist in artists if hasattr(artist, "get_xdata") and len(artist.get_xdata()) in (REPEATS, 3 * REPEATS)]
        unclear, hollow, clear, filled = drawn
        for lines, dots, is_clear in ((unclear, hollow, False), (clear, filled, True)):
            ends = lines.get_xdata().reshape(REPEATS, 3)[:, :2]
            for i, (low, high) in enumerate(ends):
                if i < again and (not found.found[i].low < 1 < found.found[i].high) == is_clear:
                    assert [low, high] == pytest.approx([found.found[i].low, found.found[i].high])
                    assert dots.get_xdata()[i] == pytest.approx(found.found[i].estimate)
                else:
                    assert low == high == dots.get_xdata()[i] == 1.5 and dots.get_ydata()[i] == KNOB_AT
        assert (hollow.get_ydata() != filled.get_ydata()).sum() == again and axis.get_ylim()[0] < KNOB_AT
