"""Whether the repository can take a change now, and if not, how to go on."""

import hashlib
import os
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from learnorg.errors import LearnorgError
from learnorg.history import config, trees
from learnorg.history.config import Config
from learnorg.history.git import Git, GitFailed, writing
from learnorg.history.repository import BareRepository, Repository, head, narrowed

UNDER_WAY = (
    ("rebase-merge", "a rebase", "git rebase --continue", "git rebase --abort"),
    ("rebase-apply/applying", "a patch series", "git am --continue", "git am --abort"),
    ("rebase-apply", "a rebase", "git rebase --continue", "git rebase --abort"),
    ("MERGE_HEAD", "a merge", "git merge --continue", "git merge --abort"),
    ("CHERRY_PICK_HEAD", "a cherry-pick", "git cherry-pick --continue", "git cherry-pick --abort"),
    ("REVERT_HEAD", "a revert", "git revert --continue", "git revert --abort"),
    ("BISECT_LOG", "a bisection", "", "git bisect reset"),
)
"""
What git leaves in its folder while something is under way, how to finish and how to abort.

When a bisection is finished, git alone can tell: a word that ends it would be a guess.
"""


SPELLED = 1000
"""Paths up to which git is given their names; with more it lists everything."""


class DetachedHead(LearnorgError):
    """No branch is checked out."""

    exit_code = 4
    hint = "Switch to a branch (`git switch main`), or start one here (`git switch -c NAME`)."

    def __init__(self) -> None:
        super().__init__("no branch is checked out, so the change would belong to none")


class MergeUnderWay(LearnorgError):
    """A merge, rebase or the like waits to be finished."""

    exit_code = 4

    def __init__(self, what: str, finish: str, abort: str) -> None:
        super().__init__(f"{what} is under way in this repository")
        ways = f"Finish it (`{finish}`) or take it back" if finish else "End it"
        self.hint = f"{ways} (`{abort}`), then try again."


class NoIdentity(LearnorgError):
    """Git does not know whose change this would be."""

    exit_code = 4
    hint = (
        'Tell git: `git config --global user.name "YOUR NAME"` '
        "and `git config --global user.email YOU@EXAMPLE.ORG`."
    )

    def __init__(self) -> None:
        super().__init__("git does not know your name and address")


class BadDate(LearnorgError):
    """A date for the commit, told to git by the environment, that it cannot read."""

    exit_code = 4

    def __init__(self, variable: str) -> None:
        super().__init__(f"git cannot read the date in {variable}")
        self.hint = f"Unset it (`unset {variable}`), or give it as 2026-11-23T10:00:00Z."


class OtherWorkTree(LearnorgError):
    """A repository that was told that its files are somewhere else."""

    exit_code = 4

    def __init__(self, here: Path, there: Path) -> None:
        super().__init__(f"the repository in {here} keeps its files in {there} (core.worktree)")
        self.hint = "Work there, or let it keep them here: `git config --unset core.worktree`."


class SparseCheckout(LearnorgError):
    """A path that this clone leaves out."""

    exit_code = 4

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is outside this clone's sparse checkout")
        self.hint = f"Take it in: `git sparse-checkout add {path.rpartition('/')[0] or '.'}`."


class HiddenFromGit(LearnorgError):
    """A file that git was told not to look at, so that a change of it would not get in."""

    exit_code = 4

    def __init__(self, path: str, mark: str) -> None:
        super().__init__(f"git was told not to look at edits of {path} ({mark})")
        self.hint = f"Let it look again: `git update-index --no-{mark} {shlex.quote(path)}`."


class SymlinkedPath(LearnorgError):
    """A path that leads elsewhere on its way."""

    exit_code = 4
    hint = "Put a real folder or file in its place: git keeps nothing behind a link."

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is a symbolic link")


class PathDirty(LearnorgError):
    """A file with edits that are not committed, which our commit would take along unasked."""

    exit_code = 4

    def __init__(self, path: str, more: int) -> None:
        others = f" (and {more} more)" if more else ""
        super().__init__(f"{path}{others} has edits that are not committed")
        self.hint = (
            f"Commit them first (`git add {path}` and `git commit {path}`), "
            "or take them along with --include-edits."
        )


