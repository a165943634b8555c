"""The ledger and the twelve questions in a browser: searched, judged, kept, saved, read back and erased; nothing asked of a network."""

import json
import re

import pytest
from checks import told as answered
from played import answer, keep, saved, settle

from crepitus.models.learning import normalised_gain
from explorables.claims import VERDICTS, claims, ledger, pairs
from explorables.course import current
from explorables.questions import Question, pretest

START, COURT = "00_start_here", "12_the_claims_court"
STORED = "k => JSON.parse(localStorage.getItem('crepitus:' + k))"


@pytest.fixture
def browser(offline, site):
    """Open pages of one learner from disk."""

    def start(before: str = "", **settings):
        context = offline(before, **settings)

        def open_page(name):
            page = context.new_page()
            page.goto((site / f"{name}.html").as_uri())
            return settle(page) if settings.get("java_script_enabled", True) else page

        return open_page

    return start


@pytest.fixture
def court(browser):
    return browser()(COURT)


def seen(page):
    return page.locator(".claim:visible").evaluate_all("rows => rows.map(row => row.id)")


def control(page, name):
    return page.locator(f"[data-ledger] form [name={name}]")


def judge(page, name, verdict):
    page.get_by_label(f"Your verdict on {name}", exact=True).select_option(verdict)


def test_the_page_with_the_ledger_can_be_mailed(site):
    assert (site / f"{COURT}.html").stat().st_size <= 1_200_000


def test_the_markup_says_everything_by_itself():
    html = ledger().html()
    assert html.count('class="claim ') == len(claims()) and html.count('class="against"') == 2 * len(pairs())
    for found in claims().values():
        assert f'id="{found.id}"' in html and all(f"[{key}]" in html for key in found.sources)


def test_without_javascript_all_claims_stand_there_with_verdict_and_reason(browser):
    page = browser(java_script_enabled=False)(COURT)
    assert len(seen(page)) == len(claims())
    assert "Unsupported. Fingers needed about 20 min" in page.locator("#C102 .ours").text_content()
    assert not page.locator("[data-ledger] form").is_visible() and page.locator("[data-item] .right").first.is_visible()


def test_words_topic_and_verdict_narrow_the_list_and_the_count_is_announced(court):
    count, words = court.locator("[data-ledger] output"), control(court, "words")
    assert count.get_attribute("aria-live") == "polite" and count.inner_text() == f"{len(claims())} claims."
    court.keyboard.press("Tab")
    words.focus()
    court.keyboard.type("ARTHRITIS knuckle")
    wanted = {c.id for c in claims().values() if all(w in f"{c.words} {c.reason}".lower() for w in ("arthritis", "knuckle"))}
    assert set(seen(court)) == wanted and count.inner_text() == f"{len(wanted)} of {len(claims())} claims."
    words.fill("zzz")
    assert count.inner_text() == "No claim fits. Take back a filter or a word." and seen(court) == []
    words.fill("")
    control(court, "topic").select_option("the neck")
    control(court, "verdict").select_option("unsupported")
    assert set(seen(court)) == {c.id for c in claims().values() if (c.topic, c.verdict) == ("the neck", "unsupported")}
    court.get_by_role("button", name="Show all claims").press("Enter")
    court.wait_for_function("n => document.querySelector('[data-ledger] output').textContent === `${n} claims.`", arg=len(claims()))


def test_every_topic_shows_its_claims(court):
    for topic in current().topics:
        control(court, "topic").select_option(topic)
        assert set(seen(court)) == {found.id for found in claims().values() if found.topic == topic}


def test_pairs_stand_beside_each_other(court):
    control(court, "show").select_option("pairs")
    assert set(seen(court)) == {found.id for pair in pairs() for found in pair}
    control(court, "topic").select_option("the rest afterwards")
    assert seen(court) == ["C102", "C151"]
    assert claims()["C151"].words in court.locator("#C102 .against").text_content()
    control(court, "topic").select_option("relief")
    court.locator("#C005 .against a").click()
    assert court.evaluate("document.activeElement.id") == "C079"
    court.locator("#C001 .against a").first.press("Enter")  # leads to a claim that the filter hides
    court.wait_for_function("document.activeElement.id === 'C041'")
    assert court.locator("#C041").is_visible()


def test_the_list_can_be_passed_by_keyboard(court):
    court.get_by_role("link", name="Past the list").press("Enter")
    assert court.evaluate("document.activeElement.id") == "claims-end"
    court.keyboard.press("Tab")
    court.keyboard.press("Enter")
    assert court.evaluate("document.activeElement.name") == "words"


def test_a_link_from_a_lesson_lands_on_its_claim(court, site):
    court.goto((site / f"{COURT}.html").as_uri() + "#C177")
    court.reload()
    court.wait_for_function("document.activeElement.id === 'C177'")
    assert court.locator("#C177").evaluate("e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }")


