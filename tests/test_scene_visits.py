"""The month before a stroke: people stand where the model sends them, at its start, in its middle and on its last day."""

import numpy as np
import pytest
from matplotlib.patches import PathPatch
from played import result
from scipy.constants import day

from crepitus.explorers.visits import DAYS, PEOPLE, SEED, WARNED, standing, story, visits_before_stroke
from crepitus.figures.visits import HAND_TO_NECK, WALKER
from crepitus.models.visits import ACTS, diary, window_odds
from explorables.drawing import HANDLE

TOLD = story(WARNED, 20, 4 * day, 1)


def people(patch, shape):
    """Where the figures of a path stand, and how tall they are."""
    outlines = patch.get_path().vertices.reshape(-1, len(shape) + 1, 2)
    feet = outlines[:, :, 1].min(axis=1)
    return outlines[:, 0, 0] - shape[0, 0], feet, np.ptp(outlines[:, :, 1], axis=1)


@pytest.mark.parametrize("today", [-30, -7, -1])
def test_everybody_stays_on_the_day_of_the_last_visit_and_walks_until_then(today):
    found, calendar = result("visits_before_stroke", eager=20, day_before=today), visits_before_stroke.picture.axes[0]
    dealt = diary(TOLD, PEOPLE, PEOPLE, SEED)
    with visits_before_stroke.picture._drawn(found) as artists:
        cases, hurting, controls = [artist for artist in artists if artist.axes is calendar and isinstance(artist, PathPatch)]
        x, feet, tall = people(cases, WALKER)
        assert (feet > 0).all() and tall == pytest.approx(np.ptp(WALKER[:, 1]))
        for days in range(1, 31):
            came = ((dealt.cases > (days - 1) * day) & (dealt.cases <= days * day)).sum()
            assert (x == -days).sum() == (came if -days < today else (dealt.cases <= -today * day).sum() if -days == today else 0)
        assert len(x) == (dealt.cases <= 30 * day).sum()
        x, feet, _ = people(controls, WALKER)
        assert (feet < 0).all() and (x < today).sum() == ((dealt.controls > -today * day) & (dealt.controls <= 30 * day)).sum()
        x, _, tall = people(hurting, HAND_TO_NECK)
        went_in_pain = (dealt.cases < dealt.began) & (dealt.cases <= 30 * day)
        assert len(x) == went_in_pain.sum() and (tall > 0.5).sum() == (went_in_pain & (dealt.began >= -today * day)).sum()
        moment, onset = artists[-2:]
        assert moment.get_gid() == HANDLE + "day_before" and onset.get_gid() == HANDLE + "onset"
        assert [*moment.get_xdata(), *moment.get_ydata()] == pytest.approx([-today, window_odds(TOLD, 0, -today * day)])
        assert onset.get_xdata() == pytest.approx([-4])


def test_nobody_stands_on_anybody():
    for eager, onset in ((1, 1), (20, 30)):
        found = result("visits_before_stroke", eager=eager, onset=onset)
        for places in (found.cases, found.controls):
            assert len({tuple(place) for place in places}) == len(places)
            for days in set(places[:, 0]):
                assert sorted(places[places[:, 0] == days, 1]) == [*range((places[:, 0] == days).sum())]


def test_who_goes_at_the_end_of_a_day_stands_on_it():
    places, who = standing(np.array([0.5, 1.0, 1.01, 29.99, 30.5]) * day)
    assert places.tolist() == [[-30, 0], [-2, 0], [-1, 0], [-1, 1]] and who.tolist() == [3, 2, 1, 0]


@pytest.mark.parametrize("effect", [1, 5])
def test_a_diary_of_very_many_has_the_ratios_of_the_model(effect):
    told = story(WARNED, 10, 4 * day, effect)
    dealt = diary(told, 200_000, 200_000, seed=5)
    assert len(dealt.cases) == 200_000
    for days in (1, 7, 14, 30):
        cases, controls = ((last < days * day).mean() for last in (dealt.cases, dealt.controls))
        found = cases / (1 - cases) / (controls / (1 - controls))
        seen = (dealt.controls < days * day).sum()
        assert found == pytest.approx(window_odds(told, 0, days * day), rel=4 / np.sqrt(seen))
    assert effect == 1 or (dealt.cases < ACTS).mean() > 0.2


def test_the_two_hundred_are_like_what_is_expected():
    """The seed was chosen for it: one deal of so few could look like anything."""
    for eager, onset, effect in ((1, 4, 1), (20, 4, 1), (20, 8, 1), (1, 4, 5)):
        told = story(WARNED, eager, onset * day, effect)
        dealt = diary(told, PEOPLE, PEOPLE, SEED)
        for days in (7, 30):
            share = told.controls(0, days * day)
            odds = window_odds(told, 0, days * day) * share / (1 - share)
            for last, expected in ((dealt.cases, PEOPLE * odds / (1 + odds)), (dealt.controls, PEOPLE * share)):
                assert abs((last < days * day).sum() - expected) < 1.3 * np.sqrt(expected)


def test_what_moves_keeps_its_number_of_points_along_the_clock():
    counts = set()
    for today in (DAYS[0], -10, -1):
        with visits_before_stroke.picture._drawn(result("visits_before_stroke", eager=20, day_before=today)) as artists:
            counts.add(tuple(len(artist.get_path().vertices) for artist in artists if isinstance(artist, PathPatch)))
    assert len(counts) == 1
