"""
The query language: words that filter and sort, and need no quotes in a shell.

    state:in-progress owner:platform due:..2027-02 not:tag:later sort:score printer

A `field:value` filters, several values with commas mean any of them, `not:` turns a filter
round, `has:field` asks whether there is anything, ranges have `..`, and other words are
looked up in the text.
"""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from math import isnan
from typing import Any, NamedTuple

from learnorg.errors import LearnorgError
from learnorg.kinds import BY_NAME, KINDS
from learnorg.kinds.improvement import RESULTS
from learnorg.kinds.kind import Kind
from learnorg.periods import period
from learnorg.refs import wanted
from learnorg.spelling import did_you_mean

EXACT = ("id", "kind", "type", "source", "size", "priority")
CONTAINING = ("owner", "team", "title", "raised-by")
DATES = ("raised", "due", "since", "closed")
NUMBERS = ("score", "value", "confidence", "effort")
TERMS = (*dict.fromkeys(word for kind in KINDS for word in kind.many.values()), "outcome")
FIELDS = tuple(
    dict.fromkeys(
        ("state", *EXACT, *CONTAINING, *DATES, *NUMBERS, *TERMS, "who", "owned-by", "text")
    )
)
SORTS = ("state", "id", "title", "owner", "team", *DATES, *NUMBERS, "size", "priority")
RANKS = {
    "size": ("s", "m", "l", "xl"),
    "priority": ("critical", "1", "highest", "high", "2", "medium", "normal", "3", "low", "4"),
}
"""Words that have an order of their own."""
STANDINGS = ("open", "closed", "overdue")
"""What `is:` asks about."""
DESCENDING = frozenset({"score", "value", "confidence", "raised", "closed"})
"""What people want largest or newest first."""

LISTED = frozenset({"state", *EXACT, *TERMS, "who", "owned-by"}) - frozenset(CONTAINING)
"""Fields that are compared with a list as a whole: it may hold thousands of values."""

ABOUT_STANDING = frozenset({"state", "is", "closed", "outcome"})
"""What a query that means finished records, too, speaks of."""

MOST = 500
"""Conditions, and words, in one query: half as many as SQLite's expressions may be deep."""

WORD = r"\w+"


