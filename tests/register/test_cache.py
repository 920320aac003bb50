import sqlite3
from pathlib import Path

import pytest

from learnorg.register.cache import Cache, CacheBusy


class Names(Cache):
    """A cache of a file's lines."""

    called = "the cache of names"
    tables = "CREATE TABLE meta (key TEXT PRIMARY KEY, value);\nCREATE TABLE names (name TEXT);\n"

    def __init__(self, folder: Path | None, source: Path) -> None:
        super().__init__(folder, "names.sqlite")
        self.source = source

    def refresh(self) -> None:
        self._healed(self._refresh)

    def _refresh(self) -> None:
        self._begin()
        if self.meta("read") != self.source.read_text():
            self._write(self._read)

    def _read(self) -> None:
        self.connection.execute("DELETE FROM names")
        lines = [(line,) for line in self.source.read_text().splitlines()]
        self.connection.executemany("INSERT INTO names VALUES (?)", lines)
        self.keep("read", self.source.read_text())


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "names.txt").write_text("Ada\nBen\n")
    return tmp_path / "names.txt"


def names(cache: Names) -> list[str]:
    return [name for (name,) in cache.rows("SELECT name FROM names")]


def test_kept(source: Path, tmp_path: Path) -> None:
    """What was read once is there the next time, and what has changed is read again."""
    for text in ("Ada\nBen\n", "Ada\nBen\n", "Cem\n"):
        source.write_text(text)
        cache = Names(tmp_path / "kept", source)
        cache.refresh()
        assert names(cache) == text.split()
        cache.close()


def test_in_memory(source: Path, tmp_path: Path) -> None:
    """Without a folder, or where none can be, it lives in memory."""
    for folder in (None, source / "below"):
        cache = Names(folder, source)
        cache.refresh()
        assert names(cache) == ["Ada", "Ben"]
        cache.close()
    assert [file.name for file in tmp_path.iterdir()] == ["names.txt"]


def test_damaged_under_way(source: Path, tmp_path: Path) -> None:
    """A table that is lost while it is in use is made anew for whoever asks."""
    cache = Names(tmp_path, source)
    cache.refresh()
    cache.connection.execute("DROP TABLE names")
    assert names(cache) == ["Ada", "Ben"]


def test_of_another_version(source: Path, tmp_path: Path) -> None:
    """What another learnorg kept is thrown away."""
    cache = Names(tmp_path, source)
    cache.refresh()
    cache.keep("made_by", "0.0")
    cache.connection.execute("DELETE FROM names")
    cache.refresh()
    assert names(cache) == ["Ada", "Ben"]


def test_busy(source: Path, tmp_path: Path) -> None:
    """A cache that another program holds for too long is told of."""
    cache = Names(tmp_path, source)
    other = sqlite3.connect(tmp_path / "names.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    cache.connection.execute("PRAGMA busy_timeout=1")
    with pytest.raises(CacheBusy, match=r"the cache of names is in use: .*names\.sqlite"):
        cache.refresh()
    other.execute("ROLLBACK")
    other.close()
    cache.refresh()
    assert names(cache) == ["Ada", "Ben"]


def test_interrupted(source: Path, tmp_path: Path) -> None:
    """What is interrupted half-way is as it was before."""
    cache = Names(tmp_path, source)
    cache.refresh()

    def fail() -> None:
        cache.connection.execute("DELETE FROM names")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cache._write(fail)
    assert names(cache) == ["Ada", "Ben"]
