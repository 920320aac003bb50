"""`learnorg review timeline import`: what happened when, as a sheet or a channel tells it."""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from learnorg.cli.answer import finish, short
from learnorg.cli.console import say
from learnorg.cli.options import Wishes, given, with_bundles
from learnorg.cli.review_options import NotSaid, ReviewId, Several
from learnorg.cli.session import Session
from learnorg.cli.worded import tell_of_wording
from learnorg.errors import LearnorgError
from learnorg.files import bounded
from learnorg.files.splice import Edit
from learnorg.methods.moments import Moment, comparable, moment
from learnorg.page import counted
from learnorg.register import chronology
from learnorg.register.changes import Change
from learnorg.register.chronology import TooManyEntries
from learnorg.register.links import parts
from learnorg.register.records import Stored, revised, revision
from learnorg.register.reviewing import review, sound
from learnorg.render.safe import on_one_line

if TYPE_CHECKING:  # sheets, messages and time zones, which other commands do without
    from learnorg.exchange.timelines.entries import Entry, Timeline

SHAPES = ("csv", "slack")
STDIN = "<stdin>"
NAMED = 3


class NoSuchShape(LearnorgError):
    """A form in which timelines do not come."""

    hint = f"It is one of: {', '.join(SHAPES)}."

    def __init__(self, typed: str) -> None:
        super().__init__(f"'{typed}' is no form of a timeline")


def _shapes(incomplete: str) -> list[str]:
    return [shape for shape in SHAPES if shape.startswith(incomplete)]


def _zones(incomplete: str) -> list[str]:
    from zoneinfo import available_timezones  # for completion alone

    found = sorted(name for name in available_timezones() if name.startswith(incomplete))
    return found[:50]


class Clock(NamedTuple):
    """By which clock moments are told, and which of them are wanted."""

    tz: Annotated[
        str,
        typer.Option(
            "--tz",
            help="The time zone to tell moments in: Europe/Berlin.",
            metavar="ZONE",
            autocompletion=_zones,
        ),
    ] = ""
    since: Annotated[str, typer.Option("--since", help="From then on.", metavar="WHEN")] = ""
    until: Annotated[str, typer.Option("--until", help="Until then.", metavar="WHEN")] = ""


class Telling(NamedTuple):
    """How what is told is taken: who it is from, and what it is called."""

    role: Annotated[
        Several,
        typer.Option(
            "--role",
            help="Who had which role; all others are somebody.",
            metavar="USER=ROLE",
        ),
    ] = None
    source: Annotated[
        str, typer.Option("--source", help="What the source is called, in place of its own name.")
    ] = ""
    programs: Annotated[
        bool, typer.Option("--programs", help="Also messages of programs, such as alerts.")
    ] = False


@with_bundles
def import_(
    ctx: typer.Context,
    typed: ReviewId,
    file: Annotated[
        str,
        typer.Argument(
            help="A sheet with times, a day of a Slack export, or - for standard input.",
            metavar="FILE|-",
        ),
    ],
    shape: Annotated[
        str,
        typer.Option(
            "--form",
            help=f"{' or '.join(SHAPES)}, where the name does not tell.",
            autocompletion=_shapes,
        ),
    ] = "",
    *,
    clock: Clock,
    telling: Telling,
    wishes: Wishes,
) -> None:
    """
    Add what a CSV file or a Slack channel tells to a review's timeline, each thing once.

    Columns of people, names behind an @, mail addresses and telephone numbers are left out;
    --role says who had which role. Names that merely stand in a sentence cannot be told from
    other words: read the entries through once. What cannot be read is told with its line, and
    exit code 1 says that there was some. A second run adds nothing.

    [dim]$[/] learnorg review timeline import 7k3 pages.csv --tz Europe/Berlin
    [dim]$[/] learnorg review timeline import 7k3 ops/2026-11-20.json --since 09:00 --until 11:00
    --role U01ABC="incident commander"
    """
    session: Session = ctx.obj
    stored = review(session.register, typed)
    sound(stored)
    zone = _zone(clock.tz)
    timeline = _read(file, shape, zone, telling)
    if telling.source:
        timeline = _called(timeline, file, telling.source)
    timeline = _between(session, stored, timeline, clock, zone)
    after, new = _with(stored, timeline)
    added = len(new)
    told = _told(timeline, added)
    reason = f"Timeline from {on_one_line(file)}"
    revisions = (revision(stored, after),) if added else ()
    finish(session, Change("timeline", revisions, reason, told=told), wishes)
    if not added and not wishes.quiet and wishes.form == "auto":
        say(told)
    _tell(timeline, new)
    _tell_of_clocks(stored, new)
    tell_of_wording(session, [stored.identity] if added else [], wishes)
    if added and not wishes.dry_run and not wishes.quiet:
        shown = f"learnorg review timeline show {short(session, stored.identity)}"
        say(f"Read the entries through for names of people, once: {shown}")
    if timeline.faults:
        raise typer.Exit(1)


def _zone(name: str) -> tzinfo | None:
    from learnorg.exchange.timelines import clocks  # with the zones of the world

    return clocks.zone(name) if name else None


