"""The role: what somebody in it does, and the knowledge that each activity needs."""

from learnorg.kinds.kind import Kind

WAYS = ("article", "pairing", "course", "community")
"""How knowledge is passed on."""

ROLE = Kind(
    name="role",
    plural="roles",
    folder="register/roles",
    package="learnorg.kinds.role",
    states=("live", "retired"),
    finished=frozenset({"retired"}),
    groups=(
        ("id", "title"),
        ("state", "dates"),
        ("owner", "team"),
        ("raised", "raised_by", "lang"),
        ("purpose",),
        ("activities",),
        ("tags",),
        ("links", "aliases"),
        ("notes",),
        ("extra",),
    ),
    columns=("id", "state", "title", "team", "owner"),
    prose=frozenset({"purpose", "activities", "tags", "aliases", "notes", "extra"}),
    many={"tags": "tag"},
    lists=frozenset({"tags", "aliases", "ways", "sources", "holders"}),
    truths=frozenset({"critical"}),
    pointing=(("activities", "needs", "sources"),),
    by_verbs=False,
    verbs={"retired": "role retire"},
)
