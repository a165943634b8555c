"""Answers that teach: the verdict first, a word where sureness and verdict do not fit, a count at the end of a lesson."""

import json

import nbformat
import pytest
from checks import told
from played import answer, entry, keep

from explorables.blocks import rewritten
from explorables.lesson import lessons
from explorables.questions import pretest
from explorables.references import unlinked
from explorables.site import exporter
from explorables.site.coded import coded

LESSON = "05_refractory_period"
EXERCISES = [lesson for lesson in lessons().values() if lesson.of("answer")]


def of_kind(lesson, *kinds):
    return [block.question for block in lessons()[lesson].blocks if block.kind == "question" and block.question.kind in kinds]


def option(question, right):
    return next(found for found in question.options if found.correct == right)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_verdict_is_said_in_words_in_colour_and_with_a_sign(learner, axe, theme):
    opened, question = learner(color_scheme=theme)(LESSON), of_kind(LESSON, "quiz")[0]
    form, seen = opened.locator(f"form[data-question={question.id}]"), set()
    for right in (True, False):
        form.get_by_label(option(question, right).text, exact=True).check()
        form.get_by_role("button").click()
        output = form.locator("> output")
        assert output.inner_text() == told(question, option(question, right))
        look = output.locator(".verdict").evaluate("e => [getComputedStyle(e).color, getComputedStyle(e, '::before').content]")
        seen.add(tuple(look))
        assert output.evaluate("e => e.firstElementChild.matches('.verdict')") and look[1] not in ("none", "normal")
    assert len({colour for colour, _ in seen}) == len({sign for _, sign in seen}) == 2
    assert axe(opened) == []


@pytest.mark.parametrize(("right", "sure", "words"), [(False, "certain", "You were certain."), (True, "guessing", "You were guessing.")])
def test_sure_and_wrong_and_unsure_and_right_are_told_apart(learner, right, sure, words):
    opened, question = learner()(LESSON), of_kind(LESSON, "review")[0]
    said = answer(opened, question, option(question, right).text, sure)
    assert said.startswith(told(question, option(question, right)) + "\n") and said.split("\n")[-1].startswith(words)
    other = answer(opened, question, option(question, right).text, "fairly sure")
    assert other == told(question, option(question, right))


def test_a_prediction_and_the_pre_test_are_recorded_without_a_verdict(learner):
    opened = learner()("00_start_here")
    for question in (pretest()[0], of_kind("00_start_here", "prediction")[0]):
        assert answer(opened, question, question.options[0].text, "certain") == question.options[0].feedback
    assert opened.locator("form.question > output .verdict").count() == 0


def test_the_end_of_a_lesson_counts_how_sure_and_how_right(learner):
    """Two predictions with a result, a check and a review: certain and right, certain and wrong, right, a guess that is wrong."""
    met = [found for found in of_kind(LESSON, "prediction") if any(one.met for one in found.options)][:2]
    check, review = of_kind(LESSON, "quiz")[0], of_kind(LESSON, "review")[0]
    kept = {
        met[0].id: entry(next(one for one in met[0].options if one.met), "certain"),
        met[1].id: entry(next(one for one in met[1].options if not one.met), "certain"),
        check.id: entry(option(check, True), "not asked"),
        review.id: entry(option(review, False), "guessing"),
    }
    opened = learner(kept)(LESSON)
    asked = opened.locator("form.question").count()
    assert opened.locator("[data-given] output").inner_text() == (
        f"You have answered 4 of the {asked} questions of this lesson. Of 2 answers that can be right or wrong, 1 is right. "
        "How sure and how right: “guessing” 0 of 1. Predictions are judged when all is answered."
    )
    opened.get_by_role("link", name="Go to the first question that is open").click()
    first = next(name for name, _ in coded(lessons()[LESSON]) if name not in kept)
    assert opened.evaluate("document.querySelector(':target').dataset.question") == first
    all_of_them = dict(coded(lessons()[LESSON]))
    everything = {name: entry(question.options[0], "certain") for name, question in all_of_them.items() if question.options}
    number = of_kind(LESSON, "number")[0]
    keep(opened, everything | {number.id: entry(str(number.answers[0].low), "not asked")} | kept)
    told = opened.locator("[data-given] output").inner_text()
    assert f"You have answered {asked} of the {asked}" in told and "Predictions are judged" not in told
    assert opened.get_by_role("link", name="Go to the first question").is_hidden()
    counted = int(told.split("Of ")[1].split(" ")[0])
    judged = [any(one.correct or getattr(one, "met", False) for one in q.options or q.answers) for q in all_of_them.values()]
    assert counted == sum(judged)


@pytest.mark.parametrize("lesson", EXERCISES, ids=lambda lesson: lesson.name)
def test_a_page_offers_its_notebook_where_a_function_is_to_be_written(lesson, site):
    page = (site / f"{lesson.name}.html").read_text(encoding="utf-8")
    assert "Missing." not in page and page.count(f'href="{lesson.name}.ipynb" download') == len(exporter.tries(lesson))
    copy = rewritten(nbformat.reads(exporter.bare(lesson), 4), unlinked)
    assert [cell.source for cell in copy.cells] == [cell.source for cell in lesson.nb.cells]
    assert not any(cell.get("outputs") for cell in copy.cells) and len(json.dumps(copy)) < 2e5
    assert (site / f"{lesson.name}.ipynb").read_text(encoding="utf-8") == exporter.bare(lesson)
