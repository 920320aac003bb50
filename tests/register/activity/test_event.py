import json
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from learnorg.register.activity.event import Event, Misshapen, NoSuchEvent, event, line, read
from register.activity.happenings import KB, happened, made

DAY = date(2026, 11, 20)


@given(made())
def test_round_trip(one: Event) -> None:
    """What is written is one line, and reads as what it was."""
    said = line(one)
    assert said.count(b"\n") == 1
    assert said.endswith(b"\n")
    assert read(json.loads(said)) == one


def test_new() -> None:
    """A new event says what it is given under an id of its own, and nothing that is empty."""
    one = event(DAY, "platform", "used", KB, used_for="servicenow:INC0012345")
    other = event(DAY, "platform", "used", KB)
    assert one.id != other.id
    assert one[1:] == (
        "2026-11-20", "platform", "used", KB, {}, {"for": "servicenow:INC0012345"}
    )  # fmt: skip
    assert json.loads(line(other)).keys() == {"id", "on", "actor", "verb", "object"}
    vote = event(DAY, "platform", "voted", KB, helped=False, own=True)
    assert (vote.result, vote.context) == ({"helped": False}, {"own": True})
    fix = event(DAY, "platform", "fixed", KB, answers=[one.id])
    assert fix.context == {"answers": [one.id]}


def test_no_time() -> None:
    """A line tells the day, and no time of day."""
    said = line(event(DAY, "platform", "flagged", KB, text="step 3 fails on 12"))
    assert re.search(rb"\d:\d", said) is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"text": "a\x1b[2Jb"}, "'text' holds the control character U+001B"),
        ({"text": "a\nb"}, "'text' holds the control character U+000A"),
        ({"text": "\u202eevil"}, "'text' holds the control character U+202E"),
        ({"text": "\ud800"}, "'text' holds the control character U+D800"),
        ({"text": "x" * 1001}, "'text' has 1,001 characters; 1,000 are the most"),
        ({}, "the flag does not say what is wrong"),
        ({"text": "x", "used_for": "nothing at all"}, "'nothing at all' is nothing to point to"),
        ({"text": "x", "answers": ["000000000001"]}, "'answers' does not go with 'flagged'"),
        ({"text": "x", "helped": True}, "'helped' does not go with 'flagged'"),
    ],
)
def test_refused(words: dict[str, Any], told: str) -> None:
    """What the log cannot say is refused, with a way on."""
    with pytest.raises(NoSuchEvent) as refused:
        event(DAY, "platform", "flagged", KB, **words)
    assert str(refused.value) == told
    assert refused.value.exit_code == 2
    assert refused.value.hint


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"id": "IMP"}, "'IMP' is to be 12 digits and consonants"),
        ({"id": 7}, "'id' is to be a text"),
        ({"on": "2026-11-31"}, "'2026-11-31' is not a date"),
        ({"on": "2026-11-20T09:12:00Z"}, "'2026-11-20T09:12:00Z' is not a date"),
        ({"on": float("nan")}, "'on' is to be a text"),
        ({"actor": "Ada Lee"}, "'Ada Lee' is to be a slug like service-desk"),
        ({"actor": "../../x"}, "'../../x' is to be a slug like service-desk"),
        ({"actor": ""}, "'actor' is empty"),
        ({"verb": "use"}, "'use' is no verb of the log"),
        ({"object": "https://example.org"}, "'https://example.org' is to be an identity like"),
        ({"object": "x" * 101}, "'object' has 101 characters; 100 are the most"),
        ({"when": "09:12"}, "the key 'when' is not known"),
        ({"k" * 9999: 1}, f"the key '{'k' * 40}…' is not known"),
        ({"result": []}, "'result' is to be an object in braces, {…}"),
        ({"result": {"score": 5}}, "the key 'score' is not known"),
        ({"result": {"helped": "yes"}}, "'helped' is to be true or false"),
        ({"result": {"text": None}}, "'text' is to be a text"),
        ({"context": None}, "'context' is to be an object in braces, {…}"),
        ({"context": {"own": 1}}, "'own' is to be true or false"),
        ({"context": {"for": {"a": 1}}}, "'for' is to be a text"),
        ({"verb": "fixed", "context": {"answers": "x"}}, "'answers' is to be a list of the"),
        ({"verb": "fixed", "context": {"answers": [["x"]]}}, "'answers' is to be a list of the"),
        ({"verb": "voted"}, "the vote does not say whether it helped"),
    ],
)
def test_misshapen(changed: dict[str, Any], told: str) -> None:
    """What is missing, too much, too long or of another form is no event, and why is said."""
    with pytest.raises(Misshapen) as wrong:
        read(json.loads(line(happened(1))) | changed)
    assert wrong.value.why.startswith(told)


@pytest.mark.parametrize("key", ["id", "on", "actor", "verb", "object"])
def test_missing(key: str) -> None:
    """An event has an id, a day, an actor, a verb and an object."""
    said = json.loads(line(happened(1)))
    del said[key]
    with pytest.raises(Misshapen, match=f"'{key}' is missing"):
        read(said)
