import pytest

from checkouts import Checkout
from checks.change.knowledge import ARTICLE, KB, PEOPLE, POLICY, VALIDATED, whole
from learnorg.checks.change.validation_misstated import validation_misstated
from rules import ADA, BEN, LEA, committed, judged, swapped, upon

BY_BEN = {KB: swapped("state: wip", "state: validated", "owner: lea",
                      "validation:\n  by: ben\n  on: 2026-11-20\nowner: lea")}  # fmt: skip


@upon(POLICY, PEOPLE, VALIDATED)
def test_yes(repo: Checkout) -> None:
    """A validation that names somebody else than whoever brought it is an error."""
    change = {KB: swapped("  by: ben\n", "  by: ada\n")}
    lea = "lea <lea@example.org>, as the commit says, unverified"
    assert judged(validation_misstated, repo, change, by=LEA) == [
        f"error 8:1 validated by ada, as it says, and this was {lea}"
    ]


@upon(POLICY, PEOPLE, ARTICLE)
def test_no(repo: Checkout) -> None:
    """Whoever validates it says so of themselves, under any name that is theirs."""
    assert judged(validation_misstated, repo, BY_BEN, by=BEN) == []
    again = {KB: swapped("  by: ben\n  on: 2026-11-20", "  by: ben@example.org\n  on: 2026-11-21")}
    assert judged(validation_misstated, repo, again, by=BEN) == []


@upon(POLICY, PEOPLE, ARTICLE)
def test_edge(repo: Checkout) -> None:
    """A validation in somebody else's name is an error, and to who governs it is a warning."""
    assert [one.split()[0] for one in judged(validation_misstated, repo, BY_BEN, by=LEA)] == [
        "error"
    ]
    repo.git("reset", "-q", "--hard", "main")
    assert [one.split()[0] for one in judged(validation_misstated, repo, BY_BEN, by=ADA)] == [
        "warning"
    ]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (swapped("validation:\n  by: ben\n  on: 2026-11-10\n", ""), "the validation by ben goes"),
        (
            swapped("state: validated", "state: not-validated", "  by: ben\n", "  by: lea\n"),
            "a validation comes to an article that is not-validated",
        ),
    ],
)
@upon(POLICY, PEOPLE, VALIDATED)
def test_taken_away(repo: Checkout, change: object, told: str) -> None:
    """One that goes is an error, and so is one that comes without validating."""
    (found,) = judged(validation_misstated, repo, {KB: change}, by=LEA)
    assert found.startswith("error")
    assert told in found


@upon(POLICY, PEOPLE, ARTICLE)
def test_on_the_way(repo: Checkout) -> None:
    """A validation given in one commit stays when a later one takes the article back."""
    committed(repo, BY_BEN, by=BEN)
    back = {KB: swapped("state: validated", "state: not-validated", "Empty the log.", "Wait.")}
    assert judged(validation_misstated, repo, back, by=LEA) == []


@upon(POLICY, PEOPLE)
def test_new(repo: Checkout) -> None:
    """One that was validated elsewhere brings along by whom, where it is imported."""
    imported = VALIDATED.replace("+++", "imported: {from: kb.csv, row: '7'}\n+++")
    assert judged(validation_misstated, repo, {KB: whole(imported)}, by=LEA) == []


@upon(POLICY, PEOPLE, ARTICLE)
def test_at_the_forge(repo: Checkout) -> None:
    """Whoever approves the change at the forge may be the one who found it right."""
    committed(repo, BY_BEN, by=LEA)
    lea, ben = {"email": "lea@example.org"}, {"email": "ben@example.org"}
    assert judged(validation_misstated, repo, actors={"author": lea, "approvers": [ben]}) == []
    assert len(judged(validation_misstated, repo, actors={"author": lea})) == 1


RULED = VALIDATED.replace("owner:", "governance: compliance\nreview_by: 2027-11-10\nowner:")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (swapped("2027-11-10", "2099-01-01"), "its day of review, 2027-11-10, is 2099-01-01 now, "),
        (swapped("review_by: 2027-11-10\n", ""), "its day of review, 2027-11-10, goes, "),
        (swapped("  on: 2026-11-10", "  on: 2025-01-01"), "validated on 2025-01-01, as it says "),
    ],
)
@upon(POLICY, PEOPLE, RULED)
def test_days(repo: Checkout, change: object, said: str) -> None:
    """Neither the day of review moves by hand, nor does that of a validation go back."""
    (found,) = judged(validation_misstated, repo, {KB: change}, by=BEN)
    assert found.startswith("error")
    assert said in found


BORN = ARTICLE.replace("raised_by: ben", "raised_by: ada\ngovernance: compliance")


@upon(POLICY, PEOPLE, BORN)
def test_mended(repo: Checkout) -> None:
    """Under compliance, words that others than its own people change keep whose they are."""
    words = ("Empty the log.", "Wait.")
    (found,) = judged(validation_misstated, repo, {KB: swapped(*words)}, by=BEN)
    assert "its words change, and it does not say that ben mended them" in found
    repo.git("reset", "-q", "--hard", "main")
    assert judged(validation_misstated, repo, {KB: swapped(*words)}, by=LEA) == []
    repo.git("reset", "-q", "--hard", "main")
    kept = swapped(*words, "owner:", "revision: {by: ben, on: 2026-11-20}\nowner:")
    assert judged(validation_misstated, repo, {KB: kept}, by=BEN) == []


@upon(POLICY, PEOPLE, BORN.replace("owner:", "revision: {by: ben, on: 2026-11-20}\nowner:"))
def test_mender_by_hand(repo: Checkout) -> None:
    """Who mended an article does not go, nor become somebody else."""
    gone = {KB: swapped("revision: {by: ben, on: 2026-11-20}\n", "")}
    assert "who mended it goes" in judged(validation_misstated, repo, gone, by=BEN)[0]
    repo.git("reset", "-q", "--hard", "main")
    other = {KB: swapped("{by: ben,", "{by: ada,")}
    (found,) = judged(validation_misstated, repo, other, by=BEN)
    assert "mended by ada, as it says, and this was others" in found
