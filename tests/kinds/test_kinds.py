from collections.abc import Iterator
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from learnorg.kinds import BY_NAME, KINDS, kind_of
from learnorg.kinds.kind import Kind
from learnorg.kinds.problems import known_keys
from learnorg.kinds.record import several
from learnorg.refs import SYMBOLS
from learnorg.register.facts import COLUMNS

each = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


@each
def test_keys(kind: Kind) -> None:
    """A kind's words list exactly the fields of its model, each once."""
    assert sorted(kind.keys) == sorted(known_keys(kind.model(), ()))


@each
def test_states(kind: Kind) -> None:
    """A kind's words list the states that its model allows, in the same order."""
    declared = kind.model().model_fields["state"].annotation
    assert kind.states == declared.__args__
    assert kind.finished < set(kind.states)


@each
def test_words(kind: Kind) -> None:
    """What is searched, filtered and shown are fields of the kind."""
    assert kind.prose <= set(kind.keys)
    assert set(kind.many) <= set(kind.keys)
    assert set(kind.columns) <= set(kind.keys) | set(COLUMNS)


def test_apart() -> None:
    """No two kinds share a name, a prefix or a folder."""
    assert len({kind.name for kind in KINDS}) == len(KINDS) == len(BY_NAME)
    prefixes = [kind.prefix for kind in KINDS if kind.prefix]
    assert len(set(prefixes)) == len(prefixes)
    for one in KINDS:
        for other in KINDS:
            assert one is other or not one.folder.startswith(other.folder + "/")
            assert one is other or one.folder != other.folder


@each
@given(
    month=st.dates().map(lambda day: f"{day:%y%m}"),
    end=st.text(SYMBOLS, min_size=6, max_size=6),
    slug=st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)?", fullmatch=True),
)
def test_path(kind: Kind, month: str, end: str, slug: str) -> None:
    """A file is named for its identity alone, and its folder follows from it."""
    identity = f"{kind.prefix}-{month}-{end}" if kind.prefix else slug
    path = kind.path(identity)
    assert kind.owns(identity)
    assert path.rpartition("/")[2] == identity + kind.suffix
    assert path.startswith(kind.folder + "/")
    if kind.prefix:
        assert f"/20{month[:2]}/{month[2:]}/" in path
        assert kind_of(identity) is kind


@pytest.mark.parametrize("identity", ["PRG-2611-7k3mqx", "IMP-2613-7k3mqx", "IMP-2611-7k3", "x y"])
def test_not_own(identity: str) -> None:
    """No kind owns an identity of another form."""
    assert not any(kind.owns(identity) for kind in KINDS)


def _lists(model: type[BaseModel]) -> Iterator[str]:
    """The fields of a model and its parts that take a single item for a list of one."""
    for name, field in model.model_fields.items():
        if any(getattr(each, "func", None) is several for each in field.metadata):
            yield name
        for part in (*get_args(field.annotation), field.annotation):
            if isinstance(part, type) and issubclass(part, BaseModel):
                yield from _lists(part)


@each
def test_lists(kind: Kind) -> None:
    """What a kind calls its lists are those fields of its model."""
    assert set(_lists(kind.model())) == kind.lists


def _truths(schema: object) -> Iterator[str]:
    """The keys at any depth of a schema whose values are true or false."""
    if isinstance(schema, list):
        for item in schema:
            yield from _truths(item)
    elif isinstance(schema, dict):
        for name, one in (schema.get("properties") or {}).items():
            if {"type": "boolean"} in (one.get("anyOf") or []) or one.get("type") == "boolean":
                yield name
        for value in schema.values():
            yield from _truths(value)


@each
def test_truths(kind: Kind) -> None:
    """What a kind calls its truths are all that may be true or false."""
    assert set(_truths(kind.model().model_json_schema())) == kind.truths
