"""Blanks: what a new record starts from, by its kind and type."""

from typing import Any

from learnorg.files.bounded import NotRead
from learnorg.files.loader import Document, Form, Refused, load
from learnorg.kinds.kind import Kind
from learnorg.register import templates
from learnorg.register.register import Register


def blank(register: Register, kind: Kind, of_type: str = "") -> Document:
    """
    The template of a kind and type, such as `records/review-change.md`; the register's own first.

    Raises `NoTemplate` where there is none, and `NotRead` with its place where it means nothing.
    """
    root = register.root
    name = f"{kind.name}-{of_type}" if of_type else kind.name
    path = templates.find(f"records/{name}{kind.suffix}", root)
    try:
        return load(templates.read(path, root), Form.of(kind.suffix))
    except Refused as refused:
        place = f"{templates.shown(path, root)}:{refused.line}:{refused.col}"
        raise NotRead(place, str(refused), refused.hint) from None


def filled(register: Register, kind: Kind, said: dict[str, Any]) -> dict[str, Any]:
    """What was said of a new record, and what its template says where nothing was said."""
    plain = blank(register, kind, str(said["type"])).plain()
    return given(plain) | said


def given(plain: dict[str, Any]) -> dict[str, Any]:
    """The keys under which anything stands; what a template leaves open is left out."""
    kept: dict[str, Any] = {}
    for key, value in plain.items():
        if isinstance(value, dict):
            value = given(value)  # the same value, without what is open
        if value not in (None, "", [], {}):
            kept[key] = value
    return kept
