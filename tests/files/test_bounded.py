"""Reading what may have come with a stranger's clone."""

import os
import threading
from pathlib import Path

import pytest

from learnorg.files.bounded import NotRead, read


def refused(path: Path, *, named: bool = False) -> str:
    with pytest.raises(NotRead) as wrong:
        read(path, 1024, "there.yaml", named=named)
    assert wrong.value.hint
    return str(wrong.value)


@pytest.mark.parametrize("size", [0, 1024])
def test_regular(tmp_path: Path, size: int) -> None:
    """A regular file is read whole, up to the last byte that it may have."""
    path = tmp_path / "a"
    path.write_bytes(b"x" * size)
    assert read(path, 1024) == b"x" * size


def test_large(tmp_path: Path) -> None:
    """One byte more is refused, and of gigabytes no more is read."""
    path = tmp_path / "a"
    path.write_bytes(b"x" * 1025)
    assert refused(path) == "there.yaml:1:1: it is larger than 1 KiB"
    os.truncate(path, 1 << 40)
    assert refused(path, named=True).endswith("larger than 1 KiB")


def test_symlink(tmp_path: Path) -> None:
    """A symlink is followed only for whoever named it, and not to what has no end."""
    path = tmp_path / "a"
    (tmp_path / "b").write_bytes(b"words")
    path.symlink_to("b")
    assert refused(path) == "there.yaml:1:1: a symlink stands here; it is not followed"
    assert read(path, 1024, named=True) == b"words"
    path.unlink()
    path.symlink_to("/dev/zero")
    assert "not followed" in refused(path)
    assert refused(path, named=True) == "there.yaml:1:1: it is no regular file"


def test_pipe(tmp_path: Path) -> None:
    """A pipe that nobody writes to keeps nobody waiting; one that was named is read, in bounds."""
    path = tmp_path / "a"
    os.mkfifo(path)
    assert refused(path) == "there.yaml:1:1: it is no regular file"
    for words in (b"words", b"x" * 1025):
        writer = threading.Thread(target=path.write_bytes, args=(words,), daemon=True)
        writer.start()
        if len(words) > 1024:
            assert "larger" in refused(path, named=True)
        else:
            assert read(path, 1024, named=True) == words
        writer.join(10)


@pytest.mark.parametrize("named", [False, True])
def test_no_file(tmp_path: Path, named: bool) -> None:
    """A folder is no file, and neither is what is not there."""
    assert refused(tmp_path, named=named).startswith("there.yaml:1:1: it ")
    told = "there.yaml:1:1: it cannot be read: No such file or directory"
    assert refused(tmp_path / "nowhere", named=named) == told
