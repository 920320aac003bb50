"""`learnorg doctor`: what is healthy, what is not, and how to mend it."""

import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from importlib import import_module

import typer

from learnorg import __version__
from learnorg.cli import preferences
from learnorg.cli.console import Output, answer
from learnorg.cli.init import missing
from learnorg.cli.options import Format
from learnorg.cli.session import Session, git_identity
from learnorg.errors import LearnorgError
from learnorg.history import config, driver, state, trees
from learnorg.history.git import Git, writing
from learnorg.history.repository import (
    BareRepository,
    Repository,
    is_bare,
    locate,
    private_folder,
)
from learnorg.kinds import KINDS
from learnorg.page import Items, Page, Say, Tone
from learnorg.register.index import Index
from learnorg.register.policy import find_root
from learnorg.settings import FILE

OLDEST_GIT = (2, 38)
LIBRARIES = {
    "yaml._yaml": "libyaml, which reads records",
    "pydantic": "pydantic, which validates them",
    "ruamel.yaml": "ruamel.yaml, which edits odd shapes",
    "rich": "rich, which draws pages",
    "python_calamine": "calamine, which reads workbooks",
}
MARKS: dict[str, Tone] = {"good": "good", "note": "warn", "bad": "bad"}


@dataclass(frozen=True, slots=True)
class Finding:
    """How one thing is: good, worth a note, or bad; and what mends it."""

    about: str
    health: str
    said: str
    mend: str = ""


def doctor(ctx: typer.Context, form: Format = "auto") -> None:
    """
    Say what is healthy and what is not, and how to mend it.

    [dim]$[/] learnorg doctor
    """
    session: Session = ctx.obj
    found = list(_examined(session))
    lines = [Say(_line(one), MARKS[one.health]) for one in found]
    answer(Page("", (Items(lines),), "health", [asdict(one) for one in found]), Output(form))
    if any(one.health == "bad" for one in found):
        raise typer.Exit(1)


def _line(one: Finding) -> str:
    mark = {"good": "ok  ", "note": "note", "bad": "BAD "}[one.health]
    return f"{mark}  {one.about}: {one.said}" + (f"\n      {one.mend}" if one.mend else "")


def _examined(session: Session) -> Iterator[Finding]:
    python = ".".join(map(str, sys.version_info[:3]))
    yield Finding("learnorg", "good", f"{__version__}, Python {python}")
    for look in (_libraries, _git, _repository, _identity, _config, _register, _merging):
        yield from _told(look, session)


def _told(look: Callable[[Session], Iterator[Finding]], session: Session) -> Iterator[Finding]:
    """What one look finds; a refusal is a finding, too."""
    try:
        yield from look(session)
    except LearnorgError as refusal:
        yield Finding(look.__name__.strip("_"), "bad", str(refusal), refusal.hint)


def _libraries(_session: Session) -> Iterator[Finding]:
    missing_ones = []
    for name, what in LIBRARIES.items():
        try:
            import_module(name)
        except ImportError:
            missing_ones.append(what)
    if missing_ones:
        yield Finding("libraries", "bad", f"missing: {'; '.join(missing_ones)}",
                      "Install it again: pip install --force-reinstall learnorg.")  # fmt: skip
    else:
        yield Finding("libraries", "good", f"all there, SQLite {sqlite3.sqlite_version}")


def _git(_session: Session) -> Iterator[Finding]:
    told = Git(()).run("--version").line
    number = told.split()[2].split(".")
    if tuple(int(piece) for piece in number[:2]) < OLDEST_GIT:
        oldest = ".".join(map(str, OLDEST_GIT))
        yield Finding("git", "bad", f"{told} is too old", f"Install git {oldest} or newer.")
    else:
        yield Finding("git", "good", told.removeprefix("git version "))