class Unshared(NamedTuple):
    """How far the branch is ahead of where others see it."""

    branch: str
    upstream: str
    commits: int

    def __str__(self) -> str:
        """A line for the reader; empty where all is shared."""
        if not self.upstream:
            return f"not yet shared: {self.branch} has no upstream; learnorg sync"
        if not self.commits:
            return ""
        commits = "1 commit" if self.commits == 1 else f"{self.commits} commits"
        return f"not yet shared: {commits} ahead of {self.upstream}; learnorg sync"


def preflight(
    repository: Repository,
    *,
    paths: Sequence[str],
    committing: bool,
    include_edits: bool,
    staging: bool = True,
    settings: Config | None = None,
) -> None:
    """Nothing, if a change of these paths can be made; else an error that says how to go on."""
    for link in _links(repository.work_tree, paths):
        raise SymlinkedPath(link)
    if committing:
        at_rest(repository)
    sparse = narrowed(repository)
    if not (staging or sparse):
        return
    git = writing(repository)
    settings = settings or config.read(git)
    if settings.on("core.bare") and repository.git_dir == repository.common_dir:
        raise BareRepository(repository.work_tree)
    _work_tree(repository, settings)
    sparse = sparse and settings.on("core.sparsecheckout")
    if sparse:
        for path in _left_out(repository, paths):
            raise SparseCheckout(path)
    if staging:
        for path, mark in _hidden(repository, git, paths):
            raise HiddenFromGit(path, mark)
    if not committing:
        return
    _identity(git, settings)
    if not include_edits:
        for path, more in _first(dirty(repository, paths)):
            if sparse and not os.path.lexists(repository.work_tree / path):
                raise SparseCheckout(path)
            raise PathDirty(path, more)


def under_way(repository: Repository) -> tuple[str, str, str] | None:
    """What waits to be finished, the command that does it (if any), and the one that aborts it."""
    for name, what, finish, abort in UNDER_WAY:
        if (repository.git_dir / name).exists():
            return what, finish, abort
    return None


def at_rest(repository: Repository) -> None:
    """Nothing, if a branch is checked out and nothing waits to be finished."""
    if waiting := under_way(repository):
        raise MergeUnderWay(*waiting)
    if head(repository) is None:
        raise DetachedHead


def dirty(repository: Repository, paths: Sequence[str]) -> list[str]:
    """Those of the paths that are not in index and work tree as they are in HEAD."""
    git = writing(repository)
    view = trees.look(git, paths)
    found, doubtful = [], []
    for path in paths:
        entry = view.committed(path)
        file = repository.work_tree / path
        if view.staged[path] != (entry.id if entry else None):
            if entry and view.staged[path] is None:
                trees.not_lost(git, entry.id)
            found.append(path)
        elif entry is None:
            found += [path] if os.path.lexists(file) else []
        elif not file.is_file():
            found.append(path)
        elif _blob(file.read_bytes(), len(entry.id)) != entry.id:
            doubtful.append(path)
    return found + _filtered_differently(git, view, doubtful)


def left_out(repository: Repository, *folders: str) -> list[str]:
    """The files below some folders that git has and a sparse checkout leaves out."""
    if not narrowed(repository):
        return []
    git = writing(repository)
    if not config.read(git).on("core.sparsecheckout"):
        return []
    listed = git.run("--literal-pathspecs", "ls-files", "-t", "-z", "--", *folders).stdout
    marked = [line[2:] for line in os.fsdecode(listed).split("\0") if line.startswith("S ")]
    return [path for path in marked if not os.path.lexists(repository.work_tree / path)]


def unshared(repository: Repository, settings: Config | None = None) -> Unshared | None:
    """What others cannot see yet; none where there is nobody to share with."""
    git = writing(repository)
    settings = settings or config.read(git)
    branch = head(repository)
    if branch is None or not settings.has_section("remote"):
        return None
    remote = settings.text(f"branch.{branch}.remote")
    there = settings.text(f"branch.{branch}.merge").removeprefix("refs/heads/")
    if not remote or not there:
        return Unshared(branch, "", 0)
    try:
        count = git.run("rev-list", "--count", "@{upstream}..HEAD").line
    except GitFailed:  # configured, but never fetched, or gone
        return Unshared(branch, "", 0)
    return Unshared(branch, there if remote == "." else f"{remote}/{there}", int(count))


