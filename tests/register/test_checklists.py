from pathlib import Path

import pytest

from learnorg.register.checklists import BadChecklist, checklist
from registers import put


def test_ours() -> None:
    """The checklist that comes along has ten criteria, each with a name and a question."""
    ours = checklist("article")
    assert len(ours.criteria) == len(set(ours.names)) == 10
    assert all(one.asks.endswith(".") for one in ours.criteria)


def test_own(tmp_path: Path) -> None:
    """A register's own checklist holds in place of ours."""
    put(tmp_path, "templates/checklists/article.yaml",
        "name: Ours\ncriteria: [{name: true, asks: Is it so?}]\n")  # fmt: skip
    assert checklist("article", tmp_path).names == ("true",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name: A\ncriteria: []\n", "2:1: there are no criteria"),
        ("name: A\ncriteria:\n  - {name: a, asks: A?}\n  - {name: a, asks: B?}\n",
         "4:6: there is a criterion 'a' already. Give it a name of its own"),
        ("name: A\ncriteria:\n  - {name: A b, asks: A?}\n", "3:6: 'criteria.1.name': 'A b' is not"),
        ("criteria: [\n", "1:12: a list in brackets"),
    ],
)  # fmt: skip
def test_bad(tmp_path: Path, text: str, told: str) -> None:
    """A checklist that means nothing is refused with the place of every fault."""
    put(tmp_path, "templates/checklists/article.yaml", text)
    with pytest.raises(BadChecklist) as refused:
        checklist("article", tmp_path)
    assert f"templates/checklists/article.yaml:{told}" in str(refused.value)