def test_judged_first_then_told_and_agreement_is_shown(court):
    control(court, "first").check()
    assert control(court, "verdict").is_disabled()
    ours = court.locator("#C127 .ours")
    assert not ours.is_visible()
    judge(court, "C127", "supported")
    assert ours.is_visible()
    told = court.locator(".agreement")
    assert told.inner_text().startswith(
        f"C127: you say supported, we say unsupported. You have judged 1 of {len(claims())} claims and agree with us on 0."
    )
    judge(court, "C022", "supported")
    judge(court, "C024", "supported")
    assert f"You have judged 3 of {len(claims())} claims and agree with us on 2." in told.inner_text()
    assert "would have agreed on 2 at best" in told.inner_text()
    for show, wanted in (("differ", ["C127"]), ("judged", ["C022", "C024", "C127"])):
        control(court, "show").select_option(show)
        assert sorted(seen(court)) == wanted
    control(court, "show").select_option("open")
    assert len(seen(court)) == len(claims()) - 3
    court.reload()
    settle(court)
    assert court.get_by_label("Your verdict on C127").input_value() == "supported"
    court.get_by_role("button", name="Erase my verdicts").click()
    assert court.evaluate(STORED, "grades") is None and not told.is_visible()


def test_two_open_pages_do_not_undo_each_other(browser):
    opened = browser()
    one, other = opened(COURT), opened(COURT)
    control(one, "first").check()
    judge(other, "C003", "supported")
    one.wait_for_function("localStorage.getItem('crepitus:grades') !== null")  # two pages may be two processes
    judge(one, "C005", "partly")
    assert one.evaluate(STORED, "grades") == {"C003": "supported", "C005": "partly"}
    assert one.get_by_label("Your verdict on C003").input_value() == "supported" and one.locator("#C003 .ours").is_visible()
    assert f"You have judged 2 of {len(claims())} claims" in one.locator(".agreement").inner_text()


@pytest.mark.parametrize(
    ("kept", "judged", "said"),
    [
        ("not json", 0, "could not be read"),
        ("7", 0, "could not be read"),
        ('{"C001": "partly", "C002": "true", "X": "partly"}', 1, "1 of your verdicts are here"),
    ],
)
def test_damaged_verdicts_are_answered_kindly_and_what_can_be_read_is_kept(browser, kept, judged, said):
    page = browser()(COURT)
    keep(page, {"grades": kept})
    assert said in page.locator(".ledger .problem").inner_text()
    assert page.locator(".agreement").is_visible() == bool(judged)
    assert page.locator("[data-ledger]").get_attribute("data-ready") == "ledger"


def test_blocked_storage_is_said_and_verdicts_last_as_long_as_the_page(browser):
    refuse = "Storage.prototype.setItem = Storage.prototype.getItem = () => { throw new Error('refused'); }"
    page = browser(refuse)(COURT)
    assert "keeps nothing" in page.locator(".ledger .problem").inner_text()
    judge(page, "C001", "partly")
    assert "agree with us on 1" in page.locator(".agreement").inner_text()


