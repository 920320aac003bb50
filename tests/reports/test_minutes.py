import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checkouts import Checkout
from learnorg.errors import LearnorgError
from learnorg.history.objects import NoSuchCommit
from learnorg.page import Heading, Items, Table, Text, words
from learnorg.periods import InTheFuture, NotADate
from learnorg.register.register import Register
from learnorg.register.trail import Trail
from learnorg.render.formats import markdown
from learnorg.render.terminal import show
from learnorg.reports import inbox
from learnorg.reports.meeting.since import NoMeeting, Since, last_meeting
from learnorg.reports.minutes import Minutes, derive, lay_out, table
from pasts import ID, commit, kept, put, story
from registers import TODAY

RECORDS = """
---
# path: learnorg.yaml
answer_within: 10
---
id: lea
title: Lea
teams: [night-shift]
---
id: IMP-2611-000001
title: Shorter hand-over
state: proposed
raised: 2026-11-02
raised_by: lea
---
id: IMP-2611-000002
title: Fewer calls
state: proposed
raised: 2026-11-20
---
id: IMP-2610-000003
title: Late as a whole, and in parts
state: in-progress
raised: 2026-10-02
dates: {proposed: 2026-10-02, accepted: 2026-10-05, in-progress: 2026-11-03}
due: 2026-11-20
owner: platform
plan:
  - {id: a1x, do: Order a disk, due: 2026-11-10}
  - {id: a2x, do: Set it up, due: 2026-11-21, owner: lea}
  - {id: a3x, do: Done in time, due: 2026-11-01, done: 2026-11-01}
---
id: IMP-2610-000004
title: Waits for spring
state: on-hold
raised: 2026-10-02
dates: {proposed: 2026-10-02, accepted: 2026-10-03, on-hold: 2026-10-04}
hold: {from: 2026-10-04, until: 2026-11-21, because: Spring, state: accepted}
---
id: IMP-2610-000005
title: Labels
state: closed
raised: 2026-10-02
dates: {proposed: 2026-10-02, closed: 2026-11-03}
outcome: {result: delivered, evidence: All racks have one.}
"""
MEETING = Since(date(2026, 10, 25), unseen="there is no git repository here")


def told(register: Register) -> Minutes:
    return derive(register, None, MEETING, TODAY)


def test_derive(register: Register) -> None:
    found = told(register)
    assert [(one.title, one.sort) for one in found.changes] == [
        ("Shorter hand-over", "new"),
        ("Fewer calls", "new"),
        ("Late as a whole, and in parts", "moved"),
        ("Labels", "finished"),
    ]
    assert [one.title for one in found.waiting] == [
        "Shorter hand-over", "Fewer calls", "Waits for spring"
    ]  # fmt: skip
    assert [one.title for one in found.unanswered] == ["Shorter hand-over"]
    assert [(one.what, one.part, one.days, one.owner) for one in found.late] == [
        ("step", "Order a disk", 12, "platform"),
        ("improvement", "", 2, "platform"),
        ("step", "Set it up", 1, "lea"),
        ("on hold until", "Spring", 1, ""),
    ]
    assert [one.what for one in found.overdue] == ["step", "improvement", "step"]


test_derive.__doc__ = "What changed, what waits and what is late is told, each once." + RECORDS


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    expected("minutes.txt", show(lay_out(told(register)), 80, colour=False))


test_page.__doc__ = "The minutes, as a terminal shows them." + RECORDS


def test_to_tick(register: Register) -> None:
    lines = list(markdown(lay_out(told(register))))
    late, ask = "- [ ] 000003  Late as a whole, and in parts", "new day, or let go"
    assert [line for line in lines if line.startswith("- [ ] ")] == [
        "- [ ] 000001  Shorter hand-over: accept or decline",
        "- [ ] 000002  Fewer calls: accept or decline",
        "- [ ] 000004  Waits for spring: resume, or hold on",
        f"{late}, due 2026-11-20: {ask}",
        f"{late}, step 'Order a disk', due 2026-11-10: {ask}",
        f"{late}, step 'Set it up', due 2026-11-21: {ask}",
    ]


test_to_tick.__doc__ = "Whatever waits or is late is a line to tick off in Markdown." + RECORDS


