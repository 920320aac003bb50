from learnorg.checks.recurring_factor import recurring_factor
from learnorg.register.register import Register
from reports.reviewed import RECORDS
from rules import found, upon


@upon(RECORDS)
def test_yes(register: Register) -> None:
    """A factor of an open review is found at its words, with what became of the cure."""
    first, second = found(recurring_factor, register)
    assert first == (
        "13:5 this was named in REV-2509-000001, closed 2025-10-16. "
        "IMP-2510-000001 was to cure it: shown to work"
    )
    assert second.endswith("REV-2604-000002, closed 2026-05-07. No improvement came of it")


OTHERWISE = (
    "signing key would run out went to a mailbox nobody reads",
    "signing key would run out stood in a calendar",
)


@upon(RECORDS.replace(*OTHERWISE))
def test_no(register: Register) -> None:
    """What is not much alike is not found."""
    assert len(found(recurring_factor, register)) == 1


@upon(RECORDS.replace("state: in-review\nraised: 2026-10-11", "state: closed\nraised: 2026-10-11"))
def test_edge(register: Register) -> None:
    """What is closed is not found: nothing is to be looked at there any more."""
    assert found(recurring_factor, register) == []
