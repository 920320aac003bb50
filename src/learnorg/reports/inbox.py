"""What waits for the register's authority?"""

from dataclasses import dataclass
from datetime import date

from learnorg.kinds.review import REVIEW
from learnorg.page import Cell, Column, Page, Say, Table, Text
from learnorg.register.lookup import shortest
from learnorg.register.register import Register

PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An improvement, or a lesson from outside, that waits for a decision, and how long it has."""

    identity: str
    short: str
    state: str
    wants: str
    title: str
    raised_by: str
    days: int | None

    @property
    def promised(self) -> bool:
        """Whether policy promises an answer: to whoever raised what is proposed, and no other."""
        return self.state == PROPOSED

    def days_late(self, within: int) -> int | None:
        """How many days longer it waits than policy promises; None without a promise or a day."""
        return max(0, self.days - within) if self.promised and self.days is not None else None


@dataclass(frozen=True, slots=True)
class Inbox:
    """Everything that waits, the longest first, and within how many days proposals are answered."""

    waiting: list[Waiting]
    answer_within: int

    @property
    def unanswered(self) -> list[Waiting]:
        """The proposals that wait longer than policy promises."""
        return [one for one in self.waiting if one.days_late(self.answer_within)]


def derive(register: Register, today: date) -> Inbox:
    """
    Proposed improvements wait to be accepted or declined; in the full work flow, assessed
    ones wait for approval; held ones past their date wait to be resumed. Lessons from outside
    wait for somebody to say whether they apply here.
    """
    states = {PROPOSED: "accept or decline"}
    if register.policy.workflow == "full":
        states["assessed"] = "approve or decline"
    marks = ", ".join("?" * len(states))
    rows = register.index.rows(
        "SELECT id, state, title, raised_by, since FROM records "  # only marks
        f"WHERE kind = 'improvement' AND broken IS NULL AND state IN ({marks})",
        states,
    )
    held = register.index.rows(
        "SELECT id, 'on-hold', records.title, raised_by, json_extract(json, '$.hold.until') "
        "FROM records JOIN contents USING (n) WHERE kind = 'improvement' AND broken IS NULL "
        "AND state = 'on-hold' AND json_extract(json, '$.hold.until') < ?",
        (today.isoformat(),),
    )
    lessons = register.index.rows(
        "SELECT id, state, records.title, raised_by, raised "
        "FROM records JOIN contents USING (n) WHERE kind = 'review' AND broken IS NULL "
        "AND type = 'outside-lesson' AND open AND json_extract(json, '$.verdict.answer') IS NULL"
    )
    states |= dict.fromkeys(REVIEW.states, "say whether it applies")
    short = shortest(register.index, [row[0] for row in (*rows, *held, *lessons)])
    waiting = [
        Waiting(
            i,
            short[i],
            state,
            states.get(state, "resume, or hold on"),
            title,
            by,
            _days(since, today),
        )
        for i, state, title, by, since in (*rows, *held, *lessons)
    ]
    waiting.sort(key=lambda w: (-(w.days if w.days is not None else 10**6), w.identity))
    return Inbox(waiting, register.policy.answer_within)


def _days(since: str, today: date) -> int | None:
    """How many days it is since then; None where that is no day, or one that has not come."""
    try:
        days = (today - date.fromisoformat(since)).days
    except (ValueError, TypeError):
        return None
    return days if days >= 0 else None


def lay_out(inbox: Inbox) -> Page:
    """A table of what waits, with its age."""
    if not inbox.waiting:
        return Page("", (Text("Nothing waits for a decision.", "good"),), "inbox", [])
    columns = [
        Column("id"), Column("days", right=True), Column("wants"),
        Column("title", flexible=True), Column("raised_by", flexible=True),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            Say(w.short, "id", w.identity),
            _age(w, inbox.answer_within),
            w.wants,
            w.title,
            w.raised_by,
        ]
        for w in inbox.waiting
    ]
    data = [
        {"id": w.identity, "days": w.days, "wants": w.wants, "title": w.title,
         "raised_by": w.raised_by or None, "late": bool(w.days_late(inbox.answer_within))}
        for w in inbox.waiting
    ]  # fmt: skip
    return Page("", (Table(columns, rows),), "inbox", data)


def _age(waiting: Waiting, within: int) -> Say:
    if waiting.days is None:
        return Say("?", "warn")
    return Say(str(waiting.days), "bad" if waiting.days_late(within) else "")
