"""What a merge could not settle: each side's version of a file, as the index keeps it."""

import os
from typing import NamedTuple

from learnorg.history.git import Git, writing
from learnorg.history.objects import contents
from learnorg.history.repository import Repository
from learnorg.history.state import under_way

OURS, THEIRS = 2, 3


class BothAdded(NamedTuple):
    """A file that was not there before, as each side made it."""

    ours: bytes
    theirs: bytes


def both_added(repository: Repository, path: str) -> BothAdded | None:
    """The two versions of a file that both sides of a merge made; none where it is not so."""
    git = writing(repository)
    stages = _unmerged(git, path).get(path, {})
    if stages.keys() != {OURS, THEIRS}:
        return None
    found = dict(contents(git, stages.values(), whole=True))
    return BothAdded(found[stages[OURS]], found[stages[THEIRS]])


def all_added_twice(git: Git) -> list[str]:
    """The files that both sides of a merge made and that wait to be settled."""
    return [path for path, stages in _unmerged(git).items() if stages.keys() == {OURS, THEIRS}]


def _unmerged(git: Git, *paths: str) -> dict[str, dict[int, str]]:
    """The files that wait to be settled (of some paths, or all), with their contents by stage."""
    listed = git.run("--literal-pathspecs", "ls-files", "--unmerged", "-z", "--", *paths).stdout
    found: dict[str, dict[int, str]] = {}
    for line in os.fsdecode(listed).split("\0")[:-1]:
        entry, _, path = line.partition("\t")
        _, id_, stage = entry.split(" ")
        found.setdefault(path, {})[int(stage)] = id_
    return found


def going_on(repository: Repository) -> str:
    """The git command that goes on with what is under way, once all is settled."""
    _, finish, _ = under_way(repository) or ("", "", "")
    return finish or "git commit"
