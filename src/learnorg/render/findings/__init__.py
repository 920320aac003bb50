"""
Findings as people, other programs and code hosting read them: one form a file.

Each writer takes findings, in the order in which they are to be told, and what is to be
known besides them; it gives lines, the same for the same input.
"""

from collections.abc import Mapping

from learnorg.render.findings.about import Writer
from learnorg.render.findings.github import github
from learnorg.render.findings.gitlab import gitlab
from learnorg.render.findings.junit import junit
from learnorg.render.findings.plain import as_json, as_jsonl
from learnorg.render.findings.sarif import sarif
from learnorg.render.findings.table import md
from learnorg.render.findings.text import text

FORMATS: Mapping[str, Writer] = {
    "text": text,
    "json": as_json,
    "jsonl": as_jsonl,
    "github": github,
    "gitlab": gitlab,
    "sarif": sarif,
    "junit": junit,
    "md": md,
}
"""Every form that findings come in, by its name on the command line."""
