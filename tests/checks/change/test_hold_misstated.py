import pytest

from checkouts import Checkout
from learnorg.checks.change.hold_misstated import hold_misstated
from rules import judged, swapped, upon

ID = "IMP-2611-7k3mqx"
POLICY = """
# path: learnorg.yaml
format: 1
authority: ada@example.org
"""
RECORD = """
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: proposed
raised: 2026-11-02
"""
HELD = "state: on-hold\nhold:\n  because: No money yet\n  state: "


@upon(RECORD)
def test_yes(repo: Checkout) -> None:
    """A hold that says it began further than it did is an error."""
    change = {ID: swapped("state: proposed", HELD + "in-progress")}
    assert judged(hold_misstated, repo, change) == [
        "error 6:3 held from in-progress, but it was proposed"
    ]


@pytest.mark.parametrize("told", [True, False])
@upon(RECORD)
def test_no(repo: Checkout, told: bool) -> None:
    """One that says what it was, or nothing, is none."""
    new = HELD + "proposed" if told else HELD.removesuffix("\n  state: ")
    assert judged(hold_misstated, repo, {ID: swapped("state: proposed", new)}) == []


@upon(RECORD + "dates: {proposed: 2026-11-02, in-progress: 2026-11-03}\n")
def test_untold(repo: Checkout) -> None:
    """One that says nothing goes back to where its dates lead, which is to be where it was."""
    change = {ID: swapped("state: proposed", HELD.removesuffix("\n  state: "))}
    assert judged(hold_misstated, repo, change) == [
        "error 4:1 held from in-progress, but it was proposed"
    ]


@pytest.mark.parametrize("now", ["accepted", ""])
@upon(RECORD.replace("state: proposed", HELD + "proposed"))
def test_edge(repo: Checkout, now: str) -> None:
    """While it is held, that stays as it is."""
    change = {ID: swapped("  state: proposed\n", f"  state: {now}\n" if now else "")}
    assert len(judged(hold_misstated, repo, change)) == 1
