"""`fix`, `validate`, `archive` and the way back: who may, what stays, which flags are answered."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from checkouts import Checkout
from cli.articles import (
    ARCHIVED,
    COMPLIANCE,
    FIX,
    KB,
    OTHER_KB,
    SUCCESSOR,
    VALIDATED,
    article,
    events,
)
from cli.speaking import commits, editor, everything
from cli.test_verbs import OWNED, go, pasted, stands
from commandline import Learnorg
from learnorg.register.activity import open_flags
from learnorg.register.register import Register

Expected = Callable[[str, str], None]
EMPTY = FIX.replace("    Sign-in fails after a password change.\n", "").replace(
    "    1. Register the reply address.\n    2. Sign in again.\n", ""
)


def flags(repo: Checkout) -> list[str]:
    """What the open flags on the article say."""
    register = Register.open(repo.path)
    found = [str(one.result["text"]) for one in open_flags(register, KB)]
    register.index.close()
    return found


def test_fix(learnorg: Learnorg, repo: Checkout) -> None:
    """Mending an article answers its flags in the same commit; by experience it stays validated."""
    stands(repo, VALIDATED)
    go(learnorg, f"flag {KB} 'step 3 fails on 12'", f"flag {KB} typo")
    assert sorted(flags(repo)) == ["step 3 fails on 12", "typo"]
    tip = repo.git("rev-parse", "HEAD")
    ran = learnorg(
        "fix", KB, "--say", "Resolution=On 12, leave out step 3.", "--because", "tried it"
    )
    assert ran.code == 0, ran.err
    assert "2 flags answered.\n" in ran.err
    assert repo.git("rev-parse", "HEAD^") == tip
    assert sorted(path.partition("/")[0] for path in repo.last()) == ["articles", "register"]
    assert flags(repo) == []
    last = events(repo)[-1]
    assert (last["verb"], last["result"]) == ("fixed", {"text": "tried it"})
    assert len(last["context"]["answers"]) == 2
    assert "## Resolution\n\nOn 12, leave out step 3.\n\n1. Register" in article(repo)
    assert "state: validated" in article(repo)
    assert learnorg("check", "--ignore", "not-canonical").code == 0


def test_fix_under_compliance(learnorg: Learnorg, repo: Checkout) -> None:
    """Under compliance a mended article goes back to be verified, with a note that says why."""
    stands(repo, COMPLIANCE)
    ran = learnorg("fix", KB, "--say", "Resolution=On 12, leave out step 3.", "-b", "12 is here")
    assert f"{KB}  validated -> not-validated  " in ran.out
    assert f"It is to be verified again: learnorg validate {KB}\n" in ran.err
    assert "text: 'Back to not-validated: changed since it was validated: 12 is here'" in article(
        repo
    )
    ran = learnorg("validate", KB, "--on", "today")
    assert ran.code == 7
    assert "its author, its owner and whoever mended it last; you are Ada" in ran.err
    repo.git("config", "user.name", "Cyd")
    repo.git("config", "user.email", "cyd@example.org")
    ran = learnorg("validate", KB, "--on", "today")
    assert ran.code == 0, ran.err
    assert "review_by: 2027-11-22" in article(repo)
    assert "revision:\n  by: Ada\n  on: 2026-11-22\n" in article(repo)
    assert [one["verb"] for one in events(repo)] == ["fixed", "validated"]
    assert learnorg("check", "--ignore", "not-canonical").code == 0


def test_editing_under_compliance(
    learnorg: Learnorg, repo: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever changes the words otherwise has mended them, too, and no hand says otherwise."""
    stands(repo, COMPLIANCE)
    go(learnorg, f"set {KB} title='Sign-in fails'")
    assert "by: Ada\n" in article(repo)
    assert learnorg("validate", KB).code == 7
    ran = learnorg("set", KB, "revision.by=ben")
    assert (ran.code, "'revision.by' is not set by hand" in ran.err) == (2, True)
    editor(tmp_path, monkeypatch, "path.write_text(text.replace('by: Ada', 'by: ben'))\n")
    ran = learnorg("edit", KB)
    assert (ran.code, "'revision' is not changed by hand" in ran.err) == (7, True)


