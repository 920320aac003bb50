import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.methods.value import Realisation
from learnorg.page import Table, Text
from learnorg.register.register import Register
from learnorg.reports.outcomes.benefits import data, money, told
from learnorg.reports.outcomes.finished import Benefit, Finished, Teams, finished
from learnorg.reports.outcomes.worth import Part, Worth, worth

OUT = "and is not in the realised share"
NEXT = "the next day to measure by is 2026-12-01"


def of(register: Register, *benefits: dict[str, str], by: str = "2026-11-01") -> Finished:
    said = {"benefits": list(benefits), "measures": [{"by": by}]}
    return finished("IMP-2611-7k3mqx", said, "2026-11-01", Teams(register))


def euro(**more: str) -> dict[str, str]:
    return {"kind": "saving", "currency": "EUR", "per": "year", "hard": "true", **more}


def found(*some: Finished) -> Worth:
    return worth(some, "2026-11-22")


def test_never_summed_across(register: Register) -> None:
    """
    Currencies, once and a year, hard and soft are told apart; what is no money stands alone.
    ---
    # path: learnorg.yaml
    format: 1
    """
    told = found(
        of(
            register,
            euro(expected="100", actual="80"),
            euro(expected="50", actual="40", per="once"),
            euro(expected="10", actual="10", hard="false"),
            euro(expected="7", currency="USD"),
            {"kind": "trust"},
        ),
        of(register, euro(expected="100", actual="130")),
    )
    assert [(one.called, one.expected, one.actual) for one in told.money] == [
        ("EUR once, hard", 50, 40),
        ("EUR a year, hard", 200, 210),
        ("EUR a year, soft", 10, 10),
        ("USD a year, hard", 7, None),
    ]
    assert [one.benefit.kind for one in told.other] == ["trust"]


def test_not_measured_yet(register: Register) -> None:
    """
    What is not measured is no 0, and what is to be measured later does not count yet.
    ---
    # path: learnorg.yaml
    format: 1
    """
    some = found(
        of(register, euro(expected="100", actual="90")),
        of(register, euro(expected="100")),
        of(register, euro(expected="500", actual="5"), by="2026-12-31"),
        of(register, euro(expected="30"), by="2026-12-31"),
    )
    (money,) = some.money
    assert money.realised == Realisation(0.9, 1, 1)
    assert (money.expected, money.actual) == (730, 95)
    assert (money.settled, money.early) == (Part(1, 100, 90), Part(1, 500, 5))
    assert (money.unmeasured, money.ahead) == (Part(2, 130, None), "2026-12-31")
    (told,) = data(some)["money"]
    assert (told["not_measured_yet"], told["measuring_late"]) == (2, 1)


def test_day_of_measuring(register: Register) -> None:
    """
    On the day to measure by it is not past; without such a day nothing is left to wait for.
    ---
    # path: learnorg.yaml
    format: 1
    """
    some = [
        of(register, euro(expected="10", actual="9"), by=by)
        for by in ("2026-11-21", "2026-11-22", "")
    ]
    assert [found(one).money[0].realised.share for one in some] == [0.9, None, 0.9]
    assert [found(one).money[0].ahead for one in some] == ["", "2026-11-22", ""]


@given(
    st.lists(
        st.tuples(
            st.none() | st.integers(0, 99),
            st.none() | st.integers(-9, 99),
            st.sampled_from(["2026-11-01", "2026-11-22", "2026-11-23", "2027-01-01"]),
        ),
        min_size=1,
    )
)
def test_parts_add_up(benefits: list[tuple[int | None, int | None, str]]) -> None:
    """The parts come to all that is expected and measured, and the share is that of the settled."""
    (one,) = found(*(ended(*each) for each in benefits)).money
    parts = (one.settled, one.early, one.unmeasured, one.unforeseen)
    assert sum(part.expected or 0 for part in parts) == (one.expected or 0)
    assert sum(part.actual or 0 for part in parts) == (one.actual or 0)
    assert one.realised.measured == one.settled.benefits
    if one.realised.share is not None:
        assert one.settled.expected
        assert one.realised.share == (one.settled.actual or 0) / one.settled.expected


def ended(expected: int | None, actual: int | None, by: str) -> Finished:
    """A finished improvement with one benefit, to be measured by a day."""
    benefit = Benefit("saving", expected, actual, "EUR", "year", "hard")
    names = Finished._fields
    blank = dict.fromkeys(names, "") | {"days": None, "benefits": (benefit,), "measured_by": by}
    return Finished(**blank)  # type: ignore[arg-type]  # the rest is not read


@pytest.mark.parametrize(
    ("benefits", "sentence", "row", "note"),
    [
        (
            [(30, 34, "2026-11-01"), (12, None, "2026-11-01")],
            "34 measured where 30 was expected (113 %); 12 expected, not measured yet",
            ["42", "12", "30", "34", "113 %"],
            "1 benefit is not measured though no day to measure by is to come",
        ),
        (
            [(26, 17, "2026-12-01")],
            "17 measured before its day is over where 26 was expected",
            ["26", "0", "26", "17", "–"],
            f"17 of 26 was measured before the day to measure by is over, {OUT}; {NEXT}",
        ),
        (
            [(26, None, "2026-12-01")],
            "26 expected, none of it measured yet",
            ["26", "26", "0", "–", "–"],
            f"nothing is measured yet, {NEXT}",
        ),
        (
            [(None, 5, "2026-11-01")],
            "5 measured without an expectation",
            ["–", "–", "–", "5", "–"],
            f"5 was measured without an expectation, {OUT}",
        ),
        (
            [(0, 5, "2026-11-01")],
            "5 measured where 0 was expected",
            ["0", "0", "0", "5", "–"],
            "no share is realised of an expectation that is not above 0",
        ),
        (
            [(None, None, "2026-11-01")],
            "no amount is given",
            ["–", "–", "–", "–", "–"],
            "neither an expectation nor a measured amount is given",
        ),
    ],
)
def test_told(
    benefits: list[tuple[int | None, int | None, str]], sentence: str, row: list[str], note: str
) -> None:
    """What is measured stands beside what was expected of it; a missing share says why."""
    worth = found(*(ended(*each) for each in benefits))
    assert told(worth.money[0]) == f"Benefits in EUR a year (hard): {sentence}."
    _, block, text = money(worth, {})
    assert isinstance(block, Table)
    assert block.rows == [["EUR a year, hard", *row]]
    assert text == Text(f"EUR a year, hard: {note}.", "quiet")
