"""`learnorg report`: answers to hand on, whatever the medium."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Any, NamedTuple, Protocol

import typer

from learnorg.cli import completion
from learnorg.cli.console import Output, answer
from learnorg.cli.horizon import tell_of_horizon
from learnorg.cli.nothing import tell_of_identities
from learnorg.cli.options import (
    NoPictures,
    OutputFile,
    Words,
    form,
    given,
    span_option,
    with_bundles,
)
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.page import Page, Text, counted
from learnorg.periods import Period, period
from learnorg.register import query as queries
from learnorg.register.query import Query
from learnorg.register.register import Register, Unreadable

FORMS = ("terminal", "md", "html", "json", "csv")
TABLES = ("csv", "tsv")
FOUR_WEEKS = 28


class NoFirstDay(LearnorgError):
    """A period without a beginning, where the last meeting is asked for."""

    hint = "Name the last meeting: --since 2026-10-25, or a period such as --period last-4w."

    def __init__(self, text: str) -> None:
        super().__init__(f"'{text}' does not say when the last meeting was")


class BothGiven(LearnorgError):
    """Two options that say the same thing."""

    hint = "Give one of them: --since for the last meeting, or --period for first and last day."

    def __init__(self) -> None:
        super().__init__("--since and --period both say from when")


def forms(incomplete: str) -> list[str]:
    """The forms of a report."""
    return [form for form in FORMS if form.startswith(incomplete)]


ReportFormat = Annotated[
    str,
    typer.Option(
        "--format",
        help="terminal, md, html or json; csv has the main table.",
        metavar="FORM",
        show_default=False,
        callback=form,
        autocompletion=forms,
    ),
]


class Shown(NamedTuple):
    """In which form a report is wanted, and where."""

    form: ReportFormat = "auto"
    output: OutputFile = ""
    no_pictures: NoPictures = False

    @property
    def as_table(self) -> bool:
        """Whether only the main table is wanted."""
        return self.form in TABLES


Span = Annotated[
    str, span_option("Days to report on: 2026-Q4, 2026-11, last-90d, 2026-11..2027-02.")
]


class Report(Protocol):
    """A report about a period, as its module has it."""

    def derive(self, register: Register, query: Query, span: Period, today: date, /) -> Any:
        """The answer."""

    def lay_out(self, found: Any, /) -> Page:
        """The answer on a page."""


app = typer.Typer(
    help="Answers to hand on: to a manager, a meeting, a mailbox.",
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command("achievements")
@with_bundles
def achievements(ctx: typer.Context, words: Words = None, span: Span = "", *, shown: Shown) -> None:
    """
    Tell what was finished: outcome, evidence, benefit, teams, what was learned, what failed.

    Without a period it is the running quarter.

    [dim]$[/] learnorg report achievements
    [dim]$[/] learnorg report achievements service:webshop --period 2026 --format md -o webshop.md
    """
    from learnorg.reports import achievements as report  # each report only when it is asked for

    session, query, days = _asked(ctx, words, span, "quarter")
    found = report.derive(session.register, query, days, session.today)
    _show(session, report.table(found) if shown.as_table else report.lay_out(found), shown)
    if not found.closed:
        tell_of_identities(session.register.index, query.words)


@app.command("flow")
@with_bundles
def flow(ctx: typer.Context, words: Words = None, span: Span = "", *, shown: Shown) -> None:
    """
    Tell how work flows: how long it takes, how much gets done, what is in work.

    Without a period it is the last 180 days.

    [dim]$[/] learnorg report flow
    [dim]$[/] learnorg report flow owner:platform --period last-365d --format html -o flow.html
    """
    from learnorg.reports import flow as report

    _tell(ctx, words, span, "last-180d", report, shown)


@app.command("sources")
@with_bundles
def sources(ctx: typer.Context, words: Words = None, span: Span = "", *, shown: Shown) -> None:
    """
    Tell where improvements come from, which sources are silent, and how many take part.

    Without a period it is the last 365 days.

    [dim]$[/] learnorg report sources
    [dim]$[/] learnorg report sources --period 2026-Q4 --format csv
    """
    from learnorg.reports import sources as report

    _tell(ctx, words, span, "last-365d", report, shown)


@app.command("plan")
@with_bundles
def plan(ctx: typer.Context, words: Words = None, span: Span = "", *, shown: Shown) -> None:
    """
    Tell how far plans are, what comes next, and what they wait for.

    Milestones are those of a period, the running quarter unless told otherwise.

    [dim]$[/] learnorg report plan
    [dim]$[/] learnorg report plan owner:platform --period 2027-Q1
    """
    from learnorg.reports import plans as report

    _tell(ctx, words, span, "quarter", report, shown)


@app.command("learning")
@with_bundles
def learning(
    ctx: typer.Context,
    service: Annotated[
        str,
        typer.Option(
            "--service",
            help="One service.",
            metavar="SERVICE",
            autocompletion=completion.terms("service"),
        ),
    ] = "",
    span: Span = "",
    *,
    shown: Shown,
) -> None:
    """
    Tell what was learned, where it landed, what of it others used, and what came back.

    Without a period it is the running quarter.

    [dim]$[/] learnorg report learning
    [dim]$[/] learnorg report learning --service payments --period 2026 --format md
    """
    from learnorg.register import services as named
    from learnorg.register.activity import faults
    from learnorg.register.trail import Trail
    from learnorg.reports import learning as report

    session, _, days = _asked(ctx, None, span, "quarter")
    service = named.service(session.register, service) if service else ""
    trail = Trail.of(session.register) if session.register.repository else None
    found = report.derive(session.register, trail, service, days, session.today)
    page = report.table(found) if shown.as_table else report.lay_out(found)
    _show(session, page, shown, faults(session.register))
    if trail:
        tell_of_horizon(trail)


@app.command("inbox")
@with_bundles
def inbox(ctx: typer.Context, *, shown: Shown) -> None:
    """
    Tell what waits for a decision today, the longest first.

    [dim]$[/] learnorg report inbox --format md
    """
    from learnorg.reports import inbox as report

    session: Session = ctx.obj
    found = report.derive(session.register, session.today)
    page = report.lay_out(found)
    if not shown.as_table and found.waiting:
        late = len(found.unanswered)
        longer = f"{late:,} of them longer than the {found.answer_within} days that policy promises"
        text = f"{counted(len(found.waiting), 'improvement')} waiting for a decision"
        said = Text(f"{text}{f', {longer}' if late else ''}.")
        page = page._replace(title=f"Inbox, {session.today}", blocks=(said, *page.blocks))
    _show(session, page, shown)


@app.command("minutes")
@with_bundles
def minutes(
    ctx: typer.Context,
    since: Annotated[
        str,
        typer.Option(
            "--since",
            help="The last meeting: its day, or a commit, branch or tag of then.",
            metavar="REF|DAY",
        ),
    ] = "",
    span: Span = "",
    *,
    shown: Shown,
) -> None:
    """
    Lay out the next register meeting: what changed, what waits, what is late, what to decide.

    Without a day it goes back four weeks. What changed is read from git. As Markdown the
    decisions are a list to tick off. A period that is over is told as it stood at its end.

    [dim]$[/] learnorg report minutes --since 2026-10-25
    [dim]$[/] learnorg report minutes --since last-meeting --format md -o agenda.md
    """
    from learnorg.register.trail import Trail
    from learnorg.reports import minutes as report
    from learnorg.reports.meeting.since import last_meeting
    from learnorg.reports.tracking.windows import NotBegun

    session: Session = ctx.obj
    live = session.register
    trail = Trail.of(live) if live.repository else None
    if since and span:
        raise BothGiven
    tip = ""
    if span:
        days = period(span, session.today)
        if days.first is None:
            raise NoFirstDay(span)
        if days.first > session.today:
            raise NotBegun(days.first, session.today)
        since = (days.first - timedelta(days=1)).isoformat()
        if days.last and days.last < session.today:
            session, tip = _as_it_stood(session, days.last)
    since = since or (session.today - timedelta(days=FOUR_WEEKS)).isoformat()
    meeting = last_meeting(live, trail, since, session.today, tip)
    found = report.derive(session.register, trail, meeting, session.today)
    _show(session, report.table(found) if shown.as_table else report.lay_out(found), shown)
    if trail:
        tell_of_horizon(trail)


def _as_it_stood(session: Session, day: date) -> tuple[Session, str]:
    """A session on the register of a day that is over, and its commit."""
    from learnorg.cli.past import register_as_of  # which only a look back wants
    from learnorg.register.past import moment

    commit = moment(session.register, day.isoformat(), session.today).commit
    return register_as_of(session, day.isoformat()), commit.id


def _asked(
    ctx: typer.Context, words: list[str] | None, span: str, usual: str
) -> tuple[Session, Query, Period]:
    """What every report about a period needs."""
    session: Session = ctx.obj
    today = session.today
    quarter = f"{today.year:04}-Q{(today.month + 2) // 3}"
    days = period(span or (quarter if usual == "quarter" else usual), today)
    return session, queries.parse(given(words), "improvement"), days


def _tell(
    ctx: typer.Context, words: list[str] | None, span: str, usual: str, report: Report, shown: Shown
) -> None:
    """Show what a report says of a period."""
    session, query, days = _asked(ctx, words, span, usual)
    found = report.derive(session.register, query, days, session.today)
    _show(session, report.lay_out(found), shown)


def _show(session: Session, page: Page, shown: Shown, besides: Sequence[Unreadable] = ()) -> None:
    """Show a page, and what could not be read for it."""
    wished = Output(shown.form, shown.output, not shown.no_pictures)
    answer(page, wished, [*session.register.unreadable(), *besides])
