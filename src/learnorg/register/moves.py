"""Moving improvements along their life cycle: fields given on the way, guards, authority."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from learnorg.errors import LearnorgError
from learnorg.files.splice import Edit
from learnorg.kinds.guards import Lacking, Move, NotReady, OutOfOrder, completed
from learnorg.kinds.improvement import IMPROVEMENT, workflow
from learnorg.kinds.improvement.model import Improvement
from learnorg.kinds.improvement.workflow import small
from learnorg.refs import mint_part
from learnorg.register.authority import Mover, level_of, open_to_all, require
from learnorg.register.lookup import Entry
from learnorg.register.records import Revision, Stored, read, revised, revision
from learnorg.register.register import Register
from learnorg.settings import Policy

Gaps = list[tuple[str, tuple[Lacking, ...]]]
"""What is missing, record by record."""

Permit = Callable[[Policy, str, Mover], None]
"""What refuses a move that is not somebody's to make."""


class NotAnImprovement(LearnorgError):
    """A record of a kind that has no such life cycle."""

    exit_code = 7

    def __init__(self, entry: Entry) -> None:
        kind = entry.kind
        a = "an" if kind.name[0] in "aeiou" else "a"
        super().__init__(f"{entry.identity} is {a} {kind.name}, and no improvement")
        other = "move STATE {}" if kind.by_verbs else "set {} state=STATE"
        ways = [*kind.verbs.values(), other.format(entry.identity)]
        told = ", ".join(f"learnorg {way}" for way in ways)
        self.hint = f"Its states are {', '.join(kind.states)}: {told}."


class SeveralNotReady(LearnorgError):
    """Several moves whose guards ask for something, told together."""

    exit_code = 7

    def __init__(
        self, refusals: Sequence[LearnorgError], lacking: "Gaps", asked: int, command: str
    ) -> None:
        super().__init__("\n".join(str(one) for one in refusals))
        others = [one.hint for one in refusals if one.hint and not isinstance(one, NotReady)]
        mended = " && ".join([*_own(lacking, asked), _shared(lacking, asked, command)])
        self.hint = "\n".join(dict.fromkeys([*others, *([mended] if lacking else [])]))


def _own(lacking: "Gaps", asked: int) -> list[str]:
    """What gives records that lack something it alone, so that others keep what they have."""
    if len(lacking) == asked:
        return []
    return [
        f"learnorg {own.format(id=name)}"
        for name, gaps in lacking
        for own in dict.fromkeys(gap.own for gap in gaps)
        if own
    ]


def _shared(lacking: "Gaps", asked: int, command: str) -> str:
    """What was typed, with what all of the records may be given at once."""
    gaps = [gap for _, some in lacking for gap in some if not gap.own or len(lacking) == asked]
    return completed(command, tuple(gaps))


class Given(NamedTuple):
    """What comes along with a move: new values of fields, and parts to add."""

    fields: Mapping[str, Any] = {}
    measure: Mapping[str, Any] = {}
    steps: Sequence[str] = ()
    links: Sequence[Mapping[str, str]] = ()


def moved(
    register: Register,
    moves: Sequence[tuple[Entry, Move]],
    given: Given,
    who: Mover,
    command: str,
    permit: Permit = require,
) -> list[Revision]:
    """
    The revisions that some moves make; all of them, or a refusal that tells everything.

    `command` is what was typed; the refusal adds to it what is missing. `permit` is asked
    for each step that policy may reserve for others.
    """
    revisions, refusals = [], []
    lacking: Gaps = []
    for entry, move in moves:
        try:
            if entry.kind is not IMPROVEMENT:
                raise NotAnImprovement(entry)
            stored = read(register.root, entry)
            after = advanced(stored, move, given, register.policy, who, command, permit)
            revisions.append(revision(stored, after))
        except (NotReady, workflow.IllegalMove, OutOfOrder) as refusal:
            refusals.append(refusal)
            if isinstance(refusal, NotReady):
                lacking.append((entry.identity, refusal.lacking))
    if refusals and len(moves) == 1:
        raise refusals[0]
    if refusals:
        raise SeveralNotReady(refusals, lacking, len(moves), command)
    return revisions


def advanced(
    stored: Stored,
    move: Move,
    given: Given,
    policy: Policy,
    who: Mover,
    command: str,
    permit: Permit = require,
    judged: Stored | None = None,
) -> Stored:
    """
    An improvement after a move and what comes along with it; refused as `moved` refuses.

    `judged` is the record before other edits of the same change: what was not small then, or
    was somebody's own, is not otherwise for the sake of the move.
    """
    before = _improvement(stored)
    was = _improvement(judged) if judged else before
    legal = workflow.legal(before, policy.workflow)
    if move.to not in legal:
        raise workflow.IllegalMove(stored.identity, before.state, move.to, legal, policy.workflow)
    with_fields = revised(stored, _field_edits(stored, given)) if _any(given) else stored
    improvement = _improvement(with_fields)
    slight = small(improvement, policy) and small(was, policy)
    _permitted(improvement, move, policy, who, permit, slight)
    gaps = tuple(_nameless(stored, given))
    gaps += tuple(workflow.lacking(improvement, move, policy))
    owners = {(one.owner or "").lower() for one in (was, improvement)}
    if not slight and owners & who.names:
        gaps += tuple(_approver(improvement, move, policy))
    if gaps:
        raise NotReady(stored.identity, move.to, gaps, command)
    edits = _levelled(workflow.moved(improvement, move, policy), policy, who)
    if workflow.backward(before, move.to) and move.because:
        told = f"Back to {move.to}: {move.because}{_ended(before)}"
        edits.append(_note(with_fields, move, told))
    elif before.hold is not None and before.state == "on-hold":
        since = f" since {before.hold.since}" if before.hold.since else ""
        waited = f": {before.hold.because}" if before.hold.because else ""
        edits.append(_note(with_fields, move, f"Was on hold{since}{waited}"))
    elif move.because and _unmeasured(improvement, move, policy):
        told = f"Assessed without a measured baseline: {move.because}"
        edits.append(_note(with_fields, move, told))
    return revised(with_fields, edits)


