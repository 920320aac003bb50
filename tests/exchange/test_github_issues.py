"""Texts with headings in a column, and lists in a row: what the map `github-issues` needs."""

import json

import pytest

from exchange.incoming import a_map, planned, register, shipped
from learnorg.exchange.objects import read_json
from learnorg.exchange.rows import Reading
from learnorg.exchange.sheets import ANYWHERE

MAP = """
    columns:
      title: title
      text: problem
      labels.N.name: tags
    body: text
    sections:
      Why?: justification
      How good?: vision
    ignore: [labels.N.color]
    defaults:
      state: proposed
"""


def issues(*said: object) -> Reading:
    return read_json(json.dumps(said).encode(), "issues.json", ANYWHERE)


def made(text: str, **more: object) -> dict[str, object]:
    (new,) = planned(issues({"title": "One", "text": text, **more}), a_map(MAP)).create
    return new.data


@pytest.mark.parametrize("level", ["#", "##", "###", "######"])
def test_sections(level: str) -> None:
    """Text under a known heading of any level goes where the map says, the rest to its column."""
    data = made(f"It hurts.\r\n\r\n{level} Why?\r\n\r\nTime.\r\n{level} how  GOOD? ##\r\nBetter.")
    assert data["problem"] == "It hurts."
    assert data["justification"] == "Time."
    assert data["vision"] == "Better."


def test_other_headings() -> None:
    """Headings that the map does not know are part of the text, and so is code."""
    data = made("### Why?\n#### Because\nTime.\n```\n### How good?\n```")
    assert data["justification"] == "#### Because\nTime.\n```\n### How good?\n```"
    assert "vision" not in data


def test_heading_twice() -> None:
    """What stands under a heading that was there already is kept, and never lost."""
    data = made("### Why?\nTime.\n### Why?\nMoney.")
    assert data["justification"] == "Time."
    assert data["extra"] == {"why-2": "Money."}


def test_no_headings() -> None:
    """A text without headings is all of it the column's."""
    assert made("It hurts.\nEvery day.")["problem"] == "It hurts.\nEvery day."
    assert "problem" not in made("")


def test_lists() -> None:
    """A column of the map may be any item of a list; an empty list is nothing to speak of."""
    data = made("It hurts.", labels=[{"name": "ci", "color": "red"}, {"name": "build"}])
    assert data["tags"] == ("ci", "build")
    assert "extra" not in data
    plan = planned(issues({"title": "One", "text": "x", "labels": []}), a_map(MAP))
    assert not [remark for remark in plan.remarks if "label" in remark.column]


def test_no_such_body() -> None:
    """A map whose column of text is not there says so."""
    plan = planned(issues({"title": "One", "labels": []}), a_map(MAP))
    assert {"text"} == {remark.column for remark in plan.remarks if remark.column}


def test_known_again() -> None:
    """An issue that changed since it came in is known by its address, and stays as it is."""
    issue = {"title": "One", "body": "It hurts.", "url": "https://example.org/issues/1",
             "createdAt": "2026-11-02T10:11:12Z", "author": {"login": "ada"}, "number": 1,
             "labels": []}  # fmt: skip
    wanted = shipped("github-issues")
    (first,) = planned(issues(issue), wanted).create
    assert first.data["aliases"] == ("https://example.org/issues/1",)
    known = register(planned(issues(issue), wanted))
    again = planned(issues({**issue, "body": "It hurts more."}), wanted, known)
    assert (len(again.create), len(again.changed_in_source)) == (0, 1)
