"""Findings as plain data for programs, in the JSON that every command answers with."""

from collections.abc import Iterator, Sequence

from learnorg.findings import Finding
from learnorg.render.findings.about import About
from learnorg.render.formats import envelope, jsonl


def as_json(findings: Sequence[Finding], about: About) -> Iterator[str]:  # noqa: ARG001  # as every writer
    """All findings in one envelope."""
    yield envelope("findings", [data(finding) for finding in findings])


def as_jsonl(findings: Sequence[Finding], about: About) -> Iterator[str]:  # noqa: ARG001  # as every writer
    """A finding a line."""
    return jsonl(data(finding) for finding in findings)


def data(finding: Finding) -> dict[str, object]:
    """One finding by the names that are public."""
    return {
        "path": finding.path,
        "line": finding.line,
        "col": finding.col,
        "level": str(finding.level),
        "rule": finding.rule,
        "message": finding.message,
        "hint": finding.hint or None,
        "record": finding.record or None,
    }
