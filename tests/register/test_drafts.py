from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.files.refused import Refused
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.person import PERSON
from learnorg.refs import MINTED
from learnorg.register.drafts import NotOneRecord, Taken, minted, named, parsed
from learnorg.register.records import WouldBeWrong, created
from learnorg.register.register import Register
from registers import TODAY


def draft(register: Register, **said: Any) -> dict[str, Any]:
    return minted(register, IMPROVEMENT, {"title": "Shorter hand-over"} | said, TODAY)


def test_new(register: Register) -> None:
    """A new improvement is proposed today, under an identity of this month."""
    made = draft(register)
    assert MINTED.fullmatch(made.pop("id")).groups()[:3] == ("IMP", "26", "11")  # type: ignore[union-attr]  # it is one
    assert made == {
        "title": "Shorter hand-over",
        "state": "proposed",
        "raised": TODAY,
        "dates": {"proposed": TODAY},
    }


def test_earlier(register: Register) -> None:
    """One raised earlier bears the identity of that month, and the date."""
    made = draft(register, raised="2026-03-02")
    assert made["id"].startswith("IMP-2603-")
    assert made["dates"] == {"proposed": date(2026, 3, 2)}


def test_own_identity_ignored(register: Register) -> None:
    """Nobody brings an identity along; what is empty is left out."""
    made = draft(register, id="IMP-2611-000000", owner="", tags=[], problem=None)
    assert made["id"] != "IMP-2611-000000"
    assert not {"owner", "tags", "problem"} & made.keys()


def test_parts(register: Register) -> None:
    """Parts get identities of their own, and values their types."""
    made = draft(register, plan=[{"do": "Ask"}, {"do": "Try"}], measures=[{"target": "3"}])
    assert len({step["id"] for step in made["plan"]}) == 2
    assert made["measures"][0]["target"] == Decimal(3)


def test_wrong(register: Register) -> None:
    """A record that would be wrong is not made."""
    with pytest.raises(WouldBeWrong, match=r"^the new improvement: 'raised': 'soon' is not a date"):
        draft(register, raised="soon")


def test_taken(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    An identity is refused that a record has, or a file that the index has not seen yet.
    ---
    id: IMP-2611-000000
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    (register.root / "register/improvements/2026/11/IMP-2611-111111.yaml").write_text("")
    drawn = iter("0" * 6 + "1" * 6 + "2" * 6)
    monkeypatch.setattr("secrets.choice", lambda _: next(drawn))
    assert draft(register)["id"] == "IMP-2611-222222"


def test_named(register: Register) -> None:
    """
    A named record has the identity that its author chose, unless another one has it.
    ---
    id: lea
    title: Lea
    """
    ada = {"id": "ada", "title": "Ada", "state": "active"}
    assert named(register, PERSON, "ada", {"title": "Ada"}) == ada
    with pytest.raises(Taken, match="there is a record 'lea' already"):
        named(register, PERSON, "lea", {"title": "Lea"})


def test_created_is_canonical(register: Register) -> None:
    """A draft becomes a file at its place."""
    revision = created(IMPROVEMENT, draft(register, owner="lea"))
    assert Path(revision.path).stem == revision.identity
    assert (revision.after or b"").decode().split("\n\n")[1].startswith("state: proposed\n")


def test_parsed_yaml() -> None:
    """YAML holds one record; every value is text."""
    assert parsed("title: Shorter\nsize: S\n") == [{"title": "Shorter", "size": "S"}]
    with pytest.raises(Refused):
        parsed("- title: Shorter\n")


def test_parsed_json() -> None:
    """JSON holds one or several; numbers keep their digits and booleans are words."""
    text = '[{"title": "a", "estimates": {"value": 8.0}, "ok": true, "none": null}, {"title": "b"}]'
    assert parsed(text) == [
        {"title": "a", "estimates": {"value": "8.0"}, "ok": "true", "none": None},
        {"title": "b"},
    ]
    assert parsed('{"title": "a"}') == [{"title": "a"}]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[1]", "its items are no records"),
        ("[[{}]]", "its items are no records"),
        ('{"a": }', "line 1, column 7: a value is missing here"),
        ('{"a": "b", "a": "c"}', "the key 'a' stands twice in one object"),
        ("[" * 100_000, "deep"),
    ],
)
def test_no_record(text: str, why: str) -> None:
    """What holds something else is refused with its place."""
    with pytest.raises(NotOneRecord, match=why):
        parsed(text)


def test_no_number() -> None:
    """JSON's words for what is no number stay words, for the field to refuse."""
    assert parsed('{"value": NaN}') == [{"value": "NaN"}]


@given(st.text(max_size=20))
def test_anything(text: str) -> None:
    """Any text is records or is refused."""
    with suppress(NotOneRecord, Refused):
        assert all(isinstance(record, dict) for record in parsed(text))
