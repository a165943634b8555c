"""Packages for learning platforms: read back, every question, answer and feedback is found; a lesson reports, or works alone."""

import html
import re
import xml.etree.ElementTree as ET
from io import BytesIO
from itertools import pairwise, product
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest
from checks import UNFOLD
from sweeps import sampled

from explorables.course import current
from explorables.lesson import lessons
from explorables.questions import Question, questions
from explorables.site import exporter
from explorables.teaching import moodle, platforms, qti, qti12, scorm

ASKED = {question.id: question for question in questions().values() if question.kind in Question.SCORED}
ITEMS = {place: [platforms.item(found) for found in asked] for place, asked in platforms.scorable().items()}
LESSON = lessons()["05_refractory_period"]
Q = f"{{{qti.QTI}}}"


def said(question, answer):
    return platforms.plain(answer.later if question.kind == "pretest" else answer.feedback)


def words(element, path):
    return html.unescape(re.sub(r"</?p>", "", element.findtext(path)))


def test_every_question_that_can_be_right_is_exported_once():
    exported = [item.id for asked in ITEMS.values() for item in asked]
    assert sorted(exported) == sorted(ASKED) and set(ITEMS) <= {lesson.listed for lesson in lessons().values()}


def test_moodle_xml_holds_every_question_answer_and_feedback():
    quiz = ET.fromstring(moodle.written(current().title, ITEMS))
    found = {one.findtext("name/text"): one for one in quiz if one.get("type") != "category"}
    assert set(found) == set(ASKED)
    for name, question in ASKED.items():
        made = found[name]
        answers = question.options or question.answers
        assert platforms.plain(question.ask) in words(made, "questiontext/text")
        assert made.get("type") == ("multichoice" if question.options else "numerical")
        assert [words(one, "feedback/text") for one in made.findall("answer")] == [said(question, answer) for answer in answers]
        assert [one.get("fraction") for one in made.findall("answer")] == ["100" if answer.correct else "0" for answer in answers]
        if question.options:
            assert [words(one, "text") for one in made.findall("answer")] == [option.text for option in question.options]
    categories = [one.findtext("category/text") for one in quiz if one.get("type") == "category"]
    assert len(categories) == len(ITEMS) and all(name.startswith(f"$course$/top/{current().title}/") for name in categories)


def first(ranges, number):
    """The feedback of the first range that holds a number."""
    return next(answer.feedback for answer in ranges if answer.low <= number <= answer.high)


NUMBERS = [question for question in ASKED.values() if question.kind == "number"]


def tried(question):
    """A number within each range, and far out on both sides."""
    ends = sorted({bound for answer in question.answers for bound in (answer.low, answer.high) if abs(bound) < 1e300})
    return [ends[0] - 1e6, *((a + b) / 2 for a, b in pairwise(ends)), ends[-1] + 1e6]


@pytest.mark.parametrize("question", NUMBERS, ids=lambda question: question.id)
def test_moodle_gives_every_number_the_feedback_that_we_give(question):
    """Moodle's rule, from its documentation: the first answer whose value is within the tolerance; no bound is infinite."""
    (made,) = [one for one in ET.fromstring(moodle.written("c", ITEMS)) if one.findtext("name/text") == question.id]
    ranges = [
        (float(one.findtext("text")), float(one.findtext("tolerance")), words(one, "feedback/text")) for one in made.findall("answer")
    ]
    for number in tried(question):
        told = next(feedback for centre, tolerance, feedback in ranges if abs(number - centre) <= tolerance)
        assert told == platforms.plain(first(question.answers, number)), number


def qti_items():
    files = qti.files(current().title, ITEMS)
    return {name.removesuffix(".xml"): ET.fromstring(content) for name, content in files.items() if name != "imsmanifest.xml"}


