import json
from collections.abc import Callable

from commandline import Learnorg
from learnorg.page import Text
from learnorg.periods import period
from learnorg.register.register import Register
from learnorg.register.reviews import About
from learnorg.render.terminal import show
from learnorg.reports.recurrence import Recurrence, derive, lay_out
from registers import TODAY
from reports.reviewed import RECORDS
from rules import upon

Expected = Callable[[str, str], None]


def recurrence(register: Register, span: str = "last-365d", **of: str) -> Recurrence:
    return derive(register, About(**of), period(span, TODAY), TODAY)  # type: ignore[arg-type]


@upon(RECORDS)
def test_rate(register: Register) -> None:
    """Recurrence is reviews that share a factor with an earlier, closed one / those with any."""
    found = recurrence(register)
    assert [(one.identity, [each.factor.id for each in every]) for one, every in found.again] == [
        ("REV-2610-000003", ["f1x", "f2x"])
    ]
    assert (found.reviews, found.share) == (2, 0.5)
    assert recurrence(register, "2026-04").share == 0
    assert recurrence(register, service="mail").share == 0
    assert recurrence(register, type="audit").share is None


@upon(RECORDS)
def test_page(register: Register, expected: Expected) -> None:
    """Each factor stands beside the review that named it before, and what was to cure it."""
    page = lay_out(recurrence(register))
    expected("recurrence.txt", "\n".join(show(page, 80, False).splitlines()) + "\n")
    assert lay_out(recurrence(register, type="audit")).blocks == (
        Text("Not enough data: no review of that time names a contributing factor.", "quiet"),
    )


@upon(RECORDS)
def test_command(learnorg: Learnorg) -> None:
    """For programs, each earlier review comes with its likeness and its cures."""
    data = json.loads(learnorg("recurrence", "--format", "json").out)["data"]
    assert (data["count"], data["of"], data["share"]) == (1, 2, 0.5)
    [first, second] = data["reviews"][0]["factors"]
    assert first["earlier"][0]["cures"] == [
        {"id": "IMP-2510-000001", "title": "Renew certificates", "state": "closed",
         "outcome": "achieved", "told": "shown to work"}
    ]  # fmt: skip
    assert (second["earlier"][0]["review"], second["earlier"][0]["cures"]) == (
        "REV-2604-000002", [],
    )  # fmt: skip
    since = json.loads(learnorg("recurrence", "--since", "2026-11-01", "--format", "json").out)
    assert since["data"]["share"] is None
