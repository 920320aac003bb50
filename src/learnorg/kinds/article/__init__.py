"""The article: what somebody knows, so that others can act on it."""

from collections.abc import Mapping

from learnorg.kinds.kind import Kind

TYPES = ("fix", "how-to", "lesson", "reference")
"""What an article is for, and so which template it begins from."""

GOVERNANCE = ("experience", "compliance")
"""Kept right by whoever uses it, or by a verifier at set times."""

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "fix": ("Issue", "Environment", "Resolution", "Cause"),
    "how-to": ("Goal", "Before you begin", "Steps", "How to tell that it worked"),
    "lesson": ("What happened", "What we learned", "What we do now"),
    "reference": ("Scope", "Facts"),
}
"""The sections of each template."""

NEEDED: Mapping[str, tuple[str, ...]] = {
    "fix": ("Issue", "Resolution"),
    "how-to": ("Goal", "Steps"),
    "lesson": ("What we learned",),
    "reference": ("Facts",),
}
"""The sections that have words in them before an article is validated."""

OUT = ("not-validated", "validated")
"""The states of articles that are there to be used."""

ARTICLE = Kind(
    name="article",
    plural="articles",
    prefix="KB",
    folder="articles",
    package="learnorg.kinds.article",
    suffix=".md",
    states=("wip", "not-validated", "validated", "archived"),
    finished=frozenset({"archived"}),
    aside=frozenset({"archived"}),
    groups=(
        ("id", "title", "type"),
        ("state", "dates"),
        ("owner", "team"),
        ("raised", "raised_by", "lang"),
        ("audience", "governance", "validation", "revision", "review_by"),
        ("services", "environments", "versions", "tags"),
        ("links", "aliases"),
        ("notes",),
        ("extra", "imported"),
        ("body",),
    ),
    columns=("id", "state", "title", "type", "owner", "due"),
    prose=frozenset(
        {"body", "tags", "services", "environments", "versions", "aliases", "notes", "extra"}
    ),
    many={
        "services": "service",
        "environments": "environment",
        "versions": "version",
        "audience": "audience",
        "tags": "tag",
    },
    lists=frozenset({"tags", "aliases", "services", "environments", "versions", "audience"}),
    due="review_by",
    verbs={
        "not-validated": "article move not-validated",
        "validated": "validate",
        "archived": "archive",
    },
)
