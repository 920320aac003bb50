"""What each form says, finding by finding."""

import json
import re
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from learnorg.findings import Finding, Level
from learnorg.render.findings.about import About, Rule, sentence
from learnorg.render.findings.fingerprints import fingerprints
from learnorg.render.findings.github import github
from learnorg.render.findings.gitlab import gitlab
from learnorg.render.findings.junit import junit
from learnorg.render.findings.sarif import sarif
from learnorg.render.findings.table import md
from learnorg.render.findings.text import text

LATE = Finding("register/a.yaml", 3, 1, "improvement-overdue", "was required by May", Level.INFO)
WRONG = Finding("register/b.yaml", 2, 5, "wrong-field", "'x' is no size", Level.ERROR, "One of: S.")


def read_back(lines: Iterator[str]) -> list[tuple[str, dict[str, str], str]]:
    """Commands as GitHub's runner takes them apart."""

    def plain(escaped: str, more: tuple[tuple[str, str], ...] = ()) -> str:
        for code, char in (*more, ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
            escaped = escaped.replace(code, char)
        return escaped

    found = []
    for line in lines:
        _, head, said = line.split("::", 2)
        name, _, rest = head.partition(" ")
        pairs = (pair.partition("=") for pair in rest.split(","))
        properties = {key: plain(value, (("%3A", ":"), ("%2C", ","))) for key, _, value in pairs}
        found.append((name, properties, plain(said)))
    return found


def test_github() -> None:
    """The gravest come first, each with its place and what to do; paths are the repository's."""
    (wrong, late) = read_back(github([LATE, WRONG], About(prefix="team/")))
    place = {"file": "team/register/b.yaml", "line": "2", "col": "5", "title": "wrong-field"}
    assert wrong == ("error", place, "'x' is no size\nOne of: S.")
    assert late[0] == "notice"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"])))
def test_github_escapes(words: str) -> None:
    """The runner reads what was said, whatever it is; what looks like a command is broken."""
    found = Finding(words or "x", 1, 1, "wrong-field", words)
    ((_, properties, said),) = read_back(github([found], About()))
    if not re.match("::|.*##", words):
        assert properties["file"] == (words or "x")
        assert said == words


def test_gitlab() -> None:
    """GitLab gets a sentence, a severity and a place."""
    late, wrong = json.loads("".join(gitlab([LATE, WRONG], About(prefix="team/"))))
    assert late["severity"] == "info"
    assert wrong == {
        "description": "'x' is no size. One of: S.",
        "check_name": "wrong-field",
        "fingerprint": wrong["fingerprint"],
        "severity": "major",
        "location": {"path": "team/register/b.yaml", "lines": {"begin": 2}},
    }


def test_sarif() -> None:
    """Results name their rules, whose pages come along; places are percent-encoded."""
    rules = {"wrong-field": Rule(Level.ERROR, "A field\nthat is wrong.\n\nWhy it matters: x.")}
    odd = Finding("register/é %/b.yaml", 2, 5, "wrong-field", "{0} [a](b)", Level.WARNING)
    (run,) = json.loads("".join(sarif([odd, LATE], About(rules, "my team/"))))["runs"]
    late, wrong = run["tool"]["driver"]["rules"]
    assert late == {"id": "improvement-overdue"}
    assert wrong["shortDescription"] == {"text": "A field that is wrong."}
    assert "Why it matters" in wrong["help"]["markdown"]
    result = run["results"][0]
    assert (result["level"], result["ruleIndex"]) == ("warning", 1)
    assert result["message"]["text"] == "{{0}} [a] (b)"
    place = result["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 2, "startColumn": 5}
    uri = place["artifactLocation"]["uri"]
    assert uri == "my%20team/register/%C3%A9%20%25/b.yaml"
    assert unquote(uri) == "my team/register/é %/b.yaml"


def test_junit() -> None:
    """A test is a rule in a file; only what fails the check fails it, and the check passed."""

    def cases(fails: Level, *found: Finding) -> list[tuple[str, str, int]]:
        said = "".join(junit(found, About(fails=fails)))
        (suite,) = ET.fromstring(said)
        return [
            (one.attrib["classname"], one.attrib["name"], len(one.findall("failure")))
            for one in suite
        ]

    passed = ("learnorg", "check", 0)
    late = ("register.a", "improvement-overdue", 0)
    wrong = ("register.b", "wrong-field", 1)
    assert cases(Level.ERROR) == [passed]
    assert cases(Level.ERROR, WRONG, LATE, LATE) == [passed, late, wrong]
    assert cases(Level.INFO, LATE) == [passed, (*late[:2], 1)]


def test_junit_tells_all() -> None:
    """A test that several findings fail tells every one of them."""
    said = "\n".join(junit([WRONG, WRONG], About()))
    assert said.count("register/b.yaml:2:5: error: &#x27;x&#x27; is no size [wrong-field]") == 2


def test_md() -> None:
    """A table for people; no text of a record is markup in it."""
    odd = Finding("register/a.yaml", 3, 1, "wrong-field", "<b> | [a](b) `c`", Level.ERROR)
    *_, row = md([odd], About())
    assert row == (
        "| error | register/a.yaml:3:1 | &lt;b> \\| \\[a\\](b) \\`c\\` |  | wrong-field |"
    )
    assert list(md([], About()))[-1] == "Nothing found."


def test_text() -> None:
    """A line with the place, and what to do below it; colour where it is wanted."""
    assert list(text([WRONG], About())) == [
        "register/b.yaml:2:5: error: 'x' is no size [wrong-field]",
        "    One of: S.",
    ]
    assert "\x1b[31merror:\x1b[0m" in next(text([WRONG], About(colour=True)))


def test_sentence() -> None:
    """A message and its hint make a sentence each."""
    assert sentence(LATE) == "was required by May"
    assert sentence(WRONG) == "'x' is no size. One of: S."
    assert sentence(Finding("a", 1, 1, "x", "What?", hint="That.")) == "What? That."


def test_fingerprints() -> None:
    """A finding is known by what it says in which file; lines may move, twins are counted."""

    def at(line: int, **other: str) -> Finding:
        said = {"path": "a", "rule": "r", "message": "m"} | other
        return Finding(said["path"], line, 1, said["rule"], said["message"])

    one, two = fingerprints([at(1), at(9)])
    assert one != two
    assert list(fingerprints([at(5), at(7)])) == [one, two]
    others = [at(1, path="b"), at(1, rule="b"), at(1, message="b")]
    assert len({one, two, *fingerprints(others)}) == 5


def test_text_within_a_width() -> None:
    """Where lines have a width, what to do flows within it; the place stays on its one line."""
    long = Finding("a.md", 3, 1, "labels", "x " * 60, Level.INFO, "Say what was done. " * 9)
    first, *hints = text([long], About(width=40))
    assert first.startswith("a.md:3:1: info: ")
    assert all(hint.startswith("    ") and len(hint) <= 40 for hint in hints)
    assert " ".join(" ".join(hints).split()) == long.hint.strip()
    assert [*text([long], About())] == [first, f"    {long.hint}"]
