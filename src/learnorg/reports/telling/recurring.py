"""A contributing factor that came again, as plain data."""

from typing import Any

from learnorg.register.recurrence import Recurring


def recurring_data(each: Recurring) -> dict[str, Any]:
    """A factor that came again, for programs."""
    return {
        "id": each.factor.id or None,
        "what": each.factor.what,
        "category": each.factor.category or None,
        "earlier": [
            {"review": one.review.identity, "factor": one.factor.id or None,
             "what": one.factor.what, "likeness": one.likeness,
             "closed": one.review.closed.isoformat() if one.review.closed else None,
             "to_cure": one.to_cure,
             "cures": [{"id": cure.target, "title": cure.title, "state": cure.state,
                        "outcome": cure.result or None, "told": cure.told} for cure in one.cures]}
            for one in each.earlier
        ],
    }  # fmt: skip
