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
        swapped("governance: compliance\n", "", "Empty the log.", "Wait."),
    ],
)
@upon(RULED)
def test_no(repo: Checkout, change: object) -> None:
    """It may be tagged, taken back, validated anew, or be kept by experience."""
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
