"""The registry: nothing loads without unit, source, place and kind, and everything in it is used."""

import ast
import re
import shutil
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from explorables.claims import cited, claims
from explorables.course import current
from explorables.records import sha256, tables
from explorables.references import CITATION, unlinked
from explorables.registry import Number, Registry, number, numbers, reference, references, stated, table
from explorables.units import si_factor

ROOT = Path(__file__).parents[1]
PYTHON = [*ROOT.glob("src/**/*.py"), *ROOT.glob("tests/*.py")]
FILES = [*ROOT.glob("notebooks/*.ipynb"), *PYTHON, *ROOT.glob("data/*.*")]
TEXTS = unlinked("\n".join(path.read_text(encoding="utf-8") for path in FILES))

GOOD = {
    "printed": "5.66", "unit": "ms", "ref": "dunning2013", "where": "abstract",
    "checked": "abstract", "kind": "printed", "role": "target",
}  # fmt: skip


@cache
def read_in() -> dict[str, set[Path]]:
    """Every number that is read somewhere, with the files that do: `number("name")`, or `number(f"na{x}")`, whose gaps fit any
    word, or a cell of a table with its name."""
    found = {}
    for path in PYTHON:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "number":
                for name in filter(pattern(node.args[0]).fullmatch, numbers()):
                    found.setdefault(name, set()).add(path)
    for path in ROOT.glob("data/*.csv"):
        for name in set(re.split(r"[,\n]", path.read_text(encoding="utf-8"))) & set(numbers()):
            found.setdefault(name, set()).add(path)
    return found


def pattern(argument: ast.expr) -> re.Pattern:
    """The names that an argument can be; none, where it begins with something that is not written out."""
    parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
    if not isinstance(parts[0], ast.Constant):
        return re.compile("(?!)")
    return re.compile("".join(re.escape(part.value) if isinstance(part, ast.Constant) else r"[a-z\d]+(_[a-z\d]+)?" for part in parts))


@pytest.fixture
def registry(tmp_path, monkeypatch):
    """The registry of a copy of the data folder, of which one file is replaced."""

    def fresh(filename: str, text: str) -> Registry:
        shutil.copytree(current().data, tmp_path / "data", dirs_exist_ok=True)
        (tmp_path / "data" / filename).write_text(text, encoding="utf-8")
        copy = Registry(tmp_path / "data")
        monkeypatch.setitem(vars(current()), "registry", copy)
        return copy

    return fresh


@pytest.mark.parametrize("field", ["printed", "unit", "ref", "where", "checked", "kind", "role"])
def test_a_number_without_one_of_its_fields_stops_the_build(registry, field):
    registry("numbers.toml", "[pop]\n" + "\n".join(f'{name} = "{value}"' for name, value in GOOD.items() if name != field))
    with pytest.raises(ValueError, match=rf"data/numbers.toml: \[pop\].*{field}"):
        numbers()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("unit", "furlong"),
        ("ref", "nobody1900"),
        ("checked", "trust me"),
        ("kind", "guess"),
        ("role", "hero"),
        ("where", " "),
        ("printed", "inf"),
        ("printed", "about 5"),
    ],
)
def test_a_number_with_a_wrong_field_stops_the_build(registry, field, value):
    registry("numbers.toml", "[pop]\n" + "\n".join(f'{name} = "{text}"' for name, text in (GOOD | {field: value}).items()))
    with pytest.raises(ValueError, match=rf"data/numbers.toml: \[pop\]: .*{field}"):
        numbers()


def test_an_interval_may_have_commas_between_thousands(registry):
    lines = [f'{name} = "{text}"' for name, text in (GOOD | {"printed": "1,500", "unit": "1"}).items()]
    registry("numbers.toml", "\n".join(["[pop]", *lines, 'interval = ["900", "2,100"]']))
    assert number("pop").agrees(2100) and not number("pop").agrees(2101) and number("pop").spread_si == 600


