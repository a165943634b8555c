"""The starting picture of every explorable as a file, and one that moves."""

from pathlib import Path

from explorables.catalogue import catalogue
from explorables.course import current
from explorables.theme import COLOUR

SECONDS = 0.8  # that each state of the moving picture is shown


def draw(folder: Path) -> None:
    """One SVG for each explorable, and one in which the course's `moving` parameter moves, the same bytes at every run."""
    folder.mkdir(exist_ok=True)
    for name, explorer in catalogue().items():
        (folder / f"{name}.svg").write_text(explorer.picture.svg(explorer.result(explorer.start)), encoding="utf-8", newline="\n")
    if current().moving:
        (folder / "moving.svg").write_text(moving(*current().moving), encoding="utf-8", newline="\n")


def moving(name: str, parameter_name: str) -> str:
    """An SVG in which one slider of an explorable goes through its values and back; it stands at the last one for who wants less motion."""
    explorer = catalogue()[name]
    slider = [parameter.name for parameter in explorer.parameters].index(parameter_name)
    parameter, picture, start = explorer.parameters[slider], explorer.picture, explorer.start
    last, width, low = len(parameter.values) - 1, picture.width, picture.height + 18
    accent, soft = COLOUR["accent"], COLOUR["soft"]
    turns = [*range(last + 1), *range(last - 1, 0, -1)]
    shown = ""
    for at, i in enumerate(turns):
        drawn = "".join(picture.parts(explorer.result((*start[:slider], i, *start[slider + 1 :]))))
        knob = f'<circle cx="{150 + i / last * (width - 300):.0f}" cy="{low}" r="8" fill="{accent}"/>'
        words = f'<text x="{width - 135:g}" y="{low + 4}">{parameter.spoken[i]}</text>'
        shown += f'<g class="state" style="animation-delay:{at * SECONDS:g}s">{drawn}{knob}{words}</g>'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" font-family="DejaVu Sans, sans-serif" '
        f'font-size="12" viewBox="0 0 {width:g} {low + 22:g}"><style>'
        f".state{{visibility:hidden;animation:turn {len(turns) * SECONDS:g}s step-end infinite}}"
        f"@keyframes turn{{0%{{visibility:visible}}{100 / len(turns):.3f}%{{visibility:hidden}}}}"
        f"@media(prefers-reduced-motion){{.state{{animation:none}}.state:nth-of-type({last + 1}){{visibility:visible}}}}"
        f'</style><rect width="100%" height="100%" fill="#fff"/>{picture.stage()}<text x="10" y="{low + 4}">{parameter.label}</text>'
        f'<path d="M150 {low}h{width - 300:g}" stroke="{soft}" stroke-width="3"/><svg>{shown}</svg></svg>\n'
    )
