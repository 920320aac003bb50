"""Sharing: what others did comes in, what was done here goes out."""

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import NamedTuple

from learnorg.errors import LearnorgError
from learnorg.history import config
from learnorg.history.config import Config
from learnorg.history.git import Git, GitFailed, remedy, writing
from learnorg.history.objects import NoSuchCommit, is_ancestor, resolve
from learnorg.history.repository import Repository, head
from learnorg.history.stages import all_added_twice
from learnorg.history.state import DetachedHead, at_rest
from learnorg.refs import MINTED, stem

MOVES = 50
"""How far back it is looked where a branch of others stood."""


class NobodyToShareWith(LearnorgError):
    """A repository without a remote."""

    exit_code = 4
    hint = "Name one: git remote add origin ADDRESS."

    def __init__(self) -> None:
        super().__init__("there is no remote to share with")


class WhichRemote(LearnorgError):
    """Several remotes, and no word on which one is meant."""

    exit_code = 4

    def __init__(self, remotes: list[str], branch: str) -> None:
        super().__init__(f"there are several remotes: {', '.join(remotes)}")
        self.hint = f"Say once which one: git push -u {remotes[0]} {branch}."


class NothingToShare(LearnorgError):
    """A branch without a commit."""

    exit_code = 4
    hint = "Commit something first, or begin with what others did: git pull."

    def __init__(self, branch: str) -> None:
        super().__init__(f"nothing is committed on {branch} yet")


class UpstreamGone(LearnorgError):
    """A branch that the remote no longer has."""

    exit_code = 4

    def __init__(self, shared: "Line") -> None:
        super().__init__(f"{shared.upstream} is no longer there: somebody took the branch away")
        self.hint = (
            "Switch to the branch that took its place (`git switch main`), or share this one "
            f"anew: git push -u {shared.remote} {shared.branch}."
        )


class Conflicted(LearnorgError):
    """Changes of others and changes here that git cannot put together."""

    exit_code = 4

    def __init__(self, how: str, paths: list[str], twice: list[str]) -> None:
        """`twice` are the identities that both sides gave to a record of theirs."""
        listed = "".join(f"\n  {path}" for path in paths)
        super().__init__(f"the {how} stopped at conflicts in{listed}")
        others = [path for path in paths if stem(path) not in twice]
        mended = [f"Both sides made {one}: learnorg rekey {one} keeps both" for one in twice]
        if others:
            which = "the other files" if twice else "these files"
            mended.append(f"Mend {which} and `git add` them")
        sides = " In a rebase, ours between the marks is the others', and theirs is yours."
        self.hint = (
            f"{'. '.join(mended)}, then git {how} --continue; or take it back: "
            f"git {how} --abort. Then learnorg sync again.{sides if how == 'rebase' else ''}"
        )


class CannotIntegrate(LearnorgError):
    """Changes of others that git does not take in as things stand."""

    exit_code = 4
    hint = "Commit or stash what stands in the way (`git status`), then try again."

    def __init__(self, how: str, why: str) -> None:
        super().__init__(f"git {how} was refused: {why}")


class CannotReach(LearnorgError):
    """A remote that does not answer, or does not let us in."""

    exit_code = 5
    hint = "What was done here is safe in your own repository; try again later."

    def __init__(self, verb: str, remote: str, why: str) -> None:
        super().__init__(f"could not {verb} {remote}: {why}")
        if "[remote rejected]" in why:
            self.hint = (
                "It may take changes by review only. Push a branch of its own, and ask for it to "
                f"be taken in: git push {remote} HEAD:refs/heads/NAME."
            )
        if known := remedy(why):
            self.hint = known.mend


@dataclass(frozen=True, slots=True)
class Line:
    """The branch that is shared, and the one it is shared with."""

    branch: str
    remote: str
    upstream: str
    """As git names it here, `origin/main`; empty where it was never pushed."""
    was: str = ""
    """The commit at which the upstream stood before it was fetched."""


class Rewritten(NamedTuple):
    """Where an upstream stood, and where it stands, which does not lead on from there."""

    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Apart:
    """How many commits only we have, and how many only they have."""

    ours: int
    theirs: int


def line(repository: Repository) -> Line:
    """What is shared with whom."""
    at_rest(repository)
    branch = head(repository)
    if branch is None:
        raise DetachedHead
    git = writing(repository)
    settings = config.read(git)
    remotes = git.run("remote").stdout.decode().split()
    remote = settings.text(f"branch.{branch}.remote") or (remotes[0] if len(remotes) == 1 else "")
    if not remotes:
        raise NobodyToShareWith
    if not remote:
        raise WhichRemote(remotes, branch)
    try:
        resolve(git, "HEAD")
    except NoSuchCommit:
        raise NothingToShare(branch) from None
    return Line(branch, remote, _upstream(git))


