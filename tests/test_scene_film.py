"""A film that is torn: its tear against the equations it is to obey, what is drawn against the model; and the knob of the first swing."""

import re

import numpy as np
import pytest
from played import result, said

from crepitus.explorers.film import LIFTS
from crepitus.figures.film import HALF, RINGS, STRETCH, body
from crepitus.models.film import HIGHEST, TEARS, film, ways
from crepitus.models.joint import CURVATURE, film_pressure, opening_speed
from explorables.catalogue import catalogue
from explorables.drawing import HANDLE

SCENE = catalogue()["film_pressure"]
TORN = ((1e-5, 0.1, 0.1), (5e-5, 0.5, 0.1), (1e-4, 1.0, 0.1), (2e-4, 1.0, 1.0))  # gap, opening speed, viscosity: all of these tear


def flow_in(seen):
    """What flows inwards for each metre of lift at each radius, by the slope of the pressure: Poiseuille between plates [m²] / 2 pi."""
    height = seen.gap + seen.lift + seen.radius**2 / (2 * CURVATURE)
    return seen.radius * height**3 * np.gradient(seen.pressure, seen.radius, edge_order=2) / (12 * seen.viscosity * seen.opening_speed)


@pytest.mark.parametrize("pull", TORN)
def test_around_a_tear_the_film_takes_in_what_its_opening_asks_for(pull):
    seen = film(*pull, lift=3e-5, reach=5e-3, points=2001)
    assert seen.torn
    outside = (seen.radius > seen.torn + 1e-5) & (seen.radius < 4.9e-3)
    flow, radius = flow_in(seen)[outside], seen.radius[outside]
    assert flow - flow[0] == pytest.approx((radius**2 - radius[0] ** 2) / 2, rel=2e-3, abs=1e-9)  # Reynolds' equation, by differences


@pytest.mark.parametrize("pull", TORN)
def test_fluid_is_neither_made_nor_lost(pull):
    # what has come in across a ring far out is what the lift opened within it, less the tear
    lifts = np.concatenate([[0], np.geomspace(1e-7, 2e-4, 120)])
    ring = 4.5e-3
    films = [film(*pull, lift=lift, reach=5e-3, points=1001) for lift in lifts]
    came = np.trapezoid([2 * np.pi * np.interp(ring, seen.radius, flow_in(seen)) for seen in films], lifts)
    last = films[-1]
    assert came == pytest.approx(np.pi * ring**2 * last.lift - last.cavity_volume, rel=5e-3)


@pytest.mark.parametrize("pull", TORN)
def test_a_tear_begins_where_no_fluid_comes_over_its_edge_and_is_filled_in_the_end(pull):
    first = film(*pull)
    assert first.pressure.min() == pytest.approx(-TEARS) and first.torn < np.sqrt(
        2 * CURVATURE * (np.sqrt(-film_pressure(*pull, CURVATURE) / TEARS) - 1) * pull[0]
    )  # it relieves the fluid around it, so that less tears than would boil without a tear
    beside = film(*pull, reach=1.005 * first.torn)
    assert beside.pressure[-1] + TEARS < 3e-4 * TEARS  # no slope at the edge
    torn = [film(*pull, lift=lift).torn for lift in (0, 1e-5, 3e-5, 1e-4)]
    assert (np.diff(torn) < 0).all() and film(*pull, lift=0.02).torn == 0


def test_a_film_that_does_not_tear_is_the_old_one():
    seen = film(1e-4, 1e-2, 0.1, lift=5e-5)
    assert (seen.pressure == seen.untorn).all() and seen.torn == seen.cavity_volume == 0
    assert seen.pressure == pytest.approx(film_pressure(1.5e-4, 1e-2, 0.1, CURVATURE, seen.radius), rel=1e-12)


def test_bits_of_fluid_go_as_continuity_says():
    # without a tear: streams keep r² (3 s² - 2 s³) only for a moment; over a small step, by the stream function of the opening film
    way = ways(2.0, 1e-4, CURVATURE)
    before, after = way.places[100], way.places[101]
    lift, step = way.lift[100], way.lift[101] - way.lift[100]
    height = 1e-4 + lift + before[:, 0] ** 2 / (2 * CURVATURE)
    share = before[:, 1] / height
    assert (after - before)[:, 0] / step == pytest.approx(-before[:, 0] / (2 * height) * 6 * share * (1 - share), rel=0.01)
    assert way.places[-1, :, 0].min() > 0 and (np.diff(way.places[:, :, 0], axis=0) <= 1e-12).all()  # all come in, none turns back


@pytest.mark.parametrize("ease", [0.01, 0.3, 2.0])
def test_bits_of_fluid_stay_between_the_surfaces_and_out_of_the_tear(ease):
    way = ways(ease, 5e-5, CURVATURE)
    radius, height = way.places[..., 0], way.places[..., 1]
    top = 5e-5 + way.lift[:, None] + radius**2 / (2 * CURVATURE)
    assert (height > 0).all() and (height < top).all() and way.lift[-1] == pytest.approx(HIGHEST)


