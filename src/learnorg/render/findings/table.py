"""Findings as a Markdown table, for a summary or a comment."""

from collections.abc import Iterator, Sequence

from learnorg.findings import Finding
from learnorg.page import Column, Page, Table, Text
from learnorg.render.findings.about import About
from learnorg.render.formats import markdown

COLUMNS = tuple(Column(name) for name in ("level", "place", "finding", "what to do", "rule"))


def md(findings: Sequence[Finding], about: About) -> Iterator[str]:  # noqa: ARG001  # as every writer
    """A row for each finding, or a sentence where there is none."""
    rows = [
        [str(f.level), f"{f.path}:{f.line}:{f.col}", f.message, f.hint, f.rule] for f in findings
    ]
    block = Table(COLUMNS, rows) if rows else Text("Nothing found.")
    return markdown(Page("Findings", (block,)))
