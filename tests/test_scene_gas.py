"""The bubble that goes home: what is drawn is what the model gives, at the start, in the middle and at the end of its clock."""

import re
from itertools import product

import numpy as np
import pytest
from matplotlib.patches import PathPatch, Polygon, Rectangle
from played import result, said

from crepitus.explorers.gas import AGES, ASSUMED, MARKS, gas_goes_home
from crepitus.models.gas import GASES, Tissue, dissolve
from crepitus.models.molecules import NEVER, crossings, span_above
from explorables.drawing import HANDLE
from explorables.registry import number

MOMENTS = ("1 s", "20 min", "60 d")
LIFE = dissolve(2e-3, {"CO2": 0.8, "N2": 0.2}, Tissue(), 1e7, history=True)


def drawn(home):
    return gas_goes_home.draw(gas_goes_home.picture.axes, home)


@pytest.mark.parametrize("age", MOMENTS)
def test_the_bubble_its_rim_and_the_moment_stand_where_the_model_says(age):
    home = result("gas_goes_home", age=age)
    artists = drawn(home)
    radius = 1e3 * np.interp(AGES[age], home.life.time, home.life.radius)
    disc, *rims = [artist.get_path().vertices for artist in artists if isinstance(artist, PathPatch)]
    assert np.hypot(*disc[::3].T) == pytest.approx(np.full(5, radius))
    turned = 0
    for gas, rim in zip(GASES, rims):
        share = np.interp(AGES[age], home.life.time, home.life.fractions[gas])
        for point, angle in ((rim[0], 2 * np.pi * turned), (rim[-1], 2 * np.pi * (turned + share))):
            assert point == pytest.approx(radius * np.array([np.sin(angle), np.cos(angle)]), abs=1e-9)
        turned += share
    assert turned == pytest.approx(1)
    moment, wide = artists[-2:]
    assert moment.get_gid() == HANDLE + "age" and wide.get_gid() == HANDLE + "radius"
    left = 100 * np.interp(AGES[age], home.life.time, home.life.amount)
    assert [*moment.get_xdata(), *moment.get_ydata()] == pytest.approx([AGES[age], left], abs=1e-9)
    assert np.hypot(wide.get_xdata(), wide.get_ydata()) == pytest.approx(2)
    for artist in artists:
        artist.remove()


@pytest.mark.parametrize("age", ["1 s", "1 min", "12 h"])
def test_what_is_asked_is_not_told_before_its_moment(age):
    assert not re.search(r"days|hours|gone|went", said("gas_goes_home", age=age).partition(" the bubble")[2])
    home = result("gas_goes_home", age=age)
    artists = drawn(home)
    sheets = [artist for artist in artists if isinstance(artist, Rectangle)]
    assert [sheet.get_alpha() for sheet in sheets] == [1, 1]  # one in each graph, over all that comes later
    assert all(sheet.get_x() == AGES[age] and sheet.get_zorder() > 1 for sheet in sheets)
    assert [sheet.get_x() + sheet.get_width() for sheet in sheets] == pytest.approx([AGES["60 d"]] * 2)
    for artist in artists:
        artist.remove()


@pytest.mark.parametrize("age", MOMENTS)
def test_as_many_marks_are_in_the_bubble_as_there_is_gas(age):
    home = result("gas_goes_home", age=age)
    for gas, places in home.marks.items():
        inside = np.hypot(*places.T) <= home.radius
        assert inside.sum() == pytest.approx(MARKS * home.amount * home.fractions[gas], abs=0.5 + 1e-9)


def test_the_rim_is_a_circle_however_much_of_it_a_gas_has():
    (rim,) = [artist for artist in drawn(result("gas_goes_home", age="1 s")) if isinstance(artist, PathPatch)][:1]
    fine = np.concatenate([curve(np.linspace(0, 1, 20)) for curve, _ in rim.get_path().iter_bezier()])
    assert np.hypot(*fine.T) == pytest.approx(np.full(len(fine), np.hypot(*fine[0])), rel=3e-4)  # what four curves can


def test_marks_outside_have_spread_as_diffusion_has_it():
    # all that left long ago: their mean squared distance from the wall where they left is 6 D t
    found = crossings(LIFE, 400)["CO2"]
    gone = found.leaves < 3600
    time = 1e8
    away = np.hypot(*found.places(time, 0).T) - found.radius_out
    assert np.mean(away[gone] ** 2 / (time - found.leaves[gone])) == pytest.approx(6 * LIFE.tissue.diffusivities[0], rel=0.05)


