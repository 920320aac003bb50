"""Blanks: what a new record starts from, by its kind and type."""

from typing import Any

from learnorg.files.bounded import NotRead
from learnorg.files.loader import Document, Form, Refused, load
from learnorg.kinds.kind import Kind
from learnorg.register import templates
from learnorg.register.governing import NotBorn, born
from learnorg.register.register import Register

OWN = ("id", "dates", "notes")
"""What each record gets of its own, when it begins or later."""


def blank(register: Register, kind: Kind, of_type: str = "") -> Document:
    """
    The template of a kind and type, such as `records/review-change.md`; the register's own first.

    Raises `NoTemplate` where there is none, and `NotRead` with its place where it means nothing;
    `NotBorn` where it makes records that are further than new ones are.
    """
    root = register.root
    name = f"{kind.name}-{of_type}" if of_type else kind.name
    path = templates.find(f"records/{name}{kind.suffix}", root)
    try:
        document = load(templates.read(path, root), Form.of(kind.suffix))
    except Refused as refused:
        place = f"{templates.shown(path, root)}:{refused.line}:{refused.col}"
        raise NotRead(place, str(refused), refused.hint) from None
    _open(document, kind, templates.shown(path, root))
    return document


def _open(document: Document, kind: Kind, shown: str) -> None:
    """Nothing, if records that begin from a template are no further than new ones are."""
    try:
        _begun(given(document.plain()), kind)
    except NotBorn as refused:
        line, col = document.locate((refused.key,))
        refused.hint = f"Take '{refused.key}' out of the template, {shown}:{line}:{col}."
        raise


def _begun(said: dict[str, Any], kind: Kind) -> None:
    """Nothing, if many records may begin with just this."""
    born(said, kind)
    for key in OWN:
        if said.get(key):
            raise NotBorn(key, "", kind)


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
