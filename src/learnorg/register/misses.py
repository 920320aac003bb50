"""
Misses: words that `find` was asked for and found nothing under, kept only if somebody wishes so.

They stand in one file beside the index, on this machine alone: neither git nor another clone
ever sees them. A line is added for each; where the file grows long, the older half goes.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from learnorg.history.repository import private_folder
from learnorg.register.register import Register

NAME = "misses.jsonl"
MOST = 256 * 1024
"""Bytes that the file may have."""
LONGEST = 200
"""Characters of a search that are kept."""


class Miss(NamedTuple):
    """A search that found nothing: how often, and on which ISO days first and last."""

    words: str
    times: int
    first: str
    last: str


def remember(register: Register, words: str, day: date) -> None:
    """Keep that a search found nothing; where it cannot be kept, nobody is the worse for it."""
    asked = " ".join(words.split())[:LONGEST]
    if not asked:
        return
    line = json.dumps({"on": day.isoformat(), "words": asked}) + "\n"
    file = place(register)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        _shorten(file)
        way = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW
        with os.fdopen(os.open(file, way, 0o600), "ab") as log:
            log.write(line.encode())


def misses(register: Register) -> list[Miss]:
    """What was looked for in vain, the most often first; the same words in any case are one."""
    found: dict[str, Miss] = {}
    for on, words in _kept(place(register)):
        key = words.casefold()
        before = found.get(key, Miss(words, 0, on, on))
        days = (before.first, before.last, on)
        found[key] = Miss(before.words, before.times + 1, min(days), max(days))
    return sorted(found.values(), key=lambda one: (-one.times, one.words.casefold()))


def forget(register: Register) -> bool:
    """Take away all that was kept; whether there was anything."""
    try:
        place(register).unlink()
    except FileNotFoundError:
        return False
    return True


def place(register: Register) -> Path:
    """The file, whether it is there or not."""
    return private_folder(register.root, register.repository) / NAME


def _kept(file: Path) -> Iterator[tuple[str, str]]:
    """The day and the words of each search; what somebody else wrote there is passed over."""
    try:
        with file.open("rb") as log:
            lines = log.read(2 * MOST).splitlines()
    except OSError:
        return
    for line in lines:
        with suppress(ValueError):
            said = json.loads(line)
            if not isinstance(said, dict):
                continue
            on, words = said.get("on"), said.get("words")
            if isinstance(on, str) and isinstance(words, str) and words:
                yield on, words


def _shorten(file: Path) -> None:
    """Take away the older half of a file that has grown long."""
    if not file.exists() or file.stat().st_size < MOST:
        return
    from learnorg.files import atomic  # once in thousands of searches

    lines = file.read_bytes().splitlines(keepends=True)
    atomic.put(file, b"".join(lines[len(lines) // 2 :]))
