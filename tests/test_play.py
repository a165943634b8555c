"""What makes an explorer alive: it plays, is grabbed, read, shared and saved, by pointer and by keyboard, on a page of its own."""

import csv
import io
import json
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.image import imread

from explorables import Clock, Explorable, Parameter, handle, kept, theme
from explorables.svg import Picture
from explorables.web import EXPLORABLE, script, style

TIMES = tuple(range(11))
PLAYED = "() => document.querySelector('[data-play]').getAttribute('aria-pressed') === 'false'"
FRAMES = """async () => {
  const seen = [], path = document.querySelector(".broad [data-parts] path");
  document.querySelector("[data-play]").click();
  await new Promise(resolve => {
    const look = () => {
      seen.push(+path.getAttribute("d").match(/-?[\\d.]+/g)[1]);
      seen.length < 40 ? requestAnimationFrame(look) : resolve();
    };
    requestAnimationFrame(look);
  });
  return seen;
}"""


@dataclass(frozen=True)
class Fall:
    """A ball `height` [m] up, at a `time` [s]; its whole way on a world with some gravity."""

    time: float
    way: np.ndarray

    @property
    def height(self) -> float:
        return float(np.interp(self.time, np.linspace(0, 1, len(self.way)), self.way))


def falls(time: float, gravity: float, world: float) -> Fall:
    return Fall(time, 5 - 0.5 * gravity * world * np.linspace(0, 1, 21) ** 2)


def stage(figure):
    thing, graph = figure.subplots(1, 2)
    thing.set(xlim=(0, 1), ylim=(0, 6), xlabel="place (m)", ylabel="height (m)")
    graph.set(xlim=(0, 1), ylim=(0, 6), xlabel="time (s)", ylabel="way (m)")
    return thing, graph


def draw(axes, fall):
    thing, graph = axes
    return [
        *thing.plot([0.4, 0.6], [fall.height] * 2, color=theme.COLOUR["blue"], linewidth=8),
        *graph.plot(np.linspace(0, 1, 21), fall.way, color=theme.COLOUR["ink"]),
        handle(graph, fall.time, fall.height, "time"),
    ]


BALL = Explorable(
    name="ball",
    title="A ball falls",
    parameters=(
        Parameter("time", "time", "s", [t / 10 for t in TIMES], start=0, clock=Clock(seconds=2)),
        Parameter("gravity", "gravity", "m/s²", (2, 5, 10), start=10),
        Parameter("world", "world", "", (0.5, 1), start=1, words=("half", "whole")),
    ),
    model=falls,
    stage=stage,
    draw=draw,
    readout=lambda fall: f"After {fall.time:g} s it is {fall.height:.2f} m up.",
    shows="A ball and its way.",
    conclusion="It falls ever faster.",
)
OTHER = replace(BALL, name="other")


def page_with(*explorers):
    """A page of explorers that are far from each other."""
    shown = "<div style='height:4000px'></div>".join(kept.page(explorer) for explorer in explorers)
    start = "document.querySelectorAll('.explorer').forEach(figure => enliven(figure));"
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'><title>ball</title>"
        f"<style>{style()}</style><main>{shown}</main><script type=module>{script(*EXPLORABLE)}{start}</script>"
    )


@pytest.fixture
def page(offline, tmp_path):
    """Opens a page that holds the ball, and another explorer behind a long way down."""

    def open_page(address="", width=1000, explorers=(BALL, OTHER), **settings):
        (tmp_path / "page.html").write_text(page_with(*explorers), encoding="utf-8")
        opened = offline(viewport={"width": width, "height": 900}, **settings).new_page()
        opened.goto((tmp_path / "page.html").as_uri() + address)
        opened.locator("[data-explorer=ball][data-ready=table]").wait_for()
        return opened

    return open_page


def said(opened):
    return opened.locator("[data-explorer=ball] output").inner_text()


def test_it_plays_from_state_to_state_and_shows_what_lies_between(page):
    opened = page()
    heights = opened.evaluate(FRAMES)
    points = {round(height, 1) for height in heights}
    assert len(points) > 15 > len(TIMES) and heights == sorted(heights)  # more pictures than states, downwards in the SVG
    assert opened.locator("[data-play]").first.get_attribute("aria-pressed") == "true"
    assert opened.locator("output").first.get_attribute("aria-live") == "off"
    opened.wait_for_function(PLAYED)
    assert said(opened) == BALL.frame((10, 2, 1))["readout"]
    assert opened.locator("output").first.get_attribute("aria-live") == "polite"
    assert opened.locator("[data-play]").first.inner_text() == "Play"


