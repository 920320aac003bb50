"""Timelines in a channel's messages."""

import json
from contextlib import suppress
from pathlib import PurePath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.errors import LearnorgError
from learnorg.exchange.timelines import reading, slack
from learnorg.exchange.timelines.entries import Entry, Timeline
from learnorg.exchange.timelines.markup import plain
from learnorg.exchange.timelines.people import People
from learnorg.exchange.timelines.slack import NotSlack
from learnorg.methods.moments import moment

TS = "1795166400.000100"
ROLES = {"U1": "incident lead", "Grace Hopper": "database team"}


def read(
    messages: Any,
    path: str = "ops/2026-11-20.json",
    roles: dict[str, str] | None = None,
    programs: bool = False,
) -> Timeline:
    data = (messages if isinstance(messages, str) else json.dumps(messages)).encode()
    where = PurePath(path)
    return reading.read(where, data, zone=None, roles=roles or {}, programs=programs)


def counts(found: Timeline) -> dict[str, int]:
    return {left.reason: left.count for left in found.left_out}


def message(text: str, ts: str = TS, **more: Any) -> dict[str, Any]:
    return {"type": "message", "user": "U7", "text": text, "ts": ts, **more}


def test_messages() -> None:
    """A channel's messages become entries by time, replies in threads among them."""
    found = read([
        message("Rolled back", "1795166520.000000", thread_ts=TS),
        message("Errors on the *edge*"),
        message("To all", "1795166530.0", subtype="thread_broadcast", thread_ts=TS),
    ])  # fmt: skip
    assert found.entries == (
        Entry("2026-11-20 09:20Z", "Errors on the *edge*", "Slack #ops"),
        Entry("2026-11-20 09:22Z", "Rolled back", "Slack #ops"),
        Entry("2026-11-20 09:22:10Z", "To all", "Slack #ops"),
    )
    assert (found.left_out, found.faults, found.remarks) == ((), (), ())


@pytest.mark.parametrize(
    ("said", "path", "source"),
    [
        ({"name": "#war-room", "messages": [message("x")]}, "a.json", "Slack #war-room"),
        ({"messages": [message("x")]}, "a.json", "Slack"),
        ([message("x")], "general/2026-11-20.json", "Slack #general"),
        ([message("x")], "general/all.json", "Slack"),
    ],
)
def test_channels(said: Any, path: str, source: str) -> None:
    """The channel is told by the file itself, or by the folder of an export."""
    assert [entry.source for entry in read(said, path).entries] == [source]


def test_what_is_left_out() -> None:
    """What is nobody's message is left out and counted, by reason."""
    subtypes = ["channel_join", "channel_leave", "channel_purpose", "tombstone", "bot_message"]
    found = read([
        message("x"),
        *(message("y", subtype=subtype) for subtype in subtypes),
        message("Alert", bot_id="B1"),
        message(""),
        message("\u200b"),
        {"type": "channel_marked", "ts": TS},
        message("z", hidden=True),
    ])  # fmt: skip
    assert [entry.what for entry in found.entries] == ["x"]
    assert counts(found) == {
        slack.JOINED: 2,
        slack.PROGRAM: 2,
        slack.TAKEN_BACK: 2,
        slack.WORDLESS: 2,
        slack.CHANNEL: 1,
        slack.OTHER: 1,
    }


def test_programs() -> None:
    """Alerts are entries if they are wished, with the words of what is attached to them."""
    alert = message("", bot_id="B1", attachments=[{"fallback": "FIRING: 503"}, {}, "odd"])
    assert [e.what for e in read([alert], programs=True).entries] == ["FIRING: 503"]
    assert read([alert]).entries == ()


def test_files() -> None:
    """A message that is but a file is told by its name."""
    found = read([message("", subtype="file_share", files=[{"name": "graph.png"}])])
    assert found.entries[0].what == "file: graph.png"