def test_a_verdict_that_was_refused_is_stored_with_the_next(court):
    court.evaluate("() => { window.set = Storage.prototype.setItem; Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    judge(court, "C001", "partly")
    assert court.evaluate(STORED, "grades") is None and "You have judged 1 of" in court.locator(".agreement").inner_text()
    court.evaluate("() => { Storage.prototype.setItem = window.set; }")
    judge(court, "C003", "supported")
    assert court.evaluate(STORED, "grades") == {"C001": "partly", "C003": "supported"}


def options(question, right):
    return next(option for option in question.options if option.correct == right)


def test_twelve_answers_then_and_now_give_the_gain_of_the_definition(browser):
    opened = browser()
    start = opened(START)
    for number, question in enumerate(pretest()):
        said = answer(start, question, options(question, right=number < 3).text, "certain" if number == 5 else "guessing")
        assert said.startswith("Recorded.")
    assert start.locator("[data-answers] output").inner_text().startswith("You have answered 12 of the 12 questions.")
    court = opened(COURT)
    for number, question in enumerate(pretest()):
        chosen = options(question, right=number < 9)
        said = answer(court, question, chosen.text, "certain" if number == 10 else "fairly sure")
        assert said.split("\n")[0] == answered(question, chosen, again=True)
    told = court.locator("[data-answers] output").inner_text()
    gain = normalised_gain(3 / 12, 9 / 12)
    assert f"you had 3 right then and 9 now. Your normalised gain is {gain:.2f}." in told and "moved it by 0.11" in told
    order = court.locator("[data-item]").evaluate_all("items => items.map(item => item.dataset.item)")
    ids = [question.id for question in pretest()]
    assert order == [ids[10], ids[9], ids[11], ids[5], *ids[:5], *ids[6:9]]  # certain and wrong, wrong, once certain and wrong, the rest
    assert court.locator(f"[data-item={ids[5]}] .back").inner_text().startswith("You were certain, and it was not so.")
    kept = court.evaluate(STORED, f"again:{ids[0]}")
    assert kept.pop("when").endswith("Z")
    assert kept == {"answer": options(pretest()[0], right=True).id, "sure": "fairly sure", "version": "3"}


def test_nothing_left_to_gain_and_a_loss_are_put_into_words(browser):
    first, second, *_ = pretest()
    page = browser()(COURT)
    right, loss, wrong = (
        {"answer": options(question, found).text, "sure": "certain"} for question, found in ((first, True), (first, False), (second, False))
    )
    keep(page, {first.id: right, f"again:{first.id}": right})
    told = page.locator("[data-answers] output")
    assert (
        told.inner_text() == "Of 1 question that you answered both times, you had 1 right then and 1 now. There was nothing left to gain."
    )
    keep(page, {second.id: wrong, f"again:{second.id}": wrong, f"again:{first.id}": loss})
    assert "Your normalised gain is −1.00." in told.inner_text()


def test_answers_travel_in_a_file_and_can_be_erased(browser, tmp_path):
    start = browser()(START)
    question = pretest()[0]
    answer(start, question, question.options[0].text, "certain")
    name, content = saved(start)
    file = tmp_path / name
    file.write_text(json.dumps(content), encoding="utf-8")
    assert name.startswith("why-backs-crack-answers-") and content["kept"][question.id].pop("when").endswith("Z")
    assert content == {
        "course": "Why Backs Crack", "version": 3,
        "kept": {question.id: {"answer": question.options[0].id, "sure": "certain", "version": "3"}},
    }  # fmt: skip
    other = browser()(COURT)  # another learner's browser
    other.locator("[data-read]").set_input_files(file)
    other.get_by_text("Read 1 entry.").wait_for()
    assert (
        other.locator(f"[data-item={question.id}] .then").inner_text() == f"Then: {question.options[0].text} (certain)."
    )  # withheld till asked again
    erase = other.get_by_role("button", name="Erase all my answers")
    erase.click()
    assert other.evaluate("localStorage.length") == 1
    other.get_by_role("button", name="Press again to erase them for good").click()
    assert other.evaluate("localStorage.length") == 0 and not other.locator(f"[data-item={question.id}]").is_visible()


GOOD = {"answer": "26", "sure": "guessing"}


@pytest.mark.parametrize(
    ("content", "said", "kept"),
    [
        ("{damaged", "it is not JSON. Nothing was changed.", 0),
        ("null", "holds no answers of this course", 0),
        ("[1, 2]", "No answer in this file can be read.", 0),
        (json.dumps({"pre_bones": GOOD}), "Read 1 entry.", 1),  # without frame or version
        (json.dumps({"kept": {"pre_bones": GOOD, "pre_pain": 7, "pre_zero": {"answer": 1}}}), "2 could not be read and were left out.", 1),
        (json.dumps({"version": 9, "kept": {"pre_bones": GOOD, "pre_new": GOOD}}), "from a newer edition", 2),
        (json.dumps({"version": 1, "kept": {"grades": {"C001": "partly", "C002": "<b>"}}}), "Read 1 entry.", 1),
    ],
)
def test_a_damaged_older_or_newer_file_is_answered_and_what_can_be_read_is_kept(court, content, said, kept):
    court.locator("[data-read]").set_input_files({"name": "a.json", "mimeType": "application/json", "buffer": content.encode()})
    court.locator(".kept .problem", has_text=said).wait_for()
    assert court.evaluate("localStorage.length") == kept
    if "grades" in content:
        assert court.get_by_label("Your verdict on C001").input_value() == "partly"
        assert court.get_by_label("Your verdict on C002").input_value() == ""


def test_an_answer_of_another_edition_is_not_compared(browser):
    page = browser()(COURT)
    keep(page, {"pre_bones": {"answer": "a sentence that is no option", "sure": "certain"}})
    assert page.locator("[data-answers] output").inner_text().startswith("No question has been answered both times yet.")


def test_the_words_of_a_verdict_are_the_same_everywhere():
    html = ledger().html()
    assert re.findall(r'<option value="(\w+)">\1</option>', html)[-len(VERDICTS) :] == list(VERDICTS)
    assert {found.verdict for found in claims().values()} == set(VERDICTS)
    assert {"guessing", "certain"} <= set(Question.CONFIDENCE)  # the ids that the scripts look for
