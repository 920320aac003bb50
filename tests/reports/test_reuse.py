from collections.abc import Callable

from learnorg.periods import Period, period
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.reuse import Reuse, derive, lay_out
from registers import TODAY
from reports.known import ACCOUNT, DONE, done, numbered, over

AUTUMN = period("2026-09..2026-11", TODAY)


def reuse(register: Register, span: Period = AUTUMN) -> Reuse:
    return derive(register, span, TODAY)


def test_reuse(register: Register) -> None:
    gone = numbered(9, "used", "KB-2601-000000", "2026-11-12")
    done(register, *DONE, gone)
    found = reuse(register)
    assert found.teams == [
        ("Platform", 1, 0, 1),
        ("Service desk", 2, 2, 1),
        ("", 1, 1, 1),  # the course
        ("(no longer there)", 1, 1, 1),
    ]
    assert (found.all.uses, found.all.by_others) == (5, 4)
    assert (found.unused, found.out) == (1, 3)


test_reuse.__doc__ = over("Uses by others than the author, by the team that wrote what was used.")


def test_days(register: Register) -> None:
    again = numbered(9, "fixed", ACCOUNT, "2026-11-21", context={"answers": [f"{5:012}"]})
    done(register, *DONE, again)
    found = reuse(register)
    assert found.fixing == (3, 2)  # four and two days; a second answer to a flag is none
    assert found.publishing == (9, 2)  # eight and ten days
    assert found.open_flags == 1


test_days.__doc__ = over("Flags to their first fix and raised to validated, in median days.")


def test_window(register: Register) -> None:
    done(register, *DONE)
    found = reuse(register, period("2026-11-09..2026-11-11", TODAY))
    assert (found.all.uses, found.unused, found.fixing.number) == (1, 3, 2)
    assert found.publishing == (None, 0)
    told = show(lay_out(found), 80, colour=False)
    assert "not enough data: no article was validated in that time" in told


test_window.__doc__ = over("Only what was done in the window counts; fixes by the day of the fix.")


def test_data(register: Register) -> None:
    done(register, *DONE)
    data = lay_out(reuse(register)).data
    assert isinstance(data, dict)
    assert data["reuse"] == {"count": 3, "of": 4, "share": 0.75}
    assert data["flag_to_fix_days"] == {"count": 2, "median": 3.0}
    assert data["teams"][-1] == {
        "team": None, "gone": False, "different": 1, "count": 1, "of": 1, "share": 1.0,
    }  # fmt: skip


test_data.__doc__ = over("Programs get counts, shares and medians with how many they are of.")


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    done(register, *DONE)
    expected("reuse.txt", show(lay_out(reuse(register)), 80, colour=False))


test_page.__doc__ = over("Reuse on a terminal.")


def test_nothing(register: Register) -> None:
    """Where nothing was used, no share is 0."""
    page = lay_out(reuse(register))
    assert isinstance(page.data, dict)
    assert page.data["reuse"] == {"count": 0, "of": 0, "share": None}
    assert page.data["flag_to_fix_days"] == {"count": 0, "median": None}
    assert show(page, 100, colour=False).count("not enough data") == 4
