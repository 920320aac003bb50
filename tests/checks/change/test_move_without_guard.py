import pytest

from checkouts import Checkout
from checks.change.knowledge import ARTICLE, CLOSED, DRAFT, KB, PEOPLE, REV
from learnorg.checks.change.move_without_guard import move_without_guard
from rules import ADA, BEN, LEA, Changes, added, committed, judged, swapped, upon

ID = "IMP-2611-7k3mqx"
PROPOSED = """
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: proposed
raised: 2026-11-02
"""
FULL = """
# path: learnorg.yaml
format: 1
workflow: full
"""
MEASURED = "measures:\n  - {name: minutes, baseline: 25, target: 15, actual: 14}\n"
PLANNED = "plan:\n  - do: Ask the night shift\n"
ACHIEVED = "outcome: {result: achieved}\nlearned: Ask first\n"
APPROVED = "approval:\n  by: ada\n  on: 2026-11-10\n"


def moved(to: str, more: str = "") -> Changes:
    """A change that moves the record and adds some fields."""

    def change(text: str) -> str:
        before, state, after = text.partition("state: ")
        return before + state + to + "\n" + after.partition("\n")[2] + more

    return {ID: change}


@upon(PROPOSED)
def test_yes(repo: Checkout) -> None:
    """An improvement that is accepted without an owner is an error at its state."""
    assert judged(move_without_guard, repo, moved("accepted")) == [
        "error 3:1 moved from proposed to accepted without an owner: who takes it up"
    ]


@upon(PROPOSED)
def test_no(repo: Checkout) -> None:
    """With an owner, who may come with the same change, it is none."""
    assert judged(move_without_guard, repo, moved("accepted", "owner: lea\n")) == []


@upon(FULL, PROPOSED)
def test_edge(repo: Checkout) -> None:
    """A move over several states asks for everything on its way, at once, and for no more."""
    change = moved("in-progress")
    (found,) = judged(move_without_guard, repo, change)
    assert found.split("; ") == [
        "error 3:1 moved from proposed to in-progress without an owner: who takes it up",
        "without a measure with its baseline (or --because, why there is none)",
        "without a target for its measure",
        "without a plan of at least one step",
        "without an approval: by whom, and on which day",
    ]
    more = {ID: added("owner: lea\n" + MEASURED + PLANNED + APPROVED)}
    assert [f for f in judged(move_without_guard, repo, more) if f.startswith("error")] == []


@upon("# path: learnorg.yaml\nformat: 1\nobjectives: [Calm nights]\n", PROPOSED)
def test_objectives(repo: Checkout) -> None:
    """Where policy lists objectives, accepting asks for one."""
    (found,) = judged(move_without_guard, repo, moved("accepted", "owner: lea\n"))
    assert found.endswith("without an objective it serves (Calm nights)")


@pytest.mark.parametrize(
    ("more", "without"),
    [
        ("", ["an outcome", "what was learned"]),
        (ACHIEVED, ["evidence of what was achieved"]),
        (ACHIEVED.replace("achieved", "delivered"), []),
        (ACHIEVED + MEASURED, []),
        (ACHIEVED + MEASURED.replace("14", "20"), ["a met target"]),
    ],
)
@upon(PROPOSED + "owner: lea\n")
def test_closed(repo: Checkout, more: str, without: list[str]) -> None:
    """What is closed has an outcome, which its measures bear out, and something learned."""
    found = "".join(judged(move_without_guard, repo, moved("closed", more)))
    assert found.count("without ") == len(without)
    assert all(f"without {one}" in found for one in without)


@pytest.mark.parametrize(
    ("to", "more", "found"),
    [
        ("on-hold", "hold:\n  from: 2026-11-20\n", "without what it waits for"),
        ("on-hold", "hold:\n  because: No money yet\n", ""),
        ("on-hold", "notes:\n  - text: No money yet\n", ""),
        ("declined", "", "without a reason for whoever raised it"),
        ("declined", "outcome: {because: Costs too much}\n", ""),
        ("declined", "links: [{rel: duplicates, to: IMP-2611-000000}]\n", ""),
        ("declined", "links: [{rel: relates-to, to: IMP-2611-000000}]\n", "without a reason"),
    ],
)
@upon(PROPOSED)
def test_reasons(repo: Checkout, to: str, more: str, found: str) -> None:
    """What waits says for what, and what is declined says why, or what it says again."""
    told = judged(move_without_guard, repo, moved(to, more))
    assert (found in "".join(told)) if found else told == []


