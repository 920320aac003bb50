"""A record's content as its model takes it, and what its state would have asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from learnorg.exchange.draft import as_kept
from learnorg.exchange.rows import Remark
from learnorg.files.emitter import Unwritable, emit
from learnorg.files.loader import MAX_YAML
from learnorg.findings import Level
from learnorg.kinds.guards import Move
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.improvement.model import Improvement
from learnorg.kinds.improvement.workflow import lacking
from learnorg.kinds.kind import Kind
from learnorg.kinds.problems import Problem, problems
from learnorg.kinds.record import Record
from learnorg.refs import mint_part
from learnorg.settings import Policy

VITAL = frozenset(("id", "title", "state", "raised"))
NUMBERED = ("measures", "plan", "benefits", "notes")
"""Parts that others may point to, by short identities of their own."""
LARGEST = MAX_YAML - 16 * 1024
"""Bytes of a new record, with some room for what is added to it later."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A record, and its content in the model's types."""

    data: dict[str, Any]
    record: Improvement
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why some content makes no record."""

    reason: str
    remarks: tuple[Remark, ...] = ()


def settled(where: str, data: dict[str, Any], large: bool = True) -> Settled | Unfit:
    """
    The record that some content makes; what the model does not take goes to `extra`.

    Only what may be too `large` or odd for a file is written to see, since that takes as long
    as everything else.
    """
    content, remarks = dict(data), list[Remark]()
    record, faults = problems(IMPROVEMENT.model(), content)
    while faults:
        part = str(faults[0].path[0]) if faults[0].path else ""
        if part in VITAL or part not in content or part == "extra":
            return Unfit("; ".join(map(_told, faults)), tuple(remarks))
        extra = content["extra"] = dict(content.get("extra", {}))
        extra[part if part not in extra else f"{part}-as-given"] = as_kept(content.pop(part))
        remarks.append(Remark(where, "", f"{_told(faults[0])}; {part} is kept in `extra`"))
        record, faults = problems(IMPROVEMENT.model(), content)
    if not isinstance(record, Improvement):
        raise TypeError(f"{IMPROVEMENT.package} makes no improvement")
    said = typed(record)
    try:
        size = len(emit(said).encode()) if large else 0
    except Unwritable as wrong:
        return Unfit(str(wrong), tuple(remarks))
    if size > LARGEST:
        reason = f"its file would have {size // 1024} KiB; {LARGEST // 1024} KiB are the most"
        return Unfit(reason, tuple(remarks))
    return Settled(said, record, tuple(remarks))


def typed(record: Record, kind: Kind = IMPROVEMENT) -> dict[str, Any]:
    """What was said of a record, in the model's types and the order of a file's keys."""
    return in_order(record.model_dump(by_alias=True, exclude_unset=True), kind)


def in_order(said: dict[str, Any], kind: Kind = IMPROVEMENT) -> dict[str, Any]:
    """A record's content in the order of a file's keys, without what says nothing."""
    if days := said.get("dates"):
        said = {**said, "dates": {s: days[s] for s in kind.states if s in days}}
    return {key: said[key] for key in kind.keys if said.get(key) not in (None, (), {})}


def missing(where: str, record: Improvement, policy: Policy) -> Iterator[Remark]:
    """What the moves to its state would have asked for, and the record lacks."""
    if record.state == "proposed":
        return
    because = (record.hold and record.hold.because) or (record.outcome and record.outcome.because)
    move = Move(record.state, date.max, because=because or "")
    start = record.model_copy(update={"state": "proposed", "hold": None})
    gaps = [gap.what for gap in lacking(start, move, policy)]
    if gaps:
        said = f"it is {record.state} and lacks {'; '.join(gaps)}"
        yield Remark(where, "", said, Level.WARNING)


def numbered(data: dict[str, Any]) -> dict[str, Any]:
    """A record's content with an identity for each of its parts."""
    content = dict(data)
    for name in NUMBERED:
        taken: set[str] = set()
        parts = []
        for part in content.get(name, ()):
            own = mint_part(taken)
            taken.add(own)
            parts.append({"id": own, **part})
        content[name] = parts
    return content


def _told(problem: Problem) -> str:
    return f"{problem.message}. {problem.hint}".rstrip(". ") if problem.hint else problem.message
