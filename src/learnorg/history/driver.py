"""
The merge driver: what git is told, so that it merges records by their fields.

`.gitattributes` travels with the register and names the driver; the command stands in each
clone's own configuration, where nobody else can put it.
"""

import os
from collections.abc import Mapping

from learnorg.history.config import Config
from learnorg.history.git import Git, GitFailed, writing
from learnorg.history.repository import Repository
from learnorg.settings import FILE

ATTRIBUTE = "merge=learnorg"
ATTRIBUTES = (
    (
        "# Records have the same line ends everywhere.",
        "/register/** text eol=lf",
        f"/{FILE} text eol=lf",
    ),
    (
        "# Two people's changes of a record are merged by its fields.",
        f"/register/**/*.yaml {ATTRIBUTE}",
    ),
)
"""What git is to know of the files, each line with the reason above it."""
DRIVER = "merge.learnorg.driver"

# What the command says decides, not its exit code: a broken installation has one, too. Where
# it says nothing, git merges by lines as it would have done by itself.
COMMAND = (
    "case $(command -v learnorg >/dev/null && learnorg merge-driver --marker-size=%L"
    " --ours-label=%X --theirs-label=%Y -- %O %A %B %P)"
    " in merged) exit 0;; conflict) exit 1;; esac;"
    " git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B"
)
SETTINGS: Mapping[str, str] = {"merge.learnorg.name": "records by their fields", DRIVER: COMMAND}


def installed(settings: Config) -> bool:
    """Whether git knows a command for the driver."""
    return bool(settings.text(DRIVER))


def install(repository: Repository) -> None:
    """Tell this clone's git the command."""
    git = writing(repository)
    for key, value in SETTINGS.items():
        git.run("config", "--local", key, value)


def asked_for(repository: Repository, path: str) -> bool:
    """Whether git would call the driver for a path."""
    told = writing(repository).run("check-attr", "-z", "merge", "--", path).stdout
    return os.fsdecode(told).split("\0")[2:3] == ["learnorg"]


def by_lines(
    base: str, ours: str, theirs: str, labels: tuple[str, str], size: int
) -> tuple[bytes, bool] | None:
    """What git makes of three files by their lines, and whether that is free of conflicts."""
    first, second = labels
    named = ("-L", first, "-L", "base", "-L", second)
    try:
        done = Git(()).run(
            *("merge-file", "-p", "-q", f"--marker-size={size}", *named, ours, base, theirs),
            ok=range(128),
        )
    except GitFailed:  # no text, or no git that could
        return None
    return done.stdout, done.code == 0