@pytest.mark.parametrize("hold", ["hold: {state: accepted}\n", "dates: {accepted: 2026-11-03}\n"])
@upon(PROPOSED.replace("proposed", "on-hold") + "owner: lea\n")
def test_resumed(repo: Checkout, hold: str) -> None:
    """Back to where the hold began needs no reason."""
    committed(repo, {ID: added(hold)}, branch="main")
    assert judged(move_without_guard, repo, moved("accepted")) == []


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("", ["error 3:1 moved from closed to in-progress without a reason for going back"]),
        ("notes:\n  - text: The calls came back\n", []),
        (
            "owner: leo\n",
            ["error 3:1 moved from closed to in-progress without a reason for going back"],
        ),
    ],
)
@upon(PROPOSED.replace("proposed", "closed") + "outcome: {result: delivered, because: Done}\n")
def test_reopened(repo: Checkout, more: str, found: list[str]) -> None:
    """What is reopened says why in a new note."""
    assert judged(move_without_guard, repo, moved("in-progress", more)) == found


@upon(FULL, PROPOSED.replace("proposed", "measuring") + APPROVED + "  because: Nobody else there\n")
def test_old_reason(repo: Checkout) -> None:
    """Why it was approved once is no reason to go back to there."""
    assert judged(move_without_guard, repo, moved("approved")) == [
        "error 3:1 moved from measuring to approved without a reason for going back"
    ]


@upon(FULL, PROPOSED.replace("proposed", "accepted") + "owner: lea\n" + PLANNED)
def test_unmeasured(repo: Checkout) -> None:
    """What has no baseline says why not, in a note or with its approval."""
    (found,) = judged(move_without_guard, repo, moved("assessed"))
    assert found.endswith("without a measure with its baseline (or --because, why there is none)")
    assert (
        judged(move_without_guard, repo, {ID: added("notes:\n  - text: Nobody ever counted\n")})[1:]
        == []
    )


@pytest.mark.parametrize(
    ("estimates", "found"),
    [
        ("estimates: {effort: 3}\n", []),
        ("estimates: {effort: 3.5}\n", ["without an approval: by whom, and on which day"]),
        ("", ["without an approval: by whom, and on which day"]),
    ],
)
@upon(FULL + "small: {effort: 3}\n", PROPOSED + "owner: lea\n" + MEASURED + PLANNED)
def test_small(repo: Checkout, estimates: str, found: list[str]) -> None:
    """What policy calls small needs no approval."""
    told = judged(move_without_guard, repo, moved("approved", estimates))
    assert [one.partition("approved ")[2] for one in told] == found


@upon(PROPOSED + "owner: lea\n")
def test_withdrawn(repo: Checkout) -> None:
    """What is withdrawn asks for nothing on the way."""
    more = "outcome: {result: withdrawn}\nlearned: Ask first\n"
    assert judged(move_without_guard, repo, moved("closed", more)) == []


@upon(PROPOSED.replace("proposed", "in-progress"))
def test_illegal(repo: Checkout) -> None:
    """A move that there is not is left to another rule."""
    assert judged(move_without_guard, repo, moved("declined")) == []


@upon(PROPOSED + "titel: Misspelt\n")
def test_broken(repo: Checkout) -> None:
    """A field in which something is wrong lets nothing through."""
    assert judged(move_without_guard, repo, moved("accepted")) == [
        "error 3:1 moved from proposed to accepted without an owner: who takes it up"
    ]
    (found,) = judged(move_without_guard, repo, {ID: added("owner: {name: lea}\n")})
    assert found.endswith("without an owner: who takes it up")


@upon(DRAFT)
def test_review(repo: Checkout) -> None:
    """A review that has all its type asks for is closed, and one that lacks it is not."""
    closed = swapped("state: draft", "state: closed")
    assert judged(move_without_guard, repo, {REV: closed}) == []
    repo.git("reset", "-q", "--hard", "main")
    less = swapped("Nobody could sign in.", "", "    home: KB-2611-x2wbcd\n", "")
    (found,) = judged(move_without_guard, repo, {REV: lambda text: less(closed(text))})
    assert found.split("; ") == [
        "error 5:1 moved from draft to closed without words under 'Impact'",
        "without a home for finding #c7k: Disk alarms are set by hand",
    ]


NOTE = "notes:\n  - {id: n7k, by: ada, text: It was two disks}\n"


