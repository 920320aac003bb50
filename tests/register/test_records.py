from pathlib import Path

import pytest

from learnorg.files.loader import load
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.person import PERSON
from learnorg.register.records import (
    GONE,
    Edit,
    NotSound,
    Stored,
    Vanished,
    WouldBeWrong,
    created,
    read,
    revised,
    revision,
    typed,
)
from learnorg.register.register import Register

TEXT = """\
# Ours
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: proposed   # for now
raised: 2026-11-02
"""


def stored(text: str = TEXT) -> Stored:
    data = text.encode()
    return Stored(IMPROVEMENT, "IMP-2611-7k3mqx", "x.yaml", data, load(data))


def test_read(register: Register) -> None:
    """
    A record is read from its file as it stands there now.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    entry = register.entry("7k3")
    assert read(register.root, entry).record().title == "Shorter hand-over"
    (register.root / entry.path).unlink()
    with pytest.raises(Vanished):
        read(register.root, entry)


def test_revised() -> None:
    """A revision touches the line it means to, and no other."""
    after = revised(stored(), [Edit(("title",), "Calmer hand-over")])
    assert after.data.decode() == TEXT.replace("Shorter", "Calmer")
    made = revision(stored(), after)
    assert (made.title, made.before, made.after) == ("Calmer hand-over", TEXT.encode(), after.data)


def test_would_be_wrong() -> None:
    """An edit that says what cannot be said is refused, with what can."""
    with pytest.raises(WouldBeWrong, match="'size' cannot be 'huge'") as refusal:
        revised(stored(), [Edit(("size",), "huge")])
    assert refusal.value.hint == "One of: S, M, L, XL."


def test_wrong_before() -> None:
    """What was wrong before stays as it is and keeps nobody from changing the rest."""
    wrong = TEXT + "due: soon\n"
    after = revised(stored(wrong), [Edit(("owner",), "lea")])
    assert "due: soon" in after.document.text
    with pytest.raises(WouldBeWrong, match="'size'"):
        revised(stored(wrong), [Edit(("size",), "huge")])


def test_required() -> None:
    """What a record must have cannot be taken out."""
    with pytest.raises(WouldBeWrong, match="'title' is missing"):
        revised(stored(), [Edit(("title",), GONE)])


def test_not_a_record() -> None:
    """What is wrong with a file is told when the record is asked for."""
    with pytest.raises(NotSound, match=r"x\.yaml:2:1: 'raised' is missing\n.*x\.yaml:\d:1: 'due'"):
        stored(TEXT.replace("raised: 2026-11-02", "due: soon")).record()


def test_created() -> None:
    """A new record stands where its identity says, its keys in the usual order."""
    said = {"state": "active", "emails": ["lea@example.org"], "title": "Lea", "id": "lea"}
    made = created(PERSON, said)
    assert (made.path, made.before) == ("register/people/lea.yaml", None)
    assert made.after == b"id: lea\ntitle: Lea\nemails:\n  - lea@example.org\n\nstate: active\n"


def test_created_wrong() -> None:
    """No new record is made that would be wrong."""
    with pytest.raises(WouldBeWrong, match="the new person: 'id'"):
        created(PERSON, {"id": "Lea Park", "title": "Lea"})


def test_typed() -> None:
    """Typed content has what was said and nothing besides, numbers with their digits."""
    plain = load(TEXT.encode()).plain() | {
        "estimates": {"value": "8.0"},
        "hold": {"from": "2026-11-02"},
    }
    whole = typed(IMPROVEMENT, plain, "x")
    assert whole.keys() == plain.keys()
    assert str(whole["estimates"]["value"]) == "8.0"
    assert whole["hold"].keys() == {"from"}
    assert Path(IMPROVEMENT.path(whole["id"])).stem == whole["id"]
