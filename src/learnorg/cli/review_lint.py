"""`learnorg review lint`: sentences that might be worded without blame."""

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from learnorg.checks.asides import asides, asides_in
from learnorg.cli import completion
from learnorg.cli.console import NotAForm, Output, coloured, columns, is_terminal, put, say
from learnorg.cli.options import OutputFile
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.files import bounded
from learnorg.files.loader import MAX_MARKDOWN, Document, Form, Refused, load
from learnorg.findings import Finding, Level
from learnorg.history.repository import BareRepository, locate
from learnorg.kinds.article import ARTICLE
from learnorg.kinds.review import REVIEW
from learnorg.methods.wording import Rule as WordingRule
from learnorg.page import counted
from learnorg.register import lexicon
from learnorg.register.lexicon import SHIPPED
from learnorg.register.lookup import Entry
from learnorg.register.policy import NotARegister, find_root
from learnorg.register.records import read
from learnorg.render.findings import FORMATS
from learnorg.render.findings.about import About, Rule

STDIN = "<stdin>"
ENDINGS = (".md", ".markdown", ".txt")
FAILS = Level.WARNING
GERMAN = re.compile(
    r"\b(?:aber|als|auch|auf|bei|das|dem|den|der|des|die|ein|einen?|einer|es|für|hat|haben|ist|"
    r"keine?|mit|nach|nicht|sich|sind|und|uns|von|vor|war|waren|wir|wurden?|zu|zum)\b"
)
ENGLISH = re.compile(
    r"\b(?:an?|and|are|as|at|because|been|but|by|for|had|has|have|in|is|it|not|of|on|that|the|"
    r"their|they|this|to|us|we|were|which|with)\b"
)
TELLING = 2
"""So many different small words tell a language."""
HEADLESS = ("no-head", "not-yaml", "not-a-mapping", "duplicate-key", "key-not-text")
"""Why a text is no record, and may be read as one without a head."""


class NoSuchText(LearnorgError):
    """A file to look at that is not there."""

    exit_code = 3
    hint = "Name a review by its id, a file, or - for standard input."

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is no file")


class NotText(LearnorgError):
    """A file in which there is nothing to read."""

    def __init__(self, name: str, why: Refused) -> None:
        super().__init__(f"{name}:{why.line}:{why.col}: {why.message}")
        self.hint = why.hint


class NotWorded(LearnorgError):
    """A record whose wording is not looked at."""

    exit_code = 7
    hint = "Name a review or an article, a file, or - for standard input."

    def __init__(self, entry: Entry) -> None:
        super().__init__(f"{entry.identity} is no review and no article")


class Text(NamedTuple):
    """A text to look at: what it is called, and its document if it is a record."""

    name: str
    text: str
    document: Document | None = None
    identity: str = ""

    @property
    def lang(self) -> str:
        """The language that it says it is in."""
        said = self.document.plain().get("lang") if self.document else None
        return said if isinstance(said, str) else ""


class Tally(NamedTuple):
    """How many sentences are to be looked at again, and how many others might be."""

    matter: int
    others: int

    @property
    def told(self) -> str:
        """The same in words."""
        again = f"{counted(self.matter, 'sentence')} to look at again" if self.matter else ""
        others = f"{self.others} more" if again else counted(self.others, "sentence")
        more = f"{others} worth a second look" if self.others else ""
        return f"{', '.join(filter(None, (again, more))) or 'Nothing found'}."


def _forms(incomplete: str) -> list[str]:
    return [form for form in FORMATS if form.startswith(incomplete)]


