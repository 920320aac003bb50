"""
The command line: asks, calls what stands below, and shows.

One command a file, listed here by hand. A command's module is imported when the command is
called, or when somebody asks for help, completion or a command that does not exist.
"""

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from os import environ
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperGroup

from learnorg import __version__
from learnorg.cli.console import close_quietly, complain, prefer_colour, prepare_streams, put
from learnorg.cli.session import Session, here
from learnorg.errors import LearnorgError


class Command(NamedTuple):
    """A command: its name, where it is, and under which head help lists it."""

    name: str
    place: str
    panel: str
    hidden: bool = False


START, DAILY, WORK, LOOK, SHARE = (
    "Start", "Capture and see", "Rank and work", "Check", "Move in, share",
)  # fmt: skip
TRACK = "Track"
LEARN = "Learn"

COMMANDS: tuple[Command, ...] = (
    Command("init", "init:init", START),
    Command("demo", "demo:demo", START),
    Command("doctor", "doctor:doctor", START),
    Command("config", "config:app", START),
    Command("add", "add:add", DAILY),
    Command("list", "list:list_records", DAILY),
    Command("show", "show:show", DAILY),
    Command("find", "find:app", DAILY),
    Command("board", "board:board", DAILY),
    Command("inbox", "inbox:inbox", DAILY),
    Command("mine", "mine:mine", DAILY),
    Command("log", "log:log", DAILY),
    Command("diff", "diff:diff", DAILY),
    Command("blame", "blame:blame", DAILY),
    Command("prioritize", "prioritize:prioritize", WORK),
    Command("estimate", "estimate:estimate_records", WORK),
    Command("rank", "prioritize:prioritize", WORK, hidden=True),
    Command("accept", "verbs:accept", WORK),
    Command("assess", "verbs:assess", WORK),
    Command("approve", "verbs:approve", WORK),
    Command("start", "verbs:start", WORK),
    Command("measure", "verbs:measure", WORK),
    Command("close", "verbs:close", WORK),
    Command("hold", "verbs:hold", WORK),
    Command("resume", "verbs:resume", WORK),
    Command("decline", "verbs:decline", WORK),
    Command("reopen", "verbs:reopen", WORK),
    Command("move", "verbs:move", WORK),
    Command("set", "set:set_fields", WORK),
    Command("edit", "edit:edit", WORK),
    Command("undo", "undo:undo", WORK),
    Command("note", "note:note", WORK),
    Command("link", "link:link", WORK),
    Command("plan", "plan:app", WORK),
    Command("pilot", "pilot:pilot", WORK),
    Command("person", "person:app", WORK),
    Command("review", "review:app", LEARN),
    Command("article", "article:app", LEARN),
    Command("used", "article_use:used", LEARN),
    Command("flag", "article_use:flag", LEARN),
    Command("fix", "article_care:fix", LEARN),
    Command("validate", "article_care:validate", LEARN),
    Command("archive", "article_care:archive", LEARN),
    Command("thank", "article_use:thank", LEARN),
    Command("role", "role:app", LEARN),
    Command("resource", "resource:app", LEARN),
    Command("knowledge", "knowledge:app", LEARN),
    Command("lessons", "lessons:app", LEARN),
    Command("factors", "factors:factors", LEARN),
    Command("recurrence", "recurrence:recurrence", LEARN),
    Command("loop", "loop:loop", LEARN),
    Command("due", "due:due", TRACK),
    Command("stuck", "stuck:stuck", TRACK),
    Command("ageing", "ageing:ageing", TRACK),
    Command("flow", "flow:flow", TRACK),
    Command("forecast", "forecast:forecast", TRACK),
    Command("sources", "sources:sources", TRACK),
    Command("similar", "similar:similar", TRACK),
    Command("check", "check:check", LOOK),
    Command("explain", "explain:explain", LOOK),
    Command("audit", "audit:audit", LOOK),
    Command("report", "report:app", LOOK),
    Command("fmt", "fmt:fmt", LOOK),
    Command("ci", "ci:app", LOOK),
    Command("import", "import_:import_records", SHARE),
    Command("export", "export:export", SHARE),
    Command("sync", "sync:sync", SHARE),
    Command("erase", "erase:erase", SHARE),
    Command("rekey", "rekey:rekey", SHARE),
    Command("merge-driver", "merge_driver:merge_driver", SHARE, hidden=True),
)
"""Every command, in the order in which help lists them."""

HELP = {"help_option_names": ["-h", "--help"]}


