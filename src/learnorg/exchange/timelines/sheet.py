"""A timeline in a sheet of comma-separated values: a moment, what happened, where it is known."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, tzinfo
from typing import NamedTuple

from learnorg.errors import LearnorgError
from learnorg.exchange import dates, delimited
from learnorg.exchange.rows import NotTaken, Reading, Remark, Row
from learnorg.exchange.sheets import ANYWHERE
from learnorg.exchange.spellings import spelt
from learnorg.exchange.timelines import clocks
from learnorg.exchange.timelines.entries import Heard, Timeline, ordered, seen, tidy
from learnorg.exchange.timelines.people import People
from learnorg.exchange.values import line, visible

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "at": (
        "at", "when", "timestamp", "time stamp", "date time", "datetime", "date and time",
        "moment", "ts", "occurred at", "event time", "created at", "sent at", "zeitpunkt",
        "zeitstempel",
    ),
    "day": ("date", "day", "datum", "tag"),
    "time": ("time", "clock", "time of day", "hour", "zeit", "uhrzeit"),
    "what": (
        "what", "what happened", "event", "message", "text", "description", "entry", "activity",
        "action", "details", "summary", "note", "notes", "comment", "log", "was", "ereignis",
        "beschreibung", "nachricht",
    ),
    "source": (
        "source", "channel", "system", "origin", "tool", "via", "where", "known from", "quelle",
        "kanal",
    ),
    "who": (
        "who", "author", "user", "user name", "username", "person", "by", "name", "owner", "actor",
        "sender", "reporter", "participant", "from", "wer", "autor",
    ),
}  # fmt: skip
"""How sheets call what is read; the first that a sheet has is taken."""
CLOCKED = (" utc", " gmt", " z")
"""How a column's name ends that says what its clock showed."""
SHOWN = 20
"""So many columns are told, and so much of each."""
PEOPLE = "names of people; who had which role may be told instead"


class NoTimeline(LearnorgError):
    """A sheet without columns for when and what."""

    hint = "Name one column `time`, or two `date` and `time`, and one `what`."

    def __init__(self, source: str, lacking: str, columns: Sequence[str]) -> None:
        more = ", …" if len(columns) > SHOWN else ""
        named = ", ".join(column[:SHOWN] for column in columns[:SHOWN])
        super().__init__(f"{source}: no column says {lacking}; it has {named}{more}")


class Columns(NamedTuple):
    """Which column says what."""

    at: tuple[str, ...]
    """The column of the moment, or those of its day and its time of day."""
    what: str
    source: str
    who: str
    zone: tzinfo | None
    """What the column's name says of its clock."""


def read(data: bytes, source: str, zone: tzinfo | None, people: People) -> Timeline:
    """What a sheet's rows tell; raises NoTimeline, and what `exchange.delimited` raises."""
    reading = delimited.read(data, source, ANYWHERE)
    columns = _columns(reading)
    days = {clocks.day(_moment(row, columns)): None for row in reading.rows}
    forms = dates.recognised(days)
    left_out = Counter(dict(_beside(reading, columns)))
    faults: list[NotTaken] = []
    heard: list[Heard] = []
    remarks = [*_above(reading), *_doubts(forms, source, columns.at[0])]
    for row in reading.rows:
        where = f"{source}:{row.line}"
        try:
            at = clocks.read(_moment(row, columns), forms.forms)
            at = at if at.tzinfo else at.replace(tzinfo=columns.zone)
            at, doubt = clocks.placed(at, zone)
            what = _what(row, columns, people)
            known_from = people.masked(visible(line(_cell(row, columns.source))))
        except clocks.NotRead as wrong:
            faults.append(NotTaken(where, visible(str(wrong))))
            continue
        remarks += [Remark(where, columns.at[0], doubt)] if doubt else []
        known_from = known_from if seen(known_from) else source
        heard.append(Heard(at, what, known_from, people.changes()))
    return ordered(source, heard, left_out, faults, remarks)


def _columns(reading: Reading) -> Columns:
    at, day, hours, what, source, who = (_column(reading, wanted) for wanted in COLUMNS)
    when = tuple(name for name in (day, at or hours) if name)
    if not when:
        raise NoTimeline(reading.source, "when it was", reading.columns)
    if not what:
        raise NoTimeline(reading.source, "what happened", reading.columns)
    clocked = spelt(when[-1]).endswith(CLOCKED)
    return Columns(when, what, source, who, UTC if clocked else None)


def _column(reading: Reading, wanted: str) -> str:
    """The column that says what is wanted, by the order in which spellings are listed."""
    named = {_spelling(column): column for column in reversed(reading.columns)}
    return next((named[word] for word in COLUMNS[wanted] if word in named), "")


def _spelling(column: str) -> str:
    word = spelt(column)
    return next((word.removesuffix(end) for end in CLOCKED if word.endswith(end)), word)


def _cell(row: Row, column: str) -> str:
    cell = row.cells.get(column)
    return cell.text if cell else ""


def _moment(row: Row, columns: Columns) -> str:
    """The text of a row's moment; a time that tells its day needs no other."""
    last = _cell(row, columns.at[-1])
    if len(columns.at) > 1 and not clocks.day(last) and last.strip():
        return f"{_cell(row, columns.at[0])} {last}"
    return last


def _what(row: Row, columns: Columns, people: People) -> str:
    beyond = [name for name, cell in row.cells.items() if _nameless(name) and not cell.blank]
    if beyond:
        raise clocks.NotRead("it has more cells than are named; put text with commas in quotes")
    text = tidy(_cell(row, columns.what))
    if not seen(text):
        raise clocks.NotRead("it does not say what happened")
    return people.said(people.masked(text), _cell(row, columns.who))


def _nameless(column: str) -> bool:
    return column.startswith("column ") and column[7:].isdigit()


def _above(reading: Reading) -> Iterator[Remark]:
    """What the reader of sheets says of the whole; of rows we speak ourselves."""
    rows = {row.where for row in reading.rows}
    return (remark for remark in reading.remarks if remark.where not in rows)


def _doubts(forms: dates.Recognised, source: str, column: str) -> Iterator[Remark]:
    for form in forms.forms if forms.doubts else ():
        if form in dates.TWINS:
            other = dates.TWINS[form]
            told = f"read as {form}; if it is {other}, write days as 2026-11-20"
            yield Remark(source, column, told)


def _beside(reading: Reading, columns: Columns) -> Iterator[tuple[str, int]]:
    """The cells of columns that no entry has a place for, by column."""
    taken = {*columns.at, columns.what, columns.source}
    for column in reading.columns:
        cells = sum(bool(_cell(row, column).strip()) for row in reading.rows)
        if column not in taken and not _nameless(column):
            reason = PEOPLE if column == columns.who else "cells that no entry has a place for"
            yield f"{reason} (column '{column}')", cells
