"""`learnorg used`, `flag` and `thank`: what people who use articles say of them."""

from shlex import quote
from typing import Annotated

import typer

from learnorg.cli import completion
from learnorg.cli.answer import finish
from learnorg.cli.article_options import ArticleId, ArticleIds, articles, day_of, doer
from learnorg.cli.console import say
from learnorg.cli.options import On, Wishes, with_bundles
from learnorg.cli.session import Session
from learnorg.page import counted
from learnorg.register import deeds
from learnorg.register.activity import open_flags
from learnorg.register.linkage import pointed
from learnorg.register.lookup import Entry
from learnorg.register.relevance import banner, doubts, standing


@with_bundles
def used(
    ctx: typer.Context,
    ids: ArticleIds,
    target: Annotated[
        str,
        typer.Option(
            "--for",
            help="What for: a record, servicenow:INC0012345, an address.",
            metavar="TARGET",
            autocompletion=completion.records,
        ),
    ] = "",
    helped: Annotated[
        bool | None, typer.Option("--helped/--did-not-help", help="Whether it helped.")
    ] = None,
    on: On = "",
    again: Annotated[
        bool,
        typer.Option("--again", help="Note it though your team has noted the same that day."),
    ] = False,
    *,
    wishes: Wishes,
) -> None:
    """
    Note that articles were used, and for what: reuse is review.

    The log names your team and the day; of you it knows what git keeps of any commit.

    [dim]$[/] learnorg used 7k3 --for servicenow:INC0012345
    [dim]$[/] learnorg used 7k3 x2w --for REV-2611-b7kmqx --helped
    """
    session: Session = ctx.obj
    register = session.register
    entries = articles(session, ids)
    to = pointed(register, target) if target else ""
    who = doer(session, day_of(session, on))
    what = f"used for {to}" if to else "used"
    if helped is not None:
        what += ", and it helped" if helped else ", and it did not help"
    done, told = [], []
    for entry in entries:
        earlier = [] if again else deeds.noted(register, who, entry, to)
        said = {one.result["helped"] for one in earlier if "helped" in one.result}
        if earlier and (helped is None or helped in said):
            told.append(f"{entry.identity}: noted already: {who.on}, for {to}")
            continue
        verb = "voted" if earlier and not said else "used"
        done.append(deeds.deed(register, who, verb, entry, what, used_for=to, helped=helped))
    if told:
        told.append("--again notes it once more.")
    if not done and wishes.form != "json":
        if not wishes.quiet:
            say("\n".join(told))
        return
    told += [_doubtful(session, entries)]
    change = deeds.change(register, "used", done, because=what, told="\n".join(filter(None, told)))
    finish(session, change, wishes)


@with_bundles
def flag(
    ctx: typer.Context,
    typed: ArticleId,
    wrong: Annotated[str, typer.Argument(help="What is wrong with it.", metavar="WORDS")],
    *,
    wishes: Wishes,
) -> None:
    """
    Flag an article: say what is wrong with it, for whoever mends it.

    [dim]$[/] learnorg flag 7k3 "step 3 fails on version 12"
    """
    session: Session = ctx.obj
    register = session.register
    entry = deeds.article(register, typed)
    who = doer(session, session.today)
    done = deeds.deed(register, who, "flagged", entry, f"flagged: {wrong}", text=wrong)
    told = _flags(session, entry, wrong)
    change = deeds.change(register, "flag", [done], because=wrong, told=told)
    finish(session, change, wishes)


@with_bundles
def thank(
    ctx: typer.Context,
    typed: ArticleId,
    text: Annotated[str, typer.Argument(help="What for.", metavar="[WORDS]")] = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Thank whoever wrote an article and keeps it right.

    [dim]$[/] learnorg thank 7k3 "saved the night shift an hour"
    """
    session: Session = ctx.obj
    register = session.register
    entry = deeds.article(register, typed)
    what = f"thanked: {text}" if text else "thanked"
    done = deeds.deed(register, doer(session, session.today), "thanked", entry, what, text=text)
    finish(session, deeds.change(register, "thank", [done], because=text), wishes)


def _doubtful(session: Session, entries: list[Entry]) -> str:
    """What one should know of the articles that were used; that one is unused is past."""
    among = [entry.identity for entry in entries]
    found = doubts(session.register, session.today, among)
    lines = []
    for entry in entries:
        told = banner(d for d in found.get(entry.identity, ()) if d.rule != "article-unused")
        told = standing(session.register, entry) if entry.state == "archived" else told
        if told:
            lines.append(f"{entry.identity}: {told}")
    return "\n".join(lines)


def _flags(session: Session, entry: Entry, new: str) -> str:
    """Who keeps an article right, the flags on it with the new one, and how it is mended."""
    owner = session.register.plain(entry).get("owner")
    texts = [
        str(one.result.get("text") or "") for one in open_flags(session.register, entry.identity)
    ]
    texts.append(new)
    head = f"{counted(len(texts), 'flag')} open; " + (f"owner: {owner}" if owner else "no owner")
    listed = [f"  - {text}" for text in texts] if len(texts) > 1 else []
    return "\n".join([head, *listed, f"Mend it: learnorg fix {quote(entry.identity)}"])
