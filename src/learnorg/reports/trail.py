"""What happened, when, by whom, and why?"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from learnorg.kinds.differences import Difference
from learnorg.kinds.kind import Plain
from learnorg.page import Cell, Column, Page, Say, Table
from learnorg.register.lookup import shortest
from learnorg.register.messages import REVERTS
from learnorg.register.places import Key
from learnorg.register.register import Register
from learnorg.register.steps import Step, changed, of_record, people, read, steps, told, touching
from learnorg.register.trail import Trail

AT_ONCE = 500
"""Steps of which the contents are held in memory at a time."""

KNOWN_FROM_HERE = "as it stood where this clone's history begins"


class Wish(NamedTuple):
    """Which part of the trail is asked for."""

    key: Key | None = None
    since: str = ""
    actor: str = ""
    state: str = ""
    field: str = ""
    limit: int = 0

    @property
    def in_full(self) -> bool:
        """Whether every field is asked for, and not only what became of states."""
        return bool(self.key or self.field)

    @property
    def picks(self) -> bool:
        """Whether some steps are asked for, and not all."""
        return bool(self.since or self.actor or self.state)


class Deed(NamedTuple):
    """One step, who is behind it, and what it changed."""

    step: Step
    who: str
    fields: list[Difference]
    words: list[str]


class Log(NamedTuple):
    """Part of the trail, the newest first."""

    wish: Wish
    deeds: list[Deed]
    short: dict[str, str]
    titles: dict[str, str]
    steps: int
    """How many there are, before it is seen which of them change a field."""


def derive(register: Register, trail: Trail, wish: Wish) -> Log:
    """What happened to a record, or to all of them."""
    known = people(register)
    if wish.in_full or wish.picks:
        found = of_record(trail, wish.key) if wish.key else steps(trail, "NOT first")
        found = [step for step in found if _answers(step, wish, known)]
        total = len(found)
    else:
        found = _newest(trail, wish.limit)
        total = trail.one("SELECT count(*) FROM touches JOIN commits USING (n) WHERE NOT first")
    if wish.in_full:
        made = _in_full(trail, found, wish, known)
    else:
        own = _own(trail, found)
        made = (Deed(step, who(step, known), [], [_did(step)]) for step in own)
    deeds = list(islice(made, wish.limit or None))
    names = dict.fromkeys(deed.step.identity for deed in deeds)
    return Log(wish, deeds, shortest(register.index, list(names)), _titles(register, names), total)


def _newest(trail: Trail, limit: int) -> list[Step]:
    """The newest steps: as many as it takes to tell of so many; all, if there is no limit."""
    asked = limit
    while True:
        found = steps(trail, "NOT first", limit=asked)
        if not limit or len(found) < asked or sum(1 for _ in _own(trail, found)) >= limit:
            return found
        asked *= 4


def _own(trail: Trail, found: Sequence[Step]) -> Iterator[Step]:
    """The steps without the merges that only put together what their parents had."""
    for start in range(0, len(found), AT_ONCE):
        some = found[start : start + AT_ONCE]
        merges = [step for step in some if step.others]
        held = read(trail, merges) if merges else {}
        yield from (step for step in some if not step.others or changed(step, held))


def _titles(register: Register, names: Iterable[str]) -> dict[str, str]:
    """What some records are called now."""
    listed = json.dumps(list(names))
    sql = "SELECT id, title FROM records WHERE id IN (SELECT value FROM json_each(?))"
    return dict(register.index.rows(sql, (listed,)))


def _answers(step: Step, wish: Wish, known: dict[str, str]) -> bool:
    """Whether a step is one of those asked for."""
    asked = wish.actor.casefold()
    person = known.get(step.email.lower(), "")
    return (
        step.day >= wish.since
        and any(asked in one.casefold() for one in (step.name, step.email, person))
        and (not wish.state or (step.moves and step.became == wish.state))
    )


def _in_full(trail: Trail, found: list[Step], wish: Wish, known: dict[str, str]) -> Iterator[Deed]:
    """The steps with their fields, a few in memory at a time; without those that change none."""
    for start in range(0, len(found), AT_ONCE):
        some = found[start : start + AT_ONCE]
        if wish.field:
            some = touching(trail, some, wish.field.partition(".")[0])
        held = read(trail, some)
        for step in some:
            fields = [one for one in changed(step, held) if _within(one, wish.field)]
            if fields:
                words = [KNOWN_FROM_HERE] if step.first else told(step, fields, held)
                yield Deed(step, who(step, known), fields, words)


def _within(difference: Difference, field: str) -> bool:
    name = difference.field
    return not field or name == field or name.startswith(f"{field}.")


def who(step: Step, known: dict[str, str]) -> str:
    """Whoever made a commit: the listed person, or the author as git has them."""
    return known.get(step.email.lower()) or step.name or step.email


def _did(step: Step) -> str:
    """A step in a few words, from what is known without looking into files."""
    if step.new is None:
        return "taken away"
    if step.old is None:
        return f"begins as {step.became}" if step.became else "begins"
    if step.moves:
        return f"{step.was or '?'} -> {step.became or '?'}"
    return step.action or "edited"


def about(step: Step, titles: dict[str, str]) -> str:
    """What a commit is about: the record's title if learnorg made it, else its own words."""
    return titles.get(step.identity, step.subject) if step.action else step.subject


