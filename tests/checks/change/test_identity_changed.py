from checkouts import Checkout
from learnorg.checks.change.identity_changed import identity_changed
from rules import judged, swapped, upon

ID = "IMP-2611-7k3mqx"
RECORD = """
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: proposed
raised: 2026-11-02
"""


@upon(RECORD)
def test_yes(repo: Checkout) -> None:
    """A record that gets another identity is an error at its id."""
    change = {ID: swapped(f"id: {ID}", "id: IMP-2611-000000")}
    assert judged(identity_changed, repo, change) == [
        f"error 1:1 the identity {ID} becomes IMP-2611-000000"
    ]


@upon(RECORD)
def test_no(repo: Checkout) -> None:
    """One that keeps it is none, whatever else changes."""
    assert judged(identity_changed, repo, {ID: swapped("title: S", "title: A s")}) == []


@upon(RECORD)
def test_edge(repo: Checkout) -> None:
    """One that loses it is found where the record begins; one in quotes is the same."""
    assert judged(identity_changed, repo, {ID: swapped(f"id: {ID}", f"id: '{ID}'")}) == []
    assert judged(identity_changed, repo, {ID: swapped(f"id: '{ID}'\n", "")}) == [
        f"error 1:1 the identity {ID} becomes none"
    ]


@upon(
    RECORD.replace(f"id: {ID}\n", "id:\n").replace(
        "\nid:", f"\n# path: register/improvements/2026/11/{ID}.yaml\nid:"
    )
)
def test_given(repo: Checkout) -> None:
    """One that had none gets one."""
    assert judged(identity_changed, repo, {ID: swapped("id:\n", f"id: {ID}\n")}) == []
