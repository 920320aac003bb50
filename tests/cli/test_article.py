"""`article new` and `article list`: what a new article begins with, and which there are."""

from pathlib import Path

import pytest

from checkouts import Checkout
from cli.articles import ARCHIVED, FIX, KB, OTHER_KB, SUCCESSOR, VALIDATED, article, new
from cli.speaking import commits, editor, everything
from cli.test_verbs import OWNED, Expected, go, stands
from commandline import Learnorg

CLOSED = """
    ---
    id: IMP-2609-h0dbbb
    title: Halve password-reset calls
    state: closed
    raised: 2026-09-01
    services: [identity, service-desk]
    environments: production
    problem: |
      ## Monday
      One call in four is about a password.
    learned: Ask who has no mobile first.
    measures:
      - name: Reset calls
        unit: a week
        baseline: 420
        target: 210
        actual: 188
      - name: Satisfaction
    outcome: {result: achieved, evidence: "Three weeks below 210.\\n"}
"""
REVIEW = """
    ---
    id: REV-2611-b7kmqx
    title: Sign-in down for an hour
    type: post-mortem
    state: closed
    raised: 2026-11-10
    services: sign-in
    factors:
      - {id: f1k, what: The address is kept in two places., category: design}
      - id: f2k
        what: |
          Nobody sees
          when they differ.
    findings:
      - {id: c7k, what: Reply addresses are registered by hand., home: IMP-2609-h0dbbb}
      - {id: b8k, what: The page told callers to wait., no_action: the page is gone}
    +++
    ## What happened

    <!-- In the order in which it happened. -->
    At 09:12 sign-in began to fail.
    It was back at 10:10.

    More than anybody needs to know.
"""


def test_title_alone(learnorg: Learnorg, repo: Checkout) -> None:
    """A title is enough: the template asks for the rest, and what comes next is told."""
    ran = learnorg("article", "new", "Sign-in fails with AADSTS50011")
    assert ran.code == 0, ran.err
    text = new(repo)
    identity = ran.out.split()[0]
    assert text.startswith(
        f"---\nid: {identity}\ntitle: Sign-in fails with AADSTS50011\ntype: fix\n\n"
        "state: wip\ndates:\n  wip: 2026-11-22\n\nraised: 2026-11-22\nraised_by: Ada\n---\n"
    )
    assert "## Issue\n\n<!-- In the words of whoever has it" in text
    assert "'Issue' and 'Resolution' want words" in ran.err
    assert commits(repo)[0] == f"{identity}: add - Sign-in fails with AADSTS50011"
    assert learnorg("check").code == 0


@pytest.mark.parametrize("name", ["fix", "how-to", "lesson", "reference"])
def test_types(learnorg: Learnorg, repo: Checkout, name: str) -> None:
    """Each type begins from its template, and what it needs is asked for by name."""
    ran = learnorg("article", "new", "A title", "--type", name)
    assert ran.code == 0
    assert f"type: {name}\n" in new(repo)
    heading = {"fix": "Issue", "how-to": "Goal", "lesson": "What we learned", "reference": "Facts"}
    assert f"'{heading[name]}'" in ran.err


