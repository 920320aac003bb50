"""What is known of one record?"""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from learnorg.kinds.kind import Kind
from learnorg.page import Block, Cell, Fields, Heading, Items, Page, Prose, Say
from learnorg.register.facts import number, score, several
from learnorg.register.links import Bond, bonds
from learnorg.register.lookup import Entry, shortest
from learnorg.register.register import Register
from learnorg.reports.states import TONES

FACTS = (
    ("owner", "owner"),
    ("team", "team"),
    ("sponsor", "sponsor"),
    ("consulted", "consulted"),
    ("informed", "informed"),
    ("raised_by", "raised by"),
    ("type", "type"),
    ("services", "services"),
    ("practices", "practices"),
    ("environments", "environments"),
    ("touches", "touches"),
    ("objectives", "objectives"),
    ("tags", "tags"),
    ("size", "size"),
    ("timescale", "timescale"),
    ("cost", "cost"),
    ("funding", "funding"),
    ("aliases", "also known as"),
    ("emails", "e-mail"),
    ("teams", "teams"),
    ("role", "role"),
    ("lang", "language"),
)
TEXTS = (
    ("problem", "Problem"),
    ("justification", "Justification"),
    ("vision", "Vision"),
)


class Known(NamedTuple):
    """One record: its content, its score, its links both ways, and the day it is shown."""

    entry: Entry
    plain: dict[str, Any]
    short: str
    score: str
    bonds: list[Bond]
    today: date


def derive(register: Register, entry: Entry, today: date) -> Known:
    """Everything that the register knows of a record."""
    plain = register.plain(entry)
    return Known(
        entry,
        plain,
        shortest(register.index, [entry.identity])[entry.identity],
        _score(register, entry.kind, plain),
        bonds(register, entry),
        today,
    )


def _score(register: Register, kind: Kind, plain: dict[str, Any]) -> str:
    estimates = plain.get("estimates")
    if kind.name != "improvement" or not isinstance(estimates, dict):
        return ""
    value, confidence, effort = (
        number(estimates.get(key)) for key in ("value", "confidence", "effort")
    )
    size = plain.get("size")
    found = score(register.policy, value, confidence, effort, size if isinstance(size, str) else "")
    if found.value is None:
        return f"not scored: no {' or '.join(found.missing)}"
    return f"{found.value:.2f} = {found.why}"


def lay_out(known: Known) -> Page:
    """The record as a page a person likes to read."""
    plain = known.plain
    title = f"{known.entry.identity}  {_line(plain.get('title'))}"
    return Page(title, tuple(_blocks(known)), known.entry.kind.name, _data(known))


def _blocks(known: Known) -> Iterator[Block]:
    plain = known.plain
    yield Fields(tuple(_facts(known)))
    for key, heading in TEXTS:
        if isinstance(plain.get(key), str):
            yield Heading(heading)
            yield Prose(plain[key])
    yield from _listed("Measures", [_measure(m) for m in _dicts(plain, "measures")])
    yield from _listed("Plan", [_step(s, known.today) for s in _dicts(plain, "plan")])
    yield from _listed("Benefits", [_benefit(b) for b in _dicts(plain, "benefits")])
    outcome = plain.get("outcome")
    if isinstance(outcome, dict):
        yield Heading("Outcome" if outcome.get("result") else "Why it was declined")
        when = f" on {outcome['on']}" if outcome.get("on") else ""
        if outcome.get("result"):
            yield Prose(f"{outcome['result']}{when}")
        yield from (Prose(_line(outcome[k])) for k in ("evidence", "because") if outcome.get(k))
    if isinstance(plain.get("learned"), str):
        yield Heading("What was learned")
        yield Prose(plain["learned"])
    yield from _listed("Links", [_bond(bond) for bond in known.bonds])
    yield from _listed("Notes", [_note(n) for n in _dicts(plain, "notes")])
    for key in ("pilot", "momentum", "extra"):
        value = plain.get(key)
        if isinstance(value, dict) and value:
            yield Heading(key.capitalize() if key != "extra" else "Fields of our own")
            yield Fields([(name, _line(v)) for name, v in value.items() if v])


