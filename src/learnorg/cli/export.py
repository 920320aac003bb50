"""`learnorg export`: everything out again."""

import json
import sys
from typing import Annotated, BinaryIO

import typer

from learnorg.cli.console import is_terminal, say, tell_unreadable, write_file
from learnorg.cli.options import OutputFile, Words, given
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.exchange.exports import EXPORTERS
from learnorg.exchange.settling import typed
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.problems import problems
from learnorg.register import query as queries
from learnorg.render.safe import visible


class NoSuchForm(LearnorgError):
    """A form that exports do not come in."""

    def __init__(self, name: str) -> None:
        super().__init__(f"exports do not come as {name}")
        self.hint = f"They come as {', '.join(one.name for one in EXPORTERS)}."


def _forms(incomplete: str) -> list[str]:
    return [one.name for one in EXPORTERS if one.name.startswith(incomplete)]


def export(
    ctx: typer.Context,
    words: Words = None,
    to: Annotated[
        str, typer.Option("--to", help="csv, json or jsonl.", autocompletion=_forms)
    ] = "csv",
    output: OutputFile = "",
) -> None:
    """
    Take improvements out, whole: all of them, or those that a query finds.

    JSON and JSON Lines lose nothing, and `learnorg import` takes them back as they are.

    [dim]$[/] learnorg export --to csv -o register.csv
    [dim]$[/] learnorg export state:closed --to jsonl
    """
    session: Session = ctx.obj
    wanted = next((one for one in EXPORTERS if one.name == to), None)
    if wanted is None:
        raise NoSuchForm(to)
    register = session.register
    clause = queries.where(queries.parse(given(words), "improvement"), session.today)
    rows = register.index.rows(
        "SELECT json FROM records JOIN contents USING (n) "  # conditions of our own
        f"WHERE {clause.sql} ORDER BY id",
        clause.parameters,
    )
    text = wanted.write(_typed(json.loads(row[0])) for row in rows)
    if output and output != "-":
        write_file(output, [text])
        say(f"{len(rows)} improvements written to {output}.")
    else:
        _write(text, sys.stdout.buffer)
    if unreadable := register.unreadable():
        tell_unreadable(unreadable)
        raise typer.Exit(1)  # what was taken out is not all there is


def _write(text: str, stream: BinaryIO) -> None:
    """The text as it is, in UTF-8 whatever the locale says; a terminal is not steered by it."""
    if is_terminal(stream):
        text = visible(text.replace("\r\n", "\n"))
    stream.write(text.encode())
    stream.flush()


def _typed(plain: dict[str, object]) -> dict[str, object]:
    """A record with numbers as numbers; one with something wrong in it goes out as it stands."""
    record, _ = problems(IMPROVEMENT.model(), plain)
    return typed(record) if record is not None else plain  # type: ignore[arg-type]  # improvements
