"""Lessons as slides: what stands on which, how one turns them, and whether each can be read whole."""

import subprocess
import sys
from collections import Counter
from dataclasses import replace

import checks
import pytest
from checks import POSITION, READ_THROUGH, READY
from sweeps import SAMPLE, sampled

from explorables.course import current
from explorables.lesson import lessons
from explorables.site import exporter
from explorables.site.slides import section_slides, slides
from explorables.teaching.plans import plans

LESSON = "05_refractory_period"
BAR = 48  # px
FOCUSED = """(e => e === document.body ? 'nowhere' : e.closest('.slides') ? 'bar'
  : e.closest('[data-on]') && e.checkVisibility() ? 'slide' : 'hidden')(document.activeElement)"""
EXPERIMENTS = """async numbers => {
  const main = document.querySelector('main'), list = document.querySelector('.slides select'), found = [];
  for (const number of numbers) {
    list.value = number;
    list.dispatchEvent(new Event('change'));
    const figure = main.querySelector('[data-on] figure'), sliders = [...figure.querySelectorAll('.parameter [type=range]')];
    const scene = figure.querySelector('.scene');
    while (scene && !scene.dataset.firstFrame) await new Promise(requestAnimationFrame);
    const bottom = element => element.checkVisibility() ? element.getBoundingClientRect().bottom : Infinity;
    const look = () => found.push([
      figure.dataset.explorer, parseFloat(getComputedStyle(main.parentElement).fontSize), main.scrollHeight,
      figure.querySelector('.picture').getBoundingClientRect().toJSON(),
      Math.max(...sliders.map(bottom), bottom(figure.querySelector('output'))),
    ]);
    look();
    for (const end of ['max', 'min']) {
      for (const slider of sliders) {
        slider.value = slider[end];
        slider.dispatchEvent(new Event('input', { bubbles: true }));
      }
      await 0; // the page hears of the change
      look();
    }
  }
  return found;
}"""


@pytest.fixture
def visit(offline, site):
    """Open a lesson from disk at an address and on a screen."""

    def open_page(name=LESSON, address="#present", size=(1280, 720), **settings):
        page = offline(viewport={"width": size[0], "height": size[1]}, **settings).new_page()
        page.goto((site / f"{name}.html").as_uri() + address)
        if not address:
            page.evaluate(READ_THROUGH)
        page.wait_for_function(READY)
        return page

    return open_page


@pytest.mark.parametrize("lesson", lessons().values(), ids=lambda lesson: lesson.name)
def test_slides_hold_the_lesson_once_and_in_order(lesson):
    every = {block.cell.id: block for block in lesson.blocks}
    times = Counter(block.cell.id for slide in slides(lesson) for block in slide.blocks)
    held, order = [every[id] for id in times], list(every)  # in the order in which they come first
    places = [order.index(id) for id in times]
    assert places == sorted(places)
    assert {every[id].kind for id, often in times.items() if often > 1} <= {"task", "explorer", "still", "ledger"}
    wanted = (
        "explorer",
        "still",
        "ledger",
        "question",
        "recall",
        "again",
        "task",
        "found",
        "refutation",
        "objectives",
        "limits",
        "takeaways",
    )
    assert [block for block in held if block.kind in wanted] == [block for block in lesson.blocks if block.kind in wanted]
    assert not {"setup", "exercise"} & {block.kind for block in held}


@pytest.mark.parametrize("lesson", lessons().values(), ids=lambda lesson: lesson.name)
def test_a_slide_shows_one_thing(lesson):
    played = 0
    for slide in slides(lesson):
        shown = Counter(block.kind for block in slide.blocks if slide.notes(block) != "all")
        assert shown, slide
        assert sum(shown[kind] for kind in ("explorer", "still", "ledger", "question", "again", "output", "refutation")) <= 1, slide
        assert not shown["explorer"] or shown["task"] == 1 or not played, slide  # the first is shown before anything is asked
        played += shown["explorer"]


@pytest.mark.parametrize("lesson", lessons().values(), ids=lambda lesson: lesson.name)
def test_a_task_fills_a_slide_and_is_said_to_its_scene(lesson):
    found = slides(lesson)
    asked = [n for n, slide in enumerate(found) if slide.blocks[-1].kind == "task"]
    for alone, beside in zip(asked[::2], asked[1::2], strict=True):
        assert beside == alone + 1 and found[alone].blocks[-1] is found[beside].blocks[-1]
        assert [block.kind == "task" for block in found[beside].blocks[-2:]] == [False, True]


def test_keys_walk_through_all_slides_and_back(visit):
    page, count = visit(), len(slides(lessons()[LESSON]))
    checks.keys_turn_every_slide(page, count)
    page.keyboard.press("End")
    page.keyboard.press("Home")
    assert page.evaluate(POSITION) == f"1 of {count}"


def showing(*kinds, lesson=LESSON):
    """The number of the first slide with blocks of these kinds, one after the other, at its end."""
    return next(n for n, slide in enumerate(slides(lessons()[lesson]), 1) if tuple(b.kind for b in slide.blocks[-len(kinds) :]) == kinds)