def lint(
    ctx: typer.Context,
    names: Annotated[
        list[str],
        typer.Argument(
            help="Reviews by their ids, files, or - for standard input.",
            metavar="ID|FILE|-...",
            autocompletion=completion.reviews,
        ),
    ],
    lang: Annotated[
        str,
        typer.Option(
            "--lang", help="The language of texts that do not name theirs.", metavar="LANG"
        ),
    ] = "",
    form: Annotated[
        str,
        typer.Option(
            "--format",
            help=f"{', '.join(FORMATS)}.",
            metavar="FORM",
            show_default=False,
            autocompletion=_forms,
        ),
    ] = "text",
    output: OutputFile = "",
) -> None:
    """
    Find sentences that look for somebody to blame, and say how else they may begin.

    Exit code 1 says that there are some which matter; what is merely worth a second look does
    not count. Quotations, code and links are not looked at. A comment above a sentence lets it
    stand: <!-- wording: RULE because REASON -->

    [dim]$[/] learnorg review lint 7k3
    [dim]$[/] learnorg review lint - < draft.md
    """  # fmt: skip
    session: Session = ctx.obj
    form = "text" if form in ("auto", "table") else form
    if form not in FORMATS:
        raise NotAForm(form, tuple(FORMATS))
    root = _root(session)
    words = lexicon.at(root) if root else SHIPPED
    rules: dict[str, Rule] = {}
    found: list[Finding] = []
    matter = others = 0
    for name in names:
        text = _text(session, name)
        applied = words.rules(text.lang or lang)
        if not applied:
            say(f"{text.name}: there are no wording rules for '{text.lang or lang}'.", "warn")
        rules |= {rule.name: Rule(rule.level, _page(rule)) for rule in applied}
        told, sentences = _found(text, applied)
        found += told
        matter, others = matter + sentences.matter, others + sentences.others
        if text.document is None and not lang and _looks_german(text.text):
            say(f"{text.name} looks like German: --lang de.", "warn")
    wide = columns() if is_terminal() and not output else 0
    repository = locate(root) if root else None
    prefix = repository.prefix(root) if root and repository else ""
    about = About(rules, prefix, FAILS, coloured() and not output, wide)
    put(FORMATS[form](found, about), Output(form, output))
    if form in ("text", "md", "github"):
        say(Tally(matter, others).told)
    if any(one.level >= FAILS for one in found):
        raise typer.Exit(1)


def _root(session: Session) -> Path | None:
    """The folder of the register; none where a text is looked at outside of one."""
    try:
        return find_root(session.start)
    except (NotARegister, BareRepository):
        return None


# ---- what is looked at ------------------------------------------------------------------


def _text(session: Session, name: str) -> Text:
    """The text that somebody means: a record's, a file's, or what comes from elsewhere."""
    if name == "-":
        return _read(STDIN, sys.stdin.buffer.read(MAX_MARKDOWN + 1))
    path = Path(session.start, name)
    if os.sep in name or "." in name:
        if path.exists():
            return _read(name, bounded.read(path, MAX_MARKDOWN, name, named=True))
        if os.sep in name or path.suffix in ENDINGS:
            raise NoSuchText(name)
    entry = session.register.entry(name)
    if entry.kind not in (REVIEW, ARTICLE):
        raise NotWorded(entry)
    document = read(session.register.root, entry).document
    return Text(entry.path, document.text, document, entry.identity)


def _read(name: str, data: bytes) -> Text:
    """A text from outside the register, be it a record or not."""
    try:
        document = load(data, Form.MARKDOWN)
    except Refused as refused:
        if refused.rule not in HEADLESS:
            raise NotText(name, refused) from None
        return Text(name, data.decode().replace("\r\n", "\n"))
    own = document.plain().get("id")
    return Text(name, document.text, document, own if isinstance(own, str) else "")


# ---- what is found ----------------------------------------------------------------------


def _found(text: Text, rules: Sequence[WordingRule]) -> tuple[list[Finding], Tally]:
    """What rules find in a text and nobody waived, and in how many sentences."""
    from learnorg.checks.sentences import found, found_in, unasked, waived

    if text.document is None:
        every, said = found_in(text.text, rules), asides_in(text.text)
    else:
        if reason := waived(text.document):
            say(f"{text.name}: waived as a whole, because {reason}")
            return [], Tally(0, 0)
        every, said = found(text.document, rules), asides(text.document)
    left = unasked(every, said)
    matter = {one.sentence for one in left if one.hit.level >= FAILS}
    tally = Tally(len(matter), len({one.sentence for one in left} - matter))
    return [
        Finding(text.name, one.line, one.col, one.hit.rule, one.hit.message, one.hit.level,
                _flowing(f"{one.hit.reason} Instead: {one.hit.instead}"), text.identity)
        for one in left
    ], tally  # fmt: skip


def _looks_german(text: str) -> bool:
    """Whether a text has the small words of German, and hardly those of English."""
    german, english = (known.findall(text.lower()) for known in (GERMAN, ENGLISH))
    return len({*german}) >= TELLING and len(german) > 2 * len(english)


def _page(rule: WordingRule) -> str:
    """What a wording rule is about, as a manual page."""
    return f"{_flowing(rule.reason)}\n\nInstead: {_flowing(rule.instead)}"


def _flowing(text: str) -> str:
    return " ".join(text.split())