class BadQuery(LearnorgError):
    """A query that asks for something there is not."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message if len(message) <= 300 else f"{message[:150]} … {message[-100:]}")
        self.hint = hint


class Filter(NamedTuple):
    """One condition: a field, the values any of which will do, and whether it is turned round."""

    field: str
    values: tuple[str, ...]
    negated: bool = False


class Query(NamedTuple):
    """What is asked of the register."""

    filters: tuple[Filter, ...] = ()
    words: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    kind: str = ""

    @property
    def about_standing(self) -> bool:
        """Whether it says itself if finished records are meant."""
        return any(
            f.field in ABOUT_STANDING or (f.field == "has" and f.values[0] in ABOUT_STANDING)
            for f in self.filters
        )

    def open_only(self) -> "Query":
        """The query for what is open, unless it says itself what is meant."""
        if self.about_standing:
            return self
        return self._replace(filters=(*self.filters, Filter("is", ("open",))))

    def also(self, name: str, values: Iterable[str]) -> "Query":
        """The query with one more condition, if there are values for it."""
        values = tuple(_text(v) for v in values if v)
        if not values:
            return self
        return self._replace(filters=(*self.filters, Filter(_field(name), values)))


def parse(words: Sequence[str], kind: str = "") -> Query:
    """The query that some words make."""
    filters: list[Filter] = []
    free: list[str] = []
    sort: list[str] = []
    for word in map(_text, words):
        negated = word.startswith("not:")
        name, colon, value = word.removeprefix("not:").partition(":")
        if not colon or "://" in word:
            if negated:
                raise BadQuery(
                    f"'{word}' turns nothing round", "Write not:field:value, like not:tag:later."
                )
            free.append(word)
        elif not value:
            raise BadQuery(f"'{word}' gives no value", f"Write {name}:VALUE, or not:has:{name}.")
        elif name == "sort":
            sort += [_sort(field) for field in value.split(",")]
        elif name == "has":
            filters.append(Filter("has", (_held(value),), negated))
        elif name == "is":
            filters.append(Filter("is", (_standing(value),), negated))
        else:
            values = tuple(v for v in value.split(",") if v)
            if not values:
                raise BadQuery(
                    f"'{word}' gives no value", f"Write {name}:VALUE, or not:has:{name}."
                )
            filters.append(Filter(_field(name), values, negated))
    return Query(tuple(filters), tuple(free), tuple(dict.fromkeys(sort)), kind)


def of_kind(query: Query) -> Query:
    """The query about the one kind that it names, as `kind:review` does."""
    named = {
        value.lower()
        for one in query.filters
        if one.field == "kind" and not one.negated
        for value in one.values
    }
    if unknown := named - BY_NAME.keys():
        name = min(unknown)
        raise BadQuery(f"'{name}' is no kind of record", _near(name, tuple(BY_NAME)))
    return query._replace(kind=named.pop()) if len(named) == 1 else query


def _text(word: str) -> str:
    if any("\ud800" <= char <= "\udfff" for char in word):  # bytes of the command line
        raise BadQuery(f"'{word}' is no text", "Type it in UTF-8.")
    return word


def _field(name: str) -> str:
    name = {"services": "service", "tags": "tag", "raised_by": "raised-by"}.get(name, name)
    if name not in FIELDS:
        raise BadQuery(f"'{name}' is no field to filter by", _near(name, FIELDS))
    return name


def _held(name: str) -> str:
    name = _field(name)
    if name in ("text", "owned-by"):
        raise BadQuery(f"'{name}' is nothing that a record has", "Write has:owner, or give words.")
    return name


def _sort(name: str) -> str:
    if name not in SORTS:
        raise BadQuery(f"'{name}' is no field to sort by", _near(name, SORTS))
    return name


def _standing(name: str) -> str:
    if name not in STANDINGS:
        *known, last = (f"is:{one}" for one in STANDINGS)
        raise BadQuery(f"'is:{name}' is not known", f"There are {', '.join(known)} and {last}.")
    return name


def _near(name: str, known: Sequence[str]) -> str:
    return f"{did_you_mean(name, known)} There are: {', '.join(known)}.".lstrip()


def guide() -> str:
    """Everything a query may say, in a few sentences for whoever asks for help."""
    whole = [name for name in FIELDS if name in LISTED]
    return (
        f"Filters on a part of a text: {', '.join((*CONTAINING, 'text'))}. "
        f"On whole words: {', '.join(whole)}. "
        f"On days, like due:..2027-02: {', '.join(DATES)}. "
        f"On numbers, like score:2..5: {', '.join(NUMBERS)}. "
        f"Besides: not:FILTER, has:FIELD, {', '.join(f'is:{one}' for one in STANDINGS)}, and "
        f"sort:FIELD for one of {', '.join(SORTS)}."
    )


class Clause(NamedTuple):
    """A piece of SQL with its parameters."""

    sql: str
    parameters: Sequence[Any] = ()


def where(query: Query, today: date) -> Clause:
    """The condition, on table `records`, that a query states."""
    _few_enough(query)
    parts = ["records.broken IS NULL"]
    parameters: list[Any] = []
    if query.kind:
        parts.append("records.kind = ?")
        parameters.append(query.kind)
    for one in query.filters:
        clause = _clause(one, query.kind, today)
        parts.append(f"NOT coalesce({clause.sql}, 0)" if one.negated else clause.sql)
        parameters += clause.parameters
    if query.words:
        parts.append("records.n IN (SELECT rowid FROM texts WHERE texts MATCH ?)")
        parameters.append(match(query.words))
    return Clause(" AND ".join(parts), parameters)


def _few_enough(query: Query) -> None:
    asked = sum(1 if one.field in LISTED else len(one.values) for one in query.filters)
    if asked > MOST:
        raise BadQuery(
            f"the query holds more than {MOST} conditions",
            f"Only these take any number of values: {', '.join(sorted(LISTED))}.",
        )


def match(words: Sequence[str]) -> str:
    """Words as FTS5 reads them: each must occur, the last also as a beginning."""
    found = pieces(words)
    quoted = dict.fromkeys(f'"{piece}"' for piece in found[:-1])
    if len(quoted) >= MOST:
        raise BadQuery(
            f"the query looks for more than {MOST} words",
            "Give the few that matter.",
        )
    return " ".join([*quoted, f'"{found[-1]}"*'])


def pieces(words: Sequence[str]) -> list[str]:
    """The words, as an index has them, of what was typed; at least one, or BadQuery."""
    found = [piece for word in words for piece in re.findall(WORD, word)]
    if not found:
        told = " ".join(words)
        if not told.strip():
            hint = "Give a word or two besides filters; `learnorg list` takes filters alone."
            raise BadQuery("there is no word to look for", hint)
        raise BadQuery(f"'{told}' holds no word to look for", "Give a word or two.")
    return found


def _clause(one: Filter, kind: str, today: date) -> Clause:
    name = one.field
    if name == "has":
        return _has(one.values[0])
    if name == "is":
        return _is(one.values[0], today)
    if name == "text":
        return Clause(
            "records.n IN (SELECT rowid FROM texts WHERE texts MATCH ?)", [match(one.values)]
        )
    if name in LISTED:
        return _listed(one, kind)
    each: Callable[[str], Clause]
    if name in TERMS:
        each = lambda value: _either(_containing(_column(name), value), _terms(name, [value]))  # noqa: E731  # a table of cases
    elif name in DATES:
        each = lambda value: _date(name, value, today)  # noqa: E731
    elif name in NUMBERS:
        each = lambda value: _number(name, value)  # noqa: E731
    else:
        each = lambda value: _containing(_column(name), value)  # noqa: E731
    clauses = [each(value) for value in one.values]
    return Clause(
        "(" + " OR ".join(clause.sql for clause in clauses) + ")",
        [parameter for clause in clauses for parameter in clause.parameters],
    )


def _listed(one: Filter, kind: str) -> Clause:
    """A condition that compares with all its values at once, however many they are."""
    name = one.field
    if name == "outcome":
        return _terms(name, [_result(value) for value in one.values])
    if name in TERMS or name == "who":
        return _terms(name, one.values)
    if name == "id":
        return _identities(one.values)
    if name == "state":
        return _among("records.state", [_state(value, kind) for value in one.values])
    if name == "owned-by":
        return _among("lower(records.owner)", one.values)
    return _among(f"records.{name} COLLATE NOCASE", one.values)


def _among(what: str, values: Sequence[str]) -> Clause:
    if len(values) == 1:
        return Clause(f"{what} = ?", values)
    listed = json.dumps(values, ensure_ascii=False)
    return Clause(f"{what} IN (SELECT value FROM json_each(?))", [listed])


def _column(name: str) -> str:
    return name.replace("-", "_")


def _state(value: str, kind: str) -> str:
    known = [s for k in KINDS if k.name == kind or not kind for s in k.states]
    value = value.lower()
    if value not in known:
        raise BadQuery(f"'{value}' is no state", _near(value, known))
    return value


def _result(value: str) -> str:
    value = value.lower()
    if value not in RESULTS:
        raise BadQuery(f"'{value}' is no outcome", _near(value, RESULTS))
    return value


def _identities(values: Sequence[str]) -> Clause:
    """A condition on identities, whole or as beginnings of their symbols, as look-ups take them."""
    whole = _among("records.id COLLATE NOCASE", values)
    begun = [(want.symbols, want.before) for want in map(wanted, values) if want.symbols]
    if not begun:
        return whole
    meant = Clause(
        "records.n IN (SELECT r.n FROM json_each(?) AS begun CROSS JOIN records AS r "
        "ON r.symbols >= json_extract(begun.value, '$[0]') "
        "AND r.symbols < json_extract(begun.value, '$[0]') || '~' "
        "AND instr(r.id, json_extract(begun.value, '$[1]')))",
        [json.dumps(begun)],
    )
    return _either(whole, meant)


def _has(name: str) -> Clause:
    column = _column(name)
    if name in TERMS or name == "who":
        listed = Clause("EXISTS (SELECT 1 FROM terms WHERE n = records.n AND field = ?)", [name])
        return (
            _either(Clause(f"records.{column} != ''", []), listed) if name in CONTAINING else listed
        )
    if name in NUMBERS:
        return Clause(f"records.{column} IS NOT NULL")
    return Clause(f"records.{column} != ''")


def _either(one: Clause, other: Clause) -> Clause:
    return Clause(f"({one.sql} OR {other.sql})", [*one.parameters, *other.parameters])


def _is(value: str, today: date) -> Clause:
    if value == "overdue":
        return Clause("records.open AND records.due != '' AND records.due < ?", [str(today)])
    return Clause("records.open = ?", [1 if value == "open" else 0])


def _terms(name: str, values: Sequence[str]) -> Clause:
    same = _either(
        _among("value", values), _among("replace(value, ' ', '-') COLLATE NOCASE", values)
    )
    return Clause(
        f"records.n IN (SELECT n FROM terms WHERE field = ? AND {same.sql})",
        [name, *same.parameters],
    )


def _containing(column: str, value: str) -> Clause:
    """A condition on a part of a column, in which hyphens may stand for spaces."""
    as_written = Clause(f"instr(lower(records.{column}), lower(?))", [value])
    if "-" not in value:
        return as_written
    hyphened = Clause(f"instr(lower(replace(records.{column}, ' ', '-')), lower(?))", [value])
    return _either(as_written, hyphened)


def _date(name: str, value: str, today: date) -> Clause:
    span = period(value, today)
    parts, parameters = [f"records.{name} != ''"], []
    if span.first:
        parts.append(f"records.{name} >= ?")
        parameters.append(span.first.isoformat())
    if span.last:
        parts.append(f"records.{name} <= ?")
        parameters.append(span.last.isoformat())
    return Clause(f"({' AND '.join(parts)})", parameters)


def _number(name: str, value: str) -> Clause:
    low, dots, high = value.partition("..")
    try:
        if not dots:
            return Clause(f"records.{name} = ?", [_bound(low)])
        parts, parameters = [f"records.{name} IS NOT NULL"], []
        for sign, bound in ((">=", low), ("<=", high)):
            if bound:
                parts.append(f"records.{name} {sign} ?")
                parameters.append(_bound(bound))
    except ValueError:
        raise BadQuery(
            f"'{value}' is no number", f"Write {name}:3, {name}:2..5 or {name}:..5."
        ) from None
    return Clause(f"({' AND '.join(parts)})", parameters)


def _bound(text: str) -> float:
    number = float(text)
    if isnan(number):
        raise ValueError(text)
    return number


def order(sort: Sequence[str], kind: Kind, reverse: bool = False) -> str:
    """The ORDER BY that some sort fields ask for; what is empty comes last."""
    parts = []
    for name in sort or ("raised",):
        column = f"records.{_column(name)}"
        down = (name in DESCENDING) != reverse
        if name == "state":
            rank = " ".join(f"WHEN '{s}' THEN {n}" for n, s in enumerate(kind.states))
            parts.append(f"CASE {column} {rank} END {'DESC' if down else 'ASC'}")
            continue
        if name in RANKS:
            rank = " ".join(f"WHEN '{word}' THEN {n}" for n, word in enumerate(RANKS[name]))
            parts.append(f"{column} = ''")
            parts.append(f"CASE lower({column}) {rank} ELSE 99 END {'DESC' if down else 'ASC'}")
        elif name in NUMBERS:
            parts.append(f"{column} IS NULL")
        elif name not in ("id", "title") and not (name == "raised" and down):
            parts.append(f"{column} = ''")
        parts.append(f"{column} {'DESC' if down else 'ASC'}")
    return ", ".join([*parts, "records.id"])
