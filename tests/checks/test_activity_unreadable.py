from datetime import timedelta

from learnorg.checks.activity_unreadable import activity_unreadable
from learnorg.checks.run import findings
from learnorg.register.activity.event import line
from learnorg.register.register import Register
from register.activity.happenings import FILE, happened, kept
from registers import TODAY, put
from rules import found


def test_yes(register: Register) -> None:
    """A line that is no event is found where it stands, and an event of a day to come."""
    broken = line(happened(2)).replace(b"2026-11-20", b"yesterday").decode()
    put(register.root, FILE, line(happened(1)).decode() + broken)
    assert found(activity_unreadable, register) == ["2:24 'yesterday' is not a date"]
    kept(register.root, [happened(n, on=str(TODAY + timedelta(n))) for n in (0, 1, 2)])
    assert found(activity_unreadable, register) == [
        f"3:1 an event of {TODAY + timedelta(2)}, a day that is still to come"
    ]


def test_no(register: Register) -> None:
    """Events are none, nor is a register in which nothing was ever done."""
    assert found(activity_unreadable, register) == []
    kept(register.root, [happened(1), happened(2, "flagged")])
    assert found(activity_unreadable, register) == []


def test_edge(register: Register) -> None:
    """A file that is called otherwise is one, and both lines of an id that stands for two."""
    kept(register.root, [happened(1), happened(1, "thanked")])
    put(register.root, "register/activity/2026-11/mine.jsonl", "")
    again, every = findings(register.root, TODAY)
    again.index.close()
    assert [f"{f.path}:{f.line} {f.message}" for f in every] == [
        "register/activity/2026-11/mine.jsonl:1 no file of the activity log belongs here",
        f"{FILE}:2 {happened(1).id} says something else in {FILE}:1",
    ]
    assert all(one.hint for one in every)
