"""From body to bubble: what is drawn at a magnification is what the mapping says, to scale, and its stops lead to lessons."""

import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from played import result, said

from crepitus.explorers.body_scene import joint_parts
from crepitus.explorers.body_to_bubble import PLACES, TIMES, body_to_bubble
from crepitus.figures.zoom import BAR_AT, BARS, JOINT, SEGMENT, SPANS
from crepitus.models.zoom import BESIDE, FIRST, PERSON, SHAPE, cut, spine_height, view
from explorables import kept
from explorables.drawing import HANDLE, Placed
from explorables.lesson import lessons
from explorables.registry import number
from explorables.svg import DRAWING
from explorables.web import EXPLORABLE, script, style

START, MIDDLE, END = TIMES[0], TIMES[44], TIMES[-1]


def drawn(magnification):
    """The artists of a magnification."""
    picture = body_to_bubble.picture
    with DRAWING:
        artists = picture.draw(picture.axes, result("body_to_bubble", magnification=magnification))
        for artist in artists:
            artist.remove()
    return artists


def corners(shape, layer):
    """Where the corners of a placed shape stand in the picture, in shares of its width."""
    return np.asarray(layer.at) + layer.scale * np.asarray(shape.path.vertices)


def layers(magnification):
    return {artist.shapes.name: artist for artist in drawn(magnification) if isinstance(artist, Placed)}


def test_each_step_multiplies_by_the_same_tenth_and_the_bar_runs_from_a_metre_to_ten_micrometres():
    ratios = np.divide(TIMES[1:], TIMES[:-1])
    assert ratios == pytest.approx(np.full(120, 10 ** (1 / 24)), rel=6e-4) and max(ratios) < 1.15
    assert view(START).width == FIRST == 2 and view(END).width == pytest.approx(2e-5)
    with pytest.raises(ValueError, match="magnification = 0"):
        view(0)


@pytest.mark.parametrize("magnification", [1, 7.3, 1000, 1e5])
def test_all_is_scaled_about_the_target_which_stays_in_the_picture(magnification):
    seen, target = view(magnification), np.array([3.0, -2.0])
    points = np.array([[3.0, -2.0], [3.5, -2.0], [3.0, -1.0]])
    placed = seen.place(points, target)
    assert placed[0] == pytest.approx(seen.target) and 0.1 < seen.target[1] < SHAPE - 0.1
    assert placed[1] - placed[0] == pytest.approx([0.5 * magnification / FIRST, 0])
    assert placed[2] - placed[0] == pytest.approx([0, magnification / FIRST])


def test_nothing_jumps_and_what_lies_between_two_states_is_nearly_the_zoom():
    for before, after in pairwise(TIMES):
        a, b = view(before), view(after)
        assert abs(a.target[1] - b.target[1]) < 0.07  # shares of the picture's width
        halfway = (1 / a.width + 1 / b.width) / 2  # what the browser draws
        assert halfway == pytest.approx(1 / np.sqrt(a.width * b.width), rel=2e-3)


@pytest.mark.parametrize("magnification", [START, MIDDLE, END])
def test_layers_bar_and_knob_stand_where_the_mapping_says(magnification):
    seen, found = view(magnification), cut()
    for (name, layer), span in zip(layers(magnification).items(), SPANS):
        assert layer.at == pytest.approx(seen.target), name
        assert layer.get_alpha() == pytest.approx(span.share(seen.width))
        if layer.get_alpha():
            assert layer.scale == pytest.approx(1 / seen.width)
    for artist in drawn(magnification):
        if artist.get_gid() == HANDLE + "magnification":
            assert artist.get_ydata() == pytest.approx([seen.width])
    bars = [artist for artist in drawn(magnification) if hasattr(artist, "get_ydata") and artist.get_ydata()[0] == BAR_AT]
    shown = {length: bar for length, bar in zip(BARS, bars, strict=True) if bar.get_alpha() > 0.5}
    assert shown
    for length, bar in shown.items():
        assert np.ptp(bar.get_xdata()) == pytest.approx(length / seen.width)
    assert found.target == pytest.approx(found.inside(np.array([found.cavity / 2 + BESIDE]), np.array([found.gap / 2]))[0])


def test_the_person_the_film_and_the_smallest_bubble_are_to_scale():
    person = corners(layers(START)["body"].shapes.shapes[2], layers(START)["body"])
    assert np.ptp(person[:, 1]) == pytest.approx(PERSON / 2, rel=1e-3) and person[:, 1].min() > 0 and person[:, 1].max() < SHAPE
    joint = layers(TIMES[73])["joint"]
    film = corners(joint.shapes.shapes[3], joint)
    assert np.ptp(film @ cut().facing) == pytest.approx(cut().film / view(TIMES[73]).width)
    gas = layers(END)["gas"]
    wide = np.ptp(corners(gas.shapes.shapes[0], gas)[:, 0])
    assert wide == pytest.approx(10e-6 / view(END).width, rel=1e-6) and wide == pytest.approx(0.5)
    assert joint.scale > 1 / JOINT.full and SEGMENT.share(view(TIMES[73]).width) == 0


def test_the_cut_shows_the_bones_of_the_model_and_the_gap_that_was_measured():
    found = cut()
    for level, face in (("L5", 0.0), ("L4", found.gap)):
        line = np.concatenate(found.bones[level])
        facing, along = (line - found.centre) @ found.facing, (line - found.centre) @ found.across
        beside = facing[(np.abs(along) < found.width / 3) & (np.abs(facing) < 4e-3)]
        assert beside == pytest.approx(np.full(len(beside), face), abs=5e-4), level  # a lumbar facet is hollow
    low, high = (1e-3 * float(end) for end in number("facet_gap_lumbar").interval)
    assert low <= found.gap <= high
    assert found.film + 2 * found.cartilage == pytest.approx(found.gap)
    assert (found.cavity / found.width) ** 2 == pytest.approx(number("facet_cavity").si)
    assert number("facet_cavity").si == number("gas_share").si  # taken over from fingers
    assert 0.55 < spine_height() < 0.65 < PERSON


