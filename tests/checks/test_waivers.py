import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.checks import run
from learnorg.checks.run import added, findings
from learnorg.checks.waivers import Comment, comments, notes, parted, unwaived
from learnorg.files.emitter import Unwritable, emit
from learnorg.files.loader import Form, load
from learnorg.findings import Finding
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.register.register import Register
from learnorg.settings import Policy
from registers import TODAY

WAIVED = """
---
id: IMP-2611-7k3mqx
title: Shorter hand-over
# learnorg: waive improvement-without-owner, improvement-overdue because the vendor is late
state: accepted
raised: 2026-11-02
due: 2026-11-20
aliases:
  - lea
---
id: lea
title: Lea
state: active
"""


def rules(register: Register) -> list[str]:
    again, found = findings(register.root, TODAY)
    again.index.close()
    return sorted({f.rule for f in found} - {"not-canonical", "state-without-date"})


def test_waived(register: Register) -> None:
    assert rules(register) == ["alias-shadows"]


test_waived.__doc__ = "What is waived is not found, whatever kind of rule; the rest is." + WAIVED


def test_unread(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    time.sleep(0.04)  # the files are to be older than the index
    before = rules(register)

    def looked(*_: Any) -> None:
        raise AssertionError("a record was read again that had not changed")

    monkeypatch.setattr(run, "inspected", looked)
    monkeypatch.setattr(run, "notes", looked)
    assert rules(register) == before


test_unread.__doc__ = "Waivers are kept with the findings: nothing is read anew." + WAIVED


def test_taken_out(register: Register) -> None:
    file = register.root / IMPROVEMENT.path("IMP-2611-7k3mqx")
    text = file.read_text()
    assert "improvement-overdue" not in rules(register)
    file.write_text(text.replace("# learnorg: waive", "# we waive"))
    assert "improvement-overdue" in rules(register)
    file.write_text(text)
    assert "improvement-overdue" not in rules(register)


test_taken_out.__doc__ = "A waiver that is taken out holds no longer." + WAIVED


def test_broken(register: Register) -> None:
    """
    A file that cannot be read is never waived.
    ---
    # path: register/improvements/2026/11/IMP-2611-7k3mqx.yaml
    # learnorg: waive duplicate-key because we like it
    id: IMP-2611-7k3mqx
    id: IMP-2611-7k3mqx
    """
    assert rules(register) == ["duplicate-key"]


def test_added() -> None:
    """A change to a record is judged with the record's waivers."""
    path = IMPROVEMENT.path("IMP-2611-7k3mqx")
    text = b"id: IMP-2611-7k3mqx\ntitle: One\nstate: accepted\nraised: 2026-11-02\n"
    waived = text + b"# learnorg: waive improvement-without-owner because May is near\n"

    def names(after: bytes) -> list[str]:
        found = [f.rule for f in added(IMPROVEMENT, path, None, after, Policy())]
        return [rule for rule in found if rule != "state-without-date"]

    assert names(text) == ["improvement-without-owner"]
    assert names(waived) == []


@pytest.mark.parametrize(
    ("line", "rules", "reason"),
    [
        ("# learnorg: waive a-rule because of x", ("a-rule",), "of x"),
        ("#learnorg:waive a-rule because x", ("a-rule",), "x"),
        ("#\tlearnorg:  waive  a,b ,c  because  x because y ", ("a", "b", "c"), "x because y"),
        ("# learnorg: waive a-rule", ("a-rule",), ""),
        ("# learnorg: waive a b because x", (), ""),
        ("# learnorg: note", (), ""),
    ],
)
def test_read(line: str, rules: tuple[str, ...], reason: str) -> None:
    """A waiver names rules with commas between them, and says why."""
    for text in (f"{line}\nid: x\n", f"id: x {line}\n", f"id: x\r\n  {line}\r\n"):
        (comment,) = comments(load(text.encode()))
        assert (comment.rules, comment.reason) == (rules, reason)


def test_place() -> None:
    """Each comment knows its line and column."""
    text = "id: x\n\ntags:\n  - a # learnorg: one\n  # learnorg: two\n"
    assert list(comments(load(text.encode()))) == [
        Comment(4, 7, "learnorg: one".removeprefix("learnorg: ")),
        Comment(5, 3, "two"),
    ]


def test_text_is_no_comment() -> None:
    """What stands in a text is said to people, whatever it looks like."""
    said = "# learnorg: waive a-rule because x"
    for text in (
        f"title: '{said}'\n",
        f'title: "one {said}"\n',
        f"title: one{said.replace(': ', ':')}\n",
        f"problem: |\n  {said}\n  two {said}\n",
        f"problem: >\n  {said}\n",
        f"problem: 'one\n\n  {said}'\n",
        f"tags: ['{said}', one]\n",
    ):
        assert list(comments(load(text.encode()))) == []


def test_below_the_head() -> None:
    """The prose of a Markdown record waives nothing; its head does."""
    said = "# learnorg: waive a-rule because x"
    document = load(f"---\nid: x\n{said}\n---\n{said}\n".encode(), Form.MARKDOWN)
    assert [comment.line for comment in comments(document)] == [3]


@given(st.text())
def test_any_text(text: str) -> None:
    """No value that we write is ever taken for a waiver."""
    try:
        written = emit({"id": "x", "problem": f"{text}\n# learnorg: waive a because b\n{text}"})
    except Unwritable:
        return
    assert list(comments(load(written.encode()))) == []


def test_rows() -> None:
    """A waiver becomes a row for each rule that may be waived, and comes back as it was."""
    text = "# learnorg: waive unknown-key, duplicate-key, unknown-team because x\nid: x\n"
    rows = list(notes(load(text.encode()), "register/x.yaml"))
    waivers, found = parted([*rows, Finding("register/x.yaml", 9, 1, "unknown-key", "…")])
    assert [waiver.rule for waiver in waivers] == ["unknown-key", "unknown-team"]
    assert {waiver.reason for waiver in waivers} == {"x"}
    assert unwaived(waivers, found) == []
    assert unwaived(waivers, [Finding("register/y.yaml", 9, 1, "unknown-key", "…")])
