"""What one run of a command works with: where, when, who, and the register once it is opened."""

import os
import sys
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from learnorg.cli.console import is_terminal, say
from learnorg.cli.places import preferences_file
from learnorg.errors import LearnorgError
from learnorg.history.repository import locate, private_folder
from learnorg.periods import iso_day
from learnorg.register.policy import find_root
from learnorg.register.register import Register
from learnorg.register.unfinished import pending
from learnorg.settings import Policy, Preferences

if TYPE_CHECKING:
    from learnorg.history.config import Config
    from learnorg.register.authority import Mover


class NoSuchFolder(LearnorgError):
    """A folder to work in that is not there."""

    exit_code = 3
    hint = "Name the folder of a register, or one inside it."

    def __init__(self, folder: Path) -> None:
        super().__init__(f"there is no folder {folder}")


def here(root: Path | None) -> Path:
    """The folder to work in: the one named, the one in the environment, or this one."""
    folder = root or Path(os.environ.get("LEARNORG_ROOT") or ".")
    if not folder.is_dir():
        raise NoSuchFolder(folder)
    return folder


def today() -> date:
    """The day it is; `LEARNORG_TODAY` sets it for tests and reproducible reports."""
    told = os.environ.get("LEARNORG_TODAY", "")
    return iso_day(told) if told else date.today()


@dataclass
class Session:
    """One run of a command."""

    start: Path
    no_input: bool = False
    words: tuple[str, ...] = ()

    @property
    def command(self) -> str:
        """What was typed, as a shell would take it again."""
        from shlex import join  # for refusals only

        return join(("learnorg", *self.words))

    @cached_property
    def today(self) -> date:
        """The day it is."""
        return today()

    @cached_property
    def register(self) -> Register:
        """The register, opened, after finishing what an interrupted command left."""
        root = find_root(self.start)
        repository = locate(root)
        if pending(private_folder(root, repository)):
            from learnorg.register.writer import recover  # the way into git, seldom wanted here

            if told := recover(root, repository):
                say(told, "warn")
        return Register.open(root)

    @property
    def policy(self) -> Policy:
        """What the organisation decided."""
        return self.register.policy

    @cached_property
    def preferences(self) -> Preferences:
        """What the user prefers."""
        if not os.path.exists(preferences_file()):
            return Preferences()
        from learnorg.cli.preferences import read  # yaml and pydantic, which most do not need

        return read()

    @cached_property
    def settings(self) -> "Config | None":
        """What git has been told, read once; none without a repository."""
        return git_settings(self.start)

    @cached_property
    def who(self) -> "Mover":
        """Whoever is at work, as git knows them."""
        from learnorg.register.authority import mover  # reading asks nobody who they are

        email, name = git_identity(self.settings)
        return mover(self.register, email, name)

    @property
    def may_ask(self) -> bool:
        """Whether somebody is there to answer questions."""
        return not self.no_input and is_terminal(sys.stdin) and is_terminal(sys.stderr)


def git_settings(start: Path) -> "Config | None":
    """What the git of a folder has been told; none without a repository."""
    repository = locate(start.resolve())
    if repository is None:
        return None
    from learnorg.history import config  # the way into git, which reading does without
    from learnorg.history.git import writing

    return config.read(writing(repository))


def git_identity(settings: "Config | None") -> tuple[str, str]:
    """The e-mail address and name that git would commit with; without git, the login."""
    email = os.environ.get("GIT_AUTHOR_EMAIL", "")
    name = os.environ.get("GIT_AUTHOR_NAME", "")
    if settings is None:
        from getpass import getuser  # only where there is no git to ask

        try:
            return email, name or getuser()
        except (KeyError, OSError):  # a user whom the machine does not know by name
            return email, "unknown"
    return email or settings.text("user.email"), name or settings.text("user.name")