def fetch(repository: Repository, shared: Line) -> Line:
    """Fetch what others did; the line, whose upstream may be known only now."""
    git = writing(repository)
    there = shared.upstream or f"{shared.remote}/{shared.branch}"
    shared = replace(shared, was=_tip(git, there))
    try:
        git.run("fetch", "--quiet", shared.remote)
    except GitFailed as failed:
        raise CannotReach("fetch from", shared.remote, failed.stderr.strip()) from None
    if shared.upstream:
        if git.run("rev-parse", "--verify", "--quiet", "@{upstream}", ok=(0, 1, 128)).code:
            raise UpstreamGone(shared)
        return shared
    return replace(shared, upstream=there) if _tip(git, there) else shared


def rewritten(repository: Repository, shared: Line) -> Rewritten | None:
    """
    What somebody's forced push did to the upstream, if it no longer holds what it held.

    Whether that came with this fetch or an earlier one; unless it was taken in since.
    """
    git = writing(repository)
    now = _tip(git, shared.upstream) if shared.upstream else ""
    if not now:
        return None
    if shared.was and not is_ancestor(git, shared.was, now):
        was = shared.was
    else:
        was = _dropped(git, shared.upstream, now)
    return Rewritten(_short(git, was), _short(git, now)) if was else None


def _dropped(git: Git, upstream: str, now: str) -> str:
    """Where the upstream stood before, if that is part of what is here and not there any more."""
    ours = set(git.run("rev-list", f"{now}..HEAD").line.split())
    if not ours:
        return ""
    words = ("rev-list", "--walk-reflogs", f"--max-count={MOVES}", f"refs/remotes/{upstream}")
    before = git.run(*words, ok=(0, 128)).line.split()
    was = next((tip for tip in before if tip in ours), "")
    merged = was and is_ancestor(git, now, "HEAD") and not is_ancestor(git, now, was)
    return "" if merged else was


def apart(repository: Repository, shared: Line) -> Apart:
    """How far the two sides are apart."""
    git = writing(repository)
    if not shared.upstream:
        return Apart(int(git.run("rev-list", "--count", "HEAD").line), 0)
    counted = git.run("rev-list", "--left-right", "--count", f"HEAD...{shared.upstream}").line
    ours, theirs = counted.split()
    return Apart(int(ours), int(theirs))


def integrate(repository: Repository, shared: Line, distance: Apart) -> str:
    """Take in what others did, as git is configured to: `merge` unless it says rebase."""
    git = writing(repository)
    how = "rebase" if distance.ours and _rebases(config.read(git), shared.branch) else "merge"
    words = ("rebase", "--quiet") if how == "rebase" else ("merge", "--quiet", "--no-edit")
    try:
        git.run(*words, shared.upstream)
        os.sync()  # git leaves what it checks out to the system
    except GitFailed as failed:
        unmerged = git.run("diff", "--name-only", "--diff-filter=U", "-z").stdout
        paths = [path.decode("utf-8", "replace") for path in unmerged.split(b"\0") if path]
        if paths:
            clashing = [stem(path) for path in all_added_twice(git)]
            twice = [identity for identity in clashing if MINTED.fullmatch(identity)]
            raise Conflicted(how, paths, twice) from None
        _take_back(repository, git, how)
        raise CannotIntegrate(how, failed.stderr.strip()) from None
    return how if distance.ours else "fast-forward"


def _take_back(repository: Repository, git: Git, how: str) -> None:
    """Nothing, where nothing is to be mended by hand and half of a merge or rebase is done."""
    with suppress(GitFailed):
        git.run(how, "--abort")
    if how == "rebase" and head(repository):  # it did not get as far as to leave the branch
        with suppress(GitFailed):
            git.run("rebase", "--quit")


def push(repository: Repository, shared: Line) -> None:
    """Let others see what was done here."""
    # Not HEAD, which a tag may be named, too.
    spec = f"refs/heads/{shared.branch}:refs/heads/{_there(shared)}"
    words = ["push", "--quiet", shared.remote, spec]
    if not shared.upstream:
        words.insert(2, "--set-upstream")
    try:
        writing(repository).run(*words)
    except GitFailed as failed:
        raise CannotReach("push to", shared.remote, failed.stderr.strip()) from None


def _tip(git: Git, there: str) -> str:
    """The commit at which a branch of others stands, as far as it was fetched."""
    found = git.run("rev-parse", "--verify", "--quiet", f"refs/remotes/{there}", ok=(0, 1))
    return found.line if found.code == 0 else ""


def _short(git: Git, commit: str) -> str:
    return git.run("rev-parse", "--short", commit).line


def _there(shared: Line) -> str:
    return shared.upstream.removeprefix(f"{shared.remote}/") or shared.branch


def _upstream(git: Git) -> str:
    found = git.run("rev-parse", "--abbrev-ref", "--symbolic-full-name", "@{upstream}", ok=(0, 128))
    return found.line if found.code == 0 else ""


def _rebases(settings: Config, branch: str) -> bool:
    wish = settings.text(f"branch.{branch}.rebase") or settings.text("pull.rebase")
    return wish not in ("", "false")
