"""Are the articles right, found and used?"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from learnorg.methods.knowledge import share
from learnorg.page import (
    Block,
    Cell,
    Column,
    Fields,
    Heading,
    Page,
    Say,
    Table,
    Text,
    Tone,
    counted,
)
from learnorg.register.articles import Article, articles
from learnorg.register.lookup import shortest
from learnorg.register.query import Query
from learnorg.register.register import Register
from learnorg.reports.knowledge.cells import NO_TEAM, of, portion, wide
from learnorg.reports.tracking.figures import per_cent


class Counts(NamedTuple):
    """How the articles of a team stand, or of all."""

    team: str
    wip: int
    out: int
    """Not validated or validated: there to be used."""
    with_interval: int
    fresh: int
    flags: int
    flagged: int
    orphans: int
    unused: int


class Health(NamedTuple):
    """The articles that are there to be used, those that want something first, and their sums."""

    articles: list[Article]
    all: Counts
    teams: list[Counts]
    unused_after: int
    short: dict[str, str]
    today: date


def derive(register: Register, query: Query, today: date) -> Health:
    """
    The standing of the articles that a query asks for, today; uses are all that the log holds.

    Formulas: Knowledge. An article under compliance is fresh up to its `review_by`, or else for
    so many days after its validation as policy's `knowledge.review_every` says; one kept by
    experience for `knowledge.unused_after` days after it was last used or validated. What is
    not validated has no interval. An orphan is linked from nowhere, and does
    not say of itself that it is a need's source. What is archived is left out, and work in
    progress only counted.
    """
    found = articles(register, query, today)
    out = sorted((one for one in found if one.out), key=_pressing)
    teams = sorted({one.team for one in found}, key=lambda team: (not team, team.casefold()))
    return Health(
        out,
        _counts("", found),
        [_counts(team, [one for one in found if one.team == team]) for team in teams],
        register.policy.knowledge.unused_after,
        shortest(register.index, [one.identity for one in out]),
        today,
    )


def wants(one: Article) -> list[str]:
    """What is to be seen to about an article, in a word or two each."""
    found = []
    if one.uses.flags_open:
        found.append(counted(one.uses.flags_open, "open flag"))
    if one.fresh is False:
        found.append("stale")
    if one.state == "validated" and one.until is None:
        found.append("validated on no known day")
    if one.state != "validated":
        found.append("not validated")
    if not one.linked:
        found.append("linked from nowhere")
    if not one.uses.uses:
        found.append("never used")
    return found


def _pressing(one: Article) -> tuple[bool, bool, int, str]:
    return not one.uses.flags_open, one.fresh is not False, -len(wants(one)), one.identity


def _counts(team: str, among: Sequence[Article]) -> Counts:
    out = [one for one in among if one.out]
    return Counts(
        team,
        len(among) - len(out),
        len(out),
        sum(one.fresh is not None for one in out),
        sum(one.fresh is True for one in out),
        sum(one.uses.flags_open for one in out),
        sum(one.uses.flags_open > 0 for one in out),
        sum(not one.linked for one in out),
        sum(not one.uses.uses for one in out),
    )


def lay_out(found: Health, limit: int = 0) -> Page:
    """The shares, the articles with what each wants, and the shares of each team."""
    title = f"Health of knowledge, {found.today}"
    return Page(title, tuple(_blocks(found, limit)), "knowledge-health", _data(found))


def _blocks(found: Health, limit: int) -> Iterator[Block]:
    whole = found.all
    wip = f"; {whole.wip} more in progress" if whole.wip else ""
    yield Text(f"{counted(whole.out, 'article')} to be used{wip}.")
    if not whole.out:
        yield Text("Not enough data: no article is there to be used yet.", "quiet")
        return
    yield Fields(tuple(_fields(whole)))
    yield _articles(found, limit)
    if len(found.teams) > 1:
        yield Heading("By team")
        yield _teams(found)


def _fields(whole: Counts) -> Iterator[tuple[str, Cell]]:
    missing = "nothing validated has a known day"
    yield "fresh", of(whole.fresh, whole.with_interval, "with an interval", missing)
    yield "flags", f"{whole.flags} open, on {counted(whole.flagged, 'article')}"
    yield "orphans", of(whole.orphans, whole.out, "are linked from nowhere", "no article")
    yield "never used", of(whole.unused, whole.out, "in all that the activity log holds", "none")


def _articles(found: Health, limit: int) -> Table:
    columns = [
        Column("id"), Column("title", flexible=True), Column("fresh until"),
        Column("uses", right=True), wide("wants"),
    ]  # fmt: skip
    rows = [_row(found, one) for one in found.articles[: limit or None]]
    heads = ("id", "state", "title", "team", "owner", "fresh_until", "fresh", "uses", "flags",
             "linked")  # fmt: skip
    programs = [_program(one) for one in found.articles]
    return Table(columns, rows, Table([Column(head) for head in heads], programs))


def _row(found: Health, one: Article) -> list[Cell]:
    tone: Tone = "bad" if one.uses.flags_open or one.fresh is False else ""
    return [
        Say(found.short[one.identity], "id", one.identity),
        one.title,
        Say(str(one.until or "–"), "bad" if one.fresh is False else "", str(one.until or "")),
        str(one.uses.uses),
        Say(", ".join(wants(one)), tone),
    ]


def _program(one: Article) -> list[Cell]:
    fresh = {None: "", True: "yes", False: "no"}[one.fresh]
    return [
        one.identity, one.state, one.title, one.team, one.owner, str(one.until or ""), fresh,
        str(one.uses.uses), str(one.uses.flags_open), "yes" if one.linked else "no",
    ]  # fmt: skip


def _teams(found: Health) -> Table:
    names = ("articles", "fresh", "flags", "orphans", "never used")
    columns = [Column("team", flexible=True), *(Column(name, right=True) for name in names)]
    return Table(columns, [_team(one) for one in found.teams])


def _team(one: Counts) -> list[Cell]:
    return [
        one.team or Say(NO_TEAM, "quiet", " "),
        str(one.out),
        _part(one.fresh, one.with_interval),
        str(one.flags),
        _part(one.orphans, one.out),
        _part(one.unused, one.out),
    ]


def _part(part: int, whole: int) -> str:
    """A share in a cell; a dash where there is nothing to share."""
    found = share(part, whole)
    return "–" if found is None else f"{part} ({per_cent(found)})"


def _data(found: Health) -> dict[str, Any]:
    return {
        "on": found.today.isoformat(),
        "unused_after_days": found.unused_after,
        "all": _sums(found.all),
        "teams": [{"team": one.team or None} | _sums(one) for one in found.teams],
        "articles": [
            {
                "id": one.identity,
                "title": one.title,
                "state": one.state,
                "team": one.team or None,
                "owner": one.owner or None,
                "fresh_until": one.until.isoformat() if one.until else None,
                "fresh": one.fresh,
                "uses": one.uses.uses,
                "open_flags": one.uses.flags_open,
                "linked": one.linked,
            }
            for one in found.articles
        ],
    }


def _sums(one: Counts) -> dict[str, Any]:
    return {
        "articles": one.out,
        "in_progress": one.wip,
        "fresh": portion(one.fresh, one.with_interval),
        "open_flags": one.flags,
        "flagged": one.flagged,
        "orphans": portion(one.orphans, one.out),
        "never_used": portion(one.unused, one.out),
    }
