"""
The merge driver: what git is told, so that it merges records by their fields.

`.gitattributes` travels with the register and names the driver; the command stands in each
clone's own configuration, where nobody else can put it.
"""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from learnorg.errors import LearnorgError
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
    (
        "# Records in Markdown: their heads by their fields, their texts by lines.",
        f"/register/**/*.md {ATTRIBUTE}",
        f"/articles/**/*.md text eol=lf {ATTRIBUTE}",
    ),
    (
        "# What two branches add to the activity log is all kept.",
        "/register/activity/**/*.jsonl merge=union",
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


class SettingsLocked(LearnorgError):
    """Another git command writes the clone's settings."""

    exit_code = 4
    hint = "Wait for it to end; if none is running, one was killed, and the file may be removed."

    def __init__(self, lock: Path) -> None:
        super().__init__(f"git's settings are in use: {lock} exists")


def installed(settings: Config) -> bool:
    """Whether git knows a command for the driver."""
    return bool(settings.text(DRIVER))


def install(repository: Repository) -> None:
    """
    Tell this clone's git the command, so that a power cut takes nothing of its settings.

    Git would not bring them to the disk, so it writes into the lock's file, and we do the rest.
    """
    settings = Path(os.path.realpath(repository.common_dir / "config"))
    lock = settings.with_name("config.lock")
    try:
        os.close(os.open(lock, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    except FileExistsError:
        raise SettingsLocked(lock) from None
    try:
        shutil.copy(settings, lock)
        for key, value in SETTINGS.items():
            writing(repository).run("config", "--file", str(lock), key, value)
        _synced(lock)
        lock.rename(settings)
    except BaseException:
        lock.unlink(missing_ok=True)
        raise
    _synced(settings.parent)


def _synced(path: Path) -> None:
    """What stands in a file or a folder, on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def asked_for(repository: Repository, path: str) -> bool:
    """Whether git would call the driver for a path."""
    asked = ("-c", "core.fsmonitor=false", "check-attr", "-z", "merge", "--", path)
    told = writing(repository).run(*asked).stdout
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
