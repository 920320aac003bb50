"""
Waivers: comments in a record that let a finding stand, each with its reason.

    # learnorg: waive improvement-overdue because the vendor is late

A waiver holds for its whole file; `asides` about the wording of one line hold for that line.
What the index keeps of both are rows among the findings, under a name that no rule has; so an
unchanged register is checked without reading a file.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from learnorg.checks.asides import asides
from learnorg.checks.reading import READING
from learnorg.findings import Finding, Level

if TYPE_CHECKING:  # an unchanged register is checked without YAML
    from learnorg.files.loader import Document
    from learnorg.files.nodes import Node

NOTE = "waiver"
"""The name under which the index keeps a waiver; the rule that it waives is the message."""

WORDING = "blaming-words"
"""The rule of which single lines are waived; its messages end with a wording rule in brackets."""

COMMENT = re.compile(
    r"(?:^\ufeff?|(?<=[ \t]))#[ \t]*learnorg:[ \t]*(?P<said>[^\r\n]*)", re.MULTILINE
)
WAIVER = re.compile(
    r"waive[ \t]+(?P<rules>[^\s,]+(?:[ \t]*,[ \t]*[^\s,]+)*)"
    r"(?:[ \t]+because(?:[ \t]+(?P<reason>.*))?)?[ \t]*"
)
UNWAIVED = frozenset({*(rule.name for rule in READING), "waiver-unused", "waiver-without-reason"})
"""What no waiver lets stand: a file that cannot be read, and what is wrong with waivers."""


class Comment(NamedTuple):
    """A comment that speaks to learnorg: where, and what it says."""

    line: int
    col: int
    said: str

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that it waives; none where it is no waiver."""
        found = WAIVER.fullmatch(self.said)
        return tuple(rule.strip() for rule in found["rules"].split(",")) if found else ()

    @property
    def reason(self) -> str:
        """Why it waives them; nothing where it does not say."""
        found = WAIVER.fullmatch(self.said)
        return ((found and found["reason"]) or "").strip()


class Waiver(NamedTuple):
    """One rule waived in one file, for a reason."""

    path: str
    line: int
    col: int
    rule: str
    reason: str
    on: int = 0
    """The line for which it holds, if not for all."""
    wording: str = ""
    """The wording rule that it waives there."""

    @property
    def key(self) -> tuple[str, ...]:
        """What it has in common with the findings that it lets stand."""
        narrower = (str(self.on), self.wording) if self.on else ()
        return self.path, self.rule, *narrower


def comments(document: "Document") -> Iterator[Comment]:
    """The comments in a record's head that speak to learnorg."""
    text = document.text[: document.body_start]
    if "learnorg:" not in text:
        return
    spans = sorted(_spans(document.root))
    for found in COMMENT.finditer(text):
        at = text.index("#", found.start())
        before = bisect_right(spans, (at, len(text)))
        if not before or spans[before - 1][1] <= at:
            line = text.count("\n", 0, at) + 1
            yield Comment(line, at - text.rfind("\n", 0, at), found["said"].strip())


def notes(document: "Document", path: str) -> Iterator[Finding]:
    """The sound waivers of a record, as rows for the index."""
    for comment in comments(document):
        if comment.reason:
            for rule in comment.rules:
                if rule not in UNWAIVED:
                    line, col, _ = comment
                    yield Finding(path, line, col, NOTE, rule, Level.INFO, comment.reason)
    for aside in asides(document):
        for wording in aside.rules if aside.reason else ():
            about = f"{WORDING} {aside.on} {wording}"
            yield Finding(path, aside.line, aside.col, NOTE, about, Level.INFO, aside.reason)


def parted(rows: Iterable[Finding]) -> tuple[list[Waiver], list[Finding]]:
    """The waivers among the index's rows, and the findings."""
    waivers, findings = list[Waiver](), list[Finding]()
    for row in rows:
        if row.rule == NOTE:
            rule, _, narrower = row.message.partition(" ")
            on, _, wording = narrower.partition(" ")
            told = (rule, row.hint, int(on or 0), wording)
            waivers.append(Waiver(row.path, row.line, row.col, *told))
        else:
            findings.append(row)
    return waivers, findings


def unwaived(waivers: Iterable[Waiver], findings: Iterable[Finding]) -> list[Finding]:
    """The findings that no waiver lets stand."""
    waived = {waiver.key for waiver in waivers}
    return [finding for finding in findings if waived.isdisjoint(keys(finding))]


def keys(finding: Finding) -> Iterator[tuple[str, ...]]:
    """The keys of the waivers that would let a finding stand."""
    yield finding.path, finding.rule
    if finding.rule == WORDING:
        wording = finding.message.rpartition("(")[2].removesuffix(")")
        yield finding.path, finding.rule, str(finding.line), wording


def _spans(node: "Node") -> Iterator[tuple[int, int]]:
    """Where text stands, in which a `#` begins no comment."""
    from learnorg.files.nodes import Mapping, Scalar, Sequence  # YAML, where a file was read anyway

    if isinstance(node, Scalar):
        yield node.start, node.end
    elif isinstance(node, Mapping):
        for key, value in node.entries.values():
            yield key.start, key.end
            yield from _spans(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _spans(item)
