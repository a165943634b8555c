"""Explorers of the gate's circuit: at rest with its weights, and at work while a touch meets a pain."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from crepitus.figures import circuit as drawings
from crepitus.figures import gate_scenes
from crepitus.models.gate import BASELINE, HEALTHY, THRESHOLD, Gate, Pulse, Rates, respond
from explorables.digits import fixed, significant
from explorables.explorable import Explorable
from explorables.parameter import Clock, Parameter

SPAN = 3.0  # s
PAIN = Pulse(22.0, 0.5, 2.0)
TOUCHES, STARTS, LENGTHS = (0, 10, 30, 40), (-0.3, 0.5), (0.15, 0.5, 1)  # Hz, s after the pain, s
SENDERS = ("touch", "pain", "projection", "excitatory", "inhibitory")
MOMENTS = (
    0, 0.15, 0.2, 0.22, 0.25, 0.3, 0.35, 0.37, 0.4, 0.5, 0.51, 0.54, 0.6, 0.7, 0.8, 0.9, 1, 1.01, 1.03, 1.06, 1.1, 1.15, 1.17,
    1.19, 1.22, 1.3, 1.4, 1.5, 1.53, 1.57, 1.65, 1.8, 1.9, 2, 2.03, 2.07, 2.15, 2.3, 2.5, 2.52, 2.6, 3,
)  # fmt: skip  # s: close together where a touch or the pain begins or ends


@dataclass(frozen=True)
class Opened:
    """A gate's answer to one pulse of touch and one of pain."""

    response: Rates
    touch: Pulse
    pain: Pulse

    @property
    def felt(self) -> float:
        """How long the pain cells fire above the threshold [s]."""
        return lasting(self.response, 0, self.response.time[-1])

    @property
    def silenced(self) -> float:
        """How long they stay below it from the first moment of touch to the end of the pain [s], once pain has been felt."""
        first, last = max(self.touch.start, self.pain.start), self.pain.end
        return last - first - lasting(self.response, first, last)


@dataclass(frozen=True)
class Moment(Opened):
    """The same at a time [s]: rates [Hz] and spikes sent so far, by fibre and cell, the NMDA weight; and the answer without touch.

    `most` is how many spikes each sends within the span at most, whatever the touch.
    """

    untouched: Rates
    time: float
    rates: dict[str, float]
    sent: dict[str, float]
    most: dict[str, float]
    nmda: float

    @property
    def touching(self) -> bool:
        """Whether it is being touched."""
        return self.touch.rate > BASELINE and self.touch.start <= self.time < self.touch.end


def healthy() -> Gate:
    """The gate as it was published."""
    return HEALTHY


@cache
def opened(touch: float, after: float, length: float) -> Opened:
    """Two seconds of pain, and a touch that begins so long after it; a touch of 0 is none."""
    touching = Pulse(max(touch, BASELINE), PAIN.start + after, length)
    return Opened(respond(touching, PAIN, SPAN), touching, PAIN)


@cache
def most_sent() -> dict[str, float]:
    """The most spikes that each sends within the span under any touch on offer."""
    answers = [opened(touch, after, length).response for touch in TOUCHES for after in STARTS for length in LENGTHS]
    return {sender: max(answer.spikes(0, SPAN, sender) for answer in answers) for sender in SENDERS}


def touched(time: float, touch: float, after: float, length: float) -> Moment:
    """The circuit at a moment of a pain and a touch."""
    found = opened(touch, after, length)
    response = found.response
    rates = {sender: float(np.interp(time, response.time, getattr(response, sender))) for sender in SENDERS}
    sent = {sender: response.spikes(0, time, sender) for sender in SENDERS}
    nmda = float(np.interp(time, response.time, response.nmda))
    return Moment(response, found.touch, found.pain, opened(0.0, after, length).response, time, rates, sent, most_sent(), nmda)


def lasting(response: Rates, start: float, end: float) -> float:
    """Time between two moments that the pain cells spend above the threshold [s]."""
    at = np.linspace(start, end, 4001)
    return float((np.interp(at, response.time, response.projection) > THRESHOLD).mean() * (end - start))


def say_touched(found: Moment) -> str:
    """What the cells do now; how long pain was felt, and what the touch did to it."""
    rate = found.rates["projection"]
    kind = "pain" if rate > THRESHOLD else "no pain"
    now = f"At {significant(found.time)} s the pain cells fire at {fixed(rate)} Hz: {kind}. "
    felt = f"{now}In all they fire above {THRESHOLD:.0f} Hz for {found.felt:.2f} s of the 2 s"
    if found.touch.rate <= BASELINE:
        return f"{felt}; there is no touch."
    if found.touch.end <= found.pain.start:
        return f"{felt}; the touch was over before the pain came."
    return f"{felt}; the touch of {significant(found.touch.length)} s silences them for {found.silenced:.2f} s."


def say_circuit(gate: Gate) -> str:
    """Who acts on whom, with the weights."""
    weight = {name: significant(value) for name, value in vars(gate).items()}
    return (
        f"Touch excites the inhibitory cells (weight {weight['touch_to_inhibitory']}) and, directly, the pain cells "
        f"({weight['touch_to_projection']}). Pain excites the pain cells ({weight['pain_to_projection']}) and the excitatory cells "
        f"({weight['pain_to_excitatory']}), which pass it on ({weight['excitatory_to_projection']}). The inhibitory cells hold back "
        f"both, the pain cells by {weight['inhibitory_to_projection']} and the excitatory cells by {weight['inhibitory_to_excitatory']}."
    )


circuit = Explorable(
    name="circuit",
    title="The gate as a circuit",
    parameters=(),
    model=healthy,
    stage=drawings.circuit_stage,
    draw=drawings.circuit,
    readout=say_circuit,
    shows=(
        "A diagram. A finger over skin, and a sore spot in it. Touch fibres lead to inhibitory cells and to pain cells, pain fibres to "
        "excitatory cells and to pain cells; arrows excite, bars inhibit. The pain cells lead to the brain, and a ring around them stands "
        "for NMDA receptors."
    ),
    conclusion="The gate is the inhibitory cells: while they fire, little passes. Touch drives them, and it also excites the pain cells.",
    size=(5.2, 6.4),
)

the_gate = Explorable(
    name="the_gate",
    title="Touch against pain",
    parameters=(
        Parameter("time", "time", "s", MOMENTS, start=1.1, clock=Clock(seconds=14, stepwise=True)),
        Parameter("touch", "touch comes in at", "Hz", TOUCHES, start=40),
        Parameter("after", "touch begins", "s", STARTS, start=0.5, words=("0.3 s before the pain", "0.5 s into the pain")),
        Parameter("length", "touch lasts", "s", LENGTHS, start=0.15),
    ),
    model=touched,
    stage=gate_scenes.gate_stage,
    draw=gate_scenes.gate,
    readout=say_touched,
    shows=(
        "Left, the circuit at work: a finger presses the skin, dots run between them, one for every eight spikes, "
        "and cells glow by their rate. Right, three graphs against 3 seconds of time with a line at this moment: the rate of the pain "
        "cells, dashed without touch, with a line at 25 Hz, the rate of the inhibitory cells, and what comes in."
    ),
    conclusion=(
        "Strong touch drives the inhibitory cells, and while they fire the pain cells are silent. When the touch ends, the pain is back "
        "within a tenth of a second. Weak touch does nothing against it."
    ),
    size=(7.6, 5.8),
)
