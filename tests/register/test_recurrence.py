import pytest

from learnorg.methods.resemblance import Shelf, wording
from learnorg.register.recurrence import _again, recurrences, told
from learnorg.register.register import Register
from learnorg.register.reviews import EVERY, review, reviews
from registers import TODAY
from rules import upon

BEFORE = """
id: REV-2510-000001
title: The shop had no certificate
type: major-incident
state: closed
dates: {draft: 2025-10-02, closed: 2025-10-30}
raised: 2025-10-02
services: [payments]
factors:
  - id: f1x
    what: The reminder that the certificate would run out went to a mailbox nobody reads
    category: detection
  - {id: f2x, what: The list was kept by hand}
findings:
  - {id: d1x, what: It is to renew by itself, factors: [f1x], home: IMP-2510-000001}
---
id: IMP-2510-000001
title: Renew certificates
state: closed
raised: 2025-10-20
outcome: {result: achieved}
"""

AGAIN = """
id: REV-2605-000002
title: No labels
type: post-mortem
state: draft
raised: 2026-05-04
times: {started: '2026-05-03 06:00'}
services: [deliveries]
factors:
  - {id: g1x, what: The carrier's hotline opens late}
  - id: g2x
    what: The reminder that the signing key would run out went to a mailbox nobody reads
    category: detection
"""


def found(register: Register) -> dict[str, list[tuple[str, str]]]:
    every = recurrences(register, reviews(register, EVERY, TODAY), TODAY)
    return {
        name: [(one.factor.id, one.earlier[0].review.identity) for one in again]
        for name, again in every.items()
    }


@upon(BEFORE, AGAIN)
def test_again(register: Register) -> None:
    """
    A factor like one of an earlier, closed review names it, and what was to cure it.
    ---
    id: ada
    title: Ada
    """
    [one] = told(register, register.plain(register.entry("REV-2605-000002")), TODAY)
    assert (one.n, one.factor.id) == (1, "g2x")
    [earlier] = one.earlier
    assert earlier.factor.id == "f1x"
    assert 0.56 <= earlier.likeness < 1
    assert earlier.told == (
        "named in REV-2510-000001, closed 2025-10-30. "
        "IMP-2510-000001 was to cure it: shown to work."
    )
    assert found(register) == {"REV-2605-000002": [("g2x", "REV-2510-000001")]}


@upon(BEFORE)
@pytest.mark.parametrize("said", [{"raised": "2026-05-04"}, {}])
def test_of_a_record_not_written(register: Register, said: dict[str, str]) -> None:
    """
    What somebody is about to write is compared, too; a review without a day, as of today.
    ---
    id: ada
    title: Ada
    """
    plain = {**said, "factors": [{"what": "Lists were kept by hand"}]}
    assert [one.earlier[0].factor.id for one in told(register, plain, TODAY)] == ["f2x"]
    assert told(register, said, TODAY) == []


@pytest.mark.parametrize(
    ("closed", "raised", "again"),
    [
        ("2025-10-30", "2025-10-31", True),
        ("2025-10-30", "2025-10-30", False),
        ("2025-10-30", "2025-10-29", False),
    ],
)
def test_before(closed: str, raised: str, again: bool) -> None:
    """Only what was closed on a day before counts: of one day nobody knows which was first."""
    factors = [{"what": "The list was kept by hand"}]
    one = review({"id": "REV-2511-000002", "raised": raised, "factors": factors})
    other = review({"id": "REV-2510-000001", "state": "closed", "dates": {"closed": closed},
                    "factors": factors})  # fmt: skip
    shelf = Shelf([wording("The list was kept by hand")])
    assert bool(_again(one, [(other, other.factors[0])], shelf, TODAY)) is again


@upon(BEFORE)
def test_no_cure(register: Register) -> None:
    """
    An earlier review that led to nothing says so; open ones, successes and undated ones are none.
    ---
    id: REV-2511-000003
    title: Closed without anything
    type: post-mortem
    state: closed
    dates: {closed: 2025-11-20}
    raised: 2025-11-02
    factors: [{id: h1x, what: The ticket queue of the stores had no owner}]
    ---
    id: REV-2511-000004
    title: Still open
    type: post-mortem
    state: reviewed
    raised: 2025-11-02
    factors: [{id: h1x, what: The ticket queue of the stores had no owner}]
    ---
    id: REV-2511-000005
    title: Closed on no day that is known
    type: post-mortem
    state: closed
    raised: 2025-11-02
    factors: [{id: h1x, what: The ticket queue of the stores had no owner}]
    ---
    id: REV-2511-000006
    title: A success
    type: success
    state: closed
    dates: {closed: 2025-11-20}
    raised: 2025-11-02
    factors: [{id: h1x, what: The ticket queue of the stores had no owner}]
    ---
    id: REV-2605-000007
    title: A success much later
    type: success
    state: draft
    raised: 2026-05-02
    factors: [{id: h1x, what: The ticket queue of the stores had no owner}]
    ---
    id: REV-2605-000008
    title: Again
    type: post-mortem
    state: draft
    raised: 2026-05-02
    factors: [{id: h1x, what: The ticket queue of the stores had no owner}]
    """
    assert found(register) == {"REV-2605-000008": [("h1x", "REV-2511-000003")]}
    [one] = told(register, register.plain(register.entry("REV-2605-000008")), TODAY)
    assert [each.review.identity for each in one.earlier] == ["REV-2511-000003"]
    assert one.earlier[0].told == (
        "named in REV-2511-000003, closed 2025-11-20. No improvement came of it."
    )


@upon(BEFORE)
@pytest.mark.parametrize(
    ("what", "told_"),
    [
        ("The list was kept by hand", "Nothing was to cure it."),
        (
            "The reminder that the certificate would run out went to a mailbox nobody reads",
            (
                "IMP-2510-000001 was to cure it: shown to work; "
                "IMP-2510-000002 was to cure it: still open: proposed."
            ),
        ),
    ],
)
def test_cure_of_a_factor(register: Register, what: str, told_: str) -> None:
    """
    Where findings name factors, only what came of those that name it was to cure a factor.
    ---
    id: IMP-2510-000002
    title: Raised from the finding
    state: proposed
    raised: 2025-10-20
    links: [{rel: raised-from, to: 'REV-2510-000001#d1x'}]
    ---
    id: IMP-2510-000003
    title: Raised from the review
    state: proposed
    raised: 2025-10-20
    links: [{rel: raised-from, to: REV-2510-000001}]
    """
    [one] = told(register, {"raised": "2026-05-04", "factors": [{"what": what}]}, TODAY)
    assert one.earlier[0].to_cure
    assert one.earlier[0].told.endswith(f"closed 2025-10-30. {told_}")


def test_came_of_the_review(register: Register) -> None:
    """
    Where no finding names a factor, improvements came of the review, and cured nothing yet.
    ---
    id: REV-2510-000001
    title: The shop had no certificate
    type: major-incident
    state: closed
    dates: {closed: 2025-10-30}
    raised: 2025-10-02
    factors: [{id: f2x, what: The list was kept by hand}]
    findings: [{id: d1x, what: Renew it, home: IMP-2510-000001}]
    ---
    id: IMP-2510-000001
    title: Renew certificates
    state: proposed
    raised: 2025-10-20
    """
    said = {"raised": "2026-05-04", "factors": [{"what": "The list was kept by hand"}]}
    [one] = told(register, said, TODAY)
    assert not one.earlier[0].to_cure
    assert one.earlier[0].told.endswith(
        "IMP-2510-000001 came of that review: still open: proposed."
    )
