"""A learner alone: what is kept in the browser, the path, and the days on which a review comes back."""

import json
import random
import re

import pytest
from checks import told
from played import answer, entry, put, saved, stored

from explorables.lesson import lessons
from explorables.questions import pretest, questions

LESSON = "07_why_it_feels_good"
REVIEWS = [question for question in questions().values() if question.kind == "review"]


def option(question, right):
    return next(found for found in question.options if (found.correct or found.met) == right)


def order(opened):
    return opened.locator(".due > [data-review]").evaluate_all("items => items.map(item => item.dataset.review)")


SCHEDULE = [  # box before, right, sure, and the day after 2 March: 1, 3, 7, 21 or 60 days by the calendar, with summer time within
    (None, True, "certain", "9 March"),
    (None, True, "guessing", "5 March"),
    (None, False, "guessing", "5 March"),
    (None, False, "certain", "3 March"),
    ("2", True, "fairly sure", "23 March"),
    ("3", True, "certain", "1 May"),
    ("4", True, "certain", "1 May"),
    ("3", True, "guessing", "23 March"),
    ("4", False, "certain", "3 March"),
    ("nonsense", True, "certain", "9 March"),
]


def test_a_review_comes_back_the_later_the_surer_it_is_known(learner):
    cases = list(zip(REVIEWS, SCHEDULE))
    old = {q.id: entry(option(q, True), when="2025-12-01T09:00:00.000Z", box=before) for q, (before, *_) in cases if before}
    opened = learner(old | {next(iter(lesson.asked)): entry("x") for lesson in lessons().values()})("review")
    for question, (_, right, sure, day) in cases:
        met = answer(opened, question, option(question, right).text, sure)
        assert met.split("\n")[0] == told(question, next(o for o in question.options if o.correct == right))
        assert opened.locator(f"[data-review={question.id}] .when").inner_text() == f"Comes back on {day}."


def test_due_reviews_come_first_and_are_asked_afresh(learner):
    first, second, third, fourth, *_ = (question for question in REVIEWS if question.of in ("03", "04"))
    begun = next(iter(lessons()["04_the_sound"].asked))
    visit = learner({
        first.id: entry(option(first, True), box="1"),  # on 3 March
        second.id: entry(option(second, True), box="1", when="2026-02-20T09:00:00.000Z"),
        third.id: entry(option(third, False), box="0"),
        fourth.id: {"answer": option(fourth, True).text, "sure": "certain"},  # not dated
        begun: {"answer": "x", "sure": "certain"},
    })  # fmt: skip
    opened = visit("review")
    new = [question.id for question in REVIEWS if question.of == "04" and question.id != fourth.id]
    assert order(opened) == [third.id, fourth.id, second.id, *new]
    assert opened.locator(".next").inner_text() == f"{3 + len(new)} questions are due today. The next after these comes on 3 March."
    assert opened.locator(".due input:checked").count() == 0
    answer(opened, third, option(third, True).text, "certain")
    answer(opened, third, option(third, False).text, "certain")  # heard, and not counted: the first answer is
    assert json.loads(stored(opened, third.id))["answer"] == option(third, True).id
    later = visit("review", "2026-03-03T08:00:00")
    assert order(later)[:3] == [fourth.id, second.id, first.id] and third.id not in order(later)