def test_who_moved_nothing_sees_the_whole_of_it_and_who_did_goes_on_from_there(page):
    opened = page(explorers=(BALL.at(time=0.7),))
    first = "() => { document.querySelector('[data-play]').click(); return +document.querySelector('.player [type=range]').value; }"
    assert opened.evaluate(first) == 7
    opened.wait_for_function("() => [1, 2, 3].includes(+document.querySelector('.player [type=range]').value)")
    opened.locator("[data-play]").click()
    opened.locator(".player [type=range]").fill("5")
    opened.locator("[data-play]").click()
    opened.wait_for_function("() => +document.querySelector('.player [type=range]').value !== 5")
    assert int(opened.locator(".player [type=range]").input_value()) > 5


def test_on_a_phone_play_stays_in_sight_while_the_picture_is(page):
    opened = page(width=390, explorers=(BALL,))
    opened.set_viewport_size({"width": 390, "height": 600})
    opened.locator("[data-explorer=ball]").evaluate("e => e.scrollIntoView()")
    box = opened.locator(".player").bounding_box()
    assert box["y"] + box["height"] <= 600 and box["height"] < 130
    assert opened.locator(".picture").bounding_box()["y"] + opened.locator(".picture").bounding_box()["height"] > 600
    opened.locator(".pace summary").press("Enter")
    opened.locator("[data-loop]").check()
    opened.set_viewport_size({"width": 900, "height": 900})
    opened.locator("[data-speed]").wait_for()


def test_what_rests_is_a_state_that_the_model_computed(page):
    opened = page()
    play = opened.locator("[data-play]").first
    play.press("Enter")
    opened.wait_for_timeout(500)
    play.press("Space")
    index = int(opened.locator(".player [type=range]").first.input_value())
    assert 0 < index < 10 and said(opened) == BALL.frame((index, 2, 1))["readout"]
    drawn = opened.locator(".broad [data-parts]").first.locator("path").first.get_attribute("d")
    assert drawn.split("l")[0][1:].replace(" ", "-").split("-")[0] == BALL.frame((index, 2, 1))["parts"][0].split(' d="M')[1].split(" ")[0]


def test_it_goes_by_steps_and_over_and_over_and_at_another_speed(page):
    opened = page()
    opened.get_by_role("button", name="One step on").first.click(click_count=2)
    assert said(opened) == BALL.frame((2, 2, 1))["readout"]
    opened.get_by_role("button", name="One step back").first.press("Enter")
    assert said(opened) == BALL.frame((1, 2, 1))["readout"]
    assert opened.locator("[data-speed]").first.locator("option").all_inner_texts() == [
        "slowed 4 times", "slowed 2 times", "as in life",
    ]  # fmt: skip
    opened.locator("[data-speed]").first.select_option("2")
    opened.locator("[data-loop]").first.check()
    opened.locator("[data-play]").first.click()
    rounds = opened.evaluate("""() => new Promise(resolve => {
      const slider = document.querySelector(".player [type=range]"), places = [];
      const look = () => { places.push(+slider.value); places.length < 150 ? requestAnimationFrame(look) : resolve(places); };
      look();
    })""")
    assert any(after < before for before, after in pairwise(rounds))  # it began anew
    opened.locator("[data-play]").first.click()


def test_without_motion_it_goes_from_state_to_state(page):
    opened = page(reduced_motion="reduce")
    known = [BALL.frame((i, 2, 1))["parts"][0] for i in range(11)]
    places = {part.split(' d="M')[1].split('"')[0] for part in known}
    seen = opened.evaluate("""async () => {
      const seen = [];
      document.querySelector("[data-play]").click();
      for (let i = 0; i < 90; i++) {
        await new Promise(requestAnimationFrame);
        seen.push(document.querySelector(".broad [data-parts] path").getAttribute("d"));
      }
      document.querySelector("[data-play]").click();
      return seen;
    }""")
    assert 1 < len(set(seen)) <= 4 and len({path.replace(" ", "").replace("M", "") for path in seen}) <= len(places)


