"""The resource: where knowledge can be had besides our own articles."""

from learnorg.kinds.kind import Kind

TYPES = ("course", "path", "technique", "community", "publication", "platform")
"""What a resource is."""

RESOURCE = Kind(
    name="resource",
    plural="resources",
    folder="register/resources",
    package="learnorg.kinds.resource",
    states=("candidate", "approved", "retired"),
    finished=frozenset({"retired"}),
    groups=(
        ("id", "title", "type"),
        ("state", "dates"),
        ("owner", "team"),
        ("raised", "raised_by", "lang"),
        ("provider", "address", "cost", "hours", "review_by"),
        ("about",),
        ("topics", "services", "tags"),
        ("links", "aliases"),
        ("notes",),
        ("extra",),
    ),
    columns=("id", "state", "title", "type", "owner"),
    prose=frozenset(
        {"provider", "address", "about", "topics", "services", "tags", "aliases", "notes", "extra"}
    ),
    many={"services": "service", "topics": "topic", "tags": "tag"},
    lists=frozenset({"tags", "aliases", "services", "topics"}),
    numbers=frozenset({"hours"}),
    due="review_by",
    by_verbs=False,
    verbs={"approved": "resource approve", "retired": "resource retire"},
)
