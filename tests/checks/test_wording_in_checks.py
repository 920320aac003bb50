"""Wording rules as checks apply them: own ones, waived ones, and where a change is judged."""

import time
from pathlib import Path
from typing import Any

import pytest

import learnorg
from checkouts import Checkout
from learnorg.checks import run
from learnorg.checks.alone import findings as findings_alone
from learnorg.checks.blaming_words import blaming_words
from learnorg.checks.run import added
from learnorg.checks.wording_rule_unsound import wording_rule_unsound
from learnorg.findings import Level
from learnorg.kinds.review import REVIEW
from learnorg.register import lexicon
from learnorg.register.register import Register
from learnorg.settings import Policy
from registers import TODAY, put
from rules import found, judged, over, path_of, swapped, upon

ID = "REV-2611-7k3mqx"
REVIEW_TEXT = """
id: REV-2611-7k3mqx
title: Sign-in failed
type: process
state: draft
raised: 2026-11-20
factors:
  - id: b7k
    what: The engineer forgot to restart the queue
+++
## What we found

The queue stood still. It was human error.
"""
FOUND = [
    "9:15 'engineer forgot' makes a person the cause (person-as-cause)",
    "14:31 'human error' is a label, not an explanation (labels)",
]
OWN = """
extends: existence
message: "'%s' is not how we speak"
reason: Customers read it.
instead: Say it as to a customer.
tokens: [stood still]
"""


@upon(REVIEW_TEXT.replace("draft", "nowhere").replace("+++", "lang: de\n+++"))
def test_language(register: Register) -> None:
    """A record in another language is read by its rules, be it sound or not."""
    assert found(blaming_words, register) == []


@upon(REVIEW_TEXT)
def test_what_is_merely_worth_a_look(register: Register) -> None:
    """What a wording rule calls info is told by `review lint` alone; its error is one."""
    put(register.root, "templates/wording/labels.yaml", OWN.replace("stood still", "human error")
        + "level: info\n")  # fmt: skip
    put(register.root, "templates/wording/ours.yaml", OWN + "level: error\n")
    again, every = run.findings(register.root, TODAY)
    again.index.close()
    told = [(f.level, f.message) for f in every if f.rule == "blaming-words"]
    assert told == [
        (Level.WARNING, "'engineer forgot' makes a person the cause (person-as-cause)"),
        (Level.ERROR, "'stood still' is not how we speak (ours)"),
    ]


@pytest.mark.parametrize(("wish", "level"), [("error", Level.ERROR), ("info", Level.INFO)])
@upon(REVIEW_TEXT)
def test_policy(register: Register, wish: str, level: Level) -> None:
    """Policy sets how much it matters."""
    put(register.root, "learnorg.yaml", f"format: 1\nrules:\n  blaming-words: {wish}\n")
    again, every = run.findings(register.root, TODAY)
    again.index.close()
    assert [f.level for f in every if f.rule == "blaming-words"] == [level, level]


@upon(REVIEW_TEXT)
def test_waived(register: Register) -> None:
    """A comment in the head waives it all, one in the body the wording of one line."""
    file = register.root / path_of(ID)
    text = file.read_text()
    line = "<!-- wording: labels because the auditor writes so -->"
    file.write_text(text.replace("The queue stood", f"{line}\nThe queue stood"))
    assert found(blaming_words, register) == FOUND[:1]
    file.write_text(text.replace("human error.", f"human error. {line}"))
    assert found(blaming_words, register) == FOUND[:1]
    file.write_text(text.replace("human error.", f"human error. {line}\n\nIt was human error."))
    assert found(blaming_words, register) == [FOUND[0], FOUND[1].replace("14:31", "16:8")]
    whole = "# learnorg: waive blaming-words because it is quoted as a whole"
    file.write_text(text.replace("raised:", f"{whole}\nraised:"))
    assert found(blaming_words, register) == []


@upon(REVIEW_TEXT)
def test_own_rules(register: Register) -> None:
    """The organisation's own rules hold, and findings are made anew when they change."""
    assert found(blaming_words, register) == FOUND
    file = put(register.root, "templates/wording/ours.yaml", OWN)
    ours = "14:11 'stood still' is not how we speak (ours)"
    assert found(blaming_words, register) == [FOUND[0], ours, FOUND[1]]
    put(register.root, "templates/wording/ours.yaml", OWN.replace("still]", "up]"))
    assert found(blaming_words, register) == FOUND
    file.write_text("extends: [")
    assert found(blaming_words, register) == FOUND
    file.unlink()
    assert found(blaming_words, register) == FOUND


