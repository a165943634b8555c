"""Drawings of what else may relieve: pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`."""

from collections.abc import Sequence
from textwrap import fill
from typing import TYPE_CHECKING, Literal

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from crepitus.course import COLOUR
from explorables.digits import significant
from explorables.drawing import handle, in_front
from explorables.svg import Draw, Stage
from explorables.theme import ASSUMED, MODEL, Look

if TYPE_CHECKING:
    from crepitus.explorers.relief import Heard, Trials

BELLS: dict[str, Look] = {  # whose judgement, and how it is drawn
    "dashed: touch": {"color": COLOUR["pressure"]} | ASSUMED,
    "dotted: ear": {"color": COLOUR["sound"]} | ASSUMED | {"linestyle": (0, (1.5, 1.5))},
    "line: felt": {"color": COLOUR["relief"]} | MODEL,
}
SHOULDER = np.exp(-0.5)  # height of a bell one standard deviation beside its middle
LETTERS, LINE = 42, 0.31  # of a line of words over a row: how long, and how high in rows


def judgement_stage(figure: Figure) -> Axes:
    """How likely each stiffness seems, to touch, to the ear and to both."""
    axis = figure.subplots()
    axis.set(xlim=(0, 200), ylim=(0, 1.35), yticks=[], ylabel="how likely it seems", xlabel="stiffness (the back's own = 100)")
    axis.axvline(100, color=COLOUR["ink"], linewidth=0.9)
    axis.text(101, 1.24, "measured", fontsize=11)
    places: tuple[Literal["left", "center", "right"], ...] = ("left", "center", "right")
    for (words, look), place in zip(BELLS.items(), places):
        axis.set_title(words, loc=place, color=look["color"], fontsize=11, fontweight="normal")
    return axis


def judgement(axis: Axes, heard: "Heard") -> list[Artist]:
    """Three bells: touch, ear and the judgement; and the judgement's middle."""
    stiffness = np.linspace(0, 200, 101)
    cues = heard.touch, heard.ear, heard.both
    inward = 1 if heard.ear.value <= heard.touch.value else -1
    return [
        *(
            axis.plot(stiffness, np.exp(-(((stiffness - cue.value) / cue.unsure) ** 2) / 2), **look)[0]
            for cue, look in zip(cues, BELLS.values(), strict=True)
        ),
        *axis.plot([heard.both.value], [1], color=COLOUR["relief"], marker="o", markersize=9),
        handle(axis, heard.ear.value, 1.12, "ear_says"),
        handle(axis, heard.touch.value - heard.touch.unsure, SHOULDER, "touch_unsure"),
        handle(axis, heard.ear.value + inward * heard.ear.unsure, SHOULDER, "ear_unsure"),
    ]


def forest_stage(rows: Sequence[str]) -> Stage[Axes]:
    """A stage for comparisons, `rows` their words, each over its row; less pain to the left of zero."""

    def stage(figure: Figure) -> Axes:
        axis = figure.subplots()
        axis.set(xlim=(-34, 20), ylim=(len(rows) - 0.2, -1.1), yticks=[], xlabel="points of 100: less pain on the left")
        for row, words in enumerate(rows):
            said = fill(words, LETTERS)
            high = LINE * len(said.splitlines())
            in_front(axis, Rectangle((-34, row - 0.16), 54, -high, facecolor=COLOUR["ground"], linewidth=0))  # no line runs through words
            in_front(axis, Text(-33.5, row - 0.2, said, fontsize=11, va="bottom", linespacing=1))
        axis.grid(visible=False, axis="y")
        axis.spines["left"].set_visible(False)
        axis.axvline(0, color=COLOUR["ink"], linewidth=0.9)
        return axis

    return stage


def forest(count: int) -> Draw[Axes, "Trials"]:
    """A drawing of `count` effects: the ones revealed, a guess, and the band of what is too small to matter."""

    def draw(axis: Axes, found: "Trials") -> list[Artist]:
        shown = found.effects[: found.revealed]
        rows = range(len(shown))
        lows, highs = [effect.low for effect in shown], [effect.high for effect in shown]
        words = [significant(effect.mean).replace("-", "\N{MINUS SIGN}") for effect in shown] + [""] * (count - len(shown))
        return [
            axis.axvspan(-found.matters, found.matters, color=COLOUR["faint"], alpha=0.6, linewidth=0, zorder=0),
            axis.axvline(-found.guess, color=COLOUR["accent"], **ASSUMED),
            axis.hlines(rows, lows, highs, COLOUR["ink"], linewidth=2),
            *axis.plot([effect.mean for effect in shown], rows, "s", color=COLOUR["ink"], markersize=8),
            *(axis.text(19.5, row, text, ha="right", va="center", fontsize=11) for row, text in enumerate(words)),
            handle(axis, -found.guess, count - 0.5, "guess"),
            handle(axis, found.matters, count - 0.5, "matters"),
        ]

    return draw
