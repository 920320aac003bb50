from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.kinds import BY_NAME, KINDS
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.person import PERSON
from learnorg.register.facts import COLUMNS, Facts, facts, number, several
from learnorg.settings import Policy, Scoring

IDENTITY = "IMP-2611-7k3mqx"


def kept(**said: Any) -> dict[str, Any]:
    return dict(zip(COLUMNS, of(**said).columns, strict=True))


def of(**said: Any) -> Facts:
    return facts(IMPROVEMENT, IDENTITY, said, Policy(), frozenset(BY_NAME))


def test_columns() -> None:
    """What filters need stands in columns."""
    found = kept(
        title="Shorter hand-over",
        state="in-progress",
        owner="lea",
        raised="2026-11-02",
        dates={"proposed": "2026-11-02", "in-progress": "2026-11-09"},
        source={"type": "audit", "ref": "7"},
        priority={"level": "high"},
        size="S",
        estimates={"value": "8", "confidence": "0.5"},
    )
    assert found["symbols"] == "7k3mqx"
    assert (found["state"], found["open"], found["since"]) == ("in-progress", 1, "2026-11-09")
    assert (found["source"], found["priority"]) == ("audit", "high")
    assert (found["value"], found["effort"], found["score"]) == (8, None, 2)


@pytest.mark.parametrize(("state", "is_open"), [("proposed", 1), ("closed", 0), ("declined", 0)])
def test_open(state: str, is_open: int) -> None:
    """What is closed or declined is open no more."""
    assert kept(state=state)["open"] == is_open


def test_since() -> None:
    """A new one is in its state since it was raised; of others only their dates tell."""
    assert kept(state="proposed", raised="2026-11-02")["since"] == "2026-11-02"
    assert kept(state="accepted", raised="2026-11-02")["since"] == ""


def test_named() -> None:
    """A named record has no symbols to type."""
    found = facts(PERSON, "lea", {"title": "Lea"}, Policy(), frozenset(BY_NAME))
    assert dict(zip(COLUMNS, found.columns, strict=True))["symbols"] == ""


def test_size_for_effort() -> None:
    """A size stands for its days where no effort is estimated, and not beside one."""
    policy = Policy(scoring=Scoring(sizes={"S": 4}))
    plain = {"size": "S", "estimates": {"value": "8", "confidence": "1"}}
    score = COLUMNS.index("score")
    assert facts(IMPROVEMENT, IDENTITY, plain, policy, frozenset()).columns[score] == 2
    plain["estimates"] |= {"effort": "1"}  # type: ignore[operator]  # a dict
    assert facts(IMPROVEMENT, IDENTITY, plain, policy, frozenset()).columns[score] == 8


def test_terms() -> None:
    """Fields of several values are found by each, and people wherever they take part."""
    found = of(
        services=["E-mail", "Payroll"], tags="night", owner="lea", consulted=["ada", "lea"],
        plan=[{"do": "x", "owner": "jo"}, {"do": "y"}, "z"],
    )  # fmt: skip
    assert sorted(found.terms) == [
        ("service", "E-mail"),
        ("service", "Payroll"),
        ("tag", "night"),
        ("who", "ada"),
        ("who", "jo"),
        ("who", "lea"),
    ]


def test_outcome() -> None:
    """How it ended is a term to find it by, where that is said."""
    assert of(outcome={"result": "achieved"}).terms == [("outcome", "achieved")]
    assert of(outcome={"because": "Over"}).terms == []
    assert of(outcome="achieved").terms == []


def test_links() -> None:
    """Links are told apart by where they lead."""
    found = of(
        links=[
            {"rel": "depends-on", "to": "IMP-2611-x2w90b#b7k"},
            {"rel": "relates-to", "to": "person:lea"},
            {"rel": "raised-from", "to": "servicenow:INC1"},
            {"rel": "relates-to"},
            "x",
        ]
    )
    assert found.links == [
        ("depends-on", "IMP-2611-x2w90b", "", "IMP-2611-x2w90b#b7k"),
        ("relates-to", "lea", "person", "person:lea"),
        ("raised-from", "", "", "servicenow:INC1"),
    ]


def test_words() -> None:
    """All that people wrote is searched; identities, days and who wrote it are not."""
    words = of(
        problem="Nobody reads it.",
        measures=[{"id": "b7k", "name": "calls"}],
        notes=[{"id": "c8m", "on": "2026-11-02", "by": "lea", "text": "Seen."}],
        extra={"board": ["yes", {"x": "why"}]},
        owner="ada",
    ).words
    assert set(words.split("\n")) == {"Nobody reads it.", "calls", "Seen.", "yes", "why"}


@pytest.mark.parametrize(
    ("text", "value"),
    [("8", 8), ("0.5", 0.5), ("0", 0), ("-3", -3), ("", None), (None, None), (["8"], None)],
)
def test_number(text: Any, value: float | None) -> None:
    """A number is read as one, and 0 is one."""
    assert number(text) == value


@pytest.mark.parametrize("text", ["nan", "inf", "-Infinity", "1e999", "9" * 400, "1_000", "high"])
def test_no_number(text: str) -> None:
    """What cannot be compared or shown is no number."""
    assert number(text) is None


def test_several() -> None:
    """One word is a list of one; what is no text is left out."""
    assert several("a") == ["a"]
    assert several(["a", {"b": "c"}, None]) == ["a"]
    assert several({"a": "b"}) == []


plain = st.recursive(
    st.none() | st.text(max_size=5) | st.sampled_from(["8", "nan", "2026-11-02", "closed"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "level", "value", "to", "rel", "owner", "closed"])
            | st.text(max_size=3),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@given(st.sampled_from(KINDS), st.data())
def test_any_shape(kind: Any, data: st.DataObject) -> None:
    """Whatever shape a file's content is in, the index has columns for it."""
    said = data.draw(st.dictionaries(st.sampled_from(kind.keys), plain, max_size=6))
    found = facts(kind, IDENTITY, said, Policy(), frozenset(BY_NAME))
    for value in found.columns:
        assert value is None or isinstance(value, (str, int, float))
    assert all(isinstance(part, str) for term in (*found.terms, *found.links) for part in term)
    assert all(isinstance(alias, str) for alias in found.aliases)
    assert isinstance(found.words, str)
