import pytest

from checkouts import Checkout
from checks.change.knowledge import ARTICLE, DRAFT, KB, REV
from learnorg.checks.change.illegal_move import illegal_move
from rules import committed, judged, swapped, upon

ID = "IMP-2611-7k3mqx"
RECORD = """
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: in-progress
raised: 2026-11-02
"""


@upon(RECORD)
def test_yes(repo: Checkout) -> None:
    """Work that was begun is not declined; that is an error at the state."""
    change = {ID: swapped("in-progress", "declined")}
    assert judged(illegal_move, repo, change) == [
        "error 3:1 in-progress cannot become declined in the light work flow"
    ]


@upon(RECORD)
def test_no(repo: Checkout) -> None:
    """It is put on hold."""
    assert judged(illegal_move, repo, {ID: swapped("in-progress", "on-hold")}) == []


@pytest.mark.parametrize(
    ("flow", "before", "after", "legal"),
    [
        ("light", "proposed", "closed", True),
        ("light", "proposed", "declined", True),
        ("light", "proposed", "assessed", False),
        ("light", "proposed", "measuring", False),
        ("full", "proposed", "measuring", True),
        ("full", "approved", "declined", True),
        ("full", "measuring", "declined", False),
        ("light", "declined", "proposed", True),
        ("light", "declined", "accepted", False),
        ("light", "declined", "closed", False),
        ("light", "closed", "accepted", True),
        ("light", "closed", "proposed", False),
        ("light", "closed", "declined", False),
        ("light", "in-progress", "accepted", True),
        ("light", "on-hold\nhold: {state: accepted}", "accepted", True),
        ("light", "on-hold\nhold: {state: accepted}", "in-progress", True),
        ("light", "on-hold\nhold: {state: accepted}", "declined", True),
        ("light", "on-hold\nhold: {state: in-progress}", "declined", False),
    ],
)
@upon(RECORD)
def test_edge(repo: Checkout, flow: str, before: str, after: str, legal: bool) -> None:
    """Every work flow has its moves, over several states as well."""
    stands = {ID: swapped("in-progress", before), "learnorg.yaml": f"workflow: {flow}\nformat: 1\n"}
    committed(repo, stands, branch="main")
    change = {ID: swapped(f"state: {before}", f"state: {after}")}
    assert (judged(illegal_move, repo, change) == []) is legal


@pytest.mark.parametrize("broken", ["titel: Misspelt\n", "owner: [a, {b: c}]\n"])
@upon(RECORD)
def test_broken(repo: Checkout, broken: str) -> None:
    """A field in which something is wrong lets nothing through."""
    committed(repo, {ID: lambda text: text + broken}, branch="main")
    assert judged(illegal_move, repo, {ID: swapped("in-progress", "declined")}) == [
        "error 3:1 in-progress cannot become declined in the light work flow"
    ]


@upon(RECORD.replace("raised: 2026-11-02", "raised: lately"))
def test_too_broken(repo: Checkout) -> None:
    """A record of which too little is sound is mended before it is moved."""
    assert judged(illegal_move, repo, {ID: swapped("in-progress", "closed")}) == [
        "error 3:1 in-progress becomes closed, and too much is wrong with the record to judge that"
    ]


@pytest.mark.parametrize("odd", ["[closed]", "{closed: closed}", "finished", ""])
@upon(RECORD)
def test_no_state(repo: Checkout, odd: str) -> None:
    """What is no state is left to the rules over fields."""
    assert judged(illegal_move, repo, {ID: swapped("in-progress", odd)}) == []


@upon(RECORD.replace("state: in-progress", "state: doing"))
def test_mended(repo: Checkout) -> None:
    """A state that there is not may become any."""
    assert judged(illegal_move, repo, {ID: swapped("doing", "in-progress")}) == []


@pytest.mark.parametrize("to", ["in-review", "reviewed", "closed"])
@upon(DRAFT, ARTICLE)
def test_one_line(repo: Checkout, to: str) -> None:
    """Reviews and articles jump on along their lines, and articles are archived from anywhere."""
    change = {REV: swapped("state: draft", f"state: {to}")}
    assert judged(illegal_move, repo, change) == []
    assert judged(illegal_move, repo, {KB: swapped("state: wip", "state: archived")}) == []


@upon(DRAFT.replace("raised: 2026-11-02", "raised: lately"))
def test_too_broken_for_its_line(repo: Checkout) -> None:
    """A review of which too little is sound is mended before it is moved."""
    assert judged(illegal_move, repo, {REV: swapped("state: draft", "state: reviewed")}) == [
        "error 5:1 draft becomes reviewed, and too much is wrong with the record to judge that"
    ]


def test_by_hand(repo: Checkout) -> None:
    """
    A person's state is set, and no verb moves it.
    ---
    id: lea
    title: [Lea]
    state: active
    """
    assert judged(illegal_move, repo, {"lea": swapped("state: active", "state: left")}) == []
