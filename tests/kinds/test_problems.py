from typing import Any

import pytest

from learnorg.kinds.improvement.model import Improvement
from learnorg.kinds.problems import Problem, annotation, did_you_mean, known_keys, problems

WHOLE: dict[str, Any] = {
    "id": "IMP-2611-7k3mqx",
    "title": "Shorter hand-over",
    "state": "proposed",
    "raised": "2026-11-02",
}


def found(**changed: Any) -> list[Problem]:
    return problems(Improvement, WHOLE | changed)[1]


def test_whole() -> None:
    """A record with nothing wrong is that record."""
    record, wrong = problems(Improvement, WHOLE)
    assert wrong == []
    assert record is not None
    assert record.title == "Shorter hand-over"


def test_not_changed() -> None:
    """Looking at content leaves it as it is."""
    plain = WHOLE | {"tags": "night"}
    before = repr(plain)
    problems(Improvement, plain)
    assert repr(plain) == before


@pytest.mark.parametrize(
    ("changed", "rule", "path", "message", "hint"),
    [
        (
            {"titel": "x"},
            "unknown-key",
            ("titel",),
            "'titel' is no known key",
            "Did you mean 'title'?",
        ),
        (
            {"board": "x"},
            "unknown-key",
            ("board",),
            "'board' is no known key",
            "Put fields of your own under `extra:`.",
        ),
        (
            {"measures": [{"name": "calls", "taget": "3"}]},
            "unknown-key",
            ("measures", 0, "taget"),
            "'taget' is no known key in 'measures.1'",
            "Did you mean 'target'?",
        ),
        (
            {"outcome": {"evidenc": "x"}},
            "unknown-key",
            ("outcome", "evidenc"),
            "'evidenc' is no known key in 'outcome'",
            "Did you mean 'evidence'?",
        ),
        (
            {"plan": [{"owner": "lea"}]},
            "missing-field",
            ("plan", 0, "do"),
            "'do' is missing",
            "Add `do:` with its value.",
        ),
        (
            {"state": "in-progres"},
            "wrong-field",
            ("state",),
            "'state' cannot be 'in-progres'",
            "Did you mean 'in-progress'?",
        ),
        (
            {"size": "huge"},
            "wrong-field",
            ("size",),
            "'size' cannot be 'huge'",
            "One of: S, M, L, XL.",
        ),
        (
            {"estimates": {"confidence": "1.5"}},
            "wrong-field",
            ("estimates", "confidence"),
            "'estimates.confidence': it is to be at most 1",
            "",
        ),
        (
            {"measures": [{"name": "calls"}, {"name": "x", "target": "8 calls"}]},
            "wrong-field",
            ("measures", 1, "target"),
            (
                "'measures.2.target': '8 calls' is no number, time of day or duration; write it as "
                "420, 06:00 or 2h30m, and put the unit into `unit`"
            ),
            "",
        ),
        (
            {"estimates": "high"},
            "wrong-field",
            ("estimates",),
            "'estimates' is to be keys with values, indented",
            (
                "Keys: value, confidence, effort, reach, impact, ease, time_criticality, "
                "risk_reduction, cost_of_delay, moscow, criteria, by, on."
            ),
        ),
        (
            {"plan": "do it"},
            "wrong-field",
            ("plan",),
            "'plan' is to be a list, one item a line",
            "",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and "-" in value else None,
)
def test_told(
    changed: dict[str, Any], rule: str, path: tuple[str | int, ...], message: str, hint: str
) -> None:
    """What is wrong is told by rule, place and message, with what to do where it can be known."""
    assert found(**changed) == [Problem(path, rule, message, hint)]


def test_all_at_once() -> None:
    """Everything that is wrong is told, not the first thing only."""
    wrong = {p.path for p in found(due="soon", titel="x", size="huge", title=None)}
    assert wrong == {("due",), ("titel",), ("size",), ("title",)}


def test_dates_of_no_state() -> None:
    """A date for a state that there is not is told at its key."""
    assert [(p.path, p.message) for p in found(dates={"acepted": "2026-11-02"})] == [
        (("dates", "acepted"), "'acepted' is no known key in 'dates'")
    ]


def test_named_as_people_count() -> None:
    """List items are counted from 1, as `set` does."""
    assert Problem(("measures", 1, "target"), "", "").field == "measures.2.target"


def test_did_you_mean() -> None:
    """A word far from every known one gets no guess."""
    assert did_you_mean("ownr", ["owner", "due"]) == "Did you mean 'owner'?"
    assert did_you_mean("xyz", ["owner", "due"]) == ""


def test_known_keys() -> None:
    """The keys at a place are those its part may have, by the names files use."""
    assert known_keys(Improvement, ("hold",)) == ["from", "until", "because", "state"]
    assert "target" in known_keys(Improvement, ("measures", 3))
    assert known_keys(Improvement, ("title",)) == []


def test_annotation() -> None:
    """A path that no field has is of no type."""
    assert annotation(Improvement, ("measures", 0, "target")) is not None
    assert annotation(Improvement, ("hold", "from")) is not None
    assert annotation(Improvement, ("measures", 0, "taget")) is None
    assert annotation(Improvement, ("title", "x")) is None
