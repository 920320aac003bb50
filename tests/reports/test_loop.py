from collections.abc import Callable
from datetime import date

from learnorg.page import Heading, Text
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.ends.end import STAGES
from learnorg.reports.loop import Loop, derive, lay_out
from registers import TODAY
from reports.known import done
from reports.learnt import (
    ALARMS,
    DELIVERED,
    DONE,
    FAILED,
    HEAT,
    LABELS,
    LATE,
    MAIL,
    NEW,
    RACKS,
    RUNNING,
    STOPPED,
    THEIRS,
    WORKED,
    over,
)


def loop(register: Register, **asked: str) -> Loop:
    return derive(register, TODAY, **asked)  # type: ignore[arg-type]  # no day among them


def told(found: Loop, stage: str) -> list[tuple[str, int | None, str]]:
    """What is open at a stage: the record, its age in days, and how it stands."""
    return [(one.name, found.days(one), one.told) for one in found.at(stage, open_=True)]


def closed(found: Loop, stage: str) -> set[str]:
    return {one.name for one in found.at(stage, open_=False)}


def test_open(register: Register) -> None:
    done(register, *DONE)
    found = loop(register)
    assert told(found, "happened") == [
        (LABELS, 10, "in-review"),
        (THEIRS, 2, "draft, without a verdict"),
    ]
    assert told(found, "examined") == [
        (f"{STOPPED}#b2k", 33, "no home any more: IMP-2610-m2xbcd was declined"),
        (LATE, 17, "reviewed, 7 days late"),
        (f"{LATE}#g1x", 17, "nothing was found"),
        (f"{LABELS}#c1k", 10, "no home"),
        (f"{LABELS}#c2k", 10, "no home any more: KB-2611-zzzzzz is not there"),
    ]
    assert told(found, "landed") == [
        (RUNNING, 43, "in progress, 2 days late"),
        (MAIL, 8, "not validated"),
        (NEW, 7, "waits for a decision"),
        (HEAT, 4, "being written"),
    ]
    assert told(found, "used") == [(RACKS, 10, "never used")]
    assert told(found, "true") == [
        (DELIVERED, 12, "done, benefit not measured"),
        (ALARMS, 12, "flagged: step 3 fails"),
        (FAILED, 10, "did not work"),
    ]
    assert [one.name for one in found.open if one.late] == [LATE, RUNNING]


test_open.__doc__ = over("Each open end stands at its stage with its age, the oldest first.")


def test_closed(register: Register) -> None:
    done(register, *DONE)
    found = loop(register)
    assert {stage: closed(found, stage) for stage in STAGES} == {
        "happened": {STOPPED, LATE},
        "examined": {STOPPED} | {f"{STOPPED}#{p}" for p in ("f1x", "f2x", "b1k", "b3k")}
        | {f"{STOPPED}#{p}" for p in ("b4k", "b5k", "b6k")},
        "landed": {WORKED, FAILED, DELIVERED, ALARMS, RACKS},
        "used": {ALARMS},
        "true": {WORKED, RACKS},
    }  # fmt: skip


test_closed.__doc__ = over("What is closed is known by its stage, too.")


def test_commands(register: Register) -> None:
    done(register, *DONE)
    nexts = {one.name: one.next.removeprefix("learnorg ") for one in loop(register).open}
    place = ' --improvement "TITLE" --done-when "HOW ONE WILL TELL"'
    assert nexts == {
        LABELS: f"review agree {LABELS}",
        THEIRS: f"lessons triage {THEIRS} --applies",
        f"{STOPPED}#b2k": f"review place {STOPPED}#b2k{place}",
        LATE: f"review close {LATE}",
        f"{LATE}#g1x": f'review finding {LATE} "WHAT WAS LEARNED"',
        f"{LABELS}#c1k": f"review place {LABELS}#c1k{place}",
        f"{LABELS}#c2k": f"review place {LABELS}#c2k{place}",
        RUNNING: f"close {RUNNING}",
        MAIL: f"validate {MAIL}",
        NEW: f"accept {NEW}",
        HEAT: f"validate {HEAT}",
        RACKS: f"used {RACKS} --for TARGET",
        DELIVERED: f'reopen {DELIVERED} --because "to measure it" && learnorg close {DELIVERED} '
        '--outcome achieved --evidence "WHAT SHOWS IT"',
        ALARMS: f"fix {ALARMS}",
        FAILED: f"review place {STOPPED}#b6k{place}",
    }


