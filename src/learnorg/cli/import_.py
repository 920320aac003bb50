"""`learnorg import`: another tool's entries come in."""

import json
import os
from dataclasses import asdict
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated, Any

import typer

from learnorg.cli.answer import finish, saving
from learnorg.cli.console import Output, answer, is_terminal, put, say
from learnorg.cli.options import Because, DryRun, Format, IncludeEdits, NoCommit, Wishes
from learnorg.cli.proposing import Leave
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.exchange.maps import Map, read_map
from learnorg.exchange.own import is_own, plan_own
from learnorg.exchange.plan import ImportPlan, Known, plan
from learnorg.exchange.readers import read
from learnorg.exchange.rows import grouped
from learnorg.exchange.sheets import Layout
from learnorg.exchange.suggest import suggest
from learnorg.files import bounded
from learnorg.history.repository import BareRepository
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.periods import happened
from learnorg.register import templates
from learnorg.register.changes import Change, apply
from learnorg.register.lookup import shortest
from learnorg.register.policy import NotARegister
from learnorg.register.records import created
from learnorg.register.register import Register
from learnorg.register.writer import Written
from learnorg.render.formats import envelope
from learnorg.render.safe import on_one_line, visible
from learnorg.settings import Policy

if TYPE_CHECKING:
    from learnorg.exchange.spreadsheet.amendments import Amendments
    from learnorg.exchange.spreadsheet.opening import Spreadsheet

NAMED = 3


class NoMap(LearnorgError):
    """A source without a word on what its columns mean."""

    def __init__(self, source: str, maps: list[str]) -> None:
        super().__init__(f"which column of {source} fills which field?")
        self.hint = (
            f"Write a first map with `learnorg import --suggest {quote(source)} > map.yaml`, "
            f"then give it with --map; or name one that ships: {', '.join(maps)}."
        )


class NoSuchMap(LearnorgError):
    """A map that is neither a file nor one that ships."""

    exit_code = 3

    def __init__(self, name: str, maps: list[str]) -> None:
        super().__init__(f"there is no map {name}")
        self.hint = f"Give a file, or one that ships: {', '.join(maps)}."


class NothingToCompare(LearnorgError):
    """An option for spreadsheets of ours, and a source that is not read as one."""

    def __init__(self, source: str, option: str) -> None:
        super().__init__(
            f"{option} is for what `learnorg export` wrote, with the commit that it came from; "
            f"{source} is read without"
        )
        self.hint = (
            "A workbook of ours tells what it was made from; of a CSV file the file beside it "
            "(NAME.csv.base) tells it, or --base COMMIT. Neither goes with --map."
        )


def _maps(incomplete: str) -> list[str]:
    return [name for name in templates.named("maps") if name.startswith(incomplete)]


