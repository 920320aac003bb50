import pytest

from learnorg.checks.waiver_without_reason import waiver_without_reason
from learnorg.register.register import Register
from registers import put
from rules import found

PATH = "register/improvements/2026/11/IMP-2611-7k3mqx.yaml"
RECORD = "id: IMP-2611-7k3mqx\ntitle: Shorter hand-over\nstate: proposed\nraised: 2026-11-02\n"


def test_yes(register: Register) -> None:
    """
    A waiver that says no reason, or names no rule that can be waived, is found where it stands.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    # learnorg: waive improvement-overdue
    due: 2026-03-31 # learnorg: waive improvement-overdeu, duplicate-key, illegal-move because x
    raised: 2026-11-02
    """
    assert found(waiver_without_reason, register) == [
        "4:1 a waiver that does not say why",
        "5:17 duplicate-key cannot be waived",
        "5:17 illegal-move cannot be waived",
        "5:17 there is no rule 'improvement-overdeu' to waive",
    ]


def test_no(register: Register) -> None:
    """
    A waiver with a reason is in order, and so are comments to people.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: accepted
    # learnorg: waive improvement-without-owner because the new team begins in May
    # We waive nothing here; learnorg is a tool.
    raised: 2026-11-02
    """
    assert found(waiver_without_reason, register) == []


@pytest.mark.parametrize(
    "comment",
    ["# learnorg: waive unknown-key because", "#learnorg: waive unknown-key because  ",
     "# learnorg: waive", "# learnorg: waive a rule", "# learnorg: waife unknown-key because x",
     "# learnorg:"],
)  # fmt: skip
def test_edge(register: Register, comment: str) -> None:
    """
    Whatever speaks to learnorg and is no whole waiver is found, never taken for one.
    ---
    id: lea
    title: Lea
    """
    put(register.root, PATH, f"{RECORD}{comment}\n")
    assert len(found(waiver_without_reason, register)) == 1
