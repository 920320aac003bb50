import re
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.files.loader import load
from learnorg.kinds.article import ARTICLE
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.improvement.model import Improvement
from learnorg.kinds.kind import Kind
from learnorg.kinds.problems import known_keys
from learnorg.kinds.review import REVIEW
from learnorg.kinds.role import ROLE
from learnorg.periods import InTheFuture, NotADate
from learnorg.register.assignments import (
    Assignment,
    BadAssignment,
    edits,
    instead,
    parse,
    with_part_ids,
)
from learnorg.register.records import Stored, WouldBeWrong, revised
from registers import TODAY

HEAD = """\
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: accepted
raised: 2026-11-02
"""


CALLS = "measures:\n  - id: b7k\n"


def stored(text: str = "") -> Stored:
    data = (HEAD + text).encode()
    return Stored(IMPROVEMENT, "IMP-2611-7k3mqx", "x.yaml", data, load(data))


def after(words: str | list[str], text: str = "") -> str:
    """What stands there besides the head once the words are set, without blank lines."""
    before = stored(text)
    said = [words] if isinstance(words, str) else words
    changed = revised(before, edits(before, [parse(word) for word in said], TODAY))
    lines = changed.document.text.splitlines(keepends=True)
    return "".join(line for line in lines if line.strip() and line not in HEAD)


@pytest.mark.parametrize(
    ("word", "assignment"),
    [
        ("owner=lea", Assignment(("owner",), "=", "lea")),
        ("owner=", Assignment(("owner",), "=", "")),
        ("tags+=a=b", Assignment(("tags",), "+=", "a=b")),
        ("tags-=x", Assignment(("tags",), "-=", "x")),
        ("measures.1.target=3", Assignment(("measures", "1", "target"), "=", "3")),
        ("extra.Change-board=yes", Assignment(("extra", "Change-board"), "=", "yes")),
        ("problem=one\ntwo", Assignment(("problem",), "=", "one\ntwo")),
    ],
)
def test_parse(word: str, assignment: Assignment) -> None:
    """A word names a field, what is to become of it, and the value."""
    assert parse(word) == assignment


@pytest.mark.parametrize("word", ["owner", "=lea", "Owner=x", "a..b=c", "", "tags*=x"])
def test_no_assignment(word: str) -> None:
    """Words that set nothing are refused."""
    with pytest.raises(BadAssignment, match="sets no field"):
        parse(word)


@pytest.mark.parametrize(
    ("words", "before", "text"),
    [
        ("owner=lea", "", "owner: lea\n"),
        ("owner=ada", "owner: lea # for now\n", "owner: ada # for now\n"),
        ("owner=", "owner: lea\n", ""),
        ("owner=", "", ""),
        ("due=friday", "", "due: 2026-11-27\n"),
        ("due=+2w", "", "due: 2026-12-06\n"),
        ("tags=a, b", "", "tags:\n  - a\n  - b\n"),
        ("tags+=b", "tags:\n  - a\n", "tags:\n  - a\n  - b\n"),
        ("tags+=a", "tags: [a]\n", "tags: [a]\n"),
        ("tags+=b", "tags: a\n", "tags:\n  - a\n  - b\n"),
        ("tags-=a", "tags:\n  - a\n  - b\n", "tags:\n  - b\n"),
        ("tags-=a", "tags:\n  - a\n", ""),
        ("tags-=a", "tags: a\n", ""),
        ("touches+=people", "", "touches:\n  - people\n"),
        ("estimates.value=8", "", "estimates:\n  value: 8\n"),
        ("measures.1.target=3", CALLS, CALLS + "    target: 3\n"),
        ("measures.b7k.target=06:00", CALLS, CALLS + "    target: '06:00'\n"),
        ("outcome.result=delivered", "", "outcome:\n  result: delivered\n"),
        ("extra.board=yes", "", "extra:\n  board: 'yes'\n"),
        ("estimates.criteria.fit=3", "", "estimates:\n  criteria:\n    fit: 3\n"),
        ("dates.accepted=friday", "", "dates:\n  accepted: 2026-11-20\n"),
        (["tags+=a", "tags+=b"], "", "tags:\n  - a\n  - b\n"),
        (["owner=lea", "owner=ada"], "", "owner: ada\n"),
    ],
)  # fmt: skip
def test_set(words: str | list[str], before: str, text: str) -> None:
    """A field is set, cleared, added to and taken from, its value in its own type."""
    assert after(words, before) == text


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["measures.2.name=x", "measures.2.unit=h"],
         CALLS + "  - id: ID\n    name: x\n    unit: h\n"),
        (["plan.1.do=Order"], CALLS + "plan:\n  - id: ID\n    do: Order\n"),
        (["measures.2.name=x", "measures.2.id=k7b"], CALLS + "  - id: ID\n    name: x\n"),
        (["measures.2.id=k7b", "measures.2.name=x"], CALLS + "  - id: ID\n    name: x\n"),
        (["links.1.rel=depends-on", "links.1.to=IMP-2611-x2wbcd"],
         CALLS + "links:\n  - rel: depends-on\n    to: IMP-2611-x2wbcd\n"),
    ],
)  # fmt: skip
def test_new_part(words: list[str], parts: str) -> None:
    """A new part gets a short identity, as the verbs give it one; links have none."""
    text = after(words, CALLS)
    new = re.findall(r"  - id: '?(\w+)", text)[1:]
    assert re.sub(r"- id: (?!b7k)'?\w+'?", "- id: ID", text) == parts
    assert all(one == "k7b" for one in new) or "measures.2.id=k7b" not in words


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("ownr=lea", "'ownr' is no field"),
        ("measures.1.taget=3", "'measures.1.taget' is no field"),
        ("id=IMP-2611-000000", "'id' is not set by hand"),
        ("state=closed", "'state' is not set by hand"),
        ("owner+=lea", "'owner' holds one value, so nothing is added or taken away"),
        ("tags-=x", "'x' is not among 'tags'"),
        ("measures.3.target=1", "'measures.3.target': there is no item '3'"),
        ("measures.zzz.target=1", "'measures.zzz.target': there is no item 'zzz'"),
    ],
)
def test_bad(word: str, message: str) -> None:
    """What cannot be set is refused, and the hint says what can be."""
    with pytest.raises(BadAssignment) as refusal:
        after(word, "measures:\n  - id: b7k\n    name: calls\n")
    assert str(refusal.value) == message
    assert refusal.value.hint