def test_qti_holds_every_question_answer_and_feedback():
    found = qti_items()
    assert set(found) == set(ASKED)
    for name, question in ASKED.items():
        item, answers = found[name], question.options or question.answers
        assert [one.text for one in item.findall(f"{Q}modalFeedback")] == [said(question, answer) for answer in answers]
        assert [one.text for one in item.iter(f"{Q}simpleChoice")] == [option.text for option in question.options]
        assert platforms.plain(question.ask) in "".join(item.find(f"{Q}itemBody").itertext())
        right = item.findtext(f"{Q}responseDeclaration/{Q}correctResponse/{Q}value")
        assert processed(item, right if question.options else float(right))[1] == 1
        if question.options:
            scores = [processed(item, one.get("identifier")) for one in item.iter(f"{Q}simpleChoice")]
            assert scores == [(said(question, option), option.correct) for option in question.options]


def processed(item, given):
    """What QTI's own rules make of a response: the feedback that is shown, and the score."""
    for branch in item.find(f"{Q}responseProcessing/{Q}responseCondition"):
        if all(holds(condition, given) for condition in branch if not condition.tag.endswith("setOutcomeValue")):
            outcomes = {one.get("identifier"): one.findtext(f"{Q}baseValue") for one in branch.findall(f"{Q}setOutcomeValue")}
            shown = next(one for one in item.findall(f"{Q}modalFeedback") if one.get("identifier") == outcomes["FEEDBACK"])
            return shown.text, float(outcomes["SCORE"])
    return None


def holds(condition, given):
    tag, bound = condition.tag.removeprefix(Q), condition.findtext(f"{Q}baseValue")
    if tag == "and":
        return all(holds(one, given) for one in condition)
    if tag == "not":
        return given is not None
    return {"match": lambda: given == bound, "gte": lambda: given >= float(bound), "lte": lambda: given <= float(bound)}[tag]()


@pytest.mark.parametrize("question", NUMBERS, ids=lambda question: question.id)
def test_qti_gives_every_number_the_feedback_that_we_give(question):
    item = qti_items()[question.id]
    for number in tried(question):
        told, score = processed(item, number)
        right = next(answer.correct for answer in question.answers if answer.low <= number <= answer.high)
        assert (told, score) == (platforms.plain(first(question.answers, number)), right), number


Q12 = f"{{{qti12.QTI}}}"


def qti12_items():
    files = qti12.files(current().title, ITEMS)
    quizzes = [ET.fromstring(content) for name, content in files.items() if name != "imsmanifest.xml"]
    assert [quiz.find(f"{Q12}assessment").get("title") for quiz in quizzes] == list(ITEMS)
    return {item.get("ident"): item for quiz in quizzes for item in quiz.iter(f"{Q12}item")}


def processed12(item, given):
    """What QTI 1.2's rules make of a response: all that is said, and the score; a condition that holds ends it, unless it continues."""
    said, score = [], 0
    for condition in item.iter(f"{Q12}respcondition"):
        rules = {"other": lambda _: True, "varequal": lambda bound: given == bound}
        rules |= {"vargte": lambda bound: given >= float(bound), "varlte": lambda bound: given <= float(bound)}
        if all(rules[one.tag.removeprefix(Q12)](one.text) for one in condition.find(f"{Q12}conditionvar")):
            score = float(condition.findtext(f"{Q12}setvar", str(score)))
            said += [one.get("linkrefid") for one in condition.findall(f"{Q12}displayfeedback")]
            if condition.get("continue") == "No":
                break
    words = {one.get("ident"): html.unescape(one.find(f".//{Q12}mattext").text) for one in item.findall(f"{Q12}itemfeedback")}
    return [re.sub(r"^<p>|</p>$", "", words[name]).split("</p><p>") for name in said], score


def test_qti_for_canvas_holds_every_question_answer_and_feedback():
    found = qti12_items()
    assert set(found) == set(ASKED)
    for name, question in ASKED.items():
        item, shown = found[name], [html.unescape(one.text) for one in found[name].iter(f"{Q12}mattext")]
        assert platforms.plain(question.ask) in shown[0]
        assert shown[1 : 1 + len(question.options)] == [f"<p>{option.text}</p>" for option in question.options]
        for i, option in enumerate(question.options):
            assert processed12(item, f"A{i}") == ([[said(question, option)]], 100 * option.correct)


