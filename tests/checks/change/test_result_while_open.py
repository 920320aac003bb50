import pytest

from checkouts import Checkout
from learnorg.checks.change.result_while_open import result_while_open
from rules import added, judged, swapped, upon

ID = "IMP-2611-7k3mqx"
RECORD = """
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: proposed
raised: 2026-11-02
"""
RESULT = "outcome:\n  result: withdrawn\n"


@upon(RECORD)
def test_yes(repo: Checkout) -> None:
    """A result of what is not closed is an error at its place."""
    assert judged(result_while_open, repo, {ID: added(RESULT)}) == [
        "error 6:3 proposed, with the result withdrawn"
    ]


@upon(RECORD)
def test_no(repo: Checkout) -> None:
    """One of what is closed by the same change is none."""
    change = {ID: lambda text: text.replace("proposed", "closed") + RESULT}
    assert judged(result_while_open, repo, change) == []


@pytest.mark.parametrize(("state", "faults"), [("on-hold", 1), ("declined", 1), ("closed", 0)])
@upon(RECORD.replace("proposed", "closed") + RESULT)
def test_edge(repo: Checkout, state: str, faults: int) -> None:
    """Nor may it stay when the record goes elsewhere."""
    change = {ID: swapped("state: closed", f"state: {state}", "raised", "owner: lea\nraised")}
    assert len(judged(result_while_open, repo, change)) == faults
