"""Edits to somebody's file that leave every other line as its owner wrote it."""

from collections.abc import Sequence
from contextlib import suppress
from enum import Enum
from itertools import pairwise
from typing import Any, NamedTuple

from learnorg.errors import LearnorgError
from learnorg.files.amend import amended, without
from learnorg.files.emitter import prose
from learnorg.files.groups import Groups
from learnorg.files.lines import Odd
from learnorg.files.loader import Document, Form, load
from learnorg.files.nodes import Plain
from learnorg.files.refused import Refused
from learnorg.files.roundtrip import rewritten
from learnorg.files.scalars import as_plain, is_empty


class _Gone(Enum):
    GONE = "gone"


GONE = _Gone.GONE
"""The value of a key or item that is to be taken out."""


class Edit(NamedTuple):
    """A path and its new value; one past the end of a list appends."""

    path: tuple[str | int, ...]
    value: object


class NotSpliceable(LearnorgError):
    """An edit that cannot be made without touching what it does not mean."""

    exit_code = 5
    hint = "Make this change by hand with `learnorg edit`."


def splice(document: Document, edits: Sequence[Edit], groups: Groups = ()) -> str:
    """The whole text with the edits made, one after the other, and read back."""
    wanted = document.plain()
    for edit in edits:
        _apply(wanted, edit, document.form)
    try:
        text = _spliced(document, edits, groups)
        if text == document.text or _plain(text, document.form) == wanted:
            return text
    except (Odd, Refused):
        pass
    return _by_ruamel(document, edits, wanted)


def _spliced(document: Document, edits: Sequence[Edit], groups: Groups) -> str:
    for edit in edits:
        if edit.value is GONE:
            text = without(document, edit.path)
        else:
            text = amended(document, edit.path, edit.value, groups)
        if text != document.text:
            document = load(text.encode(), document.form)
    return document.text


def _by_ruamel(document: Document, edits: Sequence[Edit], wanted: dict[str, Plain]) -> str:
    head = [edit for edit in edits if document.form is Form.YAML or edit.path != ("body",)]
    body = [edit for edit in edits if edit not in head]
    told = [
        (edit.path, None if edit.value is GONE else edit.value, edit.value is GONE) for edit in head
    ]
    text = rewritten(document, told)
    try:
        if text is not None:
            text = _spliced(load(text.encode(), document.form), body, ())
            if _plain(text, document.form) == wanted:
                return text
    except (Odd, Refused):
        pass
    paths = ", ".join(".".join(map(str, edit.path)) for edit in edits)
    raise NotSpliceable(f"{paths}: the file is written in a way that this edit would damage")


def _plain(text: str, form: Form) -> dict[str, Plain]:
    return load(text.encode(), form).plain()


def _apply(said: dict[str, Plain], edit: Edit, form: Form) -> None:
    """What the file is to say after an edit."""
    if form is Form.MARKDOWN and edit.path == ("body",):
        said.pop("body", None)
        if edit.value is not GONE and (body := prose(edit.value).removeprefix("\n")):
            said["body"] = body
        return
    if not edit.path:
        raise NotSpliceable("an edit without a path would replace the whole record")
    if edit.value is GONE:
        _drop(said, edit.path)
        return
    parent: Any = said
    for step, following in pairwise(edit.path):
        found = _part(parent, step, edit)
        if found is None:
            if is_empty(edit.value):
                return
            found = {} if isinstance(following, str) else []
            _set(parent, step, found)
        parent = found
    _part(parent, edit.path[-1], edit)
    _set(parent, edit.path[-1], as_plain(edit.value))


def _drop(parent: Any, path: tuple[str | int, ...]) -> None:
    """Take out what a path leads to, if it leads to anything."""
    with suppress(LookupError, TypeError):
        for step in path[:-1]:
            parent = parent[step]
        del parent[path[-1]]


def _part(parent: Any, step: str | int, edit: Edit) -> Any:
    """What stands at one step of a path, or nothing where it could be made."""
    if isinstance(parent, dict) and isinstance(step, str):
        return parent.get(step)
    if isinstance(parent, list) and isinstance(step, int) and 0 <= step <= len(parent):
        return parent[step] if step < len(parent) else None
    path = ".".join(map(str, edit.path))
    raise NotSpliceable(f"{path}: there is no place for `{step}` in what the file has there")


def _set(parent: Any, step: str | int, value: object) -> None:
    if isinstance(parent, list) and step == len(parent):
        parent.append(value)
    else:
        parent[step] = value
