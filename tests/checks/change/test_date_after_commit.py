from datetime import date

import pytest

from checkouts import Checkout
from checks.change.knowledge import ARTICLE, KB, VALIDATED, whole
from learnorg.checks.change.date_after_commit import date_after_commit
from learnorg.checks.judging.judge import judge
from learnorg.findings import Level
from rules import Changes, committed, judged, over, swapped, told, upon

ID = "IMP-2611-7k3mqx"
RECORD = """
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: proposed
dates:
  proposed: 2026-11-02
owner: lea
raised: 2026-11-02
"""
NOVEMBER = date(2026, 11, 22)


def accepted(on: str) -> Changes:
    """A change that accepts the record on a day."""
    dates = f"  proposed: 2026-11-02\n  accepted: {on}\n"
    return {ID: swapped("state: proposed", "state: accepted", "  proposed: 2026-11-02\n", dates)}


@upon(RECORD)
def test_yes(repo: Checkout) -> None:
    """A state reached after the commit that says so is an error at its date."""
    assert judged(date_after_commit, repo, accepted("2031-01-01"), on=NOVEMBER) == [
        "error 6:3 accepted on 2031-01-01, after the commit of 2026-11-22"
    ]


@upon(RECORD)
def test_no(repo: Checkout) -> None:
    """On the day of the commit and before is none."""
    assert judged(date_after_commit, repo, accepted("2026-11-22"), on=NOVEMBER) == []


@pytest.mark.parametrize(("on", "faults"), [("2026-11-23", 0), ("2026-11-24", 1)])
@upon(RECORD)
def test_edge(repo: Checkout, on: str, faults: int) -> None:
    """Time zones make a day, and no more."""
    assert len(judged(date_after_commit, repo, accepted(on), on=NOVEMBER)) == faults


@pytest.mark.parametrize(("raised", "faults"), [("2026-11-23", 0), ("2026-12-01", 1)])
def test_raised(repo: Checkout, raised: str, faults: int) -> None:
    """A new record is not raised later than it is committed."""
    new = {ID: f"id: {ID}\ntitle: New\nstate: proposed\nraised: {raised}\n"}
    found = judged(date_after_commit, repo, new, on=NOVEMBER)
    assert len(found) == faults
    if faults:
        assert found == ["error 4:1 raised on 2026-12-01, after the commit of 2026-11-22"]


@upon(RECORD.replace("proposed: 2026-11-02", "proposed: 2031-01-01"))
def test_there_before(repo: Checkout) -> None:
    """A date that the base has already is not held against a change."""
    change = {ID: swapped("title: S", "title: A s")}
    assert judged(date_after_commit, repo, change, on=NOVEMBER) == []


@upon(RECORD)
def test_end_of_time(repo: Checkout) -> None:
    """A commit of the last day there is, and one of no day, are judged like any other."""
    committed(repo, accepted("2026-11-20"))
    stored = repo.git("cat-file", "commit", "HEAD")
    for stamp, faults in (("253402300799 +0000", 0), ("9999999999999 +0000", 1), ("x", 1)):
        lines = [
            line.rpartition("> ")[0] + "> " + stamp if line.startswith("committer ") else line
            for line in stored.split("\n")
        ]
        made = repo.git(
            *("hash-object", "-t", "commit", "-w", "--literally", "--stdin"), stdin="\n".join(lines)
        )
        repo.git("update-ref", "refs/heads/change", made.strip())
        assert len(told(date_after_commit, over(repo))) == faults


@upon(RECORD)
def test_committer_of_the_future(repo: Checkout) -> None:
    """Whoever sets the clock of a commit forward gains nothing by it."""
    committed(repo, accepted("2031-01-01"), on=date(2031, 1, 1))
    found = judge(repo.path, "main", "change", today=NOVEMBER).findings
    assert [one.rule for one in found if one.level is Level.ERROR] == ["date-after-commit"]


def test_validation(repo: Checkout) -> None:
    """An article is not validated on a day to come, nor raised on one."""
    later = VALIDATED.replace("on: 2026-11-10", "on: 2027-11-10")
    assert judged(date_after_commit, repo, {KB: whole(later)}) == [
        "error 10:3 validated on 2027-11-10, after the commit of 2026-11-22"
    ]
    repo.git("reset", "-q", "--hard", "main")
    raised = ARTICLE.replace("\nraised: 2026-11-02", "\nraised: 2027-11-02")
    assert judged(date_after_commit, repo, {KB: whole(raised)}) == [
        "error 9:1 raised on 2027-11-02, after the commit of 2026-11-22"
    ]