@pytest.mark.parametrize("width", [1000, 390])
def test_a_handle_and_its_slider_agree_in_every_state(page, width):
    opened = page(width=width)
    shown = opened.locator(".broad" if width == 1000 else ".narrow").first
    knob, slider = shown.locator("[data-handle=time] use"), opened.locator(".player [type=range]").first
    for index in (7, 10, 3, 0):
        slider.fill(str(index))
        knob.evaluate("e => e.scrollIntoView({ block: 'center' })")
        target = knob.bounding_box()
        slider.fill(str((index + 5) % 11))
        at = knob.bounding_box()
        opened.mouse.move(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
        opened.mouse.down()
        opened.mouse.move(target["x"] + target["width"] / 2, target["y"] + target["height"] / 2, steps=5)
        opened.mouse.up()
        assert slider.input_value() == str(index) and said(opened) == BALL.frame((index, 2, 1))["readout"]
        assert knob.bounding_box() == pytest.approx(target, abs=0.6)
        assert all(knob.get_attribute(axis) == knob.get_attribute(axis).strip() for axis in "xy")  # WebKit takes "3 " for 0


def test_a_handle_is_dragged_by_touch(page):
    opened = page(width=390, has_touch=True)
    knob = opened.locator(".narrow [data-handle=time] use").first
    knob.scroll_into_view_if_needed()
    opened.evaluate("""() => {
      const knob = document.querySelector(".narrow [data-handle] use"), box = knob.getBoundingClientRect();
      const finger = { pointerId: 1, pointerType: "touch", bubbles: true, button: 0, buttons: 1 };
      const at = dx => ({ ...finger, clientX: box.x + box.width / 2 + dx, clientY: box.y + box.height / 2 + dx });
      const fire = (type, dx) => knob.closest(".picture").dispatchEvent(new PointerEvent(type, at(dx)));
      Element.prototype.setPointerCapture = () => {};
      fire("pointerdown", 0); fire("pointermove", 120); fire("pointerup", 120);
    }""")
    assert int(opened.locator(".player [type=range]").first.input_value()) > 3
    assert knob.evaluate("e => getComputedStyle(e.closest('[data-handle]')).touchAction") == "none"


def test_curves_are_read_by_pointer_and_by_arrow_keys(page):
    opened = page()
    figure = opened.locator("[data-explorer=ball]")
    graph = json.loads(figure.locator(".picture").get_attribute("data-axes"))[1]["box"]
    svg = figure.locator(".broad").bounding_box()
    scale = svg["width"] / BALL.picture.width
    opened.mouse.move(svg["x"] + scale * (graph[0] + 0.5 * (graph[2] - graph[0])), svg["y"] + scale * (graph[1] + 30))
    assert figure.locator(".reading").inner_text() == f"time 0.5 s: way {5 - 0.5 * 10 * 0.25:.3g} m."
    assert figure.locator(".broad .cursor").count() == 1
    figure.locator(".wide").first.focus()
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("ArrowRight")
    opened.keyboard.press("ArrowRight")
    assert figure.locator(".reading").inner_text().startswith("time 0.51")
    opened.keyboard.press("Escape")
    assert figure.locator(".reading").inner_text() == "" and figure.locator(".cursor").count() == 0


def test_the_state_is_in_the_address_and_comes_back_with_it(page):
    opened = page()
    opened.get_by_label("half").first.check()
    opened.locator(".player [type=range]").first.press("End")
    opened.wait_for_function("location.hash === '#ball?time=1&gravity=10&world=0.5'")
    words = said(opened)
    opened.reload()
    opened.locator("[data-explorer=ball][data-ready=table]").wait_for()
    opened.wait_for_function("words => document.querySelector('output').textContent === words", arg=words)
    opened.evaluate("location.hash = '#elsewhere'")
    opened.locator("[data-reset]").first.click()
    opened.go_back()
    opened.wait_for_function("words => document.querySelector('output').textContent === words", arg=words)


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        ("#ball?time=7", "The link asks for time = “7”; it can be 0 to 1."),
        ("#ball?world=green", "The link asks for world = “green”; it can be 0.5 to 1."),
        ("#ball?colour=3", "The link asks for “colour”, which this explorer does not have; it has time, gravity, world."),
        ("#ball?%zz=%e0", "The link asks for “%zz”, which this explorer does not have; it has time, gravity, world."),
    ],
)
def test_nonsense_in_an_address_is_answered_and_the_start_is_shown(page, address, answer):
    opened = page(address)
    assert opened.locator(".problem").first.inner_text() == answer
    assert said(opened) == BALL.frame(BALL.start)["readout"]


