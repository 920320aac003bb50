"""New records: what somebody said, made into a whole one with an identity and its first dates."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from learnorg.errors import LearnorgError
from learnorg.files import json_text
from learnorg.files.json_text import NotRead
from learnorg.files.loader import load
from learnorg.kinds.kind import Kind
from learnorg.refs import mint
from learnorg.register.assignments import with_part_ids
from learnorg.register.records import typed
from learnorg.register.register import Register

PARTS = ("measures", "plan", "notes", "benefits", "timeline", "factors", "findings")


class Taken(LearnorgError):
    """An identity that a new record cannot have, since another one has it."""

    exit_code = 3
    hint = "Choose another one."

    def __init__(self, identity: str) -> None:
        super().__init__(f"there is a record '{identity}' already")


class NotOneRecord(LearnorgError):
    """Text that was to hold a record and holds something else."""

    hint = "Give keys with values, such as `title: Cut password-reset calls`."

    def __init__(self, why: str) -> None:
        super().__init__(f"this is no record: {why}")


def minted(register: Register, kind: Kind, said: Mapping[str, Any], today: date) -> dict[str, Any]:
    """A new minted record from plain content; its values are typed, its parts identified."""
    plain = {key: value for key, value in said.items() if value not in (None, "", [], {})}
    raised = str(plain.get("raised") or today.isoformat())
    plain.pop("id", None)
    plain["id"] = f"{kind.prefix}-0001-000000"  # stands in until the day is known to be one
    plain["raised"] = raised
    plain.setdefault("state", kind.states[0])
    data = typed(kind, plain, f"the new {kind.name}")
    data.setdefault("dates", {kind.states[0]: data["raised"]})

    def taken(identity: str) -> bool:
        there = register.index.one("SELECT 1 FROM records WHERE id = ?", (identity,))
        return bool(there) or (register.root / kind.path(identity)).exists()

    data["id"] = mint(kind.prefix, data["raised"], taken)
    known: set[str] = set()
    for key in PARTS:
        if data.get(key):
            data[key] = with_part_ids([dict(part) for part in data[key]], known)
            known |= {str(part["id"]) for part in data[key]}
    return data


def named(register: Register, kind: Kind, slug: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """A new record whose identity its author chose."""
    plain = {key: value for key, value in said.items() if value not in (None, "", [], {})}
    plain |= {"id": slug}
    plain.setdefault("state", kind.states[0])
    if register.index.one("SELECT 1 FROM records WHERE id = ? AND kind = ?", (slug, kind.name)):
        raise Taken(slug)
    return typed(kind, plain, f"the new {kind.name}")


def parsed(text: str) -> list[dict[str, Any]]:
    """The plain content of one or several records, from YAML or JSON."""
    stripped = text.removeprefix("\ufeff")
    if stripped.lstrip().startswith(("[", "{")):
        try:
            found = json_text.parsed(stripped, as_written=True)
        except NotRead as wrong:
            raise NotOneRecord(str(wrong)) from None
        items = found if isinstance(found, list) else [found]
        if not all(isinstance(item, dict) for item in items):
            raise NotOneRecord("its items are no records")
        return [_textual(item) for item in items]
    return [load(text.encode()).plain()]


def _textual(value: Any) -> Any:
    """JSON's values as the loader would give them: text."""
    if isinstance(value, dict):
        return {key: _textual(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_textual(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value
