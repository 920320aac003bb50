import os
from pathlib import Path

import pytest

from checkouts import Checkout
from learnorg.history import config
from learnorg.history.git import (
    GitFailed,
    GitMissing,
    checking,
    scrub_environment,
    writing,
)


def test_bytes(checkout: Checkout) -> None:
    """What goes in as bytes comes out as bytes, however much it is."""
    content = bytes(range(256)) * 2000
    git = writing(checkout.repository)
    blob = git.run("hash-object", "-w", "--stdin", stdin=content).line
    assert git.run("cat-file", "blob", blob).stdout == content


def test_no_shell(checkout: Checkout) -> None:
    """Words are arguments, whatever a shell would make of them."""
    words = "$(touch trap); 'x' \"y\" *"
    assert writing(checkout.repository).run("rev-parse", "--sq-quote", words).line
    assert not (checkout.path / "trap").exists()


def test_failure(checkout: Checkout) -> None:
    """A git that says no is an error with the command's name and git's own words."""
    with pytest.raises(GitFailed) as error:
        writing(checkout.repository).run("-c", "x.y=z", "rev-parse", "--verify", "nowhere")
    assert error.value.exit_code == 5
    assert str(error.value) == "git rev-parse failed: fatal: Needed a single revision"


@pytest.mark.parametrize(
    ("said", "code", "hint"),
    [
        ("fatal: detected dubious ownership in repository at '/x'", 4, "safe.directory"),
        ("fatal: lazy fetching disabled; some objects may not be available", 4, "--refetch"),
        ("fatal: could not fetch 0123 from promisor remote", 4, "--refetch"),
        ("fatal: bad object 0123", 5, "git fsck"),
        ("fatal: bad config line 1 in file .git/config", 5, "in an editor"),
        ("fatal: who knows", 5, "learnorg doctor"),
    ],
)
def test_remedies(said: str, code: int, hint: str) -> None:
    """What its user can mend is told apart from what failed, each with how to go on."""
    error = GitFailed("log", said)
    assert (error.exit_code, hint in error.hint) == (code, True)


def test_expected_failure(checkout: Checkout) -> None:
    """An exit code that is an answer is none."""
    git = writing(checkout.repository)
    assert git.run("diff-index", "--quiet", "HEAD", ok=(0, 1)).code == 0
    checkout.put("other.txt", "changed\n")
    assert git.run("diff-index", "--quiet", "HEAD", ok=(0, 1)).code == 1


def test_no_git(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git on the PATH the reader hears how to get it."""
    git = writing(checkout.repository)
    git.run("version")  # loads GitPython, which looks for git as well
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(GitMissing) as error:
        git.run("version")
    assert "Install git" in error.value.hint


def test_misleading_variables(
    checkout: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Variables that a hook hands down do not lead to another repository; names hold."""
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Grace")
    assert writing(checkout.repository).run("rev-parse", "--show-toplevel").line == str(
        checkout.path
    )
    scrub_environment()
    assert "GIT_INDEX_FILE" not in os.environ
    assert os.environ["GIT_AUTHOR_NAME"] == "Grace"


def test_checking_runs_nothing(checkout: Checkout, tmp_path: Path) -> None:
    """The checking profile runs none of the programs that a repository configures."""
    trap = checkout.put("../trap.sh", f"#!/bin/sh\ntouch {tmp_path}/sprung\n")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "diff.external", "core.pager", "gpg.program"):
        checkout.git("config", key, str(trap))
    checkout.git("config", "log.showSignature", "true")
    git = checking(checkout.repository.git_dir, checkout.path)
    git.run("diff-index", "--raw", "HEAD")
    git.run("ls-files", "-m")
    git.run("rev-list", "HEAD")
    git.run("diff-tree", "-p", "--root", "HEAD")
    assert not (tmp_path / "sprung").exists()


def test_checking_knows_no_user(checkout: Checkout, nobody: Path) -> None:
    """The checking profile does not read the user's settings, nor any that are handed down."""
    assert config.read(writing(checkout.repository)).on("user.useconfigonly")
    assert not config.read(checking(checkout.repository.git_dir)).on("user.useconfigonly")


def test_config(checkout: Checkout) -> None:
    """The last word counts, a key without a value says yes, and values may have lines."""
    checkout.put(
        ".git/config", '[a]\n\tx = 1\n\tx = no\n\ty\n\tz = one\\ntwo\n[branch "Main"]\n\tm = q\n'
    )
    settings = config.read(writing(checkout.repository))
    assert settings.text("a.x") == "no"
    assert not settings.on("a.x")
    assert settings.on("a.y")
    assert settings.text("a.z") == "one\ntwo"
    assert settings.text("branch.Main.m") == "q"
    assert not settings.on("a.w")
    assert settings.has_section("a")
    assert not settings.has_section("b")


def test_a_hook_may_leave_something_running(checkout: Checkout) -> None:
    """What a hook starts in the background is not waited for (or this test would never end)."""
    checkout.hook("post-commit", "echo started\nwhile test -e .git; do sleep 0.1; done &\n")
    output = writing(checkout.repository).run_hook("post-commit", env={})
    assert output.stderr == "started\n"
    (checkout.path / ".git").rename(checkout.path / "done")


def test_hooks_speak_the_users_language(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook runs with the user's locale, not with the one we read git in."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    checkout.hook("pre-commit", 'echo "$LC_ALL"\n')
    assert writing(checkout.repository).run_hook("pre-commit", env={}).stderr == "C.UTF-8\n"
