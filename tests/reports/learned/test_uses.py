from datetime import date

from learnorg.register.register import Register
from learnorg.reports.learned.uses import Reuse, reuse
from learnorg.reports.outcomes.window import Window
from reports.known import done, numbered

NOVEMBER = Window(date(2026, 11, 1), date(2026, 11, 22), "2026-11", date(2026, 11, 30))
ONE, OTHER = "KB-2610-k1xbcd", "KB-2610-k2xbcd"
TITLES = {ONE: "How alarms are set"}


def november(register: Register, only: bool = False) -> Reuse:
    return reuse(register, TITLES, NOVEMBER, only)


def test_one_day(register: Register) -> None:
    """A flag that was answered on its day took none, in whatever order the log has them."""
    answers = {"answers": [f"{9:012}"]}
    done(
        register,
        numbered(1, "fixed", ONE, "2026-11-05", context=answers),
        numbered(9, "flagged", ONE, "2026-11-05", result={"text": "the path is old"}),
    )
    found = november(register)
    assert (found.fixing, found.fixed, found.flags) == (0, 1, 0)


def test_first_answer(register: Register) -> None:
    """The first answer to a flag counts, and only if it lies in the window."""
    answers = {"answers": [f"{1:012}"]}
    done(
        register,
        numbered(1, "flagged", ONE, "2026-10-05", result={"text": "the path is old"}),
        numbered(2, "fixed", ONE, "2026-10-30", context=answers),
        numbered(3, "fixed", ONE, "2026-11-05", context=answers),
    )
    assert (november(register).fixing, november(register).fixed) == (None, 0)


def test_others(register: Register) -> None:
    """Uses by the author are no reuse; what is gone has no title, and is left out where asked."""
    done(
        register,
        numbered(1, "used", ONE, "2026-11-01", context={"own": True}),
        numbered(2, "used", OTHER, "2026-11-02"),
        numbered(3, "used", OTHER, "2026-11-22"),
        numbered(4, "used", ONE, "2026-11-22"),
        numbered(5, "used", ONE, "2026-10-31"),
    )
    found = november(register)
    assert found.used == [(OTHER, "", 2, ()), (ONE, "How alarms are set", 1, ())]
    assert (found.uses, found.by_others) == (4, 3)
    assert [one.identity for one in november(register, only=True).used] == [ONE]
