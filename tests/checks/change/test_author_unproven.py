import pytest

from checkouts import Checkout
from learnorg.checks.change.author_unproven import author_unproven
from rules import ADA, committed, judged, swapped, upon

ID = "IMP-2611-7k3mqx"
CHANGE = {ID: swapped("title: S", "title: A s")}
RECORD = """
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: proposed
raised: 2026-11-02
"""
FORGE = """
# path: learnorg.yaml
format: 1
evidence:
  demand: forge
"""


@upon(FORGE, RECORD)
def test_yes(repo: Checkout) -> None:
    """Where the forge is to say who made a change, the commit alone is not enough."""
    (found,) = judged(author_unproven, repo, CHANGE)
    told, _, demanded = found.partition("; ")
    assert told == "error 1:1 changed by Ada <ada@example.org>, as the commit says, unverified"
    assert demanded == "policy demands a proof by forge"


@upon(RECORD)
def test_no(repo: Checkout) -> None:
    """Where policy demands nothing, what the commit says is."""
    assert judged(author_unproven, repo, CHANGE) == []


@pytest.mark.parametrize(
    ("demand", "found"),
    [
        ("forge", []),
        (
            "signature",
            [
                "error 1:1 changed by @ada, as the forge says; policy demands a proof by signature",
            ],
        ),
    ],
)
@upon(RECORD)
def test_edge(repo: Checkout, demand: str, found: list[str]) -> None:
    """What the forge says is proof enough where policy does not demand a signature."""
    policy = FORGE.replace("forge", demand).partition("\n# path: learnorg.yaml\n")[2]
    committed(repo, {"learnorg.yaml": policy}, branch="main")
    actors = {"author": {"login": "Ada"}}
    assert judged(author_unproven, repo, CHANGE, actors=actors) == found


@upon(FORGE, RECORD)
def test_no_author_there(repo: Checkout) -> None:
    """A forge that names approvers alone does not say who made it."""
    actors = {"approvers": [{"login": "ada"}]}
    (found,) = judged(author_unproven, repo, CHANGE, by=ADA, actors=actors)
    assert "unverified" in found


@upon(FORGE, RECORD)
def test_every_record(repo: Checkout) -> None:
    """A new record and one that is taken away count like one that is changed."""
    new = RECORD.replace("7k3mqx", "000000").lstrip()
    assert len(judged(author_unproven, repo, {ID: None, "IMP-2611-000000": new})) == 2
