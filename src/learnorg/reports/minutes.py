"""What does the register's next meeting speak of?"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from learnorg.page import Block, Cell, Column, Heading, Items, Page, Table, Text, counted
from learnorg.register.lookup import shortest
from learnorg.register.register import Register
from learnorg.register.trail import Trail
from learnorg.reports import inbox
from learnorg.reports.inbox import Inbox, Waiting
from learnorg.reports.meeting import sections
from learnorg.reports.meeting.changes import Change, by_dates, by_git
from learnorg.reports.meeting.late import SORTS, Late, late
from learnorg.reports.meeting.since import Since

KIND = "minutes"
HEADS = {"new": "New", "moved": "Moved", "finished": "Finished or declined", "gone": "Taken away"}


class Minutes(NamedTuple):
    """What changed since the last meeting, what waits for a decision, and what is late."""

    since: Since
    today: date
    changes: list[Change]
    waiting: list[Waiting]
    answer_within: int
    late: list[Late]
    short: dict[str, str]

    def of(self, sort: str) -> list[Change]:
        """The changes of a sort: new, moved, finished, gone or edited."""
        return [one for one in self.changes if one.sort == sort]

    @property
    def unanswered(self) -> list[Waiting]:
        """The proposals that wait longer than policy promises."""
        return Inbox(self.waiting, self.answer_within).unanswered

    @property
    def overdue(self) -> list[Late]:
        """What is late, without the holds: they wait for a decision, and are told there."""
        return [one for one in self.late if one.what != SORTS["hold"]]


def derive(register: Register, trail: Trail | None, since: Since, today: date) -> Minutes:
    """
    The agenda of the next meeting of those who keep the register.

    Changes are those from the commit of the last meeting to the tip, as git has them; without
    a trail they are told by the dates that records state. What waits and what is late is read
    from the register as it stands.
    """
    if trail is None or since.unseen:
        changes = by_dates(register, since.day, today)
    else:
        changes = by_git(register, trail, since.commit, since.tip)
    found = inbox.derive(register, today)
    overdue = late(register, today)
    names = [one.identity for some in (changes, found.waiting, overdue) for one in some]
    short = shortest(register.index, list(dict.fromkeys(names)))
    return Minutes(since, today, changes, found.waiting, found.answer_within, overdue, short)


def lay_out(minutes: Minutes) -> Page:
    """The agenda in a few lines, then what it speaks of, then what there is to decide."""
    title = f"Register meeting, {minutes.today}"
    return Page(title, tuple(_blocks(minutes)), KIND, _data(minutes))


def _blocks(minutes: Minutes) -> Iterator[Block]:
    yield Text(_window(minutes), "quiet")
    agenda = list(_agenda(minutes))
    if not agenda:
        yield Text("Nothing changed, nothing waits for a decision, nothing is late.", "good")
        return
    yield Heading("Agenda")
    yield Items(agenda)
    for sort, head in HEADS.items():
        yield from sections.changed(head, minutes.of(sort), minutes.short)
    yield from sections.edited(minutes.of("edited"), minutes.short)
    yield from sections.waiting(minutes.waiting, minutes.answer_within, minutes.short)
    yield from sections.late(minutes.overdue, minutes.short)
    yield from _decisions(minutes)


def _window(minutes: Minutes) -> str:
    since = minutes.since
    days = f"From {since.day} to {minutes.today}"
    if since.unseen:
        return f"{days}, by the dates in the records: {since.unseen}."
    if not since.commit:
        return f"{days}; the register has begun since."
    return f"{days}: commits {since.commit[:10]}..{since.tip[:10]}."


def _agenda(minutes: Minutes) -> Iterator[str]:
    """What there is to speak of, the most pressing first."""
    if waiting := len(minutes.waiting):
        beyond = len(minutes.unanswered)
        promised = f", {beyond:,} of them longer than the {minutes.answer_within} days promised"
        yield f"Decide: {waiting:,} wait for a decision{promised if beyond else ''}"
    if minutes.overdue:
        late_ones = ", ".join(_late_counts(minutes.overdue))
        yield f"Agree on new days for what is late, or let go: {late_ones}"
    if finished := minutes.of("finished"):
        ends = _counts([one.result or one.became for one in finished])
        yield f"Learn from what ended: {', '.join(ends)}"
    counts = [f"{len(some):,} {sort}" for sort in ("new", "moved") if (some := minutes.of(sort))]
    if counts:
        yield f"Hear of {' and '.join(counts)}"
    rest = [(minutes.of("edited"), "edited otherwise"), (minutes.of("gone"), "taken away")]
    if told := [f"{len(some):,} {how}" for some, how in rest if some]:
        yield f"Know of {' and '.join(told)}"


def _late_counts(found: Sequence[Late]) -> Iterator[str]:
    words = {"improvement": ("improvement",), "step": ("step of a plan", "steps of plans")}
    for what, said in words.items():
        if number := sum(one.what == what for one in found):
            yield counted(number, *said)


def _counts(names: Sequence[str]) -> Iterator[str]:
    return (f"{names.count(name):,} {name}" for name in dict.fromkeys(names))


def _decisions(minutes: Minutes) -> Iterator[Block]:
    """A line to tick for whatever waits or is late, to be filled in at the meeting."""
    lines = [
        sections.line(minutes.short, one.identity, f"{one.title}: {one.wants}")
        for one in minutes.waiting
    ]
    records = sections.by_record(minutes.overdue)
    for some in records:
        for each in some:
            what = f"{each.title}, step '{each.part}'" if each.what == "step" else each.title
            ask = f"{what}, due {each.due}: new day, or let go"
            lines.append(sections.line(minutes.short, each.identity, ask))
    if lines:
        yield Heading("Decisions to note")
        yield Items(lines, to_tick=True)


def _data(minutes: Minutes) -> dict[str, Any]:
    since, within = minutes.since, minutes.answer_within
    sorts = (*HEADS, "edited")
    return {
        "since": {
            "day": since.day.isoformat(),
            "commit": since.commit or None,
            "tip": since.tip or None,
            "by": "dates" if since.unseen else "git",
            "why_not_git": since.unseen or None,
        },
        "day": minutes.today.isoformat(),
        **{sort: [sections.change_data(one) for one in minutes.of(sort)] for sort in sorts},
        "answer_within": within,
        "waiting": [
            {"id": w.identity, "title": w.title, "wants": w.wants, "days": w.days,
             "raised_by": w.raised_by or None, "days_late": w.days_late(within)}
            for w in minutes.waiting
        ],
        "late": [
            {key: value or None for key, value in one._asdict().items() if key != "identity"}
            | {"id": one.identity}
            for one in minutes.late
        ],
    }  # fmt: skip


def table(minutes: Minutes) -> Page:
    """Everything to speak of as a row each, for spreadsheets."""
    names = ("topic", "id", "title", "from", "to", "outcome", "day", "days", "about", "who",
             "fields")  # fmt: skip
    rows: list[Sequence[Cell]] = [
        (one.sort, one.identity, one.title, one.was, one.became, one.result, "", "",
         one.because, ", ".join(one.by), ", ".join(one.fields))
        for one in minutes.changes
    ]  # fmt: skip
    rows += [
        ("waiting", w.identity, w.title, "", "", "", "", "" if w.days is None else str(w.days),
         w.wants, w.raised_by, "")
        for w in minutes.waiting
    ]  # fmt: skip
    rows += [
        ("late", one.identity, one.title, "", "", "", one.due, str(one.days),
         f"{one.what}: {one.part}" if one.part else one.what, one.owner, "")
        for one in minutes.late
    ]  # fmt: skip
    return Page("", (Table([Column(name) for name in names], rows),), KIND, _data(minutes))
