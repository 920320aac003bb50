"""`learnorg ci`: what checks the register where its code is hosted."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from learnorg.cli.answer import saving
from learnorg.cli.console import put, say
from learnorg.cli.options import DryRun, NoCommit, Wishes
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.files.loader import load
from learnorg.files.splice import Edit, splice
from learnorg.history.repository import locate
from learnorg.register import templates
from learnorg.register.policy import find_root
from learnorg.register.writer import FileChange, Message, recover, write
from learnorg.render.safe import on_one_line
from learnorg.settings import FILE

OWNER = re.compile(r"@[A-Za-z0-9][\w.-]*(/[\w.-]+)*|[^\s@#]+@[^\s@#]+\.[^\s@#]+")
OWNERS_AT = ("CODEOWNERS", "docs/CODEOWNERS")
"""Where else code owners may stand; the first that is there counts."""

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


class NotAnOwner(LearnorgError):
    """A name that no code owner has."""

    hint = "Owners are @names, @org/teams or e-mail addresses, with commas between them."

    def __init__(self, name: str) -> None:
        super().__init__(f"'{name}' is no code owner")


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
    dry_run: DryRun = False,
    no_commit: NoCommit = False,
) -> None:
    """
    Write a workflow, code owners, a template for pull requests, and a form for proposals.

    People without a terminal propose improvements through the form; `learnorg import` takes
    them in by the map `github-issues`.

    [dim]$[/] learnorg ci github --owners @example/improvement-board --sarif
    """
    session: Session = ctx.obj
    place = _place(session)
    wanted = [*_for_github(place, session.policy.services, branch, sarif)]
    wanted += _code_owners(place, ".github", owners)
    _write(session, place, wanted, Wishes(dry_run, no_commit))
    if not owners:
        say("Nobody owns policy and templates yet: --owners @org/team says who is asked.")
    say(f"Then protect {branch}: require the check 'learnorg check', and review by code owners.")


@app.command("gitlab")
def gitlab(
    ctx: typer.Context,
    owners: Owners = "",
    dry_run: DryRun = False,
    no_commit: NoCommit = False,
) -> None:
    """
    Write a pipeline, code owners, and templates for merge requests and for proposals.

    [dim]$[/] learnorg ci gitlab --owners @example/improvement-board
    """
    session: Session = ctx.obj
    place = _place(session)
    wanted = [*_for_gitlab(place), *_code_owners(place, ".gitlab", owners)]
    _write(session, place, wanted, Wishes(dry_run, no_commit))
    if not _includes(place):
        say("Let the pipeline include it, in .gitlab-ci.yml:", "warn")
        say("include:\n  - local: .gitlab/learnorg.gitlab-ci.yml")
    if not owners:
        say("Nobody owns policy and templates yet: --owners @group says who is asked.")


def _place(session: Session) -> Place:
    root = find_root(session.start)
    repository = locate(root)
    top = repository.work_tree if repository else root
    if told := recover(top, repository):  # before we look at what is there
        say(told, "warn")
    inside = os.path.relpath(root, top).replace(os.sep, "/")
    return Place(top, root, "" if inside == "." else inside)


# ---- what is to be there ----------------------------------------------------------------


def _for_github(
    place: Place, services: Sequence[str], branch: str, sarif: bool
) -> Iterator[Wanted]:
    on = Edit(("on", "push", "branches"), [branch])
    text = _made(place, "github/workflow.yaml", [on, *_within(place, "jobs", "check", "env")])
    yield Wanted(".github/workflows/learnorg.yml", text)
    if sarif:
        edits = [on, *_within(place, "jobs", "scan", "env")]
        text = _made(place, "github/code-scanning.yaml", edits)
        yield Wanted(".github/workflows/learnorg-code-scanning.yml", text)
    text = _form(_made(place, "github/issue-form.yaml"), services)
    yield Wanted(".github/ISSUE_TEMPLATE/improvement.yml", text)
    others = [f"{folder}pull_request_template.md" for folder in ("", "docs/")]
    shouted = [f"{folder}PULL_REQUEST_TEMPLATE.md" for folder in ("", "docs/", ".github/")]
    text = _read(place, "github/pull-request.md")
    yield Wanted(".github/pull_request_template.md", text, (*others, *shouted))


def _for_gitlab(place: Place) -> Iterator[Wanted]:
    text = _made(place, "gitlab/pipeline.yaml", [*_within(place, "learnorg", "variables")])
    yield Wanted(".gitlab/learnorg.gitlab-ci.yml", text)
    if not _there(place, ".gitlab-ci.yml"):
        yield Wanted(".gitlab-ci.yml", _made(place, "gitlab/include.yaml"))
    yield Wanted(
        ".gitlab/merge_request_templates/Default.md", _read(place, "gitlab/merge-request.md")
    )
    yield Wanted(".gitlab/issue_templates/Improvement.md", _read(place, "gitlab/issue.md"))


def _within(place: Place, *path: str) -> Iterator[Edit]:
    """The variable by which commands find a register that is not at the top."""
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


def _code_owners(place: Place, folder: str, owners: str) -> list[Wanted]:
    """The code owners of what decides over the register; lines of others stay before ours."""
    if not owners:
        return []
    names = [name for name in re.split(r"[\s,]+", owners) if name]
    for name in names:
        if not OWNER.fullmatch(name):
            raise NotAnOwner(name)
    home = f"{folder}/CODEOWNERS"
    path = next((p for p in (home, *OWNERS_AT) if _there(place, p)), home)
    before = _there(place, path) or ""
    base = f"/{place.inside}/" if place.inside else "/"
    patterns = [f"{base}{FILE}", f"{base}templates/", f"/{folder}/"]
    if folder == ".gitlab":
        patterns.append("/.gitlab-ci.yml")
    taken = {re.split(r"(?<!\\)\s", line, maxsplit=1)[0] for line in before.splitlines()}
    lines = [f"{p} {' '.join(names)}" for p in map(_escaped, patterns) if p not in taken]
    if not lines:
        return []
    start = before + ("" if not before or before.endswith("\n") else "\n")
    head = "# Who is asked about what decides over the improvement register.\n"
    return [Wanted(path, start + head + "\n".join(lines) + "\n", (path,))]


def _escaped(pattern: str) -> str:
    return re.sub(r"([\\ #*?\[\]])", r"\\\1", pattern)


def _includes(place: Place) -> bool:
    """Whether the pipeline includes ours, or there is none that could."""
    text = _there(place, ".gitlab-ci.yml")
    return text is None or ".gitlab/learnorg.gitlab-ci.yml" in text


def _made(place: Place, name: str, edits: Sequence[Edit] = ()) -> str:
    """A template with some edits, each touching only the lines it means to."""
    text = _read(place, name)
    return splice(load(text.encode()), edits) if edits else text


def _read(place: Place, name: str) -> str:
    return templates.find(f"ci/{name}", place.root).read_text(encoding="utf-8")


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
