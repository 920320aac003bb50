"""Content that has to go."""

from pathlib import Path

from checkouts import Checkout
from cli.speaking import everything, record
from cli.test_verbs import AUTHORITY, OWNED, go, stands
from commandline import Learnorg
from learnorg.checks.judging.judge import judge

ID = "IMP-2611-7k3mqx"


def test_erased(learnorg: Learnorg, repo: Checkout) -> None:
    """Identity, dates and the reason stay; the record has come to an end and is sound."""
    stands(repo, OWNED)
    ran = learnorg("erase", "7k3", "--because", "asked for by the person it named")
    assert ran.code == 0, ran.err
    assert "still in git's history" in ran.err
    text = record(repo, ID)
    assert "title: (erased)\n\nstate: declined\n" in text
    assert "Erased: asked for by the person it named" in text
    assert "platform" not in text
    assert "Cache" not in text
    assert "Cache" not in repo.git("log", "-1", "--format=%B")
    assert learnorg("check", "--strict").code == 0


def test_closed(learnorg: Learnorg, repo: Checkout) -> None:
    """A closed one keeps what came of it, without how."""
    stands(repo, OWNED)
    go(learnorg, "close 7k3 --outcome delivered --evidence 'Lea said so' --learned 'Ask Lea'")
    go(learnorg, "erase 7k3 --because 'asked for'")
    text = record(repo, ID)
    assert "result: delivered" in text
    assert "state: closed" in text
    assert "Lea" not in text
    assert learnorg("check", "--strict").code == 0


def test_a_person(learnorg: Learnorg, repo: Checkout) -> None:
    """A person's record can be erased, too."""
    go(learnorg, "person new lea --title 'Lea Braun' --email lea@example.org")
    go(learnorg, "erase lea --because 'asked for'")
    text = record(repo, "lea")
    assert "Braun" not in text
    assert "state: left" in text
    assert learnorg("check", "--strict").code == 0


def test_no_reason(learnorg: Learnorg, repo: Checkout) -> None:
    """Nothing is erased without a reason."""
    stands(repo, OWNED)
    before = everything(repo)
    ran = learnorg("erase", "7k3")
    assert (ran.code, "is not erased without a reason" in ran.err) == (7, True)
    assert everything(repo) == before


def test_rights(learnorg: Learnorg, repo: Checkout) -> None:
    """It takes the right to decline, as `check --base` asks for, or is proposed."""
    stands(repo, AUTHORITY + OWNED)
    before = everything(repo)
    ran = learnorg("erase", "7k3", "--because", "asked for")
    assert (ran.code, "policy lets only board decline" in ran.err) == (7, True)
    assert everything(repo) == before
    ran = learnorg("erase", "7k3", "--because", "asked for", "--propose")
    assert ran.code == 0, ran.err
    assert "Proposed: let board (it-director) approve the pull request." in ran.err
    verdict = judge(Path(repo.path), "HEAD~1")
    assert [(f.rule, str(f.level)) for f in verdict.findings] == [("record-erased", "error")]


def test_judged(learnorg: Learnorg, repo: Checkout) -> None:
    """A change that erases is told as one, and the words do not tell what was there."""
    stands(repo, OWNED)
    go(learnorg, "erase 7k3 --because 'asked for'")
    verdict = judge(Path(repo.path), "HEAD~1")
    assert [(f.rule, str(f.level)) for f in verdict.findings] == [("record-erased", "warning")]
    assert verdict.words == [(ID, "(erased)", ["its content is taken out"])]