def test_one_count(register: Register) -> None:
    """
    Minutes and inbox count alike which proposals wait too long; a hold past its day is none.
    ---
    # path: learnorg.yaml
    answer_within: 10
    ---
    id: IMP-2611-000001
    title: Asked ten days ago
    state: proposed
    raised: 2026-11-12
    ---
    id: IMP-2611-000002
    title: Asked eleven days ago
    state: proposed
    raised: 2026-11-11
    ---
    id: IMP-2610-000004
    title: Waits for spring
    state: on-hold
    raised: 2026-10-02
    hold: {from: 2026-10-04, until: 2026-11-11, because: Spring, state: accepted}
    """
    found = told(register)
    asked = inbox.derive(register, TODAY)
    assert found.unanswered == asked.unanswered
    assert [one.title for one in found.unanswered] == ["Asked eleven days ago"]
    assert found.overdue == []
    data: Any = lay_out(found).data
    assert {one["title"]: one["days_late"] for one in data["waiting"]} == {
        "Asked ten days ago": 0, "Asked eleven days ago": 1, "Waits for spring": None
    }  # fmt: skip


def test_late_steps(register: Register) -> None:
    """
    What is late stands under its improvement, which has a day only if it is late itself.
    ---
    id: IMP-2610-000003
    title: In parts
    state: in-progress
    raised: 2026-10-02
    due: 2026-12-01
    plan:
      - {id: a1x, do: Order a disk, due: 2026-11-10, owner: lea}
      - {id: a2x, do: Set it up, due: 2026-11-21}
    """
    page = lay_out(told(register))
    assert "Late (2, of 1 improvement)" in [b.text for b in page.blocks if isinstance(b, Heading)]
    (block,) = [b for b in page.blocks if isinstance(b, Table)]
    assert [[words(cell) for cell in row] for row in block.rows] == [
        ["000", "", "", "In parts", ""],
        ["", "12", "2026-11-10", "step: Order a disk", "lea"],
        ["", "1", "2026-11-21", "step: Set it up", ""],
    ]


def test_nothing(register: Register) -> None:
    """
    Where there is nothing to speak of, the minutes say so.
    ---
    id: IMP-2610-000004
    title: At work
    state: in-progress
    raised: 2026-10-02
    dates: {in-progress: 2026-10-05}
    """
    blocks = lay_out(told(register)).blocks
    assert blocks[1:] == (
        Text("Nothing changed, nothing waits for a decision, nothing is late.", "good"),
    )


def test_data(register: Register) -> None:
    data: Any = lay_out(told(register)).data
    assert data["since"] == {
        "day": "2026-10-25", "commit": None, "tip": None, "by": "dates",
        "why_not_git": "there is no git repository here",
    }  # fmt: skip
    assert data["waiting"][0]["days_late"] == 10
    assert data["finished"][0]["outcome"] == "delivered"
    assert data["new"][0]["by_teams"] == ["night-shift"]
    assert data["late"][0] == {
        "id": "IMP-2610-000003", "title": "Late as a whole, and in parts", "what": "step",
        "part": "Order a disk", "due": "2026-11-10", "days": 12, "owner": "platform",
    }  # fmt: skip


test_data.__doc__ = "Programs get everything that is spoken of." + RECORDS


def test_table(register: Register) -> None:
    (block,) = table(told(register)).blocks
    assert isinstance(block, Table)
    assert [words(row[0]) for row in block.rows] == [
        "new", "new", "moved", "finished", "waiting", "waiting", "waiting",
        "late", "late", "late", "late",
    ]  # fmt: skip


test_table.__doc__ = "A spreadsheet gets a row for all that is spoken of." + RECORDS


def test_many(register: Register) -> None:
    """
    Tables show as many as can be gone through, and how many more there are; all can be ticked.
    ---
    # path: learnorg.yaml
    format: 1
    """
    for n in range(25):
        path = register.root / f"register/improvements/2026/11/IMP-2611-0000{n:02}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"id: {path.stem}\ntitle: t\nstate: proposed\nraised: 2026-11-02\n")
    page = lay_out(told(Register.open(register.root)))
    tables = [block for block in page.blocks if isinstance(block, Table)]
    assert [len(one.rows) for one in tables] == [20, 20]
    assert [b.text for b in page.blocks if isinstance(b, Text)].count("and 5 more") == 2
    (ticks,) = [b for b in page.blocks if isinstance(b, Items) and b.to_tick]
    assert len(ticks.items) == 25


def meeting(folder: Path, text: str) -> Since:
    register = Register.open(folder)
    return last_meeting(register, Trail.of(register), text, TODAY)


