"""`learnorg plan list`: the steps of one plan, or what is still to do in all of them."""

from shlex import quote
from typing import Annotated

import typer

from learnorg.cli import completion
from learnorg.cli.console import Output, answer, say
from learnorg.cli.nothing import tell_of_identities
from learnorg.cli.options import Format, OutputFile, given
from learnorg.cli.session import Session
from learnorg.page import counted
from learnorg.register import query as queries
from learnorg.register.lookup import NoSuchRecord
from learnorg.reports import steps as report


def list_steps(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            help="A record, or filters like owner:platform due:..2027-02; without, all that "
            "is open.",
            metavar="[ID | QUERY...]",
            autocompletion=completion.records,
        ),
    ] = None,
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    List the steps of a plan, or what is still to do in all open improvements, by due day.

    [dim]$[/] learnorg plan list 7k3
    [dim]$[/] learnorg plan list
    [dim]$[/] learnorg plan list owner:platform service:mail
    """
    session: Session = ctx.obj
    asked = given(words)
    if len(asked) == 1 and not _is_filter(asked[0]):
        _of_one(session, asked[0], Output(form, output))
        return
    query = queries.parse(asked, "improvement")
    found = report.derive(session.register, query, session.today)
    answer(report.lay_out(found), Output(form, output), session.register.unreadable())
    if not found.tasks:
        tell_of_identities(session.register.index, query.words)
    if form == "auto":
        say(_counted(found), "quiet")


def _counted(found: report.Tasks) -> str:
    """How many steps are open, and how many of them late."""
    if not found.tasks:
        return "Nothing is planned there that is not done."
    late = report.late(found)
    return counted(len(found.tasks), "open step") + (f", {late:,} late." if late else ".")


def _is_filter(word: str) -> bool:
    """Whether a word is a filter; `kind:slug` names a record and is none either."""
    name = word.removeprefix("not:").partition(":")[0]
    return ":" in word and name in (*queries.FIELDS, "sort", "has", "is", "services", "tags")


def _of_one(session: Session, typed: str, output: Output) -> None:
    try:
        entry = session.register.entry(typed)
    except NoSuchRecord as missing:
        missing.hint += f" Steps by words: learnorg plan list text:{quote(typed)}."
        raise
    found = report.of_one(session.register, entry, session.today)
    answer(report.lay_out(found), output)
    if found.tasks and output.form == "auto":
        done = sum(1 for task in found.tasks if task.step.done)
        share = report.told(found.tasks[0].percent)
        by_weight = " by weight" if any(t.step.weight is not None for t in found.tasks) else ""
        say(f"{share} done{by_weight}: {done} of {len(found.tasks)} steps.".lstrip(), "quiet")
