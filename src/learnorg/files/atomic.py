"""
Files that are wholly old or wholly new, and on the disk once a call returns.

New content stands in an unfinished file beside the old one until it is safe on the disk,
then takes the name at one stroke. Several files go together: all are safe before the
first name changes, so that a full disk is found while nothing has happened yet.
"""

import errno
import os
import secrets
import stat
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from learnorg.errors import LearnorgError
from learnorg.files import platform

TEMPORARY = ".learnorg-tmp"
"""What the name of every unfinished file ends in (and a dot begins it); readers pass it over."""

MANY = 50
"""Files from which on the whole disk is brought up to date at once, and not file by file."""

NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


class Exists(LearnorgError):
    """A file to be created is there already."""

    exit_code = 3
    hint = "Nothing was written over it. Choose another name, or change what is there."

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} exists already")


class ChangedMeanwhile(LearnorgError):
    """A file is not as it was when it was read."""

    exit_code = 3
    hint = "Nothing was written over it. Look at the file, then run the command again."

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} changed while learnorg was at work")


class CannotWrite(LearnorgError):
    """The disk or its rights do not allow a write."""

    exit_code = 5
    hint = "The old content is intact. Make room, or set the folder's rights, and try again."

    def __init__(self, path: Path, why: OSError) -> None:
        super().__init__(f"cannot write {path}: {why.strerror or why}")


class Swap(NamedTuple):
    """A file's new content for its old; none where there is no file."""

    path: Path
    old: bytes | None
    new: bytes | None


def create(path: Path, data: bytes) -> None:
    """A new file with this content; never over another."""
    swap([Swap(path, None, data)])


def replace(path: Path, data: bytes, expected: bytes) -> None:
    """New content in place of the expected one, with the file's rights kept."""
    swap([Swap(path, expected, data)])


def remove(path: Path, expected: bytes) -> None:
    """A file of the expected content, gone."""
    swap([Swap(path, expected, None)])


def put(path: Path, data: bytes) -> None:
    """A file of this content, whatever was there before: for files that are ours alone."""
    with _telling(path), _unfinished(path, data, sync=True) as temporary:
        temporary.rename(path)
        platform.sync_folder(path.parent)


def swap(swaps: Sequence[Swap]) -> None:
    """All these files with their new content, in this order."""
    together = len(swaps) >= MANY and platform.SYNC_WAITS
    with ExitStack() as unfinished:
        ready = []
        for each in swaps:
            with _telling(each.path):
                if each.old is None:
                    make_folder(each.path.parent)
                make = _unfinished(each.path, each.new, sync=not together)
                ready.append((each, unfinished.enter_context(make)))
        if together:
            os.sync()
        for each, temporary in ready:
            with _telling(each.path):
                _take_place(each, temporary)
        for folder in {each.path.parent for each in swaps}:
            with _telling(folder):
                platform.sync_folder(folder)


def read(path: Path) -> bytes | None:
    """A file's content; none where there is no file, and a symlink is not followed."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except (FileNotFoundError, NotADirectoryError):
        return None
    with open(descriptor, "rb") as file:
        return file.read()


def make_folder(folder: Path) -> None:
    """A folder and those above it, on the disk."""
    with _telling(folder):
        missing = []
        while not folder.is_dir():
            missing.append(folder)
            folder = folder.parent
        for each in reversed(missing):
            each.mkdir(exist_ok=True)
            platform.sync_folder(each.parent)


def _take_place(each: Swap, temporary: Path) -> None:
    """The new content under the file's name, if the old one is still there."""
    if each.old is None:
        _create(each.path, temporary)
    elif read(each.path) != each.old:
        raise ChangedMeanwhile(each.path)
    elif each.new is None:
        each.path.unlink()
    else:
        temporary.chmod(stat.S_IMODE(each.path.stat().st_mode))
        temporary.rename(each.path)


def _create(path: Path, temporary: Path) -> None:
    """A second name for the unfinished file, which no other file has."""
    try:
        platform.link(temporary, path)
    except FileExistsError:
        raise Exists(path) from None
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        _create_without_links(path, temporary)


def _create_without_links(path: Path, temporary: Path) -> None:
    """The same where the file system knows no links: the name is taken, then filled at once."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    except FileExistsError:
        raise Exists(path) from None
    try:
        temporary.rename(path)
    except OSError:
        path.unlink()
        raise


@contextmanager
def _unfinished(path: Path, data: bytes | None, *, sync: bool) -> Iterator[Path]:
    """A file beside `path` with its future content (if it has one), gone afterwards."""
    temporary = path.parent / f".{path.name[:60]}.{secrets.token_hex(4)}{TEMPORARY}"
    try:
        if data is not None:
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
            with open(os.open(temporary, flags, 0o666), "wb") as file:
                file.write(data)
                file.flush()
                if sync:
                    os.fsync(file.fileno())
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink()


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    """The system's refusals, in our words."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(path, error) from error