def test_everything_said(learnorg: Learnorg, repo: Checkout, expected: Expected) -> None:
    """Every option has its place in the article."""
    ran = learnorg(
        "article", "new", "Renew a certificate", "--type", "how-to", "--service", "sign-in",
        "--service", "tills", "--environment", "production", "--version", "12", "--audience",
        "service desk", "--tag", "tls", "--owner", "platform", "--team", "Platform",
        "--governance", "compliance", "--review-by", "2027-03", "--say", "Goal=It holds a year.",
        "--say", "steps=1. Ask for it.", "--say", "Steps=2. Put it in place.",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert "once somebody found it right" in ran.err
    text = new(repo)
    expected("kept/article-whole.md", text.replace(ran.out.split()[0], "ID"))


@pytest.mark.parametrize("of_type", ["fix", "how-to", "lesson", "reference"])
def test_from_an_improvement(
    learnorg: Learnorg, repo: Checkout, expected: Expected, of_type: str
) -> None:
    """An article takes title, services and words from an improvement, and points to it."""
    stands(repo, CLOSED)
    ran = learnorg("article", "new", "--from", "h0d", "--type", of_type)
    assert ran.code == 0, ran.err
    text = new(repo).replace(ran.out.split()[0], "ID")
    expected(f"kept/article-from-improvement-{of_type}.md", text)


def test_from_a_review(learnorg: Learnorg, repo: Checkout, expected: Expected) -> None:
    """A review gives what happened in short, its factors, and below them all that it found."""
    stands(repo, CLOSED + REVIEW)
    before = repo.words("register/reviews/2026/11/REV-2611-b7kmqx.md")
    ran = learnorg("article", "new", "--from", "REV-2611-b7kmqx", "--service", "tills")
    assert ran.code == 0, ran.err
    expected("kept/article-from-review.md", new(repo).replace(ran.out.split()[0], "ID"))
    assert repo.words("register/reviews/2026/11/REV-2611-b7kmqx.md") == before


def test_findings_are_no_remedy(learnorg: Learnorg, repo: Checkout) -> None:
    """What was found never stands under what to do, and what happened not beside what is said."""
    stands(repo, CLOSED + REVIEW)
    for words in (("--say", "issue=Callers hear nothing."), ("--type", "how-to")):
        ran = learnorg("article", "new", "A title", "--from", "REV-2611-b7kmqx", *words)
        text = article(repo, ran.out.split()[0])
        for heading in ("Resolution", "Steps"):
            assert "registered by hand" not in text.partition(f"## {heading}")[2].partition("##")[0]
        assert "What was found:\n\n- Reply addresses are registered by hand." in text
        assert ("sign-in began to fail" in text) == ("--type" in words)


@pytest.mark.parametrize("of_type", ["fix", "lesson"])
def test_blame_taken_over(learnorg: Learnorg, repo: Checkout, of_type: str) -> None:
    """Sentences that come with a review's words and look for blame are told, and can be found."""
    blaming = REVIEW.replace("Nobody sees", "Human error: nobody saw")
    stands(repo, CLOSED + blaming)
    words = ("article", "new", "--from", "REV-2611-b7kmqx", "--type", of_type)
    assert "review lint" not in learnorg(*words, "--dry-run").err.partition("Nothing")[2]
    ran = learnorg(*words)
    told = "1 sentence taken over might be worded without blame: "
    *_, command = next(line for line in ran.err.splitlines() if told in line).partition(told)
    linted = learnorg(*command.split()[1:])
    assert linted.code == 1
    assert linted.err == "1 sentence to look at again.\n"
    assert told not in learnorg(*words, "-q").err


def test_nothing_to_word_otherwise(learnorg: Learnorg, repo: Checkout) -> None:
    """Where nothing looks for blame nothing is said of it."""
    stands(repo, CLOSED + REVIEW)
    assert "review lint" not in learnorg("article", "new", "--from", "REV-2611-b7kmqx").err


def test_alike(learnorg: Learnorg, repo: Checkout) -> None:
    """An article with much the same title is told when one is made; other kinds are not."""
    stands(repo, FIX + CLOSED)
    told = f"Alike (100%): {KB} Sign-in fails with AADSTS50011 (wip)\n"
    for more in ("--dry-run", "--no-commit"):
        assert told in learnorg("article", "new", "Sign-in fails with AADSTS50011", more).err
    ran = learnorg("article", "new", "Halve password-reset calls")
    assert "Alike" not in ran.err


def test_from_a_finding(learnorg: Learnorg, repo: Checkout, expected: Expected) -> None:
    """An article written from a finding becomes a home of it, in the same commit."""
    stands(repo, CLOSED + REVIEW)
    ran = learnorg("article", "new", "--from", "b7k#c7k", "--type", "lesson")
    assert ran.code == 0, ran.err
    identity = ran.out.split()[0]
    assert len(repo.last()) == 2
    assert commits(repo)[0] == f"{identity}: add - Reply addresses are registered by hand"
    review = repo.words("register/reviews/2026/11/REV-2611-b7kmqx.md") or ""
    assert f"home: [IMP-2609-h0dbbb, {identity}]" in review
    expected("kept/article-from-finding.md", new(repo).replace(identity, "ID"))
    assert f"{identity}" in learnorg("show", "REV-2611-b7kmqx").out


def test_no_longer_without_action(learnorg: Learnorg, repo: Checkout) -> None:
    """A finding about which nothing was to be done has a home once it is written up."""
    stands(repo, CLOSED + REVIEW)
    ran = learnorg("article", "new", "Callers and the page", "--from", "b7k#b8k")
    assert ran.code == 0, ran.err
    review = repo.words("register/reviews/2026/11/REV-2611-b7kmqx.md") or ""
    assert "no_action" not in review
    assert f"home: [{ran.out.split()[0]}]" in review


def test_from_a_pipe(learnorg: Learnorg, repo: Checkout) -> None:
    """The text may come through a pipe; words that are said go under its headings."""
    body = "## Issue\r\n\r\nIt stops.\r\n\r\n## Resolution\r\n"
    ran = learnorg("article", "new", "Queue stops", "--body", "-", "--say", "Resolution=Wait.",
                   stdin=body)  # fmt: skip
    assert ran.code == 0, ran.err
    assert new(repo).endswith("---\n\n## Issue\n\nIt stops.\n\n## Resolution\n\nWait.\n")


def test_from_a_file(learnorg: Learnorg, repo: Checkout, tmp_path: Path) -> None:
    """The text may come from a file, and may hold what looks like a head."""
    file = tmp_path / "notes.md"
    file.write_text("---\nid: none\n---\n\n## Issue\n\nIt stops.\n", encoding="utf-8")
    assert learnorg("article", "new", "Queue stops", "--body", str(file)).code == 0
    assert new(repo).endswith("---\n\n---\nid: none\n---\n\n## Issue\n\nIt stops.\n")
    assert learnorg("check").code == 0


def test_edit(
    learnorg: Learnorg, repo: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--edit` opens the template with what was said in it; what was saved is the article."""
    stands(repo, CLOSED + REVIEW)
    editor(
        tmp_path, monkeypatch,
        "assert 'learned-from' in text and '# Only the title' in text\n"
        "path.write_text(text.replace('title: Reply', 'title: All reply'))\n",
    )  # fmt: skip
    ran = learnorg("article", "new", "--from", "b7k#c7k", "--type", "lesson", "--edit")
    assert ran.code == 0, ran.err
    text = new(repo)
    assert "title: All reply addresses are registered by hand\n" in text
    assert "type: lesson\n" in text
    assert "# Only the title" not in text
    assert ran.out.split()[0] in (repo.words("register/reviews/2026/11/REV-2611-b7kmqx.md") or "")


def test_edit_gone_wrong(
    learnorg: Learnorg, repo: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written in the editor and is no article is kept."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    editor(tmp_path, monkeypatch, "path.write_text(text.replace('type: fix', 'type: fixes'))\n")
    before = everything(repo)
    ran = learnorg("article", "new", "Queue stops", "--edit")
    assert (ran.code, ran.out) == (2, "")
    assert "'type' cannot be 'fixes'" in ran.err
    assert list(tmp_path.glob("learnorg-*/article.md"))
    assert everything(repo) == before


def test_own_template(learnorg: Learnorg, repo: Checkout) -> None:
    """The register's own template comes first, its head as well."""
    repo.put("templates/records/article-fix.md", "---\nowner: platform\n---\n\n## Symptom\n")
    ran = learnorg("article", "new", "Queue stops", "--say", "Symptom=It stops.")
    assert ran.code == 0, ran.err
    assert "owner: platform\n" in new(repo)
    assert new(repo).endswith("## Symptom\n\nIt stops.\n")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 2),
        (("",), 2),
        (("T", "--type", "howto"), 2),
        (("T", "--governance", "complaince"), 2),
        (("T", "--review-by", "someday"), 2),
        (("T", "--say", "Issue"), 2),
        (("T", "--body", "nowhere.md"), 2),
        (("--from", "zzz"), 3),
        (("--from", KB), 7),
        (("--from", "IMP-2609-h0dbbb#zzz"), 7),
        (("--from", "b7k#zzz"), 3),
    ],
)
def test_refused(
    learnorg: Learnorg,
    repo: Checkout,
    expected: Expected,
    request: pytest.FixtureRequest,
    words: tuple[str, ...],
    code: int,
) -> None:
    """What cannot be an article is refused with how to go on, and nothing is written."""
    stands(repo, CLOSED + REVIEW + FIX)
    before = everything(repo)
    ran = learnorg("article", "new", *words)
    assert (ran.code, ran.out) == (code, ""), ran.err
    number = request.node.callspec.indices["words"]
    told = f"$ learnorg article new {' '.join(words)}\n{ran.err}"
    expected(f"kept/article-new-refused-{number:02}.txt", told)
    assert everything(repo) == before


@pytest.mark.parametrize(
    ("stdin", "told"),
    [
        ("x" * (1024 * 1024 + 1), "stdin:1:1: it is larger than 1,024 KiB"),
        ("a\0b", "it holds the control character U+0000"),
    ],
)
def test_no_body(learnorg: Learnorg, repo: Checkout, stdin: str, told: str) -> None:
    """What no article can hold is refused."""
    before = everything(repo)
    ran = learnorg("article", "new", "T", "--body", "-", stdin=stdin)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert everything(repo) == before


def test_not_utf8(learnorg: Learnorg, repo: Checkout, tmp_path: Path) -> None:
    """A file that is no text is no article."""
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\xff")
    ran = learnorg("article", "new", "T", "--body", str(tmp_path / "picture.png"))
    assert ran.code == 2
    assert "picture.png is not UTF-8 text" in ran.err


def test_list(learnorg: Learnorg, repo: Checkout) -> None:
    """Articles are listed but for archived ones; filters and words find them."""
    stands(repo, VALIDATED + SUCCESSOR + OWNED)
    assert learnorg("article", "list", "-q").out.split() == [OTHER_KB, KB]
    assert learnorg("article", "list", "-q", "state:validated", "service:sign-in").out == f"{KB}\n"
    assert learnorg("article", "list", "-q", "AADSTS50011").out == f"{KB}\n"
    assert learnorg("article", "list").out.splitlines()[0] == "id\tstate\ttitle\ttype\towner\tdue"
    stands(repo, ARCHIVED)
    assert learnorg("article", "list", "-q").out.split() == [OTHER_KB]
    assert learnorg("article", "list", "-q", "--all").out.split() == [OTHER_KB, KB]


def test_add_is_new(learnorg: Learnorg, repo: Checkout) -> None:
    """Whoever says `article add` is told the word."""
    ran = learnorg("article", "add", "T")
    assert ran.code == 2
    assert "Did you mean `learnorg article new`?" in ran.err


def test_in_seconds(learnorg: Learnorg, repo: Checkout) -> None:
    """Written, validated, used, flagged, mended and archived: each in one command, one commit."""
    go(learnorg, "article new 'Queue stops' --say 'Issue=It stops.' --say 'Resolution=Wait.'")
    name = new(repo).partition("id: ")[2].split()[0]
    go(
        learnorg,
        f"validate {name}",
        f"used {name} --for servicenow:INC1 --helped",
        f"flag {name} 'waiting is not enough'",
        f"fix {name} --say 'Resolution=Start it anew.'",
        f"archive {name} --because 'the queue is gone'",
    )
    assert [line.partition(": ")[2].partition(" - ")[0] for line in commits(repo)[:6]] == [
        "archive", "fix", "flag", "used", "validate", "add",
    ]  # fmt: skip
    assert repo.status() == []
