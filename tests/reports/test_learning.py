from collections.abc import Callable
from typing import Any

from checkouts import Checkout
from learnorg.page import Chart, Page, Table
from learnorg.periods import period
from learnorg.register.register import Register
from learnorg.register.trail import Trail
from learnorg.render.terminal import show
from learnorg.reports.learning import Learning, derive, lay_out, table
from pasts import ID, commit, put
from registers import TODAY
from reports.known import done
from reports.learnt import ALARMS, DONE, LABELS, LATE, STOPPED, over


def learning(register: Register, span: str = "2026-Q4", service: str = "") -> Learning:
    return derive(register, None, service, period(span, TODAY), TODAY)


def data(page: Page) -> dict[str, Any]:
    assert isinstance(page.data, dict)
    return page.data


def test_learned(register: Register) -> None:
    found = learning(register)
    assert [one.identity for one in found.reviews] == [STOPPED]
    assert found.findings == 6
    assert found.landed.landings == [
        ("improvement", "declined", 1),
        ("improvement", "did not work", 1),
        ("improvement", "done, benefit not measured", 1),
        ("improvement", "shown to work", 1),
        ("improvement", "still open: in-progress", 1),
        ("improvement", "still open: proposed", 1),
        ("article", "validated", 1),
        ("article", "wip", 1),
        ("elsewhere", "", 1),
        ("no action", "", 1),
    ]


test_learned.__doc__ = over("What reviews found that were closed in the window, and where it is.")


def test_used(register: Register) -> None:
    done(register, *DONE)
    reuse = learning(register).reuse
    assert reuse.used == [
        (ALARMS, "How alarms are set", 2, ("servicenow:INC0000001", LABELS)),
    ]
    assert (reuse.uses, reuse.by_others, reuse.flags) == (3, 2, 1)
    assert (reuse.fixing, reuse.fixed) == (4, 1)
    october = learning(register, "2026-10").reuse
    assert (october.uses, october.fixing) == (1, 4)
    assert learning(register, "2026-11").reuse.fixing is None
    mail = learning(register, service="mail").reuse
    assert (mail.uses, mail.flags) == (0, 0)


test_used.__doc__ = over("Uses by others in the window, and the days from a flag to its fix.")


def test_again(register: Register) -> None:
    found = learning(register)
    ((review, recurring),) = found.again
    assert (review.identity, recurring.factor.id) == (LABELS, "h1x")
    assert [one.review.identity for one in recurring.earlier] == [STOPPED]
    assert found.examined == 3
    assert learning(register, "2026-10").again == []


test_again.__doc__ = over("A factor of a review raised in the window that was named before.")


def test_written(register: Register) -> None:
    assert learning(register).written == (4, 1, 4, 2)
    assert learning(register, service="mail").written == (0, 0, 1, 0)


test_written.__doc__ = over("Closed and with an article; articles begun and found right.")


def test_silent(register: Register) -> None:
    assert learning(register).silent == ["payroll"]
    assert learning(register, "2026-10").silent == ["mail", "payroll"]
    assert learning(register, service="shop").silent is None
    done(register, *DONE)
    assert learning(register, "2026-10-25..2026-10-30").silent == ["mail", "payroll"]


test_silent.__doc__ = over("Services with no review and no article that moved or was used.")


def test_before_anything(register: Register) -> None:
    done(register, *DONE)
    page = lay_out(learning(register, "2026-09"))
    assert not [one for one in page.blocks if isinstance(one, Chart)]
    shown = " ".join(show(page, 100, colour=False).split())
    assert "In 2026-09 no review was closed." in shown
    assert shown.count("not enough data") == 3
    assert "Not enough data: no review that was raised in that time names a factor." in shown
    found = data(page)
    assert found["link_rate"] == {"count": 0, "of": 0, "share": None}
    assert found["flag_to_fix_days"] == {"count": 0, "median": None}
    assert (found["reuse"]["share"], found["reopened"]) == (None, None)


test_before_anything.__doc__ = over("Where there is nothing, it says so, and nothing is 0.")


def test_undated(register: Register) -> None:
    """
    A review that is closed on no known day is in no window, and told.
    ---
    id: REV-2611-r1xbcd
    title: It went well
    type: success
    state: closed
    raised: 2026-11-02
    """
    found = learning(register)
    assert (found.reviews, found.undated) == ([], 1)
    shown = show(lay_out(found), 100, colour=False)
    assert "1 review is closed on no day that is known." in shown
    assert "Not known: learnorg.yaml lists no services." in shown


def test_reopened(empty: Checkout) -> None:
    """What was closed and taken up again is told by git, with the reason, once."""
    empty.put("learnorg.yaml", "format: 1\n")
    put(empty, state="closed")
    commit(empty, on="2026-10-01")
    put(empty, state="in-progress")
    commit(
        empty, f"{ID}: reopen\n\nthe calls came back\n\nLearnorg-Action: reopen", on="2026-11-10"
    )
    put(empty, state="closed")
    commit(empty, on="2026-11-11")
    put(empty, state="in-progress")
    commit(empty, "Undo\n\nLearnorg-Action: undo", on="2026-11-12")
    register = Register.open(empty.path)
    trail = Trail.of(register)

    def again(span: str) -> Any:
        return derive(register, trail, "", period(span, TODAY), TODAY).reopened

    assert again("2026-11") == [(ID, "Shorter hand-over", "2026-11-10", "the calls came back")]
    assert again("2026-10") == []


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    done(register, *DONE)
    expected("learning.txt", show(lay_out(learning(register)), 80, colour=False))


test_page.__doc__ = over("Learning on a terminal.")


def test_table(register: Register) -> None:
    (one,) = table(learning(register)).blocks
    assert isinstance(one, Table)
    assert len(one.rows) == 6
    assert one.rows[0][4:] == (
        "b1k", "Alarms are set by hand", "2", "IMP-2610-m1xbcd (shown to work)",
    )  # fmt: skip
    assert one.rows[2][-1] == "no action: It goes in January."


test_table.__doc__ = over("A spreadsheet gets a row for each finding.")


def test_data(register: Register) -> None:
    done(register, *DONE)
    found = data(lay_out(learning(register)))
    assert found["window"]["first"] == "2026-10-01"
    assert found["reviews"][0]["findings"][4]["home"] == [{"to": ALARMS, "stands": "validated"}]
    assert found["reuse"] == {"count": 2, "of": 3, "share": 0.6667}
    assert found["link_rate"] == {"count": 1, "of": 4, "share": 0.25}
    assert found["recurring"][0]["earlier"][0]["review"] == STOPPED
    assert LATE not in str(found["reviews"])


test_data.__doc__ = over("Programs get the same numbers.")