@pytest.mark.parametrize("question", NUMBERS, ids=lambda question: question.id)
def test_canvas_finds_the_same_numbers_right_and_says_what_each_range_means(question):
    item = qti12_items()[question.id]
    for number in tried(question):
        answer = next(answer for answer in question.answers if answer.low <= number <= answer.high)
        (told,), score = processed12(item, number)
        assert score == 100 * answer.correct and any(one.endswith(platforms.plain(answer.feedback)) for one in told), number
    conditions = list(item.iter(f"{Q12}respcondition"))  # Canvas takes all that have bounds as right
    assert sum(one.find(f".//{Q12}vargte") is not None for one in conditions) == sum(answer.correct for answer in question.answers)


@pytest.mark.parametrize("written", [qti, qti12])
def test_the_manifest_of_qti_names_every_file(written):
    files = written.files(current().title, ITEMS)
    hrefs = re.findall(r'<file href="([^"]+)"', files["imsmanifest.xml"].decode())
    assert sorted(hrefs) == sorted(set(files) - {"imsmanifest.xml"})
    with ZipFile(BytesIO(platforms.packed(files))) as archive:
        assert archive.testzip() is None and archive.namelist()[0] == "imsmanifest.xml"
    assert platforms.packed(files) == platforms.packed(files)


API = """<script>
  const data = window.data = { commits: 0, calls: [] };
  window.API = {
    LMSInitialize: () => (data.calls.push("Initialize"), "true"), LMSFinish: () => (data.calls.push("Finish"), "true"),
    LMSGetValue: name => data[name] ?? "", LMSSetValue: (name, value) => (data[name] = value, "true"),
    LMSCommit: () => (data.commits += 1, "true"), LMSGetLastError: () => "0",
  };
  window.API_1484_11 = Object.fromEntries(Object.entries(API).map(([name, call]) => [name.slice(3), call]));
  API_1484_11.Terminate = API.LMSFinish;
</script>"""
SAID = {  # by edition: what is set of the status, the score and the time, and the form of the time
    "1.2": ("cmi.core.lesson_status", "cmi.core.score", "cmi.core.session_time", r"\d{4}:\d\d:\d\d"),
    "2004": ("cmi.completion_status", "cmi.score", "cmi.session_time", r"PT\d+S"),
}
DOWN = """<script>
  const down = () => { throw new Error("down"); };
  window.API = window.API_1484_11 = { LMSInitialize: down, Initialize: down };
</script>"""
TOLD = "names => names.map(name => data[name])"


@pytest.fixture(scope="module", params=SAID)
def edition(request):
    return request.param


@pytest.fixture(scope="module")
def package(edition):
    return scorm.files(LESSON, edition)


@pytest.fixture
def hosted(chromium, package):
    """The lesson of a package in a frame of a page with an API of SCORM 1.2, two frames deep, from a server."""
    opened, complaints = [], []

    def host(sandbox=None, api=API):
        limits = "" if sandbox is None else f' sandbox="{sandbox}"'
        served = {
            "/": f'{api}<iframe src="/outer" width="1200" height="900"></iframe>'.encode(),
            "/outer": f'<iframe{limits} src="/index.html" width="1100" height="850"></iframe>'.encode(),
        } | {f"/{name}": content for name, content in package.items()}
        page = chromium.new_page()
        opened.append(page)
        page.on("pageerror", lambda wrong: complaints.append(str(wrong)))
        page.route(
            "http://platform.example/**",
            lambda route: route.fulfill(body=served.get(urlsplit(route.request.url).path, b""), content_type="text/html; charset=utf-8"),
        )
        page.goto("http://platform.example/")
        frame = next(one for one in page.frames if one.url.endswith("index.html"))
        frame.wait_for_function("document.querySelector('[data-given] .code')?.textContent")
        frame.evaluate(UNFOLD)
        return page, frame

    yield host
    for page in opened:
        page.close()
    assert complaints == []


