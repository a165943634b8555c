"""Every question has an answer to every answer; the exercise checks diagnose."""

import json
import re
from html import escape as escaped
from html import unescape
from itertools import accumulate

import numpy as np
import pytest

from crepitus.models import joint
from explorables.claims import ledger
from explorables.exercises import check
from explorables.questions import DIAGNOSES, MIME, again, ask, my_answers, pretest, question, questions, recall
from explorables.registry import reference, stated
from explorables.web import cited


def escape(text):
    """A text as the templates escape it."""
    return escaped(text).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")


every = pytest.mark.parametrize("question", questions().values(), ids=lambda question: question.id)


@every
def test_every_answer_has_a_feedback_of_its_own_in_the_form(question):
    if question.kind == "exercise":
        return
    html = question.html()
    assert f'data-question="{question.id}"' in html and "<output" in html
    assert html.count("<dd") == len(question.options) + len(question.answers)
    assert html.count('type="radio"') == len(question.options) + (3 if question.kind in ("prediction", "pretest", "review") else 0)


@every
def test_what_a_notebook_stores(question):
    data, _ = question._repr_mimebundle_()
    assert data["text/plain"].startswith(question.ask)
    assert data[MIME] == {"id": question.id, "shows": "question"}


def test_a_widget_s_citations_lead_to_their_works():
    work = reference("dunning2013")
    found = f'[<a href="https://doi.org/{work.doi}">Dunning et al. 2013</a>]'
    assert found in cited(ask("pops_in_a_frame").html()) and "[dunning2013]" not in cited(ask("pops_in_a_frame").html())
    assert cited("<li data-texts='[\"6 ms [dunning2013]\"]'>") == "<li data-texts='[\"6 ms [dunning2013]\"]'>"  # what browsers keep
    assert not re.search(r"\[[a-z]+\d{4}\]", cited(ledger().html()))


@pytest.mark.parametrize("question", [q for q in questions().values() if q.kind == "number"], ids=lambda question: question.id)
def test_a_number_question_expects_mistakes_and_answers_every_number(question):
    wrong = [answer for answer in question.answers if not answer.correct]
    assert question.unit and len([answer for answer in wrong if abs(answer.low) < 1e300 and abs(answer.high) < 1e300]) >= 2
    ranges = sorted((answer.low, answer.high) for answer in question.answers)
    assert ranges[0][0] < -1e300 and max(high for _, high in ranges) > 1e300
    reached = accumulate((high for _, high in ranges), max)
    assert all(low <= so_far for (low, _), so_far in zip(ranges[1:], reached))


@pytest.mark.parametrize(
    "question",
    [q for q in questions().values() if q.kind == "prediction" and any(o.later for o in q.options)],
    ids=lambda question: question.id,
)
def test_a_prediction_can_be_recalled_with_every_answer(question):
    html = recall(question.id).html()
    assert html.count("<dt") == len(question.options)
    assert len({option.later for option in question.options}) == len(question.options)


def test_the_pre_test_has_twelve_items():
    assert len(pretest()) == 12


@pytest.mark.parametrize("question", pretest(), ids=lambda question: question.id)
def test_the_pre_test_withholds_what_the_post_test_says(question):
    first, second = question.html(), again(question.id).html()
    assert second.count("data-misconception") == len(question.options) - 1 and "data-misconception" not in first
    for option in question.options:
        assert escape(question.answered(option, again=True)[2]) in second and escape(option.later) not in first
    assert len({option.later for option in question.options}) == len(question.options)
    assert escape(next(option.text for option in question.options if option.correct)) in my_answers(compared=True).html()


def test_what_is_right_does_not_stand_where_the_answers_are_kept():
    kept = my_answers().html()
    assert "data-right" not in kept and not [question.id for question in pretest() if escape(question.ask) in kept]


YES, NO = {"text": "a", "feedback": "yes", "correct": True}, {"text": "b", "feedback": "no", "misconception": "m"}
GOOD = {"kind": "quiz", "ask": "?", "options": {"y": YES, "n": NO}}


def test_an_answer_is_met_with_its_verdict_first_and_only_once():
    """Right and wrong as the data mark them; the twelve of the pre-test are withheld until asked again, predictions have none."""
    for one in questions().values():
        for answer in (*one.options, *one.answers):
            verdict, first, rest = one.answered(answer)
            if one.kind in ("prediction", "pretest"):
                assert (verdict, first, rest) == ("", "", answer.feedback)
            else:
                assert verdict == ("right" if answer.correct else "wrong")
                assert (re.fullmatch(r"(Right|Yes)[.,:]", first) is not None) == answer.correct
                assert not re.match(r"(Right|Yes|Not right|Wrong|No)[.,:]", rest) and answer.feedback.endswith(rest)
            if one.kind == "pretest":
                assert one.answered(answer, again=True)[0] == ("right" if answer.correct else "wrong")
        asked_again = one.kind == "pretest"
        html = again(one.id).html() if asked_again else one.html() if one.kind != "exercise" else ""
        scored = [answer.correct for answer in (*one.options, *one.answers) if one.kind not in ("prediction", "exercise")]
        assert [found == "right" for found in re.findall(r'<dd[^>]* data-verdict="(\w+)"', html)] == scored
    assert "data-verdict" not in pretest()[0].html()


def test_a_form_knows_the_texts_under_which_an_answer_was_kept_before_ids():
    html = question("q", GOOD | {"options": {"y": YES, "n": NO | {"formerly": ["it's <so>", "c"]}}}).html()
    texts = {name: json.loads(unescape(listed)) for name, listed in re.findall(r"""value="(\w)" data-texts='([^']+)'""", html)}
    assert texts == {"y": ["a"], "n": ["b", "it's <so>", "c"]}


