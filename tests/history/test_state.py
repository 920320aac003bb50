import os
from pathlib import Path

import pytest

from checkouts import Checkout
from learnorg.errors import LearnorgError
from learnorg.history.repository import BareRepository
from learnorg.history.stages import going_on
from learnorg.history.state import (
    SPELLED,
    BadDate,
    DetachedHead,
    HiddenFromGit,
    MergeUnderWay,
    NoIdentity,
    OtherWorkTree,
    PathDirty,
    SparseCheckout,
    SymlinkedPath,
    left_out,
    preflight,
    under_way,
    unshared,
)

ONE = "register/one.yaml"
NEW = "register/new.yaml"


def refusal(
    checkout: Checkout,
    *paths: str,
    committing: bool = True,
    include_edits: bool = False,
    staging: bool = True,
) -> LearnorgError | None:
    """What a change of these paths is told."""
    try:
        preflight(
            checkout.repository,
            paths=paths or (ONE, NEW),
            committing=committing,
            include_edits=include_edits,
            staging=staging,
        )
    except LearnorgError as error:
        return error if error.exit_code == 4 and error.hint else None
    return None


def conflict(checkout: Checkout) -> None:
    """A branch whose merge cannot be finished alone."""
    checkout.git("switch", "-qc", "side")
    checkout.put("other.txt", "theirs\n")
    checkout.git("commit", "-qam", "Theirs")
    checkout.git("switch", "-q", "main")
    checkout.put("other.txt", "ours\n")
    checkout.git("commit", "-qam", "Ours")


def test_ready(checkout: Checkout) -> None:
    """A clean repository takes a change, whatever else is edited or staged in it."""
    checkout.put("other.txt", "edited\n")
    checkout.put("staged.txt", "staged\n")
    checkout.git("add", "staged.txt")
    assert refusal(checkout) is None


def test_unborn(empty: Checkout) -> None:
    """A repository without a commit takes a change."""
    assert refusal(empty) is None


@pytest.mark.parametrize(
    ("command", "what", "finish"),
    [
        (("merge", "side"), "a merge", "git merge --continue"),
        (("rebase", "side"), "a rebase", "git rebase --continue"),
        (("cherry-pick", "side"), "a cherry-pick", "git cherry-pick --continue"),
        (("revert", "--no-edit", "HEAD~1"), "a revert", "git revert --continue"),
        (("bisect", "start"), "a bisection", "git bisect reset"),
    ],
)
def test_under_way(checkout: Checkout, command: tuple[str, ...], what: str, finish: str) -> None:
    """What waits to be finished is named, with the commands that finish it and take it back."""
    conflict(checkout)
    checkout.put("other.txt", "again\n")
    checkout.git("commit", "-qam", "Again")
    checkout.git(*command, ok=False)
    error = refusal(checkout)
    assert isinstance(error, MergeUnderWay)
    assert str(error) == f"{what} is under way in this repository"
    assert finish in error.hint
    assert refusal(checkout, committing=False) is None


def test_bisection(checkout: Checkout) -> None:
    """Nobody is told to call a commit good: a bisection can only be ended."""
    checkout.git("bisect", "start")
    error = refusal(checkout)
    assert isinstance(error, MergeUnderWay)
    assert error.hint == "End it (`git bisect reset`), then try again."
    assert under_way(checkout.repository) == ("a bisection", "", "git bisect reset")
    assert going_on(checkout.repository) == "git commit"


def test_detached(checkout: Checkout) -> None:
    """On no branch, no commit."""
    checkout.git("switch", "-q", "--detach")
    assert isinstance(refusal(checkout), DetachedHead)


def test_no_work_tree(checkout: Checkout) -> None:
    """A repository that says it is bare is believed."""
    checkout.git("config", "core.bare", "true")
    assert isinstance(refusal(checkout), BareRepository)


