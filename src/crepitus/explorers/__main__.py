"""Draw the starting picture of every explorer into a folder, and one that moves: `python -m crepitus.explorers [FOLDER]`."""

import sys
from pathlib import Path

from crepitus.explorers import ALL
from crepitus.explorers.explorer import Explorer

SECONDS = 0.8  # that each state of the moving picture is shown


def draw(folder: Path) -> None:
    """One SVG for each explorer, and the README's moving one, the same bytes at every run."""
    folder.mkdir(exist_ok=True)
    for name, explorer in ALL.items():
        (folder / f"{name}.svg").write_text(explorer.picture.svg(explorer.result(explorer.start)), encoding="utf-8", newline="\n")
    (folder / "moving.svg").write_text(moving(ALL["film_pressure"], 1), encoding="utf-8", newline="\n")


def moving(explorer: Explorer, slider: int) -> str:
    """An SVG in which one slider goes through its values and back; it stands at the last one for who wants less motion."""
    choice, picture, start = explorer.choices[slider], explorer.picture, explorer.start
    last, width, low = len(choice.values) - 1, picture.width, picture.height + 18
    turns = [*range(last + 1), *range(last - 1, 0, -1)]
    shown = ""
    for at, i in enumerate(turns):
        drawn = "".join(picture.parts(explorer.result((*start[:slider], i, *start[slider + 1 :]))))
        knob = f'<circle cx="{150 + i / last * (width - 300):.0f}" cy="{low}" r="8" fill="#004f8c"/>'
        words = f'<text x="{width - 135:g}" y="{low + 4}">{choice.spoken[i]}</text>'
        shown += f'<g class="state" style="animation-delay:{at * SECONDS:g}s">{drawn}{knob}{words}</g>'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" font-family="DejaVu Sans, sans-serif" '
        f'font-size="12" viewBox="0 0 {width:g} {low + 22:g}"><style>'
        f".state{{visibility:hidden;animation:turn {len(turns) * SECONDS:g}s step-end infinite}}"
        f"@keyframes turn{{0%{{visibility:visible}}{100 / len(turns):.3f}%{{visibility:hidden}}}}"
        f"@media(prefers-reduced-motion){{.state{{animation:none}}.state:nth-of-type({last + 1}){{visibility:visible}}}}"
        f'</style><rect width="100%" height="100%" fill="#fff"/>{picture.stage()}<text x="10" y="{low + 4}">{choice.label}</text>'
        f'<path d="M150 {low}h{width - 300:g}" stroke="#5a6066" stroke-width="3"/><svg>{shown}</svg></svg>\n'
    )


if __name__ == "__main__":
    draw(Path(sys.argv[1] if len(sys.argv) > 1 else "figures"))
