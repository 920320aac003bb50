"""In what order stands what two sides have, each in an order of its own."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TypeAlias

Place: TypeAlias = Callable[[str], tuple[object, ...]]
"""Where something new belongs among other new things."""


class AtOdds(Exception):  # a signal between functions; nobody outside sees it
    """Two versions of something that cannot both hold."""


def in_order(
    base: Collection[str],
    ours: Collection[str],
    theirs: Collection[str],
    place: Place,
    fixed: bool,
) -> list[str]:
    """The names of both sides, those of one alone behind what they follow there."""
    spine = _spine(base, ours, theirs, place, fixed)
    mine, others = _runs([*ours], spine), _runs([*theirs], spine)
    ordered: list[str] = []
    for name in ("", *spine):
        ordered += [name] if name else []
        ordered += _interleaved(mine.get(name, []), others.get(name, []), place)
    return ordered


def _spine(
    base: Collection[str],
    ours: Collection[str],
    theirs: Collection[str],
    place: Place,
    fixed: bool,
) -> list[str]:
    """The names that both sides have, in an order that one of them gave them."""
    mine = [name for name in ours if name in theirs]
    others = [name for name in theirs if name in ours]
    orders = [[name for name in side if name in base] for side in (mine, others)]
    before = [name for name in base if name in ours and name in theirs]
    if orders[0] == before and orders[1] != before:
        return others
    if orders[1] == before and orders[0] != before:
        return mine
    if fixed and mine != others and orders[0] != orders[1]:
        raise AtOdds  # each side gave the items an order of its own
    return min(mine, others, key=lambda names: [place(name) for name in names])


def _runs(names: Sequence[str], spine: Sequence[str]) -> dict[str, list[str]]:
    """The names that only this side has, by the shared one that they follow."""
    shared, last = {*spine}, ""
    runs: dict[str, list[str]] = {}
    for name in names:
        if name in shared:
            last = name
        else:
            runs.setdefault(last, []).append(name)
    return runs


def _interleaved(one: list[str], other: list[str], place: Place) -> Iterator[str]:
    """Two runs as one, each in its own order."""
    one, other = [*one], [*other]
    while one and other:
        yield (one if place(one[0]) < place(other[0]) else other).pop(0)
    yield from (*one, *other)