@pytest.mark.parametrize("as_kept", [entry, lambda found: {"answer": found.text, "sure": "certain"}], ids=["today", "first edition"])
def test_the_path_counts_what_is_answered_and_says_what_comes_next(learner, as_kept):
    opened = learner()("progress")
    assert opened.locator(".next").inner_text().startswith("Begin with 00 Start here: what do you already believe? (about 20 minutes).")
    assert opened.locator("table").is_hidden()
    lesson = lessons()[LESSON]
    predictions = [part.question for _, part in lesson.asked.values() if any(found.met for found in part.question.options)]
    kept = {question.id: as_kept(option(question, i > 0)) for i, question in enumerate(predictions)}
    kept |= {"why_often": as_kept(option(questions()["why_often"], False)) | {"sure": "not asked"}}
    kept |= {pretest()[0].id: as_kept(option(pretest()[0], False))}  # withheld until it is asked again
    opened = learner(kept)("progress")
    n, all = len(predictions), len(lesson.asked)
    assert n >= 3 and f"{n} of {n + 1} predictions, 1 of {all - n - 1} other questions" in opened.locator("[data-lesson='07']").inner_text()
    left = 5 * round(lesson.minutes * (1 - (n + 1) / all) / 5)
    first = lessons()["00_start_here"]
    minutes = sum(lesson.minutes for lesson in lessons().values()) - lesson.minutes * (n + 1) / all - first.minutes / len(first.asked)
    whole = f"Of the whole course about {round(minutes / 30) / 2:g} hours are left"
    said = f"Go on with 07 {lesson.title} ({n + 1} of {all} answered, about {left} minutes). {whole}"
    assert opened.locator(".next").inner_text().startswith(said)
    due = sum(question.of in ("00", "07") for question in REVIEWS)
    assert opened.locator(".next").inner_text().endswith(f"{due} review questions are due today.")
    assert opened.locator("[aria-current=step]").inner_text() == f"07 {lesson.title}"
    assert opened.locator(".sure").inner_text() == f"Of {n} answers that you gave as certain, {n - 1} were right."
    assert (
        opened.locator(".predictions")
        .inner_text()
        .startswith(f"Of {n} predictions whose result is known, {n - 1} came out as you said and 1")
    )
    assert predictions[0].ask in opened.locator(".certain li").inner_text()
    twelve = opened.locator(f"[data-item={pretest()[0].id}]")
    assert twelve.locator(".then").inner_text().endswith("(certain).") and twelve.locator(".right").is_hidden()
    index = learner(kept)("index")
    answered = [f"1 of {len(first.asked)} answered", f"{n + 1} of {all} answered"]
    assert index.locator("[data-asked]", has_text="answered").all_inner_texts() == answered


def test_answers_to_checks_are_kept_and_come_back(learner):
    visit = learner()
    opened = visit(LESSON)
    form = opened.locator("form[data-question=why_often]")
    form.get_by_label(option(questions()["why_often"], True).text).check()
    form.get_by_role("button").press("Enter")
    again = visit(LESSON).locator("form[data-question=why_often]")
    assert again.get_by_label(option(questions()["why_often"], True).text).is_checked() and again.locator("> output").inner_text() == ""


DAMAGED = {
    "breaks_often": '{"answer": "Every hour a br', "sound_softens": "7", "why_often": '{"answer": 3}', "label_lost": "null",
    "stiff_feeling": '["a", "b"]',
}  # fmt: skip
READABLE = {
    "tens_or_manual": {"answer": "TENS", "sure": "certain"},  # of the first version
    "pop_or": {"answer": "an option that was worded otherwise", "sure": "not asked"},
    "best_explanation": {"answer": "An explanation of long ago", "sure": "fairly sure"},
    "asked_in_another_edition": entry("something", aside="a text from a newer edition"),
    "hundredths": entry("Not at all: a drawing is no measurement", when="2199-01-01T00:00:00.000Z", box="4"),
    "golf_turn": {"answer": "words of another edition", "sure": 4, "when": "yesterday", "box": "ninety"},
    "grades": {"C001": "partly", "C999": "supported"},
}


def test_damaged_and_older_entries_are_answered_kindly_and_nothing_legible_is_lost(learner):
    visit = learner(DAMAGED | READABLE)
    opened = visit("progress")
    assert opened.locator(".kept .problem").inner_text().startswith(f"{len(DAMAGED)} entries in this browser cannot be read.")
    _, file = saved(opened)
    assert file["damaged"] == DAMAGED
    assert file["kept"] == READABLE | {
        "golf_turn": {"answer": "words of another edition", "sure": "confidence not given", "when": "yesterday", "box": "ninety"}
    }
    lesson = visit(LESSON)
    told = lesson.locator("form[data-question=pop_or] > output").inner_text()
    assert told.startswith("You once answered “an option that was worded otherwise”, which is no longer among the choices.")
    recalled = lesson.locator("[data-recall=best_explanation]")
    assert (
        recalled.locator("summary").inner_text().startswith("You predicted “An explanation of long ago” (fairly sure), which is no longer")
    )
    assert recalled.locator("dt:visible").count() == len(questions()["best_explanation"].options)
    assert lesson.locator("[data-recall=tens_or_manual] dt:visible").all_inner_texts() == ["TENS (certain)"]
    assert stored(lesson, "breaks_often") == DAMAGED["breaks_often"]  # left alone
    answer(lesson, questions()["breaks_often"], "No difference", "guessing")
    assert json.loads(stored(lesson, "breaks_often"))["answer"] == next(
        found.id for found in questions()["breaks_often"].options if found.text == "No difference"
    )
    review = visit("review")
    assert {"hundredths", "golf_turn"} <= set(order(review))  # a date to come, and none
    assert saved(visit("progress"))[1]["kept"]["asked_in_another_edition"] == READABLE["asked_in_another_edition"]