def test_marks_cross_when_their_gas_passes_them():
    found = crossings(LIFE, 10)["N2"]  # two marks' worth at first, a little comes in, all of it leaves
    amount = 10 * LIFE.amount * LIFE.fractions["N2"]
    for k, (enters, leaves) in enumerate(zip(found.enters, found.leaves)):
        if enters == NEVER:
            assert amount.max() < k + 0.5
            continue
        assert np.interp(leaves, LIFE.time, amount) == pytest.approx(k + 0.5, rel=1e-6)
        assert enters == 0 or np.interp(enters, LIFE.time, amount) == pytest.approx(k + 0.5, rel=1e-6)
        assert enters < leaves
    assert (found.enters[:2] == 0).all() and (np.diff(found.leaves[found.enters < NEVER]) < 0).all()


def test_a_span_above_a_level():
    time, amount = np.arange(5.0), np.array([0.0, 2, 4, 2, 0])
    assert span_above(time, amount, 1) == (0.5, 3.5) and span_above(time, amount, 9) == (NEVER, NEVER)
    assert span_above(time, amount[::-1][2:] * 0 + 1, 1) == (0, NEVER) and span_above(time, np.ones(5), 1) == (0, NEVER)
    with pytest.raises(ValueError, match="marks = 0"):
        crossings(LIFE, 0)


def test_what_moves_keeps_its_number_of_points():
    counts = set()
    for age, radius, assumed in product(MOMENTS, (1, 3), ASSUMED):
        artists = drawn(result("gas_goes_home", age=age, radius=radius, assumed=assumed))
        counts.add(tuple(len(artist.get_path().vertices) for artist in artists if not isinstance(artist, Polygon)))
        assert max(counts.copy().pop()) < 128
        for artist in artists:
            artist.remove()
    assert len(counts) == 1


def test_what_is_drawn_keeps_its_commands_along_the_clock():
    start = list(gas_goes_home.start)
    shapes = {re.sub(r"[-\d. ]+", "", "".join(gas_goes_home.frame((i, *start[1:]))["parts"])) for i in (0, 20, len(AGES) - 1)}
    assert len({re.sub(r'(?<=")[^"]*(?=")', lambda d: re.sub(r"[^a-zA-Z]", "", d[0]), shape) for shape in shapes}) <= 3


def test_what_the_lesson_states():
    assert "24 % of the gas is left" in said("gas_goes_home", age="20 min") and "90 % nitrogen" in said("gas_goes_home", age="20 min")
    assert "after 2.9 days" in said("gas_goes_home", age="3 d")
    pure = said("gas_goes_home", age="20 min", carbon_dioxide=100)
    assert "2 % of the gas is left" in pure and "83 % nitrogen" in pure
    assert "after 14 hours" in said("gas_goes_home", age="18 h", carbon_dioxide=100)
    assert result("gas_goes_home", age="1 h", carbon_dioxide=0).amount > 1.02
    full = [said("gas_goes_home", age=age, assumed="the tissue lacks nothing") for age in ("30 d", "60 d")]
    assert ["still there after four months" in words for words in full] == [False, True]
    a_third = [said("gas_goes_home", age=age, assumed=assumed) for age, assumed in (("7 min", "as they stand"), ("20 min", [*ASSUMED][2]))]
    assert ["34 % of" in a_third[0], "33 % of" in a_third[1]] == [True, True]
    never_counted = [said("gas_goes_home", age="60 d", radius=radius, assumed=[*ASSUMED][2]) for radius in (1, 3)]
    assert "after 18 hours" in never_counted[0] and "after 6.8 days" in never_counted[1]  # what a question reckons with
    assert "no gas is left" in said("gas_goes_home", age="60 d")
    lead = [result("two_compositions", age=age).aged for age in (3, 4, 5)]  # where carbon dioxide and nitrogen change places
    assert [round(shares["CO2"] - shares["N2"], 1) for shares in lead] == [0.1, 0, -0.1]


def test_the_thumbs_are_counted():
    thumbs = number("thumb_joints_2014").si
    assert [round(thumbs * share, 2) for share in (0.2778, 0.6666)] == [5, 12]  # as the abstract prints them


def test_what_a_learner_is_told_to_expect_of_the_cell_to_make_ones_own():
    def left(minutes, carbon_dioxide, *memory):
        life = dissolve(2e-3, {"CO2": carbon_dioxide, "N2": 1 - carbon_dioxide}, Tissue(), 1e7, *memory)
        return float(np.interp(60 * minutes, life.time, life.amount))

    usual, without = (dissolve(2e-3, {"CO2": 0.8, "N2": 0.2}, tissue, 1e7).lifetime for tissue in (Tissue(), Tissue(nitrogen=0)))
    assert round(usual / 86400) == 3 and round(without / 3600) == 6
    assert left(5, 0.8) - left(5, 0.8, True) > 0.1 and abs(left(5, 0) - left(5, 0, True)) < 0.03
