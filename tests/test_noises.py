"""Noises of a joint, and the pops of a thrust, against closed forms and chance."""

import numpy as np
import pytest
from scipy.integrate import cumulative_trapezoid

from crepitus.models.noises import SOURCES, noise, overlap_chance, slips, swing, volley
from crepitus.models.sound import playable
from explorables.sound import PLAYED_RATE, SILENCE, Clip

RATE = 50_000


def test_a_swing_is_a_damped_cosine_of_its_frequency():
    ring = swing(200, 0.01, RATE)
    frequency = np.fft.rfftfreq(len(ring), 1 / RATE)
    assert frequency[np.abs(np.fft.rfft(ring)).argmax()] == pytest.approx(200, abs=frequency[1])
    assert ring[0] == 1
    tops = ring[(np.diff(np.sign(np.diff(ring)), prepend=0, append=0) < 0).nonzero()[0]][:10]
    expected = np.exp(-2 * np.pi * 0.01 / np.sqrt(1 - 0.01**2))  # logarithmic decrement
    assert tops[1:] / tops[:-1] == pytest.approx(np.full(len(tops) - 1, expected), rel=1e-3)


@pytest.mark.parametrize("damping", [0.05, 0.5, 0.9])
def test_a_swing_solves_the_equation_of_a_spring(damping):
    omega, step = 2 * np.pi * 100, 1 / 1e6
    ring = swing(100, damping, 1e6)
    first, second = np.gradient(ring, step), np.gradient(np.gradient(ring, step), step)
    left_over = second + 2 * damping * omega * first + omega**2 * ring
    assert np.abs(left_over[5:-5]).max() < 1e-3 * omega**2  # of the largest term; central differences


@pytest.mark.parametrize("damping", [0.05, 0.5, 0.9])
def test_a_mass_let_go_comes_to_rest_where_it_belongs(damping):
    # its acceleration, summed once, is its speed: nothing at the end; summed twice, how far it went: to its place of rest
    rate, omega = 1e6, 2 * np.pi * 100
    speed = cumulative_trapezoid(swing(100, damping, rate), dx=1 / rate)
    assert abs(speed[-1]) < 2e-3 / omega
    assert np.trapezoid(speed, dx=1 / rate) == pytest.approx(1 / omega**2, rel=5e-3)


