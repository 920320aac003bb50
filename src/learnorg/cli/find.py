"""`learnorg find`: full text over everything."""

from itertools import pairwise
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from learnorg.cli import completion
from learnorg.cli.console import Output, answer, put, say, tell_unreadable
from learnorg.cli.nothing import tell_of_identities
from learnorg.cli.options import Format, OutputFile, Quiet
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.kinds import BY_NAME, KINDS
from learnorg.page import counted
from learnorg.register import pasted
from learnorg.register.query import Query
from learnorg.reports import search
from learnorg.reports.search import Found
from learnorg.spelling import did_you_mean


class NoSuchKind(LearnorgError):
    """A kind of which there are no records."""

    def __init__(self, typed: str) -> None:
        super().__init__(f"'{typed}' is no kind of record")
        self.hint = f"{did_you_mean(typed, [*BY_NAME])} There are: {', '.join(BY_NAME)}.".lstrip()


def _kinds(incomplete: str) -> list[str]:
    return [name for name in BY_NAME if name.startswith(incomplete)]


class Pasting(TyperCommand):
    """A command that takes a text for one, though it begins like an option."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """What typer makes of the arguments, those that can be no option set off by a blank."""
        flags, valued = {*ctx.help_option_names}, set[str]()
        for one in self.params:
            names = [name for name in (*one.opts, *one.secondary_opts) if name.startswith("-")]
            (flags if getattr(one, "is_flag", False) else valued).update(names)
        ends = args.index("--") if "--" in args else len(args)
        found = [
            f" {word}" if before not in valued and pasted.is_text(word, flags, valued) else word
            for before, word in pairwise(["", *args[:ends]])
        ]
        return super().parse_args(ctx, [*found, *args[ends:]])


def find(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            help="Words that must all occur, or a text such as an error message; and filters.",
            metavar="WORDS...",
            autocompletion=completion.query,
        ),
    ],
    kind: Annotated[
        str,
        typer.Option(
            "--kind", help=f"Only this kind: {', '.join(BY_NAME)}.", autocompletion=_kinds
        ),
    ] = "",
    limit: Annotated[int, typer.Option("--limit", "-L", help="At most so many.", min=1)] = 20,
    everything: Annotated[
        bool, typer.Option("--all", "-a", help="Also archived articles.")
    ] = False,
    quiet: Quiet = False,
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    Find where something is said, the best match first; closed records too.

    Where nothing holds all the words, the nearest is shown. Paste an error message as it is,
    in quotes.

    [dim]$[/] learnorg find load balancer
    [dim]$[/] learnorg find toner state:closed
    [dim]$[/] learnorg find "ORA-12154: TNS:could not resolve the connect identifier" --kind article
    """  # fmt: skip
    session: Session = ctx.obj
    query = pasted.asked([word.lstrip(" ") for word in words], _kind(kind))
    found = search.derive(session.register, query, session.today, limit, everything)
    unreadable = session.register.unreadable()
    if quiet:
        put([hit.identity for hit in found.hits], Output(form, output))
        if unreadable:
            tell_unreadable(unreadable)
    else:
        answer(search.lay_out(found), Output(form, output), unreadable)
    if not found.hits:
        _tell_of_nothing(session, query, found, quiet)
    if quiet:
        return
    if found.nearest:
        _tell_of_fields(query)
    if len(found.hits) < found.total:
        say(f"{len(found.hits)} of {found.total} shown; --limit shows more.", "quiet")
    if found.archived:
        told = counted(found.archived, "archived article")
        say(f"{told} left out; --all shows them.", "quiet")


app = typer.Typer(
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)
app.command("find", cls=Pasting)(find)


def _kind(typed: str) -> str:
    """The name of the kind that is meant; empty for all."""
    known = next((kind for kind in KINDS if typed in (kind.name, kind.plural)), None)
    if typed and known is None:
        raise NoSuchKind(typed)
    return known.name if known else ""


def _tell_of_nothing(session: Session, query: Query, found: Found, quiet: bool) -> None:
    """Say how to go on where nothing was found, and keep that if the user wishes so."""
    if len(query.words) <= pasted.FEW:
        tell_of_identities(session.register.index, query.words)
    if not quiet:
        _tell_of_fields(query)
        if found.instead:
            say(f"Once you know, write it down for the next one:\n{found.instead}")
    if not found.identity and not found.archived and session.preferences.search_misses:
        from learnorg.register import misses  # only where a user wishes so

        misses.remember(session.register, " ".join(query.words), session.today)


def _tell_of_fields(query: Query) -> None:
    for told in pasted.mistaken(query.words):
        say(told)
