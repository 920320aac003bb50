"""Finished improvements as rows, for spreadsheets."""

from collections.abc import Callable, Sequence

from learnorg.page import Column, Table
from learnorg.reports.outcomes.finished import Finished
from learnorg.reports.outcomes.numbers import plain
from learnorg.reports.outcomes.worth import Money, worth


def table(some: Sequence[Finished]) -> Table:
    """A row for each improvement, with the measure that decides."""
    columns = [Column(name) for name, _ in COLUMNS]
    return Table(columns, [[value(one) for _, value in COLUMNS] for one in some])


def _reading(field: str) -> Callable[[Finished], str]:
    """A field of the measure that decides, the first."""
    return lambda one: str(getattr(one.readings[0], field)) if one.readings else ""


def _attained(one: Finished) -> str:
    share = one.readings[0].attained if one.readings else None
    return "" if share is None else f"{share:.4g}"


def _money(field: Callable[[Money], str]) -> Callable[[Finished], str]:
    """A field of its benefits in money; of each sort of money, where there are several."""
    return lambda one: "; ".join(field(money) for money in worth([one], one.on).money)


def _number(value: float | None) -> str:
    return "" if value is None else str(plain(value))


COLUMNS: Sequence[tuple[str, Callable[[Finished], str]]] = (
    ("id", lambda one: one.identity),
    ("title", lambda one: one.title),
    ("outcome", lambda one: one.result),
    ("on", lambda one: one.on),
    ("days", lambda one: "" if one.days is None else str(one.days)),
    ("due", lambda one: one.due),
    ("owner", lambda one: one.owner),
    ("teams", lambda one: ", ".join(one.teams)),
    ("services", lambda one: ", ".join(one.services)),
    ("objectives", lambda one: ", ".join(one.objectives)),
    ("measure", _reading("name")),
    ("unit", _reading("unit")),
    ("baseline", _reading("baseline")),
    ("target", _reading("target")),
    ("actual", _reading("actual")),
    ("attainment", _attained),
    ("benefit_expected", _money(lambda money: _number(money.expected))),
    ("benefit_actual", _money(lambda money: _number(money.actual))),
    ("currency", _money(lambda money: money.currency)),
    ("per", _money(lambda money: money.per)),
    ("hard", _money(lambda money: money.hard)),
    ("evidence", lambda one: one.evidence),
    ("because", lambda one: one.because),
    ("learned", lambda one: one.learned),
)
"""What a row tells of an improvement."""
