import pytest

from learnorg.exchange.answers import NotASheet, answers
from learnorg.register.checklists import Answer

KNOWN = ("one-thing", "steps")
ONE, TWO = "KB-2609-7k3mqx", "KB-2610-x2wbcd"
MARKDOWN = f"""# Content of an article: a sample, 2026-11-22

| id | title |
| --- | --- |
| {ONE} | Unlock |

## {ONE} Unlock an account

- [x] one-thing: It is about one issue.
- [ ] steps: Step by step - see {TWO}.

## {TWO} Outlook

* [ ] one-thing: It is about one issue.
* [ ] steps: Step by step.
"""


def test_markdown() -> None:
    """Ticks are what holds; an article without any was not looked at."""
    assert answers(MARKDOWN.encode(), "sample.md", KNOWN) == [
        Answer(ONE, "one-thing", True),
        Answer(ONE, "steps", False),
        Answer(TWO, "one-thing", None),
        Answer(TWO, "steps", None),
    ]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_table(sign: str) -> None:
    """A table says yes and no, whatever parts its cells; an empty cell is no answer."""
    rows = [
        ("Article", "title", "criterion", "asks", "holds"),
        (ONE, "Unlock", "one-thing", "It is one", "Yes"),
        (ONE, "Unlock", "steps", "Step by step", "n"),
        (TWO, "Outlook", "steps", "Step by step", ""),
        ("", "", "", "", ""),
    ]
    text = "\ufeff" + "\r\n".join(sign.join(row) for row in rows) + "\r\n"
    assert answers(text.encode(), "sample.csv", KNOWN) == [
        Answer(ONE, "one-thing", True),
        Answer(ONE, "steps", False),
        Answer(TWO, "steps", None),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "sample: this is no checklist that `knowledge sample` wrote"),
        ("name: A\n", "sample: this is no checklist that `knowledge sample` wrote"),
        ("# KB\n\n- [x] one-thing: x\n", "sample: this is no checklist"),
        ("article,criterion,holds\n", "sample: this is no checklist"),
        (f"article,criterion,holds\n{ONE},stepz,yes\n", "sample:2: 'stepz' is no criterion"),
        (f"article,criterion,holds\n{ONE},steps,maybe\n", "sample:2: 'maybe' is neither yes nor"),
        ("article,criterion,holds\n7k3,steps,yes\n", "sample:2: '7k3' is no article"),
        (f"# {ONE}\n\n- [x] stepz: x\n", "sample:3: 'stepz' is no criterion"),
    ],
)
def test_no_sheet(text: str, told: str) -> None:
    """What is no sheet of ours is refused with the line that says so."""
    with pytest.raises(NotASheet) as refused:
        answers(text.encode(), "sample", KNOWN)
    assert str(refused.value).startswith(told)
    assert refused.value.hint
