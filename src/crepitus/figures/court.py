"""Drawings of claims that were judged: pairs of `stage(figure)` and `draw(axes, result)`, see `Picture`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from crepitus.course import COLOUR
from explorables.svg import Stage
from explorables.theme import Look

if TYPE_CHECKING:
    from crepitus.explorers.court import Judged

SIZE = 5.6  # points across a mark: the longest row has room for it on a phone too
MARKS: dict[str, Look] = {  # one for each verdict, to be told apart without colours: full, half, turned, hollow, crossed out, a dot
    "supported": {"marker": "s", "color": COLOUR["green"]},
    "partly": {"marker": "s", "color": COLOUR["orange"], "fillstyle": "bottom", "markerfacecoloralt": COLOUR["ground"]},
    "contested": {"marker": "D", "color": COLOUR["violet"], "markersize": 0.8 * SIZE},
    "unsupported": {"marker": "s", "color": COLOUR["soft"], "markerfacecolor": COLOUR["ground"]},
    "contradicted": {"marker": "x", "color": COLOUR["red"], "markeredgewidth": 2},
    "advice": {"marker": "o", "color": COLOUR["soft"], "markersize": 0.5 * SIZE},
}
LONGEST = 23  # claims of a topic there is room for


@dataclass(frozen=True)
class Panels:
    """A row for each topic, and what the marks mean."""

    topics: Axes
    key: Axes


def stage(topics: Sequence[str]) -> Stage[Panels]:
    """A stage for claims of these topics: two panels, the second half as high as the first."""

    def staged(figure: Figure) -> Panels:
        grid = figure.add_gridspec(2, 2, width_ratios=(2.6, 1))
        found = Panels(figure.add_subplot(grid[:, 0]), figure.add_subplot(grid[0, 1]))
        found.topics.set(xlim=(0, LONGEST), xticks=[], ylim=(len(topics) - 0.4, -0.6), xlabel="one mark, one claim")
        found.topics.set_yticks(range(len(topics)), topics)
        found.topics.tick_params(axis="y", length=0)
        found.topics.spines[:].set_visible(False)
        found.topics.grid(visible=False)
        found.key.set(xlim=(0, 8), ylim=(len(MARKS) - 0.5, -0.5))
        found.key.set_axis_off()
        return found

    return staged


def draw(panels: Panels, judged: "Judged") -> list[Artist]:
    """One mark for each claim, the verdicts in their order from the left; beside them how many there are of each."""
    made: list[Artist] = []
    for i, (verdict, look) in enumerate(MARKS.items()):
        drawn: Look = {"linestyle": "none", "markersize": SIZE} | look
        places = [(sum(counts[:i]) + claim + 0.5, row) for row, counts in enumerate(judged.counts) for claim in range(counts[i])]
        for axis, points in ((panels.topics, places), (panels.key, [(0.5, i)])):
            made += axis.plot(*zip(*points, strict=True), **drawn)
        made.append(panels.key.text(1.3, i, f"{sum(counts[i] for counts in judged.counts)} {verdict}", fontsize=11, va="center"))
    return made
