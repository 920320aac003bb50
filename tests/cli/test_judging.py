"""`check --base`: what a change does, and what is wrong with it."""

import json
from pathlib import Path

import pytest

from checkouts import Checkout
from cli.speaking import record
from cli.test_verbs import OTHER, OWNED, go, stands
from commandline import Learnorg

ID = "IMP-2611-7k3mqx"
PATH = f"register/improvements/2026/11/{ID}.yaml"


@pytest.fixture
def change(learnorg: Learnorg, repo: Checkout) -> Checkout:
    """A branch on which one improvement is moved by its verb, and one by hand."""
    stands(repo, OWNED + OTHER)
    repo.git("switch", "-qc", "change")
    go(learnorg, "accept x2w --owner network")
    repo.put(PATH, record(repo, ID).replace("state: proposed", "state: declined"))
    repo.git("commit", "-qam", "By hand")
    return repo


def test_text(learnorg: Learnorg, change: Checkout) -> None:
    """What is wrong is told with its line, its rule and what to do; what is right is not."""
    ran = learnorg("check", "--base", "main")
    assert ran.code == 1
    assert f"{PATH}:3:1: error: moved from proposed to declined without a reason" in ran.out
    assert "[move-without-guard]" in ran.out
    assert "x2w" not in ran.out
    assert "2 records changed in 2 commits. Who made it is known as the commit says" in ran.err


def test_words(learnorg: Learnorg, change: Checkout) -> None:
    """A comment for the pull request tells what it does, record by record."""
    ran = learnorg("check", "--base", "main", "--format", "md")
    assert ran.code == 1
    assert f"- {ID} Cache build dependencies: moves from proposed to declined\n" in ran.out
    assert "moves from proposed to accepted; owner network\n" in ran.out
    assert "## What is in the way" in ran.out


def test_data(learnorg: Learnorg, change: Checkout) -> None:
    """The same for programs."""
    told = json.loads(learnorg("check", "--base", "main", "--format", "json").out)
    assert (told["learnorg"], told["kind"]) == (1, "verdict")
    data = told["data"]
    assert (data["commits"], data["proof"]) == (2, "author")
    assert [one["id"] for one in data["records"]] == [ID, "IMP-2611-x2wbcd"]
    errors = [one["rule"] for one in data["findings"] if one["level"] == "error"]
    assert errors == ["move-without-guard"]


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif", "junit", "jsonl"])
def test_forms(learnorg: Learnorg, change: Checkout, form: str) -> None:
    """Every form that findings come in tells of a change's, too."""
    ran = learnorg("check", "--base", "main", "--format", form)
    assert ran.code == 1
    assert "move-without-guard" in ran.out


def test_clean(learnorg: Learnorg, change: Checkout) -> None:
    """A change with nothing wrong in it passes."""
    change.git("reset", "-q", "--hard", "HEAD~1")
    ran = learnorg("check", "--base", "main", "--strict")
    assert (ran.code, ran.out) == (0, ""), ran.out


def test_uncommitted(learnorg: Learnorg, change: Checkout) -> None:
    """Whoever edits by hand is told that this was not judged; of another head nothing is said."""
    change.put(PATH, record(change, ID) + "tags: [night]\n")
    told = f"Not judged: 1 file with edits that are not committed ({PATH}).\n"
    assert told in learnorg("check", "--base", "main").err
    assert "Not judged" not in learnorg("check", "--base", "main", "--head", "HEAD").err


def test_chosen(learnorg: Learnorg, change: Checkout) -> None:
    """Rules and paths can be chosen; policy of the base says how much a rule matters."""
    assert learnorg("check", "--base", "main", "--ignore", "move-without-guard").code == 0
    assert learnorg("check", "--base", "main", "--select", "record-deleted").code == 0
    assert learnorg("check", "--base", "main", "register/people").code == 0
    change.git("switch", "-q", "main")
    change.put("learnorg.yaml", "format: 1\nrules:\n  move-without-guard: warning\n")
    change.git("commit", "-qam", "Policy")
    assert learnorg("check", "--base", "main", "--head", "change").code == 0


def test_explained(learnorg: Learnorg, repo: Checkout) -> None:
    """The rules over changes have their pages, and are listed with the others."""
    assert "Why it matters" in learnorg("explain", "illegal-move").out
    assert "secret-added" in learnorg("explain").out


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        ("--base nowhere", 4, "there is no commit 'nowhere'"),
        ("--head change", 2, "--head says more of the change that --base asks for"),
        ("--base main --fix", 2, "--base judges commits as they are"),
        ("--base main --actors nowhere.json", 3, "nowhere.json is not there"),
        ("--base main --actors learnorg.yaml", 2, "does not say who made the change"),
    ],
)
def test_refused(learnorg: Learnorg, change: Checkout, words: str, code: int, why: str) -> None:
    """What cannot be judged is refused, and never passes."""
    ran = learnorg("check", *words.split())
    assert (ran.code, why in ran.err) == (code, True), ran.err


def test_without_git(learnorg: Learnorg, folder: Path) -> None:
    """Without git there is no change to judge."""
    (folder / "learnorg.yaml").write_text("format: 1\n")
    assert learnorg("check", "--base", "main").code == 4


def test_proposed_and_moved(learnorg: Learnorg, repo: Checkout) -> None:
    """What is proposed and moved on one branch is judged by its moves, not for being new."""
    repo.git("switch", "-qc", "change")
    identity = learnorg("add", "Label the racks", "-q").out.strip()
    go(learnorg, f"accept {identity} --owner network")
    ran = learnorg("check", "--base", "main", "--strict")
    assert (ran.code, ran.out) == (0, ""), ran.out
    path = next(repo.path.glob(f"register/**/{identity}.yaml"))
    path.write_text(path.read_text().replace("owner: network\n", ""))
    repo.git("commit", "-qam", "By hand")
    ran = learnorg("check", "--base", "main")
    assert (ran.code, "moved from proposed to accepted without an owner" in ran.out) == (1, True)
    assert "[born-further]" not in ran.out


def test_squashed(learnorg: Learnorg, repo: Checkout) -> None:
    """In a single commit nobody sees that it was proposed first."""
    repo.git("switch", "-qc", "change")
    identity = learnorg("add", "Label the racks", "-q").out.strip()
    go(learnorg, f"accept {identity} --owner network")
    repo.git("reset", "-q", "--soft", "main")
    repo.git("commit", "-qm", "All at once")
    ran = learnorg("check", "--base", "main")
    assert (ran.code, "[born-further]" in ran.out) == (1, True)
