"""What the activity log answers: what was done, which flags are open, how each object was used."""

import json
from collections.abc import Collection, Iterable
from contextlib import closing
from datetime import date
from typing import Any, NamedTuple

from learnorg.register.activity.event import Event
from learnorg.register.activity.log import ANSWERED, Log
from learnorg.register.register import Register, Unreadable

RULE = "activity-unreadable"
"""The rule that finds what cannot be read."""

FORMER = """
SELECT said.value, r.id FROM json_each(?) said
JOIN aliases a ON a.alias = said.value JOIN records r ON r.n = a.n
WHERE said.value NOT IN (SELECT id FROM records WHERE id = said.value)
"""
"""The records that were given another identity, by the one before."""

BEFORE = """
SELECT alias FROM aliases JOIN records USING (n)
WHERE id IN (SELECT value FROM json_each(?))
"""
"""What some records were called before."""

SINCE = """
SELECT a.value, f.object FROM events f, json_each(f.context, '$.answers') a
WHERE f.verb = 'fixed' AND NOT f.again AND a.value IN (SELECT value FROM json_each(?))
"""
"""What answers some flags, under whichever identity."""

AHEAD = "SELECT path, line, day FROM events JOIN files USING (n) WHERE day > ? ORDER BY path, line"

ONCE = "SELECT id, day, actor, verb, object, result, context FROM events WHERE NOT again"


class Uses(NamedTuple):
    """How an object was used, over all that the log holds."""

    uses: int = 0
    by_others: int = 0
    """Uses by others than those who wrote or own it."""
    helped: int = 0
    not_helped: int = 0
    flags_open: int = 0
    thanks: int = 0
    last_used: str = ""
    """The ISO day; empty where it was never used."""

    def __add__(self, other: object) -> "Uses":
        """The uses of one object under two identities."""
        if not isinstance(other, Uses):
            return NotImplemented
        return Uses(
            self.uses + other.uses,
            self.by_others + other.by_others,
            self.helped + other.helped,
            self.not_helped + other.not_helped,
            self.flags_open + other.flags_open,
            self.thanks + other.thanks,
            max(self.last_used, other.last_used),
        )


def events(register: Register, object: str = "", since: str = "") -> list[Event]:  # noqa: A002  # the field's word
    """
    The events on an object, or on all, from an ISO day on or ever: each once, by day and id.

    A record that was given another identity keeps what was done under the one before.
    """
    condition, values = _on(register, object)
    return _asked(register, object, f"{condition} AND day >= ?", [*values, since])


def open_flags(register: Register, identity: str = "") -> list[Event]:
    """The flags on an object, or on all, that nothing has answered yet, by day and id."""
    condition, values = _on(register, identity)
    unanswered = f"verb = 'flagged' AND NOT {ANSWERED}"
    found = _asked(register, identity, f"{condition} AND {unanswered}", values)
    answered = _answered_since(register, [one.id for one in found])
    return [one for one in found if (one.id, one.object) not in answered]


def totals(register: Register, among: Collection[str] | None = None) -> dict[str, Uses]:
    """
    How each object was used, or some objects only, by its identity.

    What was never touched is not there.
    """
    sql, values = "SELECT object, * FROM uses", []
    if among is not None:
        before = [alias for (alias,) in register.index.rows(BEFORE, (json.dumps([*among]),))]
        sql += " WHERE object IN (SELECT value FROM json_each(?))"
        values = [json.dumps([*among, *before])]
    rows = _rows(register, sql, values)
    found: dict[str, Uses] = {}
    now = _now(register, [row[0] for row in rows])
    for called, _, *sums in rows:
        name = now.get(called, called)
        if among is not None and name not in among:
            continue
        uses = Uses(*sums)
        found[name] = found[name] + uses if name in found else uses
    for name in {*now.values()} & found.keys():  # answered, maybe, under another identity
        if found[name].flags_open:
            found[name] = found[name]._replace(flags_open=len(open_flags(register, name)))
    return found


def faults(register: Register) -> list[Unreadable]:
    """What stands in the log and cannot be read, for the commands that read it to tell."""
    log = Log.of(register)
    if log is None:
        return []
    with closing(log):
        rows = log.faults()
    return [Unreadable(path, line, col, RULE, why, hint) for path, line, col, why, hint in rows]


def ahead(register: Register, day: date) -> list[tuple[str, int, str]]:
    """The events that are dated after a day: path, line and day of each."""
    return [(path, at, on) for path, at, on in _rows(register, AHEAD, (day.isoformat(),))]


def _asked(register: Register, name: str, condition: str, values: Iterable[Any]) -> list[Event]:
    rows = _rows(register, f"{ONCE} AND {condition} ORDER BY day, id", values)
    now = {} if name else _now(register, {row[4] for row in rows})
    return [
        Event(id_, on, who, verb, name or now.get(of, of), json.loads(told), json.loads(around))
        for id_, on, who, verb, of, told, around in rows
    ]


def _answered_since(register: Register, flags: Collection[str]) -> set[tuple[str, str]]:
    """Which of some flags were answered, each with what the object of the answer is called now."""
    rows = _rows(register, SINCE, (json.dumps(list(flags)),)) if flags else []
    now = _now(register, {of for _, of in rows})
    return {(flag, now.get(of, of)) for flag, of in rows}


def _on(register: Register, name: str) -> tuple[str, list[str]]:
    """What holds, in SQL, of the events on an object, under whichever identity it had."""
    if not name:
        return "1", []
    names = called(register, name)
    return f"object IN ({', '.join('?' * len(names))})", names


def called(register: Register, name: str) -> list[str]:
    """What an object is called, and was called before."""
    sql = "SELECT alias FROM aliases JOIN records USING (n) WHERE id = ?"
    before = [alias for (alias,) in register.index.rows(sql, (name,))]
    return [name, *(alias for alias in before if alias in _now(register, before))]


def _now(register: Register, names: Collection[str]) -> dict[str, str]:
    """What objects are called now that were called otherwise."""
    asked = json.dumps(list(names))
    return dict(register.index.rows(FORMER, (asked,))) if names else {}


def _rows(register: Register, sql: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
    """What the log answers; nothing where nothing was ever done."""
    log = Log.of(register)
    if log is None:
        return []
    with closing(log):
        return log.rows(sql, values)