@pytest.mark.parametrize("word", ["size=huge", "estimates.confidence=2", "title=", "raised="])
def test_wrong(word: str) -> None:
    """A value that its field cannot hold is refused."""
    with pytest.raises(WouldBeWrong):
        after(word)


@pytest.mark.parametrize(
    ("word", "refusal"),
    [
        ("due=soon", NotADate),
        ("raised=tomorrow", InTheFuture),
        ("dates.accepted=tomorrow", InTheFuture),
        ("plan.1.done=2027-01-01", InTheFuture),
    ],
)
def test_days(word: str, refusal: type[Exception]) -> None:
    """Days are days, and what has happened did not happen in the future."""
    with pytest.raises(refusal):
        after(word, "plan:\n  - do: Ask\n")


@given(st.sampled_from(known_keys(Improvement, ())), st.text(max_size=8))
def test_anything(key: str, value: str) -> None:
    """Whatever is set to whatever, it is done, refused, or would be wrong."""
    with suppress(BadAssignment, WouldBeWrong, NotADate, InTheFuture):
        after(f"{key}={value}")


def test_part_ids() -> None:
    """Parts without an identity get one, first among their keys; others keep theirs."""
    made = with_part_ids([{"do": "a"}, {"do": "b", "id": "b7k"}])
    assert [list(part) for part in made] == [["id", "do"], ["id", "do"]]
    assert made[1]["id"] == "b7k" != made[0]["id"]


ACTIVITY = (
    "id: on-call\ntitle: On call\nactivities:\n  - id: a7k\n    do: Restart\n"
    "    needs:\n      - id: n7k\n        topic: Restart\n"
)


def in_role(*words: str) -> list[dict[str, Any]]:
    """The activities of a role once the words are set."""
    before = Stored(ROLE, "on-call", "x.yaml", ACTIVITY.encode(), load(ACTIVITY.encode()))
    after = revised(before, edits(before, [parse(word) for word in words], TODAY))
    return after.plain["activities"]  # type: ignore[no-any-return]  # plain data


@pytest.mark.parametrize(("field", "value"), [("holders", "lea"), ("ways", "pairing")])
def test_lists_in_parts(field: str, value: str) -> None:
    """Lists deep within a record gain and lose items as well."""
    added = f"activities.1.needs.1.{field}+={value}"
    (activity,) = in_role(added)
    assert activity["needs"] == [{"id": "n7k", "topic": "Restart", field: [value]}]
    (activity,) = in_role(added, f"activities.1.needs.1.{field}-={value}")
    assert activity["needs"] == [{"id": "n7k", "topic": "Restart"}]


def test_parts_in_parts() -> None:
    """New parts get short identities on every level, each one of its own."""
    _, activity = in_role("activities.2.do=Count", "activities.2.needs.1.topic=Counting")
    assert activity["do"] == "Count"
    assert activity["needs"][0]["topic"] == "Counting"
    assert len({activity["id"], activity["needs"][0]["id"], "a7k", "n7k"}) == 4


@pytest.mark.parametrize(
    ("kind", "hint"),
    [
        (REVIEW, "Use the verbs (`learnorg review submit`, `learnorg review agree`, "),
        (ARTICLE, "Use the verbs (`learnorg article move not-validated`, `learnorg validate`, "),
        (IMPROVEMENT, "Use the verbs (`learnorg accept`, `learnorg move STATE ID`), which keep"),
    ],
)
def test_instead(kind: Kind, hint: str) -> None:
    """What is not set by hand comes about by the verbs of its kind."""
    assert instead(kind, "state").startswith(hint)
