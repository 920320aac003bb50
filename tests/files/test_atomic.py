import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from learnorg.files import atomic, platform
from learnorg.files.atomic import CannotWrite, ChangedMeanwhile, Exists, Swap


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.rglob("*") if each.is_file())


def failing(code: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


def test_create(tmp_path: Path) -> None:
    """A new file gets its content, its folders are made, and nothing else is left."""
    atomic.create(tmp_path / "2026" / "11" / "one.yaml", b"one\n")
    assert (tmp_path / "2026" / "11" / "one.yaml").read_bytes() == b"one\n"
    assert names(tmp_path) == ["one.yaml"]


def test_create_never_overwrites(tmp_path: Path) -> None:
    """A file that is there stays, and so does a dangling link."""
    (tmp_path / "one.yaml").write_bytes(b"mine\n")
    (tmp_path / "link.yaml").symlink_to("nowhere")
    for name in ("one.yaml", "link.yaml"):
        with pytest.raises(Exists) as error:
            atomic.create(tmp_path / name, b"yours\n")
        assert error.value.exit_code == 3
    assert (tmp_path / "one.yaml").read_bytes() == b"mine\n"
    assert names(tmp_path) == ["one.yaml"]


@pytest.mark.parametrize("code", [errno.EPERM, errno.EOPNOTSUPP])
def test_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """Where the file system knows no links, a file is created, and never over another."""
    monkeypatch.setattr(platform, "link", failing(code))
    atomic.create(tmp_path / "one.yaml", b"one\n")
    with pytest.raises(Exists):
        atomic.create(tmp_path / "one.yaml", b"two\n")
    assert (tmp_path / "one.yaml").read_bytes() == b"one\n"
    assert names(tmp_path) == ["one.yaml"]


def test_replace(tmp_path: Path) -> None:
    """A file gets its new content and keeps its rights."""
    file = tmp_path / "one.yaml"
    file.write_bytes(b"old\n")
    file.chmod(0o640)
    atomic.replace(file, b"new\n", b"old\n")
    assert file.read_bytes() == b"new\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert names(tmp_path) == ["one.yaml"]


def test_changed_meanwhile(tmp_path: Path) -> None:
    """A file that is not as it was read is neither replaced nor removed."""
    file = tmp_path / "one.yaml"
    file.write_bytes(b"theirs\n")
    with pytest.raises(ChangedMeanwhile) as error:
        atomic.replace(file, b"new\n", b"old\n")
    assert error.value.exit_code == 3
    with pytest.raises(ChangedMeanwhile):
        atomic.remove(file, b"old\n")
    with pytest.raises(ChangedMeanwhile):
        atomic.replace(tmp_path / "gone.yaml", b"new\n", b"old\n")
    assert file.read_bytes() == b"theirs\n"
    assert names(tmp_path) == ["one.yaml"]


def test_remove(tmp_path: Path) -> None:
    """A file that is as expected goes."""
    (tmp_path / "one.yaml").write_bytes(b"old\n")
    atomic.remove(tmp_path / "one.yaml", b"old\n")
    assert names(tmp_path) == []


@pytest.mark.parametrize("call", ["fsync", "open", "rename"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_the_disk_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    """A full or protected disk leaves the old content and no unfinished file."""
    file = tmp_path / "one.yaml"
    file.write_bytes(b"old\n")
    monkeypatch.setattr(Path if call == "rename" else os, call, failing(code))
    with pytest.raises(CannotWrite) as error:
        atomic.replace(file, b"new\n", b"old\n")
    monkeypatch.undo()
    assert error.value.exit_code == 5
    assert os.strerror(code) in str(error.value)
    assert file.read_bytes() == b"old\n"
    assert names(tmp_path) == ["one.yaml"]


def test_several_are_safe_before_the_first_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full at the third file leaves the first two as they were."""
    old = dict.fromkeys(("a", "b", "c"), b"old\n")
    for name, content in old.items():
        (tmp_path / name).write_bytes(content)
    sync, calls = os.fsync, []

    def full_at_third(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", full_at_third)
    with pytest.raises(CannotWrite):
        atomic.swap([Swap(tmp_path / name, b"old\n", b"new\n") for name in old])
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == old


def test_many(tmp_path: Path) -> None:
    """Many files, brought to the disk together, are all there."""
    swaps = [Swap(tmp_path / f"{n % 3}" / f"{n}", None, b"%d" % n) for n in range(120)]
    atomic.swap(swaps)
    assert all(each.path.read_bytes() == each.new for each in swaps)
    assert len(names(tmp_path)) == 120


def test_unfinished_names_are_passed_over() -> None:
    """The name of an unfinished file begins with a dot and cannot end like a record's."""
    with atomic._unfinished(Path("/tmp/x" + "y" * 200), None, sync=False) as temporary:
        assert temporary.name.startswith(".")
        assert temporary.name.endswith(".learnorg-tmp")
        assert len(temporary.name) < 100


def test_read_does_not_follow_links(tmp_path: Path) -> None:
    """A link in a file's place is not read through."""
    (tmp_path / "real").write_bytes(b"secret\n")
    (tmp_path / "link").symlink_to("real")
    with pytest.raises(OSError, match="symbolic"):
        atomic.read(tmp_path / "link")
