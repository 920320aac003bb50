"""What did people look for here, and find nothing?"""

from collections.abc import Iterator
from datetime import date
from shlex import quote
from typing import Any, NamedTuple

from learnorg.page import Block, Cell, Column, Page, Say, Table, Text, counted
from learnorg.register.misses import Miss, misses
from learnorg.register.register import Register
from learnorg.reports.knowledge.cells import wide

TURN_ON = "learnorg config set search_misses true"


class SearchMisses(NamedTuple):
    """What was looked for in vain on this machine, the most often first."""

    misses: list[Miss]
    kept: bool
    """Whether searches are kept from now on."""
    today: date

    @property
    def first(self) -> str:
        """The ISO day of the first one that is kept; empty where none is."""
        return min((one.first for one in self.misses), default="")


def derive(register: Register, kept: bool, today: date) -> SearchMisses:
    """The searches of this clone that found nothing, as far as its user wished them kept."""
    return SearchMisses(misses(register), kept, today)


def lay_out(found: SearchMisses, limit: int = 0) -> Page:
    """A table of what was missed, and the command that would fill each hole."""
    since = f", {found.first} to {found.today}" if found.misses else ""
    title = f"Looked for in vain{since}"
    return Page(title, tuple(_blocks(found, limit)), "search-misses", _data(found))


def _blocks(found: SearchMisses, limit: int) -> Iterator[Block]:
    if not found.kept:
        yield Text(f"Searches are not kept. To keep them, here and nowhere else: {TURN_ON}.")
    if not found.misses:
        yield Text("Not enough data: no search that found nothing is kept.", "quiet")
        return
    times = sum(one.times for one in found.misses)
    told = f"{counted(times, 'search', 'searches')} for {counted(len(found.misses), 'thing')}"
    yield Text(f"{told} found nothing. This is kept on this machine alone.")
    yield _table(found, limit)


def _table(found: SearchMisses, limit: int) -> Table:
    columns = [
        Column("times", right=True), Column("words", flexible=True), Column("last"),
        wide("what would fill it"),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [str(one.times), Say(one.words), one.last, f"learnorg article new {quote(one.words)}"]
        for one in found.misses[: limit or None]
    ]
    return Table(columns, rows)


def _data(found: SearchMisses) -> dict[str, Any]:
    return {
        "kept": found.kept,
        "window": {"first": found.first or None, "last": found.today.isoformat()},
        "misses": [one._asdict() for one in found.misses],
    }
