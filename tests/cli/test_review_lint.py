"""`review lint`: sentences that might be worded without blame, of records, files and drafts."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Learnorg
from registers import put

Expected = Callable[[str, str], None]

REGISTER = """
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: post-mortem
    state: draft
    raised: 2026-11-20
    factors:
      - id: b7k
        what: The engineer forgot to restart the queue
    +++
    ## What happened

    The queue stood still. It was human error.
    "Human error" is what the vendor wrote.

    ## Actions

    - Remind everybody to be more careful.
    - Investigate.
    ---
    id: REV-2611-x2wbcd
    title: New switches
    type: change
    state: draft
    raised: 2026-11-20
    +++
    ## What happened

    Cables bore other names than the plan.
    ---
    id: IMP-2611-h0dbbb
    title: Queue alarms
    state: proposed
    raised: 2026-11-02
"""
OWN = """
extends: existence
message: "'%s' is not how we speak"
reason: Customers read it.
instead: Say it as to a customer.
tokens: [stood still]
"""
PATH = "register/reviews/2026/11/REV-2611-7k3mqx.md"


def standing(test: Callable[..., None]) -> Callable[..., None]:
    """A test that stands on the register above."""
    test.__doc__ = f"{test.__doc__}{REGISTER}"
    return test


@standing
def test_review(learnorg: Learnorg, expected: Expected) -> None:
    """Sentences are told with their places in the file, why they matter, and how else to begin."""
    ran = learnorg("review", "lint", "7k3")
    assert (ran.code, ran.err) == (1, "3 sentences to look at again, 1 more worth a second look.\n")
    expected("kept/review-lint.txt", ran.out)


@standing
@pytest.mark.parametrize("form", ["json", "jsonl", "github", "md", "sarif", "junit", "gitlab"])
def test_forms(learnorg: Learnorg, form: str, expected: Expected) -> None:
    """They come in the forms of `check`; the rules of wording have their pages there."""
    ran = learnorg("review", "lint", "7k3", "--format", form)
    assert ran.code == 1
    assert ("sentences" in ran.err) is (form in ("github", "md"))
    if form in ("json", "github"):
        expected(f"kept/review-lint.{form}", ran.out)
    if form == "sarif":
        rules = json.loads(ran.out)["runs"][0]["tool"]["driver"]["rules"]
        assert rules[0]["id"] == "labels"
        assert "\n\nInstead: " in rules[0]["help"]["text"]


@standing
def test_nothing(learnorg: Learnorg) -> None:
    """Where there is nothing, that is said, and the exit code is 0."""
    ran = learnorg("review", "lint", "x2w")
    assert (ran.code, ran.out, ran.err) == (0, "", "Nothing found.\n")


@standing
def test_several(learnorg: Learnorg, folder: Path) -> None:
    """Reviews and files are looked at together, each under its own name."""
    put(folder, "drafts/one.md", "# A draft\n\nIt was human error.\n")
    ran = learnorg("review", "lint", "x2w", "drafts/one.md", "7k3", "--format", "json")
    found = [(one["path"], one["line"], one["record"]) for one in json.loads(ran.out)["data"]]
    assert found == [
        ("drafts/one.md", 3, None),
        *((PATH, line, "REV-2611-7k3mqx") for line in (9, 14, 19, 20)),
    ]


@standing
def test_a_record_by_its_path(learnorg: Learnorg) -> None:
    """A record is the same, whether its id is given or its file."""
    by_id = learnorg("review", "lint", "7k3").out
    assert learnorg("review", "lint", PATH).out == by_id


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_standard_input(learnorg: Learnorg, end: str) -> None:
    """A draft may come in by standard input, where there is no register at all."""
    text = "It rested.\n\nIt was human error.\n".replace("\n", end)
    ran = learnorg("review", "lint", "-", stdin=text)
    assert (ran.code, ran.err) == (1, "1 sentence to look at again.\n")
    assert ran.out.startswith("<stdin>:3:8: warning: 'human error' is a label")


def test_a_head_of_another_tool(learnorg: Learnorg, folder: Path) -> None:
    """A file whose head is no record's is read all the same, on the lines of the file."""
    put(folder, "one.md", "---\ntitle: A: b\ntags: &x [y]\n---\n\nIt was human error.\n")
    ran = learnorg("review", "lint", "one.md")
    assert ran.out.startswith("one.md:6:8: warning: ")
    put(folder, "one.md", "---\ntitle: A draft\nlang: de\n---\n\nEs war menschliches Versagen.\n")
    assert learnorg("review", "lint", "one.md").out.startswith("one.md:6:8: warning: ")


