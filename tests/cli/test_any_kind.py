"""Commands that take a record of any kind, on reviews, articles, roles and resources."""

import json
import shlex
from pathlib import Path

import pytest

from checkouts import Checkout
from cli.test_verbs import go, stands
from commandline import Learnorg

REVIEW = "REV-2611-b7kmqx"
ARTICLE = "KB-2611-x2wbcd"

KINDS = """
    ---
    id: IMP-2611-7k3mqx
    title: Cache build dependencies
    state: proposed
    raised: 2026-11-02
    ---
    id: REV-2611-b7kmqx
    title: Sign-in failed
    type: problem
    state: in-review
    dates: {draft: 2026-11-02, in-review: 2026-11-03}
    raised: 2026-11-02
    owner: platform
    facilitator: ada
    findings:
      - id: c7k
        what: Disk alarms are set by hand
    +++
    ## What happened

    The disk was full.

    ## Impact

    Nobody could sign in.

    ## Why were we surprised?

    The alarm was set for the primary alone.

    ## What went well

    The hand-over.
    ---
    id: REV-2611-h0dbbb
    title: A lost key elsewhere
    type: outside-lesson
    state: draft
    raised: 2026-11-12
    raised_by: lea
    ---
    id: KB-2611-x2wbcd
    title: A full disk
    type: fix
    state: validated
    dates: {wip: 2026-11-02, validated: 2026-11-10}
    owner: ada
    raised: 2026-11-02
    raised_by: ada
    governance: compliance
    validation: {by: ben, on: 2026-11-10}
    review_by: 2026-11-20
    +++
    ## Issue

    Sign-in fails.

    ## Resolution

    Empty the log.
    ---
    # path: register/roles/on-call.yaml
    id: on-call
    title: On call
    owner: ada
    ---
    # path: register/resources/evening.yaml
    id: evening
    title: An evening with incidents
    type: community
    owner: lea
    ---
    id: ada
    title: Ada
    emails: ada@example.org
"""


@pytest.fixture
def there(learnorg: Learnorg, repo: Checkout) -> Learnorg:
    """A register with a record of each kind."""
    stands(repo, KINDS)
    return learnorg


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("list kind:review -q", [REVIEW, "REV-2611-h0dbbb"]),
        ("list kind:review state:draft -q", ["REV-2611-h0dbbb"]),
        ("list kind:Article -q", [ARTICLE]),
        ("list kind:role -q", ["on-call"]),
        ("list not:kind:review -q", ["IMP-2611-7k3mqx"]),
        ("mine kind:article -q", [ARTICLE]),
        ("mine kind:review -q", [REVIEW]),
        ("mine kind:resource -q", []),
    ],
)
def test_listed(there: Learnorg, words: str, found: list[str]) -> None:
    """`kind:` says which kind is listed; of reviews, yours are those that you lead, too."""
    ran = there(*shlex.split(words))
    assert (ran.code, sorted(ran.out.split())) == (0, sorted(found))


def test_its_own_list(there: Learnorg) -> None:
    """Another kind is listed in its own columns, and under its own name."""
    told = json.loads(there("list", "kind:review", "--format", "json").out)
    assert told["kind"] == "review-list"
    assert "facilitator" not in told["data"][0]
    assert told["data"][0]["type"]
    assert "'reviews' is no kind of record" in there("list", "kind:reviews").err


def test_also_yours(there: Learnorg) -> None:
    """`mine` tells of what else is yours, and says nothing of it where it was asked for one."""
    told = "Also yours: 1 review, 1 article, 1 role (learnorg mine kind:review)."
    assert told in there("mine").err
    assert "Also yours" not in there("mine", "kind:article").err


def test_export(there: Learnorg, tmp_path: Path) -> None:
    """Other kinds come out whole, under their own names; a workbook is for improvements."""
    (line,) = there("export", "kind:article", "--to", "jsonl").out.splitlines()
    told = json.loads(line)
    assert list(told)[:5] == ["id", "title", "type", "state", "dates"]
    assert told["validation"] == {"by": "ben", "on": "2026-11-10"}
    assert told["body"].startswith("## Issue\n")
    file = tmp_path / "reviews.csv"
    assert "2 reviews written to" in there("export", "kind:review", "-o", str(file)).err
    assert [one.name for one in tmp_path.glob("reviews*")] == ["reviews.csv"]
    ran = there("export", "kind:review", "--to", "xlsx", "-o", str(tmp_path / "x.xlsx"))
    assert (ran.code, "a workbook holds improvements, and no reviews" in ran.err) == (2, True)


def test_due(there: Learnorg) -> None:
    """A review has the days that policy gives it, an article the day by which it is looked at."""
    told = json.loads(there("due", "--within", "2027-12", "--format", "json").out)["data"]
    days = [(one["id"], one["what"], one["day"], one["late"]) for one in told]
    assert days == [
        (ARTICLE, "checking", "2026-11-20", True),
        (REVIEW, "closing", "2026-12-02", False),
        ("REV-2611-h0dbbb", "closing", "2026-12-12", False),
    ]
    assert "look at it again" in there("due").out


