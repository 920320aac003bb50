import pytest

from checkouts import Checkout
from learnorg.checks.change.policy_loosened import policy_loosened
from learnorg.findings import Level
from rules import ADA, LEA, Changes, committed, judged, over, swapped, upon

POLICY = """
# path: learnorg.yaml
format: 1
workflow: full
small: {effort: 3}
authority: [ada@example.org]
levels:
  - {name: team-lead, people: [ben]}
  - {name: it-board, people: [sponsor]}
rights:
  accept: team-lead
  approve: authority
  decline: it-board
evidence:
  demand: author
  signers: allowed_signers
rules:
  improvement-overdue: error
"""
UNVERIFIED = "this was Lea <lea@example.org>, as the commit says, unverified"


def changed(*words: str) -> Changes:
    return {"learnorg.yaml": swapped(*words)}


@upon(POLICY)
def test_yes(repo: Checkout) -> None:
    """A right that comes down is a warning at it, if the authority brings it down."""
    change = changed("approve: authority", "approve: team-lead")
    assert judged(policy_loosened, repo, change, by=ADA) == ["warning 10:3 team-lead may approve"]


@upon(POLICY)
def test_no(repo: Checkout) -> None:
    """A policy that lets less through, or speaks of other things, is none."""
    change = changed(
        *("accept: team-lead", "accept: authority"),
        *("effort: 3", "effort: 2"),
        *("demand: author", "demand: forge"),
        *("improvement-overdue: error", "unknown-service: error\n  improvement-overdue: error"),
        *(
            "authority: [ada@example.org]",
            "name: Ours\nteams: [night]\nauthority: [ada@example.org]",
        ),
    )
    assert judged(policy_loosened, repo, change, by=LEA) == []


@upon(POLICY)
def test_edge(repo: Checkout) -> None:
    """By anybody else it is an error, whoever approves of it on a lower level."""
    change = changed("approve: authority", "approve: team-lead")
    found = [f"error 10:3 team-lead may approve, and {UNVERIFIED}"]
    assert judged(policy_loosened, repo, change, by=LEA) == found
    ben = {"approvers": [{"login": "x", "email": "ben"}]}
    assert judged(policy_loosened, repo, actors=ben) == found
    ada = {"approvers": [{"login": "x", "email": "ada@example.org"}]}
    assert judged(policy_loosened, repo, actors=ada) == ["warning 10:3 team-lead may approve"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("workflow: full", "workflow: light"), ["2:1 the work flow becomes light"]),
        (
            ("effort: 3", "effort: 5.5"),
            ["3:1 work up to 5.5 person-days needs no approval (3 before)"],
        ),
        (
            ("[ada@example.org]", "[ada@example.org, lea]"),
            ["4:1 lea becomes an authority"],
        ),
        (("  approve: authority\n", ""), ["8:1 anybody may approve"]),
        (("accept: team-lead\n  ", ""), ["8:1 anybody may accept"]),
        (("[ben]", "[ben, lea]"), ["5:1 lea comes to stand on the level team-lead"]),
        (
            ("levels:\n", "levels:\n  - {name: lowest, people: [lea]}\n"),
            ["5:1 lea comes to stand on the level lowest"],
        ),
        (("decline: it-board", "decline: team-lead"), ["11:3 team-lead may decline"]),
        (
            ("signers: allowed_signers", "signers: register/people/lea.yaml"),
            ["12:1 who may sign for whom stands in register/people/lea.yaml"],
        ),
        (
            ("  demand: author\n", "  demand: author\n  squash: true\n"),
            ["12:1 the forge's own signature counts"],
        ),
        (("improvement-overdue: error", "{}"), ["15:1 the rule improvement-overdue becomes info"]),
    ],
)
@upon(POLICY)
def test_each(repo: Checkout, words: tuple[str, ...], found: list[str]) -> None:
    """Everything that lets more through is found where it stands."""
    change = changed(*words)
    assert judged(policy_loosened, repo, change) == [f"warning {one}" for one in found]


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        ("secret-added: warning", ["the rule secret-added becomes warning"]),
        ("secret-added: error", []),
        ("illegal-move: off", ["the rule illegal-move becomes off"]),
        ("improvement-overdue: info", []),
        ("improvement-overdue: 'off'", ["the rule improvement-overdue becomes off"]),
        ("policy-loosened: info", ["the rule policy-loosened becomes info"]),
    ],
)
def test_rules(repo: Checkout, rules: str, found: list[str]) -> None:
    """A rule becomes laxer than it is unasked, whatever that is."""
    change = {"learnorg.yaml": f"format: 1\nrules:\n  {rules}\n"}
    assert judged(policy_loosened, repo, change) == [f"warning 3:3 {one}" for one in found]


@upon(POLICY.replace("improvement-overdue: error", "secret-added: 'off'"))
def test_rule_as_before(repo: Checkout) -> None:
    """A rule that is no longer spoken of becomes what it is unasked."""
    assert judged(policy_loosened, repo, changed("secret-added: 'off'", "{}")) == []


@pytest.mark.parametrize("demand", ["forge", "signature"])
@upon(POLICY)
def test_proof(repo: Checkout, demand: str) -> None:
    """A proof that need no longer be as sure is found."""
    committed(repo, changed("demand: author", f"demand: {demand}"), branch="main")
    found = judged(policy_loosened, repo, changed(f"demand: {demand}", "demand: author"), by=ADA)
    assert [one.partition(",")[0] for one in found] == [
        "error 12:1 author is proof enough of who made a change"
    ]