def import_records(
    ctx: typer.Context,
    source: Annotated[
        Path,
        typer.Argument(
            help="CSV, XLSX, ODS, JSON or JSON Lines, or a folder of Markdown or YAML.",
            metavar="FILE|FOLDER",
        ),
    ],
    map_: Annotated[
        str,
        typer.Option(
            "--map",
            help="Which column fills which field: a file, or one that ships.",
            metavar="MAP",
            autocompletion=_maps,
        ),
    ] = "",
    suggest_: Annotated[
        bool, typer.Option("--suggest", help="Print a first map for this source; write nothing.")
    ] = False,
    raised: Annotated[
        str,
        typer.Option(
            "--raised-default",
            help="When entries without a readable day were raised.",
            metavar="DAY",
        ),
    ] = "",
    base: Annotated[
        str,
        typer.Option(
            "--base",
            help="The commit that a spreadsheet of ours was exported from.",
            metavar="COMMIT",
        ),
    ] = "",
    apply_: Annotated[
        bool, typer.Option("--apply", help="Carry the plan for a spreadsheet of ours out.")
    ] = False,
    because: Because = "",
    dry_run: DryRun = False,
    no_commit: NoCommit = False,
    include_edits: IncludeEdits = False,
    form: Format = "auto",
) -> None:
    """
    Bring entries of another tool in, by a map; every row becomes a record or a reported reason.

    A second run changes nothing, and never overwrites what was edited since.

    What our own `export` wrote needs no map. A workbook or CSV file that comes back changed is
    compared with what it was made from, cell by cell, and shown as a plan; `--apply` carries
    out what can be, as one commit. Where both sides have changed, the register's word stays.

    [dim]$[/] learnorg import register.xlsx
    [dim]$[/] learnorg import register.xlsx --apply
    [dim]$[/] learnorg import --suggest register.csv > map.yaml
    [dim]$[/] learnorg import register.csv --map map.yaml --dry-run
    [dim]$[/] learnorg import backlog/ --map backlog-md
    """  # fmt: skip
    session: Session = ctx.obj
    if suggest_:
        text = suggest(read(source), _policy(session))
        # Somebody else's words: a file gets them as they are, a terminal is not steered by them.
        put((visible(text) if is_terminal() else text).splitlines())
        return
    wishes = Wishes(dry_run, no_commit, include_edits, form=form)
    if sheet := _spreadsheet(session, source, map_, base):
        _amend(session, sheet, apply_, because, raised, wishes)
        return
    for option, given in (("--apply", apply_), ("--base", base), ("--because", because)):
        if given:
            raise NothingToCompare(str(source), option)
    register = session.register
    found = _planned(session, source, map_, raised)
    revisions = tuple(created(IMPROVEMENT, dict(new.data)) for new in found.create)
    change = Change(
        "import",
        revisions,
        subject=f"Import {len(revisions)} improvements from {found.source}",
        once=tuple(new.row.digest for new in found.create),
    )
    written = Written()
    if revisions and not dry_run:
        written = apply(register, change, saving(session, wishes), include_edits)
    if form == "json":
        put([envelope("import", _data(found, written, dry_run))])
    else:
        _tell(found, written, dry_run)
    if found.refused:
        raise typer.Exit(1)


def _spreadsheet(session: Session, source: Path, map_: str, base: str) -> "Spreadsheet | None":
    """The source as a spreadsheet of ours that knows what it was made from, if it is one."""
    if map_:
        return None
    from learnorg.exchange.spreadsheet import bases, opening  # which no import by a map needs

    return opening.opened(source, bases.at(session.register, base) if base else None)


def _amend(
    session: Session,
    sheet: "Spreadsheet",
    carry_out: bool,
    because: str,
    raised: str,
    wishes: Wishes,
) -> None:
    """Show what a spreadsheet would change, and carry it out if that is wished."""
    from learnorg.exchange.spreadsheet.amending import Amender  # every rule over changes
    from learnorg.exchange.spreadsheet.amendment_page import data, lay_out, subject
    from learnorg.exchange.spreadsheet.amendments import amendments, unwritten

    register = session.register
    leave = Leave(session, proposing=False)
    instead = happened(raised, session.today) if raised else None
    amender = Amender(register, session.who, session.today, because, leave, instead)
    found = amendments(sheet, amender)
    change = Change("import", found.revisions, because, subject(found), once=found.once)
    writes = carry_out and bool(change.real)
    if not writes or wishes.dry_run:
        found = unwritten(found)
    if wishes.form == "json":
        written = Written()
        if writes and not wishes.dry_run:
            how = saving(session, wishes)
            written = apply(register, change, how, wishes.include_edits, session.settings)
        outcome = {"applied": writes and not wishes.dry_run, "commit": written.commit,
                   "undo": written.undo or None}  # fmt: skip
        outcome |= {"diff": change.diff()} if wishes.dry_run else {}
        put([envelope("import-plan", data(found) | outcome)])
    else:
        known = shortest(register.index, sorted({d.identity for d in found.differences} - {""}))
        answer(lay_out(found, known), Output(wishes.form))
        _remark(found)
        if change.real and (writes or wishes.dry_run):
            finish(session, change, wishes)
        elif change.real:
            say("Nothing was written. Carry it out with --apply; --dry-run shows the diff.")
    if not found.clean:
        raise typer.Exit(1)


