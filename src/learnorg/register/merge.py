"""
Two people's versions of one record made into one, field by field.

What only one side changed holds. Sets are united, parts go by their ids, prose by lines, and
so does the text of a record in Markdown, whose head is merged by its fields.
What is governed (states, approvals, outcomes, frozen goals) is never put together from two
decisions: there, and wherever the outcome would break a rule that both sides keep, the
record is left with git's marks for a person to settle.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from learnorg.files.canonical import canonical, is_canonical
from learnorg.files.lines import Odd, line_end
from learnorg.files.loader import Document, Form, load
from learnorg.files.outline import Outline, outline
from learnorg.files.three_way import (
    USUAL,
    Clash,
    Line,
    Lines,
    Marks,
    merged_lines,
    picked,
    shown,
)
from learnorg.files.weave import Path, Rules, woven
from learnorg.kinds.article import ARTICLE
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.kind import Kind
from learnorg.kinds.review import REVIEW
from learnorg.settings import Policy

MARK = "\ufeff"
FENCE = re.compile(r"^---[ \t]*\n", re.MULTILINE)
"""What stands above and below the head of a record in Markdown."""

WHOLE: Mapping[Kind, frozenset[str]] = {
    IMPROVEMENT: frozenset({"approval", "hold", "outcome", "imported"}),
    REVIEW: frozenset({"verdict", "imported"}),
    ARTICLE: frozenset({"validation", "imported"}),
}
"""Decisions and origins: each side's as it was made, or none."""

DECISION: Mapping[Kind, frozenset[str]] = {
    IMPROVEMENT: WHOLE[IMPROVEMENT] | {"state", "dates", "learned"},
    REVIEW: frozenset({"state", "dates"}),
    ARTICLE: frozenset({"state", "dates", "validation"}),
}
"""What belongs to a move, and is settled with it."""

READ = ("title", "body")
"""What whoever validates an article under compliance has read."""

OPEN = frozenset({"id", "actual"})
"""Parts of a measure that stay open once its goal is frozen."""

Judge = Callable[[bytes, bytes, bytes], Sequence[int]]
"""The lines of what the rules find in a merged record (the last) and in neither of its sides."""


class Versions(NamedTuple):
    """A record as it was, and as each side has it."""

    base: bytes
    ours: bytes
    theirs: bytes


@dataclass(frozen=True, slots=True)
class Merged:
    """The one record, or both with marks where a person has to choose."""

    data: bytes
    clean: bool
    why: str = ""
    """What is to be known of a conflict besides its marks."""


class NotMerged(Exception):  # a signal to the caller, who merges by lines
    """A record that cannot be told into fields."""


def merged(
    versions: Versions,
    kind: Kind,
    policy: Policy,
    judge: Judge = lambda *_: (),
    marks: Marks = USUAL,
) -> Merged:
    """What two sides make of a record; `Refused`, `Odd` or `NotMerged` where it is no record."""
    base, ours, theirs = versions
    if (same := picked(base, ours, theirs)) is not None:
        return Merged(same, clean=True)
    if not base.strip():
        why = "two records bear this identity: `learnorg rekey` gives theirs another one"
        return Merged(side_by_side(ours, theirs, marks), clean=False, why=why)
    texts = [_Text.read(version, Form.of(kind.suffix)) for version in versions]
    contested = _contested(kind, policy, *(text.plain for text in texts))
    text = _whole(texts, kind, contested)
    if isinstance(text, str):
        found = judge(ours, theirs, _ended(text, texts))
        if not found:
            return Merged(_ended(text, texts), clean=True)
        keys = _keys(text, found, Form.of(kind.suffix))
        decision = DECISION.get(kind, frozenset())
        keys |= decision if keys & decision else set()
        clashing = _whole(texts, kind, lambda path: contested(path) or path[0] in keys)
        if isinstance(clashing, str):  # neither side wrote there: it is about all they wrote
            clashing = _whole(texts, kind, lambda _: True)
        if isinstance(clashing, str):
            raise NotMerged
        text = clashing
    return Merged(_ended(shown(text, marks), texts), clean=False)


def side_by_side(ours: bytes, theirs: bytes, marks: Marks) -> bytes:
    """Both versions whole, between marks."""
    sides = (side.decode("utf-8", "surrogateescape") for side in (ours, theirs))
    clash = Clash(*(tuple(side.removesuffix("\n").split("\n")) for side in sides))
    return shown([clash], marks).encode("utf-8", "surrogateescape")


@dataclass(frozen=True, slots=True)
class _Text:
    """A version with plain line ends, and what it had instead."""

    document: Document
    """What is merged by its fields: all of it, or the head of a text in Markdown."""
    outline: Outline
    below: Lines
    """The lines below the head of a text in Markdown, with the mark that ends it."""
    end: str
    mark: str
    plain: dict[str, Any]

    @classmethod
    def read(cls, data: bytes, form: Form) -> "_Text":
        """One version, as the loader takes it."""
        text = load(data, form).text
        mark = MARK if text.startswith(MARK) else ""
        bare = text.removeprefix(MARK).replace("\r\n", "\n")
        whole = load((bare if bare.endswith("\n") else f"{bare}\n").encode(), form)
        if form is Form.YAML:
            return cls(whole, outline(whole), (), line_end(text), mark, whole.plain())
        _, head, below = FENCE.split(whole.text, 2)
        document = load(head.encode())
        lines = tuple(below.removesuffix("\n").split("\n")) if below else ()
        return cls(
            document, outline(document), ("---", *lines), line_end(text), mark, whole.plain()
        )


def _ended(text: str, texts: Sequence[_Text]) -> bytes:
    """A text with the line ends and the mark that its versions have."""
    end = picked(*(each.end for each in texts)) or "\n"
    mark = picked(*(each.mark for each in texts)) or ""
    return (mark + text.replace("\n", end)).encode()


