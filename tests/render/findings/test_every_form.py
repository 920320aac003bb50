"""What holds in every form that findings come in."""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from learnorg.findings import Finding, Level
from learnorg.render.findings import FORMATS
from learnorg.render.findings.about import About, Rule

SCHEMAS = Path(__file__).parents[2] / "schemas"
SEVERITIES = {"info", "minor", "major", "critical", "blocker"}
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What may stand in no answer: a terminal acts upon it, or it hides what is said."""

anything = st.text(st.characters(codec=None)) | st.sampled_from(
    ["::error file=x::made up", "]]>", "<x>&\"'", "%0A::", "a\n::warning::b", "##[error]c", "{0}",
     "[a](b)", "\u202egnp.exe", "\x1b[31m", "\ud800", "\uffff", "| a | b |", "```", "a,b:c"],
)  # fmt: skip
findings = st.lists(
    st.builds(
        Finding,
        path=anything,
        line=st.integers(0, 10**6),
        col=st.integers(0, 10**6),
        rule=st.sampled_from(["unknown-key", "no-such-rule"]) | anything,
        message=anything,
        level=st.sampled_from(Level),
        hint=anything,
        record=anything,
    ),
    max_size=4,
)
abouts = st.builds(
    About,
    rules=st.just({"unknown-key": Rule(Level.ERROR, "A key.\n\nWhy it matters: x.")}),
    prefix=st.sampled_from(["", "team/", "a b/ç/"]),
    fails=st.sampled_from(Level),
    colour=st.just(False),
)


@cache
def sarif_schema() -> Draft202012Validator:
    return Draft202012Validator(json.loads((SCHEMAS / "sarif-2.1.0.json").read_text("utf-8")))


@cache
def junit_schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(SCHEMAS / "junit-10.xsd")


def is_json(text: str) -> None:
    assert json.loads(text)["learnorg"] == 1


def is_jsonl(text: str) -> None:
    assert all(json.loads(line)["rule"] is not None for line in text.split("\n") if line)


def is_github(text: str) -> None:
    """Every line is a command, whose properties and text are what the runner would read."""
    for line in text.split("\n")[:-1]:
        command = re.fullmatch(
            r"::(error|warning|notice) file=([^,:]+),line=(\d+),col=(\d+),title=([^,:]*)::(.*)",
            line,
        )
        assert command, line
        assert "##[" not in line


def is_gitlab(text: str) -> None:
    """What GitLab's documentation asks of a Code Quality report; no schema comes in a package."""
    text.encode()
    report = json.loads(text)
    prints = [one["fingerprint"] for one in report]
    assert len(set(prints)) == len(prints)
    for one in report:
        assert isinstance(one["description"], str)
        assert isinstance(one["check_name"], str)
        assert re.fullmatch("[0-9a-f]{32}", one["fingerprint"])
        assert one["severity"] in SEVERITIES
        assert one["location"]["path"]
        assert not one["location"]["path"].startswith("./")
        one["location"]["path"].encode()
        assert one["location"]["lines"]["begin"] >= 1


def is_sarif(text: str) -> None:
    log = json.loads(text)
    sarif_schema().validate(log)
    (run,) = log["runs"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        (place,) = result["locations"]
        uri = place["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri)
        assert "](" not in result["message"]["text"]


def is_junit(text: str) -> None:
    junit_schema().validate(text)
    (suite,) = ET.fromstring(text.encode())
    assert int(suite.attrib["tests"]) == len(suite)
    assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure"))


def is_text(text: str) -> None:
    for line in text.split("\n"):
        assert not line.lstrip().startswith("::")
        assert "##[" not in line


WELL_FORMED: dict[str, Callable[[str], None]] = {
    "text": is_text,
    "json": is_json,
    "jsonl": is_jsonl,
    "github": is_github,
    "gitlab": is_gitlab,
    "sarif": is_sarif,
    "junit": is_junit,
    "md": is_text,
}


def whole(name: str, told: list[Finding], about: About) -> str:
    return "".join(f"{line}\n" for line in FORMATS[name](told, about))


@pytest.mark.parametrize("name", FORMATS)
@given(findings, abouts)
def test_any_text(name: str, told: list[Finding], about: About) -> None:
    """Whatever findings say, the form is kept, and nothing in it steers whoever shows it."""
    text = whole(name, told, about)
    WELL_FORMED[name](text)
    assert not RAW.search(text)
    assert whole(name, told, about) == text


@pytest.mark.parametrize("name", FORMATS)
def test_nothing(name: str) -> None:
    """Nothing found is well formed, too."""
    WELL_FORMED[name](whole(name, [], About()))


LINES = {
    "text": 3,
    "jsonl": 3,
    "github": 3,
    "md": 7,
}


@pytest.mark.parametrize("name", LINES)
@given(anything, anything)
def test_a_line_each(name: str, path: str, message: str) -> None:
    """No text makes a line of its own, where a line is a finding."""
    told = [Finding(path or "x", n, 1, "unknown-key", message or "x") for n in range(3)]
    assert whole(name, told, About()).count("\n") == LINES[name]
