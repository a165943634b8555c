"""What a reader can read from a graph: for each axes its words, its limits, and which others share its horizontal axis."""

from typing import Any

from matplotlib.axes import Axes

from explorables.svg import Picture


def axes_of(wide: Picture, narrow: Picture) -> list[dict[str, Any]]:
    """For each axes, and last for the whole picture, its box in both layouts, and what its places mean."""
    boxes = zip(wide.boxes, narrow.boxes, strict=True)
    meanings = [meaning(axes) for axes in wide.figure.axes]
    return [{"box": box, "narrow": other} | found for (box, other), found in zip(boxes, [*meanings, {"read": False}])]


def meaning(axes: Axes) -> dict[str, Any]:
    """Labels, limits, and the group of axes that one cursor stands in; unreadable unless both directions have words and a plain scale."""
    mates = [axes, *axes.get_shared_x_axes().get_siblings(axes)]
    across = next((mate.get_xlabel() for mate in mates if mate.get_xlabel()), "")
    x, y = (
        [*map(float, limits), scale == "log"]
        for limits, scale in ((axes.get_xlim(), axes.get_xscale()), (axes.get_ylim(), axes.get_yscale()))
    )
    plain = {axes.get_xscale(), axes.get_yscale()} <= {"linear", "log"} and axes.axison
    return {
        "read": bool(plain and across and axes.get_ylabel()),
        "x": x,
        "y": y,
        "xlabel": across,
        "ylabel": axes.get_ylabel(),
        "group": f"{across} {x}",
    }