def _links(work_tree: Path, paths: Sequence[str]) -> Iterator[str]:
    """Symbolic links on the way to some paths."""
    seen = set()
    for path in paths:
        parts = path.split("/")
        for end in range(1, len(parts) + 1):
            part = "/".join(parts[:end])
            if part not in seen and (work_tree / part).is_symlink():
                yield part
            seen.add(part)


def _work_tree(repository: Repository, settings: Config) -> None:
    """Nothing, if git looks for the files where we found them."""
    there = settings.text("core.worktree")
    path = Path(os.path.realpath(repository.git_dir / there))
    if there and path != repository.work_tree:
        raise OtherWorkTree(repository.work_tree, path)


def _identity(git: Git, settings: Config) -> None:
    """Nothing, if git can name author and committer; it is asked only where we cannot tell."""
    for who in ("AUTHOR", "COMMITTER"):
        dated = f"GIT_{who}_DATE" in os.environ
        if settings.named(who.lower()) and not dated:
            continue
        try:
            git.run("var", f"GIT_{who}_IDENT")
        except GitFailed as error:
            if "date" in error.stderr:
                raise BadDate(f"GIT_{who}_DATE") from None
            raise NoIdentity from None


def _left_out(repository: Repository, paths: Sequence[str]) -> Iterator[str]:
    """Paths beyond the folders of a sparse checkout (in its usual form, the cone)."""
    lines = (repository.git_dir / "info" / "sparse-checkout").read_text("utf-8").splitlines()
    rules = {line.replace("\\", "") for line in lines}
    if "!/*/" not in rules:  # everything, or rules that are no cone: then dirty() finds it
        return
    named = {rule.strip("/") for rule in rules if rule.startswith("/") and rule.endswith("/")}
    shallow = {name for name in named if f"!/{name}/*/" in rules} | {""}
    for path in paths:
        folders = [folder.as_posix() for folder in PurePosixPath(path).parents[:-1]]
        directly = folders[0] if folders else ""
        if directly not in shallow and not (named - shallow).intersection(folders):
            yield path


def _hidden(repository: Repository, git: Git, paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Those of the paths that are there and whose edits git passes over, and by which mark."""
    there = {path for path in paths if os.path.lexists(repository.work_tree / path)}
    if not there:
        return
    named = there if len(there) <= SPELLED else {"."}
    listed = git.run("--literal-pathspecs", "ls-files", "-v", "-z", "--", *sorted(named)).stdout
    for tag, path in ((line[:1], line[2:]) for line in os.fsdecode(listed).split("\0")):
        if path in there and tag in "Ss":
            yield path, "skip-worktree"
        elif path in there and tag.islower():
            yield path, "assume-unchanged"


def _first(found: list[str]) -> Iterator[tuple[str, int]]:
    """The first of what was found, and how many more there are."""
    if found:
        yield found[0], len(found) - 1


def _blob(content: bytes, width: int) -> str:
    """The id that git gives a file as it is."""
    algorithm = "sha256" if width == 64 else "sha1"
    return hashlib.new(algorithm, b"blob %d\0" % len(content) + content).hexdigest()


def _filtered_differently(git: Git, view: trees.View, paths: list[str]) -> list[str]:
    """Those files that differ from HEAD even after line ends and filters are allowed for."""
    if not paths:
        return []
    feed = "".join(quoted(path) + "\n" for path in paths)
    ids = git.run("hash-object", "--stdin-paths", stdin=os.fsencode(feed)).line.split()
    return [
        path
        for path, id_ in zip(paths, ids, strict=True)
        if (entry := view.committed(path)) is None or entry.id != id_
    ]


def quoted(path: str) -> str:
    """A path for git's lists that have one a line."""
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