def play(frame, right=True):
    """Answer every question of the lesson; how many that can be right there were."""
    scored = 0
    for form in frame.locator("form.question").all():
        question = questions()[form.get_attribute("data-question")]
        scored += question.kind != "prediction"
        if question.kind == "number":
            chosen = next(one for one in question.answers if one.correct == right and abs(one.low) < 1e300 and abs(one.high) < 1e300)
            form.locator("[inputmode]").fill(str((chosen.low + chosen.high) / 2))
        else:
            at = next((i for i, one in enumerate(question.options) if one.correct == right), 0)
            form.locator("fieldset:first-of-type [type=radio]").nth(at).check()
        form.locator("button").click()
    return scored


def test_a_lesson_reports_that_it_is_done_and_the_share_of_right_answers(hosted, edition):
    page, frame = hosted()
    status, score, time, lasts = SAID[edition]
    assert page.evaluate("name => data[name]", status) == "incomplete"
    before = page.evaluate("data.commits")
    scored = play(frame)
    data = page.evaluate("data")
    assert data[status] == "completed" and data[f"{score}.raw"] == "100" and scored > 5
    assert (data[f"{score}.min"], data[f"{score}.max"]) == ("0", "100") and float(data.get(f"{score}.scaled", 1)) == 1
    assert {name for name in data if ".core." in name} == {name for name in data if edition == "1.2" and ".core." in name}
    assert data["commits"] - before == frame.locator("form.question").count()  # after each answer, not at the end
    code = frame.locator("[data-given] .code").text_content()
    assert data["cmi.suspend_data"] == code and len(code) < 100 and re.fullmatch(lasts, data[time])
    frame.locator(".handed summary").click()
    said = frame.locator(".handed").inner_text()
    assert "Your learning platform gets this code" in said and "Nothing is sent" not in said
    assert not any(part.is_visible() for part in frame.locator("[data-save], .sheets").all())
    page.evaluate("document.querySelector('iframe').contentWindow.location = 'about:blank'")
    page.wait_for_function("data.calls.includes('Finish')")
    assert data["calls"] == ["Initialize"]


def test_wrong_answers_count_for_nothing_and_predictions_do_not_count(hosted, edition):
    page, frame = hosted()
    status, score, *_ = SAID[edition]
    names = [f"{score}.raw", status]
    for form in frame.locator("form.question.prediction").all():
        form.locator("[type=radio]").first.check()
        form.locator("button").click()
    assert page.evaluate(TOLD, names) == ["0", "incomplete"]
    play(frame, right=False)
    assert page.evaluate(TOLD, names) == ["0", "completed"]


@pytest.mark.parametrize(
    ("edition", "api"),
    sampled(product(SAID, (API, "", DOWN)), lambda pair: pair in (("1.2", DOWN), ("2004", API))),
    indirect=["edition"],
)
def test_in_a_sandbox_without_forms_and_without_an_api_the_lesson_works_alone(hosted, api):
    page, frame = hosted("allow-scripts", api)
    play(frame)
    assert frame.locator("form.question > output:empty").count() == 0
    told = frame.locator("[data-given] output").first.inner_text()
    assert f"of the {frame.locator('form.question').count()} questions" in told
    assert not api or page.evaluate("window.data?.commits ?? 0") == 0
    assert told.endswith("This browser keeps nothing for this page: your answers last until you close it.")
    frame.locator(".handed summary").click()
    assert frame.locator(".unsent").is_visible() and frame.locator(".sent").is_hidden()


def test_a_package_is_whole_and_leads_nowhere(package, edition):
    manifest = ET.fromstring(package["imsmanifest.xml"])
    hrefs = [one.get("href") for one in manifest.iter() if one.tag.endswith("}file")]
    assert sorted(hrefs) == sorted(set(package) - {"imsmanifest.xml"})
    page = package["index.html"].decode()
    assert re.findall(r'<a\b[^>]* href="(?!#|https?:)([^"]+)"', page) == [f"{LESSON.name}.ipynb"] * len(exporter.tries(LESSON))
    assert manifest.findtext("{*}metadata/{*}schemaversion").startswith(edition)
    (reports,) = (one for one in manifest.iter() if one.tag.endswith("}resource"))
    assert [value for name, value in reports.items() if name.lower().endswith("}scormtype")] == ["sco"]
