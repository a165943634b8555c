"""Icon arrays: the people drawn are the numbers said, in a fixed order, seen through holes in a sheet, and small to store."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crepitus.models.risk import Frequency, frequency, proportion
from explorables.icon_array import LIKELY, PERSON, POSSIBLE, columns_for, icon_arrays, strips
from explorables.svg import Picture
from explorables.theme import COLOUR

OF = 1000
COLUMNS, ROWS = 50, 20
PICTURE = Picture("arrays", *icon_arrays(2, OF), (7.6, 4.6))
STRENGTHS = (None, LIKELY, POSSIBLE)  # of the sure, the likely and the possible


def groups(*found):
    return SimpleNamespace(groups=found)


def one(low, count, high, of=OF):
    return Frequency("somebody", count, low, high, of)


def drawn(group):
    """What is drawn of the first of two groups: its words, and the three kinds of people."""
    with PICTURE._drawn(groups(group, one(0, 0, 0))) as artists:
        return artists[:4]


def covered(patch, height=0.9):
    """Places that a path covers at so much of their height from the top, row by row."""
    places = [(x + 0.5, y + height) for y in range(ROWS) for x in range(COLUMNS)]
    return patch.get_path().contains_points(places)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, OF), st.integers(0, OF))
def test_as_many_people_are_behind_the_sheet_as_are_counted_row_by_row_from_one_corner(start, end):
    assert covered(strips(start, end, COLUMNS, ROWS)).tolist() == [start <= place < end for place in range(OF)]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, OF), min_size=3, max_size=3).map(sorted))
def test_how_strongly_people_are_coloured_says_what_the_interval_says(ends):
    low, count, high = ends
    words, *kinds = drawn(one(*ends))
    for patch, strength, (start, end) in zip(kinds, STRENGTHS, ((0, low), (low, count), (count, high))):
        assert covered(patch).sum() == end - start and covered(patch)[start:end].all() and patch.get_alpha() == strength
    assert f"{count:,} affected, {OF - count:,} not" in words.get_text()
    assert (f"95 % interval: {low:,} to {high:,}" in words.get_text()) == (low < high)


def test_a_state_has_as_many_points_however_many_people_it_shows():
    assert {len(strips(0, end, COLUMNS, ROWS).get_path().vertices) for end in (0, 1, 555, OF)} == {5 * ROWS}


def test_the_sheet_has_a_hole_for_every_person_and_is_whole_between_them():
    picture = PICTURE.figure.axes[0]
    (sheet,) = [artist for artist in PICTURE.in_front if artist.axes is picture]
    (row,) = sheet.get_paths()
    assert [tuple(place) for place in sheet.get_offsets()] == [(0, y) for y in range(ROWS)]
    loops = row.to_polygons(closed_only=False)
    assert len(loops) == 1 + COLUMNS
    turns = [np.sign(np.sum(loop[:-1, 0] * loop[1:, 1] - loop[1:, 0] * loop[:-1, 1])) for loop in loops]
    assert set(turns[1:]) == {-turns[0]}  # holes go round the other way
    person = loops[1]
    assert person[:, 0].min() > 0 and person[:, 0].max() < 1 and person[:, 1].min() > 0 and person[:, 1].max() < 1
    assert PERSON[:, 0].mean() == pytest.approx(0.5) and len(PERSON) < 30


def test_the_sheet_stands_behind_nothing_that_moves():
    written = PICTURE.svg(groups(one(1, 2, 3), one(1, 2, 3)))
    assert written.endswith(PICTURE.front() + "</svg>\n") and PICTURE.front().count("<use") == 2 * ROWS
    assert PICTURE.front() not in PICTURE.stage() and all(artist.get_visible() for artist in PICTURE.in_front)


def test_a_picture_compares_only_one_denominator():
    with pytest.raises(ValueError, match=r"groups of \[1000, 500\] people; allowed: 2 groups of 1000"):
        PICTURE.parts(groups(one(0, 1, 2), one(0, 1, 2, of=500)))


@pytest.mark.parametrize(("of", "columns"), [(100, 20), (1000, 50), (10_000, 200)])
def test_the_array_is_full_and_the_picture_small(of, columns):
    picture = Picture("sheet", *icon_arrays(1, of), (7.6, 6))
    assert columns_for(of) == columns == picture.axes[0].get_xlim()[1] - 0.5
    whole = picture.stage() + "".join(picture.parts(groups(one(of // 2, of // 2, of // 2, of)))) + picture.front()
    assert len(whole) < 200 * columns + 10_000  # a figure each would take 150 bytes


def test_the_risk_as_icons_is_never_surer_than_its_interval():
    found = frequency("serious", proportion(11, 1172), of=OF)
    assert (found.count, found.low, found.high) == (9, 4, 17)  # exact ends 4.7 and 16.7
    assert str(found) == "9 of 1,000 (4 to 17)"


def test_people_who_are_behind_the_sheet_are_pale_and_those_in_the_estimate_are_not():
    _, *kinds = drawn(one(3, 6, 9))
    assert {kind.get_facecolor() for kind in kinds} != {COLOUR["faint"]}
    assert f"fill: {COLOUR['faint']}" in PICTURE.stage()