def test_the_bubble_lies_in_the_film_beside_the_cavity():
    found, radius = cut(), number("smallest_bubble").si / 2
    assert radius == pytest.approx(5e-6) and radius < found.film / 2 and radius < BESIDE
    assert found.cavity / 2 + BESIDE + radius < found.width / 2


def shape(part):
    """A part without its words, its ids and its numbers: as picture.js compares them."""
    part = re.sub(r">[^<]*<", "><", re.sub(r' (?:id|xlink:href)="[^"]*"', "", part))
    return re.sub(r' (d|x|y|transform|style)="([^"]*)"', lambda found: found[1] + re.sub(r"-?(?:\d+\.?\d*|\.\d+)|\s", "", found[2]), part)


def test_a_state_is_small_whatever_it_shows_and_keeps_its_shape():
    shapes = []
    for step in (1, 30, 44, 73, 119):
        parts = body_to_bubble.frame((step,))["parts"]
        assert sum(map(len, parts)) < 12_000
        shapes.append([shape(part) for part in parts])
    assert {len(set(column)) for column in zip(*shapes)} == {1}  # so that the browser draws what lies between two states
    resting = [body_to_bubble.frame((step,))["parts"] for step in (100, 120)]
    assert sum(a == b for a, b in zip(*resting)) > len(resting[0]) / 2  # what is not seen does not change


def test_the_stops_lead_to_lessons_and_say_what_is_seen():
    (zoom,) = body_to_bubble.parameters
    assert [stop.words for stop in zoom.stops] == [place.stop for place in PLACES] and len(zoom.stops) == 7
    assert {stop.lesson for stop in zoom.stops} <= set(lessons())
    for place in PLACES:
        assert said("body_to_bubble", magnification=TIMES[place.steps]).startswith(place.title)
    assert "0.56 mm for the fluid" in said("body_to_bubble", magnification=TIMES[73])
    assert round(PERSON / cut().film, -3) == 3000  # what the question asks
    layers, film, _ = joint_parts("L4")  # lesson 01 takes the same joint apart
    assert "0.57 mm" in layers.measures and "0.56 mm" in film.measures


FEW = [0, 8, 30, 44, 51, 73, 120]


@pytest.fixture(scope="module")
def brief():
    """The same zoom with no states but its stops."""
    (zoom,) = body_to_bubble.parameters
    return replace(body_to_bubble, parameters=(replace(zoom, values=[TIMES[step] for step in FEW]),))


@pytest.fixture
def page(offline, tmp_path, brief):
    """Opens a page that holds it."""

    def open_page(width=1280, **settings):
        start = "document.querySelectorAll('.explorer').forEach(figure => enliven(figure));"
        (tmp_path / "page.html").write_text(
            f"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'><title>zoom</title>"
            f"<style>{style()}</style><main>{kept.page(brief)}</main><script type=module>{script(*EXPLORABLE)}{start}</script>",
            encoding="utf-8",
        )
        opened = offline(viewport={"width": width, "height": 900}, **settings).new_page()
        opened.goto((tmp_path / "page.html").as_uri())
        return opened

    return open_page


@pytest.mark.parametrize("width", [1280, 390])
def test_a_stop_is_jumped_to_and_marked_and_its_layer_is_there(page, width):
    opened = page(width)
    opened.locator("[data-ready=table]").wait_for()
    opened.get_by_role("button", name="L4 and L5", exact=True).click()
    assert opened.locator("output").inner_text().startswith("L4 and L5, magnified 18 times")
    assert opened.locator(".stops [aria-current]").all_inner_texts() == ["L4 and L5"]
    svg = ".broad" if width > 480 else ".narrow"
    wide = opened.locator(f"{svg} use[href*=shapes-segment], {svg} use[*|href*=shapes-segment]").first
    placed = wide.evaluate("one => [one.getBoundingClientRect().width, getComputedStyle(one).opacity]")
    assert placed[0] > 100 and placed[1] == "1"
    assert opened.locator(".stops a").nth(2).get_attribute("href") == "02_joints_in_motion.html"
    opened.locator("[data-reset]").click()
    assert opened.locator(".stops [aria-current]").all_inner_texts() == ["a back"]


def test_without_scripts_the_stops_stand_there_with_their_lessons(page):
    opened = page(java_script_enabled=False)
    assert opened.locator(".stops li").all_text_contents() == [f"{place.stop} lesson {place.lesson[:2]}" for place in PLACES]
    assert all(link.is_visible() for link in opened.locator(".stops a").all()) and opened.locator(".broad").is_visible()


def test_in_a_notebook_a_stop_names_its_lesson(brief):
    html = brief.html()
    assert html.count(">lesson ") == 7 and "<a href=" not in html


def test_it_opens_the_first_lesson_and_the_index(learner):
    visit = learner(viewport={"width": 1280, "height": 900})
    for name in ("index", "00_start_here"):
        opened = visit(name)
        figure = opened.locator("[data-explorer=body_to_bubble]")
        box = figure.locator(".picture").bounding_box()
        assert box["y"] + 0.85 * box["height"] <= 900, name  # all but the bar below it
        assert opened.evaluate("document.documentElement.scrollWidth") == 1280
