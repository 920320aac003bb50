"""Where git has a register's records, and which record a path stands for."""

from typing import TypeAlias

from learnorg.files.loader import Form
from learnorg.kinds import BY_NAME, kind_of
from learnorg.refs import MINTED, stem
from learnorg.register.index import TOPS
from learnorg.register.intake import kind_at
from learnorg.register.scan import SUFFIXES

FILES = ("100644", "100755")
"""The modes of plain files; links and other repositories are no records."""

FOLDERS = tuple(top + "/" for top in TOPS)

Key: TypeAlias = tuple[str, str]
"""A kind and an identity."""


def is_record(path: str) -> bool:
    """Whether the file at a path from the register's root is read as a record."""
    return path.startswith(FOLDERS) and path.endswith(SUFFIXES) and "/." not in path


def record_at(path: str) -> Key | None:
    """The kind and identity of the record that stands at a path, if it is in its kind's folder."""
    if not is_record(path):
        return None
    name, kind = stem(path), kind_at(path)
    if MINTED.fullmatch(name) and kind_of(name) is not kind:
        return None
    return (kind.name, name) if kind and name.isprintable() else None


def form(kind: str) -> Form:
    """The form of a kind's files."""
    return Form.of(BY_NAME[kind].suffix)
