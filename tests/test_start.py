"""A lesson starts quickly and small: it imports what it uses, and shows what is kept without computing or drawing it."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from crepitus import film_pressure, spine_in_3d
from explorables import bibliography, cache, kept, prebuild
from explorables.course import current
from explorables.explorable import MIME, Explorable
from explorables.lesson import lesson, lessons

LATE = ("nbconvert", "nbformat", "nbclient", "bs4", "mistune", "pygments", "skimage", "fast_simplification")
LATE += tuple(f"scipy.{part}" for part in ("stats", "signal", "integrate", "optimize", "interpolate", "ndimage", "sparse", "special"))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The cache of this test alone."""
    monkeypatch.setenv("EXPLORABLES_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_the_first_cells_of_all_lessons_import_nothing_that_only_some_lessons_or_pages_need():
    first = [next(block.cell.source for block in found.of("setup")) for found in lessons().values()]
    code = f"{chr(10).join(first)}\nimport sys\nprint([name for name in {LATE} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip() == "[]"


def test_what_is_kept_is_shown_without_drawing(folder, monkeypatch):
    made = film_pressure.at()._repr_mimebundle_()
    monkeypatch.setattr(Explorable, "frame", lambda *_: pytest.fail("it was computed"))
    monkeypatch.setattr(Explorable, "picture", property(lambda _: pytest.fail("it was drawn")))
    again = film_pressure.at()._repr_mimebundle_()
    for data in (made[0], again[0]):
        data.pop("application/vnd.jupyter.widget-view+json")  # an id of its own
    assert again == made and made[0][MIME]["name"] == "film_pressure" and made[0]["image/png"].startswith(b"\x89PNG")


def test_what_begins_elsewhere_is_kept_apart(folder):
    shown = [kept.shown(film_pressure.at(gap=gap)) for gap in (20, 50, 20)]
    assert shown[0] == shown[2] != shown[1] and len(list(folder.glob("film_pressure.shown-*"))) == 2


def test_what_no_file_says_is_not_kept(folder):
    other = film_pressure.at()
    object.__setattr__(other, "readout", lambda _: "Something else.")  # as a cell of a notebook, or a test, would say
    assert kept.shown(film_pressure) != kept.shown(other) and kept.shown(other).readout == "Something else."
    assert "Mine" in kept.shown(replace(film_pressure, title="Mine")).html
    assert len(list(folder.glob("*.shown-*"))) == 1 and kept.table_if_kept(other) is None


def test_one_that_begins_elsewhere_is_made_of_the_same():
    assert kept.made_of(film_pressure.at(gap=50)) == kept.made_of(film_pressure)
    assert kept.table_name(film_pressure.at(gap=50)) == kept.table_name(film_pressure)


def test_a_change_of_a_template_is_seen():
    names = {path.name for path in kept.markup(film_pressure)}
    assert {"explorable.html", "parts.html", "scene.min.js", "film.py", "numbers.toml"} <= names and "questions.toml" not in names


def test_a_module_of_a_scene_that_is_none_is_refused():
    with pytest.raises(ValueError, match=r"explorer 'spine_in_3d': module = 'x'; allowed: one of its scene's"):
        kept.module(spine_in_3d, "x")


def test_a_bibliography_is_kept_as_it_is_read(folder, monkeypatch):
    found = bibliography("03")
    assert set(found.keys) == lesson("03").cited
    monkeypatch.setattr(type(lesson("03")), "cited", property(lambda _: pytest.fail("it was read again")))
    assert bibliography("03") == found


def test_all_that_the_lessons_show_is_made_beforehand(folder, monkeypatch):
    begun = [json.loads(shown) for shown in prebuild.begun(lessons().values())]
    shown = {block.name for found in lessons().values() for block in found.of("explorer", "still")}
    assert {named["name"] for named in begun} == shown and all(named["at"] is not None for named in begun)
    monkeypatch.setattr(kept, "table", lambda explorer: cache.cached(kept.table_name(explorer), lambda: b"table", []))  # not for minutes
    named = json.dumps({"name": "film_pressure", "at": film_pressure.begins})
    assert prebuild.keep(current().name, named) == "film_pressure"
    assert {path.name.split("-")[0] for path in folder.iterdir()} == {"film_pressure.shown", "film_pressure.table"}
