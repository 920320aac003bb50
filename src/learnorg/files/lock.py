"""One writer at a time: a lock that the system lets go of when its holder dies."""

import os
import shlex
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from learnorg.errors import LearnorgError
from learnorg.files import platform
from learnorg.files.atomic import CannotWrite

PAUSE = 0.02
"""Seconds between two tries."""


class Locked(LearnorgError):
    """Somebody else is writing."""

    exit_code = 4
    hint = "Nothing was written. Run the command again when the other one is done."

    def __init__(self, holder: str, wait: float) -> None:
        super().__init__(f"the register is being written by {holder} (waited {wait:g} seconds)")


@contextmanager
def hold(path: Path, wait: float, what: str) -> Iterator[None]:
    """The lock that `path` stands for, waited for, with a word for others about `what` we do."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise CannotWrite(path, error) from error
    try:
        _take(descriptor, path, wait)
        _tell(descriptor, what)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, path: Path, wait: float) -> None:
    """The lock, or who has it."""
    until = time.monotonic() + wait
    try:
        while not platform.try_lock(descriptor):
            if time.monotonic() >= until:
                raise Locked(_holder(descriptor), wait)
            time.sleep(PAUSE)
    except OSError as error:
        raise CannotWrite(path, error) from error


def _tell(descriptor: int, what: str) -> None:
    """Our name in the lock's file (process, command, time), if there is room for it."""
    now = datetime.now().astimezone().isoformat(" ", "seconds")
    words = f"process {os.getpid()} ({what or shlex.join(sys.argv)}), since {now}\n"
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, words.encode("utf-8", "replace"), 0)


def _holder(descriptor: int) -> str:
    """Who holds the lock, in the words they left."""
    words = os.pread(descriptor, 300, 0).decode("utf-8", "replace")
    return "".join(c for c in words if c.isprintable()) or "another process"
