"""Explorers of what else may relieve: what the ear adds to a feeling, and what trials found."""

from dataclasses import dataclass

from crepitus.figures import relief as drawings
from crepitus.models.relief import Cue, Effect, combine_cues, in_points
from explorables.digits import percent, significant
from explorables.explorable import Explorable
from explorables.parameter import Clock, Parameter
from explorables.registry import number, table

SPREAD = number("placebo_points").si / -number("effect_placebo").si  # points of pain in one standard deviation, by one review
COMPARISONS = [(words, number(name), certainty) for words, name, certainty in table("effects").rows]  # in the order of showing


@dataclass(frozen=True)
class Heard:
    """What touch and ear say of a stiffness (the back's own = 100), and the judgement of both."""

    touch: Cue
    ear: Cue
    both: Cue

    @property
    def share(self) -> float:
        """How much the ear counts."""
        return self.both.unsure**2 / self.ear.unsure**2


@dataclass(frozen=True)
class Trials:
    """All effects, how many are revealed, a guess [points less], and what is too small to matter [points]."""

    effects: tuple[Effect, ...]
    revealed: int
    guess: float
    matters: float


def felt_and_heard(ear_says: float, touch_unsure: float, ear_unsure: float) -> Heard:
    """A back of stiffness 100 that is pressed, and a sound with it."""
    touch, ear = Cue(100.0, touch_unsure), Cue(ear_says, ear_unsure)
    return Heard(touch, ear, combine_cues(touch, ear))


def revealed_trials(revealed: float, guess: float, matters: float) -> Trials:
    """The first so many comparisons, on one scale."""
    return Trials(tuple(in_points(found, SPREAD) for _, found, _ in COMPARISONS), int(revealed), guess, matters)


def say_felt(found: Heard) -> str:
    """The judgement, and how much the ear counts in it."""
    return (
        f"Touch says {found.touch.value:.0f}, the ear {found.ear.value:.0f}. Felt: {found.both.value:.0f}, give or take "
        f"{found.both.unsure:.0f}; the ear counts {percent(found.share)}. The back itself is at 100."
    )


def say_trials(found: Trials) -> str:
    """The comparison revealed last, in words, and the one to guess next."""
    guess = "You guess no difference" if found.guess == 0 else f"You guess {significant(found.guess)} points less pain"
    guess += f"; a difference matters from {significant(found.matters)} points."
    waiting = f"Next: {COMPARISONS[found.revealed][0]}. " if found.revealed < len(COMPARISONS) else ""
    if not found.revealed:
        return f"{waiting}{guess}"
    effect, (shown, _, certainty) = found.effects[found.revealed - 1], COMPARISONS[found.revealed - 1]
    sure = "may be chance" if effect.low <= 0 <= effect.high else "is more than chance"
    ends = f"from {either_way(effect.high)} to {either_way(effect.low)}"
    return (
        f"{shown[0].upper()}{shown[1:]}: {significant(-effect.mean)} points less pain, {ends} (certainty {certainty}). It {sure}, "
        f"and {worth(effect, found.matters)}. {waiting}{guess}"
    )


def worth(effect: Effect, matters: float) -> str:
    """Whether the whole interval is as much less pain as matters [points], or less, or holds both."""
    if -effect.high >= matters:
        return "is at least what matters"
    return "is less than what matters" if -effect.low < matters else "may or may not matter"


def either_way(points: float) -> str:
    """A difference as so much less or more."""
    return f"{significant(abs(points))} {'less' if points < 0 else 'more'}"


ear = Explorable(
    name="ear",
    title="What the ear adds",
    parameters=(
        Parameter("ear_says", "the sound suggests a stiffness of", "", (50, 75, 100, 125, 150), start=100),
        Parameter("touch_unsure", "touch is unsure by", "", (10, 20, 30, 40), start=20),
        Parameter("ear_unsure", "the ear is unsure by", "", (10, 20, 30, 40, 80), start=40),
    ),
    model=felt_and_heard,
    stage=drawings.judgement_stage,
    draw=drawings.judgement,
    readout=say_felt,
    shows=(
        "Three bell curves over stiffness from 0 to 200: dashed for touch, dotted for the ear, a line with a dot on top for the judgement "
        "of both. A line marks 100, the back's own stiffness."
    ),
    conclusion=(
        "The judgement lies between what touch and ear say, nearer to the surer of them. So a sound can change how stiff a back feels, "
        "while the back stays the same."
    ),
)

forest = Explorable(
    name="forest",
    title="A forest plot to fill in",
    parameters=(
        Parameter("revealed", "comparisons shown", "", range(len(COMPARISONS) + 1), start=0, clock=Clock(seconds=14)),
        Parameter("guess", "your guess for the next: less pain by", "points", (0, 2, 5, 10, 15, 20, 25, 30), start=10),
        Parameter("matters", "a difference matters from", "points", (5, 10, 20, 30), start=10),
    ),
    model=revealed_trials,
    stage=drawings.forest_stage([words for words, _, _ in COMPARISONS]),
    draw=drawings.forest(len(COMPARISONS)),
    readout=say_trials,
    shows=(
        "A forest plot of seven comparisons: a square at the mean difference in pain and a line for its 95 % interval, on an axis of "
        "points of 100 with less pain to the left. A grey band covers differences too small to matter; a dashed line is your guess."
    ),
    conclusion=(
        "Against a sham, treatment by hand gains about four points of a hundred in one review, and thrusts alone about eight in another. "
        "A placebo gains eight against nothing. Strong TENS gains most, but in pain of every kind, asked during it or right after."
    ),
    size=(7.2, 5.6),
)