def test_the_address_keeps_the_place_and_the_list_leads_to_one(visit):
    page = visit()
    page.locator(".slides select").select_option("8")
    assert page.url.endswith("#present-8")
    page.reload()
    page.wait_for_function(READY)
    assert page.evaluate(POSITION).startswith("8 of")
    page.evaluate(f"location.hash = '#present-{showing('objectives')}'")
    page.locator("[data-on].tag-objectives a").first.click()  # what one will be able to do, linked to where it is taught
    page.wait_for_function(f"location.hash.startsWith('#present-') && !location.hash.endsWith('-{showing('objectives')}')")


def test_a_slider_keeps_its_keys_and_a_clicker_turns_the_slide(visit):
    number = showing("explorer")
    page = visit(address=f"#present-{number}")
    slider, picture, said = (
        page.locator("[data-on] .parameter [type=range]").first,
        page.locator("[data-on] .broad [data-parts]"),
        page.locator("[data-on] output"),
    )
    before = picture.inner_html(), said.inner_text()
    slider.focus()
    for key in ("ArrowRight", "End", "Home"):
        slider.press(key)
        assert page.evaluate(POSITION).startswith(f"{number} of")
    assert (picture.inner_html(), said.inner_text()) != before
    slider.press("PageDown")
    assert page.evaluate(POSITION).startswith(f"{number + 1} of")


def test_escape_goes_back_to_where_one_was(visit):
    page = visit(address="")
    height = page.evaluate("document.body.scrollHeight")
    figure = page.locator("[data-explorer]").nth(2)
    figure.get_by_role("button", name="Fill the screen").press("Enter")
    assert figure.is_visible() and page.evaluate("document.body.scrollHeight") < height
    page.keyboard.press("Escape")
    assert page.evaluate("document.body.scrollHeight") == height and "#" not in page.url
    assert figure.get_by_role("button", name="Fill the screen").evaluate("e => e === document.activeElement")
    page.get_by_role("button", name="Present").press("Enter")  # goes on where one left
    assert figure.is_visible()
    page.get_by_role("button", name="Leave").press("Enter")
    assert page.evaluate("document.body.scrollHeight") == height
    page.keyboard.press("Alt+p")
    assert figure.is_visible() and page.evaluate(POSITION).startswith(page.url.rpartition("-")[2])


def test_notes_are_shown_on_demand(visit):
    headed = [slide.blocks[0].cell.source.startswith("## ") and slide.blocks[-1].kind == "question" for slide in slides(lessons()[LESSON])]
    page = visit(address=f"#present-{headed.index(True) + 1}")
    prose = page.locator("[data-on][data-notes=all] p:not(.settles, .clock)").first
    assert page.locator("[data-on] h2").is_visible() and not prose.is_visible()
    page.keyboard.press("n")
    assert prose.is_visible()
    assert prose.bounding_box()["y"] > page.locator("[data-on] form").bounding_box()["y"]
    assert page.locator("main").evaluate("e => e.scrollHeight <= e.clientHeight")  # the slide makes room for them
    page.keyboard.press("n")
    assert not prose.is_visible()


@pytest.fixture(scope="module")
def from_disk(tmp_path_factory):
    """The address of the slides of one lesson, from disk."""
    path = tmp_path_factory.mktemp("slides") / "lesson with blanks.html"
    path.write_text(exporter.page(lessons()[LESSON]), encoding="utf-8")
    return f"{path.as_uri()}#present"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_presenter_s_window_and_the_slides_follow_each_other(offline, from_disk, axe, scheme):
    page, lesson, noted = offline(color_scheme=scheme).new_page(), lessons()[LESSON], 1
    page.goto(from_disk)
    with page.expect_popup() as opened:
        page.keyboard.press("p")
    desk, on = opened.value, slides(lesson)

    def says(name):
        return desk.locator(f"[data-says={name}]").inner_text()

    assert says("position") == f"1 of {len(on)}" and says("title") == lesson.title and on[1].heading in says("next")
    assert [desk.get_by_text(words).is_visible() for words in plans()[lesson.number].ask] == [True] * len(plans()[lesson.number].ask)
    assert axe(desk) == []
    while not desk.get_by_role("heading", name="Say").is_visible():
        desk.keyboard.press("ArrowRight")
        noted += 1
    assert page.evaluate(POSITION).startswith(f"{noted} of") and page.url.endswith(f"-{noted}")
    assert says("notes") and desk.locator("[data-says=notes] :is(a, button)").count() == 0
    segment = next(segment for segment in lesson.segments if on[noted - 1].blocks[-1] in segment.blocks)
    assert says("planned") == f"Planned for minutes {segment.start} to {segment.start + segment.minutes}."
    page.keyboard.press("PageDown")
    assert says("position").startswith(f"{noted + 1} of")
    page.locator(".slides select").select_option(str(showing("question")))
    asked = next(block for block in on[showing("question") - 1].blocks if block.kind == "question").question
    assert all(option.text in says("notes") for option in asked.options)  # with what there is to say to each
    page.locator(".slides select").select_option(str(noted + 1))
    desk.get_by_role("button", name="Previous").press("Enter")
    assert page.evaluate(POSITION) == says("position") == f"{noted} of {len(on)}"
    clock = desk.get_by_role("timer", name="Time since the start")
    desk.wait_for_function("document.querySelector('[role=timer]').textContent > '0:00'")
    desk.get_by_role("button", name="Set to zero").press("Enter")
    assert clock.inner_text() == "0:00"
    with desk.expect_event("close"):
        page.keyboard.press("Escape")  # who leaves the slides needs it no more


