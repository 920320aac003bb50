"""
Findings as JUnit XML, which Jenkins, GitLab and most other CI services show as tests.

A test is a rule in a file. Services compare tests by their names with the run before, so a
new finding is a newly failed test and never hides behind an old one of its rule; lines may
move without a difference. Only what fails the check fails its test; the rest is passed and
told in its output. One passed test stands for the check itself, since Jenkins refuses a
report without any.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from learnorg.findings import Finding
from learnorg.render.findings.about import About
from learnorg.render.findings.text import lines
from learnorg.render.safe import on_one_line, visible

NO_XML = re.compile("[\ufffe\uffff]")
"""What `visible` leaves alone and XML cannot hold."""


def junit(findings: Sequence[Finding], about: About) -> Iterator[str]:
    """A suite of tests, a test for each rule in each file."""
    ordered = sorted(findings, key=lambda one: (one.path, one.rule))
    tests = [list(same) for _, same in groupby(ordered, key=lambda one: (one.path, one.rule))]
    failed = sum(_fails(same, about) for same in tests)
    counts = f'tests="{len(tests) + 1}" failures="{failed}" errors="0"'
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites name="learnorg" {counts}>'
    yield f'  <testsuite name="learnorg check" {counts} skipped="0">'
    yield '    <testcase classname="learnorg" name="check"/>'
    for same in tests:
        yield from _test(same, about)
    yield "  </testsuite>"
    yield "</testsuites>"


def _fails(same: Sequence[Finding], about: About) -> bool:
    return any(finding.level >= about.fails for finding in same)


def _test(same: Sequence[Finding], about: About) -> Iterator[str]:
    """What one rule finds in one file."""
    first = same[0]
    told = "\n".join(line for finding in same for line in lines(finding))
    yield f'    <testcase classname="{_named(about.path(first))}" name="{_xml(first.rule)}">'
    if _fails(same, about):
        message = _xml(on_one_line(first.message))
        yield f'      <failure type="{first.level}" message="{message}">{_xml(told)}</failure>'
    else:
        yield f"      <system-out>{_xml(told)}</system-out>"
    yield "    </testcase>"


def _named(path: str) -> str:
    """A file as a test's class: dots for folders, which Jenkins shows as packages."""
    return _xml(on_one_line(path.removesuffix(".yaml").removesuffix(".md")).replace("/", "."))


def _xml(text: str) -> str:
    """The text as XML can hold it, between tags and in attributes."""
    shown = NO_XML.sub(lambda odd: f"\\u{ord(odd[0]):04x}", visible(text))
    return escape(shown)
