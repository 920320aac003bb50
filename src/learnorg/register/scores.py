"""What a record is estimated at, as the models of ranking read it, and its score."""

import json
from collections.abc import Mapping
from typing import Any

from learnorg.methods.ranges import Range, parse
from learnorg.methods.scoring import MOSCOW, Model, Score, model
from learnorg.methods.scoring import score as scored
from learnorg.settings import Scoring


def ranker(scoring: Scoring, name: str = "") -> Model:
    """The model of ranking that policy has settled upon, or another one under its terms."""
    return model(
        name or scoring.model,
        scoring.days_a_month,
        scoring.days_a_week,
        tuple(scoring.criteria.items()),
    )


def score(scoring: Scoring, estimates: Mapping[str, Any], size: str, name: str = "") -> Score:
    """The score of a record's estimates under the policy's model, or under another one."""
    wanted = ranker(scoring, name)
    found = estimated(wanted, scoring, estimates, size)
    return scored(wanted, {one: range_.likely for one, range_ in found.items()})


def estimated(
    wanted: Model, scoring: Scoring, estimates: Mapping[str, Any], size: str
) -> dict[str, Range]:
    """What a model reads of a record's estimates; a size stands in for a missing effort."""
    found: dict[str, Range] = {}
    for name in wanted.inputs:
        stated = _stated(estimates, name)
        if name == "moscow":
            rank = MOSCOW.get(stated) if isinstance(stated, str) else None
            range_ = Range(rank, rank, rank) if rank else None
        else:
            range_ = parse(stated) if isinstance(stated, str) else None
        if range_ is None and name == "effort" and stated is None and size:
            days = scoring.sizes.get(size)  # type: ignore[call-overload]  # a record may say anything
            range_ = Range(days, days, days) if days else None
        if range_ is not None:
            found[name] = range_
    return found


def _stated(estimates: Mapping[str, Any], name: str) -> Any:
    if name.startswith("criteria."):
        criteria = estimates.get("criteria")
        return criteria.get(name[9:]) if isinstance(criteria, dict) else None
    return estimates.get(name)


def likely(text: Any) -> float | None:
    """The number that an estimate stands for, of a range the one in the middle."""
    found = parse(text) if isinstance(text, str) else None
    return found.likely if found else None


def mapped(text: str | None) -> dict[str, Any]:
    """What JSON text states as names with values; nothing if it states anything else."""
    try:
        found = json.loads(text or "{}")
    except ValueError:  # plain text, which stands where a mapping should
        return {}
    return found if isinstance(found, dict) else {}
