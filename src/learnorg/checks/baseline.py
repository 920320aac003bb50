"""
A baseline: the findings that stood when a register was adopted, which are let be.

A finding is known by its rule, its file and its words, and by how often that stands there;
so lines may move. What keeps a file from being read is never let be.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from learnorg.checks.run import UNSILENCED
from learnorg.errors import LearnorgError
from learnorg.files.json_text import NotRead, decoded, parsed
from learnorg.findings import Finding

VERSION = 1
Known = tuple[str, str, str]
"""A file, a rule, and what it says there."""


class BadBaseline(LearnorgError):
    """A file that is no baseline."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} is no baseline: {why}")
        self.hint = "Write it anew with --write-baseline."


@dataclass(frozen=True, slots=True)
class Baseline:
    """How often each finding stood."""

    counts: Mapping[Known, int] = field(default_factory=dict)

    def fresh(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that are not in it, or stand more often than there."""
        seen: Counter[Known] = Counter()
        found = []
        for finding in findings:
            known = _known(finding)
            seen[known] += 1
            if finding.rule in UNSILENCED or seen[known] > self.counts.get(known, 0):
                found.append(finding)
        return found

    def mended(self, findings: Iterable[Finding]) -> list[Known]:
        """The entries that stand less often than they did, or not at all."""
        there = Counter(_known(finding) for finding in findings)
        return [known for known, count in self.counts.items() if there[known] < count]


def baseline(findings: Iterable[Finding]) -> Baseline:
    """The baseline that lets all these findings be."""
    standing = (finding for finding in findings if finding.rule not in UNSILENCED)
    return Baseline(Counter(_known(finding) for finding in standing))


def written(standing: Baseline) -> Iterator[str]:
    """A baseline as JSON, an entry a line, in an order that never varies."""
    entries = [
        _json({"path": path, "rule": rule, "message": message, "count": count})
        for (path, rule, message), count in sorted(standing.counts.items())
    ]
    yield f'{{"learnorg": {VERSION}, "kind": "baseline", "findings": ['
    yield from (f"{entry}," for entry in entries[:-1])
    yield from entries[-1:]
    yield "]}"


def read(data: bytes, name: str) -> Baseline:
    """The baseline in a file's bytes."""
    try:
        said = parsed(decoded(data))
    except NotRead as wrong:
        raise BadBaseline(name, str(wrong)) from None
    if not isinstance(said, dict) or said.get("kind") != "baseline":
        raise BadBaseline(name, 'it does not say "kind": "baseline"')
    if type(said.get("learnorg")) is not int or said["learnorg"] != VERSION:
        raise BadBaseline(name, f"another learnorg wrote it; this one reads version {VERSION}")
    entries = said.get("findings")
    if not isinstance(entries, list):
        raise BadBaseline(name, "it lists no findings")
    counts: Counter[Known] = Counter()
    for number, entry in enumerate(entries, 1):
        known, count = _entry(name, number, entry)
        counts[known] += count
    return Baseline(counts)


def _entry(name: str, number: int, entry: Any) -> tuple[Known, int]:
    """What one entry lets be, and how often."""
    if isinstance(entry, dict):
        path, rule, message = (entry.get(key) for key in ("path", "rule", "message"))
        count = entry.get("count")
        texts = isinstance(path, str) and isinstance(rule, str) and isinstance(message, str)
        if texts and type(count) is int and count > 0:
            return (str(path), str(rule), str(message)), count
    raise BadBaseline(name, f"entry {number} has no path, rule, message and count")


def _known(finding: Finding) -> Known:
    return finding.path, finding.rule, finding.message


def _json(entry: Mapping[str, object]) -> str:
    return json.dumps(entry, ensure_ascii=True)