def _repository(session: Session) -> Iterator[Finding]:
    repository = locate(session.start.resolve())
    if repository is None and is_bare(session.start):
        raise BareRepository(session.start)
    if repository is None:
        yield Finding("repository", "note", "none here: no history, no review, no way back",
                      "Start one: learnorg init --git.")  # fmt: skip
        return
    state.at_rest(repository)
    trees.look(_looking(repository), [FILE])  # may git look here, can it read index and HEAD?
    for lock in (repository.git_dir / "index.lock", repository.git_dir / "HEAD.lock"):
        if lock.exists():
            mend = "If none is running, one was killed, and the file may be removed."
            yield Finding("repository", "note", f"a git command is at work: {lock}", mend)
    yield Finding("repository", "good", str(repository.work_tree))
    unshared = state.unshared(repository, config.read(_looking(repository)))
    if unshared is None:
        yield Finding("remote", "note", "none: nobody else has this register",
                      "Name one: git remote add origin ADDRESS.")  # fmt: skip
    elif told := str(unshared):
        yield Finding("remote", "note", told)
    else:
        yield Finding("remote", "good", "everything is shared")


def _looking(repository: Repository) -> Git:
    """Git with its user's settings, which starts no program that the clone names for its index."""
    git = writing(repository)
    return replace(git, options=(*git.options, "-c", "core.fsmonitor=false"))


def _identity(session: Session) -> Iterator[Finding]:
    email, name = git_identity(session.settings)
    if session.settings is None:
        yield Finding("identity", "note", f"{name}, as the machine knows you: there is no git here")
    elif email and name:
        yield Finding("identity", "good", f"{name} <{email}>")
    else:
        yield Finding("identity", "bad", "git does not know who you are",
                      'git config --global user.name "Your name"; '
                      "git config --global user.email you@example.org")  # fmt: skip


def _config(session: Session) -> Iterator[Finding]:
    values = asdict(session.preferences)
    told = ", ".join(f"{key} {value}" for key, value in values.items() if value)
    yield Finding("config", "good", f"{told} ({preferences.file()})")


def _register(session: Session) -> Iterator[Finding]:
    root = find_root(session.start)
    repository = locate(root)
    index = Index(root, private_folder(root, repository))
    index.refresh()
    register = session.register
    records = index.one("SELECT count(*) FROM records WHERE broken IS NULL")
    yield Finding("register", "good", f"{root}, {records} records, {register.policy.workflow} flow")
    if broken := register.unreadable():
        yield Finding("records", "bad", f"{len(broken)} cannot be read",
                      "learnorg check says where and why.")  # fmt: skip
    kept = "in memory only" if not index.file.exists() else f"{index.file}"
    sound = index.one("PRAGMA quick_check") == "ok"
    yield Finding("index", "good" if sound and index.file.exists() else "note", kept,
                  "" if sound else "Delete it; it is made anew.")  # fmt: skip
    if lacking := missing(root):
        yield Finding("files", "note", f"missing or out of date: {', '.join(lacking)}",
                      "learnorg init adds them and changes nothing else.")  # fmt: skip


def _merging(session: Session) -> Iterator[Finding]:
    """Whether git merges records by their fields here; without it, it merges them by lines."""
    root = find_root(session.start)
    repository = locate(root)
    if repository is None:
        return
    above = repository.prefix(root)
    said, mend = "records are merged by their fields", ""
    if not driver.installed(config.read(_looking(repository))):
        said = "this clone's git merges records by lines"
        mend = "learnorg init tells it how to merge them by their fields."
    elif by_lines := [
        kind.plural
        for kind in KINDS
        if not driver.asked_for(repository, f"{above}{kind.folder}/any{kind.suffix}")
    ]:
        which = "records" if len(by_lines) == len(KINDS) else " and ".join(by_lines)
        said = f"no .gitattributes lets git merge {which} by their fields"
        mend = "learnorg init adds the lines that do."
    elif shutil.which("learnorg") is None:
        said = "records are merged by lines, since learnorg is not on the PATH"
        mend = "Put its folder on the PATH, where git looks for it."
    yield Finding("merging", "note" if mend else "good", said, mend)
