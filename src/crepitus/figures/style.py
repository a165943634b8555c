"""The visual grammar: one colour per quantity, one line style per kind of evidence.

`PALETTE` is the only place where colours stand. Figures are drawn in the light colours; `css_variables()` hands both sets to
the pages, and `themed()` lets a drawn picture take them, so that one picture serves the light and the dark page.
"""

import re

from matplotlib import cycler, rc_context

PALETTE = {
    "ground": ("#ffffff", "#15181b"),
    "ink": ("#1c1f22", "#e9ebed"),
    "soft": ("#5a6066", "#a9b0b7"),
    "faint": ("#dfe3e6", "#33393f"),
    "panel": ("#f5f7f8", "#1d2125"),
    "accent": ("#004f8c", "#8cc4f7"),
    "pressure": ("#0b5fa5", "#7fb8f0"),
    "motion": ("#a64b00", "#ffb061"),
    "sound": ("#6a3d9a", "#c9a6f5"),
    "harm": ("#b3261e", "#ff8a80"),
    "relief": ("#00695c", "#5fd0be"),
    "CO2": ("#7a4b00", "#d9a45b"),
    "N2": ("#2f5d8a", "#8fb9e0"),
    "O2": ("#a3195b", "#f06292"),
    "nerve": ("#7a6a00", "#e2d04a"),
    "artery": ("#9c1c1c", "#ff8a80"),
    "bone": ("#e8dcc4", "#e8dcc4"),  # surfaces, the same on both grounds, with a dark outline
    "disc": ("#8fb9c9", "#8fb9c9"),
    "outline": ("#2b2620", "#2b2620"),
}
COLOUR = {name: light for name, (light, _) in PALETTE.items()}
MODEL = {"linestyle": "-", "linewidth": 2.0}
ASSUMED = {"linestyle": (0, (5, 2)), "linewidth": 1.6}
PUBLISHED = {"linestyle": "-", "linewidth": 0.9, "color": COLOUR["ink"]}
MEASURED = {"linestyle": "none", "marker": "o", "markersize": 4, "color": COLOUR["ink"]}
DISPUTED = {"hatch": "///", "facecolor": "none", "edgecolor": COLOUR["soft"], "linewidth": 0}

RC = {
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
    "svg.hashsalt": "crepitus",  # the same drawing has the same ids
    "path.simplify_threshold": 0.3,  # a third of a point: unseen, and it halves the paths
}


def style():
    """Context in which the course's figures are made."""
    return rc_context(RC)


def css_variables() -> str:
    """The palette as CSS custom properties: light, dark when the reader, the system or JupyterLab is, light again on paper."""
    light, dark = (";".join(f"--{name}:{pair[i]}" for name, pair in PALETTE.items()) for i in (0, 1))
    dark += ";color-scheme:dark"
    return (
        f":root{{{light}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root:not(:has([data-jp-theme-light]),[data-theme=light]){{{dark}}}}}"
        f"@media screen{{[data-theme=dark]{{{dark}}}}}"
        f"[data-jp-theme-light=false]{{{dark}}}"
    )


def themed(svg: str) -> str:
    """The drawing with every palette colour replaced by its CSS variable."""
    names = {light: name for name, light in COLOUR.items()}
    return re.sub(r"#[0-9a-f]{6}\b", lambda found: f"var(--{names[found[0]]})" if found[0] in names else found[0], svg)
