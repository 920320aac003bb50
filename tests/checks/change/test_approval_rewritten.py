from checkouts import Checkout
from learnorg.checks.change.approval_rewritten import approval_rewritten
from rules import ADA, LEA, judged, swapped, upon

ID = "IMP-2611-7k3mqx"
POLICY = """
# path: learnorg.yaml
format: 1
authority: ada@example.org
"""
RECORD = """
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: in-progress
raised: 2026-11-02
approval:
  by: ada
  on: 2026-11-03
"""
CHANGE = {ID: swapped("by: ada", "by: ceo")}


@upon(POLICY, RECORD)
def test_yes(repo: Checkout) -> None:
    """An approval that changes without a move, by who may not approve, is an error."""
    (found,) = judged(approval_rewritten, repo, CHANGE, by=LEA)
    assert found.startswith("error 5:1 the approval changes without a move, and only the authority")


@upon(POLICY, RECORD)
def test_no(repo: Checkout) -> None:
    """By who may, it is none; nor is a change of anything else."""
    assert judged(approval_rewritten, repo, CHANGE, by=ADA) == []
    assert judged(approval_rewritten, repo, {ID: swapped("title: S", "title: A s")}) == []


@upon(POLICY, RECORD)
def test_edge(repo: Checkout) -> None:
    """One that goes counts as well."""
    change = {ID: swapped("approval:\n  by: ada\n  on: 2026-11-03\n", "")}
    assert len(judged(approval_rewritten, repo, change, by=LEA)) == 1
