from learnorg.methods.value import Realisation
from learnorg.register.register import Register
from learnorg.reports.outcomes.finished import Finished, Teams, finished
from learnorg.reports.outcomes.worth import Worth, worth


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
    (money,) = found(
        of(register, euro(expected="100", actual="90")),
        of(register, euro(expected="100")),
        of(register, euro(expected="500", actual="5"), by="2026-12-31"),
    ).money
    assert money.realised == Realisation(0.9, 1, 1)
    assert (money.expected, money.actual) == (700, 95)