def test_language(learnorg: Learnorg) -> None:
    """A text that does not name its language is taken to be in the one that is given."""
    said = "Es war menschliches Versagen.\n"
    assert learnorg("review", "lint", "-", stdin=said).code == 0
    assert learnorg("review", "lint", "-", "--lang", "de", stdin=said).code == 1
    ran = learnorg("review", "lint", "-", "--lang", "tlh", stdin=said)
    assert (ran.code, ran.out) == (0, "")
    assert "there are no wording rules for 'tlh'" in ran.err


@pytest.mark.parametrize(
    ("said", "words", "hinted"),
    [
        ("Es war menschliches Versagen.\n", (), True),
        ("Es war menschliches Versagen.\n", ("--lang", "de"), False),
        ("---\ntitle: x\nlang: de\n---\n\nEs war menschliches Versagen.\n", (), False),
        ("The die was cast, and the war is over. Der Dienst is a name.\n", (), False),
    ],
)
def test_german(learnorg: Learnorg, said: str, words: tuple[str, ...], hinted: bool) -> None:
    """A text that looks like German and names no language hints at the option that does."""
    ran = learnorg("review", "lint", "-", *words, stdin=said)
    assert ("<stdin> looks like German: --lang de.\n" in ran.err) is hinted


def test_worth_a_look(learnorg: Learnorg) -> None:
    """What is merely worth a second look is told, and fails nothing."""
    ran = learnorg("review", "lint", "-", stdin="## Actions\n\n- Investigate.\n")
    assert (ran.code, ran.err) == (0, "1 sentence worth a second look.\n")
    assert ": info: " in ran.out


def test_waived(learnorg: Learnorg) -> None:
    """A comment with a reason lets a line stand; one without a reason does not."""
    said = "{}\nIt was human error.\n"
    for comment, code in (
        ("<!-- wording: labels because the auditor says so -->", 0),
        ("<!-- wording: hindsight because the auditor says so -->", 1),
        ("<!-- wording: labels -->", 1),
    ):
        assert learnorg("review", "lint", "-", stdin=said.format(comment)).code == code


@standing
def test_waived_as_a_whole(learnorg: Learnorg, folder: Path) -> None:
    """A record that waives the rule in its head is let be, and that is said."""
    file = folder / PATH
    comment = "# learnorg: waive blaming-words because it is the vendor's own text"
    file.write_text(file.read_text().replace("raised:", f"{comment}\nraised:"))
    ran = learnorg("review", "lint", "7k3")
    assert (ran.code, ran.out) == (0, "")
    assert f"{PATH}: waived as a whole, because it is the vendor's own text" in ran.err


@standing
def test_own_rules(learnorg: Learnorg, folder: Path) -> None:
    """The organisation's own rules hold; one that cannot be applied is refused with its place."""
    put(folder, "templates/wording/ours.yaml", OWN)
    assert "'stood still' is not how we speak [ours]" in learnorg("review", "lint", "7k3").out
    put(folder, "templates/wording/ours.yaml", OWN.replace("tokens", "token"))
    ran = learnorg("review", "lint", "7k3")
    assert (ran.code, ran.out) == (2, "")
    assert "templates/wording/ours.yaml:6:1: " in ran.err


@standing
def test_misnamed_rules(learnorg: Learnorg, folder: Path) -> None:
    """A file of rules of another ending is told, not passed over in silence."""
    put(folder, "templates/wording/ours.yml", OWN)
    ran = learnorg("review", "lint", "7k3")
    assert (ran.code, ran.out) == (2, "")
    assert "templates/wording/ours.yml:1:1: a wording rule's file ends in .yaml" in ran.err
    checked = learnorg("check", "--format", "plain").out + learnorg("check").out
    assert "wording-rule-unsound" in checked


