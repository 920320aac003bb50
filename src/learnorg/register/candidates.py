"""The improvements that a ranking is about, with what each is estimated at."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.methods.ranges import Range
from learnorg.methods.scoring import Model, Score, rounded, score
from learnorg.register import query as queries
from learnorg.register.query import Query
from learnorg.register.register import Register
from learnorg.register.scores import estimated, mapped, ranker
from learnorg.register.scores import score as score_by

ORDER = ("score", "priority", "raised")


class Candidate(NamedTuple):
    """An improvement that may be next, with what the model reads of it, and its score."""

    identity: str
    title: str
    state: str
    owner: str
    priority: str
    because: str
    size: str
    estimates: Mapping[str, Any]
    """As the record states them."""
    read: Mapping[str, Range]
    """What the model reads: of each input a range, from the estimates or the size."""
    score: Score
    value: float | None
    effort: float | None
    """Person-days, by the estimate or by the size."""

    def worth(self, model: Model) -> float | None:
        """What it brings before its effort is counted; None where the model has no such thing."""
        if model.worth is None or self.score.value is None:
            return None
        return rounded(model.worth(*(self.read[name].likely for name in model.inputs)))


def candidates(
    register: Register, query: Query, today: date, name: str = ""
) -> tuple[Model, list[Candidate]]:
    """
    The open improvements that a query asks for under a model, the highest score first.

    What cannot be scored stands behind, in the order of its priority. `name` is the model's;
    without it, it is the policy's own.
    """
    scoring = register.policy.scoring
    model = ranker(scoring, name)
    clause = queries.where(query.open_only(), today)
    rows = register.index.rows(
        "SELECT id, records.title, state, owner, priority, "
        "json_extract(json, '$.priority.because'), size, json_extract(json, '$.estimates'), "
        "value, effort FROM records JOIN contents USING (n) "
        f"WHERE {clause.sql} ORDER BY {queries.order(ORDER, IMPROVEMENT)}",
        clause.parameters,
    )
    found = []
    for identity, title, state, owner, priority, because, size, text, value, effort in rows:
        estimates = mapped(text)
        read = estimated(model, scoring, estimates, size)
        made = score(model, {one: range_.likely for one, range_ in read.items()})
        days = effort if effort is not None else scoring.sizes.get(size)
        said = because if isinstance(because, str) else ""
        found.append(
            Candidate(
                identity, title, state, owner, priority, said, size, estimates, read, made,
                value, days,
            )
        )  # fmt: skip
    if model.name == "moscow":  # many share a word; among them the worthwhile come first
        other = {
            one.identity: score_by(scoring, one.estimates, one.size, "value-effort").value
            for one in found
        }
        found.sort(key=lambda one: -(other[one.identity] or 0))
    if model.name in ("moscow", name):  # the index has sorted by another score
        found.sort(key=lambda one: (one.score.value is None, -(one.score.value or 0)))
    return model, found
