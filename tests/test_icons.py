"""Icon arrays: the squares drawn are the numbers said, in a fixed order, and small to store."""

import re
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crepitus.figures.icons import icon_arrays, squares
from crepitus.figures.picture import Picture
from crepitus.figures.style import COLOUR
from crepitus.models.risk import Frequency, frequency, proportion

OF = 1000
PICTURE = Picture("arrays", *icon_arrays(2, OF), (7.6, 4.6))


def groups(*found):
    return SimpleNamespace(groups=found)


def one(low, count, high, of=OF):
    return Frequency("somebody", count, low, high, of)


def drawn(path: str) -> int:
    """The squares in an SVG fragment."""
    return path.count("z")


@given(st.lists(st.integers(0, OF), min_size=3, max_size=3).map(sorted))
def test_as_many_squares_are_drawn_as_are_said(ends):
    low, count, high = ends
    words, filled, notched, outlined = split(one(*ends))
    assert (drawn(filled), drawn(notched), drawn(outlined)) == (count, count - low, high - count)
    assert f"{count:,} affected, {OF - count:,} not" in words
    assert (f"95 % interval: {low:,} to {high:,}" in words) == (low < high)


def split(group):
    """What is drawn of the first of two groups: words, filled, notched, outlined; words are drawn last."""
    parts = PICTURE.parts(groups(group, one(0, 0, 0)))
    return [parts[6], *parts[:3]]


def test_squares_fill_row_by_row_from_one_corner():
    path = squares(range(45), 40, side=1).get_path()
    corners = path.vertices[::5]
    assert corners.tolist() == [[place % 40, place // 40] for place in range(45)]


def test_a_picture_compares_only_one_denominator():
    with pytest.raises(ValueError, match=r"groups of \[1000, 500\] people; allowed: 2 groups of 1000"):
        PICTURE.parts(groups(one(0, 1, 2), one(0, 1, 2, of=500)))


@pytest.mark.parametrize(("of", "columns"), [(100, 20), (1000, 40), (10_000, 125)])
def test_the_array_is_full_and_the_stage_is_small(of, columns):
    picture = Picture("sheet", *icon_arrays(1, of), (7.6, 6))
    axis = picture.axes[0]
    assert axis.get_xlim()[1] - 0.5 == columns and (axis.get_ylim()[0] - 0.5) * columns == of
    assert len(picture.stage()) < 8000  # a square each would take 20 bytes


def test_the_risk_as_icons_is_never_surer_than_its_interval():
    found = frequency("serious", proportion(11, 1172), of=OF)
    assert (found.count, found.low, found.high) == (9, 4, 17)  # exact ends 4.7 and 16.7
    assert str(found) == "9 of 1,000 (4 to 17)"


def test_the_kinds_of_squares_differ_without_colour():
    _, filled, notched, outlined = split(one(3, 6, 9))
    assert COLOUR["harm"] in filled and COLOUR["ground"] in notched
    assert re.search(r"fill: none; stroke: #b3261e", outlined)


def test_icons_of_one_result_are_the_same_whatever_was_drawn_before():
    result = groups(one(1, 2, 3), one(4, 5, 6))
    before = PICTURE.parts(result)
    PICTURE.parts(groups(one(100, 200, 300), one(0, 0, 0)))
    assert PICTURE.parts(result) == before and np.size(before) == 8
