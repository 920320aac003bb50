"""A verdict on a change as a page: what it does in words, and what is in the way."""

from collections.abc import Iterator
from typing import Any

from learnorg.checks.judging.judge import Verdict
from learnorg.findings import Finding, Level
from learnorg.page import Block, Cell, Heading, Items, Page, Say, Text, counted
from learnorg.register.evidence import TOLD
from learnorg.render.findings import plain

MOST = 200
"""Records that are told of one by one; forges cut longer comments."""


def lay_out(verdict: Verdict, found: list[Finding], fails: Level = Level.ERROR) -> Page:
    """The verdict, with those of its findings that are asked for, and from which level it fails."""
    bad = [one for one in found if one.level >= fails]
    blocks = _blocks(verdict, bad, [one for one in found if one not in bad])
    return Page("", tuple(blocks), "verdict", _data(verdict, found, bad))


def summary(verdict: Verdict) -> str:
    """What was judged, in a line."""
    records, commits = len(verdict.words), verdict.commits
    told = f"{counted(records, 'record')} changed in {counted(commits, 'commit')}"
    return f"{told}. Who made it is known {TOLD[verdict.proof]}."


def _blocks(verdict: Verdict, bad: list[Finding], others: list[Finding]) -> Iterator[Block]:
    yield Heading("What this change does")
    if verdict.words:
        yield Items([_told(*words) for words in verdict.words[:MOST]])
    else:
        yield Text("It changes no record.")
    if (more := len(verdict.words) - MOST) > 0:
        yield Text(f"and {more} more")
    yield Heading("What is in the way")
    yield Items([_finding(one) for one in bad]) if bad else Text("Nothing.")
    if others:
        yield Heading("What there is to say besides")
        yield Items([_finding(one) for one in sorted(others, key=lambda one: -one.level)])
    yield from (Text(line, "warn") for line in verdict.waiting)
    yield Text(summary(verdict))


def _told(identity: str, title: str, phrases: list[str]) -> Cell:
    return f"{identity} {title}: {'; '.join(phrases)}"


def _finding(finding: Finding) -> Cell:
    hint = f" {finding.hint}" if finding.hint else ""
    place = f"{finding.path}:{finding.line}:{finding.col}"
    words = f"{finding.level}: {place}: {finding.message} [{finding.rule}]{hint}"
    return Say(words, finding.level.tone)


def _data(verdict: Verdict, found: list[Finding], bad: list[Finding]) -> dict[str, Any]:
    return {
        "base": verdict.base,
        "head": verdict.head,
        "commits": verdict.commits,
        "proof": verdict.proof,
        "passes": not bad,
        "unseen": verdict.waiting,
        "records": [
            {"id": identity, "title": title, "changes": phrases}
            for identity, title, phrases in verdict.words
        ],
        "findings": [plain.data(one) for one in found],
    }
