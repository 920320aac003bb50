"""`learnorg explain`: a rule's manual page."""

from typing import Annotated

import typer

from learnorg.checks import CHECKS
from learnorg.checks.run import rule
from learnorg.cli import completion
from learnorg.cli.console import Output, answer, put
from learnorg.cli.options import Format
from learnorg.page import Cell, Column, Page, Say, Table
from learnorg.render.formats import envelope


def explain(
    name: Annotated[
        str | None,
        typer.Argument(
            help="A rule's name; without one, all are listed.",
            metavar="[RULE]",
            autocompletion=completion.rules,
        ),
    ] = None,
    form: Format = "auto",
) -> None:
    """
    Explain a rule: what it finds, why it matters, and what to write instead.

    [dim]$[/] learnorg explain
    [dim]$[/] learnorg explain improvement-without-owner
    """  # fmt: skip
    if name is None:
        rows: list[list[Cell]] = [
            [Say(c.name, "id"), str(c.level), c.page.split("\n")[0]] for c in CHECKS
        ]
        columns = [Column("rule"), Column("level"), Column("finds", flexible=True)]
        data = [{"rule": c.name, "level": str(c.level), "page": c.page} for c in CHECKS]
        answer(Page("", (Table(columns, rows),), "rules", data), Output(form))
        return
    found = rule(name)
    if form == "json":
        told = {"rule": found.name, "level": str(found.level), "page": found.page}
        put([envelope("rule", told)])
        return
    put([f"{found.name} ({found.level})", "", found.page])
