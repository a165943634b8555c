"""Explorers of what the gate comes to in the long run: its curve, a broken gate, and the states that hold themselves."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from crepitus.figures import gate as drawings
from crepitus.figures import gate_scenes
from crepitus.models.gate import (
    BASELINE,
    HEALTHY,
    LIMIT,
    THRESHOLD,
    Equilibrium,
    Gate,
    Pulse,
    Rates,
    drive_for,
    equilibria,
    respond,
    steady_state,
)
from crepitus.models.gate_at_rest import weight_needed
from explorables.digits import significant
from explorables.explorable import Explorable
from explorables.parameter import Clock, Parameter

TOUCH = np.linspace(0, drawings.FASTEST, 61)
CLOCK = Clock(seconds=6, stepwise=True)
PRESSED = (0, 5, 10, 13, 16, 20, 22, 25, 28, 32, 40, 50, 60)  # Hz: closer where the curve bends


@dataclass(frozen=True)
class Curve:
    """Rates that a gate comes to from rest under `pain` and each `touch`, those of the published gate; and its state at one touch [Hz]."""

    touch: np.ndarray
    rates: np.ndarray
    published: np.ndarray
    gate: Gate
    at: float
    state: Equilibrium
    pain: float


@dataclass(frozen=True)
class Plane:
    """For a steady pain: the NMDA weight that each rate leads to, the one that it needs, and the states where both are the same.

    And the way of a circuit that was `released` with an NMDA weight, at a `time` [s].
    """

    rates: np.ndarray
    leads_to: np.ndarray
    needs: np.ndarray
    states: tuple[Equilibrium, ...]
    released: float
    way: Rates
    time: float


@cache
def from_rest(pain: float, gate: Gate) -> np.ndarray:
    """The rate that a gate comes to from rest under each touch [Hz]."""
    return np.array([steady_state(touch, pain, gate).projection for touch in TOUCH.tolist()])


def curve_of(gate: Gate, touch: float, pain: float) -> Curve:
    """A gate's curve, and where it comes to at one touch."""
    return Curve(TOUCH, from_rest(pain, gate), from_rest(pain, HEALTHY), gate, touch, steady_state(touch, pain, gate), pain)


def gate_of(touch: float, pain: float, nmda_maximum: float, touch_to_projection: float) -> Curve:
    """A gate with another weight of the direct way, or another NMDA maximum."""
    return curve_of(Gate(nmda_maximum=nmda_maximum, touch_to_projection=touch_to_projection), touch, pain)


def broken_gate(touch: float, intact: float, pain: float) -> Curve:
    """A gate whose inhibition is weakened, or turned round."""
    gate = Gate(
        inhibitory_to_projection=intact * HEALTHY.inhibitory_to_projection,
        inhibitory_to_excitatory=max(intact, 0) * HEALTHY.inhibitory_to_excitatory,
    )
    return curve_of(gate, touch, pain)


@cache
def let_go(released: float, pain: float) -> Rates:
    """A silent circuit that is let go with an NMDA weight under steady pain [Hz]."""
    silent = steady_state(pain=pain)
    start = 0.0, silent.excitatory, silent.inhibitory, released
    return respond((), Pulse(pain, 0, drawings.LONGEST), drawings.LONGEST, start=start)


def phase_plane(time: float, released: float, pain: float = 14.0) -> Plane:
    """The gate under one steady pain inside its window, without touch, let go with an NMDA weight."""
    states = equilibria(BASELINE, pain)
    rates = np.linspace(0.004, 0.996, 200) * LIMIT["projection"]
    without = HEALTHY.drive(BASELINE, pain, states[0].excitatory, states[0].inhibitory, 0.0)
    needs = weight_needed(drive_for(rates), without, pain)
    return Plane(rates, HEALTHY.sensitised(rates), needs, tuple(states), released, let_go(released, pain), time)


def say_curve(found: Curve) -> str:
    """What this touch does, where pain is worst, and where it ends."""
    none, least, worst = found.rates[0], np.flatnonzero(found.rates > THRESHOLD), int(found.rates.argmax())
    said = (
        f"Touch comes in at {found.at:.0f} Hz: the pain cells come to {found.state.projection:.0f} Hz, {kind(found)}. " if found.at else ""
    )
    said += f"Without touch {'they' if said else 'the pain cells'} come to {none:.0f} Hz; "
    if found.rates[worst] > none + 0.5:
        said += f"the worst touch, {TOUCH[worst]:.0f} Hz, makes it {found.rates[worst]:.0f} Hz. "
    elif none > 0.98 * LIMIT["projection"]:
        said += "they cannot fire faster, so no touch could make it worse. "
    else:
        said += "no touch makes it worse. "
    if not len(least):
        return said + f"They never pass {THRESHOLD:.0f} Hz."
    end = TOUCH[least[-1]]
    return said + (f"Above {end:.0f} Hz of touch there is no pain." if end < TOUCH[-1] else "No touch shown here ends the pain.")