def _read(file: str, shape: str, zone: tzinfo | None, telling: Telling) -> "Timeline":
    """The timeline that a file holds, in the form that is named, or that its name tells."""
    from learnorg.exchange.timelines import reading, sheet, slack
    from learnorg.exchange.timelines.people import People
    from learnorg.exchange.values import file_name

    if shape and shape not in SHAPES:
        raise NoSuchShape(shape)
    data = _data(file, reading.MAX_BYTES)
    path = PurePath(STDIN if file == "-" else file)
    roles = _roles(given(telling.role))
    if not shape and file == "-":
        shape = "slack" if data.lstrip()[:1] in (b"[", b"{") else "csv"
    if shape == "slack":
        return slack.read(data, path, zone, People(roles), programs=telling.programs)
    if shape == "csv":
        return sheet.read(data, file_name(path.name), zone, People(roles))
    return reading.read(path, data, zone=zone, roles=roles, programs=telling.programs)


def _data(file: str, most: int) -> bytes:
    if file != "-":
        return bounded.read(Path(file), most, named=True)
    data = sys.stdin.buffer.read(most + 1)
    if len(data) > most:
        why = f"it is larger than {most // 1024:,} KiB"
        raise bounded.NotRead(STDIN, why, "Divide it, and read the parts one by one.")
    return data


def _roles(pairs: Sequence[str]) -> dict[str, str]:
    """Who had which role."""
    found = {}
    for pair in pairs:
        who, _, role = (part.strip() for part in pair.partition("="))
        if not who or not role:
            raise NotSaid(pair, "a person and a role", "U01ABC=incident commander")
        found[who] = role
    return found


def _called(timeline: "Timeline", file: str, name: str) -> "Timeline":
    """The timeline with its source under another name; what a sheet says of a row stays."""
    from learnorg.exchange.values import file_name

    own = {STDIN, file_name(PurePath(file).name)}
    entries = tuple(
        entry._replace(source=name)
        if entry.source in own or entry.source.startswith("Slack")
        else entry
        for entry in timeline.entries
    )
    return replace(timeline, entries=entries)


def _between(
    session: Session, stored: Stored, timeline: "Timeline", clock: Clock, zone: tzinfo | None
) -> "Timeline":
    """The part of a timeline that is wanted."""
    from learnorg.exchange.timelines.spans import between

    bounds = [_bound(session, stored, text, zone) for text in (clock.since, clock.until)]
    return between(timeline, *bounds) if any(bounds) else timeline


def _bound(session: Session, stored: Stored, text: str, zone: tzinfo | None) -> Moment | None:
    if not text:
        return None
    found = chronology.said(text, stored.plain, session.today)
    if zone is None or found.zoned:
        return found
    from learnorg.exchange.timelines import clocks

    return Moment(clocks.placed(found.at, zone).at)


def _with(stored: Stored, timeline: "Timeline") -> tuple[Stored, list["Entry"]]:
    """The review with what it has not yet of a timeline, and what that is."""
    from learnorg.exchange.timelines.merging import fresh, merged

    plain = stored.plain
    there = chronology.entries(plain)
    new = fresh(there, timeline)
    if len(there) + len(new) > chronology.MOST and new:
        raise TooManyEntries(stored.identity, len(there) + len(new))
    every = merged(there, timeline, parts(plain))
    return (revised(stored, [Edit(("timeline",), every)]) if new else stored), new


# ---- what is told -----------------------------------------------------------------------


def _told(timeline: "Timeline", added: int) -> str:
    """How much came, and how much was there."""
    again = len(timeline.entries) - added
    there = f"; {again:,} {'was' if again == 1 else 'were'} there already" if again else ""
    return f"{counted(added, 'entry', 'entries')} added{there}."


def _tell(timeline: "Timeline", new: Sequence["Entry"]) -> None:
    """Say what was left out and changed and why, what cannot be read, and what is in doubt."""
    from learnorg.exchange.rows import grouped

    for left in timeline.left_out:
        say(f"Left out, {left.count:,}: {left.reason}.", "quiet")
    came = {(entry.at, entry.what) for entry in new}
    changed = Counter(one.kind for one in timeline.masked if (one.at, one.what) in came)
    for kind, count in changed.most_common():
        say(f"Changed, {count:,}: {kind}.", "quiet")
    for same in grouped(timeline.remarks):
        places = ", ".join(same.where[:NAMED])
        more = f" and {len(same.where) - NAMED} more" if len(same.where) > NAMED else ""
        say(f"{same.remark.message}\n    {places}{more}", same.remark.level.tone)
    for fault in timeline.faults:
        say(f"not read: {on_one_line(str(fault))}", "bad")
    if timeline.faults:
        say(f"{counted(len(timeline.faults), 'row')} not read.", "warn")


def _tell_of_clocks(stored: Stored, new: Sequence["Entry"]) -> None:
    """Say that nobody can tell the order of what came and of what was there, and what helps."""
    there = [str(one.get("at") or "") for one in chronology.entries(stored.plain)]
    known = [at for text in there if (at := moment(text))]
    came = [at for entry in new if (at := moment(entry.at))]
    pair = next(((a, b) for a in came for b in known if not comparable(a, b)), None)
    if pair is None:
        return
    at, other = pair
    zoned, bare = (at, other) if at.zoned else (other, at)
    way = (
        f"Write how far it was with the others: learnorg edit {stored.identity}."
        if at.zoned
        else "Take the import back, and repeat it with the zone of its clock: --tz Europe/Berlin."
    )
    far = f"{zoned} says how far its clock was from UTC, {bare} does not"
    say(f"{far}: their order is in doubt. {way}", "warn")
