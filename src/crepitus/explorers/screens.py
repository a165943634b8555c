"""Explorers of what cameras can tell: what is on the screen of an instrument, and how quick one has to be."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from crepitus.explorers.joint import FEW_GASES
from crepitus.figures import screens
from crepitus.models import joint
from crepitus.models.instrument import Exposures, Picture, exposures, picture, pull_to_rest, share_told_apart, told_apart
from crepitus.models.joint import Joint, Pull
from explorables.arrays import Array
from explorables.digits import brief_time, listed, percent
from explorables.explorable import Explorable
from explorables.parameter import Clock, Parameter
from explorables.registry import number

INSTRUMENTS = (number("xray_still_rate"), number("mri_frame_rate"), number("ultrasound_rate"), number("camera_rate_2018"))
RATES = tuple(found.si for found in INSTRUMENTS)
WORDS = tuple(f"{name}, {rate:,g} a second" for name, rate in zip(("X-ray stills", "MRI", "ultrasound", "proposed camera"), RATES))
INSTANTS = (
    *(-1000, -400, -100, -10, -2), *range(6), 5.2, 5.5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 60, 80, 100, 150, 200, 250, 300,
    400, 500, 600, 700, 900, 1200, 1600, 2000,
)  # fmt: skip
SPEEDS = (1, 2, 3.2, 5, 10, 20, 30, 50, 100, 200, 300, 500, 800, 1200, 2000, 5000)  # frames a second
BEFORE, AFTER = 2.5, 2.2  # s


@dataclass(frozen=True)
class Filmed:
    """Forming and collapsing: what happens, what the frames of an instrument hold, and what is on its screen at `time` [s]."""

    time: float
    moment: float
    pulls: tuple[Pull, Pull]
    seen: tuple[Exposures, Exposures]
    shown: tuple[Picture, ...]

    @property
    def instrument(self) -> int:
        """Which of RATES it has."""
        return int(np.argmin(np.abs(np.array(RATES) * self.shown[0].frame_time - 1)))

    @property
    def told_apart(self) -> bool:
        """Whether the pictures differ between the theories by more than their noise."""
        return told_apart(*self.seen)


@dataclass(frozen=True)
class Cameras:
    """For each of some pressures of gas [Pa], the share of moments at which cameras of SPEEDS tell the theories apart."""

    told: dict[float, Array]
    speeds: Array
    cooling_time: float


@cache
def settled(cracked: Joint, theory: str) -> Pull:
    """A joint pulled apart and followed until nothing moves."""
    return pull_to_rest(cracked, theory)


@cache
def filmed(cracked: Joint, theory: str, frame_rate: float, moment: float) -> Exposures:
    """The frames of a camera around it."""
    return exposures(settled(cracked, theory), frame_rate, moment, BEFORE, AFTER)


@cache
def shown(cracked: Joint, theory: str, start: float, frame_time: float) -> Picture:
    """One frame of it."""
    return picture(cracked, settled(cracked, theory), start, frame_time)


def through_the_instrument(time: float, frame_rate: float, moment: float, gas_pressure: float) -> Filmed:
    """Both theories through the frames of one instrument; its screen shows the last frame that is finished."""
    cracked = Joint(gas_pressure=gas_pressure)
    forming, collapsing = (settled(cracked, theory) for theory in joint.THEORIES)
    forms, collapses = (filmed(cracked, theory, frame_rate, moment) for theory in joint.THEORIES)
    start = float(forms.start[forms.start + forms.frame_time <= time + 1e-9][-1])
    pictures = (shown(cracked, theory, start, forms.frame_time) for theory in joint.THEORIES)
    return Filmed(time, moment, (forming, collapsing), (forms, collapses), tuple(pictures))


def cameras(cooling_time: float) -> Cameras:
    """How often cameras tell the theories apart, whatever the moment, for the hardest, the usual and the mildest collapse."""
    told = {}
    for gas in FEW_GASES.si:
        forming, collapsing = (settled(Joint(gas_pressure=gas, cooling_time=cooling_time), theory) for theory in joint.THEORIES)
        told[gas] = np.array([share_told_apart(forming, collapsing, speed) for speed in SPEEDS])
    return Cameras(told, np.array(SPEEDS), cooling_time)


def say_filmed(filmed: Filmed) -> str:
    """What is on the screen, and what all pictures tell."""
    shown, seen = filmed.shown[0], filmed.seen
    i = int(np.argmin(np.abs(seen[0].start - shown.start)))
    stays, collapses = (1e6 * one.volume[i] for one in seen)
    ended = filmed.time - shown.start - shown.frame_time
    verdict = "tell the theories apart" if filmed.told_apart else "do not tell the theories apart"
    return (
        f"{say_when(filmed.time)} the last finished picture is on the screen; it took {brief_time(shown.frame_time)} and ended "
        f"{brief_time(ended) + ' ago' if ended > 1e-6 else 'just now'}. On average it holds a cavity of {stays:.3f} mL if the cavity "
        f"stays, of {collapses:.3f} mL if it collapses. {say_shrinkage(*(percent(one.shrinkage) for one in seen))}: all pictures "
        f"together {verdict}."
    )


def say_shrinkage(stays: str, collapses: str) -> str:
    """By how much the cavity is smaller in the last picture than in the largest, under each theory."""
    if stays == collapses == percent(0):
        return "In neither case does it shrink from one picture to a later one"
    return f"From the largest picture to the last it shrinks by {stays} if it stays and by {collapses} if it collapses"


def say_when(time: float) -> str:
    """A moment against that at which the cavity appears."""
    return f"{brief_time(abs(time))} {'before' if time < 0 else 'after'} the crack" if time else "At the crack"


def say_cameras(found: Cameras) -> str:
    """The slowest camera that is enough at every moment, for each gas."""
    enough = []
    for gas, told in found.told.items():
        always = [speed for speed, share in zip(SPEEDS, told) if share == 1]
        enough.append(f"{min(always):,g} with {gas / 1e3:g} kPa of gas")
    return (
        f"If the gas cools within {brief_time(found.cooling_time)}, a camera that tells the theories apart at every moment needs this many "
        f"pictures a second: {listed(enough)}."
    )


instrument = Explorable(
    name="instrument",
    title="Look through the instrument",
    parameters=(
        Parameter("time", "time after the crack", "ms", INSTANTS, start=400, clock=Clock(seconds=16, stepwise=True)),
        Parameter("frame_rate", "instrument", "", RATES, start=3.2, words=WORDS),
        Parameter("moment", "crack comes this far into a frame", "%", (10, 50), start=50),
        FEW_GASES,
    ),
    model=through_the_instrument,
    stage=screens.instrument_stage,
    draw=screens.instrument,
    readout=say_filmed,
    shows=(
        "Two screens side by side, on which an instrument shows simulated, schematic pictures of a finger joint: left the cavity stays, "
        "right it collapses. Each picture is the mean of what happened while it was taken. Below each, cavity volume in millilitres "
        "against time, from 1 second before the crack to 2 seconds after, stretched around the crack: what happens, and as broad "
        "steps what each picture holds."
    ),
    conclusion=(
        "A frame shows the mean of all that happens while it is open. A slow instrument shows that a cavity is there and how large it is "
        "in the end; what happened in the first hundredth of a second is smeared over the whole picture."
    ),
    size=(7.6, 5.4),
)

how_quick_a_camera = Explorable(
    name="how_quick_a_camera",
    title="How quick must a camera be?",
    parameters=(Parameter("cooling_time", "the squeezed gas cools within", "ms", (5, 15, 50), start=15),),
    model=cameras,
    stage=screens.cameras_stage,
    draw=screens.cameras,
    readout=say_cameras,
    shows=(
        "Three curves of the share of moments at which pictures tell the theories apart, in percent, against frames a second on a "
        "logarithmic axis from 1 to 5,000: for little, some and much gas in the cavity. MRI and the proposed camera are marked."
    ),
    conclusion=(
        "The milder the collapse, the quicker the camera must be. If the squeezed gas cools sooner or later, the two curves on the left "
        "shift, and the last one hardly does."
    ),
    size=(7.6, 3.4),
)