def kind(found: Curve) -> str:
    """Whether a state is pain."""
    return "pain" if found.state.projection > THRESHOLD else "no pain"


def say_broken(found: Curve) -> str:
    """What this touch does in the changed gate and in the published one."""
    was, now = float(np.interp(found.at, found.touch, found.published)), found.state.projection
    return (
        f"Touch comes in at {found.at:.0f} Hz, pain signals at {found.pain:.0f} Hz, and the pain cells fire at {now:.0f} Hz: that is "
        f"{kind(found)}. "
        f"In the published gate it is {was:.0f} Hz."
    )


def say_plane(found: Plane) -> str:
    """The three meeting points, and where the circuit goes that was let go."""
    low, middle, high = (f"{state.projection:.0f} Hz" for state in found.states)
    goes = "pain" if found.way.projection[-1] > THRESHOLD else "rest"
    now = float(np.interp(found.time, found.way.time, found.way.projection))
    return (
        f"In three states nothing changes: rest at {low}, pain at {high}, and between them an unstable one at {middle}. "
        f"Let go with an NMDA weight of {significant(found.released)}, the circuit goes to {goes}; "
        f"after {significant(found.time)} s its pain cells fire at {now:.0f} Hz."
    )


gate_curve = Explorable(
    name="gate_curve",
    title="The gate's curve",
    parameters=(
        Parameter("touch", "touch comes in at", "Hz", PRESSED, start=0, clock=Clock(seconds=10)),
        Parameter("pain", "pain signals come in at", "Hz", (10, 14, 18, 22, 30), start=22),
        Parameter("nmda_maximum", "NMDA maximum in the program", "", (0, 1, 2), start=0),
        Parameter("touch_to_projection", "touch excites pain cells, weight", "", (0, 0.8, 1.2), start=0.8),
    ),
    model=gate_of,
    stage=gate_scenes.pressed_stage,
    draw=gate_scenes.pressed,
    readout=say_curve,
    shows=(
        "Left, the circuit at rest under a steady touch: a finger that presses the skin, links as thick as their weights, and cells that "
        "glow by their rate. Right, a graph of the rate that the pain cells come to from rest, against touch from 0 to 60 Hz: a line for "
        "the chosen gate, full as far as it is pressed, a dashed line for the published gate, and a line across at 25 Hz."
    ),
    conclusion=(
        "The curve is no straight slope. A little touch makes the pain worse, because touch also excites the pain cells directly. Much "
        "touch shuts them off. Where the pain cells fire as fast as they can from the start, the model has no room to show a worse pain."
    ),
    size=(7.6, 5.6),
)

break_the_gate = Explorable(
    name="break_the_gate",
    title="Break the gate",
    parameters=(
        Parameter("touch", "touch comes in at", "Hz", PRESSED, start=40, clock=Clock(seconds=10)),
        Parameter("intact", "inhibition that is left", "%", (-100, -50, 0, 25, 50, 75, 100), start=100),
        Parameter("pain", "pain signals come in at", "Hz", (1, 10, 22), start=1),
    ),
    model=broken_gate,
    stage=gate_scenes.pressed_stage,
    draw=gate_scenes.pressed,
    readout=say_broken,
    shows=(
        "Left, the circuit at rest under a steady touch: a finger that presses the skin, inhibitory links that fade as they are weakened "
        "and end in an arrow once they are turned round, and cells that glow by their rate. Right, a graph of the rate that the pain cells "
        "come to from rest, against touch from 0 to 60 Hz: a line for the changed gate, full as far as it is pressed, a dashed line for "
        "the published gate, and a line across at 25 Hz."
    ),
    conclusion=(
        "With its inhibition intact, touch alone gives no pain. With none left, or with inhibition turned into excitation, touch alone "
        "drives the pain cells beyond 25 Hz. Pain from a touch that should not hurt is called allodynia."
    ),
    size=(7.6, 5.6),
)

three_states = Explorable(
    name="three_states",
    title="Where nothing changes",
    parameters=(
        Parameter("time", "time", "s", (0, 0.01, 0.03, 0.06, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.3, 1.6, 2, 2.5, 3, 4), start=4, clock=CLOCK),
        Parameter("released", "let go with an NMDA weight of", "", (0, 0.5, 1, 1.5, 1.6, 1.7, 1.8, 2, 2.5, 3, 4), start=1.5),
    ),
    model=phase_plane,
    stage=drawings.plane_stage,
    draw=drawings.plane,
    readout=say_plane,
    shows=(
        "Left, NMDA weight against the rate of the pain cells, for a steady pain of 14 Hz without touch: two rising curves that meet in "
        "three points, two of them full, the middle one hollow, and the way of a circuit that was let go. Right, its weight against time."
    ),
    conclusion="Where the two curves meet, nothing changes. Full points draw the circuit towards them; the hollow one drives it away.",
    size=(7.4, 4.4),
)
