"""`learnorg init`: the beginning of a register."""

from pathlib import Path
from typing import Annotated

import typer

from learnorg.cli.console import put, say
from learnorg.cli.options import DryRun, NoCommit
from learnorg.cli.schemas import schemas
from learnorg.cli.session import Session, git_identity, git_settings
from learnorg.errors import LearnorgError
from learnorg.files.loader import load
from learnorg.files.splice import Edit, splice
from learnorg.history import begin, config, driver
from learnorg.history.git import writing
from learnorg.history.repository import BareRepository, is_bare, locate
from learnorg.kinds import KINDS
from learnorg.register import templates
from learnorg.register.policy import parse_policy
from learnorg.register.writer import FileChange, Message, Saving, recover, write
from learnorg.settings import FILE


class InsideAnother(LearnorgError):
    """A register inside a register."""

    exit_code = 3
    hint = "Use that one, or start this one in a git repository of its own."

    def __init__(self, folder: Path, root: Path) -> None:
        super().__init__(f"{folder} is inside the register at {root} already")


class GitNotTold(LearnorgError):
    """A register that stands, and a git that does not know how to merge its records."""

    exit_code = 5
    hint = "The rest is done. Tell it by running `learnorg init` again."

    def __init__(self, why: Exception) -> None:
        super().__init__(f"git could not be told how to merge records: {why}")


def init(
    ctx: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(help="Where; this folder unless told.", metavar="[DIR]")
    ] = None,
    name: Annotated[str, typer.Option("--name", help="How the register is called.")] = "",
    workflow: Annotated[str, typer.Option("--workflow", help="light or full.")] = "light",
    git: Annotated[
        bool | None,
        typer.Option("--git/--no-git", help="Start a git repository where there is none."),
    ] = None,
    dry_run: DryRun = False,
    no_commit: NoCommit = False,
) -> None:
    """
    Start a register: its policy, its folders, and schemas for your editor.

    Whoever starts it is its authority. Running it again adds what is missing and changes
    nothing else.

    [dim]$[/] learnorg init
    [dim]$[/] learnorg init improvements --name "Platform improvements" --git
    """
    session: Session = ctx.obj
    root = (folder or session.start).resolve()
    _alone(root)
    if dry_run:
        put(change.path for change in _changes(root, name, workflow))
        say("Nothing was written (--dry-run).", "quiet")
        return
    root.mkdir(parents=True, exist_ok=True)
    _in_git(session, root, git)
    if told := recover(root, locate(root)):  # before we look at what is missing
        say(told, "warn")
    changes = _changes(root, name, workflow)
    if not changes:
        say(_tell_git(root) or f"{root} holds a register already; nothing to add.")
        return
    saving = Saving.NEVER if no_commit else Saving.EACH
    written = write(root, changes, _message(changes), saving=saving)
    try:
        _tell_git(root)
    except (LearnorgError, OSError) as why:
        raise GitNotTold(why) from why
    put(change.path for change in changes)
    _tell(root, written.commit)


def _tell_git(root: Path) -> str:
    """Tell this clone's git how to merge records, where it does not know; what was told."""
    repository = locate(root)
    if repository is None or driver.installed(config.read(writing(repository))):
        return ""
    driver.install(repository)
    return "Told this clone's git how to merge records: by their fields."


def _alone(root: Path) -> None:
    """Refuse a register within another one of the same repository."""
    if (root / FILE).exists():
        return
    repository = locate(root)
    for above in root.parents:
        if (above / FILE).is_file() and locate(above) == repository:
            raise InsideAnother(root, above)


def _in_git(session: Session, root: Path, wish: bool | None) -> None:
    if is_bare(root):
        raise BareRepository(root)
    if locate(root) is not None:
        return
    if wish is None and session.may_ask:
        wish = typer.confirm("There is no git repository here. Start one?", default=True, err=True)
    if wish:
        begin.repository(root)
        say(f"Started a git repository in {root}.")
        if (root / FILE).exists():
            say("Put what is here into it: git add -A && git commit -m 'Start the register'")
    else:
        say(
            "There is no git repository here, so there is no history, no review and nothing "
            "to take a change back with. Run `learnorg init --git` to have them.",
            "warn",
        )


def _message(changes: list[FileChange]) -> Message:
    new = any(change.path == FILE and change.old is None for change in changes)
    subject = "Start the improvement register" if new else "Add what the register lacks"
    return Message(subject, "", (("Learnorg-Action", "init"),))


def missing(root: Path) -> list[str]:
    """What a register lacks, or has in an older form."""
    return [change.path for change in _changes(root, "", "light")]


def _changes(root: Path, name: str, workflow: str) -> list[FileChange]:
    """What is missing, or in schemas out of date."""
    wanted: dict[str, bytes] = {}
    policy = _read(root / FILE)
    if policy is None:
        wanted[FILE] = _policy(root, name, workflow)
    else:
        parse_policy(policy)
    for kind in KINDS:
        if not any((root / kind.folder).glob("*")):  # git keeps no empty folder
            wanted[f"{kind.folder}/.gitkeep"] = b""
    attributes = _read(root / ".gitattributes") or b""
    wanted[".gitattributes"] = _with_attributes(attributes.decode("utf-8", "surrogateescape"))
    wanted |= {path: text.encode() for path, text in schemas().items()}
    settings = ".vscode/settings.json"
    if _read(root / settings) is None:
        wanted[settings] = _editor_settings().encode()
    return [
        FileChange(path, old, new)
        for path, new in wanted.items()
        if (old := _read(root / path)) != new
    ]


def _with_attributes(text: str) -> bytes:
    """What `.gitattributes` says, and below it what it lacks."""
    for lines in driver.ATTRIBUTES:
        if lines[1] not in text.splitlines():
            text += "" if not text or text.endswith("\n") else "\n"
            text += "".join(f"{line}\n" for line in lines)
    return text.encode("utf-8", "surrogateescape")


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _policy(root: Path, name: str, workflow: str) -> bytes:
    """The policy to begin with: everything explained, and whoever starts it its authority."""
    edits: list[Edit] = [Edit(("workflow",), workflow)]
    if name:
        edits.append(Edit(("name",), name))
    email, _ = git_identity(git_settings(root))
    if email:
        edits.append(Edit(("authority",), [email]))
    text = splice(load(templates.find(FILE).read_bytes()), edits)
    parse_policy(text.encode())
    return text.encode()


def _editor_settings() -> str:
    lines = [
        f'    "register/.schemas/{kind.name}.json": "{kind.folder}/**/*{kind.suffix}",'
        for kind in KINDS
        if kind.suffix == ".yaml"
    ]
    return "\n".join(
        ['{', '  "yaml.schemas": {', *lines,
         f'    "register/.schemas/learnorg.json": "{FILE}"', "  }", "}", ""]
    )  # fmt: skip


def _tell(root: Path, commit: str | None) -> None:
    if commit:
        say(f"Committed {commit[:10]}.", "quiet")
    say(f"The register stands in {root}. What it decides is explained in {FILE}.")
    say('Next: learnorg add "What could be better"')