def _unmeasured(improvement: Improvement, move: Move, policy: Policy) -> bool:
    """Whether a move leads through *assessed* without a measure's value before."""
    way = workflow.route(improvement, move.to, policy.workflow)
    return "assessed" in way and not any(m.baseline is not None for m in improvement.measures)


def _improvement(stored: Stored) -> Improvement:
    record = stored.record()
    assert isinstance(record, Improvement)
    return record


def _any(given: Given) -> bool:
    return bool(given.fields or given.measure or given.steps or given.links)


def _field_edits(stored: Stored, given: Given) -> list[Edit]:
    plain = stored.plain
    edits = []
    for name, value in given.fields.items():
        path = tuple(name.split("."))
        if isinstance(value, list):
            current = plain.get(name) or []
            current = [current] if isinstance(current, str) else current
            value = [*current, *(item for item in value if item not in current)]
        edits.append(Edit(path, value))
    edits += _measure_edits(plain, given.measure)
    start = len(plain.get("plan") or [])
    taken = {str(step.get("id")) for step in plain.get("plan") or [] if isinstance(step, dict)}
    for n, do in enumerate(given.steps):
        part = mint_part(taken)
        taken.add(part)
        edits.append(Edit(("plan", start + n), {"id": part, "do": do}))
    start = len(plain.get("links") or [])
    edits += [Edit(("links", start + n), dict(link)) for n, link in enumerate(given.links)]
    return edits


def _nameless(stored: Stored, given: Given) -> Iterator[Lacking]:
    """The name of a measure of which only values were given, and that is not there yet."""
    if given.measure and not given.measure.get("name") and not stored.plain.get("measures"):
        part = next(iter(given.measure))
        yield Lacking(f"the measure that --{part} is the value of", '--measure "NAME"')


def _measure_edits(plain: dict[str, Any], measure: Mapping[str, Any]) -> list[Edit]:
    """The first measure gets what is given; a name that none has adds one."""
    if not measure:
        return []
    there = [m for m in plain.get("measures") or [] if isinstance(m, dict)]
    name = measure.get("name")
    place = 0
    if name:
        named = [n for n, m in enumerate(there) if name in (m.get("name"), m.get("metric"))]
        place = named[0] if named else len(there)
    if place == len(there):
        whole = {"id": mint_part({str(m.get("id")) for m in there}), "name": name or "measure"}
        whole |= {key: value for key, value in measure.items() if key != "name"}
        return [Edit(("measures", place), whole)]
    return [
        Edit(("measures", place, key), value) for key, value in measure.items() if key != "name"
    ]


def _approver(improvement: Improvement, move: Move, policy: Policy) -> list[Lacking]:
    """In the full work flow nobody approves what they own, or says why."""
    if workflow.backward(improvement, move.to) or policy.workflow != "full" or move.because:
        return []
    if "approved" not in workflow.route(improvement, move.to, "full"):
        return []
    return [Lacking("an approver other than its owner (or --because, why not)", '--because "WHY"')]


def _permitted(
    improvement: Improvement, move: Move, policy: Policy, who: Mover, permit: Permit, slight: bool
) -> None:
    """Refuse what policy reserves for others, on the whole way; what is `slight` is approved."""
    if workflow.backward(improvement, move.to):
        for verb in workflow.verbs_back(improvement, move.to, policy.workflow):
            permit(policy, verb, who)
        return
    if improvement.state == "on-hold" and move.to == workflow.standing(improvement):
        return
    withdrawn = bool(improvement.outcome and improvement.outcome.result == "withdrawn")
    for state in workflow.route(improvement, move.to, policy.workflow, withdrawn):
        verb = workflow.VERB_TO.get(state, "")
        if verb == "approve" and slight:
            continue
        permit(policy, verb, who)


def _levelled(edits: list[Edit], policy: Policy, who: Mover) -> list[Edit]:
    """The edits, an approval among them naming the level it was given on."""
    if open_to_all(policy):
        return edits
    level = level_of(policy, who)[1]
    return [
        Edit(e.path, e.value | {"level": level})
        if e.path == ("approval",) and isinstance(e.value, dict) and level
        else e
        for e in edits
    ]


def _ended(before: Improvement) -> str:
    """How an end was told that is taken back, so that it is not lost."""
    outcome = before.outcome
    if before.state not in ("closed", "declined") or outcome is None:
        return ""
    on = f" on {outcome.on}" if outcome.on else ""
    how = f" as {outcome.result}" if outcome.result else ""
    told = [f"It was {before.state}{on}{how}."]
    told += [f"Evidence: {outcome.evidence}"] if outcome.evidence else []
    told += [f"Because: {outcome.because}"] if outcome.because else []
    told += [f"Learned: {before.learned}"] if before.learned and before.state == "closed" else []
    return "\n" + "\n".join(line.strip() for line in told)


def _note(stored: Stored, move: Move, text: str) -> Edit:
    return note(stored, move.by, move.on, text)


def note(stored: Stored, by: str, on: Any, text: str) -> Edit:
    """The edit that leaves a dated remark in a record."""
    notes = stored.plain.get("notes") or []
    taken = {str(n.get("id")) for n in notes if isinstance(n, dict)}
    whole = {"id": mint_part(taken), "on": on, "by": by, "text": text}
    return Edit(("notes", len(notes)), {k: v for k, v in whole.items() if v})
