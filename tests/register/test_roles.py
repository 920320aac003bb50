import pytest

from learnorg.errors import LearnorgError
from learnorg.kinds.role import ROLE
from learnorg.register import catalogue, roles
from learnorg.register.records import Stored, read, revised
from learnorg.register.register import Register
from rules import upon

DESK = """
# path: register/roles/desk.yaml
id: desk
title: Desk
activities:
  - id: b0m
    do: Reset passwords
    needs:
      - id: jym
        topic: Unlock an account  # of ours
        holders: lea
  - do: Take calls
"""


def desk(register: Register) -> Stored:
    return read(register.root, catalogue.entry(register, ROLE, "desk"))


@upon(DESK)
@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("b0m", "Reset passwords"),
        ("JYM", "Unlock an account"),
        ("take calls", "Take calls"),
        ("calls", "Take calls"),
        ("unlock", "Unlock an account"),
    ],
)
def test_part(register: Register, typed: str, text: str) -> None:
    """An activity or need is meant by its short id, by its words, or by a piece of them."""
    assert roles.part(desk(register), typed).text == text


@upon(DESK)
def test_no_part(register: Register) -> None:
    """What is not there, or could be several, is refused with what there is."""
    with pytest.raises(roles.NoSuchPart) as refused:
        roles.part(desk(register), "printers")
    assert refused.value.hint == (
        "It has: #b0m Reset passwords; Take calls; #jym Unlock an account."
    )
    with pytest.raises(roles.WhichPart) as several:
        roles.part(desk(register), "")
    assert str(several.value) == (
        "desk: it has several activities: #b0m Reset passwords; Take calls"
    )
    assert several.value.hint == "Name the one you mean: desk#b0m."
    with pytest.raises(roles.WhichPart, match="'a' could be any of these"):
        roles.part(desk(register), "a")


def test_no_activity(register: Register) -> None:
    """
    A need wants an activity: where there is none, how to say one is told.
    ---
    # path: register/roles/desk.yaml
    id: desk
    title: Desk
    """
    with pytest.raises(roles.NoActivity) as refused:
        roles.part(desk(register), "")
    assert refused.value.hint == 'Say what is done in it: learnorg role activity desk "DO".'


@upon(DESK)
def test_new_need(register: Register) -> None:
    """A new need gets a short id, and so does its activity where it has none."""
    stored = desk(register)
    activity = roles.part(stored, "calls")
    after = revised(stored, list(roles.new_need(stored, activity, {"topic": "Tone", "ways": []})))
    found = after.plain["activities"][1]
    assert found["needs"] == [{"id": found["needs"][0]["id"], "topic": "Tone"}]
    assert len({found["id"], found["needs"][0]["id"], "b0m", "jym"}) == 4


@upon(DESK)
def test_more_of(register: Register) -> None:
    """More is said of a need without taking anything away, comments included."""
    stored = desk(register)
    need = roles.part(stored, "jym")
    said = {"topic": None, "critical": True, "ways": ["pairing"], "holders": ["lea", "ada"]}
    after = revised(stored, list(roles.more_of(stored, need, said)))
    assert after.plain["activities"][0]["needs"][0] == {
        "id": "jym", "topic": "Unlock an account", "holders": ["lea", "ada"], "critical": "true",
        "ways": ["pairing"],
    }  # fmt: skip
    assert b"# of ours" in after.data
    assert list(roles.more_of(stored, need, {"critical": False, "holders": ["lea"]})) == []


def test_catalogue(register: Register) -> None:
    """
    A role is found by its slug, with its kind or without, beside a person of the same name.
    ---
    # path: register/roles/desk.yaml
    id: desk
    title: Desk
    ---
    id: desk
    title: Somebody
    """
    assert catalogue.entry(register, ROLE, "desk").kind is ROLE
    assert catalogue.entry(register, ROLE, "role:desk").kind is ROLE
    with pytest.raises(catalogue.NotInCatalogue, match="there is no role 'dsk'") as refused:
        catalogue.entry(register, ROLE, "dsk")
    assert refused.value.hint == "Did you mean 'desk'?"
    assert isinstance(refused.value, LearnorgError)
    assert refused.value.exit_code == 3
