"""Two versions of something and what both came from: one outcome, or a clash for a person."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple, TypeAlias, TypeVar

Value = TypeVar("Value")
Lines: TypeAlias = "tuple[str, ...]"


class Clash(NamedTuple):
    """Lines of which each side has its own version."""

    ours: Lines
    theirs: Lines


Line: TypeAlias = str | Clash


class Marks(NamedTuple):
    """How a clash is shown: what the two sides are called, and the length of the marks."""

    ours: str = "ours"
    theirs: str = "theirs"
    size: int = 7


USUAL = Marks()


def picked(base: Value, ours: Value, theirs: Value) -> Value | None:
    """What both sides make of a value; nothing where each made something else of it."""
    if ours == theirs or theirs == base:
        return ours
    return theirs if ours == base else None


def tied(ours: str, theirs: str) -> str:
    """One of two spellings of the same, whichever side it is on."""
    return min(ours, theirs, key=lambda text: (len(text), text))


def merged_lines(base: Lines, ours: Lines, theirs: Lines) -> list[Line]:
    """The lines with the changes of both sides; a clash where they changed the same lines."""
    merged: list[Line] = []
    at = mine = other = 0
    for start, my_start, other_start, size in _shared(base, ours, theirs):
        old = base[at:start]
        new, others = ours[mine:my_start], theirs[other:other_start]
        outcome = picked(old, new, others)
        merged += [Clash(new, others)] if outcome is None else outcome
        merged += base[start : start + size]
        at, mine, other = start + size, my_start + size, other_start + size
    return merged


def _shared(base: Lines, ours: Lines, theirs: Lines) -> Iterator[tuple[int, int, int, int]]:
    """Runs of lines that stand in all three, by where they begin in each; an empty one ends."""
    mine, others = _matches(base, ours), _matches(base, theirs)
    m = n = 0
    while m < len(mine) and n < len(others):
        (at, my_at, size), (other_base, other_at, other_size) = mine[m], others[n]
        start = max(at, other_base)
        end = min(at + size, other_base + other_size)
        if start < end:
            yield start, my_at + start - at, other_at + start - other_base, end - start
        if at + size < other_base + other_size:
            m += 1
        else:
            n += 1
    yield len(base), len(ours), len(theirs), 0


def _matches(base: Lines, side: Lines) -> Sequence[tuple[int, int, int]]:
    return SequenceMatcher(None, base, side, autojunk=False).get_matching_blocks()[:-1]


def merged_comments(base: Lines, ours: Lines, theirs: Lines) -> list[Line]:
    """Comments and blank lines: what both sides added at one place stands there twofold."""
    taken = picked(base, ours, theirs)
    if taken is not None:
        return [*taken]
    old, mine, others = bare(base), bare(ours), bare(theirs)
    if mine == others:
        return [*max(ours, theirs, key=lambda lines: (len(lines), lines))]
    if old in (mine, others):
        return [*(theirs if mine == old else ours)]
    merged = merged_lines(base, ours, theirs)
    if not {*old} <= {*mine} & {*others}:
        return merged
    return [line for one in merged for line in ([one] if isinstance(one, str) else _both(one))]


def _both(clash: Clash) -> Iterator[str]:
    """The lines of both sides, one after the other, what is the same in both once."""
    first, second = sorted(clash)
    yield from first
    yield from (line for line in second if not line.strip() or line not in first)


def bare(lines: Sequence[Line]) -> list[Line]:
    """Lines without blank ones."""
    return [line for line in lines if not isinstance(line, str) or line.strip()]


def shown(lines: Iterable[Line], marks: Marks = USUAL) -> str:
    """The text that the lines make, clashes between git's marks."""
    told = []
    for line in joined(lines):
        if isinstance(line, str):
            told.append(line)
            continue
        told += [f"{'<' * marks.size} {marks.ours}", *line.ours]
        told += ["=" * marks.size, *line.theirs, f"{'>' * marks.size} {marks.theirs}"]
    return "".join(f"{line}\n" for line in told)


def joined(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, clashes that touch one another as one."""
    before: Clash | None = None
    for line in lines:
        if isinstance(line, Clash):
            before = line if before is None else Clash(
                before.ours + line.ours, before.theirs + line.theirs
            )  # fmt: skip
            continue
        if before is not None:
            yield before
            before = None
        yield line
    if before is not None:
        yield before
