"""`learnorg forecast`: when so many will be done, or how many by a day."""

import re
from collections.abc import Sequence
from shlex import quote
from typing import Annotated

import typer

from learnorg.cli import completion
from learnorg.cli.console import Output, answer, say
from learnorg.cli.nothing import tell_of_identities
from learnorg.cli.options import Format, NoPictures, OutputFile, given
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.periods import day
from learnorg.refs import READ_ALOUD, wanted
from learnorg.register import query as queries
from learnorg.register.index import Index
from learnorg.register.lookup import Ambiguous, NoSuchRecord, look_up
from learnorg.reports import forecast as report

MOST = 1_000_000
NAMED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class TwoQuestions(LearnorgError):
    """A number and a day, where a forecast answers for one of them."""

    hint = "Give a number to learn when, or --by DAY to learn how many."

    def __init__(self) -> None:
        super().__init__("a forecast takes a number or a day, not both")


class TooMany(LearnorgError):
    """A number of improvements that no register holds."""

    hint = "Give how many are to be done, such as 10."

    def __init__(self, typed: str) -> None:
        super().__init__(f"{typed[:20]} is no number of improvements to forecast")


def forecast(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            help="How many are to be done (otherwise: all that are open), and filters.",
            metavar="[N] [QUERY]...",
            autocompletion=completion.query,
        ),
    ] = None,
    by: Annotated[
        str, typer.Option("--by", help="How many by this day: 2027-Q1, +12w.", metavar="DAY")
    ] = "",
    seed: Annotated[
        int, typer.Option("--seed", help="Where chance begins; the same seed, the same answer.")
    ] = 1,
    form: Format = "auto",
    output: OutputFile = "",
    no_pictures: NoPictures = False,
) -> None:
    """
    Forecast when so many improvements will be closed, or how many by a day.

    It draws from how many were closed in each of the last 26 weeks, and says what holds in
    50, 85 and 95 % of the draws.

    [dim]$[/] learnorg forecast
    [dim]$[/] learnorg forecast 10 team:platform
    [dim]$[/] learnorg forecast --by 2027-Q1
    """
    session: Session = ctx.obj
    number, rest = _number(given(words))
    if by and number:
        raise TwoQuestions
    query = queries.parse(rest, "improvement")
    wish = report.Wish(number, day(by, session.today) if by else None)
    found = report.derive(session.register, query, wish, seed, session.today)
    answer(
        report.lay_out(found), Output(form, output, not no_pictures), session.register.unreadable()
    )
    if found.nothing:
        tell_of_identities(session.register.index, query.words)
        _tell_of_the_mistyped(session.register.index, rest)


def _tell_of_the_mistyped(index: Index, words: Sequence[str]) -> None:
    """Say how a number or an identity is written, where a word looked for in texts may be one."""
    for n, word in enumerate(words):
        if meant := _meant(word):
            others = " ".join(quote(other) for other in (*words[:n], *words[n + 1 :]))
            command = f"learnorg forecast {meant} {others}".rstrip()
            say(f"A number comes first, in digits: {command}")
        elif wanted(word).symbols and any(symbol.isdecimal() for symbol in word):
            try:
                look_up(index, word)
            except NoSuchRecord as none:
                say(f"{none}. {none.hint}")
            except Ambiguous as several:
                say(f"{several}\n{several.hint}")


def _meant(word: str) -> int:
    """The number that a word may be mistyped for: `1O`, `#10`, `1,000`, `ten`; otherwise 0."""
    if word.casefold() in NAMED:
        return NAMED.index(word.casefold()) + 1
    digits = re.sub(r"[#+,._'x]", "", word.casefold()).translate(READ_ALOUD)
    known = digits.isdecimal() and any(symbol.isdecimal() for symbol in word)
    return int(digits) if known and len(digits) < len(str(MOST)) else 0


def _number(words: list[str]) -> tuple[int, list[str]]:
    """The number that the words begin with, or 0, and the others."""
    if not words or not words[0].isdecimal():
        return 0, words
    if len(words[0]) > len(str(MOST)) or not 0 < int(words[0]) <= MOST:
        raise TooMany(words[0])
    return int(words[0]), words[1:]
