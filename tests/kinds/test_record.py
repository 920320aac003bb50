from typing import Any

import pytest
from pydantic import ValidationError

from learnorg.kinds.improvement.model import Improvement
from learnorg.kinds.person.model import Person

HEAD: dict[str, Any] = {
    "id": "IMP-2611-7k3mqx",
    "title": "Shorter hand-over",
    "state": "proposed",
    "raised": "2026-11-02",
}


def test_one_or_several() -> None:
    """Where several short texts may stand, one may stand without a list."""
    one = Improvement.model_validate(HEAD | {"tags": "night", "touches": "people"})
    assert (one.tags, one.touches) == (("night",), ("people",))


def test_absent() -> None:
    """A key without a value is a key that is not there."""
    empty = Improvement.model_validate(HEAD | {"owner": None, "tags": None})
    assert (empty.owner, empty.tags) == (None, ())


def test_empty_lists_of_parts() -> None:
    """Lists, mappings and dates without a value are not there, either."""
    plain = HEAD | dict.fromkeys(("links", "notes", "plan", "measures", "estimates", "dates"))
    bare = Improvement.model_validate(plain | {"extra": None, "benefits": None})
    assert (bare.links, bare.plan, bare.dates, bare.extra) == ((), (), {}, {})


def test_frozen() -> None:
    """A record stays as it was read; changing one means another."""
    record = Improvement.model_validate(HEAD)
    with pytest.raises(ValidationError, match="frozen"):
        record.title = "Other"  # type: ignore[misc]  # that is what is tested


def test_own_fields() -> None:
    """Under `extra` anything may stand."""
    own = {"board": "yes", "codes": ["a", {"b": None}]}
    assert Improvement.model_validate(HEAD | {"extra": own}).extra == own


def test_person() -> None:
    """A person needs a slug and a name, and is active until they left."""
    lea = Person.model_validate({"id": "lea-park", "title": "Lea Park"})
    assert lea.state == "active"
    with pytest.raises(ValidationError):
        Person.model_validate({"id": "Lea Park", "title": "Lea Park"})
