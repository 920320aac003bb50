from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from learnorg.register.index import Index
from learnorg.register.pasted import asked
from learnorg.register.query import BadQuery, parse
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.search import Found, derive, lay_out
from learnorg.settings import Policy
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


def test_headings(register: Register) -> None:
    """
    A snippet has no marks of headings in it.
    ---
    id: KB-2611-7k3mqx
    title: Sign-in fails
    type: fix
    state: wip
    raised: 2026-11-02
    +++
    ## Issue

    The token stops.
    """
    hit = search(register, "token").hits[0]
    assert hit.snippet == "Issue: The \x02token\x03 stops."


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
            "kind": "improvement",
            "state": "closed",
            "title": "Shorter hand-over",
            "snippet": "The printer is read by nobody at night.",
            "doubts": [],
        }
    ]


test_data.__doc__ = "Programs get the words without marks." + RECORDS


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    found = show(lay_out(search(register, "printer", kind="improvement")), 80, colour=False)
    expected(
        "search.txt", found + "\n" + show(lay_out(search(register, "chairs")), 80, colour=False)
    )


test_page.__doc__ = "What was found, and where nothing was." + RECORDS


ARTICLES = """
---
id: KB-2611-7k3mqx
title: Name cannot be resolved by the client
type: fix
state: not-validated
raised: 2026-11-02
+++
## Issue

ORA-12154: TNS:could not resolve the connect identifier specified

## Resolution

Look at the file tnsnames.ora of that machine.
---
id: KB-2611-x2wbcd
title: Name cannot be resolved by the server
type: fix
state: validated
dates: {wip: 2026-11-02, validated: 2026-11-09}
validation: {by: ben, on: 2026-11-09}
raised: 2026-11-02
+++
## Issue

The server asks a resolver that is gone.
---
id: KB-2509-d3rbcd
title: Toner of the old printers
type: reference
state: archived
raised: 2025-09-02
---
id: IMP-2611-x2w90b
title: A printer that prints
state: proposed
raised: 2026-11-02
---
id: lea
title: Lea, who resolves names
"""
PASTED = (
    'File "C:\\app\\pool.py", line 4711, in connect\n'
    "2026-11-20T08:12:44Z [7f3a9c1e-77aa] ORA-12154: TNS:could not resolve the connect "
    "identifier specified (0x7ffd12ab)"
)


def pasted(register: Register, *words: str, everything: bool = False) -> Found:
    return derive(register, asked(words), TODAY, everything=everything)


def test_pasted(register: Register) -> None:
    found = pasted(register, PASTED)
    assert (ends(found), found.nearest) == (["qx"], True)
    shown = lay_out(found)
    assert shown.beside == {"nearest": True}
    assert "Nothing holds all of these words; nearest:" in show(shown, 80, colour=False)
    found = pasted(register, "ORA-12154: TNS:could not resolve the connect identifier specified")
    assert (ends(found), found.nearest) == (["qx"], False)
    assert not pasted(register, *PASTED.split()).instead


test_pasted.__doc__ = "An error message finds its article though parts of it differ." + ARTICLES


def test_two_hundred_lines(register: Register) -> None:
    lines = [f"at org.frame{n}.Caller{n}.call(Caller.java:{n})" for n in range(400)]
    found = pasted(register, "\n".join([*lines[:200], PASTED, *lines[200:]]))
    assert (ends(found), found.nearest) == (["qx"], True)


test_two_hundred_lines.__doc__ = "A very long paste is looked for by its rarest words." + ARTICLES


def test_not_near(register: Register) -> None:
    found = pasted(register, "frobnicator", "of", "nowhere")
    assert (found.hits, found.nearest, found.identity) == ([], False, False)


test_not_near.__doc__ = "What holds only the common words of some is not near them." + ARTICLES


def test_rank(register: Register) -> None:
    assert ends(pasted(register, "name", "resolved")) == ["cd", "qx"]


test_rank.__doc__ = "Of two alike, the validated article comes first." + ARTICLES


def test_helped(register: Register) -> None:
    assert ends(pasted(register, "toner")) == ["cd", "qx"]


EMPTY = """
---
id: KB-2611-{}
title: Toner is empty
type: fix
state: validated
raised: 2026-11-02
"""
VOTED = """
---
# path: register/activity/2026-11/desk-b2c3d4.jsonl
{"id": "b2c3d4f5g6h7", "on": "2026-11-20", "actor": "desk", "verb": "voted", \
"object": "KB-2611-x2wbcd", "result": {"helped": true}}
"""
test_helped.__doc__ = (
    "Of two alike, the article that helped oftener than not comes first."
    + EMPTY.format("7k3mqx").rstrip() + EMPTY.format("x2wbcd").rstrip() + VOTED
)  # fmt: skip


