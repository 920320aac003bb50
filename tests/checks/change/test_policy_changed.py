import pytest

from checkouts import Checkout
from learnorg.checks.change.policy_changed import policy_changed
from rules import ADA, LEA, judged, swapped, upon

POLICY = """
# path: learnorg.yaml
format: 1
workflow: full
authority: [ada@example.org, ben@example.org]
objectives: [speed, calm]
teams: [night]
evidence:
  demand: author
"""
UNVERIFIED = "this was Lea <lea@example.org>, as the commit says, unverified"


@upon(POLICY)
def test_yes(repo: Checkout) -> None:
    """A change of policy by somebody who does not govern is an error at what it changes."""
    change = {"learnorg.yaml": swapped("[speed, calm]", "[]")}
    assert judged(policy_changed, repo, change, by=LEA) == [
        f"error 4:1 what policy says of objectives changes, and {UNVERIFIED}"
    ]


@upon(POLICY)
def test_no(repo: Checkout) -> None:
    """By somebody who does it is none."""
    change = {"learnorg.yaml": swapped("[speed, calm]", "[]", "demand: author", "squash: true")}
    assert judged(policy_changed, repo, change, by=ADA) == []


@upon(POLICY)
def test_edge(repo: Checkout) -> None:
    """Anybody may add names to lists of them, and write what is said in another way."""
    words = ("[speed, calm]", "[calm, speed, safety]", "teams: [night]", "teams: [day, night]")
    more = swapped(*words, "format: 1\n", "# Ours\nformat: 1\nsources: [suggestion-box]\n")
    assert judged(policy_changed, repo, {"learnorg.yaml": more}, by=LEA) == []


@pytest.mark.parametrize("key", ["objectives", "teams", "services", "environments"])
@upon("""
    # path: learnorg.yaml
    format: 1
    authority: [ada@example.org]
""")
def test_first(repo: Checkout, key: str) -> None:
    """To begin a list is a change: where there is none, any name goes, and with it no other."""
    first = {"learnorg.yaml": swapped("format: 1\n", f"format: 1\n{key}: [night]\n")}
    assert judged(policy_changed, repo, first, by=LEA) == [
        f"error 2:1 what policy says of {key} changes, and {UNVERIFIED}"
    ]
    ada = {"author": {"login": "x", "email": "ada@example.org"}}
    assert judged(policy_changed, repo, actors=ada) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (", ben@example.org", "", "3:1 what policy says of authority"),
        ("demand: author", "demand: signature", "6:1 what policy says of evidence"),
        ("speed, calm", "speed", "4:1 what policy says of objectives"),
        ("[night]", "[nights]", "5:1 what policy says of teams"),
        ("format: 1", "answer_within: 1", "1:1 what policy says of answer_within"),
        ("format: 1", "rules: {secret-added: error}", "1:1 what policy says of rules"),
    ],
)
@upon(POLICY)
def test_each(repo: Checkout, old: str, new: str, found: str) -> None:
    """What becomes stricter is as much of a change as what becomes laxer."""
    told = judged(policy_changed, repo, {"learnorg.yaml": swapped(old, new)}, by=LEA)
    assert [one.partition(" changes")[0] for one in told] == [f"error {found}"]


def test_nobody_named(repo: Checkout) -> None:
    """Where policy names nobody, anybody may change it."""
    change = {"learnorg.yaml": "format: 1\nauthority: [lea]\n"}
    assert judged(policy_changed, repo, change, by=LEA) == []
