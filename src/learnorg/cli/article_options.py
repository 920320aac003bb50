"""What commands about articles have in common: their arguments, and who does it."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, TypeAlias

import typer

from learnorg.cli import completion
from learnorg.cli.session import Session
from learnorg.periods import happened
from learnorg.register import deeds
from learnorg.register.deeds import Doer
from learnorg.register.lookup import Entry

ArticleId: TypeAlias = Annotated[
    str,
    typer.Argument(
        help="An article: its id or the beginning of it.",
        metavar="KB",
        autocompletion=completion.articles,
    ),
]
ArticleIds: TypeAlias = Annotated[
    list[str],
    typer.Argument(
        help="Articles: their ids or beginnings of them.",
        metavar="KB...",
        autocompletion=completion.articles,
    ),
]


def articles(session: Session, ids: Sequence[str]) -> list[Entry]:
    """The articles that are named, each once."""
    return list(dict.fromkeys(deeds.article(session.register, typed) for typed in ids))


def day_of(session: Session, on: str) -> date:
    """The day on which something was done, today unless it is said."""
    return happened(on, session.today) if on else session.today


def doer(session: Session, on: date) -> Doer:
    """Whoever is at work, as the activity log knows them."""
    return Doer.of(session.register, session.who, on, named=session.preferences.named)