def _facts(known: Known) -> Iterator[tuple[str, Cell]]:
    plain, entry = known.plain, known.entry
    yield "state", Say(_state(known), TONES.get(entry.state, ""))
    for key, name in FACTS:
        if value := ", ".join(several(plain.get(key))):
            yield name, value
    for key in ("source", "priority"):
        if value := _said(plain.get(key)):
            yield key, value
    due = plain.get("due")
    if isinstance(due, str):
        late = due < known.today.isoformat() and entry.state not in entry.kind.finished
        yield "due", Say(f"{due}{' (overdue)' if late else ''}", "bad" if late else "")
    if known.score:
        yield "score", known.score
    if value := _said(plain.get("approval")):
        yield "approved", value
    dates = plain.get("dates")
    if isinstance(dates, dict) and dates:
        yield "history", " · ".join(f"{state} {day}" for state, day in dates.items())
    elif plain.get("raised"):
        yield "raised", _line(plain["raised"])
    imported = plain.get("imported")
    if isinstance(imported, dict):
        yield "imported", ", ".join(_line(imported[k]) for k in ("from", "row") if imported.get(k))
    yield "file", Say(entry.path, "quiet")


def _state(known: Known) -> str:
    plain = known.plain
    outcome, hold = plain.get("outcome"), plain.get("hold")
    if known.entry.state == "closed" and isinstance(outcome, dict) and outcome.get("result"):
        return f"closed: {outcome['result']}"
    if known.entry.state == "on-hold" and isinstance(hold, dict):
        since = f" since {_line(hold['from'])}" if hold.get("from") else ""
        until = f", until {_line(hold['until'])}" if hold.get("until") else ""
        because = f": {_line(hold['because'])}" if hold.get("because") else ""
        return f"on-hold{since}{until}{because}"
    return known.entry.state


def _listed(heading: str, lines: list[Cell]) -> Iterator[Block]:
    if lines:
        yield Heading(heading)
        yield Items(lines)


def _measure(measure: dict[str, Any]) -> Cell:
    name = measure.get("name") or measure.get("metric") or "measure"
    unit = f" {measure['unit']}" if measure.get("unit") else ""
    pieces = [
        f"{word} {measure[key]}{unit}"
        for key, word in (("baseline", "from"), ("target", "to"), ("actual", "now"))
        if measure.get(key)
    ]
    by = f", by {measure['by']}" if measure.get("by") else ""
    return f"{name}: {', '.join(pieces) or 'no values yet'}{by}"


def _step(step: dict[str, Any], today: date) -> Cell:
    done = step.get("done")
    mark = "[x]" if done else "[ ]"
    due = step.get("due") or ""
    late = isinstance(due, str) and "" < due < today.isoformat() and not done
    who = f"  ({step['owner']})" if step.get("owner") else ""
    when = f"  done {done}" if done else (f"  due {due}" if due else "")
    name = f"#{step['id']} " if step.get("id") else ""
    text = f"{mark} {name}{step.get('do', '')}{who}{when}"
    return Say(text, "quiet" if done else "bad" if late else "")


def _benefit(benefit: dict[str, Any]) -> Cell:
    money = benefit.get("currency") or ""
    per = " a year" if benefit.get("per") == "year" else ""
    pieces = [
        f"{key} {benefit[key]} {money}".strip() + per
        for key in ("expected", "forecast", "actual")
        if benefit.get(key)
    ]
    return f"{benefit.get('kind', '')}: {', '.join(pieces) or 'not stated'}"


def _bond(bond: Bond) -> Cell:
    relation = bond.relation.replace("-", " ")
    if not bond.there:
        return Say(f"{relation} {bond.to}  (there is no such record)", "bad")
    title = f"  {bond.title} ({bond.state})" if bond.title else ""
    return f"{relation} {bond.to}{title}"


def _note(note: dict[str, Any]) -> Cell:
    by = f"{note['by']}: " if note.get("by") else ""
    return f"{note.get('on', '')} {by}{note.get('text', '')}".strip()


def _dicts(plain: dict[str, Any], key: str) -> list[dict[str, Any]]:
    value = plain.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(_line(item) for item in value.values() if item)
    return _line(value)


def _line(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(_line(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {_line(item)}" for key, item in value.items())
    return ""


def _data(known: Known) -> dict[str, Any]:
    """The record for programs: each value of its type, and what is computed beside it."""
    record = _typed(known.plain, known.entry.kind, "")
    return {
        "record": record,
        "path": known.entry.path,
        "short": known.short,
        "links": [
            {
                "relation": b.relation,
                "to": b.to,
                "title": b.title,
                "state": b.state,
                "there": b.there,
            }
            for b in known.bonds
        ],
    }


def _typed(value: Any, kind: Kind, key: str) -> Any:
    """A value with numbers as numbers, and lists where a list is due."""
    if key in kind.lists and isinstance(value, (str, dict)):
        value = [value]
    if isinstance(value, dict):
        return {k: v if k == "extra" else _typed(v, kind, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_typed(item, kind, "") for item in value]
    if key in kind.numbers and (found := number(value)) is not None:
        return int(found) if found == int(found) else found
    return value
