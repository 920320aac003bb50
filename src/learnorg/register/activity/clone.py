"""The clone: the token that tells its files of the activity log from those of every other."""

import json
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

from learnorg.files import atomic
from learnorg.history.repository import private_folder
from learnorg.refs import SYMBOLS
from learnorg.register.register import Register

NAME = "clone.json"
LENGTH = 8
TOKEN = re.compile(rf"[{SYMBOLS}]{{{LENGTH}}}")


def token(register: Register) -> str:
    """
    The clone's token: random symbols, drawn when they are first wanted.

    It stands beside the index, so each clone and each work tree has its own. A clone that was
    copied with its `.git` would have its model's: beside the token stands for which folder it
    was drawn, by path and inode, and elsewhere another one is drawn. A copy that was mounted
    in the same place with the same inodes is not told from its model.
    """
    file = _file(register)
    for _ in range(2):
        kept = _kept(file)
        if kept.get("for") == _here(register, file) and TOKEN.fullmatch(str(kept.get("token"))):
            return str(kept["token"])
        with suppress(atomic.Exists):  # another command of this clone was quicker
            return _drawn(register, first=not kept)
    return _drawn(register)


def renewed(register: Register) -> str:
    """Another token for the clone, whose files are full."""
    return _drawn(register)


def _drawn(register: Register, *, first: bool = False) -> str:
    import secrets  # 3 ms, which reading need not pay

    file = _file(register)
    new = "".join(secrets.choice(SYMBOLS) for _ in range(LENGTH))
    atomic.make_folder(file.parent)
    data = json.dumps({"token": new, "for": _here(register, file)}).encode() + b"\n"
    (_taken if first else atomic.put)(file, data)
    return new


def _taken(file: Path, data: bytes) -> None:
    """
    The name, filled at once: no unfinished file beside it outlives a crash.

    What a crash leaves of it is read as none, and another token is drawn.
    """
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with open(descriptor, "wb") as taken:
            taken.write(data)
    except FileExistsError:
        raise atomic.Exists(file) from None
    except OSError as error:
        raise atomic.CannotWrite(file, error) from error


def _file(register: Register) -> Path:
    return private_folder(register.root, register.repository) / NAME


def _here(register: Register, file: Path) -> str:
    """What tells this clone's folders from those of a copy."""
    inode = file.parent.stat().st_ino if file.parent.is_dir() else 0
    return f"{os.path.realpath(register.root)} {inode}"


def _kept(file: Path) -> dict[str, Any]:
    """What was kept; nothing where there is none, or none that can be read."""
    try:
        kept = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
