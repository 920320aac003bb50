from dataclasses import fields
from typing import get_args

import pytest
from pydantic import TypeAdapter, ValidationError

from learnorg.kinds.improvement.model import Improvement
from learnorg.settings import SOURCES, Policy, Preferences, Size


def test_sources() -> None:
    """An organisation's own sources come after the usual ones, each once."""
    policy = Policy(sources=("audit", "gemba-walk"))
    assert policy.all_sources == (*SOURCES, "gemba-walk")


def test_nothing_said() -> None:
    """A policy that says nothing holds all the same: the light work flow, and any names."""
    policy = Policy()
    assert policy.workflow == "light"
    assert policy.teams == policy.objectives == policy.authority == ()
    assert set(policy.rights.values()) == {"authority"}


def test_sizes() -> None:
    """Policy gives an effort to the sizes that improvements have."""
    sizes = get_args(Size)
    assert set(Policy().scoring.sizes) == set(sizes)
    assert sizes == get_args(get_args(Improvement.model_fields["size"].annotation)[0])


def test_schema_has_bounds() -> None:
    """Editors are told the bounds of numbers, too."""
    schema = TypeAdapter(Policy).json_schema()
    assert schema["properties"]["answer_within"]["minimum"] == 0
    assert schema["properties"]["wip"]["additionalProperties"]["minimum"] == 1


@pytest.mark.parametrize("shape", [Policy, Preferences])
def test_closed(shape: type) -> None:
    """What is not a setting is refused, not ignored."""
    with pytest.raises(ValidationError):
        TypeAdapter(shape).validate_python({"workflwo": "full"})


def test_no_policy_in_preferences() -> None:
    """A user's preferences name nothing that policy decides."""
    mine = {field.name for field in fields(Preferences)}
    assert not mine & {field.name for field in fields(Policy)}
