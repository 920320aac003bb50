from dataclasses import FrozenInstanceError, fields

import pytest
from pydantic import TypeAdapter, ValidationError

from learnorg.settings import SOURCES, Policy, Preferences


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


def test_frozen() -> None:
    """Nobody changes a policy once it is read."""
    with pytest.raises(FrozenInstanceError):
        Policy().workflow = "full"  # type: ignore[misc]  # that is what is tested


@pytest.mark.parametrize("shape", [Policy, Preferences])
def test_closed(shape: type) -> None:
    """What is not a setting is refused, not ignored."""
    with pytest.raises(ValidationError):
        TypeAdapter(shape).validate_python({"workflwo": "full"})


def test_no_policy_in_preferences() -> None:
    """A user's preferences name nothing that policy decides."""
    mine = {field.name for field in fields(Preferences)}
    assert not mine & {field.name for field in fields(Policy)}
