from checkouts import Checkout
from learnorg.checks.change.merge_conflict import merge_conflict
from learnorg.checks.judging.judge import judge
from rules import committed, judged, on_branch, over, swapped, told, upon

ID = "IMP-2611-7k3mqx"
RECORD = """
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: proposed
raised: 2026-11-02

tags:
  - night
"""
FOUND = "error 1:1 base and change are at odds here"


@upon(RECORD)
def test_yes(repo: Checkout) -> None:
    """What base and change both changed, each otherwise, is an error."""
    on_branch(repo, "change")
    committed(repo, {ID: swapped("title: S", "title: Still s")}, branch="main")
    assert judged(merge_conflict, repo, {ID: swapped("title: S", "title: A s")}) == [FOUND]


@upon(RECORD)
def test_no(repo: Checkout) -> None:
    """What fits together is none."""
    on_branch(repo, "change")
    committed(repo, {ID: swapped("- night", "- day")}, branch="main")
    assert judged(merge_conflict, repo, {ID: swapped("title: S", "title: A s")}) == []


@upon(RECORD)
def test_edge(repo: Checkout) -> None:
    """What was taken away and changed, and what both sides added, are at odds, too."""
    on_branch(repo, "change")
    new = {"lea": "id: lea\ntitle: Lea\n"}
    committed(repo, {ID: None} | new, branch="main")
    change = {ID: swapped("title: S", "title: A s"), "lea": "id: lea\ntitle: Lea L\n"}
    assert judged(merge_conflict, repo, change) == [FOUND, FOUND]


@upon(RECORD)
def test_elsewhere(repo: Checkout) -> None:
    """What is no part of the register does not matter to it; attributes do."""
    on_branch(repo, "change")
    names = ("README.md", "docs/learnorg.yaml", ".gitattributes")
    committed(repo, dict.fromkeys(names, "ours\n"), branch="main")
    committed(repo, dict.fromkeys(names, "theirs\n"))
    found = [one for one in over(repo) if one.rule == merge_conflict.name]
    assert [one.path for one in found] == [".gitattributes"]


@upon(RECORD)
def test_settled(repo: Checkout) -> None:
    """Once the base is merged into the change and it is settled there, nothing is at odds."""
    on_branch(repo, "change")
    committed(repo, {ID: swapped("title: S", "title: Still s")}, branch="main")
    committed(repo, {ID: swapped("title: S", "title: A s")})
    repo.git("merge", "-q", "-X", "ours", "--no-edit", "main")
    assert told(merge_conflict, judge(repo.path, "main").findings) == []