@pytest.mark.parametrize("interval", ['["6", "5"]', '["5"]', '["5", "6", "7"]', '"56"'])
def test_an_interval_is_two_numbers_the_lower_one_first(registry, interval):
    registry("numbers.toml", "[pop]\n" + "\n".join(f'{name} = "{text}"' for name, text in GOOD.items()) + f"\ninterval = {interval}")
    with pytest.raises(ValueError, match=r"two numbers, the lower end first|length 2|Expected `array"):
        numbers()


@pytest.mark.parametrize("line", ["printed = 20", "interval = [10, 30]"])
def test_a_number_without_quotes_stops_the_build(registry, line):
    fields = {name: text for name, text in GOOD.items() if not line.startswith(name)}
    registry("numbers.toml", "\n".join(["[pop]", *(f'{name} = "{text}"' for name, text in fields.items()), line]))
    with pytest.raises(
        ValueError, match=rf"data/numbers.toml: \[pop\]: Expected `str`, got `int` - at `\$.{line.split()[0]}.*allowed: .*printed: text"
    ):
        numbers()


def test_a_unit_of_the_course_s_own_has_its_size(monkeypatch):
    monkeypatch.setitem(vars(current()), "units", {"MBq": 1e6})
    assert si_factor("MBq") == 1e6 and si_factor("mm") == 1e-3
    with pytest.raises(ValueError, match=r"unit = 'joints'; allowed: s, .*, nothing, 1, m"):
        si_factor("joints")


@pytest.mark.parametrize(
    ("change", "status"), [({"checked": "recalled"}, "recalled"), ({"kind": "assumed", "note": "ours", "where": "lesson 03"}, "assumed")]
)
def test_a_number_that_nobody_read_cannot_be_cited_and_the_message_says_why(registry, change, status):
    registry("numbers.toml", "\n".join(["[pop]", *(f'{name} = "{text}"' for name, text in (GOOD | change).items())]))
    with pytest.raises(ValueError, match=rf"5.66 ms \[dunning2013\] is {status}, .*; allowed: the number without \[dunning2013\]"):
        stated("It lasts 5.66 ms [dunning2013].")


def test_an_assumed_number_needs_a_note(registry):
    registry("numbers.toml", "[pop]\n" + "\n".join(f'{name} = "{text}"' for name, text in (GOOD | {"kind": "assumed"}).items()))
    with pytest.raises(ValueError, match="needs a note"):
        numbers()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pop = {}\ncrack = {}\npop = { printed = '1' }\n", "Cannot overwrite a value .*: pop; allowed: TOML in UTF-8, no name twice"),
        ("pop = 'loud'", r"pop = 'loud'; allowed: a table, \[pop\] with its fields"),
    ],
)
def test_what_is_no_table_or_stands_twice_is_named(registry, text, words):
    registry("numbers.toml", text)
    with pytest.raises(ValueError, match=f"^data/numbers.toml: {words}$"):
        numbers()


def test_a_table_that_is_not_listed_stops_the_build_and_is_told_what_to_write(registry):
    copy = registry("more.csv", "a,b\n")
    wanted = f"file = 'more.csv', caption, source, licence and sha256 = '{sha256(copy.folder / 'more.csv')}'"
    with pytest.raises(ValueError, match=rf"^data/tables.toml does not list data/more.csv; allowed: a table \[more\] with {wanted}$"):
        claims()


def test_a_table_whose_file_changed_stops_the_build(registry):
    registry("rivals.csv", "explanation\nmagic\n")
    with pytest.raises(ValueError, match=r"data/rivals.csv has changed: SHA-256 [0-9a-f]{64}"):
        table("rivals")


@pytest.mark.parametrize("name", tables(current().data / "tables.toml"))
def test_every_table_has_its_registered_hash_and_cites_only_known_works(name):
    found = table(name)
    assert found.rows
    for key in CITATION.findall(str(found.rows)):
        assert reference(key)


def test_an_unknown_name_lists_what_there_is():
    with pytest.raises(ValueError, match=r"no \[pop_duratoin\]; did you mean one of pop_duration"):
        number("pop_duratoin")


