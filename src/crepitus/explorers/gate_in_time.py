"""Explorers of the gate in time: wind-up, and how long one must rub."""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from crepitus.figures import gate as drawings
from crepitus.figures import gate_scenes
from crepitus.models.gate import BASELINE, CELLS, THRESHOLD, Gate, Pulse, Rates, equilibria, respond, steady_state
from crepitus.models.gate_at_rest import follow
from explorables.digits import fixed, significant, spoken_time
from explorables.explorable import Explorable
from explorables.parameter import Clock, Parameter
from explorables.registry import number

PAINS = np.linspace(5, 25, 81)
LISTENED = number("spikes_counted").si
BURSTS = 16
SPAN = 12.0  # s
LENGTHS = (0.15, 0.3, 0.5, 0.7, 1, 1.5, 2, 3)  # s
MOMENTS = (
    0,
    0.95,
    *sorted({1, *(1 + length for length in LENGTHS), *(round(1.05 + length, 2) for length in (0, *LENGTHS[:-1]))}),
    4.1,
    5,
    7,
    10,
)


@dataclass(frozen=True)
class WindUp:
    """Spikes after each burst; the NMDA weight that is left when each begins; the rates [Hz] (bursts, n) against `time` [s] after it.

    `burst` is the one that has just come, counted from 1.
    """

    spikes: np.ndarray
    left: np.ndarray
    time: np.ndarray
    traces: np.ndarray
    burst: int = BURSTS


@dataclass(frozen=True)
class Rubbed:
    """A steady `pain` [Hz] before, during and after a touch, and the rates at slowly rising and falling pain without touch.

    At a `time` [s]: the rates of the cells [Hz] and their NMDA weight; above the weight `border` the pain comes back.
    """

    response: Rates
    touch: Pulse
    pain: float
    pains: np.ndarray
    rising: np.ndarray
    falling: np.ndarray
    border: float
    time: float
    rates: dict[str, float]
    nmda: float

    @property
    def touching(self) -> bool:
        """Whether it is being rubbed."""
        return self.touch.start <= self.time < self.touch.end


@cache
def wound_up(bursts: float, pain: float, nmda_maximum: float, counted_twice: bool = True) -> WindUp:
    """Equal bursts of pain, so many a second, one after the other."""
    starts = 0.5 + np.arange(BURSTS) / bursts
    pulses = [Pulse(pain, start, number("gate_pain_length").si) for start in starts.tolist()]
    response = respond((), pulses, starts[-1] + 0.4, Gate(nmda_maximum=nmda_maximum, counted_twice=counted_twice))
    time = np.linspace(0, LISTENED, 120)
    traces = np.array([np.interp(start + time, response.time, response.projection) for start in starts])
    spikes = np.array([response.spikes(start, start + LISTENED) for start in starts])
    return WindUp(spikes, np.interp(starts, response.time, response.nmda), time, traces)


def winding(burst: float, bursts: float, pain: float, nmda_maximum: float) -> WindUp:
    """The same when so many of them have come."""
    return replace(wound_up(bursts, pain, nmda_maximum), burst=int(burst))


@cache
def slowly() -> tuple[np.ndarray, np.ndarray]:
    """The rates at slowly rising and slowly falling pain without touch."""
    return follow(BASELINE, PAINS), follow(BASELINE, PAINS[::-1], projection=np.inf)[::-1]


@cache
def rub(pain: float, touch: float, length: float) -> tuple[Pulse, Rates]:
    """A pain that is already there, and a touch from 1 s on."""
    touching = Pulse(touch, 1.0, length)
    return touching, respond(touching, Pulse(pain, 0, SPAN), SPAN, start=steady_state(pain=pain, start="high").state)


def rubbed(time: float, pain: float, touch: float, length: float) -> Rubbed:
    """A moment of it. Without a resting state the pain always comes back: then the border is none."""
    touching, response = rub(pain, touch, length)
    states = equilibria(BASELINE, pain)
    rates = {cell: float(np.interp(time, response.time, response.rate(cell))) for cell in CELLS}
    nmda = float(np.interp(time, response.time, response.nmda))
    border = states[1].nmda if len(states) > 1 else 0.0
    return Rubbed(response, touching, pain, PAINS, *slowly(), border, time, rates, nmda)


def say_wound(found: WindUp) -> str:
    """The growth from the first burst to this one, and the weight that was left of those before."""
    first, last = found.spikes[[0, found.burst - 1]]
    if found.burst == 1:
        return f"The first burst gives {first:.1f} spikes."
    left = f"When it came, an NMDA weight of {fixed(found.left[found.burst - 1], 2)} was left."
    return f"The first burst gives {first:.1f} spikes, burst {found.burst} gives {last:.1f}: {last / first:.2f} times as many. " + (
        f"That is wind-up. {left}" if last > 1.1 * first else f"That is hardly any wind-up. {left}"
    )


def say_rubbed(found: Rubbed) -> str:
    """What the pain cells do now, and what becomes of the pain."""
    now = f"At {significant(found.time)} s the pain cells fire at {fixed(found.rates['projection'])} Hz, with an NMDA weight of "
    length = f"{now}{fixed(found.nmda, 1)}. The touch of {significant(found.touch.length)} s"
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
        Parameter("burst", "burst that has just come", "", range(1, BURSTS + 1), start=1, clock=Clock(seconds=8)),
        Parameter("bursts", "bursts in a second", "", (0.2, 0.33, 0.5, 1, 2), start=1),
        Parameter("pain", "pain signals come in at", "Hz", (18, 20, 22), start=20),
        Parameter("nmda_maximum", "NMDA maximum in the program", "", (0, 1, 2), start=2),
    ),
    model=winding,
    stage=drawings.wind_up_stage,
    draw=drawings.wind_up,
    readout=say_wound,
    shows=(
        "Left, two graphs against the number of the burst, of 16 equal ones: the spikes of a pain cell after each, and the NMDA weight "
        "that is left of those before. Right, the rate of the cell against time after the first burst, dashed, and after this one."
    ),
    conclusion=(
        "The pain cells answer the same burst more if it comes again within about a second, because the NMDA weight fades that slowly. "
        "Without that weight nothing winds up."
    ),
    size=(7.4, 4.8),
)

how_long_to_rub = Explorable(
    name="how_long_to_rub",
    title="How long must you rub?",
    parameters=(
        Parameter("time", "time", "s", MOMENTS, start=0, clock=Clock(seconds=12, stepwise=True)),
        Parameter("pain", "pain signals come in at", "Hz", (12, 14, 18, 20), start=14),
        Parameter("touch", "touch comes in at", "Hz", (20, 40), start=40),
        Parameter("length", "touch lasts", "s", LENGTHS, start=0.15),
    ),
    model=rubbed,
    stage=gate_scenes.rub_stage,
    draw=gate_scenes.rub,
    readout=say_rubbed,
    shows=(
        "Left, the circuit at work: a finger rubs the skin, and cells glow by their rate. Right, three graphs: the rate of the pain cells "
        "against 10 seconds of time, with the touch as a coloured band and a line at 25 Hz; their NMDA weight, with a dashed line above "
        "which pain comes back; and their rate at slowly rising pain, as a line, and at slowly falling pain, dashed, without touch, with a "
        "dot at this moment."
    ),
    conclusion=(
        "With pain signals of 10.5 to 18.7 Hz the circuit can rest or fire, and it keeps doing what it did. There a strong touch of half a "
        "second to two seconds ends the pain for good. A touch as short as a thrust does so only at the very edge of that range."
    ),
    size=(7.6, 5.8),
)
