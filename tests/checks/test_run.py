import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.checks import CHECKS, run
from learnorg.checks.run import NoSuchRule, chosen, findings, rule
from learnorg.files.emitter import emit
from learnorg.files.loader import Form
from learnorg.findings import Finding, Level
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.register.policy import BadPolicy
from learnorg.register.register import Register
from registers import TODAY, put


def found(root: Path) -> list[Finding]:
    register, every = findings(root, TODAY)
    register.index.close()
    return every


def rules(root: Path) -> list[str]:
    return [finding.rule for finding in found(root)]


SEVERAL = """
---
# path: register/improvements/2026/11/IMP-2611-7k3mqx.yaml
title: Shorter hand-over
id: IMP-2611-7k3mqx
state: accepted
raised: 2026-11-02
ownr: lea
due: 2026-11-02
---
# path: register/improvements/2026/11/IMP-2611-000000.yaml
id: IMP-2611-000000
title: one
title: two
"""


def test_all(register: Register) -> None:
    assert [str(finding).rpartition("/")[2] for finding in found(register.root)] == [
        (
            "IMP-2611-000000.yaml:3:1: error: `title` stands here twice, first in line 2 "
            "[duplicate-key]"
        ),
        "IMP-2611-7k3mqx.yaml:1:1: info: not laid out in the usual way [not-canonical]",
        "IMP-2611-7k3mqx.yaml:5:1: error: 'ownr' is no known key [unknown-key]",
        "IMP-2611-7k3mqx.yaml:6:1: info: was required by 2026-11-02 [improvement-overdue]",
    ]


test_all.__doc__ = "All findings come sorted, with their places, of whatever rule." + SEVERAL


def test_of_records(register: Register) -> None:
    assert {f.record for f in found(register.root)} == {"IMP-2611-7k3mqx", ""}


test_of_records.__doc__ = "A finding names its record, where there is a readable one." + SEVERAL


def test_levels(register: Register) -> None:
    put(
        register.root,
        "learnorg.yaml",
        "rules:\n  unknown-key: off\n  improvement-overdue: error\n  duplicate-key: warning\n",
    )
    assert {f.rule: f.level for f in found(register.root)} == {
        "duplicate-key": Level.WARNING,
        "not-canonical": Level.INFO,
        "improvement-overdue": Level.ERROR,
    }


test_levels.__doc__ = "Policy says how bad a rule's findings are, or that they are none." + SEVERAL