def test_nobodys(learnorg: Learnorg, repo: Checkout) -> None:
    """Under compliance an article of which nobody says who wrote it is not validated."""
    stands(repo, COMPLIANCE.replace("    raised_by: lea\n", ""))
    ran = learnorg("validate", KB)
    assert ran.code == 7
    assert "who wrote it (raised_by)" in ran.err
    go(learnorg, f"set {KB} raised_by=lea", f"validate {KB}")


def test_review_by(learnorg: Learnorg, repo: Checkout) -> None:
    """The day of review of what is validated under compliance is moved by validating alone."""
    stands(repo, COMPLIANCE)
    ran = learnorg("set", KB, "review_by=2099-01-01")
    assert ran.code == 7
    assert "'review_by' moves when somebody validates it" in ran.err
    go(learnorg, f"article move not-validated {KB} --because 'it is odd'")
    go(learnorg, f"set {KB} review_by=2026-12-01")


def test_out_of_compliance(
    learnorg: Learnorg, repo: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever takes an article out of compliance while mending it does not keep it validated."""
    stands(repo, COMPLIANCE)
    editor(
        tmp_path, monkeypatch, "path.write_text(text.replace('governance: compliance\\n', ''))\n"
    )
    go(learnorg, f"fix {KB} --edit")
    assert "state: not-validated" in article(repo)


def test_no_change(learnorg: Learnorg, repo: Checkout) -> None:
    """A flag may be answered without a change, with the reason; then nothing is open to answer."""
    stands(repo, COMPLIANCE)
    go(learnorg, f"flag {KB} 'step 3 fails on 12'")
    before = article(repo)
    ran = learnorg("fix", KB, "--no-change", "12 is not in use here")
    assert ran.out == f"{KB}  fixed, 1 flag answered  Sign-in fails with AADSTS50011\n"
    assert article(repo) == before
    assert flags(repo) == []
    assert events(repo)[-1]["result"] == {"text": "12 is not in use here"}


def test_in_the_editor(
    learnorg: Learnorg, repo: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The editor opens the whole article, words already said in it, and its flags are told."""
    stands(repo, VALIDATED)
    go(learnorg, f"flag {KB} 'step 3 fails on 12'")
    editor(tmp_path, monkeypatch, "path.write_text(text.replace('again', 'once more'))\n")
    ran = learnorg("fix", KB, "--edit", "--say", "Cause=The address had changed.")
    assert ran.code == 0, ran.err
    assert "Flagged: step 3 fails on 12\n" in ran.err
    assert "2. Sign in once more.\n" in article(repo)
    assert article(repo).endswith("## Cause\n\nThe address had changed.\n")
    assert flags(repo) == []


def test_no_state_by_hand(
    learnorg: Learnorg, repo: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What moves alone may change is not changed in the editor either."""
    stands(repo, FIX)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    editor(
        tmp_path, monkeypatch, "path.write_text(text.replace('state: wip', 'state: validated'))\n"
    )
    before = everything(repo)
    ran = learnorg("fix", KB, "--edit")
    assert (ran.code, ran.out) == (7, "")
    assert f"{KB}: 'state' is not changed by hand" in ran.err
    assert everything(repo) == before


def test_writing_on(learnorg: Learnorg, repo: Checkout) -> None:
    """Writing on in an article that nobody has flagged or relies on yet is no fix to be counted."""
    stands(repo, FIX)
    go(learnorg, f"fix {KB} --say 'Cause=The address had changed.'")
    assert events(repo) == []
    assert commits(repo)[0] == f"{KB}: fix - Sign-in fails with AADSTS50011"


def test_many_flags(learnorg: Learnorg, repo: Checkout) -> None:
    """More flags than one event can answer are answered all the same."""
    stands(repo, FIX)
    lines = [
        {"id": f"{n:012d}", "on": "2026-11-09", "actor": "desk", "verb": "flagged", "object": KB,
         "result": {"text": f"flag {n}"}}
        for n in range(120)
    ]  # fmt: skip
    text = "".join(json.dumps(line) + "\n" for line in lines)
    repo.put("register/activity/2026-11/desk-bbbbbbbb.jsonl", text)
    repo.git("add", ".")
    repo.git("commit", "-qm", "Flag it")
    assert len(flags(repo)) == 120
    ran = learnorg("fix", KB, "--no-change", "all one misunderstanding")
    assert "fixed, 120 flags answered" in ran.out
    assert flags(repo) == []


def test_validate(learnorg: Learnorg, repo: Checkout) -> None:
    """Anybody may validate by experience, the author as well; what is walked through is dated."""
    stands(repo, FIX.replace("raised_by: lea", "raised_by: Ada"))
    ran = learnorg("validate", KB, "--because", "followed it", "--on", "yesterday")
    assert f"{KB}  wip -> validated  " in ran.out, ran.err
    text = article(repo)
    assert "not-validated: 2026-11-21" in text
    assert "validation:\n  by: Ada\n  on: 2026-11-21\n  because: followed it\n" in text
    assert "review_by" not in text
    assert events(repo) == [
        {"on": "2026-11-21", "actor": "everybody", "verb": "validated", "object": KB,
         "result": {"text": "followed it"}, "context": {"own": True}}
    ]  # fmt: skip


def test_renewed(learnorg: Learnorg, repo: Checkout) -> None:
    """Validating again renews who and when; once more on the same day changes nothing."""
    stands(repo, VALIDATED)
    go(learnorg, f"validate {KB}")
    assert "by: Ada, on: 2026-11-22" in article(repo)
    tip = repo.git("rev-parse", "HEAD")
    ran = learnorg("validate", KB)
    assert "it is so already" in ran.err
    assert repo.git("rev-parse", "HEAD") == tip
    assert len(events(repo)) == 1


@pytest.mark.parametrize("verb", ["validate", "article validate", "article move validated"])
@pytest.mark.parametrize("key", ["owner: identity", "raised_by: lea"])
def test_no_verifier(learnorg: Learnorg, repo: Checkout, verb: str, key: str) -> None:
    """Under compliance neither author nor owner validates, however they are written."""
    stands(repo, COMPLIANCE.replace(key, f"{key.partition(':')[0]}: ada@example.org"))
    before = everything(repo)
    ran = learnorg(*verb.split(), KB)
    assert (ran.code, ran.out) == (7, "")
    assert "under compliance" in ran.err
    assert "you are Ada <ada@example.org>" in ran.err
    assert everything(repo) == before


def test_renewed_under_compliance(learnorg: Learnorg, repo: Checkout) -> None:
    """A verifier renews for as long as policy says."""
    stands(repo, COMPLIANCE + "    ---\n    # path: learnorg.yaml\n    format: 1\n"
           "    knowledge: {review_every: 30}\n")  # fmt: skip
    go(learnorg, f"validate {KB}")
    assert "review_by: 2026-12-22" in article(repo)


def test_lacking(learnorg: Learnorg, repo: Checkout, expected: Expected) -> None:
    """An article without words is not validated; the commands that are offered mend it."""
    stands(repo, EMPTY)
    before = everything(repo)
    ran = learnorg("validate", KB)
    assert (ran.code, ran.out) == (7, "")
    expected("kept/article-without-words.txt", ran.err)
    assert everything(repo) == before
    ran = pasted(learnorg, ran)
    assert "state: validated" in article(repo), ran.err
    assert [one["verb"] for one in events(repo)] == ["validated"]


def test_archive(learnorg: Learnorg, repo: Checkout) -> None:
    """An article is archived with a reason; one in its place says that it supersedes it."""
    stands(repo, VALIDATED + SUCCESSOR)
    ran = learnorg("archive", KB)
    assert ran.code == 7
    assert pasted(learnorg, ran).code == 0
    assert "text: 'Became archived: WHY'" in article(repo)
    go(learnorg, f"article reopen {KB} --because 'too early'", f"archive {KB} --superseded-by x2w")
    assert f"Became archived: superseded by {OTHER_KB} Sign-in with the new portal" in article(repo)
    assert f"links:\n  - rel: supersedes\n    to: {KB}\n" in article(repo, OTHER_KB)
    assert commits(repo)[0] == "archive 2 articles"
    go(learnorg, f"article reopen {KB} --because again", f"archive {KB} --superseded-by x2w")
    assert article(repo, OTHER_KB).count("supersedes") == 1
    assert learnorg("check", "--ignore", "not-canonical").code == 0


@pytest.mark.parametrize(
    ("text", "options", "state"),
    [
        (ARCHIVED, "", "wip"),
        (ARCHIVED.replace("wip: 2026-11-02", "not-validated: 2026-11-02"), "", "not-validated"),
        (ARCHIVED, "--to not-validated", "not-validated"),
    ],
)
def test_reopen(learnorg: Learnorg, repo: Checkout, text: str, options: str, state: str) -> None:
    """What was archived comes back where it stood, at most as not validated, and says why."""
    stands(repo, text)
    go(learnorg, f"article reopen {KB} --because 'still needed' {options}")
    assert f"state: {state}\n" in article(repo)
    assert f"text: 'Back to {state}: still needed'" in article(repo)
    assert "archived: 2026" not in article(repo)


def test_move(learnorg: Learnorg, repo: Checkout) -> None:
    """Articles are moved on and back; forward to validated it is as `validate` does it."""
    stands(repo, FIX)
    go(
        learnorg,
        f"article move not-validated {KB}",
        f"article move validated {KB}",
        f"article move wip {KB} --because 'half is missing'",
        f"article move archived {KB} --because 'nobody needs it'",
    )
    assert [one["verb"] for one in events(repo)] == ["validated"]
    assert "state: archived" in article(repo)


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        (ARCHIVED, ("fix", KB, "--say", "Cause=x"), 7),
        (ARCHIVED, ("validate", KB), 7),
        (ARCHIVED, ("archive", KB, "-b", "x"), 7),
        (ARCHIVED, ("article", "reopen", KB), 7),
        (FIX, ("article", "reopen", KB, "-b", "x"), 7),
        (FIX, ("article", "move", "validatd", KB), 2),
        (FIX, ("article", "move", "wip", KB), 7),
        (VALIDATED, ("article", "move", "wip", KB), 7),
        (FIX, ("fix", KB), 2),
        (FIX, ("fix", KB, "--say", "Cause"), 2),
        (FIX, ("fix", KB, "--say", "=x"), 2),
        (FIX, ("fix", KB, "--no-change", "fine", "--edit"), 2),
        (FIX, ("fix", KB, "--no-change", "fine"), 7),
        (FIX + OWNED, ("fix", "IMP-2611-7k3mqx", "--say", "Cause=x"), 7),
        (FIX, ("archive", KB, "--superseded-by", KB), 2),
        (FIX + ARCHIVED.replace(KB, OTHER_KB), ("archive", KB, "--superseded-by", "x2w"), 7),
        (VALIDATED, ("validate", KB, "--on", "2026-11-01"), 7),
    ],
)
def test_refused(
    learnorg: Learnorg,
    repo: Checkout,
    expected: Expected,
    request: pytest.FixtureRequest,
    text: str,
    words: tuple[str, ...],
    code: int,
) -> None:
    """What is refused is told with how to go on, and nothing is written."""
    stands(repo, text)
    before = everything(repo)
    ran = learnorg(*words)
    assert (ran.code, ran.out) == (code, ""), ran.err
    assert "hint: " in ran.err
    number = request.node.callspec.indices["words"]
    expected(f"kept/article-refused-{number:02}.txt", f"$ learnorg {' '.join(words)}\n{ran.err}")
    assert everything(repo) == before


def test_a_new_heading(learnorg: Learnorg, repo: Checkout) -> None:
    """Words under a heading that is not there go to the end, and that is told."""
    stands(repo, FIX)
    ran = learnorg("fix", KB, "--say", "Resoluton=Try it")
    assert "'Resoluton' is a new heading, at the end. Did you mean 'Resolution'?\n" in ran.err
    assert article(repo).endswith("## Resoluton\n\nTry it\n")
