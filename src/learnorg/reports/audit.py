"""Does git agree with what the register says of its own past?"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from learnorg.errors import LearnorgError
from learnorg.files.loader import Document, Refused, load
from learnorg.findings import Level
from learnorg.history.objects import NoSuchCommit, content, contents, is_ancestor, resolve, tree
from learnorg.history.signatures import Signed, signed
from learnorg.kinds import BY_NAME
from learnorg.kinds.improvement import FLOWS, IMPROVEMENT, ORDER, workflow
from learnorg.kinds.improvement.model import Improvement
from learnorg.kinds.kind import Plain
from learnorg.page import Cell, Column, Page, Say, Table, counted
from learnorg.periods import NotADate, iso_day
from learnorg.refs import slug
from learnorg.register.claims import Claims, claims, introduced
from learnorg.register.facts import number, several
from learnorg.register.index import TOPS
from learnorg.register.lookup import shortest
from learnorg.register.messages import REVERTS
from learnorg.register.places import FILES, Key, form, record_at
from learnorg.register.register import Register
from learnorg.register.steps import REKEY, Step, people, steps
from learnorg.register.trail import Trail
from learnorg.reports.trail import who
from learnorg.settings import Evidence, Policy

SLACK = timedelta(days=1)
"""What time zones may make of a day."""

LONG = timedelta(days=31)
"""How much later than it says a state may be recorded before that is worth a look."""

LONG_AGO = date.min

HASH = re.compile(r"[0-9a-f]{7,64}")


class CannotSee(LearnorgError):
    """A witness that a shallow clone may have lost sight of."""

    exit_code = 4
    hint = "Fetch all of history: git fetch --unshallow."

    def __init__(self, witness: str) -> None:
        super().__init__(f"this clone is shallow, so whether {witness} is in it cannot be seen")


class Fault(NamedTuple):
    """One thing on which git and the register do not agree, or that should not have been."""

    identity: str
    path: str
    line: int
    rule: str
    level: Level
    message: str
    hint: str = ""
    commit: str = ""
    when: str = ""
    who: str = ""


class Verdict(NamedTuple):
    """What an audit found, up to which commit, and in how much."""

    tip: str
    faults: list[Fault]
    short: dict[str, str]
    steps: int
    records: int
    whole: bool
    """Whether all of history was there to be looked at."""


class File(NamedTuple):
    """A record at the end of history."""

    path: str
    document: Document | None
    plain: Plain


class Entered(NamedTuple):
    """The first and the last time that a commit brought a record to a state."""

    first: date
    last: date
    by: Step
    """The first commit."""
    again: Step
    """The last one."""


class Sources(NamedTuple):
    """What is compared: every step of every record, and what stands at the end of history."""

    trail: Trail
    past: Mapping[Key, list[Step]]
    """The oldest step first."""
    files: Mapping[Key, File]
    people: dict[str, str]
    policy: Policy
    claims: Claims
    """What commits say of their days, and in which order they stand."""
    before: frozenset[str]
    """Commits from before the days that are looked at."""
    renamed: frozenset[tuple[str, Key]]
    """Where a commit gave a record another identity: its end under the old, and its beginning."""

    def counts(self, step: Step) -> bool:
        """Whether a step is one of those that are looked at."""
        return step.commit not in self.before

    def fault(
        self, step: Step, rule: str, level: Level, message: str, line: int = 1, hint: str = ""
    ) -> Fault:
        """A fault that a step brought about."""
        file = self.files.get(step.key)
        path = file.path if file else BY_NAME[step.kind].path(step.identity)
        by = who(step, self.people)
        head = (step.identity, path, line, rule, level, message, hint)
        return Fault(*head, step.commit, step.committed, by)


def derive(register: Register, trail: Trail, witness: str = "", since: str = "") -> Verdict:
    """Every disagreement, those about commits only as far as they were made since a day."""
    past: dict[Key, list[Step]] = {}
    for step in reversed(steps(trail)):
        past.setdefault(step.key, []).append(step)
    files = _files(trail)
    said = claims(trail.git, trail.tip)
    before = said.before(since)
    named = frozenset(_renamed(trail, past))
    sources = Sources(trail, past, files, people(register), register.policy, said, before, named)
    faults = list(_rewritten(trail, witness)) if witness else []
    for look in (_deleted, _moves, _births, _approvals, _dates, _backwards, _signatures):
        faults += look(sources)
    number_of = sum(len(some) for some in past.values())
    names = shortest(register.index, list(dict.fromkeys(f.identity for f in faults if f.identity)))
    whole = not trail.shallow
    return Verdict(trail.tip, sorted(faults), names, number_of, len(files), whole)


def _files(trail: Trail) -> dict[Key, File]:
    """Every record at the end of history."""
    if not trail.tip:
        return {}
    found = tree(trail.git, trail.tip, *(trail.prefix + top for top in TOPS))
    places = [
        (key, path.removeprefix(trail.prefix), entry.id)
        for path, entry in found.items()
        if (key := record_at(path.removeprefix(trail.prefix))) and entry.mode in FILES
    ]
    held = contents(trail.git, (id_ for *_, id_ in places))
    return {
        key: _file(path, data, key[0])
        for (key, path, _), (_, data) in zip(places, held, strict=True)
    }


def _file(path: str, data: bytes, kind: str) -> File:
    try:
        document = load(data, form(kind))
    except Refused:
        return File(path, None, {})
    return File(path, document, document.plain())


def _renamed(trail: Trail, past: Mapping[Key, Sequence[Step]]) -> Iterator[tuple[str, Key]]:
    """Records that a commit ended, and began with the old identity as an alias of the new."""
    every = [step for some in past.values() for step in some if step.action == REKEY]
    gone = {(step.commit, step.key): step for step in every if step.new is None}
    begun: dict[str, list[Step]] = {}
    for step in every:
        if step.old is None and step.new:
            begun.setdefault(step.new, []).append(step)
    for blob, data in contents(trail.git, begun):
        for step in begun[blob]:
            for alias in several(_file("", data, step.kind).plain.get("aliases")):
                old = gone.get((step.commit, (step.kind, alias)))
                if old:
                    yield step.commit, old.key
                    if old.was == step.became:
                        yield step.commit, step.key


# ---- what was rewritten or taken away ---------------------------------------------------


def _rewritten(trail: Trail, witness: str) -> Iterator[Fault]:
    """Whether the commit that was verified last is no longer part of this history."""
    try:
        commit = resolve(trail.git, witness)
    except NoSuchCommit:
        if trail.shallow:
            raise CannotSee(witness) from None
        if not HASH.fullmatch(witness):
            raise
        why = f"{witness[:10]}, which was verified before, is not in this repository any more"
    else:
        if is_ancestor(trail.git, commit, trail.tip):
            return
        why = f"{witness[:10]}, which was verified before, is no longer part of HEAD's history"
    hint = "Compare with a clone that has it, before anything is done here."
    yield Fault("", "", 1, "history-rewritten", Level.ERROR, why, hint, witness)


def _deleted(sources: Sources) -> Iterator[Fault]:
    """Records that were there and are gone, and that no command took away."""
    for key, some in sources.past.items():
        last = some[-1]
        if key in sources.files or not sources.counts(last):
            continue
        if (last.commit, key) in sources.renamed:
            continue
        level = Level.ERROR
        why = "taken away" if last.new is None else "gone, though no commit took it away"
        if _takes_back(last, some):
            level, why = Level.WARNING, "taken away again, by what takes its beginning back"
        before = f"{last.commit[:10]}{'^' if last.new is None else ''}"
        hint = f"It is still in {before}: learnorg show {key[1]} --as-of {before}"
        yield sources.fault(last, "record-deleted", level, why, hint=hint)


def _takes_back(step: Step, some: Sequence[Step]) -> bool:
    """Whether a step says that it undoes an earlier one of the record, and does."""
    said = REVERTS.search(step.because)
    return said is not None and any(
        earlier.commit.startswith(said[1])
        and (
            (earlier.old, earlier.new) == (step.new, step.old)
            or (step.became and (earlier.was, earlier.became) == (step.became, step.was))
        )
        for earlier in some
    )


# ---- how states came about --------------------------------------------------------------


def _moves(sources: Sources) -> Iterator[Fault]:
    """States that were reached by no move which the life cycle has."""
    legal = _legal()
    for step in _of_improvements(sources):
        if not (step.was and step.became and step.moves):
            continue
        if step.became not in legal.get(step.was, {step.became}):
            if _takes_back(step, sources.past[step.key]):
                continue
            why = f"{step.was} -> {step.became}: the life cycle has no such move"
            yield sources.fault(step, "illegal-move", Level.ERROR, why)


def _births(sources: Sources) -> Iterator[Fault]:
    """New records that were further than new ones are, and say nothing of the way."""
    usual = ("", None, IMPROVEMENT.states[0])
    born = {
        step.new: step
        for step in _of_improvements(sources)
        if step.old is None
        and step.new
        and step.became not in usual
        and not _known_before(sources, step)
        and not _takes_back(step, sources.past[step.key])
    }
    for blob, data in contents(sources.trail.git, born):
        said = _file("", data, IMPROVEMENT.name).plain
        dates = said.get("dates")
        if not said.get("imported") and IMPROVEMENT.states[0] not in (dates or ()):
            why = f"began as {born[blob].became}, and was not imported"
            yield sources.fault(born[blob], "born-further", Level.WARNING, why)


def _known_before(sources: Sources, step: Step) -> bool:
    """Whether a record that begins with a step was something before, as far as git knows."""
    return bool(step.first) or (step.commit, step.key) in sources.renamed


def _of_improvements(sources: Sources) -> Iterator[Step]:
    for (kind, _), some in sources.past.items():
        if kind == IMPROVEMENT.name:
            yield from (step for step in some if sources.counts(step))


def _legal() -> dict[str, set[str]]:
    """The states to which each state leads, in either work flow."""
    found = {}
    for state in IMPROVEMENT.states:
        said = {"id": "IMP-2611-000000", "title": "-", "state": state, "raised": "2026-11-01"}
        one = Improvement.model_validate(said)
        found[state] = {to for flow in FLOWS for to in workflow.legal(one, flow)}
    return found


def _entered(some: Iterable[Step]) -> Iterator[tuple[str, Step]]:
    """Every state that steps brought a record to, those passed on the way too, oldest first."""
    here = -1
    for step in some:
        if not step.moves or not step.became:
            continue
        if step.was is None:
            here = -1
        if step.became in ORDER:
            there = ORDER.index(step.became)
            yield from ((state, step) for state in ORDER[here + 1 : there])
            here = there
        yield step.became, step


def _dates(sources: Sources) -> Iterator[Fault]:
    """Dates of states that do not go with the commits in which these were reached."""
    for key, file in sources.files.items():
        said = file.plain.get("dates")
        if not isinstance(said, dict) or file.document is None:
            continue
        entered = _when(sources, sources.past.get(key, ()))
        told = set()
        for state, text in said.items():
            day, when = _day(text), entered.get(state)
            if day is None or when is None or not sources.counts(when.again):
                continue
            line, _ = file.document.locate(("dates", state))
            if day - when.last > SLACK:
                why = f"{state} on {day}, after the commit of {when.last} that brought it there"
                yield sources.fault(when.again, "date-after-commit", Level.ERROR, why, line)
            elif when.first - day > LONG and not file.plain.get("imported"):
                if when.by.commit not in told:  # once for all that came in together
                    why = f"{state} on {day}, and committed only on {when.first}"
                    yield sources.fault(when.by, "date-long-before", Level.WARNING, why, line)
                told.add(when.by.commit)


def _when(sources: Sources, some: Iterable[Step]) -> dict[str, Entered]:
    """When each state was reached; long ago, as far as git cannot know."""
    entered: dict[str, Entered] = {}
    for state, step in _entered(some):
        first, last = sorted((iso_day(step.day), iso_day(step.committed)))
        if step.old is None and _known_before(sources, step):
            first = LONG_AGO
        before = entered.get(state, Entered(first, last, step, step))
        by = step if first < before.first else before.by
        entered[state] = Entered(min(first, before.first), max(last, before.last), by, step)
    return entered


def _backwards(sources: Sources) -> Iterator[Fault]:
    """Commits that say to be older than what they build on."""
    said = sources.claims
    for commit, made in _made(sources, sources.before).items():
        above = said.newest_above(commit)
        if above and said.when[above] - said.when[commit] > SLACK.total_seconds():
            why = f"committed on {said.days[commit]}, upon a commit of {said.days[above]}"
            yield _of_all(sources, made, "date-backwards", Level.WARNING, why)


def _made(sources: Sources, before: frozenset[str]) -> dict[str, list[Step]]:
    """The steps of each commit, but for those before."""
    made: dict[str, list[Step]] = {}
    for some in sources.past.values():
        for step in some:
            if step.commit not in before:
                made.setdefault(step.commit, []).append(step)
    return made


def _of_all(sources: Sources, made: Sequence[Step], rule: str, level: Level, why: str) -> Fault:
    """A fault of a whole commit, told with the first of its records."""
    first, *others = made
    more = f", and so for {counted(len(others), 'more record')}" if others else ""
    return sources.fault(first, rule, level, why + more)


def _day(text: Plain) -> date | None:
    try:
        return iso_day(text) if isinstance(text, str) else None
    except NotADate:
        return None


# ---- who approved -----------------------------------------------------------------------


def _approvals(sources: Sources) -> Iterator[Fault]:
    """Approvals by those who own what was approved."""
    approving = {
        step.new: step
        for some in sources.past.values()
        for state, step in _entered(some)
        if state == "approved" and step.new and not step.first and sources.counts(step)
    }
    for blob, data in contents(sources.trail.git, approving):
        if b"approval" in data or b"\\" in data:  # in quotes, it may be spelled with escapes
            file = _file("", data, IMPROVEMENT.name)
            yield from _approval(sources, approving[blob], file)


def _approval(sources: Sources, step: Step, file: File) -> Iterator[Fault]:
    approval, owner = file.plain.get("approval"), file.plain.get("owner")
    if not isinstance(approval, dict) or not isinstance(owner, str) or file.document is None:
        return
    by = str(approval.get("by") or "")
    person = sources.people.get(step.email.lower(), "")
    policy = sources.policy
    if _same(owner, by):
        bent = policy.workflow == "light" or approval.get("because") or _small(file.plain, policy)
        level, why = (Level.WARNING if bent else Level.ERROR), f"approved by its owner, {owner}"
    elif _same(owner, step.name, step.email, person):
        level = Level.WARNING
        why = f"approved by {by or 'nobody named'}, in a commit of its owner, {owner}"
    else:
        return
    line, _ = file.document.locate(("approval", "by"))
    yield sources.fault(step, "approver-is-owner", level, why, line)


def _same(one: str, *others: str) -> bool:
    """Whether one of some names stands for somebody of that name."""
    names = {name for other in others for name in (other.lower(), slug(other)) if name}
    return bool(names & {one.lower(), slug(one)})


def _small(plain: Plain, policy: Policy) -> bool:
    """Whether policy has approved work of this size beforehand."""
    estimates = plain.get("estimates")
    effort = number(estimates.get("effort")) if isinstance(estimates, dict) else None
    return effort is not None and effort <= policy.small.effort


# ---- who signed ------------------------------------------------------------------------


def _signatures(sources: Sources) -> Iterator[Fault]:
    """Commits that are not signed by whoever they say they are of, since there are signers."""
    trail, evidence = sources.trail, sources.policy.evidence
    if not trail.tip:
        return
    path = trail.prefix + evidence.signers
    signers = content(trail.git, trail.tip, path)
    demanded = evidence.demand == "signature"
    if signers is None and not demanded:
        return
    begin = introduced(trail.git, trail.tip, path)
    earlier = sources.claims.below(begin)
    made = _made(sources, sources.before | earlier)
    for one in signed(trail.git, made, signers or b"") if made else ():
        wrong = _signature(one, evidence)
        if wrong:
            rule, grave, why = wrong
            level = Level.ERROR if grave or demanded else Level.WARNING
            yield _of_all(sources, made[one.commit], rule, level, why)


def _signature(one: Signed, evidence: Evidence) -> tuple[str, bool, str] | None:
    """What is wrong with how a commit is signed, if anything is, and whether that is grave."""
    if one.verdict == "none":
        return "unsigned-change", False, "the commit is not signed"
    if one.verdict == "bad":
        return "signature-wrong", True, "the signature is of something else than this commit"
    if one.verdict == "unknown":
        return "signature-wrong", False, f"signed by a key that {evidence.signers} gives to nobody"
    if one.by == one.author == one.committer or (one.by == one.committer and evidence.squash):
        return None
    of = f"the author is {one.author}, the committer {one.committer}"
    return "signature-wrong", one.by != one.committer, f"signed by {one.by}, but {of}"


# ---- as a page --------------------------------------------------------------------------


def lay_out(verdict: Verdict, brief: bool = False) -> Page:
    """A line for each fault; a brief one is for a person."""
    if brief:
        columns = [Column("level"), Column("id"), Column("finding", flexible=True, wrapped=True)]
        columns += [Column("when"), Column("who", flexible=True), Column("commit")]
    else:
        names = ("level", "rule", "id", "path", "line", "message", "when", "who", "commit")
        columns = [Column(name) for name in names]
    made = (_brief(verdict, one) if brief else _row(one) for one in verdict.faults)
    data = {
        "tip": verdict.tip or None,
        "complete": verdict.whole,
        "steps": verdict.steps,
        "records": verdict.records,
        "findings": [_data(one) for one in verdict.faults],
    }
    return Page("", (Table(columns, [list(row) for row in made]),), "audit", data)


def _brief(verdict: Verdict, one: Fault) -> Iterator[Cell]:
    yield Say(str(one.level), one.level.tone)
    yield Say(verdict.short.get(one.identity, one.identity), "id")
    yield f"{one.message} [{one.rule}]"
    yield from (one.when, one.who, Say(one.commit[:10], "quiet"))


def _row(one: Fault) -> Iterator[Cell]:
    yield from (str(one.level), one.rule, one.identity, one.path, str(one.line))
    yield from (one.message, one.when, one.who, one.commit)


def _data(one: Fault) -> dict[str, Any]:
    return {
        "level": str(one.level),
        "rule": one.rule,
        "record": one.identity or None,
        "path": one.path or None,
        "line": one.line,
        "message": one.message,
        "hint": one.hint or None,
        "commit": one.commit or None,
        "when": one.when or None,
        "who": one.who or None,
    }
