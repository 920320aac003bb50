"""Options that mean the same in every command, declared once."""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from inspect import Parameter, signature
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeAlias

import typer

from learnorg.cli import completion
from learnorg.errors import LearnorgError


def form(word: str) -> str:
    """The form that a word stands for: `terminal` is another word for `table`."""
    return "table" if word == "terminal" else word


Format: TypeAlias = Annotated[
    str,
    typer.Option(
        "--format",
        help="table (or terminal) or json; pages and lists also md and html, lists also jsonl, "
        "csv and tsv. Piped, a list is TSV.",
        metavar="FORM",
        show_default=False,
        callback=form,
        autocompletion=completion.forms,
    ),
]
TableFormat: TypeAlias = Annotated[
    str,
    typer.Option(
        "--format",
        help="table (or terminal), json, md, html, csv or tsv. Piped, it is TSV.",
        metavar="FORM",
        show_default=False,
        callback=form,
        autocompletion=completion.forms,
    ),
]


class RegistersOwn(LearnorgError):
    """A file to write an answer to that is part of a register."""

    hint = "Name another file for the answer."

    def __init__(self, path: str) -> None:
        if os.path.lexists(path):
            super().__init__(f"{path} belongs to a register, and would be overwritten")
        else:
            super().__init__(f"{path} would lie among the files of a register, or of git")


def spared(path: str) -> str:
    """The file to write an answer to, there or not, unless its place is a register's or git's."""
    if path and path != "-" and _is_taken(Path(os.path.realpath(path))):
        raise RegistersOwn(path)
    return path


def _is_taken(real: Path) -> bool:
    """Whether a file is among those of git or of a register, or would be."""
    from learnorg.history.repository import is_bare
    from learnorg.register.index import TOPS
    from learnorg.register.policy import NotARegister, find_root
    from learnorg.settings import FILE

    if ".git" in map(str.lower, real.parts):  # however it is written, as git has it
        return True
    # Where nobody may look, nobody may write: that is told when it is tried.
    with suppress(NotARegister, PermissionError):
        if is_bare(real.parent):  # a folder of git's may have any name
            return True
        top, *below = real.relative_to(find_root(real.parent)).parts
        return top in TOPS or (top in (FILE, ".gitattributes") and not below)
    return False


OutputFile: TypeAlias = Annotated[
    str,
    typer.Option(
        "--output", "-o", help="Write the answer to this file.", metavar="FILE", callback=spared
    ),
]
NoPictures: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--no-pictures",
        help="HTML with pictures drawn in text; other forms with the tables beside them only.",
    ),
]
Quiet: TypeAlias = Annotated[bool, typer.Option("--quiet", "-q", help="Print identities only.")]
DryRun: TypeAlias = Annotated[
    bool, typer.Option("--dry-run", "-n", help="Show what would change; write nothing.")
]
NoCommit: TypeAlias = Annotated[
    bool, typer.Option("--no-commit", help="Write the files, and leave git to me.")
]
IncludeEdits: TypeAlias = Annotated[
    bool,
    typer.Option("--include-edits", help="Also commit what I edited by hand in these files."),
]
Because: TypeAlias = Annotated[
    str, typer.Option("--because", "-b", help="The reason, kept with the change.", metavar="WHY")
]
On: TypeAlias = Annotated[
    str,
    typer.Option(
        "--on", help="When it really was: 2026-11-19, yesterday, thursday.", metavar="DAY"
    ),
]
Propose: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--propose",
        help="Make the move although it is another's to decide; the pull request is to be "
        "approved by them.",
    ),
]
AsOf: TypeAlias = Annotated[
    str,
    typer.Option(
        "--as-of",
        help="As it stood when this day ended, or in this commit, branch or tag.",
        metavar="REF|DAY",
    ),
]
Id: TypeAlias = Annotated[
    str, typer.Argument(help="A record: its id or the beginning of it.", metavar="ID",
                        autocompletion=completion.records)
]  # fmt: skip
Ids: TypeAlias = Annotated[
    list[str],
    typer.Argument(help="Records: their ids or beginnings of them.", metavar="ID...",
                   autocompletion=completion.records),
]  # fmt: skip
Words: TypeAlias = Annotated[
    list[str] | None,
    typer.Argument(
        help="Filters like state:in-progress owner:platform due:..2027-02 not:tag:later "
        "sort:score, and words to look for.",
        metavar="[QUERY]...",
        autocompletion=completion.query,
    ),
]


def span_option(told: str) -> Any:
    """The option for the days that a report is about, told in the words of its command."""
    return typer.Option("--period", help=told, metavar="PERIOD")


class Wishes(NamedTuple):
    """How a change is to be written and told."""

    dry_run: DryRun = False
    no_commit: NoCommit = False
    include_edits: IncludeEdits = False
    quiet: Quiet = False
    form: Format = "auto"


def with_bundles(command: Callable[..., None]) -> Callable[..., None]:
    """
    Give a command the options of its bundles.

    A bundle is a named tuple of options; a command that takes one as a keyword gets all its
    options without spelling them out, at the place of that keyword.
    """
    own = signature(command)
    bundles: dict[str, type[Any]] = {
        name: one.annotation
        for name, one in own.parameters.items()
        if hasattr(one.annotation, "_field_defaults")
    }
    parameters: list[Parameter] = []
    for name, one in own.parameters.items():
        spelled = _options(bundles[name]) if name in bundles else [one]
        parameters += [each.replace(kind=Parameter.KEYWORD_ONLY) for each in spelled]

    def run(**values: Any) -> None:
        for name, bundle in bundles.items():
            values[name] = bundle(*(values.pop(option) for option in bundle._fields))
        command(**values)

    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__module__ = command.__module__
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    run.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]  # for typer
    return run


def _options(bundle: type[Any]) -> list[Parameter]:
    """The options of a bundle, each with its default."""
    return [
        Parameter(
            name,
            Parameter.KEYWORD_ONLY,
            default=bundle._field_defaults[name],
            annotation=bundle.__annotations__[name],
        )
        for name in bundle._fields
    ]


def given(values: Sequence[str] | None) -> list[str]:
    """The values of an option that may be repeated."""
    return list(values or ())
