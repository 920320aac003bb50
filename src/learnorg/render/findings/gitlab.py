"""Findings as GitLab's Code Quality report, which its merge requests show beside the lines."""

import json
from collections.abc import Iterator, Mapping, Sequence

from learnorg.findings import Finding, Level
from learnorg.render.findings.about import About, sentence
from learnorg.render.findings.fingerprints import fingerprints
from learnorg.render.formats import harmless
from learnorg.render.safe import on_one_line

SEVERITIES: Mapping[Level, str] = {
    Level.ERROR: "major",
    Level.WARNING: "minor",
    Level.INFO: "info",
}


def gitlab(findings: Sequence[Finding], about: About) -> Iterator[str]:
    """A list of findings, empty where there is none; GitLab compares fingerprints between runs."""
    report = [
        {
            "description": on_one_line(sentence(finding)),
            "check_name": finding.rule,
            "fingerprint": fingerprint,
            "severity": SEVERITIES[finding.level],
            "location": {
                "path": about.path(finding).encode("utf-8", "replace").decode(),
                "lines": {"begin": max(1, finding.line)},
            },
        }
        for finding, fingerprint in zip(findings, fingerprints(findings), strict=True)
    ]
    yield harmless(json.dumps(report, ensure_ascii=False, indent=2))
