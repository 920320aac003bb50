"""What a review has before it moves on, and before it can close."""

from collections.abc import Iterator
from shlex import quote

from learnorg.kinds.guards import Lacking, Move
from learnorg.kinds.lifecycle import way
from learnorg.kinds.review import RESPONDING, REVIEW, SECTIONS, VERDICTS
from learnorg.kinds.review.model import Review
from learnorg.kinds.sections import wordless

EVENTS = frozenset({"post-mortem", "major-incident"})
"""Types of reviews of something that broke, with times and a facilitator."""

HOME = '--improvement "TITLE" --done-when "HOW ONE WILL TELL"'
"""The home that most findings get, as `review place` takes it."""


def lacking(review: Review, move: Move) -> Iterator[Lacking]:
    """What is missing on the way to a state, in the order in which it is asked for."""
    for state in way(REVIEW, review.state, move.to):
        match state:
            case "in-review":
                yield from _led(review)
            case "reviewed":
                yield from examined(review)
            case "closed":
                yield from _landed(review, move)


def responders(review: Review) -> frozenset[str]:
    """Who was in the middle of what is reviewed, by their names in lower case."""
    return frozenset(
        one.who.casefold()
        for one in review.participants
        if (one.role or "").casefold() in RESPONDING
    )


def responded(review: Review) -> bool:
    """Whether whoever leads the review of something that broke was in the middle of it."""
    facilitator = (review.facilitator or "").casefold()
    return review.type in EVENTS and facilitator in responders(review)


def _led(review: Review) -> Iterator[Lacking]:
    """A review of something that broke is led by somebody who was not in the middle of it."""
    gives = ("--facilitator NAME", "set {id} facilitator=NAME")
    if review.type in EVENTS and not review.facilitator:
        yield Lacking("a facilitator, who was not a responder", *gives)
    elif responded(review):
        yield Lacking(f"a facilitator other than {review.facilitator}, who responded", *gives)


def examined(review: Review) -> Iterator[Lacking]:
    """What a review of its type is to tell before it counts as one, and does not tell yet."""
    for heading in wordless(review.body, SECTIONS[review.type]):
        yield Lacking(
            f"words under '{heading}'",
            f"--say {quote(f'{heading}=WORDS')}",
            f'review say {{id}} {quote(heading)} "WORDS"',
            again=True,
        )
    if review.type in EVENTS:
        yield from _told(review)
    if review.type == "outside-lesson" and review.verdict is None:
        yield Lacking(
            f"a verdict, does it apply here: {', '.join(VERDICTS)}",
            "--verdict ANSWER",
            "lessons triage {id} --applies",
        )


def _told(review: Review) -> Iterator[Lacking]:
    """When something broke and was whole again, and what made it possible."""
    for name in ("started", "detected", "resolved"):
        if getattr(review.times, name) is None:
            yield Lacking(
                f"when it was {name}" if name != "started" else "when it started",
                f"--{name} WHEN",
                f"set {{id}} times.{name}=WHEN",
            )
    if not review.factors:
        yield Lacking(
            "contributing factors: what made it possible, mostly several",
            '--factor "WHAT MADE IT POSSIBLE"',
            'review factor {id} "WHAT MADE IT POSSIBLE"',
            again=True,
        )


def _landed(review: Review, move: Move) -> Iterator[Lacking]:
    """Each finding has a home, or somebody said why it needs none."""
    if not review.findings and not move.because and not _judged(review):
        yield Lacking(
            "a finding (or --because, why there is nothing to find)",
            "",
            'review finding {id} "WHAT WAS LEARNED"',
        )
        yield Lacking("a home for it", "", f"review place {{id}} {HOME}")
    for n, finding in enumerate(review.findings, 1):
        if not finding.at_home:
            name = finding.id or str(n)
            yield Lacking(
                f"a home for finding #{name}: {' '.join(finding.what.split())}",
                "",
                f"review place {{id}}#{name} {HOME}",
            )


def _judged(review: Review) -> bool:
    """Whether it is a lesson from outside that somebody found not to apply."""
    return review.verdict is not None and review.verdict.answer == "does-not-apply"
