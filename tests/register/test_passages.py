import pytest

from learnorg.register.messages import why
from learnorg.register.passages import state


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"id: x\nstate: accepted\n", "accepted"),
        (b"id: x\r\nstate: on-hold  \r\n", "on-hold"),
        (b"state: closed\nid: x", "closed"),
        (b"id: x\nstate: closed", "closed"),
        (b"id: x\nstate: closed # at last\n", "closed"),
        (b"id: x\nstate: 'closed'\n", "closed"),
        (b"{id: x, state: closed}\n", "closed"),
        (b"id: x\nstate: frozen\n", "frozen"),
        (b"id: x\n", "proposed"),
        (b"id: x\nstate:\n", "proposed"),
        (b"id: x\nstate: [closed]\n", "proposed"),
        (b'id: "x\nstate: closed\ny"\nstate: proposed\n', "proposed"),
        (b"state: [\n", ""),
        (b"id: x\nstate: accepted\nstate: closed\n", ""),
        (b"\xff", ""),
        (b'problem: "a\n\nstate: declined\n\n  b"\n"state": assessed\n', "assessed"),
        (b"x:\n  a: 'q\nstate: proposed\n  z'\n'state': closed\n", "closed"),
        (b"tags: [a,\nstate: proposed\n]\n'state': closed\n", "closed"),
        (b"problem: |\n  a\nstate: closed\n", "closed"),
        (b"id: x\nstate: closed\n\n  or not\n", "closed\nor not"),
    ],
)
def test_state(data: bytes, found: str) -> None:
    """The state is the one that a full reading of the file finds."""
    assert state(data, "improvement") == found


@pytest.mark.parametrize(
    ("message", "action", "reason"),
    [
        ("Subject\n", "", ""),
        ("Subject\n\nWhy.\nMore.\n\nMuch more.\n", "", "Why.\nMore.\n\nMuch more."),
        ("Subject\n\nWhy.\n\nLearnorg-Action: set\nLearnorg-Record: x\n", "set", "Why."),
        ("Subject\n\nLearnorg-Action: set\n", "set", ""),
        ("Subject\n\nWhy.\n\n- x One\n- y Two\n\nLearnorg-Action: set\n", "set", "Why."),
        ("Subject\n\n- x One\n- y Two\n", "", "- x One\n- y Two"),
        ("", "", ""),
    ],
)
def test_why(message: str, action: str, reason: str) -> None:
    """The reason is the message's body, without what is there for programs."""
    assert why(message, action) == reason
