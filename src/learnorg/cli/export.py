"""`learnorg export`: everything out again."""

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from learnorg.cli.console import is_terminal, say, tell_unreadable, write_file
from learnorg.cli.options import OutputFile, Words, given, spared
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.exchange.exports import EXPORTERS
from learnorg.exchange.settling import typed
from learnorg.kinds import BY_NAME
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.kind import Kind
from learnorg.kinds.problems import problems
from learnorg.page import counted
from learnorg.register import query as queries
from learnorg.render.safe import visible

if TYPE_CHECKING:
    from learnorg.exchange.spreadsheet.bases import Base

WORKBOOK = "xlsx"
FORMS = (*(one.name for one in EXPORTERS), WORKBOOK)


class OnlyImprovements(LearnorgError):
    """A workbook of records of another kind."""

    def __init__(self, plural: str) -> None:
        super().__init__(f"a workbook holds improvements, and no {plural}")
        self.hint = "They come as csv, json or jsonl: --to jsonl."


class NoSuchForm(LearnorgError):
    """A form that exports do not come in."""

    def __init__(self, name: str) -> None:
        super().__init__(f"exports do not come as {name}")
        self.hint = f"They come as {', '.join(FORMS)}."


class NotOurs(LearnorgError):
    """A file of somebody else's where an export tells what it was made from."""

    exit_code = 5

    def __init__(self, output: str, there: str) -> None:
        super().__init__(f"{there} is there already, and was not written by an export")
        self.hint = (
            f"It would be overwritten with what {output} was made from: move it away, "
            "or choose another name."
        )


class NeedsFile(LearnorgError):
    """A workbook that was asked for without a file to put it into."""

    hint = "Name the file: learnorg export --to xlsx -o register.xlsx."

    def __init__(self) -> None:
        super().__init__("a workbook is written into a file, not to the terminal or a pipe")


def _forms(incomplete: str) -> list[str]:
    return [name for name in FORMS if name.startswith(incomplete)]


def export(
    ctx: typer.Context,
    words: Words = None,
    to: Annotated[
        str, typer.Option("--to", help="csv, json, jsonl or xlsx.", autocompletion=_forms)
    ] = "csv",
    output: OutputFile = "",
) -> None:
    """
    Take improvements out, whole: all of them, or those that a query finds.

    JSON and JSON Lines lose nothing, and `learnorg import` takes them back as they are. A
    workbook and a CSV file remember the commit that they came from: when they come back
    changed, `learnorg import` shows what would change, and what is in conflict.
    Other kinds come out by `kind:article` and the like, and are not taken back.

    [dim]$[/] learnorg export --to xlsx -o register.xlsx
    [dim]$[/] learnorg export --to csv -o register.csv
    [dim]$[/] learnorg export state:closed --to jsonl
    [dim]$[/] learnorg export kind:article --to json -o articles.json
    """
    session: Session = ctx.obj
    wanted = next((one for one in EXPORTERS if one.name == to), None)
    if wanted is None and to != WORKBOOK:
        raise NoSuchForm(to)
    if to == WORKBOOK and output in ("", "-"):
        raise NeedsFile
    register = session.register
    query = queries.of_kind(queries.parse(given(words), "improvement"))
    kind = BY_NAME[query.kind]
    if to == WORKBOOK and kind is not IMPROVEMENT:
        raise OnlyImprovements(kind.plural)
    clause = queries.where(query, session.today)
    rows = register.index.rows(
        "SELECT json FROM records JOIN contents USING (n) "  # conditions of our own
        f"WHERE {clause.sql} ORDER BY id",
        clause.parameters,
    )
    plain = [json.loads(row[0]) for row in rows]
    if wanted is None:
        _workbook(session, plain, words, output)
    elif output and output != "-":
        comes_back = wanted.name == "csv" and kind is IMPROVEMENT
        if comes_back:
            _require_ours(output)
        write_file(output, [wanted.write(_typed(kind, one) for one in plain)])
        say(f"{counted(len(rows), kind.name)} written to {output}.")
        if comes_back and os.path.isfile(output):
            _beside(session, plain, words, output)
    else:
        _write(wanted.write(_typed(kind, one) for one in plain), sys.stdout.buffer)
    if unreadable := register.unreadable():
        tell_unreadable(unreadable)
        raise typer.Exit(1)  # what was taken out is not all there is


