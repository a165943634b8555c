"""A dissolving bubble against closed forms, other integrators, published values and what no bubble may do."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.constants import R as GAS_CONSTANT
from scipy.integrate import solve_ivp

from crepitus.models.gas import GASES, Tissue, dissolve, equilibrium_gas, first_gas, square_law
from explorables.registry import number
from explorables.units import SI

BODY = 310.15
USUAL = Tissue()


def ostwald(tissue, gas):
    """Volume of gas that a volume of water dissolves."""
    return GAS_CONSTANT * tissue.temperature * tissue.solubilities[GASES.index(gas)]


def alone(gas, share=0.0, **changes):
    """Tissue that holds one gas at this share of its pressure in a large bubble."""
    bare = Tissue(carbon_dioxide=0, nitrogen=0, oxygen=0, **changes)
    names = {"CO2": "carbon_dioxide", "N2": "nitrogen", "O2": "oxygen"}
    return replace(bare, **{names[gas]: share * (bare.pressure - bare.vapour_pressure)})


def full_diffusion(radius, fractions, tissue, until):
    """Gas left, each as a share of all at the start, as a function of time: the diffusion equation around a wall that moves.

    Written in the volume of fluid s = r³ - R³ that lies between the wall and a place, which moves with the fluid:
    dc/dt = 9 D d/ds (r⁴ dc/ds). Cells grow from a hundred-thousandth of the bubble's volume to a hundred thousand times as much.
    """
    d, k = tissue.diffusivities[:, None], tissue.solubilities[:, None]
    dry, sigma = tissue.pressure - tissue.vapour_pressure, tissue.surface_tension
    edges = np.concatenate([[0], np.geomspace(1e-5, 1e5, 120)]) * radius**3
    middle = (edges[1:] + edges[:-1]) / 2
    amount = (dry + 2 * sigma / radius) * 4 / 3 * np.pi * radius**3 / (GAS_CONSTANT * tissue.temperature)

    def slope(_, state):
        gas, dissolved = state[:3] * amount, state[3:].reshape(3, -1)
        content = gas.sum() * GAS_CONSTANT * tissue.temperature * 3 / (4 * np.pi)
        size = np.roots([dry, 2 * sigma, 0, -content]).real.max()
        at_wall = k[:, 0] * gas / gas.sum() * (dry + 2 * sigma / size)
        steep = np.zeros((3, len(edges)))
        steep[:, 0], steep[:, 1:-1] = (dissolved[:, 0] - at_wall) / middle[0], np.diff(dissolved, axis=1) / np.diff(middle)
        flow = 9 * d * (edges + size**3) ** (4 / 3) * steep
        return np.concatenate([4 / 3 * np.pi * flow[:, 0] / amount, (np.diff(flow, axis=1) / np.diff(edges)).ravel()])

    start = np.concatenate([[fractions.get(gas, 0.0) for gas in GASES], np.repeat(k[:, 0] * tissue.tensions, len(middle))])
    path = solve_ivp(slope, (0, until), start, method="BDF", rtol=1e-5, atol=1e-8, dense_output=True).sol
    return lambda time: path(time)[:3]


@pytest.mark.parametrize(("radius", "minutes"), [(1e-3, 2.8), (2e-3, 11.2)])
def test_both_forms_lie_around_the_full_diffusion(radius, minutes):
    # the two limits that the lesson shows, and the value between them that it prints
    mixture = {"CO2": 0.8, "N2": 0.2}
    left = full_diffusion(radius, mixture, USUAL, 2400)
    assert left(60 * minutes).sum() == pytest.approx(1 / 3, abs=0.01)
    quick, slow = (dissolve(radius, mixture, USUAL, 1e7, history).when(1 / 3) for history in (True, False))
    assert 0.6 < quick / (60 * minutes) < 0.7 and 1.7 < slow / (60 * minutes) < 1.9


def test_the_lesson_s_bubble_in_full():
    gas = full_diffusion(2e-3, {"CO2": 0.8, "N2": 0.2}, USUAL, 1200)(1200)
    assert round(100 * gas.sum()) == 28 and round(100 * gas[0] / gas.sum()) == 22


@pytest.mark.parametrize("gas", GASES)
@pytest.mark.parametrize("share", [0.0, 0.5, 0.9])
def test_one_gas_without_surface_tension_follows_the_square_law(gas, share):
    tissue = alone(gas, share, surface_tension=0)
    diffusivity = tissue.diffusivities[GASES.index(gas)]
    expected = square_law(1e-3, diffusivity, ostwald(tissue, gas), share)
    life = dissolve(1e-3, {gas: 1}, tissue, 10 * expected)
    assert life.lifetime == pytest.approx(expected, rel=1e-5)
    inside = life.time < 0.999 * expected
    assert life.radius[inside] == pytest.approx(1e-3 * np.sqrt(1 - life.time[inside] / expected), rel=1e-4)
    assert life.fractions[gas] == pytest.approx(np.ones_like(life.time))


@pytest.mark.parametrize("history", [False, True])
@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("gas", ["N2", "CO2"])
def test_one_gas_agrees_with_its_own_equation_integrated_otherwise(gas, share, history):
    # Epstein and Plesset's law in the radius, with vapour inside, against time itself and not along our variable
    tissue = alone(gas, share)
    dry, sigma = tissue.pressure - tissue.vapour_pressure, tissue.surface_tension
    d, solubility, tension = tissue.diffusivities[GASES.index(gas)], ostwald(tissue, gas), share * dry

    def slope(root, state):  # in the root of time, where the memory is finite
        r = state[0]
        memory = 1 / np.sqrt(np.pi * d) if history else 0
        return [-2 * d * solubility * (dry + 2 * sigma / r - tension) / (dry + 4 * sigma / (3 * r)) * (root / r + memory)]

    half = lambda _, state: state[0] - 5e-6  # noqa: E731
    half.terminal = True
    other = solve_ivp(slope, (0, 1e3), [1e-5], events=half, rtol=1e-10, atol=1e-16)
    life = dissolve(1e-5, {gas: 1}, tissue, 1e6, history)
    assert np.interp(-5e-6, -life.radius, life.time) == pytest.approx(other.t[-1] ** 2, rel=1e-3)  # linear between our points


def test_the_memory_of_the_start_hastens_the_end():
    slow, quick = (dissolve(1e-3, {"CO2": 0.8, "N2": 0.2}, USUAL, 1e8, history) for history in (False, True))
    assert quick.lifetime < slow.lifetime


def test_gas_is_conserved():
    # what the law lets out between two instants is what is missing afterwards, for each gas
    life = dissolve(2e-3, {"CO2": 0.7, "N2": 0.2, "O2": 0.1}, USUAL, 1e8)
    thermal = GAS_CONSTANT * USUAL.temperature
    volume = 4 / 3 * np.pi * life.radius**3
    total = (USUAL.pressure - USUAL.vapour_pressure + 2 * USUAL.surface_tension / life.radius) * volume / thermal
    for i, gas in enumerate(GASES):
        amount = total * life.fractions[gas]
        pressure = amount * thermal / volume
        flux = 4 * np.pi * life.radius * USUAL.diffusivities[i] * USUAL.solubilities[i] * (pressure - USUAL.tensions[i])
        left = np.concatenate([[0], np.cumsum(np.diff(life.time) * (flux[1:] + flux[:-1]) / 2)])
        assert amount[0] - left == pytest.approx(amount, abs=2e-3 * amount.max())  # trapezoids between our points


@settings(max_examples=40, deadline=None)
@given(
    st.floats(1e-6, 5e-3), st.lists(st.floats(0.01, 1), min_size=3, max_size=3), st.floats(0, 12e3), st.floats(0, 90e3), st.floats(0, 12e3)
)
def test_every_bubble_is_finite_and_its_shares_sum_to_one(radius, parts, co2, n2, o2):
    fractions = {gas: part / sum(parts) for gas, part in zip(GASES, parts)}
    life = dissolve(radius, fractions, Tissue(carbon_dioxide=co2, nitrogen=n2, oxygen=o2), 1e6)
    assert sum(life.fractions.values()) == pytest.approx(1)
    assert np.isfinite(life.radius).all() and (life.radius > 0).all() and (np.diff(life.time) > 0).all()
    assert life.time[-1] <= 1e6 * (1 + 1e-9) and all((share >= 0).all() for share in life.fractions.values())
    assert [life.fractions[gas][0] for gas in GASES] == pytest.approx(list(fractions.values()))


def test_tissue_that_lacks_nothing_keeps_a_bubble_for_ever():
    dry = 101325 - USUAL.vapour_pressure
    full = Tissue(carbon_dioxide=0.1 * dry, nitrogen=0.8 * dry, oxygen=0.1 * dry, surface_tension=0)
    still = dissolve(1e-3, {"CO2": 0.1, "N2": 0.8, "O2": 0.1}, full, 1e9)
    assert still.lifetime == math.inf
    assert still.radius == pytest.approx(np.full(len(still.radius), 1e-3), rel=1e-9)
    changed = dissolve(1e-3, {"CO2": 1}, full, 1e9)  # ends as the tissue's mixture
    assert changed.lifetime == math.inf
    assert {gas: share[-1] for gas, share in changed.fractions.items()} == pytest.approx(equilibrium_gas(full), rel=1e-3)


def test_tissue_with_too_much_gas_makes_a_bubble_grow():
    life = dissolve(1e-3, {"N2": 1}, Tissue(nitrogen=120e3), 1e5)
    assert life.radius[-1] > 1e-3 and life.lifetime == math.inf


def test_a_bubble_that_shrinks_in_overfull_tissue_is_not_called_lasting():
    small = 7e-5  # larger than 50 µm, at which this tissue holds a bubble, but of carbon dioxide, which leaves
    tissue = replace(USUAL, nitrogen=USUAL.nitrogen + USUAL.undersaturation + 2000)
    with pytest.raises(ValueError, match=r"span = 0\.1 s; allowed: longer"):
        _ = dissolve(small, {"CO2": 1}, tissue, 0.1).lifetime
    assert dissolve(small, {"CO2": 1}, tissue, 1e4).lifetime < 1000


def test_surface_tension_alone_ends_a_bubble_in_full_tissue():
    tissue = alone("N2", 1.0)
    assert math.isfinite(dissolve(1e-5, {"N2": 1}, tissue, 1e6).lifetime)


def test_a_span_that_ends_before_the_bubble_does_is_told():
    life = dissolve(2e-3, {"CO2": 0.8, "N2": 0.2}, USUAL, 600)
    assert life.time[-1] == pytest.approx(600)
    with pytest.raises(ValueError, match=r"span = 600 s; allowed: longer, 0\.57 of the gas is still there"):
        _ = life.lifetime
    with pytest.raises(ValueError, match=r"share = 0\.1; allowed: from 0\.57"):
        life.when(0.1)


def test_the_end_does_not_depend_on_the_span():
    ends = [dissolve(1e-3, {"CO2": 0.8, "N2": 0.2}, USUAL, span).lifetime for span in (1e6, 1e8, 1e10)]
    assert ends == pytest.approx([ends[0]] * 3, rel=1e-9)


def test_a_share_is_reached_when_the_amount_says():
    life = dissolve(2e-3, {"CO2": 0.8, "N2": 0.2}, USUAL, 1e8)
    assert np.interp(life.when(0.5), life.time, life.amount) == pytest.approx(0.5)
    assert life.when(0.9) < life.when(0.5) < life.when(0.1) < life.lifetime


def test_first_and_last_gas_are_what_their_laws_say():
    usual = {"CO2": USUAL.carbon_dioxide, "N2": USUAL.nitrogen, "O2": USUAL.oxygen}
    enter = {gas: usual[gas] * USUAL.solubilities[i] * USUAL.diffusivities[i] ** 0.5 for i, gas in enumerate(GASES)}
    assert first_gas(USUAL) == pytest.approx({gas: value / sum(enter.values()) for gas, value in enter.items()})
    assert equilibrium_gas(USUAL) == pytest.approx({gas: value / sum(usual.values()) for gas, value in usual.items()})
    assert sum(first_gas(USUAL).values()) == pytest.approx(1) == sum(equilibrium_gas(USUAL).values())


def test_vapour_is_that_of_the_table_at_both_its_rows():
    for name, at in (("water_vapour_pressure", "body_temperature"), ("cool_vapour_pressure", "cool_temperature")):
        assert number(name).agrees(Tissue(temperature=number(at).si).vapour_pressure)


def test_gas_spreads_as_measured_at_both_temperatures():
    for name, at in (("diffusion_co2", "henry_temperature"), ("diffusion_co2_warm", "warm_temperature")):
        assert number(name).agrees(Tissue(temperature=number(at).si).diffusivities[0])


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: dissolve(-1e-3, {"N2": 1}, USUAL, 10), "radius = -0.001; allowed: more than zero"),
        (lambda: dissolve(1e-3, {"N2": 0.5, "O2": 0.4}, USUAL, 10), r"none negative, sum 1 \(here 0.9\)"),
        (lambda: dissolve(1e-3, {"N2": 1.2, "O2": -0.2}, USUAL, 10), "none negative"),
        (lambda: dissolve(1e-3, {"He": 1}, USUAL, 10), r"fractions = \{'He': 1\}; allowed: CO2, N2, O2"),
        (lambda: dissolve(1e-3, {"N2": float("nan")}, USUAL, 10), "sum 1"),
        (lambda: dissolve(1e-3, {"N2": 1}, USUAL, 0), "span = 0"),
        (lambda: Tissue(nitrogen=math.inf), "infinite"),
        (lambda: Tissue(temperature=37), "temperature = 37; allowed: 273 to 323 K"),
        (lambda: Tissue(oxygen=-1), "oxygen = -1; allowed: zero or more"),
        (lambda: Tissue(pressure=5000), "pressure = 5000; allowed: above that of water vapour"),
        (lambda: Tissue(spreading=0), "spreading = 0"),
        (lambda: first_gas(Tissue(carbon_dioxide=0, nitrogen=0, oxygen=0)), "sum_of_tensions = 0"),
        (lambda: square_law(1e-3, 2e-9, 0.5, -3), "share = -3; allowed: 0 to below 1"),
        (lambda: square_law(1e-3, 2e-9, 0.5, np.array([0.5, 1.2])), "share = 1.2; allowed: 0 to below 1"),
        (lambda: dissolve(1e-3, {"N2": 1}, USUAL, 1e8).when(1.5), "share = 1.5; allowed: between 0 and 1"),
    ],
)
def test_impossible_input_is_refused_by_name(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_units():
    assert SI["mmHg"] == pytest.approx(101325 / 760, rel=1e-5)
