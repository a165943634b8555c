"""What takes long is made once, and anew when a file or a library it depends on changes; without a cache all work goes on."""

import errno
import os
import stat
from pathlib import Path

import pytest

from crepitus.models import spine
from explorables import cache
from explorables.cache import KEPT, cached, everything, unreached


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The cache of this test alone."""
    monkeypatch.setenv("EXPLORABLES_CACHE", str(tmp_path / "cache"))
    cache.state.cache_clear()
    yield tmp_path / "cache"
    cache.state.cache_clear()


def test_what_is_cached_is_read_back_until_a_file_changes(folder, tmp_path):
    source, made = tmp_path / "source", []
    for text, times in (("one", 1), ("one", 1), ("two", 2), ("one", 2)):
        source.write_text(text)
        cache.state.cache_clear()
        assert cached("answer", lambda: made.append(1) or source.read_bytes(), [source]) == text.encode()
        assert len(made) == times


@pytest.mark.parametrize("library", cache.LIBRARIES)
def test_another_version_of_a_library_makes_it_anew(folder, monkeypatch, library):
    assert cached("answer", lambda: b"old", []) == b"old"
    monkeypatch.setattr(cache, "version", lambda name: "99" if name == library else "1")
    cache.state.cache_clear()
    assert cached("answer", lambda: b"new", []) == b"new"


def test_where_files_lie_does_not_matter(folder, tmp_path):
    for place in ("b", "a"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "x").write_text("1")
        (tmp_path / place / "y").write_text("2")
    assert cached("answer", lambda: b"made", [tmp_path / "a/x", tmp_path / "b/y"]) == b"made"
    assert cached("answer", lambda: pytest.fail("made twice"), [tmp_path / "a/y", tmp_path / "b/x"]) == b"made"


def test_a_bone_made_anew_is_the_bone_that_is_cached(folder):
    before = spine.mesh("C4")
    assert all((one == other).all() for one, other in zip(before, spine.mesh.__wrapped__("C4"), strict=True))
    assert len(list(folder.glob("C4.npz-*"))) == 1


def test_everything_holds_code_and_data():
    assert {"spine.py", "numbers.toml", "cache.py", "claims.csv"} <= {path.name for path in everything()}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_what_an_explorer_does_not_reach_does_not_make_it_anew():
    spared = {f"{path.parent.name}/{path.stem}" for path in unreached("crepitus.explorers.gas")}
    assert {"models/spine", "figures/theories", "explorers/joint"} <= spared
    assert not {"explorers/gas", "figures/gas", "models/gas", "models/bubble", "models/molecules", "crepitus/course"} & spared


def test_everybody_may_read_what_one_has_made(folder):
    cached("answer", lambda: b"made", [])
    (entry,) = folder.iterdir()
    assert stat.S_IMODE(entry.stat().st_mode) == 0o644


def test_a_folder_that_is_a_file_is_told_and_work_goes_on(folder):
    folder.write_text("")
    for _ in range(2):
        with pytest.warns(UserWarning, match=r"nothing is cached.*cache: .*; allowed: a folder that can be written"):
            assert cached("answer", lambda: b"made", []) == b"made"


@pytest.mark.parametrize("problem", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_full_or_foreign_folder_is_told_and_no_part_is_left(folder, monkeypatch, problem):
    def refuse(*_):
        raise OSError(problem, os.strerror(problem))

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.warns(UserWarning, match=os.strerror(problem)):
        assert cached("answer", lambda: b"made", []) == b"made"
    assert list(folder.iterdir()) == []


def test_without_a_folder_beside_the_course_the_user_s_own_is_taken(tmp_path, monkeypatch):
    (tmp_path / "_cache").write_text("")  # in the way
    monkeypatch.delenv("EXPLORABLES_CACHE", raising=False)
    monkeypatch.setattr(cache, "folders", lambda: [tmp_path / "_cache", tmp_path / "own"])
    assert cached("answer", lambda: b"made", []) == b"made"
    assert cached("answer", lambda: pytest.fail("made twice"), []) == b"made"
    assert [path.name.partition("-")[0] for path in (tmp_path / "own").iterdir()] == ["answer"]


def test_old_entries_go_and_what_is_not_ours_stays(folder, tmp_path):
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    for edition in range(KEPT + 3):
        source = tmp_path / "source"
        source.write_text(str(edition))
        cache.state.cache_clear()
        cached("answer", lambda: b"made", [source])
        newest = max(folder.glob("answer-*"), key=lambda path: path.stat().st_ctime_ns)
        os.utime(newest, (edition, edition))
        cached("another", lambda: b"made", [])
    assert sorted(path.stat().st_mtime for path in folder.glob("answer-*")) == list(range(3, KEPT + 3))
    assert len(list(folder.glob("another-*"))) == 1 and (folder / "notes.txt").exists()


def test_two_processes_that_make_the_same_do_no_harm(folder):
    def meanwhile():
        cached("answer", lambda: b"made", [])
        return b"made"

    assert cached("answer", meanwhile, []) == b"made"
    assert Path(next(folder.iterdir())).read_bytes() == b"made" and len(list(folder.iterdir())) == 1
