"""Homes for findings: improvements, articles, what is there, or a reason."""

import json
import shlex
from collections.abc import Callable

import pytest

from checkouts import Checkout
from cli.speaking import commits, improvements, record, steady
from cli.test_review import pasted, refused
from cli.test_verbs import go, stands
from commandline import Learnorg

Expected = Callable[[str, str], None]
ID = "REV-2611-7k3mqx"

FOUND = """
    ---
    # path: learnorg.yaml
    format: 1
    reviews:
      actions: {"1": 10, "2": 20}
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: post-mortem
    severity: 2
    state: in-review
    dates:
      draft: 2026-11-20
      in-review: 2026-11-21
    team: Identity team
    raised: 2026-11-20
    services:
      - identity
    environments: live
    findings:
      - id: b7k
        what: Disk alarms are set by hand for each host
        severity: 1
      - what: Nobody had the plan at hand
    ---
    id: REV-2611-x2wbcd
    title: New switches
    type: change
    state: reviewed
    raised: 2026-11-02
    findings:
      - id: c9x
        what: Labels were missing
      - id: d2x
        what: Two hours were too short
        no_action: It was the last one.
    +++
    ## What we expected

    An hour.

    ## What happened

    Two hours.

    ## Why were we surprised?

    Cables bore other names.

    ## What went well

    Nobody noticed.
    ---
    id: REV-2611-n0nfff
    title: Audit
    type: audit
    state: draft
    raised: 2026-11-02
    ---
    id: IMP-2611-w0rdzz
    title: Label the racks
    state: accepted
    owner: network
    raised: 2026-11-02
"""
BOUNDED = "--improvement 'Set alarms from the host list' --done-when 'no host is without one'"


def test_improvement(learnorg: Learnorg, repo: Checkout, expected: Expected) -> None:
    """An improvement knows where it comes from, and is due as policy has it for the severity."""
    stands(repo, FOUND)
    ran = learnorg(*shlex.split(f"review place 7k3#b7k {BOUNDED} --owner platform"))
    assert ran.code == 0, ran.err
    (made,) = (one for one in improvements(repo) if one != "IMP-2611-w0rdzz")
    assert ran.out.splitlines() == [
        f"{ID}  Sign-in failed",
        f"{made}  Set alarms from the host list",
    ]
    assert f"{ID}#b7k: {made}. 1 finding of the review without one." in ran.err
    assert commits(repo)[:2] == [f"{ID}#b7k: place - {made}", "What stands"]
    assert repo.git("show", "--format=", "--name-only").split() == [
        f"register/improvements/2026/11/{made}.yaml",
        f"register/reviews/2026/11/{ID}.md",
    ]
    text = record(repo, made)
    expected("kept/placed-improvement.yaml", steady(text))
    assert "\ndue: 2026-12-02\n" in text
    assert f"\n    home:\n      - {made}\n" in record(repo, ID)
    assert learnorg("check", "--strict", "--ignore", "not-canonical").code == 0


def test_due_by_the_severity_of_the_review(learnorg: Learnorg, repo: Checkout) -> None:
    """A finding without a severity of its own has the review's; none has as long as any."""
    stands(repo, FOUND)
    go(learnorg, f"review place 7k3#2 {BOUNDED}", f"review place x2w {BOUNDED}")
    texts = [record(repo, one) for one in improvements(repo) if one != "IMP-2611-w0rdzz"]
    assert all("\ndue: 2026-12-12\n" in text for text in texts)
    assert sorted("change-review" in text for text in texts) == [False, True]


def test_a_finding_without_an_id(learnorg: Learnorg, repo: Checkout) -> None:
    """A finding that somebody wrote by hand gets a short id, which the improvement names."""
    stands(repo, FOUND)
    ran = learnorg(*shlex.split(f"review place 7k3#2 {BOUNDED} --format json"))
    made = json.loads(ran.out)["data"]["records"][1]["id"]
    part = json.loads(ran.out)["data"]["told"].partition(":")[0].removeprefix(f"{ID}#")
    assert f"    id: {part}\n" in record(repo, ID).replace("'", "")
    assert f"\n    to: {ID}#{part}\n" in record(repo, made)
    assert learnorg("check", "--select", "dangling-link").code == 0


def test_measure(learnorg: Learnorg, repo: Checkout) -> None:
    """A measure that is named is the improvement's first one."""
    stands(repo, FOUND)
    go(learnorg, "review place x2w --improvement 'Label the racks' --measure 'Bare racks'")
    (made,) = (one for one in improvements(repo) if one != "IMP-2611-w0rdzz")
    assert "    name: Bare racks\n" in record(repo, made)


