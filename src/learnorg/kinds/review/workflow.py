"""What a review has before it moves on, and before it can close."""

import shlex
from collections.abc import Iterator

from learnorg.kinds.guards import Lacking, Move
from learnorg.kinds.lifecycle import way
from learnorg.kinds.review import RESPONDING, REVIEW, SECTIONS
from learnorg.kinds.review.model import Review
from learnorg.kinds.sections import wordless

EVENTS = frozenset({"post-mortem", "major-incident"})
"""Types of reviews of something that broke, with times and a facilitator."""


def lacking(review: Review, move: Move) -> Iterator[Lacking]:
    """What is missing on the way to a state, in the order in which it is asked for."""
    for state in way(REVIEW, review.state, move.to):
        match state:
            case "in-review":
                yield from _led(review)
            case "reviewed":
                yield from _examined(review)
            case "closed":
                yield from _landed(review, move)


def responders(review: Review) -> frozenset[str]:
    """Who was in the middle of what is reviewed, by their names in lower case."""
    return frozenset(
        one.who.casefold()
        for one in review.participants
        if (one.role or "").casefold() in RESPONDING
    )


def _led(review: Review) -> Iterator[Lacking]:
    """A review of something that broke is led by somebody who was not in the middle of it."""
    if review.type not in EVENTS:
        return
    if not review.facilitator:
        yield Lacking("a facilitator, who was not a responder", "--facilitator NAME")
    elif review.facilitator.casefold() in responders(review):
        yield Lacking(
            f"a facilitator other than {review.facilitator}, who responded", "--facilitator NAME"
        )


def _examined(review: Review) -> Iterator[Lacking]:
    for heading in wordless(review.body, SECTIONS[review.type]):
        yield Lacking(
            f"words under '{heading}'",
            f"--say {shlex.quote(f'{heading}=WORDS')}",
            "edit {id}",
        )
    if review.type in EVENTS:
        for name in ("started", "detected", "resolved"):
            if getattr(review.times, name) is None:
                yield Lacking(
                    f"when it was {name}" if name != "started" else "when it started",
                    f'--{name} "2026-11-20 09:12"',
                )
        if not review.factors:
            yield Lacking(
                "contributing factors: what made it possible, mostly several",
                '--factor "WHAT MADE IT POSSIBLE"',
            )
    if review.type == "outside-lesson" and review.verdict is None:
        yield Lacking(
            "a verdict: does it apply here?", "--verdict applies", "lessons triage {id} --applies"
        )


def _landed(review: Review, move: Move) -> Iterator[Lacking]:
    """Each finding has a home, or somebody said why it needs none."""
    if not review.findings and not move.because and not _judged(review):
        yield Lacking(
            "a finding (or --because, why there is nothing to find)", '--finding "WHAT WAS LEARNED"'
        )
    for finding in review.findings:
        if not finding.at_home:
            name = finding.id or "FINDING"
            yield Lacking(
                f"a home for finding #{name}: {' '.join(finding.what.split())}",
                "",
                f'review place {{id}}#{name} --improvement "TITLE"',
            )


def _judged(review: Review) -> bool:
    """Whether it is a lesson from outside that somebody found not to apply."""
    return review.verdict is not None and review.verdict.answer == "does-not-apply"
