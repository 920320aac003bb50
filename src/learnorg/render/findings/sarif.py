"""
Findings as SARIF 2.1.0, which code scanning and editors read.

Texts are plain text: what SARIF takes for a placeholder or a link in them is written so that
it is none. GitHub's uploading action adds a fingerprint of its own beside ours.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from learnorg import __version__
from learnorg.findings import Finding, Level
from learnorg.render.findings.about import About, Rule, sentence
from learnorg.render.findings.fingerprints import fingerprints
from learnorg.render.formats import harmless
from learnorg.render.safe import visible

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
TOP = "%SRCROOT%"
LEVELS: Mapping[Level, str] = {
    Level.ERROR: "error",
    Level.WARNING: "warning",
    Level.INFO: "note",
}


def sarif(findings: Sequence[Finding], about: About) -> Iterator[str]:
    """One run with its results, and the pages of the rules that found something."""
    names = sorted({finding.rule for finding in findings})
    results = [
        _result(finding, names.index(finding.rule), fingerprint, about)
        for finding, fingerprint in zip(findings, fingerprints(findings), strict=True)
    ]
    driver = {
        "name": "learnorg",
        "semanticVersion": __version__,
        "rules": [_rule(name, about.rules.get(name)) for name in names],
    }
    run = {
        "tool": {"driver": driver},
        "originalUriBaseIds": {TOP: {"description": {"text": "The top of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    yield harmless(json.dumps(log, ensure_ascii=False, indent=2))


def _rule(name: str, rule: Rule | None) -> dict[str, Any]:
    """A rule, with its manual page as its help."""
    if rule is None:
        return {"id": name}
    first = " ".join(rule.page.split("\n\n")[0].split())
    return {
        "id": name,
        "shortDescription": {"text": first},
        "fullDescription": {"text": first},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"level": LEVELS[rule.level]},
    }


def _result(finding: Finding, index: int, fingerprint: str, about: About) -> dict[str, Any]:
    """A finding, with where it is and what tells it from others."""
    uri = quote(about.path(finding), safe="/", errors="surrogatepass")
    place = {
        "artifactLocation": {"uri": uri, "uriBaseId": TOP},
        "region": {"startLine": max(1, finding.line), "startColumn": max(1, finding.col)},
    }
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": LEVELS[finding.level],
        "message": {"text": _text(sentence(finding))},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"learnorg/v1": fingerprint},
    }


def _text(words: str) -> str:
    """Plain text as SARIF has it: no placeholder, no link."""
    shown = visible(words).replace("{", "{{").replace("}", "}}")
    return re.sub(r"\](?=\()", "] ", shown)