def _whole(
    texts: Sequence[_Text], kind: Kind, contested: Callable[[Path], bool]
) -> str | list[Line]:
    """The merged text; its lines where there are clashes among them."""
    head = _woven(texts, kind, contested)
    if kind.suffix != ".md":
        return head
    base, ours, theirs = (text.below for text in texts)
    if contested(("body",)) and ours != theirs:
        below: list[Line] = ["---", Clash(ours[1:], theirs[1:])]
    else:
        below = merged_lines(base, ours, theirs)
    top = head.removesuffix("\n").split("\n") if isinstance(head, str) else head
    lines: list[Line] = ["---", *top, *below]
    if any(isinstance(line, Clash) for line in lines):
        return lines
    return "".join(f"{line}\n" for line in lines)


def _woven(
    texts: Sequence[_Text], kind: Kind, contested: Callable[[Path], bool]
) -> str | list[str | Clash]:
    """The merged text; its lines where there are clashes among them."""
    rules = Rules(
        kind.lists,
        WHOLE.get(kind, frozenset()),
        frozenset({"measures"}),
        contested,
        _rank(kind),
    )
    found = woven(rules, *(text.outline for text in texts))
    clashes = any(isinstance(line, Clash) for line in found.lines)
    for side in range(2) if clashes else (0,):
        lines = [[line] if isinstance(line, str) else line[side] for line in found.lines]
        document = load("".join(f"{line}\n" for some in lines for line in some).encode())
    if clashes:
        return found.lines
    if document.plain() != found.said:
        raise Odd  # put together, the pieces say something else than each for itself
    if all(is_canonical(text.document, kind.groups) for text in texts[1:]):
        return canonical(document, kind.groups)
    return document.text


def _rank(kind: Kind) -> Callable[[Path], int]:
    """The order of keys, and of the states among dates."""
    orders = {(): kind.keys, ("dates",): kind.states}

    def rank(path: Path) -> int:
        order = orders.get(path[:-1], ())
        return order.index(path[-1]) if path[-1] in order else len(order)

    return rank


def _keys(text: str, lines: Sequence[int], form: Form) -> set[str]:
    """The keys at the top under which some lines stand; the text below a head is `body`."""
    document = load(text.encode(), form)
    ends = text.count("\n", 0, document.body_start)
    entries = document.root.entries.values()
    above = (
        ["body"] if form is Form.MARKDOWN and line > ends
        else [key.text for key, _ in entries if key.line <= line][-1:]
        for line in lines
    )  # fmt: skip
    return {name for names in above for name in names}


def _contested(
    kind: Kind, policy: Policy, base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any]
) -> Callable[[Path], bool]:
    """Whether any difference at a path is for a person to settle."""
    if kind not in DECISION:
        return lambda _: False
    states = [str(side.get("state")) for side in (base, ours, theirs)]
    state = picked(*states)
    decided = frozenset[str]()
    if state is None or (kind is ARTICLE and _validated_unread(base, ours, theirs)):
        decided = DECISION[kind]
    elif kind is IMPROVEMENT and state != states[0] and not _legal(base, state, policy):
        decided = frozenset({"state"})
    goals = kind is IMPROVEMENT and _goals_contested(policy, base, ours, theirs)

    def contested(path: Path) -> bool:
        return path[0] in decided or (goals and path[0] == "measures" and path[-1] not in OPEN)

    return contested


def _validated_unread(base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any]) -> bool:
    """Whether one side validates under compliance what the other has reworded."""
    ruled = any(side.get("governance") == "compliance" for side in (base, ours, theirs))
    return ruled and any(
        validating.get("state") == "validated"
        and validating.get("validation") != base.get("validation")
        and any(other.get(key) != base.get(key) for key in READ)
        for validating, other in ((ours, theirs), (theirs, ours))
    )


def _legal(base: dict[str, Any], state: str, policy: Policy) -> bool:
    """Whether one or two moves lead to a state, such as a reopening and what comes next."""
    from learnorg.kinds.improvement import workflow  # 100 ms, and most merges move nothing

    before = _improvement(base)
    if before is None:
        return True
    first = workflow.legal(before, policy.workflow)
    if state in first:
        return True
    between = (before.model_copy(update={"state": step, "hold": None}) for step in first)
    return any(state in workflow.legal(one, policy.workflow) for one in between)


def _goals_contested(
    policy: Policy, base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any]
) -> bool:
    """Whether both sides changed frozen goals, or one froze what the other changed."""
    sides = (base, ours, theirs)
    goals = [_goals(side) for side in sides]
    changed = [goal != goals[0] for goal in goals[1:]]
    if goals[1] == goals[2] or not any(changed):
        return False
    frozen = [_frozen(side, policy) for side in sides]
    if all(changed):
        return any(frozen)
    froze = frozen[2] if changed[0] else frozen[1]
    return froze and not frozen[0]


def _goals(plain: dict[str, Any]) -> list[Any]:
    """The measures without what stays open."""
    measures = plain.get("measures")
    return [
        {key: value for key, value in one.items() if key not in OPEN}
        if isinstance(one, dict) else one
        for one in (measures if isinstance(measures, list) else [])
    ]  # fmt: skip


def _frozen(plain: dict[str, Any], policy: Policy) -> bool:
    """Whether the goals are frozen; of what is no sound record, it is supposed."""
    from learnorg.kinds.improvement import workflow  # as above

    record = _improvement(plain)
    return record is None or bool(workflow.frozen(record, policy.workflow))


def _improvement(plain: dict[str, Any]) -> Any:
    from learnorg.kinds.problems import problems  # as above

    record, _ = problems(IMPROVEMENT.model(), plain)
    return record
