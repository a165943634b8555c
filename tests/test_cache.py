"""What takes long is made once, and anew when a file or a library it depends on changes."""

from crepitus.models import spine
from explorables import cache
from explorables.cache import cached, everything


def test_what_is_cached_is_read_back_until_a_file_changes(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORABLES_CACHE", str(tmp_path / "cache"))
    source, made = tmp_path / "source", []
    for text, times in (("one", 1), ("one", 1), ("two", 2), ("one", 2)):
        source.write_text(text)
        cache.state.cache_clear()
        assert cached("answer", lambda: made.append(1) or source.read_bytes(), [source]) == text.encode()
        assert len(made) == times


def test_a_bone_made_anew_is_the_bone_that_is_cached(tmp_path, monkeypatch):
    before = spine.mesh("C4")
    monkeypatch.setenv("EXPLORABLES_CACHE", str(tmp_path))
    assert all((one == other).all() for one, other in zip(before, spine.mesh.__wrapped__("C4"), strict=True))
    assert len(list(tmp_path.glob("C4.npz-*"))) == 1


def test_everything_holds_code_and_data():
    assert {"spine.py", "numbers.toml", "cache.py", "claims.csv"} <= {path.name for path in everything()}
