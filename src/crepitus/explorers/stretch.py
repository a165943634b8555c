"""An explorer of what stretching changes: a leg that reaches further after weeks."""

from dataclasses import dataclass

import numpy as np

from crepitus.figures import stretch as drawings
from crepitus.models.stretch import Leg, pull, reach
from explorables.digits import degrees
from explorables.explorable import Explorable
from explorables.parameter import Clock, Parameter
from explorables.registry import number

ANGLES = np.radians(np.linspace(30, 100, 71))
LEG = Leg(number("leg_first").si, number("leg_bend").si)


@dataclass(frozen=True)
class Stretched:
    """Pull at each angle before and after, and where it ends: angle [rad] and pull. Also how far each change alone would go [rad].

    `lift` is how far somebody tries to lift the leg [rad]; it stops where the pull is as much as is borne.
    """

    before: np.ndarray
    after: np.ndarray
    first: tuple[float, float]
    reached: tuple[float, float]
    by_tolerance: float
    by_tissue: float
    lift: float
    angles: np.ndarray


def stretched(lift: float, more: float, softer: float) -> Stretched:
    """A leg after some weeks: more is borne, or the tissue is softer."""
    tolerance, stiffness = 1 + more, 1 - softer
    first, reached = reach(LEG), reach(LEG, tolerance, stiffness)
    by_tolerance, by_tissue = reach(LEG, tolerance) - first, reach(LEG, 1, stiffness) - first
    return Stretched(
        pull(ANGLES, LEG), pull(ANGLES, LEG, stiffness), (first, 1.0), (reached, tolerance), by_tolerance, by_tissue, lift, ANGLES
    )


def say_stretched(found: Stretched) -> str:
    """How much further, and by which change."""
    more = degrees(found.reached[0] - found.first[0], 1)
    if found.lift < found.first[0]:
        return (
            f"At {degrees(found.lift)} neither leg has reached its end: {degrees(found.first[0])} before, {degrees(found.reached[0])} now."
        )
    if more == "0.0°":
        return f"The leg goes up to {degrees(found.first[0])}, as before."
    return (
        f"The leg goes up to {degrees(found.reached[0])}, {more} further than before. Bearing more pull would give "
        f"{degrees(found.by_tolerance, 1)} alone, softer tissue {degrees(found.by_tissue, 1)} alone."
    )


same_curve = Explorable(
    name="same_curve",
    title="Longer, or bearing more?",
    parameters=(
        Parameter("lift", "the leg is lifted to", "degrees", range(0, 91, 10), start=90, clock=Clock(seconds=5)),
        Parameter("more", "more pull is borne, by", "%", (0, 10, 20, 30, 40, 60), start=0),
        Parameter("softer", "tissue is softer, by", "%", (0, 10, 20, 30, 40), start=0),
    ),
    model=stretched,
    stage=drawings.curve_stage,
    draw=drawings.curve,
    readout=say_stretched,
    shows=(
        "Left, a person who lies, from the side, and one leg that is lifted straight; dashed, where it stopped before. Right, a graph of "
        "the pull of the leg against its angle: a dashed curve before and a solid one after weeks of stretching, each with a mark where "
        "the person stops."
    ),
    conclusion=(
        "If somebody bears more pull, the curve stays and its end moves along it. If the tissue is softer, the curve itself moves. How far "
        "somebody reaches does not tell the two apart, but the curve does."
    ),
    size=(7.6, 3.8),
)
