"""What an audit compares: every step of every record, and what stands at the end of history."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from learnorg.files.loader import Document, Refused, load
from learnorg.findings import Level
from learnorg.history.objects import contents, tree
from learnorg.kinds import BY_NAME
from learnorg.kinds.improvement import IMPROVEMENT, ORDER
from learnorg.kinds.kind import Plain
from learnorg.page import counted
from learnorg.register.claims import Claims
from learnorg.register.facts import several
from learnorg.register.index import TOPS
from learnorg.register.messages import REVERTS
from learnorg.register.places import FILES, Key, form, record_at
from learnorg.register.steps import REKEY, Step
from learnorg.register.trail import Trail
from learnorg.reports.trail import who
from learnorg.settings import Policy

SLACK = timedelta(days=1)
"""What time zones may make of a day."""


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


class File(NamedTuple):
    """A record at the end of history."""

    path: str
    document: Document | None
    plain: Plain


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


def standing(trail: Trail) -> dict[Key, File]:
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
        key: as_file(path, data, key[0])
        for (key, path, _), (_, data) in zip(places, held, strict=True)
    }


def as_file(path: str, data: bytes, kind: str) -> File:
    """What a file of a kind says, as far as it can be read."""
    try:
        document = load(data, form(kind))
    except Refused:
        return File(path, None, {})
    return File(path, document, document.plain())


def rekeyed(trail: Trail, past: Mapping[Key, Sequence[Step]]) -> Iterator[tuple[str, Key]]:
    """Records that a commit ended, and began with the old identity as an alias of the new."""
    every = [step for some in past.values() for step in some if step.action == REKEY]
    gone = {(step.commit, step.key): step for step in every if step.new is None}
    begun: dict[str, list[Step]] = {}
    for step in every:
        if step.old is None and step.new:
            begun.setdefault(step.new, []).append(step)
    for blob, data in contents(trail.git, begun):
        for step in begun[blob]:
            for alias in several(as_file("", data, step.kind).plain.get("aliases")):
                old = gone.get((step.commit, (step.kind, alias)))
                if old:
                    yield step.commit, old.key
                    if old.was == step.became:
                        yield step.commit, step.key


def takes_back(step: Step, some: Sequence[Step]) -> bool:
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


def known_before(sources: Sources, step: Step) -> bool:
    """Whether a record that begins with a step was something before, as far as git knows."""
    return bool(step.first) or (step.commit, step.key) in sources.renamed


def of_improvements(sources: Sources) -> Iterator[Step]:
    """The steps of improvements that are looked at."""
    for (kind, _), some in sources.past.items():
        if kind == IMPROVEMENT.name:
            yield from (step for step in some if sources.counts(step))


def entering(some: Iterable[Step]) -> Iterator[tuple[str, Step]]:
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


def by_commit(sources: Sources, before: frozenset[str]) -> dict[str, list[Step]]:
    """The steps of each commit, but for those before."""
    made: dict[str, list[Step]] = {}
    for some in sources.past.values():
        for step in some:
            if step.commit not in before:
                made.setdefault(step.commit, []).append(step)
    return made


def of_all(sources: Sources, made: Sequence[Step], rule: str, level: Level, why: str) -> Fault:
    """A fault of a whole commit, told with the first of its records."""
    first, *others = made
    more = f", and so for {counted(len(others), 'more record')}" if others else ""
    return sources.fault(first, rule, level, why + more)
