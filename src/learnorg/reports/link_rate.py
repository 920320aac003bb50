"""How much of what was closed left an article behind?"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.review import REVIEW
from learnorg.methods.flow import Spell, throughput
from learnorg.methods.knowledge import share
from learnorg.page import Block, Cell, Column, Fields, Heading, Page, Say, Table, Text, counted
from learnorg.periods import Period
from learnorg.register.course import day
from learnorg.register.register import Register
from learnorg.reports.knowledge.cells import of, portion
from learnorg.reports.tracking.figures import per_cent
from learnorg.reports.tracking.windows import Window, window

KINDS = (IMPROVEMENT, REVIEW)

HEALTHY = (
    "Of the cases of a service desk, Knowledge-Centered Service (KCS) holds 60 to 80 % with an "
    "article to be healthy. That is a band to compare with, and no target: who is counted by "
    "links makes links."
)

SQL = """
SELECT r.kind, r.closed, json_extract(c.json, '$.imported') IS NOT NULL,
    EXISTS (SELECT 1 FROM links l JOIN records a ON a.id = l.identity
        WHERE l.n = r.n AND a.kind = 'article')
    OR EXISTS (SELECT 1 FROM links l JOIN records a USING (n)
        WHERE l.identity = r.id AND a.kind = 'article' AND l.kind IN ('', r.kind))
FROM records r JOIN contents c USING (n)
WHERE r.kind IN ('improvement', 'review') AND r.state = 'closed' AND r.broken IS NULL
"""


class Closed(NamedTuple):
    """Something that was closed: its kind, when, if another system had it, and its article."""

    kind: str
    on: date
    imported: bool
    linked: bool


class LinkRate(NamedTuple):
    """What was closed in a window, by month; and how much was closed on no day that is known."""

    window: Window
    closed: list[Closed]
    undated: int

    def of_kind(self, kind: str) -> list[Closed]:
        """What was closed of a kind."""
        return [one for one in self.closed if one.kind == kind]

    @property
    def imported(self) -> list[Closed]:
        """What came from another system."""
        return [one for one in self.closed if one.imported]

    def months(self) -> list[tuple[Spell, int]]:
        """Each month with what was closed in it, and how much of that has an article."""
        spans = self.window.first, self.window.last, "month"
        every = throughput((one.on for one in self.closed), *spans)  # type: ignore[arg-type]  # a literal
        linked = throughput((one.on for one in self.closed if one.linked), *spans)  # type: ignore[arg-type]  # as above
        return [(one, other.number) for one, other in zip(every, linked, strict=True)]


def derive(register: Register, span: Period, today: date) -> LinkRate:
    """
    The reviews and improvements closed in a span, and which of them an article is linked to.

    The lesson link rate is what was closed with at least one article / all closed (formulas:
    Knowledge). A link from either end counts, and so does an article that a finding is placed in.
    """
    known = [
        (kind, day(closed), bool(imported), bool(linked))
        for kind, closed, imported, linked in register.index.rows(SQL)
    ]
    dated = [Closed(kind, on, imported, linked) for kind, on, imported, linked in known if on]
    within = window(span, min((one.on for one in dated), default=None), today)
    inside = sorted((one for one in dated if one.on in within), key=lambda one: one.on)
    return LinkRate(within, inside, len(known) - len(dated))


def lay_out(found: LinkRate) -> Page:
    """The rate of each kind and month."""
    title = f"Closed with an article, {found.window}"
    return Page(title, tuple(_blocks(found)), "link-rate", _data(found))


def _blocks(found: LinkRate) -> Iterator[Block]:
    if found.undated:
        what = counted(found.undated, "record")
        yield Text(f"{what} closed on no day that is known: left out here.", "warn")
    if not found.closed:
        yield Text("Not enough data: nothing was closed in that time.", "quiet")
        return
    yield Fields(tuple(_fields(found)))
    if found.imported:
        yield Text(HEALTHY, "quiet")
    yield Heading("By month")
    yield _months(found)


def _fields(found: LinkRate) -> Iterator[tuple[str, Cell]]:
    for name, among in (
        ("closed", found.closed),
        *((kind.plural, found.of_kind(kind.name)) for kind in KINDS),
    ):
        yield name, of(_linked(among), len(among), "have an article", "none was closed")
    if cases := found.imported:
        yield "imported", of(_linked(cases), len(cases), "have an article", "none")


def _months(found: LinkRate) -> Table:
    columns = [Column("month"), *(Column(n, right=True) for n in ("closed", "linked", "rate"))]
    rows: list[list[Cell]] = []
    for month, linked in found.months():
        rate = share(linked, month.number)
        told = Say("–", "quiet", " ") if rate is None else per_cent(rate)
        rows.append([_named(month), str(month.number), str(linked), told])
    return Table(columns, rows)


def _named(one: Spell) -> str:
    """A month; of one that the window cuts, its days."""
    days = "" if one.whole else f" ({one.first.day}-{one.last.day})"
    return f"{one.first:%Y-%m}{days}"


def _linked(among: Sequence[Closed]) -> int:
    return sum(one.linked for one in among)


def _data(found: LinkRate) -> dict[str, Any]:
    kinds = {kind.plural: found.of_kind(kind.name) for kind in KINDS}
    return {
        "window": {"first": found.window.first.isoformat(), "last": found.window.last.isoformat()},
        "all": portion(_linked(found.closed), len(found.closed)),
        **{name: portion(_linked(among), len(among)) for name, among in kinds.items()},
        "imported": portion(_linked(found.imported), len(found.imported)),
        "closed_without_day": found.undated,
        "months": [
            {"first": month.first.isoformat(), "last": month.last.isoformat(),
             "whole": month.whole} | portion(linked, month.number)
            for month, linked in found.months()
        ],
    }  # fmt: skip
