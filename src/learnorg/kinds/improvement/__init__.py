"""The improvement: from an idea to a proven benefit."""

from collections.abc import Mapping

from learnorg.kinds.kind import Kind

FLOWS: Mapping[str, tuple[str, ...]] = {
    "light": ("proposed", "accepted", "in-progress", "closed"),
    "full": (
        "proposed",
        "accepted",
        "assessed",
        "approved",
        "in-progress",
        "measuring",
        "closed",
    ),
}
"""The main line of each work flow; both know on-hold and declined besides."""

ORDER = FLOWS["full"]
"""The states that follow one another."""

VERBS: Mapping[str, str] = {
    "accept": "accepted",
    "assess": "assessed",
    "approve": "approved",
    "start": "in-progress",
    "measure": "measuring",
    "hold": "on-hold",
    "decline": "declined",
    "close": "closed",
}
"""Each verb with the state it leads to; `resume` and `reopen` lead back."""

RESULTS = ("achieved", "partly-achieved", "not-achieved", "delivered", "withdrawn")
"""How improvements end."""

IMPROVEMENT = Kind(
    name="improvement",
    plural="improvements",
    prefix="IMP",
    folder="register/improvements",
    package="learnorg.kinds.improvement",
    states=(
        "proposed",
        "accepted",
        "assessed",
        "approved",
        "in-progress",
        "measuring",
        "on-hold",
        "declined",
        "closed",
    ),
    finished=frozenset({"declined", "closed"}),
    groups=(
        ("id", "title", "type"),
        ("state", "dates"),
        ("owner", "team", "sponsor", "consulted", "informed"),
        ("raised", "raised_by", "source", "lang"),
        ("services", "practices", "environments", "touches", "objectives", "tags"),
        ("problem",),
        ("justification", "vision"),
        ("size", "timescale", "priority", "due"),
        ("estimates",),
        ("measures",),
        ("plan", "pilot"),
        ("cost", "funding"),
        ("approval",),
        ("hold",),
        ("outcome", "learned"),
        ("benefits", "momentum"),
        ("links", "aliases"),
        ("notes",),
        ("extra", "imported"),
    ),
    columns=("id", "state", "title", "owner", "due", "score"),
    prose=frozenset(
        {
            "problem",
            "justification",
            "vision",
            "learned",
            "notes",
            "outcome",
            "plan",
            "hold",
            "measures",
            "extra",
            "tags",
            "services",
            "aliases",
            "pilot",
            "cost",
            "funding",
            "links",
            "priority",
        }
    ),
    numbers=frozenset(
        {
            "value",
            "confidence",
            "effort",
            "reach",
            "impact",
            "ease",
            "time_criticality",
            "risk_reduction",
            "cost_of_delay",
            "weight",
            "expected",
            "forecast",
            "actual",
            "baseline",
            "target",
        }
    ),
    truths=frozenset({"hard"}),
    many={
        "services": "service",
        "practices": "practice",
        "environments": "environment",
        "touches": "touches",
        "objectives": "objective",
        "tags": "tag",
    },
    lists=frozenset(
        {
            *("tags", "aliases", "consulted", "informed", "checks", "objectives"),
            *("services", "practices", "environments", "touches"),
        }
    ),
)