@upon(POLICY.replace("demand: author", "demand: forge"))
def test_unproven(repo: Checkout) -> None:
    """Whoever only says to be the authority is not, where policy demands a proof."""
    change = changed("approve: authority", "approve: team-lead")
    (found,) = judged(policy_loosened, repo, change, by=ADA)
    assert found.startswith("error ")
    ada = {"author": {"login": "x", "email": "ada@example.org"}}
    assert judged(policy_loosened, repo, actors=ada) == ["warning 10:3 team-lead may approve"]


@upon(POLICY.replace("accept: team-lead\n  ", ""))
def test_without_a_right_to_accept(repo: Checkout) -> None:
    """It takes the authority, even where anybody may accept."""
    (found,) = judged(
        policy_loosened, repo, changed("approve: authority", "approve: team-lead"), by=LEA
    )
    assert found.startswith("error ")


@upon(
    POLICY.replace("authority: [ada@example.org]\n", "").replace(
        "approve: authority", "approve: it-board"
    )
)
def test_no_authority(repo: Checkout) -> None:
    """Where there is no authority, it takes the highest level on which somebody stands."""
    change = changed("approve: it-board", "approve: team-lead")
    for who, level in (("ben", "error"), ("sponsor", "warning")):
        actors = {"author": {"login": "x", "email": who}}
        (found,) = judged(
            policy_loosened, repo, None if who == "sponsor" else change, actors=actors
        )
        assert found.startswith(f"{level} ")


@upon(POLICY)
def test_levels_change_places(repo: Checkout) -> None:
    """Who comes to stand above a level by its place in the list is seen as well."""
    ben = "  - {name: team-lead, people: [ben]}\n"
    board = "  - {name: it-board, people: [sponsor]}\n"
    change = changed(ben + board, board + ben)
    assert judged(policy_loosened, repo, change) == ["warning 11:3 ben may decline"]


@upon(POLICY)
def test_a_level_below(repo: Checkout) -> None:
    """So is who gets a right by a level that is put below another."""
    change = changed(
        "levels:\n", "levels:\n  - {name: nobody}\n", "decline: it-board", "decline: team-lead"
    )
    assert judged(policy_loosened, repo, change) == ["warning 12:3 ben may decline"]


@upon(POLICY)
def test_nobody_left(repo: Checkout) -> None:
    """A policy that names nobody any more lets anybody decide."""
    change = changed(
        "authority: [ada@example.org]\n",
        "",
        "people: [ben]",
        "people: []",
        "people: [sponsor]",
        "people: []",
    )
    found = judged(policy_loosened, repo, change, by=ADA)
    assert "warning 1:1 nobody is named any more, so anybody may decide anything" in found


def test_first_authority(repo: Checkout) -> None:
    """The first authority that a policy names takes rights from all, and gives none."""
    change = {"learnorg.yaml": "format: 1\nauthority: [lea]\nlevels: [{name: x, people: [ben]}]\n"}
    assert judged(policy_loosened, repo, change, by=LEA) == []


@upon(POLICY)
def test_unsound(repo: Checkout) -> None:
    """A policy that says what it cannot say is no policy; the old one holds."""
    change = changed("workflow: full", "workflow: lite")
    assert judged(policy_loosened, repo, change, by=LEA) == []
    assert [(str(one), one.level) for one in over(repo)] == [
        ("learnorg.yaml:2:1: error: 'workflow' cannot be 'lite' [wrong-field]", Level.ERROR)
    ]


@upon(POLICY)
def test_unreadable(repo: Checkout) -> None:
    """So is one that cannot be read at all."""
    committed(repo, changed("workflow: full", "workflow: &x full"))
    assert [one.rule for one in over(repo)] == ["yaml-anchor"]


@upon(POLICY)
def test_taken_away(repo: Checkout) -> None:
    """A policy that is taken away is found as that."""
    assert judged(policy_loosened, repo, {"learnorg.yaml": None}) == []
    assert [(one.rule, one.message) for one in over(repo)] == [
        ("record-deleted", "the policy would be gone")
    ]


@pytest.mark.parametrize("by", [ADA, LEA])
@upon(POLICY, "# path: allowed_signers\nada@example.org ssh-ed25519 AAAA\n")
def test_signers(repo: Checkout, by: str) -> None:
    """A change of whose key signs for whom takes the authority, too."""
    change = {"allowed_signers": lambda text: text + "ada@example.org ssh-ed25519 BBBB\n"}
    found = judged(policy_loosened, repo, change, by=by)
    assert [one.partition(", ")[0] for one in found] == [
        f"{'warning' if by == ADA else 'error'} 1:1 who may sign for whom changes"
    ]


@upon(POLICY)
def test_several(repo: Checkout) -> None:
    """Of several who change the policy, one who may not makes it an error, in any order."""
    committed(repo, changed("approve: authority", "approve: team-lead"), by=LEA)
    assert [one.partition(" ")[0] for one in judged(policy_loosened, repo)] == ["error"]
    named = changed("format: 1", "format: 1\nname: Ours")
    assert [one.partition(" ")[0] for one in judged(policy_loosened, repo, named, by=ADA)] == [
        "error"
    ]
