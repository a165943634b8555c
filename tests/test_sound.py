"""Sound of a small source against closed forms."""

import numpy as np
import pytest

from crepitus.models.bubble import SYNOVIAL_FLUID
from crepitus.models.sound import AIR_DENSITY, level, monopole_pressure, opening, spectrum

TIME = np.linspace(0, 5e-3, 2001)
SHARE = TIME / 5e-3
SMOOTH_STEP = 1e-7 * SHARE**3 * (10 - 15 * SHARE + 6 * SHARE**2)  # 0.1 mL opened in 5 ms


def test_a_smooth_opening_has_the_pressure_of_its_second_derivative():
    acceleration = 1e-7 / 5e-3**2 * (60 * SHARE - 180 * SHARE**2 + 120 * SHARE**3)
    found = monopole_pressure(TIME, SMOOTH_STEP, 0.01)
    inner = slice(5, -5)  # a spline is less sure of its ends
    expected = AIR_DENSITY * acceleration / (4 * np.pi * 0.01)
    assert found[inner] == pytest.approx(expected[inner], abs=1e-4 * expected.max())


def test_ten_times_the_distance_is_20_db_less():
    near, far = (level(monopole_pressure(TIME, SMOOTH_STEP, distance)) for distance in (0.01, 0.1))
    assert near - far == pytest.approx(20, abs=1e-9)


def test_the_density_of_the_wrong_medium_is_59_db_too_loud():
    air, fluid = (level(monopole_pressure(TIME, SMOOTH_STEP, 0.01, density)) for density in (AIR_DENSITY, SYNOVIAL_FLUID.density))
    assert fluid - air == pytest.approx(59, abs=0.5)  # the number as printed in the lesson's facts, to its digits


def test_a_uniform_growth_is_silent():
    # a hundred-millionth of what the same volume radiates when opened smoothly: rounding, largest at the spline's ends
    assert monopole_pressure(TIME, 1e-7 * SHARE, 0.01) == pytest.approx(0, abs=1e-8 * monopole_pressure(TIME, SMOOTH_STEP, 0.01).max())


def test_a_pascal_is_94_db():
    assert level(np.array([0.0, -1.0])) == pytest.approx(93.979, abs=1e-3)


@pytest.mark.parametrize("n", [1000, 1001])
def test_the_spectrum_keeps_the_energy_parseval(n):
    rate = 44100
    pressure = np.random.default_rng(7).normal(size=n)
    frequency, energy = spectrum(pressure, rate)
    assert (energy * (frequency[1] - frequency[0])).sum() == pytest.approx((pressure**2).sum() / rate, rel=1e-12)


def test_the_spectrum_of_a_tone_peaks_at_the_tone():
    time = np.arange(4410) / 44100
    frequency, energy = spectrum(np.sin(2 * np.pi * 220 * time), 44100)
    assert frequency[energy.argmax()] == pytest.approx(220)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: monopole_pressure(TIME, SMOOTH_STEP, 0), "distance = 0"),
        (lambda: monopole_pressure(TIME[::-1], SMOOTH_STEP, 1), "time increasing"),
        (lambda: monopole_pressure(TIME[:3], SMOOTH_STEP[:3], 1), "time has 3 and volume 3 values"),
        (lambda: level(np.zeros(3)), "peak_pressure = 0.0; allowed: more than zero"),
        (lambda: spectrum(np.ones(4), 0), "rate = 0"),
        (lambda: opening(-1e-7, 1e-3), "volume = -1e-07"),
    ],
)
def test_impossible_input_is_refused_by_name(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_an_opening_peaks_as_its_closed_form_says():
    time, volume = opening(1e-7, 5e-3)
    peak = AIR_DENSITY * 10 / np.sqrt(3) * 1e-7 / 5e-3**2 / (4 * np.pi * 0.01)
    assert np.abs(monopole_pressure(time, volume, 0.01)).max() == pytest.approx(peak, rel=1e-4)
    assert volume[[0, -1]].tolist() == [0, 1e-7] and time[-1] == 5e-3
