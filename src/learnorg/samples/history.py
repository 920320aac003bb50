"""A git history written in one go: a stream of commits into `git fast-import`."""

import os
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, cast

from learnorg.history.git import ALONE, DISTRUSTING, Git, GitFailed, GitMissing

BRANCH = "main"
BUFFER = 1 << 17

KEEPING = {"MALLOC_TRIM_THRESHOLD_": str(64 << 20)}
"""glibc gives memory back after each object that git packs, and asks for it again for the next:
three quarters of the time that the import takes. Other libraries do not read this."""


@dataclass(frozen=True, slots=True)
class Commit:
    """Who changed which files when, and what they said about it."""

    name: str
    email: str
    when: datetime
    message: str
    files: Sequence[tuple[str, bytes]]


def write(folder: Path, commits: Iterable[Commit]) -> int:
    """How many commits went into a new repository, whose work tree is at the last of them."""
    # The user's settings, hooks and signature are not the sample's: it is to be the same anywhere.
    git = Git(("-C", str(folder), *DISTRUSTING, "-c", "core.autocrlf=false"), ALONE)
    git.run("init", "--quiet", "--template=", f"--initial-branch={BRANCH}", "--object-format=sha1")
    count = _imported(git, commits)
    git.run("reset", "--quiet", "--hard")
    git.run("commit-graph", "write", "--reachable")
    return count


def _imported(git: Git, commits: Iterable[Commit]) -> int:
    """How many commits were streamed into git, which the runner of `history` cannot do."""
    command = ["git", *git.options, "fast-import", "--quiet", "--done", "--date-format=raw"]
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    with TemporaryFile() as said:
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=said,
                bufsize=BUFFER,
                env={**own, **git.environment, **KEEPING},
            )
        except FileNotFoundError:
            raise GitMissing from None
        try:
            with process, cast(IO[bytes], process.stdin) as stream:
                count = _streamed(commits, stream)
        except BrokenPipeError:
            count = 0
        if process.returncode:
            said.seek(0)
            raise GitFailed("fast-import", said.read().decode("utf-8", "replace"))
    return count


def _streamed(commits: Iterable[Commit], stream: IO[bytes]) -> int:
    count = 0
    for commit in commits:
        count += 1
        by = f"{commit.name} <{commit.email}> {int(commit.when.timestamp())} +0000"
        head = f"commit refs/heads/{BRANCH}\nauthor {by}\ncommitter {by}\n"
        stream.write(head.encode() + _data(commit.message.encode()))
        for path, content in commit.files:
            stream.write(f"M 100644 inline {path}\n".encode() + _data(content))
    stream.write(b"done\n")
    return count


def _data(content: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(content), content)
