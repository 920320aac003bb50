"""What a collection holds: lessons of others, and what of it is none."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from learnorg.exchange.rows import NotTaken


class Lesson(NamedTuple):
    """One item of a list: whose it is, where it is told, and what the list says of it."""

    organisation: str
    """As the list has it, else the host of the address."""
    title: str
    source: str
    """The address of the first link."""
    theme: str
    """The heading it stands below, or the item that it is part of."""
    text: str
    """What happened, in the list's words; a further link is told with its address."""
    line: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """So many parts of a list that are no lessons, and why."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Collection:
    """All that was found in a list."""

    lessons: tuple[Lesson, ...]
    """In the order of the list, each address once."""
    left_out: tuple[LeftOut, ...] = ()
    """What was never meant as a lesson; the most first."""
    faults: tuple[NotTaken, ...] = ()
    """What may be a lesson and lacks its source, with file and line."""


def address(source: str) -> str:
    """An address as it is compared: whatever its scheme, the case of its host, a last slash."""
    _, _, rest = source.partition("://")
    host, slash, path = rest.partition("/")
    return f"{host.lower()}{slash}{path}".rstrip("/")


def collected(
    name: str, lessons: Iterable[Lesson], left_out: Counter[str], faults: Iterable[tuple[int, str]]
) -> Collection:
    """The collection of what was found; an address that comes again is a fault."""
    first: dict[str, Lesson] = {}
    wrong = list(faults)
    for lesson in lessons:
        held = first.setdefault(address(lesson.source), lesson)
        if held is not lesson:
            wrong.append((lesson.line, f"it has the address of line {held.line}"))
    reasons = sorted(left_out.items(), key=lambda item: (-item[1], item[0]))
    return Collection(
        tuple(first.values()),
        tuple(LeftOut(reason, count) for reason, count in reasons if count),
        tuple(NotTaken(f"{name}:{line}", why) for line, why in sorted(wrong)),
    )
