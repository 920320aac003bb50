from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from learnorg.files.emitter import emit
from learnorg.files.loader import Form
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.register.register import Register
from learnorg.render.formats import envelope, markdown
from learnorg.render.terminal import show
from learnorg.reports.entry import Known, derive, lay_out
from registers import TODAY, put

RECORDS = """
---
id: IMP-2611-7k3mqx
title: Shorter hand-over
type: improve
state: in-progress
dates: {proposed: 2026-11-02, in-progress: 2026-11-09}
owner: lea
raised: 2026-11-02
raised_by: anonymous
source: {type: audit, ref: "7"}
services: [E-mail, Payroll]
problem: |
  The log is read by nobody.
  It is long.
due: 2026-11-20
priority: {level: high, because: The auditor asked}
estimates: {value: 8, confidence: 0.5, effort: 4.0}
measures:
  - {name: minutes, unit: min, baseline: 30, target: 15, actual: 20, by: 2027-02-01}
plan:
  - {id: b7k, do: Ask them, owner: ada, done: 2026-11-10}
  - {id: c8m, do: Try it, due: 2026-11-15}
  - {do: Tell others, due: 2027-01-15}
benefits:
  - {kind: time, expected: 1200, currency: EUR, per: year}
links:
  - {rel: depends-on, to: IMP-2611-x2w90b}
  - {rel: relates-to, to: IMP-2611-000000}
aliases: CSI-142
notes:
  - {id: d9n, on: 2026-11-10, by: ada, text: They are glad.}
extra:
  change_board: "yes"
---
id: IMP-2611-x2w90b
title: Fewer calls
state: closed
raised: 2026-11-02
outcome: {result: delivered, evidence: Nobody calls.}
learned: Ask first.
"""


def known(register: Register, name: str = "7k3") -> Known:
    return derive(register, register.entry(name), TODAY)


def test_answer(register: Register) -> None:
    found = known(register)
    assert (found.short, found.score) == ("7k3", "1.00 = 8 × 0.5 / 4")
    assert [bond.to for bond in found.bonds] == ["IMP-2611-x2w90b", "IMP-2611-000000"]
    assert [b.relation for b in known(register, "x2w").bonds] == ["is needed by"]


test_answer.__doc__ = "All that is known of a record: its score, and its links both ways." + RECORDS


def test_not_scored(register: Register) -> None:
    """
    What lacks for a score is named; who estimates nothing is asked for nothing.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    estimates: {value: 3}
    ---
    id: IMP-2611-x2w90b
    title: Fewer calls
    state: proposed
    raised: 2026-11-02
    """
    assert known(register).score == "not scored: no confidence or effort"
    assert known(register, "x2w").score == ""


def test_data(register: Register) -> None:
    data = lay_out(known(register)).data
    assert isinstance(data, dict)
    assert data["record"]["estimates"] == {"value": 8, "confidence": 0.5, "effort": 4}
    assert data["record"]["measures"][0]["target"] == 15
    assert data["record"]["extra"] == {"change_board": "yes"}
    assert data["record"]["source"] == {"type": "audit", "ref": "7"}
    assert data["path"] == "register/improvements/2026/11/IMP-2611-7k3mqx.yaml"
    assert [link["there"] for link in data["links"]] == [True, False]


test_data.__doc__ = (
    "Programs get numbers as numbers, and texts that look like them as text." + RECORDS
)


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("state: closed\noutcome: {result: delivered}", "closed: delivered"),
        ("state: closed", "closed"),
        (
            "state: on-hold\nhold: {from: 2026-11-09, until: 2027-01-04, because: Spring}",
            "on-hold since 2026-11-09, until 2027-01-04: Spring",
        ),
        ("state: on-hold\nhold: {because: Spring}", "on-hold: Spring"),
        ("state: on-hold\nhold: {until: 2027-01-04}", "on-hold, until 2027-01-04"),
        ("state: on-hold", "on-hold"),
        ("state: declined\noutcome: {because: It ends}", "declined"),
    ],
)
def test_state(register: Register, said: str, state: str) -> None:
    """A state tells how it ended, or what it waits for."""
    head = "id: IMP-2611-7k3mqx\ntitle: x\nraised: 2026-11-02\n"
    put(register.root, "register/improvements/2026/11/IMP-2611-7k3mqx.yaml", head + said + "\n")
    register.index.refresh()
    page = show(lay_out(known(register)), 100, colour=False)
    assert [line.split(maxsplit=1)[1] for line in page.splitlines() if " state " in line] == [state]


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    page = show(lay_out(known(register)), 80, colour=False)
    expected("entry.txt", page + "\n" + show(lay_out(known(register, "x2w")), 80, colour=False))
    expected("entry.md", "\n".join(markdown(lay_out(known(register)))) + "\n")


test_page.__doc__ = "A record as a page, on a terminal and in Markdown." + RECORDS


words = st.sampled_from(
    ["", "8", "nan", "inf", "²", "closed", "2026-11-02", "[x]", "a\nb", "9" * 400]
)
values = st.recursive(
    st.none() | words,
    lambda inner: st.lists(inner, min_size=1, max_size=2)
    | st.dictionaries(
        st.sampled_from(
            ["to", "rel", "type", "result", "because", "evidence", "until", "due", "do", "value",
             "unit", "target", "text", "kind", "level"]
        ),
        inner, min_size=1, max_size=3,
    ),
    max_leaves=6,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(IMPROVEMENT.keys), values, max_size=6))
@example({"plan": [{"do": "Ask", "due": ["soon"]}], "due": ["soon"]})
def test_any_shape(register: Register, said: dict[str, Any]) -> None:
    """Whatever shape a record is in, it is shown."""
    put(
        register.root,
        "register/improvements/2026/11/IMP-2611-7k3mqx.yaml",
        emit({"id": "IMP-2611-7k3mqx"} | said, Form.YAML, IMPROVEMENT.groups),
    )
    register.index.refresh()
    page = lay_out(known(register))
    assert show(page, 80, colour=False)
    assert list(markdown(page))
    assert envelope(page.kind, page.data)
