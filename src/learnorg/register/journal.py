"""
What a change to several files means to do, on the disk before its first file is touched.

After a crash the next command reads it and does the rest; see `writer.recover`.
"""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from learnorg.errors import LearnorgError
from learnorg.files import atomic, platform
from learnorg.register.unfinished import NAME, pending

__all__ = ["Journal", "JournalUnreadable", "Step", "begin", "digest", "end", "pending", "read"]

FORMAT = 1


class JournalUnreadable(LearnorgError):
    """The notes of an interrupted change cannot be read."""

    exit_code = 5

    def __init__(self, path: Path) -> None:
        super().__init__(f"the notes of an interrupted change cannot be read: {path}")
        self.hint = f"Look at `git status`, commit or take back what it shows, and remove {path}."


class Step(NamedTuple):
    """One file of a change: its path, the digest of its old content, and its new content."""

    path: str
    old: str | None
    new: bytes | None


class Journal(NamedTuple):
    """A whole change: its files, its commit message, how and where it was to be saved."""

    steps: tuple[Step, ...]
    message: str
    saving: str
    branch: str | None


def digest(content: bytes | None) -> str | None:
    """What stands for a content, none for no file."""
    return None if content is None else hashlib.sha256(content).hexdigest()


def begin(folder: Path, journal: Journal) -> None:
    """The journal, on the disk as a whole or not at all."""
    atomic.make_folder(folder)
    for leftover in folder.glob(f".{NAME}.*{atomic.TEMPORARY}"):
        leftover.unlink(missing_ok=True)
    atomic.put(folder / NAME, _dumped(journal))


def end(folder: Path) -> None:
    """The journal, gone; one that cannot be removed is found done by the next command."""
    with suppress(OSError):
        (folder / NAME).unlink(missing_ok=True)
        platform.sync_folder(folder)


def read(folder: Path) -> Journal:
    """The journal of an interrupted change."""
    path = folder / NAME
    try:
        return _loaded(json.loads(path.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise JournalUnreadable(path) from error


def _dumped(journal: Journal) -> bytes:
    steps: Sequence[Mapping[str, str | None]] = [
        {
            "path": step.path,
            "old": step.old,
            "new": None if step.new is None else base64.b64encode(step.new).decode(),
        }
        for step in journal.steps
    ]
    return json.dumps(
        {
            "format": FORMAT,
            "message": journal.message,
            "saving": journal.saving,
            "branch": journal.branch,
            "steps": steps,
        }
    ).encode()


def _loaded(found: Any) -> Journal:
    if found["format"] != FORMAT:
        raise ValueError(found["format"])
    steps = tuple(
        Step(
            each["path"],
            each["old"],
            None if each["new"] is None else base64.b64decode(each["new"]),
        )
        for each in found["steps"]
    )
    return Journal(steps, found["message"], found["saving"], found["branch"])
