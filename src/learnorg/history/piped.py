"""
Git's answer as it comes: whoever reads works on its beginning while git works on the rest.

GitPython's runner waits for the end of an answer, and takes as long to load as ten new commits
take to read. What git is told and told to leave alone is the same here and there.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from learnorg.history.git import (
    Git,
    GitFailed,
    GitMissing,
    checking,
    command_of,
    scrub_environment,
)


class Piped(Git):
    """The git command, its streamed answers read from a pipe."""

    @contextmanager
    def streamed(self, *args: str, feed: Iterable[str] | None = None) -> Iterator[BinaryIO]:
        """What `git ARGS` gives, while it gives it; who stops reading stops it."""
        scrub_environment()
        command = ["git", *self.options, *args]
        own = {**os.environ, "LANGUAGE": "C", "LC_ALL": "C", **self.environment}
        with tempfile.TemporaryFile() as fed, tempfile.TemporaryFile() as said:
            try:
                fed.writelines(os.fsencode(line) for line in feed or ())
                fed.seek(0)
                process = subprocess.Popen(
                    command, stdin=fed, stdout=subprocess.PIPE, stderr=said, env=own
                )
            except FileNotFoundError:
                raise GitMissing from None
            except OSError as error:  # no room for what it is fed with, or no more processes
                raise GitFailed(command_of(args), str(error)) from error
            with process:
                answer = cast(BinaryIO, process.stdout)
                try:
                    yield answer
                    stopped = bool(answer.read(1))
                except BaseException:
                    process.kill()
                    raise
                if stopped:
                    process.kill()
            if process.returncode and not stopped:
                said.seek(0)
                raise GitFailed(command_of(args), said.read().decode("utf-8", "replace"))


def piped(git_dir: Path) -> Piped:
    """Git that runs nothing a stranger's repository brings along, read while it answers."""
    git = checking(git_dir)
    return Piped(git.options, git.environment)
