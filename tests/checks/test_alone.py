from pathlib import Path

import pytest

from learnorg.checks.alone import NoRecordThere, findings
from learnorg.findings import Finding
from learnorg.register.policy import BadPolicy
from registers import put

ID = "IMP-2611-7k3mqx"
PATH = f"register/improvements/2026/11/{ID}.yaml"
SOUND = f"id: {ID}\ntitle: Shorter hand-over\n\nstate: proposed\n\nraised: 2026-11-02\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    put(tmp_path, "learnorg.yaml", "format: 1\nteams: [Platform]\nrules: {unknown-team: warning}\n")
    return tmp_path


def told(root: Path, text: str, path: str = PATH) -> list[str]:
    return [str(finding).rpartition("/")[2] for finding in findings(root, path, text.encode())]


def test_a_record(root: Path) -> None:
    """A record is looked at where it would stand, under the policy; nothing need be there."""
    (found,) = told(root, SOUND.replace("raised", "team: Platfrom\n\nraised"))
    assert found.startswith(f"{ID}.yaml:6:1: warning: ")
    assert found.endswith("[unknown-team]")
    assert told(root, SOUND) == []
    assert [path.name for path in root.iterdir()] == ["learnorg.yaml"]


def test_elsewhere(root: Path) -> None:
    """Where it would stand counts."""
    (found,) = findings(root, f"register/improvements/{ID}.yaml", SOUND.encode())
    assert found.rule == "wrong-place"


def test_broken(root: Path) -> None:
    """What cannot be read is told with its place."""
    assert told(root, "id: [\n") == [
        f"{ID}.yaml:1:6: error: {findings(root, PATH, b'id: [')[0].message} [not-yaml]"
    ]
    assert findings(root, PATH, b"id: \xff")[0].rule == "not-utf8"


def test_waivers(root: Path) -> None:
    """Waivers hold; whether those of other rules are used cannot be told here."""
    text = SOUND.replace("proposed", "accepted\ndates:\n  accepted: 2026-11-03")
    waived = "# learnorg: waive improvement-without-owner, improvement-overdue because x\n"
    unused = "# learnorg: waive unknown-team because x\n"
    assert "improvement-without-owner" in str(told(root, text))
    assert told(root, waived + text) == []
    assert told(root, unused + SOUND)[0].endswith("[waiver-unused]")


def test_the_policy(root: Path) -> None:
    """The policy is looked at, too."""

    def rules(text: bytes) -> list[tuple[int, str]]:
        found: list[Finding] = findings(root, "learnorg.yaml", text)
        return [(finding.line, finding.rule) for finding in found]

    assert rules(b"format: 1\n") == []
    assert rules(b"format: 1\nworkflw: full\n") == [(2, "unknown-key")]
    assert rules(b"format: 1\nrules:\n  improvement-late: off\n") == [(3, "unknown-rule")]
    assert rules(b"format: [\n") == [(1, "not-yaml")]


def test_under_a_bad_policy(root: Path) -> None:
    """A policy that cannot be understood judges nothing."""
    put(root, "learnorg.yaml", "format: 1\nworkflw: full\n")
    with pytest.raises(BadPolicy):
        findings(root, PATH, SOUND.encode())


@pytest.mark.parametrize("path", ["README.md", "register.yaml", "register/notes.txt", "x/y.yaml"])
def test_no_record(root: Path, path: str) -> None:
    """What is neither a record nor the policy is refused, not waved through."""
    with pytest.raises(NoRecordThere):
        findings(root, path, b"id: x\n")
