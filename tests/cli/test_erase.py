"""Content that has to go."""

from pathlib import Path

import pytest

from checkouts import Checkout
from cli.articles import FIX, KB, SUCCESSOR, TEAMS, VALIDATED
from cli.articles import events as activity
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


REVIEW = """
    ---
    id: REV-2611-7k3mqx
    title: Lea Braun stopped the queue
    type: post-mortem
    severity: 2
    state: reviewed
    dates: {draft: 2026-11-02, in-review: 2026-11-03, reviewed: 2026-11-04}
    owner: lea
    raised: 2026-11-02
    raised_by: lea
    facilitator: lea
    participants:
      - who: lea
    times: {started: 2026-11-01 09:00, detected: 2026-11-01 09:05, resolved: 2026-11-01 10:00}
    factors:
      - id: f2a
        what: Lea was alone
    findings:
      - id: b7k
        what: Lea needs a second
    +++
    ## What happened

    Lea Braun stopped the queue.

    ## Impact

    Lea had no mail.

    ## Why were we surprised?

    Lea did not know.

    ## What went well

    Lea wrote it down.

    ## Where we were lucky

    Lea was there.
"""
ROLE = """
    ---
    id: mail
    title: Lea's mail role
    team: platform
    activities:
      - do: Ask Lea
"""
RESOURCE = """
    ---
    id: mail-course
    title: Lea's course
    type: course
    state: approved
    about: Ask Lea
"""


@pytest.mark.parametrize(
    ("record_text", "identity", "end"),
    [
        (REVIEW, "REV-2611-7k3mqx", "closed"),
        (REVIEW.replace("reviewed", "closed"), "REV-2611-7k3mqx", "closed"),
        (VALIDATED.replace("identity", "lea"), KB, "archived"),
        (FIX, KB, "archived"),
        (ROLE.replace("id: mail", "# path: register/roles/mail.yaml\n    id: mail"), "mail",
         "retired"),
        (RESOURCE.replace("id: mail", "# path: register/resources/mail-course.yaml\n    id: mail"),
         "mail-course", "retired"),
    ],
    ids=["review", "closed-review", "validated-article", "article", "role", "resource"],
)  # fmt: skip
def test_any_kind(
    learnorg: Learnorg, repo: Checkout, record_text: str, identity: str, end: str
) -> None:
    """A record of any kind keeps what its file needs, comes to its end, and is sound after it."""
    stands(repo, record_text)
    ran = learnorg("erase", identity, "--because", "asked for")
    assert ran.code == 0, ran.err
    (path,) = (p for p in repo.path.rglob(f"{identity}.*") if ".git" not in p.parts)
    text = path.read_text(encoding="utf-8")
    assert f"state: {end}\n" in text
    assert "Erased: asked for" in text
    assert not {"Lea", "lea,", "owner", "Sign-in", "platform"} & {*text.replace("'", " ").split()}
    assert "+++" not in text
    checked = learnorg("check", "--strict")
    assert checked.code == 0, checked.out
    verdict = judge(Path(repo.path), "HEAD~1")
    assert [(f.rule, str(f.level)) for f in verdict.findings] == [("record-erased", "warning")]
    for command in ("loop", "show " + identity, "list --all"):
        assert learnorg(*command.split()).code == 0


def test_words_of_the_log(learnorg: Learnorg, repo: Checkout) -> None:
    """What was said about an article goes from the log; that it was done stays, and the rest."""
    stands(repo, FIX + SUCCESSOR + TEAMS)
    go(
        learnorg,
        f"used {KB} --for https://example.org/lea-braun --helped",
        "used x2w --for servicenow:INC7",
    )
    assert learnorg("flag", KB, "it names Lea Braun").code == 0
    before = activity(repo)
    ran = learnorg("erase", KB, "--because", "asked for")
    assert ran.code == 0, ran.err
    assert "Words about it went from 1 file of the activity log, too." in ran.err
    assert [(e["verb"], e["object"], e["on"], e["actor"]) for e in activity(repo)] == [
        (e["verb"], e["object"], e["on"], e["actor"]) for e in before
    ]
    assert activity(repo)[0]["result"] == {"helped": True}
    assert "context" not in activity(repo)[0]
    assert activity(repo)[1] == before[1]
    assert activity(repo)[2]["result"] == {"text": "(erased)"}
    assert repo.git("grep", "-il", "lea.braun", "HEAD", ok=False) == ""
    assert learnorg("check", "--strict").code == 0
    verdict = judge(Path(repo.path), "HEAD~1")
    assert [f.rule for f in verdict.findings] == ["record-erased"]
    assert repo.status() == []


@pytest.mark.parametrize("also", [False, True])
def test_other_words_of_the_log(learnorg: Learnorg, repo: Checkout, also: bool) -> None:
    """Words about a record that is not erased, and an event that says otherwise, are told of."""
    stands(repo, FIX + SUCCESSOR + TEAMS + AUTHORITY)
    go(learnorg, f"used {KB} --for servicenow:INC1", "used x2w --for servicenow:INC7")
    (log,) = repo.path.glob("register/activity/*/*.jsonl")
    text = log.read_text(encoding="utf-8")
    change = ('"used"', '"thanked"') if also else (', "context": {"for": "servicenow:INC7"}', "")
    assert change[0] in text
    repo.git("switch", "-qc", "erasing")
    go(learnorg, f"erase {KB} --because 'asked for' --propose")
    text = log.read_text(encoding="utf-8")
    log.write_text(text.replace(*change), encoding="utf-8")
    repo.git("commit", "-qam", "By hand")
    rules = [f.rule for f in judge(Path(repo.path), "main").findings]
    assert rules.count("activity-rewritten") == (2 if also else 1)