def test_a_browser_that_opens_no_second_window_is_told_of(offline, from_disk):
    page = offline("window.open = () => null").new_page()
    page.goto(from_disk)
    page.get_by_role("button", name="Presenter").press("Enter")
    assert page.get_by_text("Allow this page to open windows").is_visible()
    page.keyboard.press("ArrowRight")
    assert not page.get_by_text("Allow this page to open windows").is_visible() and page.evaluate(POSITION).startswith("2 of")


@pytest.mark.parametrize("lesson", sampled(lessons().values(), lambda one: one.name.startswith(SAMPLE)), ids=lambda one: one.name)
def test_nothing_is_beyond_the_edge_of_an_experiment(visit, lesson):
    """On the smallest screen of a projector, with the sliders at either end: picture, sliders and sentence are all to be seen."""
    page = visit(lesson.name)
    numbers = [number for number, slide in enumerate(slides(lesson), 1) if any(block.kind == "explorer" for block in slide.blocks)]
    found = page.evaluate(EXPERIMENTS, numbers)
    assert len(found) == 3 * len(numbers)
    for name, type_size, height, picture, lowest in found:
        assert height <= 720 - BAR and picture["top"] >= 0 and max(lowest, picture["bottom"]) <= 720 - BAR, name
        assert picture["height"] >= 0.57 * 720 and picture["width"] >= 0.4 * (0.5 if name == "bend_lean_twist" else 1) * 1280, name
        assert type_size >= 16.5, name


@pytest.mark.parametrize(
    ("size", "scheme", "others"), [((1280, 720), "light", (1, 6, 9, 11)), ((320, 640), "dark", (5,))], ids=["projector", "phone"]
)
def test_axe_finds_nothing_and_tab_stays_on_the_slide(visit, axe, size, scheme, others):
    page = visit(size=size, color_scheme=scheme)
    for number in (*others, showing("explorer", "task")):
        page.locator(".slides select").select_option(str(number))
        assert axe(page) == [], number
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    page.locator("main").focus()
    where = [page.keyboard.press("Tab") or page.evaluate(FOCUSED) for _ in range(25)]
    assert where.index("nowhere") > 10 and not {"hidden"} & set(where)


def test_a_scene_is_drawn_where_its_slide_is_shown(visit):
    page = visit("01_spine_anatomy", address=f"#present-{showing('still', 'task', lesson='01_spine_anatomy')}")
    page.wait_for_function("document.querySelector('[data-on] .scene')?.dataset.firstFrame")
    canvas = page.locator("[data-on] canvas")
    assert canvas.bounding_box()["width"] > 600 and canvas.bounding_box()["height"] > 400
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.wait_for_function("document.querySelector('[data-on] canvas').clientWidth > 1000")
    page.wait_for_function(  # at rest it has two pixels for one of the screen
        "(e => Math.abs(e.width - 2 * e.clientWidth) <= 2)(document.querySelector('[data-on] canvas'))"
    )


def test_paper_and_a_page_without_javascript_have_the_lesson(visit):
    page = visit(address="#present-3")
    page.emulate_media(media="print")
    assert page.locator("main > .text").evaluate_all("all => all.every(e => e.checkVisibility())")
    assert not page.locator(".slides").is_visible()


@pytest.mark.soak
def test_nbconvert_makes_slides_of_one_notebook(tmp_path, chromium):
    command = [
        sys.executable,
        "-m",
        "nbconvert",
        "--to",
        "explorables_slides",
        str(current().notebooks / "00_start_here.ipynb"),
        "--output-dir",
        str(tmp_path),
    ]
    subprocess.run(command, check=True, capture_output=True)
    page = chromium.new_page(offline=True)
    page.goto((tmp_path / "00_start_here.slides.html").as_uri())
    assert page.evaluate(POSITION).startswith("1 of") and page.locator("[data-on] h1").is_visible()
    page.close()


def test_a_task_without_a_scene_stands_alone():
    """In another course a section may ask for something that needs no explorer."""
    lesson = lessons()[LESSON]
    section = next(section for section in lesson.sections if any(block.kind == "task" for block in section.blocks))
    only = replace(section, blocks=[block for block in section.blocks if block.kind == "task"])
    assert [[block.kind for block in slide.blocks] for slide in section_slides(only)] == [["task"]]
