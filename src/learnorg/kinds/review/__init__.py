"""The review: what happened, what made it possible, and where what was learned goes."""

from collections.abc import Mapping

from learnorg.kinds.kind import Kind
from learnorg.settings import REVIEWS

TYPES = REVIEWS
"""One model for all of them; they differ in template, sections and service level."""

HAPPENED = "What happened"
IMPACT = "Impact"
SURPRISE = "Why were we surprised?"
WELL = "What went well"
LUCKY = "Where we were lucky"
EXPECTED = "What we expected"
FOUND = "What we found"
THERE = "What happened there"
FIT = "How it is with us"

_EVENT = (HAPPENED, IMPACT, SURPRISE, WELL, LUCKY)
_WORK = (EXPECTED, HAPPENED, SURPRISE, WELL)

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "post-mortem": _EVENT,
    "major-incident": _EVENT,
    "problem": (HAPPENED, IMPACT, SURPRISE, WELL),
    "change": _WORK,
    "project": _WORK,
    "service-review": (FOUND, WELL),
    "supplier": (FOUND, WELL),
    "process": (FOUND, WELL),
    "audit": (FOUND, WELL),
    "analysis": (FOUND,),
    "outside-lesson": (THERE, FIT),
    "success": (HAPPENED, SURPRISE, LUCKY),
}
"""The sections that a review of each type has words in before it is reviewed."""

SOURCES: Mapping[str, str] = {
    "post-mortem": "major-incident-review",
    "major-incident": "major-incident-review",
    "problem": "problem-review",
    "change": "change-review",
    "project": "project-review",
    "service-review": "service-review",
    "supplier": "supplier-review",
    "process": "process-review",
    "audit": "audit",
    "analysis": "assessment",
    "outside-lesson": "outside-idea",
    "success": "process-review",
}
"""The source that an improvement names which comes of a review of each type."""

CATEGORIES = (
    "detection",
    "response",
    "change",
    "design",
    "capacity",
    "dependency",
    "documentation",
    "knowledge",
    "communication",
    "process",
    "tooling",
    "environment",
)
"""What contributing factors are mostly about; any other word does as well."""

RESPONDING = frozenset({"responder", "incident commander", "commander", "on call", "on-call"})
"""Roles of those who were in the middle of it, and so do not lead its review."""

VERDICTS = ("applies", "does-not-apply", "ask")
"""What can be said of a lesson from outside."""

REVIEW = Kind(
    name="review",
    plural="reviews",
    prefix="REV",
    folder="register/reviews",
    package="learnorg.kinds.review",
    suffix=".md",
    states=("draft", "in-review", "reviewed", "closed"),
    finished=frozenset({"closed"}),
    groups=(
        ("id", "title", "type", "severity"),
        ("state", "dates"),
        ("owner", "team", "facilitator", "participants"),
        ("raised", "raised_by", "source", "lang"),
        ("services", "environments", "practices", "tags"),
        ("times",),
        ("outside", "verdict"),
        ("timeline",),
        ("factors",),
        ("findings",),
        ("links", "aliases"),
        ("notes",),
        ("extra", "imported"),
        ("body",),
    ),
    columns=("id", "state", "title", "type", "owner", "raised"),
    prose=frozenset(
        {
            "body",
            "timeline",
            "factors",
            "findings",
            "outside",
            "verdict",
            "tags",
            "services",
            "aliases",
            "notes",
            "links",
            "extra",
        }
    ),
    many={
        "services": "service",
        "environments": "environment",
        "practices": "practice",
        "tags": "tag",
    },
    lists=frozenset({"tags", "aliases", "services", "environments", "practices", "home"}),
    numbers=frozenset({"severity"}),
    people=frozenset({"facilitator", "participants"}),
    pointing=(("findings", "home"),),
    verbs={"in-review": "review submit", "reviewed": "review agree", "closed": "review close"},
)