def test_no_action_yet(learnorg: Learnorg, repo: Checkout, expected: Expected) -> None:
    """What is vague or not bounded is refused with the flags that mend it, which then work."""
    stands(repo, FOUND)
    ran = learnorg("review", "place", "x2w", "--improvement", "Be more careful", "--owner", "ben")
    expected("kept/place-refused-vague.txt", refused(ran, 7))
    ran = pasted(learnorg, ran, DO_WHAT_TO_WHAT="Label the racks", HOW_ONE_WILL_TELL="none is bare")
    assert ran.code == 0, ran.err
    assert "owner: ben" in record(repo, ran.out.split()[-4])


def test_because(learnorg: Learnorg, repo: Checkout) -> None:
    """A reason takes in what is not bounded, and stays as a note."""
    stands(repo, FOUND)
    ran = learnorg(
        "review", "place", "x2w", "--improvement", "Train", "--because", "asked by the customer"
    )
    assert ran.code == 0, ran.err
    text = record(repo, ran.out.split()[-2])
    assert "asked by the customer" in text.partition("notes:")[2]
    assert "measures:" not in text


def test_article(learnorg: Learnorg, repo: Checkout, expected: Expected) -> None:
    """An article begins from the template of its type, the finding where that type has it."""
    stands(repo, FOUND)
    ran = learnorg("review", "place", "7k3#b7k", "--article", "Alarms of hosts", "--owner", "ben")
    assert ran.code == 0, ran.err
    lesson = record(repo, ran.out.split()[-4])
    expected("kept/placed-article.md", steady(lesson))
    for type_, heading in (("fix", "Issue"), ("how-to", "Goal"), ("reference", "Facts")):
        ran = learnorg("review", "place", "7k3#b7k", "--article", "Alarms", "--type", type_)
        assert "Alike (" in ran.err
        text = record(repo, ran.out.split()[-2])
        assert f"\n## {heading}\n\nDisk alarms are set by hand for each host\n" in text
    assert record(repo, ID).count("\n      - KB-2611-") == 4


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("w0r", "IMP-2611-w0rdzz"),
        ("servicenow:CHG0001", "servicenow:CHG0001"),
        ("https://example.org/1", "https://example.org/1"),
        ("x2w#c9x", "REV-2611-x2wbcd#c9x"),
    ],
)
def test_to(learnorg: Learnorg, repo: Checkout, typed: str, whole: str) -> None:
    """What is there already is named whole; the same again is no change."""
    stands(repo, FOUND)
    go(learnorg, f"review place 7k3#b7k --to {typed}")
    assert f"\n    home:\n      - {whole}\n" in record(repo, ID)
    tip = repo.git("rev-parse", "HEAD")
    go(learnorg, f"review place 7k3#b7k --to {typed}")
    assert repo.git("rev-parse", "HEAD") == tip


def test_no_action(learnorg: Learnorg, repo: Checkout) -> None:
    """A reason is a home, too; a home takes its place later."""
    stands(repo, FOUND)
    ran = learnorg("review", "place", "x2w", "--no-action", "the racks go in January")
    assert "\n    no_action: the racks go in January\n" in record(repo, "REV-2611-x2wbcd")
    assert "Next: learnorg review close x2w" in ran.err
    go(learnorg, "review place x2w#c9x --to w0r", "review close x2w")
    text = record(repo, "REV-2611-x2wbcd")
    assert "the racks go in January" not in text
    assert "\nstate: closed\n" in text


@pytest.mark.parametrize(
    ("line", "code", "name"),
    [
        ("7k3 --no-action x", 3, "which"),
        ("7k3#zzz --no-action x", 3, "no-finding"),
        ("n0n#1 --no-action x", 3, "no-findings"),
        ("n0n --no-action x", 7, "nothing-found"),
        ("w0r --no-action x", 7, "no-review"),
        ("7k3#b7k", 2, "nowhere"),
        ("7k3#b7k --to w0r --no-action x", 2, "twice"),
        ("7k3#b7k --no-action ''", 2, "no-words"),
        ("7k3#b7k --to w0r --owner ben", 2, "owner"),
        ("7k3#b7k --no-action x --because y", 2, "because"),
        ("7k3#b7k --improvement X --type fix", 2, "type"),
        ("7k3#b7k --article X --type fixx", 2, "article-type"),
        ("7k3#b7k --improvement 'Set it up' --measure A --done-when B", 2, "measured-twice"),
        ("7k3#b7k --improvement 'Set alarms by the list'", 7, "unbounded"),
        ("7k3#b7k --to zzz", 3, "target"),
        ("7k3#b7k --to x2w#zzz", 3, "part"),
        ("7k3#b7k --to 7k3#b7k", 2, "itself"),
    ],
)
def test_refusals(
    learnorg: Learnorg, repo: Checkout, line: str, code: int, name: str, expected: Expected
) -> None:
    """What is placed nowhere is told with how to go on, and nothing is written."""
    stands(repo, FOUND)
    told = refused(learnorg("review", "place", *shlex.split(line)), code)
    expected(f"kept/place-refused-{name}.txt", told)
    assert repo.git("status", "--porcelain") == ""