class _Commands(MutableMapping[str, Any]):
    """The commands by name, each made when it is asked for."""

    def __init__(self) -> None:
        self._table = {command.name: command for command in COMMANDS}
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = _made(self._table[name])
        return self._made[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._made[name] = command

    def __delitem__(self, name: str) -> None:
        del self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)


def _made(command: Command) -> Any:
    """The command as typer runs it."""
    module, _, name = command.place.partition(":")
    thing = getattr(import_module(f"learnorg.cli.{module}"), name)
    if not isinstance(thing, typer.Typer):
        alone = typer.Typer(
            add_completion=False, context_settings=HELP, pretty_exceptions_enable=False
        )
        alone.command(command.name, hidden=command.hidden)(thing)
        thing = alone
    made = typer.main.get_command(thing)
    for one in _with_those_inside(made):
        one.help = _flowing(one.help or "")
    made.name = command.name
    made.rich_help_panel = command.panel  # type: ignore[attr-defined]  # typer's own attribute
    return made


def _with_those_inside(made: Any) -> Iterator[Any]:
    """A command, and those of a group, whatever groups it has within."""
    yield made
    for one in getattr(made, "commands", {}).values():
        yield from _with_those_inside(one)


def _flowing(text: str) -> str:
    """A docstring whose paragraphs have no line ends of their own; examples keep theirs."""
    paragraphs = text.split("\n\n")
    return "\n\n".join(p if "[dim]$" in p else " ".join(p.split()) for p in paragraphs)


class House(TyperGroup):
    """The group of all commands, which imports only the one that is called."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _Commands()

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  # as typer calls it
        """The names in the order of the table."""
        return [*self.commands]  # `list` is a command of this package

    def main(self, *words: Any, **options: Any) -> Any:
        """Run a command line, or answer the shell that wants to know how one may go on."""
        if "_LEARNORG_COMPLETE" in environ or any("-completion" in str(w) for w in words):
            from learnorg.cli import shells  # which nobody else needs

            shells.teach()
        return super().main(*words, **options)


app = typer.Typer(
    cls=House,
    context_settings=HELP,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)


def _say_version(wanted: bool) -> None:
    if wanted:
        put([f"learnorg {__version__}"])
        raise typer.Exit


@app.callback()
def learnorg(
    ctx: typer.Context,
    root: Annotated[
        Path | None,
        typer.Option("--root", "-C", help="Work on the register in this folder.", metavar="DIR"),
    ] = None,
    no_input: Annotated[
        bool, typer.Option("--no-input", help="Never ask; fail where an answer is missing.")
    ] = False,
    version: Annotated[  # noqa: ARG001  # answered before anything else is looked at
        bool,
        typer.Option(
            "--version", "-V", help="Say which version.", is_eager=True, callback=_say_version
        ),
    ] = False,
) -> None:
    """
    A continual-improvement register that a team keeps in git.

    Begin with `learnorg init`, then `learnorg add "What hurts"`.
    Every command has examples in its own help: `learnorg add --help`.
    """
    ctx.obj = Session(here(root), no_input, ctx.obj or ())
    try:
        prefer_colour(ctx.obj.preferences.colour)
    except LearnorgError:
        if ctx.invoked_subcommand != "doctor":  # which tells what is wrong with them
            raise


def run(words: list[str]) -> int:
    """Run one command line; its exit code, with every refusal told on stderr."""
    prepare_streams()
    try:
        code = app(words, prog_name="learnorg", standalone_mode=False, obj=tuple(words))
    except LearnorgError as refusal:
        return complain(refusal.code, str(refusal), refusal.hint, refusal.exit_code, words)
    except typer.TyperException as usage:
        if not usage.format_message():  # no arguments at all: help was printed
            return 0
        asked = getattr(usage, "ctx", None)  # of the command, however deep among groups it is
        hint = f"See `{asked.command_path if asked else 'learnorg'} --help`."
        if "unexpected extra argument" in usage.format_message():
            hint = f"Put words that belong together into quotes. {hint}"
        return complain("usage", usage.format_message(), hint, 2, words)
    except typer.Abort:
        return 130
    except BrokenPipeError:
        close_quietly()
        return 0
    except SystemExit as leaving:  # typer's way with a pipe whose reader has left
        if not isinstance(leaving.__context__, BrokenPipeError):
            raise
        close_quietly()
        return 0
    except OSError as failed:  # a disk, a file's rights, a missing git: nobody's bug
        what = f"{failed.filename}: {failed.strerror}" if failed.filename else str(failed)
        hint = "What was there before is intact. See that it is there and may be read and written."
        return complain("input-output", what, hint, 5, words)
    return code if isinstance(code, int) else 0
