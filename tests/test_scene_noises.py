"""Noises and their sources, drawn: what moves is what the models give, and it is heard when it happens."""

import re
from itertools import product

import numpy as np
import pytest
from matplotlib.patches import Polygon, Rectangle
from played import numbers, result, said

from crepitus.explorers.noises import BEFORE, CLOSE, hear_it, loud_from, loudness, unnamed_noises
from crepitus.explorers.pops import POP, one_thrust_many_pops
from crepitus.figures.noises import CEILING, EDGE, GAP, MASS
from crepitus.models import sound
from crepitus.models.noises import SOURCES, STROKE, let_go, source_at, swing
from explorables.drawing import HANDLE
from explorables.registry import number

MOMENTS = (0, 24, 100)


@pytest.mark.parametrize("damping", [0.1, 0.7])
def test_a_mass_let_go_moves_as_its_sound_says(damping):
    rate = 1e6
    ring = swing(160, damping, rate)
    time = np.arange(len(ring)) / rate
    moved = let_go(160, damping, time)
    assert let_go(160, damping, np.array([-1.0, 0])).tolist() == [0, 0] and moved[-1] == pytest.approx(1, abs=2e-3)
    accelerated = np.gradient(np.gradient(moved, 1 / rate), 1 / rate) / (2 * np.pi * 160) ** 2
    assert accelerated[2:-2] == pytest.approx(ring[2:-2], abs=5e-3)  # central differences


@pytest.mark.parametrize(("source", "moment"), [*product(SOURCES, MOMENTS)])
def test_mass_cavity_and_moment_stand_where_the_model_says(source, moment):
    heard = result("hear_it", source=source, moment=moment)
    with hear_it.picture._drawn(heard) as artists:
        fluid, lens, mass = [artist.get_xy() for artist in artists if isinstance(artist, Polygon)][:3]
        spring, edge, beside = [artist.get_xydata() for artist in artists if hasattr(artist, "get_xydata")][:3]
        veil = next(artist for artist in artists if isinstance(artist, Rectangle))
        knob = artists[-1].get_xydata()[0]
        assert artists[-1].get_gid() == HANDLE + "moment"
    foot = GAP + 1e3 * heard.source.moved
    assert mass[:, 1].min() == pytest.approx(foot) == spring[-1, 1] - MASS[1] and spring[0, 1] == CEILING
    assert veil.get_x() == pytest.approx(moment / 100) == knob[0]
    made = heard.noise
    if made.crack:
        pull = made.crack.pull
        assert foot == pytest.approx(1e3 * np.interp(heard.now, pull.time, pull.gap)) and fluid[:, 1].max() == pytest.approx(foot)
        across, thick = np.ptp(lens[:, 0]), np.ptp(lens[:, 1])
        drawn = np.pi / 6 * across**2 * thick * 1e-9  # of the ellipsoid whose section it is
        assert drawn == pytest.approx(np.interp(heard.now, pull.time, pull.cavity_volume), rel=5e-3, abs=1e-15)
        assert thick < foot and len(beside) == 2
    elif source == "cord":
        assert heard.source.moved == pytest.approx(STROKE * let_go(made.frequency, made.damping, np.array(heard.now)))
        assert edge[1].tolist() == list(EDGE) and (beside[1].tolist() == list(EDGE)) == (heard.now <= 0)
    else:
        assert not np.ptp(lens, axis=0).any() and not fluid.any() and len(beside) == 60


def test_rough_surfaces_carry_the_mass_back_as_far_as_it_slips():
    made = result("hear_it", source="grating").noise
    window = (0.2, 0.28)
    begin, end = (source_at(made, time, window, 1e-3) for time in window)
    slips = np.array(made.clip.strengths)[(np.array(made.clip.starts) >= window[0]) & (np.array(made.clip.starts) < window[1])]
    assert end.carried == pytest.approx(STROKE * slips.sum() / max(made.clip.strengths)) and begin.carried == 0
    assert abs(begin.moved) < STROKE and abs(end.moved) < STROKE


