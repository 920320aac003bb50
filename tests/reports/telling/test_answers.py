"""What each field of a record says."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from learnorg.page import words
from learnorg.register.links import Bond
from learnorg.reports.telling.answers import Told, answers, attained
from registers import TODAY

PLAIN = {
    "problem": "Nobody reads it.\nIt is long.\n",
    "objectives": ["Fewer calls", "Calm nights"],
    "tags": "later",
    "source": {"type": "audit", "ref": "7"},
    "estimates": {"value": "8", "effort": "4"},
    "dates": {"proposed": "2026-11-02", "in-progress": "2026-11-09"},
    "measures": [
        {"name": "minutes", "unit": "min", "baseline": "30", "target": "15", "actual": "20",
         "by": "2027-02-01"},
        {"metric": "calls"},
    ],
    "plan": [
        {"id": "b7k", "do": "Ask them", "owner": "ada", "done": "2026-11-10"},
        {"do": "Try it", "due": "2026-11-15"},
    ],
    "pilot": {"cohort": "Leeds", "decision": "go"},
    "outcome": {"result": "achieved", "on": "2026-11-20", "because": "   "},
    "benefits": [
        {"kind": "time", "expected": "1200", "actual": "900", "currency": "EUR", "per": "year"},
    ],
    "momentum": {"watch_until": "2027-05-01", "checks": ["Five a month", "Ask Ada"]},
    "notes": [{"on": "2026-11-10", "by": "ada", "text": "They are glad."}],
    "extra": {"cause": "Too many words"},
}  # fmt: skip
MINUTES = "minutes: from 30 min, to 15 min, now 20 min, by 2027-02-01"
BONDS = [
    Bond("depends-on", "IMP-2611-x2w90b", "Fewer calls", "closed"),
    Bond("gave rise to", "IMP-2611-000000", there=False),
]
TOLD = Told(PLAIN, BONDS, TODAY)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("problem", ["problem: Nobody reads it.\nIt is long."]),
        ("objectives", ["objective: Fewer calls", "objective: Calm nights"]),
        ("tags", ["tag: later"]),
        ("source", ["source: audit, 7"]),
        ("source.ref", ["ref: 7"]),
        ("estimates.effort", ["effort: 4 person-days"]),
        ("estimates", ["value: 8", "effort: 4"]),
        ("dates", ["history: proposed 2026-11-02 · in-progress 2026-11-09"]),
        ("dates.in-progress", ["in-progress: 2026-11-09"]),
        ("dates.closed", []),
        ("measures.baseline", ["baseline: minutes: 30 min"]),
        ("measures.target", ["target: minutes: 15 min, by 2027-02-01"]),
        (
            "measures.actual",
            [f"measure: {MINUTES} (66 % of the way)"],
        ),
        (
            "measures",
            [f"measure: {MINUTES}", "measure: calls: no values yet"],
        ),
        ("plan", ["step: #b7k Ask them  (ada)  done 2026-11-10", "step: Try it  due 2026-11-15"]),
        ("plan.done", ["step: #b7k Ask them  (ada)  done 2026-11-10"]),
        ("pilot", ["cohort: Leeds", "decision: go"]),
        ("outcome.result", ["outcome: achieved on 2026-11-20"]),
        ("outcome.because", []),
        ("outcome.evidence", []),
        ("benefits", ["benefit: time: expected 1200 EUR a year, actual 900 EUR a year"]),
        ("benefits.expected", ["benefit: time: expected 1200 EUR a year"]),
        ("benefits.forecast", []),
        ("momentum.watch_until", ["watched until: 2027-05-01"]),
        ("momentum.checks", ["check: Five a month", "check: Ask Ada"]),
        ("notes", ["note: 2026-11-10 ada: They are glad."]),
        ("links", ["link: depends on IMP-2611-x2w90b  Fewer calls (closed)",
                   "link: gave rise to IMP-2611-000000  (there is no such record)"]),
        ("links.depends-on", ["link: depends on IMP-2611-x2w90b  Fewer calls (closed)"]),
        ("links.gave-rise-to", ["link: gave rise to IMP-2611-000000  (there is no such record)"]),
        ("links.measures", []),
        ("extra.cause", ["cause: Too many words"]),
        ("vision", []),
        ("learned", []),
    ],
)  # fmt: skip
def test_said(field: str, said: list[str]) -> None:
    """Each field says its part in lines; what is empty says nothing."""
    found = answers(TOLD, field)
    assert [f"{one.label}: {words(one.cell)}" for one in found] == said


def measured(**values: str) -> tuple[str, float | None]:
    (found,) = answers(Told({"measures": [{"name": "m", **values}]}, [], TODAY), "measures.actual")
    text = words(found.cell)
    return text[text.index("(") + 1 : -1], found.attained


@pytest.mark.parametrize(
    ("baseline", "target", "actual", "told", "share"),
    [
        ("420", "210", "188", "110 % of the way", 232 / 210),
        ("54", "68", "71", "121 % of the way", 17 / 14),
        ("5h", "9h", "9h30m", "112 % of the way", 4.5 / 4),
        ("08:30", "07:00", "07:45", "50 % of the way", 0.5),
        ("10", "20", "5", "-50 % of the way", -0.5),
        ("0", "1000", "999", "99 % of the way", 0.999),
        ("0", "10", "10", "100 % of the way", 1),
    ],
)
def test_attained(baseline: str, target: str, actual: str, told: str, share: float) -> None:
    """
    How far a measure got on its way, whichever way that leads.

    Numbers, times of day and durations are alike, and nothing short of the target is 100 %.
    """
    found = measured(baseline=baseline, target=target, actual=actual)
    assert found == (told, pytest.approx(share))


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"target": "210", "actual": "188"}, "how far is not known: no baseline"),
        ({"actual": "188"}, "how far is not known: no baseline and no target"),
        ({"baseline": "3.9", "target": "3.9", "actual": "4.1"}, "its target is its baseline"),
        (
            {"baseline": "5h", "target": "9", "actual": "9h"},
            "how far is not known: its values do not compare",
        ),
        (
            {"baseline": "9", "target": "9", "actual": "much"},
            "its target is its baseline",
        ),
    ],
)
def test_not_known(values: dict[str, str], told: str) -> None:
    """Where it cannot be told how far it got, it is said why; nothing is taken for 0."""
    assert measured(**values) == (told, None)


FIELDS = [
    "problem", "plan", "plan.done", "measures", "measures.baseline", "measures.actual", "benefits",
    "benefits.expected", "notes", "links", "dates", "dates.closed", "outcome.result", "outcome",
    "momentum.checks", "estimates.effort", "source", "extra.cause", "pilot",
]  # fmt: skip
texts = st.sampled_from(["", "8", "9" * 400, "9" * 90, "1.5", "2h", "9" * 400 + "w", "06:00", " "])
values = st.recursive(
    st.none() | texts,
    lambda inner: st.lists(inner, max_size=2)
    | st.dictionaries(
        st.sampled_from(
            ["baseline", "target", "actual", "name", "unit", "by", "do", "done", "due", "kind",
             "expected", "result", "on", "text", "effort", "checks", "cause", "type", "closed"]
        ),
        inner, max_size=4,
    ),
    max_leaves=8,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from([f.partition(".")[0] for f in FIELDS]), values, max_size=4))
@example({"measures": [{"baseline": "0", "target": "9" * 400 + "w", "actual": "1w"}]})
@example({"measures": [{"baseline": "0s", "target": "1s", "actual": "9" * 400 + "w"}]})
@example({"measures": [{"baseline": "0s", "target": "1s", "actual": "9" * 5000 + "w"}]})
def test_any_shape(said: dict[str, Any]) -> None:
    """Whatever shape a record is in, its fields say something or nothing."""
    for field in FIELDS:
        for answer in answers(Told(said, BONDS, TODAY), field):
            assert words(answer.cell).strip()


@given(*[st.integers(-(10**6), 10**6).map(str)] * 3)
def test_ends(baseline: str, target: str, actual: str) -> None:
    """At the baseline it is nowhere, at the target it is there."""
    if baseline != target:
        assert attained({"baseline": baseline, "target": target, "actual": target}) == 1
        assert attained({"baseline": baseline, "target": target, "actual": baseline}) == 0
    else:
        assert attained({"baseline": baseline, "target": target, "actual": actual}) is None
