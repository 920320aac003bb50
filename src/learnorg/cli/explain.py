"""`learnorg explain`: a rule's manual page."""

from collections.abc import Iterator
from typing import Annotated, NamedTuple

import typer

from learnorg.checks import CHECKS
from learnorg.checks.change import CHANGE_CHECKS
from learnorg.checks.check import Check
from learnorg.checks.run import BY_NAME, rule
from learnorg.checks.waivers import WORDING
from learnorg.cli import completion
from learnorg.cli.console import (
    DEFAULT_WIDTH,
    NotAForm,
    Output,
    answer,
    columns,
    is_terminal,
    put,
)
from learnorg.cli.options import Format
from learnorg.cli.session import Session
from learnorg.findings import Level
from learnorg.history.repository import BareRepository
from learnorg.page import Cell, Column, Page, Prose, Say, Table
from learnorg.register import lexicon
from learnorg.register.lexicon import SHIPPED
from learnorg.register.policy import NotARegister, find_root
from learnorg.render.formats import envelope
from learnorg.render.safe import wrapped
from learnorg.reports.auditing.pages import AUDITED, Looked


class Explained(NamedTuple):
    """A rule's name, level and manual page."""

    name: str
    level: Level
    page: str


def explain(
    ctx: typer.Context,
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
        every: tuple[Check | Looked, ...] = (*CHECKS, *CHANGE_CHECKS, *AUDITED)
        rows: list[list[Cell]] = [
            [Say(c.name, "id"), str(c.level), c.page.split("\n")[0]] for c in every
        ]
        heads = [Column("rule"), Column("level"), Column("finds", flexible=True, wrapped=True)]
        data = [{"rule": c.name, "level": str(c.level), "page": c.page} for c in every]
        answer(Page("", (Table(heads, rows),), "rules", data), Output(form))
        return
    audited = next((one for one in AUDITED if one.name == name), None)
    found = audited or _worded(ctx.obj, name) or rule(name)
    head = f"{found.name} ({found.level})"
    match form:
        case "json":
            told = {"rule": found.name, "level": str(found.level), "page": found.page}
            put([envelope("rule", told)])
        case "md":
            put([f"# {head}", "", found.page])
        case "html":
            answer(Page(head, (Prose(found.page),), "rule"), Output(form))
        case "auto" | "table":
            most = columns() if is_terminal() else DEFAULT_WIDTH
            put([head, "", *_paragraphs(found.page, most)])
        case _:
            raise NotAForm(form, ("table", "json", "md", "html"))


def _worded(session: Session, name: str) -> Explained | None:
    """The wording rule of a name, which `blaming-words` applies; none for any other name."""
    if name in BY_NAME:
        return None
    try:
        words = lexicon.at(find_root(session.start))
    except (NotARegister, BareRepository):
        words = SHIPPED
    for one in words.usable():
        if one.name == name:
            told = [f"A wording rule, by which `{WORDING}` looks at sentences.", one.reason,
                    f"Instead: {one.instead}",
                    f"See `learnorg explain {WORDING}` for how a sentence may stay."]  # fmt: skip
            return Explained(name, one.level, "\n\n".join(" ".join(x.split()) for x in told))
    return None


def _paragraphs(page: str, most: int) -> Iterator[str]:
    """The lines of a page, its paragraphs as wide as they may be and its examples as they are."""
    for n, paragraph in enumerate(page.split("\n\n")):
        if n:
            yield ""
        yield from [paragraph] if paragraph.startswith(" ") else wrapped(paragraph, most)
