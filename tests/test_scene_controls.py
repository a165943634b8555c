"""One paper, ratios on both sides of 1: comparisons stand where the paper printed them; a share is what a ratio makes of another."""

import numpy as np
import pytest
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from played import handles, result, said

from crepitus.explorers.controls import PRINTED, three_controls
from crepitus.figures.controls import COLUMNS, LIMITS, ROWS, SHORT, VISITS
from crepitus.models.controls import among_controls
from crepitus.models.risk import middle
from explorables.registry import number


@pytest.mark.parametrize("group", range(2))
def test_each_comparison_stands_where_its_paper_printed_it_and_those_before_it_stay(group):
    odds = three_controls.picture.axes[-1]
    with three_controls.picture._drawn(result("three_controls", group=SHORT[group])) as artists:
        lines = [artist for artist in artists if artist.axes is odds and isinstance(artist, Line2D) and not artist.get_gid()]
        pairs = [*zip(lines[::2], lines[1::2], strict=True)]
        assert [len(estimate.get_xdata()) for _, estimate in pairs] == [1] * (group + 1) + [0] * (1 - group)
        for row, (interval, estimate) in enumerate(pairs[: group + 1]):
            found = number(f"whedon_{PRINTED[row]}")
            assert interval.get_xdata() == pytest.approx([*map(float, found.interval)]) and (interval.get_ydata() == 1 - row).all()
            assert estimate.get_xdata() == pytest.approx([found.si])
            assert found.checked == "abstract"
    assert handles("three_controls", group=SHORT[group])["group"] == pytest.approx([number(f"whedon_{PRINTED[group]}").si, 1 - group])


@pytest.mark.parametrize("share", [5, 20, 40])
def test_as_many_figures_are_filled_as_the_odds_ratio_says(share):
    panels, middles = three_controls.picture.axes, [(x + 0.5, y + 0.5) for y in range(ROWS) for x in range(COLUMNS)]
    for group, name in zip(SHORT, PRINTED):
        odds = share / (100 - share) / number(f"whedon_{name}").si
        with three_controls.picture._drawn(result("three_controls", group=group, share=share)) as artists:
            filled = [artist for artist in artists if isinstance(artist, PathPatch)]
            assert [artist.axes for artist in filled] == [*panels[:2]]
            counts = [artist.get_path().contains_points(middles).sum() for artist in filled]
        assert counts == [share, round(VISITS * odds / (1 + odds))]


def test_one_stands_in_the_middle_of_the_axis_and_an_interval_has_its_ratio_in_its_middle():
    assert np.sqrt(np.prod(LIMITS)) == pytest.approx(1)
    for name in PRINTED:
        low, high = map(float, number(f"whedon_{name}").interval)
        assert middle(low, high) == pytest.approx(number(f"whedon_{name}").si, rel=0.04)  # but for rounding of the printed ends


def test_what_the_lesson_says_of_it():
    shares = [round(100 * result("three_controls", group=group).shares[1]) for group in SHORT]
    assert shares == [60, 9]
    assert "fewer manipulations" in said("three_controls") and "more manipulations" in said("three_controls", group="another group")


@pytest.mark.parametrize(("cases", "ratio", "words"), [(0, 2, "cases = 0"), (1, 2, "rest = 0"), (0.5, 0, "ratio = 0")])
def test_a_share_that_has_no_odds_is_refused(cases, ratio, words):
    with pytest.raises(ValueError, match=f"{words}; allowed: more than zero"):
        among_controls(cases, ratio)
