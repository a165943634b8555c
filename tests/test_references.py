"""The bibliography is CSL-JSON that other programs read: known fields only, and a style makes a whole entry of each work."""

import json
import re
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pytest
from bs4 import BeautifulSoup
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from explorables.course import current
from explorables.execute import store
from explorables.lesson import read
from explorables.references import Reference, read_references, unlinked
from explorables.registry import Registry, linked, references
from explorables.site.markdown import Prose, rendered

TEXT = (Path(__file__).parents[1] / "data/references.json").read_text(encoding="utf-8")
ITEMS = json.loads(TEXT)

# CSL 1.0.2 specification, appendices III (types) and IV (variables): https://docs.citationstyles.org/en/v1.0.2/specification.html
TYPES = """
article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset document entry
entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation manuscript map motion_picture
musical_score pamphlet paper-conference patent performance periodical personal_communication post post-weblog regulation report review
review-book software song speech standard thesis treaty webpage
"""
STANDARD = """
abstract annote archive archive_collection archive_location archive-place authority call-number citation-key citation-label
collection-title container-title container-title-short dimensions division DOI event event-title event-place genre ISBN ISSN
jurisdiction keyword language license medium note original-publisher original-publisher-place original-title part-title PMCID PMID
publisher publisher-place references reviewed-genre reviewed-title scale source status title title-short URL volume-title year-suffix
chapter-number citation-number collection-number edition first-reference-note-number issue locator number number-of-pages
number-of-volumes page page-first part-number printing-number section supplement-number version volume
"""
DATES = "accessed available-date event-date issued original-date submitted"
NAMES = """
author chair collection-editor compiler composer container-author contributor curator director editor editorial-director
editor-translator executive-producer guest host illustrator interviewer narrator organizer original-author performer producer
recipient reviewed-author script-writer series-creator translator
"""


def test_the_file_is_in_its_normal_form():
    assert json.dumps(ITEMS, indent=1, ensure_ascii=False) + "\n" == TEXT
    assert len({item["id"] for item in ITEMS}) == len(ITEMS) > 200


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["id"])
def test_an_entry_has_fields_of_csl_and_none_is_empty(item):
    assert set(item) <= {"id", "type", "custom", *f"{STANDARD} {DATES} {NAMES}".split()} and item["type"] in TYPES.split()
    assert {"title", "author", "issued", "custom"} <= set(item) and set(item["custom"]) == {"read"}
    for field in set(item) & set(DATES.split()):
        assert set(item[field]) == {"date-parts"} and all(isinstance(part, int) for part in item[field]["date-parts"][0])
    for name in item["author"]:
        assert set(name) in ({"literal"}, {"family"}, {"family", "given"})
    assert {"literal": "others"} not in item["author"][:-1]
    texts = [item[field] for field in set(item) - {*DATES.split(), "author", "custom"}]
    for text in [*texts, *item["custom"].values(), *(part for name in item["author"] for part in name.values())]:
        assert isinstance(text, str) and text == text.strip() != ""


UNSEEN = {"bmcsurgery2019", "boutin2015", "kaur2017", "sciam2018", "shu2025", "spiegel2018", "time1971"}  # it may only shrink
SHORTENED = {"widmalm1996", "kaur2017"}  # this too


def test_a_title_of_our_own_stands_in_brackets_and_is_one_of_a_known_few():
    """As bibliographies mark a supplied title; whose printed one is found gets that."""
    assert {item["id"] for item in ITEMS if re.fullmatch(r"\[.*\]", item["title"])} == UNSEEN
    assert [item["id"] for item in ITEMS if re.search(r"title is our|our description", item.get("note", ""))] == []


def test_what_is_not_known_of_a_work_leaves_no_stop_behind():
    named = {"author": [{"literal": "goude.se"}], "issued": {"date-parts": [[2025]]}, "title": "Tea time", "custom": {"read": "abstract"}}
    assert Reference(named).full == "goude.se (2025). Tea time. Read here: abstract."
    assert Reference(named | {"URL": "https://goude.se/"}).full == "goude.se (2025). Tea time. https://goude.se/ Read here: abstract."


def test_a_citation_where_a_name_would_stand_is_a_name_and_else_a_mark_at_a_word():
    rows = ("[dunning2013] and [kawchuk2015] for necks; fingers [reggars1996]", "[dunning2013] [kawchuk2015]", "Necks [dunning2013]")
    noted = BeautifulSoup(Prose().markdown("|who|\n|---|\n" + "\n".join(f"|{row}|" for row in rows)), "html.parser")
    for note in noted.select(".named"):
        note.decompose()
    assert [cell.get_text() for cell in noted.select("td")] == [
        "Dunning et al. 2013 and Kawchuk et al. 2015 for necks; fingers*", "Dunning et al. 2013; Kawchuk et al. 2015", "Necks*",
    ]  # fmt: skip


def test_a_star_stands_close_to_its_word_and_apart_from_another():
    shown = BeautifulSoup(Prose().markdown("It pops [dunning2013] [kawchuk2015]. After 5.66 ms [dunning2013] it is over."), "html.parser")
    for aside in shown.select(".named, [role=tooltip]"):
        aside.decompose()
    assert shown.get_text().strip() == "It pops* *. After 5.66 ms it is over."


def test_no_more_lists_of_authors_are_shortened():
    assert {item["id"] for item in ITEMS if {"literal": "others"} in item["author"]} == SHORTENED


