"""How many lines of an answer a person sees."""

from typing import Annotated, TypeAlias

import typer

from learnorg.cli.console import Output, is_terminal, say

Limit: TypeAlias = Annotated[
    int | None,
    typer.Option("--limit", "-L", help="At most so many; 0 is all. A terminal shows 50.", min=0),
]
ON_TERMINAL = 50


def most(limit: int | None, output: Output) -> int:
    """How many to show; 0 is all, as where no person looks."""
    to_person = is_terminal() and output.form in ("auto", "table") and not output.file
    return limit if limit is not None else (ON_TERMINAL if to_person else 0)


def tell_of_more(limit: int, total: int) -> None:
    """Say what a limit left out."""
    if 0 < limit < total:
        say(f"{limit} of {total} shown; --limit 0 shows all.", "quiet")
