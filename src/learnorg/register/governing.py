"""What no hand changes: states and approvals come by moves, frozen goals with a reason."""

from collections.abc import Mapping, Sequence
from datetime import date
from shlex import quote
from typing import Any

from learnorg.errors import LearnorgError
from learnorg.kinds.article.model import Article
from learnorg.kinds.differences import in_words
from learnorg.kinds.guards import Lacking, NotReady
from learnorg.kinds.improvement import IMPROVEMENT, workflow
from learnorg.kinds.improvement.model import Improvement
from learnorg.kinds.kind import Kind, Plain
from learnorg.kinds.problems import problems
from learnorg.register.assignments import instead
from learnorg.register.authority import Mover
from learnorg.register.moves import note
from learnorg.register.records import Stored, revised
from learnorg.register.upkeep import kept
from learnorg.settings import Policy

GIVEN = ("state", "approval", "validation", "revision", "imported")
"""Fields that come about by moves and imports alone."""

LATER: Mapping[str, Sequence[str]] = {
    "improvement": ("approval", "imported", "outcome", "hold"),
    "review": ("imported",),
    "article": ("validation", "imported"),
}
"""Fields that no new record of a kind has, whoever begins it."""

TRIED = ("cohort", "criteria", "decision", "on")
"""Parts of a pilot that stay once it is decided."""

READ = ("title", "body", "governance")
"""What a verifier has read of an article under compliance, and that it is verified at all."""

OPEN = frozenset({"id", "actual"})
"""Parts of a measure that stay open once its goal is frozen."""


class ByHand(LearnorgError):
    """A change by hand of what comes about in another way."""

    exit_code = 7

    def __init__(self, kind: Kind, name: str, key: str) -> None:
        super().__init__(f"{name}: '{key}' is not changed by hand")
        self.hint = instead(kind, key)


class ReviewedByVerifier(LearnorgError):
    """A day of review that would move without anybody reviewing."""

    exit_code = 7

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is validated under compliance; 'review_by' moves when somebody validates it"
        )
        self.hint = f"Whoever has verified it says so: learnorg validate {name}"


class NotBorn(LearnorgError):
    """A new record that would be further than new ones are."""

    exit_code = 7

    def __init__(self, key: str, value: str, kind: Kind = IMPROVEMENT) -> None:
        what = f"have '{key}'{f' {value}' if value else ''}"
        if kind is not IMPROVEMENT and value:
            what = f"be {value} already"
        super().__init__(f"a new {kind.name} cannot {what}")
        self.key = key
        onward = kind.verbs.get(kind.states[1])
        typed = f"learnorg {onward} ID" if onward else "learnorg move STATE ID"
        self.hint = f"It begins as {kind.states[0]}; `{typed}` takes it further."
        if kind is IMPROVEMENT:
            self.hint += " Records that another system had further come by `learnorg import`."


class MeasuresFrozen(LearnorgError):
    """A measure that may no longer change without a reason."""

    exit_code = 7

    def __init__(self, name: str, since: str) -> None:
        super().__init__(f"the measures of {name} are frozen since it became {since}")
        self.hint = (
            'Give --because "WHY": what changed, and the reason, is noted in the record. '
            "`measures.N.actual` stays open."
        )


class Decided(LearnorgError):
    """A pilot that would change after it was decided."""

    exit_code = 7

    def __init__(self, name: str, typed: str, decision: str) -> None:
        super().__init__(f"the pilot of {name} is decided: {decision}")
        self.hint = (
            "What it was judged by stays. To try again: "
            f'learnorg pilot {quote(typed)} --decide adapt --because "WHY"'
        )


class SaidByClosing(LearnorgError):
    """A result for an improvement that is not closed."""

    exit_code = 7

    def __init__(self, name: str, state: str) -> None:
        super().__init__(f"{name} is {state}; its result is said when it is closed")
        self.hint = f"learnorg close {name} --outcome RESULT"


def born(said: Mapping[str, Any], kind: Kind = IMPROVEMENT) -> None:
    """Nothing, if a new record may begin like this."""
    state = said.get("state")
    if state not in (None, "", kind.states[0]):
        raise NotBorn("state", str(state), kind)
    for key in LATER.get(kind.name, ()):
        if said.get(key):
            raise NotBorn(key, "", kind)


def governed(
    before: Stored, after: Stored, policy: Policy, by: str, today: date, because: str
) -> Stored:
    """
    A change of a record by hand, with a note where it moves an improvement's frozen goal.

    An article under compliance that says something else is no longer what its verifier saw. A
    record with something wrong in it may be mended in any way; `check` judges the outcome.
    """
    was, _ = problems(before.kind.model(), before.plain)
    if was is None or not before.kind.by_verbs:
        return after
    for key in GIVEN:
        if before.plain.get(key) != after.plain.get(key):
            raise ByHand(before.kind, before.identity, key)
    if isinstance(was, Article):
        ruled = was.governance == "compliance" and was.state == "validated"
        if ruled and before.plain.get("review_by") != after.plain.get("review_by"):
            raise ReviewedByVerifier(before.identity)
        read = any(before.plain.get(key) != after.plain.get(key) for key in READ)
        who = Mover(name=by)
        return kept(before, after, policy, who, today, because) if read else after
    if not isinstance(was, Improvement):
        return after
    if _result(before) != _result(after) and _result(after):
        _closing(after)
    tried, now = _pilot(before.plain), _pilot(after.plain)
    if (word := decided(before.plain)) and any(tried.get(k) != now.get(k) for k in TRIED):
        raise Decided(before.identity, before.identity, word)
    since = workflow.frozen(was, policy.workflow)
    if not since or goals(before.plain) == goals(after.plain):
        return after
    if not because:
        raise MeasuresFrozen(before.identity, since)
    moved = "; ".join(in_words(_measures(before), _measures(after)))
    told = f"Measures changed after they were frozen ({moved}): {because}"
    return revised(after, [note(after, by, today, told)])


def _closing(after: Stored) -> None:
    """Refuse a result that closing would refuse."""
    record = after.record()
    assert isinstance(record, Improvement)
    if record.state != "closed":
        raise SaidByClosing(after.identity, record.state)
    if record.outcome and record.outcome.result == "achieved":
        shown = 'outcome.evidence="WHAT SHOWS IT"'
        gaps = tuple(Lacking(gap.what, shown) for gap in workflow.proof(record))
        if gaps:
            typed = f"learnorg set {record.id} outcome.result=achieved"
            raise NotReady(after.identity, "achieved", gaps, typed)


def _result(stored: Stored) -> str:
    outcome = stored.plain.get("outcome")
    return str(outcome.get("result") or "") if isinstance(outcome, dict) else ""


def _measures(stored: Stored) -> dict[str, Any]:
    return {"measures": stored.plain.get("measures")}


def decided(plain: Plain) -> str:
    """How a record's pilot ended, go or stop; empty while it is open, or where there is none."""
    word = _pilot(plain).get("decision")
    return word if word in ("go", "stop") else ""


def _pilot(plain: Plain) -> dict[str, Any]:
    pilot = plain.get("pilot")
    return pilot if isinstance(pilot, dict) else {}


def goals(plain: Plain) -> list[dict[str, Any]]:
    """The measures of a record without what stays open."""
    measures = plain.get("measures")
    return [
        {key: value for key, value in measure.items() if key not in OPEN}
        for measure in (measures if isinstance(measures, list) else [])
        if isinstance(measure, dict)
    ]
