"""The ledger's data: claims, each with one home, a reason, sources that exist and opponents that answer back."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import msgspec
import nbformat
import pytest

from crepitus.explorers.court import claims_judged
from crepitus.figures.court import LONGEST, draw
from explorables.claims import VERDICTS, Ledger, claim, claims, notebooks, pairs, settled, tally
from explorables.course import current
from explorables.references import CITATION
from explorables.registry import Registry, reference, stated, table

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
every = pytest.mark.parametrize("found", claims().values(), ids=lambda found: found.id)
WRITTEN = notebooks()


def anchors(stem):
    """The headings of a notebook as links name them."""
    cells = nbformat.read(NOTEBOOKS / f"{stem}.ipynb", 4).cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    return {words.replace(" ", "-") for words in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}


def test_claims_are_numbered_in_order_and_each_says_something_of_its_own():
    assert list(claims()) == [f"C{number:03}" for number in range(1, len(claims()) + 1)]
    assert len({found.words for found in claims().values()}) == len(claims())


def test_what_lesson_12_says_of_the_verdicts_holds():
    """ "About an eighth" supported, "more than three times as many" partly right, about a quarter unsupported, "very few" contradicted."""
    share = {verdict: sum(found.verdict == verdict for found in claims().values()) / len(claims()) for verdict in VERDICTS}
    assert share["supported"] == pytest.approx(1 / 8, abs=0.01) and share["unsupported"] == pytest.approx(1 / 4, abs=0.025)
    assert 3 * share["supported"] < share["partly"] < 4 * share["supported"] and share["contradicted"] < 0.05


@every
def test_a_claim_has_words_a_topic_a_verdict_and_a_reason(found):
    assert found.topic in current().topics and found.verdict in VERDICTS and found.words[0].isupper() and found.words[-1] in ".?)"
    assert found.reason or found.verdict == "advice"
    assert not re.search(r"!|\b(simply|obviously|clearly|just)\b", found.words + found.reason, re.IGNORECASE)


@every
def test_a_claim_has_exactly_one_home_which_exists(found):
    assert found.lesson in WRITTEN
    if found.section:
        assert found.section in anchors(found.lesson)


@every
def test_every_contradiction_is_mutual(found):
    assert found.id not in found.contradicts and len(set(found.contradicts)) == len(found.contradicts)
    assert all(found.id in claim(other).contradicts for other in found.contradicts)


@every
def test_every_source_exists_and_every_number_in_a_reason_stands_in_the_registry(found):
    assert all(reference(key) for key in found.sources)
    assert set(CITATION.findall(found.reason)) <= set(found.sources)
    stated(found.reason)


@every
def test_what_has_no_source_claims_to_have_found_nothing(found):
    """Else it is recalled, contradicts itself, or is about what nobody has looked at, and says so."""
    if found.verdict in ("supported", "contested", "contradicted") and not found.sources:
        assert re.search(r"recalled, not checked|contradicts itself|found no (study|trial)", found.reason)


@every
def test_a_claim_that_rests_on_nothing_read_says_so(found):
    """If none of the sources was read, the reason must not pretend that one was."""
    read = {reference(key).read for key in found.sources}
    if read == {"not read"}:
        assert re.search(r"not read|recalled", found.reason)


def test_a_claim_leads_to_its_lesson_by_number_or_else_by_name(monkeypatch):
    first, *_ = claims().values()
    for home, words in (("03_what_makes_the_crack#Gas", "lesson 03"), ("tea", "lesson tea")):
        monkeypatch.setattr("explorables.claims.claims", lambda home=home: {"milk_late": replace(first, home=home, contradicts=())})
        assert re.findall(r'<a href="([^"]+)">([^<]+)</a>', Ledger().html())[1] == (re.sub(r"^\w+", r"\g<0>.ipynb", home), words)
        with pytest.raises(ValueError, match="no 'milk'; did you mean one of milk_late"):
            claim("milk")
        assert ">1 claim.</output>" in Ledger().html() and "<label hidden>Search" in Ledger().html()


def test_pairs_are_named_once():
    assert len(pairs()) == sum(len(found.contradicts) for found in claims().values()) / 2
    assert all(one.id < other.id for one, other in pairs())


@pytest.mark.parametrize("name", ["disagreements", "what_would_change_our_mind", "five_questions"])
def test_tables_about_claims_name_claims_that_exist(name):
    ids = re.findall(r"\[(C\d+)\]\(#\1\)", str(table(name).rows))
    assert len(ids) >= len(table(name).rows) and all(claim(one) for one in ids)


def test_the_quarrels_are_pairs_of_the_ledger():
    named = [tuple(sorted(re.findall(r"\[(C\d+)\]", str(row)))) for row in table("disagreements").rows]
    assert set(named) - {(one.id, other.id) for one, other in pairs()} == set()


def test_the_tally_counts_every_claim_once():
    *rows, sums = tally().rows
    assert sum(int(cell or 0) for row in rows for cell in row[1:]) == len(claims()) == sum(map(int, sums[1:]))


def test_the_picture_of_all_claims_has_a_mark_for_each_in_the_row_of_its_topic():
    """Verdict after verdict from the left, no two in one place, as the table counts them; what stands beside them says so too."""
    picture = claims_judged.picture
    judged = claims_judged.result(())
    drawn = draw(picture.axes, judged)
    marks = {verdict: drawn[3 * i : 3 * i + 3] for i, verdict in enumerate(VERDICTS)}
    *rows, sums = tally().rows
    for row, (topic, *cells) in enumerate(rows):
        assert [label.get_text() for label in picture.axes.topics.get_yticklabels()][row] == topic
        across = [x for there, _, _ in marks.values() for x, y in there.get_xydata() if y == row]
        assert across == [i + 0.5 for i in range(sum(int(cell or 0) for cell in cells))] and len(across) < LONGEST
    for (verdict, (there, one, said)), count in zip(marks.items(), sums[1:], strict=True):
        assert len(there.get_xydata()) == int(count) and said.get_text() == f"{count} {verdict}"
        assert there.get_marker() == one.get_marker() and f"{count} {verdict}" in claims_judged.readout(judged)
    looks = [(there.get_marker(), there.get_fillstyle(), there.get_markerfacecolor()) for there, _, _ in marks.values()]
    assert len(set(looks)) == len(VERDICTS)
    for artist in drawn:
        artist.remove()


def test_what_lesson_12_says_of_the_counts():
    """Its text speaks of more than forty pairs, and says that articles are at their best on anatomy and on kinds of noise."""
    assert 40 < len(pairs()) <= 50
    supported, all_of = Counter(), Counter()
    for found in claims().values():
        all_of[found.topic] += 1
        supported[found.topic] += found.verdict == "supported"
    share = {topic: supported[topic] / all_of[topic] for topic in all_of if all_of[topic] > 5}
    assert set(sorted(share, key=share.get)[-2:]) == {"anatomy", "kinds of noise"}
    by_hand = [found for found in claims().values() if found.topic in ("who does it", "the neck")]
    assert sum(found.verdict in ("advice", "unsupported") for found in by_hand) > len(by_hand) / 2
    counts = Counter(found.verdict for found in claims().values())  # and under its picture: two fifths, few
    assert [round(5 * counts[verdict] / len(claims())) for verdict in ("partly", "contradicted")] == [2, 0]
    flat = Counter(found.topic for found in claims().values() if found.verdict == "contradicted")
    assert (flat["anatomy"] + flat["kinds of noise"], flat.total()) == (2, 3)


@pytest.mark.parametrize("name", ["C092", "C108", "C127", "C136", "C140", "C165", "C166"])
def test_a_claim_is_not_half_right_where_its_reason_finds_nothing(name):
    assert claim(name).verdict == "unsupported"


def test_reasons_agree_with_the_lessons_they_point_to():
    """Gas was there before in 5 of 18 thumbs (03); heat was measured, not a press (04); the sign of a link hangs on the controls (08)."""
    assert "5 of 18" in claim("C004").reason and "no pockets" not in claim("C004").reason.lower()
    assert "Heat" in claim("C001").reason and "jung2023" in claim("C001").sources
    assert "whedon2023" in claim("C042").sources and "althubait2024" in claim("C043").sources
    assert {"lavazza2021"} <= set(claim("C154").sources)


@pytest.mark.parametrize("stem", notebooks())
def test_a_lesson_shows_the_claims_it_settles_and_no_others(stem):
    text = settled(stem)
    assert text == settled(stem[:2])
    shown = set(re.findall(r"\[(C\d+)\]\(12_the_claims_court\.ipynb#\1\)", text))
    assert shown == {found.id for found in claims().values() if found.lesson == stem}
    sections = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert stem not in WRITTEN or sections <= anchors(stem)


def test_every_written_lesson_closes_with_the_claims_it_settles():
    shown = [stem for stem in WRITTEN if f'settled(\\"{stem[:2]}\\")' in (NOTEBOOKS / f"{stem}.ipynb").read_text(encoding="utf-8")]
    assert shown == [stem for stem in WRITTEN if stem not in ("00_start_here", "12_the_claims_court")]


def test_an_unknown_claim_or_lesson_names_what_is_near():
    with pytest.raises(ValueError, match=f"no 'C999'; did you mean one of {', '.join(list(claims())[-5:])}"):
        claim("C999")
    with pytest.raises(ValueError, match="lesson = '13'; allowed: 00_start_here"):
        settled("13")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({3: "true"}, "C001: verdict = 'true'; allowed: supported, partly"),
        ({1: "gossip"}, "C001: topic = 'gossip'; allowed: anatomy"),
        ({6: "13_more"}, "C001: home = '13_more'; allowed: 00_start_here"),
        ({7: "C999"}, "C001: contradicts = 'C999'; allowed: C001"),
    ],
)
def test_a_claim_with_a_hole_stops_the_build(monkeypatch, change, words):
    first, *_ = table("claims").rows
    columns = table("claims").columns
    broken = table("claims").__class__("claims", "", columns, (tuple(change.get(i, cell) for i, cell in enumerate(first)),))
    monkeypatch.setattr("explorables.claims.table", lambda _: broken)
    monkeypatch.setitem(vars(current()), "registry", Registry(current().data))
    with pytest.raises(ValueError, match=re.escape(words)):
        claims()


def test_claims_need_their_columns_and_a_lesson_that_lists_them(monkeypatch):
    whole = table("claims")
    for broken, ledger, words in (
        (
            msgspec.structs.replace(whole, columns=whole.columns[::-1]),
            current().ledger,
            "columns = contradicts, home.*; allowed: id, topic, claim",
        ),
        (whole, "", "course 'crepitus': ledger = ''; allowed: the lesson that lists all claims, 00_start_here, 01_"),
    ):
        monkeypatch.setattr("explorables.claims.table", lambda _, broken=broken: broken)
        monkeypatch.setitem(vars(current()), "registry", Registry(current().data))
        monkeypatch.setitem(vars(current()), "ledger", ledger)
        with pytest.raises(ValueError, match=words):
            claims()


def test_every_claim_has_a_section():
    assert [found.id for found in claims().values() if "#" not in found.home] == []


@pytest.mark.parametrize("stem", ["05_refractory_period", "10_normal_or_warning"])
def test_a_page_names_under_each_heading_the_claims_it_settles(site, stem):
    named = re.findall(r'<p class="settles">Claims settled here: (.*?)\.</p>', (site / f"{stem}.html").read_text(encoding="utf-8"))
    expected = [found.id for found in claims().values() if found.lesson == stem and found.section]
    assert sorted(re.findall(r"C\d+(?=</a>)", " ".join(named))) == sorted(expected) != []
