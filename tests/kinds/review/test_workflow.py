from typing import Any

import pytest

from learnorg.kinds.guards import Lacking, Move, completed
from learnorg.kinds.review import SECTIONS, TYPES
from learnorg.kinds.review.model import Review
from learnorg.kinds.review.workflow import EVENTS, examined, lacking, responded
from registers import TODAY

TIMES = {"started": "2026-11-20 09:12", "detected": "2026-11-20 09:31",
         "resolved": "2026-11-20 10:05"}  # fmt: skip


def review(of_type: str = "post-mortem", **said: Any) -> Review:
    """A review that says this."""
    whole = {"id": "REV-2611-7k3mqx", "title": "X", "type": of_type, "state": "draft",
             "raised": "2026-11-20"}  # fmt: skip
    return Review.model_validate(whole | said)


def body(of_type: str) -> str:
    """Words under each heading that a type asks for."""
    return "".join(f"## {heading}\n\nWords.\n\n" for heading in SECTIONS[of_type])


def asked(one: Review, to: str, because: str = "") -> list[str]:
    """What is asked for on the way to a state."""
    return [gap.what for gap in lacking(one, Move(to, TODAY, because=because))]


@pytest.mark.parametrize("of_type", TYPES)
def test_every_type(of_type: str) -> None:
    """Only what broke needs a facilitator, times and factors; an outside lesson, a verdict."""
    bare, told = review(of_type), review(of_type, body=body(of_type))
    assert bool(asked(bare, "in-review")) is (of_type in EVENTS)
    sections = [gap.what for gap in examined(bare) if gap.what.startswith("words under")]
    assert sections == [f"words under '{one}'" for one in SECTIONS[of_type]]
    more = len(list(examined(told)))
    assert more == (4 if of_type in EVENTS else int(of_type == "outside-lesson"))


def test_whole() -> None:
    """A review that tells all it is to tell lacks nothing but homes, and then nothing."""
    said = {"facilitator": "ben", "body": body("post-mortem"), "times": TIMES,
            "factors": [{"what": "One"}]}  # fmt: skip
    assert asked(review(**said), "reviewed") == []
    assert asked(review(**said), "closed") == [
        "a finding (or --because, why there is nothing to find)", "a home for it",
    ]  # fmt: skip
    assert asked(review(**said), "closed", "nothing new") == []
    two = [{"id": "b7k", "what": "One"}, {"what": "Two\nlines"}]
    assert asked(review(**said, findings=two), "closed", "nothing new") == [
        "a home for finding #b7k: One", "a home for finding #2: Two lines",
    ]  # fmt: skip
    homes = [{"what": "One", "home": "KB-2611-7k3mqx"}, {"what": "Two", "no_action": "It goes."}]
    assert asked(review(**said, findings=homes), "closed") == []


def test_a_lesson_that_does_not_apply() -> None:
    """It needs no finding; one that applies does."""
    for answer, count in (("does-not-apply", 0), ("applies", 2), ("ask", 2)):
        verdict = {"answer": answer, "because": "We have one."}
        one = review("outside-lesson", body=body("outside-lesson"), verdict=verdict)
        assert len(asked(one, "closed")) == count


@pytest.mark.parametrize(
    ("of_type", "facilitator", "role", "did"),
    [
        ("post-mortem", "ben", "responder", True),
        ("major-incident", "Ben", "Incident Commander", True),
        ("post-mortem", "ben", "on-call", True),
        ("post-mortem", "ben", "witness", False),
        ("post-mortem", "ben", None, False),
        ("post-mortem", "ada", "responder", False),
        ("post-mortem", None, "responder", False),
        ("change", "ben", "responder", False),
    ],
)
def test_responded(of_type: str, facilitator: str | None, role: str | None, did: bool) -> None:
    """Who responded does not lead the review of what broke, whatever the case of the words."""
    there = [{"who": "ben", "role": role}]
    assert responded(review(of_type, facilitator=facilitator, participants=there)) is did


def test_completed() -> None:
    """Of options that may be given again, those that were typed stay; others come anew."""
    gaps = (Lacking("", "--say 'B=WORDS'", again=True), Lacking("", "--owner NAME"))
    assert completed("learnorg x --say A=1 --owner ben", gaps) == (
        "learnorg x --say A=1 --say 'B=WORDS' --owner NAME"
    )