@upon(REVIEW_TEXT)
def test_kept(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index keeps what was found: nothing is read anew."""
    put(register.root, "templates/wording/ours.yaml", OWN)
    time.sleep(0.04)  # the files are to be older than the index
    before = found(blaming_words, register)

    def looked(*_: Any) -> None:
        raise AssertionError("a record was read again that had not changed")

    monkeypatch.setattr(run, "inspected", looked)
    assert found(blaming_words, register) == before


@upon(REVIEW_TEXT)
def test_in_an_editor(register: Register) -> None:
    """A text that an editor holds is read by the same rules."""
    put(register.root, "templates/wording/ours.yaml", OWN)
    data = (register.root / path_of(ID)).read_bytes()
    every = findings_alone(register.root, path_of(ID), data)
    assert [f.line for f in every if f.rule == "blaming-words"] == [9, 14, 14]


def test_added() -> None:
    """A change is told what it adds, under the organisation's rules."""
    before = b"---\nid: REV-2611-7k3mqx\ntitle: x\ntype: audit\nstate: draft\n---\n"
    after = before + b"\nIt stood still.\n"
    words = lexicon.of({"templates/wording/ours.yaml": OWN.encode()})
    for rules, count in ((words, 1), (lexicon.SHIPPED, 0)):
        every = added(REVIEW, path_of(ID), before, after, Policy(), rules)
        assert len([f for f in every if f.rule == "blaming-words"]) == count


# ---- where a change is judged -----------------------------------------------------------

BASE = REVIEW_TEXT.replace(" It was human error.", "").replace("forgot to", "did")
OURS = f"# path: templates/wording/ours.yaml{OWN}"


@upon(BASE, OURS)
def test_rules_of_the_base(repo: Checkout) -> None:
    """A change is judged by the rules of the base, whatever becomes of them in it."""
    change = {
        ID: swapped("The queue stood still.", "Then the queue stood still for hours."),
        "templates/wording/ours.yaml": None,
        "templates/wording/theirs.yaml": OWN.replace("stood still", "for hours"),
    }
    assert judged(blaming_words, repo, change) == []
    change = {ID: swapped("Then", "Then the disk stood still, and then")}
    assert judged(blaming_words, repo, change) == []


@upon(BASE.replace("stood still", "rested"), OURS)
def test_brought_along(repo: Checkout) -> None:
    """What a change brings along is found, what stood there before is not."""
    change = {ID: swapped("rested", "stood still")}
    assert judged(blaming_words, repo, change) == [
        "warning 14:11 'stood still' is not how we speak (ours)"
    ]


STRICT = "# path: learnorg.yaml\nformat: 1\nrules:\n  blaming-words: error\n"
ASIDE = "<!-- wording: labels because the auditor writes so -->"


@upon(BASE, STRICT)
def test_no_waiver_of_its_own(repo: Checkout) -> None:
    """Where it is an error, no waiver answers it that the same change brings along."""
    blame = f"It rested. It was human error. {ASIDE}"
    change = {ID: swapped("The queue stood still.", blame)}
    assert judged(blaming_words, repo, change) == [
        "error 14:19 'human error' is a label, not an explanation (labels)"
    ]


@upon(BASE.replace("The queue stood still.", f"It was human error. {ASIDE}"), STRICT)
def test_waiver_of_before(repo: Checkout) -> None:
    """One that stood there before holds, on whatever line it stands now."""
    change = {ID: swapped("It was", "The queue rested.\nAnd that was.\n\nIt was")}
    assert judged(blaming_words, repo, change) == []


@upon(BASE.replace("stood still", "rested"), OURS + "level: nonsense\n")
def test_unsound_base(repo: Checkout) -> None:
    """Where the base's own rules cannot be applied, those that ship are."""
    change = {ID: swapped("The queue rested.", "It stood still. It was human error.")}
    assert judged(blaming_words, repo, change) == [
        "warning 14:24 'human error' is a label, not an explanation (labels)"
    ]
    assert [f for f in over(repo) if f.rule == "wording-rule-unsound"] == []


LEA = "id: lea\ntitle: Lea"
FILE = "templates/wording/ours.yaml"
UNSOUND = OURS.replace("existence", "magic").replace("reason: Customers read it.\n", "")


@upon(LEA, OURS)
def test_rule_in_a_change(repo: Checkout) -> None:
    """What a change does to a rule is found before it is merged."""
    change = {FILE: swapped("existence", "magic")}
    (told,) = judged(wording_rule_unsound, repo, change)
    assert told.startswith("error 1:1 'extends'")


@upon(LEA, UNSOUND)
def test_rule_of_before(repo: Checkout) -> None:
    """What was wrong before is not the change's."""
    change = {FILE: swapped("magic", "wonder")}
    (told,) = judged(wording_rule_unsound, repo, change)
    assert "wonder" in told
    assert "reason" not in told


# ---- what it is not for -----------------------------------------------------------------


def test_never_reported() -> None:
    """How many such sentences there are is told by no report, whoever wrote them."""
    reports = Path(learnorg.__file__).parent / "reports"
    for file in reports.rglob("*.py"):
        text = file.read_text()
        for name in ("blaming", "methods.wording", "register.wording", "lexicon"):
            assert name not in text, (file, name)
