"""The teacher's sheets: nothing on them drifts from the notebooks, no worksheet tells an answer, every way fits its time."""

import json
import re
from collections import Counter
from functools import cache
from itertools import pairwise

import msgspec
import pytest
from bs4 import BeautifulSoup
from played import answer, keep, saved

from explorables.course import current
from explorables.lesson import lessons
from explorables.questions import questions
from explorables.records import convert, tables
from explorables.registry import table
from explorables.site import reference
from explorables.site.layout import render_page
from explorables.teaching import sheets as classroom
from explorables.teaching.plans import Plan, belief, beliefs, checked, plans

PAGES = {name: cache(make) for name, make in classroom.pages().items()}
every_lesson = pytest.mark.parametrize("lesson", lessons().values(), ids=lambda lesson: lesson.name)


def words(markup):
    return " ".join(BeautifulSoup(markup, "html.parser").get_text(" ").split())


def plain(text):
    """A text of `data/` or a notebook as it stands on a sheet."""
    return words(str(classroom.prose(text, next(iter(lessons().values())))))


def asked(lesson):
    return [block.question for block in lesson.blocks if block.kind == "question"]


def test_every_lesson_has_three_small_sheets_and_they_are_found():
    sheets = {f"{lesson.number}_{kind}" for lesson in lessons().values() for kind in ("teacher", "worksheet", "answers")}
    assert set(PAGES) == sheets | {"teaching"}
    assert sum(len(PAGES[name]().encode()) for name in sheets) <= 40e3 * len(sheets)  # with a plan for mixed ability in each
    assert {f"{name}.html" for name in sheets} <= set(re.findall(r'href="([^"#]+)', PAGES["teaching"]()))
    assert 'href="teaching.html"' in reference.index().partition("<main")[2]
    foot = render_page("A lesson", "", "05_refractory_period").partition("<footer")[2]
    assert re.findall(r'href="(05_\w+?)\.html', foot) == ["05_teacher", "05_worksheet", "05_answers"]


@every_lesson
def test_the_clock_of_a_plan_is_that_of_the_notebook(lesson):
    headed = [cell for cell in lesson.nb.cells if "minute" in cell.metadata]
    starts = [(re.match(r"#+ (.+)", cell.source)[1], cell.metadata["minute"]) for cell in headed]
    ends = [minute for _, minute in starts[1:]] + [lesson.minutes]
    lasts = {heading: end - minute for (heading, minute), end in zip(starts, ends, strict=True)}
    assert all(minutes > 0 for minutes in lasts.values())
    plan = plans()[lesson.number]
    short, full = (sum(lasts[heading] for heading in route.sections) for route in (plan.short, plan.full))
    assert short <= 15 and short < full <= 45
    for route in (plan.short, plan.full):
        assert all(list(lasts).index(one) < list(lasts).index(next_one) for one, next_one in pairwise(route.sections))
    assert f"{short} minutes by the clock" in words(PAGES[f"{lesson.number}_teacher"]())


@every_lesson
def test_every_section_with_an_experiment_says_when_it_begins(lesson):
    before_the_hood = lesson.sections[: next((i for i, s in enumerate(lesson.sections) if s.role == "hood"), None)]
    for section in before_the_hood:
        assert section.level != 2 or section.minute is not None or not section.of("question", "task"), section.heading


@every_lesson
def test_a_plan_holds_every_question_with_every_answer_and_what_stands_behind_it(lesson):
    page = words(PAGES[f"{lesson.number}_teacher"]())
    for question in asked(lesson):
        assert plain(question.ask) in page
        for option in question.options:
            assert plain(option.text) in page
            assert plain(option.later if question.kind in ("prediction", "pretest") else option.feedback) in page
            assert not option.misconception or belief(option.misconception) in page
        assert all(plain(answer.feedback) in page for answer in question.answers)
    for block in lesson.blocks:
        if block.kind in ("task", "finding", "refutation"):
            assert plain(block.text) in page
    assert len(lesson.objectives) == sum(block.text.count("\n- ") for block in lesson.blocks if block.kind == "objectives")


