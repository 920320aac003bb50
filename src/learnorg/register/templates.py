"""Where templates come from: the register's own, the installed ones, the checkout's."""

import os
from pathlib import Path

from learnorg.errors import LearnorgError
from learnorg.files import bounded

PACKAGE = Path(__file__).resolve().parent.parent
OWN = "templates"
MOST = 256 * 1024
"""Bytes that a template of a register may have: as many as a record in YAML."""


class NoTemplate(LearnorgError):
    """A template that is nowhere to be found."""

    exit_code = 3
    hint = "Install learnorg again; its templates are part of it."

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no template {name}")


def folders(root: Path | None) -> list[Path]:
    """Where to look, the first first."""
    own = [root / OWN] if root else []
    return [*own, PACKAGE / "_templates", PACKAGE.parent.parent / "templates"]


def find(name: str, root: Path | None = None) -> Path:
    """The place of a template such as `records/improvement.yaml`, whatever stands there."""
    for folder in folders(root):
        if os.path.lexists(folder / name):
            return folder / name
    raise NoTemplate(name)


def named(folder: str, root: Path | None = None) -> dict[str, Path]:
    """Every template in a folder such as `maps`, by its name without the ending."""
    if root:
        _stands(root, root / OWN / folder)
    found: dict[str, Path] = {}
    for place in reversed(folders(root)):
        for file in sorted((place / folder).glob("*.yaml")):
            found[file.stem] = file
    return found


def read(path: Path, root: Path | None = None) -> bytes:
    """
    A template's content.

    A register's own comes with whatever clone it is in: raises `bounded.NotRead` for a symlink,
    for what is no regular file, and for more than is to be read.
    """
    if root is None or not _is_own(path, root):
        return path.read_bytes()
    _stands(root, path.parent)
    return bounded.read(path, MOST, shown(path, root))


def text(path: Path, root: Path | None = None) -> str:
    """The same as text, its lines ended as ours are."""
    try:
        return read(path, root).decode().replace("\r\n", "\n")
    except UnicodeDecodeError:
        where = f"{shown(path, root)}:1:1"
        raise bounded.NotRead(where, "it is not UTF-8 text", "Save it as UTF-8.") from None


def shown(path: Path, root: Path | None = None) -> str:
    """A template's place as people are told it: within the register, if it is its own."""
    own = root is not None and _is_own(path, root)
    return path.relative_to(root).as_posix() if root and own else str(path)


def _is_own(path: Path, root: Path) -> bool:
    return path.is_relative_to(root / OWN)


def _stands(root: Path, folder: Path) -> None:
    """Nothing, if no symlink leads from the register to a folder of its templates."""
    for each in (folder, *folder.parents):
        if each == root:
            return
        if each.is_symlink():
            raise bounded.NotRead(shown(each, root), *bounded.LINKED)