def lay_out(log: Log, brief: bool = False) -> Page:
    """The log as one table; a brief one is for a person, who does not read a day twice."""
    heads = (_brief_heads if brief else _heads)(log.wish)
    made = _brief_rows if brief else _rows
    rows = [row for deed in log.deeds for row in made(log, deed)]
    kind = "record-log" if log.wish.key else "log"
    return Page("", (Table(heads, rows),), kind, [_data(log, deed) for deed in log.deeds])


def _brief_heads(wish: Wish) -> list[Column]:
    change = Column("change", flexible=wish.in_full, wrapped=wish.in_full)
    who_ = Column("who", flexible=True)
    if wish.key:
        return [Column("when"), change, who_, Column("commit")]
    about_ = [] if wish.field else [Column("about", flexible=True)]
    return [Column("when"), Column("id"), change, *about_, who_]


def _brief_rows(log: Log, deed: Deed) -> Iterator[list[Cell]]:
    step, last = deed.step, Say(deed.step.commit[:10], "quiet")
    name = Say(log.short.get(step.identity, step.identity), "id")
    for n, words in enumerate(deed.words):
        if log.wish.key:
            yield [step.day, words, deed.who, last] if n == 0 else ["", words, "", ""]
        elif log.wish.field:
            yield [step.day, name, words, deed.who] if n == 0 else ["", "", words, ""]
        else:
            yield [step.day, name, words, about(step, log.titles), deed.who]
    if log.wish.key and _tells_more(deed):
        reason = REVERTS.sub(lambda found: f"It takes back {found[1][:10]}", step.because)
        yield ["", Say(f"Why: {reason}", "quiet"), "", ""]


def _tells_more(deed: Deed) -> bool:
    """Whether the reason says what the change does not say itself, as a note does."""
    reason = " ".join(deed.step.because.split()).casefold()
    said = [*deed.words, *(text for one in deed.fields for text in _texts(one.after))]
    return bool(reason) and not any(reason in " ".join(x.split()).casefold() for x in said)


def _texts(value: Plain) -> Iterator[str]:
    """Every text within a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


def _heads(wish: Wish) -> list[Column]:
    names = ["when", "who", "email", "commit", "id", "action"]
    names += ["field", "before", "after"] if wish.in_full else ["from", "to", "subject"]
    return [Column(name) for name in (*names, "because")]


def _rows(log: Log, deed: Deed) -> Iterator[list[Cell]]:
    step = deed.step
    line: list[Cell] = [
        step.day, deed.who, step.email, step.commit, step.identity, step.action
    ]  # fmt: skip
    if not log.wish.in_full:
        yield [*line, step.was or "", step.became or "", step.subject, step.because]
    for one in deed.fields:
        yield [*line, one.field, spelled(one.before), spelled(one.after), step.because]


def spelled(value: Plain) -> str:
    """A value on one line: text as it is, lists with commas, anything deeper as JSON."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return json.dumps(value, ensure_ascii=False)


def _data(log: Log, deed: Deed) -> dict[str, Any]:
    step = deed.step
    found: dict[str, Any] = {
        "commit": step.commit,
        "when": step.day,
        "who": deed.who,
        "name": step.name,
        "email": step.email,
        "id": step.identity,
        "kind": step.kind,
        "action": step.action or None,
        "from": step.was,
        "to": step.became,
        "subject": step.subject,
        "because": step.because or None,
    }
    if log.wish.in_full:
        found["fields"] = [field_data(one) for one in deed.fields]
    if step.first:
        found["before_is_unknown"] = True
    return found


def field_data(one: Difference) -> dict[str, Any]:
    """A field's change for programs."""
    return {"field": one.field, "before": one.before, "after": one.after}
