"""A record's file on one side of a change: read as far as it can be, and looked at alone."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from learnorg.checks import run
from learnorg.checks.change.turn import Side
from learnorg.checks.waivers import Waiver, keys, notes, parted
from learnorg.files.loader import Form, Refused, load
from learnorg.findings import Finding, Level
from learnorg.history.git import Git
from learnorg.history.objects import Touch, contents
from learnorg.history.trees import Entry
from learnorg.kinds.kind import Kind, Plain
from learnorg.kinds.problems import problems
from learnorg.kinds.record import Record
from learnorg.refs import stem
from learnorg.register.facts import several
from learnorg.register.intake import kind_at
from learnorg.register.lexicon import Lexicon
from learnorg.register.places import FILES
from learnorg.settings import Policy

NOTHING = Side("", b"", None, None, None)

Named = tuple[Kind | None, str]
"""A kind and a file's name."""


class Passed(NamedTuple):
    """A record's file before and after, and where it stood before."""

    path: str
    was_at: str
    before: Entry | None
    after: Entry | None


def side(path: str, data: bytes) -> Side:
    """A file on one side of a change, as far as it can be read."""
    try:
        document = load(data, Form.of(path))
    except Refused as refused:
        return Side(path, data, None, {}, None, refused)
    plain = document.plain()
    kind = kind_at(path)
    record, spoiled = _record(kind, plain) if kind else (None, frozenset[str]())
    return Side(path, data, document, plain, record, spoiled=spoiled)


def _record(kind: Kind, plain: Plain) -> tuple[Record | None, frozenset[str]]:
    """The record that a file makes without the fields in which something is wrong, and these."""
    record, wrong = problems(kind.model(), plain)
    spoiled = frozenset(str(problem.path[0]) for problem in wrong if problem.path)
    if record is None:
        record, _ = problems(kind.model(), {k: v for k, v in plain.items() if k not in spoiled})
    return record, spoiled


def inspected(one: Side | None, policy: Policy, words: Lexicon) -> list[Finding]:
    """What the rules over single records say of one side, and no waiver in it answers."""
    if one is None or one.document is None:
        return []
    found = run.looked_at(one.document, kind_at(one.path), one.path, policy, words)
    return list(run.levelled(found, policy))


def brought(before: Side | None, after: Side, policy: Policy, words: Lexicon) -> list[Finding]:
    """
    What a change adds to what the rules over single records say of one.

    Waivers that it brings along answer no errors: else whoever is judged could take out of a
    record what it is judged by.
    """
    if after.document is None:
        return []
    kind = kind_at(after.path)
    every = run.inspected(after.document, after.plain, kind, after.path, policy, words)
    known = {(f.rule, f.message) for f in inspected(before, policy, words)}
    waived, lasting = {waiver.key for waiver in _waivers(after)}, _lasting(before, policy, words)
    return [
        one
        for one in run.levelled(every, policy)
        if (one.rule, one.message) not in known
        and (waived.isdisjoint(keys(one)) or (one.level is Level.ERROR and not lasting(one)))
    ]


def _lasting(before: Side | None, policy: Policy, words: Lexicon) -> Callable[[Finding], bool]:
    """Whether a finding was waived before a change: its rule in the whole file, or it on a line."""
    if before is None or before.document is None:
        return lambda _: False
    waivers = _waivers(before)
    rules = {waiver.rule for waiver in waivers if not waiver.on}
    waived = {waiver.key for waiver in waivers}
    kind = kind_at(before.path)
    every = run.inspected(before.document, before.plain, kind, before.path, policy, words)
    there = {(f.rule, f.message) for f in every if not waived.isdisjoint(keys(f))}
    return lambda one: one.rule in rules or (one.rule, one.message) in there


def _waivers(one: Side | None) -> list[Waiver]:
    """What a side waives."""
    if one is None or one.document is None:
        return []
    return parted(notes(one.document, one.path))[0]


def joined(touches: Sequence[Touch], git: Git) -> list[Passed]:
    """Touches, with those of a record that goes from one place to another as one."""
    gone: dict[Named, Touch] = {}
    come: dict[Named, Touch] = {}
    for touch in touches:
        kind, name = _named(touch)
        first = kind is not None and touch.path == kind.path(name)
        for side_, there in ((gone, touch.after), (come, touch.before)):
            if kind is not None and there is None and (first or (kind, name) not in side_):
                side_[kind, name] = touch  # of several by one name, the one where it belongs
    came = {come[record].path: gone[record] for record in come if record in gone}
    came |= _rekeyed(
        {record: t for record, t in gone.items() if record not in come},
        {record: t for record, t in come.items() if record not in gone},
        git,
    )
    left = {touch.path for touch in came.values()}
    return [
        Passed(path, came[path].path, came[path].before, after)
        if path in came
        else Passed(path, path, before, after)
        for path, before, after in touches
        if path not in left
    ]


def _named(touch: Touch) -> Named:
    return kind_at(touch.path), stem(touch.path)


def _rekeyed(
    gone: Mapping[Named, Touch], come: Mapping[Named, Touch], git: Git
) -> dict[str, Touch]:
    """The new places of records that are gone under their old identity, and keep it as an alias."""
    found: dict[str, Touch] = {}
    files = {t.after.id: r for r, t in come.items() if t.after and t.after.mode in FILES}
    for id_, data in contents(git, files) if gone else ():
        kind, name = files[id_]
        try:
            plain = load(data, Form.of(come[kind, name].path)).plain()
        except Refused:
            continue
        for alias in several(plain.get("aliases")):
            if old := gone.get((kind, alias)):
                if old not in found.values():
                    found[come[kind, name].path] = old
    return found
