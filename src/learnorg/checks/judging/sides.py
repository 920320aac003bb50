"""A record's file on one side of a change: read as far as it can be, and looked at alone."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from learnorg.checks import run
from learnorg.checks.change.turn import Side
from learnorg.files.loader import Form, Refused, load
from learnorg.findings import Finding
from learnorg.history.objects import Touch
from learnorg.history.trees import Entry
from learnorg.kinds.kind import Kind, Plain
from learnorg.kinds.problems import problems
from learnorg.kinds.record import Record
from learnorg.refs import stem
from learnorg.register.intake import kind_at
from learnorg.settings import Policy

NOTHING = Side("", b"", None, None, None)


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
    return Side(path, data, document, plain, _record(kind, plain) if kind else None)


def _record(kind: Kind, plain: Plain) -> Record | None:
    """The record that a file makes, without the fields in which something is wrong."""
    record, wrong = problems(kind.model(), plain)
    if record is None:
        spoiled = {problem.path[0] for problem in wrong if problem.path}
        record, _ = problems(kind.model(), {k: v for k, v in plain.items() if k not in spoiled})
    return record


def inspected(one: Side | None, policy: Policy) -> list[Finding]:
    """What the rules over single records say of one side, and no waiver in it answers."""
    if one is None or one.document is None:
        return []
    found = run.looked_at(one.document, kind_at(one.path), one.path, policy)
    return list(run.levelled(found, policy))


def joined(touches: Sequence[Touch]) -> Iterator[Passed]:
    """Touches, with those of a record that goes from one place to another as one."""
    gone = {(kind_at(t.path), stem(t.path)): t for t in touches if t.after is None}
    come = {(kind_at(t.path), stem(t.path)) for t in touches if t.before is None}
    for path, before, after in touches:
        record = kind_at(path), stem(path)
        moves = record[0] is not None and record in gone and record in come
        if before is None and moves:
            yield Passed(path, gone[record].path, gone[record].before, after)
        elif after is not None or not moves:
            yield Passed(path, path, before, after)