def drawn(**chosen):
    seen = result("film_pressure", **chosen)
    with SCENE.picture._drawn(seen) as artists:
        shapes = [artist.get_xy() for artist in artists if hasattr(artist, "get_xy")]
        knobs = {artist.get_gid().removeprefix(HANDLE): artist.get_xydata()[0] for artist in artists if artist.get_gid()}
        lines = [artist.get_xydata() for artist in artists if hasattr(artist, "get_xydata") and not artist.get_gid()]
        shades = [artist.get_alpha() for artist in artists[: len(RINGS)]]
        return seen, shapes[len(RINGS) :], knobs, lines, shades


@pytest.mark.parametrize("lift", [LIFTS[1], 35, LIFTS[-1]])
def test_tear_surface_marks_and_knobs_stand_where_the_model_says(lift):
    seen, (tear, upper, _), knobs, lines, shades = drawn(lift=lift, gap=50, opening_speed=1000)
    assert np.ptp(tear[:, 0]) == pytest.approx(2e3 * seen.torn) and np.ptp(tear[:, 1]) == pytest.approx(STRETCH * lift / 1e3)
    assert upper[:, 1].min() == pytest.approx(STRETCH * (50 + lift) / 1e3)
    assert (tear[:, 1].max() - tear[:, 1].min()) < upper[:, 1].min()
    assert knobs["gap opening_speed"] == pytest.approx([50, 1000])
    x, y = knobs["lift"]
    assert y == pytest.approx(STRETCH * ((50 + lift) / 1e3 + x**2 / (4e3 * CURVATURE)))
    now = lines[1][1::3]  # the right side's, after the left side's
    shown = seen.marks[1]
    assert now == pytest.approx(
        np.column_stack([np.minimum(1e3 * shown[:, 0], 4.3), STRETCH * 1e3 * (shown[:, 1] - shown[:, 0] ** 2 / (4 * CURVATURE))])
    )
    dark = 1 - np.cumprod(1 - np.array(shades))  # of nested bands, from the outside in
    suction = np.interp(1e-3 * np.array(RINGS), seen.radius[40:], -seen.pressure[40:])
    assert dark == pytest.approx(0.1 + 0.8 * suction / TEARS, abs=0.02)


def test_both_surfaces_together_are_as_round_as_the_models_one():
    lower, upper = body(-3, 0), body(3, 0.1)
    height = upper[16 - 2, 1] - lower[16 - 2, 1]
    assert height / STRETCH == pytest.approx(0.1 + upper[16 - 2, 0] ** 2 / (2e3 * CURVATURE)) and upper[:, 0].max() > HALF


def numbers(part):
    return [len(re.findall(r"-?(?:\d+\.?\d*|\.\d+)", path)) for path in re.findall(r' d="([^"]*)"', part)]


@pytest.mark.parametrize("state", [(3, 2, 1), (2, 6, 1), (0, 0, 0), (4, 6, 2)])
def test_what_moves_keeps_its_number_of_points(state):
    shapes = {str([numbers(part) for part in SCENE.picture.parts(SCENE.result((*state, at)))]) for at in range(len(LIFTS))}
    assert len(shapes) == 1


def test_what_lessons_say_of_the_slowest_speeds_that_tear():
    speeds = SCENE.parameters[1].values
    slowest = {
        gap: next(speed for speed in speeds if "can tear" in said("film_pressure", gap=gap, opening_speed=speed)) for gap in (100, 50)
    }
    assert slowest == {100: 200, 50: 50}  # stops of the slider
    law = [round(1e3 * opening_speed(gap, TEARS, 0.1, CURVATURE)) for gap in (1e-4, 5e-5)]
    assert law == [158, 40]


def test_a_suction_beyond_what_pure_water_bears_is_said_to_be_none():
    told = {speed: "pure water" in said("film_pressure", gap=10, opening_speed=speed, viscosity=1) for speed in (200, 1000)}
    assert told == {200: False, 1000: True}
    assert "about 1,400" in said("film_pressure", gap=10, opening_speed=1000, viscosity=1)


def test_a_slow_lift_that_tears_is_filled_again():
    assert "fluid has filled the tear" in said("film_pressure", gap=100, opening_speed=200, lift=300)


@pytest.mark.parametrize("below", [10, 30, 80])
def test_the_knob_of_the_first_swing_is_on_the_peak_above_its_noise(below):
    swing = catalogue()["first_swing"]
    found = result("first_swing", noise_below_peak=below)
    with swing.picture._drawn(found) as artists:
        (knob,) = [artist for artist in artists if artist.get_gid() == HANDLE + "noise_below_peak"]
        assert knob.get_ydata()[0] == below == pytest.approx(np.abs(found.formation.above).max(), abs=0.5)
