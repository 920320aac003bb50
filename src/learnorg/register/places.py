"""Where git has a register's records, and which record a path stands for."""

import os
from pathlib import Path
from typing import TypeAlias

from learnorg.files.loader import Form
from learnorg.history.repository import Repository
from learnorg.kinds import BY_NAME, kind_of
from learnorg.refs import MINTED
from learnorg.register.index import TOPS
from learnorg.register.intake import kind_at
from learnorg.register.scan import SUFFIXES

FILES = ("100644", "100755")
"""The modes of plain files; links and other repositories are no records."""

FOLDERS = tuple(top + "/" for top in TOPS)

Key: TypeAlias = tuple[str, str]
"""A kind and an identity."""


def prefix(root: Path, repository: Repository) -> str:
    """What stands before a register's paths in its repository."""
    inside = Path(os.path.realpath(root)).relative_to(repository.work_tree).as_posix()
    return "" if inside == "." else inside + "/"


def record_at(path: str) -> Key | None:
    """The kind and identity of the record that a path from the register's root stands for."""
    name = path.rpartition("/")[2]
    if not path.startswith(FOLDERS) or not name.endswith(SUFFIXES) or name.startswith("."):
        return None
    stem = name.rpartition(".")[0]
    kind = kind_of(stem) if MINTED.fullmatch(stem) else kind_at(path)
    return (kind.name, stem) if kind and stem.isprintable() else None


def form(kind: str) -> Form:
    """The form of a kind's files."""
    return Form.MARKDOWN if BY_NAME[kind].suffix == ".md" else Form.YAML
