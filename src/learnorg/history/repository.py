"""Where the repository is, found by reading files and starting no git."""

import os
import re
from pathlib import Path
from typing import NamedTuple

from learnorg.errors import LearnorgError


class NoHead(LearnorgError):
    """A git folder whose HEAD is gone, or names neither a branch nor a commit."""

    exit_code = 4

    def __init__(self, file: Path) -> None:
        super().__init__(f"{file} does not say which branch is checked out")
        self.hint = (
            "If the repository was moved, mend the link to it from there: `git worktree repair`. "
            f"Else write there which branch it is: `echo ref: refs/heads/main > {file}`."
        )


class BareRepository(LearnorgError):
    """A repository whose files are not checked out here."""

    exit_code = 4
    hint = (
        "Clone it, and run learnorg in the clone. If its files are meant to be here, say so: "
        "`git config core.bare false`."
    )

    def __init__(self, where: Path) -> None:
        super().__init__(f"{where} is in a repository without a work tree")


class Repository(NamedTuple):
    """A work tree and its git folders, which differ in linked work trees and submodules."""

    git_dir: Path
    common_dir: Path
    work_tree: Path

    def prefix(self, root: Path) -> str:
        """What stands before the paths of a register, where git has them."""
        inside = Path(os.path.realpath(root)).relative_to(self.work_tree).as_posix()
        return "" if inside == "." else inside + "/"


def locate(start: Path) -> Repository | None:
    """The repository whose work tree `start` is in; none outside of one and in a bare one."""
    for folder in _upwards(start):
        git_dir = _git_dir(folder / ".git")
        if git_dir is not None:
            return Repository(git_dir, _common_dir(git_dir), folder)
        if _looks_like_git_dir(folder):
            return None
    return None


def is_bare(start: Path) -> bool:
    """Whether `start` is in a repository without a work tree (or in a git folder itself)."""
    for folder in _upwards(start):
        if _git_dir(folder / ".git") is not None:
            return False
        if _looks_like_git_dir(folder):
            return True
    return False


def narrowed(repository: Repository) -> bool:
    """Whether somebody has set up which files are checked out; it need not be in force."""
    return (repository.git_dir / "info" / "sparse-checkout").is_file()


def private_folder(root: Path, repository: Repository | None) -> Path:
    """The folder of what belongs to the register at `root` and to this machine alone."""
    root = Path(os.path.realpath(root))
    if repository and os.access(repository.git_dir, os.W_OK):
        inside = os.path.relpath(root, repository.work_tree)
        return repository.git_dir / "learnorg" / ("root" if inside == "." else _named(inside))
    home = os.path.expanduser("~")  # stays as it is where nobody knows the user's home
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path("/", home, ".cache"))
    return caches / "learnorg" / _digest(str(root))


def head(repository: Repository) -> str | None:
    """The branch that is checked out; none where HEAD is detached."""
    file = repository.git_dir / "HEAD"
    try:
        words = file.read_text("utf-8", "surrogateescape").strip()
    except FileNotFoundError:
        raise NoHead(file) from None
    if not words:
        raise NoHead(file)
    reference = words.removeprefix("ref:").strip()
    return reference.removeprefix("refs/heads/") if words.startswith("ref:") else None


def _upwards(start: Path) -> tuple[Path, ...]:
    """A folder and those above it; links are followed first, as git does."""
    folder = Path(os.path.realpath(start))
    return (folder, *folder.parents)


def _git_dir(dot_git: Path) -> Path | None:
    """What a `.git` leads to: itself, or the folder that its one line names."""
    if _looks_like_git_dir(dot_git):
        return dot_git
    try:
        words = dot_git.read_text("utf-8", "surrogateescape")
    except OSError:
        return None
    if not words.startswith("gitdir:"):
        return None
    return Path(os.path.realpath(dot_git.parent / words.removeprefix("gitdir:").strip()))


def _common_dir(git_dir: Path) -> Path:
    """The folder that all work trees of a repository share."""
    try:
        words = (git_dir / "commondir").read_text("utf-8", "surrogateescape").strip()
    except OSError:
        return git_dir
    return Path(os.path.realpath(git_dir / words))


def _looks_like_git_dir(folder: Path) -> bool:
    """Whether a folder has what git asks of one."""
    head_file = folder / "HEAD"
    return (
        (head_file.is_file() or head_file.is_symlink())
        and ((folder / "objects").is_dir() or (folder / "commondir").is_file())
        and ((folder / "refs").is_dir() or (folder / "commondir").is_file())
    )


def _named(inside: str) -> str:
    """A folder name for a path: readable, and no other path's."""
    return re.sub(r"[^a-z0-9]+", "-", inside.lower()).strip("-")[-40:] + "-" + _digest(inside)[:8]


def _digest(words: str) -> str:
    import hashlib  # 4 ms for OpenSSL, which a register at the top of its work tree need not pay

    return hashlib.sha256(words.encode("utf-8", "surrogateescape")).hexdigest()[:16]
