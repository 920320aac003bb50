"""
What merging a change would make of the base, worked out where nothing of the repository can run.

In the repository itself git would run the merge drivers that it configures, which no forge
does, and which a stranger's clone may have set up. So a bare repository that borrows the
objects, and has no settings, hooks or attributes, is made for as long as it is needed.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from learnorg.errors import LearnorgError
from learnorg.history.git import Git, GitFailed, checking
from learnorg.history.objects import (
    LARGE,
    MOST,
    Touch,
    contents,
    is_shallow,
    merge_bases,
    touched,
)
from learnorg.history.repository import Repository
from learnorg.history.trees import Entry

FILE = "100644"


class TooShallow(LearnorgError):
    """A clone that lacks the commits that a question is about."""

    exit_code = 4
    hint = (
        "Fetch all of history: `git fetch --unshallow`, or `fetch-depth: 0` for "
        "actions/checkout, or `GIT_DEPTH: 0` for GitLab."
    )

    def __init__(self, what: str = "where the change began") -> None:
        super().__init__(f"this clone is shallow, so {what} cannot be seen")


class Unrelated(LearnorgError):
    """A base that has no commit in common with the change."""

    exit_code = 4
    hint = "Name the branch that the change is to be merged into, for example --base origin/main."

    def __init__(self, base: str, head: str) -> None:
        super().__init__(f"{base} and {head} have no commit in common")


@dataclass(frozen=True, slots=True)
class Merged:
    """What differs from the base once a change is merged, and which paths conflict."""

    touches: tuple[Touch, ...]
    conflicts: tuple[str, ...] = ()


@contextmanager
def scratch(repository: Repository) -> Iterator[Git]:
    """A bare repository with the objects of another, and nothing else of it."""
    theirs = checking(repository.git_dir)
    kind = theirs.run("rev-parse", "--show-object-format").line
    with tempfile.TemporaryDirectory(prefix="learnorg-") as folder:
        plain = checking(Path(folder))
        options = (*plain.options, "-c", f"core.bigFileThreshold={MOST}")
        git = Git(options, plain.environment)
        git.run("init", "--bare", "--quiet", "--template=", f"--object-format={kind}", folder)
        objects = str(repository.common_dir / "objects")
        alternates = Path(folder, "objects", "info", "alternates")
        alternates.parent.mkdir(parents=True, exist_ok=True)
        alternates.write_text(_quoted(objects) + "\n", "utf-8", "surrogateescape")
        shallow = repository.common_dir / "shallow"
        if shallow.is_file():
            Path(folder, "shallow").write_bytes(shallow.read_bytes())
        yield git


def predicted(git: Git, base: str, head: str, *folders: str) -> Merged:
    """What merging `head` would change below some folders of `base`; `git` is a scratch one."""
    found = merge_bases(git, base, head)
    if not found:
        if is_shallow(git):
            raise TooShallow
        raise Unrelated(base, head)
    if found == [base]:  # nothing happened on the base meanwhile
        return Merged(tuple(touched(git, base, head, *folders)))
    try:
        return _by_git(git, base, head, folders)
    except GitFailed as error:
        if "usage:" not in error.stderr:
            raise
    return by_hand(git, found[0], base, head, *folders)


def by_hand(git: Git, start: str, base: str, head: str, *folders: str) -> Merged:
    """
    The same, for a git before 2.38, which cannot merge without a work tree.

    Files are merged one by one: that one side made a folder where the other has a file, or
    renamed a file, is not seen, and of several common ancestors the first is taken.
    """
    theirs = {touch.path: touch for touch in touched(git, start, head, *folders)}
    ours = {touch.path: touch for touch in touched(git, start, base, *folders)}
    touches, conflicts = [], []
    for path, touch in theirs.items():
        here = ours[path].after if path in ours else touch.before
        if here == touch.after:
            continue
        if here == touch.before:
            touches.append(Touch(path, here, touch.after))
        elif (merged := _merged(git, touch.before, here, touch.after)) is None:
            conflicts.append(path)
        elif merged != here:
            touches.append(Touch(path, here, merged))
    return Merged(tuple(touches), tuple(conflicts))


def _by_git(git: Git, base: str, head: str, folders: tuple[str, ...]) -> Merged:
    made = git.run(
        *("merge-tree", "--write-tree", "--name-only", "-z", "--no-messages"), base, head, ok=(0, 1)
    )
    tree, *conflicts = made.stdout.decode("utf-8", "surrogateescape").rstrip("\0").split("\0")
    touches = touched(git, base, tree, *folders)
    within = [path for path in conflicts if not folders or _below(path, folders)]
    clean = tuple(touch for touch in touches if touch.path not in set(conflicts))
    return Merged(clean, tuple(dict.fromkeys(within)))


def _below(path: str, folders: tuple[str, ...]) -> bool:
    return any(path == folder or path.startswith(folder + "/") for folder in folders)


def _merged(
    git: Git, start: Entry | None, ours: Entry | None, theirs: Entry | None
) -> Entry | None:
    """Two versions of a file with both their changes; none where they are at odds."""
    if start is None or ours is None or theirs is None:
        return None
    found = dict(contents(git, dict.fromkeys((start.id, ours.id, theirs.id))))
    if LARGE in found.values():
        return None
    with tempfile.TemporaryDirectory(prefix="learnorg-") as folder:
        files = []
        for name, entry in (("ours", ours), ("start", start), ("theirs", theirs)):
            files.append(str(Path(folder, name)))
            Path(folder, name).write_bytes(found[entry.id])
        done = git.run("merge-file", "-p", "-q", *files, ok=range(256))
    if done.code:
        return None
    return Entry(ours.mode, git.run("hash-object", "-w", "--stdin", stdin=done.stdout).line)


def _quoted(path: str) -> str:
    """A path for git's list of alternates, where a quote begins a quoted one."""
    if not path.startswith('"') and "\n" not in path:
        return path
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
