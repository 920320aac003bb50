"""`learnorg sync`: share what was done here, and get what others did."""

from collections.abc import Callable
from typing import Annotated

import typer

from learnorg.checks import run
from learnorg.cli.console import put, say
from learnorg.cli.options import DryRun, Format
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.findings import Level
from learnorg.history import config, driver, sharing
from learnorg.history.git import writing
from learnorg.history.repository import Repository
from learnorg.history.sharing import Apart, CannotReach, Line
from learnorg.kinds import KINDS
from learnorg.page import Tone, counted
from learnorg.render.formats import envelope

Step = Callable[..., None]


class NoRepository(LearnorgError):
    """A register without git."""

    exit_code = 4
    hint = "Start a repository: learnorg init --git."

    def __init__(self) -> None:
        super().__init__("there is no git repository here, so there is nothing to share")


class NotSound(LearnorgError):
    """A register with errors, which is not pushed."""

    exit_code = 1
    hint = (
        "Mend them (`learnorg check` lists them), or push all the same: learnorg sync --unchecked."
    )

    def __init__(self, errors: int) -> None:
        super().__init__(f"not pushed: {counted(errors, 'error')} in the register")


def sync(
    ctx: typer.Context,
    unchecked: Annotated[
        bool, typer.Option("--unchecked", help="Push even where the register has errors.")
    ] = False,
    dry_run: DryRun = False,
    form: Format = "auto",
) -> None:
    """
    Fetch, take in what others did, check, push; each step is said.

    Whether to merge or to rebase is as git is configured (`pull.rebase`).

    [dim]$[/] learnorg sync
    [dim]$[/] learnorg sync --dry-run
    """
    session: Session = ctx.obj
    repository = session.register.repository
    if repository is None:
        raise NoRepository
    steps: list[dict[str, object]] = []

    def step(name: str, told: str, tone: Tone = "", **data: object) -> None:
        steps.append({"step": name, "said": told, **data})
        if form == "auto":
            say(told, tone)

    shared = sharing.fetch(repository, sharing.line(repository))
    distance = sharing.apart(repository, shared)
    step("fetch", _fetched(shared, distance), ours=distance.ours, theirs=distance.theirs)
    _tell_rewritten(repository, shared, step)
    if dry_run:
        step("stop", "Nothing was merged or pushed (--dry-run).")
    else:
        _exchange(session, shared, distance, unchecked, step)
    if form == "json":
        put([envelope("sync", steps)])


def _exchange(session: Session, shared: Line, distance: Apart, unchecked: bool, step: Step) -> None:
    repository = session.register.repository
    assert repository is not None
    if distance.theirs:
        _tell_git(session, repository, step)
        how = sharing.integrate(repository, shared, distance)
        step("integrate", f"Took in {counted(distance.theirs, 'commit')} by {how}.", how=how)
    _, found = run.findings(session.start, session.today)
    errors = sum(f.level is Level.ERROR for f in found)
    step("check", f"Checked: {counted(errors, 'error')}.", errors=errors)
    if errors and not unchecked:
        raise NotSound(errors)
    if not sharing.apart(repository, shared).ours and shared.upstream:
        step("push", "Nothing to push: everything here is shared.")
        return
    try:
        sharing.push(repository, shared)
    except CannotReach:
        # somebody else may have pushed meanwhile: take that in, and try once more
        shared = sharing.fetch(repository, shared)
        _tell_rewritten(repository, shared, step)
        again = sharing.apart(repository, shared)
        if not again.theirs:
            raise
        how = sharing.integrate(repository, shared, again)
        step("integrate", f"Took in {counted(again.theirs, 'commit')} more by {how}.", how=how)
        sharing.push(repository, shared)
    there = shared.upstream or f"{shared.remote}/{shared.branch}"
    step("push", f"Pushed to {there}: everything here is shared now.")


def _tell_git(session: Session, repository: Repository, step: Step) -> None:
    """Tell a clone's git how to merge records, where the register asks for it."""
    if driver.installed(config.read(writing(repository))):
        return
    above = repository.prefix(session.register.root)
    if driver.asked_for(repository, f"{above}{KINDS[0].folder}/any.yaml"):
        driver.install(repository)
        step("prepare", "Told this clone's git how to merge records: by their fields.")


def _tell_rewritten(repository: Repository, shared: Line, step: Step) -> None:
    """Warn of what was taken away at the remote, which the next push would bring back."""
    if found := sharing.rewritten(repository, shared):
        was, now = found
        step(
            "rewritten",
            f"{shared.upstream} was rewritten by a forced push: it stood at {was}, and now stands "
            f"at {now}. What it dropped counts as yours: git log {now}..{was}.",
            "warn",
            was=was,
            now=now,
        )


def _fetched(shared: Line, distance: Apart) -> str:
    if not shared.upstream:
        return f"Fetched from {shared.remote}; {shared.branch} was never pushed there."
    return (
        f"Fetched {shared.upstream}: {counted(distance.theirs, 'commit')} of others, "
        f"{counted(distance.ours, 'commit')} of yours."
    )
