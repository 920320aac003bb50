"""Findings for a person at a terminal, and for editors that read `path:line:col`."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from learnorg.findings import Finding
from learnorg.render.findings.about import About
from learnorg.render.safe import no_command, on_one_line
from learnorg.render.tables import paint


def text(findings: Sequence[Finding], about: About) -> Iterator[str]:
    """A line for each finding, and one below it that says what to do."""
    for finding in findings:
        yield from lines(finding, about.colour, about.width)


def lines(finding: Finding, colour: bool = False, width: int = 0) -> Iterator[str]:
    """One finding, none of whose lines a CI service takes for a command."""
    place = f"{on_one_line(finding.path)}:{finding.line}:{finding.col}:"
    level = f"{finding.level}:"
    if colour:
        level = paint(level, finding.level.tone)
    said = f"{on_one_line(finding.message)} [{on_one_line(finding.rule)}]"
    yield no_command(f"{place} {level} {said}")
    if finding.hint:
        hint = on_one_line(finding.hint)
        for line in wrap(hint, max(width - 4, 20), break_on_hyphens=False) if width else [hint]:
            told = no_command(f"    {line}")
            yield paint(told, "quiet") if colour else told
