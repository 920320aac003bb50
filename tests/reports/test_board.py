from collections.abc import Callable

import pytest

from learnorg.register.query import BadQuery, parse
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.board import LIGHT, Board, derive, lay_out
from registers import TODAY

RECORDS = """
---
# path: learnorg.yaml
wip: {in-progress: 1, accepted: 1}
---
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: in-progress
owner: lea
due: 2026-11-20
raised: 2026-11-02
---
id: IMP-2611-x2w90b
title: Fewer calls
state: in-progress
raised: 2026-11-09
estimates: {value: 3, confidence: 1, effort: 1}
---
id: IMP-2611-000000
title: Earlier reports
state: accepted
raised: 2026-11-09
---
id: IMP-2610-000000
title: Long over
state: closed
raised: 2026-10-01
"""


def board(register: Register, *words: str, most: int = 8) -> Board:
    return derive(register, parse(words, "improvement"), TODAY, most)


def test_columns(register: Register) -> None:
    found = board(register)
    assert [(c.state, c.count, c.limit, c.over) for c in found.columns] == [
        ("proposed", 0, None, False),
        ("accepted", 1, 1, False),
        ("in-progress", 2, 1, True),
        ("on-hold", 0, None, False),
    ]
    assert [card.title for card in found.columns[2].cards] == ["Fewer calls", "Shorter hand-over"]
    assert [card.overdue for card in found.columns[2].cards] == [False, True]


test_columns.__doc__ = "Open ones stand in their states, the most worthwhile first." + RECORDS


def test_more(register: Register) -> None:
    column = board(register, most=1).columns[2]
    assert (column.count, len(column.cards), column.over) == (2, 1, True)
    mine = board(register, "owner:lea").columns[2]
    assert (mine.count, mine.over) == (1, False)


test_more.__doc__ = "What is not shown is counted; a query narrows both." + RECORDS


def test_states_in_use(register: Register) -> None:
    """
    A state of the full work flow has its lane where something stands in it.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: measuring
    raised: 2026-11-02
    """
    states = [column.state for column in board(register).columns]
    assert states == ["proposed", "accepted", "in-progress", "measuring", "on-hold"]


def test_full(register: Register) -> None:
    """
    The full work flow has all its lanes, empty ones too.
    ---
    # path: learnorg.yaml
    workflow: full
    """
    assert len(board(register).columns) == 7
    assert all(column.count == 0 for column in board(register).columns)


def states(register: Register, *words: str) -> list[str]:
    return [column.state for column in board(register, *words).columns]


def test_states_asked_for(register: Register) -> None:
    assert states(register, "state:closed") == ["closed"]
    assert states(register, "state:CLOSED,measuring") == ["measuring", "closed"]
    assert states(register, "is:closed") == states(register, "closed:..") == ["closed"]
    assert states(register, "is:overdue") == ["in-progress"]
    assert states(register, "not:state:accepted") == ["proposed", "in-progress", "on-hold"]
    assert states(register, "is:overdue", "owner:nobody") == [*LIGHT]
    with pytest.raises(BadQuery, match="'clsoed' is no state"):
        states(register, "state:clsoed")


test_states_asked_for.__doc__ = (
    "A query's own states have the lanes; one about where things stand has those it finds."
    + RECORDS.replace("state: closed", "state: closed\ndates: {closed: 2026-11-01}")
)


def test_data(register: Register) -> None:
    data = lay_out(board(register)).data
    assert isinstance(data, list)
    assert data[1] == {
        "state": "accepted",
        "count": 1,
        "limit": 1,
        "cards": [
            {"id": "IMP-2611-000000", "title": "Earlier reports", "owner": "", "overdue": False}
        ],
    }


test_data.__doc__ = "Programs get the lanes with their cards." + RECORDS


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    wide = show(lay_out(board(register, most=1)), 100, colour=False)
    narrow = show(lay_out(board(register)), 40, colour=False)
    expected("board.txt", wide + "\n" + narrow)


test_page.__doc__ = "The board, on a wide terminal and on a narrow one." + RECORDS
