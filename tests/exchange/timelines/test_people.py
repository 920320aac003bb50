"""Names, addresses and numbers in what comes from elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.exchange.timelines.people import ADDRESSES, NAMES, NUMBERS, People

ROLES = {"ben.miller": "incident lead", "ada@example.org": "vendor", "+49 30 1234567": "desk"}


@pytest.mark.parametrize(
    ("text", "said", "kinds"),
    [
        ("@ben.miller looks", "incident lead looks", [NAMES]),
        ("asked @lea-k, and (@jo).", "asked somebody, and (somebody).", [NAMES, NAMES]),
        ("@ben/@lea", "somebody/somebody", [NAMES, NAMES]),
        ("mail ben+x@mail.example.org.", "mail (an address).", [ADDRESSES]),
        ("by ada@example.org", "by vendor", [ADDRESSES]),
        ("+49 30 1234567 rang", "desk rang", [NUMBERS]),
        ("at +44 (0)20 7946-0958", "at (a number)", [NUMBERS]),
        ("(030) 123 45 67", "(a number)", [NUMBERS]),
        ("Tel.: 5551234", "Tel.: (a number)", [NUMBERS]),
        ("212-555-0123, 07700900123", "(a number), (a number)", [NUMBERS, NUMBERS]),
    ],
)
def test_masked(text: str, said: str, kinds: list[str]) -> None:
    """What names somebody becomes a role, where one is told, or a word that names nobody."""
    people = People(ROLES)
    assert (people.masked(text), [*people.changes()]) == (said, kinds)
    assert people.changes() == ()


@pytest.mark.parametrize(
    "text",
    [
        "09:12 on 2026-11-20, 2026-11-20T09:12:07+01:00, 08-11-2026 09:12, 01/02/2026",
        "10.0.0.12:8443 and 192.168.100.20, fe80::1, 00:50:56:c0:00:08",
        "INC0012345, CHG-0012345, REV-2611-7k3mqx, PR #1234567, build 2026112009",
        "1795166400.000100, 98 %, 1 234 567 rows, 3,000,000 messages, 0.0012345 s, v2.10.3",
        "@here @channel @everyone look; 12 @ 09:12; a@b; git@github.com:x/y",
        "npm @types/node, 5 per @ sign, deadbeef0171, 550e8400-e29b-41d4-a716-446655440000",
        "moved +1 on 2026-11-20",
    ],
)
def test_let_be(text: str) -> None:
    """Times, addresses of machines, keys and amounts stay."""
    people = People({})
    assert (people.masked(text), people.changes()) == (text, ())


@given(
    st.from_regex(r"[a-z][a-z0-9._+-]{0,12}", fullmatch=True),
    st.from_regex(r"([a-z0-9-]{1,8}\.){1,3}[a-z]{2,6}", fullmatch=True),
    st.sampled_from(["{}", "<{}>", "by {}, later", "({})", "mailto:{}", "@{}", "x\n{}\ny"]),
)
def test_any_address(name: str, host: str, around: str) -> None:
    """No mail address passes, whatever stands around it."""
    people = People({})
    said = people.masked(around.format(f"{name}@{host}"))
    assert said == around.removeprefix("@").format("(an address)")
    assert people.changes() == (ADDRESSES,)
