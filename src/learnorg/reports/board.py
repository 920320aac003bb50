"""Who works on what, and is there too much of it?"""

from dataclasses import dataclass
from datetime import date

from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.page import Cell, Lane, Lanes, Page, Say
from learnorg.register import query as queries
from learnorg.register.lookup import shortest
from learnorg.register.query import Query
from learnorg.register.register import Register

LIGHT = ("proposed", "accepted", "in-progress", "on-hold")
FULL = ("proposed", "accepted", "assessed", "approved", "in-progress", "measuring", "on-hold")


@dataclass(frozen=True, slots=True)
class Card:
    """An improvement on the board."""

    identity: str
    short: str
    title: str
    owner: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A state: how many stand there, how many may, and the first of them."""

    state: str
    count: int
    limit: int | None
    cards: list[Card]

    @property
    def over(self) -> bool:
        """Whether more stand there than policy wants."""
        return self.limit is not None and self.count > self.limit


@dataclass(frozen=True, slots=True)
class Board:
    """The states that were asked for, with their improvements."""

    columns: list[Column]


def derive(register: Register, query: Query, today: date, most: int = 8) -> Board:
    """The open improvements by state, or those of the states asked for, most worthwhile first."""
    states = _states(register, query, today)
    return Board([_column(register, query, state, today, most) for state in states])


def _states(register: Register, query: Query, today: date) -> list[str]:
    """The states a query names, else those of what is found or of the work flow."""
    found = _found(register, query, today)
    rest = query._replace(filters=tuple(f for f in query.filters if f.field != "state"))
    wanted = _named(query, negated=False) or (rest.about_standing and found)
    if not wanted:
        flow = FULL if register.policy.workflow == "full" else LIGHT
        wanted = {*flow, *_found(register, Query(kind=query.kind).open_only(), today)}
    left_out = _named(query, negated=True)
    return [s for s in IMPROVEMENT.states if s in wanted and s not in left_out]


def _named(query: Query, negated: bool) -> set[str]:
    """The states that a query asks for, or those it does not want."""
    named = [f for f in query.filters if f.field == "state" and f.negated == negated]
    return {state.lower() for one in named for state in one.values}


def _found(register: Register, query: Query, today: date) -> set[str]:
    """The states of what a query finds."""
    clause = queries.where(query, today)
    return {state for (state,) in register.index.rows(
        f"SELECT DISTINCT state FROM records WHERE {clause.sql}", clause.parameters)}  # fmt: skip


def _column(register: Register, query: Query, state: str, today: date, most: int) -> Column:
    clause = queries.where(query.also("state", [state]), today)
    rows = register.index.rows(
        "SELECT id, title, owner, due FROM records WHERE "  # conditions of our own
        f"{clause.sql} ORDER BY {queries.order(('score', 'raised'), IMPROVEMENT)} LIMIT ?",
        (*clause.parameters, most),
    )
    count = len(rows)
    if count == most:
        count = register.index.one(
            f"SELECT count(*) FROM records WHERE {clause.sql}",
            clause.parameters,
        )
    short = shortest(register.index, [row[0] for row in rows])
    cards = [
        Card(i, short[i], title, owner, bool(due) and due < today.isoformat())
        for i, title, owner, due in rows
    ]
    return Column(state, count, register.policy.wip.get(state), cards)


def lay_out(board: Board) -> Page:
    """The states side by side, with their limits."""
    lanes = [
        Lane(
            _head(column),
            [_card(card) for card in column.cards],
            "bad" if column.over else "",
            column.count - len(column.cards),
            column.state,
        )
        for column in board.columns
    ]
    data = [
        {
            "state": column.state,
            "count": column.count,
            "limit": column.limit,
            "cards": [
                {"id": c.identity, "title": c.title, "owner": c.owner, "overdue": c.overdue}
                for c in column.cards
            ],
        }
        for column in board.columns
    ]
    return Page("", (Lanes(lanes),), "board", data)


def _head(column: Column) -> str:
    if column.limit is None:
        return f"{column.state} {column.count}"
    return f"{column.state} {column.count}/{column.limit}{' too many' if column.over else ''}"


def _card(card: Card) -> list[Cell]:
    cells: list[Cell] = [
        Say(card.short, "bad" if card.overdue else "id", card.identity),
        card.title,
    ]
    if card.owner:
        cells.append(Say(f"({card.owner})", "quiet"))
    return cells