def test_whatever_is_stored_no_page_fails(learner):
    chance = random.Random(4)
    values = [None, 0, -1.5, True, "", "box", [], [[]], {}, {"answer": None}, {"answer": "x"}, {"answer": "__proto__", "sure": "certain"}]
    values += [entry("x", when=when, box=box) for when in ("", "2026-13-99", "9" * 400) for box in ("-1", "1e9", "length")]
    ids = [*questions(), *(f"again:{question.id}" for question in pretest()), "grades", "__proto__", "constructor", ""]
    kept = {id: chance.choice([json.dumps(chance.choice(values)), "{", "\u0000", "undefined"]) for id in ids}
    visit = learner(kept)
    for name in ("progress", "review", "index", LESSON):
        opened = visit(name)
        assert not re.search(r"NaN|undefined|Invalid|\[object", opened.locator("main").inner_text())
    assert len(order(visit("review"))) >= 1


def test_of_two_answers_the_newer_one_stays(learner):
    first = {"answer": "undated", "sure": "certain"}
    here = {
        "a": entry("old"),
        "b": entry("new"),
        "c": entry("new"),
        "d": first,
        "e": "{damaged",
        "grades": {"C001": "partly", "C002": "advice"},
    }
    there = {
        "a": entry("newer", when="2026-03-01T09:00:00.000Z"), "b": entry("old", when="2026-01-01T09:00:00.000Z"), "c": first,
        "d": {"answer": "the file's", "sure": "certain"}, "e": first, "f": first, "grades": {"C002": "partly", "C003": "advice"}, "g": 7,
    }  # fmt: skip
    opened = learner(here)("progress")
    put(opened, {"version": 2, "kept": there})
    opened.locator(".kept .problem", has_text="Read 7 entries.").wait_for()
    told = opened.locator(".kept .problem").inner_text()
    assert told.endswith("For 2 questions the answer here was the newer one and was kept. 1 could not be read and was left out.")
    now = [json.loads(stored(opened, id))["answer"] for id in "abcdef"]
    assert now == ["newer", "new", "new", "the file's", "undated", "undated"] and stored(opened, "g") is None
    assert json.loads(stored(opened, "grades")) == {"C001": "partly", "C002": "partly", "C003": "advice"}


def test_erasing_takes_damaged_entries_too_and_leaves_the_rest_of_the_browser_alone(learner):
    opened = learner(DAMAGED | READABLE)("progress")
    opened.evaluate("localStorage.setItem('another', 'stays')")
    for _ in range(2):
        opened.locator("[data-erase]").click()
    assert opened.evaluate("Object.entries(localStorage)") == [["another", "stays"]]
    assert opened.locator(".next").inner_text().startswith("Begin with")


def test_without_storage_the_reviews_stand_in_order_and_without_javascript_with_their_answers(learner):
    everything = [question.id for question in sorted(REVIEWS, key=lambda question: question.of)]
    refuse = "Storage.prototype.setItem = Storage.prototype.getItem = () => { throw new Error('refused'); }"
    opened = learner(before=refuse)("review")
    assert order(opened) == everything
    assert "No answer is kept in this browser yet" in opened.locator(".next").inner_text()
    answer(opened, REVIEWS[0], option(REVIEWS[0], True).text, "certain")
    assert opened.locator(f"[data-review={REVIEWS[0].id}] .when").inner_text() == "Comes back on 9 March."
    plain = learner(java_script_enabled=False)
    assert order_without_script(plain("review")) == len(everything)
    path = plain("progress")
    assert path.locator(".lessons > li:visible").count() == 13 and path.locator(".unscripted").is_visible()
    assert not path.get_by_text("Our answer:").first.is_visible()


def order_without_script(opened):
    return opened.locator("[data-review] details.answers:visible").count()


def test_axe_finds_nothing_on_a_path_with_answers(learner, axe):
    opened = learner(DAMAGED | READABLE, viewport={"width": 320, "height": 900}, color_scheme="dark")("progress")
    opened.evaluate("document.querySelectorAll('details:not(.menu)').forEach(e => e.open = true)")
    assert axe(opened) == []
    assert opened.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