def test_a_style_makes_an_entry_with_names_year_and_title_of_every_work():
    """The processor warns of a field it does not know, which is an error here; `custom` is none that a style can print."""
    source = CiteProcJSON([{field: value for field, value in item.items() if field != "custom"} for item in ITEMS])
    style = CitationStylesStyle("harvard-cite-them-right")
    style.root.bibliography.set("et-al-min", "100")  # this style would name the first of four authors
    listed = CitationStylesBibliography(style, source, formatter.plain)
    listed.register(Citation([CitationItem(item["id"]) for item in ITEMS]))
    lost = []
    for item, entry in zip(ITEMS, map(str, listed.bibliography()), strict=True):
        names = [name.get("family") or name["literal"] for name in item["author"]]
        wanted = [*names, str(item["issued"]["date-parts"][0][0]), item["title"]]
        lost += [(item["id"], part, entry) for part in wanted if part not in entry]
    assert lost == []


GOOD = {
    "id": "huygens1673",
    "type": "book",
    "title": "Horologium oscillatorium",
    "author": [{"family": "Huygens", "given": "C."}],
    "issued": {"date-parts": [[1673]]},
    "custom": {"read": "not read"},
}


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ({}, r"references.json is no list of works; allowed: a list of works in CSL-JSON"),
        (["huygens1673"], r"references.json is no list of works; allowed: a list of works in CSL-JSON"),
        ([{**GOOD, "author": []}], r"references.json: \[huygens1673\]: .*length >= 1 .*\$.author.*; allowed: id: text"),
        (
            [{**GOOD, "issued": {"date-parts": [["1673"]]}}],
            r"references.json: \[huygens1673\]: .*\$.issued.date-parts.*; allowed: .*issued: table",
        ),
        ([{**GOOD, "issued": {"date-parts": []}}], r"references.json: \[huygens1673\]: .*\$.issued.date-parts.*; allowed: .*issued: table"),
        (
            [{field: value for field, value in GOOD.items() if field != "title"}],
            r"references.json: \[huygens1673\]: .*`title`; allowed: .*title: text",
        ),
        ([{**GOOD, "custom": {}}], r"references.json: \[huygens1673\]: custom.read = None; allowed: full text, abstract"),
        ([GOOD, GOOD], r"references.json: \[huygens1673\] stands twice; allowed: a key of its own for each work"),
    ],
)
def test_a_work_that_could_not_be_cited_is_refused_by_its_key(tmp_path, items, words):
    path = tmp_path / "references.json"
    path.write_text(json.dumps(items), encoding="utf-8")
    with pytest.raises(ValueError, match=words):
        read_references(path)


def test_a_work_is_looked_up_by_its_doi_or_else_by_its_url(tmp_path):
    path = tmp_path / "references.json"
    path.write_text(
        json.dumps([{**GOOD, "URL": "https://example.org/book", "DOI": "10.1000/182"}, {**GOOD, "id": "b", "URL": "https://example.org/b"}])
    )
    doi, url = read_references(path).values()
    assert doi.address == "https://doi.org/10.1000/182" and "https" not in doi.full and "doi:10.1000/182." in doi.full
    assert url.address == "https://example.org/b" and url.full.endswith(" https://example.org/b Read here: not read.")


@pytest.mark.parametrize("key", references())
def test_a_stored_citation_is_a_link_that_leads_to_its_work_and_can_be_read_back(key):
    work, written = references()[key], f"It took 6 ms [{key}], or 7."
    stored = linked(written)
    assert linked(stored) == stored and unlinked(stored) == written and unlinked(written) == written
    shown = BeautifulSoup(rendered(stored), "html.parser")
    assert shown.get_text().strip() == f"It took 6 ms [{work.short if work.address else key}], or 7."
    assert [(unquote(link["href"]), link["title"]) for link in shown.select("a")] == [(unquote(work.address), key)] * bool(work.address)


def test_a_citation_of_nothing_is_refused():
    with pytest.raises(ValueError, match=r"references.json has no \[nobody1900\]"):
        linked("As shown [nobody1900].")


def test_stored_citations_follow_a_work_whose_doi_or_author_changed(tmp_path, monkeypatch):
    """In texts and in what cells show; everything else of a notebook stays as it is."""

    def holding(**change):
        (tmp_path / "references.json").write_text(json.dumps([{**GOOD, "DOI": "10.1000/182", **change}]), encoding="utf-8")
        monkeypatch.setitem(vars(current()), "registry", Registry(tmp_path))

    shown = nbformat.v4.new_output("display_data", {"text/markdown": "| [huygens1673] |", "text/plain": "[huygens1673]"})
    cells = [
        nbformat.v4.new_markdown_cell("Clocks [huygens1673] go.\n\n[More](#More)", metadata={"tags": ["task"]}),
        nbformat.v4.new_code_cell("'[huygens1673]'", outputs=[shown]),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path := tmp_path / "clocks.ipynb")
    for change in ({}, {"DOI": "10.1000/(new)"}, {"author": [{"family": "Galilei"}]}):
        holding(**change)
        store(path)
        link = references()["huygens1673"].link
        assert re.fullmatch(r"\[\[(Huygens|Galilei) 1673\]\(https://doi.org/10.1000/(182|%28new%29) 'huygens1673'\)\]", link)
        text, code = nbformat.read(path, 4).cells
        assert text.source == f"Clocks {link} go.\n\n[More](#More)" and text.metadata.tags == ["task"]
        assert code.source == "'[huygens1673]'" and code.outputs[0].data == {"text/markdown": f"| {link} |", "text/plain": "[huygens1673]"}
        text, code = read(path).nb.cells
        assert text.source == "Clocks [huygens1673] go.\n\n[More](#More)" and code.outputs[0].data["text/markdown"] == "| [huygens1673] |"
