import pytest

from checkouts import Checkout
from learnorg.history.git import GitFailed, GitMissing
from learnorg.history.objects import commits, contents, resolve
from learnorg.history.piped import Piped, piped


@pytest.fixture
def git(checkout: Checkout) -> Piped:
    """Git whose answers are read as they come."""
    return piped(checkout.repository.git_dir)


def test_as_it_comes(checkout: Checkout, git: Piped) -> None:
    """What git answers is there to be read, also where it is fed with much."""
    head = resolve(git, "HEAD")
    assert [commit.id for commit in commits(git, "HEAD")] == [head]
    with git.streamed("cat-file", "--batch-check", feed=[f"{head}\n"] * 10_000) as answer:
        assert len(list(answer)) == 10_000
    assert list(contents(git, [])) == []


def test_left_unread(checkout: Checkout, git: Piped) -> None:
    """Who has read enough goes, and git with them."""
    head = resolve(git, "HEAD")
    with git.streamed("cat-file", "--batch-check", feed=[f"{head}\n"] * 100_000) as answer:
        assert answer.readline()
    with (
        pytest.raises(KeyError),
        git.streamed("cat-file", "--batch-check", feed=[f"{head}\n"] * 100_000),
    ):
        raise KeyError


def test_refused(git: Piped) -> None:
    """A git that says no is an error in its own words."""
    with pytest.raises(GitFailed, match="rev-list failed: fatal: bad revision 'nowhere'"):
        list(commits(git, "nowhere"))


def test_no_git(git: Piped, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git on the PATH the reader hears how to get it."""
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(GitMissing):
        list(commits(git, "HEAD"))


def test_nothing_runs(checkout: Checkout, git: Piped, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the repository configures does not run, and the environment leads nowhere else."""
    checkout.git("config", "core.fsmonitor", "touch trap")
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    assert len(list(commits(git, "HEAD"))) == 1
    assert not (checkout.path / "trap").exists()
