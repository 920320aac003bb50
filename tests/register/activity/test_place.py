import pytest
from hypothesis import given

from learnorg.register.activity.event import Event
from learnorg.register.activity.place import Place, home, place, within
from register.activity.happenings import FILE, happened, made


@given(made())
def test_home(one: Event) -> None:
    """Where an event belongs, its place holds it; and no other month, actor or token is told."""
    found = place(home(one, "7k3mqx9z"))
    assert found == Place(one.on[:7], one.actor, "7k3mqx9z")
    assert found.path == home(one, "7k3mqx9z")
    assert found.holds(one)


def test_holds() -> None:
    """A place holds events of its month and its actor."""
    found = place(FILE)
    assert found
    assert found.holds(happened(1))
    assert not found.holds(happened(1, on="2026-10-20"))
    assert not found.holds(happened(1, by="service-desk"))


@pytest.mark.parametrize(
    "path",
    [
        "register/activity/platform-7k3mqx9z.jsonl",
        "register/activity/2026-13/platform-7k3mqx9z.jsonl",
        "register/activity/2026/11/platform-7k3mqx9z.jsonl",
        "register/activity/2026-11/platform.jsonl",
        "register/activity/2026-11/platform-AEIOU123.jsonl",
        "register/activity/2026-11/-7k3mqx9z.jsonl",
        "register/activity/2026-11/platform-7k3mqx9z.json",
        "register/people/2026-11/platform-7k3mqx9z.jsonl",
    ],
)
def test_no_place(path: str) -> None:
    """What is called otherwise is no place of the log's."""
    assert place(path) is None


def test_within() -> None:
    """What stands in the log's folder and ends as its files do passes for one of them."""
    assert within(FILE)
    assert within("register/activity/x.jsonl")
    assert not within("register/activity/2026-11/notes.md")
    assert not within("register/x.jsonl")
