from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.kinds.differences import Difference, differences, in_words

scalars = st.none() | st.text(max_size=3)
plains = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcid"), inner, max_size=3)
    ),
    max_leaves=8,
)
contents = st.dictionaries(st.sampled_from(["state", "tags", "plan", "x"]), plains, max_size=4)

BEFORE = {
    "id": "IMP-2611-7k3mqx",
    "state": "assessed",
    "dates": {"proposed": "2026-11-02"},
    "owner": "platform",
    "tags": ["night", "build"],
    "measures": [{"id": "b7k", "name": "Reset calls", "target": "420"}],
    "plan": [{"id": "x2w", "do": "Roll out"}, {"id": "9bc", "do": "Tell HR"}],
    "links": [{"rel": "depends-on", "to": "IMP-2610-x2wbcd"}],
}


def changed(**fields: Any) -> dict[str, Any]:
    """The record with some fields changed (none: cleared)."""
    return {k: v for k, v in (BEFORE | fields).items() if v is not None}


def test_fields() -> None:
    """Each field that differs is named with what stood there and what stands there now."""
    after = changed(
        owner=None,
        tags=["build", "fast"],
        measures=[{"id": "b7k", "name": "Reset calls", "target": "210"}],
        plan=[{"id": "9bc", "do": "Tell HR"}],
    )
    assert differences(BEFORE, after) == [
        Difference(("tags",), "night", None),
        Difference(("tags",), None, "fast"),
        Difference(("measures", "#b7k", "target"), "420", "210"),
        Difference(("plan", "#x2w"), {"id": "x2w", "do": "Roll out"}, None),
        Difference(("owner",), "platform", None),
    ]
    assert differences(BEFORE, after)[2].field == "measures.#b7k.target"


def test_order_and_number() -> None:
    """The same items in another order, or another number of them, are one difference."""
    assert differences({"tags": ["a", "b"]}, {"tags": ["b", "a"]}) == [
        Difference(("tags",), ["a", "b"], ["b", "a"])
    ]
    assert len(differences({"tags": ["a"]}, {"tags": ["a", "a"]})) == 1


def test_a_new_record() -> None:
    """Of a record that was not there, everything is new; of one that is gone, everything old."""
    assert {d.before for d in differences(None, {"id": "x", "title": "T"})} == {None}
    assert {d.after for d in differences({"id": "x", "title": "T"}, None)} == {None}


@given(contents, contents)
def test_none_is_missed(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Two contents without a difference say the same, but for what is absent anyway."""

    def said(plain: Any) -> Any:
        if isinstance(plain, dict):
            return {k: said(v) for k, v in plain.items() if v is not None}
        return plain

    if not differences(before, after):
        assert said(before) == said(after)
    assert differences(before, before) == []
    in_words(before, after)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": "approved", "dates": {"proposed": "2026-11-02", "approved": "2026-11-20"},
          "approval": {"by": "lea"}},
         ["moves from assessed to approved", "approved by lea"]),
        ({"measures": [{"id": "b7k", "name": "Reset calls", "target": "210"}]},
         ["target 420 -> 210"]),
        ({"measures": [*BEFORE["measures"], {"id": "c0d", "name": "Cost", "target": "1"}]},
         ["measure added: Cost"]),
        ({"measures": None}, ["measure taken away: Reset calls"]),
        ({"dates": {"proposed": "2026-11-01"}}, ["dates proposed 2026-11-02 -> 2026-11-01"]),
        ({"owner": "network"}, ["owner platform -> network"]),
        ({"owner": None}, ["owner cleared (was platform)"]),
        ({"due": "2027-01-01"}, ["due 2027-01-01"]),
        ({"raised_by": "ada"}, ["raised by ada"]),
        ({"problem": "x " * 50}, ["problem " + ("x " * 50)[:59].rstrip() + "…"]),
        ({"tags": ["night", "fast"]}, ["tags - build", "tags + fast"]),
        ({"tags": ["build", "night"]}, ["tags changed"]),
        ({"notes": [{"id": "q7d", "by": "Ada", "text": "the vendor\ncalled"}]},
         ["note by Ada: the vendor called"]),
        ({"plan": [{"id": "x2w", "do": "Roll out", "done": "2026-11-20"}, BEFORE["plan"][1]]},
         ["step done: Roll out"]),
        ({"plan": [BEFORE["plan"][0]]}, ["step taken away: Tell HR"]),
        ({"plan": [*BEFORE["plan"], {"id": "d0f", "do": "Celebrate"}]},
         ["step added: Celebrate"]),
        ({"links": None}, ["no longer depends-on IMP-2610-x2wbcd"]),
        ({"links": [*BEFORE["links"], {"rel": "duplicates", "to": "IMP-2609-h0dbbb"}]},
         ["now duplicates IMP-2609-h0dbbb"]),
        ({"hold": {"because": "the vendor", "from": "2026-11-20"}}, ["waits: the vendor"]),
        ({"outcome": {"result": "achieved", "evidence": "Chart"}}, ["outcome achieved"]),
        ({"estimates": {"value": "8"}}, ["estimates added"]),
        ({}, []),
    ],
)  # fmt: skip
def test_words(fields: dict[str, Any], words: list[str]) -> None:
    """What a change does is told as a reader would say it."""
    assert in_words(BEFORE, changed(**fields)) == words


def test_rewritten() -> None:
    """A long text that was changed is not spelled out twice."""
    assert in_words({"problem": "a " * 60}, {"problem": "b " * 60}) == ["problem rewritten"]


def test_of_several_measures() -> None:
    """Where there are several measures, the one that changes is named."""
    measures = [*BEFORE["measures"], {"id": "c0d", "name": "Cost", "target": "1"}]
    after = [measures[0], {**measures[1], "target": "2"}]
    assert in_words(changed(measures=measures), changed(measures=after)) == ["Cost: target 1 -> 2"]


class Counted(str):
    """A text that counts how often one is compared with another."""

    compared = 0
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        Counted.compared += 1
        return str.__eq__(self, other)


def test_many_items() -> None:
    """The work grows with the items of a list, and not with their square."""
    items: list[Any] = [{"text": Counted(n)} for n in range(500)]
    before, after = {"notes": items}, {"notes": [{"text": "new"}, *reversed(items)]}
    Counted.compared = 0
    assert differences(before, after) == [Difference(("notes",), None, {"text": "new"})]
    steps: list[Any] = [{"id": Counted(n), "do": "x"} for n in range(500)]
    done = [step | {"done": "yes"} for step in steps]
    assert in_words({"plan": steps}, {"plan": done}) == ["step done: x"]
    assert Counted.compared < 20_000