@every_lesson
def test_a_worksheet_asks_everything_and_tells_nothing(lesson):
    markup = PAGES[f"{lesson.number}_worksheet"]()
    sheet, page = BeautifulSoup(markup, "html.parser").main, words(markup)
    for block in lesson.blocks:
        if block.kind == "task":
            assert plain(block.text) in page
        if block.kind == "question" and block.question.kind in ("prediction", "pretest"):
            assert plain(block.question.ask) in page and all(plain(option.text) in page for option in block.question.options)
    told = [text for q in asked(lesson) for option in q.options for text in (option.later, option.feedback)]
    told += [answer.feedback for q in asked(lesson) for answer in q.answers]
    told += [
        line for block in lesson.blocks if block.kind in ("finding", "takeaways") for line in block.text.splitlines() if len(line) > 40
    ]
    assert [text for text in told if text and plain(text) in page] == []
    assert not re.search(r"You should have found|[Rr]ight answer|correct|misconception", page)
    assert len({str(radio).replace(radio["name"], "") for radio in sheet.select("[type=radio]")}) == 1
    assert {field.name for field in sheet.select("[checked], [value], textarea:not(:empty)")} == set()


@every_lesson
def test_answers_stand_under_the_numbers_of_the_worksheet(lesson):
    sheets = [BeautifulSoup(PAGES[f"{lesson.number}_{kind}"](), "html.parser").main for kind in ("worksheet", "answers")]
    tasks, solved = ([words(str(found)) for found in sheet.select(".step > legend, .step > h3")] for sheet in sheets)
    assert [text.replace("The task", "Experiment") for text in solved] == tasks
    assert [int(text.partition(".")[0]) for text in tasks] == list(range(1, len(tasks) + 1))
    steps = [step for _, steps in classroom.groups(lesson) for step in steps]
    for step, told in zip(steps, sheets[1].select(".step"), strict=True):
        if step.does != "do":
            wanted = [plain(option.text) for option in step.block.question.options if option.correct]
            right = "Counts as right:" if step.block.question.kind == "number" else "Right answer:"
            assert all(f"{right} {text}" in words(str(told)) for text in wanted)
            assert words(str(told)).count(right) == (step.block.question.kind in ("quiz", "number", "pretest"))
        elif lesson.number != "04" or step.outcome:
            assert plain(step.outcome) in words(str(told)) and len(step.outcome) > 40
    assert sum(not step.outcome for step in steps if step.does == "do") == (lesson.number == "04")  # there five questions tell


def test_every_belief_behind_a_wrong_answer_is_a_sentence_of_its_own():
    named = {option.misconception for question in questions().values() for option in question.options if option.misconception}
    assert set(beliefs()) == {name for name in named if " " not in name}
    assert max(Counter(map(belief, named)).values()) == 1
    assert all(re.fullmatch(r"[A-Z].+\.", belief(name)) for name in named)
    with pytest.raises(ValueError, match=r"misconceptions\.toml has no 'never_heard'"):
        belief("never_heard")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"grouping": None}, r"\[03\]: .*missing required field `grouping`.*allowed: number: text, grouping: text"),
        ({"mood": "good"}, "unknown field `mood`"),
        ({"ask": ["Why?"]}, "1 questions to the class; allowed: 3 to 5"),
        ({"checks": ["half_the_gap"]}, "checks = 'half_the_gap', which is no check of the lesson"),
        ({"short": {"sections": ["Sources"], "how": "Read."}}, "no minutes stand at 'Sources'"),
        ({"short": {"sections": ["What was measured?", "2. Does forming or collapsing fit the sound?", "What of backs?",
                                 "What do you think?"], "how": "Run."}}, "its short route takes 18 minutes; allowed: up to 15"),
        ({"short": {"sections": ["What of backs?"]}}, r"missing required field `how` - at `\$.short`"),
    ],
)  # fmt: skip
def test_a_plan_that_does_not_fit_its_lesson_is_refused(change, words):
    entry = tables(current().data / "teaching.toml")["03"] | {"number": "03"} | change
    with pytest.raises(ValueError, match=words):
        checked(
            convert(Plan, {name: value for name, value in entry.items() if value is not None}, "[03]"), lessons()["03_what_makes_the_crack"]
        )


