"""Explorers of the gate in time: wind-up, and how long one must rub."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from crepitus.figures import gate as drawings
from crepitus.models.gate import BASELINE, THRESHOLD, Gate, Pulse, Rates, respond, steady_state
from crepitus.models.gate_at_rest import follow
from explorables.digits import significant, spoken_time
from explorables.explorable import Explorable
from explorables.parameter import Parameter
from explorables.registry import number

PAINS = np.linspace(5, 25, 81)
LISTENED = number("spikes_counted").si
BURSTS = 16


@dataclass(frozen=True)
class WindUp:
    """Spikes after each burst; the rate [Hz] against `time` [s] after the first and the last."""

    spikes: np.ndarray
    time: np.ndarray
    first: np.ndarray
    last: np.ndarray


@dataclass(frozen=True)
class Rubbed:
    """A steady `pain` [Hz] before, during and after a touch, and the rates at slowly rising and falling pain without touch."""

    response: Rates
    touch: Pulse
    pain: float
    pains: np.ndarray
    rising: np.ndarray
    falling: np.ndarray


def wound_up(bursts: float, pain: float, nmda_maximum: float, counted_twice: bool = True) -> WindUp:
    """Equal bursts of pain, so many a second, one after the other."""
    starts = 0.5 + np.arange(BURSTS) / bursts
    pulses = [Pulse(pain, start, number("gate_pain_length").si) for start in starts.tolist()]
    response = respond((), pulses, starts[-1] + 0.4, Gate(nmda_maximum=nmda_maximum, counted_twice=counted_twice))
    time = np.linspace(0, LISTENED, 120)
    first, last = (np.interp(start + time, response.time, response.projection) for start in starts[[0, -1]])
    return WindUp(np.array([response.spikes(start, start + LISTENED) for start in starts]), time, first, last)


@cache
def slowly() -> tuple[np.ndarray, np.ndarray]:
    """The rates at slowly rising and slowly falling pain without touch."""
    return follow(BASELINE, PAINS), follow(BASELINE, PAINS[::-1], projection=np.inf)[::-1]


def rubbed(pain: float, touch: float, length: float) -> Rubbed:
    """A pain that is already there, and a touch from 1 s on."""
    touching = Pulse(touch, 1.0, length)
    firing = steady_state(pain=pain, start="high")
    response = respond(touching, Pulse(pain, 0, 12), 12, start=firing.state)
    return Rubbed(response, touching, pain, PAINS, *slowly())


def say_wound(found: WindUp) -> str:
    """The growth from the first burst to the last."""
    first, last = found.spikes[[0, -1]]
    return f"The first burst gives {first:.1f} spikes, burst {BURSTS} gives {last:.1f}: {last / first:.2f} times as many. " + (
        "That is wind-up." if last > 1.1 * first else "That is hardly any wind-up."
    )


def say_rubbed(found: Rubbed) -> str:
    """What became of the pain."""
    length = f"The touch of {significant(found.touch.length)} s"
    after = found.response.time >= found.touch.start
    over = found.response.projection[after] > THRESHOLD
    if over[-1]:
        if over.all():
            return f"{length} does not silence the pain at all."
        back = found.response.time[after][np.flatnonzero(~over)[-1]] - found.touch.end
        return f"{length} silences the pain, and it is back {spoken_time(max(back, 0))} after the touch."
    return f"{length} ends the pain: it does not come back."


wind_up = Explorable(
    name="wind_up",
    title="Wind-up",
    parameters=(
        Parameter("bursts", "bursts in a second", "", (0.2, 0.33, 0.5, 1, 2), start=0.2),
        Parameter("pain", "pain comes in at", "Hz", (18, 20, 22), start=20),
        Parameter("nmda_maximum", "NMDA maximum in the program", "", (0, 1, 2), start=2),
    ),
    model=wound_up,
    stage=drawings.wind_up_stage,
    draw=drawings.wind_up,
    readout=say_wound,
    shows=(
        "Left, the spikes of a pain cell after each of 16 equal bursts. Right, its rate against time after the first burst, dashed, and "
        "after the last, as a line."
    ),
    conclusion=(
        "The same burst hurts more if it comes again within a second or two, because the NMDA weight fades that slowly. "
        "Without them nothing winds up."
    ),
)

how_long_to_rub = Explorable(
    name="how_long_to_rub",
    title="How long must you rub?",
    parameters=(
        Parameter("pain", "steady pain", "Hz", (12, 13, 14, 15, 16, 17, 18, 20), start=14),
        Parameter("touch", "touch comes in at", "Hz", (20, 30, 40, 60), start=40),
        Parameter("length", "touch lasts", "s", (0.02, 0.15, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5), start=0.15),
    ),
    model=rubbed,
    stage=drawings.rub_stage,
    draw=drawings.rub,
    readout=say_rubbed,
    shows=(
        "Left, the rate of the pain cells against 10 seconds of time, with the touch as a coloured band and a line at 25 Hz. Right, their "
        "rate at slowly rising pain, as a line, and at slowly falling pain, dashed, without touch; a line marks this pain."
    ),
    conclusion=(
        "Between 10.5 and 18.7 Hz the circuit can rest or fire, and keeps doing what it did. There, a long enough touch ends the pain for "
        "good: half a second to two seconds of strong touch. A touch as short as a thrust does so only at the very edge of that range."
    ),
    size=(7.6, 4.2),
)
