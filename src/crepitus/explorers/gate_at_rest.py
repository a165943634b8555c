"""Explorers of what the gate comes to in the long run: its curve, a broken gate, and the states that hold themselves."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from crepitus.figures import gate as drawings
from crepitus.models.gate import BASELINE, HEALTHY, LIMIT, THRESHOLD, Equilibrium, Gate, drive_for, equilibria, steady_state
from crepitus.models.gate_at_rest import weight_needed
from explorables.explorable import Explorable
from explorables.parameter import Parameter

TOUCH = np.linspace(0, drawings.FASTEST, 61)


@dataclass(frozen=True)
class Curve:
    """Rates that a gate comes to from rest under `pain` and each `touch`, those of the published gate; one touch `at` its `rate` [Hz]."""

    touch: np.ndarray
    rates: np.ndarray
    published: np.ndarray
    at: float
    rate: float
    pain: float


@dataclass(frozen=True)
class Plane:
    """For a steady pain: the NMDA weight that each rate leads to, the one that it needs, and the states where both are the same."""

    rates: np.ndarray
    leads_to: np.ndarray
    needs: np.ndarray
    states: tuple[Equilibrium, ...]


@cache
def from_rest(pain: float, gate: Gate) -> np.ndarray:
    """The rate that a gate comes to from rest under each touch [Hz]."""
    return np.array([steady_state(touch, pain, gate).projection for touch in TOUCH.tolist()])


def gate_of(pain: float, nmda_maximum: float, touch_to_projection: float) -> Curve:
    """The gate's curve, with the touch that makes pain worst."""
    rates = from_rest(pain, Gate(nmda_maximum=nmda_maximum, touch_to_projection=touch_to_projection))
    worst = int(rates.argmax())
    return Curve(TOUCH, rates, from_rest(pain, HEALTHY), float(TOUCH[worst]), float(rates[worst]), pain)


def broken_gate(intact: float, touch: float, pain: float) -> Curve:
    """The curve of a gate whose inhibition is weakened, or turned round, and one touch on it."""
    gate = Gate(
        inhibitory_to_projection=intact * HEALTHY.inhibitory_to_projection,
        inhibitory_to_excitatory=max(intact, 0) * HEALTHY.inhibitory_to_excitatory,
    )
    rates = from_rest(pain, gate)
    return Curve(TOUCH, rates, from_rest(pain, HEALTHY), touch, float(np.interp(touch, TOUCH, rates)), pain)


def phase_plane(pain: float = 14.0) -> Plane:
    """The gate under one steady pain inside its window, without touch."""
    states = equilibria(BASELINE, pain)
    rates = np.linspace(0.004, 0.996, 200) * LIMIT["projection"]
    without = HEALTHY.drive(BASELINE, pain, states[0].excitatory, states[0].inhibitory, 0.0)
    return Plane(rates, HEALTHY.sensitised(rates), weight_needed(drive_for(rates), without, pain), tuple(states))


def say_curve(found: Curve) -> str:
    """Where pain is worst, and where it ends."""
    none, least = found.rates[0], np.flatnonzero(found.rates > THRESHOLD)
    worst = f"Without touch the pain cells come to {none:.0f} Hz; "
    worst += (
        f"the worst touch, {found.at:.0f} Hz, makes it {found.rate:.0f} Hz. " if found.rate > none + 0.5 else "no touch makes it worse. "
    )
    if not len(least):
        return worst + f"They never pass {THRESHOLD:.0f} Hz."
    end = TOUCH[least[-1]]
    return worst + (f"Above {end:.0f} Hz of touch there is no pain." if end < TOUCH[-1] else "No touch shown here ends the pain.")


def say_broken(found: Curve) -> str:
    """What this touch does in the changed gate and in the published one."""
    was = float(np.interp(found.at, found.touch, found.published))
    kind = "that is pain" if found.rate > THRESHOLD else "that is no pain"
    return (
        f"Touch at {found.at:.0f} Hz with pain at {found.pain:.0f} Hz makes the pain cells fire at {found.rate:.0f} Hz: {kind}. "
        f"In the published gate it is {was:.0f} Hz."
    )


def say_plane(found: Plane) -> str:
    """The three meeting points."""
    low, middle, high = (f"{state.projection:.0f} Hz" for state in found.states)
    return f"In three states nothing changes: rest at {low}, pain at {high}, and between them an unstable one at {middle}."


PAIN_STEADY = Parameter("pain", "pain comes in at", "Hz", (10, 14, 18, 22, 30), start=22)

gate_curve = Explorable(
    name="gate_curve",
    title="The gate's curve",
    parameters=(
        PAIN_STEADY,
        Parameter("nmda_maximum", "NMDA maximum in the program", "", (0, 1, 2), start=0),
        Parameter("touch_to_projection", "touch excites pain cells, weight", "", (0, 0.4, 0.8, 1.2), start=0.8),
    ),
    model=gate_of,
    stage=drawings.curve_stage,
    draw=drawings.curve,
    readout=say_curve,
    shows=(
        "A graph of the rate that the pain cells come to from rest, against touch from 0 to 60 Hz: a line for the chosen gate with a dot "
        "at its worst touch, a dashed line for the published gate, and a line across at 25 Hz."
    ),
    conclusion=(
        "The curve is no straight slope: a little touch makes pain worse, because touch also excites the pain cells directly; much touch "
        "shuts them off."
    ),
)

break_the_gate = Explorable(
    name="break_the_gate",
    title="Break the gate",
    parameters=(
        Parameter("intact", "inhibition that is left", "%", (-100, -50, 0, 25, 50, 75, 100), start=100),
        Parameter("touch", "touch comes in at", "Hz", (0, 10, 20, 30, 40, 60), start=40),
        Parameter("pain", "pain comes in at", "Hz", (1, 10, 22), start=1),
    ),
    model=broken_gate,
    stage=drawings.curve_stage,
    draw=drawings.curve,
    readout=say_broken,
    shows=(
        "A graph of the rate that the pain cells come to from rest, against touch from 0 to 60 Hz: a line for the changed gate with a dot "
        "at the chosen touch, a dashed line for the published gate, and a line across at 25 Hz."
    ),
    conclusion=(
        "With its inhibition intact, touch alone gives no pain. With little or none left, or with inhibition turned into excitation, touch "
        "alone drives the pain cells beyond 25 Hz: pain from a touch that should not hurt, called allodynia."
    ),
)

three_states = Explorable(
    name="three_states",
    title="Where nothing changes",
    parameters=(),
    model=phase_plane,
    stage=drawings.plane_stage,
    draw=drawings.plane,
    readout=say_plane,
    shows=(
        "NMDA weight against the rate of the pain cells, for a steady pain of 14 Hz without touch: two rising curves that meet in three "
        "points, two of them full, the middle one hollow."
    ),
    conclusion="Where both curves meet, nothing changes. Full points draw the circuit towards them, the hollow one drives it away.",
)
