"""Icon arrays: the squares drawn are the numbers said, in a fixed order, and small to store."""

import re
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crepitus.models.risk import Frequency, frequency, proportion
from explorables.icon_array import filled, gaps, icon_arrays, squares
from explorables.svg import Picture
from explorables.theme import COLOUR

OF = 1000
PICTURE = Picture("arrays", *icon_arrays(2, OF), (7.6, 4.6))


def groups(*found):
    return SimpleNamespace(groups=found)


def one(low, count, high, of=OF):
    return Frequency("somebody", count, low, high, of)


def split(group):
    """What is drawn of the first of two groups: words, sheet, gaps, notched, outlined; words are drawn last."""
    parts = PICTURE.parts(groups(group, one(0, 0, 0)))
    return [parts[8], *parts[:4]]


def covered(patch, columns, rows):
    """Places whose middle a path covers, row by row."""
    middles = [(x + 0.5, y + 0.5) for y in range(rows) for x in range(columns)]
    return [bool(inside) for inside in patch.get_path().contains_points(middles)]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 1000))
def test_as_many_places_are_filled_as_are_counted_row_by_row_from_one_corner(count):
    assert covered(filled(count, 40), 40, 25) == [True] * count + [False] * (1000 - count)


def test_the_gaps_part_the_sheet_into_its_squares_and_touch_none_of_their_middles():
    assert not any(covered(gaps(40, 25), 40, 25))
    edges = [(x, 12.5) for x in range(1, 40)] + [(20.5, y) for y in range(1, 25)]
    assert gaps(40, 25).get_path().contains_points(edges).all()


@settings(max_examples=20, deadline=None)  # long outlines take a while to write
@given(st.lists(st.integers(0, OF), min_size=3, max_size=3).map(sorted))
def test_notches_and_outlines_are_as_many_as_the_interval_says(ends):
    low, count, high = ends
    words, _, _, notched, outlined = split(one(*ends))
    assert (notched.count("z"), outlined.count("z")) == (count - low, high - count)
    assert f"{count:,} affected, {OF - count:,} not" in words
    assert (f"95 % interval: {low:,} to {high:,}" in words) == (low < high)


def test_notches_sit_in_the_squares_they_are_about():
    corners = squares(range(38, 42), 40, side=1).get_path().vertices[::5]
    assert corners.tolist() == [[38, 0], [39, 0], [0, 1], [1, 1]]


def test_a_picture_compares_only_one_denominator():
    with pytest.raises(ValueError, match=r"groups of \[1000, 500\] people; allowed: 2 groups of 1000"):
        PICTURE.parts(groups(one(0, 1, 2), one(0, 1, 2, of=500)))


@pytest.mark.parametrize(("of", "columns"), [(100, 20), (1000, 40), (10_000, 125)])
def test_the_array_is_full_and_the_picture_small(of, columns):
    picture = Picture("sheet", *icon_arrays(1, of), (7.6, 6))
    axis = picture.axes[0]
    assert axis.get_xlim()[1] - 0.5 == columns and (axis.get_ylim()[0] - 0.5) * columns == of
    whole = picture.stage() + "".join(picture.parts(groups(one(of // 2, of // 2, of // 2, of))))
    assert len(whole) < 10_000  # a square each would take 20 bytes


def test_the_risk_as_icons_is_never_surer_than_its_interval():
    found = frequency("serious", proportion(11, 1172), of=OF)
    assert (found.count, found.low, found.high) == (9, 4, 17)  # exact ends 4.7 and 16.7
    assert str(found) == "9 of 1,000 (4 to 17)"


def test_the_kinds_of_squares_differ_without_colour():
    _, sheet, _, notched, outlined = split(one(3, 6, 9))
    assert COLOUR["red"] in sheet and COLOUR["ground"] in notched
    assert re.search(r"fill: none; stroke: #b3261e", outlined)
