"""People who are counted one by one: what is drawn is what the model gives, at the start, in the middle and at the end of the clock."""

import re

import numpy as np
import pytest
from matplotlib.patches import PathPatch, Polygon
from played import result
from scipy.stats import binomtest

from crepitus.explorers.people import a_thousand, one_flag
from crepitus.figures.people import COLUMNS, PEOPLE, ROWS, SEEN, beside
from crepitus.models.risk import exact_ends, one_by_one, upper_bound, what_fits
from crepitus.models.warning import counted, crowd
from explorables.drawing import HANDLE


def crowd_of(patch):
    """Which of the thousand places a strip lies behind."""
    middles = [(x + 0.5, y + 0.5) for y in range(ROWS) for x in range(COLUMNS)]
    return np.flatnonzero(patch.get_path().contains_points(middles)).tolist()


def strips_of(artists, axis):
    return [crowd_of(artist) for artist in artists if artist.axes is axis and isinstance(artist, PathPatch)]


@pytest.mark.parametrize("called", [1, 20, 1000])
def test_of_two_thousands_as_many_stand_sorted_as_were_counted(called):
    found, panels = result("a_thousand", called=called, right=5), a_thousand.picture.axes
    with a_thousand.picture._drawn(found) as artists:
        for i, axis in enumerate(panels[:2]):
            have, have_not = found.met[i][called]
            assert have + have_not == called
            assert strips_of(artists, axis) == [[*range(have)], [*range(PEOPLE - have_not, PEOPLE)]]
        curves = [artist for artist in artists if artist.axes is panels[2] and len(getattr(artist, "get_xdata", list)()) == len(SEEN)]
        for curve, met in zip(curves, found.met):
            assert curve.get_xdata().max() == called and curve.get_ydata()[-1] == pytest.approx(100 * met[called, 0] / called)
        (band, _) = (artist.get_xy() for artist in artists if isinstance(artist, Polygon))
        have = int(found.met[0][called, 0])
        fits = binomtest(have, called).proportion_ci(0.95, "exact")
        at_end = band[:-1][np.isclose(band[:-1, 0], called)][:, 1]
        assert [at_end.min(), at_end.max()] == pytest.approx([100 * fits.low, 100 * (fits.high if have else upper_bound(called))])
        knob = artists[-1]
        assert knob.get_gid() == HANDLE + "called" and knob.get_xdata() == [called]


def test_all_together_are_what_the_study_found():
    found = result("a_thousand", right=2, called=1000)
    assert [int(met[-1, 0]) for met in found.met] == [609, 0] == [group.count for group in found.groups]


@pytest.mark.parametrize("called", [1, 100, 1000])
def test_who_is_called_in_is_sorted_into_four_corners_and_flagged(called):
    found, (room, tally, share) = result("one_flag", called=called, sensitivity=45, ill=50, false_alarms=20), one_flag.picture.axes
    ill, missed, well, clear = map(int, found.met[called])
    with one_flag.picture._drawn(found) as artists:
        flagged = ill + well
        where = [ill, [*range(ill)]], [well, [*range(ill, flagged)]], [missed, [*range(PEOPLE - missed, PEOPLE)]]
        drawn = strips_of(artists, room)
        assert drawn[:3] == [places for _, places in where]
        assert drawn[3] == [*range(PEOPLE - missed - clear, PEOPLE - missed)]
        flags = [artist for artist in artists if artist.axes is room][-1]
        tops = [(place % COLUMNS + 0.5, place // COLUMNS + 0.2) for place in range(PEOPLE)]
        assert np.flatnonzero(flags.get_path().contains_points(tops)).tolist() == [*range(flagged)]
        said = [int(artist.get_text().replace(",", "")) for artist in artists if artist.axes is tally]
        assert said == [ill, well, missed, clear, PEOPLE - called] and sum(said) == PEOPLE
        (curve,) = [artist for artist in artists if artist.axes is share and len(getattr(artist, "get_xdata", list)()) == len(SEEN)]
        assert curve.get_ydata()[-1] == pytest.approx(100 * ill / max(flagged, 1))


def test_everybody_who_waits_is_of_the_crowd_that_was_meant():
    shares = crowd(0.05, 0.45, 0.2)
    assert result("one_flag", called=1000, sensitivity=45, ill=50, false_alarms=20).come == counted(shares, 1000)


def test_chance_deals_everybody_once():
    met = one_by_one((3, 0, 7), seed=4)
    assert met.shape == (11, 3) and met[0].tolist() == [0, 0, 0] and met[-1].tolist() == [3, 0, 7]
    assert (np.diff(met, axis=0).sum(axis=1) == 1).all() and (np.diff(met, axis=0) >= 0).all()
    after_five = [one_by_one((3, 0, 7), seed=seed)[5, 0] for seed in range(400)]
    assert np.mean(after_five) == pytest.approx(1.5, abs=0.12)  # 3 of 10, four standard errors of a hypergeometric
    with pytest.raises(ValueError, match="kind_1 = -1"):
        one_by_one((3, -1), seed=1)


def test_exact_ends_are_those_of_scipy():
    for count, of in ((0, 20), (12, 20), (20, 20), (11, 1172)):
        ends = binomtest(count, of).proportion_ci(0.95, "exact")
        assert [*map(float, exact_ends(count, of))] == pytest.approx([ends.low, ends.high], rel=1e-9)
        assert count == 0 or [*map(float, what_fits(count, of))] == [*map(float, exact_ends(count, of))]
    assert [*map(float, exact_ends(0, 0))] == [*map(float, what_fits(0, 0))] == [0, 1]


def test_none_seen_fits_as_much_wherever_it_is_said():
    for of in (1, 20, 1000):
        assert [*map(float, what_fits(0, of))] == pytest.approx([0, upper_bound(of)])
    assert what_fits(np.array([0, 3]), np.array([20, 20]))[1] == pytest.approx([float(upper_bound(20)), float(exact_ends(3, 20)[1])])


@pytest.mark.parametrize("shares", [(0, 0), (60, 0), (0, 60), (50, 52), (100, 100), (100, 0), (61, 55)])
def test_words_beside_two_shares_do_not_touch(shares):
    heights = beside(*shares)
    assert abs(heights[0] - heights[1]) >= 17 and min(heights) >= 4


@pytest.mark.parametrize("explorer", [a_thousand, one_flag], ids=lambda explorer: explorer.name)
def test_what_is_drawn_keeps_its_commands_along_the_clock(explorer):
    clock = explorer.parameters.index(explorer.clock)
    states = [(*explorer.start[:clock], i, *explorer.start[clock + 1 :]) for i in (0, 10, len(explorer.clock.values) - 1)]
    drawn = [re.sub(r">[^<]*<", "><", "".join(explorer.frame(state)["parts"])) for state in states]
    assert len({re.sub(r"[-\d. ]+|href=\"[^\"]*\"|id=\"[^\"]*\"", "", svg) for svg in drawn}) == 1
    assert len(list(explorer.states)) <= 1500