test_commands.__doc__ = over("Each open end has the command that closes it.")


def test_owners(register: Register) -> None:
    owners = {one.name: one.owner for one in loop(register).ends}
    assert owners[STOPPED] == owners[f"{STOPPED}#f1x"] == "lea"
    assert (owners[LATE], owners[FAILED], owners[HEAT]) == ("Service desk", "Platform", "Warehouse")
    assert owners[THEIRS] == ""


test_owners.__doc__ = over("An end is its record's owner's, else its team's, else nobody's.")


def test_service(register: Register) -> None:
    found = loop(register, service="mail")
    assert {one.record for one in found.ends} == {LATE, MAIL}
    found = loop(register, service="shop")
    assert {one.record for one in found.ends} == {
        STOPPED, LABELS, WORKED, FAILED, RUNNING, DELIVERED, NEW, ALARMS, HEAT,
    }  # fmt: skip


test_service.__doc__ = over("What came of a service's review goes with it, whatever it says.")


def test_team(register: Register) -> None:
    assert {one.record for one in loop(register, team="desk").ends} == {LATE}


test_team.__doc__ = over("A team may be asked for by a part of its name.")


def test_since(register: Register) -> None:
    found = derive(register, TODAY, since=date(2026, 11, 12))
    assert {one.record for one in found.ends} == {LABELS, THEIRS, NEW, HEAT, MAIL}


test_since.__doc__ = over("From a day on, what was raised on it or after.")


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    done(register, *DONE)
    expected("loop.txt", show(lay_out(loop(register)), 80, colour=False))


test_page.__doc__ = over("The loop on a terminal.")


def test_whole(register: Register, expected: Callable[[str, str], None]) -> None:
    done(register, *DONE)
    expected("loop-whole.txt", show(lay_out(loop(register), whole=True), 100, colour=False))


test_whole.__doc__ = over("With what is closed, below what is open.")


def test_limit(register: Register) -> None:
    shown = show(lay_out(loop(register), limit=2), 100, colour=False)
    assert "2 of 5 open ones are shown." in shown
    assert "no home ·" not in shown


test_limit.__doc__ = over("A limit holds for each stage, and says what it leaves out.")


def test_data(register: Register) -> None:
    done(register, *DONE)
    data = lay_out(loop(register, service="mail")).data
    assert isinstance(data, dict)
    assert (data["on"], data["service"], data["since"]) == ("2026-11-22", "mail", None)
    assert data["stages"][1] == {"stage": "examined", "open": 2, "closed": 0}
    assert data["items"][1] == {
        "stage": "examined", "sort": "factor", "record": LATE, "part": "g1x",
        "title": "A queue had no limit", "what": "nothing was found", "open": True,
        "since": "2026-11-05", "age": 17, "late": False, "owner": "Service desk",
        "next": f'learnorg review finding {LATE} "WHAT WAS LEARNED"',
    }  # fmt: skip
    whole = lay_out(loop(register, service="mail"), whole=True).data
    assert isinstance(whole, dict)
    assert len(whole["items"]) == len(data["items"]) + 1


test_data.__doc__ = over("Programs get each open end, and the closed ones where asked for.")


def test_nothing(register: Register) -> None:
    """Without reviews and articles the page says how to begin; no number is made up."""
    page = lay_out(loop(register))
    assert not [one for one in page.blocks if isinstance(one, Heading)]
    assert "learnorg review new" in [b.text for b in page.blocks if isinstance(b, Text)][-1]
    page = lay_out(loop(register, service="shop"))
    assert "None of it" in [b.text for b in page.blocks if isinstance(b, Text)][-1]


def test_all_closed(register: Register) -> None:
    """
    Where everything is closed, the page says so.
    ---
    id: REV-2611-r1xbcd
    title: It went well
    type: success
    state: closed
    dates: {closed: 2026-11-20}
    raised: 2026-11-02
    findings: [{id: b1k, what: Four charts are enough, no_action: It stays.}]
    """
    page = lay_out(loop(register))
    assert Text("Nothing is open.", "good") in page.blocks
    shown = " ".join(show(page, 100, colour=False).split())
    assert "1 review is examined, 1 review is closed, 1 finding has landed." in shown