@upon(CLOSED)
def test_back(repo: Checkout) -> None:
    """A way back takes a reason, which a note of the change gives."""
    change = {REV: swapped("state: closed", "state: in-review")}
    assert judged(move_without_guard, repo, change) == [
        "error 5:1 moved from closed to in-review without a reason, in a note"
    ]
    repo.git("reset", "-q", "--hard", "main")
    change = {REV: swapped("state: closed", "state: in-review", "factors:\n", f"{NOTE}factors:\n")}
    assert judged(move_without_guard, repo, change) == []


@upon(DRAFT.replace("  - id: c7k\n    what: Disk alarms are set by hand\n", "").replace(
    "findings:\n    home: KB-2611-x2wbcd\n", ""))  # fmt: skip
def test_nothing_found(repo: Checkout) -> None:
    """A review that found nothing is closed with a reason."""
    closed = swapped("state: draft", "state: closed")
    (found,) = judged(move_without_guard, repo, {REV: closed})
    assert "without a finding (or --because, why there is nothing to find)" in found
    repo.git("reset", "-q", "--hard", "main")
    noted = {REV: swapped("state: draft", "state: closed", "raised: 2026", f"{NOTE}raised: 2026")}
    assert judged(move_without_guard, repo, noted) == []


def validated(*more: str) -> Changes:
    """A change that finds an article right, and changes something else of it."""
    return {KB: swapped("state: wip", "state: validated", *more)}


RULED = ARTICLE.replace("owner:", "governance: compliance\nowner:")


@upon(ARTICLE)
def test_article(repo: Checkout) -> None:
    """An article is validated once it says what its type needs, and archived with a reason."""
    assert judged(move_without_guard, repo, validated()) == []
    repo.git("reset", "-q", "--hard", "main")
    assert judged(move_without_guard, repo, validated("Empty the log.", "")) == [
        "error 5:1 moved from wip to validated without words under 'Resolution'"
    ]
    repo.git("reset", "-q", "--hard", "main")
    assert judged(move_without_guard, repo, {KB: swapped("state: wip", "state: archived")}) == [
        "error 5:1 moved from wip to archived without why it is no longer of use"
    ]


VERIFIER = "a verifier other than its author, owner and mender"
OWN = f"error 5:1 moved from wip to validated without {VERIFIER}"


@pytest.mark.parametrize(("by", "found"), [(LEA, [OWN]), (BEN, [OWN]), (ADA, [])])
@upon(PEOPLE, RULED)
def test_verifier(repo: Checkout, by: str, found: list[str]) -> None:
    """Under compliance an article is validated by neither its author nor its owner."""
    assert judged(move_without_guard, repo, validated(), by=by) == found


@pytest.mark.parametrize("escape", [("governance: compliance\n", ""), ("owner: lea", "owner: ada")])
@upon(PEOPLE, RULED)
def test_no_escape(repo: Checkout, escape: tuple[str, str]) -> None:
    """Neither is that got round by changing in the same change how or whose it is."""
    assert judged(move_without_guard, repo, validated(*escape), by=LEA) == [OWN]


@upon(PEOPLE, RULED)
def test_verified_at_the_forge(repo: Checkout) -> None:
    """Whoever approves the change at the forge is a second pair of eyes, and its owner is none."""
    committed(repo, validated(), by=BEN)
    ben, lea, ada = ({"email": f"{name}@example.org"} for name in ("ben", "lea", "ada"))
    for approver, found in ((ada, []), (lea, [OWN])):
        actors = {"author": ben, "approvers": [approver]}
        assert judged(move_without_guard, repo, actors=actors) == found


@upon(PEOPLE, RULED.replace("state: wip", "state: archived"))
def test_out_of_the_archive(repo: Checkout) -> None:
    """The archive is no way round a guard, and back to where it began takes a reason alone."""
    noted = ("raised: 2026", f"{NOTE}raised: 2026")
    change = {KB: swapped("state: archived", "state: validated", *noted)}
    (found,) = judged(move_without_guard, repo, change, by=LEA)
    assert found.endswith("to validated without a verifier other than its author, owner and mender")
    repo.git("reset", "-q", "--hard", "main")
    change = {KB: swapped("state: archived", "state: wip", "Empty the log.", "", *noted)}
    assert judged(move_without_guard, repo, change, by=LEA) == []


@upon(DRAFT)
def test_in_several_commits(repo: Checkout) -> None:
    """What one commit moves too early and a later one completes is right in the end."""
    committed(repo, {REV: swapped("state: draft", "state: closed", "Nobody could sign in.", "")})
    found = judged(
        move_without_guard, repo, {REV: swapped("## Impact\n", "## Impact\n\nNobody.\n")}
    )
    assert [one.split()[0] for one in found] == ["warning"]