def test_a_plan_follows_its_notebook():
    lesson, plan = lessons()["03_what_makes_the_crack"], plans()["03"]
    renamed = msgspec.structs.replace(plan.full, sections=(*plan.full.sections[:-1], "So: born, or dying?"))
    with pytest.raises(ValueError, match="no minutes stand at 'So: born, or dying"):
        checked(msgspec.structs.replace(plan, full=renamed), lesson)


def test_the_language_is_plain():
    text = "".join((current().data / name).read_text(encoding="utf-8") for name in ("teaching.toml", "misconceptions.toml"))
    assert "!" not in text and not re.search(r"\b(simply|obviously|clearly|just)\b", text, re.IGNORECASE)


def test_a_worksheet_prints_black_on_white_on_three_sheets_of_paper_at_most(chromium, tmp_path):
    page = chromium.new_page(color_scheme="dark")
    longest = sorted(lessons().values(), key=lambda lesson: -len(words(PAGES[f"{lesson.number}_worksheet"]())))[:2]
    for lesson in longest:
        path = tmp_path / "sheet.html"
        path.write_text(PAGES[f"{lesson.number}_worksheet"](), encoding="utf-8")
        page.goto(path.as_uri())
        assert 2 <= len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) <= 5, lesson.name
    page.emulate_media(media="print")
    assert page.locator("header").is_hidden() and not any(part.is_visible() for part in page.locator(".screen").all())
    look = page.evaluate("(s => [s.color, s.backgroundColor])(getComputedStyle(document.body))")
    assert look == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    page.close()


def test_a_standard_of_a_curriculum_leads_to_a_section_and_says_where_it_was_read():
    page = BeautifulSoup(PAGES["teaching"](), "html.parser")
    rows = page.find(id="standards").find_next("table").select("tbody tr")
    assert len(rows) == len(table("standards").rows) >= 10
    for row, (number, heading, standard, *_, read) in zip(rows, table("standards").rows, strict=True):
        lesson = next(lesson for lesson in lessons().values() if lesson.number == number)
        section = next(section for section in lesson.sections if section.heading == heading)
        assert row.a["href"] == f"{lesson.name}.html#{section.anchor}" and standard in row.text
        assert re.fullmatch(r"(NGSS|AP|IB) .*[A-Z\d]\d?[-.][A-Z\d.-]+", standard) and re.search(r", \d{4}-\d\d-\d\d$", read)


MIXED = [lesson for lesson in lessons().values() if plans()[lesson.number].mixed]


def test_a_plan_for_mixed_ability_stands_in_the_plan_and_helps_only_where_it_is_wanted(learner):
    assert len(MIXED) == len(lessons())
    for lesson in MIXED:
        mixed, page = plans()[lesson.number].mixed, words(PAGES[f"{lesson.number}_teacher"]())
        for text in (mixed.core, mixed.supported, *mixed.starters, *mixed.stretch):
            assert plain(text) in page
        for row in mixed.rubric:
            assert all(plain(text) in page for text in (row.can, row.begins, row.does, row.further))
    opened = learner()("03_worksheet")
    starters, first = opened.locator(".starters"), opened.locator("table.notes .help").first
    assert starters.is_hidden() and first.is_hidden()
    opened.get_by_label("With help").check()
    assert starters.is_visible() and len(first.inner_text()) > 20
    opened.emulate_media(media="print")
    assert starters.is_visible()


