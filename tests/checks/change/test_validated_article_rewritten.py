import pytest

from checkouts import Checkout
from checks.change.knowledge import KB, POLICY, VALIDATED
from learnorg.checks.change.validated_article_rewritten import validated_article_rewritten
from rules import judged, swapped, upon

RULED = VALIDATED.replace("owner:", "governance: compliance\nowner:")


@upon(RULED)
def test_yes(repo: Checkout) -> None:
    """Words that change below a validation under compliance are an error at the state."""
    assert judged(validated_article_rewritten, repo, {KB: swapped("Empty the log.", "Wait.")}) == [
        "error 5:1 its words change, and it stays validated as it was"
    ]


@pytest.mark.parametrize(
    "change",
    [
        swapped("owner: lea", "owner: lea\ntags: [disks]"),
        swapped("Empty the log.", "Wait.", "state: validated", "state: not-validated"),
        swapped("Empty the log.", "Wait.", "on: 2026-11-10", "on: 2026-11-20"),
        swapped("governance: compliance\n", "", "state: validated", "state: not-validated"),
    ],
)
@upon(RULED)
def test_no(repo: Checkout, change: object) -> None:
    """It may be tagged, taken back, validated anew, or leave compliance on its way back."""
    assert judged(validated_article_rewritten, repo, {KB: change}) == []


@upon(POLICY, VALIDATED)
def test_edge(repo: Checkout) -> None:
    """By experience, reuse is review; what comes under compliance is verified first."""
    assert judged(validated_article_rewritten, repo, {KB: swapped("Empty the log.", "Wait.")}) == []
    repo.git("reset", "-q", "--hard", "main")
    ruled = {KB: swapped("owner:", "governance: compliance\nowner:")}
    assert judged(validated_article_rewritten, repo, ruled) == [
        "error 11:1 it comes under compliance, validated as it was before"
    ]


@pytest.mark.parametrize(
    "more",
    [(), ("Empty the log.", "Wait."), ("by: ben\n  on: 2026-11-10", "by: lea\n  on: 2026-11-20")],
)
@upon(RULED)
def test_out_of_compliance(repo: Checkout, more: tuple[str, ...]) -> None:
    """Taking the line out does not keep it validated, with other words or by whomever."""
    change = {KB: swapped("governance: compliance\n", "", *more)}
    assert judged(validated_article_rewritten, repo, change) == [
        "error 5:1 it is taken out of compliance, and stays validated as it was"
    ]
