"""`learnorg check`: what needs attention."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from learnorg.checks import CHECKS, baseline, run
from learnorg.cli import completion
from learnorg.cli.console import NotAForm, Output, answer, coloured, put, say, write_file
from learnorg.cli.options import OutputFile, given, spared, with_bundles
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.findings import Finding, Level
from learnorg.history.repository import locate
from learnorg.page import counted
from learnorg.register.index import TOPS
from learnorg.register.places import is_record
from learnorg.register.policy import NotARegister, find_root
from learnorg.register.register import Register
from learnorg.render.findings import FORMATS
from learnorg.render.findings.about import About, Rule
from learnorg.render.safe import on_one_line, visible
from learnorg.settings import FILE

if TYPE_CHECKING:  # git and the models come with it
    from learnorg.checks.judging.judge import Verdict

TOLD = ("text", "md", "github")
"""The forms beside which a summary is said, since people read them."""


class NoSuchPath(LearnorgError):
    """A path to check that is not there, or not in this register."""

    exit_code = 3

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path} {why}")
        self.hint = "Name files or folders of this register, from here or from its root."


class NotTogether(LearnorgError):
    """Options that ask for what cannot be had at once."""

    def __init__(self, one: str, why: str, hint: str) -> None:
        super().__init__(f"{one} {why}")
        self.hint = hint


class NoBaseline(LearnorgError):
    """A baseline that is not there."""

    exit_code = 3

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no baseline {name}")
        self.hint = "Let what stands now be one: learnorg check --write-baseline FILE."


def _forms(incomplete: str) -> list[str]:
    return [form for form in FORMATS if form.startswith(incomplete)]


class Which(NamedTuple):
    """Which findings are wanted."""

    select: Annotated[
        list[str] | None,
        typer.Option("--select", help="Only this rule.", autocompletion=completion.rules),
    ] = None
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", help="Not this rule.", autocompletion=completion.rules),
    ] = None
    baseline: Annotated[
        str, typer.Option("--baseline", help="Not what stands in this file.", metavar="FILE")
    ] = ""
    write_baseline: Annotated[
        str,
        typer.Option(
            "--write-baseline",
            help="Write what is found into this file, and let it be.",
            metavar="FILE",
            callback=spared,
        ),
    ] = ""


class Judged(NamedTuple):
    """Which change is judged."""

    base: Annotated[
        str,
        typer.Option("--base", help="Judge what merging into this would change.", metavar="REF"),
    ] = ""
    head: Annotated[
        str, typer.Option("--head", help="The change, unless it is what is checked out.",
                          metavar="REF"),
    ] = ""  # fmt: skip
    actors: Annotated[
        str,
        typer.Option(
            "--actors", help="Who made and who approved it, as the forge says.", metavar="FILE"
        ),
    ] = ""


class How(NamedTuple):
    """How findings are told, and which of them fail."""

    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail, too.")] = False
    form: Annotated[
        str,
        typer.Option(
            "--format",
            help=f"{', '.join(FORMATS)}.",
            metavar="FORM",
            show_default=False,
            autocompletion=_forms,
        ),
    ] = "text"
    output: OutputFile = ""

    @property
    def fails(self) -> Level:
        """The level from which on a finding fails the check."""
        return Level.WARNING if self.strict else Level.ERROR


class Found(NamedTuple):
    """What was found, in which register, among how many records."""

    root: Path
    findings: list[Finding]
    records: int
    register: Register | None = None
    verdict: "Verdict | None" = None


@with_bundles
def check(
    ctx: typer.Context,
    paths: Annotated[
        list[str] | None, typer.Argument(help="Only these files or folders.", metavar="[PATH]...")
    ] = None,
    *,
    judged: Judged,
    which: Which,
    fix: Annotated[
        bool, typer.Option("--fix", help="First mend layouts, and places that are beyond doubt.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="With --fix: write nothing; show a diff.")
    ] = False,
    stdin: Annotated[
        bool, typer.Option("--stdin", help="Check one file's text from standard input.")
    ] = False,
    stdin_filename: Annotated[
        str,
        typer.Option("--stdin-filename", help="Where that text would stand.", metavar="PATH"),
    ] = "",
    how: How,
) -> None:
    """
    Check every record against the format, the policy and one another.

    With `--base`, judge a change instead: what merging it would do to the base, record by
    record, under the base's policy.

    Exit code 1 says that there are errors. `learnorg explain RULE` tells more about a rule.

    [dim]$[/] learnorg check
    [dim]$[/] learnorg check register/improvements/2026/11 --ignore not-canonical
    [dim]$[/] learnorg check --strict --format github
    [dim]$[/] learnorg check --fix
    [dim]$[/] learnorg check --base origin/main --format md
    """
    session: Session = ctx.obj
    form = "text" if how.form in ("auto", "table") else how.form
    if form not in FORMATS:
        raise NotAForm(form, tuple(FORMATS))
    within = given(paths)
    _go_together(within, which, fix, diff, (stdin, stdin_filename))
    _go_with_base(judged, which, fix, stdin)
    if judged.base:
        found = _of_change(session, within, which, judged)
    elif stdin:
        found = _of_text(session, stdin_filename, which)
    else:
        found = _of_register(session, within, which)
    if diff:
        _tell_diff(found)
        return
    if fix and _mended(found):
        found = _of_register(session, within, which)
    _show(found, form, how)
    if any(finding.level >= how.fails for finding in found.findings):
        raise typer.Exit(1)


def _go_together(
    paths: list[str], which: Which, fix: bool, diff: bool, stdin: tuple[bool, str]
) -> None:
    """Refuse options that ask for what cannot be had at once."""
    text, name = stdin
    if diff and not fix:
        raise NotTogether("--diff", "shows what --fix would do", "learnorg check --fix --diff")
    if text != bool(name):
        raise NotTogether(
            "--stdin", "and --stdin-filename go together",
            "learnorg check --stdin --stdin-filename PATH < FILE",
        )  # fmt: skip
    if text and (paths or fix or which.write_baseline):
        raise NotTogether(
            "--stdin", "checks one file that is not written yet",
            "Leave out paths, --fix and --write-baseline.",
        )  # fmt: skip
    if which.write_baseline and (paths or which.select or which.baseline):
        raise NotTogether(
            "--write-baseline", "takes the whole register as it stands",
            "Leave out paths, --select and --baseline.",
        )  # fmt: skip


def _go_with_base(judged: Judged, which: Which, fix: bool, stdin: bool) -> None:
    """Refuse options that ask for something else than the judgement of a change."""
    if not judged.base and (judged.head or judged.actors):
        raise NotTogether(
            "--head" if judged.head else "--actors", "says more of the change that --base asks for",
            "learnorg check --base origin/main",
        )  # fmt: skip
    if judged.base and (fix or stdin or which.write_baseline):
        raise NotTogether(
            "--base", "judges commits as they are",
            "Leave out --fix, --stdin and --write-baseline.",
        )  # fmt: skip


# ---- what is found ----------------------------------------------------------------------


def _of_register(session: Session, paths: list[str], which: Which) -> Found:
    """What is found in the register, or in a part of it."""
    register, every = run.findings(session.start, session.today)
    if out := register.left_out():
        say(
            f"Part of the register is not checked out: {counted(len(out), 'file')} outside this "
            "clone's sparse checkout (`git sparse-checkout list`). Links to them may be sound.",
            "warn",
        )
    within = [from_root(str(register.root), str(session.start), path) for path in paths]
    found = run.chosen(every, given(which.select), given(which.ignore), within)
    if which.write_baseline:
        standing = baseline.baseline(found)
        write_file(which.write_baseline, (f"{line}\n" for line in baseline.written(standing)))
        total = sum(standing.counts.values())
        say(f"{counted(total, 'finding')} written to {which.write_baseline}.")
        found = standing.fresh(found)
    elif which.baseline:
        standing = _read(which.baseline)
        if mended := len(standing.mended(every)):
            said = f"{counted(mended, 'entry', 'entries')} of the baseline"
            say(
                f"{said} {'is' if mended == 1 else 'are'} mended; write it again: "
                f"learnorg check --write-baseline {which.baseline}"
            )
        found = standing.fresh(found)
    return Found(register.root, found, _records(register, within), register)


def _of_change(session: Session, paths: list[str], which: Which, judged: Judged) -> Found:
    """What is found in a change, and what it does."""
    from learnorg.checks.judging.judge import (
        judge,  # with git and the models, which nothing else needs
    )

    root = find_root(session.start)
    actors = session.start / judged.actors if judged.actors else None
    if actors and not actors.is_file():
        raise NoSuchPath(judged.actors, "is not there")
    verdict = judge(root, judged.base, judged.head or "HEAD", actors, session.today)
    if not judged.head:
        _tell_uncommitted(root, verdict)
    within = [_would_stand(root, [session.start, root], path) for path in paths]
    found = run.chosen(verdict.findings, given(which.select), given(which.ignore), within)
    if which.baseline:
        found = _read(which.baseline).fresh(found)
    return Found(root, found, len(verdict.words), verdict=verdict)


def _tell_uncommitted(root: Path, verdict: "Verdict") -> None:
    """Say that what is not committed was not judged, to whoever edits by hand."""
    from learnorg.history.git import GitFailed
    from learnorg.history.uncommitted import uncommitted

    repository = locate(root)
    assert repository  # which has been judged
    before = repository.prefix(root)
    with suppress(GitFailed):  # a damaged index is no matter of commits
        edited = uncommitted(repository, verdict.head, [before + name for name in (*TOPS, FILE)])
        left = [path for path in edited if _is_ours(path.removeprefix(before))]
        if left:
            of = f"{counted(len(left), 'file')} with edits that are not committed"
            such = on_one_line(visible(left[0])) + ", …" * (len(left) > 1)
            say(f"Not judged: {of} ({such}).", "warn")


def _is_ours(path: str) -> bool:
    return path == FILE or is_record(path)


def _of_text(session: Session, name: str, which: Which) -> Found:
    """What is found in the text that an editor holds, would it stand where it says."""
    from learnorg.checks import alone  # with pydantic and YAML, which an unchanged register spares

    full = session.start / name
    folder = next(above for above in full.parents if above.is_dir())
    try:
        root = find_root(folder)
    except NotARegister:
        root = find_root(session.start)
    path = _would_stand(root, [session.start, root], name)
    found = alone.findings(root, path, sys.stdin.buffer.read())
    found = run.chosen(found, given(which.select), given(which.ignore))
    if which.baseline:
        found = _read(which.baseline).fresh(found)
    return Found(root, found, 1)


def _read(name: str) -> baseline.Baseline:
    """The baseline in a file."""
    try:
        return baseline.read(Path(name).read_bytes(), name)
    except FileNotFoundError:
        raise NoBaseline(name) from None


def _records(register: Register, within: list[str]) -> int:
    """How many records there are, or how many within some paths."""
    if not within:
        return int(register.index.one("SELECT count(*) FROM records"))
    paths = [path for (path,) in register.index.rows("SELECT path FROM records")]
    return sum(any(run.within_folder(path, one) for one in within) for path in paths)


# ---- what is mended ---------------------------------------------------------------------


def _tell_diff(found: Found) -> None:
    """Show what could be mended, and how."""
    from learnorg.checks.mending import mendings
    from learnorg.register.changes import Change

    assert found.register
    mended = list(mendings(found.register, found.findings))
    change = Change("check --fix", tuple(one for each in mended for one in each.revisions))
    put(visible(change.diff()).splitlines())
    say(f"{counted(len(mended), 'file')} to mend." if mended else "Nothing that can be mended.")


def _mended(found: Found) -> bool:
    """Mend what is beyond doubt, and say so; whether there was anything."""
    from learnorg.checks.mending import mendings
    from learnorg.register.changes import Change, apply
    from learnorg.register.writer import Saving

    assert found.register
    mended = list(mendings(found.register, found.findings))
    change = Change("check --fix", tuple(one for each in mended for one in each.revisions))
    written = apply(found.register, change, Saving.NEVER)
    for each in mended:
        say(on_one_line(str(each)))
    if written.undo:
        say(f"Written, not committed. Take it back: {written.undo}", "quiet")
    return bool(mended)


# ---- what is shown ----------------------------------------------------------------------


def _show(found: Found, form: str, how: How) -> None:
    """Put the findings on stdout or into a file, in the form that was asked for."""
    if found.verdict:
        rules = [run.rule(name) for name in dict.fromkeys(f.rule for f in found.findings)]
    else:
        rules = list(CHECKS)
    repository = locate(found.root)
    about = About(
        {rule.name: Rule(rule.level, rule.page) for rule in rules},
        repository.prefix(found.root) if repository else "",
        how.fails,
        coloured() and not how.output,
    )
    if found.verdict and form in ("md", "json"):
        from learnorg.checks.judging import verdict  # beside the judge

        answer(verdict.lay_out(found.verdict, found.findings, how.fails), Output(form, how.output))
        return
    put(FORMATS[form](found.findings, about), Output(form, how.output))
    if form in TOLD:
        say(_summary(found.findings, found.records))
    if found.verdict and form in TOLD:
        from learnorg.checks.judging import verdict

        for line in found.verdict.waiting:
            say(line, "warn")
        say(verdict.summary(found.verdict))


def _summary(found: list[Finding], records: int) -> str:
    counts = {level: sum(f.level is level for f in found) for level in reversed(Level)}
    told = [f"{n} {level}{'s' * (n != 1 and level is not Level.INFO)}"
            for level, n in counts.items() if n]  # fmt: skip
    return f"{counted(records, 'record')}: {', '.join(told) or 'nothing found'}."


# ---- where things are -------------------------------------------------------------------


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


def _would_stand(root: Path, bases: list[Path], path: str) -> str:
    """A path as findings name it, of a file that may not be there yet."""
    there = [base for base in bases if (base / path).parent.is_dir()] or bases
    full = _unfollowed(str(there[0] / path))
    inside = os.path.relpath(full, os.path.realpath(root)).replace(os.sep, "/")
    if inside == ".." or inside.startswith("../"):
        raise NoSuchPath(path, "is not in this register")
    return inside


def _unfollowed(full: str) -> str:
    """Where something stands, be it a link: only the folders above it are followed."""
    folder, name = os.path.split(full.rstrip(os.sep))
    if name in ("", os.curdir, os.pardir):
        return os.path.realpath(full)
    return os.path.join(os.path.realpath(folder), name)
