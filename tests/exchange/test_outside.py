from datetime import date
from pathlib import Path

import pytest

from learnorg.exchange.outside import NoSuchTheme, Wanted, drafts, taken
from learnorg.register.register import Register
from registers import TODAY

LIST = """\
## Certificates

- [Northwind](https://northwind.example.org/certificate). A certificate ran out.
- [Contoso](https://contoso.example.org/key). A key was lost.

## Time

- [Fabrikam](https://fabrikam.example.org/leap): clocks went back.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    listed = tmp_path / "list.md"
    listed.write_text(LIST)
    return listed


def titles(register: Register, file: Path, wanted: Wanted) -> list[str]:
    return [one.organisation for one in taken(register, file, wanted, TODAY).new]


def test_wanted(register: Register, file: Path) -> None:
    """
    Themes and words narrow a list down, in any case; the limit counts what is new.
    ---
    id: REV-2611-7k3mqx
    title: There already
    type: outside-lesson
    state: closed
    raised: 2026-11-02
    outside: {organisation: Northwind, source: http://NORTHWIND.example.org/certificate/}
    """
    assert titles(register, file, Wanted()) == ["Contoso", "Fabrikam"]
    assert titles(register, file, Wanted(("CERT",))) == ["Contoso"]
    assert titles(register, file, Wanted(("cert", "time"))) == ["Contoso", "Fabrikam"]
    assert titles(register, file, Wanted(words=("clocks", "BACK"))) == ["Fabrikam"]
    found = taken(register, file, Wanted(limit=1), TODAY)
    assert [one.organisation for one in found.new] == ["Contoso"]
    assert [(one.organisation, identity) for one, identity in found.there] == [
        ("Northwind", "REV-2611-7k3mqx")
    ]
    assert (found.beyond, found.unwanted) == (1, 0)


def test_no_such_theme(register: Register, file: Path) -> None:
    """
    A heading that the list does not have is refused with those that it has.
    ---
    # path: learnorg.yaml
    format: 1
    """
    with pytest.raises(NoSuchTheme) as refused:
        taken(register, file, Wanted(("Networks",)), TODAY)
    assert refused.value.hint == "There are: Certificates, Time."


def test_drafts(register: Register, file: Path) -> None:
    """
    A lesson becomes a draft of the day, with where it was listed.
    ---
    # path: learnorg.yaml
    format: 1
    """
    found = taken(register, file, Wanted(limit=1), TODAY)
    [one] = drafts(register, found.new, "CC BY 4.0", "ada", TODAY, found.source)
    assert one["id"].startswith("REV-2611-")
    assert (one["type"], one["state"], one["raised"], one["raised_by"]) == (
        "outside-lesson", "draft", date(2026, 11, 22), "ada",
    )  # fmt: skip
    assert one["imported"] == {"from": "list.md", "row": "3"}
    assert list(one["tags"]) == ["certificates"]
