"""`learnorg ci`: what checks the register where its code is hosted."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from learnorg import __version__
from learnorg.cli.answer import saving
from learnorg.cli.console import put, say
from learnorg.cli.options import DryRun, NoCommit, Wishes
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.exchange import code_owners
from learnorg.files.loader import load
from learnorg.files.splice import Edit, splice
from learnorg.history.repository import locate
from learnorg.kinds.person import PERSON
from learnorg.register import templates
from learnorg.register.policy import find_root
from learnorg.register.writer import FileChange, Message, recover, write
from learnorg.render.safe import on_one_line
from learnorg.settings import FILE, Policy

OWNERS_AT = {
    ".github": (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"),
    ".gitlab": ("CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"),
}
"""Where code owners may stand, by the host's folder; the first that is there counts."""

INSTALL = "LEARNORG_INSTALL"
"""The variable that templates hand to pip."""

VERSION = r"\d+(\.\d+)*((a|b|rc|\.post|\.dev)\d+)*"
NAMED = re.compile(rf"[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?((==|~=){VERSION})?", re.ASCII)
ADDRESS = re.compile(
    r"(git\+)?(https://|ssh://(git@)?)[A-Za-z0-9.-]+(:\d+)?/[\w./@#=%+~-]+", re.ASCII
)
"""What is installed: a name at an index, or an address; nothing that a shell could take for more,
no file of the checkout, which a pull request may bring along, and nobody's password."""