def test_again(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    time.sleep(0.04)  # the files are to be older than the index
    before = found(register.root)

    def looked(*_: Any) -> None:
        raise AssertionError("a record was checked again that had not changed")

    monkeypatch.setattr(run, "inspected", looked)
    again = found(register.root)
    assert again == before
    assert [f.level for f in again] == [f.level for f in before]
    assert [f.hint for f in again] == [f.hint for f in before]


test_again.__doc__ = "What has not changed is not checked again, and says the same." + SEVERAL


def test_policy_changes(register: Register) -> None:
    """
    A new policy has every record checked anew.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    team: Platfrom
    raised: 2026-11-02
    """
    assert "unknown-team" not in rules(register.root)
    put(register.root, "learnorg.yaml", "teams: [Platform]\n")
    assert "unknown-team" in rules(register.root)
    put(register.root, "learnorg.yaml", "teams: [Platfrom]\n")
    assert "unknown-team" not in rules(register.root)


def test_rules_change(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Another version of the rules has every record checked anew.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: accepted
    raised: 2026-11-02
    """
    assert "improvement-without-owner" in rules(register.root)
    monkeypatch.setattr(run, "OVER", ())
    assert "improvement-without-owner" in rules(register.root)
    monkeypatch.setattr(run, "_tool", lambda: "another")
    assert "improvement-without-owner" not in rules(register.root)


def test_mended(register: Register) -> None:
    """
    What is mended is found no more, and what is new is found, also after a read without checks.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: accepted
    raised: 2026-11-02
    """
    file = register.root / "register/improvements/2026/11/IMP-2611-7k3mqx.yaml"
    text = file.read_text()
    assert "improvement-without-owner" in rules(register.root)
    file.write_text(text + "owner: lea\n")
    register.index.refresh()
    assert "improvement-without-owner" not in rules(register.root)
    file.write_text(text)
    register.index.refresh()
    assert "improvement-without-owner" in rules(register.root)
    file.unlink()
    assert rules(register.root) == []


def test_policy_names_no_rule(register: Register) -> None:
    """
    A policy that names a rule which there is not is refused with the one that is near.
    ---
    # path: learnorg.yaml
    rules: {improvement-overdeu: error}
    """
    with pytest.raises(BadPolicy) as refusal:
        found(register.root)
    assert str(refusal.value) == "learnorg.yaml:1:9: there is no rule 'improvement-overdeu'"
    assert refusal.value.hint == "Did you mean 'improvement-overdue'?"


def test_rule() -> None:
    """Every rule is found by its name."""
    assert [rule(check.name) for check in CHECKS] == list(CHECKS)
    with pytest.raises(NoSuchRule):
        rule("nonsense")


def test_chosen() -> None:
    """Findings are chosen by rule and by path, whole names of folders and no beginnings."""
    every = [
        Finding("register/a.yaml", 1, 1, "unknown-key", ""),
        Finding("register/a/b.yaml", 1, 1, "unknown-key", ""),
        Finding("register/ab.yaml", 1, 1, "wrong-field", ""),
    ]
    assert chosen(every) == every
    assert chosen(every, select=["unknown-key"]) == every[:2]
    assert chosen(every, ignore=["unknown-key"]) == every[2:]
    assert chosen(every, paths=["register/a"]) == every[1:2]
    assert chosen(every, paths=["register/a/"]) == every[1:2]
    assert chosen(every, paths=["register/ab.yaml", "register/a.yaml"]) == [every[0], every[2]]
    assert chosen(every, paths=["."]) == every
    for wish in ({"select": ["x"]}, {"ignore": ["x"]}):
        with pytest.raises(NoSuchRule):
            chosen(every, **wish)


values = st.recursive(
    st.none() | st.sampled_from(["", "8", "nan", "closed", "2026-11-02", "lea", "a\nb"]),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=2)
        | st.dictionaries(
            st.sampled_from(["to", "rel", "type", "result", "because", "closed", "do"]),
            inner,
            min_size=1,
            max_size=2,
        )
    ),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(IMPROVEMENT.keys), values, max_size=5))
def test_any_shape(register: Register, said: dict[str, Any]) -> None:
    """
    Whatever shape a record is in, every rule can look at it.
    ---
    id: lea
    title: Lea
    """
    put(
        register.root,
        "register/improvements/2026/11/IMP-2611-7k3mqx.yaml",
        emit({"id": "IMP-2611-7k3mqx"} | said, Form.YAML, IMPROVEMENT.groups),
    )
    assert all(finding.line > 0 for finding in found(register.root))


def hints(register: Register, rule: str) -> list[str]:
    """What to do about what a rule finds, by the record it is found in."""
    return [f"{f.record}: {f.hint}" for f in found(register.root) if f.rule == rule]


def test_evidence_hinted(register: Register) -> None:
    """
    What an achievement lacks is what is to be set: the value now, or else words.
    ---
    id: IMP-2611-000001
    title: Shorter hand-over
    state: closed
    raised: 2026-11-02
    measures: [{name: minutes, baseline: 30, target: 15}]
    outcome: {result: achieved, evidence: Seen.}
    ---
    id: IMP-2611-000002
    title: Fewer calls
    state: closed
    raised: 2026-11-02
    measures: [{name: calls, baseline: 30, target: 15, actual: 20}]
    outcome: {result: achieved}
    """
    assert hints(register, "achieved-without-evidence") == [
        "IMP-2611-000001: learnorg set IMP-2611-000001 measures.1.actual=VALUE",
        'IMP-2611-000002: learnorg set IMP-2611-000002 outcome.evidence="WHAT SHOWS IT"',
    ]


def test_alias_hinted(register: Register) -> None:
    """
    A link to the alias of one record is told that record's identity; to that of two, both.
    ---
    id: IMP-2611-000001
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    links:
      - {rel: relates-to, to: CSI-101}
      - {rel: relates-to, to: "csi-101#b7k"}
      - {rel: relates-to, to: CSI-102}
    ---
    id: IMP-2611-000002
    title: Fewer calls
    state: proposed
    raised: 2026-11-02
    aliases: [CSI-101, CSI-102]
    ---
    id: IMP-2611-000003
    title: Earlier reports
    state: proposed
    raised: 2026-11-02
    aliases: CSI-102
    """
    assert hints(register, "dangling-link") == [
        "IMP-2611-000001: CSI-101 is an alias: write IMP-2611-000002.",
        "IMP-2611-000001: csi-101 is an alias: write IMP-2611-000002#b7k.",
        "IMP-2611-000001: Did you mean 'IMP-2611-000002' or 'IMP-2611-000003'?",
    ]


def test_a_finding_in_the_policy(register: Register) -> None:
    """
    What is found in the policy stands in its file, at its line, and in no record.
    ---
    # path: learnorg.yaml
    format: 1
    authority:
      - leaa
    ---
    id: lea
    title: Lea
    """
    (one,) = [f for f in found(register.root) if f.rule == "unknown-authority"]
    assert (one.path, one.line, one.record) == ("learnorg.yaml", 3, "")
    assert one.hint == "Did you mean 'lea'?"