def test_all_at_home(learnorg: Learnorg, repo: Checkout) -> None:
    """A review whose findings all have homes has none to place, and no reason beside a home."""
    stands(repo, FOUND)
    go(learnorg, "review place x2w --to w0r")
    assert "every finding of ID has a home" in refused(
        learnorg("review", "place", "x2w", "--no-action", "x"), 7
    )
    told = refused(learnorg("review", "place", "x2w#c9x", "--no-action", "x"), 7)
    assert "ID#ABC has a home already: ID" in told


def test_dry_run(learnorg: Learnorg, repo: Checkout) -> None:
    """A dry run shows both files, and writes neither."""
    stands(repo, FOUND)
    ran = learnorg(*shlex.split(f"review place 7k3#b7k {BOUNDED} --dry-run"))
    assert ran.code == 0
    assert ran.out.count("\n+++ b/register/") == 2
    assert improvements(repo) == ["IMP-2611-w0rdzz"]


def test_undo(learnorg: Learnorg, repo: Checkout) -> None:
    """Taking it back takes the improvement and the home."""
    stands(repo, FOUND)
    before = record(repo, ID)
    go(learnorg, f"review place 7k3#b7k {BOUNDED}", "undo")
    assert record(repo, ID) == before
    assert improvements(repo) == ["IMP-2611-w0rdzz"]


def test_alike(learnorg: Learnorg, repo: Checkout) -> None:
    """An improvement that is there already, and much like the new one, is told."""
    stands(repo, FOUND)
    ran = learnorg("review", "place", "x2w", "--improvement", "Label all the racks",
                   "--done-when", "none is bare")  # fmt: skip
    assert ran.code == 0
    assert "IMP-2611-w0rdzz Label the racks (accepted). If it is the same: --to." in ran.err


def test_weak_wording(learnorg: Learnorg, repo: Checkout) -> None:
    """Wording of an action that the rules warn of is told, and the action is kept."""
    stands(repo, FOUND)
    repo.put(
        "templates/wording/weak-action.yaml",
        "extends: existence\nscope: action\nmessage: \"'%s' cannot be seen to be done\"\n"
        "reason: |\n  Nobody can tell.\ninstead: |\n  Say what changes.\n"
        "tokens: [remind everybody]\n",
    )
    ran = learnorg(
        "review", "place", "x2w", "--improvement", "Remind everybody of labels",
        "--done-when", "none is bare",
    )  # fmt: skip
    assert ran.code == 0
    assert "'Remind everybody' cannot be seen to be done. Say what changes." in ran.err


def test_broken_wording(learnorg: Learnorg, repo: Checkout) -> None:
    """Wording rules that cannot be applied keep nothing from being placed."""
    stands(repo, FOUND)
    repo.put("templates/wording/weak-action.yaml", "extends: nothing\n")
    go(learnorg, f"review place x2w {BOUNDED}")
    assert len(improvements(repo)) == 2


def test_no_words(learnorg: Learnorg, repo: Checkout) -> None:
    """A dash is no reason why nothing is done."""
    stands(repo, FOUND)
    ran = learnorg("review", "place", "x2w", "--no-action", "-")
    assert (ran.code, ran.out) == (2, "")
    assert "'-' does not say why nothing is done" in ran.err


def test_no_such_finding(learnorg: Learnorg, repo: Checkout) -> None:
    """Findings that end with a full stop are listed with one at the end."""
    stands(repo, FOUND)
    learnorg("review", "finding", "7k3", "Ends with a stop.")
    ran = learnorg("review", "place", "7k3#zzz", "--no-action", "the racks go in January")
    assert ran.code == 3
    assert ran.err.endswith(" Ends with a stop.\n")
    assert ".." not in ran.err