def test_people() -> None:
    """Nobody's name or sign passes; roles do, by any name that a message has."""
    found = read([
        message("<@U1> and <@U9|mallory> asked <@W3>", user="U1"),
        message("Restored", "1795166401.0", user_profile={"real_name": "Grace Hopper"}),
    ], roles=ROLES)  # fmt: skip
    assert [entry.what for entry in found.entries] == [
        "incident lead: incident lead and somebody asked somebody",
        "database team: Restored",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<#C1|ops> and <#C1>", "#ops and another channel"),
        ("<https://x.example.org/?a=1&amp;b|the graph>", "the graph (https://x.example.org/?a=1&b)"),
        ("<https://x.example.org/>", "https://x.example.org/"),
        ("<https://x.example.org/|x.example.org>", "https://x.example.org/"),
        ("<!here> <!channel> <!subteam^S1|@platform> <!subteam^S1>",
         "@here @channel @platform a group of people"),
        ("<!date^1795166400^{time}|09:20>", "09:20"),
        ("<mailto:ada@example.org|ada@example.org> <tel:+491|x>",
         "a mail address a telephone number"),
        ("a &lt; b &amp;&amp; c &gt; d &amp;lt;", "a < b && c > d &lt;"),
        ("a < b <> <<x>", "a < b <> <x"),
        (":fire: `code` *bold*", ":fire: `code` *bold*"),
    ],
)  # fmt: skip
def test_marks(text: str, said: str) -> None:
    """Slack's marks become what people read."""
    assert plain(text, People({})) == said


@given(st.text("<>@#!|&;ampltgU1 \n"))
def test_any_marks(text: str) -> None:
    """Any text stays text, and no sign of a person is left where a mark was."""
    assert isinstance(plain(text, People({})), str)
    assert plain(f"<@U1|{text.translate(str.maketrans('', '', '<>'))}>", People({})) == "somebody"


def test_bad_messages() -> None:
    """What should be a message and is none is told with its line."""
    found = read(
        '{"ok": true, "has_more": "messages", "messages": [\n{"text": "x", "ts": "1795166400.0"},\n'
        '  7, {"text": "a, [b] \\" {",\n "ts": "soon"},\n\n{"text": [5], "ts": "1795166400.0"},'
        '\n{"text": "x"},\n{"text": "y", "ts": NaN}, {"ts": 1e400, "text": "z"}]}'
    )
    assert [entry.what for entry in found.entries] == ["x"]
    assert [(fault.where, fault.reason[:10]) for fault in found.faults] == [
        ("2026-11-20.json:3", "it is no m"),
        ("2026-11-20.json:3", "its `ts` i"),
        ("2026-11-20.json:6", "its `text`"),
        ("2026-11-20.json:7", "its `ts` i"),
        ("2026-11-20.json:8", "its `ts` i"),
        ("2026-11-20.json:8", "its `ts` i"),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it is empty"),
        ("{}", "no list of messages"),
        ('{"messages": {}}', "no list of messages"),
        ("7", "no list of messages"),
        ("[1, 2]", r"no item of it is a message \(2026-11-20.json:1"),
        ("[" * 100_000, "nested too deep"),
        ('[{"ts": "1", "ts": "2"}]', "stands twice"),
        ('[{"ts": "1795166400.0"', "in the middle"),
    ],
)
def test_no_export(text: str, why: str) -> None:
    """A file that holds no messages is refused, told what it is."""
    with pytest.raises(NotSlack, match=why):
        read(text)


@pytest.mark.parametrize(
    "ts",
    ["1e300", "-1", "99999999999", "true", "null", "[]", '"1795166400.0.0"',
     pytest.param("9" * 5000, id="endless"), pytest.param(f'"{"9" * 5000}"', id="endless text")],
)  # fmt: skip
def test_odd_times(ts: str) -> None:
    """No number but a time is a time."""
    found = read(f'[{json.dumps(message("x"))}, {{"text": "y", "ts": {ts}}}]')
    assert (len(found.entries), len(found.faults)) == (1, 1)


def test_odd_words() -> None:
    """Lone surrogates and control characters are written out, line ends kept."""
    found = read('[{"text": "a\\ud800\\u001b[2J\\r\\nb  \\n\\u0000", "ts": "1795166400.0"}]')
    assert found.entries[0].what == "a\\ud800\\x1b[2J\nb\n\\x00"


values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text() | st.just(TS),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["type", "subtype", "text", "ts", "user", "bot_id", "files", "attachments",
                 "messages", "name", "user_profile", "title", "hidden"]
            ) | st.text(max_size=3), inner, max_size=6,
        )
    ),
    max_leaves=20,
)  # fmt: skip


@given(values)
def test_any_json(said: Any) -> None:
    """Any JSON is a timeline of moments and visible words, or refused."""
    found = Timeline(())
    with suppress(LearnorgError):
        found = read(said)
    assert all(moment(entry.at) and entry.what.strip() for entry in found.entries)


@given(st.text())
def test_any_text(text: str) -> None:
    """Any text that is no list of messages is refused, with the name of the file."""
    with pytest.raises(NotSlack, match=r"^2026-11-20\.json: "):
        read(f"{text.encode('utf-8', 'replace').decode()}[1]")
