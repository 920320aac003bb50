"""Work that is not committed, looked for without trusting the repository it stands in."""

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from learnorg.history import config
from learnorg.history.git import GitFailed, writing
from learnorg.history.merged import scratch
from learnorg.history.repository import Repository

LINE_ENDS = ("autocrlf", "eol")
"""The settings that say how files lie on the disk, and run nothing."""


def uncommitted(repository: Repository, commit: str, folders: Sequence[str]) -> list[str]:
    """
    The files below some folders that are not as a commit has them, staged or not, or new.

    Git is asked from a repository beside this one, whose settings name no filters and no
    watchers, so that nothing runs which the repository brings along.
    """
    index = repository.git_dir / "index"
    if not index.is_file():
        return []
    settings = config.read(writing(repository))
    ends = [f"core.{key}={value}" for key in LINE_ENDS if (value := settings.text(f"core.{key}"))]
    plain = [word for setting in ends for word in ("-c", setting)]
    found: dict[str, None] = {}
    with scratch(repository) as git, tempfile.TemporaryDirectory(prefix="learnorg-") as folder:
        # In a copy of the index git notes which files were only touched.
        copy = _copied(index, Path(folder, "index"))
        env = {"GIT_INDEX_FILE": copy, "GIT_WORK_TREE": str(repository.work_tree)}
        git.run(
            *plain, "update-index", "-q", "--ignore-submodules", "--refresh", env=env, ok=(0, 1)
        )
        for words in (
            ("diff-index", "--cached", "--name-only", "--no-renames", "-z", commit),
            ("diff-files", "--name-only", "-z"),
            ("ls-files", "--others", "--exclude-standard", "-z"),
        ):
            said = git.run(*plain, *words, "--", *folders, env=env).stdout
            found |= dict.fromkeys(os.fsdecode(path) for path in said.split(b"\0") if path)
    return list(found)


def _copied(index: Path, to: Path) -> str:
    """A copy with the same day, by which git tells what changed at the moment of writing."""
    try:
        return str(shutil.copy2(index, to))
    except OSError as error:
        raise GitFailed("update-index", str(error)) from error
