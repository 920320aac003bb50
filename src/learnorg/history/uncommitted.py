"""Work that is not committed, looked for without trusting the repository it stands in."""

import os
from collections.abc import Sequence

from learnorg.history import config
from learnorg.history.git import writing
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
    env = {"GIT_INDEX_FILE": str(index), "GIT_WORK_TREE": str(repository.work_tree)}
    found: dict[str, None] = {}
    with scratch(repository) as git:
        for words in (
            ("diff-index", "--cached", "--name-only", "--no-renames", "-z", commit),
            ("diff-files", "--name-only", "-z"),
            ("ls-files", "--others", "--exclude-standard", "-z"),
        ):
            said = git.run(*plain, *words, "--", *folders, env=env).stdout
            found |= dict.fromkeys(os.fsdecode(path) for path in said.split(b"\0") if path)
    return list(found)
