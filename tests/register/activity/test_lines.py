import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.register.activity.event import Event, line
from learnorg.register.activity.lines import TOLD, reading
from learnorg.register.activity.place import MOST
from register.activity.happenings import FILE, happened, made, numbered

ONE = line(happened(1))


def told(data: bytes, path: str = FILE) -> list[str]:
    """What is wrong with a file, as `line:col message`."""
    return [f"{f.line}:{f.col} {f.message}" for f in reading(path, data).faults]


@given(st.lists(made()))
def test_round_trip(events: list[Event]) -> None:
    """The events of a file are those that were written, line by line."""
    found = reading(FILE, b"".join(map(line, events)))
    assert found.events == list(enumerate(events, start=1))
    assert found.faults == []


@given(st.one_of(st.binary(max_size=300), st.text('{}[]":,\\u1 \r\nid', max_size=300)))
def test_nothing_in_silence(content: bytes | str) -> None:
    """Every line that is not blank is an event or a fault, whatever the file holds."""
    data = content if isinstance(content, bytes) else content.encode()
    found = reading(FILE, data)
    lines = {n for n, raw in enumerate(data.split(b"\n"), start=1) if raw.strip()}
    seen = {n for n, _ in found.events} | {fault.line for fault in found.faults}
    assert seen == lines or len(lines) > TOLD
    assert all(fault.hint for fault in found.faults)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b'{"id": "' + b"x" * (1 << 19) + b'"}', "2:1 the line is longer than 16 KiB"),
        (b"[" * 16_000, "2:1 it is nested too deep"),
        (b'{"a":' * 3_000, "2:1 it is nested too deep"),
        (ONE.rstrip().replace(b'"used"', b"NaN"), "2:65 'verb' is to be a text"),
        (ONE.rstrip()[:-1] + b', "verb": "thanked"}', "2:1 the key 'verb' stands twice in one"),
        (ONE.rstrip()[:-9], "2:91 the text that begins here is never closed"),
        (ONE.rstrip() + ONE.rstrip(), "2:108 more follows here, after the end"),
        (b"\xef\xbb\xbf" + ONE.rstrip(), "2:1 a byte order mark stands here"),
        (b"\xff\xfe{", "2:1 the line is not UTF-8 text"),
        (b"\x00", "2:1 a value is missing here"),
        (b"<<<<<<< HEAD", "2:1 two versions wait to be merged"),
        (b"=======", "2:1 two versions wait to be merged"),
        (b"null", "2:1 this is no event"),
        (b"[]", "2:1 this is no event"),
        (b"9" * 10_000, "2:1 a number has more digits than can be read"),
        (line(happened(2, on="2026-10-20")).rstrip(), "2:44 an event of platform on 2026-10-20"),
        (line(happened(2, by="lab")).rstrip(), "2:44 an event of lab on 2026-11-20 belongs"),
        (line(happened(2)).rstrip().replace(b"used", b"\\u001b"), "2:65 'verb' holds the control"),
    ],
)
def test_hostile(raw: bytes, said: str) -> None:
    """A line that is no event is a fault where it stands, and the others are read."""
    (found,) = told(ONE + raw + b"\n" + line(happened(3)))
    assert found.startswith(said)
    events = reading(FILE, ONE + raw + b"\n" + line(happened(3))).events
    assert [(n, one.id) for n, one in events] == [(1, numbered(1)), (3, numbered(3))]


def test_line_ends() -> None:
    """Line ends of Windows, blank lines and a last line without an end are let be."""
    data = ONE.rstrip() + b"\r\n\r\n\n" + line(happened(2)).rstrip()
    assert [(n, one.id) for n, one in reading(FILE, data).events] == [
        (1, numbered(1)), (4, numbered(2))
    ]  # fmt: skip
    assert told(data) == []


def test_many_faults() -> None:
    """Of many faults the first are told, and how many more there are."""
    found = told(b"x\n" * (TOLD + 7))
    assert len(found) == TOLD + 1
    assert found[-1] == "1:1 and 7 more lines that cannot be read"


def test_too_large() -> None:
    """Of a file that is too large nothing is read."""
    found = reading(FILE, ONE * (MOST // len(ONE) + 1))
    assert found.events == []
    assert [fault.message for fault in found.faults] == ["it is larger than 1,024 KiB"]


def test_misplaced() -> None:
    """Of a file that is called otherwise nothing is read."""
    assert told(ONE, "register/activity/mine.jsonl") == [
        "1:1 no file of the activity log belongs here"
    ]


def test_column() -> None:
    """A fault in a key is told where that key stands, in characters."""
    said = json.dumps({"é": 1} | json.loads(ONE), ensure_ascii=False).encode()
    assert told(said) == ["1:2 the key 'é' is not known"]
