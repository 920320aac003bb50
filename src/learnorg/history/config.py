"""What git has been told, read once."""

import os
from collections.abc import Mapping
from typing import NamedTuple

from learnorg.history.git import Git

CRUD = " .,:;<>\"\\'"
"""Characters that git strips from names, and that make none."""

YES = {None, "true", "yes", "on", "1"}


class Config(NamedTuple):
    """Git's settings, from all its files and the environment; the last word counts."""

    values: Mapping[str, str | None]

    def text(self, key: str) -> str:
        """A setting's words, empty where there is none; names in lower case."""
        return self.values.get(key) or ""

    def on(self, key: str) -> bool:
        """Whether a setting is there and says yes."""
        value = self.values.get(key, "false")
        return (value.lower() if value else value) in YES

    def named(self, who: str) -> bool:
        """Whether name and address of an `author` or `committer` are told somewhere."""
        return all(
            os.environ.get(
                f"GIT_{who}_{part}".upper(),  # where it is set, it counts, even if it is empty
                self.text(f"{who}.{part}") or self.text(f"user.{part}"),
            ).strip(CRUD)
            for part in ("name", "email")
        )

    def has_section(self, name: str) -> bool:
        """Whether anything is set in a section such as `hook`."""
        return any(key.startswith(name + ".") for key in self.values)


def read(git: Git) -> Config:
    """Git's settings as they hold here."""
    listed = git.run("config", "--list", "-z").stdout.decode("utf-8", "surrogateescape")
    values: dict[str, str | None] = {}
    for entry in listed.split("\0")[:-1]:
        key, newline, value = entry.partition("\n")
        values[key] = value if newline else None
    return Config(values)
