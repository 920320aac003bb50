"""`learnorg check`: what needs attention."""

import os
from typing import Annotated

import typer

from learnorg.checks import run
from learnorg.cli import completion
from learnorg.cli.console import NotAForm, Output, coloured, put, say
from learnorg.cli.options import Format, OutputFile, given
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.findings import Finding, Level
from learnorg.page import Tone
from learnorg.register.index import TOPS
from learnorg.register.register import Register
from learnorg.render.formats import envelope, jsonl
from learnorg.render.safe import no_command, on_one_line
from learnorg.render.tables import paint

TONES: dict[Level, Tone] = {Level.ERROR: "bad", Level.WARNING: "warn", Level.INFO: "quiet"}
Rules = list[str] | None


class NoSuchPath(LearnorgError):
    """A path to check that is not there, or not in this register."""

    exit_code = 3

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path} {why}")
        self.hint = "Name files or folders of this register, from here or from its root."


def check(
    ctx: typer.Context,
    paths: Annotated[
        list[str] | None, typer.Argument(help="Only these files or folders.", metavar="[PATH]...")
    ] = None,
    select: Annotated[
        Rules, typer.Option("--select", help="Only this rule.", autocompletion=completion.rules)
    ] = None,
    ignore: Annotated[
        Rules, typer.Option("--ignore", help="Not this rule.", autocompletion=completion.rules)
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail, too.")] = False,
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    Check every record against the format, the policy and one another.

    Exit code 1 says that there are errors. `learnorg explain RULE` tells more about a rule.

    [dim]$[/] learnorg check
    [dim]$[/] learnorg check register/improvements/2026/11 --ignore not-canonical
    [dim]$[/] learnorg check --strict --format json
    """
    if form not in ("auto", "table", "json", "jsonl"):
        raise NotAForm(form, ("table", "json", "jsonl"))
    session: Session = ctx.obj
    register, found = run.findings(session.start, session.today)
    within = [from_root(str(register.root), str(session.start), path) for path in given(paths)]
    found = run.chosen(found, given(select), given(ignore), within)
    output_ = Output(form, output)
    if form == "json":
        put([envelope("findings", [_data(f) for f in found])], output_)
    elif form == "jsonl":
        put(jsonl(_data(f) for f in found), output_)
    else:
        put((line for f in found for line in _lines(f, coloured() and not output)), output_)
        say(_summary(found, _records(register, within)))
    worst = max((f.level for f in found), default=Level.INFO)
    if worst >= (Level.WARNING if strict else Level.ERROR):
        raise typer.Exit(1)


def from_root(root: str, start: str, path: str) -> str:
    """A path as findings name it: from the register's root; a link among records is itself."""
    for base in (start, root):
        full = os.path.join(base, path)
        if os.path.lexists(full):
            home = os.path.realpath(root)
            itself = os.path.relpath(_unfollowed(full), home).replace(os.sep, "/")
            inside = os.path.relpath(os.path.realpath(full), home).replace(os.sep, "/")
            if itself.partition("/")[0] in TOPS:
                return itself
            if inside == ".." or inside.startswith("../"):
                raise NoSuchPath(path, "is not in this register")
            return inside
    raise NoSuchPath(path, "is not there")


def _unfollowed(full: str) -> str:
    """Where something stands, be it a link: only the folders above it are followed."""
    folder, name = os.path.split(full.rstrip(os.sep))
    if name in ("", os.curdir, os.pardir):
        return os.path.realpath(full)
    return os.path.join(os.path.realpath(folder), name)


def _records(register: Register, within: list[str]) -> int:
    """How many records there are, or how many within some paths."""
    if not within:
        return int(register.index.one("SELECT count(*) FROM records"))
    paths = [path for (path,) in register.index.rows("SELECT path FROM records")]
    return sum(any(run.within_folder(path, one) for one in within) for path in paths)


def _lines(finding: Finding, colour: bool) -> list[str]:
    place = f"{on_one_line(finding.path)}:{finding.line}:{finding.col}:"
    level = f"{finding.level}:"
    if colour:
        level = paint(level, TONES[finding.level])
    lines = [no_command(f"{place} {level} {on_one_line(finding.message)} [{finding.rule}]")]
    if finding.hint:
        hint = no_command(f"    {on_one_line(finding.hint)}")
        lines.append(paint(hint, "quiet") if colour else hint)
    return lines


def _summary(found: list[Finding], records: int) -> str:
    counts = {level: sum(f.level is level for f in found) for level in reversed(Level)}
    told = [f"{n} {level}{'s' * (n != 1 and level is not Level.INFO)}"
            for level, n in counts.items() if n]  # fmt: skip
    return f"{records} record{'s' * (records != 1)}: {', '.join(told) or 'nothing found'}."


def _data(finding: Finding) -> dict[str, object]:
    return {
        "path": finding.path,
        "line": finding.line,
        "col": finding.col,
        "level": str(finding.level),
        "rule": finding.rule,
        "message": finding.message,
        "hint": finding.hint or None,
        "record": finding.record or None,
    }
