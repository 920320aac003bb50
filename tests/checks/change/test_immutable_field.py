import pytest

from checkouts import Checkout
from learnorg.checks.change.immutable_field import immutable_field
from rules import judged, swapped, upon

ID = "IMP-2611-7k3mqx"
RECORD = """
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: proposed
raised: 2026-11-02
raised_by: lea
imported: {from: csi.xlsx, row: '7'}
"""


@upon(RECORD)
def test_yes(repo: Checkout) -> None:
    """A day on which it was raised that changes is an error where it stands."""
    change = {ID: swapped("raised: 2026-11-02", "raised: 2026-11-20")}
    assert judged(immutable_field, repo, change) == [
        "error 4:1 'raised' never changes (2026-11-02 -> 2026-11-20)"
    ]


@upon(RECORD)
def test_no(repo: Checkout) -> None:
    """The same in other words of YAML is the same."""
    change = {ID: swapped("{from: csi.xlsx, row: '7'}", "\n  from: 'csi.xlsx'\n  row: \"7\"")}
    assert judged(immutable_field, repo, change) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("raised_by: lea", "raised_by: anonymous", []),
        ("raised_by: lea", "raised_by: leo", ["error 5:1 'raised_by' never changes (lea -> leo)"]),
        ("raised_by: lea\n", "", ["error 1:1 'raised_by' never changes (lea -> nothing)"]),
        ("row: '7'", "row: '8'", ["error 6:1 'imported' never changes"]),
    ],
)
@upon(RECORD)
def test_edge(repo: Checkout, old: str, new: str, found: list[str]) -> None:
    """Whoever raised it may become anonymous, and nobody else."""
    assert judged(immutable_field, repo, {ID: swapped(old, new)}) == found


@upon(RECORD.replace("raised_by: lea\n", "").replace("imported: {from: csi.xlsx, row: '7'}\n", ""))
def test_given_later(repo: Checkout) -> None:
    """Who raised it may be told later; that it was imported may not."""
    change = {ID: swapped("raised: 2026-11-02", "raised: 2026-11-02\nraised_by: lea")}
    assert judged(immutable_field, repo, change) == []
    change = {ID: swapped("raised_by: lea", "raised_by: lea\nimported: {from: csi.xlsx}")}
    assert judged(immutable_field, repo, change) == ["error 6:1 'imported' never changes"]
