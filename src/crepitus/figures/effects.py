"""Drawings of what trials found: effects on one axis, and who of a hundred people gains.

Pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`.
"""

import numpy as np

from crepitus.figures.style import ASSUMED, COLOUR, DISPUTED, MODEL
from crepitus.figures.warning import LARGE, SMALL, row_of_squares

ROWS = 7
LEFT, RIGHT = -52, 30
PAPER = {"facecolor": COLOUR["ground"], "edgecolor": "none", "pad": 1}
FACES = {"high": "ink", "moderate": "ink", "low": "ground", "very low": "ground"}


def one_axis_stage(figure):
    """Room for seven comparisons: their words on the left of zero difference, certainty on the right."""
    axis = figure.subplots()
    axis.set(xlim=(LEFT, RIGHT), ylim=(ROWS - 0.3, -0.8), yticks=[], xlabel="difference in pain (points of 100): less on the left")
    axis.set_xticks(range(-50, 11, 10))
    axis.spines["left"].set_visible(False)
    axis.vlines(0, -0.8, ROWS - 0.3, color=COLOUR["ink"], linewidth=0.9)
    axis.text(10, -0.72, "certainty", fontsize=11, color=COLOUR["soft"], va="top")
    return axis


def one_axis(axis, found):
    """Each comparison with its interval: dashed if turned from standard deviations; a hatched band if there is no number."""
    line = axis.axvline(-found.important, color=COLOUR["relief"], linewidth=1.6)
    artists = [line, axis.text(-found.important - 0.6, -0.72, "matters", color=COLOUR["relief"], fontsize=11, va="top", ha="right")]
    for row in range(ROWS):
        artists += comparison(axis, row, found.rows[row] if row < len(found.rows) else None)
    return artists


def comparison(axis, row, one) -> list:
    """One row of the plot, or an empty one; always the same number of artists."""
    effect, certainty = (one.effect, one.certainty) if one else (None, "")
    look = ASSUMED if one and one.turned else {"linewidth": 2}
    ends, middle = ([effect.low, effect.high], [effect.mean]) if effect else ([], [])
    face = COLOUR[FACES.get(certainty, "ground")]
    words, how = (one.words, certainty if effect else "no number") if one else ("", "")
    hatched = {"x": [-30, 10], "y1": row + 0.22, "y2": row + 0.44} if one and not effect else {"x": [], "y1": [], "y2": []}
    looks = {"markerfacecolor": face, "markeredgewidth": 1.6}
    return [
        *axis.plot(ends, [row + 0.3] * len(ends), color=COLOUR["ink"], **look),
        *axis.plot(middle, [row + 0.3] * len(middle), color=COLOUR["ink"], marker="s", markersize=8, **looks),
        axis.fill_between(**hatched, **DISPUTED),
        axis.text(LEFT, row, words, fontsize=11, va="center", bbox=PAPER),
        axis.text(10, row + 0.3, how, fontsize=11, va="center"),
    ]


def gains_stage(figure):
    """How changes are spread in two groups, and below, a hundred people of each."""
    mosaic = figure.subplot_mosaic([["spread", "spread"], ["left", "treated"]], height_ratios=(3, 2))
    spread = mosaic["spread"]
    spread.set(xlim=(-60, 90), ylim=(0, 1.18), yticks=[], ylabel="people", xlabel="points less pain")
    for name, words, colour in (("left", "without the treatment", "soft"), ("treated", "with it", "relief")):
        axis = mosaic[name]
        axis.set(xlim=(-0.3, 20.3), ylim=(5.3, -0.3), aspect="equal", xticks=[], yticks=[], xlabel="100 people, one square each")
        axis.set_title(f"{words}\n", color=COLOUR[colour])
        axis.spines[:].set_visible(False)
    return spread, mosaic["left"], mosaic["treated"]


def gains(axes, found):
    """Two bells, the gain that matters, and who reaches it: large squares."""
    spread, *groups = axes
    points = np.linspace(-60, 90, 101)
    artists = [spread.axvline(found.important, color=COLOUR["ink"], linewidth=1.2)]
    artists.append(spread.text(found.important + 1, 1.16, "matters", fontsize=11, va="top"))
    for mean, colour, look in ((found.control_mean, "soft", ASSUMED), (found.treated_mean, "relief", MODEL)):
        artists += spread.plot(points, np.exp(-(((points - mean) / found.spread) ** 2) / 2), color=COLOUR[colour], **look)
    for axis, share, colour in zip(groups, (found.control, found.treated), ("soft", "relief")):
        reached = round(100 * share)
        artists.append(axis.text(0, -0.35, f"{reached} gain that much, {100 - reached} do not", fontsize=11, va="bottom"))
        artists.append(row_of_squares(axis, 0, reached, 20, (colour, LARGE)))
        artists.append(row_of_squares(axis, reached, 100, 20, (colour, SMALL)))
    return artists
