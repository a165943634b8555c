"""Explorer of fibres that race: who is at the spinal cord first."""

from dataclasses import dataclass

from crepitus.figures import fibres as drawings
from crepitus.models.fibres import KINDS, come
from explorables.digits import from_to, listed, significant, spoken_time
from explorables.explorable import Explorable
from explorables.parameter import Clock, Parameter
from explorables.registry import number

PLACES = {"lower back": "back", "upper arm": "arm", "hand": "hand", "foot": "foot"}  # as a learner and as the registry call them
LENGTHS = {words: number(f"fibre_length_{place}").si for words, place in PLACES.items()}
NERVES = dict(zip(LENGTHS.values(), ("back", "arm", "arm", "leg"), strict=True))
TWELFTHS = (10, 12, 15, 18, 22, 27, 33, 39, 47, 56, 68, 82)  # ms: equal steps of a logarithm, twelve to ten times as much
MOMENTS = (*range(10), *TWELFTHS, *(10 * step for step in TWELFTHS), 1000, 1200, 1500, 1800, 2200)


@dataclass(frozen=True)
class Volley:
    """Signals of one kind at a moment: when they begin, first and last arrival [s], whether they go on and on from then.

    `spread` is how far the slowest and the fastest are, as shares of the way; `arrived` is the share of the fibres that have arrived.
    """

    name: str
    begins: float
    arrivals: tuple[float, float]
    spread: tuple[float, float]
    arrived: float
    begun: bool
    lasts: bool

    @property
    def going(self) -> bool:
        """Whether signals are on their way."""
        return self.begun and (self.lasts or self.arrived < 1)


@dataclass(frozen=True)
class Race:
    """Touch, fast pain, slow pain and rubbing at a moment [s] after a knock, over a length of nerve [m] of that name."""

    time: float
    length: float
    nerve: str
    later: float
    volleys: tuple[Volley, ...]


def volley(name: str, kind: str, length: float, passed: float, begins: float) -> Volley:
    """Signals of one kind so long after they began [s]; those of rubbing go on, so that their slowest is ever at its beginning."""
    fibres, lasts = KINDS[kind], name == "rubbing"
    first, last = fibres.arrivals(length)
    slowest, fastest = (float(come(speed, length, passed)) / length for speed in (fibres.slowest, fibres.fastest))
    spread = (0.0 if lasts else slowest, fastest)
    return Volley(name, begins, (begins + first, begins + last), spread, float(fibres.arrived(length, passed)), passed >= 0, lasts)


def racing(time: float, length: float, later: float) -> Race:
    """How far the signals of a knock have come, and those of rubbing that begins `later` [s]."""
    kinds = (("touch", "a_beta", 0.0), ("fast pain", "a_delta", 0.0), ("slow pain", "c", 0.0), ("rubbing", "a_beta", later))
    volleys = (volley(name, kind, length, time - begins, begins) for name, kind, begins in kinds)
    return Race(time, length, NERVES[length], later, tuple(volleys))


def say_race(run: Race) -> str:
    """When each arrives, and how far they are."""
    touch, fast, slow, _ = (from_to(*map(spoken_time, sent.arrivals)) for sent in run.volleys)
    begins = f"Rubbing begins {significant(run.later)} s after the knock." if run.later else "Rubbing begins with the knock."
    moment = f"{spoken_time(run.time)} after the knock" if run.time else "At the knock"
    return f"Touch arrives after {touch}, fast pain after {fast}, slow pain after {slow}. {begins} {moment} {standing(run)}."


def standing(run: Race) -> str:
    """What has arrived, is arriving and is on the way."""
    groups = (
        ("has arrived", [sent.name for sent in run.volleys if sent.arrived == 1]),
        ("is arriving", [sent.name for sent in run.volleys if 0 < sent.arrived < 1]),
        ("is on the way", [sent.name for sent in run.volleys if sent.begun and not sent.arrived]),
    )
    return ", ".join(
        f"{listed(names)} {words if len(names) == 1 else words.replace('has', 'have').replace('is ', 'are ')}"
        for words, names in groups
        if names
    )


who_arrives_first = Explorable(
    name="who_arrives_first",
    title="Who arrives first?",
    parameters=(
        Parameter("time", "time after the knock", "ms", MOMENTS, start=22, clock=Clock(seconds=12, stepwise=True)),
        Parameter("length", "knock on", "", tuple(LENGTHS.values()), start=LENGTHS["foot"], words=tuple(LENGTHS)),
        Parameter("later", "rubbing begins after", "s", (0, 0.2, 1), start=1),
    ),
    model=racing,
    stage=drawings.race_stage,
    draw=drawings.race,
    readout=say_race,
    shows=(
        "A person seen from behind, with the spine, the spinal cord and the nerve from the place that was knocked: signals run along it "
        "to the cord, touch ahead, then fast pain, then slow pain. Beside it two graphs against time, stretched at its beginning: how far "
        "each kind still has to go, as a band from its fastest to its slowest fibre, and bars from its first to its last arrival."
    ),
    conclusion=(
        "From anywhere in the body, touch arrives before the pain of the same moment. But rubbing begins later than the knock, and a "
        "pain that is already there arrived long ago. Then the order says nothing."
    ),
    size=(7.4, 5.6),
)
