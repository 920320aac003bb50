"""Which article is to be looked at next?"""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from learnorg.page import Block, Cell, Column, Page, Say, Table, Text, counted
from learnorg.register.articles import Article, articles
from learnorg.register.lookup import shortest
from learnorg.register.query import Query
from learnorg.register.register import Register

FORMULA = (
    "Score: uses x days since it was last found right or fixed x (1 + open flags). "
    "Uses are all that the activity log holds."
)


class Queue(NamedTuple):
    """Articles with how soon each is to be looked at, the first first."""

    articles: list[Article]
    undated: list[str]
    """Those of which no day is known, so that they have no age."""
    short: dict[str, str]
    today: date


def derive(register: Register, query: Query, today: date) -> Queue:
    """
    The articles that a query asks for and that are not archived, by uses x age x flags.

    The score is uses x age in days x (1 + open flags), where the age counts from the day on
    which an article was last validated or fixed, or raised if it never was. What nobody has
    used scores 0 and comes last, there flagged ones first and then the oldest.
    """
    known = articles(register, query, today)
    dated = [one for one in known if one.age is not None]
    dated.sort(key=_order)
    undated = [one.identity for one in known if one.age is None]
    return Queue(dated, undated, shortest(register.index, [a.identity for a in dated]), today)


def _order(one: Article) -> tuple[int, int, int, str]:
    return -(one.attention or 0), -one.uses.flags_open, -(one.age or 0), one.identity


def lay_out(found: Queue, limit: int = 0) -> Page:
    """A table of articles with what their score is made of."""
    title = f"What to review next, {found.today}"
    return Page(title, tuple(_blocks(found, limit)), "knowledge-queue", _data(found))


def _blocks(found: Queue, limit: int) -> Iterator[Block]:
    if not found.articles and not found.undated:
        yield Text('There is no article yet: learnorg article new "TITLE".', "quiet")
        return
    yield Text(FORMULA, "quiet")
    if found.articles:
        yield _table(found, limit)
    if found.undated:
        told = f"{counted(len(found.undated), 'article')} of no known day, left out"
        yield Text(f"{told}: {', '.join(found.undated)}.", "warn")


def _table(found: Queue, limit: int) -> Table:
    columns = [
        Column("id"), Column("score", right=True), Column("uses", right=True),
        Column("days", right=True), Column("flags", right=True), Column("state"),
        Column("title", flexible=True), Column("owner", flexible=True),
    ]  # fmt: skip
    return Table(columns, [_row(found, one) for one in found.articles[: limit or None]])


def _row(found: Queue, one: Article) -> list[Cell]:
    flags = one.uses.flags_open
    return [
        Say(found.short[one.identity], "id", one.identity),
        str(one.attention),
        str(one.uses.uses),
        str(one.age),
        Say(str(flags), "bad" if flags else ""),
        one.state,
        one.title,
        one.owner,
    ]


def _data(found: Queue) -> dict[str, Any]:
    return {
        "on": found.today.isoformat(),
        "formula": FORMULA,
        "articles": [
            {
                "id": one.identity,
                "title": one.title,
                "state": one.state,
                "owner": one.owner or None,
                "score": one.attention,
                "uses": one.uses.uses,
                "days": one.age,
                "checked": one.checked.isoformat() if one.checked else None,
                "open_flags": one.uses.flags_open,
            }
            for one in found.articles
        ],
        "undated": found.undated,
    }