def test_archived(register: Register) -> None:
    found = pasted(register, "toner")
    assert (found.hits, found.archived, found.instead) == ([], 1, "")
    assert lay_out(found).beside == {"archived": 1}
    assert show(lay_out(found), 80, colour=False) == "Only what is archived holds 'toner'.\n"
    assert ends(pasted(register, "toner", everything=True)) == ["cd"]
    assert ends(pasted(register, "toner", "state:archived")) == ["cd"]


test_archived.__doc__ = "Archived articles are shown when they are asked for." + ARTICLES


def test_kinds(register: Register) -> None:
    shown = show(lay_out(pasted(register, "name")), 80, colour=False)
    assert "  x2wb  Name cannot be resolved by the server  (article, validated)\n" in shown
    shown = show(lay_out(pasted(register, "prints")), 80, colour=False)
    assert "A printer that prints  (proposed)\n" in shown
    shown = show(lay_out(pasted(register, "lea")), 80, colour=False)
    assert "  lea  Lea, who resolves names  (person, " in shown


test_kinds.__doc__ = "Each line tells what it is, an improvement's by its state alone." + ARTICLES


def test_doubts(register: Register) -> None:
    """
    What makes an article doubtful stands beneath it.
    ---
    id: KB-2611-7k3mqx
    title: Toner is empty
    type: fix
    state: validated
    governance: compliance
    review_by: 2026-11-09
    raised: 2026-11-02
    """
    found = pasted(register, "toner")
    assert found.hits[0].doubts == ("to be reviewed by 2026-11-09",)
    assert "      Mind: to be reviewed by 2026-11-09\n" in show(lay_out(found), 80, colour=False)
    assert "Mind: to be reviewed" not in str(lay_out(pasted(register, "chair")).blocks)


def test_instead(register: Register) -> None:
    found = pasted(register, "Drawer won't open", "(E-33)")
    command = (
        """learnorg article new 'Drawer won'"'"'t open (E-33)' --type fix """
        """--say 'Issue=Drawer won'"'"'t open (E-33)'"""
    )
    assert found.instead == command
    assert lay_out(found).beside == {"instead": command}
    assert not pasted(register, "toner").instead
    assert not pasted(register, "X2W9").instead
    assert not derive(register, asked(["drawers"], "improvement"), TODAY).instead


test_instead.__doc__ = "Where nothing is found, the command that fills the hole is told." + ARTICLES

SAID = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn")), max_size=60
)
SCREENS = st.lists(
    SAID | st.sampled_from(["error:", "TNS:could", "0x7f", "state:", "not:x", '"', "%_\\", "a*"]),
    max_size=12,
).map(" ".join)


def holding(body: str) -> Register:
    """A register in memory with an article of this text, and another one."""
    index = Index(Path("nowhere"), None)
    head = "---\nid: {0}\ntitle: Toner\ntype: fix\nstate: wip\nraised: 2026-11-02\n---\n\n{1}\n"
    texts = {"KB-2611-7k3mqx": body, "KB-2611-x2wbcd": "Something else"}
    index.fill(
        [(f"articles/2026/11/{name}.md", head.format(name, text).encode())
         for name, text in texts.items()],
        Policy(),
    )  # fmt: skip
    return Register(Path("nowhere"), None, index, index.policy)


@settings(max_examples=60)
@given(SCREENS, SCREENS)
@example("state:closed by somebody", "")
@example("not:printed at all", "")
@example("type:error has occurred", "")
@example("obar baz", "fo")
@example("_ _", "")
@example("obar _ baz_", "fo")
@example("caf\u0301e\u0301s", "")
@example("हिन्दी में", "")
@example("100%_\\ x", "_")
@example("w" * 6000 + " x", "")
@example(" ".join(f"w{n}" for n in range(700)), "")
def test_very_text(text: str, before: str) -> None:
    """Whatever is pasted finds the article that holds it as it stands, or is refused in words."""
    register = holding(f"{before}{text}")
    assume(not register.unreadable())
    try:
        query = asked([text])
        found = derive(register, query, TODAY)
    except BadQuery:
        assert len(text.split()) < 2 or not any(map(str.isalnum, text))
        return
    if query.words:
        assert "KB-2611-7k3mqx" in [hit.identity for hit in found.hits]


def test_nothing_to_look_for(register: Register) -> None:
    with pytest.raises(BadQuery, match="holds no word"):
        pasted(register, "--- ***")


test_nothing_to_look_for.__doc__ = "Text without a word in it is refused." + ARTICLES
