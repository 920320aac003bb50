import pytest

from checkouts import Checkout
from checks.change.knowledge import ARTICLE, DRAFT, KB, REV, VALIDATED, whole
from learnorg.checks.change.born_further import born_further
from rules import ADA, LEA, committed, judged, swapped

ID = "IMP-2611-7k3mqx"
IMPORTED = "imported: {from: csi.xlsx, row: '7'}\n"


def new(state: str = "", more: str = "") -> dict[str, str]:
    """A change that adds an improvement."""
    said = f"state: {state}\n" if state else ""
    return {ID: f"id: {ID}\ntitle: Shorter hand-over\n{said}raised: 2026-11-02\n{more}"}


def test_yes(repo: Checkout) -> None:
    """A new improvement that was accepted nowhere is an error at its state."""
    assert judged(born_further, repo, new("accepted")) == [
        "error 3:1 begins as accepted, and was not imported"
    ]


@pytest.mark.parametrize("state", ["proposed", ""])
def test_no(repo: Checkout, state: str) -> None:
    """One that is proposed is not found, nor one whose state is missing, which other rules find."""
    assert judged(born_further, repo, new(state)) == []


@pytest.mark.parametrize(
    ("more", "at"),
    [
        (
            "dates: {proposed: 2026-11-02, approved: 2026-11-03}\n",
            "5:31 begins with 'dates.approved'",
        ),
        ("approval: {by: ada, on: 2026-11-03}\n", "5:1 begins with 'approval'"),
        ("hold: {state: in-progress}\n", "5:1 begins with 'hold'"),
        ("outcome: {result: achieved}\n", "5:1 begins with 'outcome'"),
    ],
)
def test_proposed_with_more(repo: Checkout, more: str, at: str) -> None:
    """A proposal that tells of later states is further than it says."""
    found = judged(born_further, repo, new("proposed", more))
    assert found == [f"error {at}, and was not imported"]


AUTHORITY = "begins as closed; only the authority imports such records, and this was"


@pytest.mark.parametrize(
    ("by", "found"),
    [
        (ADA, []),
        (LEA, [f"error 3:1 {AUTHORITY} Lea <lea@example.org>, as the commit says, unverified"]),
    ],
)
def test_edge(repo: Checkout, by: str, found: list[str]) -> None:
    """
    What was imported may be further, if somebody imports it who may accept.
    ---
    # path: learnorg.yaml
    format: 1
    authority: ada@example.org
    """
    assert judged(born_further, repo, new("closed", IMPORTED), by=by) == found


def test_approved_at_the_forge(repo: Checkout) -> None:
    """
    An import that the authority approves at the forge is the authority's.
    ---
    # path: learnorg.yaml
    format: 1
    authority: "@ada"
    """
    lea = {"login": "lea"}
    change = new("closed", IMPORTED)
    actors = {"author": lea, "approvers": [{"login": "ada"}]}
    assert judged(born_further, repo, change, by=LEA, actors=actors) == []
    assert judged(born_further, repo, by=LEA, actors={"author": lea}) == [
        f"error 3:1 {AUTHORITY} @lea, as the forge says"
    ]


def test_other_kinds(repo: Checkout) -> None:
    """Another kind of record begins as it likes."""
    lea = {"lea": "id: lea\ntitle: Lea\nstate: left\n"}
    assert judged(born_further, repo, lea) == []


def test_moved_elsewhere(repo: Checkout) -> None:
    """
    A record that comes from a wrong place is not new.
    ---
    # path: register/improvements/IMP-2611-7k3mqx.yaml
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: accepted
    raised: 2026-11-02
    """
    wrong = f"register/improvements/{ID}.yaml"
    assert judged(born_further, repo, {wrong: None, ID: repo.words(wrong)}) == []


def test_review(repo: Checkout) -> None:
    """A review begins as a draft; what was moved since then, commit by commit, is none."""
    agreed = DRAFT.replace("state: draft", "state: reviewed")
    assert judged(born_further, repo, {REV: whole(agreed)}) == [
        "error 5:1 begins as reviewed, and was not imported"
    ]
    repo.git("reset", "-q", "--hard", "main")
    assert judged(born_further, repo, {REV: whole(DRAFT)}) == []
    dates = "dates:\n  reviewed: 2026-11-20\n  closed: 2026-11-20\n"
    moved = {REV: swapped("state: draft", "state: closed", "dates:\n", dates)}
    assert judged(born_further, repo, moved) == []


def test_article(repo: Checkout) -> None:
    """An article begins in progress or out, and validated by nobody."""
    assert judged(born_further, repo, {KB: whole(ARTICLE)}) == []
    repo.git("reset", "-q", "--hard", "main")
    out = ARTICLE.replace("state: wip", "state: not-validated")
    assert judged(born_further, repo, {KB: whole(out)}) == []
    repo.git("reset", "-q", "--hard", "main")
    assert judged(born_further, repo, {KB: whole(VALIDATED)}) == [
        "error 5:1 begins as validated, and was not imported"
    ]
    repo.git("reset", "-q", "--hard", "main")
    claimed = VALIDATED.replace("state: validated", "state: wip")
    assert judged(born_further, repo, {KB: whole(claimed)}) == [
        "error 8:1 begins with 'validation', and was not imported"
    ]


def test_taken_back_since(repo: Checkout) -> None:
    """What was validated by a commit of the change, and taken back by a later one, is none."""
    committed(repo, {KB: whole(ARTICLE)})
    dates = "dates:\n  validated: 2026-11-20\n"
    validation = "validation:\n  by: ada\n  on: 2026-11-20\nowner: lea"
    reached = swapped("state: wip", "state: validated", "owner: lea", validation)
    committed(repo, {KB: lambda text: reached(text).replace("dates:\n", dates)})
    back = {KB: swapped("state: validated", "state: not-validated")}
    assert judged(born_further, repo, back) == []
