"""A record that several people touch in one change: each answers for what they did."""

import pytest

from checkouts import Checkout
from commandline import Learnorg
from learnorg.checks.judging.judge import judge
from learnorg.findings import Level
from rules import ADA, BEN, LEA, added, committed, on_branch, swapped, upon

ID = "IMP-2611-7k3mqx"
POLICY = "# path: learnorg.yaml\nformat: 1\nworkflow: full\nauthority: ada@example.org\n"
RECORD = f"""
id: {ID}
title: Shorter hand-over
state: assessed
dates: {{proposed: 2026-11-02, accepted: 2026-11-03, assessed: 2026-11-04}}
owner: lea
raised: 2026-11-02
measures:
  - {{id: b7k, name: minutes, baseline: 25, target: 10}}
plan:
  - {{id: c7k, do: Ask the night shift}}
notes:
  - {{id: d7k, on: 2026-11-05, by: ben, text: It hurts at night.}}
"""


@pytest.fixture
def approved(repo: Checkout, learnorg: Learnorg) -> Checkout:
    """A branch in which the authority approves the record."""
    on_branch(repo, "change")
    ran = learnorg("approve", ID, "--no-commit")
    assert ran.code == 0, ran.err
    committed(repo, {}, by=ADA)
    return repo


def errors(repo: Checkout) -> set[str]:
    """The rules that the change breaks."""
    return {one.rule for one in judge(repo.path, "main").findings if one.level is Level.ERROR}


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("target: 10", "target: 21", "frozen-measures-moved"),
        ("accepted: 2026-11-03", "accepted: 2026-11-02", "dates-rewritten"),
        ("by: ben, text: It hurts", "by: ben, text: It helps", "note-rewritten"),
        ("level: authority", "level: team", "approval-rewritten"),
    ],
)
@upon(POLICY, RECORD)
def test_after_the_authority(approved: Checkout, old: str, new: str, rule: str) -> None:
    """What comes after the commit that decides is not decided by it."""
    assert errors(approved) == set()
    committed(approved, {ID: swapped(old, new)}, by=LEA)
    assert errors(approved) == {rule}


@pytest.mark.parametrize("by", [ADA, LEA])
@upon(POLICY, RECORD)
def test_before_the_authority(repo: Checkout, by: str) -> None:
    """What somebody did before an unrelated commit of the authority is theirs as well."""
    committed(repo, {ID: swapped("by: ben, text: It hurts", "by: ben, text: It helps")}, by=by)
    committed(repo, {ID: added("tags: [night]\n")}, by=ADA)
    assert errors(repo) == ({"note-rewritten"} if by == LEA else set())


@upon(POLICY, RECORD)
def test_taken_back_by_the_authority(repo: Checkout) -> None:
    """What does not last is nobody's fault at the end."""
    committed(repo, {ID: swapped("text: It hurts", "text: It helps")}, by=LEA)
    committed(repo, {ID: swapped("text: It helps", "text: It hurts", "owner: lea", "owner: ben")})
    assert errors(repo) == set()


@upon(POLICY, RECORD)
def test_work_of_several(approved: Checkout, learnorg: Learnorg) -> None:
    """What is open to everybody may be done before and after."""
    for by, words in ((BEN, ("note", ID, "I help.")), (LEA, ("start", ID)), (BEN, ("measure", ID))):
        ran = learnorg(*words, "--no-commit")
        assert ran.code == 0, ran.err
        committed(approved, {}, by=by)
    assert errors(approved) == set()