app = typer.Typer(
    help="Write what checks the register where its code is hosted; nothing of yours is changed.",
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Owners = Annotated[
    str,
    typer.Option(
        "--owners",
        help="Who is asked about changes to policy and templates: @org/team or e-mail "
        "addresses, with commas between them.",
        metavar="NAMES",
    ),
]

Install = Annotated[
    str,
    typer.Option(
        "--install",
        help="What pip installs learnorg from: a version, a git address, an index's name.",
        metavar="SPEC",
        show_default="this version",
    ),
]


class NotInstallable(LearnorgError):
    """What pip is not to be asked for."""

    hint = (
        "Give a version (0.1.0), a git address (git+https://git.example.org/learnorg@v0.1.0), "
        "or an index's name (our-learnorg==0.1.0)."
    )

    def __init__(self, spec: str) -> None:
        super().__init__(f"'{spec}' is nothing to install learnorg from")


class Wanted(NamedTuple):
    """A file that is to be there, and where else one of its kind may stand already."""

    path: str
    text: str
    or_at: Sequence[str] = ()


class Place(NamedTuple):
    """The top of the repository, the register's root, and its folder from the top."""

    top: Path
    root: Path
    inside: str


class Checked(NamedTuple):
    """With which learnorg GitHub checks, on which branch, and whether findings become alerts."""

    spec: str
    branch: str
    sarif: bool


@app.command("github")
def github(
    ctx: typer.Context,
    owners: Owners = "",
    branch: Annotated[
        str, typer.Option("--branch", help="The branch that pull requests go to.", metavar="NAME")
    ] = "main",
    sarif: Annotated[
        bool, typer.Option("--sarif", help="Also show findings as code scanning alerts.")
    ] = False,
    install: Install = "",
    dry_run: DryRun = False,
    no_commit: NoCommit = False,
) -> None:
    """
    Write workflows, code owners, a template for pull requests, and a form for proposals.

    People without a terminal propose improvements through the form; `learnorg import` takes
    them in by the map `github-issues`.

    [dim]$[/] learnorg ci github --owners @example/improvement-board --sarif
    """
    session: Session = ctx.obj
    place = _place(session)
    wanted = [*_for_github(place, session.policy.services, Checked(_spec(install), branch, sarif))]
    wanted += _code_owners(place, ".github", owners, session.policy)
    _write(session, place, wanted, Wishes(dry_run, no_commit))
    say("Once, or the form's label does nothing: gh label create improvement")
    if not owners and not _owned(place, ".github"):
        say("Nobody owns policy and templates yet: --owners @org/team says who is asked.")
    say(f"Then protect {branch}: require the check 'learnorg check', and review by code owners.")


@app.command("gitlab")
def gitlab(
    ctx: typer.Context,
    owners: Owners = "",
    install: Install = "",
    dry_run: DryRun = False,
    no_commit: NoCommit = False,
) -> None:
    """
    Write a pipeline, code owners, and templates for merge requests and for proposals.

    [dim]$[/] learnorg ci gitlab --owners @example/improvement-board
    """
    session: Session = ctx.obj
    place = _place(session)
    wanted = [*_for_gitlab(place, _spec(install))]
    wanted += _code_owners(place, ".gitlab", owners, session.policy)
    _write(session, place, wanted, Wishes(dry_run, no_commit))
    if not _includes(place):
        say("Let the pipeline include it, in .gitlab-ci.yml:", "warn")
        say("include:\n  - local: .gitlab/learnorg.gitlab-ci.yml")
    say("Once, or the template's label does nothing: glab label create --name improvement")
    if not owners and not _owned(place, ".gitlab"):
        say("Nobody owns policy and templates yet: --owners @group says who is asked.")


def _place(session: Session) -> Place:
    root = find_root(session.start)
    repository = locate(root)
    top = repository.work_tree if repository else root
    if told := recover(top, repository):  # before we look at what is there
        say(told, "warn")
    inside = os.path.relpath(root, top).replace(os.sep, "/")
    return Place(top, root, "" if inside == "." else inside)


def _spec(install: str) -> str:
    """What pip is asked for: the version that runs here, unless something else is wished for."""
    if not install or re.fullmatch(VERSION, install, re.ASCII):
        return f"learnorg=={install or __version__}"
    if not NAMED.fullmatch(install) and not ADDRESS.fullmatch(install):
        raise NotInstallable(install)
    return install


# ---- what is to be there ----------------------------------------------------------------


def _for_github(place: Place, services: Sequence[str], checked: Checked) -> Iterator[Wanted]:
    on = Edit(("on", "push", "branches"), [checked.branch])
    edits = [on, *_variables(place, checked.spec, "jobs", "check", "env")]
    text = _made(place, "github/workflow.yaml", edits)
    yield Wanted(".github/workflows/learnorg.yml", text)
    text = _read(place, "github/approved.yaml")
    yield Wanted(".github/workflows/learnorg-approved.yml", text)
    if checked.sarif:
        edits = [on, *_variables(place, checked.spec, "jobs", "scan", "env")]
        text = _made(place, "github/code-scanning.yaml", edits)
        yield Wanted(".github/workflows/learnorg-code-scanning.yml", text)
    text = _form(_made(place, "github/issue-form.yaml"), services)
    yield Wanted(".github/ISSUE_TEMPLATE/improvement.yml", text)
    others = [f"{folder}pull_request_template.md" for folder in ("", "docs/")]
    shouted = [f"{folder}PULL_REQUEST_TEMPLATE.md" for folder in ("", "docs/", ".github/")]
    text = _read(place, "github/pull-request.md")
    yield Wanted(".github/pull_request_template.md", text, (*others, *shouted))


def _for_gitlab(place: Place, spec: str) -> Iterator[Wanted]:
    edits = [*_variables(place, spec, "learnorg", "variables")]
    text = _made(place, "gitlab/pipeline.yaml", edits)
    yield Wanted(".gitlab/learnorg.gitlab-ci.yml", text)
    if not _there(place, ".gitlab-ci.yml"):
        yield Wanted(".gitlab-ci.yml", _made(place, "gitlab/include.yaml"))
    yield Wanted(
        ".gitlab/merge_request_templates/Default.md", _read(place, "gitlab/merge-request.md")
    )
    yield Wanted(".gitlab/issue_templates/Improvement.md", _read(place, "gitlab/issue.md"))


def _variables(place: Place, spec: str, *path: str) -> Iterator[Edit]:
    """What pip installs, and where commands find a register that is not at the top."""
    yield Edit((*path, INSTALL), spec)
    if place.inside:
        yield Edit((*path, "LEARNORG_ROOT"), place.inside)


def _form(text: str, services: Sequence[str]) -> str:
    """The form, with the policy's services to choose from, where it lists any."""
    document = load(text.encode())
    body: Any = document.plain().get("body")
    at = [n for n, part in enumerate(body or ()) if part.get("id") == "service"]
    if not services or not at:
        return text
    edits = [
        Edit(("body", at[0], "type"), "dropdown"),
        Edit(("body", at[0], "attributes", "description"), "One or several."),
        Edit(("body", at[0], "attributes", "multiple"), True),
        Edit(("body", at[0], "attributes", "options"), list(services)),
    ]
    return splice(document, edits)


def _code_owners(place: Place, folder: str, owners: str, policy: Policy) -> list[Wanted]:
    """The code owners of what decides over the register, where somebody is to own it."""
    if not owners:
        return []
    people = code_owners.names(owners)
    path = _owners_at(place, folder)
    before = _there(place, path) or ""
    paths = [*_deciding(place, policy), f"/{folder}/"]
    if folder == ".gitlab":
        paths.append("/.gitlab-ci.yml")
    return [Wanted(path, code_owners.added(before, paths, people), (path,))]


def _deciding(place: Place, policy: Policy) -> Iterator[str]:
    """What decides over the register: its policy, who is who and may sign, what git makes of it."""
    base = f"/{place.inside}/" if place.inside else "/"
    yield f"{base}{FILE}"
    yield from dict.fromkeys((f"{base}.gitattributes", "/.gitattributes"))
    yield f"{base}{policy.evidence.signers}"
    yield f"{base}{PERSON.folder}/"
    if (place.root / "templates").is_dir():
        yield f"{base}templates/"


def _owners_at(place: Place, folder: str) -> str:
    """The file of code owners that counts, or the one that is to be written."""
    home = f"{folder}/CODEOWNERS"
    return next((path for path in OWNERS_AT[folder] if _there(place, path)), home)


def _owned(place: Place, folder: str) -> bool:
    """Whether somebody owns the policy."""
    text = _there(place, _owners_at(place, folder)) or ""
    policy = f"{place.inside}/{FILE}".lstrip("/")
    return code_owners.owned(text, policy, sections=folder == ".gitlab")


def _includes(place: Place) -> bool:
    """Whether the pipeline includes ours, or there is none that could."""
    text = _there(place, ".gitlab-ci.yml")
    return text is None or ".gitlab/learnorg.gitlab-ci.yml" in text


def _made(place: Place, name: str, edits: Sequence[Edit] = ()) -> str:
    """A template with some edits, each touching only the lines it means to."""
    text = _read(place, name)
    if INSTALL not in text:  # a template of the register's own, which installs in its own way
        edits = [edit for edit in edits if edit.path[-1] != INSTALL]
    return splice(load(text.encode()), edits) if edits else text


def _read(place: Place, name: str) -> str:
    return templates.text(templates.find(f"ci/{name}", place.root), place.root)


def _there(place: Place, path: str) -> str | None:
    try:
        return (place.top / path).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


# ---- what is written --------------------------------------------------------------------


def _write(session: Session, place: Place, wanted: Sequence[Wanted], wishes: Wishes) -> None:
    """Write what is missing, and say what is there already and was left as it is."""
    changes = [*_changes(place, wanted)]
    put(on_one_line(change.path) for change in changes)
    if wishes.dry_run:
        say("Nothing was written (--dry-run).", "quiet")
        return
    if not changes:
        say("Everything is there; nothing to add.")
        return
    message = Message("Check the register in CI", "", (("Learnorg-Action", "ci"),))
    written = write(place.top, changes, message, saving=saving(session, wishes))
    if written.commit:
        say(f"Committed {written.commit[:10]}. Take it back: {written.undo}", "quiet")
    elif written.undo:
        say(f"Written, not committed. Take it back: {written.undo}", "quiet")


def _changes(place: Place, wanted: Sequence[Wanted]) -> Iterator[FileChange]:
    for one in wanted:
        there = _there(place, one.path)
        elsewhere = next((path for path in one.or_at if _there(place, path)), None)
        if there == one.text:
            continue
        if there is not None and one.path in one.or_at:  # what is added at the end of it
            say(f"{one.path}: lines added at its end.")
            yield FileChange(one.path, there.encode(), one.text.encode())
        elif there is not None:
            say(f"{one.path} says something else and was left as it is.", "warn")
        elif elsewhere:
            say(f"{elsewhere} is there already, so {one.path} is not needed.")
        else:
            yield FileChange(one.path, None, one.text.encode())
