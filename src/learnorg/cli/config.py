"""`learnorg config`: your own preferences."""

from dataclasses import asdict
from typing import Annotated

import typer

from learnorg.cli import preferences
from learnorg.cli.console import Output, answer, put, say
from learnorg.cli.options import Format
from learnorg.cli.preferences import KEYS, BadPreference
from learnorg.cli.session import Session
from learnorg.page import Cell, Column, Page, Say, Table
from learnorg.spelling import did_you_mean

app = typer.Typer(
    help="Keep your own preferences; they never change what a check says.",
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

MEANING = {
    "commit": "how far a change is taken into git: each, stage or never",
    "editor": "the editor to open, before $VISUAL and $EDITOR",
    "colour": "colour on a terminal: auto, always or never",
    "named": "whether the activity log may name you, where policy lets it: true or false",
    "search_misses": "whether searches that find nothing are kept, here alone: true or false",
}


def _keys(incomplete: str) -> list[str]:
    return [key for key in KEYS if key.startswith(incomplete)]


Key = Annotated[str, typer.Argument(help=", ".join(KEYS) + ".", autocompletion=_keys)]


@app.command("list")
def list_preferences(ctx: typer.Context, form: Format = "auto") -> None:
    """
    List the preferences and where they are kept.

    [dim]$[/] learnorg config list
    """
    session: Session = ctx.obj
    values = asdict(session.preferences)
    rows: list[list[Cell]] = [
        [Say(key, "id"), _told(value), MEANING[key]] for key, value in values.items()
    ]
    columns = [Column("key"), Column("value"), Column("meaning", flexible=True)]
    answer(Page("", (Table(columns, rows),), "preferences", values), Output(form))
    say(f"Kept in {preferences.file()}.", "quiet")


@app.command("get")
def get(ctx: typer.Context, key: Key) -> None:
    """
    Print one preference.

    [dim]$[/] learnorg config get commit
    """
    session: Session = ctx.obj
    values = asdict(session.preferences)
    if key not in values:
        raise BadPreference(f"'{key}' is no preference", did_you_mean(key, KEYS))
    put([_told(values[key])])


@app.command("set")
def set_(
    key: Key,
    value: Annotated[str, typer.Argument(help="The value; empty takes it back.")] = "",
) -> None:
    """
    Set a preference, or take it back.

    [dim]$[/] learnorg config set commit stage
    [dim]$[/] learnorg config set editor "code --wait"
    """
    preferences.write(key, value)
    say(f"{key} is {value}." if value else f"{key} is what it is by default.")


def _told(value: object) -> str:
    """A preference as one would write it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
