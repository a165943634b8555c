"""The committed pictures are what the code draws, and the colours can be told apart."""

from pathlib import Path

import pytest

from crepitus.explorers import ALL
from crepitus.figures.picture import relative
from crepitus.figures.style import PALETTE, css_variables, themed

FIGURES = Path(__file__).parents[1] / "figures"


@pytest.mark.parametrize("explorer", ALL.values(), ids=lambda explorer: explorer.name)
def test_the_committed_picture_is_what_is_drawn(explorer):
    assert (FIGURES / f"{explorer.name}.svg").read_text(encoding="utf-8") == explorer.picture.svg(explorer.result(explorer.start))


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("name", sorted(set(PALETTE) - {"ground", "panel", "faint"}))
def test_every_colour_can_be_read_on_both_grounds(name, theme):
    for ground in ("ground", "panel"):
        assert contrast(PALETTE[name][theme], PALETTE[ground][theme]) >= 4.5  # WCAG 2.2 AA for text


def test_a_drawing_takes_the_pages_colours():
    assert themed('stroke="#0b5fa5" fill="#123456"') == 'stroke="var(--pressure)" fill="#123456"'
    assert "--pressure:#0b5fa5" in css_variables() and "--pressure:#7fb8f0" in css_variables()


def test_relative_paths_do_not_drift():
    steps = "".join(f"L {0.04 * i:.2f} 0 " for i in range(1, 101))
    written = relative("M 0 0 " + steps)
    assert sum(map(float, written.replace("M0 0l", "").replace(".1 0", " .1 ").split())) == pytest.approx(4.0)


def test_a_path_goes_on_where_its_last_loop_began():
    assert relative("M 1 1 L 2 1 L 2 2 z M 1 1 L 5 5") == "M1 1l1 0 0 1zm0 0l4 4"
