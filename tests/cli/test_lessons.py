"""Lessons of others: taken in from a list, triaged; and what is said when a factor comes again."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from checkouts import Checkout
from cli.speaking import everything
from commandline import Learnorg
from learnorg.kinds.review.model import Review
from learnorg.register.register import Register
from learnorg.register.reviewing import review, sound
from reports.reviewed import RECORDS
from rules import upon

Expected = Callable[[str, str], None]

LIST = """\
# Failures worth knowing

## Certificates

- [Northwind](https://northwind.example.org/certificate). A certificate ran out on a holiday.
- [Contoso](https://contoso.example.org/key/). A key was lost.
  # and a line that looks like a heading
- Litware. Nobody kept the address.

## Time

- [Fabrikam](https://fabrikam.example.org/leap): clocks went back, and jobs ran twice.
"""

BEGUN = """
# path: learnorg.yaml
format: 1
services: [mail]
"""


def stands(repo: Checkout, identity: str) -> Review:
    """A review as its file has it."""
    register = Register.open(repo.path)
    found = sound(review(register, identity))
    register.index.close()
    return found


@pytest.fixture
def listed(tmp_path: Path) -> str:
    """A list of lessons in a file."""
    file = tmp_path / "failures.md"
    file.write_text(LIST)
    return str(file)


@upon(BEGUN)
def test_import(repo: Checkout, learnorg: Learnorg, listed: str) -> None:
    """Each lesson becomes a draft with its organisation, address and licence, in one commit."""
    tip = repo.git("rev-parse", "HEAD")
    ran = learnorg("lessons", "import", listed, "--licence", "CC BY 4.0")
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == "3 lessons taken in, 1 left out"
    assert "left out: failures.md:8: it has no link to where it is told" in ran.err
    assert repo.git("rev-parse", "HEAD^") == tip
    assert repo.git("log", "-1", "--format=%s").strip() == "Import 3 lessons from failures.md"
    first = stands(repo, ran.out.split()[0])
    assert first.outside is not None
    assert (first.type, first.state, first.outside.organisation, first.outside.licence) == (
        "outside-lesson", "draft", "Northwind", "CC BY 4.0",
    )  # fmt: skip
    assert first.outside.source == "https://northwind.example.org/certificate"
    assert first.tags == ("certificates",)
    assert "## What happened there\n\nA certificate ran out on a holiday.\n" in (first.body or "")
    assert learnorg("check", "--strict").code == 0


@upon(BEGUN)
def test_import_again(repo: Checkout, learnorg: Learnorg, listed: str) -> None:
    """What is there already, whatever the form of its address, is left and counted."""
    learnorg("lessons", "import", listed, "--licence", "unknown", "--limit", "1")
    again = Path(listed)
    again.write_text(
        LIST.replace("https://northwind.example.org/", "http://Northwind.example.org/")
    )
    ran = learnorg("lessons", "import", listed, "--licence", "unknown")
    assert ran.out.splitlines()[-1] == "2 lessons taken in, 1 there already, 1 left out"
    before = everything(repo)
    none = learnorg("lessons", "import", listed, "--licence", "unknown")
    assert (none.code, none.out) == (0, "0 lessons taken in, 3 there already, 1 left out\n")
    assert everything(repo) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--theme", "certif"), "2 lessons to take in, 1 not asked for, 1 left out"),
        (("--select", "JOBS twice"), "1 lesson to take in, 2 not asked for, 1 left out"),
        (("--limit", "2"), "2 lessons to take in, 1 beyond the limit, 1 left out"),
        (
            ("--theme", "time", "--select", "key"),
            "0 lessons to take in, 3 not asked for, 1 left out",
        ),
    ],
)
@upon(BEGUN)
def test_dry_run(
    repo: Checkout, learnorg: Learnorg, listed: str, words: tuple[str, ...], said: str
) -> None:
    """A dry run lists what would come, of what was asked for, and touches nothing."""
    before = everything(repo)
    ran = learnorg("lessons", "import", listed, "--licence", "CC0", *words, "--dry-run")
    assert ran.out.splitlines()[-1] == said
    assert "Nothing was written (--dry-run)." in ran.err
    assert everything(repo) == before


@upon(BEGUN)
def test_import_as_json(repo: Checkout, learnorg: Learnorg, listed: str) -> None:
    """For programs every line is accounted for."""
    words = ("lessons", "import", listed, "--licence", "CC0", "--limit", "1", "--format", "json")
    data = json.loads(learnorg(*words).out)["data"]
    assert [one["organisation"] for one in data["create"]] == ["Northwind"]
    assert (data["beyond_limit"], data["not_asked_for"], data["there"]) == (2, 0, [])
    assert [one["where"] for one in data["refused"]] == ["failures.md:8"]
    assert data["commit"] == repo.git("rev-parse", "HEAD").strip()
    there = json.loads(learnorg(*words).out)["data"]["there"]
    assert [one["id"] for one in there] == [data["create"][0]["id"]]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "under which licence are these lessons told?"),
        (("--licence", " "), 2, "under which licence are these lessons told?"),
        (("--licence", "CC0", "--theme", "certifcates"), 3, "Did you mean 'Certificates'?"),
    ],
)
@upon(BEGUN)
def test_import_refused(
    repo: Checkout, learnorg: Learnorg, listed: str, words: tuple[str, ...], code: int, said: str
) -> None:
    """Nobody's words come in without their licence; a theme there is not is refused."""
    ran = learnorg("lessons", "import", listed, *words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


HOSTILE = """\
- [<b>Evil</b>](https://evil.example.org/a). \\<!-- gone --> \\## Not a heading \x1b[31m
- [Words](https://evil.example.org/b)
    - \\## Heading
    - \\<!-- a hint
    - \\--- and \\``` fences
"""


@upon(BEGUN)
def test_hostile_words(repo: Checkout, learnorg: Learnorg, tmp_path: Path) -> None:
    """Somebody else's words stay words: no heading, no hint, no head of a record."""
    file = tmp_path / "hostile.md"
    file.write_text(HOSTILE)
    ran = learnorg("lessons", "import", str(file), "--licence", "CC0", "-n")
    assert ran.code == 0
    ran = learnorg("lessons", "import", str(file), "--licence", "CC0")
    assert ran.code == 0
    for line in ran.out.splitlines()[:-1]:
        one = stands(repo, line.split()[0])
        headings = [row for row in (one.body or "").split("\n") if row.startswith("## ")]
        assert headings == ["## What happened there", "## How it is with us"]
    assert "\x1b" not in ran.out + ran.err
    assert learnorg("check").code == 0


LESSON = """
id: REV-2611-7k3mqx
title: A railway rehearses
type: outside-lesson
state: draft
dates:
  draft: 2026-11-20
raised: 2026-11-20
outside:
  organisation: Uplands Railway
+++
## What happened there

They rehearse every month.

## How it is with us

<!-- Where are we alike? -->
---
# path: learnorg.yaml
format: 1
services: [mail]
---
id: REV-2611-x2wbcd
title: Ours
type: analysis
state: draft
raised: 2026-11-20
"""


@upon(LESSON)
def test_applies(repo: Checkout, learnorg: Learnorg) -> None:
    """What applies keeps its state, and says what comes next."""
    words = ("lessons", "triage", "7k3", "--applies", "--service", "Mail", "-b", "we never do")
    before = everything(repo)
    assert learnorg(*words, "--dry-run").err == "Nothing was written (--dry-run).\n"
    assert everything(repo) == before
    ran = learnorg(*words)
    assert ran.code == 0
    for verb in ("finding 7k3", "place 7k3", "close 7k3"):
        assert f"learnorg review {verb}" in ran.err
    one = stands(repo, "REV-2611-7k3mqx")
    assert one.verdict is not None
    assert (one.state, one.services) == ("draft", ("mail",))
    assert (one.verdict.answer, one.verdict.because) == ("applies", "we never do")
    assert str(one.verdict.on) == "2026-11-22"
    assert "## How it is with us\n\nwe never do\n" in (one.body or "")
    assert learnorg("check", "--strict", "--ignore", "unknown-person").code == 0


@upon(LESSON)
def test_does_not_apply(repo: Checkout, learnorg: Learnorg) -> None:
    """What does not apply is closed with its reason, through all states, in one commit."""
    ran = learnorg("lessons", "triage", "7k3", "--does-not-apply", "-b", "we have no tracks")
    assert ran.code == 0
    one = stands(repo, "REV-2611-7k3mqx")
    assert (one.state, one.verdict and one.verdict.answer) == ("closed", "does-not-apply")
    assert list(one.dates) == ["draft", "in-review", "reviewed", "closed"]
    assert "## How it is with us\n\nwe have no tracks\n" in (one.body or "")
    again = learnorg("lessons", "triage", "7k3", "--applies")
    assert again.code == 7
    assert "learnorg review reopen REV-2611-7k3mqx --to draft" in again.err


@upon(LESSON)
def test_ask(repo: Checkout, learnorg: Learnorg) -> None:
    """A question is kept as one, and says nothing of how it is with us."""
    assert learnorg("lessons", "triage", "7k3", "--ask", "-b", "who rehearses?").code == 0
    one = stands(repo, "REV-2611-7k3mqx")
    assert (one.state, one.verdict and one.verdict.answer) == ("draft", "ask")
    assert "who rehearses" not in (one.body or "")
    assert learnorg("lessons", "triage", "7k3", "--applies").code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("7k3",), 2, "--applies, --does-not-apply, --ask"),
        (("7k3", "--applies", "--ask"), 2, "One answer at a time"),
        (("7k3", "--does-not-apply"), 7, '--does-not-apply --because "WHY"'),
        (("7k3", "--ask", "-b", " "), 7, '--because "WHY"'),
        (("x2w", "--applies"), 7, "REV-2611-x2wbcd is of type analysis, and no outside-lesson"),
        (("7k3", "--applies", "--service", "post"), 3, "no record and no policy knows a service"),
    ],
)
@upon(LESSON)
def test_triage_refused(
    repo: Checkout, learnorg: Learnorg, words: tuple[str, ...], code: int, said: str
) -> None:
    """A verdict is one of three; the two that take a reason are refused without."""
    before = everything(repo)
    ran = learnorg("lessons", "triage", *words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert everything(repo) == before


@upon(LESSON)
def test_wordless(repo: Checkout, learnorg: Learnorg) -> None:
    """
    What does not say what happened there cannot be closed, and the way out is told.
    ---
    id: REV-2611-b0wbcd
    title: A title alone
    type: outside-lesson
    state: draft
    raised: 2026-11-20
    """
    ran = learnorg("lessons", "triage", "b0w", "--does-not-apply", "-b", "no")
    assert ran.code == 7
    assert "words under 'What happened there'" in ran.err
    said = learnorg("review", "say", "b0w", "What happened there", "It burned.")
    assert said.code == 0
    assert learnorg("lessons", "triage", "b0w", "--does-not-apply", "-b", "no").code == 0


AGAIN = "The reminder that the signing key would run out went to a mailbox nobody reads"


@upon(RECORDS)
def test_seen_before(repo: Checkout, learnorg: Learnorg) -> None:
    """Whoever adds a factor hears where it was named before, and what was to cure it."""
    told = f"Seen before: '{AGAIN}' was named in REV-2509-000001, closed 2025-10-16. "
    told += "IMP-2510-000001 was to cure it: shown to work."
    words = ("REV-2611-000005", AGAIN, "--category", "detection")
    assert told not in learnorg("review", "factor", *words, "-n").err
    assert told in learnorg("review", "factor", *words).err
    quiet = learnorg("review", "factor", *words, "-q")
    assert quiet.err == ""
    other = learnorg("review", "factor", "REV-2611-000005", "Nothing like it at all in any review")
    assert "Seen before" not in other.err
    moved = learnorg("review", "submit", "REV-2611-000005", "--factor", f"detection: {AGAIN}")
    assert told in moved.err
    assert "Seen before" not in learnorg("review", "agree", "REV-2611-000005").err


@upon(RECORDS)
def test_shown(repo: Checkout, learnorg: Learnorg) -> None:
    """A review is shown with what of it was seen before."""
    ran = learnorg("show", "REV-2610-000003")
    _, _, block = ran.out.partition("Seen before\n")
    assert "named in REV-2509-000001" in " ".join(block.split())
    data = json.loads(learnorg("show", "REV-2610-000003", "--format", "json").out)["data"]
    assert [one["id"] for one in data["seen_before"]] == ["f1x", "f2x"]
    plain = json.loads(learnorg("show", "REV-2604-000002", "--format", "json").out)["data"]
    assert "seen_before" not in plain


def test_none_yet(learnorg: Learnorg) -> None:
    """
    Where no lesson is, what to do next is told.
    ---
    # path: learnorg.yaml
    format: 1
    """
    ran = learnorg("lessons", "list")
    assert ran.code == 0
    assert "learnorg lessons import FILE" in ran.err


@upon(RECORDS)
def test_finding_answers_a_factor(repo: Checkout, learnorg: Learnorg) -> None:
    """A finding names the factors that it answers; one that is not there is refused."""
    ran = learnorg("review", "finding", "REV-2610-000003", "Rehearse it", "--factor", "#f2x")
    assert ran.code == 0, ran.err
    data = json.loads(learnorg("show", "REV-2610-000003", "--format", "json").out)["data"]
    assert data["record"]["findings"][-1]["factors"] == ["f2x"]
    assert "(answers #f2x)" in " ".join(learnorg("show", "REV-2610-000003").out.split())
    refused = learnorg("review", "finding", "REV-2610-000003", "Rehearse it", "--factor", "f9x")
    assert refused.code == 3
    assert "has no factor 'f9x'" in refused.err
    assert "It has: f1x, f2x" in refused.err