@pytest.mark.parametrize("change", [{"rows": {"task_none": 6}}, {"rows": {"task_film": 2}}, {"mixed": {"core": "All."}}])
def test_rows_and_help_that_do_not_fit_are_refused(change):
    entry = tables(current().data / "teaching.toml")["03"] | {"number": "03"} | change
    with pytest.raises(ValueError, match=r"allowed: task_film|task_film = 2; allowed: 4 to 12|missing required field `supported`"):
        checked(convert(Plan, entry, "[03]"), lessons()["03_what_makes_the_crack"])


def test_what_stands_on_a_worksheet_is_in_no_saved_file(learner):
    visit = learner()
    sheet = visit("05_worksheet")
    sheet.get_by_label("Name, or a sign").fill("Ada Löwe")
    sheet.locator("textarea").last.fill("my own words")
    lesson = visit("05_refractory_period")
    question = questions()["left_after_rest"]
    answer(lesson, question, question.options[0].text, "certain")
    for page in ("05_refractory_period", "progress"):
        file = saved(visit(page))[1]
        assert list(file["kept"]) == [question.id] and "Ada" not in json.dumps(file, ensure_ascii=False)
    keep(lesson, {"sheet:05": '{"answer": "Ada, torn'})
    assert "damaged" not in saved(visit("05_refractory_period"))[1]
    assert visit("progress").locator(".kept .problem").inner_text() == ""


def test_a_table_that_has_grown_goes_on_overleaf_and_leaves_no_page_empty(learner):
    opened = learner()("05_worksheet")
    task = opened.locator(".step.do").first
    pages = lambda: len(re.findall(rb"/Type\s*/Page\b", opened.pdf(prefer_css_page_size=True)))  # noqa: E731
    blank = pages()
    for _ in range(18):
        task.locator("tbody tr").last.locator("textarea").last.fill("20 min")
    assert task.locator("tbody tr").count() > 18 and pages() == blank + 1


LONG = "A sentence that somebody wrote with care, and that has to be on paper too. " * 12


def test_a_worksheet_grows_keeps_what_is_written_and_prints_all_of_it(learner, tmp_path):
    visit = learner(viewport={"width": 1000, "height": 800})
    opened = visit("03_worksheet")
    table, found = opened.locator("table.notes").first, opened.locator("textarea[name=task_film]")
    rows = table.locator("tbody tr").count()
    assert rows == plans()["03"].rows["task_film"]
    table.locator("tbody tr").last.locator("textarea").last.fill("torn")
    assert table.locator("tbody tr").count() == rows + 1  # one row is always empty
    found.fill(LONG + "<b>end</b>")
    assert found.evaluate("e => e.scrollHeight <= e.clientHeight + 1") and found.bounding_box()["height"] > 100
    opened.locator("[type=radio]").nth(1).check()
    opened.get_by_label("Name, or a sign").fill("an owl")
    again = visit("03_worksheet")
    assert again.locator("textarea[name=task_film]").input_value() == LONG + "<b>end</b>"
    assert again.locator("table.notes").first.locator("tbody tr").nth(rows - 1).locator("textarea").last.input_value() == "torn"
    assert again.locator("[type=radio]").nth(1).is_checked() and again.get_by_label("Name, or a sign").input_value() == "an owl"
    again.emulate_media(media="print")
    again.set_viewport_size({"width": 690, "height": 900})
    assert again.locator("textarea[name=task_film]").evaluate("e => e.scrollHeight <= e.clientHeight + 1")
    again.get_by_label("Name, or a sign").fill("Wilhelmine von Löwenstein-Wertheim")
    assert again.get_by_label("Name, or a sign").evaluate("e => e.scrollWidth <= e.clientWidth")
    again.emulate_media(media="screen")
    again.get_by_role("button", name="Empty this sheet").click()
    again.get_by_role("button", name="Press again").click()
    assert again.locator("textarea[name=task_film]").input_value() == "" and again.locator("[type=radio]:checked").count() == 0
    assert visit("03_worksheet").get_by_label("Name, or a sign").input_value() == ""