@standing
@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("h0d", 7, "IMP-2611-h0dbbb is no review and no article"),
        ("zzz", 3, "zzz"),
        ("nowhere.md", 3, "nowhere.md is no file"),
        ("drafts/nowhere", 3, "drafts/nowhere is no file"),
        ("drafts/latin.md", 2, "drafts/latin.md:1:4: byte 0xe9 is not UTF-8 text"),
        ("drafts/.", 2, "it cannot be read: Is a directory"),
    ],
)
def test_refused(learnorg: Learnorg, folder: Path, name: str, code: int, said: str) -> None:
    """What is no text to look at is refused with what it is."""
    put(folder, "drafts/latin.md", "").write_bytes("café\n".encode("latin-1"))
    ran = learnorg("review", "lint", name)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_no_form(learnorg: Learnorg) -> None:
    """A form that findings do not come in is refused with those they do."""
    ran = learnorg("review", "lint", "-", "--format", "csv", stdin="x")
    assert (ran.code, ran.out) == (2, "")
    assert "It comes as text, json" in ran.err


@standing
def test_into_a_file(learnorg: Learnorg, folder: Path) -> None:
    """`-o` writes what was found into a file."""
    shown = learnorg("review", "lint", "7k3").out
    ran = learnorg("review", "lint", "7k3", "-o", "found.txt")
    assert (ran.code, ran.out) == (1, "")
    assert (folder / "found.txt").read_text() == shown


@standing
def test_told_at_once(learnorg: Learnorg) -> None:
    """A change that brings such a sentence along says so, and is made all the same."""
    ran = learnorg("review", "finding", "x2w", "The technician forgot the labels")
    assert ran.code == 0
    assert "'technician forgot' makes a person the cause (person-as-cause). Say what" in ran.err
    again = learnorg("review", "finding", "x2w", "Labels were missing")
    assert "cause" not in again.err


def test_explain_a_wording_rule(learnorg: Learnorg) -> None:
    """A wording rule has its page, outside of a register, too; it leads to the rule of checks."""
    ran = learnorg("explain", "counterfactuals")
    assert ran.code == 0
    assert ran.out.startswith("counterfactuals (")
    assert "\n\nInstead: " in ran.out
    assert "learnorg explain blaming-words" in ran.out
    told = json.loads(learnorg("explain", "labels", "--format", "json").out)["data"]
    assert (told["rule"], told["level"]) == ("labels", "warning")
    assert learnorg("explain", "counterfactual").code == 2


@standing
def test_explain_an_own_rule(learnorg: Learnorg, folder: Path) -> None:
    """An organisation's own wording rule is explained in its own words."""
    put(folder, "templates/wording/ours.yaml", OWN)
    assert "Customers read it.\n\nInstead: Say it as to a" in learnorg("explain", "ours").out


@standing
def test_told_after_words(learnorg: Learnorg) -> None:
    """Words that are said lead, with one line, to the sentences of the review that matter."""
    again = "sentences to look at again: learnorg review lint 7k3\n"
    ran = learnorg("review", "say", "7k3", "Impact", "Nobody could sign in.")
    assert ran.code == 0
    assert ran.err.endswith(f"3 {again}")
    for words in (("--dry-run",), ("-q",), ("--format", "json")):
        ran = learnorg("review", "say", "7k3", "Impact", "For an hour.", *words)
        assert again not in ran.err
    ran = learnorg("review", "say", "x2w", "Impact", "Nobody could sign in.")
    assert "to look at again" not in ran.err


@standing
def test_told_no_more(learnorg: Learnorg, folder: Path) -> None:
    """Where the rule is off, or the record waives it, nothing is said after words."""
    put(folder, "learnorg.yaml", (folder / "learnorg.yaml").read_text()
        + "rules:\n  blaming-words: off\n")  # fmt: skip
    assert "look at" not in learnorg("review", "say", "7k3", "Impact", "None.").err


@standing
def test_told_at_the_end(learnorg: Learnorg) -> None:
    """A review that is agreed on or closed says what might be worded otherwise, and moves on."""
    told = "sentences to look at again: learnorg review lint x2w\n"
    headings = ("What we expected", "Why were we surprised?", "What went well")
    says = [word for one in headings for word in ("--say", f"{one}=It was human error.")]
    ran = learnorg("review", "agree", "x2w", *says)
    assert ran.code == 0, ran.err
    assert ran.err.endswith(f"3 {told}")
    ran = learnorg("review", "close", "x2w", "--because", "nothing more was found")
    assert ran.code == 0, ran.err
    assert ran.err.endswith(f"3 {told}")