def _workbook(session: Session, plain: list[dict[str, object]], words: Words, output: str) -> None:
    """The workbook, and what is to be said about it."""
    from learnorg.exchange.spreadsheet.choices import choices  # for workbooks alone
    from learnorg.exchange.spreadsheet.columns import IN_SIGHT
    from learnorg.exchange.spreadsheet.workbook import columns_of, flats, to_xlsx
    from learnorg.files import atomic

    base = _base(session, plain, words)
    heads = columns_of(flats(plain))
    offered = choices(session.register, heads)
    data, base = to_xlsx(plain, base, offered)
    if os.path.exists(output) and not os.path.isfile(output):
        with open(output, "wb") as stream:
            stream.write(data)
    else:
        atomic.put(Path(os.path.realpath(output)), data)
    say(
        f"{len(plain)} improvements written to {output}. {len(IN_SIGHT)} columns are in sight; "
        f"{len(heads) - len(IN_SIGHT)} are folded away behind the + to their right."
    )
    for identity, columns in base.left_out.items():
        named = ", ".join(sorted(columns))
        say(f"{identity}: no cell can hold its {named}, so that is left out.", "warn")
    _tell_uncommitted(base)


def _require_ours(output: str) -> None:
    """Refuse to put a base where a file of somebody else's stands, before anything is written."""
    from learnorg.exchange.spreadsheet.bases import OtherVersion, from_json  # as below
    from learnorg.exchange.spreadsheet.opening import BESIDE, content

    there = output + BESIDE
    if not os.path.lexists(there) or (os.path.exists(output) and not os.path.isfile(output)):
        return
    try:
        from_json(content(Path(there)), there)
    except OtherVersion:  # ours all the same
        return
    except LearnorgError:
        raise NotOurs(output, there) from None


def _beside(session: Session, plain: list[dict[str, object]], words: Words, output: str) -> None:
    """The small file beside a CSV export that tells what it was made from."""
    from learnorg.exchange.spreadsheet.bases import (
        as_json,  # git, which a plain export does without
    )
    from learnorg.exchange.spreadsheet.opening import BESIDE

    base = _base(session, plain, words)
    write_file(spared(output + BESIDE), [as_json(base)])
    say(
        f"What it was made from stands in {output}{BESIDE}: keep it beside, and "
        "`learnorg import` tells what was changed.",
        "quiet",
    )
    _tell_uncommitted(base)


def _base(session: Session, plain: list[dict[str, object]], words: Words) -> "Base":
    from learnorg.exchange.spreadsheet.bases import taken  # as above

    identities = [str(one["id"]) for one in plain if "id" in one]
    day = session.today.isoformat()
    return taken(session.register, identities, " ".join(given(words)), day)


def _tell_uncommitted(base: "Base") -> None:
    """Say which of what went out git does not have yet, so that it may not be found again."""
    if not base.commit:
        say("Nothing is committed here, so changes on both sides could not be told apart.", "warn")
    elif base.uncommitted:
        number = len(base.uncommitted)
        say(
            f"{counted(number, 'of them has', 'of them have')} edits that are not committed. "
            "Commit them as they are, or an import may find both sides changed.",
            "warn",
        )


def _write(text: str, stream: BinaryIO) -> None:
    """The text as it is, in UTF-8 whatever the locale says; a terminal is not steered by it."""
    if is_terminal(stream):
        text = visible(text.replace("\r\n", "\n"))
    stream.write(text.encode())
    stream.flush()


def _typed(kind: Kind, plain: dict[str, object]) -> dict[str, object]:
    """A record with numbers as numbers; one with something wrong in it goes out as it stands."""
    record, _ = problems(kind.model(), plain)
    return typed(record, kind) if record is not None else plain
