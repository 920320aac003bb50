from collections.abc import Callable

from learnorg.register.query import parse
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.search import Found, derive, lay_out
from registers import TODAY

RECORDS = """
---
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: closed
raised: 2026-11-02
problem: The printer is read by nobody at night.
---
id: IMP-2611-x2w90b
title: A printer that prints
state: proposed
raised: 2026-11-02
---
id: IMP-2611-000000
title: 夜間の引き継ぎ
state: proposed
raised: 2026-11-02
problem: 誰も記録を読まない。
---
id: lea
title: Lea, who knows the printer
"""


def search(register: Register, *words: str, limit: int = 20, kind: str = "") -> Found:
    return derive(register, parse(words, kind), TODAY, limit)


def ends(found: Found) -> list[str]:
    return [hit.identity[-2:] for hit in found.hits]


def test_everywhere(register: Register) -> None:
    assert set(ends(search(register, "printer"))) == {"0b", "qx", "ea"}
    assert ends(search(register, "printer", kind="improvement")) == ["0b", "qx"]
    assert ends(search(register, "printer", "night")) == ["qx"]
    assert ends(search(register, "printer", "state:proposed")) == ["0b"]


test_everywhere.__doc__ = "All kinds and states are searched; titles come before text." + RECORDS


def test_snippet(register: Register) -> None:
    hit = search(register, "printer", "night").hits[0]
    assert hit.snippet == "The \x02printer\x03 is read by nobody at \x02night\x03."


test_snippet.__doc__ = "The words around what was found are told, it among them marked." + RECORDS


def test_limit(register: Register) -> None:
    found = search(register, "printer", limit=1)
    assert (len(found.hits), found.total) == (1, 3)


test_limit.__doc__ = "A limit shortens the answer, which knows how much there is." + RECORDS


def test_no_limit(register: Register) -> None:
    assert len(search(register, "printer", limit=10**30).hits) == 3


test_no_limit.__doc__ = "A limit larger than anything that counts is none." + RECORDS


def test_without_spaces(register: Register) -> None:
    hit = search(register, "記録").hits[0]
    assert (hit.identity, hit.snippet) == ("IMP-2611-000000", "誰も\x02記録\x03を読まない。")
    assert ends(search(register, "引き")) == ["00"]


test_without_spaces.__doc__ = "Text without spaces between words is searched as well." + RECORDS


def test_data(register: Register) -> None:
    data = lay_out(search(register, "night", kind="improvement")).data
    assert data == [
        {
            "id": "IMP-2611-7k3mqx",
            "state": "closed",
            "title": "Shorter hand-over",
            "snippet": "The printer is read by nobody at night.",
        }
    ]


test_data.__doc__ = "Programs get the words without marks." + RECORDS


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    found = show(lay_out(search(register, "printer", kind="improvement")), 80, colour=False)
    expected(
        "search.txt", found + "\n" + show(lay_out(search(register, "chairs")), 80, colour=False)
    )


test_page.__doc__ = "What was found, and where nothing was." + RECORDS