def without(option, *names):
    return {name: value for name, value in option.items() if name not in names}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "riddle"}, r"\[q\]: Invalid enum value 'riddle' - at `\$.kind`; allowed: .*'prediction' \| 'quiz'"),
        ({"mood": "good"}, r"\[q\]: Object contains unknown field `mood`; allowed: kind: .prediction."),
        ({"options": [YES, NO]}, r"options = .*; allowed: tables under ids, \[q.options.a\]"),
        ({"options": {"y": YES, "n": NO | {"after": "l"}}}, r"data/questions.toml: \[q\]: options.n: .*`after`; allowed: text: text"),
        ({"options": {"y": YES, "n": NO | {"text": "a"}}}, "two options say or said 'a'"),
        ({"options": {"y": YES, "n": NO | {"formerly": ["a"]}}}, "two options say or said 'a'"),
        ({"options": {"y": YES, "n": NO | {"feedback": "yes"}}}, "every answer needs a feedback of its own; 2 answers, 1"),
        ({"options": {"y": YES, "n": NO | {"feedback": ""}}}, "every answer needs a feedback of its own"),
        ({"options": {"y": YES, "n": NO | {"correct": True}}}, "2 answers are marked correct; allowed for a quiz: 1"),
        ({"options": {"y": YES, "n": without(NO, "misconception")}}, "the wrong answer 'b' names no misconception"),
        ({"kind": "pretest", "options": {"y": YES | {"later": "l"}, "n": NO}}, "every answer of a pretest needs `later`"),
        ({"kind": "pretest", "options": {"y": without(YES, "correct"), "n": NO}}, "0 answers are marked correct"),
        ({"kind": "review"}, "of = ''; allowed: the lesson that a review brings back"),
        ({"of": "03"}, "of = '03'; allowed: the lesson that a review brings back, and nothing for another kind"),
        (
            {"kind": "number", "options": {}, "answers": [{"low": i, "high": i + 1, "feedback": str(i)} for i in (0.0, 1.0)]},
            "0 answers are marked correct",
        ),
    ],
)
def test_a_question_with_a_hole_stops_the_build(change, words):
    question("q", GOOD)
    with pytest.raises(ValueError, match=words):
        question("q", GOOD | change)


def test_an_unknown_question_and_a_recall_of_a_quiz_are_refused():
    with pytest.raises(ValueError, match=r"data/questions.toml has no \[nothing\]"):
        ask("nothing")
    with pytest.raises(ValueError, match=r"\[film_law\] is an exercise; use check"):
        ask("film_law")
    with pytest.raises(ValueError, match=r"\[what_310_means\] is a quiz; allowed: an exercise"):
        check("what_310_means", len)
    with pytest.raises(ValueError, match=r"\[what_310_means\] cannot be recalled"):
        recall("what_310_means")
    with pytest.raises(ValueError, match=r"\[what_310_means\] is not asked again; allowed: pre_source"):
        again("what_310_means")


def law(scale=1.0, gap_power=2, curvature_power=1):
    def attempt(gap, opening_speed, viscosity, curvature_radius):
        return -3 * scale * viscosity * curvature_radius**curvature_power * opening_speed / gap**gap_power

    return attempt


def unwritten(**_):
    raise NotImplementedError


def one_number(gap, opening_speed, viscosity, curvature_radius):
    return float(np.mean(joint.film_pressure(gap, opening_speed, viscosity, curvature_radius)))


ATTEMPTS = {
    "missing": unwritten,
    "fails": lambda **_: 1 / 0,
    "shape": one_number,
    "sign": law(-1),
    "factor": law(1000),
    "ignores": law(curvature_power=0),
    "wrong": law(gap_power=1),
    "right": law(),
}


@pytest.mark.parametrize("diagnosis", DIAGNOSES)
def test_the_check_gives_each_diagnosis(diagnosis):
    said = check("film_law", ATTEMPTS[diagnosis])
    assert said.startswith(f"**{diagnosis.capitalize()}.**")
    detail = {"factor": "1000 times", "ignores": "when curvature_radius changes", "fails": "ZeroDivisionError", "shape": "() for numbers"}
    assert detail.get(diagnosis, "") in said


@pytest.mark.parametrize("argument", ["gap", "opening_speed", "viscosity", "curvature_radius"])
def test_an_argument_that_is_ignored_is_named(argument):
    first = questions()["film_law"].cases[0][argument]
    assert f"when {argument} changes" in check("film_law", lambda **case: law()(**case | {argument: first}))


def test_an_argument_that_counts_for_little_or_only_sometimes_is_not_ignored():
    def little(**case):
        return law(curvature_power=0)(**case) * (1 + 1e-6 * case["curvature_radius"])

    def sometimes(**case):
        return law()(**case | {"gap": np.where(case["opening_speed"] < 0.2, 1e-4, case["gap"])})

    assert check("film_law", little).startswith("**Wrong.**") and check("film_law", sometimes).startswith("**Wrong.**")


@pytest.mark.parametrize("question", [q for q in questions().values() if q.kind == "exercise"], ids=lambda question: question.id)
def test_the_course_s_own_function_is_right_and_no_argument_is_the_same_in_all_cases(question):
    assert check(question.id, question.function).startswith("**Right.**")
    assert all(len({case[name] for case in question.cases}) > 1 for name in question.cases[0])


def test_a_function_that_returns_nothing_is_not_written_yet():
    assert check("film_law", lambda **_: None).startswith("**Missing.**")


def test_a_function_that_returns_nothing_but_zeros_ignores_its_arguments():
    assert check("film_law", lambda gap, **_: 0 * gap).startswith("**Ignores.**")


@pytest.mark.parametrize("question", questions().values(), ids=lambda question: question.id)
def test_numbers_in_a_question_are_in_the_registry(question):
    stated(str(question))
