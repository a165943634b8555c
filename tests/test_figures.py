"""The committed pictures are what the code draws and stand alone; colours can be read; labels lie inside."""

import re
from io import BytesIO
from itertools import combinations
from pathlib import Path

import matplotlib
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.image import imread
from skimage.color import deltaE_ciede2000, rgb2lab

from explorables.catalogue import catalogue
from explorables.compact import relative
from explorables.course import current
from explorables.lesson import lessons
from explorables.site.figures import moving
from explorables.svg import Picture
from explorables.theme import DISPUTED, css_variables, palette, with_css_variables

FIGURES = Path(__file__).parents[1] / "figures"
as_measured = pytest.mark.skipif(matplotlib.__version_info__ < (3, 11), reason="Matplotlib 3.11 measures letters otherwise")


def test_every_lesson_of_the_index_has_a_picture_of_its_own():
    pictures = [lesson.picture for lesson in lessons().values()]
    assert "" not in pictures and len(set(pictures)) == len(pictures) and current().opening not in pictures


@as_measured
def test_the_moving_picture_of_the_readme_shows_every_value_once_on_the_way_up():
    committed = (FIGURES / "moving.svg").read_text(encoding="utf-8")
    assert committed == moving("film_pressure", "opening_speed")
    shown = re.findall(r'<text x="[\d.]+" y="[\d.]+">([\d.,]+ mm/s)</text></g>', committed)
    spoken = catalogue()["film_pressure"].parameters[1].spoken
    assert shown == [*spoken, *spoken[-2:0:-1]]


def test_a_drawing_with_a_hatch_carries_its_pattern():
    def stage(figure):
        axes = figure.subplots()
        axes.axvspan(0.2, 0.8, **DISPUTED)
        return axes

    written = Picture("hatched", stage, lambda axes, result: [], (4, 3)).stage()
    used = re.search(r"fill: url\(#([^)]+)\)", written)[1]
    assert f'<pattern id="{used}"' in written


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


SURFACES = {name for name, (light, dark) in palette().items() if light == dark}  # told apart by their shape and their names


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("name", sorted(set(palette()) - SURFACES - {"ground", "panel", "faint"}))
def test_every_colour_can_be_read_on_both_grounds(name, theme):
    for ground in ("ground", "panel"):
        assert contrast(palette()[name][theme], palette()[ground][theme]) >= 4.5  # WCAG 2.2 AA for text


NEITHER = SURFACES | {"ground", "ink", "soft", "faint", "panel", "accent"}  # no quantities
NAMED = {  # pictures with two quantities in colours that some eyes confuse, and what else tells them apart
    "bend_lean_twist": "dots are filled or ringed",
    "ear": "three kinds of line, each beside its name",
    "formation_or_collapse": "a panel for each",
    "claims_judged": "a shape for each",
    "circuit": "every name stands on its cells",
    "gate_curve": "every name stands on its cells",
    "break_the_gate": "every name stands on its cells",
    "hear_it": "a panel for each",
    "three_controls": "names beside the bars",
    "slice_by_slice": "nerves and arteries lie apart, and are named",
    "who_arrives_first": "names beside the bars",
    "the_gate": "a panel, and names beside the bars",
    "how_long_to_rub": "touch is a band, said in the title",
}


def test_where_some_eyes_confuse_two_colours_something_else_tells_them_apart(chromium):
    """As Chromium shows the palette to people without one kind of cone; 10 by CIEDE2000 is our border of what is told apart."""
    names, found = sorted({light: name for name, (light, _) in palette().items() if name not in NEITHER}.values()), set()
    page = chromium.new_page(viewport={"width": 20, "height": 20 * len(names)})
    seeing = page.context.new_cdp_session(page)
    pictures = {path.stem: path.read_text(encoding="utf-8") for path in FIGURES.glob("*.svg")}
    for theme in (0, 1):
        shown = [palette()[name][theme] for name in names]
        page.set_content("<body style='margin: 0'>" + "".join(f"<div style='height:20px;background:{colour}'></div>" for colour in shown))
        for kind in ("protanopia", "deuteranopia", "tritanopia"):
            seeing.send("Emulation.setEmulatedVisionDeficiency", {"type": kind})
            page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
            seen = rgb2lab(imread(BytesIO(page.screenshot()))[10::20, 10, :3])
            assert deltaE_ciede2000(seen, rgb2lab([to_rgb(colour) for colour in shown])).max() > 5  # it is emulated
            for (one, first), (other, second) in combinations(zip(names, seen), 2):
                if deltaE_ciede2000(first, second) < 10:
                    found |= {name for name, svg in pictures.items() if palette()[one][0] in svg and palette()[other][0] in svg}
    page.close()
    assert found == set(NAMED)


def test_a_filled_area_lies_where_its_axes_lie_and_a_marker_stays_a_marker():
    def draw(axis, share):
        return [
            axis.fill_between([0, 1], 0, share),
            axis.hlines(share, 0, 1),
            *axis.plot([0, 1], [share] * 2, marker="o", linestyle="none"),
        ]

    area, line, marks = Picture("a", Figure.subplots, draw, (4, 3)).parts(0.5)
    assert "<defs" not in area + line and ' d="M' in area and ' d="M' in line  # else a narrow screen could not move its points
    assert marks.count("<use") == 2


def test_a_drawing_takes_the_pages_colours():
    assert with_css_variables('stroke="#0b5fa5" fill="#123456"') == 'stroke="var(--pressure)" fill="#123456"'
    assert "--pressure:#0b5fa5" in css_variables() and "--pressure:#7fb8f0" in css_variables()


def test_relative_paths_do_not_drift():
    steps = "".join(f"L {0.04 * i:.2f} 0 " for i in range(1, 101))
    written = relative("M 0 0 " + steps)
    assert sum(map(float, written.replace("M0 0l", "").replace(".1 0", " .1 ").split())) == pytest.approx(4.0)


def test_a_path_goes_on_where_its_last_loop_began():
    assert relative("M 1 1 L 2 1 L 2 2 z M 1 1 L 5 5") == "M1 1l1 0 0 1zm0 0l4 4"