def test_no_identity(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git must know the author, be it from its settings or from the environment."""
    checkout.git("config", "--unset", "user.email")
    error = refusal(checkout)
    assert isinstance(error, NoIdentity)
    assert "git config --global user.email" in error.hint
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "ada@example.org")
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", "ada@example.org")
    assert refusal(checkout) is None
    for empty in ("", " <> "):
        monkeypatch.setenv("GIT_AUTHOR_NAME", empty)
        assert isinstance(refusal(checkout), NoIdentity)


@pytest.mark.parametrize("variable", ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"])
def test_bad_date(checkout: Checkout, monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    """A date in the environment that git cannot read is refused before anything is written."""
    monkeypatch.setenv(variable, "the other day")
    error = refusal(checkout)
    assert isinstance(error, BadDate)
    assert str(error) == f"git cannot read the date in {variable}"
    monkeypatch.setenv(variable, "2026-11-23T10:00:00Z")
    assert refusal(checkout) is None


@pytest.mark.parametrize("mark", ["--skip-worktree", "--assume-unchanged"])
def test_hidden(checkout: Checkout, mark: str) -> None:
    """A file that git was told not to look at is refused, unless git is left alone."""
    checkout.git("update-index", mark, ONE)
    error = refusal(checkout, include_edits=True)
    assert isinstance(error, HiddenFromGit)
    assert isinstance(refusal(checkout, committing=False), HiddenFromGit)
    assert refusal(checkout, committing=False, staging=False) is None
    assert refusal(checkout, NEW) is None
    checkout.git(*error.hint.split("`")[1].split()[1:])
    assert refusal(checkout) is None


def test_hidden_among_many(checkout: Checkout) -> None:
    """It is found among more files than git is given by name."""
    many = [f"many/{n}.yaml" for n in range(SPELLED + 1)]
    for path in many:
        checkout.put(path, "x\n")
    checkout.git("add", "many")
    checkout.git("commit", "-qm", "Many")
    assert refusal(checkout, *many) is None
    checkout.git("update-index", "--skip-worktree", many[-1])
    error = refusal(checkout, *many)
    assert isinstance(error, HiddenFromGit)
    assert many[-1] in str(error)


def test_other_work_tree(checkout: Checkout, tmp_path: Path) -> None:
    """A repository that keeps its files elsewhere is refused."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    checkout.git("config", "core.worktree", str(checkout.path))
    assert refusal(checkout) is None
    checkout.git("config", "core.worktree", str(elsewhere))
    error = refusal(checkout)
    assert isinstance(error, OtherWorkTree)
    assert str(elsewhere) in str(error)


def test_edited(checkout: Checkout) -> None:
    """A file with edits of its owner is not taken along unasked."""
    checkout.put(ONE, "id: one\nowner: night-shift leads\n")
    error = refusal(checkout)
    assert isinstance(error, PathDirty)
    assert str(error) == f"{ONE} has edits that are not committed"
    assert "--include-edits" in error.hint
    assert refusal(checkout, include_edits=True) is None
    assert refusal(checkout, committing=False) is None


def test_staged(checkout: Checkout) -> None:
    """Neither is one whose edits are staged, even if the work tree is as in HEAD."""
    checkout.put(ONE, "staged\n")
    checkout.git("add", ONE)
    checkout.put(ONE, "id: one\n")
    assert isinstance(refusal(checkout), PathDirty)


@pytest.mark.parametrize("command", [("rm", "-q", ONE), ("rm", "-q", "--cached", ONE)])
def test_deleted(checkout: Checkout, command: tuple[str, ...]) -> None:
    """Nor one that is deleted, with or without its file."""
    checkout.git(*command)
    assert isinstance(refusal(checkout), PathDirty)


def test_gone_from_the_work_tree(checkout: Checkout) -> None:
    """Nor one that is gone from the work tree alone."""
    (checkout.path / ONE).unlink()
    assert isinstance(refusal(checkout), PathDirty)


def test_untracked(checkout: Checkout) -> None:
    """Nor one that git does not know yet, or knows the mere name of."""
    checkout.put(NEW, "new\n")
    assert isinstance(refusal(checkout), PathDirty)
    checkout.git("add", "-N", NEW)
    assert isinstance(refusal(checkout), PathDirty)


def test_line_ends_are_no_edit(checkout: Checkout) -> None:
    """A file that differs from HEAD by the line ends git is told to keep is not edited."""
    checkout.git("config", "core.autocrlf", "true")
    checkout.put(ONE, "id: one\r\n")
    assert refusal(checkout) is None


def test_symlinks(checkout: Checkout, tmp_path: Path) -> None:
    """A path through a link, or to one, is refused and the link named."""
    (checkout.path / "register" / "2026").symlink_to(tmp_path)
    (checkout.path / "register" / "link.yaml").symlink_to("one.yaml")
    error = refusal(checkout, "register/2026/11/new.yaml", committing=False)
    assert isinstance(error, SymlinkedPath)
    assert str(error) == "register/2026 is a symbolic link"
    assert isinstance(refusal(checkout, "register/link.yaml"), SymlinkedPath)


def test_sparse(checkout: Checkout) -> None:
    """A path that this clone leaves out is refused, a path inside is not."""
    checkout.put("articles/2026/x.md", "x\n")
    checkout.git("add", ".")
    checkout.git("commit", "-qm", "Articles")
    checkout.git("sparse-checkout", "set", "articles/2026")
    assert not (checkout.path / "register").exists()
    for path in (ONE, NEW, "articles/2025/x.md"):
        error = refusal(checkout, path)
        assert isinstance(error, SparseCheckout)
        assert "git sparse-checkout add" in error.hint
        assert isinstance(refusal(checkout, path, committing=False), SparseCheckout)
    for path in ("articles/2026/x.md", "articles/2026/new/y.md", "articles/y.md", "top.yaml"):
        assert refusal(checkout, path) is None


def test_left_out(checkout: Checkout) -> None:
    """What a sparse checkout leaves out is known by its paths; else nothing is left out."""
    assert left_out(checkout.repository, "register") == []
    (checkout.path / ONE).unlink()
    assert left_out(checkout.repository, "register") == []
    checkout.git("restore", ONE)
    checkout.git("sparse-checkout", "set", "--no-cone", "/*", "!/register/one.yaml")
    assert left_out(checkout.repository, "register") == [ONE]
    assert left_out(checkout.repository, "articles") == []
    checkout.put(ONE, "id: one\n")
    assert left_out(checkout.repository, "register") == []
    checkout.git("sparse-checkout", "disable")
    assert left_out(checkout.repository, "register") == []


def test_sparse_by_patterns(checkout: Checkout) -> None:
    """A sparse checkout that is no cone is seen by the file it leaves out."""
    checkout.git("sparse-checkout", "set", "--no-cone", "/*", "!/register/one.yaml")
    assert isinstance(refusal(checkout, ONE), SparseCheckout)
    assert refusal(checkout, NEW) is None


def test_odd_names(checkout: Checkout) -> None:
    """Paths with quotes, blanks and line ends are looked up as they are."""
    name = 'register/a "b"\n\\c ü.yaml'
    checkout.put(name, "x\n")
    assert isinstance(refusal(checkout, name), PathDirty)
    checkout.git("add", "register")
    checkout.git("commit", "-qm", "Odd")
    assert refusal(checkout, name, "register/missing\nmissing") is None
    checkout.git("config", "core.autocrlf", "true")
    checkout.put(name, "x\r\n")
    assert refusal(checkout, name) is None


def test_unshared(checkout: Checkout, tmp_path: Path) -> None:
    """What others cannot see yet is counted; without a remote there is nobody to see it."""
    assert unshared(checkout.repository) is None
    checkout.git("init", "-q", "--bare", str(tmp_path / "origin.git"))
    checkout.git("remote", "add", "origin", str(tmp_path / "origin.git"))
    assert "no upstream" in str(unshared(checkout.repository))
    checkout.git("push", "-qu", "origin", "main")
    assert str(unshared(checkout.repository)) == ""
    for _ in range(3):
        checkout.git("commit", "-q", "--allow-empty", "-m", "More")
    line = "not yet shared: 3 commits ahead of origin/main; learnorg sync"
    assert str(unshared(checkout.repository)) == line
    checkout.git("update-ref", "-d", "refs/remotes/origin/main")
    assert "no upstream" in str(unshared(checkout.repository))
    assert os.environ["HOME"]