def test_a_state_can_be_copied_and_saved(page):
    opened = page(permissions=["clipboard-read", "clipboard-write"])
    opened.locator(".player [type=range]").first.press("End")
    opened.locator("[data-copy]").first.click()
    opened.get_by_text("Copied.").wait_for()
    assert opened.evaluate("navigator.clipboard.readText()").endswith("page.html#ball?time=1&gravity=10&world=1")
    saved = {}
    for kind in ("csv", "svg", "png"):
        with opened.expect_download() as download:
            opened.locator(f"[data-save={kind}]").first.press("Enter")
        assert download.value.suggested_filename == f"ball.{kind}"
        saved[kind] = download.value.path().read_bytes()
    rows = list(csv.reader(io.StringIO(saved["csv"].decode())))
    assert ["time", "1 s"] in rows and ["result", BALL.frame((10, 2, 1))["readout"]] in rows
    way = [(float(x), float(y)) for graph, curve, x, y in (row for row in rows if len(row) == 4 and row[0] == "way (m) against time (s)")]
    assert np.array(way) == pytest.approx(np.column_stack([np.linspace(0, 1, 21), falls(1, 10, 1).way]), abs=0.006)
    assert "var(--" not in saved["svg"].decode() and saved["svg"].startswith(b"<svg")
    assert imread(io.BytesIO(saved["png"])).std() > 0.05


def test_a_table_is_unpacked_when_a_reader_comes_near(page):
    opened = page()
    other = opened.locator("[data-explorer=other]")
    assert other.get_attribute("data-ready") == "packed"
    other.scroll_into_view_if_needed()
    opened.locator("[data-explorer=other][data-ready=table]").wait_for()


def test_the_first_move_does_not_wait_for_that(page):
    opened = page()
    opened.evaluate("""() => {
      const slider = document.querySelector("[data-explorer=other] .player [type=range]");
      slider.value = 10;
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    }""")
    opened.wait_for_function("document.querySelector('[data-explorer=other] output').textContent.startsWith('After 1 s')")


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_panels_stand_below_each_other_and_nothing_is_cut(page, axe, width):
    opened = page(width=width)
    assert opened.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    assert axe(opened) == []
    first, second = (one["narrow"] for one in json.loads(opened.locator(".picture").first.get_attribute("data-axes"))[:2])
    assert second[1] > first[3]
    opened.locator(".player [type=range]").first.press("End")
    path = opened.locator(".narrow [data-parts] path").first.get_attribute("d")
    wanted = BALL.narrow.parts(BALL.result((10, 2, 1)))[0].split(' d="')[1].split('"')[0]
    numbers = lambda text: [float(n) for n in text.replace("M", "").replace("l", " ").replace("-", " -").split()]  # noqa: E731
    assert numbers(path) == pytest.approx(numbers(wanted), abs=0.3)  # as the narrow stage itself would draw it
    sticking = opened.evaluate("""() => {
      const right = element => element.getBoundingClientRect().right, edge = right(document.querySelector(".narrow"));
      return [...document.querySelectorAll(".narrow text")].filter(text => right(text) > edge + 1).length;
    }""")
    assert sticking == 0


def test_words_that_were_small_on_a_narrower_screen_are_large_again(page):
    opened = page(width=390, explorers=(BALL,))
    sizes = "[...document.querySelectorAll('.narrow text')].map(text => text.getBoundingClientRect().height)"
    before = opened.evaluate(sizes)
    for width in (60, 390):
        opened.set_viewport_size({"width": width, "height": 900})
        opened.evaluate("new Promise(seen => requestAnimationFrame(() => requestAnimationFrame(seen)))")
    assert opened.evaluate(sizes) == pytest.approx(before) and min(before) > 0


def test_axe_finds_nothing_while_it_plays(page, axe):
    opened = page(explorers=(BALL,))
    opened.locator("[data-loop]").check()
    opened.locator("[data-play]").click()
    assert axe(opened) == []


def test_two_clocks_are_refused():
    with pytest.raises(ValueError, match="explorer 'ball': clocks = time, gravity; allowed: one"):
        replace(BALL, parameters=(BALL.parameters[0], replace(BALL.parameters[1], clock=Clock())))
    with pytest.raises(ValueError, match=r"clock: seconds = 0; allowed: 1 to 120"):
        Clock(seconds=0)


def test_a_clock_runs_evenly_in_the_value_or_step_by_step():
    uneven = Parameter("t", "t", "ms", (0, 1, 10), start=0, clock=Clock(10))
    assert uneven.moments == [0, 0.1, 1] and uneven.speeds[1] == (1, "slowed 1,000 times")
    stepwise = replace(uneven, clock=Clock(10, stepwise=True))
    assert stepwise.moments == [0, 0.5, 1] and stepwise.speeds[1] == (1, "10 s from end to end")
    assert Parameter("age", "age", "years", (20, 50), start=20, clock=Clock(6)).speeds[1] == (1, "5 years in a second")


def test_a_narrow_picture_draws_the_same_result():
    narrow = Picture("n", stage, draw, (7.2, 4.4), wide=BALL.picture)
    assert narrow.width < BALL.picture.width and len(narrow.parts(falls(0, 10, 1))) == len(BALL.picture.parts(falls(0, 10, 1)))
