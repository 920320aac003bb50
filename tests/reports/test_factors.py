import json
from collections.abc import Callable

import pytest

from commandline import Learnorg
from learnorg.page import Chart, Mark, Text
from learnorg.periods import period
from learnorg.register.register import Register
from learnorg.register.reviews import About
from learnorg.render.terminal import show
from learnorg.reports.factors import By, Factors, derive, lay_out
from registers import TODAY
from reports.reviewed import RECORDS
from rules import upon

Expected = Callable[[str, str], None]


def factors(register: Register, by: By = "category", span: str = "last-2y", **of: str) -> Factors:
    return derive(register, About(**of), by, period(span, TODAY), TODAY)  # type: ignore[arg-type]


@upon(RECORDS)
def test_categories(register: Register) -> None:
    """A category counts once a review, whatever its case; the rest goes by likeness."""
    found = factors(register)
    assert [(one.name, one.categorised, len(one.reviews)) for one in found.named] == [
        ("detection", True, 3),
        ("Nobody had rehearsed the failover", False, 2),
        ("documentation", True, 1),
    ]
    assert [round(one.share, 3) for one in found.named] == [0.5, 0.333, 0.167]
    assert [round(one.cumulative, 3) for one in found.named] == [0.5, 0.833, 1.0]
    assert (found.reviews, found.silent, found.factors, found.again) == (3, 1, 7, 1)
    assert found.few == 2


@upon(RECORDS)
def test_by_factor(register: Register) -> None:
    """By factor, like ones are counted under one wording, categories or not."""
    found = factors(register, "factor")
    counts = sorted((len(one.reviews) for one in found.named), reverse=True)
    assert counts == [2, 2, 1, 1, 1]
    assert not any(one.categorised for one in found.named)


@upon(RECORDS)
def test_of_a_service(register: Register) -> None:
    """A service, a type and a period narrow it down; successes are counted where asked for."""
    assert factors(register, service="mail").reviews == 1
    assert factors(register, type="major-incident").reviews == 1
    assert factors(register, span="2026").reviews == 2
    success = factors(register, type="success")
    assert [one.name for one in success.named] == ["knowledge"]
    assert lay_out(success).blocks[0] == Text("1 review with 1 factor.")


@upon(RECORDS)
def test_nothing(register: Register) -> None:
    """Where no review names a factor, it says what is missing."""
    assert lay_out(factors(register, type="audit")).blocks == (
        Text("Not enough data: 1 review in that time, and no contributing factor in any.", "quiet"),
    )
    none = lay_out(factors(register, span="today"))
    assert none.blocks == (
        Text("Not enough data: nothing that happened in that time was reviewed.", "quiet"),
    )
    assert isinstance(none.data, dict)
    assert none.data["missing"] == (
        "not enough data: nothing that happened in that time was reviewed"
    )
    assert none.data["recurrence"]["share"] is None


@upon(RECORDS)
def test_page(register: Register, expected: Expected) -> None:
    """The page has the table beside the bars, and marks off what makes up 80 %."""
    page = lay_out(factors(register))
    expected("factors.txt", "\n".join(show(page, 80, False).splitlines()) + "\n")
    [chart] = [block for block in page.blocks if isinstance(block, Chart)]
    assert chart.marks == [Mark("x", "documentation", "80 % stand before")]
    assert json.loads(json.dumps(page.data)) == page.data


@upon(RECORDS)
def test_limit(register: Register) -> None:
    """A limit is told, and nothing is drawn where nothing is named twice."""
    page = lay_out(factors(register, "factor", service="mail"), 2)
    assert Text("and 1 more; --limit 0 shows all", "quiet") in page.blocks
    assert Text("No factor is named by more than one review.") in page.blocks
    assert not any(isinstance(block, Chart) for block in page.blocks)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--since", "2026-01-01", "--period", "2026"), "--since and --period both say"),
        (("--type", "postmortem"), "Did you mean 'post-mortem'?"),
        (("--service", "maill"), "Did you mean 'mail'?"),
        (("--by", "person"), "is not one of"),
    ],
)
@upon(RECORDS)
def test_refused(learnorg: Learnorg, words: tuple[str, ...], said: str) -> None:
    """What there is not is refused with what there is."""
    ran = learnorg("factors", *words)
    assert ran.code in (2, 3)
    assert said in ran.err


@upon(RECORDS)
def test_command(learnorg: Learnorg) -> None:
    """The command answers in every form."""
    ran = learnorg("factors", "--since", "2026-01-01", "--format", "json")
    data = json.loads(ran.out)
    assert (data["kind"], data["data"]["reviews"]) == ("factors", 2)
    assert data["data"]["window"] == {"first": "2026-01-01", "last": "2026-11-22"}
    csv = learnorg("factors", "--by", "factor", "--period", "2025", "--format", "csv").out
    assert csv.splitlines()[0] == "factor,categorised,reviews,share,cumulative,ids"
    assert len(csv.splitlines()) == 3
