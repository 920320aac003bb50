"""A record's parts, each on a line of its own."""

from datetime import date
from typing import Any

from learnorg.page import Cell, Say
from learnorg.register.links import Bond
from learnorg.register.lookup import Entry


def standing(entry: Entry, plain: dict[str, Any]) -> str:
    """The state, with how it ended or what it waits for."""
    outcome, hold = plain.get("outcome"), plain.get("hold")
    if entry.state == "closed" and isinstance(outcome, dict) and outcome.get("result"):
        return f"closed: {outcome['result']}"
    if entry.state == "on-hold" and isinstance(hold, dict):
        since = f" since {line(hold['from'])}" if hold.get("from") else ""
        until = f", until {line(hold['until'])}" if hold.get("until") else ""
        because = f": {line(hold['because'])}" if hold.get("because") else ""
        return f"on-hold{since}{until}{because}"
    return entry.state


def called(one: dict[str, Any]) -> str:
    """What a measure is called."""
    return line(one.get("name")) or line(one.get("metric")) or "measure"


def measure(one: dict[str, Any]) -> Cell:
    """A measure with its values, from where to where."""
    name = called(one)
    unit = f" {one['unit']}" if one.get("unit") else ""
    pieces = [
        f"{word} {one[key]}{unit}"
        for key, word in (("baseline", "from"), ("target", "to"), ("actual", "now"))
        if one.get(key)
    ]
    by = f", by {one['by']}" if one.get("by") else ""
    return f"{name}: {', '.join(pieces) or 'no values yet'}{by}"


def step(one: dict[str, Any], today: date) -> Cell:
    """A step of the plan: whose it is, and by when or since when it is done."""
    done = one.get("done")
    due = one.get("due") or ""
    late = isinstance(due, str) and "" < due < today.isoformat() and not done
    who = f"  ({one['owner']})" if one.get("owner") else ""
    when = f"  done {done}" if done else (f"  due {due}" if due else "")
    name = f"#{one['id']} " if one.get("id") else ""
    text = f"{name}{one.get('do', '')}{who}{when}"
    return Say(text, "quiet" if done else "bad" if late else "")


def benefit(one: dict[str, Any]) -> Cell:
    """A benefit with what is expected of it and what came."""
    money = one.get("currency") or ""
    per = " a year" if one.get("per") == "year" else ""
    pieces = [
        f"{key} {one[key]} {money}".strip() + per
        for key in ("expected", "forecast", "actual")
        if one.get(key)
    ]
    return f"{one.get('kind', '')}: {', '.join(pieces) or 'not stated'}"


def bond(one: Bond) -> Cell:
    """A link, with what stands at its other end."""
    relation = one.relation.replace("-", " ")
    if not one.there:
        return Say(f"{relation} {one.to}  (there is no such record)", "bad")
    title = f"  {one.title} ({one.state})" if one.title else ""
    return f"{relation} {one.to}{title}"


def note(one: dict[str, Any]) -> Cell:
    """A note with its day and its author."""
    by = f"{one['by']}: " if one.get("by") else ""
    return f"{one.get('on', '')} {by}{one.get('text', '')}".strip()


def parts(plain: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The parts that stand in a list of a record."""
    value = plain.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def said(value: Any) -> str:
    """The values of a part, without their names."""
    if isinstance(value, dict):
        return ", ".join(line(item) for item in value.values() if item)
    return line(value)


def line(value: Any) -> str:
    """Any value on one line, parts with their names."""
    if isinstance(value, str):
        return value.strip("\n")
    if isinstance(value, list):
        return ", ".join(line(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {line(item)}" for key, item in value.items())
    return ""
