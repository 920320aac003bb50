"""The person: whom owners and approvers refer to, by a slug of their own."""

from learnorg.kinds.kind import Kind

PERSON = Kind(
    name="person",
    plural="people",
    folder="register/people",
    package="learnorg.kinds.person",
    states=("active", "left"),
    finished=frozenset({"left"}),
    groups=(
        ("id", "title", "emails"),
        ("state", "dates"),
        ("owner", "team", "teams", "role"),
        ("raised", "raised_by", "lang"),
        ("tags",),
        ("links", "aliases"),
        ("notes",),
        ("extra",),
    ),
    columns=("id", "state", "title", "team", "role"),
    prose=frozenset({"notes", "role", "tags", "aliases", "extra", "emails"}),
    many={"tags": "tag", "teams": "team", "emails": "email"},
    lists=frozenset({"tags", "aliases", "teams", "emails"}),
    by_verbs=False,
)