def _remark(found: "ImportPlan | Amendments") -> None:
    """Tell what the reader of an import should know, what is the same of several rows once."""
    for same in grouped(found.remarks):
        column = f", {same.remark.column}" if same.remark.column else ""
        places = ", ".join(same.where[:NAMED])
        more = f" and {len(same.where) - NAMED} more" if len(same.where) > NAMED else ""
        say(f"{same.remark.message}\n    {places}{more}{column}", same.remark.level.tone)


def _policy(session: Session) -> Policy:
    """The policy, or the usual one: a map may be suggested before there is a register."""
    try:
        return session.policy
    except (NotARegister, BareRepository):
        return Policy()


def _planned(session: Session, source: Path, name: str, raised: str) -> ImportPlan:
    known = _known(session.register)
    instead = happened(raised, session.today) if raised else None
    if name:
        wanted = _map(session, name)
        mapped = read(source, Layout(wanted.sheet, wanted.header))
        return plan(mapped, wanted, known, session.policy, session.today, instead)
    reading = read(source)
    if not is_own(reading):
        raise NoMap(str(source), list(templates.named("maps", session.register.root)))
    return plan_own(reading, known)


def _map(session: Session, name: str) -> Map:
    if os.path.exists(name) and not os.path.isdir(name):
        return read_map(bounded.read(Path(name), templates.MOST, named=True), name)
    root = session.register.root
    there = templates.named("maps", root)
    if name not in there:
        raise NoSuchMap(name, list(there))
    return read_map(templates.read(there[name], root), templates.shown(there[name], root))


def _known(register: Register) -> Known:
    """What the register holds already."""
    index = register.index
    rows = index.rows(
        "SELECT id, json_extract(json, '$.imported.from'), json_extract(json, '$.imported.row'), "
        "json_extract(json, '$.imported.digest') FROM records JOIN contents USING (n) "
        "WHERE kind = 'improvement' AND json_extract(json, '$.imported.from') IS NOT NULL"
    )

    def stored(identity: str) -> dict[str, Any] | None:
        text = index.one(
            "SELECT json FROM contents JOIN records USING (n) WHERE id = ?", (identity,)
        )
        return json.loads(text) if text else None

    return Known(
        aliases=dict(index.rows("SELECT alias, id FROM aliases JOIN records USING (n)")),
        digests={digest: identity for identity, _, _, digest in rows if digest},
        places={(source, row): identity for identity, source, row, _ in rows if row},
        taken=lambda identity: bool(
            index.one("SELECT 1 FROM records WHERE id = ?", (identity,))
            or (register.root / IMPROVEMENT.path(identity)).exists()
        ),
        stored=stored,
    )


def _tell(found: ImportPlan, written: Written, dry_run: bool) -> None:
    _remark(found)
    for one in found.changed_in_source:
        say(f"{one.where} ({one.identity}): {one.message}", "warn")
    for refused in found.refused:
        say(f"refused: {refused}", "bad")
    written_ = not dry_run and bool(found.create)
    said = found.summary.replace(" to create", " created", 1) if written_ else found.summary
    put([on_one_line(said)])
    if dry_run:
        say("Nothing was written (--dry-run).", "quiet")
    elif written.commit:
        say(f"Committed {written.commit[:10]}. Take it back: {written.undo}", "quiet")
    elif found.create:
        say("Written, not committed.", "quiet")
    if written.unshared:
        say(written.unshared, "quiet")


def _data(found: ImportPlan, written: Written, dry_run: bool) -> dict[str, Any]:
    return {
        "source": found.source,
        "dry_run": dry_run,
        "create": [
            {"id": n.identity, "path": n.path, "where": n.row.where, "title": n.data["title"],
             "state": n.data["state"]}
            for n in found.create
        ],
        "unchanged": [asdict(one) for one in found.unchanged],
        "changed_in_source": [asdict(one) for one in found.changed_in_source],
        "refused": [asdict(one) for one in found.refused],
        "skipped": [asdict(one) for one in found.skipped],
        "remarks": [
            {"where": r.where, "column": r.column or None, "level": str(r.level),
             "message": r.message}
            for r in found.remarks
        ],
        "commit": written.commit,
        "undo": written.undo or None,
    }  # fmt: skip
