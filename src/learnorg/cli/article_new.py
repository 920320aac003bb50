"""`learnorg article new`: what somebody knows, written down."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from learnorg.cli import completion
from learnorg.cli.answer import finish, short
from learnorg.cli.console import say
from learnorg.cli.options import Wishes, given, with_bundles
from learnorg.cli.saying import Say, said, tell_of_new_headings
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.files import bounded
from learnorg.files.loader import MAX_MARKDOWN
from learnorg.findings import Level
from learnorg.kinds.article import ARTICLE, GOVERNANCE, NEEDED, TYPES
from learnorg.kinds.sections import with_words, wordless
from learnorg.page import counted
from learnorg.periods import day
from learnorg.register import blanks, drafts, lexicon
from learnorg.register.changes import Change
from learnorg.register.governing import born
from learnorg.register.learned import Story, story
from learnorg.register.records import created
from learnorg.register.similar import similar
from learnorg.spelling import did_you_mean

Text = str | None
Several = list[str] | None


class NoTitle(LearnorgError):
    """An article without a title."""

    hint = (
        'Say what it is about: learnorg article new "Sign-in fails after a password change"; '
        "or begin from a record: --from ID."
    )

    def __init__(self) -> None:
        super().__init__("an article needs a title")


class NoSuchType(LearnorgError):
    """A type that articles do not come in."""

    def __init__(self, typed: str) -> None:
        super().__init__(f"'{typed}' is no type of article")
        self.hint = did_you_mean(typed, TYPES) or f"There are: {', '.join(TYPES)}."


class NotText(LearnorgError):
    """A body that is not text."""

    hint = "Save it as UTF-8; pictures and other files are linked."

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not UTF-8 text")


def _governance(incomplete: str) -> list[str]:
    return [name for name in GOVERNANCE if name.startswith(incomplete)]


@with_bundles
def new(
    ctx: typer.Context,
    title: Annotated[Text, typer.Argument(help="What it is about, in a few words.")] = None,
    type_: Annotated[
        str,
        typer.Option(
            "--type", help=f"{', '.join(TYPES)}.", autocompletion=completion.article_types
        ),
    ] = TYPES[0],
    from_: Annotated[
        str,
        typer.Option(
            "--from",
            help="Begin from an improvement, a review, or one of its findings (REV-…#c7k).",
            metavar="ID",
            autocompletion=completion.records,
        ),
    ] = "",
    service: Annotated[
        Several,
        typer.Option(
            "--service", help="A service it is about.", autocompletion=completion.terms("service")
        ),
    ] = None,
    environment: Annotated[
        Several,
        typer.Option(
            "--environment", help="Where it holds.", autocompletion=completion.terms("environment")
        ),
    ] = None,
    version: Annotated[Several, typer.Option("--version", help="A version it holds for.")] = None,
    audience: Annotated[Several, typer.Option("--audience", help="Whom it is for.")] = None,
    tag: Annotated[
        Several,
        typer.Option("--tag", "-t", help="A tag.", autocompletion=completion.terms("tag")),
    ] = None,
    owner: Annotated[
        Text, typer.Option("--owner", help="Who keeps it right.", autocompletion=completion.owners)
    ] = None,
    team: Annotated[Text, typer.Option("--team", help="Which team.")] = None,
    governance: Annotated[
        Text,
        typer.Option(
            "--governance",
            help="experience: whoever uses it keeps it right; compliance: a verifier does.",
            autocompletion=_governance,
        ),
    ] = None,
    review_by: Annotated[
        Text, typer.Option("--review-by", help="When it is to be looked at again.", metavar="DAY")
    ] = None,
    body: Annotated[
        str,
        typer.Option("--body", help="The text, from a file; `-` is stdin.", metavar="FILE"),
    ] = "",
    words: Say = None,
    edit: Annotated[bool, typer.Option("--edit", "-e", help="Write it in your editor.")] = False,
    *,
    wishes: Wishes,
) -> None:
    """
    Write an article: a title is enough; its template asks for the rest.

    [dim]$[/] learnorg article new "Sign-in fails with AADSTS50011" --service identity --edit
    [dim]$[/] learnorg article new --from REV-2611-b7kmqx#c7k --type lesson
    [dim]$[/] learnorg article new "Reset a token" --type how-to --say "Steps=Ask for the serial."
    [dim]$[/] cat notes.md | learnorg article new "Queue stops at 06:00" --body -
    """
    session: Session = ctx.obj
    if type_ not in TYPES:
        raise NoSuchType(type_)
    told = story(session.register, from_) if from_ else None
    content = {
        "title": title or (told.title if told else None),
        "type": type_,
        "owner": owner,
        "team": team,
        "audience": given(audience),
        "governance": governance,
        "review_by": day(review_by, session.today).isoformat() if review_by else None,
        "services": given(service) or (list(told.services) if told else []),
        "environments": given(environment) or (list(told.environments) if told else []),
        "versions": given(version),
        "tags": given(tag),
        "raised": session.today.isoformat(),
        "links": [{"rel": "learned-from", "to": told.to}] if told else None,
    }
    if not content["title"] and session.may_ask and not edit:
        content["title"] = typer.prompt("Title", err=True)
    content = {key: value for key, value in content.items() if value}
    under = said(words)
    taken = {} if body or told is None else _taken(told, content, [*under])
    text = _read(body) if body else with_words(_template(session, content), taken)
    if not wishes.quiet:
        tell_of_new_headings(text, [*under])
    content["body"] = with_words(text, under)
    if not edit:
        _add(session, content, told, wishes, taken)
        return
    from learnorg.cli.editor import edited_record  # tempfile and shlex, seldom wanted

    with edited_record(session, ARTICLE, content, type_) as written:
        _add(session, written, told, wishes, taken)


def _add(
    session: Session,
    content: dict[str, Any],
    told: Story | None,
    wishes: Wishes,
    taken: Mapping[str, str],
) -> None:
    """Write a new article, and into the finding that it comes from where it is."""
    if not str(content.get("title") or "").strip():
        raise NoTitle
    if not content.get("raised_by") and session.who.known_as != "unknown":
        content["raised_by"] = session.who.known_as
    born(content, ARTICLE)
    whole = blanks.filled(session.register, ARTICLE, content)
    article = created(ARTICLE, drafts.minted(session.register, ARTICLE, whole, session.today))
    for alike in similar(session.register, article.title, kind=ARTICLE):
        named = f"{alike.identity} {alike.title} ({alike.state})"
        say(f"Alike ({alike.likeness:.0%}): {named}", "warn")
    homes = told.placed(article.identity) if told else ()
    subject = f"{article.identity}: add - {article.title}" if homes else ""
    finish(session, Change("add", (article, *homes), subject=subject), wishes)
    if wishes.dry_run or wishes.quiet:
        return
    name = short(session, article.identity)
    if told and (blaming := _blaming(session, told.title, taken, whole)):
        told_of = f"{counted(blaming, 'sentence')} taken over might be worded without blame"
        say(f"{told_of}: learnorg review lint {name}", "warn")
    if wishes.form == "auto":
        say(f"Next: {_next(name, whole)}")


def _next(name: str, whole: dict[str, Any]) -> str:
    """What one does next with a new article."""
    empty = wordless(whole.get("body"), NEEDED[whole["type"]])
    if not empty:
        return f"learnorg validate {name}, once somebody found it right"
    wanted = " and ".join(f"'{heading}'" for heading in empty)
    return f"learnorg fix {name}; {wanted} want{'s' if len(empty) == 1 else ''} words"


def _template(session: Session, content: dict[str, Any]) -> str:
    """The text of the type's template."""
    plain = blanks.blank(session.register, ARTICLE, content["type"]).plain()
    return str(plain.get("body") or "")