def test_last_meeting(empty: Checkout) -> None:
    """The last meeting is a day, at whose end git knows a commit, or one of git's names."""
    made = story(empty)
    tip = made["declined"]
    assert meeting(empty.path, "2026-11-09") == Since(date(2026, 11, 9), made["accepted"], tip)
    assert meeting(empty.path, "HEAD~1") == Since(date(2026, 11, 10), made["by_hand"], tip)
    assert meeting(empty.path, "2026-10-01") == Since(date(2026, 10, 1), "", tip)
    with pytest.raises(NoSuchCommit) as refused:
        meeting(empty.path, "nonsense")
    assert "last-month" in refused.value.hint


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("last-month", "2026-10-31"),
        ("2026-10", "2026-10-31"),
        ("2026-11", "2026-10-31"),
        ("last-7d", "2026-11-15"),
        ("last-1d", "2026-11-22"),
        ("-1w", "2026-11-15"),
        ("today", "2026-11-22"),
    ],
)
def test_spans(empty: Checkout, text: str, day: str) -> None:
    """A period means its last day, one that is not over the day before it; with git or without."""
    story(empty)
    register = Register.open(empty.path)
    assert str(last_meeting(register, Trail.of(register), text, TODAY).day) == day
    assert str(last_meeting(register, None, text, TODAY).day) == day


@pytest.mark.parametrize("text", ["tomorrow", "+2w", "2027", "2026-11-23", "2026-12"])
def test_ahead(empty: Checkout, text: str) -> None:
    """A meeting that lies ahead is not the last one."""
    story(empty)
    with pytest.raises(InTheFuture):
        meeting(empty.path, text)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("last month", NoMeeting), (" ", NoMeeting), ("2026-02-30", NotADate)],
)
def test_no_meeting(empty: Checkout, text: str, refusal: type[LearnorgError]) -> None:
    """What is neither a day nor a name that git could know is not looked for in git."""
    story(empty)
    with pytest.raises(refusal):
        meeting(empty.path, text)


def test_edited(empty: Checkout) -> None:
    """What was edited otherwise is listed, with the fields that differ and whose doing it was."""
    empty.put("learnorg.yaml", "format: 1\n")
    empty.put("register/people/ada.yaml", "id: ada\nemails: ada@example.org\nteams: [night]\n")
    base = kept(empty, "Add", "2026-11-02")
    put(empty, due="2026-12-01", title="Much shorter hand-over")
    commit(empty, "Edit")
    register = Register.open(empty.path)
    trail = Trail.of(register)
    found = derive(register, trail, last_meeting(register, trail, base, TODAY), TODAY)
    page = lay_out(found)
    heads = [b.text for b in page.blocks if isinstance(b, Heading)]
    tables = [b for b in page.blocks if isinstance(b, Table)]
    assert heads[1] == "Edited otherwise (1)"
    assert [words(cell) for cell in tables[0].rows[0]] == [
        "7k3", "Much shorter hand-over", "title, due", "night"
    ]  # fmt: skip
    data: Any = page.data
    assert data["edited"][0]["fields"] == ["title", "due"]
    (sheet,) = table(found).blocks
    assert isinstance(sheet, Table)
    assert (sheet.columns[-1].name, sheet.rows[0][-1]) == ("fields", "title, due")


def test_from_git(empty: Checkout) -> None:
    """Between two meetings what is told is what git has between two commits."""
    story(empty)
    register = Register.open(empty.path)
    trail = Trail.of(register)
    found = derive(register, trail, last_meeting(register, trail, "2026-11-09", TODAY), TODAY)
    assert [(one.identity, one.was, one.became) for one in found.changes] == [
        (ID, "accepted", "declined")
    ]


def test_shallow(empty: Checkout, tmp_path: Path) -> None:
    """What a shallow clone does not reach is told by dates; what it reaches, by git."""
    story(empty)
    clone = tmp_path / "shallow"
    url = f"file://{empty.path}"
    subprocess.run(["git", "clone", "-q", "--depth", "2", url, str(clone)], check=True)
    assert "shallow" in meeting(clone, "2026-11-09").unseen
    near = meeting(clone, "2026-11-10")
    assert (near.unseen, bool(near.commit)) == ("", True)


def test_nothing_committed(empty: Checkout) -> None:
    """Before the first commit the records' dates tell."""
    empty.put("learnorg.yaml", "format: 1\n")
    assert meeting(empty.path, "2026-11-09").unseen == "nothing is committed yet"
