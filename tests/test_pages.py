"""The pages in a browser without a network: used by keyboard, heard, read by axe and without JavaScript."""

from html import escape

import checks
import numpy as np
import pytest
from played import settle
from sweeps import SAMPLE, sampled

from explorables.build import pages
from explorables.catalogue import catalogue
from explorables.lesson import lessons
from explorables.questions import questions
from explorables.sound import PLAYED_RATE, wav

LESSONS = list(lessons())
SHEETS = [page for page in pages() if page.endswith(("_teacher", "_worksheet", "_answers"))]
KINDS = [page for page in pages() if page not in SHEETS or page.startswith("06_")]  # every page, and of the sheets one of each kind


@pytest.fixture
def visit(offline, site):
    """Open a page from disk."""
    return checks.opener(offline, site)


LOOKS = ((1280, "light"), (320, "dark"))


def often(case):
    """A sample of the lessons, and the other kinds of pages, each in one of the looks."""
    return (KINDS.index(case[0]) + (case[1] < 1000)) % 2 == 0 and (case[0].startswith(SAMPLE) or case[0] not in LESSONS)


EACH_ONCE = sampled([(page, *look) for page in KINDS for look in LOOKS], often)


@pytest.mark.parametrize(("page", "width", "scheme"), EACH_ONCE)
def test_axe_finds_nothing_nothing_sticks_out_and_formulas_are_set(visit, axe, page, width, scheme):
    checks.can_be_read_by_everybody(visit(page, width, color_scheme=scheme), axe)


@pytest.mark.parametrize("page", sampled(LESSONS, lambda page: page.startswith(("03", "11"))))
def test_every_slider_moves_picture_and_sentence_by_keyboard(visit, page):
    checks.sliders_move_picture_and_sentence(visit(page))


def test_a_page_shows_what_the_model_says(visit):
    opened = visit("03_what_makes_the_crack")
    for name in ("film_pressure", "instrument"):
        explorer, figure = catalogue()[name], opened.locator(f"[data-explorer={name}]")
        state = [len(choice.values) - 1 for choice in explorer.parameters]
        for slider in figure.locator(".parameter [type=range]").all():
            slider.press("End")
        assert figure.locator("output").inner_text() == explorer.frame(state)["readout"]


COMES = (
    "e => e.scrollIntoView()",
    "e => e.querySelector('[type=range]').focus({ preventScroll: true })",
    "e => { location.hash = '#instrument?'; }",
)


@pytest.mark.parametrize("comes", COMES, ids=["comes near", "takes hold", "follows a link"])
def test_an_explorer_far_down_waits_for_somebody_who(offline, site, comes):
    opened = offline(viewport={"width": 1280, "height": 900}).new_page()
    opened.goto((site / "03_what_makes_the_crack.html").as_uri())
    figure = settle(opened).locator("[data-explorer=instrument]")
    opened.wait_for_function("document.querySelector('[data-explorer=film_pressure]').dataset.ready")
    assert figure.get_attribute("data-ready") is None
    figure.evaluate(comes)
    opened.wait_for_function("e => e.dataset.ready", arg=figure.element_handle())


@pytest.mark.parametrize("explorer", [explorer for explorer in catalogue().values() if explorer.hear], ids=lambda explorer: explorer.name)
def test_the_browser_mixes_the_sound_that_the_model_makes(visit, site, explorer):
    page = next(page for page in LESSONS if f'data-explorer="{explorer.name}"' in (site / f"{page}.html").read_text(encoding="utf-8"))
    figure = visit(page).locator(f"[data-explorer={explorer.name}]")
    audio = figure.locator("audio")
    assert audio.get_attribute("aria-label") and audio.evaluate("e => e.paused && !e.autoplay")
    for slider in figure.locator(".parameter [type=range]").all():
        slider.press("End")
    for kinds in figure.locator(".kinds").all():
        kinds.get_by_role("radio").last.check()
    state = [len(choice.values) - 1 for choice in explorer.parameters]
    audio.evaluate("e => { e.onplay = () => { e.dataset.heard = ''; }; }")  # which may be over at once
    figure.get_by_role("button", name="Hear it", exact=True).click()
    figure.page.wait_for_function("e => 'heard' in e.dataset", arg=audio.element_handle())
    audio.evaluate("e => e.pause()")
    made = audio.evaluate("async e => [...new Uint8Array(await (await fetch(e.src)).arrayBuffer())]")
    wanted = wav(explorer.hear(explorer.result(state)))
    assert bytes(made[:44]) == wanted[:44]
    one, other = (np.frombuffer(content[44:], "<i2").astype(int) for content in (bytes(made), wanted))
    assert np.abs(one - other).max() <= 2  # of 8191: the ring travels in 16 bits
    assert audio.evaluate("e => new Promise(end => { e.onended = () => end(e.duration); e.play(); })") == pytest.approx(
        (len(wanted) - 44) / 2 / PLAYED_RATE, abs=0.01
    )


