"""The few calls of the operating system that Windows has not, or has otherwise."""

import fcntl
import os
import sys
from pathlib import Path

SYNC_WAITS = sys.platform == "linux"
"""Whether `os.sync` returns when everything is on the disk, and not when it is on its way."""


def try_lock(descriptor: int) -> bool:
    """Whether an exclusive lock on an open file could be had at once."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def link(source: Path, target: Path) -> None:
    """A second name for a file, which never takes the place of another."""
    os.link(source, target, follow_symlinks=False)


def sync_folder(folder: Path) -> None:
    """A folder's names, on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
