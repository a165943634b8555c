"""A class is counted without a server: files and short codes are read, and what is damaged, foreign, older or doubled is named."""

import json
import random
import re
from collections import Counter
from math import prod
from pathlib import Path

import pytest
from played import entry, settle

from explorables.course import current
from explorables.lesson import lessons
from explorables.questions import questions
from explorables.site.coded import coded, edition
from explorables.teaching import tally
from explorables.teaching.plans import belief

LESSON = lessons()["05_refractory_period"]
ASKED = coded(LESSON)
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SURE = ["confidence not given", "guessing", "fairly sure", "certain"]
OLD = (Path(__file__).parent / "answers_of_edition_2.json").read_text(encoding="utf-8")


def asks_sure(question):
    return question.kind in ("prediction", "pretest", "review")


def code(lesson, given):
    """The code of some answers, {name: (which, sure)}, written a second time from its description alone."""
    number, bases = 0, []
    for name, question in coded(lesson):
        degrees = 4 if asks_sure(question) else 1
        bases.append(1 + degrees * len(question.options or question.answers))
        digit = 0
        if name in given:
            at, sure = given[name]
            digit = 1 + at * degrees + (SURE.index(sure) if asks_sure(question) else 0)
        number = number * bases[-1] + digit
    count = -(-(prod(bases) - 1).bit_length() // 5)
    body = letters(1, 1) + letters(edition(lesson), 3) + letters(number, count)
    check = 0
    for letter in body:
        check = (37 * check + LETTERS.index(letter) + 1) % 32749
    return body + letters(check, 3)


def letters(number, count):
    return "".join(LETTERS[number >> 5 * (count - 1 - i) & 31] for i in range(count))


def at_random(rng, lesson=LESSON):
    """Answers of somebody to a lesson, some left out."""
    asked = [(name, question) for name, question in coded(lesson) if rng.random() < 0.8]
    return {name: (rng.randrange(len(q.options or q.answers)), rng.choice(SURE) if asks_sure(q) else "not asked") for name, q in asked}


def file(given, when="2026-03-02T09:00:00.000Z", **changed):
    """A file of answers as question.js saves it."""
    kept = {}
    for name, (at, sure) in given.items():
        question = questions()[name.removeprefix("again:")]
        found = question.options[at].id if question.options else str(inside(question.answers[at]))
        kept[name] = {"answer": found, "sure": sure, "when": when, "version": "3"}
    return json.dumps({"course": current().title, "version": 3, "kept": kept} | changed)


def inside(found):
    return found.low if found.low > -1e300 else found.high - 1


def payloads(texts):
    return [{"name": f"{name}.json", "mimeType": "application/json", "buffer": text.encode()} for name, text in texts.items()]


def paste(box, codes):
    box.locator("textarea").evaluate("(e, text) => { e.value = text; e.dispatchEvent(new Event('input')); }", "\n".join(codes))


@pytest.fixture
def room(learner):
    """The class page, and what reads files and codes into one of its rounds."""
    opened = learner()("class")

    def read(files=(), codes=(), round=0):
        box = opened.locator(".round").nth(round)
        if files:
            box.locator("[type=file]").set_input_files(payloads(dict(files)))
            opened.wait_for_function("n => document.querySelector('.told').textContent.includes('round: ')", arg=0)
        if codes:
            paste(box, codes)
        return [item.inner_text() for item in opened.locator(".told li").all()]

    opened.read = read
    return opened


def rows(opened, question):
    """The table of a question: of each row what its cells say."""
    table = opened.locator(".counted table", has=opened.locator("caption", has_text=question.ask)).first
    return table.evaluate("table => [...table.rows].map(row => [...row.cells].map(cell => cell.textContent))")


def test_a_learner_s_page_shows_the_code_that_its_description_gives(learner):
    rng = random.Random(5)
    given = {name: answer for name, answer in at_random(rng).items()}
    kept = {name: json.loads(file({name: answer}))["kept"][name] for name, answer in given.items()}
    opened = learner(kept)(LESSON.name)
    opened.locator(".handed summary").click()
    assert opened.locator("[data-given] .code").inner_text().replace("-", "") == code(LESSON, given)
    opened.get_by_role("img", name="The code as a QR code").wait_for()
    assert opened.locator(".qr svg").bounding_box()["width"] > 150


def test_a_class_of_28_is_counted_from_codes_and_from_files_alike(room):
    rng = random.Random(28)
    given = [at_random(rng) for _ in range(28)]
    files = [(f"pupil {i}", file(one, f"2026-03-02T09:00:{i:02}.000Z")) for i, one in enumerate(given[:14])]
    assert room.read(files, [code(LESSON, one).lower() for one in given[14:]]) == []
    assert room.locator(".told p").first.inner_text() == "First round: 28 learners. 0 remarks."
    for name, question in ASKED:
        counts = Counter(one[name][0] for one in given if name in one)
        for at, answer in enumerate(question.options):
            (found,) = [row for row in rows(room, question)[1:] if row[0].startswith(answer.text)]
            assert found[1].startswith(f"{counts[at]} ("), (name, answer.text)
            assert found[0] == answer.text + (" (came out)" if answer.met else " (right)" if answer.correct else "")
    behind = Counter()
    for one in given:
        named = {questions()[name].options[at].misconception for name, (at, _) in one.items() if questions()[name].options}
        behind.update(belief(misconception) for misconception in named - {""})
    shown = room.locator(".counted table", has=room.locator("thead th", has_text=re.compile("^the idea$"))).locator("tbody tr").all()
    told = {row.locator("th").inner_text(): int(row.locator("td").inner_text().split(" ")[0]) for row in shown}
    assert told == behind and list(told.values()) == sorted(told.values(), reverse=True)


def test_how_sure_and_how_right_counts_only_what_can_be_right(room):
    rng = random.Random(3)
    given = [at_random(rng) for _ in range(12)]
    room.read(codes=[code(LESSON, one) for one in given])
    judged = Counter()
    for one in given:
        for name, (at, sure) in one.items():
            question = questions()[name]
            answers = question.options or question.answers
            if any(found.correct or getattr(found, "met", False) for found in answers):
                judged[sure, answers[at].correct or getattr(answers[at], "met", False)] += 1
    table = room.locator(".counted table", has_text="they were").evaluate(
        "t => [...t.tBodies[0].rows].map(r => [...r.cells].map(c => c.textContent))"
    )
    for sure, all_of_them, right in table:
        assert int(all_of_them) == judged[sure, True] + judged[sure, False] and int(right.split(" ")[0]) == judged[sure, True]


def test_two_rounds_stand_side_by_side(room):
    question = next(question for _, question in ASKED if question.kind == "quiz")
    right = next(i for i, option in enumerate(question.options) if option.correct)
    wrong = (right + 1) % len(question.options)
    sheets = [
        [{question.id: (wrong, "not asked")}] * 7 + [{question.id: (right, "not asked")}] * 3,
        [{question.id: (right, "not asked")}] * 9,
    ]
    for n, round in enumerate(sheets):
        room.read([(f"{n} {i}", file(one, f"2026-03-0{n + 1}T09:00:{i:02}.000Z")) for i, one in enumerate(round)], round=n)
    table = {row[0]: row[1:3] for row in rows(room, question)}
    assert table["answer"] == ["before (10)", "after (9)"]
    assert table[f"{question.options[right].text} (right)"] == ["3 (30 %)", "9 (100 %)"]
    assert "100 % right. Most have it." in room.locator(".counted ol").inner_text()


def test_what_is_damaged_foreign_older_or_doubled_is_named(room):
    rng = random.Random(1)
    first, second = at_random(rng), at_random(rng)
    newer = json.loads(file(first))
    newer["kept"]["hundredths"] = {"answer": "a", "sure": "certain", "when": "2026-03-05T09:00:00.000Z", "version": "3"}
    one, other, third = [question for _, question in ASKED if question.options][:3]
    still_there = entry(other.options[0], when="2026-03-03T08:00:00.000Z")
    gone = {one.id: {"answer": "zz", "version": "3"}, other.id: still_there, third.id: 7}
    files = {
        "good": file(second, "2026-03-02T10:00:00.000Z"),
        "again": file(second, "2026-03-02T10:00:00.000Z"),
        "early": file(first),
        "late": json.dumps(newer),
        "torn": file(second)[:80],
        "other": file(first, course="Another course"),
        "empty": "{}",
        "list": "[1, 2]",
        "old": OLD,
        "future": file(at_random(rng), "2026-03-02T11:00:00.000Z", version=9),
        "gone": json.dumps({"course": current().title, "version": 3, "kept": gone}),
    }
    notes = dict(note.split(".json ", 1) for note in room.read(files.items()))
    assert notes["torn"].startswith("cannot be read") and notes["other"].startswith("belongs to another course")
    assert notes["empty"].startswith("holds no answer") and notes["list"].startswith("holds no answer")
    assert "same learner as late.json" in notes["early"] and "same learner as" in notes.get("again", notes.get("good", ""))
    assert notes["old"].startswith("is of an older edition; its answers were recognised by their words")
    assert notes["future"].startswith("is of a newer edition")
    told = room.locator(".told").inner_text()
    assert "gone.json gives 1 answer that is no longer among the choices." in told and "gone.json has 1 entry that cannot be read." in told
    assert told.startswith("First round: 5 learners.")


def test_no_code_with_a_wrong_letter_or_two_swapped_ones_is_counted(room):
    rng = random.Random(7)
    bad = []
    for _ in range(300):
        good = code(LESSON, at_random(rng))
        at, swap = rng.randrange(len(good)), rng.randrange(len(good) - 1)
        bad.append(good[:at] + rng.choice(LETTERS.replace(good[at], "")) + good[at + 1 :])
        if good[swap] != good[swap + 1]:
            bad.append(good[:swap] + good[swap + 1] + good[swap] + good[swap + 2 :])
    notes = room.read(codes=bad)
    assert len(notes) == len(bad) and all("damaged" in note or "newer edition" in note or "no code" in note for note in notes)
    assert room.locator(".told p").first.inner_text().startswith("First round: 0 learners.")


def test_a_code_may_be_dictated_and_a_foreign_one_is_named(room):
    good = code(LESSON, at_random(random.Random(2)))
    dictated = " ".join(good).replace("0", "o").replace("1", "l").lower()
    foreign = good[0] + letters((edition(LESSON) + 1) % 2**15, 3) + good[4:-3]
    check = 0
    for letter in foreign:
        check = (37 * check + LETTERS.index(letter) + 1) % 32749
    notes = room.read(codes=[dictated, "", good, foreign + letters(check, 3), "hello there"])
    assert room.locator(".told p").first.inner_text().startswith("First round: 2 learners.")
    assert [note.split(" ", 2)[:2] for note in notes] == [["Line", "3"], ["Line", "4"], ["Line", "5"]]
    assert "says the same as Line 1" in notes[0] and "another course" in notes[1] and "damaged" in notes[2]


def test_what_a_learner_wrote_never_runs_nor_shows(room):
    evil = '<img src=x onerror="window.ran = 1"><b>bold</b>'
    kept = {ASKED[0][0]: {"answer": evil, "sure": evil, "when": evil, "version": "3"}, evil: entry("a"), "__proto__": entry("a")}
    number = next(name for name, question in ASKED if question.kind != "number")
    kept[number] = {"answer": questions()[number].options[0].id, "sure": evil, "version": "3"}
    room.read({evil: json.dumps({"course": current().title, "version": 3, "kept": kept})}.items(), [evil])
    assert room.locator(".told p").first.inner_text().startswith("First round: 1 learner.")
    assert room.evaluate("window.ran") is None and room.locator("main img, .told b, .counted b").count() == 0


@pytest.mark.parametrize("name", ["class", "vote"])
def test_the_class_pages_can_be_read_by_everybody_and_store_nothing(learner, axe, name):
    opened = learner(viewport={"width": 390, "height": 900})(name)
    opened.locator("main textarea").first.evaluate("e => e.closest('details')?.setAttribute('open', '')")
    opened.locator("textarea").first.fill(code(LESSON, at_random(random.Random(4))))
    assert axe(opened) == []
    assert opened.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    assert opened.evaluate("Object.keys(localStorage)") == []


def test_a_vote_is_hidden_until_it_is_shown_and_then_stands_beside_the_second(learner):
    question = next(question for _, question in ASKED if question.kind == "prediction" and any(option.met for option in question.options))
    visit = learner(viewport={"width": 1280, "height": 720})
    opened = visit("vote")
    opened.evaluate("id => { location.hash = id; }", question.id)
    opened.locator(".ask", has_text=question.ask).wait_for()
    assert opened.locator(".options .words").all_inner_texts() == [option.text for option in question.options]
    fields = opened.locator(".options input")
    for i in range(len(question.options)):
        fields.nth(i).fill(str(i + 1))
    assert opened.locator(".bar").count() == 0
    opened.get_by_role("button", name="Show the bars").click()
    assert opened.locator(".bar").count() == len(question.options) and fields.first.is_hidden()
    opened.get_by_role("button", name="Second vote").click()
    assert opened.locator(".bar").count() == 0
    opened.get_by_text("Add votes from files").click()
    opened.locator("textarea").nth(1).fill("\n".join([code(LESSON, {question.id: (0, "certain")})] * 3))
    opened.get_by_role("button", name="Show the bars").click()
    assert opened.locator(".options li").first.locator(".track").all_inner_texts() == [
        f"1 ({round(100 / sum(range(len(question.options) + 1)))} %)", "3 (100 %)",
    ]  # fmt: skip
    assert opened.locator(".options .verdict").count() == 0
    opened.get_by_role("button", name="Show our answer").click()
    assert opened.locator(".options .verdict").inner_text() == next(o.text for o in question.options if o.met) + " (this came out)"
    sizes = opened.locator(".ask, .options .words, .track").evaluate_all("all => all.map(e => parseFloat(getComputedStyle(e).fontSize))")
    assert min(sizes) >= 18 and settle(opened).evaluate("Object.keys(localStorage)") == []


@pytest.fixture
def ballot(learner):
    """The page for one vote; `asks` opens it for a question, `press` presses a button, and `sees` are the words of the bars."""
    opened = learner(viewport={"width": 1280, "height": 720})("vote")
    opened.asks = lambda name: (
        opened.evaluate("id => { location.hash = id; }", name),
        opened.locator(".ask", has_text=questions()[name].ask).wait_for(),
    )
    opened.press = lambda name: opened.get_by_role("button", name=name).click()
    opened.sees = lambda: opened.locator(".track").all_inner_texts()
    opened.get_by_text("Add votes from files").click()
    return opened


def test_each_vote_has_its_own_files_and_codes_and_they_are_added_to_the_hands(ballot):
    ballot.asks("left_after_rest")
    boxes, first = ballot.locator(".round"), [code(LESSON, {"left_after_rest": (at, "certain")}) for at in (0, 1, 1)]
    ballot.locator(".options input").first.fill("5")
    paste(boxes.nth(0), first)
    ballot.press("Show the bars")
    assert ballot.sees() == ["6 (75 %)", "2 (25 %)", "0 (0 %)"]
    assert ballot.locator(".sum").inner_text() == "8 votes, 3 of them from files or codes."
    ballot.press("Second vote")
    assert ballot.locator(".sum").inner_text() == "0 votes."
    boxes.nth(1).locator("[type=file]").set_input_files(payloads({"a": file({"left_after_rest": (2, "certain")})}))
    ballot.get_by_text("Second vote: 1 answer to this question, from 1 learner.").wait_for()
    ballot.press("Show the bars")
    assert ballot.sees() == ["6 (75 %)", "0 (0 %)", "2 (25 %)", "0 (0 %)", "0 (0 %)", "1 (100 %)"]


def test_counts_stay_when_another_question_is_shown_and_the_browser_asks_before_they_are_lost(ballot):
    leave = "() => { const event = new Event('beforeunload', { cancelable: true }); dispatchEvent(event); return event.defaultPrevented; }"
    assert not ballot.evaluate(leave)
    ballot.asks("left_after_rest")
    ballot.locator(".options input").first.fill("5")
    ballot.asks("which_share")
    assert ballot.locator(".sum").inner_text() == "0 votes." and ballot.evaluate(leave)
    paste(ballot.locator(".round").first, [code(LESSON, {"left_after_rest": (1, "certain"), "which_share": (0, "certain")})])
    assert ballot.locator(".sum").inner_text() == "1 vote, 1 of them from files or codes."
    ballot.locator(".pick select").nth(1).select_option("left_after_rest")
    assert ballot.locator(".sum").inner_text() == "6 votes, 1 of them from files or codes."
    assert "1 answer to this question, from 1 learner." in ballot.locator(".told").inner_text()


def test_bars_of_one_vote_have_room_and_typed_hands_are_dots(ballot):
    ballot.asks("left_after_rest")
    fields = ballot.locator(".options input")
    for i, hands in enumerate((11, 6, 9)):
        fields.nth(i).fill(str(hands))
    assert {field.evaluate("e => getComputedStyle(e).webkitTextSecurity") for field in fields.all()} == {"disc"}
    ballot.press("Show the bars")
    wide = [bar.bounding_box()["width"] for bar in ballot.locator(".options .bar").all()]
    assert wide[0] > 300 and wide[0] / wide[1] == pytest.approx(11 / 6, rel=0.02)
    assert all(track.bounding_box()["height"] < 45 for track in ballot.locator(".track").all())  # one line
    assert ballot.locator("[data-show]").bounding_box()["y"] < 720


def test_our_answer_is_released_with_the_vote_and_where_nothing_is_settled_that_is_said(ballot):
    ballot.asks("left_after_rest")
    ballot.press("Show our answer")
    assert ballot.locator(".options .verdict").count() == 1
    ballot.press("Second vote")
    assert ballot.locator(".options .verdict").count() == 0
    ballot.asks("why_rest")
    assert ballot.locator(".unsettled").inner_text() == ""
    ballot.press("Show our answer")
    assert ballot.locator(".unsettled").inner_text() == "None of these is settled. The lesson says why."


def test_a_lesson_is_chosen_first_and_ranges_of_numbers_do_not_begin_with_the_right_one(ballot):
    ballot.locator(".pick select").first.select_option(label=LESSON.listed)
    offered = ballot.locator(".pick select").nth(1).locator("option").evaluate_all("all => all.map(one => one.value)")
    assert offered == [name for name, _ in ASKED]
    number = next(question for _, question in ASKED if question.kind == "number")
    ballot.locator(".pick select").nth(1).select_option(number.id)
    shown = ballot.locator(".options .words").all_inner_texts()
    size = sorted(number.answers, key=lambda answer: (answer.low < -1e300, answer.low))
    assert shown == [answer.words(number.unit) for answer in size] and not size[0].correct
    ballot.locator(".options input").nth(shown.index(next(a for a in number.answers if a.correct).words(number.unit))).fill("4")
    ballot.press("Show our answer")
    ballot.press("Show the bars")
    assert ballot.locator(".options li", has=ballot.locator(".verdict")).locator(".track").inner_text() == "4 (100 %)"


def test_a_code_is_found_behind_a_name_and_a_remark_quotes_its_line(room):
    good = "-".join(wrapped(code(LESSON, at_random(random.Random(2)))))
    notes = room.read(codes=[f"Ada: {good}", f"10:31 Bo: {good.replace('-', ' ')}", "Cleo: nothing at all to see here"])
    assert room.locator(".told p").first.inner_text().startswith("First round: 2 learners.")
    assert notes[1].startswith("Line 3 “Cleo: nothing at all to …” is no code") and "says the same as Line 1" in notes[0]


def wrapped(letters):
    return [letters[i : i + 4] for i in range(0, len(letters), 4)]


def test_a_file_and_a_code_that_say_the_same_are_named(room):
    given = at_random(random.Random(9))
    (note,) = room.read({"an owl": file(given)}.items(), [code(LESSON, given), code(LESSON, at_random(random.Random(10)))])
    assert note == "Line 1 says the same as an owl.json. Both were counted; take one away if one learner gave both."


def test_the_lesson_that_was_answered_last_is_shown_until_another_is_chosen(room):
    first, last = lessons()["00_start_here"], lessons()["03_what_makes_the_crack"]
    rng = random.Random(6)
    old, new = at_random(rng, first), at_random(rng, last)
    both = json.loads(file(old, "2026-01-02T09:00:00.000Z"))
    both["kept"] |= json.loads(file(new, "2026-03-01T09:00:00.000Z"))["kept"]
    room.read({"both": json.dumps(both)}.items())
    heading = room.locator(".counted h2")
    assert heading.inner_text() == last.listed
    paste(room.locator(".round").first, [code(LESSON, at_random(rng))])
    assert heading.inner_text() == LESSON.listed
    room.locator(".which select").select_option(label=first.listed)
    paste(room.locator(".round").first, [code(LESSON, at_random(rng))] * 2)
    assert heading.inner_text() == first.listed


def test_what_went_worst_is_discussed_first_and_the_rest_is_counted(room):
    judged = [question for _, question in ASKED if any(a.correct or getattr(a, "met", False) for a in question.options)]
    right = {q.id: next(i for i, a in enumerate(q.options) if a.correct or a.met) for q in judged}
    worst = judged[-1]
    given = [{q.id: (right[q.id] if q is not worst and (i or n % 2) else (right[q.id] + 1) % len(q.options), "certain")
              for n, q in enumerate(judged)} for i in range(3)]  # fmt: skip
    room.read(codes=[code(LESSON, one) for one in given])
    items = room.locator(".counted ol li").all_inner_texts()
    certain = ", 3 certain and wrong" if asks_sure(worst) else ""
    assert items[0].startswith(f"{worst.ask} 0 % right{certain}. Few have it.")
    assert [float(item.split(" % right")[0].rpartition(" ")[2]) for item in items] == sorted(
        float(item.split(" % right")[0].rpartition(" ")[2]) for item in items
    )
    assert room.locator(".counted ol + p").inner_text().startswith(f"And {len(judged) - 5} more questions, ")
    prediction = next(q for q in judged if q.kind == "prediction")
    told = {row[0].removesuffix(" (came out)"): row[1] for row in rows(room, prediction)}
    assert told[prediction.options[right[prediction.id]].text].endswith("certain")


def test_printed_counts_are_dated_and_hold_no_instructions_and_no_names(room):
    given = at_random(random.Random(8))
    room.read(codes=[code(LESSON, given), "Ada: no code"])
    room.get_by_label("Class, for the print").fill("9b")
    room.emulate_media(media="print")
    assert [part.is_visible() for part in room.locator("main > p, .rounds, .told li, .nobody").all()].count(True) == 0
    assert room.locator("time").inner_text() == "2 March 2026" and room.get_by_label("Class, for the print").is_visible()
    assert not any("after" in words for words in room.locator("th").all_inner_texts())


def test_no_two_lessons_have_codes_that_look_alike():
    assert len({edition(lesson) for lesson in lessons().values()}) == len(lessons())
    assert [lesson["title"] for lesson in tally.counted()] == [lesson.listed for lesson in lessons().values()]