def _taken(told: Story, content: dict[str, Any], said: list[str]) -> dict[str, str]:
    """What a record has to tell, by heading; not what is said under it anyway."""
    where = (content.get("services", ()), content.get("environments", ()))
    return told.words(content["type"], *where, told=said)


def _blaming(session: Session, title: str, taken: Mapping[str, str], whole: dict[str, Any]) -> int:
    """How many sentences that were taken over, and kept, `review lint` finds fault with."""
    from learnorg.checks.sentences import found_in  # patterns, for what is taken over only

    rules = lexicon.at(session.register.root).usable(whole.get("lang"))
    body = str(whole.get("body") or "")
    texts = [f"## {heading}\n\n{text}" for heading, text in taken.items() if text in body]
    texts += [title] if title == whole.get("title") else []
    return sum(
        len({one.sentence for one in found_in(text, rules) if one.hit.level >= Level.WARNING})
        for text in texts
    )


def _read(name: str) -> str:
    """The text of a file, or of stdin, as large as an article may be."""
    if name == "-":
        data = sys.stdin.buffer.read(MAX_MARKDOWN + 1)
        if len(data) > MAX_MARKDOWN:
            why = f"it is larger than {MAX_MARKDOWN // 1024:,} KiB"
            raise bounded.NotRead("stdin:1:1", why, "Divide it into several articles.")
    else:
        data = bounded.read(Path(name), MAX_MARKDOWN, name, named=True)
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise NotText("stdin" if name == "-" else name) from None