def test_the_printed_digits_give_the_tolerance():
    assert Number("a", "215", "Hz", *["-"] * 5).spread_si == 0.5
    assert Number("a", "5.66", "ms", *["-"] * 5).spread_si == pytest.approx(5e-6)
    assert Number("a", "4.4116e8", "Pa", *["-"] * 5).spread_si == pytest.approx(5e3)
    assert number("pop_duration").agrees(0.00595) and not number("pop_duration").agrees(0.00597)
    assert number("flash_delay").agrees(0.0104) and not number("flash_delay").agrees(0.0106)


def test_an_assumed_number_belongs_to_the_lessons_that_tell_it():
    pour = Number("a", "85", "K", "-", "lessons 03, tea", "ours", "assumed", "input", note="Hot.")
    assert [pour.told_in(lesson) for lesson in ("03", "tea", "0", "te", "04")] == [True, True, False, False, False]


def test_a_temperature_has_its_zero_elsewhere_and_its_spread_has_none():
    warm = Number("a", "57.8", "°C", *["-"] * 5, interval=("50", "65"))
    assert warm.si == pytest.approx(330.95) and warm.spread_si == 7.5 and warm.agrees(330) and not warm.agrees(57.8)


def test_an_assumed_value_says_so_and_a_published_one_says_its_source():
    assert str(number("joint_area")) == "1 cm² (assumed)"
    assert str(number("pop_duration")) == "5.66 ms [dunning2013]"


@pytest.mark.parametrize("name", numbers())
def test_every_number_is_used(name):
    entry = numbers()[name]
    unit = "" if entry.unit == "1" else f" {re.escape(entry.unit)}"
    shown = re.search(rf"{re.escape(entry.printed)}{unit} \[{entry.ref}\]", TEXTS)
    assert name in read_in() or shown


@pytest.mark.parametrize("name", numbers())
def test_a_number_was_not_read_more_closely_than_its_work(name):
    """An abstract with single tables is an abstract; of a model's authors the program may be read in full where the paper was not."""
    entry, closeness = numbers()[name], {"full text": 3, "abstract": 2, "secondary": 1, "recalled": 0, "not read": 0}
    if entry.checked != "ours" and not entry.where.startswith("authors' code"):
        assert closeness[entry.checked] <= closeness[reference(entry.ref).read]


def test_a_target_is_never_read_under_models():
    models = ROOT / "src/crepitus/models"
    read = {name for name, files in read_in().items() if any(models in path.parents for path in files)}
    assert read
    assert {name for name in read if number(name).role != "input"} == set()


def test_every_doi_is_well_formed_and_belongs_to_one_work():
    doi = re.compile(r"10\.\d{4,9}/[^\s\"<>]*[^\s\"<>.,;:]")
    assert not any(map(doi.fullmatch, ("doi.org/10.1000/x", "10.1000/x.", "10.1000/", "10.100/x")))
    dois = {work.key: work.doi.lower() for work in references().values() if work.doi}
    assert [key for key, found in dois.items() if not doi.fullmatch(found)] == []
    assert len(set(dois.values())) == len(dois) > 100


def test_every_link_of_the_course_is_well_formed():
    texts = "\n".join(
        path.read_text(encoding="utf-8") for path in [*ROOT.glob("notebooks/*.ipynb"), ROOT / "README.md", *ROOT.glob("data/*.*")]
    )
    links = re.findall(r"\bhttps?:[^\s\"'<>()\[\]\\]*", texts)
    assert links
    for link in map(urlsplit, links):
        assert link.scheme == "https" and re.fullmatch(r"([a-z\d-]+\.)+[a-z]{2,}", link.netloc) and not link.geturl().endswith((".", ","))


@pytest.mark.parametrize("key", references())
def test_every_reference_is_cited(key):
    assert f"[{key}]" in TEXTS or f'ref = "{key}"' in TEXTS or key in cited()


def test_every_citation_in_code_and_data_is_known():
    for path in [*ROOT.glob("src/**/*.py"), *ROOT.glob("data/*.csv"), *ROOT.glob("data/*.toml")]:
        for key in CITATION.findall(path.read_text(encoding="utf-8")):
            assert reference(key), path
