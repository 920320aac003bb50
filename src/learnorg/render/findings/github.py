"""
Findings as GitHub's workflow commands, which become annotations on the lines of a change.

GitHub shows ten errors, ten warnings and ten notices a step, so the gravest come first; the
log has them all.
"""

from collections.abc import Iterator, Mapping, Sequence

from learnorg.findings import Finding, Level
from learnorg.render.findings.about import About
from learnorg.render.safe import no_command, visible

COMMANDS: Mapping[Level, str] = {
    Level.ERROR: "error",
    Level.WARNING: "warning",
    Level.INFO: "notice",
}


def github(findings: Sequence[Finding], about: About) -> Iterator[str]:
    """A command for each finding."""
    for finding in sorted(findings, key=lambda one: -one.level):
        where = {
            "file": about.path(finding),
            "line": str(max(1, finding.line)),
            "col": str(max(1, finding.col)),
            "title": finding.rule,
        }
        properties = ",".join(f"{name}={_property(value)}" for name, value in where.items())
        said = "\n".join(part for part in (finding.message, finding.hint) if part)
        yield f"::{COMMANDS[finding.level]} {properties}::{_data(said)}"


def _data(text: str) -> str:
    """A command's text on one line, as the runner takes it apart again."""
    shown = no_command(visible(text))
    return shown.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A command's property, which neither ends it nor the command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
