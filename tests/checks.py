"""What every page of every course has to hold; the course that is tested may be another than the one in this process."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from html import unescape
from pathlib import Path

from played import settle
from playwright.sync_api import Page

from explorables.questions import Option, Question, Range

UNFOLD = "for (const fold of document.querySelectorAll('.fold[aria-expanded=false]')) fold.click();"
READ_THROUGH = """async () => { // as far as a reader scrolls, everything is unpacked; scrollIntoView would also move where Tab begins
  for (const figure of document.querySelectorAll(".card")) {
    scrollTo(0, scrollY + figure.getBoundingClientRect().top);
    do await new Promise(seen => requestAnimationFrame(() => requestAnimationFrame(seen)));
    while (figure.dataset.explorer && figure.checkVisibility() && figure.dataset.ready !== "table");
  }
  scrollTo(0, 0);
}"""
READY = "[...document.querySelectorAll('[data-explorer]')].every(e => e.dataset.ready === 'table' || !e.checkVisibility())"
DRAWN = "[...document.querySelectorAll('.scene')].every(e => e.dataset.firstFrame)"
SHOWN = """f => [
  [...f.querySelectorAll("[data-parts]")].find(layout => layout.checkVisibility()).innerHTML, f.querySelector("output").textContent
]"""
ANSWERS = """form => [...form.querySelectorAll("fieldset:first-of-type [type=radio]")].map(option => {
  option.click();
  form.querySelector("button").click();
  return form.querySelector(":scope > output").innerText;
})"""
CONTROLS = """() => {
  const controls = [...document.querySelectorAll("button, input, select, audio, summary, a[href]")].filter(e => e.checkVisibility());
  window.reached = [];
  controls.forEach((e, i) => { e.dataset.n = i; });
  addEventListener("focusin", ({ target: e }) => reached.push(e.dataset.n ?? null));
  return controls.map(e => e.type === "radio" ? e.name : null);
}"""
POSITION = "document.querySelector('.slides output').textContent"


def opener(offline: Callable, site: Path) -> Callable[..., Page]:
    """What opens a page of a site from disk, with the network cut, and waits until it can be played with."""

    def open_page(page: str, width: int = 1280, before: str = "", **settings) -> Page:
        opened = offline(before, viewport={"width": width, "height": 900}, **settings).new_page()
        opened.goto((site / f"{page}.html").as_uri())
        if settings.get("java_script_enabled", True):
            settle(opened)
        if settings.get("java_script_enabled", True) and not before:
            opened.evaluate(UNFOLD)
            opened.evaluate(READ_THROUGH)
            opened.wait_for_function(READY)
            opened.wait_for_function(DRAWN)
        return opened

    return open_page


def can_be_read_by_everybody(opened: Page, axe: Callable) -> None:
    """Axe finds nothing, nothing sticks out, formulas are set."""
    opened.evaluate("document.querySelectorAll('details:not(.menu)').forEach(e => e.open = true)")
    assert axe(opened) == []
    assert opened.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    assert "$" not in opened.locator("main").inner_text()
    boxes = opened.evaluate("[...document.querySelectorAll('main math')].map(e => e.getBoundingClientRect().height)")
    assert all(height > 8 for height in boxes)


def sliders_move_picture_and_sentence(opened: Page) -> int:
    """Every slider does, by keyboard, and Reset brings back the start; how many there were."""
    moved = 0
    for figure in opened.locator("[data-explorer]").all():
        start, clock = figure.evaluate(SHOWN), figure.locator(".player [type=range]")
        for slider in figure.locator(".parameter [type=range]").all():
            if clock.count():
                clock.press("ArrowRight")  # where it begins, what another changes need not be seen yet
            slider.focus()
            seen = {tuple(start)}
            for key in ("Home", "ArrowRight", "ArrowRight", "End", "ArrowLeft"):
                slider.press(key)
                seen.add(tuple(figure.evaluate(SHOWN)))
                assert figure.locator(".picture").get_attribute("aria-label").endswith(figure.locator("output").inner_text())
            assert len({picture for picture, _ in seen}) > 1 and len({words for _, words in seen}) > 1
            assert slider.evaluate("e => e === document.activeElement")
            figure.locator("[data-reset]").click()
            assert figure.evaluate(SHOWN)[1] == start[1]
            moved += 1
    return moved


def every_answer_is_answered(opened: Page, questions: Mapping[str, Question]) -> int:
    """Each answer to each question is met with words of its own; how many questions there were."""
    forms = opened.locator("form.question").all()
    for form in forms:
        question = questions[form.get_attribute("data-question")]
        said, button = form.locator("> output"), form.get_by_role("button")
        button.last.press("Enter")
        assert said.inner_text() != ""
        if question.kind == "number":
            for answer in question.answers:
                form.locator("[inputmode=decimal]").fill(
                    str(max(answer.low, -1e3) + 0.01 if answer.high > 1e300 else (max(answer.low, -1e3) + answer.high) / 2)
                )
                form.locator("[inputmode=decimal]").press("Enter")
                assert said.inner_text() == told(question, answer)
            continue
        if question.kind == "prediction":
            form.locator("[value='fairly sure']").check()
        form.locator("fieldset:first-of-type [type=radio]").last.press("Space")
        button.last.press("Enter")
        last = said.inner_text()
        heard = form.evaluate(ANSWERS)
        assert len(set(heard)) == len(question.options) and heard[-1] == last
    return len(forms)


def told(question: Question, answer: Option | Range, again: bool = False) -> str:
    """What is said to an answer, its verdict first."""
    return " ".join(filter(None, question.answered(answer, again)[1:]))


def teaches_without_javascript(opened: Page) -> None:
    """Pictures, tables of main states and answers stand in a page whose scripts do not run."""
    for figure in opened.locator("[data-explorer]").all():
        assert figure.locator("svg path").count() > 5
        figure.get_by_text("Main states as a table").click()
        assert figure.locator("tbody tr").first.is_visible() and figure.locator("tbody tr").count() >= 3
    for form in opened.locator("form.question").all():
        assert form.locator("details.answers").is_visible()


def tab_reaches_every_control_in_order(opened: Page) -> None:
    """From the first to the last."""
    radios = opened.evaluate(CONTROLS)
    order = []
    while order == sorted(order) and len(order) < len(radios):  # until it begins anew
        for _ in range(20):
            opened.keyboard.press("Tab")
        before, order = order, [int(n) for n in opened.evaluate("reached") if n is not None]
        assert len(order) > len(before)
    order = order[: next((i for i in range(1, len(order)) if order[i] < order[i - 1]), len(order))]
    groups = {radios[n] for n in order} - {None}  # of radio buttons only one is a stop
    assert {n for n, group in enumerate(radios) if group not in groups} - set(order) == set()


def links_lead_somewhere(site: Path, page: str, outside: tuple[str, ...] = ("https://doi.org/10.",)) -> None:
    """Every link leads to a page and an anchor that are there, or to a work outside; no id stands twice."""
    html = (site / f"{page}.html").read_text(encoding="utf-8")
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for target in map(unescape, re.findall(r'<a[^>]* href="([^"]+)"', html)):
        if target.startswith(outside):
            continue
        file, _, anchor = target.partition("#")
        assert not file or (site / file).exists(), target
        assert not anchor or anchor in anchors(site / (file or f"{page}.html")), target


@cache
def anchors(path: Path) -> set[str]:
    """The ids of a page."""
    return set(map(unescape, re.findall(r'\bid="([^"]+)"', path.read_text(encoding="utf-8"))))


def keys_turn_every_slide(page: Page, count: int) -> None:
    """Forth with both keys that a clicker knows, and back."""
    visible = """[...document.querySelectorAll('main > :not(.slides)')]
      .filter(e => e.matches('[data-on]') || e.checkVisibility()).map(e => e.dataset.slide)"""
    for n in range(1, count + 1):
        assert page.evaluate(POSITION) == f"{n} of {count}"
        found = page.evaluate(visible)
        assert found and all(str(n) in on.split() for on in found)
        page.keyboard.press("PageDown" if n % 2 else "ArrowRight")
    for n in range(count - 1, 0, -1):
        page.keyboard.press("PageUp" if n % 2 else "ArrowLeft")
        assert page.evaluate(POSITION) == f"{n} of {count}"
