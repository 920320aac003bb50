"""A repository to try things in, with an environment that is nobody's."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from learnorg.history.repository import Repository, locate
from learnorg.register.writer import FileChange, Message, Saving, Written, write


@dataclass(frozen=True)
class Checkout:
    path: Path

    def git(self, *args: str, ok: bool = True, stdin: str = "") -> str:
        done = subprocess.run(
            ["git", *args], cwd=self.path, input=stdin, capture_output=True, text=True
        )
        assert done.returncode == 0 or not ok, done.stderr
        return done.stdout

    @property
    def repository(self) -> Repository:
        found = locate(self.path)
        assert found
        return found

    def put(self, path: str, words: str) -> Path:
        file = self.path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(words.encode())
        return file

    def words(self, path: str) -> str | None:
        file = self.path / path
        return file.read_bytes().decode() if file.exists() else None

    def committed(self, path: str) -> str | None:
        found = self.git("cat-file", "blob", f"HEAD:{path}", ok=False)
        return found if path in self.git("ls-tree", "-rz", "--name-only", "HEAD") else None

    def status(self) -> list[str]:
        return sorted(self.git("status", "--porcelain", "-uall").splitlines())

    def last(self) -> list[str]:
        """The paths that the last commit touches."""
        shown = self.git("show", "--format=", "--name-only", "--no-renames", "HEAD")
        return sorted(shown.split())

    def hook(self, name: str, script: str) -> None:
        file = self.put(f".git/hooks/{name}", "#!/bin/sh\n" + script)
        file.chmod(0o755)

    def change(self, path: str, new: str | None) -> FileChange:
        """A change from what the file holds now."""
        old = self.words(path)
        return FileChange(
            path, None if old is None else old.encode(), None if new is None else new.encode()
        )

    def write(
        self,
        *changes: FileChange,
        saving: Saving = Saving.EACH,
        include_edits: bool = False,
        message: Message | None = None,
    ) -> Written:
        message = message or Message(
            "IMP-1: add - Shorter hand-over", "", (("Learnorg-Action", "add"),)
        )
        return write(self.path, changes, message, saving=saving, include_edits=include_edits)


@pytest.fixture
def nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without settings, and no variables of git's."""
    home = tmp_path / "home"
    home.mkdir()
    for name in os.environ:
        if name.startswith(("GIT_", "XDG_")) or name == "EMAIL":
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(home / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    (home / "gitconfig").write_text("[user]\nuseConfigOnly = true\n[init]\ndefaultBranch = main\n")
    return home


@pytest.fixture
def empty(nobody: Path, tmp_path: Path) -> Checkout:
    """A repository without a commit."""
    checkout = Checkout(tmp_path / "work")
    checkout.path.mkdir(exist_ok=True)
    checkout.git("init", "-q")
    checkout.git("config", "user.name", "Ada")
    checkout.git("config", "user.email", "ada@example.org")
    return checkout


@pytest.fixture
def checkout(empty: Checkout) -> Checkout:
    """A repository with a register's first records, all committed."""
    empty.put("learnorg.yaml", "format: 1\n")
    empty.put("register/one.yaml", "id: one\n")
    empty.put("register/two.yaml", "id: two\n")
    empty.put("other.txt", "other\n")
    empty.git("add", ".")
    empty.git("commit", "-qm", "Begin")
    return empty
