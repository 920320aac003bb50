from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.kinds.review import REVIEW, TYPES
from learnorg.methods.incidents import Times
from learnorg.methods.moments import moment
from learnorg.register.reviews import Factor, Finding, Review
from learnorg.reports.ends.end import STAGES
from learnorg.reports.ends.reviews import Besides, Lost, Reading, ends
from learnorg.settings import Policy
from registers import TODAY

TARGETS = ("IMP-2611-m1xbcd", "KB-2611-k1xbcd", "servicenow:CHG0000001")


def review(state: str, of: str = "post-mortem", **more: object) -> Review:
    raised = date(2026, 11, 1)
    closed = date(2026, 11, 9) if state == "closed" else None
    plain = Review(
        "REV-2611-r1xbcd", "", "It stopped", of, state, "lea", raised, closed, None, Times(), (),
        (), (), {}, {"answer": "applies"},
    )  # fmt: skip
    return plain._replace(**more)  # type: ignore[arg-type]  # as the tests say


def reading(one: Review, lost: dict[str, Lost] | None = None, **besides: object) -> Reading:
    return Reading(one, Besides(**besides), lost or {}, Policy(), TODAY)  # type: ignore[arg-type]


@given(
    st.sampled_from(REVIEW.states),
    st.sampled_from(TYPES),
    st.lists(st.tuples(st.lists(st.sampled_from(TARGETS)), st.booleans()), max_size=4),
    st.integers(0, 3),
    st.sets(st.sampled_from(TARGETS)),
)
def test_one_end_each(
    state: str, of: str, found: list[tuple[list[str], bool]], factors: int, lost: set[str]
) -> None:
    """Each finding has one end; an end is open exactly if a command closes it."""
    findings = tuple(
        Finding("", f"Finding {n}", None, tuple(home), "It stays." if reason else "")
        for n, (home, reason) in enumerate(found)
    )
    causes = tuple(Factor("", f"Factor {n}", "") for n in range(factors))
    one = review(state, of, findings=findings, factors=causes)
    all_ = list(ends(reading(one, {to: Lost("was declined") for to in lost})))
    assert sum(end.sort == "finding" for end in all_) == len(findings)
    assert sum(end.sort == "factor" for end in all_) == (
        factors if state in ("reviewed", "closed") else 0
    )
    assert all(bool(end.next) == end.open and end.stage in STAGES for end in all_)
    homeless = [not reason and set(home) <= lost for home, reason in found]
    assert [end.open for end in all_ if end.sort == "finding"] == homeless


@pytest.mark.parametrize(
    ("resolved", "told", "late"),
    [
        ("2026-11-08 23:59", "draft", False),
        ("2026-11-07 00:01", "draft, 1 day late", True),
        (None, "draft, 7 days late", True),
    ],
)
def test_late(resolved: str | None, told: str, late: bool) -> None:
    """A post-mortem has fourteen days from when it was resolved, else from when it was raised."""
    times = Times(resolved=moment(resolved)) if resolved else Times()
    end = next(ends(reading(review("draft", times=times))))
    assert (end.told, end.late) == (told, late)


def test_closed_without_findings() -> None:
    """A factor of a closed review that found nothing is open, unless a note says why."""
    one = review("closed", factors=(Factor("f1x", "A queue had no limit", "design"),))
    (open_,) = [end for end in ends(reading(one)) if end.sort == "factor"]
    assert (open_.open, open_.told) == (True, "nothing was found")
    assert open_.next == (
        'learnorg review reopen REV-2611-r1xbcd --because "WHY" && '
        'learnorg review finding REV-2611-r1xbcd "WHAT WAS LEARNED"'
    )
    (noted,) = [end for end in ends(reading(one, noted=True)) if end.sort == "factor"]
    assert (noted.open, noted.next) == (False, "")


def test_closed_without_verdict() -> None:
    """A lesson from outside waits for its verdict whatever its state."""
    end = next(ends(reading(review("closed", "outside-lesson", verdict={}))))
    assert (end.stage, end.open, end.told) == ("happened", True, "closed, without a verdict")
    assert end.next.startswith("learnorg review reopen ")
    assert end.next.endswith("--applies")
