"""The visual grammar: one colour per quantity, one line style per kind of evidence.

`BASE` and a course's `colours` are the only places where colours stand. Figures are drawn in the light colours; `css_variables()`
hands both sets to the pages, and `with_css_variables()` lets a drawn picture take them, so that one picture serves the light and the
dark page.
"""

import re
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from matplotlib import rc_context
from matplotlib.rcsetup import cycler

from explorables.course import current

if TYPE_CHECKING:
    from matplotlib.typing import RcKeyType

BASE = {  # name: on light ground, on dark ground
    "ground": ("#ffffff", "#15181b"),
    "ink": ("#1c1f22", "#e9ebed"),
    "soft": ("#5a6066", "#a9b0b7"),
    "faint": ("#dfe3e6", "#33393f"),
    "panel": ("#f5f7f8", "#1d2125"),
    "accent": ("#004f8c", "#8cc4f7"),
    "blue": ("#0b5fa5", "#7fb8f0"),
    "orange": ("#a64b00", "#ffb061"),
    "violet": ("#6a3d9a", "#c9a6f5"),
    "red": ("#b3261e", "#ff8a80"),
    "green": ("#00695c", "#5fd0be"),
}
COLOUR = {name: light for name, (light, _) in BASE.items()}
Look = dict[str, Any]  # keywords of an artist: Matplotlib knows their types
MODEL: Look = {"linestyle": "-", "linewidth": 2.0}
ASSUMED: Look = {"linestyle": (0, (5, 2)), "linewidth": 1.6}
PUBLISHED: Look = {"linestyle": "-", "linewidth": 0.9, "color": COLOUR["ink"]}
MEASURED: Look = {"linestyle": "none", "marker": "o", "markersize": 4, "color": COLOUR["ink"]}
DISPUTED: Look = {"hatch": "///", "facecolor": "none", "edgecolor": COLOUR["soft"], "linewidth": 0}

RC: dict["RcKeyType", Any] = {
    "figure.dpi": 72,  # RendererSVG counts in points
    "font.size": 12,
    "font.family": "DejaVu Sans",
    "axes.titlesize": 12,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": COLOUR["soft"],
    "axes.labelcolor": COLOUR["ink"],
    "axes.prop_cycle": cycler(color=[COLOUR["ink"]]),  # a colour is chosen or it is ink; none depends on what was drawn before
    "axes.grid": True,
    "grid.color": COLOUR["faint"],
    "grid.linewidth": 0.8,
    "text.color": COLOUR["ink"],
    "xtick.color": COLOUR["soft"],
    "ytick.color": COLOUR["soft"],
    "xtick.labelcolor": COLOUR["ink"],
    "ytick.labelcolor": COLOUR["ink"],
    "figure.facecolor": COLOUR["ground"],
    "axes.facecolor": "none",
    "svg.fonttype": "none",  # words stay words, for readers and screen readers
    "svg.hashsalt": "explorables",  # the same drawing has the same ids
    "path.simplify_threshold": 0.3,  # a third of a point: unseen, and it halves the paths
}


def palette() -> dict[str, tuple[str, str]]:
    """Every colour of the engine and of the course, on light and on dark ground."""
    return BASE | dict(current().colours)


def style() -> AbstractContextManager[None]:
    """Context in which figures are made; it changes settings of the whole process, so who draws holds `svg.DRAWING`."""
    return rc_context(RC)


def css_variables() -> str:
    """The palette as CSS custom properties: light, dark when the reader, the system or JupyterLab is, light again on paper."""
    light, dark = (";".join(f"--{name}:{pair[i]}" for name, pair in palette().items()) for i in (0, 1))
    dark += ";color-scheme:dark"
    return (
        f":root{{{light}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root:not(:has([data-jp-theme-light]),[data-theme=light]){{{dark}}}}}"
        f"@media screen{{[data-theme=dark]{{{dark}}}}}"
        f"[data-jp-theme-light=false]{{{dark}}}"
    )


def with_css_variables(svg: str) -> str:
    """The drawing with every palette colour replaced by its CSS variable."""
    names = {light: name for name, (light, _) in palette().items()}
    return re.sub(r"#[0-9a-f]{6}\b", lambda found: f"var(--{names[found[0]]})" if found[0] in names else found[0], svg)