def test_a_kind_is_chosen_by_name(visit):
    figure = visit("04_the_sound").locator("[data-explorer=hear_it]")
    figure.locator("select.entry").select_option("grating")
    assert figure.locator("output").inner_text().startswith("Rough surfaces that grate")
    assert figure.locator(".parameter [type=range]").first.get_attribute("aria-valuetext") == "grating"


def test_typed_numbers_are_taken_or_answered(visit):
    figure = visit("03_what_makes_the_crack").locator("[data-explorer=film_pressure]")
    entry, problem = figure.locator("input.entry").first, figure.locator(".problem")
    entry.fill("50")
    entry.press("Tab")
    assert "50 µm" in figure.locator("output").inner_text() and problem.inner_text() == ""
    entry.fill("60")
    entry.press("Tab")
    assert problem.inner_text() == "gap at first (µm): 60 lies between two states; the nearest is shown."
    before = figure.locator("output").inner_text()
    entry.fill("7000")
    entry.press("Tab")
    assert problem.inner_text() == "gap at first (µm): 7000 is outside what this explorer knows. Type a number from 10 to 200."
    assert figure.locator("output").inner_text() == before and entry.input_value() == "50"


@pytest.mark.parametrize("page", sampled(LESSONS, lambda page: page.startswith(("06", "08"))))
def test_every_answer_is_answered(visit, page):
    checks.every_answer_is_answered(visit(page), questions())


def test_a_prediction_comes_back_beside_the_result(visit):
    opened = visit("03_what_makes_the_crack")
    form, recalled = opened.locator("form[data-question=half_the_gap]"), opened.locator("[data-recall=half_the_gap]")
    assert recalled.locator("dt:visible").count() == 0
    form.get_by_label("Twice as fast").check()
    form.get_by_label("certain").check()
    form.get_by_role("button").last.click()
    assert recalled.locator("dt:visible").all_inner_texts() == ["Twice as fast (certain)"]
    opened.reload()
    settle(opened)
    assert opened.locator("[data-recall=half_the_gap] dt:visible").all_inner_texts() == ["Twice as fast (certain)"]


def test_a_browser_that_cannot_unpack_says_so_and_shows_the_table(visit):
    figure = visit("00_start_here", before="delete window.DecompressionStream").locator("[data-explorer]").first
    figure.scroll_into_view_if_needed()
    figure.get_by_text("cannot unpack the states").wait_for()
    assert figure.locator("tbody tr").first.is_visible()


def test_a_browser_that_keeps_nothing_still_shows_a_prediction_again(visit):
    refuse = "Storage.prototype.setItem = Storage.prototype.getItem = () => { throw new Error('refused'); }"
    opened = visit("00_start_here", before=refuse)
    form = opened.locator("form[data-question=first_try]")
    form.get_by_label("It falls").check()
    form.get_by_role("button").last.click()
    assert opened.locator("[data-recall=first_try] dt:visible").all_inner_texts() == ["It falls (confidence not given)"]


@pytest.mark.parametrize("page", sampled(LESSONS))
def test_without_javascript_the_page_still_teaches(visit, page):
    checks.teaches_without_javascript(visit(page, java_script_enabled=False))


def test_words_are_explained_on_focus(visit):
    opened = visit("03_what_makes_the_crack", 800)
    term = opened.locator("button.term").first
    meaning = opened.locator(f"#{term.get_attribute('aria-describedby')}")
    assert not meaning.is_visible()
    term.focus()
    assert meaning.is_visible()
    opened.keyboard.press("Escape")
    assert not meaning.is_visible()


@pytest.mark.parametrize("page", sampled(LESSONS, lambda page: page.startswith(("03", "07"))))
def test_tab_reaches_every_control_in_order(visit, page):
    checks.tab_reaches_every_control_in_order(visit(page))