@pytest.mark.parametrize("source", SOURCES)
def test_it_is_silent_until_the_noise_is_loud_and_slowed_as_it_says(source):
    heard = [result("hear_it", source=source, moment=moment) for moment in hear_it.parameters[0].values]
    silent = [one for one in heard if hear_it.hear(one) is None]
    assert len(silent) == sum(moment < 100 * BEFORE for moment in hear_it.parameters[0].values) > 0
    first, last = heard[0], heard[-1]
    assert last.now - first.now == pytest.approx(CLOSE[source])
    assert loud_from(first.noise.clip) == pytest.approx(first.now + BEFORE * CLOSE[source])
    slowed = {"forming": "600", "free collapse": "6,000", "partial collapse": "3,000", "cord": "600", "grating": "150"}[source]
    assert f"slowed {slowed} times" in said("hear_it", source=source)


def test_an_unnamed_noise_shows_no_source_and_no_length_that_tells_it():
    for which in unnamed_noises.parameters[1].values:
        heard = result("unnamed_noises", which=which)
        assert heard.source is None and heard.span == 0.025
        assert not any(word in said("unnamed_noises", which=which).lower() for word in ("cavity", "cord", "rough", "collapse"))


def test_pops_are_bars_as_long_as_they_last_and_are_counted_as_they_come():
    for now in (-10, 50, 230):
        thrust = result("one_thrust_many_pops", now=now)
        starts = np.array(thrust.volley.clip.starts)
        with one_thrust_many_pops.picture._drawn(thrust) as artists:
            bars = next(artist.get_xydata() for artist in artists if hasattr(artist, "get_xydata"))
            knob = artists[-1].get_xydata()[0]
        assert bars[::3, 0] == pytest.approx(1e3 * starts) and bars[1::3, 0] == pytest.approx(1e3 * (starts + POP))
        assert knob[0] == now and (one_thrust_many_pops.hear(thrust) is None) == (now < 0)
        assert said("one_thrust_many_pops", now=now).startswith(f"{(starts <= now / 1e3).sum()} of 4 pops")


def test_the_ear_stands_where_the_level_is():
    for distance, density in product((0.01, 1, 10), ("of air", "of joint fluid")):
        heard = result("loudness", distance=distance, density=density)
        with loudness.picture._drawn(heard) as artists:
            assert artists[-1].get_gid() == HANDLE + "distance density"
            assert artists[-1].get_xydata()[0] == pytest.approx([distance, heard.level])


@pytest.mark.parametrize("source", [0, 2, 3, 4])
def test_what_moves_keeps_its_number_of_points(source):
    shapes = {str([numbers(part) for part in hear_it.frame((moment, source, 1, 1))["parts"]]) for moment in (2, 7, 25)}
    assert len(shapes) == 1


def test_what_the_lesson_states_of_noises():
    for source in ("forming", "cord", "grating"):
        assert re.search(r"about 1[67]0 Hz", said("hear_it", source=source)) or source == "grating"
    assert "about 2,600 Hz" in said("hear_it", source="free collapse") and "about 1,400 Hz" in said("hear_it", source="partial collapse")
    assert "lasts 18 ms" in said("hear_it", source="partial collapse")
    assert (
        result("hear_it", source="cord", damping="little, 0.1 of critical").noise.duration
        > 5 * result("hear_it", source="cord").noise.duration
    )
    apart = [result("one_thrust_many_pops", again=again).volley.apart for again in range(1, 10)]
    assert sum(count < 4 for count in apart) == 6
    nine = [result("one_thrust_many_pops", again=again, pops=9).volley.apart for again in range(1, 10)]
    assert (min(nine), max(nine)) == (4, 8)


def test_what_the_lesson_rounds():
    assert round(1e3 * number("thrust_duration").si) == 97 and 3 < number("pops_c1").si < 4 and number("pops_l5").si > 5
    assert number("upper_side").si > 0.9
    assert sum(cracks * people for cracks, people in zip(range(1, 6), (9, 22, 10, 7, 2))) == 121 != number("cracks_1996_printed").si


def test_what_a_learner_is_told_to_expect_of_the_cell_to_make_ones_own():
    def level(volume, density):
        return sound.level(sound.monopole_pressure(*sound.opening(volume, 5e-3), 0.01, density))

    assert round(level(2e-7, 1.2) - level(1e-7, 1.2)) == 6 and round(level(1e-7, 1000) - level(1e-7, 1.2)) == 58
