"""The life cycle of kinds whose states follow one another in one line."""

from collections.abc import Container, Iterator
from datetime import date

from learnorg.errors import LearnorgError
from learnorg.files.splice import GONE, Edit
from learnorg.kinds.guards import Move, OutOfOrder
from learnorg.kinds.kind import Kind
from learnorg.kinds.record import Record


class AlreadyThere(LearnorgError):
    """A move to the state that a record has."""

    exit_code = 7
    hint = "Nothing is to be done."

    def __init__(self, name: str, state: str) -> None:
        super().__init__(f"{name} is {state} already")


class NoReason(LearnorgError):
    """A way back that nobody has explained."""

    exit_code = 7
    hint = 'Give --because "WHY": it is kept in a note.'

    def __init__(self, name: str, state: str, to: str) -> None:
        super().__init__(f"{name} is {state}; going back to {to} takes a reason")


def backward(kind: Kind, state: str, to: str) -> bool:
    """Whether a move leads back."""
    return kind.states.index(to) < kind.states.index(state)


def way(kind: Kind, state: str, to: str) -> tuple[str, ...]:
    """The states that a move enters, the wanted one last."""
    if to in kind.aside or state in kind.aside or backward(kind, state, to):
        return (to,)
    between = kind.states[kind.states.index(state) + 1 : kind.states.index(to)]
    return (*(one for one in between if one not in kind.aside), to)


def latest(record: Record) -> tuple[str, date] | None:
    """The last thing that happened to a record, and when."""
    reached = [("raised", record.raised)] if record.raised else []
    return max([*reached, *record.dates.items()], key=lambda one: one[1], default=None)


def edits(kind: Kind, record: Record, move: Move) -> Iterator[Edit]:
    """
    The edits of state and dates that a move makes; each state is dated when first reached.

    Raises `AlreadyThere`, `NoReason` and `OutOfOrder`.
    """
    if move.to == record.state:
        raise AlreadyThere(record.id, record.state)
    if backward(kind, record.state, move.to) and not move.because:
        raise NoReason(record.id, record.state, move.to)
    before = latest(record)
    if before and move.on < before[1]:
        raise OutOfOrder(record.id, move.to, move.on, *before)
    yield Edit(("state",), move.to)
    if record.state in kind.finished and record.state in record.dates:
        yield Edit(("dates", record.state), GONE)
    for state in way(kind, record.state, move.to):
        if not passed(kind, state, record.dates):
            yield Edit(("dates", state), move.on)


def passed(kind: Kind, state: str, dates: Container[str]) -> bool:
    """Whether a state has its day, or one further along the line: only the first way has days."""
    if state in kind.aside:
        return state in dates
    further = kind.states[kind.states.index(state) :]
    return any(one in dates for one in further if one not in kind.aside)