def test_inbox(there: Learnorg) -> None:
    """A lesson from outside waits for somebody to say whether it applies."""
    told = json.loads(there("inbox", "--format", "json").out)["data"]
    assert [(one["id"], one["wants"], one["days"]) for one in told] == [
        ("IMP-2611-7k3mqx", "accept or decline", 20),
        ("REV-2611-h0dbbb", "say whether it applies", 10),
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("move closed b7k", f"&& learnorg review close {REVIEW[-6:-3]}"),
        ("move --on today closed b7k", "&& learnorg review close --on today b7k"),
        ("move archived x2w -n", "hint: learnorg archive x2w -n --because"),
        ("move closed b7k 7k3", "improvements and other records are moved apart"),
        ("move proposed b7k", "'proposed' is no state of a review"),
        ("move validated 7k3", "'validated' is no state of an improvement"),
        ("accept b7k", f"{REVIEW} is a review, and no improvement"),
        ("accept b7k", "learnorg review submit, learnorg review agree, learnorg review close"),
        ("accept on-call", "learnorg role retire, learnorg set on-call state=STATE"),
        ("set b7k state=closed", "`learnorg review close`"),
        ("set b7k findings=x", ": findings.1.what=x"),
        ("prioritize x2w", "x2w is KB-2611-x2wbcd: learnorg show x2w"),
        (f"prioritize {ARTICLE}", f"{ARTICLE} is no word but an article: learnorg show {ARTICLE}"),
    ],
)
def test_told(there: Learnorg, words: str, told: str) -> None:
    """What a verb does not do to a kind is told by the verbs that the kind has."""
    ran = there(*shlex.split(words))
    assert told in ran.err, ran.err


def test_set_anywhere(there: Learnorg, repo: Checkout) -> None:
    """Fields deep within a record are set, and a person's state is."""
    go(
        there,
        "set b7k findings.1.severity=1 findings.1.home+=KB-2611-x2wbcd",
        "set on-call activities.1.do=Answer activities.1.needs.1.topic=Alarms",
        "set on-call activities.1.needs.1.holders+=ada",
        "set person:ada state=left",
    )
    review = repo.words(f"register/reviews/2026/11/{REVIEW}.md") or ""
    assert "severity: 1\n    home:\n      - KB-2611-x2wbcd\n" in review
    assert "holders:\n          - ada\n" in (repo.words("register/roles/on-call.yaml") or "")
    assert "state: left" in (repo.words("register/people/ada.yaml") or "")


def test_a_stranger_in_a_review(there: Learnorg) -> None:
    """Whoever is named in a review and is nobody listed is told of."""
    assert "'lea' is no listed person or team" in there("set", "b7k", "facilitator=lea").err


def test_reworded_under_compliance(there: Learnorg, repo: Checkout) -> None:
    """An article under compliance whose words are set goes back, and one that is tagged stays."""
    path = f"articles/2026/11/{ARTICLE}.md"
    go(there, "set x2w tags+=disks")
    assert "state: validated\n" in (repo.words(path) or "")
    ran = there("set", "x2w", "title=A full log")
    assert "Back to not-validated: changed since it was validated" in ran.err
    text = repo.words(path) or ""
    assert "state: not-validated\n" in text
    assert "validation: {by: ben, on: 2026-11-10}\n" in text
    assert there("check").code == 0


def test_fixed_under_compliance(there: Learnorg, repo: Checkout) -> None:
    """Mending one takes it back once."""
    go(there, "fix x2w --say 'Resolution=Or add a disk.'")
    text = repo.words(f"articles/2026/11/{ARTICLE}.md") or ""
    assert text.count("Back to not-validated") == 1
    assert "state: not-validated\n" in text


def test_judged(there: Learnorg, repo: Checkout) -> None:
    """What the verbs do on a branch is right, and the same by hand is not."""
    repo.git("switch", "-qc", "change")
    go(
        there,
        "review place b7k --to KB-2611-x2wbcd",
        "review close b7k",
        "review reopen b7k --because 'it was two disks'",
        "review finding b7k 'There were two'",
        "review place b7k#2 --no-action 'The other one goes in January'",
        "review close b7k",
        "article new 'Two disks' --type fix --say 'Issue=Two disks' --say 'Resolution=Empty both'",
        "fix x2w --say 'Resolution=Or add a disk.'",
    )
    ran = there("check", "--base", "main")
    assert (ran.code, ran.out) == (0, "")
    path = f"register/reviews/2026/11/{REVIEW}.md"
    repo.put(path, (repo.words(path) or "").replace("There were two", "There was one"))
    repo.git("commit", "-qam", "By hand")
    repo.git("branch", "-qf", "main", "HEAD~1")
    assert "[closed-review-rewritten]" in there("check", "--base", "main").out
