import pytest

from checkouts import Checkout
from checks.change.knowledge import CLOSED, DRAFT, KB, REV, VALIDATED
from learnorg.checks.change.unjudged_change import unjudged_change
from rules import added, committed, judged, swapped, upon

ID = "IMP-2611-7k3mqx"
POLICY = """
# path: learnorg.yaml
format: 1
authority: ada@example.org
"""
RECORD = """
id: IMP-2611-7k3mqx
state: proposed
raised: 2026-11-02
"""


@upon(RECORD)
def test_yes(repo: Checkout) -> None:
    """What is governed does not change in a record that is none."""
    change = {ID: swapped("state: proposed", "state: in-progress")}
    assert judged(unjudged_change, repo, change) == [
        "error 2:1 'state' changes, and the record could not be read before"
    ]


@upon(RECORD)
def test_no(repo: Checkout) -> None:
    """Anything else may, and so may what mends it."""
    assert judged(unjudged_change, repo, {ID: added("owner: lea\n")}) == []
    assert judged(unjudged_change, repo, {ID: added("title: Shorter hand-over\n")}) == []


@upon(RECORD.replace("state", "title: Shorter hand-over\nstate") + "approval: {by: ada}\n")
def test_spoiled(repo: Checkout) -> None:
    """Nor does a field in which something is wrong."""
    assert judged(unjudged_change, repo, {ID: swapped("by: ada", "by: ceo")}) == [
        "error 5:1 'approval' changes, and 'approval' could not be read before"
    ]


@pytest.mark.parametrize(("state", "faults"), [("proposed", 0), ("closed", 1)])
@upon("# path: learnorg.yaml\nformat: 1\n")
def test_edge(repo: Checkout, state: str, faults: int) -> None:
    """A new record that is none is held to be a proposal."""
    new = {ID: RECORD.lstrip().replace("proposed", state)}
    assert len(judged(unjudged_change, repo, new)) == faults


@upon(RECORD.replace("state", "title: Shorter hand-over\nstate"))
def test_misspelt(repo: Checkout) -> None:
    """What is misspelt by the change itself is to be mended there."""
    assert judged(unjudged_change, repo, {ID: swapped("proposed", "closd")}) == [
        "error 3:1 'state' changes, and the record cannot be read as it is now"
    ]


@upon(VALIDATED)
def test_validation(repo: Checkout) -> None:
    """A validation that cannot be read is nobody's."""
    assert judged(unjudged_change, repo, {KB: swapped("  on: 2026-11-10", "  on: lately")}) == [
        "error 8:1 'validation' changes, and 'validation' cannot be read as it is now"
    ]


@pytest.mark.parametrize(("record", "found"), [(CLOSED, 1), (DRAFT, 0)])
def test_found(repo: Checkout, record: str, found: int) -> None:
    """What a review found is governed once it is closed, and may be mended until then."""
    text = "---\n" + record.lstrip("\n").replace("+++", "---")
    committed(repo, {REV: text.replace("  - id: c7k\n", "  - id: [c7k]\n")}, branch="main")
    assert len(judged(unjudged_change, repo, {REV: text})) == found