def test_a_look_that_is_chosen_stays(visit, site):
    opened = visit("index")
    opened.evaluate("localStorage.setItem('crepitus-look', '[damaged')")
    opened.reload()
    settle(opened)
    ground = "getComputedStyle(document.body).backgroundColor"
    before = opened.evaluate(ground)
    menu = opened.locator("header .look")
    menu.locator("summary").press("Enter")
    for words in ("dark", "OpenDyslexic", "wide"):
        menu.get_by_label(words, exact=True).check()
    opened.keyboard.press("Escape")
    assert not menu.evaluate("e => e.open") and menu.locator("summary").evaluate("e => e === document.activeElement")
    opened.goto((site / "glossary.html").as_uri())
    settle(opened)
    assert opened.evaluate(ground) != before
    opened.wait_for_function("document.fonts.load('16px OpenDyslexic').then(found => found.length === 1)")
    assert opened.evaluate("getComputedStyle(document.body).fontFamily").startswith("OpenDyslexic")
    assert opened.get_by_label("wide", exact=True).is_checked()


def test_the_search_finds_words_and_leads_to_their_place(visit, site):
    opened = visit("05_refractory_period")
    opened.get_by_role("searchbox").fill("viscosty")  # one letter is missing
    opened.get_by_role("searchbox").press("Enter")
    opened.wait_for_url("**/search.html?q=viscosty")
    found, field = opened.locator(".found a"), opened.get_by_label("Words")
    assert "viscosity" in found.all_inner_texts()
    for address in found.evaluate_all("links => links.map(link => link.getAttribute('href'))"):
        file, _, anchor = address.partition("#")
        assert f'id="{escape(anchor)}"' in (site / file).read_text(encoding="utf-8") or not anchor, address
    field.fill("rabbits quarrelling")
    assert found.count() == 0 and "Nothing found" in opened.locator("output").inner_text()
    field.fill("(")
    assert "Nothing found" in opened.locator("output").inner_text()
    field.fill("C042")
    found.first.click()
    opened.wait_for_function("document.activeElement.id === 'C042'")


def test_an_address_of_an_explorer_that_is_not_here_is_answered_and_one_of_a_heading_is_not(visit):
    opened = visit("05_refractory_period")
    opened_at = opened.url + "#"
    answer, heading = opened.get_by_text("This page has no explorer “nothing”."), opened.locator("h2[id$='?']").first.get_attribute("id")
    opened.evaluate("location.hash = '#nothing?time=1'")
    answer.wait_for()
    opened.evaluate("id => { location.hash = id; }", heading)
    answer.wait_for(state="detached")
    for address, count in (("nothing?at once", 1), (heading, 0)):
        opened.goto("about:blank")
        opened.goto(opened_at + address)
        assert answer.count() == count


def test_what_is_folded_opens_by_key_by_a_link_and_for_slides(visit):
    opened = visit("05_refractory_period", before="void 0")
    hood, sources = (opened.locator(".fold", has_text=words) for words in ("Under the hood", "Sources"))
    formula, work = opened.locator("math").first, opened.locator("[id^=ref-]").first
    assert not formula.is_visible() and not work.is_visible()
    assert opened.get_by_text("Next:", exact=True).last.is_visible()  # what leads on is not folded
    hood.focus()
    opened.keyboard.press("Enter")
    assert hood.get_attribute("aria-expanded") == "true" and formula.is_visible()
    opened.keyboard.press("Enter")
    assert hood.get_attribute("aria-expanded") == "false" and not formula.is_visible()
    opened.evaluate("location.hash = document.querySelector('[id^=ref-]').id")
    opened.wait_for_function("document.querySelector('[id^=ref-]').checkVisibility({ contentVisibilityAuto: true })")
    assert sources.get_attribute("aria-expanded") == "true"


def test_a_number_leads_to_its_source_and_who_wants_sees_who_wrote_it(visit):
    opened = visit("05_refractory_period", before="void 0")
    number = opened.locator("a.cite", has_text="20 min").first
    named, minutes = opened.locator(".named", has_text="Unsworth").first, opened.locator(".clock").first
    assert not named.is_visible() and not minutes.is_visible()
    opened.get_by_text("Look", exact=True).click()
    opened.get_by_label("named, with numbers of claims and minutes").check()
    assert named.is_visible() and minutes.is_visible()
    opened.keyboard.press("Escape")
    number.click()
    assert opened.url.endswith("#ref-unsworth1971") and opened.locator("#ref-unsworth1971").is_visible()


def test_without_javascript_nothing_is_folded(visit):
    opened = visit("05_refractory_period", java_script_enabled=False)
    assert opened.locator("math").first.is_visible() and opened.locator("#ref-unsworth1971").is_visible()
