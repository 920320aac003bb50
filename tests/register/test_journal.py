from pathlib import Path

import pytest

from learnorg.register import journal
from learnorg.register.journal import Journal, JournalUnreadable, Step

CHANGE = Journal(
    (Step("one.yaml", None, b"\xff new\r\n"), Step("two.yaml", journal.digest(b"old"), None)),
    "IMP-1: add – x\n",
    "commit",
    "team/reset-calls",
)


def test_kept(tmp_path: Path) -> None:
    """What a change means to do is read back as it was written, bytes and all."""
    folder = tmp_path / "learnorg" / "root"
    assert not journal.pending(folder)
    journal.begin(folder, CHANGE)
    assert journal.pending(folder)
    assert journal.read(folder) == CHANGE


def test_ended(tmp_path: Path) -> None:
    """A change that is done leaves no notes, and ending it twice does no harm."""
    journal.begin(tmp_path, CHANGE)
    journal.end(tmp_path)
    journal.end(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", ["", "{", "[]", '{"format": 2}', '{"format": 1, "steps": [1]}'])
def test_unreadable(tmp_path: Path, words: str) -> None:
    """Notes that cannot be read are not guessed at; the reader is told where they are."""
    (tmp_path / journal.NAME).write_text(words)
    with pytest.raises(JournalUnreadable) as error:
        journal.read(tmp_path)
    assert error.value.exit_code == 5
    assert str(tmp_path / journal.NAME) in error.value.hint


def test_leftovers(tmp_path: Path) -> None:
    """Unfinished notes of a killed process go when the next change begins."""
    leftover = tmp_path / ".journal.json.0123abcd.learnorg-tmp"
    leftover.write_text("{")
    assert not journal.pending(tmp_path)
    journal.begin(tmp_path, CHANGE)
    assert not leftover.exists()