@pytest.mark.parametrize("source", ["forming", "free collapse", "partial collapse"])
@pytest.mark.parametrize("damping", [0.1, 0.7])
def test_a_crack_is_followed_until_it_has_faded(source, damping):
    ring = noise(source, mass=0.04, stiffness=10e3, damping=damping).clip.ring
    assert np.abs(ring[-PLAYED_RATE // 1000 :]).max() <= 0.02 * np.abs(ring).max()


def test_slips_are_densest_and_strongest_in_the_middle():
    dealt = [slips(seed) for seed in range(60)]
    starts, strengths = (np.concatenate([slip[i] for slip in dealt]) for i in (0, 1))
    middle = np.abs(starts - 0.25) < 0.25 / 2
    assert 0.63 < middle.mean() < 0.75  # 11/16 of a parabola's area lies in its middle half
    assert strengths[middle].mean() > 1.3 * strengths[~middle].mean()


@pytest.mark.parametrize("source", SOURCES)
def test_every_noise_can_be_played(source):
    heard = noise(source, mass=0.02, stiffness=20e3, damping=0.5)
    assert np.isfinite(heard.clip.samples).all() and np.abs(heard.clip.samples).max() == pytest.approx(1)
    assert (heard.level is None) == (source in ("cord", "grating"))
    assert heard.duration < 0.05 or source == "grating"
    assert (len(heard.clip.starts) > 1) == (source == "grating")


def test_a_cord_has_the_pitch_of_its_mass_on_its_spring():
    assert noise("cord", 0.01, 40e3, 0.02).pitch == pytest.approx(np.sqrt(40e3 / 0.01) / (2 * np.pi), rel=0.01)


def test_gas_makes_a_collapse_lower_and_milder():
    free, partial = (noise(source, 0.02, 20e3, 0.7) for source in ("free collapse", "partial collapse"))
    assert free.level > partial.level + 20 and free.pitch > partial.pitch


def test_a_clip_adds_up_its_repeats():
    ring = np.array([1.0, -0.5])
    mixed = Clip(ring, (0.0, 0.01), (1.0, 0.5)).samples
    first, second = round(SILENCE * PLAYED_RATE), round((SILENCE + 0.01) * PLAYED_RATE)
    assert mixed[[first, first + 1, second, second + 1]].tolist() == [1, -0.5, 0.5, -0.25]
    assert np.abs(mixed).sum() == 2.25


def test_what_a_loudspeaker_can_give_keeps_its_form():
    time = np.arange(5000) / 500_000
    burst = np.sin(2 * np.pi * 300 * time) * np.hanning(5000)
    assert playable(burst, 500_000) == pytest.approx(burst[::25], abs=1e-3)


def test_what_it_cannot_give_is_lost_and_not_folded_down():
    time = np.arange(5000) / 500_000
    assert np.abs(playable(np.sin(2 * np.pi * 60_000 * time) * np.hanning(5000), 500_000)).max() < 1e-3


def test_slips_are_dealt_by_their_seed():
    assert slips(1) == slips(1) != slips(2)
    starts, strengths = slips(1)
    assert len(starts) == len(strengths) == 60 and list(starts) == sorted(starts) and starts[0] >= 0 and starts[-1] <= 0.5


@pytest.mark.parametrize(("pops", "thrust"), [(2, 0.1), (4, 0.097), (9, 0.2)])
def test_pops_run_together_as_often_as_chance_says(pops, thrust):
    runs = 4000
    together = sum(volley(pops, thrust, 5.66e-3, seed).apart < pops for seed in range(200))
    drawn = np.sort(np.random.default_rng(0).uniform(0, thrust, (runs, pops)), axis=1)
    share = (np.diff(drawn, axis=1) <= 5.66e-3).any(axis=1).mean()
    chance = overlap_chance(pops, thrust, 5.66e-3)
    assert share == pytest.approx(chance, abs=4 * np.sqrt(chance * (1 - chance) / runs))  # four standard errors
    assert together / 200 == pytest.approx(chance, abs=4 * np.sqrt(chance * (1 - chance) / 200))


def test_one_pop_never_overlaps_and_too_many_always_do():
    assert overlap_chance(1, 0.1, 0.005) == 0 and overlap_chance(30, 0.1, 0.005) == 1


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: noise("bone", 0.02, 2e4, 0.5), "source = 'bone'; allowed: forming, free collapse"),
        (lambda: noise("cord", -0.02, 2e4, 0.5), "mass = -0.02"),
        (lambda: swing(200, 0.5, 1500), "rate = 1500; allowed: at least 2000, ten samples a swing"),
        (lambda: swing(200, 1.2, 44100), "damping = 1.2; allowed: between 0 and 1"),
        (lambda: playable(np.ones(9), 8000), "rate = 8000; allowed: 20000 or a whole multiple"),
        (lambda: playable(np.ones(9), 44100), "rate = 44100"),
        (lambda: Clip(np.zeros(5)), "a ring not silent"),
        (lambda: Clip(np.ones(5), (0.0, 1.0)), "2 starts, 1 strengths"),
        (lambda: Clip(np.full(5, np.nan)), "a ring not silent"),
        (lambda: Clip(np.ones(5), (0.0, 0.0), (1.0, -1.0)), "does not cancel out"),
        (lambda: volley(0.5, 0.1, 0.005, 1), "pops = 0.5; allowed: whole numbers from 1 on"),
        (lambda: volley(0, 0.1, 0.005, 1), "pops = 0"),
        (lambda: overlap_chance(2, -0.1, 0.005), "thrust = -0.1"),
    ],
)
def test_impossible_input_is_refused_by_name(call, words):
    with pytest.raises(ValueError, match=words):
        call()
