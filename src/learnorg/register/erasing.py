"""Taking a record's content out, so that its identity and the reason alone stay."""

from datetime import date
from typing import Any

from learnorg.kinds.kind import Kind, Plain
from learnorg.page import counted
from learnorg.refs import mint_part
from learnorg.register.activity.redaction import redactions
from learnorg.register.activity.uses import called
from learnorg.register.changes import Change
from learnorg.register.records import Revision, Stored, typed, written
from learnorg.register.register import Register

TITLE = "(erased)"
REASON = "Erased: "
KEPT = ("id", "type", "state", "dates", "raised", "aliases", "imported")
"""What tells nothing of anybody, and what others need to find their way."""


def erasure(register: Register, stored: Stored, by: str, on: date, because: str) -> Change:
    """The change that takes a record's content out, and the words about it in the activity log."""
    objects = {
        name for one in called(register, stored.identity) for name in logged(stored.kind, one)
    }
    files = redactions(register, objects)
    told = ""
    if files:
        told = f"Words about it went from {counted(len(files), 'file')} of the activity log, too."
    revision = erased(stored, by, on, because)
    subject = f"{stored.identity}: erase"
    return Change("erase", (revision,), because, subject, told=told, files=files)


def logged(kind: Kind, identity: str) -> tuple[str, ...]:
    """By what the activity log may name a record: slugs stand there behind their kind."""
    return (identity,) if kind.prefix else (f"{kind.name}:{identity}",)


def erased(stored: Stored, by: str, on: date, because: str) -> Revision:
    """The record without its content, at its end: what it was called and said is gone."""
    plain = stored.plain
    left: dict[str, Any] = {key: plain[key] for key in KEPT if plain.get(key)}
    left["title"] = TITLE
    left["notes"] = [
        {"id": mint_part(set()), "on": on.isoformat(), "by": by, "text": REASON + because}
    ]
    if str(plain.get("state")) not in stored.kind.finished:
        left |= _ended(stored, on)
    outcome = plain.get("outcome")
    if isinstance(outcome, dict) and outcome.get("result"):  # what it came to, and not how
        left["outcome"] = {key: outcome[key] for key in ("result", "on") if outcome.get(key)}
        left["learned"] = TITLE
    whole = typed(stored.kind, left, stored.identity)
    after = written(stored.kind, whole, stored.identity)
    return Revision(stored.kind, stored.identity, TITLE, stored.path, stored.data, after)


def _ended(stored: Stored, on: date) -> dict[str, Any]:
    """The end that a record comes to which is erased before it came to another."""
    end = min(stored.kind.finished, key=lambda state: state == "closed")
    dates = stored.plain.get("dates")
    if not isinstance(dates, dict):
        return {"state": end}
    ended = {"state": end, "dates": dates | {end: on.isoformat()}}
    if "outcome" not in stored.kind.keys:
        return ended
    return ended | {"outcome": {"on": on.isoformat(), "because": TITLE}}


def is_erased(plain: Plain) -> bool:
    """Whether a record's content was taken out, with a reason."""
    if not isinstance(plain, dict) or plain.get("title") != TITLE:
        return False
    notes = plain.get("notes")
    texts = [n.get("text") for n in notes if isinstance(n, dict)] if isinstance(notes, list) else []
    told = any(isinstance(text, str) and text.startswith(REASON) for text in texts)
    return told and plain.keys() <= {*KEPT, "title", "notes", "outcome", "learned"}
