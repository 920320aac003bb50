"""What the tests of commands have in common: what is where, and what differs from run to run."""

import re
import sys
from pathlib import Path

import pytest

from checkouts import Checkout

IDENTITY = re.compile(r"(?:IMP|REV|KB)-\d{4}-[0-9a-z]{6}")
PART = re.compile(r"(\bid: |\"id\": \"|Step #|Need #|Activity #|plan done \S+ )'?[0-9a-z]{3}\b'?")
OF_ANOTHER = re.compile(r"(\bID#|place \w+#)[0-9a-z]{3}\b")
EVENT = re.compile(r"\"id\": \"[0-9a-z]{12}\"")
COMMIT = re.compile(r"\b[0-9a-f]{40}\b|\b(?=[0-9a-f]*\d)[0-9a-f]{10,12}\b")


def steady(text: str) -> str:
    """The text with what chance chose replaced: identities, parts' short ids, hashes."""
    text = EVENT.sub('"id": "EVENT"', text)
    text = OF_ANOTHER.sub(r"\1ABC", IDENTITY.sub("ID", text))
    return COMMIT.sub("HASH", PART.sub(r"\1ABC", text))


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder but git's own."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


def everything(repo: Checkout) -> tuple[dict[str, bytes], str, str, str]:
    """Work tree, index, branches with their commits, and stash: all that a command may spoil."""
    return (
        files(repo.path),
        repo.git("ls-files", "--stage", "--debug"),
        repo.git("for-each-ref"),
        repo.git("stash", "list"),
    )


def commits(repo: Checkout) -> list[str]:
    """The subjects of all commits, the newest first."""
    return repo.git("log", "--format=%s").splitlines()


def record(repo: Checkout, identity: str) -> str:
    """A record's text as it stands."""
    (path,) = repo.path.rglob(f"{identity}.*")
    return path.read_text(encoding="utf-8")


def improvements(repo: Checkout) -> list[str]:
    """The identities of all improvements."""
    return sorted(path.stem for path in repo.path.glob("register/improvements/*/*/*.yaml"))


def editor(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Make a script the editor; `path` is the file to edit, `text` what stands there."""
    program = folder / "editor.py"
    program.write_text(
        "import pathlib, sys\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "text = path.read_text(encoding='utf-8')\n" + script,
        encoding="utf-8",
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {program}")
